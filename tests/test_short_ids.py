"""What a deck and its questions are called when a page is added."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from shutil import copyfile
from sqlite3 import connect

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.content.deck.model import slugify
from flashcards.content.deck.reader import read_deck
from flashcards.content.pages.naming import LONGEST_SLUG, deck_name, title_above
from flashcards.content.pages.suggestions import LONGEST, short_ids
from tests.conftest import DATA, Home
from tests.examples import for_each

FORMULA = "Tell me about a time you had to {}."
LESSON = Path(__file__).parent.parent.parent / "shared" / "pages" / "technical-leadership.txt"


@for_each(
    ("questions", "ids"),
    [
        (
            [FORMULA.format("convince a board to pay for insulation"), FORMULA.format("calm an angry passenger")],
            ["convince-insulation", "angry-passenger"],
        ),
        (["What is your team's greatest weakness?", "Why didn't the team win?"], ["greatest-weakness", "win"]),
        (["Décris l'équipe que tu as dirigée.", "Décris un conflit."], ["équipe-dirigée", "conflit"]),
        (["前職を退職された理由は何ですか？", "あなたの長所は何ですか？"], ["前職-退職", "長所"]),
        (["자신의 장단점은 무엇입니까?", "가장 기억에 남는 실패는?"], ["자신의-장단점은", "기억에-실패는"]),
    ],
)
def test_a_question_is_named_by_the_words_that_set_it_apart(questions, ids):
    """The formula that all begin with names none of them, in any language."""
    assert short_ids([(question, "") for question in questions]) == ids


def test_where_the_question_says_nothing_its_story_names_it():
    """By what it repeats and no other story has."""
    stories = [("Why?", "The ferry was late. I called the ferry."), ("What then?", "The oven and the dough.")]
    assert short_ids(stories) == ["ferry-late", "oven-dough"]


def test_questions_of_the_same_words_get_names_of_their_own():
    """And none that is taken."""
    found = short_ids([("The brakes failed?", ""), ("Failed the brakes?", ""), ("Brakes failed!", "")], ["theme"])
    assert len(set(found)) == 3
    assert "theme" not in short_ids([("theme", ""), ("Your theme?", "")], ["theme"])


@given(st.lists(st.tuples(st.text(max_size=80), st.text(max_size=80)), max_size=12))
def test_whatever_is_asked_an_id_is_short_and_a_slug_and_its_own(asked):
    """Of any script, and of none."""
    found = short_ids(asked, ["theme"])
    assert len(set(found)) == len(asked)
    assert all(0 < len(each) <= LONGEST and slugify(each) == each for each in found)
    assert "theme" not in found


@for_each(
    ("page", "title"),
    [
        ("Harbour questions\n\nWhy the harbour?\n", "Harbour questions"),
        ("Beginner\n\nHarbour stories\n\nWhy the harbour?\n", "Harbour stories"),
        ("Beginner\n\nAdvanced\n\nWhy the harbour?\n", None),
        ("Read this before you go on.\n\nWhy the harbour?\n", None),
        ("A line\nof two\n\nWhy the harbour?\n", None),
        ("- harbour\n\n[harbour](https://example.org)\n\nWhy the harbour?\n", None),
        ("Why the harbour?\n", None),
    ],
)
def test_a_short_line_by_itself_above_the_first_question_is_the_title(page, title):
    """Of several the one whose words come again below; neither a sentence, a list nor a link is one."""
    rows = page.split("\n")
    assert title_above(rows, rows.index("Why the harbour?") + 1) == title


@for_each(
    ("title", "name"),
    [
        ("Harbour stories", "Harbour stories"),
        ("Questions heard at interviews of a library", "Questions heard at interviews"),
        ("Bus control room: what I answered and why", "Bus control room"),
        ("Notes - for the day on which the ferry sank", "Notes - for the day"),
        ("Donaudampfschifffahrtsgesellschaftskapitän", "Donaudampfschifffahrtsgesellsc"),
        ("***", ""),
    ],
)
def test_a_long_title_is_cut_where_it_still_says_something(title, name):
    """At its subtitle, else between words."""
    assert deck_name(title) == name


@given(st.text(max_size=120))
def test_whatever_a_title_is_the_slug_of_its_deck_is_short(title):
    """And empty only where there is no letter or digit."""
    assert len(slugify(deck_name(title))) <= LONGEST_SLUG
    assert bool(deck_name(title)) == bool(slugify(title))


def test_the_title_of_a_page_names_its_deck_and_is_no_theme(home: Home, tmp_path: Path):
    """The file's name only where there is none; --name wins over both."""
    page = tmp_path / "notes.txt"
    copyfile(DATA / "home-2026-11-23" / "page.txt", page)
    home.ok("add", str(page))
    home.ok("add", str(page), "--name", "Bread")
    assert sorted(path.name for path in (home.path / "decks").iterdir()) == ["bread.md", "mornings-at-the-bakery.md"]
    assert [row["card"] for row in home.json("list", "bread")] == ["bread/found-fault", "bread/customer"]


def test_a_name_is_for_one_page_and_makes_a_short_slug(failing, tmp_path: Path):
    """Anything else is wrong usage, and nothing is written."""
    page = tmp_path / "page.md"
    page.write_text("## Why?\n\nBecause 3 of us saw it.\n")
    for arguments in (("--name", "..."), ("--name", "a" * 31), ("--name", "A", str(page).replace("page", "other"))):
        assert "--name" in failing(2, "add", str(page), *arguments)


@pytest.fixture
def old(home: Home) -> Home:
    """A home that the version of 2026-11-23 wrote: a page added, two cards graded."""
    home.write_deck((DATA / "home-2026-11-23" / "deck.md").read_text(), "notes.md")
    with closing(connect(home.path / "flashcards.db")) as conn:
        conn.executescript((DATA / "home-2026-11-23" / "log.sql").read_text())
    return home


@pytest.mark.parametrize("name", ["notes.txt", "moved elsewhere.txt"])
def test_a_page_that_an_earlier_version_added_is_known_again(old: Home, tmp_path: Path, name: str):
    """Deck, slug, ids and history stay, also when the file has moved; what is new comes in with a short id."""
    page = tmp_path / name
    text = (DATA / "home-2026-11-23" / "page.txt").read_text()
    page.write_text(text)
    before = (old.path / "decks" / "notes.md").read_bytes()
    assert "nothing new" in old.ok("add", str(page))
    assert (old.path / "decks" / "notes.md").read_bytes() == before
    page.write_text(f"{text}\nQ3: Why bread?\n\nSituation: s\nTask: t\nAction: a\nResult: r\n")
    old.ok("add", str(page))
    assert [path.name for path in (old.path / "decks").iterdir()] == ["notes.md"]
    cards = {row["card"]: row["repetition"] for row in old.json("list")}
    assert cards["notes/tell-me-about-a-time-you-had-to-tell-a-customer-no"] == 1
    assert cards["notes/bread"] == 0


def test_a_page_whose_every_story_changed_is_known_by_the_name_it_had(old: Home, tmp_path: Path):
    """The one that an earlier version took from its file."""
    page = tmp_path / "notes.txt"
    page.write_text((DATA / "home-2026-11-23" / "page.txt").read_text().replace("I ", "I myself "))
    assert "taken over" in old.ok("add", str(page))
    assert [path.name for path in (old.path / "decks").iterdir()] == ["notes.md"]


def test_another_page_is_another_deck(old: Home, tmp_path: Path):
    """A question that both ask does not make them one."""
    page = tmp_path / "other.txt"
    text = (DATA / "home-2026-11-23" / "page.txt").read_text()
    shared = text[text.index("Q2:") :]
    more = [f"\nQ{at}: Why number {word}?\n\nSituation: s\nTask: t\nAction: a\nResult: r\n" for at, word in NUMBERS]
    page.write_text(f"Harbour stories\n\n{shared}{''.join(more)}")
    old.ok("add", str(page))
    assert sorted(path.name for path in (old.path / "decks").iterdir()) == ["harbour-stories.md", "notes.md"]


NUMBERS = [(3, "three"), (4, "four"), (5, "five")]


def test_tags_reach_a_deck_that_was_added_already(home: Home, tmp_path: Path):
    """They are told one by one; a second time there is nothing to do, and ids stay."""
    page = tmp_path / "page.txt"
    text = (DATA / "home-2026-11-23" / "page.txt").read_text()
    page.write_text(f"{text}\nKey Themes Across the Questions\n\n- Fault finding: Take the fuse box apart.\n")
    home.ok("add", str(page))
    ids = [row["card"] for row in home.json("list")]
    assert "tagged: Tell me about a time you found a fault" in home.ok("add", str(page), "--tag")
    assert "nothing new" in home.ok("add", str(page), "--tag")
    (path,) = (home.path / "decks").iterdir()
    deck = read_deck(path.read_bytes(), path.stem).deck
    assert [question.tags for question in deck.questions] == [("fault-finding",), ()]
    assert [row["card"] for row in home.json("list") if row["kind"] == "story"] == ids


def test_the_lesson_page_gets_its_title_and_short_ids(home: Home):
    """Where it is at hand: ten ids of at most 24 characters."""
    if not LESSON.exists():
        return
    home.ok("add", str(LESSON))
    assert [row["deck"] for row in home.json("decks")] == ["technical-leadership-questions"]
    notes = [row["card"].split("/")[1] for row in home.json("list")]
    assert len(set(notes)) == 10
    assert all(len(note) <= LONGEST for note in notes)
