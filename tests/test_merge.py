"""``merge``: the union of two logs, from a database or from lines; refused whole where one line is none."""

from __future__ import annotations

import itertools
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.schedule.day import LATEST_ADMITTED
from flashcards.schedule.domain import Unreadable
from flashcards.schedule.events import Event
from flashcards.schedule.exchange import event_json, read_event, read_object
from flashcards.schedule.replay import replay
from tests.build import deck, event, graded, retracted, story
from tests.conftest import NOON, Home
from tests.database import opened_file
from tests.examples import every, examples, for_each
from tests.faults import merges

LATER = "2026-11-25T12:00+00:00"
SITUATIONS = (
    "We lost 12% of sales.",
    "The cook left on the morning of a wedding.",
    "Nobody had a map of the old town.",
)
SHOP = deck(
    "Shop",
    *(
        story(f"Question {word}?", situation=situation)
        for word, situation in zip(("one", "two", "three"), SITUATIONS, strict=True)
    ),
)


@pytest.fixture
def other(tmp_path: Path) -> Home:
    """Another machine's home with the same deck."""
    home = Home(tmp_path / "other")
    home.write_deck(SHOP)
    return home


def database(home: Home) -> str:
    """Where a home's database is."""
    return str(home.path / "flashcards.db")


def ids(home: Home) -> list[str]:
    """The log."""
    return [each["id"] for each in home.log()]


def schedule(home: Home) -> list[dict[str, object]]:
    """Where every card stands."""
    return home.json("list", now=LATER)


def test_two_machines_that_merge_one_another_hold_the_same(shop: Home, other: Home):
    """The same log, event by event, and the same schedule; once more changes nothing."""
    shop.review(4, 2)
    other.review(5, 5, 5, now=LATER)
    other.ok("reset", "question-two", "--yes", now=LATER)
    said = shop.ok("merge", database(other), now=LATER)
    assert "Took in 4 events on 3 cards" in said
    other.ok("merge", database(shop), now=LATER)
    assert shop.log() == other.log()
    assert schedule(shop) == schedule(other)
    assert "Nothing new" in shop.ok("merge", database(other), now=LATER)
    assert shop.json("doctor", now=LATER)["ok"]
    assert other.json("doctor", now=LATER)["ok"]


def test_what_the_log_prints_can_be_read_back(shop: Home, other: Home, tmp_path: Path):
    """From a file, and from standard input; grades that came second on their day come back as they were recorded."""
    shop.review(4, 2, 3)
    other.review(5, 4)
    other.ok("merge", database(shop))
    lines = other.ok("log", "--json")
    assert any(json.loads(line)["payload"].get("recorded") == "graded" for line in lines.splitlines())
    file = tmp_path / "log.jsonl"
    file.write_text(lines, encoding="utf-8")
    from_file, from_input = Home(tmp_path / "file"), Home(tmp_path / "input")
    for home, arguments in ((from_file, (str(file),)), (from_input, ("-",))):
        home.write_deck(SHOP)
        home.ok("merge", *arguments, typed=lines)
        assert home.ok("log", "--json") == lines
        assert schedule(home) == schedule(other)
        with opened_file(database(home)) as conn, opened_file(database(other)) as expected:
            kinds = "select id, kind, payload from events order by id"
            assert conn.execute(kinds).fetchall() == expected.execute(kinds).fetchall()


def test_lines_come_through_a_pipe_of_two_processes(shop: Home, other: Home):
    """`ssh laptop flashcards log --json | flashcards merge -`."""
    other.review(5)
    flashcards = f"{sys.executable} -m flashcards --now {NOON} --home"
    command = f"{flashcards} {other.path} log --json | {flashcards} {shop.path} merge -"
    subprocess.run(["bash", "-c", command], check=True, capture_output=True)
    assert ids(shop) == ids(other)


def test_undo_takes_a_merge_back_as_a_whole_and_names_it(shop: Home, other: Home):
    """Exactly what came in; what was done here before and after stays."""
    shop.review(4)
    before = schedule(shop)
    other.review(2, 5, now=LATER)
    shop.ok("merge", database(other), now=LATER)
    assert schedule(shop) != before
    assert "the merge of flashcards.db, 2 events" in shop.ok("undo", now=LATER)
    assert schedule(shop) == before
    assert "graded 4" in shop.ok("undo", now=LATER)


def test_undo_of_a_merge_also_takes_back_the_undos_that_came_in(shop: Home, other: Home):
    """A grade of ours that the other machine had undone stands again."""
    shop.review(4, 5)
    before = schedule(shop)
    shutil.copy(database(shop), database(other))
    other.ok("undo", now=LATER)
    result = shop.run("merge", database(other), now=LATER)
    assert "1 event of this log were taken back by an undo that came in" in result.stderr
    assert schedule(shop) != before
    shop.ok("undo", now=LATER)
    assert schedule(shop) == before
    assert shop.json("doctor", now=LATER)["ok"]


def test_a_merge_that_was_undone_can_be_made_again(shop: Home, other: Home):
    """Asking again for the same file takes the undo back, as often as one likes."""
    shop.review(4)
    other.review(2, 5, now=LATER)
    shop.ok("merge", database(other), now=LATER)
    merged = schedule(shop)
    for _ in range(3):
        shop.ok("undo", now=LATER)
        assert schedule(shop) != merged
        assert "stand again" in shop.ok("merge", database(other), now=LATER)
        assert schedule(shop) == merged
        assert "Nothing new" in shop.ok("merge", database(other), now=LATER)


def test_a_new_event_is_later_than_all_that_was_taken_in(shop: Home, other: Home):
    """Also where the other machine's clock was years ahead."""
    other.review(4, now="2031-01-01T12:00+00:00")
    assert "still to come" in shop.run("merge", database(other)).stderr
    shop.ok("reset", "question-one", "--yes")
    assert shop.log()[-1]["kind"] == "reset"
    assert shop.card("question-one")["state"] == "new"


def test_a_merge_makes_a_backup_first(shop: Home, other: Home):
    """That holds what was there; a merge of nothing makes none."""
    shop.review(4)
    other.review(5)
    shop.ok("merge", database(other))
    (backup,) = (shop.path / "backups").glob("*-before-merge.db")
    with opened_file(backup) as conn:
        assert conn.execute("select count(*) from events").fetchone() == (1,)
    shop.ok("merge", database(other))
    assert list((shop.path / "backups").glob("*-before-merge*")) == [backup]


def test_a_card_renamed_elsewhere_keeps_its_history_here(shop: Home, other: Home):
    """The deck here still has the old words, so the history is shown under the old id; nothing is written for it."""
    shop.write_deck(SHOP)
    shop.review(4)
    assert other.card("one")["state"] == "new"
    shutil.copy(database(shop), database(other))
    other.write_deck(SHOP.replace("Question one?", "The first question?"))
    assert other.card("the-first-question", now=LATER)["repetition"] == 1
    assert shop.run("merge", database(other), now=LATER).stderr == ""
    assert shop.log() == other.log()
    assert shop.card("question-one", now=LATER)["repetition"] == 1
    shop.write_deck(SHOP.replace("Question one?", "The first question?"))
    assert shop.card("the-first-question", now=LATER)["repetition"] == 1
    assert shop.json("doctor", now=LATER)["ok"]
    assert shop.log() == other.log()


def test_events_of_a_kind_that_is_not_known_are_kept(shop: Home):
    """And passed on; the schedule does not mind them."""
    line = event_json(event("polished", "shop/question-one", day=740_000, at=1_790_000_000_000), frozenset())
    line["payload"] = {"how": ["well", {"and": None}]}
    shop.ok("merge", "-", typed=json.dumps(line) + "\n")
    assert shop.log() == [line]
    assert "newer version" in shop.json("doctor")["remarks"][0]


BAD_LINES = [
    ("no JSON at all", "no JSON object"),
    ("[1, 2]", "no JSON object"),
    ("[" * 100_000, "no JSON object"),
    ('{"grade": NaN}', "no JSON object"),
    ({"id": ""}, "id must be"),
    ({"id": "a\u0007b"}, "id must be"),
    ({"id": "\ud800"}, "id must be"),
    ({"id": 7}, "id must be"),
    ({"at": "yesterday"}, "at must be"),
    ({"at": "2026-11-23T12:00:00"}, "at must be"),
    ({"at": "9999-12-31T23:59:59Z"}, "at must be"),
    ({"at": "9999-12-30T23:59:59.999Z"}, "at must be"),
    ({"at": 10**30}, "at must be"),
    ({"day": "2026-02-30"}, "day must be"),
    ({"offset": 5000}, "offset must be"),
    ({"offset": 1440}, "offset must be"),
    ({"offset": True}, "offset must be"),
    ({"kind": None}, "kind must be"),
    ({"grade": 6}, "grade must be"),
    ({"grade": 3.5}, "grade must be"),
    ({"grade": None}, "graded without a grade"),
    ({"card": ""}, "graded without a card"),
    ({"missed": [""]}, "missed must be"),
    ({"missed": [1]}, "missed must be"),
    ({"seconds": -1}, "seconds must be"),
    ({"seconds": 1e300}, "seconds must be"),
    ({"kind": "retracted"}, "retracted without the events"),
    ({"kind": "renamed"}, "renamed without the id"),
    ({"kind": "renamed", "payload": {"to": "shop/\x1b[31m"}}, "renamed without the id"),
    ({"kind": "renamed", "payload": {"to": "x" * 2_000_000}}, "payload must be"),
    ({"kind": "renamed", "payload": {"to": 7}}, "renamed without the id"),
    ('{"id": "x", "payload": {"a": 1e400}}', "at must be"),
    ({"payload": {"a": 10**400}}, "payload must be"),
    ({"payload": {"a": "b" * 1_200_000}}, "payload must be"),
    ({"payload": {"a": [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}}, "payload must be"),
    ({"payload": {"to": "\udfff"}}, "payload must be"),
    ({"payload": [1]}, "payload must be"),
    ({"device": ""}, "device must be"),
    ({"batch": None}, "batch must be"),
    ({"seen": 1}, "seen must be"),
]


@for_each(("wrong", "reason"), BAD_LINES)
def test_a_line_that_is_no_event_is_named_and_nothing_is_taken_in(shop: Home, failing, wrong, reason):
    """With its number and the reason; the good lines around it are not taken in either."""
    good = event_json(graded(4, card="shop/question-one", at=1_790_000_000_000, day=740_000), frozenset())
    bad = wrong if isinstance(wrong, str) else json.dumps({**good, "id": "x", **wrong})
    result = shop.run("merge", "-", typed=f"{json.dumps(good)}\n\n{bad}\n")
    assert result.exit_code == 1
    assert f"standard input:3: {reason}" in result.stderr
    assert "nothing was taken in" in result.stderr
    assert not (shop.path / "flashcards.db").exists()


def test_every_bad_line_is_told(shop: Home, tmp_path: Path):
    """Not only the first; also what is not UTF-8, and an event that is there twice with other values."""
    good = event_json(graded(4, card="shop/question-one", at=1_790_000_000_000, day=740_000), frozenset())
    lines = [b"{}", json.dumps(good).encode(), b"\xff\xfe", json.dumps({**good, "grade": 5}).encode()]
    file = tmp_path / "log.jsonl"
    file.write_bytes(b"\r\n".join(lines))
    errors = shop.run("merge", str(file)).stderr
    assert f"{file}:1: id must be" in errors
    assert f"{file}:3: not UTF-8" in errors
    assert f"{file}:4: the event {good['id']} stands above with other values" in errors


def test_what_is_no_log_is_refused(shop: Home, failing, tmp_path: Path):
    """Nothing at all, a missing file, an empty one, another program's database, our own."""
    shop.review(4)
    before = ids(shop)
    assert "no events" in failing(1, "merge", "-", typed="")
    assert "cannot read" in failing(4, "merge", str(tmp_path / "nothing.db"))
    (tmp_path / "empty.db").touch()
    assert "is empty" in failing(3, "merge", str(tmp_path / "empty.db"))
    with opened_file(tmp_path / "foreign.db") as conn:
        conn.execute("create table bookmarks (url text)")
    assert "another program" in failing(3, "merge", str(tmp_path / "foreign.db"))
    assert "own database" in failing(1, "merge", database(shop))
    assert ids(shop) == before


HOSTILE = {
    "a view in the place of the log": "alter table events rename to e; create view events as select * from e",
    "a trigger": "create trigger t before insert on meta begin delete from events; end",
    "a table of its own": "create table extra (x)",
    "another type of table": "drop table retractions; create virtual table retractions using fts5(event, retracted_by)",
    "a device that is not there": "pragma foreign_keys = off; update events set device = 99",
    "a huge value": "update events set payload = zeroblob(67200000)",
    "a newer version": "pragma user_version = 999",
}


@pytest.mark.parametrize("statements", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_database_is_refused_and_nothing_taken_in(shop: Home, other: Home, failing, statements):
    """Exit 3, whatever it holds; and it is not changed itself."""
    shop.review(4)
    other.review(5)
    with opened_file(database(other)) as conn:
        conn.execute("drop trigger events_are_never_updated")
        conn.execute("drop trigger events_are_never_deleted") if "trigger" not in statements else None
        with opened_file(database(shop)) as sound:
            triggers = [sql for (sql,) in sound.execute("select sql from sqlite_master where type = 'trigger'")]
        conn.executescript(statements)
        for sql in triggers:
            try:
                conn.execute(sql)
            except sqlite3.Error:
                continue
    before = Path(database(other)).read_bytes()
    failing(3, "merge", database(other))
    assert len(shop.log()) == 1
    assert Path(database(other)).read_bytes() == before


UNUSABLE = {
    "a grade that is none": "update events set grade = 17",
    "a text for a number": "update events set day = 'tomorrow'",
    "bytes for a text": "update events set kind = x'ff00ff'",
    "text that is no UTF-8": "update events set kind = cast(x'ff00ff' as text)",
    "a list that is none": "update events set missed = '{'",
}


def spoil(home: Home, statement: str) -> None:
    """Change the first row of a log, as damage would."""
    with opened_file(database(home)) as conn:
        (trigger,) = conn.execute("select sql from sqlite_master where name = 'events_are_never_updated'").fetchone()
        conn.execute("drop trigger events_are_never_updated")
        conn.execute(f"{statement} where key = 1")
        conn.execute(trigger)


@pytest.mark.parametrize("statement", every(3, [*UNUSABLE.values()]))
def test_a_row_that_is_no_event_is_kept_and_passed_on_unread(shop: Home, other: Home, tmp_path: Path, statement):
    """By a merge, and by the next one; what is one is taken in, all goes on, and doctor counts what is set aside."""
    shop.review(4)
    other.review(5, 4)
    spoil(other, statement)
    third = Home(tmp_path / "third")
    third.write_deck((shop.path / "decks" / "shop.md").read_text())
    for giver, taker in ((other, shop), (shop, third)):
        assert "this version cannot use, unread" in taker.ok("merge", database(giver))
        assert "Nothing new" in taker.ok("merge", database(giver))
    assert len(shop.log()) == len(third.log()) == 2
    rows = [json.loads(home.ok("log", "--json", "--set-aside"))["row"] for home in (other, shop, third)]
    assert rows[0] == rows[1] == rows[2]
    for home in (other, shop, third):
        found = home.json("doctor")
        assert found["ok"]
        assert any("1 rows of the log are set aside" in remark for remark in found["remarks"])
        home.review(3)
        home.ok("undo")


@pytest.mark.parametrize(
    "statement", [*UNUSABLE.values(), "update events set id = x'ff00ff'", "update events set at = 9e999"]
)
def test_what_is_printed_of_rows_set_aside_is_taken_in_as_it_was(shop: Home, other: Home, statement: str):
    """With the events before it or by itself, once; it prints there as it printed here."""
    other.review(5, 4)
    spoil(other, statement)
    printed = other.ok("log", "--json", "--set-aside")
    taken = shop.ok("merge", "-", typed=other.ok("log", "--json") + printed + printed)
    assert "Took in 1 event on 1 card" in taken
    assert "Kept 1 event of standard input that this version cannot use, unread" in taken
    assert "Nothing new" in shop.ok("merge", "-", typed=printed)
    assert json.loads(shop.ok("log", "--json", "--set-aside"))["row"] == json.loads(printed)["row"]
    assert shop.json("doctor")["ok"]


@pytest.fixture
def printed(other: Home) -> dict[str, Any]:
    """What another machine prints of a row that is no event."""
    other.review(5)
    spoil(other, UNUSABLE["a grade that is none"])
    return json.loads(other.ok("log", "--json", "--set-aside"))


@for_each(
    ("change", "said"),
    [
        ({"day": None}, "day must not be null"),
        ({"extra": 1}, "no row of a log"),
        ({"grade": 1 << 63}, "a column holds what no row of a log can"),
        ({"grade": True}, "a column holds"),
        ({"grade": [1]}, "a column holds"),
        ({"missed": "\ud800"}, "a column holds"),
        ({"missed": {"hex": "0"}}, "a column holds"),
        ({"seconds": {"float": "nan"}}, "a column holds"),
        ({"seconds": {}}, "a column holds"),
    ],
)
def test_a_printed_row_that_no_log_can_hold_is_refused(shop: Home, printed: dict, failing, change: dict, said: str):
    """With its line, and nothing is taken in."""
    typed = json.dumps({**printed, "row": {**printed["row"], **change}})
    failing(1, "merge", "-", typed=typed)
    assert f"standard input:1: {said}" in shop.run("merge", "-", typed=typed).stderr
    assert shop.ok("log", "--json", "--set-aside") == ""


def test_a_long_chain_of_renames_is_taken_in_at_once(shop: Home, other: Home):
    """What follows from it is worked out once, and not for each link through all of the chain."""
    other.review(4)
    (row,) = other.log()
    moved = {**row, "kind": "renamed", "grade": None}
    names = [row["card"], *(f"shop/n{number}" for number in range(400))]
    lines = [
        json.dumps({**moved, "id": f"r{place}", "batch": f"r{place}", "card": old, "payload": {"to": new}})
        for place, (old, new) in enumerate(itertools.pairwise(names))
    ]
    started = time.process_time()
    assert "Took in 400 events" in shop.ok("merge", "-", typed="\n".join(lines))
    assert time.process_time() - started < 5
    assert shop.json("doctor")["ok"]


def test_a_printed_row_that_this_version_can_use_is_an_event(shop: Home, other: Home):
    """As one that an earlier version set aside; one that contradicts an event above it is refused."""
    other.review(5)
    event = other.ok("log", "--json")
    with opened_file(database(other)) as conn:
        names = [name for _, name, *_ in conn.execute("pragma table_info(events)")][1:]
        columns = dict(zip(names, conn.execute(f"select {', '.join(names)} from events").fetchone(), strict=True))
        columns |= {"device": other.log()[0]["device"], "card": other.log()[0]["card"]}
    printed = json.dumps({"number": 1, "reasons": [], "row": columns})
    assert "Took in 1 event" in shop.ok("merge", "-", typed=f"{event}{printed}")
    assert shop.log() == other.log()
    spoilt = json.dumps({"row": columns | {"grade": 17}})
    assert "stands above with other values" in shop.run("merge", "-", typed=f"{event}{spoilt}").stderr


def test_a_database_left_in_the_middle_of_a_write_is_refused(shop: Home, other: Home, failing):
    """What is in it may be half of something."""
    other.review(5)
    Path(database(other) + "-journal").write_bytes(b"half")
    assert "middle of a write" in failing(3, "merge", database(other))


def test_an_event_that_differs_is_told_and_the_one_here_kept(shop: Home, other: Home):
    """Events never change, so one of the two is damaged."""
    shop.review(4)
    line = shop.log()[0]
    result = shop.run("merge", "-", typed=json.dumps({**line, "grade": 1}))
    assert result.exit_code == 0
    assert "1 event differ" in result.stderr
    assert shop.log() == [line]


@pytest.mark.parametrize(
    "name",
    every(
        2,
        [
            "flashcards (1).db",
            "flashcards (conflicted copy 2026-11-20).db",
            "flashcards (Jo's conflicted copy 2026-11-20).db",
            "flashcards.sync-conflict-20261120-120000-ABCDEFG.db",
            "flashcards-LAPTOP.db",
            "flashcards (In Konflikt stehende Kopie von Jo).db",
        ],
    ),
)
def test_a_conflicted_copy_of_a_synchronised_folder_is_named_until_it_is_merged(shop: Home, other: Home, name):
    """In one line, with the command; it says no more once it is merged."""
    shop.review(4)
    other.review(5, 5)
    copy = shop.path / name
    shutil.copy(database(other), copy)
    (line,) = shop.run("review", typed="").stderr.splitlines()
    assert name in line
    assert "`flashcards merge '" in line or f"`flashcards merge {copy}`" in line
    assert any(name in remark for remark in shop.json("doctor")["remarks"])
    shop.ok("merge", str(copy))
    assert shop.run("review", typed="").stderr == ""
    assert shop.json("doctor")["remarks"] == []
    os.utime(copy, (1, 1))
    assert name in shop.run("review", typed="").stderr


def test_a_session_does_not_take_back_a_merge(shop: Home, other: Home):
    """u says what the last thing was, and how to take it back."""
    other.review(5)
    shop.ok("merge", database(other))
    said = shop.ok("review", typed="u\nq\n")
    assert "the merge of flashcards.db; `flashcards undo` takes it back" in said
    assert len(shop.log()) == 1


@examples(25, least=4)
@given(st.integers(0, 2**32))
def test_generated_histories_merged_in_every_order_give_one_schedule(seed):
    """Grades, resets, renames, undos, merges and undos of merges on three machines with jumping clocks."""
    assert merges.disagreements(seed) == []


def test_the_run_of_many_histories_counts_them():
    """What `make faults` prints at its end; among them is one that used to differ."""
    found = merges.run(2, first=1224)
    assert found == {"histories": 2, "merges in all orders": 12, "schedules that differ": 0}


@examples(200)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=12), st.randoms(use_true_random=False))
def test_a_retraction_that_is_taken_back_by_a_later_one_does_not_count(moves, chance: random.Random):
    """As taking back and bringing back in turn would do it; any order of arrival gives the same."""
    grades = [graded(4, card=f"d/{number}", day=100) for number in range(3)]
    log = list(grades)
    for kind, place in moves:
        target = log[place % len(log)]
        log.append(retracted(target) if kind else graded(5, card="d/9", day=100 + len(log)))
    standing: dict[str, bool] = {}
    for each in reversed(log):
        standing[each.id] = not any(each.id in later.retracts for later in log if standing.get(later.id))
    chance.shuffle(log)
    result = replay(log)
    for grade in grades:
        assert result.standings[grade.card].is_new != standing[grade.id]


texts = st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=20)
payloads = st.dictionaries(texts, st.none() | st.booleans() | st.integers() | texts | st.lists(texts), max_size=3)


@examples(200)
@given(
    st.builds(
        Event,
        id=texts,
        at=st.integers(0, LATEST_ADMITTED - 1),
        day=st.integers(1, 3_652_059),
        offset=st.integers(-1439, 1439),
        device=texts,
        card=texts,
        kind=st.sampled_from(["graded", "drilled", "reset", "buried", "polished"]),
        grade=st.integers(0, 5),
        missed=st.lists(texts, max_size=3).map(tuple),
        seconds=st.none() | st.floats(0, 1e9),
        retracts=st.lists(texts, max_size=3).map(tuple),
        batch=texts,
        seen=st.none() | texts,
        payload=payloads,
    )
)
def test_an_event_that_is_printed_reads_back_as_it_was(made: Event):
    """Every field, to the millisecond."""
    printed = json.dumps(event_json(made, frozenset()), ensure_ascii=False)
    assert read_event(read_object(printed)) == made
    assert event_json(made, frozenset()) == event_json(read_event(json.loads(printed)), frozenset())


@examples(100)
@given(
    st.dictionaries(
        st.sampled_from([*event_json(graded(1), frozenset())]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
            lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
            max_leaves=4,
        ),
    )
)
def test_whatever_stands_in_a_line_the_reader_returns(value):
    """An event, or reasons; it never raises."""
    read = read_event({**event_json(graded(1), frozenset()), **value})
    assert isinstance(read, Event) or read.reasons
    assert isinstance(read_object(json.dumps(value)), dict | Unreadable)


def test_what_is_set_aside_already_is_known(shop: Home, other: Home):
    """It is counted with the events that are."""
    other.review(5, 4)
    events = other.ok("log", "--json")
    shop.ok("merge", "-", typed=events)
    spoil(shop, UNUSABLE["a grade that is none"])
    assert "2 events were here already" in shop.ok("merge", "-", typed=events)


def test_an_interview_day_too_far_ahead_is_named(shop: Home, other: Home):
    """By the merge that brings it and by doctor; nothing is planned for it, and another day takes its place."""
    planned = {"id": "far", "at": "2026-11-20T12:00:00.000Z", "day": "2026-11-20", "offset": 0, "device": "there"}
    planned |= {"card": "", "kind": "planned", "batch": "far", "payload": {"day": "2050-01-01", "decks": None}}
    named = "the interview on Sat 1 Jan 2050 is more than ten years ahead, so nothing is planned for it"
    assert named in shop.run("merge", "-", typed=json.dumps(planned)).stderr
    assert any(named in remark for remark in shop.json("doctor")["remarks"])
    assert "No interview is set" in shop.ok("interview")
    assert named not in shop.run("merge", "-", typed=json.dumps(planned)).stderr
    shop.ok("interview", "2026-12-18")
    assert not any(named in remark for remark in shop.json("doctor")["remarks"])
