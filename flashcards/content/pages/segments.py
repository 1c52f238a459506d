"""Cuts a page where one question ends and the next begins."""

from __future__ import annotations

from collections.abc import Sequence

from flashcards.content.pages.asking import Asked, announced, asked, asks, quoted_question, without_lead_in
from flashcards.content.pages.beginnings import completed
from flashcards.content.pages.groups import LONGEST_QUESTION, Verdict, verdicts
from flashcards.content.pages.labels import Label, find_label
from flashcards.content.pages.lines import Form, Line
from flashcards.content.pages.naming import clean, story_name
from flashcards.content.pages.outlook import (
    Outlook,
    follows,
    headings_over_questions,
    is_labelled,
    led_in,
    legend_of,
)
from flashcards.content.pages.part_names import star_names
from flashcards.content.pages.segment import Heading, Kind, Segment
from flashcards.content.pages.text import plain
from flashcards.content.pages.texts import cells_of, is_furniture
from flashcards.content.pages.vocabulary import is_aside_section, is_generic, is_method, section_kind

_HALF = 0.5
_MOST_WORDS_OF_A_TITLE = 14
_MOST_WORDS_OF_A_GROUP = 5
_FEWEST_WORDS = 4
_MOST_WORDS = 60
_ARROWS = ("→", "->", "=>", "⇒", "➜", "➔")
Announced = tuple[str, int]


def segments_of(lines: Sequence[Line]) -> list[Segment]:
    """Return the page cut into segments, in order; every line is in one of them or is its title."""
    splitter = _Splitter(lines)
    for place, line in enumerate(splitter.lines):
        splitter.take(place, line)
    return splitter.segments


class _Splitter:
    """Goes through the lines once and keeps the headings that are open."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines = [each for line in completed(lines) for each in led_in(line)]
        self.path: list[Heading] = []
        self.segments = [Segment(Kind.SECTION, "", 0)]
        lines = self.lines
        self.asking = headings_over_questions(lines)
        self.legend = legend_of(lines)
        self.verdicts = verdicts(lines)
        self.outlook = Outlook(lines)
        self.announced: Announced | None = None
        self.source = ""
        self.listing = False

    @property
    def current(self) -> Segment:
        return self.segments[-1]

    @property
    def level(self) -> float:
        return self.path[-1].level if self.path else 0

    def take(self, place: int, line: Line) -> None:
        if self._announces(place, line):
            return
        if self.announced is not None and line.text and line.form in (Form.TEXT, Form.HEADING):
            self._after_announcement(line, self.announced)
        elif line.form is Form.HEADING:
            self._heading(place, line)
        elif line.form is Form.SUMMARY:
            self._summary(place, line)
        elif line.form is Form.CLOSE and self.current.sign == "summary":
            self._resume(line)
        elif line.form is Form.TEXT and line.text and self._text(place, line):
            pass
        else:
            self._keep(line)

    def _keep(self, line: Line) -> None:
        if line.number in self.legend and self.current.kind is Kind.SECTION:
            self.current.legend.append(line)
            return
        self.current.lines.append(line)
        self._note_listing(line)
        if line.form is Form.ROW:
            self.current.told |= {name for cell in cells_of(line.text) for name in star_names(plain(cell).strip(" :"))}
        if line.form in (Form.TEXT, Form.HEADING, Form.CODE) and line.text:
            label = find_label(line.text, line.form is Form.HEADING)
            if label and label.names and (line.indent <= 1 or line.form is Form.CODE):
                self.current.told |= set(label.names)

    def _note_listing(self, line: Line) -> None:
        """Remember whether a list of questions that a story answers is open."""
        if line.form is Form.BLANK or (self.listing and line.marker):
            return
        label = find_label(line.text, line.form is Form.HEADING)
        self.listing = section_kind(label.words if label else line.text) == "answers"

    def _open(self, segment: Segment) -> None:
        self.segments.append(segment)
        self.listing = False

    def _resume(self, line: Line) -> None:
        """Go on with what stood before a block that is closed."""
        self._open(Segment(Kind.SECTION, "", line.number, self.level, tuple(self.path)))

    # "Question 3" on a line of its own

    def _announces(self, place: int, line: Line) -> bool:
        """Whether the line only says that a question comes, and the next one may be it."""
        if line.form not in (Form.TEXT, Form.HEADING) or len(line.text) > LONGEST_QUESTION // 10 or line.marker:
            return False
        number = announced(line.text)
        following = self.outlook.first_below(place)
        if number is None or following is None or following.form not in (Form.TEXT, Form.HEADING) or following.marker:
            return False
        if not number and (self.current.is_unfinished or asked(following.text) is None):
            return False
        words = following.text.split()
        if find_label(following.text) or not (asked(following.text) or _FEWEST_WORDS <= len(words) <= _MOST_WORDS):
            return False
        self.announced = (number, line.level)
        return True

    def _after_announcement(self, line: Line, announced_as: Announced) -> None:
        number, level = announced_as
        self.announced = None
        if level:
            while self.path and self.path[-1].level >= level:
                self.path.pop()
        found = asked(line.text)
        question = Asked(found.text if found else clean(line.text), number or (found.number if found else ""), True)
        self._question(line, question, level or self.level + _HALF, "#" if level else "**")

    # Headings

    def _heading(self, place: int, line: Line) -> None:
        label = find_label(line.text, heading=True)
        if label and (label.frame or label.names) and self._is_part(label, line):
            self._keep(line)
            return
        kind = section_kind(line.text)
        question = None if kind else self._asked_by_heading(place, line)
        if question is None and self._is_inside(line) and (kind or not self.asking.get(place)):
            self._keep(line)
            return
        while self.path and self.path[-1].level >= line.level:
            self.path.pop()
        if question:
            self._question(line, question, line.level, "#")
        else:
            self._section(place, line, kind)

    def _is_part(self, label: Label, line: Line) -> bool:
        """Whether a heading that names a part stands for one: "Key takeaways" may as well end the page."""
        if label.names == ("Lesson",) and line.level <= self.current.level:
            return any(each.form is Form.HEADING and each.level == line.level for each in self.current.lines)
        return bool(label.names) or self._is_inside(line)

    def _asked_by_heading(self, place: int, line: Line) -> Asked | None:
        if len(line.text) > LONGEST_QUESTION:
            return None
        if self.verdicts.get(place) is Verdict.QUESTION and asked(line.text) is None and not self._is_deeper(line):
            return self._quoted(line) or self._among_questions(line)
        if quoted := self._quoted(line):
            return quoted
        named = story_name(line.text)
        found = asked(named.name if named else line.text)
        if found is None or (is_method(found.text) and not found.marked):
            return None
        return None if self._is_deeper(line) and not found.marked and self.current.told else found

    def _is_deeper(self, line: Line) -> bool:
        """Whether a heading stands below one that asks."""
        return self.current.kind is Kind.QUESTION and self.current.sign == "#" and line.level > self.current.level

    @staticmethod
    def _among_questions(line: Line) -> Asked:
        _, number, words = without_lead_in(line.text)
        return Asked(clean(words), number or line.marker.strip("-(). "), marked=True)

    def _quoted(self, line: Line) -> Asked | None:
        """The question that a title quotes; what stands behind it is kept as its source."""
        found = None if asked(line.text) else quoted_question(line.text)
        if found is None:
            return None
        self.source = found[1]
        return Asked(found[0], without_lead_in(line.text)[1], marked=True)

    def _is_inside(self, line: Line) -> bool:
        """Whether a heading that asks nothing stands below an open question or a story."""
        open_story = self.current.kind is Kind.QUESTION or bool(self.current.told)
        if self.current.kind is Kind.QUESTION and section_kind(line.text) in ("lead", "bad"):
            return line.level >= self.current.level
        return open_story and line.level > self.current.level

    def _question(self, line: Line, question: Asked, level: float, sign: str, indent: int = 0) -> None:
        segment = Segment(
            Kind.QUESTION, question.text, line.number, level, tuple(self.path), question.number, sign, indent
        )
        self._open(segment)
        if self.source:
            segment.lines += [Line(line.number, f"Source: {self.source}"), Line(line.number, "", Form.BLANK)]
            self.source = ""
        if sign == "#":
            self.path.append(Heading(level, question.text, line.number))

    def _section(self, place: int, line: Line, kind: str) -> None:
        title = clean(line.text)
        kinds = {"themes": Kind.THEMES, "answers": Kind.INDEX}
        self._open(Segment(kinds.get(kind, Kind.SECTION), title, line.number, line.level, tuple(self.path), sign="#"))
        themed = self.verdicts.get(place) is Verdict.THEME
        self.path.append(Heading(line.level, plain(line.text), line.number, themed))

    def _summary(self, place: int, line: Line) -> None:
        question = None if line.aside or section_kind(line.text) else asked(line.text)
        if question and not (self.current.is_unfinished and not self.outlook.is_followed(place)):
            self._question(line, question, self.level + _HALF, "summary")
        elif self.current.kind is not Kind.QUESTION and not line.aside and self.outlook.is_followed(place):
            self._open(
                Segment(
                    Kind.SECTION, clean(line.text), line.number, self.level + _HALF, tuple(self.path), sign="summary"
                )
            )
        else:
            self._keep(line)

    # Lines of text

    def _text(self, place: int, line: Line) -> bool:
        """Open a segment where the line begins one; False where it belongs to the open one."""
        if line.aside or len(line.text) > LONGEST_QUESTION or is_furniture(line):
            return False
        if self.listing and line.marker:
            return False
        if self._begins_group(place, line):
            return True
        if self._begins_themes(place, line):
            self._open(Segment(Kind.THEMES, clean(line.text), line.number, self.level + _HALF, tuple(self.path)))
            return True
        label = find_label(line.text)
        if label and is_labelled(label):
            return False
        if self.current.kind in (Kind.INDEX, Kind.THEMES) and (line.marker or not self.outlook.is_followed(place)):
            return False
        question = self._asked_by_text(place, line)
        if question:
            self._question(
                line, question, self.level + _HALF, line.marker or ("**" if line.is_bold else ""), line.indent
            )
            return True
        return self._begins_story(place, line)

    def _begins_themes(self, place: int, line: Line) -> bool:
        """Whether a plain line is the title of a list of themes."""
        if (
            line.marker
            or self.current.is_unfinished
            or len(line.text) > LONGEST_QUESTION // 7
            or section_kind(line.text) != "themes"
        ):
            return False
        first = self.outlook.first_below(place, furniture=False)
        return first is not None and bool(first.marker) and self.outlook.is_alone(place)

    def _begins_group(self, place: int, line: Line) -> bool:
        """Whether a line of a few words between two blank ones is a heading without marks, right over a question."""
        if self.verdicts.get(place) is Verdict.THEME and not self.current.is_unfinished:
            self._open_group(line)
            return True
        words = clean(line.text).split()
        loud = line.text.isupper() and line.marker != "-"
        if (line.marker and not loud) or self.current.is_unfinished or not 0 < len(words) <= _MOST_WORDS_OF_A_GROUP:
            return False
        asks_next = self.outlook.is_asked_below(place)
        bounded = self.outlook.is_alone(place) and (self.outlook.is_blank_below(place) or loud or asks_next)
        label = find_label(line.text)
        other = label is not None and (not line.is_bold or is_labelled(label))
        if not bounded or line.text[-1] in ".,;!?。？！" or other or section_kind(line.text):
            return False
        first = self.outlook.first_below(place)
        if first is None or first.form is not Form.TEXT or len(first.text) > LONGEST_QUESTION:
            return False
        marked, number, _ = without_lead_in(first.text)
        if not marked and not asks_next and not ((number or first.marker or first.is_bold) and asked(first.text)):
            return False
        self._open_group(line)
        return True

    def _open_group(self, line: Line) -> None:
        base = next((heading.level for heading in reversed(self.path) if heading.level == int(heading.level)), 0)
        while self.path and self.path[-1].level > base:
            self.path.pop()
        self._open(Segment(Kind.SECTION, clean(line.text), line.number, base + _HALF / 2, tuple(self.path)))
        self.path.append(Heading(base + _HALF / 2, plain(line.text), line.number))

    def _asked_by_text(self, place: int, line: Line) -> Asked | None:
        marked, number, _ = without_lead_in(line.text)
        verdict = self.verdicts.get(place)
        question = asked(line.text)
        if verdict is Verdict.QUESTION and not self.current.is_unfinished and self._may_list(line):
            return question or self._among_questions(line)
        if verdict is Verdict.TEXT or question is None or any(arrow in line.text for arrow in _ARROWS):
            return None
        if not (marked or line.is_bold or asks(question.text)):
            return None
        if number and not question.number:
            question = Asked(question.text, number, question.marked)
        if line.marker and line.marker != "-" and not question.number:
            question = Asked(question.text, line.marker.strip("(). "), question.marked)
        if marked or self.outlook.is_followed(place):
            return question
        if self.current.is_unfinished:
            return None
        return question if self._may_ask(place, line, question) else None

    def _may_ask(self, place: int, line: Line, question: Asked) -> bool:
        """Whether a line that asks, but that nothing marks as a question, is one here."""
        here = self.current
        bold = line.is_bold and not line.marker
        if here.kind is Kind.SECTION:
            return (
                not here.told
                and (bold or bool(line.marker))
                and not self._is_advice()
                and (bold or self.outlook.is_item(place, line))
            )
        if here.sign == "#":
            return False
        if bold:
            return self.outlook.is_alone(place)
        if line.marker == "-":
            return here.sign == "-" and line.indent <= here.indent and not here.told
        if not line.marker and not question.number:
            alone = self.outlook.is_alone(place) and self.outlook.is_blank_below(place)
            return here.sign == "" and bool(here.told) and alone
        return follows(here.number, question.number)

    def _may_list(self, line: Line) -> bool:
        """Whether a list of questions may stand here: under a heading that asks, only hints and follow-ups do."""
        here = self.current
        below = here.kind is Kind.QUESTION and here.sign == "#"
        deeper = here.kind is Kind.QUESTION and here.sign == line.marker and line.indent > here.indent
        return not (below or deeper or self._is_advice())

    def _is_advice(self) -> bool:
        return any(is_aside_section(heading.text) for heading in self.path) and not is_method(self.path[-1].text)

    def _begins_story(self, place: int, line: Line) -> bool:
        """Whether a short line on its own is the title of a story that nobody asks for."""
        here = self.current
        if here.kind is Kind.QUESTION and (here.sign == "#" or not here.told):
            return False
        if here.is_unfinished or not (line.is_bold or line.marker or self.outlook.is_alone(place)):
            return False
        words = clean(line.text)
        short = len(words.split()) <= _MOST_WORDS_OF_A_TITLE and not words.endswith((".", "。", ","))
        titled = line.is_bold or (line.marker and line.marker != "-") or story_name(words) is not None
        if not short or not titled or not self.outlook.is_followed(place) or is_generic(words) or section_kind(words):
            return False
        if here.kind is Kind.SECTION and here.title and not here.told and story_name(here.title):
            return False
        self._open(Segment(Kind.SECTION, words, line.number, self.level + _HALF, tuple(self.path), sign="**"))
        return True
