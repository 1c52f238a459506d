"""``make faults``: everything that is done to a home, at length, with the counts of each as it ends.

``python -m tests.faults kills flips`` runs only these, ``--quick`` less of each (`make faults ARGS=--quick`).
Ends with 1 if anything was lost.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests.faults import flips, full_disk, kills, merges, power_cuts, signals, two_processes, zones

# counts that say that something went wrong; every other one says how much was tried
FAILURES = frozenset(
    {
        "acknowledged grades lost",
        "cards left ungraded",
        "counted twice",
        "counters wrong",
        "decks lost or torn",
        "events nobody made",
        "files that do not open",
        "grades changed unnoticed",
        "grades lost",
        "jumps over a day",
        "log and schedule disagree",
        "refused and stored all the same",
        "schedules that differ",
        "sessions on one deck that failed",
        "sessions that failed",
        "tracebacks",
        "wrong endings",
        "wrong exit codes",
        "wrong study days",
    }
)


QUICK = "--quick"
_WIDTH = 60


@dataclass(frozen=True, slots=True)
class Run:
    """One kind of fault: what runs it, how much of it, and how much where it has to be quick."""

    title: str
    run: Callable[[int], Mapping[str, int]]
    count: int
    few: int


# to add a fault: a module with ``run(count) -> {what was counted: how often}``, and a line here
RUNS = {
    "kills": Run("kill -9 at random moments of real sessions", kills.run, 200, 30),
    "power_cuts": Run("power cuts after every system call, two sessions", power_cuts.run, 60, 8),
    "full_disk": Run("a disk that runs full, a page later each time", full_disk.run, 40, 10),
    "two_processes": Run("two processes that grade at once", two_processes.run, 600, 100),
    "signals": Run("Ctrl-C, SIGTERM and SIGHUP, many times each on a pipe and on a terminal", signals.run, 40, 8),
    "flips": Run("bytes of the database flipped, over the whole file", flips.run, 10_000, 500),
    "merges": Run("histories of three machines, merged in every order", merges.run, 20_000, 1_000),
    "zones": Run("the study day in every time zone, two years by the hour", zones.run, 0, 120),
}


def main(args: list[str]) -> int:
    """Run the faults that are named, all where none is; print each row as it ends, and return the exit code."""
    names = [arg for arg in args if arg != QUICK]
    unknown = [name for name in names if name not in RUNS]
    if unknown:
        print(f"there is no {unknown[0]}; there are {', '.join(RUNS)}", file=sys.stderr)
        return 2
    quick = QUICK in args
    failed = 0
    for name in names or RUNS:
        run = RUNS[name]
        begun = time.monotonic()
        print(f"{run.title} ...", flush=True)
        counts = run.run(run.few if quick else run.count)
        for what, number in counts.items():
            print(f"{_label(what):<{_WIDTH}}{number:>10,}")
        print(f"  {time.monotonic() - begun:.0f} s\n", flush=True)
        failed += sum(number for what, number in counts.items() if what in FAILURES)
    print(f"FAILED: {failed:,} things that must not happen" if failed else "Nothing was lost.")
    return int(failed > 0)


def _label(what: str) -> str:
    return f"  {what}" + (", must be 0" if what in FAILURES else "")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
