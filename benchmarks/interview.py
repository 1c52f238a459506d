"""How well simulated people tell their stories on the day: by plain SM-2, the day set, with sweeps, and by cramming.

A telling recalls a part with the chance that the memory gives, and is graded as ``review`` proposes. Run with
``python -m benchmarks.interview``; the seeds are fixed, so that it prints the same tables every time.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.learners import DRILL_MINUTES, KINDS, PARTS, TELLING_MINUTES, Learner
from flashcards.schedule.limits import (
    LAST_DAYS,
    LONGEST_EVENING,
    NOT_KNOWN,
    SWEPT_DAYS,
    Usual,
    is_swept,
    new_a_day,
    seconds_with_drills,
    usual_evening,
)
from flashcards.schedule.plan import last_rehearsals, shown_on
from flashcards.schedule.proposal import proposed_grade
from flashcards.schedule.recall.learner import Learner as Estimate
from flashcards.schedule.recall.learner import learner_of
from flashcards.schedule.recall.sweep import Counted, Evening, rooms_for_sweeps, sweep
from flashcards.schedule.standing import Standing, graded

# what a telling and a part by itself take by the plan, with what is missed and asked again
EVENING_MINUTES, PART_MINUTES = map(seconds_with_drills, (TELLING_MINUTES, DRILL_MINUTES))
SIZES = (20, 40)
_PLACES = range(len(PARTS))
# the shares that a sweep says are not looked at
_NO_SHARES = Counted((), 0.0)
AHEAD = (5, 7, 10, 14, 21, 40)
# of each size so many stories are simulated for every cell of a table, in as many runs as that takes
STORIES_A_CELL = 240
# with three long evenings new stories come until a week before, and from so many days before on as long as they can
_WEEK, _SOON = 7, 10
GOALS = {5: 0.94, 10: 0.97}
MOST_TELLINGS = 1.3
MOST_MINUTES = 1.05


@dataclass(frozen=True, slots=True)
class Outcome:
    """One simulated run: expected recall of a part, and of all parts of a story, on the day; what it cost.

    ``heaviest`` is the longest evening of the last ten days, as a ratio to the median one.
    """

    recall: float
    whole: float
    tellings: float
    minutes: float
    heaviest: float


class Run:
    """Somebody who follows a strategy, evening after evening, until the day."""

    def __init__(self, kind: str, stories: int, ahead: int, seed: int, effect: bool) -> None:
        self.learner = Learner(kind, stories, seed, effect)
        self.ahead = ahead
        self.standings = [Standing(f"deck/{number:03}") for number in range(stories)]
        self._estimate: Estimate | None = None

    def evening(self, today: int, drawn: bool = True, sweeps: bool = False, three: bool = False) -> None:
        """What is due or drawn forward, then what is new, then a sweep.

        ``three``: last rehearsals take the last three evenings, however long these are, and nothing is new on them.
        """
        days = self._shown(today, three) if drawn else [each.due for each in self.standings]
        fresh = [place for place, day in enumerate(days) if day is None]
        due = [place for place, day in enumerate(days) if day is not None and day <= today]
        pace = _before_three_evenings if three else new_a_day
        for place in [*due, *fresh[: pace(len(fresh), self.ahead, today)]]:
            self._tell(place, today)
        if sweeps and self.ahead - today <= SWEPT_DAYS:
            self._sweep(today)

    def _shown(self, today: int, three: bool = False) -> list[int | None]:
        """The day on which each story is shown next, as the plan has it; None for a new one."""
        swept = max((day for day in self.learner.swept if day < today), default=None)
        usual = Usual(usual_evening(self.learner.told, today), is_swept(self.ahead, swept))
        rehearsals = last_rehearsals(self.standings, self.ahead, today, None, NOT_KNOWN if three else usual)
        return [shown_on(each, rehearsals) for each in self.standings]

    def _tell(self, place: int, today: int) -> None:
        missed = self.learner.tell(place, today)
        grade = proposed_grade(len(PARTS), len(missed))
        self.standings[place] = graded(self.standings[place], grade, today, missed)

    def _sweep(self, today: int) -> None:
        """The sweep that ``review`` offers, by what the log says; whose memory it is, is worked out once."""
        learner, days = self.learner, self._shown(today)
        evenings = {day: Evening(minutes, learner.swept.get(day, 0.0)) for day, minutes in learner.minutes.items()}
        for evening in range(today, self.ahead):
            waits = EVENING_MINUTES * sum(1 for day in days if day == evening > today)
            evenings[evening] = Evening(learner.minutes.get(evening, 0.0) + waits)
        rooms = rooms_for_sweeps(evenings, today)
        if min(rooms.evenings[today], rooms.seconds) < PART_MINUTES:
            return
        stories = learner.stories([each.card for each in self.standings], self.ahead)
        self._estimate = self._estimate or learner_of(stories)
        planned = {each.card: day for each, day in zip(self.standings, days, strict=True) if day and day > today}
        found = sweep(stories, self._estimate, today, PART_MINUTES, rooms, planned, _NO_SHARES)
        for card, parts in found.chosen.items() if found.pays else ():
            learner.sweep(int(card.rpartition("/")[2]), [each.part for each in parts], today)

    def outcome_if_stopped(self) -> float:
        """The share of stories told whole on the day, if nothing more is told."""
        return statistics.mean(self.learner.whole(story, self.ahead) for story in range(len(self.standings)))

    def outcome(self) -> Outcome:
        """How they stand on the day."""
        learner, day = self.learner, self.ahead
        stories = range(len(self.standings))
        recall = statistics.mean(learner.recall(story, place, day) for story in stories for place in _PLACES)
        whole = self.outcome_if_stopped()
        minutes = learner.minutes
        last = max(minutes.get(day - back, 0.0) for back in range(1, SWEPT_DAYS + 1))
        return Outcome(
            recall, whole, sum(learner.told.values()), sum(minutes.values()), last / statistics.median(minutes.values())
        )


class Knowing(Run):
    """Somebody who knows the memory of each part, and asks for single ones, in so many ``minutes`` an evening.

    New stories are told whole, on the evenings on which they come with three long evenings at the end.
    """

    def __init__(self, case: Case, stories: int, seed: int, minutes: Mapping[int, float]) -> None:
        super().__init__(case.kind, stories, case.ahead, seed, case.effect)
        self._minutes = minutes

    def evening_of_parts(self, today: int, worth: Callable[[Learner, int, int, int, int], float]) -> None:
        """What is new, then the parts that are worth most."""
        seen = [place for place, each in enumerate(self.standings) if each.due is not None]
        fresh = [place for place, each in enumerate(self.standings) if each.due is None]
        for place in fresh[: _before_three_evenings(len(fresh), self.ahead, today)]:
            self._tell(place, today)
        learner, end = self.learner, self._minutes.get(today, 0.0) - DRILL_MINUTES
        worths = {(story, part): worth(learner, story, part, today, self.ahead) for story in seen for part in _PLACES}
        for story, part in sorted(worths, key=worths.__getitem__, reverse=True):
            if learner.minutes.get(today, 0.0) > end:
                return
            learner.sweep(story, [PARTS[part]], today)


def _weak(learner: Learner, story: int, part: int, today: int, day: int) -> float:
    return -learner.recall(story, part, day)


def _gains(learner: Learner, story: int, part: int, today: int, day: int) -> float:
    """What asking for a part today adds to the chance that its story is told whole, as far as parts are independent."""
    stopped = learner.recall(story, part, day)
    return learner.whole(story, day) * (learner.recall_if_asked(story, part, today, day) / stopped - 1)


def _before_three_evenings(left: int, day: int, today: int) -> int:
    """How many of the new cards to introduce where nothing new is to come on the last three evenings."""
    days = day - today - (_WEEK if day - today >= _SOON else LAST_DAYS)
    return -(-left // days) if days > 0 else 0


def followed(case: Case, stories: int, seed: int, **how: Any) -> Outcome:
    """A review every day until the day."""
    run = Run(case.kind, stories, case.ahead, seed, case.effect)
    for today in range(case.ahead):
        run.evening(today, **how)
    return run.outcome()


def known(case: Case, stories: int, seed: int, worth: Callable[[Learner, int, int, int, int], float]) -> Outcome:
    """By who knows the memories, each evening as long as where the last three are long."""
    like = Run(case.kind, stories, case.ahead, seed, case.effect)
    for today in range(case.ahead):
        like.evening(today, three=True)
    run = Knowing(case, stories, seed, like.learner.minutes)
    for today in range(case.ahead):
        run.evening_of_parts(today, worth)
    return run.outcome()


def crammed(case: Case, stories: int, seed: int) -> Outcome:
    """Everything for the first time on the evening before."""
    run = Run(case.kind, stories, case.ahead, seed, case.effect)
    for story in range(stories):
        run.learner.tell(story, case.ahead - 1)
    return run.outcome()


@dataclass(frozen=True, slots=True)
class Case:
    """Whose stories, how many days ahead, and whether the parts of a story are alike."""

    kind: str
    ahead: int
    effect: bool


Strategy = Callable[[Case, int, int], Outcome]
STRATEGIES: dict[str, Strategy] = {
    "plain SM-2": lambda case, stories, seed: followed(case, stories, seed, drawn=False),
    "three evenings": lambda case, stories, seed: followed(case, stories, seed, three=True),
    "day set": followed,
    "with sweeps": lambda case, stories, seed: followed(case, stories, seed, sweeps=True),
    "knows what is weak": partial(known, worth=_weak),
    "knows what gains": partial(known, worth=_gains),
    "cramming": crammed,
}


@dataclass(frozen=True, slots=True)
class Cell:
    """The mean outcome of every strategy in a case.

    ``error`` is the standard error of what sweeps add to the share told whole on three long evenings, of the same runs.
    """

    case: Case
    outcomes: dict[str, Outcome]
    error: float

    @property
    def tellings(self) -> float:
        """Tellings with sweeps, as a ratio to plain SM-2's."""
        return self.outcomes["with sweeps"].tellings / self.outcomes["plain SM-2"].tellings

    @property
    def minutes(self) -> float:
        """Minutes with sweeps, as a ratio to those of three long evenings without."""
        return self.outcomes["with sweeps"].minutes / self.outcomes["three evenings"].minutes

    @property
    def knows(self) -> float:
        """The share told whole by who knows the memories, in the better of two ways."""
        return max(self.outcomes[name].whole for name in ("knows what is weak", "knows what gains"))

    @property
    def holds(self) -> bool:
        """Whether no evening is long, nothing is lost against three long ones, and the default learner is ready."""
        found = self.outcomes["with sweeps"]
        gains = found.whole >= self.outcomes["three evenings"].whole - 0.002 and found.heaviest <= LONGEST_EVENING
        goal = max(goal for ahead, goal in GOALS.items() if ahead <= self.case.ahead)
        is_met = found.recall >= goal and self.tellings <= MOST_TELLINGS
        return gains and self.minutes <= MOST_MINUTES and (is_met or self.case.kind != "default" or self.case.effect)


def measured(case: Case) -> Cell:
    """Simulate one cell."""
    outcomes, wholes = {}, {}
    for name, strategy in STRATEGIES.items():
        found = [strategy(case, size, seed) for size in SIZES for seed in range(-(-STORIES_A_CELL // size))]
        wholes[name] = [each.whole for each in found]
        fields = [asdict(each) for each in found]
        outcomes[name] = Outcome(**{key: statistics.mean(each[key] for each in fields) for key in fields[0]})
    added = [swept - three for swept, three in zip(wholes["with sweeps"], wholes["three evenings"], strict=True)]
    return Cell(case, outcomes, statistics.stdev(added) / len(added) ** 0.5)


def table(cells: Sequence[Cell]) -> list[str]:
    """One line for each number of days ahead."""
    lines = ["| days ahead | recall: plain | three evenings | with sweeps | whole: plain | three evenings | day set |"]
    lines[0] += " with sweeps | +- | knows | cramming | tellings | minutes | evening: three | day set | with sweeps |"
    return [*lines, "|" + " ---: |" * 16, *(_row(cell) for cell in cells)]


def _row(cell: Cell) -> str:
    found = cell.outcomes
    recall = [f"{found[name].recall:.3f}" for name in ("plain SM-2", "three evenings", "with sweeps")]
    whole = [f"{found[name].whole:.3f}" for name in ("plain SM-2", "three evenings", "day set", "with sweeps")]
    whole += [f"{cell.error:.3f}", f"{cell.knows:.3f}", f"{found['cramming'].whole:.3f}"]
    evenings = [f"{found[name].heaviest:.2f}" for name in ("three evenings", "day set", "with sweeps")]
    costs = [f"{cell.tellings:.2f}", f"{cell.minutes:.3f}"]
    return "| " + " | ".join([str(cell.case.ahead), *recall, *whole, *costs, *evenings]) + " |"


def main() -> None:
    """Simulate every cell, print the tables and whether every cell reaches what is asked of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, help="also write every cell to this file")
    parser.add_argument("--ahead", type=int, nargs="*", default=AHEAD, help="only these numbers of days")
    parser.add_argument("--learner", choices=KINDS, nargs="*", default=list(KINDS), help="only these learners")
    options = parser.parse_args()
    cases = [
        Case(kind, ahead, effect) for effect in (False, True) for kind in options.learner for ahead in options.ahead
    ]
    with ProcessPoolExecutor(os.cpu_count()) as workers:
        cells = []
        for cell in workers.map(measured, cases):
            cells.append(cell)
            if cell.case.ahead == options.ahead[-1]:
                print(f"\n{cell.case.kind}{', parts of a story alike' if cell.case.effect else ''}\n")
                print("\n".join(table(cells[-len(options.ahead) :])), flush=True)
    short = [cell for cell in cells if not cell.holds]
    print(f"\n{len(cells) - len(short)} of {len(cells)} cells reach what is asked", *(each.case for each in short))
    if options.json:
        options.json.write_text(json.dumps([asdict(cell) for cell in cells]) + "\n", encoding="utf-8")
    sys.exit(bool(short))


if __name__ == "__main__":
    main()
