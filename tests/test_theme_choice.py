"""Themes that no question carries, and the questions that share their words."""

from __future__ import annotations

from flashcards.content.languages import german
from flashcards.content.pages.suggestions import chosen, suggest
from flashcards.content.text.stems import stems, words_by_stem

THEMES = [
    ("Careful measuring", "Count before you judge, and let the figures decide."),
    ("Patience with customers", "Listen to angry guests until they are done."),
    ("Small steps", "Change one thing at a time, in phases."),
]
STORIES = [
    ("Tell me about a guest who shouted.", "I listened to the customer for ten minutes and was patient with her."),
    (
        "Describe a decision you based on numbers.",
        "I measured the oven and counted loaves for 3 weeks; the figures decided.",
    ),
    ("How did you move the shop?", "We moved in four phases, one step each Sunday, and changed one shelf at a time."),
    ("Why do you bake?", "It smells good."),
]


def test_words_of_one_stem_are_one_word():
    """However they end, and as the language ends them; words that only mean the same are two."""
    for words in ("measure measured measuring", "step steps", "customer customers Customer's", "quick quickly"):
        assert len(stems(words)) == 1, words
    assert len(stems("steps phases")) == 2
    assert len(stems("Entscheidung Entscheidungen", german.LANGUAGE)) == 1
    assert words_by_stem("Steps and a step") == {"step": "Steps"}


def test_each_theme_finds_its_story_and_shows_the_words():
    """As they stand in the story, the rarest first."""
    found = {suggestion.theme: suggestion.matches[0] for suggestion in suggest(THEMES, STORIES)}
    assert [found[name].question for name, _ in THEMES] == [STORIES[1][0], STORIES[0][0], STORIES[2][0]]
    assert "counted" in found["Careful measuring"].words
    assert "customer" in found["Patience with customers"].words
    assert "phases" in found["Small steps"].words


def test_a_story_that_shares_no_word_is_suggested_for_nothing():
    """However short it is."""
    asked = {match.question for suggestion in suggest(THEMES, STORIES) for match in suggestion.matches}
    assert "Why do you bake?" not in asked


def test_a_question_is_tagged_with_two_themes_at_most():
    """And each theme goes to one or two questions."""
    themes = [(f"Bread {number}", "bread and salt") for number in range(4)]
    stories = [("Bread?", "bread salt"), ("Salt?", "bread salt"), ("Both?", "bread salt")]
    picked = chosen(suggest(themes, stories))
    assert all(len(names) <= 2 for names in picked.values())
    for name, _ in themes:
        assert sum(name in names for names in picked.values()) <= 2


def test_scripts_without_spaces_are_compared_by_their_signs():
    """Chinese stories find their theme too."""
    themes = [("团队合作", "一起解决问题"), ("耐心", "听完再说")]
    found = suggest(themes, [("描述一次团队经历", "团队一起解决了3个问题"), ("谁在说话", "我耐心听完了")])
    assert [suggestion.matches[0].question for suggestion in found] == ["描述一次团队经历", "谁在说话"]
