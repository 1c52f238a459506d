"""Plays real sessions on a pipe, remembers what they acknowledged, and checks what a home holds afterwards.

A session acknowledges an answer by the next prompt, or by its summary. What it acknowledged must stand in the log.
"""

from __future__ import annotations

import os
import random
import re
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from flashcards.home.clock import Clock, parse_now
from flashcards.home.home import Home
from flashcards.home.library import Library, open_library
from flashcards.schedule.events import EventKind
from flashcards.schedule.replay import replay
from flashcards.schedule.standing import Standing
from flashcards.store import log, readings, standings
from tests.build import deck, story
from tests.conftest import NOON
from tests.forks import Fork

_HEADER = re.compile(r"\[.*, (?P<turn>\d+ of \d+|drill).*\]")
_SAVED = "Every grade is saved."
_GRADES = "0123444555"


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that a user did: the kind of its event, the card it was about (here as its prompt says), the grade."""

    kind: str
    card: str
    grade: int | None = None


def command(home: Path, *args: str, now: str = NOON) -> list[str]:
    """The real command line, as a process of its own."""
    return executable(arguments(home, *args, now=now))


def executable(args: Sequence[str]) -> list[str]:
    """A whole command line with these arguments."""
    return [sys.executable, "-m", "flashcards", *args]


def arguments(home: Path, *args: str, now: str = NOON) -> list[str]:
    """What stands behind the name of the command in that command line."""
    return ["--home", str(home), "--now", now, *args]


def review(home: Path, *decks: str, now: str = NOON) -> list[str]:
    """The arguments of a session that takes every card of the day."""
    return arguments(home, "review", "--new", "10000", "--minutes", "0", *decks, now=now)


def make_home(path: Path, cards: int, name: str = "Shop", file: str = "shop.md") -> Path:
    """Put a deck of that many stories into a home; ``question-7`` is the note of ``Question 7?``."""
    (path / "decks").mkdir(parents=True, exist_ok=True)
    text = deck(name, *(story(f"Question {number}?") for number in range(cards)))
    (path / "decks" / file).write_text(text, encoding="utf-8")
    return path


@dataclass(slots=True)
class Player:
    """One session in a process of its own. ``acknowledged`` grows with each prompt; it waits for ``pending``.

    ``is_revealed`` is whether the answer stands below the prompt already, as after an undo it does.
    """

    process: Fork | subprocess.Popen[str]
    question: str = ""
    is_drill: bool = False
    is_revealed: bool = False
    says_saved: bool = False
    acknowledged: list[Act] = field(default_factory=list)
    pending: Act | None = None
    _done: list[tuple[Act, bool]] = field(default_factory=list)

    @classmethod
    def start(cls, args: Sequence[str]) -> Player:
        """Start a session with these arguments, in a process that has imported everything."""
        return cls(Fork(args))

    @classmethod
    def execute(cls, run: Sequence[str]) -> Player:
        """Start a session by a whole command line."""
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        return cls(subprocess.Popen(run, text=True, encoding="utf-8", errors="replace", **pipes))

    def wait_for_prompt(self) -> bool:
        """Read to the next prompt, which acknowledges what is pending; False at the end of the session."""
        for line in self._lines():
            header = _HEADER.fullmatch(line)
            self.says_saved |= line == _SAVED
            if header:
                self._acknowledge()
                self.is_drill = header["turn"] == "drill"
                self.question = next(self._lines(), "")
                return True
        return False

    def _lines(self) -> Iterator[str]:
        assert self.process.stdout is not None
        while line := self.process.stdout.readline():
            yield line.rstrip("\n")

    def _acknowledge(self) -> None:
        if self.pending is not None:
            self.acknowledged.append(self.pending)
            self.pending = None

    def send(self, act: Act, keys: str) -> None:
        """Type lines that do one thing; a session that has died hears nothing."""
        assert self.process.stdin is not None
        self.pending = act
        try:
            self.process.stdin.write(keys)
            self.process.stdin.flush()
        except BrokenPipeError:
            return

    def grade(self, grade: int) -> None:
        """Reveal the card and grade it."""
        kind = EventKind.DRILLED if self.is_drill else EventKind.GRADED
        act = Act(kind, self.question, grade)
        self._done.append((act, True))
        keys = f"{grade}\n" if self.is_revealed else f"\n{grade}\n"
        self.is_revealed = False
        self.send(act, keys)

    def act(self, chance: random.Random) -> None:
        """Do what users do: mostly grade, sometimes undo or bury."""
        luck = chance.random()
        if luck < 0.06 and self._done:
            taken_back, self.is_revealed = self._done.pop()
            self.send(Act(EventKind.RETRACTED, taken_back.card), "u\n")
        elif luck < 0.09 and not self.is_drill:
            act = Act(EventKind.BURIED, self.question)
            self._done.append((act, self.is_revealed))
            self.is_revealed = False
            self.send(act, "-\n")
        else:
            self.grade(int(chance.choice(_GRADES)))

    def finish(self) -> tuple[int, str]:
        """Close the input, wait, and return the exit code as a shell shows it, and standard error.

        The summary of a session that ended by itself acknowledges what is pending.
        """
        _, errors = self.process.communicate()
        code = self.process.returncode
        if code == 0 and self.says_saved:
            self._acknowledge()
        return (code if code >= 0 else 128 - code), errors


def opened(home: Path, now: str = NOON) -> Library:
    """The home, opened as a command opens it."""
    return open_library(Home(home), Clock(parse_now(now)), must_write=True)


@dataclass(frozen=True, slots=True)
class Found:
    """What a home holds after a fault, against what was acknowledged before it.

    ``lost``: acknowledged and not in the log. ``saved_unseen``: in the log, and the process died before it said so.
    ``unexplained``: in the log, and nobody did it. ``disagreements``: where file, log and schedule do not agree.
    """

    lost: int
    saved_unseen: int
    unexplained: int
    disagreements: int


def cards_by_wording(library: Library) -> dict[str, str]:
    """The card that each wording of a question asks for."""
    cards = readings.cards(library.readings)
    return {words: card.id for card in cards for words in (card.prompt, *card.wordings)}


def check(
    home: Path, acknowledged: Sequence[Act], pending: Act | None, cards: Mapping[str, str] | None = None
) -> Found:
    """Open a home and compare; ``cards`` are its cards by their wordings, where its decks may be lost."""
    library = opened(home)
    try:
        cards = cards_by_wording(library) if cards is None else cards
        acknowledged = [_of_card(act, cards) for act in acknowledged]
        pending = pending and _of_card(pending, cards)
        acts = [Act(event.kind, event.card, event.grade) for event in log.all_events(library.database.conn)]
        differing = disagreements(library.database.conn)
    finally:
        library.close()
    kept = next((i for i, pair in enumerate(zip(acknowledged, acts)) if pair[0] != pair[1]), None)  # noqa: B905
    kept = min(len(acknowledged), len(acts)) if kept is None else kept
    more = acts[len(acknowledged) :]
    seen = bool(more) and more[0] == pending
    return Found(len(acknowledged) - kept, int(seen), len(more) - seen, differing)


def disagreements(conn: sqlite3.Connection) -> int:
    """In how many places file, log and schedule do not agree: damaged pages, and cards that the log says otherwise."""
    damaged = sum(verdict != "ok" for (verdict,) in conn.execute("pragma quick_check"))
    said, cached = replay(log.all_events(conn)).standings, standings.standings(conn)
    cards = said.keys() | cached.keys()
    return damaged + sum(said.get(card, Standing(card)) != cached.get(card, Standing(card)) for card in cards)


def _of_card(act: Act, cards: Mapping[str, str]) -> Act:
    return replace(act, card=cards.get(act.card, act.card))


def counted_twice(home: Path, now: str = NOON) -> int:
    """How many cards have more than one standing grade on one study day, which no single user gives."""
    library = opened(home, now)
    try:
        events = list(log.all_events(library.database.conn))
    finally:
        library.close()
    gone = {target for event in events if event.kind == EventKind.RETRACTED for target in event.retracts}
    grades = Counter(
        (event.card, event.day) for event in events if event.kind == EventKind.GRADED and event.id not in gone
    )
    return sum(number > 1 for number in grades.values())


def play_to_the_end(home: Path, now: str = NOON) -> None:
    """Another session, in which everything that is left is told. Raises AssertionError if it fails."""
    session = Fork(review(home, now=now))
    shown, errors = session.communicate("\n4\n" * 500)
    assert session.returncode == 0, errors
    assert "Done for today." in shown or "Nothing is left to rehearse" in shown, shown[-500:]


def without(*names: str) -> dict[str, str]:
    """The environment but for some variables."""
    return {name: value for name, value in os.environ.items() if name not in names}
