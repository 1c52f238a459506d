"""A cue sheet as one page for a browser, which prints each story on half a sheet of paper, A4 or letter."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from flashcards.content.story_cues import Cue, StoryCues, plain
from flashcards.content.text.width import rows_of
from flashcards.html.document import document
from flashcards.html.markup import Markup, element
from flashcards.seal import BLANK_SEAL
from flashcards.sheets.sheet import Sheet

CSS = """
:root { color-scheme: light dark; --ink: #1f2430; --quiet: #596173; --line: #cfd4dd; --mark: #0f6f78; --paper: #fff; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8eaf0; --quiet: #a3abba; --line: #343a46; --mark: #5cc0c9; --paper: #16181d; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 1rem/1.35 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
main { max-width: 56rem; margin: 0 auto; padding: 1rem .8rem 3rem; }
h1 { font-size: 1.4rem; margin: 0 0 1rem; }
article { border-top: 1px solid var(--line); padding: .9rem 0; overflow-wrap: anywhere; }
h2 { font-size: 1.15em; line-height: 1.25; margin: 0 0 .5em; text-wrap: balance; }
small { display: block; color: var(--quiet); font-size: .8em; font-weight: 400; }
h3 { font-size: .82em; margin: .7em 0 .15em; color: var(--mark); break-after: avoid; }
ul { margin: 0; padding-inline-start: 1.1em; }
li { break-inside: avoid; }
strong { font-weight: 700; }
footer { margin-top: .8em; color: var(--quiet); font-variant-numeric: tabular-nums; }
@media (min-width: 40rem) { .parts { columns: 2; column-gap: 2rem; } }
.parts > h3:first-child { margin-top: 0; }
@page { margin: 12mm; }
@media print {
  :root { color-scheme: light; --ink: #000; --quiet: #444; --line: #999; --mark: #000; --paper: #fff; }
  h1 { display: none; }
  main { max-width: none; padding: 0; }
  article { min-height: 126mm; padding: 5mm 0; break-inside: avoid; }
  article { border-top: 0; border-bottom: 1px dashed var(--line); }
  .parts { columns: 2; column-gap: 8mm; }
  .large { font-size: 12pt; }
  .middle { font-size: 10pt; }
  .small { font-size: 8pt; }
  .long { font-size: 10pt; min-height: 252mm; break-inside: auto; }
}
"""


class _Size(NamedTuple):
    """A size of letters: in half a page so many lines of two columns, each so many letters wide."""

    name: str
    lines: int
    columns: int


_SIZES = (_Size("large", 38, 38), _Size("middle", 48, 46), _Size("small", 64, 58))
_LONG = "long"


def as_page(sheet: Sheet) -> str:
    """The whole document: no script, nothing loaded from elsewhere."""
    stories = (_article(story) for story in sheet.stories)
    body = element("main", element("h1", sheet.title), *stories)
    return f"{document(f'{sheet.title}: cue sheet', CSS, body)}<!-- {BLANK_SEAL} -->\n"


def _article(story: StoryCues) -> Markup:
    parts = (each for name, cues in story.parts for each in _part(name, cues))
    figures = [element("footer", " · ".join(story.figures), dir="auto")] if story.figures else []
    return element(
        "article",
        element("h2", story.question, *_about(story), dir="auto"),
        element("div", *parts, class_="parts"),
        *figures,
        class_=_size(story),
    )


def _about(story: StoryCues) -> Iterable[Markup]:
    return [element("small", " · ".join(each for each in (story.name, story.about) if each))]


def _part(name: str, cues: Iterable[Cue]) -> Iterable[Markup]:
    return element("h3", name, dir="auto"), element("ul", *(element("li", *_cue(cue), dir="auto") for cue in cues))


def _cue(cue: Cue) -> Iterable[str]:
    return (element("strong", piece.text) if piece.is_figure else piece.text for piece in cue)


def _size(story: StoryCues) -> str:
    """The largest letters in which a story fits on half a page; beyond the smallest it takes a page of its own."""
    return next((size.name for size in _SIZES if _lines(story, size.columns) <= size.lines), _LONG)


def _lines(story: StoryCues, columns: int) -> int:
    """About how many lines of two columns a story takes; what goes across both counts twice."""
    across = [story.question, f"{story.name} {story.about}", ", ".join(story.figures)]
    cues = [plain(cue) for _, part in story.parts for cue in part]
    head = sum(2 * rows_of(text, 2 * columns) for text in across)
    return head + 2 * len(story.parts) + sum(rows_of(cue, columns) for cue in cues)
