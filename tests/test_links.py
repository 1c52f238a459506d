"""A story keeps its history through every edit of its deck."""

from __future__ import annotations

from tests.build import deck, story
from tests.conftest import Home
from tests.screen import Terminal
from tests.test_terminal import review

LATER = "2026-11-24T12:00+00:00"
MEMORY = ("ease", "interval", "due", "repetition", "lapses")


def memory(home: Home, piece: str) -> list[object]:
    """What the schedule knows of a card."""
    row = home.card(piece, now=LATER)
    return [row[key] for key in MEMORY]


def told(home: Home) -> list[object]:
    """Grade the first story, and return what the schedule knows then."""
    home.review(5)
    before = memory(home, "question-one")
    assert before[0] == 260
    return before


STORIES = [
    story("Question one?", situation="We lost 12% of our sales when the road was closed for a whole summer."),
    story("Question two?", situation="The cook left on the morning of a wedding with 80 guests, and I had 3 hours."),
]


def test_a_story_that_is_rewritten_is_offered_today(shop: Home):
    """When over half of its words changed since it was told; its memory stays, and a grade settles it."""
    shop.review(4, 4, 4)
    before = shop.card("two")
    text = story("Question two?").replace("I asked 40 people, and moved the till.", "I asked 50 people.")
    shop.write_deck(deck("Shop", story("Question one?"), text, story("Question three?")))
    now = "2026-11-24T12:00+00:00"
    shop.review(4, 4, 4, now=now)
    assert {row["due"] for row in shop.json("decks", now=now)} == {0}
    later = "2026-11-26T12:00+00:00"
    other = "## Question two?\nSituation: Nobody knew who was on call.\n\nAction: A rota.\n\nResult: Calm nights.\n\n"
    shop.write_deck(deck("Shop", story("Question one?"), other, story("Question three?")))
    row = shop.card("two", now=later)
    assert (row["state"], row["due"], row["sm2_due"]) == ("due", "2026-11-26", "2026-11-30")
    assert shop.json("decks", now=later)[0]["due"] == 1
    assert "Question two?" in shop.ok("review", typed="\n4\n", now=later)
    assert shop.card("two", now=later)["repetition"] == before["repetition"] + 1
    assert shop.json("decks", now=later)[0]["due"] == 0


def test_a_rewritten_answer_keeps_its_history(home: Home):
    """The text is in no id."""
    home.write_deck(deck("Shop", *STORIES))
    before = told(home)
    home.write_deck(deck("Shop", STORIES[0].replace("12%", "15%"), STORIES[1]))
    assert memory(home, "question-one") == before


def test_a_reworded_question_keeps_its_history_and_says_so(home: Home):
    """In one line, once; the log holds it as an event."""
    home.write_deck(deck("Shop", *STORIES))
    before = told(home)
    home.write_deck(deck("Shop", STORIES[0].replace("Question one?", "What was the first question?"), STORIES[1]))
    first = home.run("list", now=LATER)
    assert "shop/what-was-the-first-question goes on with the history of shop/question-one" in first.stderr
    assert home.run("list", now=LATER).stderr == ""
    assert memory(home, "what-was-the-first-question") == before
    assert [event["kind"] for event in home.log()] == ["graded", "renamed"]
    assert home.json("doctor")["ok"]


def test_a_moved_story_and_a_renamed_deck_keep_their_history(home: Home):
    """To another file, and under another name of the deck."""
    home.write_deck(deck("Shop", *STORIES))
    before = told(home)
    home.write_deck(deck("Shop", STORIES[1]))
    home.write_deck(deck("Second", STORIES[0]), "second.md")
    assert memory(home, "second/question-one") == before
    (home.path / "decks" / "second.md").rename(home.path / "decks" / "third.md")
    assert memory(home, "second/question-one") == before
    home.write_deck(deck("Fourth", STORIES[0]), "third.md")
    assert memory(home, "fourth/question-one") == before


def test_a_question_that_gets_its_old_words_again_keeps_its_history(home: Home):
    """There and back."""
    home.write_deck(deck("Shop", *STORIES))
    before = told(home)
    for name in ("Another one?", "Question one?", "Another one?"):
        home.write_deck(deck("Shop", STORIES[0].replace("Question one?", name), STORIES[1]))
        assert memory(home, name.lower().rstrip("?").replace(" ", "-")) == before
    assert home.json("doctor")["ok"]


def test_a_text_that_comes_back_beside_its_successor_is_a_new_card(home: Home):
    """The successor keeps the history."""
    home.write_deck(deck("Shop", *STORIES))
    before = told(home)
    other = STORIES[0].replace("Question one?", "Another one?")
    home.write_deck(deck("Shop", other, STORIES[1]))
    assert memory(home, "another-one") == before
    home.write_deck(deck("Shop", other, STORIES[0], STORIES[1]))
    assert memory(home, "another-one") == before
    assert home.card("question-one", now=LATER)["state"] == "new"
    assert home.run("list", now=LATER).stderr == ""


def test_gone_cards_are_listed_with_their_history_and_come_back(home: Home):
    """Until the text is there again."""
    home.write_deck(deck("Shop", *STORIES))
    before = told(home)
    home.write_deck(deck("Shop", STORIES[1]))
    (gone,) = home.json("list", "--gone", now=LATER)
    assert [gone[key] for key in MEMORY] == before
    home.write_deck(deck("Shop", *STORIES))
    assert memory(home, "question-one") == before
    assert home.json("list", "--gone", now=LATER) == []


def twins(home: Home) -> None:
    """Two stories that were told, and then one that may be either."""
    same = "We lost 12% of our sales when the road was closed for a whole summer, in "
    home.write_deck(deck("Shop", story("One?", situation=same + "June."), story("Two?", situation=same + "July.")))
    home.review(5, 4)
    home.write_deck(deck("Shop", story("Three?", situation=same + "May.")))


def test_an_unclear_story_is_left_alone_with_a_warning(home: Home):
    """Where nobody can be asked."""
    twins(home)
    result = home.run("list", now=LATER)
    assert "shop/three may be what was shop/one or shop/two" in result.stderr
    assert home.card("three", now=LATER)["state"] == "new"
    assert "may be" in home.run("list", now=LATER).stderr


def test_an_unclear_story_is_asked_about_in_a_terminal(home: Home):
    """By its number; the history goes where the user says."""
    twins(home)
    terminal: Terminal
    with review(home, now=LATER) as terminal:
        terminal.wait("1  shop/one", "2  shop/two", "Number")
        terminal.type("3\r")
        terminal.wait("Type a number from 0 to 2, and Enter; Enter alone is 0.")
        terminal.type("1\r")
        terminal.wait("Three?")
        terminal.type("q")
        assert terminal.end() == 0
    assert home.card("three", now=LATER)["ease"] == 260
    assert home.run("list", now=LATER).stderr == ""
