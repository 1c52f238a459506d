"""Lists whose items are questions by what the lists of the whole page have in common, or by the heading over them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from flashcards.content.languages.known import likely_language
from flashcards.content.pages.blocks import Head, LineRole, Tree, as_prompt, asks_something, may_ask
from flashcards.content.pages.labels import find_label
from flashcards.content.pages.lines import Form, Line, text_of
from flashcards.content.pages.listed import (
    LEAST_OF_PARAGRAPHS,
    Groups,
    Member,
    Stretch,
    blocks_of,
    is_item,
    may_stand_over,
    number_of,
)
from flashcards.content.pages.runs import Parts
from flashcards.content.pages.speech import (
    asked,
    asked_beside,
    guides,
    requests,
    tells_of_oneself,
    without_lead_in,
)
from flashcards.content.pages.text import words
from flashcards.content.pages.vocabulary import QUESTION_WORDS, is_aside_section, section_kind

_FEWEST_ITEMS = 3
FEWEST_NUMBERED = 5
_BREAKS_OFF = ("…", "...")
# as of the items of one list
MOST = 0.6


def is_numbered(line: Line) -> bool:
    """Whether a line is an item of a list that is numbered, and of no other."""
    return line.form is Form.TEXT and line.marker not in ("", "-") and not line.indent


def counted_on(lines: Sequence[Line], places: Iterable[int]) -> list[list[int]]:
    """Return those of the places that are items numbered one, two, three and on, by their lists."""
    runs: list[list[int]] = []
    for at in places:
        number = number_of(lines[at]) if is_numbered(lines[at]) and may_stand_over(lines[at]) else 0
        if number == 1:
            runs.append([at])
        elif runs and number == len(runs[-1]) + 1:
            runs[-1].append(at)
    return runs


def lines_like_others(
    lines: Sequence[Line], heads: Mapping[int, Head], stretches: Sequence[Stretch], groups: Sequence[Groups]
) -> dict[int, Head]:
    """Return the lines that ask as others of their style do anywhere on the page. Where a style stands out, all of a
    list ask in which one does, and all of a numbered list with nothing within it where several lists ask.
    """
    alike: defaultdict[tuple[Hashable, ...], list[list[Member]]] = defaultdict(list)
    for stretch, found in zip(stretches, groups, strict=True):
        asking = (at for at in range(stretch.first, stretch.end) if at in heads and not lines[at].marker)
        loud = next(asking, stretch.end)
        for shape, group in [] if stretch.asked or stretch.advice else found.items():
            # a list below a line that asks is its answer
            if "below questions" not in shape and not (is_item(shape) and loud < group[0].block.place):
                alike[_style(shape)].append(group)
    taken: list[Member] = []
    for style, lists in alike.items():
        known = [sum(each.block.place in heads for each in group) for group in lists]
        free = [[each for each in group if each.is_free and each.block.place not in heads] for group in lists]
        asking_of = [[each for each in group if each.may_ask and each.asks] for group in free]
        counted = sum(known) + sum(map(len, asking_of))
        loudly = style[0] not in ("line", "paragraph")
        share = MOST if loudly else LEAST_OF_PARAGRAPHS
        if counted >= max(_FEWEST_ITEMS, share * (sum(known) + sum(map(len, free)))):
            several = sum(bool(among) or own > 0 for among, own in zip(asking_of, known, strict=True)) > 1
            for among, group, asked_there in zip(asking_of, free, known, strict=True):
                like = asked_there or style[0] != "item" or (several and _is_numbered_bare(style, group))
                all_ask = loudly and (among or like)
                lines_of_list = ((each, each.block.line) for each in group if all_ask and each.may_ask)
                taken += [each for each, line in lines_of_list if line.marker or not tells_of_oneself(line.text)]
                taken += among
    return {each.block.place: Head(LineRole.QUESTION, as_prompt(each.block.line)) for each in taken}


def _is_numbered_bare(style: tuple[Hashable, ...], group: Sequence[Member]) -> bool:
    """Whether a list is numbered, nothing is within, and it does not order the reader."""
    bare = style[2:3] == ("",) and len(blocks_of(group)) == 1 and all(each.may_ask for each in group)
    return bare and not guides("\n".join(each.block.line.text for each in group), openly=True)


def _style(shape: tuple[Hashable, ...]) -> tuple[Hashable, ...]:
    """What lines of one shape share with those of other lists."""
    return ("item", *shape[1:4]) if is_item(shape) else shape


def items_of_questions(lines: Sequence[Line], stretches: Sequence[Stretch]) -> dict[int, Head]:
    """Return the items right below headings that say that questions follow."""
    found: dict[int, Head] = {}
    for stretch in stretches:
        over = words(lines[stretch.first - 1].text) if stretch.first and not (stretch.asked or stretch.advice) else []
        if any(word in QUESTION_WORDS for word in over):
            places = [at for at in range(stretch.first, stretch.end) if lines[at].marker and not lines[at].indent]
            found |= {at: Head(LineRole.QUESTION, as_prompt(lines[at])) for at in places if may_ask(lines[at])}
    return found


def items_announced(lines: Sequence[Line], stretches: Sequence[Stretch]) -> dict[int, Head]:
    """Return the items of the lists below a question of which a line of their own says that they are more questions."""
    found: dict[int, Head] = {}
    for stretch in (each for each in stretches if each.asked and not each.advice):
        for place in range(stretch.first, stretch.end):
            line = lines[place]
            if line.form is Form.TEXT and not line.marker and _announces_questions(line.text):
                items = _items_below(lines, place, stretch.end)
                asking = sum(asks_something(lines[at]) for at in items)
                if asking >= max(_FEWEST_ITEMS, MOST * len(items)):
                    found[place] = Head(LineRole.SECTION)
                    found |= {at: Head(LineRole.QUESTION, as_prompt(lines[at])) for at in items if may_ask(lines[at])}
    return found


def _announces_questions(text: str) -> bool:
    """Whether a line says that questions follow, not those that go on with one, and not one's own."""
    bare = text.strip("*_ ")
    said = bare.endswith((":", "：")) and not (section_kind(bare) or is_aside_section(bare) or tells_of_oneself(bare))
    return said and any(word in QUESTION_WORDS for word in words(bare))


def asking_alone(
    lines: Sequence[Line], heads: Mapping[int, Head], parts: Parts, stretches: Sequence[Stretch]
) -> dict[int, Head]:
    """Return the lines without a mark that ask by their own words, where they are most of what asks on the page, though
    nothing that they share with others says so.
    """
    taken = max(sum(head.role is LineRole.QUESTION for head in heads.values()), len(parts.runs))
    open_ = (each for each in stretches if not (each.asked or each.advice))
    free = (at for each in open_ for at in range(each.first, each.end))
    able = (at for at in free if at not in heads and at not in parts.labels and not parts.is_open(at))
    found = {
        at: it for at in able if not lines[at].marker and may_stand_over(lines[at]) and (it := asked(lines[at].text))
    }
    enough = len(found) >= max(_FEWEST_ITEMS, 2 * taken)
    return {at: Head(LineRole.QUESTION, it) for at, it in found.items() if enough}


def summaries(tree: Tree) -> dict[int, Head]:
    """Return the lines that open a text which they hide, where the page has several."""
    closed = (block for block in tree.blocks.values() if block.line.form is Form.SUMMARY and block.children)
    found = {block.place: Head(LineRole.QUESTION, as_prompt(block.line)) for block in closed if may_ask(block.line)}
    return found if len(found) >= _FEWEST_ITEMS else {}


def lists_alone(lines: Sequence[Line]) -> dict[int, Head]:
    """Return the items of a list that is numbered, where a page has hardly a line beside them."""
    places = [at for at, line in enumerate(lines) if is_numbered(line) and may_ask(line)]
    enough = len(places) >= max(FEWEST_NUMBERED, MOST * sum(bool(line.text) for line in lines))
    return {at: Head(LineRole.QUESTION, as_prompt(lines[at])) for at in places} if enough else {}


def completions(lines: Sequence[Line], stretches: Sequence[Stretch]) -> dict[int, Head]:
    """Return the items below a request that breaks off (``Tell me about a time when you …``): each completes it."""
    found: dict[int, Head] = {}
    for stretch in (each for each in stretches if not each.advice):
        open_ends = [at for at in range(max(0, stretch.first - 1), stretch.end) if _breaks_off(lines[at])]
        for place, end in pairwise([*open_ends, stretch.end]):
            text = lines[place].text
            over = asked_beside(text) or asked(text)
            items = _items_below(lines, place, end)
            if over and requests(over.text) and len(items) >= _FEWEST_ITEMS and all(may_ask(lines[at]) for at in items):
                prompts = ((at, as_prompt(lines[at])) for at in items)
                found[place] = Head(LineRole.SECTION)
                found |= {at: Head(LineRole.QUESTION, replace(it, text=f"{over.text} {it.text}")) for at, it in prompts}
    return found


def _breaks_off(line: Line) -> bool:
    return line.form in (Form.TEXT, Form.HEADING) and line.text.rstrip("*_ ").endswith(_BREAKS_OFF)


def _items_below(lines: Sequence[Line], place: int, end: int) -> list[int]:
    """The places of the items of the list right below a line, which is no item of it: those that are counted on from
    one, or are set as the first.
    """
    over, first = lines[place], next((at for at in range(place + 1, end) if lines[at].text), place)
    if is_numbered(lines[first]):
        counted = counted_on(lines, range(first, end))
        return counted[0] if counted and counted[0][0] == first else []
    going = takewhile(lambda at: lines[at].marker or lines[at].indent or not lines[at].text, range(first, end))
    beside = [at for at in going if lines[at].marker and lines[at].indent == lines[first].indent]
    return beside if not over.marker or lines[first].indent > over.indent else []


def said_twice(lines: Sequence[Line], heads: Mapping[int, Head]) -> dict[int, Head]:
    """Return the lines right below questions that ask the same in another language, as most lines so set do."""
    pairs: defaultdict[tuple[Hashable, ...], list[tuple[int, int]]] = defaultdict(list)
    for above, below in pairwise(at for at, line in enumerate(lines) if line.text):
        head, both = heads.get(above), (lines[above], lines[below])
        asking = head is not None and head.role is LineRole.QUESTION and asks_something(both[1])
        if asking and _is_lesser(*both) and not find_label(both[1].text):
            pairs[tuple(map(manner, both))].append((above, below))
    found: dict[int, Head] = {}
    for alike in pairs.values():
        one, other = (likely_language(text_of(lines[pair[side]] for pair in alike)) for side in (0, 1))
        if len(alike) >= _FEWEST_ITEMS and one and other and one is not other:
            found |= {below: Head(LineRole.ECHO) for _, below in alike}
    return found


def _is_lesser(over: Line, line: Line) -> bool:
    """Whether a line has nothing of what makes the one above it stand out, or is set in deeper."""
    loud = over.marker or over.level or over.is_bold or without_lead_in(over.text)[1]
    bare = not (line.marker or line.level or line.is_bold or without_lead_in(line.text)[1])
    return not line.level and (line.indent > over.indent or bool(loud and bare))


def manner(line: Line) -> tuple[Hashable, ...]:
    """How a line is set, as questions beside one another are alike."""
    return (line.form, line.level, line.marker == "-", bool(line.marker), line.indent, line.is_bold)
