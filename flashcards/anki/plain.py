"""A field of an Anki note as plain text: a line a block, entities as the signs that they stand for.

Fields are foreign, so that all of it takes a time that grows with their length alone; the standard library's reader of
HTML takes one that grows with its square where a comment or a tag is never closed.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

_BREAKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "br", "dd", "details", "div", "dl", "dt", "figure", "hr"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "li", "ol", "p", "pre", "section", "summary", "table", "tr", "ul"),
    }
)
_UNSEEN = frozenset({"script", "style", "template", "title"})
# a comment, or a tag with its slash and its name
_MARKUP = re.compile(r"<!--|<(/?)([a-zA-Z][a-zA-Z0-9]*)(?:=\s*(?:\"[^\"<]*\"|'[^'<]*')|[^<>])*+>")
_COMMENT_END = "-->"
_CLOZE = re.compile(r"\{\{c\d+::([^{}]*)\}\}")
_HINT = "::"
_SOUND = re.compile(r"\[(?:sound:|anki:)[^\[\]]*\]")
_BLANKS = re.compile(r"[^\S\n]+")
_EMPTY_LINES = re.compile(r"\n{3,}")


def as_text(field: str) -> str:
    """What a field says: no tag, no sound, the words of a cloze without its hint."""
    said = html.unescape("".join(_pieces(field)))
    said = _SOUND.sub("", _CLOZE.sub(lambda cloze: cloze[1].partition(_HINT)[0], said))
    lines = (_BLANKS.sub(" ", line).strip() for line in said.split("\n"))
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip()


def _pieces(field: str) -> Iterator[str]:
    """What stands outside of tags, with a line break for each that makes one, and a dash before an item of a list."""
    place, unseen = 0, ""
    while (found := _MARKUP.search(field, place)) is not None:
        if not unseen:
            yield field[place : found.start()].replace("\n", " ")
        place = found.end()
        closes, name = found[1], (found[2] or "").lower()
        if not name:
            end = field.find(_COMMENT_END, place)
            place = len(field) if end < 0 else end + len(_COMMENT_END)
        elif unseen or name in _UNSEEN:
            unseen = name if not unseen and not closes else "" if closes and name == unseen else unseen
        elif name in _BREAKS:
            yield "\n- " if name == "li" and not closes else "\n"
    if not unseen:
        yield field[place:].replace("\n", " ")
