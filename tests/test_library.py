"""What a home does when it is opened: decks that changed are read, and the schedule is told of them."""

from __future__ import annotations

import sqlite3

import pytest

from tests.build import deck, story
from tests.conftest import Home


@pytest.fixture
def two_decks(home: Home) -> Home:
    """A home with two decks, each read once."""
    home.write_deck(deck("Bakery", story("Bread?"), story("Rolls?")), "bakery.md")
    home.write_deck(deck("Shop", story("Till?"), story("Queue?")), "shop.md")
    home.ok("decks")
    return home


def changed_by_hand(home: Home, sql: str, file: str = "flashcards.db") -> None:
    """Change something that only telling the schedule again would put right."""
    conn = sqlite3.connect(home.path / file, isolation_level=None)
    conn.execute(sql)
    conn.close()


def counted(home: Home) -> dict[str, int]:
    """How many cards each deck shows."""
    return {row["deck"]: row["cards"] for row in home.json("decks")}


def test_a_changed_deck_leaves_the_places_of_the_others_alone(two_decks: Home):
    """The schedule is told of its cards only."""
    changed_by_hand(two_decks, "update schedule set deck = null where deck = 'bakery'")
    two_decks.write_deck(deck("Shop", story("Queue?"), story("Till?"), story("Sign?")), "shop.md")
    assert counted(two_decks) == {"bakery": 0, "shop": 3}
    changed_by_hand(two_decks, "delete from meta where key = 'placed'")
    assert counted(two_decks) == {"bakery": 2, "shop": 3}


def test_a_deck_that_is_gone_shows_no_card_and_comes_back(two_decks: Home):
    """Its file decides, and its history stays."""
    text = (two_decks.path / "decks" / "shop.md").read_text()
    (two_decks.path / "decks" / "shop.md").unlink()
    assert counted(two_decks) == {"bakery": 2}
    two_decks.write_deck(text, "shop.md")
    assert counted(two_decks) == {"bakery": 2, "shop": 2}


def test_a_change_the_schedule_was_not_told_of_is_made_good(two_decks: Home):
    """As a crash between the two files leaves it: the readings know more than the schedule."""
    changed_by_hand(two_decks, "update schedule set deck = null where deck = 'shop'")
    assert counted(two_decks) == {"bakery": 2, "shop": 0}
    changed_by_hand(two_decks, "insert into meta values ('untold/shop', '1')", "readings.db")
    assert counted(two_decks) == {"bakery": 2, "shop": 2}
    assert counted(two_decks) == {"bakery": 2, "shop": 2}


def test_a_database_put_back_from_a_copy_is_told_of_every_deck(two_decks: Home):
    """It knows another state than the readings do."""
    copy = (two_decks.path / "flashcards.db").read_bytes()
    two_decks.write_deck(deck("Shop", story("Till?")), "shop.md")
    two_decks.write_deck(deck("Bakery", story("Cake?")), "bakery.md")
    assert counted(two_decks) == {"bakery": 1, "shop": 1}
    (two_decks.path / "flashcards.db").write_bytes(copy)
    assert counted(two_decks) == {"bakery": 1, "shop": 1}


def test_cards_keep_the_order_of_their_deck_when_it_is_rearranged(two_decks: Home):
    """New cards are introduced in the order of the file as it is now."""
    two_decks.write_deck(deck("Shop", story("Queue?"), story("Sign?"), story("Till?")), "shop.md")
    shown = two_decks.ok("review", "shop", "--new", "3", typed="\n4\n\n4\n\n4\n")
    places = [shown.index(question) for question in ("Queue?", "Sign?", "Till?")]
    assert places == sorted(places)
