"""One card's turn: what has been revealed of it, and what each key makes of that."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from flashcards.content.cards import Card, CardKind, CardPart
from flashcards.content.deck.pace import is_no_telling
from flashcards.schedule.proposal import proposed_grade, proposed_theme_grade
from flashcards.schedule.sm2 import Grade
from flashcards.schedule.standing import Standing
from flashcards.terminal.views import STOP, TOLD

if TYPE_CHECKING:
    # few tellings are in words, and what hears them takes long to import
    from flashcards.rehearsal.words.transcript import Transcript

KEYS = (
    ("space", "the next part, or further down; Enter: all of them"),
    ("h", "a hint: figures blanked, then first words left in, then open"),
    ("w", "at a closed prompt: type or dictate it, and it is marked"),
    ("v", "the same, spoken into the microphone and recognised here"),
    ("p", "pause the clock, and let it go on"),
    ("s t a r ...", "a part you missed; again takes it back"),
    ("Enter", "accept the grade that is proposed"),
    ("0 to 5", ", ".join(grade.word for grade in Grade)),
    ("f", "the full text, or the outline again"),
    ("O", "go over a draft outline: keep, reword, drop"),
    ("e", "edit the story in your editor"),
    ("i", "the history of the card"),
    ("/", "find a card: show, edit, suspend or rehearse it"),
    ("- @", "bury it till tomorrow; suspend it"),
    ("u", "take back the last thing"),
    ("up, down", "scroll a long answer"),
    ("?", "these keys"),
    ("q, Esc", "quit; every grade is saved"),
)
_NOTHING: Mapping[str, str] = {}
OPENS_ALL = 3
_FIRST_WORDS = 3
_FIRST_SIGNS = 6
_COMMAND_KEYS = frozenset("ehfipquy")
_DIGITS = frozenset("012345")


class Telling(NamedTuple):
    """A card while it is told: its standing when it was shown, and how much of its answer is on the screen.

    ``asked`` are the places of the parts that are asked for: all of them, in a drill those that were missed.
    ``open`` counts those revealed, ``stepped`` tells that they came one by one, ``missed`` are places. ``hints`` is how
    far the parts that are not revealed were hinted at, ``helped`` whether hints opened any. ``latest`` is the place
    that the last key was about. ``moves`` is whether its grade moves the schedule, ``alone`` whether the parts are
    asked for by themselves, so that it says nothing of the others. ``transcript`` is what was heard of it where it was
    told in words.
    """

    card: Card
    standing: Standing
    drill: bool
    today: int
    asked: tuple[int, ...]
    moves: bool
    open: int = 0
    stepped: bool = False
    missed: frozenset[int] = frozenset()
    full: bool = False
    hints: int = 0
    helped: bool = False
    latest: int | None = None
    transcript: Transcript | None = None
    alone: bool = False

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
        """The card as it is asked now, closed.

        ``renamed`` gives the present id of each note that had another one when it was missed.
        """
        asked = tuple(range(len(card.parts)))
        if drill:
            missed = {renamed.get(key, key) for key in standing.missed}
            asked = tuple(place for place in asked if not missed.isdisjoint(_keys(card.parts[place]))) or asked
        return cls(card, standing, drill, today, asked, moves and not drill)

    def resumed(self, before: Telling) -> Telling:
        """This telling as one of the same card was left: what was revealed and marked, in the text that it has now."""
        from flashcards.schedule.domain import part_key

        missed = {place for place in self.asked if part_key(self.card.parts[place].key) in before.missed_keys}
        return self._replace(
            open=len(self.asked) if before.revealed else min(before.open, len(self.asked)),
            stepped=before.stepped,
            missed=frozenset(missed),
            full=before.full,
            hints=before.hints,
            helped=before.helped,
            latest=before.latest if before.latest in self.asked else None,
            transcript=before.transcript,
        )

    @property
    def revealed(self) -> bool:
        """Whether everything that is asked for is shown."""
        return self.open >= len(self.asked)

    @property
    def shows_outline(self) -> bool:
        """Whether something of the outline is shown, or hinted at."""
        return self.open > 0 or self.hints > 0

    @property
    def is_story(self) -> bool:
        """Whether it is a story, not a theme."""
        return self.card.kind is CardKind.STORY

    @property
    def takes_words(self) -> bool:
        """Whether it can be told in words: a story of which nothing is open yet."""
        return self.is_story and not self.open

    def leads_away(self, key: str) -> bool:
        """Whether a key asks for a screen beside the card's: its drafts to be gone over, or words to be typed."""
        if key == "O":
            return self.goes_by_drafts
        return self.takes_words and asks_for_words(key)

    def told_in(self, transcript: Transcript) -> Telling:
        """Told in words: all is shown, and what was not heard is marked."""
        missed = transcript.hearing.missed
        return self._replace(open=len(self.asked), latest=None, missed=missed, transcript=transcript)

    @property
    def is_timed(self) -> bool:
        """Whether its time is that of a telling: words may have been typed, or pasted."""
        return self.transcript is None or self.transcript.pace is not None

    def is_too_short(self, seconds: float, pace: int) -> bool:
        """Whether nobody can have told the story in this time, at so many words a minute; a theme takes any time."""
        return self.is_story and is_no_telling(seconds, " ".join(part.text for part in self.card.parts), pace)

    @property
    def next_hint(self) -> int:
        """How far the next hint goes: 1 the figures blanked, 2 the first words where these show more, 3 all open."""
        closed = [self.card.parts[place] for place in self.asked[self.open :]]
        if self.hints == 1 and not any(hinted(part, 1) != hinted(part, 2) for part in closed):
            return OPENS_ALL
        return self.hints + 1

    @property
    def goes_by_drafts(self) -> bool:
        """Whether it is a story that is shown whole, some of it by outlines that are computed."""
        return self.revealed and self.is_story and any(part.is_draft for part in self.card.parts)

    @property
    def proposal(self) -> Grade:
        """The grade that follows from what was missed; with parts that a hint had to open, no full one."""
        propose = proposed_theme_grade if self.card.kind is CardKind.THEME else proposed_grade
        grade = propose(len(self.asked), len(self.missed))
        return min(grade, Grade.ONE_GAP) if self.helped else grade

    @property
    def missed_names(self) -> tuple[str, ...]:
        """The parts that were missed, by their full names; of a theme the questions of the stories left out."""
        return tuple(self.card.parts[place].name for place in sorted(self.missed))

    @property
    def asked_keys(self) -> tuple[str, ...]:
        """The parts that are asked for, as the log calls them."""
        from flashcards.schedule.domain import part_key

        return tuple(part_key(self.card.parts[place].key) for place in self.asked)

    @property
    def missed_keys(self) -> tuple[str, ...]:
        """The parts that were missed, as the log calls them; of a theme the notes of the stories left out."""
        from flashcards.schedule.domain import part_key

        return tuple(part_key(self.card.parts[place].key) for place in sorted(self.missed))

    def grade_of(self, key: str) -> Grade | None:
        """The grade that a key gives: a digit by hand, Enter the one proposed; None for other keys."""
        if not self.revealed:
            return None
        if len(key) == 1 and key in _DIGITS:
            return Grade(int(key))
        return self.proposal if key == "enter" else None

    def after(self, key: str, remark: str) -> tuple[Telling, str]:
        """What a key that neither grades nor ends makes of it, with a word for the user."""
        if key in ("u", "?", "", "p", "i", STOP):
            return self, remark
        if not self.revealed:
            return self._before_reveal(key)
        if key == "space":
            return self, f"Enter accepts {int(self.proposal)}."
        if key == "f":
            return self._replace(full=not self.full), ""
        if key == "O" and self.is_story:
            return self, "This outline is your own; e edits it."
        place = self._place_of(key)
        if place is not None:
            return self._replace(missed=self.missed ^ {place}, latest=place), ""
        return self, f"{key!r} does nothing here; ? lists the keys."

    def _before_reveal(self, key: str) -> tuple[Telling, str]:
        if key == "space":
            stepped = self.stepped or self.open + 1 < len(self.asked)
            return self._replace(open=self.open + 1, stepped=stepped, latest=self.asked[self.open]), ""
        if key == "enter":
            return self._replace(open=len(self.asked), latest=None), ""
        if key == "h":
            return self._hinted(), ""
        if asks_for_words(key):
            return self, "A story is told in words, before anything of it is shown."
        if key == "f" or (len(key) == 1 and key in _DIGITS) or self._place_of(key) is not None:
            return self, "Tell it first; space shows the next part, Enter all."
        return self, f"{key!r} does nothing here; ? lists the keys."

    def _hinted(self) -> Telling:
        """One hint further: figures blanked, each cue's first words where these show more, all open."""
        if self.next_hint < OPENS_ALL:
            return self._replace(hints=self.next_hint)
        return self._replace(open=len(self.asked), helped=True, latest=None)

    def _place_of(self, key: str) -> int | None:
        """The part whose letter a key is, among those asked for."""
        letters = badges(tuple(part.name for part in self.card.parts), self.card.kind)
        return next((place for place in self.asked if letters[place] == key.upper()), None)


def asks_for_words(key: str) -> bool:
    """Whether a key asks for the telling to be taken in words: typed, spoken, or those of a line on a pipe."""
    return key in ("w", "v") or key.startswith(TOLD)


def _keys(part: CardPart) -> set[str]:
    """What the log calls a part; earlier versions called an example by its question."""
    from flashcards.schedule.domain import part_key

    return {part_key(part.key), part_key(part.name)}


def hinted(part: CardPart, hints: int) -> tuple[str, ...]:
    """A part that is not revealed as the hints show it: nothing, its cues with their figures blanked, or these with
    their first words as they stand.
    """
    if not hints:
        return ()
    from flashcards.content.text.figures import blank_figures

    heads = [_first_words(line) if hints > 1 else "" for line in part.outline]
    return tuple(head + blank_figures(line[len(head) :]) for head, line in zip(heads, part.outline, strict=True))


def _first_words(line: str) -> str:
    """The beginning of a cue: a few words, or signs where no space sets words apart."""
    found = re.match(rf"(?:\S+\s+){{{_FIRST_WORDS}}}", line)
    return found.group() if found else line[:_FIRST_SIGNS] if " " not in line else line


def badges(names: tuple[str, ...], kind: CardKind) -> tuple[str, ...]:
    """One letter for each part: its first free letter that is no command key; a, b, c for a theme's examples."""
    taken: list[str] = []
    for name in names:
        own = name.lower() if kind is CardKind.STORY else ""
        letters = [*own, *"abcdefghijklmnopqrstuvwxyz"]
        free = (c for c in letters if c.isalpha() and c not in _COMMAND_KEYS and c not in taken)
        taken.append(next(free, " "))
    return tuple(letter.upper() for letter in taken)
