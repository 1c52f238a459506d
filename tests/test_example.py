"""The shipped deck beside own ones: a guest that steps back unless it is kept."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from sqlite3 import connect

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.schedule.neighbours import in_turn
from tests.build import deck, story
from tests.conftest import DATA, NOON, Home
from tests.examples import examples
from tests.screen import Terminal

EXAMPLE = "leading-ml-projects"
QUESTION = "still stands beside your own decks"
ON_A_DAY = "2026-11-{:02}T12:00+00:00"


@pytest.fixture
def guest(made) -> Home:
    """A home with the shipped deck, and an own one of six stories that came after it."""
    return with_own(made(start))


def start(home: Home) -> None:
    home.ok("review", typed="")


def with_own(home: Home) -> Home:
    """The home with an own deck."""
    home.write_deck(deck("Shop", *(story(f"Question {number}?") for number in range(6))))
    return home


def asked(home: Home, *options: str, now: str = NOON, grades: int = 12) -> list[str]:
    """The decks of the cards that a day's first session asks for, each told whole."""
    said = home.ok("review", *options, typed="\n5\n" * grades, now=now)
    return [line.split(",")[0].removeprefix("[") for line in said.splitlines() if line.startswith("[")]


def test_a_home_with_nothing_else_rehearses_the_example(home: Home):
    """A newcomer's first days are not empty, and an interview day counts for it."""
    assert asked(home) == ["Leading ML projects"] * 4
    home.ok("interview", "2026-12-18")
    assert home.json("decks")[0]["interview"] == "2026-12-18"


def test_beside_own_decks_nothing_new_comes_of_it(guest: Home):
    """Not on the first days nor later, nor by a number given by hand, by heart or in a mock round."""
    days = [asked(guest, now=ON_A_DAY.format(day)) for day in (23, 24, 25)]
    assert [set(day) for day in days] == [{"Shop"}] * 3
    assert [row["state"] for row in guest.json("list", "shop")].count("new") == 0
    assert set(asked(guest, "--new", "20", now=ON_A_DAY.format(26))) <= {"Shop"}
    assert set(asked(guest, "--cram", now=ON_A_DAY.format(27))) == {"Shop"}
    assert "[Mock round: Leading" not in guest.ok("mock", "-n", "20", typed="\n" * 40)
    assert "0 due, 0 new" not in guest.ok(now=ON_A_DAY.format(26))
    assert {row["deck"] for row in guest.json("stats")["stories"]} == {"shop"}


def test_the_day_of_all_decks_is_not_its_own(guest: Home):
    """The plan counts the user's own stories; a day set for it by name makes it no guest any more."""
    guest.ok("interview", "2026-12-18")
    assert {row["deck"]: row["interview"] for row in guest.json("decks")} == {EXAMPLE: None, "shop": "2026-12-18"}
    assert "0 of 6 introduced" in guest.ok("interview").splitlines()[0]
    guest.ok("interview", "2026-12-19", EXAMPLE)
    assert guest.json("interview")["interviews"][1] == {"day": "2026-12-19", "decks": [EXAMPLE]}


def test_what_is_named_is_asked_for(guest: Home):
    """Its name alone brings its new cards, in a review, in a mock round and in the figures."""
    assert asked(guest, EXAMPLE) == ["Leading ML projects"] * 4
    assert guest.ok("mock", EXAMPLE, "-n", "2", typed="").startswith("\n[Mock round: Leading ML projects, 1 of 2]")
    assert guest.json("stats", EXAMPLE)["coming"][1]["new"] > 0


def test_cards_that_were_graded_stay_due(home: Home):
    """What was told of it before the own deck came goes on, and only that."""
    home.review(5, 5)
    with_own(home)
    assert asked(home, now=ON_A_DAY.format(24))[:2] == ["Leading ML projects"] * 2
    seen = [row for row in home.json("list", EXAMPLE) if row["state"] != "new"]
    assert len(seen) == 2


@pytest.fixture
def earlier(home: Home) -> Home:
    """A home that the version of 2026-11-23 wrote: three cards of the shipped deck graded, a day set; an own deck."""
    home.path.mkdir()
    with closing(connect(home.path / "flashcards.db")) as conn:
        conn.executescript((DATA / "shipped-2026-11-23.sql").read_text())
    home.write_deck((Path(__file__).parent.parent / "decks" / f"{EXAMPLE}.md").read_text(), f"{EXAMPLE}.md")
    return with_own(home)


def test_in_a_home_of_an_earlier_version_it_steps_back_likewise(earlier: Home):
    """Three were graded and stay due, the other twelve do not come, and the day that was set is the own deck's."""
    decks = [asked(earlier, now=ON_A_DAY.format(day)) for day in range(23, 30)]
    assert sum(day.count("Leading ML projects") for day in decks) >= 3
    assert sum(row["state"] != "new" for row in earlier.json("list", EXAMPLE)) == 3
    interviews = {row["deck"]: row["interview"] for row in earlier.json("decks")}
    assert interviews == {EXAMPLE: None, "shop": "2026-12-18"}


def test_a_word_keeps_it_for_all_commands(guest: Home):
    """Own decks come first then, and the example when they have nothing new; the opposite word sends it back."""
    assert asked(guest, "--example", "--new", "8") == ["Shop"] * 6 + ["Leading ML projects"] * 2
    guest.ok("interview", "2026-12-18")
    assert "8 of 21 introduced" in guest.ok("interview").splitlines()[0]
    guest.ok("review", "--no-example", typed="")
    assert "6 of 6 introduced" in guest.ok("interview").splitlines()[0]


def test_the_settings_stay_as_they_were_but_for_the_answer(guest: Home):
    """Comments, order and other tables; an inline table too."""
    config = guest.path / "config.toml"
    lines = ["# mine", "[review]", "new = 5 # a day", "", "[mock]", "n = 3", ""]
    config.write_bytes("\r\n".join(lines).encode())
    guest.ok("review", "--example", typed="")
    written = config.read_bytes().decode().split("\r\n")
    assert [line for line in written if line] == [
        "# mine",
        "[review]",
        "new = 5 # a day",
        "example = true",
        "[mock]",
        "n = 3",
    ]
    config.write_text("review = { new = 5, example = true }\n")
    guest.ok("review", "--no-example", typed="")
    assert config.read_text() == "review = { new = 5, example = false }\n"


def test_settings_that_cannot_be_written_do_not_stop_the_session(guest: Home):
    """The answer holds for now, and one line says so."""
    config = guest.path / "config.toml"
    config.symlink_to(guest.path / "elsewhere" / "config.toml")
    (guest.path / "elsewhere").write_text("")
    result = guest.run("review", "--example", typed="q\n")
    assert result.exit_code == 0
    assert "could not be kept" in result.stderr


@pytest.mark.parametrize(("key", "kept"), [("y", "true"), ("n", "false"), ("\n", "false")])
def test_a_terminal_is_asked_once(guest: Home, key: str, kept: str):
    """Enter says no; the answer stands in the settings, and the next session does not ask."""
    with Terminal(guest.path, "review", now=NOON) as terminal:
        terminal.wait(QUESTION, "[y/N]")
        terminal.type(f"{key.strip()}\n")
        terminal.settle("Tell it aloud")
        terminal.type("q")
        terminal.end()
    assert (guest.path / "config.toml").read_text() == f"[review]\nexample = {kept}\n"
    with Terminal(guest.path, "review", now=NOON) as terminal:
        terminal.settle("Tell it aloud")
        assert QUESTION.encode() not in terminal.raw


@pytest.mark.parametrize("keys", ["\x03", "\x04"])
def test_who_leaves_at_the_question_is_asked_again(guest: Home, keys: str):
    """Nothing is kept then."""
    with Terminal(guest.path, "review", now=NOON) as terminal:
        terminal.wait(QUESTION, "[y/N]")
        terminal.type(keys)
        assert terminal.end() == 130
    assert not (guest.path / "config.toml").exists()


def test_a_pipe_is_not_asked(guest: Home):
    """Nor does the first line answer anything but the session."""
    result = guest.run("review", typed="\n5\n")
    assert QUESTION not in result.output
    assert not (guest.path / "config.toml").exists()


def test_new_cards_of_several_decks_come_in_turn(home: Home):
    """One of each deck after the other, and the next day goes on with the deck whose turn it is."""
    for name in ("ash", "elm", "oak"):
        home.write_deck(deck(name, *(story(f"{name} {number}?") for number in range(5))), f"{name}.md")
    days = [asked(home, "--new", "4", "--limit", "20", now=ON_A_DAY.format(day)) for day in (20, 21, 25)]
    assert days[0] == ["ash", "elm", "oak", "ash"]
    assert days[1][-4:] == ["elm", "oak", "ash", "elm"]
    assert days[2][-4:] == ["oak", "ash", "elm", "oak"]
    assert asked(home, "--new", "1", now=ON_A_DAY.format(30))[-1:] == ["ash"]


@examples(200)
@given(st.lists(st.lists(st.integers(), max_size=5).map(lambda each: [*map(str, each)]), max_size=4), st.integers(0, 9))
def test_in_turn_every_card_comes_once_and_each_deck_keeps_its_order(decks, begun):
    """No deck is ahead of another that still has cards by more than one."""
    cards = [[f"{place}/{number}" for number, _ in enumerate(deck)] for place, deck in enumerate(decks)]
    order = in_turn(cards, begun)
    assert sorted(order) == sorted(card for deck in cards for card in deck)
    for each in cards:
        assert [card for card in order if card in each] == each
    for at in range(len(order)):
        taken = [sum(card in each for card in order[:at]) for each in cards]
        left = [count for each, count in zip(cards, taken, strict=True) if count < len(each)]
        assert not left or max(taken) - min(left) <= 1
