"""Finding: cards by their words and by how they stand, as a command and in a session."""

from __future__ import annotations

import json
from contextlib import closing
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.content.cards import cards_of
from flashcards.content.deck.reader import read_deck
from flashcards.content.finding import find, folded, lines_of, may_hold, spans, words_of
from flashcards.home.clock import Clock, parse_now
from flashcards.home.finding import Search, found
from flashcards.home.home import Home as HomeFolder
from flashcards.home.library import open_library
from flashcards.rehearsal.find_pass import look_for
from flashcards.rehearsal.finding import Finding, hit_views, view_of_finding
from flashcards.rehearsal.run import Run
from flashcards.schedule.queue import Queue, Turn
from tests.build import deck, story
from tests.conftest import NOON, Home
from tests.database import opened_file
from tests.examples import examples, for_each
from tests.screen import WIDTHS, Terminal

FERRY = """## Tell me about a time you calmed a crowd. {#ferry}
#calm

Situation: The café on the ferry was closed, and 40 passengers stood before it.
- 40 passengers, no café

Action: I opened the kitchen. I negotiated with the cook.

Result: Complaints fell by 23%.

Follow-up: What did the captain say?
"""
OVEN = """## Tell me about a time you fixed an oven. {#oven}

Asked as: When did you repair something hot?

Situation: The bakery's oven died.

Action: I called the negotiator.

Result: Bread by 6 AM.
"""
WIDE = """## 前職を退職された理由は何ですか？ {#reason}

Told at the lighthouse first.

Text: 会社が移転しました。

Looks for: calm hands
- a plan B

Tip: Name the thermostat.

Red flag: Blaming the apprentice.

Source: https://example.org/dough
"""
THEMES = "## Themes\n\n- Stay calm {#calm}: Nobody follows a shout.\n"
SHOP = deck("Shop", FERRY, OVEN, WIDE, end=THEMES)


@pytest.fixture
def told(made) -> Home:
    """A deck of three stories and a theme; the first one was told with a gap."""
    return made(tell)


def tell(home: Home) -> None:
    home.write_deck(SHOP)
    home.ok("review", "--new", "1", typed="\nr\n3\nq\n")


def names(home: Home, *args: str) -> list[str]:
    """The short names of what is found, in its order."""
    return [row["card"].rpartition("/")[2] for row in home.json("find", *args)]


@for_each(
    ("words", "found", "field", "line"),
    [
        ("ferry", "ferry", "Situation", "The café on the ferry was closed, and 40 passengers stood before it."),
        ("CAFE", "ferry", "Situation", "40 passengers, no café"),
        ("complaint", "ferry", "Result", "Complaints fell by 23%."),
        ("negotiat cook", "ferry", "Action", "I opened the kitchen. I negotiated with the cook."),
        ("captain", "ferry", "follow-up", "What did the captain say?"),
        ("repairing", "oven", "asked as", "When did you repair something hot?"),
        ("23", "ferry", "Result", "Complaints fell by 23%."),
        ("fixed", "oven", "question", "Tell me about a time you fixed an oven."),
        ("hands", "reason", "looks for", "calm hands"),
        ("plan B", "reason", "looks for", "a plan B"),
        ("thermostats", "reason", "tip", "Name the thermostat."),
        ("blaming apprentice", "reason", "red flag", "Blaming the apprentice."),
        ("dough", "reason", "source", "https://example.org/dough"),
        ("lighthouse", "reason", "note", "Told at the lighthouse first."),
        ("shout", "calm", "about", "Nobody follows a shout."),
        ("退職", "reason", "question", "前職を退職された理由は何ですか？"),
    ],
)
def test_a_word_is_found_in_all_that_a_card_says(told: Home, words, found, field, line):
    """In other forms, whatever the case and the accents, in any script; with the field and the line that hold it."""
    hit = told.json("find", *words.split())[0]
    assert (hit["card"].rpartition("/")[2], hit["field"], hit["line"]) == (found, field, line)
    assert list(hit) == ["card", "deck", "kind", "prompt", "score", "field", "line"]


def test_what_readings_of_before_do_not_hold_is_read_again(told: Home):
    """Found at once; nothing of the card counts as changed."""
    before = told.json("find", "dough"), told.log(), told.ok("show", "ferry")
    with opened_file(told.path / "readings.db") as conn:
        conn.executescript("update cards set content = json_remove(content, '$.asides'); pragma user_version = 5;")
    assert (told.json("find", "dough"), told.log(), told.ok("show", "ferry")) == before
    with opened_file(told.path / "readings.db") as conn:
        assert conn.execute("select * from told_texts").fetchall() == []


def test_a_changed_note_is_found_and_makes_no_other_story(told: Home):
    """What is not told is no part of what was told, and of no schedule."""
    before = told.log(), told.card("shop/ferry")
    told.write_deck(SHOP.replace("captain say?", "captain say?\n\nTip: Breathe underwater."))
    assert told.json("find", "underwater")[0]["field"] == "tip"
    assert (told.log(), told.card("shop/ferry")) == before
    with opened_file(told.path / "readings.db") as conn:
        assert conn.execute("select * from told_texts").fetchall() == []


def test_cards_that_hold_all_words_come_alone(told: Home):
    """Where none does, those that hold some, and a line says so."""
    assert sorted(names(told, "negotiat")) == ["ferry", "oven"]
    assert names(told, "negotiat", "bakery") == ["oven"]
    assert sorted(names(told, "captain", "bakery")) == ["ferry", "oven"]
    assert "No card holds all of these words" in told.ok("find", "captain", "bakery")


def test_nothing_found_is_an_error_with_the_nearest_word(told: Home, failing):
    """One line; as JSON, too."""
    assert failing(1, "find", "passangers").endswith("no card holds 'passangers'; did you mean 'passengers'?")
    assert failing(1, "find", "--json", "xyzzy").endswith("no card holds 'xyzzy'")
    assert failing(1, "find", "package").endswith("no card holds 'package'")
    told.write_deck(deck("Other", story("Elsewhere?")), "other.md")
    assert failing(1, "find", "--deck", "Other", "passangers").endswith(
        "no card that the options ask for holds 'passangers'"
    )
    assert "name words to look for" in failing(2, "find")
    assert "name words to look for" in failing(2, "find", "?!")


def test_filters_take_what_stands_so(told: Home, failing):
    """Alone or with words; one that is none is refused."""
    told.write_deck(deck("Other", story("Why the ferry?")), "other.md")
    told.ok("suspend", "oven")
    assert names(told, "--suspended") == ["oven"]
    assert names(told, "--missed") == ["ferry"]
    assert names(told, "--theme", "calm") == ["ferry", "calm"]
    assert sorted(names(told, "ferry")) == ["ferry", "why-the-ferry"]
    assert names(told, "ferry", "--deck", "other") == ["why-the-ferry"]
    assert names(told, "--deck", "shop", "--suspended", "bread") == ["oven"]
    assert "there is no such card" in failing(1, "find", "--leeches")
    assert failing(1, "find", "--missed", "bread").endswith("no card that the options ask for holds 'bread'")
    assert "did you mean 'calm'?" in failing(1, "find", "--theme", "clam")
    assert "there is no deck 'nowhere'" in failing(1, "find", "--deck", "nowhere", "x")


@pytest.mark.parametrize("columns", WIDTHS)
def test_on_a_terminal_a_hit_is_two_lines_with_the_word_in_sight(told: Home, columns: int):
    """Its name and question, and its line from before the word."""
    with Terminal(told.path, "find", "passengers", now=NOON, columns=columns) as terminal:
        terminal.end()
        first, second = [line for line in terminal.text.splitlines() if line]
    assert first.startswith("ferry  ")
    assert "passengers" in second
    assert max(map(len, (first, second))) <= columns


def test_a_pipe_gets_whole_lines(told: Home):
    """Nothing is cut, nothing lit."""
    assert told.ok("find", "kitchen").splitlines() == [
        "ferry  Tell me about a time you calmed a crowd.",
        "    Action: I opened the kitchen. I negotiated with the cook.",
    ]


CARDS = cards_of(read_deck(SHOP.encode(), "shop").deck)
TEXTS = st.text(alphabet="aeéBß İ12.-退職", max_size=20)


@examples(300)
@given(TEXTS, TEXTS)
def test_what_is_found_stands_where_it_is_said_to(query, text):
    """Folding moves no sign, spans lie in the text in their order, and what is quick to ask misses nothing."""
    assert len(folded(text)) == len(text)
    found = spans(words_of(query), text)
    assert all(0 <= begin < end <= len(text) for begin, end in found)
    assert all(one[1] <= other[0] for one, other in pairwise(found))
    assert not found or may_hold(words_of(query), text)


@examples(100)
@given(st.sampled_from([line.text for card in CARDS for line in lines_of(card)]))
def test_who_types_a_line_of_a_card_finds_that_card_among_the_first(line):
    """The best hits hold all of its words."""
    words = words_of(line)
    best = find(words, CARDS, len(CARDS))[0]
    assert best.held == len(words)


def test_what_is_typed_letter_by_letter_finds_what_the_whole_words_find(told: Home):
    """Whatever is added or taken away between; where more cards may hold it than are ranked, that is known."""
    with closing(open_library(HomeFolder(told.path), Clock(parse_now(NOON)), must_write=True)) as library:
        search, narrow = Search(library, most=99), Search(library, most=1)
        typed = "negotiated the cook|negotiator xyz|the 4|the 40|23%|退職 され|repairing hot|"
        for words in (words_of(text[:end]) for text in typed.split("|") for end in range(len(text) + 1)):
            expected = found(library, words) if words else []
            assert search.hits(words) == expected
            narrow.hits(words)
            assert not (words and len(expected) > 1) or narrow.is_cut


KEYS = ["a", "enter", "up", "down", "pagedown", "last", "home", "/", "x", "?", "backspace"]


@examples(200)
@given(st.lists(st.sampled_from(KEYS), max_size=12))
def test_whatever_is_pressed_the_chosen_card_is_one_of_those_found(keys):
    """The pure half: letters filter until Enter, then they are keys."""
    state = Finding()
    for key in keys:
        before, state = state, state.after(key)
        if state.typed != before.typed:
            state = state.with_hits(find(words_of(state.typed.text), CARDS, len(CARDS)) if state.typed.text else [])
        view = view_of_finding(state, hit_views(state.hits))
        assert view.chosen is None if not state.hits else 0 <= state.at < len(state.hits)
        assert (view.typed is None) == (not state.typing)
        assert state.typing or key != "x" or "does nothing here" in state.remark


def test_a_card_that_is_asked_for_comes_next_and_nothing_is_lost():
    """What was to come next comes behind it."""
    run = Run(Queue(("one", "two"), again=Turn("zero")))
    run.ask_for("nine")
    assert run.queue.head == Turn("nine")
    assert run.queue.without("nine").cards == ("zero", "one", "two")
    assert "nine" in run.by_hand
    assert callable(look_for)


def test_on_a_pipe_a_line_of_words_finds_and_a_number_chooses(told: Home):
    """`/`, the words, a number, a key; a card that is not due is rehearsed as a drill, one that is new counts."""
    said = told.ok("review", "--new", "0", typed="/\noven\n1\nr\n\n4\nq\n")
    assert "> 1  oven  Tell me about a time you fixed an oven." in said
    assert told.card("shop/oven")["repetition"] == 1
    before = told.card("shop/ferry")
    told.ok("review", typed="/\nferry\nr\n\n2\nq\n", now="2026-11-23T13:00+00:00")
    assert told.card("shop/ferry") == before
    assert told.log()[-1]["kind"] == "drilled"


def test_back_on_a_pipe_the_same_question_stands(told: Home):
    """An empty line instead of words goes back, and what nothing holds is said."""
    said = told.ok("review", "--new", "9", typed="q\n")
    again = told.ok("review", "--new", "9", typed="/\n\n/\nxyzzy\n\nq\n")
    assert said.splitlines()[1:3] == again.splitlines()[1:3]
    assert "Nothing is found for that" in again


@pytest.mark.parametrize("columns", WIDTHS)
def test_on_a_terminal_letters_filter_until_enter_then_they_are_keys(home: Home, columns: int):
    """The keys are named; Enter shows, @ suspends and lets back, r rehearses now, and all goes on where it was."""
    home.write_deck(SHOP)
    with Terminal(home.path, "review", "--new", "9", now=NOON, columns=columns) as terminal:
        terminal.settle("Tell it aloud")
        terminal.type(" ")
        asked = terminal.settle("[S] Situation")
        terminal.type("/")
        terminal.settle("Find:", "Enter to the list")
        terminal.type("negotiat")
        terminal.settle("2 cards", "▸ oven", "ferry")
        terminal.type("\r")
        terminal.settle("Enter show", "r rehearse now")
        terminal.type("\x1b[B")
        terminal.settle("▸ ferry")
        terminal.type("\x1b[A")
        terminal.settle("▸ oven")
        terminal.type("\r")
        terminal.settle("Bread by 6 AM", "any key")
        terminal.type("x@")
        terminal.settle("oven suspended", "@ lets it back")
        terminal.type("r")
        terminal.settle("It is suspended")
        terminal.type("@")
        terminal.settle("Let back")
        terminal.type("q")
        assert terminal.settle("next part").splitlines()[2:8] == asked.splitlines()[2:8]
        terminal.type("/oven\rr")
        terminal.settle("fixed an oven", "Tell it aloud")
        terminal.type("\r")
        terminal.settle("Enter accepts")
        terminal.type("4")
        terminal.settle("next part", "crowd")
        terminal.type("q")
        assert terminal.end() == 0
    assert home.card("shop/oven")["repetition"] == 1
    assert not home.card("shop/oven")["suspended"]


@pytest.mark.parametrize(("columns", "is_named"), [(60, False), (100, True), (200, True)])
def test_the_key_that_finds_is_named_where_there_is_room(home: Home, columns: int, is_named: bool):
    """In the line of keys of a question; at the end always, and a card found there is rehearsed all the same."""
    home.write_deck(deck("Shop", OVEN))
    with Terminal(home.path, "review", now=NOON, columns=columns) as terminal:
        terminal.settle("Tell it aloud")
        assert ("/ find" in terminal.text.splitlines()[-1]) == is_named
        terminal.type("\r")
        terminal.settle("Enter accepts")
        terminal.type("4")
        terminal.settle("Done for today.", "/ find   u undo   any other key ends")
        terminal.type("/")
        terminal.settle("Find:")
        terminal.type("bread\rr")
        terminal.settle("repair something hot", "Tell it aloud")
        terminal.type("\r")
        terminal.settle("Enter accepts")
        terminal.type("5")
        terminal.settle("Done for today.", "1 drill")
        terminal.type("/")
        terminal.settle("Find:")
        terminal.type("\x1b")
        terminal.settle("Done for today.")
        terminal.type("x")
        assert terminal.end() == 0
    assert home.card("shop/oven")["repetition"] == 1


def test_a_mock_round_reveals_nothing_of_others(told: Home):
    """There `/` does nothing."""
    said = told.ok("mock", "-n", "1", "--seed", "1", typed="\n\n\n/\nq\n")
    assert "Find: words" not in said
    assert "/ find" not in said


def test_finding_takes_any_text_and_shows_nothing_that_acts(home: Home):
    """Control signs in a deck are shown as signs, found or not."""
    home.write_deck(deck("Shop", "## Why \x1b[31m?\n\nText: It \x1b]0;x\x07 rang.\n"))
    said = home.ok("find", "rang")
    assert "\x1b" not in said
    assert json.loads(home.ok("find", "rang", "--json"))[0]["field"] == "Text"
