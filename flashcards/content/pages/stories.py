"""What the text below a heading tells, and what the answers of a page have in common, decided for all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain, islice, pairwise

from flashcards.content.pages.labels import find_label
from flashcards.content.pages.lines import Form, Line, text_of
from flashcards.content.pages.relations.relation import Relation
from flashcards.content.pages.speech import guides, is_guidance, is_told_prose, speaks_to_reader, tells_of_oneself
from flashcards.content.pages.text import length, plain
from flashcards.content.text.placeholders import find_placeholder

_MOST_WORDS_OF_A_HINT = 8
_SENTENCE_ENDS = (".", "!", "?", "。", "！", "？", "”", '"', "…")
_FEWEST_ALIKE = 2
_FEWEST_BLANK = 3
# the parts of STAR; the label of the last may have ended the story
_FEWEST_EXPLAINED = 4
_HALF = 0.5
_MOST = 0.8
_FEWEST_TELEGRAPHIC = 3
_FEWEST_SAMPLES = 3
_FEWEST_SENTENCES = 2
# behind an answer of more paragraphs than all others have; a heading within one alone needs two others
_FEWEST_OF_ONE_PARAGRAPH = 3
# The shares were set on the zoo and on half of the documents gathered.
_LEAST_SHARE = 0.2


@dataclass(slots=True)
class ToldPart:
    """A part as it is being read: its names, the lines of its text."""

    names: tuple[str, ...]
    line: int
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class ToldAside:
    """Something beside the story: the label of the deck format, and its text."""

    label: str
    line: int
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class ToldStory:
    """A story as it is being read. ``over`` is the short line right above its first part, ``themes`` the names in its
    fields.
    """

    name: str
    line: int
    parts: list[ToldPart] = field(default_factory=list)
    asides: list[ToldAside] = field(default_factory=list)
    over: str = ""
    themes: list[str] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        """What its parts say."""
        return [text_of(part.lines) for part in self.parts]

    @property
    def told(self) -> set[str]:
        """The names of the parts so far."""
        return {name for part in self.parts for name in part.names}


@dataclass(slots=True)
class Body:
    """Everything below one heading.

    ``prose`` stands before the first part, ``after`` behind a story that is closed. ``asked`` are the questions that
    the story answers, ``themes`` the names in its fields, ``bad`` the lines where a bad example begins, ``led`` whether
    an answer was announced, ``skipped`` those of a bad example, ``leads`` those that only announce what
    follows, ``inside`` headings within a part, ``beyond`` those behind the last answer of a page that go on without it,
    ``shown`` the asides that stand before examples, each with the line that announces that.
    """

    stories: list[ToldStory] = field(default_factory=list)
    asides: list[ToldAside] = field(default_factory=list)
    prose: list[Line] = field(default_factory=list)
    after: list[Line] = field(default_factory=list)
    asked: list[tuple[int, str]] = field(default_factory=list)
    themes: list[tuple[int, str]] = field(default_factory=list)
    bad: list[int] = field(default_factory=list)
    led: bool = False
    skipped: list[Line] = field(default_factory=list)
    leads: list[Line] = field(default_factory=list)
    inside: list[Line] = field(default_factory=list)
    beyond: list[Line] = field(default_factory=list)
    shown: list[tuple[ToldAside, Line]] = field(default_factory=list)
    tables: list[Relation] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the answers of a page are. ``scaffolds`` and ``legends`` are the stories that tell nothing, ``blanks`` the
    texts that stand for answers not written yet, ``advice`` those in prose that say what to say; ``lists_tell``: most
    prose is more than lists.
    """

    scaffolds: set[ToldStory] = field(default_factory=set)
    legends: set[ToldStory] = field(default_factory=set)
    blanks: set[str] = field(default_factory=set)
    advice: set[str] = field(default_factory=set)
    lists_tell: bool = False


def said_again(texts: Sequence[str]) -> set[str]:
    """Return the texts without a figure that several questions have alike: most do, or nobody tells of oneself."""
    often = [(text, times) for text, times in Counter(texts).items() if times >= _FEWEST_BLANK]
    said = {text for text, times in often if times > _HALF * len(texts) or not tells_of_oneself(text)}
    return {text for text in said if text and not any(map(str.isdigit, text))}


def advice_among(texts: Sequence[str], others: int = 0) -> set[str]:
    """Return the texts below questions that say what to say. Those that tell of nobody are judged together: as nearly
    all of them are, all are, and where hardly anybody tells of oneself, a few orders explain as the other texts do. To
    speak to somebody is enough only where most texts do. ``others`` are how many questions have another answer or none.
    """
    openly = sum(is_guidance([text]) for text in texts) * 2 < len(texts)
    silent = [text for text in texts if not tells_of_oneself(text)]
    found = [text for text in silent if is_guidance([text], openly)]
    if len(found) >= _MOST * len(silent):
        return {*silent}
    explains = len(found) <= (1 - _MOST) * len(silent) and len(silent) >= _MOST * (len(texts) + others)
    return set() if explains else {*found}


def judged(asked: Sequence[Body], unasked: Sequence[Body], methods: Sequence[Body]) -> Verdict:
    """Return what the texts below the questions of a page are, and those that nobody asks for.

    ``methods`` of these stand below headings that name the method: one alone, beside questions, explains it.
    """
    told = [story for body in asked for story in body.stories]
    untold = [story for body in unasked for story in body.stories]
    bodies = [body for body in asked if not any(each.parts for each in body.stories)]
    doubt = [text for body in bodies if not body.led and (text := text_of([*body.prose, *body.after]))]
    bare = [[line for line in (*body.prose, *body.after) if line.text] for body in bodies]
    prose = [text for lines in bare if (text := text_of(lines))]
    scaffolds = _scaffolds([*told, *untold]) | _beside_samples(asked)
    legends = _legends(told, untold)
    if asked and len(methods) == 1 and not (methods[0].asked or any(map(_tells_of_oneself, methods[0].stories))):
        legends |= {*methods[0].stories}
    listed = sum(all(line.marker for line in lines) for lines in bare if lines)
    return Verdict(
        scaffolds, legends, said_again(prose), advice_among(doubt, len(asked) - len(doubt)), listed * 2 < len(prose)
    )


def keep_explained(asked: Sequence[Body]) -> None:
    """Give back to the answers what stands before their examples, where most of these tell of nobody: it explains, and
    they show what it means.
    """
    bodies = [body for body in asked if body.shown and not any(each.parts for each in body.stories)]
    if sum(tells_of_oneself(text_of([*body.prose, *body.after])) for body in bodies) * 2 < len(bodies):
        for body in bodies:
            asides, names = [id(aside) for aside, _ in body.shown], [each.line for each in body.stories]
            body.asides = [each for each in body.asides if id(each) not in asides]
            before = chain.from_iterable([*aside.lines, line] for aside, line in body.shown)
            body.prose = [*before, *body.prose, *(line for line in body.after if line.number not in names)]
            body.stories, body.after, body.led = [], [], False


def set_advice_apart(asked: Sequence[Body]) -> None:
    """Take from the answers that are told in prose what speaks to the reader around them, and from the last one what
    goes on behind it where the others end.
    """
    bodies = [body for body in asked if body.prose and not any(each.parts for each in body.stories)]
    shared = Counter(chain.from_iterable({key for line in body.prose if (key := _label(line))} for body in bodies))
    labels = {label for label, times in shared.items() if times >= _FEWEST_ALIKE}
    told = [(body, _pieces(body.prose, labels)) for body in bodies]
    fields = _fields_of_advice([pieces for _, pieces in told])
    for body, pieces in told:
        apart = _around(pieces) | {each for each in pieces if each.label in fields and _is_beside_told(each, pieces)}
        body.asides += [ToldAside("Note", each.lines[0].number, each.lines) for each in pieces if each in apart]
        pieces[:] = [each for each in pieces if each not in apart]
        body.prose = [line for each in pieces for line in each.lines]
    if told:
        body, pieces = told[-1]
        end = _end_of_last(pieces, [each for _, each in told[:-1]])
        body.prose, body.beyond = (
            [line for each in some for line in each.lines] for some in (pieces[:end], pieces[end:])
        )


@dataclass(slots=True, eq=False)
class _Piece:
    """A paragraph or a list of a text in prose, with the label or the heading within the text that stands over it, and
    the blank lines behind it.
    """

    label: str
    lines: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What it says."""
        return text_of(self.lines)

    @property
    def is_headed(self) -> bool:
        """Whether a heading within the text stands over it."""
        return self.lines[0].form is Form.HEADING

    @property
    def is_bare(self) -> bool:
        """Whether it is a label or a heading with nothing below it yet."""
        alone = bool(self.label or self.is_headed) and not any(line.text for line in islice(self.lines, 1, None))
        return alone and not ((found := find_label(self.lines[0].text)) and found.rest)

    @property
    def advises(self) -> bool:
        """Whether it orders the reader, or is made of words without a sentence or a figure."""
        said = [line.text for line in self.lines if line.text]
        hints = not any(map(str.isdigit, self.text)) and all(map(_is_short, said))
        return hints or is_guidance([self.text], openly=True) or speaks_to_reader(self.text, 1)


def _label(line: Line) -> str:
    """The words of a line that heads what follows in a text, "" where it is none."""
    found = find_label(line.text) if line.text and not line.marker else None
    if found and found.colon and not found.names:
        return found.key
    return plain(line.text).casefold() if line.is_bold or line.form is Form.HEADING else ""


def _pieces(prose: Sequence[Line], labels: set[str]) -> list[_Piece]:
    """What a text in prose consists of; a line with one of the labels begins a piece."""
    found: list[_Piece] = []
    above, marker = Line(0, "", Form.BLANK), ""
    for line in prose:
        label = words if (words := _label(line)) in labels else ""
        goes_on = bool(line.marker and marker) or not found or found[-1].is_bare
        is_first = bool(line.text) and above.form is Form.BLANK and not goes_on
        if label or line.form is Form.HEADING or not found or is_first:
            found.append(_Piece(label))
        found[-1].lines.append(line)
        above, marker = line, line.marker if line.text else marker
    return found


def _fields_of_advice(texts: Sequence[Sequence[_Piece]]) -> set[str]:
    """The labels under which nobody tells and most pieces advise, beside what is told."""
    fields: dict[str, list[bool]] = {}
    telling = {each.label for pieces in texts for each in pieces if tells_of_oneself(each.text)}
    for pieces in texts:
        for each in pieces:
            fields.setdefault(each.label, []).append(each.advises and _is_beside_told(each, pieces))
    return {label for label, advise in fields.items() if label not in {"", *telling} and sum(advise) * 2 > len(advise)}


def _is_beside_told(piece: _Piece, pieces: Sequence[_Piece]) -> bool:
    """Whether somebody tells of oneself in another piece of a text."""
    return any(tells_of_oneself(each.text) for each in pieces if each is not piece)


def _around(pieces: Sequence[_Piece]) -> set[_Piece]:
    """What speaks to the reader in front of the first piece in which somebody tells far more of oneself, and behind the
    last: a piece by itself, or one of several that do together.
    """
    told = [at for at, each in enumerate(pieces) if is_told_prose(each.text)]
    around = [pieces[: told[0]], pieces[told[-1] + 1 :]] if told else []
    return {each for some in around for each in some if _speak([each]) or (guides(each.text) and _speak(some))}


def _speak(pieces: Sequence[_Piece]) -> bool:
    """Whether several sentences speak to the reader, or one below a heading."""
    fewest = 1 if any(each.is_headed for each in pieces) else _FEWEST_SENTENCES
    return speaks_to_reader("\n".join(each.text for each in pieces), fewest)


def _end_of_last(last: Sequence[_Piece], others: Sequence[Sequence[_Piece]]) -> int:
    """Where the last answer of several ends, behind which nobody tells of oneself or asks.

    A heading stands there as in none of the others, or each of these has one paragraph alone.
    """
    headed = next((at for at, each in enumerate(last) if at and each.is_headed), len(last))
    if any(each.is_headed for pieces in others for each in pieces[1:]) or len(others) < _FEWEST_ALIKE:
        return len(last)
    alone = len(others) >= _FEWEST_OF_ONE_PARAGRAPH and all(len(pieces) == 1 for pieces in others)
    end = 1 if alone else headed
    told = any(tells_of_oneself(each.text) or each.text.endswith(("?", "？")) for each in last[end:])
    fields = all(find_label(each.lines[0].text) for each in last)
    return len(last) if told or fields else end


def _scaffolds(stories: Sequence[ToldStory]) -> set[ToldStory]:
    """Return the stories that tell the reader what to say.

    Those under one label, or under none, are judged together: where one of them orders the reader openly and none under
    that label tells of itself, all are scaffolds. One whose parts are each explained is one by itself.
    """
    again = said_again(["\n".join(each.texts) for each in stories])
    found = {each for each in stories if _is_explained(each) or "\n".join(each.texts) in again}
    for group in _alike(stories):
        silent = [each for each in group if not _tells_of_oneself(each)]
        guided = [each for each in silent if is_guidance(each.texts)]
        parts = [text for each in silent for text in each.texts if text]
        share = sum(map(guides, parts)) / len(parts) if parts else 0.0
        if _are_blank(group):
            found |= {*group}
        if group[0].over and len(silent) == len(group):
            decided = bool(guided) or share >= _LEAST_SHARE
        else:
            decided = len(guided) * 2 > len(silent)
        found |= {*silent} if decided else set()
    return found


def _beside_samples(asked: Sequence[Body]) -> set[ToldStory]:
    """Return what has no figure and tells of nobody in front of a story that is told, where this one is called as those
    below the other questions are, and the other as none of them.
    """
    named = [[story for story in body.stories if story.parts] for body in asked]
    times = Counter(story.name for stories in named for story in stories)
    samples = [story for stories in named for story in stories if times[story.name] >= _FEWEST_SAMPLES]
    if not all(map(_tells_of_oneself, samples)):
        return set()
    pairs = (pair for stories in named for pair in pairwise(stories))
    beside = [first for first, second in pairs if times[first.name] == 1 and times[second.name] >= _FEWEST_SAMPLES]
    return {each for each in beside if not any(map(str.isdigit, "".join(each.texts))) and not _tells_of_oneself(each)}


def _are_blank(group: Sequence[ToldStory]) -> bool:
    """Whether several stories have blanks left in more than half of their parts: forms to fill in, and not a slip."""
    texts = [text for each in group for text in each.texts if text]
    blanks = sum(bool(find_placeholder(text)) for text in texts)
    return len(group) >= _FEWEST_BLANK and blanks > _HALF * len(texts)


def _alike(stories: Sequence[ToldStory]) -> list[list[ToldStory]]:
    groups: dict[str, list[ToldStory]] = {}
    for each in stories:
        groups.setdefault(each.over, []).append(each)
    return [group for group in groups.values() if len(group) >= _FEWEST_ALIKE]


def _legends(asked: Sequence[ToldStory], unasked: Sequence[ToldStory]) -> set[ToldStory]:
    """Return the stories that nobody asks for and that only say what each part is for.

    Their parts are words without a sentence among them, while the others of the page are told in sentences; where one
    speaks of oneself, or most of the others do not, it is one only if most of them are. Several that order nobody are
    stories in telegram style.
    """
    told = [each for each in (*asked, *unasked) if each.parts and not _are_hints(each)]
    hints = [each for each in unasked if _are_hints(each)]
    mostly = len(hints) * 2 > len(unasked)
    if len(hints) >= _FEWEST_TELEGRAPHIC and mostly and not any(is_guidance(each.texts) for each in hints):
        return set()
    silence_tells = not told or sum(map(_tells_of_oneself, told)) * 2 > len(told)
    return {each for each in hints if (told and mostly) or (silence_tells and not _tells_of_oneself(each))}


def _is_explained(story: ToldStory) -> bool:
    """Whether most of its parts hold the same label, as ``Example:`` where each part of the method is explained."""
    labels = [{label.key for line in part.lines if (label := find_label(line.text))} for part in story.parts]
    most = max(Counter(chain.from_iterable(labels)).values(), default=0)
    return len(labels) >= _FEWEST_EXPLAINED and most >= len(labels) - 1


def _tells_of_oneself(story: ToldStory) -> bool:
    return any(map(tells_of_oneself, story.texts))


def _are_hints(story: ToldStory) -> bool:
    texts = [text for text in story.texts if text]
    if any(map(tells_of_oneself, texts)):
        return all(map(_is_hint, texts))
    return sum(map(_is_hint, texts)) * 2 > len(texts)


def _is_hint(text: str) -> bool:
    return _is_short(text) or guides(text)


def _is_short(text: str) -> bool:
    return length(text) <= _MOST_WORDS_OF_A_HINT and not text.endswith(_SENTENCE_ENDS)
