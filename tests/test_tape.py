"""What a session left can be gone on with; the day's backup follows what is written."""

from __future__ import annotations

from contextlib import closing

from flashcards.content.cards import Card, CardKind, CardPart
from flashcards.content.deck.pace import is_no_telling
from flashcards.home.clock import Clock, parse_now
from flashcards.home.home import Home as HomeFolder
from flashcards.home.library import open_library
from flashcards.rehearsal.day_copy import DayCopy
from flashcards.rehearsal.stopwatch import Stopwatch
from flashcards.rehearsal.tape import Tape, Turned
from flashcards.rehearsal.telling import Telling
from flashcards.schedule.events import EventKind, blank_event
from flashcards.schedule.standing import Standing
from tests.conftest import NOON, Home
from tests.examples import for_each


def telling(card: str = "d/one", drill: bool = False) -> Telling:
    """A story of three parts, as it is asked first."""
    parts = tuple(CardPart(name, ("something",), "") for name in ("Situation", "Action", "Result"))
    return Telling.of(Card(card, "d", CardKind.STORY, "One?", "", parts), Standing(card), drill, 1)


def left(told: Telling) -> Turned:
    """A turn whose clock showed three seconds when it was left."""
    ticks = iter([0.0, 3.0, 100.0, 101.0])
    watch = Stopwatch(lambda: next(ticks))
    watch.hold()
    return Turned(told, watch)


def test_a_turn_that_was_rewound_comes_as_it_was_left():
    """What was revealed and marked, and its clock; once."""
    tape, told = Tape(), telling()
    told, _ = told.after("enter", "")
    told, _ = told.after("a", "")
    tape.keep(left(told))
    tape.rewind("d/one")
    turn = tape.resumed(telling())
    assert turn is not None
    assert (turn.telling.revealed, turn.telling.missed_names) == (True, ("Action",))
    assert turn.watch.seconds == 4.0
    assert tape.resumed(telling()) is None


@for_each("fresh", [telling("d/two"), telling(drill=True)])
def test_another_turn_begins_anew(fresh: Telling):
    """Another card, or the drill of the same."""
    tape = Tape()
    tape.go_on_with(left(telling()))
    assert tape.resumed(fresh) is None


def test_what_was_never_left_is_not_rewound():
    """As after the undo of what an earlier session did."""
    tape = Tape()
    tape.rewind("d/one")
    assert tape.resumed(telling()) is None


@for_each(("seconds", "words", "short"), [(3.9, 47, True), (4.1, 47, False), (19.9, 1000, True), (20.0, 1000, False)])
def test_a_fifth_of_the_time_of_a_text_may_be_a_telling(seconds: float, words: int, short: bool):
    """And twenty seconds always: 47 words take twenty at 140 a minute."""
    assert is_no_telling(seconds, "word " * words, 140) is short


def test_the_copy_of_the_day_is_looked_at_only_where_something_was_written(shop: Home):
    """A folder that cannot be read by then is told in a word, and tried again."""
    shop.review(4)
    with closing(open_library(HomeFolder(shop.path), Clock(parse_now(NOON)), must_write=True)) as library:
        day_copy = DayCopy(library)
        assert day_copy.refresh() == ""
        (copy,) = library.home.backups.iterdir()
        copy.unlink()
        assert day_copy.refresh() == ""
        assert list(library.home.backups.iterdir()) == []
        library.home.backups.rmdir()
        library.home.backups.write_text("a file where a folder was")
        library.database.record(library.clock.stamp(), [blank_event(EventKind.RESET, "shop/question-one")])
        assert day_copy.refresh().startswith("No backup today")
        library.home.backups.unlink()
        assert day_copy.refresh() == ""
        assert len(list(library.home.backups.iterdir())) == 1
