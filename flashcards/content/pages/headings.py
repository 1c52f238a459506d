"""What each heading of a page is, by what its siblings have in common, its own words and the headings over it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from flashcards.content.pages.blocks import (
    LONGEST_QUESTION,
    Block,
    Head,
    LineRole,
    Tree,
    as_prompt,
    asks_something,
    may_ask,
    shape_of,
)
from flashcards.content.pages.labels import find_label, is_answer
from flashcards.content.pages.lines import Form, Line, is_furniture, text_of
from flashcards.content.pages.naming import clean, story_name
from flashcards.content.pages.runs import Parts
from flashcards.content.pages.speech import (
    Asked,
    asked,
    asks,
    is_told_prose,
    quoted_question,
    without_lead_in,
)
from flashcards.content.pages.text import dress_of, unquoted
from flashcards.content.pages.vocabulary import is_turned, section_kind

# The shares were set on the zoo and on one half of the documents gathered, and held on the other half.
_HALF = 0.5
_SOME = 0.25
_NEARLY_ALL = 0.9
_FEWEST_PROMPTS = 3
_REPEATED = 3
_FEWEST_GUESSED = 5


@dataclass(slots=True)
class Evidence:
    """What speaks for a heading: whether its words ask, whether they may, and what stands below it; ``lists``: several
    lines that stand out and ask do.
    """

    block: Block
    asks: bool
    may_ask: bool
    over: bool = False
    lists: bool = False
    own: bool = False
    has_parts: bool = False
    text: str = ""

    @property
    def told(self) -> bool:
        """Whether somebody speaks of oneself right below it, in prose."""
        return not self.has_parts and is_told_prose(self.text)

    @property
    def shape(self) -> tuple[float, bool, bool]:
        """What headings that belong together share."""
        return shape_of(self.block.line)


def votes_of(tree: Tree, parts: Parts, lines: Sequence[Line], eager: bool = False) -> dict[int, LineRole]:
    """Return what headings are because their siblings are. ``eager``: in doubt those over most of the text ask."""
    headings = tree.headings()
    weighed = [_weigh(block, tree, parts, lines) for block in headings]
    votes = {block.place: LineRole.SECTION for block in headings if tree.count(block) >= _REPEATED}
    for each in weighed:
        below = [line for line in _listed_below(each.block) if asks_something(line)]
        marked, _, words = without_lead_in(each.block.line.text)
        alone = asked(words) and (marked or not any(asked(line.text) for line in below))
        if len(below) >= _FEWEST_PROMPTS and not alone:
            each.asks = each.may_ask = False
            votes[each.block.place] = LineRole.SECTION
    silent: set[int] = set()
    fields = fields_of_others(tree)
    for group in _grouped(weighed, lambda each: (id(each.block.parent), *each.shape)):
        votes |= _vote(group, 2)
        if len(group) > 1 and not any(each.asks or each.told for each in group):
            silent |= {each.block.place for each in group}
    votes |= _strays(weighed)
    for each in weighed:
        each.asks = each.asks or votes.get(each.block.place) is LineRole.QUESTION
    for group in _grouped(weighed, lambda each: each.shape):
        votes |= {place: role for place, role in _vote(group, _FEWEST_PROMPTS).items() if place not in silent}
        votes |= {place: role for place, role in _told(group).items() if place not in votes}
        votes |= {each.block.place: LineRole.ANSWER for each in group if each.told and _announces(each, fields)}
    return votes | _guessed(weighed, lines) if eager else votes


def _listed_below(block: Block) -> Iterator[Line]:
    """The headings right below one, and the items of lists right below these."""
    for heading in block.headings:
        yield heading.line
        if not section_kind(heading.line.text):
            yield from (item.line for item in heading.children if item.line.marker)


def _guessed(weighed: Sequence[Evidence], lines: Sequence[Line]) -> dict[int, LineRole]:
    """The headings of one shape over no others that hold most of the text of a page on which nothing asks: several,
    or those of a letter, which has no list.
    """
    groups = _grouped((each for each in weighed if each.may_ask and not each.over), lambda each: each.shape)
    is_letter = not any(line.marker for line in lines)
    enough = [group for group in groups if is_letter or len(group) >= _FEWEST_GUESSED]
    most = max(enough, key=lambda group: (sum(each.own for each in group), len(group)), default=[])
    return {each.block.place: LineRole.QUESTION for each in most}


def _weigh(block: Block, tree: Tree, parts: Parts, lines: Sequence[Line]) -> Evidence:
    line = block.line
    able = may_ask(line) and tree.count(block) < _REPEATED
    orders = not asked(line.text) and any(asked(each.line.text) for each in block.headings)
    found = Evidence(block, asks_something(line) and not orders, able)
    below = [each for each in block.headings if not is_answer(each.line.text)]
    found.over = any(each.place not in parts.labels for each in below)
    apart = (each.line for each in block.children if each.line.marker or dress_of(each.line.text))
    found.lists = sum(map(asks_something, apart)) > 1
    end = block.headings[0].place if block.headings else block.end
    own = [each for each in lines[block.place + 1 : end] if each.text and not is_furniture(each)]
    answered = len(below) < len(block.headings) or any(is_answer(each.text) for each in own[:1])
    found.asks = found.asks or (answered and able)
    found.own = bool(own) or answered
    found.has_parts = bool(parts.within(block.place + 1, end))
    found.text = text_of(own)
    return found


def _grouped(weighed: Iterable[Evidence], key: Callable[[Evidence], Hashable]) -> list[list[Evidence]]:
    groups: dict[Hashable, list[Evidence]] = {}
    for each in weighed:
        groups.setdefault(key(each), []).append(each)
    return list(groups.values())


def _vote(group: Sequence[Evidence], fewest: int) -> dict[int, LineRole]:
    """What most of the members that may ask are, all of them are."""
    able = [each for each in group if each.may_ask and (each.asks or not each.over)]
    asking = [each for each in able if each.asks]
    if len(able) < fewest or len(asking) < max(2, _HALF * len(able)):
        plain = len(able) >= _NEARLY_ALL * len(group)
        if not plain or len(asking) < max(_FEWEST_PROMPTS, _SOME * len(able)):
            return {}
    told = sum(each.own for each in asking) * 2 > len(asking)
    return {each.block.place: LineRole.QUESTION for each in able if each.asks or not told or each.own or each.shape[1]}


def _strays(weighed: Sequence[Evidence]) -> dict[int, LineRole]:
    """Headings that ask alone among many of their shape, where those of another shape, or items, are the questions."""
    groups = _grouped(weighed, lambda each: each.shape)
    asking = [[each for each in group if each.asks] for group in groups]
    if max(map(len, asking), default=0) < _FEWEST_PROMPTS and not any(each.lists for each in weighed):
        return {}
    return {
        one[0].block.place: LineRole.SECTION
        for group, one in zip(groups, asking, strict=True)
        if len(one) == 1 and len(group) >= _FEWEST_GUESSED
    }


def _announces(each: Evidence, fields: set[int]) -> bool:
    """Whether the words of a heading only say that an answer follows, or come again over others: a field, no title."""
    return each.block.place in fields or section_kind(clean(each.block.line.text)) == "lead"


def fields_of_others(tree: Tree) -> set[int]:
    """Return the headings that come again on the page, and not beside questions, as one of these."""
    headings = tree.headings()
    beside = {id(block.parent) for block in headings if asked(block.line.text)}
    return {block.place for block in headings if tree.count(block) > 1 and id(block.parent) not in beside}


def _told(group: Sequence[Evidence]) -> dict[int, LineRole]:
    """Headings over prose in which somebody speaks of oneself, as most of their kind are, or over a story in parts."""
    able = [each for each in group if each.may_ask and not (each.over or each.lists)]
    told = [each for each in able if each.told or each.has_parts]
    if len(told) < _FEWEST_PROMPTS or len(told) < _HALF * len(able):
        return {}
    if any(each.asks for each in able):
        return {each.block.place: LineRole.QUESTION for each in able if not each.has_parts}
    return {each.block.place: LineRole.STORY for each in told if each.told}


def heads_of(tree: Tree, parts: Parts, lines: Sequence[Line], eager: bool = False) -> dict[int, Head]:
    """Return what each heading is, by its place."""
    headings = tree.headings()
    votes = votes_of(tree, parts, lines, eager)
    texts = ((at, line.text) for at, line in enumerate(lines) if line.form in (Form.TEXT, Form.HEADING))
    marked = [at for at, text in texts if 0 < len(text) <= LONGEST_QUESTION and without_lead_in(text)[0]]
    votes |= {block.place: LineRole.SECTION for block in headings if _is_number(block, marked)}
    reader = _Headings(parts, votes)
    for block in headings:
        reader.decide(block)
    return reader.heads


def _is_number(block: Block, marked: Sequence[int]) -> bool:
    """Whether a heading only numbers or names the question that a line below it says it asks."""
    below = bisect_left(marked, block.end) - bisect_left(marked, block.place + 1)
    return below == 1 and not asks(unquoted(without_lead_in(block.line.text)[2]))


# One heading after the other, from the outside in


@dataclass(slots=True)
class _Headings:
    """Settles each heading by the votes of its siblings, its own words and what the headings over it are."""

    parts: Parts
    votes: dict[int, LineRole]
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
        if label and (
            block.place in self.parts.labels or ((label.names or label.frame) and self._is_inside(block, ""))
        ):
            return Head(LineRole.BODY)
        kind = section_kind(line.text) or ("lead" if is_answer(line.text) else "")
        question = None if kind else self._question(block)
        if question is not None:
            return Head(LineRole.QUESTION, question)
        if self._is_inside(block, kind):
            return Head(LineRole.BODY)
        vote = self.votes.get(block.place)
        return Head(vote if vote in (LineRole.STORY, LineRole.ANSWER) else LineRole.SECTION)

    @property
    def _is_asked(self) -> bool:
        return self.current is not None and self.heads[self.current.place].role is LineRole.QUESTION

    def _is_inside(self, block: Block, kind: str) -> bool:
        """Whether a heading that asks nothing stands below a question or one story: over several it is no title."""
        if self.current is None:
            return False
        level = self.current.line.level
        if self._is_asked and kind in ("lead", "bad"):
            return block.line.level >= level
        told = self.parts.within(self.current.place + 1, block.place)
        is_open = self._is_asked or sum(not run.guides for run in told) == 1
        return is_open and block.line.level > level

    def _question(self, block: Block) -> Asked | None:
        line = block.line
        turned = any(is_turned(each.line.text) for each in block.above())
        if turned or self.votes.get(block.place) is LineRole.SECTION:
            return None
        found = asked(line.text)
        if not found and (quoted := quoted_question(line.text)):
            return quoted
        deeper = self._is_asked and self.current is not None and line.level > self.current.line.level
        if self.votes.get(block.place) is LineRole.QUESTION and found is None and not deeper:
            return as_prompt(line)
        named = story_name(line.text)
        return asked(named.name) if named else found
