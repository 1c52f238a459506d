"""A profile of each version of Anki that ``make test-anki`` names."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.conftest import Home
from tests.real_anki.profile import VERSIONS, Profile

_DAY = 24 * 60 * 60


@pytest.fixture(params=VERSIONS or [""])
def profile(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Profile]:
    """A new profile, closed at the end."""
    with Profile(request.param, tmp_path / "profile") as opened:
        yield opened


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Where packages go."""
    return tmp_path / "x.apkg"


def after(days: float) -> str:
    """A time so many days from now: what Anki stamps with its own clock can only be compared with that."""
    return datetime.fromtimestamp(time.time() + days * _DAY, UTC).isoformat(timespec="seconds")


def edit(home: Home, before: str, after: str) -> None:
    """Change a text of the deck."""
    path = home.path / "decks" / "shop.md"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")
