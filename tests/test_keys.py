"""Bytes from a terminal become keys, wherever they are split."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from flashcards.terminal.keys import UNKNOWN, KeyDecoder
from tests.examples import for_each

KEYS = [
    (b"5", ["5"]),
    (b" \r\n", ["space", "enter", "enter"]),
    (b"\x04", ["end"]),
    ("é店🎯".encode(), ["é", "店", "🎯"]),
    (b"\x1b[A\x1b[B", ["up", "down"]),
    (b"\x1bOA\x1bOF", ["up", "last"]),
    (b"\x1b[5~\x1b[6~", ["pageup", "pagedown"]),
    (b"\x1b4", [UNKNOWN]),
    (b"\x1b\xc3\xa9", [UNKNOWN]),
    (b"\x1b[1;5C4", [UNKNOWN, "4"]),
    (b"\x1b[200~4\n5\x1b[A q\x1b[201~x", ["paste:4\n5\x1b[A q", "x"]),
    ("\x1b[200~店\x1b[201~\x1b[200~\x1b[201~".encode(), ["paste:店", "paste:"]),
    (
        b"\x1b[C\x1bOD\x1b[3~\x7f\x01\x05\x0b\x15\x17",
        ["right", "left", "delete", "backspace", "home", "last", "rest", "line", "word"],
    ),
    (b"\x1b[M !!4", [UNKNOWN, "4"]),
    (b"\x1b[<0;3;4M4", [UNKNOWN, "4"]),
    (b"\x1b]0;title\x074", [UNKNOWN, "4"]),
    (b"\x1bP1$r\x1b\\4", [UNKNOWN, "4"]),
    (b"\x1b\x1b[A4", [UNKNOWN, "4"]),
    (b"\xff4", [UNKNOWN, "4"]),
]


@for_each(("data", "keys"), KEYS)
def test_each_sequence_is_one_key(data, keys):
    """And none is ever the Esc key, or the letters that it is made of."""
    assert KeyDecoder().feed(data) == keys


@given(st.sampled_from([data for data, _ in KEYS]), st.data())
def test_where_the_bytes_are_split_does_not_matter(data, draw):
    """A slow line gives the same keys."""
    cuts = sorted(draw.draw(st.lists(st.integers(0, len(data)), max_size=4)))
    decoder = KeyDecoder()
    pieces = [data[a:b] for a, b in zip([0, *cuts], [*cuts, len(data)], strict=True)]
    assert [key for piece in pieces for key in decoder.feed(piece)] == KeyDecoder().feed(data)


@for_each(("data", "keys"), [(b"\x1b", ["esc"]), (b"\x1b[", [UNKNOWN]), (b"\x1b]0;t", [UNKNOWN]), (b"", [])])
def test_only_an_esc_that_stays_alone_is_the_esc_key(data, keys):
    """When no more bytes come."""
    decoder = KeyDecoder()
    assert decoder.feed(data) == []
    assert decoder.give_up() == keys
    assert decoder.feed(b"4") == ["4"]


@given(st.binary(max_size=60))
def test_any_bytes_are_taken(data):
    """Nothing raises, and nothing is held for good."""
    decoder = KeyDecoder()
    decoder.feed(data)
    decoder.give_up()


def test_a_hundred_thousand_words_are_pasted_whole():
    """In whatever pieces they come."""
    text = "word " * 100_000
    decoder = KeyDecoder()
    keys = decoder.feed(b"\x1b[200~" + text[:250_001].encode()) + decoder.feed(text[250_001:].encode() + b"\x1b[201~")
    assert keys == [f"paste:{text}"]
