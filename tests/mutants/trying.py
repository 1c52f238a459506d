"""Running the tests of a mutant in a process of its own."""

from __future__ import annotations

import enum
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module

import pytest

from tests.mutants.loading import MUTANT, ROOT, install
from tests.mutants.mutant import Mutant

# some ten times what the tests of one module take; by the clock only for what waits and does not compute
_LONGEST_CPU_SECONDS = 120
_LONGEST_SECONDS = 900
_MOST_BYTES = 4 << 30
_PYTEST = ("-x", "-q", "-n", "0", "-p", "no:cacheprovider", "--no-header")
# imported once, for all the processes that are forked
_COMMON = ("click.testing", "hypothesis.strategies", "pyte", "rich.console", "rich.table", "sqlite_utils", "yaml")
_FOUND = (pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.INTERRUPTED)


class Outcome(enum.Enum):
    """What became of a mutant."""

    FAILED = "a test failed"
    TIMED_OUT = "out of time"
    ALIVE = "alive"


def check_that_tests_pass(tried: Sequence[Mutant]) -> None:
    """End with a word where the tests fail without any change: then every mutant would seem to be noticed."""
    names = sorted({name for mutant in tried for name in mutant.tests})
    run = subprocess.run([sys.executable, "-m", "pytest", *_PYTEST, *_files(names)], cwd=ROOT, check=False)
    if run.returncode:
        sys.exit("the tests fail without any change")


def outcomes(tried: Sequence[Mutant], jobs: int) -> Iterator[tuple[Mutant, Outcome]]:
    """Each mutant with what became of it, as they end; so many at once."""
    for name in _COMMON:
        import_module(name)
    waiting = list(reversed(tried))
    running: dict[int, Mutant] = {}
    while waiting or running:
        while waiting and len(running) < jobs:
            mutant = waiting.pop()
            pid = os.fork()
            if not pid:
                _try(mutant)
            running[pid] = mutant
        pid, status = os.wait()
        yield running.pop(pid), _outcome(status)


def _try(mutant: Mutant) -> None:
    """Run its tests in this process, and end it with pytest's exit code."""
    signal.alarm(_LONGEST_SECONDS)
    resource.setrlimit(resource.RLIMIT_CPU, (_LONGEST_CPU_SECONDS, _LONGEST_CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_BYTES, _MOST_BYTES))
    sink = os.open(os.devnull, os.O_RDWR)
    for number in range(3):
        os.dup2(sink, number)
    os.environ[MUTANT] = f"{mutant.path}:{mutant.change.number}"
    os.environ["PYTHONPATH"] = os.pathsep.join([str(ROOT / "tests/mutants/site"), str(ROOT)])
    os.environ["HYPOTHESIS_PROFILE"] = "first"
    install()
    os._exit(int(pytest.main([*_PYTEST, *_files(mutant.tests)])))


def _files(tests: Sequence[str]) -> list[str]:
    return [str(ROOT / "tests" / f"{name}.py") for name in tests]


def _outcome(status: int) -> Outcome:
    code = os.waitstatus_to_exitcode(status)
    if code == pytest.ExitCode.OK:
        return Outcome.ALIVE
    if code < 0:
        return Outcome.TIMED_OUT
    if code not in _FOUND:
        sys.exit(f"pytest ended with {code}, which says nothing of the mutant")
    return Outcome.FAILED
