"""Words and sentences of any text: the nearest name, passages, sentences."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from flashcards.content.text.nearest import did_you_mean, nearest, respelt
from flashcards.content.text.passages import passages, unwrapped
from flashcards.content.text.sentences import sentence_spans, without_loose_marks
from flashcards.content.text.width import rows_of, width_of
from tests.examples import for_each


def test_the_nearest_name_is_asked_for_as_it_is_shown():
    """Case is ignored; what is close to nothing, or endless, gets the other words."""
    assert nearest("Serch", ["search", "rest"]) == "search"
    assert did_you_mean("serch", {"search": "#search"}, "add it") == "did you mean #search?"
    assert did_you_mean("zzz", {"search": "#search"}, "add it") == "add it"
    assert did_you_mean("s" * 10_000, {"search": "#search"}, "add it") == "add it"


@for_each(
    ("word", "meant"),
    [
        ("passangers", "passengers"),
        ("pasangers", "passengers"),
        ("clam", "calm"),
        ("calms", "calm"),
        ("caml", "calm"),
        ("fridge", ""),
        ("mask", ""),
        ("cal", ""),
        ("xyzzy", ""),
        ("passenger" * 900, ""),
    ],
)
def test_a_word_is_meant_by_another_where_a_slip_divides_them(word, meant):
    """Of a long one two; what only shares letters with it is another word."""
    assert respelt(word, ["passengers", "kreide", "calm", "milk"]) == meant


def test_a_text_is_taken_apart_into_paragraphs_and_items():
    """Wrapped lines are joined."""
    assert passages("One line\nand more\n\n- an item\n- another") == (
        "One line and more",
        "an item",
        "another",
    )


WRAPPED = """Am 24. Dezember stand ich allein auf der Station, mit elf
Patienten und nur einer Schülerin. Um 16 Uhr kam ein Patient aus dem
OP zurück."""
VERSE = "Two roads diverged for me,\nAnd I took neither road;\nThe wood was there to see"


@for_each(
    ("text", "read"),
    [
        ("We were three.\nNobody asked.", ("We were three.", "Nobody asked.")),
        (WRAPPED, (WRAPPED.replace("\n", " "),)),
        (f"{WRAPPED}\n\n{WRAPPED}", (WRAPPED.replace("\n", " "), "", WRAPPED.replace("\n", " "))),
        (VERSE, (*VERSE.splitlines(),)),
        (f"{WRAPPED}\n\n{VERSE}", (WRAPPED.replace("\n", " "), "", *VERSE.splitlines())),
        (f"- {WRAPPED}\n- Short", (f"- {WRAPPED}".replace("\n", " "), "- Short")),
        (
            "1. We counted every single one of the boxes by\n   hand.\n2. Done",
            ("1. We counted every single one of the boxes by hand.", "2. Done"),
        ),
        (f"```\n{WRAPPED}\n```\n{WRAPPED}", ("```", *WRAPPED.splitlines(), "```", WRAPPED.replace("\n", " "))),
        (f"{WRAPPED}\n    x = 1\n    y = 2", (WRAPPED.replace("\n", " "), "    x = 1", "    y = 2")),
        (f"{'a | ' * 15}\n{'| a ' * 15}\n| b |", (f"{'a | ' * 15}", f"{'| a ' * 15}", "| b |")),
        ("那年夏天" * 9 + "\n" + "我们决定换一家供应商" * 2, ("那年夏天" * 9 + "我们决定换一家供应商" * 2,)),
        (
            f"{'We counted every box and ' * 3}\\\nThen we slept.",
            (f"{'We counted every box and ' * 3}\\", "Then we slept."),
        ),
        ("", ()),
    ],
)
def test_lines_that_were_broken_for_their_width_are_one(text, read):
    """In prose and in items; code, tables and verse stay as they are written."""
    assert unwrapped(text) == read


@given(st.text("ab A.-`|>\n 语", max_size=200))
def test_nothing_is_lost_where_lines_are_joined(text):
    """But their ends, and the spaces in front of what goes on."""
    assert "".join("".join(unwrapped(text)).split()) == "".join(text.split())


def test_marks_of_bold_and_code_are_left_out():
    """Two strokes by themselves are a blank, and stay."""
    assert passages("We **sold** __all__ of `it`, from __ to __") == ("We sold all of it, from __ to __",)


@for_each(
    ("text", "count"),
    [
        ("Am 24. Dezember stand ich allein auf der Station.", 1),
        ("Dienst am 1. Mai", 1),
        ("Im 3. Quartal sollte unsere Station die Übergabe am Bett einführen. Das war neu.", 2),
        ("Der Umbau war am 24. 12. fertig, und wir zogen mit allen Betten um.", 1),
        ("Das war schon mein 2. Versuch, und er ging gut. Danach war Ruhe bei uns.", 2),
        ("Die Zahl der Fehler fiel von 12 auf 4. Danach war bei uns und auf der Station Ruhe.", 2),
        ("Wir trafen uns mit allen am 24. Danach war auf der Station Ruhe, und das blieb so.", 2),
        ("Ich lag mit meinem Team auf Platz 3. Kollegen aus dem Haus waren auf dem ersten.", 2),
        ("I was the only one of the 12. Nurses from the ward next to ours had to help me.", 2),
        ("We closed on May 3. Nobody was there when we came back to the shop.", 2),
        ("Das waren die 4. " * 2_000, 2_000),
    ],
)
def test_a_dot_that_makes_an_ordinal_ends_no_sentence(text, count):
    """Where its language writes them so: before a month, or behind what holds a noun that follows."""
    assert len(sentence_spans(text.strip())) == count


def test_a_sentence_does_not_end_at_an_abbreviation_of_any_language():
    """Nor within quotes; a dot that stands apart belongs to none."""
    for text, count in (
        ("I saw Dr. Ray. He left.", 2),
        ("Das war ca. 3 Uhr. Gut.", 2),
        ("He said “No. Never.” Then.", 2),
        ("I saw Dr . He left.", 2),
    ):
        assert len(sentence_spans(text)) == count, text


@for_each("row", ["...", "?)", "。", "；", "….", '."'])
def test_a_long_row_of_signs_is_taken_apart_in_linear_time(row):
    """Where no space stands behind it, too; with a square of work it would take minutes."""
    started = time.process_time()
    assert sentence_spans(row * 30_000)
    assert time.process_time() - started < 3


LINES = [
    ("x" * 60, 1),
    ("x" * 61, 2),
    ("word " * 12, 1),
    ("word " * 13, 2),
    ("a " + "x" * 60, 2),
    ("面" * 30, 1),
    ("面" * 31, 2),
    ("빵" * 61, 3),
]


@for_each(("line", "rows"), LINES)
def test_a_line_is_wrapped_between_words_and_an_ideograph_takes_two_columns(line, rows):
    """A word longer than a row is broken."""
    assert rows_of(line, 60) == rows


@for_each("plane", range(4))
def test_whatever_takes_two_columns_alone_takes_two_beside_an_ideograph(plane):
    """One character in 97 of each plane of Unicode that has wide ones."""
    for char in map(chr, range(plane << 16, (plane + 1) << 16, 97)):
        assert width_of(char) == width_of(f"{char}面") - 2, hex(ord(char))


def test_a_half_of_a_bracket_or_a_quote_goes():
    """What has its other half stays, and so does the bracket of a numbered list."""
    assert without_loose_marks("(a) b) 1) “c” «d") == "(a) b 1) “c” d"
    assert without_loose_marks('„a“ "b') == "„a“ b"
