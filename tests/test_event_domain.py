"""What an event may hold: writers, merges and readers go by one domain, and what one admits every other does."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from flashcards.schedule.day import LATEST_ADMITTED
from flashcards.schedule.domain import bounded, part_key, problems_of, problems_of_incoming
from flashcards.schedule.events import EventKind
from flashcards.schedule.replay import follow
from tests.build import deck, drilled, event, graded, retracted
from tests.conftest import Home
from tests.database import opened_file
from tests.examples import examples, for_each

DATA = Path(__file__).parent / "data"
NEXT_DAY = "2026-11-24T12:00+00:00"
# the decks of the log in data/: a question of 306 characters, one with ESC and C1, and a part named by 304
RULE = ("Tell me about a time " + "you had to explain a rule to somebody who did not want it, " * 5)[:305] + "?"
LONG_PART = ("Why " + "we had to begin again " * 13).strip()
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\n\r"), min_size=1, max_size=30)


def noted(question: str, slug: str, tag: str = "") -> str:
    """A question with its own id, told in four parts."""
    names = ("Situation", "Task", "Action", "Result")
    parts = "".join(f"{name}: Words of it, {place} of 12.\n\n" for place, name in enumerate(names, start=1))
    return f"## {question} {{#{slug}}}\n{tag}\n{parts}"


def ferry(home: Home, rule: str = RULE, part: str = LONG_PART) -> None:
    """Two decks whose words are as long and as strange as a deck's may be."""
    stories = (noted(rule, "rule", "#calm"), noted("Describe a\x1b[31m storm.\x9b", "storm", "#calm"))
    home.write_deck(
        deck("Ferry", *stories, noted("What went wrong", "wrong"), end="## Themes\n\n- Calm {#calm}: Slow down.\n"),
        "ferry.md",
    )
    pier = f"## Which boat {{#boat}}\n\n{part}: The old one leaked.\n\nChoice: The new one.\n"
    home.write_deck(f"---\ndeck: Pier\nparts: {part}, Choice\n---\n\n{pier}", "pier.md")


def is_sound(home: Home, other: Home) -> None:
    """The log can be printed, taken in elsewhere as lines and as a database, and copied; doctor finds nothing."""
    lines = home.ok("log", "--json")
    assert home.json("doctor")["problems"] == []
    for name, source in (("lines.jsonl", lines.encode()), ("copy.db", (home.path / "flashcards.db").read_bytes())):
        taker = Home(other.path / name)
        for path in (home.path / "decks").iterdir():
            taker.write_deck(path.read_text(), path.name)
        other.path.mkdir(exist_ok=True)
        (other.path / f"from-{name}").write_bytes(source)
        taker.ok("merge", str(other.path / f"from-{name}"))
        assert taker.ok("log", "--json") == lines
    home.ok("backup", str(other.path / "backup.db"))
    assert home.json("doctor")["ok"]


@examples(8, least=2)
@example(question=RULE, part=LONG_PART, times=1, missed="a")
@example(question="\x1b[31m\x9b\u202e", part="\x1b]0;title\x07", times=1, missed="1")
@example(question="word ", part="word ", times=25_000, missed="w")
@given(question=TEXTS, part=TEXTS, times=st.integers(1, 30), missed=st.sampled_from(["s", "t", "a", "w", "1"]))
def test_whatever_a_deck_holds_its_grades_can_be_read_merged_and_backed_up(
    tmp_path_factory, question, part, times, missed
):
    """A word of any script and length, sign or control character as question and as the name of a part."""
    home = Home(tmp_path_factory.mktemp("home"))
    ferry(home, f"{question} " * times, f"{part.replace(',', ' ').replace(':', ' ')} " * times)
    home.ok("review", "--new", "9", typed=f"\n{missed}\n2\n\n{missed}\n3\n\na\n2\n\na\nb\n1\n\n3\n")
    assert home.log()
    is_sound(home, Home(tmp_path_factory.mktemp("other")))


@pytest.fixture
def old(home: Home) -> Home:
    """A home whose log was written by the version of 2026-11-23."""
    ferry(home)
    with opened_file(home.path / "flashcards.db") as conn:
        conn.executescript((DATA / "log-2026-11-23.sql").read_text())
    (home.path / "flashcards.db").chmod(0o600)
    return home


def test_a_log_of_an_earlier_version_with_long_names_is_read_whole(old: Home, tmp_path: Path):
    """Seven events: five grades, two drills; all is well, and it can be merged and copied."""
    assert [each["grade"] for each in old.log()] == [4, 4, 4, 2, 3, 2, 4]
    is_sound(old, Home(tmp_path / "other"))


def test_the_drill_of_a_theme_asks_what_an_earlier_version_called_by_its_question(old: Home):
    """And the drill's own grade names the note."""
    asked = old.ok("review", typed="\na\n3\nq\n", now="2026-11-23T10:00+00:00")
    assert "Once more" in asked
    assert old.log()[-1]["missed"] == ["ferry/rule"]


def test_what_was_missed_of_a_theme_follows_a_story_that_got_another_name(home: Home):
    """The drill of the evening asks it under its new id."""
    ferry(home)
    home.ok("review", "--new", "9", typed="\n4\n" * 4 + "\na\n2\nq\n")
    assert home.log()[-1]["missed"] == ["ferry/rule"]
    text = (home.path / "decks" / "ferry.md").read_text()
    home.write_deck(text.replace("{#rule}", "{#law}"), "ferry.md")
    shown = home.ok("review", typed="\n")
    assert "Once more" in shown
    assert f"{RULE} (draft):" in shown
    assert "storm" not in shown


@for_each("length", [1, 256, 257, 100_000])
def test_a_name_that_is_too_long_is_cut_and_stays_apart(length):
    """By its digest; a short one stays as it is."""
    first, second = part_key("x" * length + "a"), part_key("x" * length + "b")
    assert first != second
    assert not problems_of(graded(4, missed=(first, second)))


@for_each(
    "wrong",
    [
        {"at": -1}, {"at": True}, {"offset": 1440}, {"offset": -1440}, {"day": 0}, {"card": "a\x1b"}, {"grade": 6},
        {"missed": ("",)}, {"missed": ("x" * 257,)}, {"seconds": float("nan")}, {"seconds": -1.0}, {"seen": ""},
        {"payload": {"a": float("inf")}}, {"payload": {"a": "\ud800"}}, {"payload": {"a": 1 << 2000}}, {"device": ""},
    ],
)  # fmt: skip
def test_what_no_reader_takes_is_no_event(wrong):
    """Whoever writes or takes in asks the same function."""
    made = graded(4)
    assert not problems_of(made)
    assert problems_of(made._replace(**wrong))


@given(at=st.integers(0, LATEST_ADMITTED - 1), later=st.integers(1, 1000))
def test_what_comes_after_an_event_that_was_taken_in_is_an_event_too(at, later):
    """Its time leaves room for all that follow it."""
    assert not problems_of_incoming(graded(4, at=max(at, 1)))
    assert not problems_of(graded(4, at=max(at, 1) + later))


@given(seconds=st.floats(), offset=st.integers(-5000, 5000), day=st.integers(-9, 4_000_000), name=st.text(max_size=400))
def test_an_own_event_is_brought_within_bounds(seconds, offset, day, name):
    """Whatever the clock, the zone and the deck say."""
    made = graded(4, seconds=seconds, missed=(name or "x",))._replace(offset=offset, day=day)
    assert not problems_of(bounded(made))


def test_a_renamed_card_is_followed_and_a_second_grade_of_a_day_is_a_drill():
    """What was taken back changes nothing, and a reset begins the day anew."""
    first, second = graded(4, card="shop/one"), graded(3, card="shop/one")
    moved = event(EventKind.RENAMED, "shop/one", payload={"to": "shop/two"})
    third, undone = graded(5, day=101, card="shop/two"), graded(1, day=101, card="shop/two")
    back, reset = retracted(undone), event(EventKind.RESET, "shop/two", day=101)
    again, drill = graded(2, day=101, card="shop/two"), drilled(4, day=101, card="shop/two")
    log = [first, second, moved, third, undone, back, reset, again, drill]
    told = list(follow(log, frozenset({undone.id})))
    assert [(each.id, demoted) for _, each, demoted in told] == [
        (first.id, False), (second.id, True), (third.id, False),
        (reset.id, False), (again.id, False), (drill.id, False),
    ]  # fmt: skip
    assert {history.card for history, _, _ in told} == {"shop/two"}


def test_two_merges_are_taken_back_one_after_the_other(home: Home, tmp_path: Path):
    """The second is remembered beside the first, and each by its own events."""
    ferry(home)
    others = []
    for number in (1, 2):
        other = Home(tmp_path / f"other-{number}")
        ferry(other)
        other.ok("review", typed="\n4\n" * number)
        home.ok("merge", str(other.path / "flashcards.db"))
        others.append({each["id"] for each in other.log()})
    assert len(home.log()) == 3
    for taken in reversed(others):
        home.ok("undo")
        assert set(home.log()[-1]["retracts"]) == taken
    assert "othing" in home.run("undo").output


def test_an_undone_merge_is_made_again_only_where_it_was_undone(home: Home, tmp_path: Path):
    """What a home took back comes back there; the undo of another device is not lifted by it."""
    other, third = Home(tmp_path / "other"), Home(tmp_path / "third")
    for each in (home, other):
        ferry(each)
    other.ok("review", typed="\n4\n")
    source = str(other.path / "flashcards.db")
    home.ok("merge", source)
    home.ok("undo")
    shutil.copytree(home.path, third.path)
    with opened_file(third.path / "flashcards.db") as conn:
        conn.execute("update meta set value = 'thirddevice0' where key = 'device'")
        conn.execute("delete from meta where key = 'merges'")
    third.ok("merge", source)
    assert all(card["due"] is None for card in third.json("list", now=NEXT_DAY))
    home.ok("merge", source)
    assert any(card["due"] for card in home.json("list", now=NEXT_DAY))
    assert json.loads(home.ok("doctor", "--json"))["ok"]
