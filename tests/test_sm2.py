"""SM-2 is exact: it says what the published algorithm says, on every sequence."""

from __future__ import annotations

import itertools
import json
from collections import Counter
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from math import ceil
from pathlib import Path

import pytest
import supermemo2
from hypothesis import given
from hypothesis import strategies as st
from sm_2 import Card as Sm2Card
from sm_2 import Scheduler

from flashcards.schedule.sm2 import MAXIMUM_INTERVAL, Grade, Memory, review
from tests.examples import for_each

VECTORS = json.loads((Path(__file__).parent / "data" / "sm2-vectors.json").read_text())
grades = st.integers(min_value=0, max_value=5)
histories = st.lists(grades, max_size=25)


def after(sequence: list[int]) -> Memory:
    memory = Memory()
    for grade in sequence:
        memory = review(memory, grade)
    return memory


def fields(memory: Memory) -> list[int]:
    return [memory.repetition, memory.interval, memory.ease]


@for_each("vector", VECTORS["vectors"])
def test_every_vector_is_met_after_every_grade(vector):
    """The pinned sequences give the pinned state after each of their grades."""
    memory = Memory()
    for grade, expected in zip(vector["grades"], vector["after"], strict=True):
        memory = review(memory, grade)
        assert fields(memory) == expected


def reference_step(state: tuple[int, int, Fraction], q: int) -> tuple[int, int, Fraction]:
    """The published steps in exact fractions, written without a look at the implementation."""
    repetition, interval, factor = state
    if q < 3:
        return 0, 1, factor
    change = Fraction(1, 10) - (5 - q) * (Fraction(8, 100) + (5 - q) * Fraction(2, 100))
    factor = max(Fraction(13, 10), factor + change)
    repetition += 1
    return repetition, {1: 1, 2: 6}.get(repetition) or ceil(interval * factor), factor


def test_all_87380_sequences_of_2_to_5_up_to_length_8_equal_the_exact_reference():
    """No sequence of grades, however it goes up and down, drifts from the fractions; those that meet go on as one."""
    reached = Counter({(Memory(), (0, 0, Fraction(5, 2))): 1})
    count = 0
    for _ in range(8):
        after_one_more: Counter[tuple[Memory, tuple[int, int, Fraction]]] = Counter()
        for (memory, state), sequences in reached.items():
            for q in (2, 3, 4, 5):
                after_one_more[review(memory, q), reference_step(state, q)] += sequences
        reached = after_one_more
        for memory, state in reached:
            assert (memory.repetition, memory.interval, Fraction(memory.ease, 100)) == state
        count += reached.total()
    assert count == 87_380


def test_the_package_sm_2_gives_the_same_on_passes():
    """An independent implementation with the same reading agrees, up to four passes, where its floats hold."""
    for sequence in itertools.product((3, 4, 5), repeat=4):
        now = datetime(2026, 1, 1, tzinfo=UTC)
        card, memory = Sm2Card(due=now), Memory()
        for grade in sequence:
            memory = review(memory, grade)
            card, _ = Scheduler.review_card(card=card, rating=grade, review_datetime=now)
            assert (card.n, card.I, round(card.EF * 100, 6)) == (memory.repetition, memory.interval, memory.ease)
            if card.needs_extra_review:
                card, _ = Scheduler.review_card(card=card, rating=4, review_datetime=now)
            now += timedelta(days=memory.interval)


def test_the_package_supermemo2_gives_the_same_eases_and_the_same_intervals_at_an_even_ease():
    """It takes the interval from the old ease, so intervals agree as long as every grade is 4; eases always do."""
    for sequence in [*itertools.product((3, 4, 5), repeat=5), (4,) * 11]:
        state = {"easiness": 2.5, "interval": 0, "repetitions": 0}
        memory = Memory()
        for grade in sequence:
            memory = review(memory, grade)
            state = supermemo2.review(grade, state["easiness"], state["interval"], state["repetitions"], "2026-01-01")
            assert round(state["easiness"] * 100, 6) == memory.ease
            assert state["repetitions"] == memory.repetition
            if set(sequence) == {4}:
                assert state["interval"] == memory.interval


@given(histories, grades)
def test_ease_is_never_below_130(history, grade):
    """The floor holds after any history."""
    assert review(after(history), grade).ease >= 130


@given(histories, st.integers(min_value=3, max_value=5), st.integers(min_value=0, max_value=40_000))
def test_an_interval_never_shrinks_on_a_pass(history, grade, elapsed):
    """A pass keeps or lengthens the interval, early, on time or late, up to the longest one."""
    memory = after(history)
    assert review(memory, grade, elapsed).interval >= min(memory.interval, MAXIMUM_INTERVAL)


@given(histories)
def test_intervals_stop_at_the_longest(history):
    """No history leads beyond 36,500 days."""
    assert after([*history, 5, 5, 5, 5, 5, 5, 5, 5]).interval <= MAXIMUM_INTERVAL


@given(histories, grades, st.integers(min_value=0, max_value=400))
def test_lateness_is_ignored(history, grade, late):
    """A card reviewed late is reviewed as if on its day."""
    memory = after(history)
    assert review(memory, grade, memory.interval + late) == review(memory, grade)


EARLY = [
    # memory, grade, elapsed, expected
    (Memory(3, 15, 250), 4, 10, Memory(3, 25, 250)),
    (Memory(3, 15, 250), 4, 2, Memory(3, 15, 250)),
    (Memory(2, 6, 250), 5, 0, Memory(2, 6, 260)),
    (Memory(2, 6, 250), 3, 5, Memory(2, 12, 236)),
    (Memory(3, 15, 250), 2, 5, Memory(0, 1, 250, 1)),
    (Memory(6, 100, 250), 4, 90, Memory(6, 225, 250)),
]


@for_each(("memory", "grade", "elapsed", "expected"), EARLY)
def test_an_early_pass_lengthens_only_by_what_it_proved(memory, grade, elapsed, expected):
    """Repetition stays, the interval is at least what it was; a fail is a fail at any time."""
    assert review(memory, grade, elapsed) == expected


def test_a_fail_counts_as_a_lapse_only_after_a_pass():
    """Failing a card that was never passed is no lapse."""
    assert after([2, 1]).lapses == 0
    assert after([4, 2, 2, 4, 1]).lapses == 2


@for_each("grade", [-1, 6, 99])
def test_a_grade_that_does_not_exist_is_refused(grade):
    """0 to 5, nothing else."""
    with pytest.raises(ValueError, match="0 to 5"):
        review(Memory(), grade)


def test_a_card_begins_with_nothing_and_three_passes():
    """No day, the first ease, no lapse; grades from 3 on count as remembered."""
    assert tuple(Memory()) == (0, 0, 250, 0)
    assert [grade.passes for grade in Grade] == [False] * 3 + [True] * 3
