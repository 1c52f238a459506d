"""A plugin of pytest that hides what only POSIX has: ``python -m pytest -p tests.hidden``."""

from __future__ import annotations

import os
import sys

import pytest

POSIX_ALONE = ("termios", "tty", "fcntl", "pty", "resource", "pwd", "grp")


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    """Before anything of ours is imported."""
    sys.modules.update(dict.fromkeys(POSIX_ALONE))
    del os.geteuid
