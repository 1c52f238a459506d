"""Pieces of the log as text that anybody may have written."""

from __future__ import annotations

import base64
import json
import zlib

from hypothesis import given
from hypothesis import strategies as st

from flashcards.schedule.domain import Unreadable
from flashcards.sync.segments import EVENTS_A_SEGMENT, Name, Segment, laid_out, packed, read_name, unpacked
from tests.build import event, graded, retracted
from tests.examples import examples, for_each

FIRST = Name("laptop", "0123abcd", 1)


def as_data(text: str) -> str:
    """A text in the form of a segment."""
    return base64.b85encode(zlib.compress(text.encode())).decode()


def some_events(count: int):
    """So many grades."""
    return tuple(graded(number % 6, day=100 + number) for number in range(count))


def test_every_kind_of_event_comes_back_as_it_was():
    """What is empty is left out on the way, and is empty again."""
    one = graded(0, missed=("Task", "Résultat"), seconds=0.0, seen="e1", payload={"short": True})
    events = (
        one,
        retracted(one),
        event("renamed", "a/b", payload={"to": None}),
        event("from-2031", "")._replace(offset=-90),
    )
    assert unpacked(packed(events)) == events
    assert unpacked(packed(())) == ()


@for_each(
    ("data", "reason"),
    [
        ("", "it is cut"),
        ("é", "it is cut or was changed"),
        ("zzzzz ~", "it is cut or was changed"),
        (packed(some_events(3))[:-20], "it is cut"),
        (packed(some_events(3))[40:], "it is cut"),
        (as_data("no JSON"), "no JSON object"),
        (as_data("[" * 100_000), "no JSON object"),
        (as_data("[1]"), "no JSON object"),
        (as_data('{"events": {}}'), "it holds no events"),
        (as_data('{"events": [7]}'), "event 1: no JSON object"),
        (as_data('{"events": [{}]}'), "event 1: id must be"),
        (as_data(json.dumps({"events": [{"id": "x", "at": 10**20}]})), "event 1: at must be"),
        (base64.b85encode(zlib.compress(b"\xff\xfe")).decode(), "it is not UTF-8"),
    ],
)
def test_what_is_no_segment_is_refused_whole(data, reason):
    """Cut, changed, hostile or a bomb: nothing of it is taken, and one reason says why."""
    read = unpacked(data)
    assert isinstance(read, Unreadable)
    assert reason in read.reasons[0]


def test_a_segment_that_unpacks_to_very_much_is_refused():
    """A few kilobytes hold as many zeros as fill a memory."""
    read = unpacked(base64.b85encode(zlib.compress(bytes(65 * 1024 * 1024), 1)).decode())
    assert isinstance(read, Unreadable)
    assert "larger than 64 MB" in read.reasons[0]


@examples(200)
@given(st.text(max_size=60))
def test_whatever_a_segment_holds_reading_it_returns(text):
    """No text makes it raise, as data or as what was packed."""
    unpacked(text)
    unpacked(as_data(text))


def test_a_name_reads_back_and_nothing_else_is_one():
    """A device, a tag and a number."""
    assert read_name(str(FIRST)) == FIRST
    for text in ("", "laptop", "laptop 0123abcd", "laptop 0123ABCD 1", "lap top 0123abcd 1", "laptop 0123abcd -1"):
        assert read_name(text) is None


def test_events_fill_the_open_segment_and_then_new_ones():
    """A full one is never touched again; numbers go on."""
    events = some_events(2 * EVENTS_A_SEGMENT + 7)
    open_one = Segment(FIRST, events[:3])
    found = list(laid_out(open_one, Name("laptop", "0123abcd", 2), events[3:]))
    assert [segment.name.number for segment in found] == [1, 2, 3]
    assert [len(segment.events) for segment in found] == [EVENTS_A_SEGMENT, EVENTS_A_SEGMENT, 7]
    assert [each for segment in found for each in segment.events] == list(events)
    (after,) = laid_out(found[1], Name("laptop", "0123abcd", 3), events[:1])
    assert after == Segment(Name("laptop", "0123abcd", 3), events[:1])


def test_large_events_close_a_segment_early():
    """One that takes back very many, or that carries much, is nearly by itself; nothing new writes nothing."""
    large = [graded(3, payload={"note": "x" * 600_000}) for _ in range(3)]
    assert [len(segment.events) for segment in laid_out(None, FIRST, large)] == [2, 1]
    assert list(laid_out(Segment(FIRST, tuple(large)), FIRST, [])) == []
