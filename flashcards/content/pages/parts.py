"""The labels of a page: which of them name parts of a story, and which stories they make."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from flashcards.content.pages.labels import SENTENCE_ENDS, Label, Style, find_label, is_no_part, quotes_questions
from flashcards.content.pages.lines import Form, Line, in_known_language
from flashcards.content.pages.naming import theme_names
from flashcards.content.pages.runs import (
    ENDS,
    FEWEST_LABELS,
    FEWEST_STORIES,
    Parts,
    followed_by_stories,
    runs_within,
)
from flashcards.content.pages.speech import are_told, asks, tells_of_oneself
from flashcards.content.pages.text import without_signs
from flashcards.content.pages.vocabulary import (
    LOOSE_WORDS,
    in_order,
    is_answer_word,
    names_within,
    section_kind,
    without_brackets,
)

_STEP = 1
_MOST = 0.6


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A line that may be a label, and the beginning of the text behind it."""

    place: int
    line: Line
    label: Label
    text: str

    @property
    def told(self) -> int:
        """How many words its text begins with."""
        return len(self.text.split())

    @property
    def manner(self) -> tuple[object, ...]:
        """How the label is set, so that those of one story can be told from what merely looks alike."""
        style = Style.PLAIN if self.label.style is Style.ALONE else self.label.style
        return (style, bool(self.line.marker), self.line.level, self.line.indent)

    @property
    def kind(self) -> tuple[object, ...]:
        """What is the same of a label in each story that has it: its words, and how it is set."""
        return (self.label.key, *self.manner)

    @property
    def field(self) -> tuple[object, ...]:
        """How the label is set, whether its text stands behind it or below, and whether a sign stands in front."""
        return (*self.manner, bool(self.label.rest), self.is_signed)

    @property
    def is_signed(self) -> bool:
        """Whether a sign, as people choose one for each field, stands in front of it."""
        first = self.line.text.lstrip("*_ ")[:1]
        return without_signs(first) != first

    @property
    def is_known(self) -> bool:
        """Whether its words name a part of another frame than STAR."""
        return bool(self.label.frame)

    @property
    def says_more_than_names(self) -> bool:
        """Whether something is said behind a label, more than names, as those of themes or companies."""
        text = self.text.rstrip()
        return bool(text) and (text.endswith(SENTENCE_ENDS) or not theme_names(text))

    @property
    def may_name_a_part(self) -> bool:
        """Whether its words neither ask nor are known to mark something else."""
        return not is_no_part(self.label.key) and not asks(self.label.words)

    @property
    def starts(self) -> bool:
        """Whether a story begins with it wherever it stands."""
        return "Situation" in self.label.names


class _Shared(NamedTuple):
    """How often each label that is none of STAR's stands over a text, by its words and how it is set; and whether the
    language of the page is known.
    """

    counted: Counter[tuple[object, ...]]
    is_known: bool

    def holds(self, each: _Candidate) -> bool:
        """Whether several stories have a label."""
        return self.counted[each.kind] >= FEWEST_STORIES

    def is_frame(self, labels: Sequence[_Candidate]) -> bool:
        """Whether labels that stories have, or that are known, name the parts of a frame."""
        known = sum(each.is_known for each in labels)
        return known >= FEWEST_LABELS or are_told([each.text for each in labels], self.is_known)


def parts_of(lines: Sequence[Line]) -> Parts:
    """Return the labels of a page that name parts, decided between one heading and the next that names none."""
    found = Parts()
    stretches = [(first, end, list(_candidates(lines, first, end))) for first, end in _stretches(lines)]
    every = [each for _, _, candidates in stretches for each in candidates]
    shared = _Shared(Counter(each.kind for each in every if each.says_more_than_names), in_known_language(lines))
    for first, end, candidates in stretches:
        star = _star(candidates)
        taken = {each.place for each in star}
        others = [each for each in candidates if each.place not in taken]
        frame = _frames([each for each in others if not each.label.names], star, shared)
        if frame and not _tells_star(star):
            told = sorted([*star, *frame], key=lambda each: each.place)
            meant = in_order([without_brackets(each.label.words).casefold() for each in told])
            star, frame = ([_called(each, meant) for each in labels] for labels in (star, frame))
        chosen = {each.place: each.label for each in [*star, *frame]} if _make_a_story(star, frame) else {}
        found.labels |= chosen
        rest = [each for each in others if each.place not in chosen]
        found.endings |= _endings(rest, star or frame, shared) if chosen else set()
        found.runs += runs_within(lines, found, first, end)
    apart = (each for each in every if not each.line.marker and each.place not in found.labels)
    found.endings |= {*_beside_answers([*apart]), *_behind_stories(lines, found, every)}
    found.followed = followed_by_stories(lines, found.runs)
    return found


def _beside_answers(candidates: Sequence[_Candidate]) -> Iterator[int]:
    """Labels set as those that announce the answers of a page, where most answers have them, or each has a sign in
    front: fields of their own.
    """
    announced = Counter(each.field for each in candidates if section_kind(each.label.key) == "lead")
    counted = Counter((each.label.key, each.field) for each in candidates)
    for each in candidates:
        rare = each.is_signed and not tells_of_oneself(each.text)
        fewest = 1 if rare else max(FEWEST_STORIES, _MOST * announced[each.field])
        shared = announced[each.field] >= FEWEST_STORIES and counted[each.label.key, each.field] >= fewest
        if shared and each.label.colon and each.may_name_a_part and not each.label.names:
            yield each.place


def _behind_stories(lines: Sequence[Line], found: Parts, candidates: Sequence[_Candidate]) -> Iterator[int]:
    """Labels that stand apart behind the last part of a story: set as it is, or behind several stories, set anyhow."""
    behind: defaultdict[str, list[int]] = defaultdict(list)
    for each in candidates:
        run = found.before(each.place)
        if run and run.is_whole and run.last < each.place < run.end and each.label.colon and each.may_name_a_part:
            last = lines[run.last]
            item = each.line.marker and (each.line.marker, each.line.indent) == (last.marker, last.indent)
            if item or lines[each.place - 1].form is Form.BLANK:
                behind[each.label.key].append(each.place)
                if each.label.style is found.labels[run.last].style:
                    yield each.place
    yield from (place for places in behind.values() if len(places) >= FEWEST_STORIES for place in places)


def _stretches(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """The page between its headings that name no part and stand within none, or stand as high as the last of these."""
    first, level, part = 0, 0.0, 0.0
    for place, line in enumerate(lines):
        if line.form is not Form.HEADING:
            continue
        label = find_label(line.text, heading=True)
        within = 0 < part < line.level
        if line.level < level + (not part) if label else not within:
            yield first, place
            first, level, part = place, line.level, 0
        if label:
            part = min(part or line.level, line.level)
    yield first, len(lines)


def _candidates(lines: Sequence[Line], first: int, end: int) -> Iterator[_Candidate]:
    for place in range(first, end):
        line = lines[place]
        if line.form not in (Form.TEXT, Form.HEADING) or line.aside:
            continue
        label = find_label(line.text, line.form is Form.HEADING)
        within = find_label(label.rest) if label and (label.is_letter or is_answer_word(label.key)) else None
        label = within if within and "Situation" in within.names else label
        if label and not quotes_questions(label.rest):
            yield _Candidate(place, line, label, _text_behind(lines[place + 1 : min(end, place + 8)], label))


def _text_behind(below: Sequence[Line], label: Label) -> str:
    texts = [label.rest]
    for line in below:
        if line.form is Form.HEADING or (line.text and find_label(line.text)):
            break
        texts.append(line.text)
    return "\n".join(texts)


# Labels of STAR


def _star(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """The labels of STAR, without those that stand deeper in a story than its first."""
    manners = Counter(each.manner for each in candidates if each.label.names)
    named = (_fuller(each, manners) for each in candidates)
    return list(_at_depth(each for each in named if each.label.names))


def _make_a_story(star: Sequence[_Candidate], frame: Sequence[_Candidate]) -> bool:
    """Whether labels name several parts: a lone one is a word of the text that it begins, and ends alone end none."""
    own, named = ({name for each in labels for name in each.label.names} for labels in (star, [*star, *frame]))
    return (len(own) >= FEWEST_STORIES and not own <= ENDS) or len(named) >= FEWEST_LABELS


def _fuller(each: _Candidate, manners: Counter[tuple[object, ...]]) -> _Candidate:
    """``Team action`` and ``Task (mine)`` among labels of parts in one manner: the part that the words hold."""
    if each.label.names or manners[each.manner] < FEWEST_STORIES:
        return each
    names = names_within(each.label.words)
    return replace(each, label=replace(each.label, names=names)) if names else each


def _at_depth(candidates: Iterable[_Candidate]) -> Iterator[_Candidate]:
    """Leave out labels set deeper than the first of their story, and letters before any: ``A:`` may open an answer."""
    base: int | None = None
    for each in candidates:
        if each.starts or (base is None and not each.label.is_letter):
            base = each.line.indent
        if base is not None and (each.line.indent <= base + _STEP or each.label.style is Style.HEADING):
            yield each


# Labels of other frames, and of what is no part


def _frames(candidates: Sequence[_Candidate], star: Sequence[_Candidate], shared: _Shared) -> list[_Candidate]:
    """Labels of parts that are not STAR's: words that stand loosely for one of its parts, and other frames.

    A frame is one that is known, or that the stories of the page share, where most of its labels stand over what
    somebody tells of oneself.
    """
    own = [each for each in candidates if each.label.colon and each.may_name_a_part]
    if star:
        meant, manners = LOOSE_WORDS if _tells_star(star) else {}, {each.manner for each in star}
        return [_called(each, meant) for each in own if each.is_known and each.manner in manners]
    alike: defaultdict[tuple[object, ...], list[_Candidate]] = defaultdict(list)
    for each in own:
        if each.is_known or shared.holds(each):
            alike[each.manner].append(each)
    frames = (labels for labels in alike.values() if len(labels) >= FEWEST_LABELS and shared.is_frame(labels))
    return [_called(each, {}) for frame in frames for each in frame]


def _tells_star(star: Sequence[_Candidate]) -> bool:
    """Whether stories are told in STAR's parts, as their beginning is one."""
    return bool({"Situation", "Task"} & {name for each in star for name in each.label.names})


def _called(each: _Candidate, meant: Mapping[str, str]) -> _Candidate:
    """A label as the part that its words are meant for, or else by its own words; a lesson is one in every frame."""
    if each.label.names == ("Lesson",):
        return each
    words = without_brackets(each.label.words)
    name = meant.get(words.casefold()) or words[:1].upper() + words[1:]
    return replace(each, label=replace(each.label, names=(name,)))


def _endings(others: Sequence[_Candidate], parts: Sequence[_Candidate], shared: _Shared) -> set[int]:
    """Labels set as those of the parts before them: each ends the part that it stands in, known or not. A plain label
    must stand in other stories, too: ``Week 1:`` in the middle of one is text.
    """
    manners = {each.manner for each in parts}
    alike = (each for each in others if each.place > parts[0].place and each.manner in manners)
    return {each.place for each in alike if each.label.style is Style.BOLD or each.line.marker or shared.holds(each)}
