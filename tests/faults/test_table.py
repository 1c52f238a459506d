"""The table of faults: every number, and no test that does not exist."""

from __future__ import annotations

import re
from pathlib import Path

HERE = Path(__file__).parent
ROWS = re.findall(r"^\| (\d+)\*? \| .* \| (.*) \|$", (HERE / "README.md").read_text(encoding="utf-8"), re.MULTILINE)


def test_every_number_has_its_test_or_its_reason():
    """Sixty of them, in their order."""
    assert [int(number) for number, _ in ROWS] == list(range(1, 61))
    for number, held in ROWS:
        assert "::" in held or "cannot occur" in held or "not covered yet" in held, number


def test_every_test_that_is_named_exists():
    """In the module that is named."""
    for number, held in ROWS:
        for bold, module, name in re.findall(r"(\*\*)?(test_\w+)(?:\*\*)?::(test_\w+)", held):
            text = ((HERE if bold else HERE.parent) / f"{module}.py").read_text(encoding="utf-8")
            assert f"def {name}(" in text, f"{number}: {module}::{name}"
