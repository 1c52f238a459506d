"""Stories that are told in one paragraph, their labels in the middle of its lines."""

from __future__ import annotations

import re

from flashcards.content.pages.part_names import LETTERS, STAR_WORDS, place_of, star_names

_WORD = "|".join(sorted((re.escape(word) for word in STAR_WORDS if len(word) > 1), key=len, reverse=True))
_LETTER = "|".join(LETTERS)
_ONE = rf"(?:{_WORD}|(?-i:{_LETTER}))"
_MARK = re.compile(
    rf"(?:^|(?<=[\s.。!?！？;；(（,，、\"”])|(?<=[。！？；])|(?<=\*\*)|(?<=__))(?:\*\*|__)?\(?(?P<words>{_ONE}(?:\s*(?:[/&+]|and)\s*{_ONE})?"
    rf"(?:\s*\((?:{_ONE})\))?)\)?(?:\*\*|__)?(?:\s*[:：]|\s+[-–—](?=\s))(?:\*\*|__)?\s*",
    re.IGNORECASE,
)
_FEWEST = 3


def inline_parts(text: str) -> list[tuple[tuple[str, ...], str]]:
    """Split a paragraph at the labels within it; [] where it does not begin with one, or holds fewer than three parts.

    The parts come in the order in which stories are told; a label out of that order is a word of the text.
    """
    marks: list[tuple[re.Match[str], tuple[str, ...]]] = []
    reached = -1
    for mark in _MARK.finditer(text):
        names = star_names(mark.group("words"))
        if names and place_of(names[0]) > reached:
            marks.append((mark, names))
            reached = place_of(names[-1])
    if (
        not marks
        or text[: marks[0][0].start()].strip(" *_")
        or len({name for _, names in marks for name in names}) < _FEWEST
    ):
        return []
    ends = [*(mark.start() for mark, _ in marks[1:]), len(text)]
    return [(names, text[mark.end() : end].strip()) for (mark, names), end in zip(marks, ends, strict=True)]
