"""Lines that are a heading, a question or a title for themselves, by what all of the page have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from enum import IntEnum
from itertools import islice, pairwise

from flashcards.content.pages.blocks import Head, LineRole, asks_something, title_place
from flashcards.content.pages.labels import find_label
from flashcards.content.pages.lines import Form, Line, is_furniture, text_of
from flashcards.content.pages.listed import Stretch, is_spaced, may_stand_over
from flashcards.content.pages.lists import FEWEST_NUMBERED, MOST, counted_on, is_numbered
from flashcards.content.pages.naming import clean, is_or, story_name, without_number
from flashcards.content.pages.runs import Parts
from flashcards.content.pages.speech import (
    asked,
    asks,
    begins_as_question,
    first_sentence,
    is_told_prose,
    without_lead_in,
)
from flashcards.content.pages.text import is_quoted, length, without_signs
from flashcards.content.pages.vocabulary import is_aside_section, is_turned, section_kind

_FEWEST = 3
# Set on one half of our own pages, copied without their marks, and held on the other half.
_MOST_WORDS = 12
_MOST_IN_A_RUN = 2
_MOST_LINES_ABOVE = 3
_BRACKETS = "(（"
_AROUND = {"[": "]", "【": "】", "〔": "〕", "《": "》", "〈": "〉", "＜": "＞", "［": "］"}
_NEARLY_ALL = 0.8
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
    found = _with_signs(list(_at_the_edge(lines)))
    for place, rank in _Apart(found).ranks().items():
        line = found[place]
        text = f"{line.marker} {line.text}".strip()
        found[place] = replace(line, text=text, marker="", form=Form.HEADING, level=int(rank))
    return found


def with_sections(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, with bold ones that stand alone and announce advice, or what oneself may ask, as headings over
    a section of the page; not what comes again, as what every answer has does.
    """
    title = title_place(lines)
    levels = [line.level for place, line in enumerate(lines) if line.form is Form.HEADING and place != title]
    again = Counter(line.text for line in lines)
    found = list(lines)
    for place, line in enumerate(lines):
        if line.is_bold and again[line.text] == 1 and _begins_block(lines, place) and _is_short(line):
            words = clean(line.text)
            if is_turned(words) or is_aside_section(words):
                found[place] = replace(line, text=words, form=Form.HEADING, level=min(levels, default=2))
    return found


def with_groups(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, summaries, and items over others, as headings where none asks and most items below them do."""
    bare = not any(asks_something(line) for line in lines if not line.marker)
    items = [at for at, both in enumerate(pairwise(lines)) if bare and _is_over_items(*both)]
    found = list(lines)
    for over in ([at for at, line in enumerate(lines) if line.form is Form.SUMMARY], items if len(items) > 1 else []):
        below = (next((at for at in range(place + 1, len(lines)) if lines[at].text), place) for place in over)
        asking = sum(bool(lines[at].marker) and asked(lines[at].text) is not None for at in below)
        if asking * 2 > len(over) and not any(asks_something(lines[place]) for place in over):
            level, places = 0.0, {*over}
            for place, line in enumerate(lines):
                level = line.level or level
                if place in places:
                    found[place] = replace(line, form=Form.HEADING, level=level + 1, marker="")
    return found


def _is_over_items(line: Line, below: Line) -> bool:
    """Whether an item at the edge of the page names those below it, and does not only lead up to them."""
    nests = bool(line.marker and below.marker) and line.indent == 0 < below.indent
    return nests and may_stand_over(line) and not line.text.endswith(_OPEN)


def _at_the_edge(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, with what is set in as a whole at the edge: paragraphs, and what stands below them. What goes on below
    a list item stays there while the list goes on.
    """
    edge, item, marked = 0, -1, [-1]
    for line in reversed(lines):
        marked.append(line.indent if line.marker else marked[-1])
    for place, line in enumerate(lines):
        if line.form is Form.TEXT and not line.marker and is_spaced(lines, place):
            if not -1 < item < line.indent or marked[len(lines) - place] != item:
                edge, item = line.indent, -1
        elif line.marker:
            item = line.indent if item < 0 else min(item, line.indent)
        yield replace(line, indent=max(0, line.indent - edge)) if edge else line


def _with_signs(lines: Sequence[Line]) -> list[Line]:
    """The lines, those that a sign in front or around sets apart as headings: several over texts of their own."""
    signs = [_sign_of(line) for line in lines]
    held, found = Counter(signs), list(lines)
    over = Counter(sign for at, sign in enumerate(signs) if text_of(lines[at + 1 : at + 3]) and sign != signs[at + 1])
    for at, sign in enumerate(signs):
        if sign and held[sign] >= _FEWEST and over[sign] >= _NEARLY_ALL * held[sign]:
            text = lines[at].text[1:-1].strip() if sign in _AROUND else lines[at].text
            found[at] = replace(lines[at], text=text, form=Form.HEADING, level=int(_Rank.OVER))
    return found


def _sign_of(line: Line) -> str:
    """The sign in front of a line, or around it."""
    first = line.text[:1]
    free = line.form is Form.TEXT and first and not (line.marker or line.indent or line.quoted or line.aside)
    if not free or not _is_short(line):
        return ""
    return first if _AROUND.get(first) == line.text[-1] or (first not in _AROUND and not without_signs(first)) else ""


class _Apart:
    """The lines of a page without headings that stand alone: those that ask, labels, and others, which are titles."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        said = [place for place, line in enumerate(lines) if line.form is not Form.BLANK]
        self.above, self.below = dict(pairwise(said[::-1])), dict(pairwise(said))
        spaced = [place for place in said if _begins_block(lines, place)]
        alone = [place for place in spaced if all(line.form is Form.BLANK for line in lines[place + 1 : place + 2])]
        self.asking = {place for place in alone if self._asks(place) or self._begins(place)}
        over_others = [
            at for at in spaced if at + 1 < len(lines) and bool(lines[at].marker) != bool(lines[at + 1].marker)
        ]
        self.asking |= {*filter(self._asks, over_others)}
        strict = {*filter(self._asks, self.asking)}
        self.marks = len(strict) < 2 * sum(map(self._is_marked, strict))
        if self.marks:
            self.asking = {place for place in spaced if self._is_marked(place) and self._asks(place)}
        for run in counted_on(lines, sorted({*alone, *over_others})):
            most = len(self.asking.intersection(run)) >= MOST * len(run)
            self.asking |= {*run} if most and len(run) >= FEWEST_NUMBERED else set()
        short = {place for place in alone if place in self.below and _is_short(lines[place])} - self.asking
        self.labels = {place for place in short if self._is_known(place)}
        self.titles = short - self.labels
        self.first = said[0] if said and said[0] in self.titles else -1
        self.titles -= self._listed()
        self.asking -= self.labels

    def ranks(self) -> dict[int, _Rank]:
        """How deep each stands; where hardly anything stands alone that asks nothing, only the title of the page."""
        rest = self.titles - {self.first}
        title = {self.first: _Rank.TITLE} if self.first in self.titles and not self._is_sibling(rest) else {}
        if not rest and not self.labels and not self._begins_asking():
            return title
        ranks = {place: self._rank(place) for place in sorted(self.titles | self.labels | self.asking)} | title
        over = next((place for place, rank in ranks.items() if rank is _Rank.OVER), 0)
        for place, rank in ranks.items():
            if place < over and rank is _Rank.PLAIN and not self._asks(place):
                ranks[place] = _Rank.OVER
        return ranks

    def _rank(self, place: int) -> _Rank:
        if place in self.labels:
            return _Rank.LABEL
        if place in self.asking:
            return _Rank.PLAIN
        if self.below[place] in self.titles or self.below[place] in self.asking:
            return _Rank.OVER
        if self.above.get(place) in self.asking:
            return _Rank.BELOW
        return _Rank.OVER if self.marks and not self._is_marked(place) else _Rank.PLAIN

    def _asks(self, place: int) -> bool:
        """Whether a line asks by its own words, and does not only begin as a question or stand in quotes."""
        text = self.lines[place].text
        question = asked(text) if may_stand_over(self.lines[place]) and not text.endswith(_OPEN) else None
        return question is not None and (asks(question.text) or without_lead_in(text)[0])

    def _begins(self, place: int) -> bool:
        """Whether a line begins as a question, and says nothing behind one."""
        text = self.lines[place].text
        return first_sentence(text) == text and not text.endswith(_OPEN) and begins_as_question(text)

    def _is_known(self, place: int) -> bool:
        """Whether a line is a label that we know, over a text of its own."""
        line, label = self.lines[place], find_label(self.lines[place].text, heading=True)
        known = label is not None and bool(label.names or label.frame)
        return known or section_kind(line.text) not in ("", "themes", "answers")

    def _listed(self) -> set[int]:
        """The titles right below one another, more of them than headings are."""
        found: set[int] = set()
        run: list[int] = []
        for place in sorted(self.titles - {self.first}):
            run = [*run[-_MOST_IN_A_RUN:], place] if run and self.below[run[-1]] == place else [place]
            found |= {*run} if len(run) > _MOST_IN_A_RUN else set()
        return found

    def _is_marked(self, place: int) -> bool:
        """Whether a line has a number, stands in quotes, or says of itself that it asks."""
        marked, number, words = without_lead_in(self.lines[place].text)
        return marked or bool(number or self.lines[place].marker) or is_quoted(words)

    def _begins_asking(self) -> bool:
        """Whether one of the first lines of the page asks, and something is said below it."""
        early = (place for place in islice(self.below, _MOST_LINES_ABOVE) if place in self.asking)
        return any(self.below[place] not in self.asking for place in islice(early, 1))

    def _is_sibling(self, rest: Iterable[int]) -> bool:
        """Whether the first line of the page is one of several over the same, as its number or first word says."""
        first, *words = (clean(self.lines[place].text).casefold().split()[0] for place in (self.first, *rest))
        return without_number(self.lines[self.first].text) != self.lines[self.first].text or first in words


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
    label, named, whole = find_label(line.text), story_name(line.text), find_label(line.text, heading=True)
    # ``[T] Task`` is a label as a whole, ``T: I had an hour`` is one with its text
    is_label = bool(whole and whole.names) if label and label.names else named is not None
    if is_or(line.text) or (label and label.rest and not is_label):
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
