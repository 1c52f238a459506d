"""One card's turn: what has been revealed of it, and what each key makes of that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from flashcards.content.cards import Card, CardKind, CardPart
from flashcards.schedule.proposal import proposed_grade, proposed_theme_grade
from flashcards.schedule.sm2 import Grade
from flashcards.schedule.standing import Standing

KEYS = (
    ("space", "the next part; Enter: all of them"),
    ("h", "the outline with its figures blanked"),
    ("p", "pause the clock, and let it go on"),
    ("s t a r ...", "a part you missed; again takes it back"),
    ("Enter", "accept the grade that is proposed"),
    *((str(int(grade)), grade.word) for grade in Grade),
    ("f", "the full text, or the outline again"),
    ("O", "go over a draft outline: keep, reword, drop"),
    ("e", "edit the story in your editor"),
    ("i", "the history of the card"),
    ("- @", "bury it till tomorrow; suspend it"),
    ("u", "take back the last thing"),
    ("up, down", "scroll a long answer"),
    ("?", "these keys"),
    ("q, Esc", "quit; every grade is saved"),
)
_NOTHING: Mapping[str, str] = {}
_COMMAND_KEYS = frozenset("ehfipquy")
_DIGITS = frozenset("012345")


class Telling(NamedTuple):
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
    def of(
        cls,
        card: Card,
        standing: Standing,
        drill: bool,
        today: int,
        moves: bool = True,
        renamed: Mapping[str, str] = _NOTHING,
    ) -> Telling:
        """The card as it is asked now; the drill of a part that holds figures starts with these blanked.

        ``renamed`` gives the present id of each note that had another one when it was missed.
        """
        asked = tuple(range(len(card.parts)))
        if drill:
            missed = {renamed.get(key, key) for key in standing.missed}
            asked = tuple(place for place in asked if not missed.isdisjoint(_keys(card.parts[place]))) or asked
        blanked = drill and _holds_figures(card.parts[place] for place in asked)
        return cls(card, standing, drill, today, asked, blanked=blanked, moves=moves and not drill)

    @property
    def revealed(self) -> bool:
        """Whether everything that is asked for is shown."""
        return self.open >= len(self.asked)

    @property
    def shows_outline(self) -> bool:
        """Whether something of the outline is shown, or its figures blanked."""
        return self.open > 0 or self.blanked

    @property
    def is_story(self) -> bool:
        """Whether it is a story, not a theme."""
        return self.card.kind is CardKind.STORY

    @property
    def goes_by_drafts(self) -> bool:
        """Whether it is a story that is shown whole, some of it by outlines that are computed."""
        return self.revealed and self.is_story and any(part.is_draft for part in self.card.parts)

    @property
    def proposal(self) -> Grade:
        """The grade that follows from what was missed."""
        propose = proposed_theme_grade if self.card.kind is CardKind.THEME else proposed_grade
        return propose(len(self.asked), len(self.missed))

    @property
    def missed_names(self) -> tuple[str, ...]:
        """The parts that were missed, by their full names; of a theme the questions of the stories left out."""
        return tuple(self.card.parts[place].name for place in sorted(self.missed))

    @property
    def missed_keys(self) -> tuple[str, ...]:
        """The parts that were missed, as the log calls them; of a theme the notes of the stories left out."""
        from flashcards.schedule.domain import part_key

        return tuple(part_key(self.card.parts[place].key) for place in sorted(self.missed))

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
            return self._replace(full=not self.full), ""
        if key == "O" and self.is_story:
            return self, "This outline is your own; e edits it."
        place = self._place_of(key)
        if place is not None:
            return self._replace(missed=self.missed ^ {place}), ""
        return self, f"{key!r} does nothing here; ? lists the keys."

    def _before_reveal(self, key: str) -> tuple[Telling, str]:
        if key == "space":
            stepped = self.stepped or self.open + 1 < len(self.asked)
            return self._replace(open=self.open + 1, stepped=stepped), ""
        if key == "enter":
            return self._replace(open=len(self.asked)), ""
        if key == "h":
            return self._replace(blanked=not self.blanked), ""
        if key == "f" or (len(key) == 1 and key in _DIGITS) or self._place_of(key) is not None:
            return self, "Tell it first; space shows the next part, Enter all."
        return self, f"{key!r} does nothing here; ? lists the keys."

    def _place_of(self, key: str) -> int | None:
        """The part whose letter a key is, among those asked for."""
        letters = badges(tuple(part.name for part in self.card.parts), self.card.kind)
        return next((place for place in self.asked if letters[place] == key.upper()), None)


def _keys(part: CardPart) -> set[str]:
    """What the log calls a part; earlier versions called an example by its question."""
    from flashcards.schedule.domain import part_key

    return {part_key(part.key), part_key(part.name)}


def _holds_figures(parts: Iterable[CardPart]) -> bool:
    from flashcards.content.text.figures import figures

    return any(figures(line) for part in parts for line in part.outline)


def badges(names: tuple[str, ...], kind: CardKind) -> tuple[str, ...]:
    """One letter for each part: its first free letter that is no command key; a, b, c for a theme's examples."""
    taken: list[str] = []
    for name in names:
        own = name.lower() if kind is CardKind.STORY else ""
        letters = [*own, *"abcdefghijklmnopqrstuvwxyz"]
        free = (c for c in letters if c.isalpha() and c not in _COMMAND_KEYS and c not in taken)
        taken.append(next(free, " "))
    return tuple(letter.upper() for letter in taken)
