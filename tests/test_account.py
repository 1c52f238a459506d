"""The account of a page: every line that is not blank ends as exactly one thing."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from flashcards.content.page import Fate, Page
from flashcards.content.pages.reader import read_page
from flashcards.content.text.source import normalise
from tests.conftest import Home
from tests.examples import for_each
from tests.test_pages_properties import TEXTS, pages


def told(page: Page, text: str) -> list[str]:
    """The words of all spans of a page, in their order."""
    rows = normalise(text).split("\n")
    words: list[str] = []
    for span in page.spans:
        first, last = span.columns or (1, None)
        for row in rows[span.first - 1 : span.last]:
            words += [sign for sign in row[first - 1 : last] if not sign.isspace()]
    return words


def assert_whole(text: str) -> None:
    """Nothing of a page is missing from its account, and nothing is in two places."""
    page = read_page(text)
    if page.spans:
        assert told(page, text) == [sign for sign in normalise(text) if not sign.isspace()]


@given(pages())
def test_the_words_of_all_spans_are_the_words_of_a_generated_page(text: str):
    """Whatever the shapes on it."""
    assert_whole(text)


@given(st.sampled_from(TEXTS), st.data())
def test_the_words_of_all_spans_are_the_words_of_a_page_cut_anywhere(text: str, data: st.DataObject):
    """A real page that was broken off, or whose middle is gone."""
    first = data.draw(st.integers(0, len(text)))
    last = data.draw(st.integers(first, len(text)))
    assert_whole(text[:first] + text[last:])


@for_each(
    ("line", "fate"),
    [
        ("## Tell me about a time you led a crew.", Fate.QUESTION),
        ("**Action:** I sent them home.", Fate.PART),
        ("**Evidence level:** the log of that day.", Fate.NOTE),
        ("Some words before.", Fate.PROSE),
        ("---", Fate.FURNITURE),
    ],
)
def test_a_line_ends_as_what_it_became(line: str, fate: Fate):
    """Each line of a small page, by its own words."""
    text = (
        "Some words before.\n\n---\n\n## Tell me about a time you led a crew.\n\n**Situation:** We were 6.\n\n"
        "**Task:** I had to close the roof.\n\n**Action:** I sent them home.\n\n**Result:** All 6 came back.\n\n"
        "**Evidence level:** the log of that day.\n"
    )
    number = text.split("\n").index(line) + 1
    assert [span.fate for span in read_page(text).spans if span.first <= number <= span.last] == [fate]


def test_a_line_of_several_things_is_split_at_them():
    """A record on one line: its question, its answer and its theme."""
    text = "Front,Back,Tags\nWhy do you fish?,I like the hour before the market opens.,motives\n"
    spans = [span for span in read_page(text, "x.csv").spans if span.first == 2]
    assert [span.fate for span in spans] == [Fate.QUESTION, Fate.PART, Fate.THEME]
    assert spans[0].columns == (1, 17)


def test_what_is_on_no_card_is_said_with_its_lines_and_words(home: Home, tmp_path: Path):
    """All of it in one line, blank lines and rules within it passed over; the title names the deck, and is used."""
    page = tmp_path / "page.md"
    page.write_text(
        "# Roofs\n\nSome words before.\n\n## The town\n\nIt has 12 roofs.\n\n---\n\nIn all weathers.\n\n"
        "## Tell me about a time you led a crew.\n\nI sent 6 people home in a storm.\n\n## Thanks\n\nTo my uncle.\n"
    )
    said = home.ok("add", str(page), "--dry-run")
    assert "lines 3 to 11, 17 to 19, 16 words, are on no card: 2 headings with text below" in said
