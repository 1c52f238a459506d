"""Due dates and answers handed to old and new Ankis."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.build import deck, story
from tests.conftest import Home
from tests.real_anki.conftest import after
from tests.real_anki.profile import Profile

pytestmark = pytest.mark.anki
WORDS = ("one", "two", "three", "four", "five")


def test_a_schedule_arrives_with_its_answers(home: Home, profile: Profile, package: Path):
    """Each due date by SM-2, interval, ease, lapses, suspension and every answer; a second import changes nothing."""
    home.write_deck(deck("Shop", *(story(f"Question {word}?") for word in WORDS)))
    for day, grades in ((-20, (5, 4, 3, 2)), (-19, (4, 2)), (-12, (4, 3, 1)), (-1, (3,))):
        home.review(*grades, now=after(day))
    home.ok("suspend", "question-two", now=after(0))
    said = home.run("export", "--schedule", "-o", str(package), now=after(0))
    assert "Import any learning progress" in said.stderr
    assert profile.take(package, with_scheduling=True) == (5, 0, 0, 0)
    events = [event for event in home.log() if event["kind"] in ("graded", "drilled")]
    for card in home.json("list", now=after(0)):
        there = profile.schedule(f'"Card id:{card["card"]}"')
        if card["state"] == "new":
            assert (there["type"], there["answers"]) == (0, [])
            continue
        assert there["due"] == card["sm2_due"]
        assert (there["interval"], there["factor"]) == (card["interval"], card["ease"] * 10)
        assert there["lapses"] == card["lapses"]
        assert (there["queue"] == -1) == card["suspended"]
        given = [event for event in events if event["card"] == card["card"]]
        assert [ease for ease, _ in there["answers"]] == [max(1, event["grade"] - 1) for event in given]
        assert [kind == 3 for _, kind in there["answers"]] == [event["kind"] == "drilled" for event in given]
    assert profile.take(package, with_scheduling=True)[1] == 0
