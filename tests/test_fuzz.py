"""What fuzzing found stays mended."""

from __future__ import annotations

import pytest

from tests.examples import every, for_each
from tests.fuzz.targets import FOUND, TARGETS, seeds
from tests.sound import steady

FINDINGS = sorted(FOUND.iterdir())


@for_each("path", FINDINGS)
def test_what_was_found_is_read(path):
    """Each text that once broke a reader; the name begins with the target."""
    TARGETS[path.name.partition("-")[0]](path.read_bytes())


@for_each("target", TARGETS)
def test_every_target_takes_its_seeds_and_none_at_all(target):
    """So that fuzzing begins with texts that are known to be read; by default one in sixteen of them is."""
    for data in (b"", *every(16, [*seeds(target)])):
        TARGETS[target](data)


def test_a_text_that_takes_too_long_is_noticed():
    """The bound on time can fail."""
    with pytest.raises(AssertionError, match="took"):
        steady(b"## a?\n\nText: b\n", seconds=0)
