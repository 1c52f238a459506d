"""What siblings of one shape have in common, and so what each of them is: decided for a group, never for a line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from flashcards.content.pages.asking import asked, begins_as_question, without_lead_in
from flashcards.content.pages.labels import find_label
from flashcards.content.pages.lines import Form, Line
from flashcards.content.pages.naming import clean, story_name
from flashcards.content.pages.texts import is_furniture
from flashcards.content.pages.vocabulary import is_aside_section, is_generic, is_method, section_kind

LONGEST_QUESTION = 700
_MOST_WORDS = 30
_MOST_WORDS_OF_A_PROMPT = 12
_FEWEST_LINES = 3
_MOST_HEADINGS = 0.5
_MOST_ITEMS = 0.6
_MOST_LINES = 0.7
_MOST_PARAGRAPHS = 0.4
_STRAY = 0.25
_ALL = 0.9
_FEWEST_AROUND_A_STRAY = 4


class Verdict(StrEnum):
    """What a line is among its siblings."""

    QUESTION = "question"
    THEME = "theme"
    TEXT = "text"


@dataclass(slots=True)
class _Head:
    """A line that may stand over what follows. ``own`` counts the lines of text right below it, ``over`` the headings;
    ``tells``: a story begins right below it.
    """

    place: int
    line: Line
    parent: int
    asks: bool
    may_ask: bool
    own: int = 0
    over: int = 0
    tells: bool = False
    is_part: bool = False
    holds_questions: bool = False

    @property
    def names_a_theme(self) -> bool:
        """Whether the words say what the questions are about, and not only that some follow."""
        words = clean(self.line.text)
        other = section_kind(words) or is_method(words) or is_aside_section(words) or story_name(words) is not None
        return bool(words) and not other and not is_generic(words)


def verdicts(lines: Sequence[Line]) -> dict[int, Verdict]:
    """Return what groups of siblings are, by the place of each line that its group decides."""
    found: dict[int, Verdict] = {}
    heads = _headings(lines)
    for group in _siblings(heads):
        found |= _asked_by(group, _MOST_HEADINGS, 2)
    for group in _cousins(heads, found):
        found |= _asked_by(group, _MOST_HEADINGS, _FEWEST_LINES)
    for shape in (_items, _bold_lines):
        for group in shape(lines):
            found |= _asked_by(group, _MOST_ITEMS, _FEWEST_LINES) | _strays(group)
    for group in _plain_lines(lines):
        found |= _asked_by(group, _MOST_LINES, _FEWEST_LINES)
    for group in _paragraphs(lines):
        found |= {head.place: Verdict.QUESTION for head in group if head.asks}
    return found | _groups_of_items(lines, found) | _themes(lines, heads, found)


def _asked_by(group: Sequence[_Head], share: float, fewest: int) -> dict[int, Verdict]:
    """The members of a group that asks: what most of them are, all of them are that can be."""
    able = [head for head in group if head.may_ask and (head.asks or not head.over)]
    asking = [head for head in able if head.asks]
    if len(able) < fewest or len(asking) < max(2, share * len(able)):
        plain = len(able) >= _ALL * len(group) and len(asking) >= max(_FEWEST_LINES, _STRAY * len(able))
        if share > _MOST_HEADINGS or not plain:
            return {}
    told = any(head.own for head in asking)
    return {head.place: Verdict.QUESTION for head in able if head.asks or not told or head.own}


def _strays(group: Sequence[_Head]) -> dict[int, Verdict]:
    """A member that seems to ask among many that do not is text."""
    group = [head for head in group if head.may_ask]
    asking = [head for head in group if head.asks]
    if len(group) < _FEWEST_AROUND_A_STRAY or len(asking) > _STRAY * len(group):
        return {}
    return {head.place: Verdict.TEXT for head in asking if not without_lead_in(head.line.text)[0]}


def _themes(lines: Sequence[Line], heads: Sequence[_Head], found: Mapping[int, Verdict]) -> dict[int, Verdict]:
    """Headings right over questions or stories are themes where there are several of them.

    One alone is one where it has several below it, and its siblings are not mostly something else.
    """
    over = _counted(lines, {head.place: head for head in heads}, found)
    if len(over) == 1:
        place, count = next(iter(over.items()))
        level = lines[place].level
        siblings = [head for head in heads if head.line.level == level and head.may_ask and head.place != place]
        over = over if count > 1 and len(siblings) <= 1 else Counter()
    return dict.fromkeys(over, Verdict.THEME)


def _counted(lines: Sequence[Line], heads: Mapping[int, _Head], found: Mapping[int, Verdict]) -> Counter[int]:
    """How many questions and stories stand right below each heading that may name a theme."""
    over: Counter[int] = Counter()
    above: list[_Head] = []
    for place, line in enumerate(lines):
        head = heads.get(place)
        if head and head.is_part:
            continue
        asks = found.get(place) is Verdict.QUESTION or (head.asks or head.tells if head else _is_marked(line))
        if head:
            while above and above[-1].line.level >= head.line.level:
                above.pop()
        if asks and above and above[-1].names_a_theme:
            over[above[-1].place] += 1
        if head and not asks:
            above.append(head)
    return over


def _is_marked(line: Line) -> bool:
    """Whether a line says of itself that it asks."""
    if line.form not in (Form.TEXT, Form.SUMMARY) or not 0 < len(line.text) <= LONGEST_QUESTION:
        return False
    question = asked(line.text)
    return question is not None and (question.marked or line.is_bold or bool(line.marker) or line.form is Form.SUMMARY)


def _groups_of_items(lines: Sequence[Line], found: Mapping[int, Verdict]) -> dict[int, Verdict]:
    """Items that ask nothing, each over deeper items that all ask, are themes."""
    over: dict[int, Verdict] = {}
    for place, line in enumerate(lines[:-1]):
        if not line.marker or line.form is not Form.TEXT or found.get(place) is Verdict.QUESTION:
            continue
        below = next((at for at in range(place + 1, min(place + 3, len(lines))) if lines[at].text), place)
        deeper = lines[below].marker and lines[below].indent > line.indent
        if deeper and found.get(below) is Verdict.QUESTION and _may_ask(line):
            over[place] = Verdict.THEME
    return over if len(over) > 1 else {}


# Headings


def _headings(lines: Sequence[Line]) -> list[_Head]:
    heads: list[_Head] = []
    open_heads: list[_Head] = []
    texts = Counter(clean(line.text).casefold() for line in lines if line.form is Form.HEADING)
    for place, line in enumerate(lines):
        names = _part_names(line)
        if names and open_heads:
            telling = next(
                (each for each in reversed(open_heads) if not each.is_part and not is_generic(each.line.text)),
                open_heads[-1],
            )
            telling.tells |= "Situation" in names and not telling.holds_questions
        if line.form is Form.HEADING:
            while open_heads and open_heads[-1].line.level >= line.level:
                open_heads.pop()
            parent = open_heads[-1].place if open_heads else -1
            head = _Head(place, line, parent, _asks(line), _may_ask(line) and texts[clean(line.text).casefold()] < 3)
            head.is_part = bool(names)
            if open_heads:
                open_heads[-1].over += 1
            heads.append(head)
            open_heads.append(head)
        elif open_heads and line.text and not is_furniture(line):
            open_heads[-1].own += 1
            open_heads[-1].holds_questions = open_heads[-1].holds_questions or _is_marked(line)
    return heads


def _part_names(line: Line) -> tuple[str, ...]:
    if line.form not in (Form.HEADING, Form.TEXT, Form.CODE) or not line.text:
        return ()
    label = find_label(line.text, line.form is Form.HEADING)
    return label.names if label else ()


def _siblings(heads: Iterable[_Head]) -> list[list[_Head]]:
    groups: dict[tuple[int, int], list[_Head]] = {}
    for head in heads:
        groups.setdefault((head.parent, head.line.level), []).append(head)
    return list(groups.values())


def _cousins(heads: Iterable[_Head], found: Mapping[int, Verdict]) -> list[list[_Head]]:
    """All headings of one level, those that their siblings decided counted as asking."""
    groups: dict[int, list[_Head]] = {}
    for head in heads:
        asks = head.asks or found.get(head.place) is Verdict.QUESTION
        groups.setdefault(head.line.level, []).append(replace(head, asks=asks))
    return list(groups.values())


def _asks(line: Line) -> bool:
    return len(line.text) <= LONGEST_QUESTION and (
        asked(line.text) is not None or (begins_as_question(line.text) and "? " not in line.text)
    )


def _may_ask(line: Line) -> bool:
    """Whether a line may be a question if its siblings are: nothing says that it is something else."""
    words = clean(line.text)
    known = section_kind(line.text) or is_aside_section(words) or is_method(words) or story_name(words) is not None
    label = find_label(line.text, line.form is Form.HEADING)
    if line.aside or known or is_generic(words) or (label and (label.names or label.frame or label.rest)):
        return False
    return len(words.split()) <= _MOST_WORDS or _asks(line)


# Other lines


def _items(lines: Sequence[Line]) -> list[list[_Head]]:
    """The items of each list, those of one depth and one kind of mark together."""
    groups: dict[tuple[int, int, bool], list[_Head]] = {}
    list_at = 0
    for place, line in enumerate(lines):
        if line.form is Form.HEADING or (line.form is Form.TEXT and line.text and not line.marker and not line.indent):
            list_at = place
        if line.form is Form.TEXT and line.marker and not is_furniture(line):
            key = (list_at, line.indent, line.marker == "-")
            groups.setdefault(key, []).append(_head_of(place, line))
    return list(groups.values())


def _bold_lines(lines: Sequence[Line]) -> list[list[_Head]]:
    groups: dict[int, list[_Head]] = {}
    heading = -1
    for place, line in enumerate(lines):
        if line.form is Form.HEADING:
            heading = place
        elif line.form is Form.TEXT and line.is_bold and not line.marker:
            groups.setdefault(heading, []).append(_head_of(place, line))
        elif heading in groups and line.text:
            groups[heading][-1].own += 1
    return list(groups.values())


def _plain_lines(lines: Sequence[Line]) -> list[list[_Head]]:
    """Lines without any mark that follow one another, one thought a line."""
    groups: list[list[_Head]] = [[]]
    for place, line in enumerate(lines):
        if _is_plain(line):
            head = _head_of(place, line)
            head.may_ask = head.asks or (head.may_ask and _is_prompt(line))
            groups[-1].append(head)
        else:
            groups.append([])
    return groups


def _paragraphs(lines: Sequence[Line]) -> list[list[_Head]]:
    """Paragraphs of one plain line each, all those below one heading; only those that ask are questions."""
    groups: list[list[_Head]] = [[]]
    for place, line in enumerate(lines):
        if line.form in (Form.HEADING, Form.SUMMARY):
            groups.append([])
        elif (
            _is_plain(line)
            and not line.indent
            and not any(map(_is_plain, (*lines[place - 1 : place], *lines[place + 1 : place + 2])))
        ):
            groups[-1].append(_head_of(place, line))
    return [group for group in groups if _asks_mostly(group)]


def _asks_mostly(group: Sequence[_Head]) -> bool:
    asking = [head for head in group if head.asks]
    return len(asking) >= _FEWEST_LINES and len(asking) >= _MOST_PARAGRAPHS * len(group)


def _is_plain(line: Line) -> bool:
    return line.form is Form.TEXT and bool(line.text) and not (line.marker or line.is_bold or line.quoted or line.aside)


def _is_prompt(line: Line) -> bool:
    """Whether a plain line is short, and no sentence."""
    return len(line.text.split()) <= _MOST_WORDS_OF_A_PROMPT and not line.text.endswith((".", "。", ":", "："))


def _head_of(place: int, line: Line) -> _Head:
    return _Head(place, line, -1, _asks(line), _may_ask(line))
