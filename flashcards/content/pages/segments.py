"""Cuts a page where one question or story ends and the next begins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

from flashcards.content.pages.apart import titles_apart
from flashcards.content.pages.blocks import Head, LineRole, Tree, tree_of
from flashcards.content.pages.headings import heads_of
from flashcards.content.pages.lines import Form, Line, text_of
from flashcards.content.pages.listed import Stretch, groups_of, lines_over_others
from flashcards.content.pages.lists import (
    asking_alone,
    completions,
    items_announced,
    items_of_questions,
    lines_like_others,
    lists_alone,
    said_twice,
    summaries,
)
from flashcards.content.pages.naming import clean
from flashcards.content.pages.runs import Parts
from flashcards.content.pages.speech import Asked, at_arrow, tells_of_oneself
from flashcards.content.pages.text import plain
from flashcards.content.pages.themes import groups_without_marks, headings_over_questions
from flashcards.content.pages.vocabulary import is_aside_section, is_method, section_kind, turns_to_oneself

_HALF = 0.5
_FEWEST_OF_A_LIST = 4
_LOUD = ("#", "summary", "**", "")


class SegmentKind(StrEnum):
    """What a segment is about."""

    QUESTION = "question"
    SECTION = "section"
    THEMES = "themes"
    INDEX = "index"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that stands over what follows; ``themed``: what its siblings are, it may name a theme,
    ``is_card``: it is a question, or the title of a story."""

    level: float
    text: str
    line: int
    themed: bool = True
    is_card: bool = False


@dataclass(slots=True)
class Segment:
    """A question, or a heading that is none, with the lines below it; ``path`` are the headings over it from the top.

    ``places`` are those of its lines, ``echoes`` of those that ask the same in another language; ``source`` stands
    behind a title, ``told`` behind an arrow.
    ``sign`` is how the line over them stands out: the marker of a list item, ``#``, ``summary``, ``**`` or "",
    ``indent`` how deep it is set in.
    ``is_story``: prose below it is a story; ``is_answer``: its title is none, and its story answers the questions
    beside it.
    """

    kind: SegmentKind
    title: str
    line: int
    path: tuple[Heading, ...] = ()
    number: str = ""
    sign: str = ""
    indent: int = 0
    places: list[int] = field(default_factory=list)
    source: str = ""
    told: str = ""
    echoes: list[int] = field(default_factory=list)
    is_story: bool = False
    is_answer: bool = False
    is_themed: bool = False


_KINDS = {"themes": SegmentKind.THEMES, "answers": SegmentKind.INDEX}


def segments_of(lines: Sequence[Line], parts: Parts, eager: bool = False) -> list[Segment]:
    """Return the page cut into segments, in order; every line is in one of them or is its title.

    ``eager``: nothing on the page asks by its words, so the headings over most of its text may, summaries, and the
    items of a list that stands alone.
    """
    return _Cutter(lines, parts, eager).cut()


class _Cutter:
    """Goes through the lines once and keeps the headings that are open; what each line is was decided before."""

    def __init__(self, lines: Sequence[Line], parts: Parts, eager: bool) -> None:
        self.lines, self.parts = lines, parts
        tree = tree_of(lines)
        self.heads = heads_of(tree, self.parts, lines, eager)
        stretches = _stretches(tree, self.heads, len(lines))
        self._read(stretches, tree)
        if not any(head.asked for head in self.heads.values()):
            # what stands below the last of some advice may be all that the page asks
            stretches = [replace(each, advice=False) for each in stretches]
            self._read(stretches, tree)
        self.heads |= items_of_questions(lines, stretches) | summaries(tree) | lists_alone(lines) if eager else {}
        self.heads |= titles_apart(lines, parts, self.heads, stretches)
        self.heads |= completions(lines, stretches) | items_announced(lines, stretches)
        self.heads |= asking_alone(lines, self.heads, parts, stretches)
        self.groups = groups_without_marks(lines, parts, self.heads)
        self.heads |= said_twice(lines, self.heads)
        self.closing = _closing(lines, self.heads)
        self.themed = set() if eager else headings_over_questions(tree, self.heads, self.parts)
        self.path: list[Heading] = []
        self.segments = [Segment(SegmentKind.SECTION, "", 0)]

    def _read(self, stretches: Sequence[Stretch], tree: Tree) -> None:
        """Decide what stands between headings, and rules."""
        stretches = [piece for each in stretches for piece in _ruled(self.lines, each)]
        groups = [groups_of(self.lines, tree.blocks, self.parts, stretch) for stretch in stretches]
        for stretch, among in zip(stretches, groups, strict=True):
            self.heads |= lines_over_others(self.lines, among, stretch)
        self.heads |= lines_like_others(self.lines, self.heads, stretches, groups)

    def cut(self) -> list[Segment]:
        """Return the segments."""
        for place, line in enumerate(self.lines):
            head = self.heads.get(place)
            if head is not None and head.role is LineRole.ECHO:
                self.segments[-1].echoes.append(place)
            elif head is not None and head.role is not LineRole.BODY:
                self._open_head(place, line, head)
            elif place in self.groups:
                self._open_group(place, line)
            elif place == self.closing or self._ends_summary(line) or self._leaves_list(place):
                self.segments.append(Segment(SegmentKind.SECTION, "", line.number, tuple(self.path)))
                self.segments[-1].places += [] if line.form is Form.CLOSE else [place]
            else:
                self.segments[-1].places.append(place)
        return [piece for each in self.segments for piece in self._pieces(each)]

    def _ends_summary(self, line: Line) -> bool:
        return line.form is Form.CLOSE and self.segments[-1].sign == "summary"

    def _pieces(self, segment: Segment) -> list[Segment]:
        """An item that asks, with its answer set in below it as those of the page are, and what stands behind it."""
        out = (at for at, place in enumerate(segment.places) if self._is_out(place))
        end = next(out, -1) if self._is_item(segment) and self._are_set_in else -1
        if end < 0:
            return [segment]
        rest = replace(segment, places=segment.places[:end])
        behind = segment.places[end:]
        return [rest, Segment(SegmentKind.SECTION, "", self.lines[behind[0]].number, segment.path, places=behind)]

    @cached_property
    def _are_set_in(self) -> bool:
        """Whether the answers below items that ask are set in, and all but one end with what is set in."""
        said = [[at for at in each.places if self.lines[at].text] for each in self.segments if self._is_item(each)]
        told = [places for places in said if places]
        # what stands behind the last may be all that is below it
        several = sum(self.lines[at].indent > 0 for at, *_ in told) >= max(_FEWEST_OF_A_LIST, len(told) - 1)
        return several and sum(any(map(self._is_out, places)) for places in told) == 1

    def _is_item(self, segment: Segment) -> bool:
        return segment.kind is SegmentKind.QUESTION and segment.sign not in _LOUD

    def _is_out(self, place: int) -> bool:
        """Whether a line begins a paragraph at the edge of the page."""
        line = self.lines[place]
        plain_text = line.form is Form.TEXT and bool(line.text) and not (line.marker or line.indent)
        return plain_text and self.lines[place - 1].form is Form.BLANK

    def _leaves_list(self, place: int) -> bool:
        """Whether a line behind a list of bare questions goes on with the text around it, and answers none of them."""
        before, last = self.segments[-2:][0], self.segments[-1]
        asking = all(each.kind is SegmentKind.QUESTION for each in (before, last))
        counted = bool(before.number and last.number) and not before.places
        listed = asking and (counted or not {before.sign, last.sign}.intersection(_LOUD))
        told = any(self.lines[at].text for at in (*before.places, *last.places))
        return listed and self._is_out(place) and not told and place not in self.parts.labels

    def _open_head(self, place: int, line: Line, head: Head) -> None:
        if line.form is Form.HEADING:
            self._leave(line.level)
        if head.asked is not None:
            self._open_question(line, head, head.asked)
        elif line.form is Form.HEADING:
            self._open_section(place, line)
        else:
            title, path = clean(line.text), tuple(self.path)
            self.segments.append(
                Segment(SegmentKind.SECTION, title, line.number, path, sign=_sign(line), is_story=True)
            )

    def _leave(self, level: float) -> None:
        while self.path and self.path[-1].level >= level:
            self.path.pop()

    def _open_question(self, line: Line, head: Head, question: Asked) -> None:
        heading = line.form is Form.HEADING
        sign = _sign(line)
        segment = Segment(SegmentKind.QUESTION, question.text, line.number, tuple(self.path), question.number, sign)
        segment.source, segment.indent = question.source, line.indent
        segment.told = "" if at_arrow(question.text)[1] else at_arrow(line.text)[1]
        self.segments.append(segment)
        if heading:
            self.path.append(Heading(line.level, question.text, line.number, is_card=True))

    def _open_section(self, place: int, line: Line) -> None:
        kind = _KINDS.get(section_kind(line.text), SegmentKind.SECTION)
        self.segments.append(Segment(kind, clean(line.text), line.number, tuple(self.path), sign="#"))
        role = self.heads[place].role
        self.segments[-1].is_themed = place in self.themed
        self.segments[-1].is_story = role in (LineRole.STORY, LineRole.ANSWER)
        self.segments[-1].is_answer = role is LineRole.ANSWER
        titles = self.segments[-1].is_story or self.parts.is_title(place)
        self.path.append(Heading(line.level, plain(line.text), line.number, place in self.themed, titles))

    def _open_group(self, place: int, line: Line) -> None:
        """Open a group below the last heading that asks nothing; it goes on up to the next as high as its questions."""
        while self.path and (self.path[-1].is_card or self.path[-1].level != int(self.path[-1].level)):
            self.path.pop()
        below = next((self.lines[at].level for at in range(place + 1, len(self.lines)) if at in self.heads), 0)
        base = self.path[-1].level if self.path else 0
        self.segments.append(Segment(SegmentKind.SECTION, clean(line.text), line.number, tuple(self.path)))
        name = self.groups[place]
        self.path.append(Heading(max(base, below - 1) + _HALF, name, line.number, themed=bool(name)))


def _sign(line: Line) -> str:
    """How a line stands out."""
    if line.form is Form.HEADING:
        return "#"
    return "summary" if line.form is Form.SUMMARY else line.marker or ("**" if line.is_bold else "")


def _closing(lines: Sequence[Line], heads: Mapping[int, Head]) -> int:
    """The place of the last rule of a page, behind which nothing is asked or told, where all others stand right over
    what stands over others; -1 where there is none.
    """
    rules = [at for at, line in enumerate(lines) if line.form is Form.RULE]
    below = [next((at for at in range(rule + 1, len(lines)) if lines[at].text), rule) for rule in rules]
    divides = all(at in heads or lines[at].form is Form.RULE for at in below[:-1])
    if not rules or not divides or max(heads, default=0) >= rules[-1]:
        return -1
    return -1 if tells_of_oneself(text_of(lines[rules[-1] :])) else rules[-1]


def _stretches(tree: Tree, heads: dict[int, Head], end: int) -> list[Stretch]:
    """The page between its headings that are no part of a story."""
    cuts = [block for block in tree.headings() if heads[block.place].role is not LineRole.BODY]
    places = [-1, *(block.place for block in cuts), end]
    found = [Stretch(0, places[1], False, "", False)]
    for at, block in enumerate(cuts, start=1):
        names = [each.line.text for each in (block, *block.above()) if each.place != tree.title]
        turned = heads[block.place].role is LineRole.SECTION and turns_to_oneself(block.line.text)
        advice = turned or (any(map(is_aside_section, names)) and not is_method(block.line.text))
        kind = section_kind(block.line.text) if block.place != tree.title else ""
        found.append(
            Stretch(block.place + 1, places[at + 1], heads[block.place].role is LineRole.QUESTION, kind, advice)
        )
    return found


def _ruled(lines: Sequence[Line], stretch: Stretch) -> Iterator[Stretch]:
    """A stretch cut at its rules: behind the first, nothing answers the question over it."""
    rules = [at for at in range(stretch.first, stretch.end) if lines[at].form is Form.RULE]
    for first, end in pairwise([stretch.first, *rules, stretch.end]):
        yield replace(stretch, first=first, end=end, asked=stretch.asked and first == stretch.first)
