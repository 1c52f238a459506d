"""How well the promise of readiness holds: the shares promised and the true ones, day after day, for four learners.

Run with ``python -m benchmarks.promise``; the seeds are fixed. It ends with 1 where a mean over all stories is further
off than it may be, from the tenth day of the log on.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from typing import NamedTuple

from benchmarks.interview import Case, Run
from benchmarks.learners import KINDS, TELLING_MINUTES
from flashcards.schedule.forecast import Course, Tell, forecast, told_whole
from flashcards.schedule.limits import Limits
from flashcards.schedule.recall.askings import Story
from flashcards.schedule.recall.learner import Learner, learner_of
from flashcards.schedule.recall.readiness import Rehearsed, readiness
from flashcards.schedule.sm2 import Grade

STORIES, SIZE = 1000, 20
DAYS = {14: (3, 6, 10, 13), 21: (3, 6, 10, 15, 20), 40: (3, 6, 10, 20, 30, 39)}
PLANS_RUN = 4
FURTHEST_OFF = {"default": 0.03}
_FURTHEST_OFF = 0.05
_FROM_DAY = 10
NAMES = ("planned", "stopped", "tonight")


class Point(NamedTuple):
    """The shares promised on the morning of a day, and what came of each, in the order of NAMES."""

    day: int
    promised: tuple[float, ...]
    true: tuple[float, ...]


def points(case: Case, seed: int) -> list[Point]:
    """One run of a plan: what is promised on some mornings, and the truth."""
    run = Run(case.kind, SIZE, case.ahead, seed, case.effect)
    promised, stopped = {}, []
    for today in range(case.ahead):
        stopped.append(run.outcome_if_stopped())
        if today in DAYS[case.ahead]:
            promised[today] = _promised(run, today)
        run.evening(today)
    stopped.append(run.outcome_if_stopped())
    return [Point(day, each, (stopped[-1], stopped[day], stopped[day + 1])) for day, each in promised.items()]


def _promised(run: Run, today: int) -> tuple[float, ...]:
    stories = run.learner.stories([each.card for each in run.standings], run.ahead)
    learner = learner_of(stories)
    # the last evening is all that is left of a plan
    planned = None if today + 1 == run.ahead else _planned(run, stories, learner, today)
    found = readiness(stories, learner, told_tonight(run, today), today, planned)
    return found.planned, found.stopped, found.tonight


def told_tonight(run: Run, today: int) -> set[str]:
    """The cards that the forecast has for this evening."""
    found: set[str] = set()

    def tell(card: str, day: int) -> tuple[Grade, tuple[str, ...]]:
        found.add(card)
        return told_whole(card, day)

    _forecast(run, today, today + 1, tell)
    return found


def _planned(run: Run, stories: list[Story], learner: Learner, today: int) -> float:
    chance, shares = random.Random(today).random, []
    for number in range(PLANS_RUN):
        rehearsed = Rehearsed(stories, learner.at((number + 0.5) / PLANS_RUN), learner.familiar, chance)
        _forecast(run, today, run.ahead, rehearsed.tell)
        shares.append(rehearsed.whole())
    return statistics.mean(shares)


def _forecast(run: Run, today: int, until: int, tell: Tell) -> None:
    """Tell what the forecast has for each evening, by what the evenings so far brought."""
    course = Course(tuple(run.standings), run.ahead, TELLING_MINUTES * 60)
    forecast([course], today, until, Limits(), tell=tell, evenings=run.learner.told)


def measured(case: Case, stories: int) -> list[Point]:
    """The means over so many stories."""
    runs = [points(case, seed) for seed in range(stories // SIZE)]
    return [_mean([run[place] for run in runs]) for place in range(len(runs[0]))]


def _mean(found: list[Point]) -> Point:
    def over(shares: list[tuple[float, ...]]) -> tuple[float, ...]:
        return tuple(map(statistics.mean, zip(*shares, strict=True)))

    return Point(found[0].day, over([each.promised for each in found]), over([each.true for each in found]))


def rows(case: Case, found: list[Point]) -> Iterator[str]:
    """One line for each morning: what was promised, and by how much that was off."""
    for point in found:
        shares = zip(point.promised, point.true, strict=True)
        said = " | ".join(f"{promised:.3f} | {promised - true:+.3f}" for promised, true in shares)
        yield f"| {case.kind}{', alike' if case.effect else ''} | {case.ahead} | {point.day} | {said} |"


def furthest_off(found: list[Point]) -> tuple[float, ...]:
    """The largest difference of each share from the tenth day on."""
    late = [point for point in found if point.day >= _FROM_DAY]
    return tuple(max(abs(point.promised[place] - point.true[place]) for point in late) for place in range(len(NAMES)))


def main() -> None:
    """Simulate all learners, print the table and how far off each is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--learner", choices=KINDS, nargs="*", default=list(KINDS), help="only these learners")
    parser.add_argument("--stories", type=int, default=STORIES, help="so many in all, twenty a home")
    parser.add_argument("--alike", action="store_true", help="parts of one story are alike")
    options = parser.parse_args()
    cases = [Case(kind, ahead, options.alike) for kind in options.learner for ahead in DAYS]
    with ProcessPoolExecutor(os.cpu_count()) as workers:
        found = dict(zip(cases, workers.map(partial(measured, stories=options.stories), cases), strict=True))
    print(f"| learner | days ahead | day | {' | off | '.join(NAMES)} | off |\n|{' --- |' * 9}")
    for case, each in found.items():
        print("\n".join(rows(case, each)))
    is_held = True
    for kind in options.learner:
        worst = furthest_off([point for case, each in found.items() if case.kind == kind for point in each])
        is_held &= max(worst) <= FURTHEST_OFF.get(kind, _FURTHEST_OFF)
        said = ", ".join(f"{name} {off:.3f}" for name, off in zip(NAMES, worst, strict=True))
        print(f"from day {_FROM_DAY} on, {kind}, at most off: {said}")
    sys.exit(not is_held)


if __name__ == "__main__":
    main()
