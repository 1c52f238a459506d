"""How well a simulated person tells their stories on the day: plain SM-2, SM-2 with the day set, and cramming.

Each part of a story is a memory of its own in the published FSRS model (the ``fsrs`` package, its default
parameters); a telling recalls a part with the model's probability, and is graded as ``review`` proposes. Run with
``python -m benchmarks.interview``; the seeds are fixed, so that it prints the same table every time.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from fsrs import Card as Memory
from fsrs import Rating, Scheduler

from flashcards.schedule.limits import new_a_day
from flashcards.schedule.plan import last_rehearsals, shown_on
from flashcards.schedule.proposal import proposed_grade
from flashcards.schedule.standing import Standing, graded

PARTS = 4
# how likely a part of one's own story is told right the first time, before it was ever rehearsed
FAMILIAR = 0.5
TELLING_MINUTES = 2.0
DRILL_MINUTES = 0.5
START = datetime(2026, 1, 1, 12, tzinfo=UTC)
SIZES = (10, 20, 40, 60)
AHEAD = range(5, 61)
# so many stories are simulated for every cell of the table, in as many runs as that takes
STORIES_A_CELL = 1000
GOALS = {5: 0.94, 10: 0.97}
MOST_TELLINGS = 1.3


@dataclass(frozen=True, slots=True)
class Outcome:
    """One simulated run: expected recall of a part, and of all parts of a story, on the day; what it cost."""

    recall: float
    whole: float
    tellings: int
    minutes: float
    heaviest: float


class Learner:
    """Somebody with stories of four parts, each part a memory by itself."""

    def __init__(self, stories: int, seed: int) -> None:
        self._scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
        self._chance = random.Random(seed)
        self.parts = [[Memory() for _ in range(PARTS)] for _ in range(stories)]
        self.minutes: dict[int, float] = {}
        self.tellings = 0

    def tell(self, story: int, day: int) -> tuple[str, ...]:
        """Tell a story, drill what was missed until it is recalled; return the parts that were missed."""
        now = START + timedelta(days=day)
        missed = [part for part in range(PARTS) if self._chance.random() >= self._recall(story, part, now)]
        for part in range(PARTS):
            self._rate(story, part, Rating.Again if part in missed else Rating.Good, now)
        for part in missed:
            self._rate(story, part, Rating.Good, now)
        self.tellings += 1
        self.minutes[day] = self.minutes.get(day, 0.0) + TELLING_MINUTES + DRILL_MINUTES * len(missed)
        return tuple(f"part {part}" for part in missed)

    def _recall(self, story: int, part: int, now: datetime) -> float:
        memory = self.parts[story][part]
        return self._scheduler.get_card_retrievability(memory, now) if memory.last_review else FAMILIAR

    def _rate(self, story: int, part: int, rating: Rating, now: datetime) -> None:
        self.parts[story][part], _ = self._scheduler.review_card(self.parts[story][part], rating, now)

    def outcome(self, day: int) -> Outcome:
        """How they stand on the day."""
        now = START + timedelta(days=day)
        told = [[self._recall(story, part, now) for part in range(PARTS)] for story in range(len(self.parts))]
        whole = [statistics.geometric_mean(parts) ** PARTS for parts in told]
        recall = statistics.mean(chance for parts in told for chance in parts)
        minutes = self.minutes.values()
        return Outcome(recall, statistics.mean(whole), self.tellings, sum(minutes), max(minutes))


def rehearsed(stories: int, ahead: int, seed: int, drawn_forward: bool) -> Outcome:
    """A review every day until the day, new cards paced; the last rehearsals only where the day is set."""
    learner = Learner(stories, seed)
    standings = [Standing(f"deck/{number:03}") for number in range(stories)]
    for today in range(ahead):
        rehearsals = last_rehearsals(standings, ahead, today, None) if drawn_forward else {}
        days = [shown_on(each, rehearsals) for each in standings]
        fresh = [place for place, day in enumerate(days) if day is None]
        new = new_a_day(len(fresh), ahead, today)
        due = [place for place, day in enumerate(days) if day is not None and day <= today]
        for place in [*due, *fresh[:new]]:
            missed = learner.tell(place, today)
            standings[place] = graded(standings[place], proposed_grade(PARTS, len(missed)), today, missed)
    return learner.outcome(ahead)


def crammed(stories: int, ahead: int, seed: int) -> Outcome:
    """Everything for the first time on the evening before."""
    learner = Learner(stories, seed)
    for story in range(stories):
        learner.tell(story, ahead - 1)
    return learner.outcome(ahead)


STRATEGIES: dict[str, Callable[[int, int, int], Outcome]] = {
    "plain SM-2": lambda stories, ahead, seed: rehearsed(stories, ahead, seed, drawn_forward=False),
    "day set": lambda stories, ahead, seed: rehearsed(stories, ahead, seed, drawn_forward=True),
    "cramming": crammed,
}


@dataclass(frozen=True, slots=True)
class Cell:
    """The mean outcome of every strategy for so many stories, so many days ahead."""

    stories: int
    ahead: int
    outcomes: dict[str, Outcome]

    @property
    def tellings(self) -> float:
        """Tellings with the day set, as a ratio to plain SM-2's."""
        return self.outcomes["day set"].tellings / self.outcomes["plain SM-2"].tellings

    @property
    def goal(self) -> float:
        """The recall that is asked for so many days ahead."""
        return max(goal for ahead, goal in GOALS.items() if ahead <= self.ahead)

    @property
    def holds(self) -> bool:
        """Whether what is asked for is reached."""
        return self.outcomes["day set"].recall >= self.goal and self.tellings <= MOST_TELLINGS


def measured(case: tuple[int, int]) -> Cell:
    """Simulate one cell of the table."""
    stories, ahead = case
    seeds = range(-(-STORIES_A_CELL // stories))
    outcomes = {}
    for name, strategy in STRATEGIES.items():
        runs = [asdict(strategy(stories, ahead, seed)) for seed in seeds]
        outcomes[name] = Outcome(**{key: statistics.mean(run[key] for run in runs) for key in runs[0]})
    return Cell(stories, ahead, outcomes)


def rows(cells: Sequence[Cell]) -> list[str]:
    """The table: one line for each number of days ahead, over all numbers of stories."""
    lines = ["| days ahead | recall: plain | day set | lowest | cramming | whole: plain | day set | cramming |"]
    lines[0] += " tellings, most | minutes | heaviest day |"
    lines.append("|" + " ---: |" * 11)
    for ahead in sorted({cell.ahead for cell in cells}):
        lines.append(_row(ahead, [cell for cell in cells if cell.ahead == ahead]))
    return lines


def _row(ahead: int, cells: Sequence[Cell]) -> str:
    def mean(name: str, field: str) -> float:
        return statistics.mean(getattr(cell.outcomes[name], field) for cell in cells)

    plain, day, cram = STRATEGIES
    lowest = min(cell.outcomes[day].recall for cell in cells)
    recalls = [
        f"{mean(plain, 'recall'):.3f}",
        f"{mean(day, 'recall'):.3f}",
        f"{lowest:.3f}",
        f"{mean(cram, 'recall'):.3f}",
    ]
    whole = [f"{mean(name, 'whole'):.2f}" for name in STRATEGIES]
    most = f"{max(cell.tellings for cell in cells):.2f}"
    minutes = f"{mean(day, 'minutes') / mean(plain, 'minutes'):.2f}"
    heaviest = f"{mean(day, 'heaviest') / mean(plain, 'heaviest'):.2f}"
    return "| " + " | ".join([str(ahead), *recalls, *whole, most, minutes, heaviest]) + " |"


def main() -> None:
    """Simulate every cell, print the table and whether every cell reaches its goal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, help="also write every cell to this file")
    parser.add_argument("--ahead", type=int, nargs="*", default=AHEAD, help="only these numbers of days")
    options = parser.parse_args()
    cases = [(stories, ahead) for ahead in options.ahead for stories in SIZES]
    with ProcessPoolExecutor(os.cpu_count()) as workers:
        cells = list(workers.map(measured, cases))
    print("\n".join(rows(cells)))
    short = [cell for cell in cells if not cell.holds]
    for cell in short:
        print(f"not reached: {cell.stories} stories, {cell.ahead} days: {cell.outcomes['day set'].recall:.4f}, "
              f"{cell.tellings:.3f} times the tellings")  # fmt: skip
    print(f"{len(cells) - len(short)} of {len(cells)} cells reach their goal ({GOALS}, at most {MOST_TELLINGS} times)")
    if options.json:
        options.json.write_text(json.dumps([asdict(cell) for cell in cells]) + "\n", encoding="utf-8")
    sys.exit(bool(short))


if __name__ == "__main__":
    main()
