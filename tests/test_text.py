"""Words and sentences of any text: the nearest name, passages, sentences."""

from __future__ import annotations

from flashcards.content.text.nearest import did_you_mean, nearest
from flashcards.content.text.passages import passages
from flashcards.content.text.sentences import sentence_spans


def test_the_nearest_name_is_asked_for_as_it_is_shown():
    """Case is ignored; what is close to nothing, or endless, gets the other words."""
    assert nearest("Serch", ["search", "rest"]) == "search"
    assert did_you_mean("serch", {"search": "#search"}, "add it") == "did you mean #search?"
    assert did_you_mean("zzz", {"search": "#search"}, "add it") == "add it"
    assert did_you_mean("s" * 10_000, {"search": "#search"}, "add it") == "add it"


def test_a_text_is_taken_apart_into_paragraphs_and_items():
    """Wrapped lines are joined."""
    assert passages("One line\nand more\n\n- an item\n- another") == (
        ("One line and more", False),
        ("an item", True),
        ("another", True),
    )


def test_a_sentence_does_not_end_at_an_abbreviation_of_any_language():
    """Nor within quotes."""
    for text, count in (
        ("I saw Dr. Ray. He left.", 2),
        ("Das war ca. 3 Uhr. Gut.", 2),
        ("He said “No. Never.” Then.", 2),
    ):
        assert len(sentence_spans(text)) == count, text
