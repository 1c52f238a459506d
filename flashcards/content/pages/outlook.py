"""What stands around a line of a page, as far as it decides what the line is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from flashcards.content.pages.asking import asked, without_lead_in
from flashcards.content.pages.groups import LONGEST_QUESTION
from flashcards.content.pages.labels import Label, find_label
from flashcards.content.pages.lines import Form, Line
from flashcards.content.pages.text import plain
from flashcards.content.pages.texts import is_furniture
from flashcards.content.pages.vocabulary import ASIDES, is_theme_field, section_kind

_LOOK_AHEAD = 12
_LOOK_BEHIND = 40
_FEWEST_OF_A_LEGEND = 3
_LONGEST_PARAGRAPH = 20_000
_ANSWER_LETTER = re.compile(r"(?:\*\*)?A(?:ns)?[.:：)](?:\*\*)?\s*(?P<rest>\S.*)$", re.DOTALL)


class Outlook:
    """The lines of a page, looked at from any of them a few lines up or down."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines

    def first_below(self, place: int, furniture: bool = True) -> Line | None:
        """The next line that says something; without ``furniture`` links to the page itself and lone signs do not."""
        below = self.lines[place + 1 : place + _LOOK_AHEAD]
        return next((each for each in below if each.text and (furniture or not is_furniture(each))), None)

    def is_asked_below(self, place: int) -> bool:
        """Whether the next line asks a question, and the beginning of a story comes right behind it."""
        following = self.lines[place + 1] if place + 1 < len(self.lines) else None
        if following is None or following.form is not Form.TEXT or not 0 < len(following.text) <= LONGEST_QUESTION:
            return False
        return asked(following.text) is not None and self.is_followed(place + 1)

    def is_blank_below(self, place: int) -> bool:
        """Whether a blank line, or the end of the page, comes next."""
        return place + 1 >= len(self.lines) or self.lines[place + 1].form is Form.BLANK

    def is_alone(self, place: int) -> bool:
        """Whether no other line of text stands right above."""
        return place == 0 or self.lines[place - 1].form is not Form.TEXT

    def is_item(self, place: int, line: Line) -> bool:
        """Whether a list item asks on its own, and is no hint below another that asks nothing."""
        if not line.indent:
            return True
        above = next(
            (
                each
                for each in reversed(self.lines[max(0, place - _LOOK_BEHIND) : place])
                if each.marker and each.indent < line.indent
            ),
            None,
        )
        return above is None

    def is_followed(self, place: int) -> bool:
        """Whether the beginning of a story comes next."""
        for line in self.lines[place + 1 : place + _LOOK_AHEAD]:
            if line.form in (Form.BLANK, Form.FENCE) or is_furniture(line):
                continue
            if line.form is Form.ROW:
                cells = {plain(cell).strip(" :").casefold() for cell in line.text.split("|")}
                return "situation" in cells
            label = find_label(line.text, line.form is Form.HEADING)
            if label and label.names:
                return "Situation" in label.names
            if not (label and is_labelled(label)) and section_kind(line.text) != "lead":
                return False
        return False


def is_labelled(label: Label) -> bool:
    """Whether a label marks a part, a field or an aside, and so no question."""
    words = label.key
    return bool(label.names) or words in ASIDES or is_theme_field(words) or section_kind(words) != ""


def follows(number: str, following: str) -> bool:
    """Whether the second number or letter comes right after the first."""
    if number.isdigit() and following.isdigit():
        return int(following) == int(number) + 1
    return len(number) == len(following) == 1 and ord(following) == ord(number) + 1


def led_in(line: Line) -> Iterator[Line]:
    """``Answer: Situation: ...`` as two lines, so that what leads in and what is told are told apart."""
    label = find_label(line.text) if line.form is Form.TEXT and len(line.text) < _LONGEST_PARAGRAPH else None
    rest = _rest_of_answer(line, label) if label is None or not label.names or label.is_letter else ""
    inner = find_label(rest) if rest else None
    if inner is None or not inner.names:
        yield line
        return
    yield replace(line, text=line.text[: len(line.text) - len(rest)].rstrip())
    yield replace(line, text=rest, marker="")


def _rest_of_answer(line: Line, label: Label | None) -> str:
    """What stands behind the words that announce an answer, "" where nothing does."""
    if found := _ANSWER_LETTER.match(line.text):
        return found.group("rest")
    return label.rest if label and section_kind(label.words) == "lead" else ""


def legend_of(lines: Sequence[Line]) -> set[int]:
    """The numbers of the lines that only list the names of the parts, one below the other, and tell nothing."""
    found: set[int] = set()
    run: list[int] = []
    for line in lines:
        if line.form is Form.BLANK:
            continue
        label = find_label(line.text) if line.form is Form.TEXT and line.marker else None
        if label and label.names and not label.rest:
            run.append(line.number)
            continue
        found |= set(run) if len(run) >= _FEWEST_OF_A_LEGEND and not line.indent else set()
        run = []
    return found | (set(run) if len(run) >= _FEWEST_OF_A_LEGEND else set())


def headings_over_questions(lines: Sequence[Line]) -> dict[int, bool]:
    """For the place of each heading, whether a deeper heading or a line below it asks."""
    found: dict[int, bool] = {}
    open_headings: list[tuple[int, int]] = []
    for place, line in enumerate(lines):
        if line.form is Form.HEADING:
            while open_headings and open_headings[-1][0] >= line.level:
                open_headings.pop()
        asks = _is_question_line(line)
        if asks:
            for _, above in open_headings:
                found[above] = True
        if line.form is Form.HEADING and not section_kind(line.text):
            open_headings.append((line.level, place))
            found.setdefault(place, False)
        elif line.form is Form.HEADING:
            open_headings.append((line.level, -1))
    return found


def _is_question_line(line: Line) -> bool:
    if line.form in (Form.HEADING, Form.SUMMARY):
        return len(line.text) <= LONGEST_QUESTION and asked(line.text) is not None
    if line.form is Form.TEXT and line.text and len(line.text) <= LONGEST_QUESTION:
        return without_lead_in(line.text)[0]
    return False
