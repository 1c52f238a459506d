"""How cards and decks are called: short names, what sets them apart, and pieces that name them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.content.card_ids import short_names
from flashcards.content.naming import called
from flashcards.content.text.apart import apart
from flashcards.schedule.wording import abridged
from tests.build import deck, story
from tests.conftest import Home
from tests.examples import examples, for_each
from tests.screen import WIDTHS, Terminal

FORMULA = "Tell me about a time you had to "
TASKS = (
    "calm a ferry full of angry passengers", "calm a kitchen on its busiest evening of the year",
    "convince the harbour to dredge its second basin", "convince the bakery to close on Mondays",
    "repair a lock gate with what lay about", "teach forty volunteers to row in one weekend",
    "choose between two crews for the night run", "give up a route that you had built yourself",
    "tell a customer that the boat was gone", "bring a late project in before the winter",
)  # fmt: skip
STORY = "Situation: It was year {0}.\n\nTask: Mine.\n\nAction: I did.\n\nResult: {0}% more.\n"
PAGE = "\n".join(f"## {FORMULA}{task}.\n\n{STORY.format(year)}" for year, task in enumerate(TASKS, start=11))


@for_each(
    ("texts", "left"),
    [
        ([FORMULA + "sail.", FORMULA + "row."], ["sail.", "row."]),
        (["Why?", FORMULA + "row."], ["Why?", FORMULA + "row."]),
        (["Tell me", "Tell me more"], ["me", "me more"]),
        (["Why row?", "Why row?", "Why sail?"], ["row?", "row?", "sail?"]),
        (["a-time-you-sailed", "a-time-you-rowed"], ["sailed", "rowed"]),
        (["前職を退職された理由", "前職を長所"], ["退職された理由", "長所"]),
        (["Question (the first)", "Question (the second)"], ["first)", "second)"]),
        (["", "?", "…"], ["", "?", "…"]),
        ([], []),
    ],
)
def test_what_sets_a_text_apart_begins_where_it_differs_from_every_other(texts, left):
    """At the beginning of a word, in any script; equal texts are one."""
    assert [text[place:] for text, place in zip(texts, apart(texts), strict=True)] == left


@examples(300)
@given(st.lists(st.text(alphabet="ab -é日", max_size=12), max_size=6))
def test_texts_that_differ_begin_differently_from_there_on(texts):
    """What is left before it is shared with another, and two that share it differ behind it."""
    for text, place in zip(texts, apart(texts), strict=True):
        assert 0 <= place <= len(text)
        assert place == 0 or any(other != text and other.startswith(text[:place]) for other in texts)


@for_each(
    ("columns", "said"),
    [
        (50, "Tell me about a time you had to row to the island."),
        (49, "…me about a time you had to row to the island."),
        (30, "…you had to row to the island."),
        (29, "…had to row to the island."),
        (19, "…row to the island."),
        (12, "…row to the…"),
        (1, "…"),
    ],
)
def test_a_text_is_cut_from_the_right_place(columns, said):
    """What sets it apart comes first, as much as fits of what stands before it, and its end goes last."""
    assert abridged(FORMULA + "row to the island.", len(FORMULA), columns) == said


@examples(300)
@given(st.text(alphabet="ab -日", max_size=40), st.integers(0, 40), st.integers(1, 45))
def test_no_cut_is_wider_than_its_columns(text, place, columns):
    """However wide the signs are; what fits is not cut."""

    def width(piece: str) -> int:
        return sum(2 if sign == "日" else 1 for sign in piece)

    said = abridged(text, min(place, len(text)), columns, width)
    assert width(said) <= columns
    assert said == text or width(text) > columns


@examples(300)
@given(st.lists(st.text(alphabet="ab", min_size=1, max_size=2), min_size=2, max_size=4).map("/".join))
def test_a_short_name_is_the_shortest_end_that_is_its_own(card):
    """Its last piece, and as many before it as it takes."""
    cards = [card, "a/b", "b/b", "a/a/b"]
    names = short_names(cards)
    assert len(set(names.values())) == len(set(cards))
    for each, name in names.items():
        assert f"/{each}".endswith(f"/{name}")
        shorter = name.partition("/")[2]
        assert not shorter or sum(f"/{other}".endswith(f"/{shorter}") for other in set(cards)) > 1


def test_cards_that_stand_together_are_called_by_name_and_question():
    """The names of ids that are whole questions have their place, too."""
    names = called([("x/when-you-sailed", "When you sailed?"), ("x/when-you-rowed", "When you rowed?")])
    assert names["x/when-you-sailed"] == ("when-you-sailed", 9, "When you sailed?", 9)


@pytest.fixture
def harbour(made) -> Home:
    """A page of ten questions of one formula, added, every story told once."""
    return made(add_and_tell)


def add_and_tell(home: Home) -> None:
    home.path.mkdir(parents=True)
    page = home.path / "harbour.md"
    page.write_text(PAGE)
    home.ok("add", str(page))
    page.unlink()
    home.ok("review", "--new", "10", typed="\nr\n4\n" * 10)


def lines_of(home: Home, columns: int, *args: str) -> list[str]:
    """The lines of a command on a terminal of so many columns."""
    with Terminal(home.path, *args, now=home.now, columns=columns, rows=90) as terminal:
        terminal.end()
        return [line for line in terminal.text.splitlines() if line]


@pytest.mark.parametrize("columns", WIDTHS)
def test_a_list_tells_every_story_apart_on_one_line(harbour: Home, columns: int):
    """By its name, and by the part of its question that no other has; when it comes stands behind."""
    head, *rows = lines_of(harbour, columns, "list")
    assert head.split()[:3] == ["story", "question", "due"]
    assert len(rows) == len(TASKS)
    for row, task in zip(rows, TASKS, strict=True):
        assert row.split()[0] in [card["card"].partition("/")[2] for card in harbour.json("list")]
        assert " ".join(task.split()[2:4]) in row
        assert "2026-11-24" in row


def test_statistics_name_stories_alike(harbour: Home):
    """At 80 columns: name, question from the right place, strength, and what was missed most."""
    rows = lines_of(harbour, 80, "stats")
    told = [row for row in rows if "1/1 Result" in row]
    assert len(told) == len(TASKS)
    for task in TASKS:
        assert sum(" ".join(task.split()[2:4]) in row for row in told) == 1


def test_ids_of_earlier_versions_are_told_apart_likewise(home: Home):
    """An id that is a whole question is cut where it differs."""
    home.write_deck(deck("Old", *(story(f"{FORMULA}{task}?") for task in TASKS)))
    rows = lines_of(home, 80, "list")[1:]
    assert len({row.split()[0] for row in rows}) == len(TASKS)
    assert rows[0].startswith("…ferry-full-of-angry")


def test_a_pipe_gets_whole_names_and_questions(harbour: Home):
    """Nothing is cut where nobody's terminal ends."""
    said = harbour.ok("list")
    assert all(f"{FORMULA}{task}." in said for task in TASKS)


@pytest.fixture
def decks(home: Home) -> Home:
    """Three decks with names that share pieces."""
    for name, questions in {
        "Harbour stories": ("Search?", "Research?"),
        "Bakery stories": ("Bread? {#harbour-bread}", "Cake? {#cake}"),
        "Lone": ("One? {#one}", "Lone wolf? {#wolf}"),
    }.items():
        home.write_deck(deck(name, *map(story, questions)), f"{name.lower().replace(' ', '-')}.md")
    return home


@for_each("piece", ["harbour-stories", "Harbour stories", "harbour-stories.md", "harb", "Harbour S", "our-"])
def test_a_deck_is_named_by_any_piece_that_is_its_own(decks: Home, piece: str):
    """Of its slug, its name or its file, in whatever case."""
    assert [row["deck"] for row in decks.json("list", piece)] == ["harbour-stories"] * 2


def test_a_piece_of_several_decks_is_refused_with_their_names(decks: Home, failing):
    """So is one of none, with the nearest."""
    assert "names more than one deck: bakery-stories, harbour-stories" in failing(1, "list", "stories")
    assert "did you mean 'Lone'?" in failing(1, "list", "lona")
    assert "there is no deck ''" in failing(1, "list", "")


@pytest.mark.parametrize(
    ("name", "card"), [("search", "search"), ("resea", "research"), ("harbour-stories/s", "search")]
)
def test_a_card_is_named_by_its_short_name_or_any_piece_that_is_its_own(decks: Home, name: str, card: str):
    """A short name wins over ids in which it is a piece."""
    assert decks.ok("show", name).startswith(f"harbour-stories/{card}\n")


@pytest.mark.parametrize(
    ("name", "suspended"),
    [
        ("lone", ["lone/one", "lone/wolf"]),
        ("wolf", ["lone/wolf"]),
        ("bakery", ["bakery-stories/cake", "bakery-stories/harbour-bread"]),
        ("harbour-br", ["bakery-stories/harbour-bread"]),
    ],
)
def test_where_either_may_be_named_a_piece_means_what_it_is_a_piece_of(decks: Home, name: str, suspended: list[str]):
    """A deck in full, a card in full, else the one deck or card that has it."""
    decks.ok("suspend", name)
    assert sorted(row["card"] for row in decks.json("list") if row["suspended"]) == suspended


def test_a_piece_of_a_deck_and_of_another_decks_card_is_refused(decks: Home, failing):
    """Both are named, and nothing is done."""
    line = failing(1, "suspend", "harb")
    assert "names more than one deck or card: harbour-stories, bakery-stories/harbour-bread" in line
    assert "there is no deck or card 'xyz'" in failing(1, "edit", "xyz")
