"""How long evenings grow before two interviews that are less than a week apart, for the learners of the other tables.

Run with ``python -m benchmarks.two_interviews``; the seeds are fixed. Nobody sweeps, and nothing limits a day.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from typing import NamedTuple

from benchmarks.learners import KINDS, PARTS, TELLING_MINUTES, Learner
from flashcards.schedule.forecast import Course, forecast
from flashcards.schedule.limits import LAST_DAYS, LONGEST_EVENING, Limits
from flashcards.schedule.proposal import proposed_grade
from flashcards.schedule.sm2 import Grade
from flashcards.schedule.standing import Standing

SIZES = ((12, 12), (20, 20), (20, 8), (8, 20))
AHEAD = (7, 10, 14, 21, 30)
APART = (2, 3, 4, 5, 6)
RUNS = 6


class Outcome(NamedTuple):
    """The longest of the last evenings in ratio to the median one, and which share of each deck is told whole."""

    longest: float
    whole: tuple[float, ...]


def followed(kind: str, sizes: Sequence[int], days: Sequence[int], seed: int) -> Outcome:
    """One run of the plan: decks of so many stories, each towards its day. From three evenings before the first day on
    evenings are last ones.
    """
    learner = Learner(kind, sum(sizes), seed)
    decks = [[Standing(f"{deck}/{number:03}") for number in range(size)] for deck, size in enumerate(sizes)]
    stories = {each.card: place for place, each in enumerate(each for deck in decks for each in deck)}
    whole: dict[int, float] = {}

    def look(today: int) -> None:
        for day, deck in zip(days, decks, strict=True):
            if day <= today and day not in whole:
                whole[day] = statistics.mean(learner.whole(stories[each.card], day) for each in deck)

    def tell(card: str, today: int) -> tuple[Grade, tuple[str, ...]]:
        look(today)
        missed = learner.tell(stories[card], today)
        return proposed_grade(len(PARTS), len(missed)), missed

    courses = [Course(tuple(deck), day, TELLING_MINUTES * 60) for deck, day in zip(decks, days, strict=True)]
    forecast(courses, 0, max(days), Limits(), tell=tell)
    look(max(days))
    minutes = learner.minutes
    last = max(much for evening, much in minutes.items() if evening >= min(days) - LAST_DAYS)
    return Outcome(last / statistics.median(minutes.values()), tuple(whole[day] for day in days))


def main() -> None:
    """Print a line for each learner and each distance of the first day."""
    print("| learner | days ahead | longest evening | over 1.5 | one interview | whole: the first | the second |")
    print("|" + " --- |" * 7)
    for kind in KINDS:
        for ahead in AHEAD:
            alone = [followed(kind, [sum(sizes)], [ahead], seed).longest for sizes in SIZES for seed in range(RUNS)]
            cells = [
                [followed(kind, sizes, [ahead, ahead + apart], seed) for seed in range(RUNS)]
                for sizes in SIZES
                for apart in APART
            ]
            longest = [statistics.mean(run.longest for run in cell) for cell in cells]
            shares = [statistics.mean(run.whole[deck] for cell in cells for run in cell) for deck in (0, 1)]
            over = sum(each > LONGEST_EVENING for each in longest)
            print(
                f"| {kind} | {ahead} | {statistics.mean(longest):.2f} | {over} of {len(cells)} "
                f"| {statistics.mean(alone):.2f} | {shares[0]:.3f} | {shares[1]:.3f} |"
            )


if __name__ == "__main__":
    main()
