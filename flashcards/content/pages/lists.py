"""Lists whose items are questions by what the lists of the whole page have in common, or by the heading over them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence

from flashcards.content.pages.blocks import Head, LineRole, Tree, as_prompt, may_ask
from flashcards.content.pages.lines import Form, Line
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
        free = [[each for each in group if each.is_free and each.block.place not in heads] for group in lists]
        asking_of = [[each for each in group if each.may_ask and each.asks] for group in free]
        total, rest = sum(map(len, lists)), sum(map(len, free))
        loudly = style[0] not in ("line", "paragraph")
        share = MOST if loudly else LEAST_OF_PARAGRAPHS
        if total - rest + sum(map(len, asking_of)) >= max(_FEWEST_ITEMS, share * total):
            both = zip(asking_of, free, lists, strict=True)
            several = sum(bool(asking) or len(among) < len(group) for asking, among, group in both) > 1
            for among, group in zip(asking_of, free, strict=True):
                all_ask = loudly and (among or style[0] != "item" or (several and _is_numbered_bare(style, group)))
                taken += [each for each in group if each in among or (all_ask and each.may_ask)]
    return {each.block.place: Head(LineRole.QUESTION, as_prompt(each.block.line)) for each in taken}


def _is_numbered_bare(style: tuple[Hashable, ...], group: Sequence[Member]) -> bool:
    """Whether a list is numbered, and nothing is within."""
    return style[2:3] == ("",) and len(blocks_of(group)) == 1 and all(each.may_ask for each in group)


def _style(shape: tuple[Hashable, ...]) -> tuple[Hashable, ...]:
    """What lines of one shape share with those of other lists."""
    return ("item", *shape[1:4]) if is_item(shape) else shape


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


def manner(line: Line) -> tuple[Hashable, ...]:
    """How a line is set, as questions beside one another are alike."""
    return (line.form, line.level, line.marker == "-", bool(line.marker), line.indent, line.is_bold)
