"""Cards that give each other's answer away do not follow one another."""

from __future__ import annotations

import re
from itertools import combinations, pairwise, permutations

from hypothesis import given
from hypothesis import strategies as st

from flashcards.schedule.neighbours import kept_apart
from tests.build import deck, story
from tests.conftest import Home
from tests.test_review import day

CARDS = "abcdef"
shelves = st.permutations(CARDS).flatmap(lambda cards: st.integers(0, 6).map(lambda count: list(cards[:count])))
answers = st.tuples(*(st.sampled_from("123") for _ in CARDS)).map(lambda of: dict(zip(CARDS, of, strict=True)))
pairs = st.sets(st.sampled_from([*map(frozenset, combinations(CARDS, 2))]))


def ordered(cards, touching):
    """The cards kept apart, for the pairs that touch."""
    return kept_apart(cards, lambda first, second: frozenset((first, second)) in touching)


def clashes(cards, touching) -> int:
    """How many cards directly follow one that they touch."""
    return sum(frozenset(pair) in touching for pair in pairwise(cards))


@given(shelves, pairs)
def test_no_card_can_be_moved_so_that_fewer_follow_one_they_touch(cards, touching):
    """No card is lost, and nothing becomes worse."""
    order = ordered(cards, touching)
    assert sorted(order) == sorted(cards)
    assert clashes(order, touching) <= clashes(cards, touching)
    for card in order:
        rest = [other for other in order if other != card]
        moved = [[*rest[:place], card, *rest[place:]] for place in range(len(order))]
        assert min(clashes(each, touching) for each in moved) >= clashes(order, touching)


@given(shelves, answers)
def test_answers_to_one_question_are_as_far_apart_as_can_be(cards, question):
    """No order at all would have fewer follow one another."""
    same = {frozenset(pair) for pair in combinations(CARDS, 2) if question[pair[0]] == question[pair[1]]}
    assert clashes(ordered(cards, same), same) == min(clashes(each, same) for each in permutations(cards))


@given(shelves, pairs)
def test_cards_that_already_stand_apart_stay_where_they_are(cards, touching):
    """The order is disturbed only where it has to be."""
    order = ordered(cards, touching)
    if not clashes(cards, touching):
        assert order == cards
    assert ordered(order, touching) == order


def test_a_card_waits_no_longer_than_it_has_to():
    """The next one that does not touch comes first, and then it."""
    assert ordered("aTbc", {frozenset("aT")}) == ["a", "b", "T", "c"]
    assert ordered("bcaT", {frozenset("aT")}) == ["b", "a", "c", "T"]


def asked(shown: str) -> list[str]:
    """What was asked, in its order."""
    return re.findall(r"\[Shop, .*\]\n(.*)\n", shown)


def shelf(home: Home) -> Home:
    """Two stories, of which the second shows calm, and a third with two answers."""
    two = "## Question three?\n\n### This\n\nSituation: A.\n\n### That\n\nSituation: B.\n\n"
    home.write_deck(
        deck("Shop", story("Question one?"), two, story("Question two?", "#calm"), end="## Themes\n\n- Calm: Slow.\n")
    )
    return home


def test_a_review_keeps_a_theme_from_the_stories_that_show_it(home: Home):
    """And two answers to one question from each other."""
    shown = shelf(home).ok("review", "--new", "9", typed="\n4\n" * 5)
    assert asked(shown) == ["Question one?", "Question three?", "Question two?", "Question three?", "Calm"]


def test_a_crammed_session_does_so_too(home: Home):
    """Its order is by weakness else."""
    shelf(home).ok("review", "--new", "9", typed="\n4\n" * 5)
    shown = home.ok("review", "--cram", typed="\n4\n" * 5, now=day(24))
    assert sorted(asked(shown)) == ["Calm", "Question one?", "Question three?", "Question three?", "Question two?"]
    assert not {("Question three?",) * 2, ("Question two?", "Calm"), ("Calm", "Question two?")} & {
        *pairwise(asked(shown))
    }
