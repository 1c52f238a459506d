"""Which story for which question: ranked by what it is asked, shows and tells; the questions of lists and adverts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.match import find_all, questions
from flashcards.content.cards import Card, CardKind, cards_of
from flashcards.content.deck.reader import read_deck
from flashcards.content.questions.choice import Asking, overused, stories_for, theme_words
from flashcards.content.questions.listed import questions_of
from flashcards.home.choosing import choose
from flashcards.home.clock import Clock, parse_now
from flashcards.home.home import Home as HomeFolder
from flashcards.home.library import open_library
from tests.build import deck
from tests.conftest import Home
from tests.examples import examples, for_each

FERRY = """## Tell me about a time you calmed a crowd. {#ferry}
#calm

Asked as: How do you deal with angry passengers?

Situation: The café on the ferry was closed, and 40 passengers stood before it.

Action: I opened the kitchen and negotiated with the cook.

Result: Complaints fell by 23%.
"""
OVEN = """## Tell me about a time you fixed an oven. {#oven}

Situation: The bakery's oven died at night.

Action: I called a mechanic.

Result: Bread by 6 AM.
"""
FILES = """## Describe a conflict with a colleague. {#files}

Situation: Two clerks kept two lists of one archive.

Action: I asked them to write one list together.

Result: One list since, and no lost file.
"""
END = "## Themes\n\n- Stay calm {#calm}: Keep your temper while others shout.\n"
WHO = ("angry", "calm", "your", "our")
SHOP = deck("Shop", FERRY, OVEN, FILES, end=END)
ADVERT = """# Baker (m/f/d)

About us

We bake for 4 million people.

What you will do
- Repair ovens when they die at night
- Settle arguments between colleagues

## Benefits

- 30 days of holiday
- Bread

Questions? Write to us!
"""


def names(home: Home, *words: str) -> list[str]:
    """The short names of the stories that are found, in their order."""
    return [row["card"].rpartition("/")[2] for row in home.json("find", *words)]


def ranked(*asked: str) -> list[list[str]]:
    """For each question the stories that fit, the best first."""
    cards = cards_of(read_deck(SHOP.encode(), "shop").deck)
    stories = [card for card in cards if card.kind is CardKind.STORY]
    found = stories_for(Asking.of(asked), stories, len(stories), theme_words(cards), {})
    return [[fit.card.id.rpartition("/")[2] for fit in fits if fit.fits] for fits in found]


@pytest.fixture
def told(home: Home) -> Home:
    """A home with the three stories."""
    home.write_deck(SHOP)
    return home


@for_each(
    ("question", "best"),
    [
        ("What did you do when you had to repair an oven?", "ferry oven"),
        ("How do you calm people down?", "ferry"),
        ("When did you face an angry passenger?", "ferry"),
        ("Who shouted at you, and did you keep your temper?", "ferry"),
        ("When was it hard to negotiate?", "ferry"),
        ("Tell me about a dispute with a coworker.", "files"),
    ],
)
def test_a_story_is_found_by_its_questions_its_themes_and_its_text(question: str, best: str):
    """In other forms of the words, and in words that mean nearly the same at interviews."""
    (found,) = ranked(question)
    assert found[0] in best.split()


def test_what_no_story_speaks_of_is_answered_by_none():
    """However ordinary its words are."""
    assert ranked("Why do you want to leave your employer?", "What about salary?") == [[], []]


def test_a_question_is_answered_with_the_words_that_say_so(told: Home):
    """As JSON with the evidence; other words go the way of words."""
    (hit, *_) = told.json("find", "How do you deal with angry passengers?")
    assert (hit["card"], set(hit["evidence"])) == ("shop/ferry", {"deal", "angry", "passengers"})
    assert (hit["field"], hit["line"]) == ("asked as", "How do you deal with angry passengers?")
    assert "evidence" not in told.json("find", "oven")[0]
    assert "No story answers it well" in told.ok("find", "Did anybody ever write to you from the moon?")


def test_a_question_that_no_story_says_a_word_of_is_looked_up_as_words(told: Home, failing):
    """And nothing is found."""
    assert "no card holds" in failing(1, "find", "Xyzzy plugh?")


def test_what_came_at_an_interview_is_another_wording_of_the_story_that_was_told(told: Home):
    """Where it went well; a story that went badly is no answer for that."""
    question = "Which astronaut?"
    assert told.run("find", question).exit_code == 1
    told.ok("asked", question, "--told", "oven", "--went", "2")
    assert told.run("find", question).exit_code == 1
    told.ok("asked", question, "--told", "oven", "--went", "4")
    assert names(told, question) == ["oven"]
    told.review(4, 4, 4)
    told.write_deck(SHOP.replace("{#oven}", "{#stove}"))
    assert names(told, question) == ["stove"]


def test_the_coverage_of_an_advertisement(told: Home, tmp_path: Path):
    """Its items are asked for, what it offers is not; the stories stand with their words."""
    path = tmp_path / "advert.md"
    path.write_text(ADVERT + "\nWhat we ask for\n- Speak Klingon\n")
    found = told.json("find", "--questions", str(path))
    assert [each["question"] for each in found["questions"]] == [
        "Repair ovens when they die at night", "Settle arguments between colleagues", "Speak Klingon",
    ]  # fmt: skip
    assert [each["stories"][0]["card"] for each in found["questions"][:2]] == ["shop/oven", "shop/files"]
    assert list(found["questions"][0]["stories"][0]) == ["card", "score", "evidence"]
    assert (found["unanswered"], found["overused"]) == (["Speak Klingon"], [])
    shown = told.ok("find", "--questions", str(path))
    assert "3 questions, 2 answered by a story." in shown
    assert "Nothing answers:\n  Speak Klingon" in shown


def test_a_story_that_is_the_best_for_far_more_than_its_share_is_asked_too_much(told: Home):
    """Other stories are to be found for some of its questions."""
    asked = "".join(f"{number}. Do {who} passengers shout?\n" for number, who in enumerate(WHO))
    result = told.run("find", "--questions", "-", "--json", typed=asked)
    assert json.loads(result.stdout)["overused"] == ["shop/ferry"]
    assert "ferry, the best of 4 of 4" in told.run("find", "--questions", "-", typed=asked).stdout


def test_an_even_share_is_one_among_the_stories_that_are_looked_at(told: Home, monkeypatch):
    """Of one deck alone, also in a home of very many stories, where a few of them are looked at closely."""
    told.write_deck(deck("Ferry", FERRY), "ferry.md")
    asked = "".join(f"{number}. Do {who} passengers shout?\n" for number, who in enumerate(WHO))
    monkeypatch.setattr("flashcards.home.choosing._READ_WHOLE", 0)
    for name, too_much in (("ferry", []), ("shop", ["shop/ferry"])):
        result = told.run("find", "--deck", name, "--questions", "-", "--json", typed=asked)
        assert json.loads(result.stdout)["overused"] == too_much, name


@for_each(
    ("best", "stories", "too_much"),
    [("aab", 2, ""), ("aaab", 2, ""), ("aaab", 4, "a"), ("aaaa", 1, ""), ("aaabbbbcd", 9, "b a")],
)
def test_too_much_is_more_than_twice_and_more_than_twice_an_even_share(best: str, stories: int, too_much: str):
    """Where there are few stories, all are told often."""
    assert overused(best, stories) == too_much.split()


@for_each(
    ("text", "asked"),
    [
        ("1. Why us?\n2) Describe a conflict.\n", "Why us?|Describe a conflict."),
        ("- Why us?\n- A conflict at work\n- How do you plan?", "Why us?|A conflict at work|How do you plan?"),
        ("They will ask: How do you plan? They are 4. Yours, Jo", "How do you plan?"),
        ("<h2>You bring</h2><ul><li>Calm<li>SQL</ul><h2>We offer</h2><ul><li>Fruit</ul>", "Calm|SQL"),
        ("**Ihr Profil**\n* Geduld\n\n**Wir bieten**\n* Obst\n* Urlaub", "Geduld"),
        ("We are a small house. You will lead four people. We meet on Mondays.", "You will lead four people."),
        ("Hello there.", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_what_is_asked_is_told_from_what_is_not(text: str, asked: str):
    """By the words that ask, by where a line stands, and by whom it speaks to."""
    assert "|".join(questions_of(text)) == asked


@examples(100)
@given(st.text(max_size=200))
def test_whatever_a_text_holds_what_it_asks_are_lines(text: str):
    """Without control characters, none of them endless."""
    for question in questions_of(text):
        assert question.strip()
        assert len(question) <= 500
        assert not any(ord(sign) < 32 or 127 <= ord(sign) < 160 for sign in question if sign != "\t")


@for_each(
    ("data", "code", "said"),
    [
        (b"", 1, "asks nothing"),
        (b"\n\n", 1, "asks nothing"),
        (b"Hello.", 1, "asks nothing"),
        (b"\xff\xfeW\x00", 1, "UTF-16"),
        (b"\x00\x01\x02", 1, "no text"),
        (b"PK\x03\x04zip", 1, "cannot be opened"),
        ("".join(f"You lead {number} people.\n" for number in range(600)).encode(), 1, "asks 600 things"),
        (b"you and you " * 30_000, 1, "asks nothing"),
        (b"word " * 100_001, 1, "longer than any list"),
    ],
)
def test_what_is_no_list_of_questions_is_one_line(
    told: Home, failing, tmp_path: Path, data: bytes, code: int, said: str
):
    """Whatever it is instead."""
    path = tmp_path / "advert"
    path.write_bytes(data)
    assert said in failing(code, "find", "--questions", str(path))


def test_control_characters_of_a_question_are_none(told: Home):
    """They come to no screen."""
    shown = told.run("find", "--questions", "-", typed="How do you\x1b[31m calm a crowd?\x07\n").stdout
    assert "\x1b" not in shown
    assert "ferry" in shown


def test_what_cannot_be_asked_for_is_wrong_usage(told: Home, failing):
    """A file that is not there, too."""
    assert "not both" in failing(2, "find", "oven", "--questions", "x.txt")
    assert "cannot read" in failing(4, "find", "--questions", "nowhere.txt")


def test_of_many_stories_only_those_that_may_hold_a_word_are_read(told: Home, monkeypatch: pytest.MonkeyPatch):
    """What is found is the same."""
    library = open_library(HomeFolder(told.path), Clock(parse_now(told.now)), must_write=False)
    asked = ["Who shouted at you?", "When did you repair an oven?", "Do you know a dispute?"]
    whole, total = choose(library, asked)
    monkeypatch.setattr("flashcards.home.choosing._READ_WHOLE", 0)
    found, counted = choose(library, asked)
    library.close()
    first: list[Card] = [fits[0].card for fits in found]
    assert ([fits[0].card for fits in whole], total) == (first, counted)


def test_most_questions_in_other_words_find_their_story_among_the_first_three():
    """Of those on which the ranking was fitted; benchmarks/match.py reports the others, too."""
    fitted = [each for each in find_all(questions())[::2] if each.question.stories]
    assert sum(each.hit(3) for each in fitted) >= 0.75 * len(fitted)
