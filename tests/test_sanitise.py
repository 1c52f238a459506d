"""Text from outside can do nothing on a terminal but be read."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from flashcards.terminal.sanitise import LONGEST_LINE, visible
from tests.examples import for_each

anything = st.text(st.characters(codec=None, exclude_categories=()), max_size=60)
ACTIVE = {chr(code) for code in (*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))}

SHOWN = [
    ("plain text, 12% & [/]", "plain text, 12% & [/]"),
    ("a\x1b[31mb", "a␛[31mb"),
    ("bell\x07 back\x08 return\r", "bell␇ back␈ return␍"),
    ("c1 \x9b2J", "c1 <U+009B>2J"),
    ("bidi \u202eabc", "bidi <U+202E>abc"),
    ("zero\u200bwidth", "zero<U+200B>width"),
    ("tag \U000e0041", "tag <U+E0041>"),
    ("lone \ud800", "lone <U+D800>"),
    ("tab\there", "tab here"),
    ("two\nlines", "two␊lines"),
    ("👩\u200d🚀 family", "👩\u200d🚀 family"),
    ("क्\u200dष", "क्\u200dष"),
    ("e" + "\u0301" * 40, "e" + "\u0301" * 8),
    ("ก" + "\u0e47" * 40 + "ข", "ก" + "\u0e47" * 8 + "ข"),
    ("ก" + "\u0e47\u200d" * 40 + "ข", "ก" + "\u0e47\u200d" * 4 + "ข"),
    ("\u3164\u200dक", "<U+3164><U+200D>क"),
    ("Größe 店 é", "Größe 店 é"),
]


@for_each(("text", "shown"), SHOWN)
def test_what_could_act_is_shown_as_a_sign(text, shown):
    """And what only is read stays as it is."""
    assert visible(text) == shown


@given(anything)
def test_nothing_active_is_left(text):
    """No control, no bidi control, no surrogate, whatever the text."""
    shown = visible(text)
    assert ACTIVE.isdisjoint(shown)
    assert all(unicodedata.category(char) not in ("Cc", "Cs", "Zl", "Zp") for char in shown)
    shown.encode("utf-8")


@given(anything)
def test_cleaning_twice_is_cleaning_once(text):
    """So that it does no harm where it is done again."""
    assert visible(visible(text)) == visible(text)


def test_a_line_without_end_is_cut():
    """A page of 10 MB in one line is no reason to wait."""
    assert len(visible("x" * 10_000_000)) == LONGEST_LINE
