"""A page copied as plain text out of a browser or a word processor reads as the page that it was copied from."""

from __future__ import annotations

import re

from flashcards.content.pages.reader import read_page
from tests.examples import every, for_each
from tests.test_pages import PAGES, parts_of

# those whose headings, once they are copied, only their place tells
COPIED = (
    "13-solar-nested", "a7", "a8", "c5", "e7", "f1", "h6", "j2", "k5", "m3", "n1",
    "n2", "o04", "o08", "o09", "o14", "p17", "p20", "q16", "r05", "r08", "s03", "s06", "t01", "t03", "v02",
    "v06",
)  # fmt: skip
# those in which more than a line is told at a stretch need room to tell it from what comes next
ROOMY = frozenset({"a8", "j2", "k5", "m3", "o04", "q16", "t03", "v06"})
_HEADING = re.compile(r"^#+ +(.+?)[ #]*$", re.MULTILINE)
_BULLET = re.compile(r"^( *)[-*+] (?=\S)", re.MULTILINE)
_EMPHASIS = re.compile(r"\*\*+|(?<!\w)__(?=\S)|(?<=\S)__(?!\w)|(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])")


def copied(text: str) -> str:
    """The page without the marks of its headings, bullets and bold words, with room around what was a heading."""
    bare = _BULLET.sub(r"\1• ", _HEADING.sub(r"\n\1\n", text.replace("\r\n", "\n")))
    return re.sub(r"\n{3,}", "\n\n", _EMPHASIS.sub("", bare)).lstrip("\n")


def told(text: str) -> object:
    """What is asked and told, and the themes."""
    page = read_page(text, "notes.md")
    asked = [(each.text, set(each.tags), [*map(parts_of, each.answers)]) for each in page.questions]
    return asked, {theme.name for theme in page.themes}


@for_each("name", every(3, COPIED))
def test_a_copy_without_marks_reads_as_its_original(name: str):
    """The same questions in the same order with the same parts, and the same themes."""
    text = next(PAGES.glob(f"*/{name}.md")).read_text(encoding="utf-8")
    assert told(copied(text)) == told(text)


@for_each("name", every(3, [name for name in COPIED if name not in ROOMY]))
def test_a_copy_without_a_blank_line_reads_as_its_original(name: str):
    """Each line is a paragraph, as a word processor hands it on."""
    text = next(PAGES.glob(f"*/{name}.md")).read_text(encoding="utf-8")
    assert told(re.sub(r"\n{2,}", "\n", copied(text))) == told(text)


def test_a_saved_page_of_one_line_has_the_themes_of_its_headings():
    """Its title is none of them, though they all stand on the line of the title."""
    asked = "".join(f"<h2>{theme}</h2><h3>How do you {theme}?</h3><p>I {theme}.</p>" for theme in ("bake", "sell"))
    page = read_page(f"<html><body><h1>At the mill</h1>{asked}</body></html>", "mill.html")
    assert [(theme.name, page.name) for theme in page.themes] == [("bake", "At the mill"), ("sell", "At the mill")]


@for_each("name", every(3, ["19-fisio-buena-mala", "21-zh-kindergarten", "b2", "i3", "o01", "r07", "t04", "v03"]))
def test_a_page_pasted_a_level_deeper_reads_the_same(name: str):
    """The heading over the whole page is no theme, whatever its level."""
    text = next(PAGES.glob(f"*/{name}.md")).read_text(encoding="utf-8")
    assert told(re.sub("^#", "##", text, flags=re.MULTILINE)) == told(text)
