"""What headings that are siblings have in common, and so what each of them is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from flashcards.content.pages.asking import without_lead_in
from flashcards.content.pages.guidance import addresses_reader, asks_for_oneself, is_told_prose
from flashcards.content.pages.lines import Line
from flashcards.content.pages.naming import clean, story_name
from flashcards.content.pages.roles import LineRole, asks_something, may_ask
from flashcards.content.pages.runs import Parts
from flashcards.content.pages.text import is_quoted
from flashcards.content.pages.texts import is_furniture, text_of
from flashcards.content.pages.tree import Block
from flashcards.content.pages.vocabulary import section_kind

# The shares were set on the zoo and on one half of the documents gathered, and held on the other half.
_HALF = 0.5
_SOME = 0.25
_NEARLY_ALL = 0.9
_FEWEST_PROMPTS = 3
_REPEATED = 3
_FEWEST_AROUND_A_STRAY = 4
_FEWEST_NUMBERED = 5
_FEWEST_GUESSED = 5


@dataclass(slots=True)
class Evidence:
    """What speaks for a heading: whether its words ask, whether they may, and what stands below it."""

    block: Block
    asks: bool
    may_ask: bool
    over: bool = False
    own: bool = False
    has_parts: bool = False
    text: str = ""

    @property
    def told(self) -> bool:
        """Whether somebody speaks of oneself right below it, in prose."""
        return not self.has_parts and is_told_prose(self.text)

    @property
    def guides(self) -> bool:
        """Whether what stands right below it is said to the reader."""
        return addresses_reader(self.text)

    @property
    def shape(self) -> tuple[int, bool, bool]:
        """What headings that belong together share: the level, whether they are numbered, whether they quote."""
        _, number, words = without_lead_in(self.block.line.text)
        return (self.block.line.level, bool(number), is_quoted(words))


def votes_of(
    headings: Sequence[Block], parts: Parts, lines: Sequence[Line], eager: bool = False
) -> dict[int, LineRole]:
    """Return what headings are because their siblings are. ``eager``: in doubt those over most of the text ask."""
    texts = Counter(clean(block.line.text).casefold() for block in headings)
    weighed = [_weigh(block, texts, parts, lines) for block in headings]
    votes = {block.place: LineRole.SECTION for block in headings if _count(block, texts) >= _REPEATED}
    for each in weighed:
        if asks_for_oneself(clean(each.block.line.text)) and not (each.told or each.has_parts):
            each.asks = each.may_ask = False
            votes[each.block.place] = LineRole.SECTION
    for each in weighed:
        if sum(asks_something(below.line) for below in each.block.headings) >= _FEWEST_PROMPTS:
            each.asks = each.may_ask = False
            votes[each.block.place] = LineRole.SECTION
    silent: set[int] = set()
    for group in _grouped(weighed, lambda each: (id(each.block.parent), *each.shape)):
        votes |= _vote(group, 2)
        votes |= dict.fromkeys(_strays(group), LineRole.SECTION)
        if len(group) > 1 and not any(each.asks or each.told for each in group):
            silent |= {each.block.place for each in group}
    votes |= _numbered_on(weighed)
    for each in weighed:
        each.asks = each.asks or votes.get(each.block.place) is LineRole.QUESTION
    for group in _grouped(weighed, lambda each: each.shape):
        votes |= {place: role for place, role in _vote(group, _FEWEST_PROMPTS).items() if place not in silent}
        votes |= {place: role for place, role in _told(group).items() if place not in votes}
        votes |= {each.block.place: LineRole.ANSWER for each in group if each.told and _announces(each, texts)}
    return votes | _guessed(weighed) if eager else votes


def _guessed(weighed: Sequence[Evidence]) -> dict[int, LineRole]:
    """The headings of one shape over no others that hold most of the text of a page on which nothing asks."""
    groups = _grouped((each for each in weighed if each.may_ask and not each.over), lambda each: each.shape)
    several = [group for group in groups if len(group) >= _FEWEST_GUESSED]
    most = max(several, key=lambda group: (sum(each.own for each in group), len(group)), default=[])
    return {each.block.place: LineRole.QUESTION for each in most}


def _weigh(block: Block, texts: Counter[str], parts: Parts, lines: Sequence[Line]) -> Evidence:
    line = block.line
    able = may_ask(line) and _count(block, texts) < _REPEATED
    found = Evidence(block, asks_something(line), able)
    found.over = any(place not in parts.labels for place in (each.place for each in block.headings))
    end = block.headings[0].place if block.headings else block.end
    own = [each for each in lines[block.place + 1 : end] if each.text and not is_furniture(each)]
    found.own = bool(own)
    found.has_parts = bool(parts.within(block.place + 1, end)) or block.place + 1 in parts.labels
    found.text = text_of(own)
    return found


def _count(block: Block, texts: Counter[str]) -> int:
    """How often a heading stands on the page."""
    return texts[clean(block.line.text).casefold()]


def _grouped(weighed: Iterable[Evidence], key: Callable[[Evidence], Hashable]) -> list[list[Evidence]]:
    groups: dict[Hashable, list[Evidence]] = {}
    for each in weighed:
        groups.setdefault(key(each), []).append(each)
    return list(groups.values())


def _vote(group: Sequence[Evidence], fewest: int) -> dict[int, LineRole]:
    """What most of the members that may ask are, all of them are."""
    able = [each for each in group if each.may_ask and (each.asks or not each.over)]
    asking = [each for each in able if each.asks]
    most = len(asking) > _HALF * len(able) or (len(asking) >= _HALF * len(able) and _are_alike(able, asking))
    if len(able) < fewest or len(asking) < 2 or not most:
        plain = len(able) >= _NEARLY_ALL * len(group)
        if not plain or len(asking) < max(_FEWEST_PROMPTS, _SOME * len(able)):
            return {}
    told = any(each.own for each in asking)
    return {each.block.place: LineRole.QUESTION for each in able if each.asks or not told or each.own}


def _are_alike(able: Sequence[Evidence], asking: Sequence[Evidence]) -> bool:
    """Whether half of the members that ask are enough: they are several, or all stand over text of the same kind."""
    return len(asking) >= _FEWEST_PROMPTS or all(each.own and not each.guides for each in able)


def _strays(group: Sequence[Evidence]) -> Iterator[int]:
    """Headings that seem to ask among many that do not, and over which nobody tells anything: chapters of a guide."""
    asking = [each for each in group if each.asks]
    if len(group) < _FEWEST_AROUND_A_STRAY or len(asking) > _SOME * len(group):
        return
    if sum(each.told or each.has_parts for each in group) < _HALF * len(group):
        for each in asking:
            marked = without_lead_in(each.block.line.text)[0] or is_quoted(without_lead_in(each.block.line.text)[2])
            if not (marked or each.told or each.has_parts or each.over):
                yield each.block.place


def _numbered_on(weighed: Sequence[Evidence]) -> dict[int, LineRole]:
    """Headings of one level that are numbered on from section to section: the items of one list of questions."""
    found: dict[int, LineRole] = {}
    for group in _grouped(weighed, lambda each: (each.block.line.level,)):
        numbers = [without_lead_in(each.block.line.text)[1] for each in group]
        counted = [int(number) for number in numbers if number.isdigit()]
        parents = {id(each.block.parent) for each, number in zip(group, numbers, strict=True) if number}
        on = counted == list(range(1, len(counted) + 1)) and len(parents) > 1
        if on and len(counted) >= _FEWEST_NUMBERED and not any(each.over for each in group):
            found |= {
                each.block.place: LineRole.QUESTION
                for each, number in zip(group, numbers, strict=True)
                if number and each.may_ask
            }
    return found


def _announces(each: Evidence, texts: Counter[str]) -> bool:
    """Whether the words of a heading only say that an answer follows, or come again over others: a field, no title."""
    words = clean(each.block.line.text)
    named = story_name(words)
    return _count(each.block, texts) > 1 or section_kind(words) == "lead" or (named is not None and not named.name)


def _told(group: Sequence[Evidence]) -> dict[int, LineRole]:
    """Headings over prose in which somebody speaks of oneself, as most of their kind are, or over a story in parts."""
    able = [each for each in group if each.may_ask and not each.over]
    told = [each for each in able if each.told or each.has_parts]
    if len(told) < _FEWEST_PROMPTS or len(told) < _HALF * len(able):
        return {}
    if any(each.asks for each in group):
        return {each.block.place: LineRole.QUESTION for each in able if each.own and not each.has_parts}
    return {each.block.place: LineRole.STORY for each in told if each.told}
