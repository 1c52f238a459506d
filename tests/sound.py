"""What holds for every deck, every page and every log, whatever stands in it."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Sequence
from functools import cache

from flashcards.cli.output import to_json
from flashcards.content.cards import cards_of
from flashcards.content.deck.hints import hints
from flashcards.content.deck.model import Deck
from flashcards.content.deck.reader import read_deck
from flashcards.content.deck.writer import write_deck
from flashcards.content.outline.outline import draft_outline
from flashcards.content.page import Page
from flashcards.content.pages.compose import compose
from flashcards.content.pages.reader import read_page
from flashcards.content.text.figures import figures
from flashcards.content.text.problems import Level
from flashcards.schedule.events import Event, in_order
from flashcards.schedule.exchange import event_json, read_event
from flashcards.schedule.replay import replay
from flashcards.store.verify import stale_cards
from tests.faults.merges import Machine

_LONG = 40_000


@cache
def keeps_figures(text: str, name: str) -> None:
    """The computed outline of a part has every figure of its text; pages that are cut and mixed hold few new parts."""
    outline = " ".join(" ".join(draft_outline(text, name)).split())
    assert [figure for figure in figures(text) if figure not in outline] == []


def sound_deck(data: bytes | str) -> Deck:
    """A deck is read, its problems lie in order, and without an error it survives writing; the deck is returned."""
    reading = read_deck(data, "stem")
    problems = reading.problems
    assert list(problems) == sorted(problems)
    assert all(problem.line >= 1 and problem.column >= 1 and "\n" not in problem.message for problem in problems)
    for card in cards_of(reading.deck):
        assert card.prompt
        for part in card.parts:
            if part.is_draft:
                keeps_figures(part.text, part.name)
    list(hints(reading.deck))
    if not reading.errors:
        written = write_deck(reading.deck)
        again = read_deck(written.encode(), "stem")
        assert again.errors == ()
        assert again.deck == reading.deck
        assert write_deck(again.deck) == written
    return reading.deck


def sound_page(page: Page) -> None:
    """A page has questions or an error; its stories say something, lose no figure, and make a deck that reads back."""
    errors = [problem for problem in page.problems if problem.level is Level.ERROR]
    assert bool(errors) != bool(page.questions)
    for question in page.questions:
        assert question.text.strip()
        assert "\n" not in question.text
        for answer in question.answers:
            assert any(part.text.strip() for part in answer.parts)
            for part in answer.parts:
                keeps_figures(part.text, part.name)
    if page.questions:
        deck = compose(page, "Page")
        reading = read_deck(write_deck(deck).encode(), "page")
        assert reading.errors == ()
        assert reading.deck == deck


def steady(data: bytes, name: str = "", seconds: float = 8.0) -> None:
    """However often a text is repeated, reading it takes time in proportion: the length bounds the seconds."""
    long = (data + b"\n") * (_LONG // (len(data) + 1) + 1)
    started = time.process_time()
    if name:
        read_page(long, name)
    else:
        read_deck(long, "stem")
    took = time.process_time() - started
    assert took < seconds, f"{len(long)} bytes took {took:.1f} s"


def sound_log(events: Sequence[Event]) -> None:
    """Events of a log give one schedule in any order, print as lines that read back, and merge once and for all."""
    found = replay(events)
    assert replay(reversed(events)).standings == found.standings
    printed = [to_json(event_json(event, found.demoted)) for event in events]
    assert [read_event(json.loads(line)) for line in printed] == list(events)
    machine = Machine("fuzzed")
    try:
        machine.merge(events, random.Random(0))
        assert stale_cards(machine.database.conn, events) == []
        assert not machine.merge(events, random.Random(1))
        assert sorted(machine.events, key=in_order) == sorted(events, key=in_order)
    finally:
        machine.close()
