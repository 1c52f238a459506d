"""Homes and a phone that sync with one another."""

from __future__ import annotations

import random
import shutil
from collections import Counter

import pytest

from tests.build import deck, story
from tests.sync.conftest import WORDS, Machine, Phone

pytestmark = pytest.mark.sync
CARDS = [f"shop/question-{word}" for word in WORDS]


def test_what_one_home_did_another_and_a_phone_know(server, machine, phone):
    """Events, schedules and what is due: after each has synced, all of it is the same everywhere."""
    laptop, desktop = machine("laptop"), machine("desktop")
    for days, grade in ((-9, 5), (-8, 4), (-2, 3), (-1, 2)):
        laptop.grade(CARDS[-days % 5], grade, days)
    assert "Out: " in laptop.set_up(server)
    assert "In: " in desktop.set_up(server)
    phone.sync()
    assert laptop.log() == desktop.log()
    assert laptop.json("list") == desktop.json("list")
    assert phone.due(laptop) == laptop.due()
    assert "Nothing new" in desktop.sync()


def test_homes_whose_decks_call_a_card_differently_come_to_rest(server, machine, phone):
    """One history in both and on the phone, with what was graded under either name; then no sync has anything to do."""
    laptop, desktop = machine("laptop"), machine("desktop")
    laptop.grade(CARDS[0], 5, -9)
    laptop.set_up(server)
    desktop.set_up(server)
    for home, name in ((laptop, "first"), (desktop, "unique")):
        home.ok("rename", CARDS[0], name)
    laptop.grade("shop/first", 4, -8)
    desktop.grade("shop/unique", 3, -2)
    for home in (laptop, desktop, laptop, desktop):
        home.sync()
    phone.sync()
    phone.answer(CARDS[0], 4)
    phone.sync()
    for home in (laptop, desktop, laptop):
        home.sync()
    assert laptop.log() == desktop.log()
    rows = [{**home.card(name), "card": ""} for home, name in ((laptop, "first"), (desktop, "unique"))]
    assert rows[0] == rows[1]
    assert [home.ok("show", name).count("graded") for home, name in ((laptop, "first"), (desktop, "unique"))] == [4, 4]
    assert "Nothing new" in desktop.sync()
    assert "Nothing new" in laptop.sync()
    phone.sync()
    assert phone.days(laptop)["shop/first"] == laptop.days()["shop/first"] == desktop.days()["shop/unique"]


class Rounds:
    """Two homes and a phone at random, and how many grades and answers there must be at the end.

    ``shown`` counts the cards that the phone showed as due, of all rounds.
    """

    def __init__(self, homes: list[Machine], phone: Phone, chance: random.Random) -> None:
        self.homes = homes
        self.phone = phone
        self.chance = chance
        self.given = 0
        self.answered = 0
        self.renamed = 0
        self.shown = 0

    def step(self) -> None:
        """One thing that somebody does somewhere."""
        home = self.chance.choice(self.homes)
        what = self.chance.choice((self.grade, self.grade, self.grade, self.answer, self.answer, self.other))
        what(home)

    def grade(self, home: Machine) -> None:
        """A grade at a home."""
        home.grade(self.chance.choice(home.cards()), self.chance.randint(0, 5))
        self.given += 1

    def answer(self, _: Machine) -> None:
        """An answer on the phone."""
        self.phone.answer(self.chance.choice(self.phone.names()), self.chance.randint(1, 4))
        self.answered += 1

    def other(self, home: Machine) -> None:
        """A reset, an undo, a suspension, a new name, or an interview day."""
        card = self.chance.choice(home.cards())
        what = self.chance.choice(("reset", "undo", "suspend", "unsuspend", "rename", "interview"))
        if what == "rename":
            self.renamed += 1
            home.ok("rename", card, f"name-{self.renamed}")
            for other in self.homes:
                if other is not home:
                    shutil.copytree(home.path / "decks", other.path / "decks", dirs_exist_ok=True)
        elif what == "interview":
            home.ok("interview", self.chance.choice(("in 5 days", "in 40 days", "--clear")))
        elif what == "undo":
            home.run("undo")
        else:
            home.ok(what, card, *(["--yes"] if what == "reset" else []))

    def meet(self) -> None:
        """Everybody syncs until nobody has anything new, and holds the same."""
        first, second = self.homes
        self.phone.sync()
        for home in (first, second, first, second):
            home.sync()
        self.phone.sync()
        assert first.log() == second.log()
        assert first.json("list") == second.json("list")
        assert self.phone.due(first) == first.due()
        assert self.phone.days(first) == first.days()
        self.shown += len(first.due())


def test_two_hundred_interleaved_reviews_lose_and_double_nothing(server, machine, phone, tmp_path):
    """With resets, undos, new names, suspensions and interview days, and a home killed in mid-sync twenty times."""
    chance = random.Random(17)
    homes = [machine("laptop"), machine("desktop")]
    words = [f"number {number}" for number in range(60)]
    for home in homes:
        home.write_deck(deck("Shop", *(story(f"Question {word}?") for word in words)))
    for days in range(-60, 0):
        homes[0].grade(chance.choice(homes[0].cards()), chance.randint(2, 5), days)
    homes[0].set_up(server)
    homes[1].set_up(server)
    phone.sync()
    rounds = Rounds(homes, phone, chance)
    rounds.given = 60
    steps = killed = 0
    while rounds.given - 60 + rounds.answered < 200 or killed < 20:
        rounds.step()
        steps += 1
        if steps % 4 == 0:
            chance.choice((homes[0].sync, homes[1].sync, phone.sync))()
        if steps % 8 == 0 and killed < 20:
            killed += homes[0].is_killed_in_sync(chance.uniform(0, 0.06))
        if steps % 30 == 0:
            rounds.meet()
    rounds.meet()
    events = homes[0].log()
    kinds = Counter((event["device"] == "anki", event["payload"].get("recorded", event["kind"])) for event in events)
    assert {kind for _, kind in kinds} >= {"reset", "retracted", "renamed", "suspended", "unsuspended", "planned"}
    assert rounds.shown >= 20
    assert kinds[False, "graded"] == rounds.given
    assert kinds[True, "graded"] + kinds[True, "drilled"] == rounds.answered
    assert len({event["id"] for event in events}) == len(events)
    third = Machine(tmp_path / "third")
    third.set_up(server)
    assert third.log() == events
    shutil.copytree(homes[0].path / "decks", third.path / "decks", dirs_exist_ok=True)
    third.sync()
    assert third.json("list") == homes[0].json("list")
    assert all(home.json("doctor")["ok"] for home in (*homes, third))
