"""What the log knows of what Anki was handed: ids and times follow from it, and nothing else does."""

from __future__ import annotations

import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.home.clock import Clock, parse_now
from flashcards.home.home import Home as HomeFolder
from flashcards.home.library import open_library
from flashcards.schedule.domain import problems_of
from flashcards.schedule.events import EventKind
from flashcards.schedule.exports import FIRST_TIME, Export, PastExports, note_facts, past_exports
from flashcards.schedule.replay import replay
from flashcards.store import exports, log
from tests.build import deck, event, graded, story
from tests.conftest import Home
from tests.database import opened_file
from tests.examples import examples, for_each

DECK = deck("Shop", story("How did the queue get short? {#queue}"), story("Who counted at night?"))


def exported(card: str = "deck/card", digest: str = "d", name: str = "", time: int = FIRST_TIME, **fields: Any):
    """The event of an export."""
    payload = {"guid": f"guid of {name or card}", "name": name or card, "digest": digest, "time": time}
    return event(EventKind.EXPORTED, card, payload=payload, **fields)


class Packaged(NamedTuple):
    """A note of a package."""

    number: int
    guid: str
    time: int
    fields: list[str]
    tags: str

    @property
    def name(self) -> str:
        """What its field ``Card id`` holds."""
        return self.fields[-5]


def packaged(package: Path) -> list[Packaged]:
    """The notes of a package, in the order of its cards."""
    with zipfile.ZipFile(package) as archive:
        data = archive.read("collection.anki2")
    conn = sqlite3.connect(":memory:")
    conn.deserialize(data)
    rows = conn.execute(
        "select n.id, n.guid, n.mod, n.flds, n.tags from notes n join cards c on c.nid = n.id order by c.due"
    ).fetchall()
    conn.close()
    return [Packaged(number, guid, time, fields.split("\x1f"), tags) for number, guid, time, fields, tags in rows]


@pytest.fixture
def shop(home: Home) -> Home:
    """A home with two stories."""
    home.write_deck(DECK)
    return home


def handed(home: Home, now: str | None = None, *options: str) -> list[Packaged]:
    """Export, and read what was written."""
    target = home.path.parent / f"{home.path.name}.apkg"
    home.ok("export", *options, "-o", str(target), now=now)
    return packaged(target)


def told(home: Home) -> list[dict[str, Any]]:
    """The events of exports."""
    return [each for each in home.log() if each["kind"] == "exported"]


def edit(home: Home, before: str, after: str) -> None:
    """Change a text of the deck."""
    path = home.path / "decks" / "shop.md"
    path.write_text(path.read_text().replace(before, after))


def test_the_log_learns_of_each_text_once_and_in_one_batch(shop: Home):
    """A text that did not change is no news."""
    handed(shop)
    first = told(shop)
    assert len(first) == 2
    assert len({each["batch"] for each in first}) == 1
    assert [each["card"] for each in first] == [each["payload"]["name"] for each in first]
    handed(shop, "2026-11-25")
    assert told(shop) == first
    edit(shop, "at night?", "at dawn?")
    handed(shop, "2026-11-26")
    assert len(told(shop)) == 3


def test_a_note_bears_an_early_time_at_first_and_that_of_the_export_which_brought_its_text(shop: Home):
    """A text that returns is new again; one that did not change keeps its time, whatever the file's."""
    assert {note.time for note in handed(shop)} == {FIRST_TIME}
    times = []
    for day, before, after in ((24, "4%", "5%"), (25, "x", "x"), (26, "5%", "4%")):
        edit(shop, before, after)
        times.append({note.time for note in handed(shop, f"2026-11-{day}T12:00+00:00")})
    assert times == [{1_795_521_600}, {1_795_521_600}, {1_795_694_400}]


@for_each(
    ("texts", "time"),
    [
        ("a50 b60", 60),  # as that export wrote it
        ("a50 b40", 900),  # of a home that did not know the first: the time of the export, in seconds
        ("a5000 b40", 5001),  # nor does that help
        ("a50 b60 a60", 900),
        ("a50 b60 b70", 60),
    ],
)
def test_a_text_is_later_than_each_before_it(texts: str, time: int):
    """However the exports of several homes came together."""
    written = tuple(Export("d/c", 900_000, 0, "g", "d/c", each[0], int(each[1:])) for each in texts.split())
    past = PastExports("d/c", "d/c", 0, written)
    assert note_facts("d/c", written[-1].digest, past, 10_000_000, 0, str).time == time


def test_two_changes_within_a_second_are_a_second_apart(shop: Home):
    """So that Anki, which counts in seconds, takes in both."""
    handed(shop)
    times = []
    for number in range(3):
        edit(shop, f"{4 + number}%", f"{5 + number}%")
        times.append(handed(shop)[0].time)
    assert times == [1_795_435_200, 1_795_435_201, 1_795_435_202]


def test_the_same_log_and_decks_are_the_same_bytes_in_every_home(shop: Home, tmp_path: Path):
    """Whatever the times of the files, with or without the cache, and in a home that took the log in."""
    handed(shop)
    edit(shop, "4%", "5%")
    shop.review(4, now="2026-11-24")
    handed(shop, "2026-11-24")
    package = tmp_path / "home.apkg"
    bytes_before = package.read_bytes()
    (shop.path / "readings.db").unlink()
    (shop.path / "decks" / "shop.md").touch()
    handed(shop, "2027-01-01")
    assert package.read_bytes() == bytes_before
    other = Home(tmp_path / "other")
    other.write_deck((shop.path / "decks" / "shop.md").read_text())
    other.ok("merge", str(shop.path / "flashcards.db"))
    handed(other, "2028-01-01")
    assert (tmp_path / "other.apkg").read_bytes() == bytes_before


def test_a_note_keeps_the_zone_of_its_first_export(shop: Home, tmp_path: Path):
    """Also in a home of another zone: the days of answers from the phone are counted by it."""
    other = Home(tmp_path / "other", now="2026-11-25T12:00-08:00")
    other.write_deck(DECK)
    before = handed(shop, "2026-11-24T12:00+09:00")
    other.ok("merge", str(shop.path / "flashcards.db"))
    edit(other, "12%", "13%")
    assert {note.fields[-4] for note in (*before, *handed(other))} == {"540"}


def test_two_homes_with_one_deck_write_the_same_notes_at_first(shop: Home, tmp_path: Path):
    """What the user edited in Anki in between stays."""
    other = Home(tmp_path / "other")
    other.write_deck(DECK)
    here, there = handed(shop), handed(other, "2026-12-24")
    assert [each[1:] for each in here] == [each[1:] for each in there]


@pytest.mark.parametrize("is_graded", [False, True])
def test_a_rename_keeps_the_note(shop: Home, is_graded: bool):
    """Of a deck, of a question and of both; the name from which its GUID was made stays in it for ever."""
    before = handed(shop)
    if is_graded:
        shop.review(4, 4)
    for day, old, new in ((24, "deck: Shop", "deck: Store"), (25, "Who counted", "Who has counted"), (26, "", "")):
        edit(shop, old, new)
        if day == 26:
            edit(shop, "deck: Store", "deck: Market")
            edit(shop, "{#queue}", "{#line}")
        now = handed(shop, f"2026-11-{day}")
        assert [(each.guid, each.name, each.number) for each in now] == [
            (each.guid, each.name, each.number) for each in before
        ]


def test_a_name_alone_that_changed_changes_no_time(shop: Home):
    """The note says the same, so nothing in Anki has to be written over; the log learns of it once."""
    handed(shop)
    edit(shop, "{#queue}", "{#line}")
    target = shop.path.parent / "again.apkg"
    assert "(1 renamed)" in shop.ok("export", "-o", str(target), now="2026-11-25")
    assert {note.time for note in packaged(target)} == {FIRST_TIME}
    assert "(nothing changed)" in shop.ok("export", "-o", str(target), now="2026-11-25")


def test_a_card_that_takes_an_old_name_again_gets_a_note_of_its_own(shop: Home):
    """Its GUID is made from the name with the id of the event that freed it."""
    shop.review(4, 4)
    first = handed(shop)[0]
    edit(shop, "{#queue}", "{#line}")
    handed(shop, "2026-11-24")
    path = shop.path / "decks" / "shop.md"
    path.write_text(path.read_text() + story("Why is there a queue again? {#queue}", "", "None came."))
    notes = handed(shop, "2026-11-25")
    assert len({note.guid for note in notes}) == 3
    assert notes[0].guid == first.guid
    assert notes[2].name.startswith("shop/queue~")
    assert handed(shop, "2026-11-26") == notes


def test_a_card_was_made_when_the_log_first_heard_of_it(shop: Home):
    """Anki reads that from the card's number: of the first grade, else of the first export."""
    shop.review(4, now="2026-11-20T12:00+00:00")
    made = [note.number // 1000 for note in handed(shop)]
    assert made == [1_795_176_000, 1_795_435_200]
    assert made == [note.number // 1000 for note in handed(shop, "2027-01-01")]


def test_what_is_new_changed_and_gone_is_told(shop: Home):
    """Gone notes stay in Anki, and are found there by what is printed."""
    target = str(shop.path.parent / "x.apkg")
    assert shop.ok("export", "-o", target).startswith("2 notes (2 new) -> ")
    edit(shop, story("Who counted at night?"), story("Where did all of the boats go?", "", "A storm. Nobody slept."))
    edit(shop, "12%", "13%")
    result = shop.run("export", "-o", target, now="2026-11-24")
    assert result.stdout.startswith("2 notes (1 new, 1 changed) -> ")
    assert 'finds them by: "Card id:shop/who-counted-at-night"' in result.stderr


def _a_picture(shop: Home, data: bytes) -> None:
    (shop.path / "decks" / "queue.png").write_bytes(data)


CHANGES: dict[str, Callable[[Home], object]] = {
    "nothing": lambda shop: None,
    "a text": lambda shop: edit(shop, "12%", "13%"),
    "what no note shows": lambda shop: edit(shop, "# Shop", "# Shop\n\nMy stories.\n"),
    "a theme": lambda shop: edit(shop, "{#queue}", "{#queue}\n#people"),
    "how long a story takes": lambda shop: edit(shop, "deck: Shop", "deck: Shop\ntarget: 90"),
    "a question": lambda shop: edit(shop, "Who counted at night?", "Who counted all night?"),
    "a picture that came": lambda shop: (edit(shop, "Situation:", "Situation: ![](queue.png)"), _a_picture(shop, b"1")),
    "the bytes of a picture": lambda shop: _a_picture(shop, b"2"),
    "a grade": lambda shop: shop.review(4),
    "a suspension": lambda shop: shop.ok("suspend", "queue"),
    "the name of the deck": lambda shop: shop.ok("rename", "shop", "Harbour"),
}


def test_over_an_old_package_is_written_what_a_new_one_holds(shop: Home, tmp_path: Path):
    """Whatever changed since; only where nothing did, the old one need not be made again."""
    old, new = tmp_path / "old.apkg", tmp_path / "new.apkg"
    for what, change in CHANGES.items():
        change(shop)
        shop.ok("export", "--schedule", "-o", str(old))
        new.unlink(missing_ok=True)
        shop.ok("export", "--schedule", "-o", str(new))
        assert old.read_bytes() == new.read_bytes(), what


def test_a_package_that_somebody_changed_is_made_anew(shop: Home, tmp_path: Path):
    """Its mark alone proves nothing."""
    target = tmp_path / "x.apkg"
    handed(shop)
    shop.ok("export", "-o", str(target))
    whole = target.read_bytes()
    target.write_bytes(whole[:100] + b"x" + whole[101:])
    shop.ok("export", "--force", "-o", str(target))
    assert target.read_bytes() == whole


def test_a_package_that_cannot_be_written_is_no_export(shop: Home, failing):
    """The log learns of a package once it stands."""
    failing(4, "export", "-o", str(shop.path / "nowhere" / "x.apkg"))
    assert told(shop) == []


def schedule(home: Home) -> list[tuple[Any, ...]]:
    """The cached schedule as it lies in the file."""
    with opened_file(home.path / "flashcards.db") as conn:
        return conn.execute("select * from schedule order by card").fetchall()


def test_an_export_changes_nothing_of_a_card(shop: Home):
    """Neither its standing nor its last event: a grade that was given while an export ran is taken."""
    shop.review(4)
    before = schedule(shop)
    stats = shop.json("stats", now="2026-11-25")
    handed(shop, "2026-11-24")
    assert schedule(shop) == before
    assert shop.json("stats", now="2026-11-25") == stats
    assert shop.json("doctor")["ok"]


def test_a_grade_that_was_given_while_an_export_ran_is_taken(shop: Home):
    """The card was shown before the log learned of the package, and nothing of it changed since."""
    shop.review(4)
    (shown,) = [each for each in shop.log() if each["kind"] == "graded"]
    handed(shop)
    library = open_library(HomeFolder(shop.path), Clock(parse_now("2026-11-25")), must_write=True)
    grade = graded(5, card=shown["card"], seen=shown["id"])
    (written,) = library.database.record(library.clock.stamp(), [grade], seen_matters=True)
    library.close()
    assert written.seen == shown["id"]


def test_undo_passes_over_an_export(shop: Home):
    """It takes back the grade before it, and says so."""
    shop.review(4)
    handed(shop)
    assert "queue" in shop.ok("undo")
    assert len(told(shop)) == 2
    assert shop.card("queue")["state"] == "new"


def test_the_undo_of_a_merge_leaves_what_anki_was_handed(shop: Home, tmp_path: Path):
    """What Anki has does not go away with it."""
    handed(shop)
    other = Home(tmp_path / "other")
    other.write_deck(DECK)
    other.ok("merge", str(shop.path / "flashcards.db"))
    other.ok("merge", str(shop.path / "flashcards.db"))
    assert [each["id"] for each in told(other)] == [each["id"] for each in told(shop)]
    assert other.run("undo").exit_code in (0, 1)
    assert len(told(other)) == 2
    assert {note.time for note in handed(other, "2027-01-01")} == {FIRST_TIME}


def test_a_home_that_cannot_be_written_exports_with_a_remark(shop: Home, monkeypatch: pytest.MonkeyPatch):
    """The package is whole; the log stays as it was."""
    shop.ok("decks")
    monkeypatch.setattr("flashcards.home.home.Home.is_writable", lambda self: False)
    result = shop.run("export", "-o", str(shop.path.parent / "x.apkg"))
    assert result.exit_code == 0
    assert "the next export will not know of this one" in result.stderr
    monkeypatch.undo()
    assert told(shop) == []


@for_each("key", ["guid", "name", "digest", "time"])
def test_an_export_says_all_that_the_next_one_needs(key: str):
    """What lacks a part of it is no event."""
    whole = exported()
    assert problems_of(whole) == ()
    assert problems_of(whole._replace(payload={k: v for k, v in whole.payload.items() if k != key}))
    assert problems_of(whole._replace(payload={**whole.payload, key: []}))


def test_the_oldest_export_of_a_history_names_the_note(tmp_path: Path):
    """Also one under an id whose place a rename took; a time is above all that came before it."""
    events = [
        graded(4, card="a"),
        exported("b", "d1", at=1_700_000_000_000),
        event(EventKind.RENAMED, "a", payload={"to": "b"}, at=1_700_000_001_000),
        exported("b", "d2", "b", time=1_700_000_002, at=1_700_000_002_000),
        # another home, which did not know of the last one
        exported("b", "d1", "b", at=1_700_000_003_000),
    ]
    past = past_exports(events, frozenset())["b"]
    facts = note_facts("b", "d1", past, 1_800_000_000_000, 60, str)
    assert (facts.name, facts.guid, facts.time, facts.is_news) == ("b", "guid of b", 1_700_000_003, False)
    assert facts.created == events[0].at
    changed = note_facts("b", "d3", past, 1_600_000_000_000, 60, str)
    assert (changed.time, changed.is_changed) == (1_700_000_004, True)


@examples(60)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("gxrn"), st.sampled_from("abc")), max_size=12))
def test_exports_leave_the_replay_of_a_log_as_it_is(moves: list[tuple[str, str, str]]):
    """Whatever was graded and renamed around them."""
    made = {
        "g": lambda card, _: graded(4, card=card),
        "x": lambda card, _: exported(card),
        "r": lambda card, to: event(EventKind.RENAMED, card, payload={"to": to}),
        "n": lambda card, _: event(EventKind.RENAMED, card, payload={"to": None}),
    }
    events = [made[kind](card, to) for card, kind, to in moves]
    assert replay(events) == replay([each for each in events if each.kind != EventKind.EXPORTED])
    by_card = past_exports(events, frozenset())
    assert set(by_card) >= set(replay(events).standings)
    assert sum(len(each.exports) for each in by_card.values()) == sum(kind == "x" for _, kind, _ in moves)


def test_the_log_is_read_as_it_is_followed(shop: Home):
    """The short way for cards of one name and the long one for others agree."""
    shop.review(4, 4)
    handed(shop)
    edit(shop, "{#queue}", "{#line}")
    handed(shop, "2026-11-24")
    with opened_file(shop.path / "flashcards.db") as conn:
        found = exports.past_exports(conn)
        assert found == past_exports(log.all_events(conn), frozenset())
        assert exports.exported_cards(conn) == set(found) == {"shop/line", "shop/who-counted-at-night"}
