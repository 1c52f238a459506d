"""Lines that are a heading, a question or a title for themselves, by what all of the page have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from enum import IntEnum
from itertools import islice, pairwise

from flashcards.content.pages.blocks import LONGEST_QUESTION, Head, LineRole, title_place
from flashcards.content.pages.labels import find_label
from flashcards.content.pages.lines import Form, Line, is_furniture, text_of
from flashcards.content.pages.listed import Stretch, is_spaced
from flashcards.content.pages.lists import FEWEST_NUMBERED, MOST, counted_on, is_numbered
from flashcards.content.pages.naming import clean, is_or, story_name, without_number
from flashcards.content.pages.runs import ENDS, Parts
from flashcards.content.pages.speech import (
    asked,
    asks,
    begins_as_question,
    first_sentence,
    is_told_prose,
    tells_of_oneself,
    without_lead_in,
)
from flashcards.content.pages.text import is_quoted, length
from flashcards.content.pages.vocabulary import is_aside_section, is_turned, place_of, section_kind

_FEWEST = 3
# Set on one half of our own pages, copied without their marks, and held on the other half.
_MOST_WORDS = 12
_MOST_IN_A_RUN = 2
_MOST_LINES_ABOVE = 3
_BRACKETS = "(（"
_OPEN = ("...", "…", ":", "：", ",", "，", ";", "；")
_ENDS = (".", "。", "!", "！", *_OPEN)


class _Rank(IntEnum):
    """How deep a line stands that was a heading where the page was copied from."""

    TITLE = 1
    OVER = 2
    PLAIN = 3
    BELOW = 4
    LABEL = 5


def with_headings(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, with the short ones that stand alone as the headings that they were where the page was copied
    from; a page that has headings, or bold lines, keeps its own.
    """
    if any(line.form in (Form.HEADING, Form.SUMMARY) or line.is_bold for line in lines):
        return [*lines]
    found = list(_at_the_edge(lines))
    for place, rank in _Apart(found).ranks().items():
        line = found[place]
        text = f"{line.marker} {line.text}".strip()
        found[place] = replace(line, text=text, marker="", form=Form.HEADING, level=int(rank))
    return found


def with_sections(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, with those that stand alone and announce advice, in bold, or what oneself may ask, as headings
    over a section of the page; not what comes again, as what every answer has does.
    """
    title = title_place(lines)
    levels = [line.level for place, line in enumerate(lines) if line.form is Form.HEADING and place != title]
    again = Counter(line.text for line in lines)
    found = list(lines)
    for place, line in enumerate(lines):
        if _begins_block(lines, place) and again[line.text] == 1 and _announces_section(line):
            found[place] = replace(line, text=clean(line.text), form=Form.HEADING, level=min(levels, default=2))
    return found


def _announces_section(line: Line) -> bool:
    words = clean(line.text)
    short = length(words) <= _MOST_WORDS and not words.endswith(_ENDS) and not section_kind(words)
    return short and (is_turned(words) or (line.is_bold and is_aside_section(words)))


def _at_the_edge(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, with what is set in as a whole at the edge: paragraphs, and what stands below them. What goes on below
    a list item stays there, but for a short line that more as deep follows before the list goes on.
    """
    edge, item, marked = 0, -1, [-1]
    for line in reversed(lines):
        marked.append(line.indent if line.marker else marked[-1])
    for place, line in enumerate(lines):
        if line.form is Form.TEXT and not line.marker and is_spaced(lines, place):
            below = next((lines[at] for at in range(place + 2, len(lines)) if lines[at].text), line)
            alone = lines[place + 1 : place + 2] != [] and lines[place + 1].form is Form.BLANK
            heads = alone and below is not line and below.indent >= line.indent and _is_short(line)
            if not -1 < item < line.indent or (heads and marked[len(lines) - place] != item):
                edge, item = line.indent, -1
        elif line.marker:
            item = line.indent if item < 0 else min(item, line.indent)
        yield replace(line, indent=max(0, line.indent - edge)) if edge and line.indent else line


class _Apart:
    """The lines of a page without headings that stand alone: those that ask, labels, and others, which are titles."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        said = [place for place, line in enumerate(lines) if line.form is not Form.BLANK]
        self.above, self.below = dict(pairwise(said[::-1])), dict(pairwise(said))
        inside = self._inside(said)
        free = [place for place in said if place not in inside and not self._is_item(place)]
        spaced = [place for place in free if _begins_block(lines, place)]
        alone = [place for place in spaced if all(line.form is Form.BLANK for line in lines[place + 1 : place + 2])]
        self.asking = {place for place in alone if self._asks(place) or self._begins(place)}
        for run in counted_on(lines, alone):
            most = len(self.asking.intersection(run)) >= MOST * len(run)
            self.asking |= {*run} if most and len(run) >= FEWEST_NUMBERED else set()
        strict = {place for place in self.asking if self._asks(place)}
        self.marks = 0 < len(strict) < 2 * sum(map(self._is_marked, strict))
        if self.marks:
            over = (place for place in spaced if self._asks(place) and not self._asks(self.below.get(place, place)))
            self.asking = {*filter(self._is_marked, {*self.asking, *over})}
        short = {place for place in alone if place in self.below and _is_short(lines[place])}
        known = {place for place in short if self._is_known(place)}
        loose = {place for place in short - known if place not in self.asking or self._is_over(place)}
        self.first = said[0] if said and said[0] in loose else -1
        self.series = self._series(loose)
        self.titles = loose - self._listed(loose) - self._answers(loose) - self._told(loose) - self._amid(loose)
        words = {place: clean(lines[place].text).casefold() for place in self.titles}
        again = Counter(words.values())
        self.labels = known | {place for place in self.titles if again[words[place]] > 1}
        self.titles -= self.labels
        self.asking -= self.titles | self.labels

    def ranks(self) -> dict[int, _Rank]:
        """How deep each stands; where hardly anything stands alone that asks nothing, only the title of the page."""
        rest = self.titles - {self.first}
        if not rest and not self.labels and not self._begins_asking():
            return {self.first: _Rank.TITLE} if self.first in self.titles else {}
        ranks = {place: self._rank(place) for place in sorted(self.titles | self.labels | self.asking)}
        ranks |= dict.fromkeys(self.series & self.titles, _Rank.OVER)
        if self.first in self.titles - self.series and not self._is_sibling(rest, ranks):
            ranks[self.first] = _Rank.TITLE
        over = next((place for place, rank in ranks.items() if rank is _Rank.OVER and self._heads(place)), 0)
        for place, rank in ranks.items():
            if place < over and rank is _Rank.PLAIN and not self._asks(place):
                ranks[place] = _Rank.OVER
        return ranks

    def _rank(self, place: int) -> _Rank:
        if place in self.labels:
            return _Rank.LABEL
        if place in self.asking:
            return _Rank.PLAIN
        if self._heads(place):
            return _Rank.OVER
        if self.above.get(place) in self.asking:
            return _Rank.BELOW
        divides = self.marks and place > min(self.asking, default=place) and not self._is_marked(place)
        return _Rank.OVER if divides else _Rank.PLAIN

    def _heads(self, place: int) -> bool:
        """Whether a title stands right over another, or over what asks."""
        below = self.below[place]
        return below in self.titles or below in self.asking or self._is_over(place)

    # What a line is by its words, and what stands around it

    def _asks(self, place: int) -> bool:
        """Whether a line asks by its own words, and does not only begin as a question or stand in quotes."""
        text = self.lines[place].text
        question = None if text.endswith(_OPEN) else asked(text)
        return question is not None and (asks(question.text) or without_lead_in(text)[0])

    def _begins(self, place: int) -> bool:
        """Whether a line begins as a question, and says nothing behind one."""
        text = self.lines[place].text
        ends = len(text) > LONGEST_QUESTION or first_sentence(text) != text or text.endswith(_OPEN)
        return not ends and begins_as_question(text)

    def _is_item(self, place: int) -> bool:
        """Whether a numbered line is an item of a list, with what stands below it set in."""
        line, below = self.lines[place], self.lines[self.below.get(place, place)]
        return bool(line.marker) and below.indent > line.indent

    def _is_over(self, place: int) -> bool:
        """Whether a line that only begins as a question stands over one that asks."""
        return not (self._asks(place) or self._is_marked(place)) and self._asks(self.below[place])

    def _parts(self, place: int) -> tuple[str, ...]:
        """The parts of STAR that a line begins with, or is."""
        line = self.lines[place]
        label = find_label(line.text) or find_label(line.text, heading=True) if line.form is Form.TEXT else None
        return label.names if label else ()

    def _kind(self, place: int) -> str:
        """What stands below a line: ``parts``, ``told`` by somebody of oneself, or ""."""
        below = self.below[place]
        return "parts" if self._parts(below) else "told" if tells_of_oneself(self.lines[below].text) else ""

    def _is_known(self, place: int) -> bool:
        """Whether a line is a label that we know, over a text of its own."""
        line, below = self.lines[place], self.below[place]
        label = find_label(line.text, heading=True)
        framed = label and label.frame and not self._parts(below) and not self._asks(below)
        return bool(framed or (label and label.names)) or section_kind(line.text) not in ("", "themes", "answers")

    # Lines that are none of these by where they stand

    def _inside(self, said: Sequence[int]) -> set[int]:
        """The lines below which a story goes on with its next part."""
        asking = {place for place in said if _begins_block(self.lines, place) and self._asks(place)}
        before, after = self._nearest(said, asking), self._nearest(said[::-1], asking)
        going = (at for at in said if before[at] and after[at] and before[at][-1] not in ENDS)
        return {at for at in going if not self._parts(at) and place_of(before[at][-1]) < place_of(after[at][0])}

    def _nearest(self, said: Sequence[int], asking: set[int]) -> dict[int, tuple[str, ...]]:
        """For each line the parts that were named last before it, () where something was asked since."""
        found: dict[int, tuple[str, ...]] = {}
        names: tuple[str, ...] = ()
        for place in said:
            found[place] = names
            names = self._parts(place) or (() if place in asking else names)
        return found

    def _listed(self, loose: set[int]) -> set[int]:
        """Those right below one another, more of them than headings are."""
        found: set[int] = set()
        run: list[int] = []
        for place in sorted(loose - {self.first}):
            run = [*run[-_MOST_IN_A_RUN:], place] if run and self.below[run[-1]] == place else [place]
            found |= {*run} if len(run) > _MOST_IN_A_RUN else set()
        return found

    def _answers(self, loose: set[int]) -> set[int]:
        """Those between one question and the next, where the page begins with a question and most are answered so."""
        start = self.below.get(self.first, -1) if self.first >= 0 else min(self.below, default=-1)
        found = {place for place in loose if self.above.get(place) in self.asking and self.below[place] in self.asking}
        return found if start in self.asking and len(found) * 2 >= len(self.asking) - 1 else set()

    def _told(self, loose: set[int]) -> set[int]:
        """One or two within plain text in which somebody speaks of oneself: sentences without a full stop."""
        rest = loose - {self.first}
        within = (place for place in rest if self._kind(place) != "parts" and self.above.get(place) not in loose)
        return {place for place in within if len(rest) < _FEWEST and tells_of_oneself(self.lines[place].text)}

    def _series(self, loose: set[int]) -> set[int]:
        """The first line of the page and those that begin with its first word, as ``Level`` or ``Part``."""
        words = {place: clean(self.lines[place].text).casefold().split()[:1] for place in loose}
        alike = {place for place, first in words.items() if first == words.get(self.first)}
        return alike if len(alike) >= _FEWEST else set()

    def _amid(self, loose: set[int]) -> set[int]:
        """Those over plain text amid questions that are marked as such: they divide an answer."""
        among = range(min(self.asking), max(self.asking)) if self.marks else range(0)
        over = (place for place in loose - self.series if place in among and not self._is_marked(place))
        return {at for at in over if self.below[at] not in loose | self.asking and self._kind(at) != "parts"}

    def _is_marked(self, place: int) -> bool:
        """Whether a line has a number, stands in quotes, or says of itself that it asks."""
        marked, number, words = without_lead_in(self.lines[place].text)
        return marked or bool(number or self.lines[place].marker) or is_quoted(words)

    def _begins_asking(self) -> bool:
        """Whether one of the first lines of the page asks, and something is said below it."""
        early = (place for place in islice(self.below, _MOST_LINES_ABOVE) if place in self.asking)
        return any(self.below[place] not in self.asking for place in islice(early, 1))

    def _is_sibling(self, rest: set[int], ranks: Mapping[int, _Rank]) -> bool:
        """Whether the first line of the page is one of several over the same, and not its title."""
        if ranks[self.first] is _Rank.OVER:
            texts = [self.lines[place].text for place in (self.first, *rest)]
            numbered = all(without_number(text) != text for text in texts)
            return numbered or (len(rest) > 1 and all(ranks[place] is _Rank.OVER for place in rest))
        kinds = {self._kind(place) for place in (self.first, *rest)}
        return len(rest) > 1 and len(kinds) == 1 and kinds != {""}


def _begins_block(lines: Sequence[Line], place: int) -> bool:
    """Whether a line without a mark has room above it."""
    line = lines[place]
    marked = line.indent or line.quoted or line.aside or line.marker == "-"
    return (
        line.form is Form.TEXT
        and not (marked or is_furniture(line))
        and (place == 0 or lines[place - 1].form is Form.BLANK)
    )


def _is_short(line: Line) -> bool:
    """Whether a line has the words of a heading: few, and no sentence."""
    label, named = find_label(line.text), story_name(line.text)
    if is_or(line.text) or (label and label.rest and not label.names and named is None):
        return False
    words = named.name if named and named.name else clean(line.text)
    apart = is_quoted(line.text) or line.text[0] in _BRACKETS
    return not apart and 0 < length(words) <= _MOST_WORDS and not line.text.endswith(_ENDS)


def titles_apart(
    lines: Sequence[Line], parts: Parts, heads: Mapping[int, Head], stretches: Sequence[Stretch]
) -> dict[int, Head]:
    """Return the bold lines, and the numbered ones, over prose in which somebody speaks of oneself, as most of the page
    do: the titles of stories. A heading over several of them orders them only.
    """
    found: dict[int, Head] = {}
    free = [each for each in stretches if not (each.asked or each.advice or parts.within(each.first, each.end))]
    for stands_out in (_is_bold, is_numbered):
        texts: dict[int, str] = {}
        over: list[int] = []
        for stretch in free:
            places = [at for at in range(stretch.first, stretch.end) if stands_out(lines[at])]
            if any(at in heads for at in places):
                continue
            ends = [*places[1:], stretch.end]
            spans = [
                (at, end) for at, end in zip(places, ends, strict=False) if heads.keys().isdisjoint(range(at, end))
            ]
            texts |= {at: text_of(lines[at + 1 : end]) for at, end in spans}
            over += [stretch.first - 1] if len(places) > 1 and stretch.first else []
        if len(texts) >= _FEWEST and sum(map(is_told_prose, texts.values())) * 2 > len(texts):
            found |= dict.fromkeys(over, Head(LineRole.SECTION)) | dict.fromkeys(texts, Head(LineRole.STORY))
    return found


def _is_bold(line: Line) -> bool:
    bare = line.form is Form.TEXT and not (line.marker or line.quoted)
    return bare and line.is_bold and section_kind(line.text) != "lead"
