"""The pictures of the README, drawn by the tool from an added page: ``python -m tests.pictures docs/pictures``."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from io import StringIO
from itertools import cycle
from pathlib import Path
from types import TracebackType
from typing import Self

from click.testing import CliRunner
from rich.console import Console
from rich.text import Text

from flashcards.cli import cli
from flashcards.cli.faces import edit_card
from flashcards.cli.reporting import gathered
from flashcards.home.clock import Clock, parse_now
from flashcards.home.home import Home
from flashcards.home.library import open_library
from flashcards.rehearsal.agenda import agenda_of
from flashcards.rehearsal.load import Load
from flashcards.rehearsal.morning import morning
from flashcards.rehearsal.outlook import outlook
from flashcards.rehearsal.review import Review, Scope
from flashcards.rehearsal.session import Session
from flashcards.schedule.day import DAYS_SHOWN
from flashcards.schedule.limits import DEFAULT_MINUTES, Limits
from flashcards.store import names, standings
from flashcards.terminal.drawing import frame, summary_lines
from flashcards.terminal.today_drawing import today_lines
from flashcards.terminal.views import CardView, StoryView, SummaryView
from tests.svg import svg

PAGE = Path(__file__).parent.parent / "docs" / "my-stories.md"
COLUMNS, ROWS = 80, 24
DAYS = tuple(f"2026-12-{day:02}T08:00+00:00" for day in range(1, 6))
INTERVIEW = "2026-12-18"
# how long each story takes, and the letters of what is missed of it; on the last day from the first one on
TELLINGS = ((107, ""), (131, "r"), (94, ""), (118, ""), (152, "ar"), (101, ""), (112, "r"))
LAST_DAY = ((104, "t"), (132, "r"), (97, ""), (118, ""), (109, ""))
POSE = 2
GLANCE_SECONDS = 47
DRILL_SECONDS = 35
TITLES = {
    "today": "The first screen: what is left today, how far the interview is, and the one thing to do next.",
    "prompt": "A question: tell the story aloud, against the clock, with nothing of it shown.",
    "reveal": "The outline of the story by its parts, one of them marked as missed, and the grade that follows.",
    "end": "The end of the day: what was told whole, what was missed, and how far the interview is.",
}


class Pace(Clock):
    """A clock on which time passes only when somebody says so."""

    passed = 0.0

    def stopwatch(self) -> float:
        return self.passed

    def spend(self, seconds: float) -> None:
        """Let so much time pass."""
        self.passed += seconds


class Sitter:
    """Who sits for the pictures: tells every story in its time, marks what was missed, and accepts the grade."""

    is_timed = True

    def __init__(self, clock: Pace, tellings: Iterator[tuple[int, str]]) -> None:
        self.clock = clock
        self.pictures: dict[str, list[Text]] = {}
        self._tellings = tellings
        self._missed = ""
        self._view: CardView | None = None
        self._console = Console(file=StringIO(), width=COLUMNS, height=ROWS)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing was taken."""

    def paused(self) -> AbstractContextManager[None]:
        return nullcontext()

    def show(self, view: CardView) -> None:
        self._view = view

    def key(self, again: Callable[[], CardView]) -> str:
        view = again()
        if view.revealed:
            return self._grade(view)
        if view.is_drill:
            self.clock.spend(DRILL_SECONDS)
        else:
            self._tell(view, again)
        return "enter"

    def _tell(self, view: CardView, again: Callable[[], CardView]) -> None:
        seconds, missed = next(self._tellings)
        self._missed = missed if view.parts[0].name else ""
        self.clock.spend(GLANCE_SECONDS)
        if view.position == POSE:
            self.pictures["prompt"] = self._drawn(again())
        self.clock.spend(seconds - GLANCE_SECONDS)

    def _grade(self, view: CardView) -> str:
        if self._missed:
            letter, self._missed = self._missed[0], self._missed[1:]
            return letter
        if view.position == POSE and not view.is_drill:
            self.pictures["reveal"] = self._drawn(view)
        return "enter"

    def _drawn(self, view: CardView) -> list[Text]:
        return frame(view, self._console, COLUMNS, ROWS, scroll=0)[0]

    def help(self, title: str, rows: Sequence[tuple[str, str]]) -> None:
        """Nobody asks for it."""

    def warm_up(self, title: str, stories: Sequence[StoryView], then: str) -> bool:
        return True

    def closing(self, view: SummaryView, meanwhile: Callable[[], object]) -> str:
        return ""

    def summary(self, view: SummaryView) -> None:
        self.pictures["end"] = summary_lines(view, self._console, COLUMNS)


def draw() -> dict[str, str]:
    """The pictures by name, from the last of some days on which a page that was added is rehearsed for an interview."""
    tellings = cycle(TELLINGS)
    with tempfile.TemporaryDirectory() as folder:
        for command in (["add", str(PAGE)], ["interview", INTERVIEW]):
            CliRunner().invoke(cli, ["--home", folder, "--now", DAYS[0], *command], catch_exceptions=False)
        for day in DAYS:
            told = cycle(LAST_DAY) if day == DAYS[-1] else tellings
            first = _first_screen(Path(folder), Pace(parse_now(day)))
            pictures = _rehearse(Path(folder), Pace(parse_now(day)), told)
    pictures["today"] = first
    return {name: svg(title, pictures[name], COLUMNS) for name, title in TITLES.items()}


def _first_screen(folder: Path, clock: Pace) -> list[Text]:
    """What ``flashcards`` alone shows."""
    library = open_library(Home(folder), clock, must_write=False)
    agenda = agenda_of(library, clock.today)
    shown = standings.shown(library.database.conn, ())
    plan = outlook(library, agenda, (), shown)
    called = names.called(library.database.conn)
    told = gathered(library, agenda, (), shown, plan.forecast.days[:DAYS_SHOWN], called).told
    view, _ = morning(library, plan, [each.subject.name for each in told[:3]])
    library.close()
    return today_lines(view, Console(file=StringIO(), width=COLUMNS, height=ROWS), COLUMNS)


def _rehearse(folder: Path, clock: Pace, tellings: Iterator[tuple[int, str]]) -> dict[str, list[Text]]:
    """One day's session, as ``review`` has it."""
    library = open_library(Home(folder), clock, must_write=True)
    sitter = Sitter(clock, tellings)
    load = Load((), None, Limits(seconds=DEFAULT_MINUTES * 60))
    scope = Scope((), load.gather(library), seconds=load.limits.seconds)
    session = Session(library, sitter, Review(library, scope, agenda_of(library, clock.today)), edit_card)
    with session.summed_up():
        session.run()
    library.close()
    return sitter.pictures


if __name__ == "__main__":
    to = Path(sys.argv[1])
    to.mkdir(parents=True, exist_ok=True)
    for name, picture in draw().items():
        (to / f"{name}.svg").write_text(picture, encoding="utf-8")
