"""What ``make faults`` does at length, a few times each."""

from __future__ import annotations

import random
import resource
import signal
from pathlib import Path

import pytest

from tests.conftest import NOON
from tests.examples import IS_WHOLE
from tests.faults import flips, full_disk, kills, signals, two_processes, zones
from tests.faults.__main__ import FAILURES, RUNS, main
from tests.faults.player import Player, check, make_home, review


def failures(counts: dict[str, int]) -> dict[str, int]:
    """The counts that say that something went wrong."""
    return {what: number for what, number in counts.items() if what in FAILURES and number}


def test_no_acknowledged_grade_is_lost_when_a_session_is_killed():
    """Nor is one counted twice, whether it was saved or not when the process died."""
    counts = kills.run(2, cards=60 if IS_WHOLE else 20)
    assert counts["kills survived"] == 2
    assert counts["saved, not yet acknowledged"] >= 1
    assert failures(counts) == {}


def test_two_sessions_at_once_store_every_grade():
    """On decks of their own, and on one and the same."""
    count = 30 if IS_WHOLE else 20
    counts = two_processes.run(count)
    assert counts["grades stored"] == count
    assert failures(counts) == {}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_in_a_session_on_a_pipe_ends_it_with_its_code(number: int):
    """And what was acknowledged is there."""
    assert failures(signals.on_a_pipe(number, random.Random(number))) == {}


def test_a_file_that_cannot_grow_is_a_grade_that_is_not_saved(tmp_path: Path):
    """Exit 4 and one line; the grades before it are intact, and the next session goes on."""

    def fill(process: int):
        resource.prlimit(process, resource.RLIMIT_FSIZE, (1024, 1024))
        return lambda: None

    counts = full_disk.filled(make_home(tmp_path / "home", 8), fill)
    assert counts["grades refused as NOT saved"] == 1
    assert counts["grades acknowledged"] == 3
    assert failures(counts) == {}


def test_bytes_that_change_are_noticed_or_of_no_use():
    """None leads to a traceback, and no grade changes unseen; `make faults` goes over the whole file."""
    counts = flips.run(80) if IS_WHOLE else flips.run(8, cards=10)
    assert counts["damage noticed"] > 0
    assert failures(counts) == {}


def test_the_study_day_is_right_in_zones_around_the_world():
    """Also where the clock is put forward and back."""
    counts = zones.run(4 if IS_WHOLE else 3)
    assert counts["local times"] > 50_000
    assert failures(counts) == {}


def test_the_player_notices_a_grade_that_is_gone(tmp_path: Path):
    """What has to find a loss finds one: here a session acknowledged a grade and the file is from before it."""
    home = make_home(tmp_path / "home", 3)
    player = Player.start(review(home, now=NOON))
    assert player.wait_for_prompt()
    before = (home / "flashcards.db").read_bytes()
    player.grade(4)
    assert player.wait_for_prompt()
    player.process.kill()
    player.finish()
    assert check(home, player.acknowledged, player.pending).lost == 0
    (home / "flashcards.db").write_bytes(before)
    assert check(home, player.acknowledged, player.pending).lost == 1


def test_a_run_is_asked_for_by_its_name(capsys):
    """One that does not exist is named with those that do."""
    assert main(["nonsense"]) == 2
    assert "kills" in capsys.readouterr().err
    assert {"kills", "power_cuts", "full_disk", "two_processes", "signals", "flips", "zones"} <= RUNS.keys()
