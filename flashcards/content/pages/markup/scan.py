"""What an HTML page shows by its looks alone: elements of one class that are titles or labels, tables that are layout.

A person sees a heading by its size and colour, which a page may give by a class instead of by a tag. What all elements
of one class are is decided at once, by what they head and by how often they say the same.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, zip_longest
from statistics import median_low
from sys import maxsize
from typing import NamedTuple

from flashcards.content.languages.language import words
from flashcards.content.pages.markup.elements import HEADINGS
from flashcards.content.pages.markup.tree import Element, Place, elements_of

_LABELLED = words("div p span header label button")
_NUMBER = re.compile(r"[a-z]?#?\d{1,3}")
_FEWEST = 3
# a title may be a question of two sentences; what is headed says more than a date or a name beside it
_LONGEST, _LEAST_HEADED = 200, 60
# a stray one among five does not decide for its group
_MOST = 0.8
_MOST_DIFFERENT = 0.6
_MOST_CLASSES, _MOST_STEPS = 12, 8
_DEEPEST = 5


class Looks(NamedTuple):
    """``marks`` are what stands before the text of an element in Markdown, ``numbers`` those that number what follows
    without a point.
    """

    marks: Mapping[Place, str]
    numbers: frozenset[Place]


UNSEEN = Looks({}, frozenset())
"""The looks of a page that is no HTML."""


class _Headed(NamedTuple):
    """An element, and where what it heads ends."""

    element: Element
    end: int


class _Group(NamedTuple):
    """The elements of one class, in their order, as far as they head something."""

    members: Sequence[_Headed]

    @property
    def repeats(self) -> bool:
        """Whether they say the same again and again, as labels do."""
        return len({each.element.text for each in self.members}) < len(self.members) * _MOST_DIFFERENT

    def mostly(self, true: Iterable[bool]) -> bool:
        """Whether that is so of most of them."""
        return sum(true) >= len(self.members) * _MOST

    def lies_in(self, other: _Group) -> bool:
        """Whether most of what these head stands within what the others head."""
        starts = [each.element.end for each in other.members]
        before = [(each, bisect_right(starts, each.element.start) - 1) for each in self.members]
        return self.mostly(at >= 0 and each.end <= other.members[at].end for each, at in before)


def scan(text: str) -> Looks:
    """Return what is to be seen in an HTML page.

    Titles become headings below those that stand before them, labels stand in bold; what stands within what a label
    heads is its text.
    """
    elements = elements_of(text)
    headings = [each for each in elements if each.tag in HEADINGS]
    groups = sorted(_groups(elements), key=lambda group: sum(each.element.end - each.end for each in group.members))
    labels = _labels(groups)
    titles = [each for each in groups if not each.repeats and not any(each.lies_in(label) for label in labels)]
    marks = {each.element.place: "**" for label in labels for each in label.members}
    for title, level in zip(titles, _levels(titles, headings), strict=True):
        marks |= {each.element.place: "#" * level + " " for each in title.members}
    numbers = [each.place for each in elements if each.begins_a_text and _NUMBER.fullmatch(each.text)]
    return Looks(
        marks,
        frozenset(numbers if len(numbers) >= _FEWEST else ()),
    )


def _groups(elements: Sequence[Element]) -> Iterator[_Group]:
    """The groups of elements that may be titles or labels."""
    alike: dict[tuple[str, str], list[Element]] = defaultdict(list)
    for each in elements:
        if each.tag in _LABELLED and each.classes:
            # in their order: which of two groups comes first must not hang on how strings are hashed
            for name in dict.fromkeys((" ".join(each.classes), *each.classes[:_MOST_CLASSES])):
                alike[each.tag, name].append(each)
    for members in alike.values():
        said = [each for each in members if each.end > each.start]
        short = [each for each in said if _is_short(each)]
        steps = [*_steps(short)]
        if len(steps) < max(_FEWEST, len(said) / 2):
            continue
        heads = [_headed(each, limit, median_low(steps)) for each, limit in _limits(short)]
        if sum(each.end > each.element.end for each in heads) >= len(said) * _MOST:
            yield _Group(heads)


def _is_short(element: Element) -> bool:
    """Whether an element is one line of words, and nothing but the beginning of one where it is no block."""
    begins = element.tag != "span" or element.begins_a_text
    says = not element.stands and any(map(str.isalpha, element.text))
    return begins and says and element.end - element.start <= _LONGEST


def _limits(members: Sequence[Element]) -> Iterator[tuple[Element, int]]:
    """Each of a group, and where the next of them begins."""
    for each, following in zip_longest(members, members[1:]):
        yield each, following.start if following else maxsize


def _steps(members: Sequence[Element]) -> Iterator[int]:
    """How many elements lie between each of these and the one in which enough follows it.

    Those are left out behind which nothing does.
    """
    for each, limit in _limits(members):
        for step, holder in enumerate(islice(each.around(), _MOST_STEPS)):
            if min(holder.end, limit) - each.end > _LEAST_HEADED:
                yield step
                break


def _headed(element: Element, limit: int, steps: int) -> _Headed:
    *_, holder = islice(element.around(), steps + 1)
    return _Headed(element, min(holder.end, limit))


def _labels(groups: Sequence[_Group]) -> list[_Group]:
    """The groups that say the same again and again, within no text of another label."""
    labels: list[_Group] = []
    for group in groups:
        if group.repeats and not any(group.lies_in(label) for label in labels):
            labels.append(group)
    return labels


def _levels(titles: Sequence[_Group], headings: Sequence[Element]) -> Iterator[int]:
    """The level of each group of titles: below the heading that stands before them, and the titles around them."""
    found: list[tuple[_Group, int]] = []
    for title in titles:
        before = bisect_right(headings, title.members[0].element.start, key=lambda heading: heading.start)
        around = [level for other, level in found if title.lies_in(other)]
        level = max([int(headings[before - 1].tag[1]) if before else 1, *around]) + 1
        found.append((title, min(level, _DEEPEST)))
        yield found[-1][1]
