"""A telling in words: what was typed, dictated or recognised of it, and what was heard in that."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from flashcards.content.alignment.manner import count_words, fillers
from flashcards.content.cards import Card, CardPart
from flashcards.home.hearing import Hearing, to_hear
from flashcards.home.outlines import outlined

if TYPE_CHECKING:
    from flashcards.home.library import Library

# whoever is slower types, whoever is faster pastes; in words a minute
_SLOWEST, _FASTEST = 80, 320
_MOST_FILLERS = 3
# a text with fewer spaces than that counts in signs
_SIGNS_A_WORD = 3


class Transcript(NamedTuple):
    """The text of a telling, and what was heard in it.

    ``cues`` tells of each cue, by the name of its part and its words, whether it was heard. ``pace`` is in words a
    minute, None where nobody speaks like that or nobody knows.
    """

    text: str
    hearing: Hearing
    cues: Mapping[tuple[str, str], bool]
    pace: int | None = None

    def heard(self, part: str, lines: Sequence[str]) -> tuple[bool | None, ...]:
        """Whether each line of a part was heard, None for one that is no cue."""
        return tuple(self.cues.get((part, line)) for line in lines)

    @property
    def manner(self) -> str:
        """How fast it was spoken, and what was said while thinking; "" for what was not spoken."""
        return " ".join(self._manner()) if self.pace else ""

    def _manner(self) -> Iterator[str]:
        is_spaced = len(self.text.split()) * _SIGNS_A_WORD > count_words(self.text)
        yield f"{self.pace} {'words' if is_spaced else 'signs'} a minute."
        found = fillers(self.text, self.hearing.language).most_common(_MOST_FILLERS)
        if found:
            yield f"Fillers: {', '.join(f'{word} {count}' for word, count in found)}."


def transcript_of(
    library: Library, card: Card, text: str, places: Sequence[int], seconds: float | None = None
) -> Transcript:
    """Hold the text of a telling against the parts of a card at these places; it took so long, where that is known."""
    return to_transcribe(library, card, text, places, seconds)()


def to_transcribe(
    library: Library, card: Card, text: str, places: Sequence[int], seconds: float | None = None
) -> Callable[[], Transcript]:
    """What ``transcript_of`` does from where nothing is read of the library any more: another thread may do that."""
    card = outlined(library.readings, card)
    return partial(_transcript, card.parts, text, seconds, to_hear(library, card, text, places))


def _transcript(parts: Sequence[CardPart], text: str, seconds: float | None, hear: Callable[[], Hearing]) -> Transcript:
    hearing = hear()
    cues = chain.from_iterable(
        (((parts[place].name, line), heard) for line, heard in zip(parts[place].outline, part.cues, strict=True))
        for place, part in zip(hearing.places, hearing.alignment.parts, strict=True)
    )
    return Transcript(text, hearing, dict(cues), _pace(text, seconds))


def _pace(text: str, seconds: float | None) -> int | None:
    pace = round(count_words(text) * 60 / seconds) if seconds else 0
    return pace if _SLOWEST <= pace <= _FASTEST else None
