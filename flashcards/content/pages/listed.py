"""What the lines between two headings are that ask or stand over others: decided for all of one shape together."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from flashcards.content.pages.blocks import LONGEST_QUESTION, Block, Head, LineRole, as_prompt, asks_something, may_ask
from flashcards.content.pages.labels import Style, find_label, is_field
from flashcards.content.pages.lines import SIGNS_OF_NUMBERS, Form, Line, is_furniture
from flashcards.content.pages.naming import clean, story_name
from flashcards.content.pages.runs import Parts
from flashcards.content.pages.speech import (
    Asked,
    asked,
    asked_beside,
    asks,
    at_arrow,
    begins_as_question,
    first_sentence,
    requests,
    without_lead_in,
)
from flashcards.content.pages.text import dress_of, length, without_tag
from flashcards.content.pages.vocabulary import ASIDES, SIGNS_OF_BAD, is_generic, is_turned, section_kind

# Shares set on the zoo and on half of the documents gathered, and held on the rest: plain lines may be anything, so
# most of them must ask; of paragraphs those that ask are questions, and the others their answers.
_FEWEST = 3
_FEWEST_AROUND_A_STRAY = 4
_STRAY = 0.25
_MOST_WORDS_OF_A_PROMPT = 12
_NEARLY_ALL = 0.9
_NOWHERE = 1_000
_ANY = "any"
_MOST = {"item": 0.6, "lone": 0.6, "numbered": 0.6, "bold": 0.6, "line": 0.7, "paragraph": 0.6, "summary": 0.5}
LEAST_OF_PARAGRAPHS = 0.4
_ENDS_SENTENCE = ".。:：!！"
_COLONS = (":", "：", ":**", "：**")


@dataclass(slots=True)
class Member:
    """A line among those of its shape. ``marked``: it says of itself that it asks; ``over``: text of its own stands
    below it; ``followed``: a story begins right below it; ``late``: it stands behind a story, ``within`` one.
    """

    block: Block
    question: Asked | None
    may_ask: bool
    marked: bool
    over: bool
    followed: bool
    late: bool
    within: bool
    nested: bool

    @property
    def hints(self) -> bool:
        """Whether it stands below an item that asks: it asks on or says what to say, where it requests nothing."""
        return self.nested and bool(self.block.line.marker) and _is_below_asking(self.block)

    @property
    def is_free(self) -> bool:
        """Whether it stands in front of the stories between its headings."""
        return not (self.within or self.late)

    @property
    def asks(self) -> bool:
        """Whether its own words ask."""
        text = self.block.line.text
        if self.hints:
            return self.question is not None and requests(self.question.text) and not text.endswith(("?", "？"))
        return self.question is not None or (self.may_ask and begins_as_question(text) and "? " not in text)


@dataclass(frozen=True, slots=True)
class Stretch:
    """The lines between two headings; ``asked``: the one over them asks, ``kind``: what it announces, ``advice``: it
    or one over it announces advice.
    """

    first: int
    end: int
    asked: bool
    kind: str
    advice: bool


Groups: TypeAlias = "dict[tuple[Hashable, ...], list[Member]]"


def lines_over_others(lines: Sequence[Line], groups: Groups, stretch: Stretch) -> dict[int, Head]:
    """Return the lines of a stretch that ask or are titles of stories, by their place."""
    found: dict[int, Head] = {}
    alone = True
    loud = stretch.end
    for shape, group in groups.items():
        first = group[0].block
        inside = is_item(shape) or (first.line.quoted and loud < len(lines) and not lines[loud].quoted)
        below = inside and loud < first.place and first.line.indent >= lines[loud].indent
        free = [each for each in group if not below or (each.followed and not each.block.line.text.endswith(_COLONS))]
        decided = _decide(str(shape[0]), free, stretch, alone)
        asking = [place for place, head in decided.items() if head.role is LineRole.QUESTION]
        alone = alone and not asking
        loud = min([loud, *(place for place in asking if not lines[place].marker)])
        found |= decided
    return found


def groups_of(lines: Sequence[Line], blocks: dict[int, Block], parts: Parts, stretch: Stretch) -> Groups:
    """Return the lines of a stretch that may ask or be titles, by what those that belong together share."""
    groups: Groups = {}
    told = parts.within(stretch.first, stretch.end)
    first_told = next((run.first for run in told if not run.guides or run.is_headed), stretch.end)
    lists: dict[tuple[int, int], int] = {}
    list_at, listed_below = stretch.first, (0 if stretch.kind in ("answers", "themes") else _NOWHERE, _ANY)
    for place in range(stretch.first, stretch.end):
        line = lines[place]
        if line.form is Form.TEXT and line.text and not line.marker and not line.indent and is_spaced(lines, place):
            list_at = place
        listed_below = _listed_below(line, listed_below)
        is_listed = bool(line.marker) and line.indent >= listed_below[0]
        if place in blocks and may_stand_over(line) and place not in parts.labels and not is_listed:
            at = lists.pop((line.indent, number_of(line) - 1), list_at) if number_of(line) else list_at
            lists[line.indent, number_of(line)] = at
            shape = _shape(lines, blocks[place], at)
            groups.setdefault(shape, []).append(_member(blocks[place], parts, place > first_told))
    return _with_lone_items(groups)


def is_item(shape: tuple[Hashable, ...]) -> bool:
    """Whether lines of a shape are items of lists."""
    return shape[0] in ("item", "lone")


def _with_lone_items(groups: Groups) -> Groups:
    """The groups, with the items that are each a list of its own, or two that ask, with text between them, as one."""
    found: Groups = {}
    for shape, group in groups.items():
        few = len(group) == 1 or (len(group) < _FEWEST and all(each.asks for each in group))
        alone = shape[0] == "item" and few and not group[0].nested
        found.setdefault(("lone", *shape[1:-1]) if alone else shape, []).extend(group)
    return found


def is_spaced(lines: Sequence[Line], place: int) -> bool:
    """Whether a line begins a paragraph, and does not run on below a list item."""
    return place == 0 or lines[place - 1].form is not Form.TEXT


def number_of(line: Line) -> int:
    """The place of a list item in its list by its number or letter, 0 where it has none."""
    sign = line.marker.strip(SIGNS_OF_NUMBERS).rpartition(".")[2]
    return int(sign) if sign.isdigit() else ord(sign) - ord("a") + 1 if len(sign) == 1 and sign.isalpha() else 0


def _listed_below(line: Line, below: tuple[int, str]) -> tuple[int, str]:
    """From which indent on, and with which sign there, the items below a line are questions that a story answers, or
    themes, and ask nothing of their own.
    """
    indent, sign = below
    if not line.text:
        return below
    if line.marker and line.indent >= indent and (sign in (_ANY, line.sign) or line.indent > indent):
        return (line.indent, line.sign) if sign == _ANY else below
    label = find_label(line.text, line.form is Form.HEADING)
    kind = section_kind(label.words if label else line.text)
    turned = length(line.text) <= _MOST_WORDS_OF_A_PROMPT and is_turned(line.text)
    lists = kind == "answers" or turned or (kind in ASIDES.values() and not (label and label.rest))
    return line.indent + bool(line.marker) if lists else _NOWHERE, _ANY


def may_stand_over(line: Line) -> bool:
    """Whether a line may be a question or a title by its marks and its length."""
    if line.form not in (Form.TEXT, Form.SUMMARY) or line.aside or is_furniture(line):
        return False
    if not 0 < len(line.text) <= LONGEST_QUESTION or line.text[0] in SIGNS_OF_BAD:
        return False
    label = find_label(line.text)
    return line.form is Form.SUMMARY or label is None or not (label.names or is_field(label.key))


def _shape(lines: Sequence[Line], block: Block, list_at: int) -> tuple[Hashable, ...]:
    """What lines that belong together share: the mark, its depth, how loud it is, the list."""
    line = block.line
    if line.form is Form.SUMMARY:
        return ("summary",)
    if (dress := dress_of(line.text)) and not line.marker:
        colon = line.text.rstrip("*_ ").endswith((":", "："))
        return ("bold", dress, line.quoted, bool(without_lead_in(line.text)[1]), colon)
    if line.marker:
        if _is_below_asking(block):
            return ("item", "below questions", line.sign, line.quoted, 0)
        over = block.parent if block.parent and block.parent.line.marker else None
        return ("item", line.indent, line.sign, line.quoted, over.place if over else list_at)
    if without_lead_in(line.text)[1]:
        return ("numbered",)
    near = [lines[at] for at in (block.place - 1, block.place + 1) if 0 <= at < len(lines)]
    return ("line",) if any(map(_is_plain, near)) else ("paragraph", line.quoted)


def _is_below_asking(block: Block) -> bool:
    """Whether one of the items over an item asks."""
    over = block.parent
    while over and over.line.marker:
        if asks_something(over.line):
            return True
        over = over.parent
    return False


def _is_plain(line: Line) -> bool:
    return line.form is Form.TEXT and bool(line.text) and not (line.marker or line.is_bold or line.quoted or line.aside)


def _member(block: Block, parts: Parts, late: bool) -> Member:
    line, place = replace(block.line, text=at_arrow(block.line.text)[0]), block.place
    block = replace(block, line=line)
    text = without_tag(line.text)
    question = asked_beside(text) or asked(text)
    marked, number, _ = without_lead_in(line.text)
    label = find_label(line.text)
    explained = label is not None and bool(label.rest) and label.style is Style.BOLD and not line.is_bold
    if explained and not (marked or line.text.endswith(("?", "？"))):
        question = None
    if question and not question.number:
        number = number or (line.marker if line.marker != "-" else "").strip(SIGNS_OF_NUMBERS)
        question = replace(question, number=number)
    nested = bool(line.indent and block.parent and block.parent.line.marker)
    followed = parts.is_followed(place)
    within = parts.is_open(place)
    return Member(block, question, may_ask(line), marked, bool(block.children), followed, late, within, nested)


def _mostly_asking(shape: str, among: Sequence[Member]) -> dict[int, Head]:
    """Lines of which that share asks: all of them, but those without an answer where the others have one."""
    asking = [each for each in among if each.asks]
    alike = len(blocks_of(among)) == 1 or all(each.over for each in among)
    fewest = 2 if alike and not any(each.block.line.sign for each in among) else _FEWEST
    several = shape == "item" and len(asking) >= max(fewest, _STRAY * len(among))
    if len(among) < _FEWEST or not (several or len(asking) >= max(2, _MOST[shape] * len(among))):
        return {}
    told = sum(any(not asks_something(below.line) for below in each.block.children) for each in asking)
    taken = [each for each in among if each.asks or told * 2 <= len(asking) or each.over]
    return {each.block.place: Head(LineRole.QUESTION, as_prompt(each.block.line)) for each in taken}


def blocks_of(group: Sequence[Member]) -> list[list[Member]]:
    """Return the lines of a group, those right below one another together."""
    found: list[list[Member]] = []
    for each in group:
        if not found or found[-1][-1].block.place != each.block.place - 1:
            found.append([])
        found[-1].append(each)
    return found


def _without_title(block: Sequence[Member]) -> Sequence[Member]:
    """The lines right below one another without the first where it alone asks nothing: it is their title."""
    first, *below = block
    is_title = len(below) >= _FEWEST and not first.asks and all(each.asks for each in below)
    return below if is_title else block


def _decide(shape: str, group: Sequence[Member], stretch: Stretch, alone: bool) -> dict[int, Head]:
    """What the members of a group are."""
    over = [each for each in group if each.followed or (each.marked and each.question)]
    found = _over_stories(over, stretch)
    rest = [each for each in group if each.block.place not in found and not each.within]
    if any(head.role is LineRole.QUESTION for head in found.values()):
        asking = [each for each in group if each.asks and not each.nested]
        whole = shape == "item" and len(asking) >= max(_FEWEST, _MOST[shape] * sum(not each.nested for each in group))
        likely = [each for each in rest if (each.question or each.asks or (whole and each.may_ask)) and not each.hints]
        return found | {
            each.block.place: Head(LineRole.QUESTION, each.question or as_prompt(each.block.line)) for each in likely
        }
    if (stretch.asked or stretch.advice) and shape != "summary":
        return found
    whole = (
        shape == "paragraph" or all(each.nested for each in rest) or any(each.asks and not each.late for each in rest)
    )
    return found | _prompts(shape, [each for each in rest if whole or not each.late], alone)


def _over_stories(over: Sequence[Member], stretch: Stretch) -> dict[int, Head]:
    """Lines right over stories: questions where they ask, else the titles of these stories."""
    found: dict[int, Head] = {}
    for each in over:
        line = each.block.line
        if each.question is not None and (each.marked or line.is_bold or asks(each.question.text)):
            found[each.block.place] = Head(LineRole.QUESTION, each.question)
        elif not each.within and _is_title(each, stretch):
            found[each.block.place] = Head(LineRole.STORY)
    return found


def _is_title(each: Member, stretch: Stretch) -> bool:
    """Whether a short line on its own is the title of the story below it."""
    line, title = each.block.line, clean(each.block.line.text)
    titled = line.is_bold or (line.marker and line.marker != "-") or story_name(title) is not None
    return bool(titled) and not (stretch.asked or each.hints or is_generic(title))


def _prompts(shape: str, group: Sequence[Member], alone: bool) -> dict[int, Head]:
    """Lines over no story: questions where that share of them asks."""
    able = [each for each in group if each.may_ask]
    if shape in ("line", "paragraph") and sum(each.asks for each in able) < _NEARLY_ALL * len(able):
        able = [each for each in able if _is_prompt(each)]
    if shape == "line":
        able = [each for block in blocks_of(able) for each in _without_title(block)]
    found = _mostly_asking(shape, able)
    if not found and shape == "line":
        found = {place: head for block in blocks_of(able) for place, head in _mostly_asking(shape, block).items()}
    if found:
        return found
    if shape == "paragraph":
        asking = [each for each in group if each.question]
        enough = len(asking) >= max(_FEWEST, LEAST_OF_PARAGRAPHS * len(group))
        return {each.block.place: Head(LineRole.QUESTION, each.question) for each in asking if enough}
    asking = [each for each in able if each.asks]
    stray = len(able) >= _FEWEST_AROUND_A_STRAY and len(asking) <= _STRAY * len(able)
    if stray or not alone or shape == "line":
        return {}
    lone = [each for each in group if each.question and not each.nested and asks(each.question.text)]
    return {each.block.place: Head(LineRole.QUESTION, each.question) for each in lone}


def _is_prompt(each: Member) -> bool:
    """Whether a line without a mark asks: in one sentence if it only begins as a question, or short and no sentence."""
    text = each.block.line.text
    single = each.asks and first_sentence(text) == text and text[-1] != "."
    return (
        each.question is not None
        or single
        or (length(text) <= _MOST_WORDS_OF_A_PROMPT and text[-1] not in _ENDS_SENTENCE)
    )
