"""A page that is added again meets the deck that was made of it."""

from __future__ import annotations

from flashcards.content.deck.model import Deck
from flashcards.content.deck.reader import read_deck
from flashcards.content.renewal import digests, renew
from tests.build import deck as deck_text
from tests.build import story


def deck(*questions: str, end: str = "") -> Deck:
    """A deck of these questions."""
    return read_deck(deck_text("Shop", *questions, end=end).encode(), "shop").deck


def test_the_same_page_renews_nothing():
    """Twice over."""
    page = deck(story("One?"))
    renewal = renew(page, page, digests(page))
    assert renewal.deck == page
    assert not renewal.changes


def test_without_a_memory_of_the_page_the_deck_stays():
    """A difference that nobody can explain is shown and not written."""
    ours, page = deck(story("One?", situation="Mine.")), deck(story("One?", situation="Theirs."))
    renewal = renew(ours, page, {})
    assert renewal.deck == ours
    assert [conflict.question for conflict in renewal.kept] == ["One?"]
    assert "Mine." in renewal.kept[0].deck
    assert "Theirs." in renewal.kept[0].page


def test_tags_of_the_deck_stay_when_the_page_tells_a_story_anew():
    """A tag is the user's, whatever the page says."""
    before = deck(story("One?", situation="Old."))
    ours = deck(story("One?", "#calm", situation="Old."))
    renewal = renew(ours, deck(story("One?", situation="New.")), digests(before))
    assert renewal.renewed == ("One?",)
    assert renewal.deck.questions[0].tags == ("calm",)
    assert renewal.deck.questions[0].answers[0].parts[0].text == "New."


def test_another_wording_of_a_question_is_the_question():
    """It is not added a second time."""
    ours = deck(story("One?") + "Asked as: Uno?\n\n")
    assert renew(ours, deck(story("Uno?", situation="Else.")), {}).added == ()


def test_new_themes_come_behind_those_that_are_there():
    """Each once."""
    ours = deck(story("One?", "#calm"), end="## Themes\n\n- Calm: Slow.\n")
    page = deck(story("One?", "#calm"), end="## Themes\n\n- Calm: Fast.\n- Care: Look.\n")
    renewal = renew(ours, page, {})
    assert [(theme.name, theme.text) for theme in renewal.deck.themes] == [("Calm", "Slow."), ("Care", "Look.")]
    assert renewal.themes == ("Care",)
