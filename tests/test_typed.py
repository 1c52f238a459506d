"""A line that is typed: what each key makes of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from flashcards.rehearsal.typed import Typed, clusters
from tests.examples import for_each

FAMILY, FLAG, ACCENTED, THUMB = "👩\u200d👧", "🇫🇷", "e\u0301", "👍🏽"
KEYS = [
    # a line, the keys, what stands before the cursor, and behind it
    ("ab", ["c"], "abc", ""),
    ("ab", ["left", "space"], "a ", "b"),
    ("ab", ["left", "left", "left", "x"], "x", "ab"),
    ("ab", ["home", "right", "x"], "ax", "b"),
    ("ab", ["home", "last", "right"], "ab", ""),
    ("abc", ["left", "backspace"], "a", "c"),
    ("abc", ["home", "backspace", "delete"], "", "bc"),
    ("abc", ["delete"], "abc", ""),
    ("12% of sales", ["word", "word"], "12% ", ""),
    ("12% of  ", ["word", "word", "word"], "", ""),
    ("12% of sales", ["left", "line"], "", "s"),
    ("12% of sales", ["home", "right", "rest"], "1", ""),
    ("店を", ["left", "は"], "店は", "を"),
    (f"a{FAMILY}", ["backspace"], "a", ""),
    (f"a{ACCENTED}{FLAG}", ["left", "left"], "a", ACCENTED + FLAG),
    (FLAG + FLAG + THUMB, ["left", "backspace"], FLAG, THUMB),
    ("e", ["\u0301", "backspace"], "", ""),
    ("", ["paste:one\ntwo\tthree\x1b[A\x00\u2028!"], "one two three[A !", ""),
    ("ad", ["left", "paste:bc"], "abc", "d"),
    ("ab", ["up", "tab", "pageup", ""], "ab", ""),
]


def after(line: str, keys: list[str]) -> Typed:
    """The line once these keys were typed."""
    typed = Typed.of(line)
    for key in keys:
        typed = typed.after(key)
    return typed


@for_each(("line", "keys", "before", "behind"), KEYS)
def test_each_key_does_what_it_does_in_any_line(line, keys, before, behind):
    """The cursor steps over what a reader sees as one letter."""
    assert tuple("".join(half) for half in after(line, keys).halves) == (before, behind)


@for_each("piece", [FAMILY, FLAG, ACCENTED, THUMB, "店", "ก็", "a"])
def test_what_is_drawn_as_one_letter_is_one(piece: str):
    """Marks, joined emoji, flags and skin tones."""
    assert clusters(piece) == (piece,)
    assert clusters(f"x{piece}y") == ("x", piece, "y")


def test_the_text_has_single_spaces():
    """And none around it."""
    assert Typed.of("  lost   12%  ").text == "lost 12%"


EDITS = st.sampled_from(["left", "right", "home", "last", "backspace", "delete", "rest", "line", "word", "space"])


@given(st.text(max_size=12), st.lists(EDITS | st.characters() | st.text(max_size=9).map("paste:".__add__), max_size=12))
def test_any_keys_leave_one_line_with_the_cursor_in_it(line, keys):
    """Nothing raises, and no control character gets in by a key."""
    typed = after("", [f"paste:{line}", *keys])
    assert 0 <= typed.cursor <= len(typed.letters)
    assert not any(char in "\n\r\x1b\x00\x7f\u2028" for char in "".join(typed.letters))
