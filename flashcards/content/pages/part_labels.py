"""Decides which lines of a story are labels of its parts, and which only look like one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from flashcards.content.deck.model import STAR
from flashcards.content.pages.labels import Label, Style, find_label
from flashcards.content.pages.lines import Form, Line
from flashcards.content.pages.part_names import LETTERS, LOOSE_WORDS, names_within
from flashcards.content.pages.vocabulary import (
    ASIDES,
    is_answer_word,
    is_question_word,
    is_story_word,
    is_theme_field,
    section_kind,
)

_SHARED_LETTERS = frozenset({"T", "A", "R", "L"})
_FEWEST_OF_A_FRAME = 3
_FEWEST_ALIKE = 2
_MOST_WORDS_OF_AN_ENDING = 6
_LONG_TEXT = 5
_STEP = 1
_BARE_LETTER = re.compile(r"([STARL])\s+(\S.*)$")


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A line that may be a label. ``told`` counts the words that stand behind it."""

    place: int
    line: Line
    label: Label
    told: int

    @property
    def manner(self) -> tuple[object, ...]:
        """How the label is set, so that those of one story can be told from what merely looks alike."""
        style = Style.PLAIN if self.label.style is Style.ALONE else self.label.style
        return (style, bool(self.line.marker), self.line.level, self.line.indent)


def part_labels(lines: Sequence[Line]) -> tuple[dict[int, Label], set[int]]:
    """Return the labels of parts by the place of their line, and the places of others of that form, which end one."""
    candidates = list(_candidates(lines))
    named = [each for each in candidates if each.label.names]
    manners = Counter(each.manner for each in named)
    fuller = (_fuller(each, manners) for each in candidates)
    star = _settled([each for each in fuller if each.label.names]) or list(_bare_letters(lines))
    chosen = {each.place: each.label for each in star}
    others = [each for each in candidates if each.place not in chosen]
    chosen |= _frames([each for each in others if not each.label.names], star)
    return chosen, _endings([each for each in others if each.place not in chosen], star, lines)


def _fuller(each: _Candidate, manners: Counter[tuple[object, ...]]) -> _Candidate:
    """``Team action`` and ``Task (mine)`` among labels of parts in one manner: the part that the words hold."""
    if each.label.names or not each.label.colon or manners[each.manner] < _FEWEST_ALIKE or _is_other(each.label):
        return each
    names = names_within(each.label.words)
    return replace(each, label=replace(each.label, names=names)) if names else each


def _endings(others: Sequence[_Candidate], star: Sequence[_Candidate], lines: Sequence[Line]) -> set[int]:
    """Labels set as those of the parts around them: each ends the part before it, known or not.

    Not where the part's label stands alone: then they are what the part consists of. A plain label must be spaced as
    the parts are: ``Week 1:`` in the middle of one is text.
    """
    manners = {each.manner for each in star}
    stars = {each.place: each for each in star}
    found: set[int] = set()
    above: _Candidate | None = None
    for each in sorted([*others, *star], key=lambda each: each.place):
        if each.place in stars:
            above = each
        elif above is not None and each.manner in manners and each.label.colon and not each.line.aside:
            bare = not above.label.rest and not any(line.text for line in lines[above.place + 1 : each.place])
            loud = each.label.style is Style.BOLD or bool(each.line.marker) or _is_last(above)
            if bare and "Result" not in above.label.names:
                above = None
            elif loud and len(each.label.words.split()) <= _MOST_WORDS_OF_AN_ENDING:
                found.add(each.place)
    return found


def _is_last(each: _Candidate) -> bool:
    return bool({"Result", "Lesson"} & {*each.label.names}) and bool(each.label.rest)


def _bare_letters(lines: Sequence[Line]) -> Iterator[_Candidate]:
    """``S``, ``T``, ``A``, ``R`` in front of lines without any sign, where the four come in this order."""
    found: list[_Candidate] = []
    for place, line in enumerate(lines):
        mark = _BARE_LETTER.match(line.text) if line.form is Form.TEXT and not line.aside else None
        if mark:
            label = Label((LETTERS[mark.group(1)],), mark.group(1), mark.group(2), Style.PLAIN)
            found.append(_Candidate(place, line, label, len(mark.group(2).split())))
    order = "".join(each.label.words for each in found)
    for start in range(len(order)):
        if order.startswith("STAR", start):
            yield from found[start : start + 5] if order[start + 4 : start + 5] == "L" else found[start : start + 4]


def _candidates(lines: Sequence[Line]) -> Iterator[_Candidate]:
    for place, line in enumerate(lines):
        if line.form not in (Form.TEXT, Form.HEADING) or not line.text:
            continue
        label = find_label(line.text, line.form is Form.HEADING)
        if label and (label.names or not line.aside) and not (line.aside and line.aside != "Note"):
            yield _Candidate(place, line, label, _words_behind(lines, place, label))


def _words_behind(lines: Sequence[Line], place: int, label: Label) -> int:
    count = len(label.rest.split())
    for line in lines[place + 1 : place + 8]:
        if count >= _LONG_TEXT or line.form is Form.HEADING or (line.text and find_label(line.text)):
            break
        count += len(line.text.split())
    return count


def _settled(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """The labels of STAR, story by story, without the words that stand deeper or oddly in one."""
    kept: list[_Candidate] = []
    for story in _stories(_at_depth(_with_letters(candidates))):
        kept += _without_strangers(story)
    return kept


def _with_letters(candidates: Sequence[_Candidate]) -> Iterator[_Candidate]:
    """Leave out initials that no ``S`` comes before: ``A:`` may open an answer, ``R:`` a remark."""
    begun = False
    for each in candidates:
        words = each.label.words
        if "Situation" in each.label.names:
            begun = True
        if begun or words not in _SHARED_LETTERS:
            yield each


def _at_depth(candidates: Iterator[_Candidate]) -> Iterator[_Candidate]:
    """Leave out labels that are indented deeper than the first of their story."""
    base: int | None = None
    for each in candidates:
        if each.label.style is Style.HEADING:
            base = 0
            yield each
            continue
        starts = "Situation" in each.label.names
        if base is None or (starts and each.line.indent <= base + _STEP):
            base = each.line.indent
        if each.line.indent <= base + _STEP or (starts and each.label.rest and each.line.form is Form.HEADING):
            yield each


def _stories(candidates: Iterator[_Candidate]) -> Iterator[list[_Candidate]]:
    """Cut the labels where a new story starts: where the first name of one comes again in the same manner."""
    story: list[_Candidate] = []
    for each in candidates:
        if story and _starts_again(story, each):
            yield story
            story = []
        story.append(each)
    if story:
        yield story


def _starts_again(story: Sequence[_Candidate], each: _Candidate) -> bool:
    seen = {name for earlier in story for name in earlier.label.names}
    first = story[0].label.names[0]
    if "Situation" in each.label.names:
        return bool(seen - {"Situation"}) or each.manner == story[0].manner
    return first in each.label.names and each.manner == story[0].manner and "Result" in seen


def _without_strangers(story: Sequence[_Candidate]) -> Iterator[_Candidate]:
    """Of two labels of one name keep the one set in the manner of the story; both where both are."""
    manners = Counter(each.manner for each in story)
    names = Counter(name for each in story for name in each.label.names)
    best: dict[str, int] = {}
    for each in story:
        for name in each.label.names:
            best[name] = max(best.get(name, 0), manners[each.manner])
    for each in story:
        doubled = any(names[name] > 1 for name in each.label.names)
        if not doubled or manners[each.manner] == max(best[name] for name in each.label.names):
            yield each


def _frames(candidates: Sequence[_Candidate], star: Sequence[_Candidate]) -> dict[int, Label]:
    """Labels of parts that are not STAR's: words that stand loosely for one of its parts, and other frames."""
    named = {name for each in star for name in each.label.names}
    own = [each for each in candidates if not _is_other(each.label)]
    manners = {each.manner for each in star}
    known = [each for each in own if each.label.frame and each.label.colon]
    if star:
        fitting = [each for each in known if each.manner in manners]
        loosely = bool(named & {"Situation", "Task"}) and len(named & set(STAR)) >= 2
        return {each.place: _loose(each.label) if loosely else _own(each.label) for each in fitting if each.told}
    counted = Counter(each.manner for each in known)
    frame = [each for each in known if counted[each.manner] >= _FEWEST_OF_A_FRAME]
    frame = frame or _unknown_frame(own)
    return {each.place: _own(each.label) for each in frame}


def _is_other(label: Label) -> bool:
    """Whether the words are known to mark something that is no part."""
    words = label.key
    return (
        words in ASIDES
        or is_theme_field(words)
        or is_question_word(words)
        or is_answer_word(words)
        or is_story_word(words)
        or bool(section_kind(words))
    )


def _unknown_frame(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """Bold labels in one manner, three or more, each with a text of some length: a frame nobody has heard of."""
    bold = [
        each for each in candidates if each.label.style is Style.BOLD and each.label.colon and each.told >= _LONG_TEXT
    ]
    bold = [each for each in bold if not each.line.marker and len(each.label.words.split()) <= 3]
    names = {each.label.words.casefold() for each in bold}
    return bold if len(names) >= _FEWEST_OF_A_FRAME else []


def _loose(label: Label) -> Label:
    name = LOOSE_WORDS.get(label.words.casefold(), "")
    return replace(label, names=(name or _titled(label.words),))


def _own(label: Label) -> Label:
    return replace(label, names=(_titled(label.words),))


def _titled(words: str) -> str:
    return words[:1].upper() + words[1:]
