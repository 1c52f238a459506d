"""The schedule is a pure fold over the log."""

from __future__ import annotations

import json
import random
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.schedule.events import EventKind, in_order
from flashcards.schedule.replay import follow, replay, standing_retractions
from flashcards.schedule.sm2 import Memory, review
from flashcards.schedule.standing import Standing, fold
from flashcards.schedule.standing import graded as grade_now
from flashcards.schedule.wording import describe
from tests.build import drilled, event, graded, retracted
from tests.examples import examples, for_each

SAME_DAY = json.loads((Path(__file__).parent / "data" / "sm2-vectors.json").read_text())["same_day"]
CARD = "deck/card"


def standing(*events, card=CARD) -> Standing:
    return replay(events).standings.get(card, Standing(card))


@for_each("vector", SAME_DAY)
def test_drills_of_a_day_never_move_the_schedule(vector):
    """After every event of the pinned days, memory, due day and what is left to drill are as pinned."""
    events = []
    for each in vector["events"]:
        events.append(event(each["kind"], day=100 + each["day"], grade=each["grade"]))
        found = standing(*events)
        assert [found.memory.repetition, found.memory.interval, found.memory.ease] == [
            each["repetition"],
            each["interval"],
            each["ease"],
        ]
        assert found.due == 100 + each["due_day"]
        assert (found.drill is not None) == each["still_in_drill"]


@for_each("note", [None, 7, ["deck/other"], {"deck": "other"}, ""])
def test_a_grade_from_anki_whose_note_has_no_name_is_one_of_its_card(note):
    """The payload is foreign, and may hold anything."""
    events = [graded(4, card="deck/other"), graded(3, payload={"note": note})]
    assert replay(events).standings[CARD].memory == review(Memory(), 3)


def test_a_second_grade_on_one_study_day_counts_as_a_drill():
    """Two machines that graded the same card on the same day: the first one schedules."""
    first, second = graded(4, day=100), graded(1, day=100)
    result = replay([first, second])
    assert result.standings[CARD].memory == review(Memory(), 4)
    assert result.demoted == {second.id}


def test_what_takes_a_grade_back_is_the_last_event_of_its_card():
    """So that a grade given meanwhile is known to have seen another state."""
    grade = graded(4)
    undo = retracted(grade)
    assert standing(grade).last_event == grade.id
    assert standing(grade, undo).last_event == undo.id


def test_a_drill_without_a_grade_drilled_nothing():
    """Nothing that is missed waits longer or shorter for it."""
    grade = graded(2, missed=("Result",))
    before, after = standing(grade), standing(grade, event(EventKind.DRILLED))
    assert (after.drill, after.misses) == (before.drill, before.misses)


@for_each("name", [None, "", 7, ["deck/other"], CARD])
def test_a_rename_to_no_other_name_renames_nothing(name):
    """Nothing that a log admits can take a history from its card."""
    grade = graded(4)
    found = replay([grade, event(EventKind.RENAMED, payload={"to": name})])
    assert set(found.standings) == {CARD}
    assert found.standings[CARD].memory == review(Memory(), 4)


def test_a_reset_starts_the_card_anew_and_the_day_too():
    """After a reset the next grade schedules, even on the day of an earlier one."""
    found = standing(graded(5), event(EventKind.RESET), graded(3))
    assert found.memory == review(Memory(), 3)
    assert found.introductions == 2


def test_a_card_whose_only_grade_was_undone_is_new_again():
    """And it does not count as introduced that day."""
    only = graded(4)
    found = standing(only, retracted(only))
    assert found.is_new
    assert found.introductions == 0


def test_an_undone_reset_brings_everything_back():
    """Reset is an event like any other."""
    before = [graded(4, day=100), graded(4, day=101), graded(3, day=107)]
    reset = event(EventKind.RESET, day=108)
    found = standing(*before, reset, retracted(reset))
    expected = standing(*before)
    assert (found.memory, found.due, found.told) == (expected.memory, expected.due, expected.told)


def test_an_unknown_kind_is_ignored():
    """A newer version's events are kept and do nothing here."""
    found = standing(graded(4), event("polished"))
    assert found.memory == review(Memory(), 4)


def test_a_clock_that_jumps_back_never_counts_below_zero_days():
    """A review dated before the last one counts as made at once."""
    found = standing(graded(4, day=100), graded(4, day=101), graded(4, day=90))
    assert found.memory.interval == 6
    assert found.due == 96


def test_suspending_and_burying_are_remembered():
    """Suspended until it is let back; buried through its day."""
    assert standing(event(EventKind.SUSPENDED)).suspended
    assert not standing(event(EventKind.SUSPENDED), event(EventKind.UNSUSPENDED)).suspended
    assert standing(event(EventKind.BURIED, day=104)).buried == 104


def test_a_part_missed_again_and_again_is_counted():
    """Running misses count up, and a telling without the miss starts them again."""
    one = graded(3, day=100, missed=("Result",))
    two = graded(3, day=101, missed=("Result", "Task"))
    assert standing(one, two).misses == (("Result", 2), ("Task", 1))
    assert standing(one, two, graded(4, day=110)).misses == ()


def rename(old: str, new: str | None, more=None, **fields):
    return event(EventKind.RENAMED, old, payload={"to": new, **(more or {})}, **fields)


def goes_on(old: str, new: str, origin: str, **fields):
    """As this version writes it."""
    return rename(old, new, {"note": origin}, **fields)


def test_a_renamed_card_takes_its_history_with_it():
    """The new id has the history, the old one has none, and late events under the old id count too."""
    result = replay([graded(4, card="d/a"), rename("d/a", "d/b"), graded(5, day=101, card="d/a")])
    assert result.standings["d/b"].memory == review(review(Memory(), 4), 5)
    assert "d/a" not in result.standings


def test_a_rename_to_a_card_with_grades_of_its_own_is_ignored():
    """Two histories are never mixed."""
    result = replay([graded(4, card="d/a"), graded(2, card="d/b"), rename("d/a", "d/b")])
    assert result.standings["d/a"].memory == review(Memory(), 4)
    assert result.standings["d/b"].memory == review(Memory(), 2)


def test_a_history_passes_on_only_once():
    """A second rename of the same old id, made on another machine, does nothing."""
    result = replay([graded(4, card="d/a"), rename("d/a", "d/b"), rename("d/a", "d/c")])
    assert result.standings["d/b"].told == 1
    assert "d/c" not in result.standings


def test_two_homes_that_call_a_card_differently_have_one_history():
    """Neither rename is lost, and what is graded under either name counts for both."""
    log = [
        graded(4, card="d/a"),
        goes_on("d/a", "d/b", "d/a"),
        goes_on("d/a", "d/c", "d/a"),
        graded(5, day=101, card="d/b"),
        graded(3, day=107, card="d/c"),
    ]
    result = replay(log)
    assert result.standings.keys() == {"d/c"}
    assert [result.standing(card).told for card in ("d/a", "d/b", "d/c", "d/z")] == [3, 3, 3, 0]
    assert result.standing("d/a") == result.standings["d/c"]._replace(card="d/a")
    assert [result.names[card].place for card in ("d/a", "d/b", "d/c")] == [0, 1, 2]


def test_a_history_is_renamed_by_its_origin_after_its_name_became_that_of_another_card():
    """As where one home swaps two names and another, which has not heard of it, rewords one of the two."""
    x, y = graded(4, card="d/x"), graded(5, card="d/y")
    swapped = [
        rename("d/x", "d/t"),
        rename("d/x", None),
        rename("d/y", "d/x"),
        rename("d/y", None),
        rename("d/t", "d/y"),
    ]
    result = replay([x, y, *swapped, goes_on("d/x", "d/q", "d/x")])
    assert {card: result.standing(card).memory for card in ("d/x", "d/y", "d/q")} == {
        "d/x": review(Memory(), 5),
        "d/y": review(Memory(), 4),
        "d/q": review(Memory(), 4),
    }


def test_a_history_that_nobody_knows_is_renamed_by_its_id():
    """As in a log that lacks what began it, or where its note is anything."""
    for note in ("d/lost", 7, None):
        result = replay([graded(4, card="d/a"), rename("d/a", "d/b", {"note": note})])
        assert result.standing("d/b").told == 1


def test_a_rename_to_nothing_makes_the_old_id_a_new_card():
    """When the old question stands in a deck again beside the new one, it begins anew."""
    result = replay([graded(4, card="d/a"), rename("d/a", "d/b"), rename("d/a", None), graded(2, day=101, card="d/a")])
    assert result.standings["d/b"].told == 1
    assert result.standings["d/a"].memory == review(Memory(), 2)


def test_a_history_that_gave_way_once_can_be_named_again():
    """Its other name passes on as well, and nothing of it comes back."""
    events = [
        event(EventKind.SUSPENDED, "d/x"),
        rename("d/x", "d/b"),
        graded(4, card="d/a"),
        rename("d/a", "d/b"),
        graded(5, card="d/y"),
        rename("d/y", "d/x"),
    ]
    result = replay(events)
    assert result.standings.keys() == {"d/b", "d/x"}
    assert result.standings["d/b"].memory == review(Memory(), 4)
    assert result.standings["d/x"].memory == review(Memory(), 5)
    assert not any(each.suspended for each in result.standings.values())


def test_a_rename_to_an_id_that_a_card_has_left_leaves_that_card_alone():
    """It goes on under the id that it has now."""
    events = [event(EventKind.SUSPENDED, "d/b"), rename("d/b", "d/z"), graded(4, card="d/a"), rename("d/a", "d/b")]
    assert replay(events).standings["d/z"].suspended
    assert replay(events).standings["d/b"].told == 1


@st.composite
def logs(draw):
    """A log of several devices: grades, drills, resets, renames and undos over three cards."""
    events = []
    for at in range(draw(st.integers(min_value=0, max_value=14))):
        card = draw(st.sampled_from(["d/a", "d/b", "d/c"]))
        kind = draw(st.sampled_from(["graded", "graded", "graded", "drilled", "reset", "renamed", "retracted"]))
        day = 100 + draw(st.integers(min_value=0, max_value=9))
        fields = {"id": f"{draw(st.integers(0, 3))}-{at}", "at": draw(st.integers(1, 12)), "day": day}
        if kind == "retracted" and events:
            events.append(event(kind, "", retracts=(draw(st.sampled_from(events)).id,), **fields))
        elif kind == "renamed":
            events.append(
                event(kind, card, payload={"to": draw(st.sampled_from(["d/a", "d/b", "d/c", None]))}, **fields)
            )
        elif kind in ("graded", "drilled"):
            events.append(event(kind, card, grade=draw(st.integers(0, 5)), **fields))
        elif kind == "reset":
            events.append(event(kind, card, **fields))
    return events


@examples(400)
@given(logs(), st.randoms(use_true_random=False))
def test_any_order_of_arrival_and_any_repetition_give_the_same_schedule(events, chance: random.Random):
    """Merging is the union of logs."""
    expected = replay(events)
    mixed = events + chance.sample(events, k=chance.randint(0, len(events)))
    chance.shuffle(mixed)
    assert replay(mixed) == expected


@given(logs())
def test_following_a_log_counts_every_event_where_replay_does(events):
    """Each that stands comes once, with the history whose standing counts it, and the grades that only drilled."""
    ordered = sorted({each.id: each for each in events}.values(), key=in_order)
    retracted = frozenset(target for undo in standing_retractions(ordered) for target in undo.retracts)
    found = list(follow(ordered, retracted))
    expected = replay(events)
    assert {each.id for _, each, only_drilled in found if only_drilled} == expected.demoted
    kinds = (EventKind.GRADED, EventKind.DRILLED, EventKind.RESET)
    standing_events = [each.id for each in ordered if each.kind in kinds and each.id not in retracted]
    assert [each.id for _, each, _ in found if each.kind in kinds] == standing_events
    told = Counter(
        history.card
        for history, each, only_drilled in found
        if each.kind == EventKind.GRADED and not only_drilled and not history.replaced
    )
    assert {card: count for card, count in told.items() if count} == {
        card: standing.told for card, standing in expected.standings.items() if standing.told
    }


def test_a_history_is_followed_over_its_names_and_a_reset_starts_its_day_anew():
    """The second grade of a day only drills; after a reset it schedules; what was taken back does not come."""
    first, second, gone = graded(4, day=100), graded(3, day=100), graded(2, day=100)
    rename = event(EventKind.RENAMED, CARD, payload={"to": "deck/new"})
    reset = event(EventKind.RESET, "deck/new", day=100)
    again, late = graded(5, day=100, card="deck/new"), graded(5, day=101, card="deck/new")
    log = [first, second, gone, rename, reset, again, late]
    found = list(follow(log, frozenset({gone.id})))
    assert [each.id for _, each, _ in found] == [each.id for each in (first, second, reset, again, late)]
    assert [only_drilled for *_, only_drilled in found] == [False, True, False, False, False]
    assert {(history.card, history.origin, history.replaced) for history, *_ in found} == {("deck/new", CARD, False)}


def test_a_late_grade_under_a_name_of_a_displaced_history_is_not_lost():
    """Two ids passed on to one, the first without a grade: what comes late under it belongs to who has that id now."""
    events = [event(EventKind.RENAMED, old, payload={"to": "deck/c"}) for old in ("deck/b", "deck/a")]
    found = replay([*events, graded(4, card="deck/b")]).standings
    assert found["deck/c"].told == 1


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(1, 20), st.booleans()), max_size=8))
def test_a_grade_leads_to_what_replay_says(told: list[tuple[int, int, bool]]):
    """What a plan simulates is what the log will say."""
    standing, day, events = Standing("deck/card"), 100, []
    for grade, days, missed in told:
        day += days
        parts = ("Result",) if missed else ()
        standing = grade_now(standing, grade, day, parts)
        events.append(graded(grade, day, missed=parts))
    replayed = replay(events).standings.get("deck/card", Standing("deck/card"))
    fields = ("memory", "due", "reviewed", "previous", "told", "misses", "introduced")
    assert [getattr(standing, name) for name in fields] == [getattr(replayed, name) for name in fields]


def test_an_ungraded_history_whose_old_name_is_taken_keeps_its_present_one():
    """Only who has the id itself gives way; what comes later under the present id is not lost."""
    events = [
        event(EventKind.SUSPENDED, "d/a"),
        rename("d/a", "d/q"),
        graded(4, card="d/z"),
        rename("d/z", "d/a"),
        graded(5, card="d/q"),
    ]
    assert {card: each.told for card, each in replay(events).standings.items()} == {"d/a": 1, "d/q": 1}


@st.composite
def renamed_logs(draw):
    """Renames of this version and of earlier ones, ids set free, and grades, over four ids."""
    ids = st.sampled_from(["d/a", "d/b", "d/c", "d/e"])
    kinds = {
        "graded": lambda: graded(draw(st.integers(0, 5)), card=draw(ids)),
        "renamed": lambda: rename(draw(ids), draw(ids)),
        "goes on": lambda: goes_on(draw(ids), draw(ids), draw(ids)),
        "free": lambda: rename(draw(ids), None),
    }
    return [kinds[kind]() for kind in draw(st.lists(st.sampled_from([*kinds]), max_size=12))]


@examples(400)
@given(renamed_logs(), st.sampled_from(["d/a", "d/b", "d/c", "d/e"]))
def test_an_id_is_looked_up_where_what_comes_under_it_counts(events, card):
    """Each is one of one history, the ids of which are numbered, the present one last."""
    found = replay(events)
    for name in found.names.values():
        ids = sorted((each.place, id_) for id_, each in found.names.items() if each.present == name.present)
        assert [place for place, _ in ids] == [*range(len(ids))]
        assert ids[-1][1] == name.present
        assert name.origin == found.names[name.present].origin
    later = replay([*events, graded(4, day=200, card=card)])
    assert later.names == found.names
    others = found.standings.keys() - {found.names[card].present if card in found.names else card}
    assert {each: later.standings[each] for each in others} == {each: found.standings[each] for each in others}
    assert later.standing(card).told == found.standing(card).told + 1


class CountedName(str):
    """A name that counts how often it is looked up."""

    looked_up = 0

    def __hash__(self) -> int:
        CountedName.looked_up += 1
        return super().__hash__()


@pytest.mark.parametrize("turned", [False, True], ids=["a chain", "a chain told backwards"])
def test_a_long_chain_of_renames_takes_work_that_grows_with_its_length(turned: bool, monkeypatch: pytest.MonkeyPatch):
    """A few look-ups for each rename, however many came before it."""
    monkeypatch.setattr(CountedName, "looked_up", 0)
    names = [CountedName(f"d/{place}") for place in range(1001)]
    renames = list(pairwise(names))
    found = replay([rename(old, new) for old, new in (renames[::-1] if turned else renames)]).names
    assert CountedName.looked_up < 50 * len(renames)
    assert found[names[0]].present == names[1 if turned else -1]


class CountedDay(int):
    """A study day that counts how often it is compared."""

    compared = 0

    __hash__ = int.__hash__

    def __eq__(self, other: object) -> bool:
        CountedDay.compared += 1
        return super().__eq__(other)


def test_days_behind_one_far_ahead_take_work_that_grows_with_their_number(monkeypatch: pytest.MonkeyPatch):
    """A clock that was once in the year 9999 makes no later session slow."""
    monkeypatch.setattr(CountedDay, "compared", 0)
    days = [3_650_000, *range(738_000, 739_000)]
    found = fold("d/a", [("graded", CountedDay(day), 4, (), None, str(day)) for day in days])
    assert found.told == len(days)
    assert CountedDay.compared < 10 * len(days)


def test_parts_that_were_asked_for_by_themselves_change_nothing_but_the_last_event():
    """Neither the memory nor what was missed, and what has still to be drilled stays so."""
    told = graded(2, missed=("Task", "Result"))
    swept = drilled(4, payload={"parts": ["Task"]})
    missed = drilled(1, missed=("Action",), payload={"parts": ["Action"]})
    before = replay([told]).standings["deck/card"]
    after = replay([told, swept, missed]).standings["deck/card"]
    assert after == before._replace(last_event=missed.id)
    assert describe(missed) == "drilled 1 of Action alone, missed Action"
