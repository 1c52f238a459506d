"""What each heading of a page is, by what its siblings are, its own words and the headings over it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from flashcards.content.pages.asking import (
    Asked,
    asked,
    asks,
    quoted_question,
    without_lead_in,
)
from flashcards.content.pages.labels import Label, find_label
from flashcards.content.pages.lines import Form, Line
from flashcards.content.pages.naming import story_name
from flashcards.content.pages.roles import LONGEST_QUESTION, Head, LineRole, as_prompt
from flashcards.content.pages.runs import Parts
from flashcards.content.pages.siblings import votes_of
from flashcards.content.pages.tree import Block, Tree
from flashcards.content.pages.vocabulary import is_method, section_kind


def heads_of(tree: Tree, parts: Parts, lines: Sequence[Line], eager: bool = False) -> dict[int, Head]:
    """Return what each heading is, by its place."""
    headings = tree.headings()
    votes = votes_of(headings, parts, lines, eager)
    marked = [place for place, line in enumerate(lines) if line.form is Form.TEXT and _is_question(line)]
    votes |= {block.place: LineRole.SECTION for block in headings if _is_number(block, marked)}
    reader = _Headings(parts, _over_questions(tree), votes, marked)
    for block in headings:
        reader.decide(block)
    return reader.heads


def _is_number(block: Block, marked: Sequence[int]) -> bool:
    """Whether a heading only numbers the question that a line below it asks."""
    says, _, words = without_lead_in(block.line.text)
    below = bisect_left(marked, block.end) - bisect_left(marked, block.place)
    return says and below == 1 and not asks(words)


def _over_questions(tree: Tree) -> set[int]:
    """The headings with a question somewhere below them."""
    found: set[int] = set()
    for block in tree.blocks.values():
        if _is_question(block.line):
            for heading in block.above():
                if section_kind(heading.line.text) or heading.place in found:
                    break
                found.add(heading.place)
    return found


def _is_question(line: Line) -> bool:
    if not 0 < len(line.text) <= LONGEST_QUESTION:
        return False
    if line.form in (Form.HEADING, Form.SUMMARY):
        return asked(line.text) is not None
    return line.form is Form.TEXT and without_lead_in(line.text)[0]


# One heading after the other, from the outside in


@dataclass(slots=True)
class _Headings:
    """Settles each heading by the votes of its siblings, its own words and what the headings over it are."""

    parts: Parts
    over_questions: set[int]
    votes: dict[int, LineRole]
    marked: list[int]
    heads: dict[int, Head] = field(default_factory=dict)
    current: Block | None = None

    def decide(self, block: Block) -> None:
        """Settle a heading; those before it are settled."""
        self.heads[block.place] = head = self._head(block)
        if head.role is not LineRole.BODY:
            self.current = block

    def _head(self, block: Block) -> Head:
        line = block.line
        label = find_label(line.text, heading=True)
        if block.place in self.parts.labels and not (label and label.names):
            return Head(LineRole.BODY)
        if label and (label.frame or label.names) and self._is_part(label, block):
            return Head(LineRole.BODY)
        kind = section_kind(line.text)
        question, source = (None, "") if kind else self._question(block)
        if question is not None:
            return Head(LineRole.QUESTION, question, source)
        if self._is_inside(block, kind) and (kind or block.place not in self.over_questions):
            return Head(LineRole.BODY)
        vote = self.votes.get(block.place)
        return Head(vote if vote in (LineRole.STORY, LineRole.ANSWER) else LineRole.SECTION)

    @property
    def _is_asked(self) -> bool:
        return self.current is not None and self.heads[self.current.place].role is LineRole.QUESTION

    def _is_part(self, label: Label, block: Block) -> bool:
        """Whether a heading that names a part stands for one: "Key takeaways" may as well end the page."""
        level = self.current.line.level if self.current else 0
        if label.names == ("Lesson",) and block.line.level <= level:
            run = self.parts.before(block.place)
            return (
                run is not None
                and self.current is not None
                and run.first > self.current.place
                and self.parts.labels[run.first].style == label.style
            )
        return bool(label.names) or self._is_inside(block, "")

    def _is_inside(self, block: Block, kind: str) -> bool:
        """Whether a heading that asks nothing stands below a question or a story."""
        if self.current is None:
            return False
        level: float = self.current.line.level
        if self._is_below_marked(block):
            return block.line.level > level
        if self._is_asked and kind in ("lead", "bad"):
            return block.line.level >= level
        told = self.parts.within(self.current.place + 1, block.place)
        is_open = self._is_asked or any(not run.guides for run in told)
        return is_open and block.line.level > level

    def _is_below_marked(self, block: Block) -> bool:
        """Whether a line that says of itself that it asks stands between the last heading and this one."""
        at = bisect_left(self.marked, block.place)
        return at > 0 and self.current is not None and self.marked[at - 1] > self.current.place

    def _question(self, block: Block) -> tuple[Asked | None, str]:
        line = block.line
        if len(line.text) > LONGEST_QUESTION or self.votes.get(block.place) is LineRole.SECTION:
            return None, ""
        found = asked(line.text)
        quoted = None if found else quoted_question(line.text)
        if quoted:
            return Asked(quoted[0], without_lead_in(line.text)[1], marked=True), quoted[1]
        deeper = self._is_asked and self.current is not None and line.level > self.current.line.level
        if self.votes.get(block.place) is LineRole.QUESTION and found is None and not deeper:
            return as_prompt(line), ""
        named = story_name(line.text)
        found = asked(named.name if named else line.text)
        if found is None or (is_method(found.text) and not found.marked):
            return None, ""
        return (None if deeper and not found.marked else found), ""
