"""Outlines: the recall cues computed from prose, every figure kept."""

from __future__ import annotations


def draft_outline(text: str, part: str = "") -> tuple[str, ...]:
    """Return one cue a line."""
    return tuple(line for line in text.splitlines() if line)
