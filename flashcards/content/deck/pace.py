"""How long a story may be, where its deck does not say."""

from __future__ import annotations

DEFAULT_TARGET = 120
"""Seconds for one telling."""
DEFAULT_PACE = 140
"""Words a minute."""
_SHORTEST_SHARE = 5
_SHORT_SECONDS = 20
_MINUTE = 60


def is_no_telling(seconds: float, text: str, pace: int) -> bool:
    """Whether nobody can have told a text in this time: under 20 s, and under a fifth of what it takes at this pace.

    Words are what spaces divide, so that of scripts without spaces hardly any time is too short.
    """
    whole = len(text.split()) * _MINUTE / pace
    return seconds < _SHORT_SECONDS and seconds * _SHORTEST_SHARE < whole
