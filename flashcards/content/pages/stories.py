"""What the text below a heading tells, and what the answers of a page have in common, decided for all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain

from flashcards.content.pages.labels import find_label
from flashcards.content.pages.lines import Line, text_of
from flashcards.content.pages.relations.relation import Relation
from flashcards.content.pages.speech import guides, is_guidance, tells_of_oneself
from flashcards.content.pages.text import length
from flashcards.content.text.placeholders import find_placeholder

_MOST_WORDS_OF_A_HINT = 8
_SENTENCE_ENDS = (".", "!", "?", "。", "！", "？", "”", '"', "…")
_FEWEST_ALIKE = 2
_FEWEST_BLANK = 3
_FEWEST_WITH_FIGURES = 2
# the parts of STAR; the label of the last may have ended the story
_FEWEST_EXPLAINED = 4
_HALF = 0.5
_MOST = 0.8
_FEWEST_TELEGRAPHIC = 2
_FEWEST_SAMPLES = 3


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


def _scaffolds(stories: Sequence[ToldStory]) -> set[ToldStory]:
    """Return the stories that tell the reader what to say.

    Those under one label, or under none, are judged together: where one of them orders the reader openly and none under
    that label tells of itself, all are scaffolds, but for those that order nobody and give figures. One whose parts are
    each explained is one by itself.
    """
    found = {each for each in stories if _is_explained(each)}
    for group in _alike(stories):
        silent = [each for each in group if not _tells_of_oneself(each)]
        guided = [each for each in silent if is_guidance(each.texts)]
        together = group[0].over and len(silent) == len(group)
        found |= _forms(group)
        if guided and (together or len(guided) * 2 > len(silent)):
            found |= {each for each in silent if each in guided or not _gives_figures(each)}
    return found


def _gives_figures(story: ToldStory) -> bool:
    """Whether several parts hold a figure, as what happened has them and what is to be said has not."""
    return sum(any(map(str.isdigit, text)) for text in story.texts) >= _FEWEST_WITH_FIGURES


def _beside_samples(asked: Sequence[Body]) -> set[ToldStory]:
    """Return what tells of nobody in front of a story that is told, where the last story below each question is."""
    told = [[story for story in body.stories if story.parts] for body in asked]
    samples = [stories[-1] for stories in told if stories]
    sure = len(samples) >= _FEWEST_SAMPLES and all(map(_tells_of_oneself, samples))
    return {each for stories in told for each in stories[:-1] if sure and not _tells_of_oneself(each)}


def _forms(group: Sequence[ToldStory]) -> set[ToldStory]:
    """The stories with blanks left, where more than half of the parts of several have them: forms to fill in, and
    neither a slip nor the one among them that is filled in.
    """
    blank = {each: [bool(find_placeholder(text)) for text in each.texts if text] for each in group}
    left = list(chain.from_iterable(blank.values()))
    are_forms = len(group) >= _FEWEST_BLANK and sum(left) > _HALF * len(left)
    return {each for each in group if any(blank[each])} if are_forms else set()


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
    hints = [each for each in unasked if _are_hints(each) and not _gives_figures(each)]
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
    return is_short(text) or guides(text)


def is_short(text: str) -> bool:
    """Whether a text is a few words without a sentence."""
    return length(text) <= _MOST_WORDS_OF_A_HINT and not text.endswith(_SENTENCE_ENDS)
