"""Cards: what a deck's notes ask and answer."""

from __future__ import annotations

from flashcards.content.cards import Card, CardKind, cards_of
from flashcards.content.deck.reader import read_deck


def cards(text: str) -> tuple[Card, ...]:
    """The cards of a deck called ``d``."""
    return cards_of(read_deck(text, "d").deck)


def test_a_question_makes_one_card_an_answer() -> None:
    """A named answer has its slug in the id, and its name is asked for where there are several."""
    found = cards("## Why?\n### One\nText: a\n### Two\nText: b\n")
    assert [(card.id, card.prompt, card.about) for card in found] == [
        ("d/why/one", "Why?", "One"),
        ("d/why/two", "Why?", "Two"),
    ]


def test_a_single_answer_is_not_named_in_the_prompt() -> None:
    """The name tells answers apart, and one has nothing to be told from."""
    assert [(card.id, card.about) for card in cards("## Why?\n### One\nText: a\n")] == [("d/why/one", "")]


def test_an_answer_without_anything_told_makes_no_card() -> None:
    """Empty parts and placeholders say nothing, and are left out of the cards that are made."""
    assert not cards("## q\nSituation: ...\n\nTask:\n")
    (card,) = cards("## q\nSituation: ...\n\nTask: a\n")
    assert [part.name for part in card.parts] == ["Task"]


def test_the_outline_by_hand_goes_before_the_draft() -> None:
    """Bullets are the outline; a part without any gets a computed one."""
    (card,) = cards("## q\nTask: I led it.\n- led\n\nResult: It grew by 12%.\n")
    assert [(part.bullets, part.is_draft) for part in card.parts] == [(("led",), False), ((), True)]
    assert card.parts[0].outline == ("led",)
    assert "12%" in " ".join(card.parts[1].outline)


def test_other_wordings_take_turns_with_the_question() -> None:
    """The prompt goes round by the count of grades; every bullet is a wording."""
    (card,) = cards("## One?\nAsked as: Two?\nAsked as:\n- Three?\n- Four?\nText: a\n")
    assert [card.wording(told) for told in range(5)] == ["One?", "Two?", "Three?", "Four?", "One?"]


def test_what_stands_above_the_answers_holds_for_each() -> None:
    """Follow-ups under the question belong to all of its answers, those under an answer to that one."""
    first, second = cards("## q\nFollow-up: all?\n### a\nText: x\nFollow-up: a?\n### b\nText: y\n")
    assert (first.follow_ups, second.follow_ups) == (("all?", "a?"), ("all?",))


def test_a_theme_asks_for_the_stories_that_show_it() -> None:
    """Each tagged question with its Result, else with its last part; stories come first."""
    found = cards(
        "## One\n#t\nSituation: a\nResult: won\nLesson: c\n\n## Two\n#t\nText: b\n\n## Three\nText: c\n\n"
        "## Themes\n- The theme {#t}: means this\n- Unused: nothing\n"
    )
    theme = found[-1]
    assert [card.kind for card in found] == [CardKind.STORY] * 3 + [CardKind.THEME]
    assert (theme.id, theme.prompt, theme.about, theme.line) == ("d/theme/t", "The theme", "means this", 15)
    assert [(part.name, part.text) for part in theme.parts] == [("One", "won"), ("Two", "b")]
