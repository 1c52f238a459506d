"""The warm-up on the day of an interview: how each story begins, and its figures."""

from __future__ import annotations

from collections.abc import Sequence

from flashcards.content.cards import Card, CardKind
from flashcards.home.library import Library
from flashcards.home.outlines import all_outlined
from flashcards.rehearsal.agenda import Agenda
from flashcards.store import readings, standings
from flashcards.terminal.views import StoryLine


def warm_up(library: Library, agenda: Agenda, decks: Sequence[str]) -> tuple[StoryLine, ...]:
    """The stories told before, of those decks, or of all, whose interview is today, in the order of their decks."""
    resting = [deck for deck in sorted(agenda.resting) if not decks or deck in decks]
    told = {each.card for each in standings.introduced(library.database.conn, resting)}
    cards = [reading.card for reading in readings.cards(library.readings, resting)] if resting else []
    stories = [card for card in cards if card.kind is CardKind.STORY and card.id in told]
    return tuple(map(story_line, all_outlined(library.readings, stories)))


def story_line(card: Card) -> StoryLine:
    """A story's question, the first line of its outline, and its figures in the order in which they are told."""
    from flashcards.content.text.figures import counted_figures

    lines = [line for part in card.parts for line in part.outline]
    told = dict.fromkeys(figure for line in lines for figure in counted_figures(line))
    return StoryLine(card.prompt, lines[0] if lines else "", tuple(told))
