"""What a start takes, as ratios to ``import click``: ``python -m benchmarks.start_up BIN [BIN]``, or ``make start-up``.

Each BIN is the folder of an environment in which flashcards is installed plainly, as a user has it; given two, both are
measured in one run. In each round everything runs once, one after the other, and a ratio is taken within a round.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

# the last line of a session's first prompt on a pipe
PROMPT = b"Keys, one a line"
_IMPORTED = re.compile(r"import time:\s+(\d+) \|\s+(\d+) \| +(\S+)")
BUDGETS = {
    "decks": 1.5,
    "review, to its first prompt": 2.0,
    "review, to its end": 2.0,
    "own imports, decks": 0.5,
    "own imports, review to its first prompt": 1.0,
}


class Cost(NamedTuple):
    """What one run took in seconds: by the clock, and of the processor, which is not known in the middle of a run."""

    wall: float
    cpu: float | None = None


class Installed(NamedTuple):
    """An environment with flashcards in it, and the home folder of its user, in which all that is kept goes."""

    folder: Path
    user: str

    def python(self, *arguments: str) -> list[str]:
        """A command of its interpreter."""
        return [str(self.folder / "python"), *arguments]

    def flashcards(self, *arguments: str) -> list[str]:
        """A command of its console script."""
        return [str(self.folder / "flashcards"), *arguments]

    @property
    def variables(self) -> dict[str, str]:
        """What its processes are given: nothing says where to keep anything but the user's home."""
        theirs = {name: value for name, value in os.environ.items() if name not in ("FLASHCARDS_HOME", "XDG_DATA_HOME")}
        return theirs | {"HOME": self.user}


def whole(installed: Installed, command: Sequence[str]) -> Cost:
    """A process from its start to its end, without input."""
    start = time.perf_counter()
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, env=installed.variables)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    return Cost(time.perf_counter() - start, usage.ru_utime + usage.ru_stime)


def to_prompt(installed: Installed, command: Sequence[str]) -> Cost:
    """A session on a pipe, from its start to its first prompt."""
    start, pipe = time.perf_counter(), subprocess.PIPE
    with subprocess.Popen(
        command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, env=installed.variables
    ) as process:
        for line in process.stdout or ():
            if line.startswith(PROMPT):
                break
        found = Cost(time.perf_counter() - start)
        process.communicate()
    return found


def imported(installed: Installed, command: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Each module that a run of Python imports until its first prompt, if any: name, own and whole microseconds."""
    # both on one pipe, so that what was imported before the prompt comes before it
    run = subprocess.run(
        [command[0], "-X", "importtime", *command[1:]],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=True,
        env=installed.variables,
    )  # fmt: skip
    before = run.stdout.partition(PROMPT)[0].decode(errors="replace")
    for own, everything, name in _IMPORTED.findall(before):
        yield name, int(own), int(everything)


def own_imports(installed: Installed, command: str) -> float:
    """The time of our own modules on the way of a command, as a ratio to all that ``import click`` imports."""
    ours = imported(installed, installed.python(*installed.flashcards(command)))
    click = {name: everything for name, _, everything in imported(installed, installed.python("-c", "import click"))}
    return sum(own for name, own, _ in ours if name.partition(".")[0] == "flashcards") / click["click"]


def measured(installed: Installed) -> dict[str, Callable[[], Cost]]:
    """What is timed of an environment, ``import click`` first."""
    return {
        "import click": lambda: whole(installed, installed.python("-c", "import click")),
        "--version": lambda: whole(installed, installed.flashcards("--version")),
        "decks": lambda: whole(installed, installed.flashcards("decks")),
        "review, to its first prompt": lambda: to_prompt(installed, installed.flashcards("review")),
        "review, to its end": lambda: whole(installed, installed.flashcards("review")),
    }


class Ratio(NamedTuple):
    """How a thing stands to ``import click``: in the middle of all rounds, and its least to the least of that."""

    name: str
    middle: float
    least: float


def ratios(installed: Installed, rounds: Sequence[dict[str, Cost]]) -> Iterator[Ratio]:
    """What was timed, and then what is imported on the way.

    By the processor's time where it is known: it changes less with what else the machine does.
    """
    for name in list(rounds[0])[1:]:
        pairs = [(each[name], each["import click"]) for each in rounds]
        both = [(one.cpu, base.cpu) if one.cpu and base.cpu else (one.wall, base.wall) for one, base in pairs]
        least = min(one for one, _ in both) / min(base for _, base in both)
        yield Ratio(name, statistics.median(one / base for one, base in both), least)
    for name, command in (("own imports, decks", "decks"), ("own imports, review to its first prompt", "review")):
        found = [own_imports(installed, command) for _ in rounds]
        yield Ratio(name, statistics.median(found), min(found))


def main() -> None:
    """Measure, print, and end with 1 where the first environment does not hold a budget."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bins", metavar="BIN", type=Path, nargs="+")
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        environments = [Installed(path.absolute(), f"{scratch}/{place}") for place, path in enumerate(options.bins)]
        jobs = [measured(each) for each in environments]
        # the first round fills the homes and the caches, and does not count
        rounds = [[{name: job() for name, job in each.items()} for each in jobs] for _ in range(options.rounds + 1)][1:]
        found = [list(ratios(each, [turn[place] for turn in rounds])) for place, each in enumerate(environments)]
    for path, rows in zip(options.bins, found, strict=True):
        print(f"\n{path}\n\n| to import click | median | least | at most |\n|---|---:|---:|---:|")
        for row in rows:
            print(f"| {row.name} | {row.middle:.2f} | {row.least:.2f} | {BUDGETS.get(row.name, '')} |")
    sys.exit(any(row.middle > BUDGETS.get(row.name, row.middle) for row in found[0]))


if __name__ == "__main__":
    main()
