"""``make mutants``: 400 changes by a fixed seed, each in a process of its own that runs the tests of its module.

``python -m tests.mutants [--again] [COUNT [PATH]...]`` tries so many, of these modules only; ``--again`` those only
that no test noticed when they were tried last. A run of all of them writes REPORT.md. Ends with 1 where fewer than nine
in ten were noticed, or one that was not is not explained.

A mutant is noticed when a test fails under it or it takes far longer than the tests do. The change is there in every
process that a test starts with the environment that it has. Nothing is left out beforehand.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Sequence

from tests.mutants.explained import EXPLAINED
from tests.mutants.loading import ROOT
from tests.mutants.mutant import TARGETS, Mutant, mutants
from tests.mutants.trying import Outcome, check_that_tests_pass, outcomes

COUNT, SEED = 400, 20261123
_LEAST_NOTICED = 0.9
_REPORT = ROOT / "tests/mutants/REPORT.md"
# what became of each that was tried, so that those left can be tried again
_MEMORY = ROOT / ".mutants.json"


def report(results: Sequence[tuple[Mutant, Outcome]]) -> str:
    """The table, and every mutant that lives with why."""
    counts = Counter((each.path, outcome) for each, outcome in results)
    alive = sorted(each.key for each, outcome in results if outcome is Outcome.ALIVE)
    paths = sorted({each.path for each, _ in results})
    sums = {outcome: sum(counts[path, outcome] for path in paths) for outcome in Outcome}
    noticed = len(results) - sums[Outcome.ALIVE]
    lines = [
        "# Mutants",
        "",
        f"{len(results)} changes of one place each, by the seed {SEED}: {noticed / len(results):.1%} were noticed.",
        "`make mutants` tries them anew.",
        "",
        "| module | changes | a test failed | out of time | alive |",
        "|---|---|---|---|---|",
        *(f"| {path} | {_row([counts[path, outcome] for outcome in Outcome])} |" for path in paths),
        f"| all | {_row([sums[outcome] for outcome in Outcome])} |",
        "",
        "## Alive",
        "",
        *(f"- {key}: {EXPLAINED.get(key, 'not explained yet')}" for key in alive),
    ]
    return "\n".join(lines) + "\n"


def _lot(mutant: Mutant) -> bytes:
    """By what the mutants are drawn: a change of the sources leaves those of all other places drawn or not."""
    return hashlib.blake2b(f"{SEED} {mutant.key}".encode()).digest()


def _row(counts: Sequence[int]) -> str:
    return " | ".join(map(str, [sum(counts), *counts]))


def _remembered() -> dict[str, Outcome]:
    if not _MEMORY.exists():
        return {}
    return {key: Outcome(name) for key, name in json.loads(_MEMORY.read_text(encoding="utf-8")).items()}


def _refusal(args: Sequence[str]) -> str:
    """Why these arguments say nothing that can be tried, "" where they do."""
    if args and not (args[0].isdecimal() and int(args[0])):
        return f"{args[0]} is no number of changes"
    strange = next(
        (path for path in args[1:] if not (path.startswith(tuple(TARGETS)) and (ROOT / path).exists())), None
    )
    return "" if strange is None else f"no tests are known for {strange}; they are for {', '.join(TARGETS)}"


def main(args: Sequence[str]) -> int:
    """Try the mutants, print each that lives as it is found, and write the report of a whole run."""
    again, args = "--again" in args, [each for each in args if each != "--again"]
    if refusal := _refusal(args):
        print(refusal, file=sys.stderr)
        return 2
    every = mutants(args[1:] or list(TARGETS))
    count = min(int(args[0]) if args else COUNT, len(every))
    chosen = sorted(every, key=_lot)[:count]
    known = _remembered() if again else {}
    tried = [each for each in chosen if known.get(each.key, Outcome.ALIVE) is Outcome.ALIVE]
    begun = time.monotonic()
    check_that_tests_pass(tried)
    for mutant, outcome in outcomes(tried, os.cpu_count() or 1):
        known[mutant.key] = outcome
        _MEMORY.write_text(json.dumps(known), encoding="utf-8")
        if outcome is Outcome.ALIVE:
            print(f"line {mutant.change.line}: {mutant.key}", flush=True)
    results = [(each, known[each.key]) for each in chosen]
    alive = [each.key for each, outcome in results if outcome is Outcome.ALIVE]
    noticed = count - len(alive)
    print(f"{noticed} of {count} noticed, of {len(every)} there are; {time.monotonic() - begun:.0f} s")
    if not args:
        _REPORT.write_text(report(results), encoding="utf-8")
    return int(noticed < _LEAST_NOTICED * count or not EXPLAINED.keys() >= set(alive))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
