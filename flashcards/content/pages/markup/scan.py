"""What an HTML page shows by its looks alone: elements of one class that are titles or labels, tables that are layout.

A person sees a heading by its size and colour, which a page may give by a class instead of by a tag. What all elements
of one class are is decided at once, by what they head and by how often they say the same.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import islice, zip_longest
from statistics import median_low
from sys import maxsize
from typing import NamedTuple

from flashcards.content.languages.language import words
from flashcards.content.pages.markup.elements import HEADINGS
from flashcards.content.pages.markup.tree import Element, Place, elements_of

_LABELLED = words("div p span header label button")
_TITLED = HEADINGS | words("summary button")
_NUMBER = re.compile(r"[a-z]?#?\d{1,3}")
_FEWEST = 3
# a title may be a question of two sentences; what is headed says more than a date or a name beside it
_LONGEST, _LEAST_HEADED = 200, 60
# two words, as "Very important"
_LONGEST_BADGE = 20
# a stray one among five does not decide for its group
_MOST = 0.8
_MOST_DIFFERENT = 0.6
_MOST_CLASSES, _MOST_STEPS = 12, 8
_DEEPEST = 5


class Looks(NamedTuple):
    """``marks`` are what stands before the text of an element in Markdown, ``numbers`` those that number what follows
    without a point, ``layout`` the tables that hold no rows, ``badges`` the marks beside titles.
    """

    marks: Mapping[Place, str]
    numbers: frozenset[Place]
    layout: frozenset[Place]
    badges: frozenset[Place]


UNSEEN = Looks({}, frozenset(), frozenset(), frozenset())
"""The looks of a page that is no HTML."""


class _Headed(NamedTuple):
    """An element, where what it heads ends, and where the element begins that holds both.

    ``within`` is None where that holds the next of its group as well.
    """

    element: Element
    end: int
    within: int | None


class _Group(NamedTuple):
    """The elements of one class, in their order, as far as they head something."""

    members: Sequence[_Headed]

    @property
    def different(self) -> float:
        """How many different things they say, numbers apart, as a share of them."""
        said = {"".join(char for char in each.element.text if not char.isdigit()) for each in self.members}
        return len(said) / len(self.members)

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

    def heads_what(self, other: _Group) -> bool:
        """Whether most of these head what the others head."""
        ends = {(each.end, each.within) for each in other.members}
        return self.mostly((each.end, each.within) in ends for each in self.members)

    def inside(self, elements: Sequence[Element]) -> Iterator[Element]:
        """Those of the elements, in their order, that lie in what these head."""
        for each in self.members:
            first, end = (
                bisect_left(elements, at, key=lambda element: element.start) for at in (each.element.end, each.end)
            )
            yield from elements[first:end]

    def holds(self, starts: Sequence[int]) -> bool:
        """Whether one of these places lies in what most of these head."""
        return self.mostly(
            bisect_left(starts, each.element.end) < bisect_left(starts, each.end) for each in self.members
        )

    def follows(self, starts: Sequence[int]) -> bool:
        """Whether one of these places stands before most of these, in what is headed alike."""
        return self.mostly(
            each.within is not None and bisect_left(starts, each.within) < bisect_right(starts, each.element.start)
            for each in self.members
        )


def scan(text: str) -> Looks:
    """Return what is to be seen in an HTML page.

    Titles become headings below those that stand before them, labels stand in bold. Of several classes that head the
    same the one that says the most different things is the title; what stands within what a label heads is its text.
    """
    elements = elements_of(text)
    headings = [each for each in elements if each.tag in HEADINGS]
    groups = sorted(_groups(elements), key=lambda group: sum(each.element.end - each.end for each in group.members))
    titles = _titles([group for group in groups if not group.repeats], [each.start for each in headings])
    labels = _labels(groups, titles, headings)
    titles = [title for title in titles if not any(title.lies_in(label) for label in labels)]
    marks = {each.element.place: "**" for label in labels for each in label.members}
    for title, level in zip(titles, _levels(titles, headings), strict=True):
        marks |= {each.element.place: "#" * level + " " for each in title.members}
        marks |= {each.place: "#" * (level + 1) + " " for each in title.inside(headings) if int(each.tag[1]) <= level}
    numbers = [each.place for each in elements if each.begins_a_text and _NUMBER.fullmatch(each.text)]
    return Looks(
        marks,
        frozenset(numbers if len(numbers) >= _FEWEST else ()),
        frozenset(each.place for each in elements if each.is_layout),
        frozenset(_badges(elements, {place for place, mark in marks.items() if mark != "**"})),
    )


def _badges(elements: Sequence[Element], titles: Set[Place]) -> Iterator[Place]:
    """The short marks of one class that stand behind titles and say the same again and again, as how hard it is.

    Behind nothing else: there the last words of a text are its own.
    """
    alike: dict[str, list[Element]] = defaultdict(list)
    for each in elements:
        if each.tag == "span" and each.classes and each.text:
            alike[each.classes[0]].append(each)
    for members in alike.values():
        repeats = len({each.text for each in members}) < len(members) * _MOST_DIFFERENT
        if len(members) >= _FEWEST and repeats and all(_is_badge(each, titles) for each in members):
            yield from (each.place for each in members)


def _is_badge(element: Element, titles: Set[Place]) -> bool:
    holder = element.parent
    return (
        holder is not None
        and (holder.tag in _TITLED or holder.place in titles)
        and holder.start < element.start
        and element.end == holder.end
        and element.end - element.start <= _LONGEST_BADGE
    )


def _groups(elements: Sequence[Element]) -> Iterator[_Group]:
    """The groups of elements that may be titles or labels; an element belongs to the largest of those it could."""
    alike: dict[tuple[str, str], list[Element]] = defaultdict(list)
    for each in elements:
        if each.tag in _LABELLED and each.classes:
            # in their order: which of two groups of one size comes first must not hang on how strings are hashed
            for name in dict.fromkeys((" ".join(each.classes), *each.classes[:_MOST_CLASSES])):
                alike[each.tag, name].append(each)
    taken: set[Place] = set()
    for members in sorted(alike.values(), key=len, reverse=True):
        said = [each for each in members if each.end > each.start and each.place not in taken]
        short = [each for each in said if _is_short(each)]
        steps = [*_steps(short)]
        if len(steps) < max(_FEWEST, len(said) / 2):
            continue
        heads = [_headed(each, limit, median_low(steps)) for each, limit in _limits(short)]
        if sum(each.end > each.element.end for each in heads) >= len(said) * _MOST:
            taken |= {each.place for each in short}
            yield _Group(heads)


def _is_short(element: Element) -> bool:
    """Whether an element is one line of words, no link, and nothing but the beginning of one where it is no block."""
    size = element.end - element.start
    begins = element.tag != "span" or element.begins_a_text
    says = not element.stands and any(map(str.isalpha, element.text))
    return begins and says and size <= _LONGEST and element.linked < size * _MOST


def _limits(members: Sequence[Element]) -> Iterator[tuple[Element, int]]:
    """Each of a group, and where the next of them begins."""
    for each, following in zip_longest(members, members[1:]):
        yield each, following.start if following else maxsize


def _steps(members: Sequence[Element]) -> Iterator[int]:
    """How many elements lie between each of these and the one in which enough follows it.

    Those are left out behind which nothing does, or that end a text which says enough in front of them.
    """
    for each, limit in _limits(members):
        inner = each
        for step, holder in enumerate(islice(each.around(), _MOST_STEPS)):
            if each.start - inner.start > _LEAST_HEADED:
                break
            if min(holder.end, limit) - each.end > _LEAST_HEADED:
                yield step
                break
            inner = holder


def _headed(element: Element, limit: int, steps: int) -> _Headed:
    *_, holder = islice(element.around(), steps + 1)
    return _Headed(element, min(holder.end, limit), holder.start if holder.end <= limit else None)


def _titles(groups: Sequence[_Group], headings: Sequence[int]) -> list[_Group]:
    """Of the groups that head the same the one that says the most; none where a tag heads it already."""
    titles: list[_Group] = []
    for group in groups:
        if group.follows(headings):
            continue
        rivals = [title for title in titles if group.heads_what(title)]
        if all(group.different > rival.different for rival in rivals):
            titles = [*(title for title in titles if title not in rivals), group]
    return titles


def _labels(groups: Sequence[_Group], titles: Sequence[_Group], headings: Sequence[Element]) -> list[_Group]:
    """The groups that say the same again and again, over no title, and within no text of another label."""
    titled = (each.element for title in titles for each in title.members)
    below = sorted(each.start for each in (*headings, *titled))
    labels: list[_Group] = []
    for group in groups:
        if group.repeats and not group.holds(below) and not any(group.lies_in(label) for label in labels):
            labels.append(group)
    return labels


def _levels(titles: Sequence[_Group], headings: Sequence[Element]) -> Iterator[int]:
    """The level of each group of titles: above the headings in it, else below what stands before and around it."""
    starts = [each.start for each in headings]
    found: list[tuple[_Group, int]] = []
    for title in titles:
        around = [level for other, level in found if title.lies_in(other)]
        inside = [] if around else [int(heading.tag[1]) for heading in title.inside(headings)]
        before = headings[: bisect_right(starts, title.members[0].element.start)][-1:]
        level = max([1, *(int(heading.tag[1]) for heading in before), *around]) + 1
        if inside and title.holds(starts):
            level = max(min(inside) - 1, 1)
        found.append((title, min(level, _DEEPEST)))
        yield found[-1][1]
