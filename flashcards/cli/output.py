"""Values as commands print them."""

from __future__ import annotations

import json
import re

import click

from flashcards.schedule.day import clamped_date

# what JSON lets stand as it is, and a terminal or an editor would act on
_ACTIVE = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\U000e0000-\U000e007f]")


def to_json(value: object) -> str:
    """The value as one line of JSON in which no character controls a terminal."""
    return _ACTIVE.sub(lambda found: json.dumps(found.group())[1:-1], json.dumps(value, ensure_ascii=False))


def say_json(value: object) -> None:
    """Print the value as one line of JSON."""
    click.echo(to_json(value))


def iso(day: int | None) -> str | None:
    """A study day as ``YYYY-MM-DD``."""
    return None if day is None else clamped_date(day).isoformat()
