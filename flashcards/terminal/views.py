"""What the screens of a session show, as values: made by the session, drawn by a face."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from types import TracebackType
from typing import NamedTuple, Protocol, Self

# with what a text that is pasted begins where a key is expected
PASTE = "paste:"
# and one by which the cursor moves so many letters on, or back
MOVE = "move:"
# with what a line on a pipe begins that says what was told
TOLD = "told:"
# the key by which a telling is typed; on a pipe a line that begins so is meant
WRITE_KEY = ("w", "write it")
# what a face answers that has no field to type in
NO_FIELD = "no field"
# what Ctrl-Z comes as
STOP = "\x1a"
# what comes when the time of a view is over
OVER = "over"
# keys, each with what it does
Keys = Sequence[tuple[str, str]]

END_KEYS = frozenset({"q", "esc", "end"})
"""The keys that end a session."""


class PartView(NamedTuple):
    """One part of the answer side: its badge letter and its lines, none while it is not shown.

    ``draft``: the lines are computed. ``missed``: the user marked it. ``is_cue``: it only leads to the next one.
    ``heard`` is whether each line was heard in the telling, None for one of which that is not known.
    """

    letter: str
    name: str
    lines: tuple[str, ...]
    draft: bool = False
    missed: bool = False
    is_cue: bool = False
    heard: tuple[bool | None, ...] = ()


class GradeView(NamedTuple):
    """One grade that can be given: its word, and what it leads to (``Sat``, ``9 Dec``, ``again``), or ""."""

    grade: int
    word: str
    due: str


class CardView(NamedTuple):
    """One card on the screen. Parts that are not revealed have no lines; until all are, ``grades`` is empty.

    ``clock`` runs while the story is told, ``told`` says how long it took, ``last`` how it went before; ``proposal``
    is the grade that Enter accepts, ``outcome`` what every grade leads to where that is the same. ``countdown`` says
    how far the interview is. ``about`` is the answer's name or the theme's meaning; ``hint`` a calm line below the
    prompt; ``remark`` the answer to the last key. ``guide`` says to a newcomer what to do with an answer that is shown.
    ``keys`` pairs each key with what it does, most important first. ``focus`` is the place of the part that the last
    key was about, which is to be in sight. ``heard`` says what else was heard of the telling. ``is_over``: its time is
    over, and no key is waited for.
    """

    deck: str
    position: int
    total: int
    drills: int
    prompt: str
    about: str
    is_drill: bool
    revealed: bool
    parts: tuple[PartView, ...]
    grades: tuple[GradeView, ...]
    keys: tuple[tuple[str, str], ...]
    hint: str = ""
    remark: str = ""
    clock: str = ""
    told: str = ""
    last: str = ""
    proposal: int | None = None
    countdown: str = ""
    guide: tuple[str, ...] = ()
    focus: int | None = None
    outcome: str = ""
    heard: tuple[str, ...] = ()
    is_over: bool = False

    @property
    def is_open(self) -> bool:
        """Whether something of the answer is shown."""
        return any(part.lines for part in self.parts)

    @property
    def where(self) -> str:
        """How far the session is; what comes again has no place of its own."""
        place = "drill" if self.is_drill else f"{self.position} of {self.total}"
        return f"{place}, {self.drills} to drill" if self.drills else place


class OnwardView(NamedTuple):
    """What a session can go on with at its end: in a sentence without its end, and in one word.

    By a line that says the word a pipe goes on with it: what is left over of a session's lines never does.
    """

    said: str
    word: str


class SummaryView(NamedTuple):
    """The end of a session: a heading with what was counted, "" for nothing, rows of label and value, and a last line.

    ``onward`` is what Enter goes on with while it stands, None where nothing pays; ``keys`` are those that do something
    then.
    """

    heading: str
    counted: str
    rows: tuple[tuple[str, str], ...]
    closing: str
    onward: OnwardView | None = None
    keys: Keys = ()


class TodayView(NamedTuple):
    """The first screen: the day, how far the interview is, rows of label and value, and what to do next.

    ``command`` is what does it, as it is typed; ``others`` are further things that could be done.
    """

    heading: str
    countdown: str
    rows: tuple[tuple[str, str], ...]
    next: str
    command: str
    others: tuple[str, ...] = ()


class StoryView(NamedTuple):
    """One story of a warm-up: its short name, its question, how it begins, and the cues of the part that it leads to.

    A cue is in pieces, each with whether it is a figure.
    """

    name: str
    question: str
    opening: str
    part: str
    cues: tuple[tuple[tuple[str, bool], ...], ...]


class CueView(NamedTuple):
    """One line of a pass over drafts: a cue and the sentence that it comes from, either may be "".

    ``typed`` is the cue while it is reworded: the letters before the cursor, and those from it on.
    """

    cue: str
    sentence: str
    kept: bool
    chosen: bool = False
    typed: tuple[tuple[str, ...], tuple[str, ...]] | None = None


class PassView(NamedTuple):
    """One part of a pass over drafts, or its end.

    ``where`` says how far the pass is, ``part`` names the part, ``rows`` are label and value of what the end sums up.
    ``said`` counts what is kept, ``enter`` tells what Enter does, ``remark`` is the answer to the last key. ``scroll``
    is how far the user went down in the rows.
    """

    deck: str
    where: str
    prompt: str
    about: str
    part: str
    cues: tuple[CueView, ...]
    rows: tuple[tuple[str, str], ...]
    said: str
    enter: str
    keys: tuple[tuple[str, str], ...]
    remark: str = ""
    scroll: int = 0


class HitView(NamedTuple):
    """A card that was found: its name and question, each with where it differs from others, and the line that holds it.

    ``spans`` are the places in the line where the words stand. ``state`` says how the card stands, "" where it only
    waits for its day.
    """

    name: str
    name_apart: int
    question: str
    question_apart: int
    field: str
    line: str
    spans: tuple[tuple[int, int], ...] = ()
    state: str = ""


class FindView(NamedTuple):
    """What was found for what is typed, as a list to move in; ``label`` stands before that.

    ``typed`` is the line that is typed, before the cursor and from it on, None where letters are keys; ``words`` is
    what it says. ``chosen`` is the place of the hit that keys are about, None where there is no hit.
    """

    words: str
    typed: tuple[tuple[str, ...], tuple[str, ...]] | None
    hits: tuple[HitView, ...]
    chosen: int | None
    said: str
    keys: tuple[tuple[str, str], ...]
    remark: str = ""
    label: str = "Find"


class FieldView(NamedTuple):
    """A text that is typed in answer to a card, which is closed.

    ``typed`` are its letters before the cursor, and those from it on; ``said`` tells how it stands.
    """

    card: CardView
    typed: tuple[tuple[str, ...], tuple[str, ...]]
    said: str
    keys: tuple[tuple[str, str], ...]
    remark: str = ""


class Face(Protocol):
    """How a session meets its user: single keys on a terminal, or lines on a pipe. Used as a context manager."""

    @property
    def is_timed(self) -> bool:
        """Whether keys come when they are meant, so that the time between two of them is that of a telling."""

    def __enter__(self) -> Self:
        """Take over the terminal."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give it back as it was."""

    def paused(self) -> AbstractContextManager[None]:
        """Give the terminal to another program for a while; the next ``show`` draws everything anew.

        Raises AccessError where there is none to give.
        """

    def show(self, view: CardView) -> None:
        """Draw the card; what was typed before an answer was drawn is dropped."""

    def key(self, again: Callable[[], CardView]) -> str:
        """Wait for a command: a character, ``enter``, ``space``, ``esc`` or ``end`` (no more input).

        ``again`` gives the view as it is by then, so that a clock on it can run.

        It is STOP on Ctrl-Z, upon which ``stop`` is to be called, and OVER where the time of the view is over while
        nothing is pressed, if its clock runs there. Raises KeyboardInterrupt on Ctrl-C. Scrolling and
        resizing are the face's own matter.
        """

    def outline(self, view: PassView) -> str:
        """Draw a step of a pass over drafts, and wait for a key: as ``key`` gives it, or one that edits a line.

        These are ``left``, ``right``, ``home``, ``last``, ``backspace``, ``delete``, what deletes the ``rest``, the
        ``line`` before the cursor or the ``word`` before it, and PASTE with a text that was pasted.
        """

    def stop(self) -> None:
        """Leave the terminal to the shell, as Ctrl-Z asks, until the shell goes on with the process."""

    def find(self, view: FindView) -> str:
        """Draw what was found, and wait for a key, as ``outline`` does."""

    def field(self, view: FieldView) -> str:
        """Draw a text that is typed, and wait for a key, as ``outline`` does.

        MOVE with a number moves the cursor so many letters on; ``tick`` when none came for a second, STOP on Ctrl-Z.
        It is NO_FIELD, which is said, where keys come through a pipe.
        """

    def help(self, title: str, rows: Sequence[tuple[str, str]]) -> None:
        """Show a page of short lines, such as every key, until a key is pressed."""

    def warm_up(self, title: str, stories: Sequence[StoryView], then: str) -> bool:
        """Show the stories one at a time, back and forth; False when the user ends it before the last is passed.

        ``then`` says what comes behind the last.
        """

    def closing(self, view: SummaryView, meanwhile: Callable[[], object]) -> str:
        """Show that nothing is left, do something while that stands, and return the key that was pressed.

        It is "" where nobody is asked: a pipe is, for one line, where there is something to go on with.
        """

    def summary(self, view: SummaryView) -> None:
        """Print the end of the session, to stand when the process ends."""
