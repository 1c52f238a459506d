"""One card's turn on the screen: what has been revealed of it, and what each key makes of that."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from flashcards.content.cards import Card, CardPart, Kind
from flashcards.schedule.proposal import proposed_grade, proposed_theme_grade
from flashcards.schedule.sm2 import DRILL_UNTIL_GRADE, Grade, preview
from flashcards.schedule.standing import Standing
from flashcards.schedule.wording import clock_time, over_target, short_day
from flashcards.terminal.views import CardView, GradeView, PartView

KEYS = (
    ("space", "the next part; Enter: all of them"),
    ("h", "the outline with its figures blanked"),
    ("p", "pause the clock, and let it go on"),
    ("s t a r ...", "a part you missed; again takes it back"),
    ("Enter", "accept the grade that is proposed"),
    *((str(int(grade)), grade.word) for grade in Grade),
    ("f", "the full text, or the outline again"),
    ("e", "edit the story in your editor"),
    ("i", "the history of the card"),
    ("- @", "bury it till tomorrow; suspend it"),
    ("u", "take back the last thing"),
    ("up, down", "scroll a long answer"),
    ("?", "these keys"),
    ("q, Esc", "quit; every grade is saved"),
)
_QUIT_KEYS = (("?", "keys"), ("q", "quit"))
_COMMAND_KEYS = frozenset("ehfipquy")
_DIGITS = frozenset("012345")


@dataclass(frozen=True, slots=True)
class Progress:
    """Where the session is, and how far the interview."""

    position: int
    total: int
    drills: int
    countdown: str = ""


@dataclass(frozen=True, slots=True)
class Timing:
    """The clock of a telling in seconds, the deck's target, and whether it is shown."""

    seconds: float = 0.0
    target: int = 0
    paused: bool = False
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Telling:
    """A card while it is told: its standing when it was shown, and how much of its answer is on the screen.

    ``asked`` are the places of the parts that are asked for: all of them, in a drill those that were missed.
    ``open`` counts those revealed, ``stepped`` tells that they came one by one, ``missed`` are places. ``moves`` is
    whether its grade moves the schedule.
    """

    card: Card
    standing: Standing
    drill: bool
    today: int
    asked: tuple[int, ...]
    open: int = 0
    stepped: bool = False
    missed: frozenset[int] = frozenset()
    full: bool = False
    blanked: bool = False
    moves: bool = True

    @classmethod
    def of(cls, card: Card, standing: Standing, drill: bool, today: int, moves: bool = True) -> Telling:
        """The card as it is asked now; the drill of a part that holds figures starts with these blanked."""
        asked = tuple(range(len(card.parts)))
        if drill:
            gaps = tuple(place for place in asked if card.parts[place].name in standing.missed)
            asked = gaps or asked
        blanked = drill and _holds_figures(card.parts[place] for place in asked)
        return cls(card, standing, drill, today, asked, blanked=blanked, moves=moves and not drill)

    @property
    def revealed(self) -> bool:
        """Whether everything that is asked for is shown."""
        return self.open >= len(self.asked)

    @property
    def is_story(self) -> bool:
        """Whether it is a story, not a theme."""
        return self.card.kind is Kind.STORY

    @property
    def proposal(self) -> Grade:
        """The grade that follows from what was missed."""
        propose = proposed_theme_grade if self.card.kind is Kind.THEME else proposed_grade
        return propose(len(self.asked), len(self.missed))

    @property
    def missed_names(self) -> tuple[str, ...]:
        """The parts that were missed, by their full names."""
        return tuple(self.card.parts[place].name for place in sorted(self.missed))

    def grade_of(self, key: str) -> Grade | None:
        """The grade that a key gives: a digit by hand, Enter and space the one proposed; None for other keys."""
        if not self.revealed:
            return None
        if len(key) == 1 and key in _DIGITS:
            return Grade(int(key))
        return self.proposal if key in ("enter", "space") else None

    def after(self, key: str, remark: str) -> tuple[Telling, str]:
        """What a key that neither grades nor ends makes of it, with a word for the user."""
        if key in ("u", "?", "", "p", "i"):
            return self, remark
        if not self.revealed:
            return self._before_reveal(key)
        if key == "f":
            return replace(self, full=not self.full), ""
        place = self._place_of(key)
        if place is not None:
            return replace(self, missed=self.missed ^ {place}), ""
        return self, f"{key!r} does nothing here; ? lists the keys."

    def _before_reveal(self, key: str) -> tuple[Telling, str]:
        if key == "space":
            stepped = self.stepped or self.open + 1 < len(self.asked)
            return replace(self, open=self.open + 1, stepped=stepped), ""
        if key == "enter":
            return replace(self, open=len(self.asked)), ""
        if key == "h":
            return replace(self, blanked=not self.blanked), ""
        if key == "f" or (len(key) == 1 and key in _DIGITS) or self._place_of(key) is not None:
            return self, "Tell it first; space shows the next part, Enter all."
        return self, f"{key!r} does nothing here; ? lists the keys."

    def _place_of(self, key: str) -> int | None:
        """The part whose letter a key is, among those asked for."""
        letters = badges(tuple(part.name for part in self.card.parts), self.card.kind)
        return next((place for place in self.asked if letters[place] == key.upper()), None)


def view_of(
    telling: Telling, deck_name: str, progress: Progress, remark: str, timing: Timing, newcomer: bool = False
) -> CardView:
    """The screen of a telling; a newcomer is told what to do."""
    card = telling.card
    return CardView(
        deck=deck_name,
        position=progress.position,
        total=progress.total,
        drills=progress.drills,
        prompt=card.wording(telling.standing.told),
        about=card.about,
        is_drill=telling.drill,
        revealed=telling.revealed,
        parts=_parts(telling),
        grades=_grades(telling) if telling.revealed else (),
        keys=_keys(telling),
        hint=_hint(telling, newcomer),
        remark=remark,
        clock=_clock(timing) if not telling.revealed else "",
        told=_told(telling, timing) if telling.revealed else "",
        last="" if telling.revealed or telling.drill else _last(telling.standing, timing),
        proposal=telling.proposal if telling.revealed else None,
        countdown=progress.countdown,
        guide=_guide(telling) if newcomer and telling.revealed else (),
    )


def _parts(telling: Telling) -> tuple[PartView, ...]:
    """The parts to show: in a drill those asked for, each with the part before it as its cue unless that was missed."""
    card, asked = telling.card, telling.asked
    letters = badges(tuple(part.name for part in card.parts), card.kind)
    opened = set(asked[: telling.open])
    views = []
    for place, part in enumerate(card.parts):
        if place in asked:
            views.append(_part(part, letters[place], telling, place in opened, place in telling.missed))
        elif place + 1 in asked:
            views.append(PartView(letters[place], part.name, part.outline, is_cue=True))
    return tuple(views)


def _part(part: CardPart, letter: str, telling: Telling, opened: bool, missed: bool) -> PartView:
    if opened:
        full = telling.full and telling.revealed
        lines = tuple(part.text.splitlines()) if full else part.outline
        return PartView(letter, part.name, lines, draft=part.is_draft and not full, missed=missed)
    name = part.name if telling.card.kind is Kind.STORY else ""
    return PartView(letter, name, _blanked(part) if telling.blanked else ())


def _holds_figures(parts: Iterable[CardPart]) -> bool:
    from flashcards.content.text.figures import figures

    return any(figures(line) for part in parts for line in part.outline)


def _blanked(part: CardPart) -> tuple[str, ...]:
    from flashcards.content.text.figures import blank_figures

    return tuple(map(blank_figures, part.outline))


def _grades(telling: Telling) -> tuple[GradeView, ...]:
    if telling.drill:
        return tuple(GradeView(grade, grade.word, "done" if grade >= DRILL_UNTIL_GRADE else "again") for grade in Grade)
    if not telling.moves:
        return tuple(GradeView(grade, grade.word, "drill") for grade in Grade)
    standing, today = telling.standing, telling.today
    elapsed = None if standing.reviewed is None else max(0, today - standing.reviewed)
    intervals = preview(standing.memory, elapsed)
    return tuple(GradeView(grade, grade.word, short_day(today + days, today)) for grade, days in intervals.items())


def _keys(telling: Telling) -> tuple[tuple[str, str], ...]:
    if not telling.revealed:
        figures_key = "figures" if telling.blanked else "figures blanked"
        return (("space", "next part"), ("Enter", "all"), ("h", figures_key), ("p", "pause"), *_QUIT_KEYS)
    letters = badges(tuple(part.name for part in telling.card.parts), telling.card.kind)
    marks = " ".join(letters[place].lower() for place in telling.asked)
    return ((marks, "missed"), ("0-5", "grade"), ("f", "full text"), ("e", "edit"), ("u", "undo"), *_QUIT_KEYS)


def _hint(telling: Telling, newcomer: bool) -> str:
    if telling.drill:
        return "Once more: what was missing before?"
    if telling.card.kind is Kind.THEME:
        return "Which of your stories show it?"
    if newcomer:
        return f"Tell it aloud, then compare: {', '.join(part.name for part in telling.card.parts)}."
    return "Tell it aloud."


def _guide(telling: Telling) -> tuple[str, str]:
    """How to grade, in two lines."""
    missed = "part that you missed" if telling.card.kind is Kind.STORY else "story that you left out"
    after = "Below 4 it comes back today." if telling.moves else "It is a drill: no date moves."
    return (
        f"Compare with what you told: press the letter of each {missed}.",
        f"Enter accepts the grade, 0 to 5 gives another. {after}",
    )


def _clock(timing: Timing) -> str:
    if not timing.shown:
        return ""
    return f"{clock_time(timing.seconds)} of {clock_time(timing.target)}{', paused' if timing.paused else ''}"


def _told(telling: Telling, timing: Timing) -> str:
    """How long the telling took; by how much a story was over its target."""
    if not timing.shown or telling.drill:
        return ""
    over = over_target(timing.seconds, timing.target) if telling.is_story else ""
    return f"Told in {clock_time(timing.seconds)}{over}."


def _last(standing: Standing, timing: Timing) -> str:
    """The last time, and what was missed then."""
    time = clock_time(standing.seconds) if standing.seconds is not None and timing.shown else ""
    missed = f"{', '.join(part for part, _ in standing.misses)} missing" if standing.misses else ""
    said = ", ".join(piece for piece in (time, missed) if piece)
    return f"Last time {said}." if said else ""


def badges(names: tuple[str, ...], kind: Kind) -> tuple[str, ...]:
    """One letter for each part: its first free letter that is no command key; a, b, c for a theme's examples."""
    taken: list[str] = []
    for name in names:
        own = name.lower() if kind is Kind.STORY else ""
        letters = [*own, *"abcdefghijklmnopqrstuvwxyz"]
        free = (c for c in letters if c.isalpha() and c not in _COMMAND_KEYS and c not in taken)
        taken.append(next(free, " "))
    return tuple(letter.upper() for letter in taken)
