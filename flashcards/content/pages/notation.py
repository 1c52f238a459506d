"""What a page writes in other lines than a reader sees: fences, tables and paragraphs that tell a story. Each becomes
the lines that say the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from flashcards.content.pages.columns import Table, has_questions, stories_in, table_of
from flashcards.content.pages.dialects import cards_spelled_out
from flashcards.content.pages.labels import find_label
from flashcards.content.pages.lines import Form, Line, cell_lines, lines_of
from flashcards.content.pages.speech import asks, begins_as_question
from flashcards.content.pages.text import plain
from flashcards.content.pages.vocabulary import (
    LETTERS,
    STAR_WORDS,
    place_of,
    star_names,
)

_LONGEST_PARAGRAPH = 20_000
_FEWEST_PARTS = 3
_MOST_LINES = 4
_SENTENCE_ENDS = ".?!:;…。？！：；*_"
_WORD = "|".join(sorted((re.escape(word) for word in STAR_WORDS if len(word) > 1), key=len, reverse=True))
_ONE = rf"(?:{_WORD}|(?-i:{'|'.join(LETTERS)}))"
_PART = re.compile(
    rf"(?:^|(?<=[\s.。!?！？;；(（,，、\"”])|(?<=\*\*)|(?<=__))(?:\*\*|__)?\(?(?P<words>{_ONE}(?:\s*(?:[/&+]|and)\s*{_ONE})?"
    rf"(?:\s*\((?:{_ONE})\))?)\)?(?:\*\*|__)?(?:\s*[:：]|\s+[-–—](?=\s))(?:\*\*|__)?\s*",
    re.IGNORECASE,
)
_MARKDOWN = ("markdown", "md")
_ENDS_LABEL = re.compile(r"[:：]|\s[-–—]\s")


def spelled_out(lines: Sequence[Line]) -> list[Line]:
    """Return the lines as a reader understands them; each keeps the number of its line on the page."""
    found = list(_unfenced(cards_spelled_out(list(_unwrapped(lines)))))
    return list(_in_paragraphs(list(_in_tables(found))))


# Questions that run on in the next line, as an editor or a printed page breaks them


def _unwrapped(lines: Sequence[Line]) -> Iterator[Line]:
    place = 0
    while place < len(lines):
        line, end = lines[place], place + 1
        if line.form is Form.TEXT and line.text and (begins_as_question(line.text) or asks(plain(line.text))):
            while end < len(lines) and end - place < _MOST_LINES and _runs_on(lines[end - 1], lines[end]):
                end += 1
        joined = lines[place:end]
        text = " ".join(each.text for each in joined)
        yield replace(line, text=text, last=joined[-1].number) if len(joined) > 1 else line
        place = end


def _runs_on(line: Line, below: Line) -> bool:
    """Whether a line goes on with the sentence of the one above: in lower case, without a mark of its own."""
    plain_line = below.form is Form.TEXT and not below.marker and below.quoted == line.quoted
    words = plain(below.text) if plain_line else ""
    return words[:1].islower() and line.text[-1] not in _SENTENCE_ENDS and find_label(below.text) is None


# Fences: some hold an answer, and some are quoted within one


def _unfenced(lines: Sequence[Line]) -> Iterator[Line]:
    told: set[str] = set()
    place = 0
    while place < len(lines):
        line = lines[place]
        if line.form is not Form.FENCE:
            told = _told(told, line)
            yield line
            place += 1
            continue
        end = next((at for at in range(place + 1, len(lines)) if lines[at].form is not Form.CODE), len(lines))
        code = lines[place + 1 : end]
        if line.text.casefold() in _MARKDOWN or (_is_answer(code) and not (told and "Result" not in told)):
            yield replace(line, text="", form=Form.BLANK)
            for inner in _reread(code):
                told = _told(told, inner)
                yield inner
        else:
            yield from code
        place = end + (end < len(lines) and lines[end].form is Form.FENCE)


def _told(told: set[str], line: Line) -> set[str]:
    if line.form not in (Form.TEXT, Form.HEADING):
        return told
    label = find_label(line.text, line.form is Form.HEADING)
    if not label or not label.names:
        return set() if line.form is Form.HEADING else told
    return set(label.names) if "Situation" in label.names else told | set(label.names)


def _is_answer(code: Sequence[Line]) -> bool:
    first = next((line for line in code if line.text), None)
    label = find_label(first.text) if first else None
    names = {name for line in code if (found := find_label(line.text)) for name in found.names}
    return len(names) >= _FEWEST_PARTS or (label is not None and "Situation" in label.names)


def _reread(code: Sequence[Line]) -> Iterator[Line]:
    """The lines of a fence, by their marks."""
    least = min((line.indent for line in code if line.text), default=0)
    for line in code:
        for inner in lines_of(" " * max(0, line.indent - least) + line.text):
            yield replace(inner, number=line.number)


# Stories that are told in a table or in one paragraph


def _in_tables(lines: Sequence[Line]) -> Iterator[Line]:
    place = 0
    while place < len(lines):
        end = next((at for at in range(place, len(lines)) if lines[at].form is not Form.ROW), len(lines))
        if end == place:
            yield lines[place]
            place += 1
            continue
        yield from list(_told_in(table_of(lines[place:end]), lines[place])) or lines[place:end]
        place = end


def _told_in(table: Table, first: Line) -> Iterator[Line]:
    """The stories of a table as labelled lines, nothing where it tells none."""
    stories = [] if has_questions(table) else stories_in(table)
    rows = table.lines if len(stories) > 1 else [first.number]
    for number, (name, pairs) in zip(rows, stories, strict=False):
        if name:
            yield Line(number, f"Story: {name}")
        for names, cell in pairs:
            yield Line(number, f"**{' & '.join(names)}:**")
            yield from (replace(line, number=number) for line in lines_of(cell_lines(cell)))
            yield Line(number, "", Form.BLANK)


def _in_paragraphs(lines: Sequence[Line]) -> Iterator[Line]:
    place = 0
    while place < len(lines):
        paragraph = _paragraph(lines, place)
        told = list(_told_within(paragraph)) if paragraph else []
        yield from told or lines[place : place + 1]
        place += len(paragraph) if told else 1


def _paragraph(lines: Sequence[Line], place: int) -> Sequence[Line]:
    """A line that begins with a part's label, and those that run on below it; nothing for any other line."""
    line = lines[place]
    label = find_label(line.text) if line.form is Form.TEXT and len(line.text) < _LONGEST_PARAGRAPH else None
    if not label or not label.names or not (label.rest or lines[place + 1 : place + 2]):
        return ()
    end = place + 1
    while end < len(lines) and lines[end].form is Form.TEXT and not lines[end].marker and not lines[end].aside:
        below = find_label(lines[end].text)
        if below and below.names:
            break
        end += 1
    return lines[place:end]


def _told_within(paragraph: Sequence[Line]) -> Iterator[Line]:
    """The parts of a story that a paragraph holds, each in lines of its own; nothing where it holds fewer than three.

    They come in the order in which stories are told; a label out of that order is a word of the text.
    """
    text = "\n".join(line.text for line in paragraph)
    if len(_ENDS_LABEL.findall(text)) < _FEWEST_PARTS:
        return
    marks = list(_marks_of(text))
    if len({name for mark in marks for name in star_names(mark.group("words"))}) < _FEWEST_PARTS:
        return
    if text[: marks[0].start()].strip(" *_"):
        return
    for mark, end in zip(marks, [*(each.start() for each in marks[1:]), len(text)], strict=True):
        at = text.count("\n", 0, mark.start())
        pieces = text[mark.end() : end].strip().split("\n")
        yield Line(paragraph[at].number, f"**{mark.group('words')}:** {pieces[0].strip('*_ ')}")
        for below, piece in enumerate(pieces[1:], start=at + 1):
            yield Line(paragraph[min(below, len(paragraph) - 1)].number, piece)


def _marks_of(text: str) -> Iterator[re.Match[str]]:
    reached = -1
    for mark in _PART.finditer(text):
        names = star_names(mark.group("words"))
        if names and place_of(names[0]) > reached:
            reached = place_of(names[-1])
            yield mark
