"""Due dates and answers as Anki is given them."""

from __future__ import annotations

import sqlite3
import zipfile
from pathlib import Path
from typing import Any

from flashcards.anki.reviews import EASES, Review
from flashcards.anki.scheduling import Schedule, card_state, reviews
from flashcards.schedule.answers import answers
from flashcards.schedule.events import EventKind
from flashcards.schedule.replay import replay
from flashcards.schedule.standing import Standing
from tests.build import drilled, event, graded
from tests.conftest import Home


def packaged(package: Path, query: str) -> list[tuple[Any, ...]]:
    """What a package's database answers."""
    with zipfile.ZipFile(package) as archive:
        data = archive.read("collection.anki2")
    conn = sqlite3.connect(":memory:")
    conn.deserialize(data)
    rows = conn.execute(query).fetchall()
    conn.close()
    return rows


def test_an_answer_of_a_day_before_the_last_one_proves_nothing():
    """A machine whose clock was behind: the schedule does not grow by it, and Anki is told so."""
    events = [graded(4, day=100, at=1), graded(4, day=99, at=2)]
    (_, late) = answers(events, frozenset())["deck/card"]
    assert late.after == replay(events).standings["deck/card"].memory
    assert late.after.interval == 1


def test_the_answers_of_a_card_lead_to_where_it_stands():
    """A second grade on a day and a drill move nothing; a rename goes along; the last memory is the replay's."""
    events = [
        graded(4, 100, "a"),
        graded(2, 100, "a"),
        graded(2, 101, "a"),
        drilled(4, 101, "a"),
        event(EventKind.RENAMED, "a", 101, payload={"to": "b"}),
        graded(5, 107, "b"),
    ]
    found = answers(events, frozenset())["b"]
    assert [each.is_drill for each in found] == [False, True, False, True, False]
    assert [each.before for each in found] == [0, 1, 1, 1, 1]
    assert found[-1].after == replay(events).standings["b"].memory


def test_a_reset_and_what_was_taken_back_are_no_answers():
    """The history that Anki is given begins where the card was new."""
    taken_back = graded(1, 102, "a")
    events = [graded(4, 100, "a"), event(EventKind.RESET, "a", 101), taken_back, graded(3, 103, "a")]
    assert [each.grade for each in answers(events, frozenset({taken_back.id}))["a"]] == [3]


def test_a_row_says_what_kind_of_answer_it_was():
    """Learned, reviewed, or drilled as in a filtered deck, by Anki's four answers."""
    events = [graded(grade, 100 + grade * 10, "a", seconds=61.5) for grade in range(6)]
    events.insert(1, drilled(5, 100, "a"))
    standing = replay(events).standings["a"]
    rows = list(reviews(Schedule(standing, answers(events, frozenset())["a"])))
    assert [row.kind for row in rows] == [0, 3, 1, 1, 1, 1, 1]
    assert [row.ease for row in rows] == [1, 4, 1, 1, EASES[3], EASES[4], EASES[5]]
    assert rows[0].taken == 61_500


def test_a_new_card_keeps_its_place_and_a_suspended_one_is_so():
    """Whether it was seen or not."""
    assert card_state(None, 7)[:3] == (0, 0, 7)
    assert card_state(Schedule(Standing("a", suspended=True), ()), 7)[:3] == (0, -1, 7)


def test_every_home_knows_our_rows_again_and_a_package_without_a_schedule_has_none(home: Home, tmp_path: Path):
    """By a mark in the rows themselves; times are those of the events."""
    home.ok("decks")
    home.review(4, 3, 1)
    target = tmp_path / "x.apkg"
    home.ok("export", "--schedule", "-o", str(target))
    rows = packaged(target, "select id, ease, ivl, factor, time, type from revlog order by id")
    assert len(rows) == sum(each["kind"] in ("graded", "drilled") for each in home.log())
    assert all(Review(*row).is_own for row in rows)
    assert packaged(target, "select crt from col") == [(1_451_620_800,)]
    home.ok("export", "-o", str(target))
    assert packaged(target, "select count(*) from revlog") == [(0,)]
    assert packaged(target, "select distinct type, queue from cards") == [(0, 0)]


def test_the_same_log_is_the_same_bytes_with_a_schedule_too(home: Home, tmp_path: Path):
    """Whenever it is exported."""
    home.ok("decks")
    home.review(4, 3, 1)
    written = []
    for day in ("2026-11-24", "2027-01-01"):
        home.ok("export", "--schedule", "-o", str(tmp_path / "x.apkg"), now=day)
        written.append((tmp_path / "x.apkg").read_bytes())
    assert written[0] == written[1]


def test_only_a_package_holds_a_schedule(home: Home, failing, tmp_path: Path):
    """Asked for a sheet, it is wrong usage."""
    home.ok("decks")
    assert "--schedule" in failing(2, "export", "--schedule", "-o", str(tmp_path / "x.md"))
