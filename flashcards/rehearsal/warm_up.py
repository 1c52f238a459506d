"""The warm-up, on the evening before an interview and on its day: how each story begins, and where it ends."""

from __future__ import annotations

from collections.abc import Sequence

from flashcards.content.cards import Card, CardKind
from flashcards.content.story_cues import story_cues
from flashcards.home.library import Library
from flashcards.home.outlines import all_outlined
from flashcards.rehearsal.agenda import Agenda
from flashcards.schedule.wording import countdown
from flashcards.store import readings, standings
from flashcards.terminal.views import StoryView


def warm_up(library: Library, decks: Sequence[str]) -> tuple[StoryView, ...]:
    """The stories of these decks that were told before, in the order of their decks; no deck named gives none."""
    told = {each.card for each in standings.introduced(library.database.conn, decks)}
    cards = readings.cards(library.readings, decks) if told else []
    stories = [card for card in cards if card.kind is CardKind.STORY and card.id in told]
    return tuple(map(story_view, all_outlined(library.readings, stories)))


def coming_up(agenda: Agenda, within: int, decks: Sequence[str] = ()) -> list[str]:
    """The decks whose interview is at most so many days ahead, of those named, of all where none is."""
    last = agenda.today + within
    return [deck for deck, day in agenda.interviews.items() if day <= last and (not decks or deck in decks)]


def title(agenda: Agenda, decks: Sequence[str]) -> str:
    """What stands above the warm-up of these decks: how far their interview is, where one is set."""
    day = min((day for deck, day in agenda.interviews.items() if deck in decks), default=None)
    return "Warm-up" if day is None else f"Warm-up: the interview is {countdown(day, agenda.today)}"


def story_view(card: Card) -> StoryView:
    """A story as a warm-up shows it."""
    cues = story_cues(card)
    question = f"{cues.question} ({cues.about})" if cues.about else cues.question
    return StoryView(cues.name, question, cues.opening, *cues.result)
