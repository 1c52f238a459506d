"""The marks of the deck format, shared by its reader and its writer: what a single line is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flashcards.content.deck.model import slugify
from flashcards.content.text.source import BLANKS

FRONT_MARK = "---"
QUESTION_MARK = "##"
ANSWER_MARK = "###"
BULLET_MARK = "- "
INDENT = "  "
THEMES_TITLE = "Themes"
ESCAPE = "\\"

_FENCE = re.compile(r"(`{3,})[^`]*\Z|(~{3,})")
_GLUED_HEADING = re.compile(r"(#{2,3})[^# ]")
_NUMBER = re.compile(r"Q([0-9]+):[ \t]*(?=[^ \t])")
_TAGS = re.compile(r"#[^\s#]+(?:[ \t]+#[^\s#]+)*")
_TAG = re.compile(r"#([^\s#]+)")
_THEME_ID = re.compile(r" \{#([^{}]*)\}[ \t]*:")


def is_question(line: str) -> bool:
    """Whether a line, its trailing white space dropped, is a ``## `` heading."""
    return line.startswith("## ") or line == QUESTION_MARK


def is_answer(line: str) -> bool:
    """Whether a line, its trailing white space dropped, is a ``### `` heading."""
    return line.startswith("### ") or line == ANSWER_MARK


def glued_heading(line: str) -> int:
    """Return the column at which a heading lacks its space, or 0 where the line is no such heading."""
    found = _GLUED_HEADING.match(line)
    return found.end() if found else 0


def fence_mark(line: str) -> str:
    """Return the three or more backticks or tildes that open a fence, or ""."""
    found = _FENCE.match(line)
    return (found.group(1) or found.group(2)) if found else ""


def closes_fence(line: str, mark: str) -> bool:
    """Whether a line ends the fence that ``mark`` opened."""
    bare = line.strip(BLANKS)
    return bare.startswith(mark) and not bare.strip(mark[0])


def tags_of(line: str) -> tuple[tuple[str, int], ...]:
    """Return the slugs of a line of tags, each with its column; nothing where the line is none."""
    if not line.startswith("#") or not _TAGS.fullmatch(line):
        return ()
    tags = tuple((slugify(found.group(1)), found.start() + 1) for found in _TAG.finditer(line))
    return tags if all(slug for slug, _ in tags) else ()


@dataclass(frozen=True, slots=True)
class Title:
    """A name with its id: ``id`` is "" where no letter or digit gives one; ``column`` is the id's, else the name's."""

    text: str
    id: str
    own_id: bool
    column: int
    number: str = ""

    @property
    def is_themes(self) -> bool:
        """Whether a question's heading opens the list of themes."""
        return self.text == THEMES_TITLE and not self.own_id and not self.number


def read_heading(line: str, mark: str) -> Title:
    """Take apart a ``## `` or ``### `` line: number (questions only), text and id."""
    text, own = split_id(line[len(mark) :])
    text = text.strip(BLANKS)
    numbered = _NUMBER.match(text) if mark == QUESTION_MARK else None
    number = numbered.group(1) if numbered else ""
    if numbered:
        text = text[numbered.end() :]
    column = len(mark) + 2 if own is None else line.rfind(" {#") + 2
    return Title(text, slugify(text if own is None else own), own is not None, column, number)


def split_id(text: str) -> tuple[str, str | None]:
    """Split off a `` {#id}`` at the end; the second is None where there is none."""
    at = text.rfind(" {#") if text.endswith("}") else -1
    own = text[at + 3 : -1]
    if at < 0 or "}" in own or "{" in own:
        return text, None
    return text[:at], own


def read_theme(line: str) -> tuple[Title, str]:
    """Take apart the first line of a theme, ``- name {#id}: text``; without a colon the text is ""."""
    marked = _THEME_ID.search(line)
    own: str | None
    if marked:
        name, own, text = line[1 : marked.start()], marked.group(1), line[marked.end() :]
    else:
        name, colon, text = line[1:].partition(":")
        name, own = (name, None) if colon else split_id(name)
    column = 3 if own is None else len(name) + 3
    name = name.strip(BLANKS)
    return Title(name, slugify(name if own is None else own), own is not None, column), text.strip(BLANKS)


def holds_theme_id(line: str) -> bool:
    """Whether a theme's first line, written without an id, would be read as if it had one."""
    return _THEME_ID.search(line) is not None
