"""The order of a session."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from flashcards.schedule.queue import Queue, Turn, overdue


def played(queue: Queue, grades: dict[str, list[int]]) -> list[Turn]:
    """The turns of a session in which each card gets its grades in order."""
    turns = []
    while (turn := queue.head) is not None and len(turns) < 200:
        turns.append(turn)
        queue = queue.graded(turn.card, grades[turn.card].pop(0))
    return turns


def test_cards_come_in_their_order():
    """What is given first is asked first."""
    assert played(Queue.of("abc"), {"a": [4], "b": [5], "c": [4]}) == [Turn("a"), Turn("b"), Turn("c")]


def test_a_card_graded_below_4_comes_back_after_three_others():
    """Not at once, when it would only be echoed."""
    turns = played(Queue.of("abcde"), {"a": [3, 4], "b": [4], "c": [4], "d": [4], "e": [4]})
    assert [turn.card for turn in turns] == ["a", "b", "c", "d", "a", "e"]
    assert turns[4].drill


def test_a_drill_comes_at_the_end_when_fewer_cards_are_left():
    """And again until it reaches 4."""
    turns = played(Queue.of("ab"), {"a": [2, 3, 4], "b": [4]})
    assert [turn.card for turn in turns] == ["a", "b", "a", "a"]


def test_drills_left_from_an_earlier_session_come_first():
    """They are what slipped today."""
    turns = played(Queue.of("ab", unfinished="x"), {"a": [4], "b": [4], "x": [4]})
    assert turns[0] == Turn("x", drill=True)


def test_an_undone_turn_is_the_next_one():
    """Whatever else waits."""
    queue = Queue.of("abc").graded("a", 2).undone(Turn("a"))
    assert queue.head == Turn("a")
    assert not queue.graded("a", 4).drills


def test_what_was_undone_waits_as_it_did():
    """It counts as left, gives its turn back, and other cards go or stay without it; never below no turn at all."""
    queue = Queue.of("abc").graded("a", 4).graded("b", 4)
    undone = queue.undone(Turn("b"))
    assert (queue.left, undone.left, undone.turns) == (1, 2, 1)
    assert queue.undone(Turn("b", drill=True)).left == 1
    assert undone.without("c").head == Turn("b")
    assert undone.without("b").head == Turn("c")
    assert Queue.of("a").undone(Turn("a")).turns == 0


def test_a_card_taken_out_is_not_asked_again():
    """Neither as a card nor as a drill."""
    queue = Queue.of("ab").graded("a", 1).without("a")
    assert [turn.card for turn in played(queue, {"b": [4]})] == ["b"]


@given(st.lists(st.sampled_from("abcdefgh"), unique=True), st.data())
def test_every_card_is_asked_and_ends_at_4_or_above(cards, data):
    """No card is lost, and none is graded twice in one session."""
    script = {card: [*data.draw(st.lists(st.integers(0, 3), max_size=3)), 4] for card in cards}
    turns = played(Queue.of(cards), {card: list(grades) for card, grades in script.items()})
    assert [turn.card for turn in turns if not turn.drill] == cards
    assert len(turns) == sum(len(grades) for grades in script.values())


def test_overdue_is_relative_to_the_interval():
    """Two days late on one day is worse than ten days late on a hundred."""
    assert overdue(due=98, interval=1, today=100) == 2
    assert overdue(due=90, interval=100, today=100) == 0.1
