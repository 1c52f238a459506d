"""The one schema of an event: what it may hold, to the last value that it takes."""

from __future__ import annotations

from typing import Any

from flashcards.schedule.day import LATEST_ADMITTED, LATEST_TIME
from flashcards.schedule.domain import (
    LONGEST_CARD,
    LONGEST_NAME,
    MISSING,
    bounded,
    part_key,
    problems_of,
    problems_of_incoming,
)
from tests.build import event, graded
from tests.examples import for_each

LONG = "x" * LONGEST_NAME
ADMITTED: list[tuple[str, list[Any], list[Any]]] = [
    ("id", ["e", LONG], ["", LONG + "x", "a\nb", "a\x9b", "\ud800", 1, None]),
    ("at", [0, LATEST_TIME - 1], [-1, LATEST_TIME, 1.0, True, "1"]),
    ("day", [1, 3_652_059], [0, 3_652_060, False]),
    ("offset", [-1439, 1439], [-1440, 1440, 0.5]),
    ("device", ["d", LONG], ["", LONG + "x"]),
    ("card", ["c", LONG + "x", "x" * LONGEST_CARD], ["x" * (LONGEST_CARD + 1), "\x1b", 1]),
    ("kind", ["polished"], ["", LONG + "x", 3]),
    ("grade", [0, 5], [-1, 6, True, 4.0, "4"]),
    ("missed", [(), ("Task", LONG)], [["Task"], ("Task", ""), (LONG + "x",), "Task"]),
    ("seconds", [None, 0, 0.5, 1e9], [-0.1, 1e9 + 1, float("nan"), float("inf"), True, "1"]),
    ("retracts", [(), ("e",)], [("",), ["e"]]),
    ("batch", ["b"], ["", None, 1]),
    ("seen", [None, "e"], ["", LONG + "x", 1]),
    (
        "payload",
        [{}, {"a": [None, True, 1, 0.5, "x", {"b": ()}]}, {"a": 2**1024 - 1}, {"a": "x" * 1_000_000}],
        [
            None,
            [],
            (1,),
            {"a": float("inf")},
            {"a": 1, "b": float("inf")},
            {"a": [float("nan")]},
            {"a": 2**1024},
            {"a": "\ud800"},
            {"\ud800": 1},
            {1: "a"},
            {"a": object()},
            {"a": "x" * 1_100_000},
        ],
    ),
]


@for_each(("name", "good", "bad"), ADMITTED)
def test_a_field_takes_what_every_reader_takes_and_nothing_else(name: str, good: list[Any], bad: list[Any]):
    """What is wrong is named once, with its field, what is expected and what was found."""
    made = graded(4)
    for value in good:
        assert problems_of(made._replace(**{name: value})) == ()
    for value in [*bad, MISSING]:
        (reason,) = problems_of(made._replace(**{name: value}))
        assert reason.startswith(f"{name} must be a")
        assert (", it is missing" if value is MISSING else ", not ") in reason
        assert len(reason) < 200


def test_a_value_is_named_whole_up_to_forty_characters():
    """What is longer is cut to that; the bounds stand in the words."""
    told = [problems_of(graded(4)._replace(device="\n" + "x" * count))[0] for count in (36, 37)]
    assert told[0].endswith(", not " + repr("\n" + "x" * 36))
    assert told[1].endswith(", not " + repr("\n" + "x" * 36)[:37] + "...")
    assert problems_of(graded(4)._replace(grade=6)) == ("grade must be a whole number from 0 to 5, not 6",)


@for_each(("time", "is_taken"), [(0, True), (LATEST_TIME // 1000, True), (-1, False), (1.5, False)])
def test_an_export_says_at_which_second_its_text_began(time: object, is_taken: bool):
    """From 1970 on."""
    payload = {"guid": "g", "name": "deck/card", "digest": "d", "time": time}
    assert (problems_of(event("exported", payload=payload)) == ()) is is_taken


def test_a_payload_is_bounded_by_its_length_as_json():
    """The longest is taken."""
    filled = "x" * (1_100_000 - len('{"a": ""}'))
    assert problems_of(graded(4, payload={"a": filled})) == ()
    assert problems_of(graded(4, payload={"a": filled + "x"})) != ()


def nested(levels: int, by: type) -> dict[str, Any]:
    """A payload of so many levels, its outermost among them."""
    value: Any = 1
    for _ in range(levels - 1):
        value = [value] if by is list else {"a": value}
    return {"a": value}


@for_each("by", [list, dict])
def test_a_payload_has_at_most_32_levels(by: type):
    """Of lists or of objects."""
    assert problems_of(graded(4, payload=nested(32, by))) == ()
    assert len(problems_of(graded(4, payload=nested(33, by)))) == 1


@for_each(
    ("made", "reason"),
    [
        (event("graded", "c"), "graded without a grade"),
        (event("drilled", "c"), "drilled without a grade"),
        (event("graded", "", grade=4), "graded without a card"),
        (event("buried", ""), "buried without a card"),
        (event("renamed", "", payload={"to": "d"}), "renamed without a card"),
        (event("renamed", "c"), "renamed without the id that it leads to"),
        (event("renamed", "c", payload={"to": "\x1b"}), "renamed without the id that it leads to"),
        (event("renamed", "c", payload={"to": 1}), "renamed without the id that it leads to"),
        (event("retracted", ""), "retracted without the events that it takes back"),
    ],
)
def test_a_kind_that_we_know_names_what_it_lacks(made: Any, reason: str):
    """A card, a grade, what it takes back, where it leads."""
    assert problems_of(made) == (reason,)


@for_each(
    "made",
    [
        event("planned", "", payload={"day": None}),
        event("retracted", "", retracts=("e",)),
        event("polished", ""),
        event("reset", "c"),
        *(event("renamed", "c", payload={"to": to}) for to in (None, "", "d")),
    ],
)
def test_a_kind_that_needs_no_card_or_grade_goes_without(made: Any):
    """So does every kind that this version does not know."""
    assert problems_of(made) == ()


def test_what_comes_in_leaves_time_for_what_follows_it():
    """An event of our own may be later than that; one from elsewhere is refused for its first reason."""
    assert LATEST_TIME - LATEST_ADMITTED == 2 * 24 * 60 * 60 * 1000
    for at, reasons in ((LATEST_ADMITTED - 1, 0), (LATEST_ADMITTED, 1), (LATEST_TIME, 1)):
        assert len(problems_of_incoming(graded(4, at=at))) == reasons
    assert problems_of(graded(4, at=LATEST_ADMITTED)) == ()
    assert "grade must be" in problems_of_incoming(graded(9, at=LATEST_ADMITTED))[0]


@for_each(
    ("field", "given", "kept"),
    [
        ("offset", 1440, 1439), ("offset", -1440, -1439), ("offset", 60, 60), ("day", 0, 1),
        ("day", 4_000_000, 3_652_059), ("day", 738_000, 738_000), ("seconds", -1.0, 0.0), ("seconds", 2e9, 1e9),
        ("seconds", 47.5, 47.5), ("seconds", float("nan"), None), ("seconds", float("inf"), None),
        ("seconds", None, None), ("missed", ("Task",), ("Task",)), ("missed", ("a\x1bb",), (part_key("a\x1bb"),)),
    ],
)  # fmt: skip
def test_what_clocks_and_decks_exceed_is_brought_within_bounds(field: str, given: Any, kept: Any):
    """All else stays, and what comes of it is admitted."""
    made = graded(4)
    assert bounded(made._replace(**{field: given})) == made._replace(**{field: kept})
    assert problems_of(bounded(made._replace(**{field: given}))) == ()


def test_a_name_too_long_for_the_log_is_cut_and_told_apart():
    """One that fits is itself; two that begin alike have two keys; a key is its own key."""
    assert part_key(LONG) == LONG
    keys = [part_key(LONG + end) for end in ("x", "y")]
    assert keys[0] != keys[1]
    assert all(key.startswith("x" * 200 + "… ") and len(key) == 218 for key in keys)
    assert [part_key(key) for key in keys] == keys
    assert part_key("a\x1bb").startswith("a b… ")
    assert part_key("a\ud800b") != part_key("a b")
