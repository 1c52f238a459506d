"""What a card says in Anki does not hang on what is made beside it, nor on the way that is taken for plain text."""

from __future__ import annotations

import re
import sys

from flashcards.anki.beside import MANY
from flashcards.anki.fields import note_text, note_texts, shown_fields
from flashcards.content.cards import Card, CardKind, CardPart
from flashcards.content.text.figures import APART, figure_spans
from tests.examples import for_each
from tests.hostile import CATALOGUE, HALVES, KEPT

# where a line ends and how the next begins must not change what is a figure in either
LINES = (
    "12% of it", "-5% a year", "fell by", "5 people", "step", "3", "in step 3 and 4", "4 more", "US$", "5 million",
    "Llama 2 70B", "70B", "(1) first", "1) first", "a 1:1", "1:1 talk", "GPT-4", "4", "team of", " 7", "9 ",
    "~40 items", "99.9", "first,", "3. item", "9 days: drew", "Week 2: 15,000", "000 pairs", "٣٤ من", "三",
    "百万 3個", "x", "", "$2.1M…", "…6 months", "a 4-person job", "a 2-on-1", "$500/month", "top-5 kinds", "-", "/",
)  # fmt: skip
TEXTS = (
    *LINES,
    *CATALOGUE.values(),
    *HALVES.values(),
    *KEPT,
    "a\n\nb\nc",
    "```\n  x\n```\ny",
    "<b>&amp;'\"{}[]\\",
    "![a](b)",
)


def card_that_says(number: int, text: str, wording: str = "Another?") -> Card:
    """A story with a text as its question, as a cue and as a part."""
    parts = (CardPart("Task", (text, f"{text} 5 days", "3 cues"), text), CardPart("Result", (), text, "", (text,)))
    return Card(f"shop/{number}", "shop", CardKind.STORY, f"Q{text}", text, parts, (wording,), ("calm",), (text,))


def test_notes_made_together_say_what_each_says_alone():
    """Whatever stands beside them, and however many are to come."""
    told = [(card_that_says(number, text), 90, lambda path: f"{path}.png") for number, text in enumerate(TEXTS * 3)]
    alone = [note_text(*each) for each in told]
    assert list(note_texts(told, len(told))) == alone
    assert list(note_texts(told, MANY)) == alone


@for_each("text", TEXTS)
def test_a_text_is_shown_alike_beside_plain_text_and_beside_what_needs_care(text: str):
    """A fence that is none is all that stands beside it."""
    plain, careful = (
        shown_fields(note_text(card_that_says(0, text, wording), 90, lambda _: None)) for wording in ("a?", "`~[?")
    )
    assert plain.pop("Wordings") != careful.pop("Wordings")
    assert plain == careful


def test_a_figure_begins_with_a_digit_of_any_script():
    """And no other sign is one."""
    digits = [char for char in map(chr, range(sys.maxunicode)) if char.isdecimal()]
    line = f"{APART.join(digits)}{APART}²{APART}½{APART}三"
    assert figure_spans(line) == tuple((2 * place, 2 * place + 1) for place in range(len(digits)))


WRAPPED = "We counted every box in the hall by hand, and then once more, since\nnobody trusted the first count."
ALT = "All of the boxes in the hall by the evening of that same day"
JOINED = WRAPPED.replace("\n", " ")


@for_each(
    ("text", "shows"),
    [
        (WRAPPED, f"<p>{JOINED}</p>"),
        (f"{WRAPPED}\n\n- One\n- Two", f"<p>{JOINED}</p><p>- One<br>- Two</p>"),
        (f"```\n{WRAPPED}\n```", f"<pre><code>{WRAPPED}</code></pre>"),
        (f"![{ALT}](boxes.png)\n{WRAPPED}", f'<p><img src="b.png" alt="{ALT}"><br>{JOINED}</p>'),
        (f"{WRAPPED}\n![{ALT}](boxes.png)", f'<p>{JOINED}<br><img src="b.png" alt="{ALT}"></p>'),
    ],
)
def test_lines_that_were_broken_for_their_width_are_one(text: str, shows: str):
    """Lists, code and images stay in their lines."""
    card = Card("shop/1", "shop", CardKind.STORY, "Q", "", (CardPart("Task", ("A cue",), text),))
    said = shown_fields(note_text(card, 90, lambda _: "b.png"))["Task text"]
    assert re.sub(' dir="(auto|ltr)"', "", said) == shows


@for_each("second", LINES)
def test_lines_kept_apart_have_the_figures_that_each_has_alone(second: str):
    """Behind every other line."""
    for first in LINES:
        behind = len(first) + len(APART)
        expected = (*figure_spans(first), *((behind + start, behind + end) for start, end in figure_spans(second)))
        assert figure_spans(f"{first}{APART}{second}") == expected, first
