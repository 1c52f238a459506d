"""A cue sheet: the stories of some decks with their cues. Values alone, in no format yet."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from flashcards.content.cards import Card, CardKind
from flashcards.content.story_cues import StoryCues, story_cues


class Sheet(NamedTuple):
    """The stories of some decks, in their order."""

    title: str
    stories: tuple[StoryCues, ...]


def sheet(title: str, cards: Iterable[Card], clean: Callable[[str], str]) -> Sheet:
    """The cue sheet of the stories among cards; ``clean`` makes text from outside fit to be read."""
    return Sheet(clean(title), tuple(story_cues(card, clean) for card in cards if card.kind is CardKind.STORY))
