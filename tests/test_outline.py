"""Outlines computed from prose keep every figure."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flashcards.content.figures import figures
from flashcards.content.outline import draft_outline
from flashcards.content.pages.reader import read_page

PAGE = Path(__file__).parent.parent.parent / "shared" / "pages" / "technical-leadership.txt"

FIGURES = [
    ("Waste fell by 12% and saved $2.1M.", ("12%", "$2.1M")),
    ("We counted 15,000 jars in 50ms.", ("15,000", "50ms")),
    ("A 3-week trial, then 2-3 years at 0.94.", ("3-week", "2-3 years", "0.94")),
    ("Option 3 ran on GPT-4 with nDCG@10 and p99.", ()),
    ("Week 2: nothing happened. (1) again", ()),
]


@pytest.mark.parametrize(("text", "found"), FIGURES)
def test_a_figure_measures_or_counts_something(text, found):
    """An ordinal of the text and a number inside a name are none."""
    for figure in found:
        assert any(figure.rstrip(" years") in each for each in figures(text))
    assert len(figures(text)) == len(found)


WORDS = "I we led moved the a team of kitchen because which asked, and but not 12% 40 $2.1M 3,000 0.94 until. Then"
STAR = st.sampled_from(["Situation", "Task", "Action", "Result"])
prose = st.lists(st.sampled_from(WORDS.split(" ")), min_size=1, max_size=40).map(" ".join)


@settings(max_examples=200, deadline=None)
@given(prose, STAR)
def test_every_figure_of_a_text_stands_in_its_outline(text, part):
    """Whatever is cut, no figure is."""
    outline = " ".join(draft_outline(text, part))
    assert all(figure in outline for figure in figures(text))


@given(st.text(max_size=200), st.sampled_from(["Situation", "Action", "Text", "Action & Result"]))
@settings(max_examples=200, deadline=None)
def test_any_text_has_an_outline(text, part):
    """No text makes it fail, and no line is empty."""
    assert all(line.strip() for line in draft_outline(text, part))


def test_the_lesson_page_keeps_its_figures_at_half_of_its_words():
    """Where the page is at hand: each figure of its 40 parts, in at most half of the words."""
    questions = read_page(PAGE.read_bytes(), PAGE.name).questions if PAGE.exists() else ()
    parts = [part for question in questions for part in question.answers[0].parts]
    outlines = [draft_outline(part.text, part.name) for part in parts]
    for part, outline in zip(parts, outlines, strict=True):
        assert all(figure in " ".join(outline) for figure in figures(part.text))
    kept = sum(len(line.split()) for outline in outlines for line in outline)
    assert kept * 2 <= sum(len(part.text.split()) for part in parts)
