"""One card's turn on the screen: what has been revealed of it, and what each key makes of that."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flashcards.cli.wording import short_day
from flashcards.content.cards import Card, CardPart, Kind
from flashcards.schedule.replay import Standing
from flashcards.schedule.sm2 import DRILL_UNTIL_GRADE, Grade, preview
from flashcards.terminal.views import CardView, GradeView, PartView

ASK_KEYS = (("space", "show the answer"), ("u", "undo"), ("?", "keys"), ("q", "quit"))
SHOW_KEYS = (("0-5", "grade"), ("f", "full text"), ("u", "undo"), ("?", "keys"), ("q", "quit"))
KEYS = (
    ("space, Enter", "show the answer"),
    *((str(int(grade)), grade.word) for grade in Grade),
    ("f", "the full text, or the outline again"),
    ("e", "edit the story in your editor, its draft outline written in"),
    ("u", "undo the last grade, also one of an earlier session"),
    ("up, down", "scroll a long answer"),
    ("?", "these keys"),
    ("q, Esc", "quit; every grade is saved"),
)
_COMMAND_KEYS = frozenset("ehfipquy")


@dataclass(frozen=True, slots=True)
class Progress:
    """Where the session is."""

    position: int
    total: int
    drills: int


@dataclass(frozen=True, slots=True)
class Telling:
    """A card while it is told: its standing when it was shown, and how much of its answer is on the screen."""

    card: Card
    standing: Standing
    drill: bool
    today: int
    revealed: bool = False
    full: bool = False

    def after(self, key: str, remark: str) -> tuple[Telling, str]:
        """What a key that neither grades nor ends makes of it, with a word for the user."""
        if key in ("enter", "space") and not self.revealed:
            return replace(self, revealed=True), ""
        if key in ("enter", "space"):
            return self, "Grade it: 0 blank to 5 effortless."
        if key == "f" and self.revealed:
            return replace(self, full=not self.full), ""
        if not self.revealed and (key == "f" or (len(key) == 1 and key in "012345")):
            return self, "Tell it first; space or Enter shows the answer."
        if key in ("u", "?", ""):
            return self, remark
        return self, f"{key!r} does nothing here; ? lists the keys."


def view_of(telling: Telling, deck_name: str, progress: Progress, remark: str) -> CardView:
    """The screen of a telling."""
    card = telling.card
    letters = badges(tuple(part.name for part in card.parts), card.kind)
    return CardView(
        deck=deck_name,
        position=progress.position,
        total=progress.total,
        drills=progress.drills,
        prompt=card.wording(telling.standing.told),
        about=card.about,
        is_drill=telling.drill,
        revealed=telling.revealed,
        parts=tuple(_part(part, letter, telling) for part, letter in zip(card.parts, letters, strict=True)),
        grades=_grades(telling) if telling.revealed else (),
        keys=SHOW_KEYS if telling.revealed else ASK_KEYS,
        hint=_hint(telling),
        remark=remark,
    )


def _part(part: CardPart, letter: str, telling: Telling) -> PartView:
    if not telling.revealed:
        return PartView(letter, part.name if telling.card.kind is Kind.STORY else "", ())
    lines = tuple(part.text.splitlines()) if telling.full else part.outline
    return PartView(letter, part.name, lines, draft=part.is_draft and not telling.full)


def _grades(telling: Telling) -> tuple[GradeView, ...]:
    if telling.drill:
        return tuple(GradeView(grade, grade.word, "done" if grade >= DRILL_UNTIL_GRADE else "again") for grade in Grade)
    standing, today = telling.standing, telling.today
    elapsed = None if standing.reviewed is None else max(0, today - standing.reviewed)
    intervals = preview(standing.memory, elapsed)
    return tuple(GradeView(grade, grade.word, short_day(today + days, today)) for grade, days in intervals.items())


def _hint(telling: Telling) -> str:
    if telling.drill:
        return "Once more: what was missing before?"
    if telling.card.kind is Kind.THEME:
        return "Which of your stories show it?"
    return "Tell it aloud."


def badges(names: tuple[str, ...], kind: Kind) -> tuple[str, ...]:
    """One letter for each part: its first free letter that is no command key; a, b, c for a theme's examples."""
    taken: list[str] = []
    for name in names:
        own = name.lower() if kind is Kind.STORY else ""
        letters = [*own, *"abcdefghijklmnopqrstuvwxyz"]
        free = (c for c in letters if c.isalpha() and c not in _COMMAND_KEYS and c not in taken)
        taken.append(next(free, " "))
    return tuple(letter.upper() for letter in taken)
