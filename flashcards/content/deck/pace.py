"""How long a story may be, where its deck does not say."""

from __future__ import annotations

DEFAULT_TARGET = 120
"""Seconds for one telling."""
DEFAULT_PACE = 140
"""Words a minute."""
