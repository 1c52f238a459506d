"""Running the tests of a mutant in a process of its own."""

from __future__ import annotations

import enum
import os
import resource
import signal
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
_PYTEST = ("-x", "-q", "-p", "no:xdist", "-p", "no:cacheprovider", "-W", "ignore::pytest.PytestAssertRewriteWarning")
# imported once, for all the processes that are forked
_COMMON = ("click.testing", "hypothesis.strategies", "pyte", "rich.console", "rich.table", "sqlite_utils", "yaml")
_FOUND = (pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.INTERRUPTED)


class Outcome(enum.StrEnum):
    """What became of a mutant."""

    FAILED = "a test failed"
    TIMED_OUT = "out of time"
    ALIVE = "alive"


def check_that_tests_pass(tried: Sequence[Mutant]) -> None:
    """End with what failed where the tests fail without any change: then every mutant would seem to be noticed."""
    tests = sorted({name for mutant in tried for name in mutant.tests})
    pid = _forked("", tests)
    if os.waitpid(pid, 0)[1]:
        sys.exit("the tests fail without any change")


def outcomes(tried: Sequence[Mutant], jobs: int) -> Iterator[tuple[Mutant, Outcome]]:
    """Each mutant with what became of it, as they end; so many at once."""
    waiting = list(reversed(tried))
    running: dict[int, Mutant] = {}
    while waiting or running:
        while waiting and len(running) < jobs:
            mutant = waiting.pop()
            running[_forked(f"{mutant.path}:{mutant.change.number}", mutant.tests)] = mutant
        pid, status = os.wait()
        yield running.pop(pid), _outcome(status)


def _forked(mutant: str, tests: Sequence[str]) -> int:
    """Run tests in a process of its own, in silence where there is a mutant, that ends with pytest's exit code."""
    for name in _COMMON:
        import_module(name)
    pid = os.fork()
    if pid:
        return pid
    if mutant:
        _bound()
    os.environ[MUTANT] = mutant
    os.environ["PYTHONPATH"] = os.pathsep.join([str(ROOT / "tests/mutants/site"), str(ROOT)])
    os.environ["HYPOTHESIS_PROFILE"] = "first"
    install()
    # one module after the other: most mutants are noticed by the first, and the others need not be imported
    codes = (int(pytest.main([*_PYTEST, str(ROOT / "tests" / f"{name}.py")])) for name in tests)
    os._exit(next(filter(None, codes), 0))


def _bound() -> None:
    """Let this process neither run on for ever nor say anything."""
    signal.alarm(_LONGEST_SECONDS)
    resource.setrlimit(resource.RLIMIT_CPU, (_LONGEST_CPU_SECONDS, _LONGEST_CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_BYTES, _MOST_BYTES))
    sink = os.open(os.devnull, os.O_RDWR)
    for number in range(3):
        os.dup2(sink, number)


def _outcome(status: int) -> Outcome:
    code = os.waitstatus_to_exitcode(status)
    if code == pytest.ExitCode.OK:
        return Outcome.ALIVE
    if code < 0:
        return Outcome.TIMED_OUT
    if code not in _FOUND:
        sys.exit(f"pytest ended with {code}, which says nothing of the mutant")
    return Outcome.FAILED
