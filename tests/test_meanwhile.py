"""What takes a while is done beside the screen."""

from __future__ import annotations

from threading import Event

import pytest

from flashcards.meanwhile import Meanwhile


def test_it_is_done_when_it_is_done_and_nobody_waits_before():
    """What it gives is there then."""
    may_end = Event()
    task = Meanwhile(lambda: may_end.wait(60))
    assert not task.is_done()
    may_end.set()
    assert task.is_done(60)
    assert task.found is True


def test_what_fails_is_raised_where_it_is_asked_for():
    """And not lost in its thread."""
    task = Meanwhile(lambda: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        task.is_done(60)
