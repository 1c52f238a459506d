"""Which card is which after an edit."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from flashcards.content.cards import Card, CardKind, CardPart
from flashcards.content.identity import link

LONG = "The bakery lost half of its customers in one winter, because the new road led around the village by the lake"


def card(card_id: str, prompt: str = "", text: str = LONG, kind: CardKind = CardKind.STORY) -> Card:
    """A card that tells one text."""
    return Card(card_id, "deck", kind, prompt or card_id, "", (CardPart("Situation", (), text),))


def test_a_story_of_the_same_text_is_the_same_whatever_is_asked():
    """A reworded question, another place, another deck."""
    links = link([card("a/old", "Why?")], [card("b/new", "How come?"), card("b/else", text="Quite another thing.")])
    assert links.sure == (("a/old", "b/new"),)
    assert links.unclear == ()


def test_a_story_that_is_close_is_the_same():
    """A few words changed."""
    links = link([card("old")], [card("new", text=LONG.replace("one winter", "two winters"))])
    assert links.sure == (("old", "new"),)


def test_a_story_that_is_far_is_a_new_one():
    """Nothing is said of it."""
    links = link([card("old")], [card("new", text="I repaired the clock of the church with a spoon and 3 keys.")])
    assert links == link([], [])


def test_two_candidates_that_are_equally_close_stay_open():
    """Neither is guessed."""
    olds = [card("one", "Why?", LONG + " in June"), card("two", "Why?", LONG + " in July")]
    links = link(olds, [card("new", "Why?", LONG + " in August")])
    assert links.sure == ()
    assert links.unclear == (("new", ("one", "two")),)


def test_the_question_decides_between_two_equal_stories():
    """The same text told for two questions goes back to the one that is asked."""
    olds = [card("one", "What of it?"), card("two", "Who was it?")]
    assert link(olds, [card("x/two", "Who was it?")]).sure == (("two", "x/two"),)


def test_a_theme_never_takes_the_history_of_a_story():
    """However alike their words are."""
    assert link([card("old")], [card("new", kind=CardKind.THEME)]).sure == ()


@given(st.lists(st.text("abc ", max_size=30), max_size=6), st.lists(st.text("abc ", max_size=30), max_size=6))
def test_no_history_is_given_twice(olds: list[str], news: list[str]):
    """Nor does a card take two."""
    links = link(
        [card(f"old{at}", text=text) for at, text in enumerate(olds)],
        [card(f"new{at}", text=text) for at, text in enumerate(news)],
    )
    assert len({old for old, _ in links.sure}) == len(links.sure) == len({new for _, new in links.sure})
    assert not {new for _, new in links.sure} & {new for new, _ in links.unclear}
