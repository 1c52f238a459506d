"""Homes whose decks name a card differently: one history, looked up by the name that each deck has."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.errors import ContentError
from flashcards.home.clock import Clock, parse_now
from flashcards.home.home import Home as HomeFolder
from flashcards.home.library import Library, open_library
from flashcards.home.links import relink
from flashcards.home.renaming import rename_card
from flashcards.schedule.events import Event, EventKind, blank_event
from flashcards.schedule.exchange import event_json, read_event
from flashcards.schedule.replay import replay
from flashcards.store import log, standings, tail, verify
from tests.build import deck, graded
from tests.conftest import NOON, Home
from tests.examples import examples

WORDS = (
    "sea boat oars wind sail harbour island storm captain crew anchor wave",
    "bread oven flour yeast dough baker morning crust butter salt knife shop",
    "school pupil chalk board lesson teacher marks essay break bell yard book",
)
LETTERS = "abc"
DEEDS = (
    *["graded"] * 5, *["reword"] * 3, "rename", "out", "reset", "undo", "suspended", "unsuspended", "merge", "merge"
)  # fmt: skip


class Machine:
    """A home of which one deck holds some of three stories, each under one of its names.

    ``names`` are those that it shows, by the letter of the story.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = HomeFolder(folder)
        self.names = {letter: f"{letter}0" for letter in LETTERS}
        self.moment = parse_now(NOON)
        self.folder.decks.mkdir(parents=True)
        self.write()

    def write(self) -> None:
        """Let the deck say what it shows."""
        texts = dict(zip(LETTERS, WORDS, strict=True))
        stories = [f"## {name}?\n\nText: {texts[letter]}.\n\n" for letter, name in self.names.items()]
        # an empty deck would show what it did before
        self.folder.deck_file("shop").write_text(deck("Shop", *stories, "## Always here?\n\nText: Nothing else.\n"))

    @contextmanager
    def opened(self) -> Iterator[Library]:
        """The home, two hours later than it was opened last."""
        self.moment += timedelta(minutes=121)
        with closing(open_library(self.folder, Clock(self.moment), must_write=True)) as library:
            yield library

    def events(self) -> list[Event]:
        """The log."""
        with self.opened() as library:
            return list(log.all_events(library.database.conn))

    def grade_or(self, library: Library, letter: str, kind: str, grade: int) -> None:
        """Write an event of a story, as a session would or another command."""
        draft = blank_event(EventKind(kind), f"shop/{self.names[letter]}")
        given = grade if kind == EventKind.GRADED else None
        library.database.record(library.clock.stamp(), [draft._replace(grade=given)])

    def take(self, other: Machine) -> int:
        """Merge another home's log; return by how many events the log grew."""
        events = other.events()
        with self.opened() as library:
            conn = library.database.conn
            before = tail.count_events(conn)
            library.database.merge(library.clock.stamp(), events, "other")
            relink(library.database, library.readings, library.clock)
            return tail.count_events(conn) - before


class People:
    """Who uses some homes; where names are ``shared``, any story may be given any name."""

    def __init__(self, machines: Sequence[Machine], chance: random.Random, shared: bool) -> None:
        self.machines = machines
        self.chance = chance
        self.shared = shared
        self.newest = dict.fromkeys(LETTERS, 0)

    def act(self) -> None:
        """One thing that somebody does with a home."""
        machine, letter = self.chance.choice(self.machines), self.chance.choice(LETTERS)
        what = self.chance.choice(DEEDS)
        if what == "merge":
            machine.take(self.chance.choice([other for other in self.machines if other is not machine]))
        elif what in ("reword", "rename"):
            self.rename(machine, letter, by_command=what == "rename" and letter in machine.names)
        elif what == "out":
            machine.names.pop(letter, None)
            machine.write()
        else:
            self.record(machine, letter, what)

    def rename(self, machine: Machine, letter: str, by_command: bool) -> None:
        """A name that a story never had, or one that it had in some home."""
        self.newest[letter] += self.chance.random() < 0.6
        of = self.chance.choice(LETTERS) if self.shared else letter
        new = f"{of}{self.chance.randint(0, self.newest[of])}"
        if new in machine.names.values():
            # one that another story has is taken by a swap
            if self.shared and letter in machine.names:
                other = next(each for each, name in machine.names.items() if name == new)
                machine.names[other], machine.names[letter] = machine.names[letter], new
                machine.write()
            return
        with machine.opened() as library, suppress(ContentError):
            if by_command:
                rename_card(library, f"shop/{machine.names[letter]}", new)
            machine.names[letter] = new
        machine.write()

    def record(self, machine: Machine, letter: str, what: str) -> None:
        """A grade, or what else the log holds of a card; an undo of whatever was last."""
        with machine.opened() as library:
            if what == "undo":
                library.database.undo(library.clock.stamp())
            elif letter in machine.names:
                machine.grade_or(library, letter, what, self.chance.randint(0, 5))


def machines_after(folder: Path, seed: int, shared: bool) -> list[Machine]:
    """Two homes or three that began with one log, did things apart, and then each took in the others twice."""
    chance = random.Random(seed)
    made = [Machine(folder / str(number)) for number in range(chance.randint(2, 3))]
    with made[0].opened() as library:
        for letter in LETTERS:
            made[0].grade_or(library, letter, EventKind.GRADED, chance.randint(0, 5))
    for other in made[1:]:
        with other.opened():
            pass
        other.take(made[0])
    people = People(made, chance, shared)
    for _ in range(chance.randint(3, 18)):
        people.act()
    for _ in range(2):
        for machine in chance.sample(made, len(made)):
            for other in chance.sample(made, len(made)):
                if other is not machine:
                    machine.take(other)
    return made


def check_that_they_agree(made: Sequence[Machine]) -> list[Event]:
    """A further round writes nothing, all logs are the same, what is kept beside them follows; return the log."""
    assert sum(machine.take(other) for machine in made for other in made if other is not machine) == 0
    logs = [machine.events() for machine in made]
    assert all({each.id for each in other} == {each.id for each in logs[0]} for other in logs)
    for machine in made:
        with machine.opened() as library:
            assert verify.stale_cards(library.database.conn, logs[0]) == []
    return logs[0]


def grades(events: Sequence[Event]) -> int:
    """How many grades stand and schedule."""
    return sum(standing.told for standing in replay(events).standings.values())


SEA, BREAD = (f"Text: {words}.\n\n" for words in WORDS[:2])


@pytest.fixture
def pair(made_pair: Path, tmp_path: Path) -> tuple[Home, Home]:
    """Two homes with one deck and one log; in the second the question was reworded since."""
    folder = shutil.copytree(made_pair, tmp_path / "pair")
    return Home(folder / "first"), Home(folder / "second")


@pytest.fixture(scope="module")
def made_pair(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of such a pair, made once."""
    folder = tmp_path_factory.mktemp("pair")
    first, second = Home(folder / "first"), Home(folder / "second")
    for home in (first, second):
        home.write_deck(deck("Shop", f"## Sea?\n\n{SEA}"))
        home.ok("list")
    first.review(4)
    merge(second, first)
    second.write_deck(deck("Shop", f"## Ocean?\n\n{SEA}"))
    second.ok("list")
    return folder


def merge(home: Home, other: Home) -> str:
    """Take in another home's log; return the remarks."""
    result = home.run("merge", str(other.path / "flashcards.db"))
    assert result.exit_code == 0, result.output
    return result.stderr


def test_exchanges_write_nothing(pair: tuple[Home, Home]):
    """A grade and the rename are all that the logs hold; each deck shows the card with its history."""
    first, second = pair
    # where three change nothing, a fourth meets what the third did
    for _ in range(3):
        assert merge(first, second) == merge(second, first) == ""
    assert first.log() == second.log()
    assert [event["kind"] for event in first.log()] == ["graded", "renamed"]
    assert [first.card("sea")["repetition"], second.card("ocean")["repetition"]] == [1, 1]
    assert first.json("doctor")["ok"]


def test_every_reader_calls_the_card_as_its_own_deck_does(pair: tuple[Home, Home]):
    """What was graded under either name counts once, for the card that is here."""
    first, second = pair
    later = "2026-11-24T12:00+00:00"
    second.ok("review", typed="\n5\n", now=later)
    merge(first, second)
    merge(second, first)
    said = []
    for home, name in ((first, "sea"), (second, "ocean")):
        assert home.json("stats", "shop", now=later)["done"]["in all"]["stories"]["told"] == 2
        assert home.ok("show", name, now=later).count("graded") == 2
        assert home.json("list", "--gone", now=later) == []
        assert "stand in no deck" not in home.ok("doctor", now=later)
        home.ok("interview", "2026-12-01", now=later)
        told = home.ok("stats", "shop", "--json", now=later), home.ok("interview", now=later)
        said.append([text.lower().replace(name, "it") for text in told])
    assert said[0] == said[1]
    package = str(first.path / "x.apkg")
    assert "1 new" in first.ok("export", "-o", package, "--schedule", now=later)
    merge(second, first)
    at_night = "2026-11-24T23:00+00:00"
    # it is the same note, with another question
    assert "1 changed, 1 renamed" in second.ok("export", "-o", package, "--schedule", now=at_night)
    assert "nothing changed" in second.ok("export", "-o", package, "--schedule", now=at_night)
    merge(first, second)
    assert "(1 changed)" in first.ok("export", "-o", package, now=at_night)


def test_a_card_that_two_homes_reworded_each_in_its_own_way_has_one_history(pair: tuple[Home, Home]):
    """Whoever was first; grades under both names count."""
    first, second = pair
    first.write_deck(deck("Shop", f"## Lake?\n\n{SEA}"))
    first.ok("review", "--cram", typed="\n5\n", now="2026-11-24T12:00+00:00")
    second.ok("review", typed="\n3\n", now="2026-11-25T12:00+00:00")
    for home, other in ((first, second), (second, first)):
        assert "goes on" not in merge(home, other)
    assert first.log() == second.log()
    one, other = first.card("lake"), second.card("ocean")
    assert {**one, "card": "", "prompt": ""} == {**other, "card": "", "prompt": ""}


@pytest.mark.parametrize("is_gone", [True, False])
def test_a_name_that_was_left_is_that_of_a_new_card_where_another_story_takes_it(
    pair: tuple[Home, Home], is_gone: bool
):
    """Beside the one that left it, or after that has gone; the other home hears of it."""
    first, second = pair
    kept = "" if is_gone else f"## Ocean?\n\n{SEA}"
    second.write_deck(deck("Shop", kept, f"## Sea?\n\n{BREAD}"))
    assert "so it is a new card" in second.run("list").stderr
    assert second.card("sea")["state"] == "new"
    second.write_deck(deck("Shop", kept, f"## Sea?\n\n{BREAD.replace('oven', 'furnace')}"))
    assert second.run("list").stderr == ""
    assert merge(first, second) == merge(second, first) == ""
    assert first.card("sea")["state"] == "new"
    second.write_deck(deck("Shop", f"## Ocean?\n\n{SEA}"))
    assert second.card("ocean")["repetition"] == 1
    assert first.log() == second.log()


class Killed(BaseException):
    """The process ends here."""


@pytest.fixture
def killed_before_relinking(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Run a command that is killed between what it placed or took in and where that is linked."""

    def killed(*_: object) -> NoReturn:
        raise Killed

    def run(home: Home, *args: str) -> None:
        with monkeypatch.context() as patch:
            for module in ("flashcards.home.links", "flashcards.cli.commands.merge"):
                patch.setattr(f"{module}.relink", killed)
            with pytest.raises(Killed):
                home.run(*args)

    return run


def test_which_cards_a_deck_began_to_show_is_known_after_a_kill(pair: tuple[Home, Home], killed_before_relinking):
    """The next start finds what this one would have."""
    _, second = pair
    second.write_deck(deck("Shop", f"## Sea?\n\n{BREAD}"))
    for _ in range(2):
        killed_before_relinking(second, "list")
    assert "so it is a new card" in second.run("list").stderr
    assert second.card("sea")["state"] == "new"


def test_a_merge_that_is_killed_took_in_nothing(pair: tuple[Home, Home], killed_before_relinking):
    """Neither had a story of another name its history before the cards were linked."""
    first, second = pair
    first.write_deck(deck("Shop", f"## Sea?\n\n{SEA}", f"## Ocean?\n\n{BREAD}"))
    before = first.log()
    killed_before_relinking(first, "merge", str(second.path / "flashcards.db"))
    assert first.log() == before
    assert [first.card(name)["repetition"] for name in ("sea", "ocean")] == [1, 0]
    assert merge(first, second) == "shop/ocean stands in a deck beside shop/sea, so it is a new card\n"


def test_what_is_taken_back_goes_by_the_name_that_the_deck_here_has(pair: tuple[Home, Home]):
    """In `undo`, where a session refuses it, and in `log`; a rename is told by the names that it is about."""
    first, second = pair
    first.ok("suspend", "sea", now="2026-11-24T12:00+00:00")
    renamed = [read_event(row) for row in second.log() if row["kind"] == "renamed"]
    with closing(open_library(HomeFolder(first.path), Clock(parse_now(NOON)), must_write=True)) as library:
        # a sync is no thing of this device: what it did last stays to be taken back
        library.database.take_in([renamed])
    first.write_deck(deck("Shop", f"## Ocean?\n\n{SEA}"))
    names = [line.split()[-1] for line in first.ok("log").splitlines()[1:]]
    assert sorted(names) == ["ocean", "ocean", "sea"]
    assert first.ok("undo") == "Took back: suspended shop/ocean.\n"


def test_a_name_that_is_another_storys_here_takes_no_history_from_elsewhere(pair: tuple[Home, Home]):
    """Whoever has both stories says so, whether that other one was told or not."""
    first, second = pair
    first.write_deck(deck("Shop", f"## Sea?\n\n{SEA}", f"## Ocean?\n\n{BREAD}"))
    assert merge(first, second) == "shop/ocean stands in a deck beside shop/sea, so it is a new card\n"
    assert [first.card(name)["repetition"] for name in ("sea", "ocean")] == [1, 0]
    assert merge(second, first) == merge(first, second) == ""
    assert [first.card(name)["repetition"] for name in ("sea", "ocean")] == [1, 0]
    assert second.card("ocean")["state"] == "new"
    assert first.log() == second.log()
    second.write_deck(deck("Shop", f"## Main?\n\n{SEA}"))
    assert second.card("main")["repetition"] == 1
    assert merge(first, second) == ""
    assert [first.card(name)["repetition"] for name in ("sea", "ocean")] == [1, 0]


def test_of_one_story_that_stands_in_a_deck_twice_the_later_name_keeps_the_history(pair: tuple[Home, Home]):
    """The one that another home gave it, where both came into the deck here."""
    first, second = pair
    merge(first, second)
    first.write_deck(deck("Shop", f"## Sea?\n\n{SEA}", f"## Ocean?\n\n{SEA}"))
    assert first.run("list").stderr == "shop/sea stands in a deck beside shop/ocean, so it is a new card\n"
    assert [first.card(name)["repetition"] for name in ("sea", "ocean")] == [0, 1]
    merge(second, first)
    assert second.card("ocean")["repetition"] == 1


def test_a_name_of_another_story_here_is_so_however_early_it_was_given_elsewhere(pair: tuple[Home, Home]):
    """What this home called its story before it heard of that counts, and not which clock was ahead."""
    first, second = pair
    later = "2026-11-24T12:00+00:00"
    first.write_deck(deck("Shop", f"## Lake?\n\n{SEA}", f"## Ocean?\n\n{BREAD}"))
    assert first.card("lake", now=later)["repetition"] == 1
    merge(first, second)
    assert [first.card(name)["repetition"] for name in ("lake", "ocean")] == [1, 0]


def test_a_story_beside_its_twin_is_new_and_goes_on_with_the_history_once_that_has_gone(pair: tuple[Home, Home]):
    """Under whatever names either stood before."""
    _, second = pair
    stories = {name: f"## {name}?\n\n{SEA}" for name in ("Ocean", "Main", "Sea")}
    for names, repetitions in (
        (("Ocean", "Main"), [1, 0]),
        (("Ocean", "Sea"), [1, 0]),
        (("Sea",), [1]),
        (("Sea", "Main"), [1, 0]),
        (("Main",), [1]),
    ):
        second.write_deck(deck("Shop", *(stories[name] for name in names)))
        assert [second.card(name.lower())["repetition"] for name in names] == repetitions
    assert second.json("doctor")["ok"]


def test_a_name_that_comes_back_with_its_story_has_its_history(pair: tuple[Home, Home]):
    """However often, and whatever is rewritten of it later."""
    _, second = pair
    for name in ("Sea", "Ocean", "Sea"):
        second.write_deck(deck("Shop", f"## {name}?\n\n{SEA}"))
        assert second.card(name.lower())["repetition"] == 1
    assert {event["payload"]["note"] for event in second.log() if event["kind"] == "renamed"} == {"shop/sea"}
    second.write_deck(deck("Shop", f"## Bread?\n\n{BREAD}"))
    assert [row["card"] for row in second.json("list", "--gone")] == ["shop/sea"]
    second.write_deck(deck("Shop", f"## Sea?\n\n{BREAD}"))
    assert second.card("sea")["repetition"] == 1


def test_a_name_by_which_another_home_calls_a_card_can_be_given_to_a_second_one(pair: tuple[Home, Home]):
    """By `rename`: both keep their own history here."""
    first, second = pair
    first.write_deck(deck("Shop", f"## Sea?\n\n{SEA}", f"## Bread?\n\n{BREAD}"))
    first.ok("review", typed="\n2\n")
    merge(first, second)
    before = [first.card(name)["lapses"] for name in ("sea", "bread")], first.card("bread")["ease"]
    first.ok("rename", "bread", "ocean")
    assert ([first.card(name)["lapses"] for name in ("sea", "ocean")], first.card("ocean")["ease"]) == before
    assert first.card("sea")["repetition"] == 1
    assert first.json("doctor")["ok"]


def test_an_undone_merge_leaves_the_name_and_takes_the_grades(pair: tuple[Home, Home]):
    """And brings them again, once it is made again."""
    first, second = pair
    second.ok("review", typed="\n5\n", now="2026-11-24T12:00+00:00")
    merge(first, second)
    assert first.card("sea")["repetition"] == 2
    first.ok("undo")
    assert first.card("sea")["repetition"] == 1
    merge(first, second)
    assert first.card("sea")["repetition"] == 2
    merge(second, first)
    assert second.card("ocean")["repetition"] == 2
    assert first.log() == second.log()


def test_a_grade_of_a_note_that_came_without_the_rename_it_followed_is_no_damage(home: Home):
    """As a log may lack what another home has yet to hand over; what ties two cards is replayed together."""
    first = graded(4, card="shop/a", at=1_790_000_000_000, day=740_000)
    second = graded(5, card="shop/b", at=1_790_000_001_000, day=740_006, payload={"note": "shop/a"})
    lines = [json.dumps(event_json(each, frozenset())) for each in (first, second)]
    for line in lines:
        home.ok("merge", "-", typed=line)
        assert home.json("doctor")["ok"]


@examples(120, least=4)
@given(st.integers(0, 2**32))
def test_homes_that_took_in_one_another_are_one(tmp_path_factory: pytest.TempPathFactory, seed: int):
    """Each story stands in every home as if it had never had but one name."""
    made = machines_after(tmp_path_factory.mktemp("called"), seed, shared=False)
    events = check_that_they_agree(made)
    as_one = replay(each._replace(card=each.card[:6]) for each in events if each.kind != EventKind.RENAMED)
    for machine in made:
        with machine.opened() as library:
            for letter, name in machine.names.items():
                expected = as_one.standing(f"shop/{letter}")._replace(card=f"shop/{name}", last_event=None)
                found = standings.standing(library.database.conn, expected.card)._replace(last_event=None)
                assert found == expected, (seed, name)


@examples(120, least=4)
@given(st.integers(0, 2**32))
def test_names_that_one_home_has_for_other_stories_than_another_come_to_rest(
    tmp_path_factory: pytest.TempPathFactory, seed: int
):
    """Whose history such a name has may be a matter of taste; they agree on it, and no grade is lost."""
    made = machines_after(tmp_path_factory.mktemp("called"), seed, shared=True)
    events = check_that_they_agree(made)
    assert grades(events) <= sum(each.kind == EventKind.GRADED for each in events)
