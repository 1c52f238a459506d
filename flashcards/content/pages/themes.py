"""Which headings, lists and tables of a page name themes, and the questions that these point to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from string import digits

from flashcards.content.languages.known import all_words
from flashcards.content.pages.blocks import Block, Head, LineRole, Tree
from flashcards.content.pages.labels import find_label, is_field
from flashcards.content.pages.lines import Form, Line, cells_of
from flashcards.content.pages.lists import manner
from flashcards.content.pages.naming import clean, story_name, without_number
from flashcards.content.pages.relations.columns import PAIR, Cell
from flashcards.content.pages.relations.relation import Relation
from flashcards.content.pages.runs import Parts
from flashcards.content.pages.speech import asked, without_lead_in
from flashcards.content.pages.text import length, plain, split_at, without_signs
from flashcards.content.pages.vocabulary import (
    JOINER,
    LETTERS_OF_QUESTIONS,
    QUESTION_WORDS,
    STORY_WORDS,
    is_aside_section,
    is_generic,
    is_method,
    is_theme_field,
    section_kind,
)

_MOST_WORDS_OF_A_GROUP = 5
_MOST_LINES_OVER = 12
_KINDS_OF_GROUPS = ("", "themes", "Note")
_MOST_WORDS_OF_A_HEADING = 24
# Half, since what most siblings are, all are; one alone only where hardly anything else stands beside it (55 of 444
# themes that were found once were titles of sections).
_MOST_SIBLINGS = 2
_SHARE = 0.5
_FEW = 0.1
_FEWEST_OF_A_RUN = 3
_POINTERS = "|".join(sorted(map(re.escape, QUESTION_WORDS | STORY_WORDS | LETTERS_OF_QUESTIONS), key=len, reverse=True))
_REFERENCES = re.compile(
    rf"\s*[(\[（]?\s*(?P<refs>(?:[PFC]|nr?\.?|#|(?:{_POINTERS})s?)?\s*\d{{1,3}}"
    rf"(?:\s*(?:[,;/&+–-]|{JOINER})\s*[QPFC#]?\d{{1,3}})*)\s*[)\]）]?\s*$",
    re.IGNORECASE,
)
_NO_DIGITS = str.maketrans("", "", digits)
_DIGITS = re.compile(r"\d{1,3}")
_RANGE = re.compile(r"(\d{1,3})\s*[–-]\s*Q?(\d{1,3})")
_MEANING = re.compile(r"\s*[:：](?:\*\*|__)?\s+|\s*：\s*|\s+[-–—]+\s+|\s*[→]\s*|\s*->\s*")
_LINK = re.compile(r"\[([^\[\]]{4,300})\]\(#[^()\s]*\)")
_MOST_WORDS = 8
# crosses and circles mark what is meant where nothing clearer does
_TICKS = frozenset("✓✔✅☑x✗✘❌●•○◯★⭐*√o＋+") | {"✔️", "☑️"} | all_words(lambda language: language.page.yes)
_NO_TICKS = frozenset({"", *"-–—✗✘❌○."}) | all_words(lambda language: language.page.no)


def headings_over_questions(tree: Tree, heads: Mapping[int, Head], parts: Parts) -> set[int]:
    """The headings right over questions or stories whose siblings mostly are that, too.

    One alone has several below it, the first before any text, and no more than one sibling that is something else; of
    more siblings three are with nothing but questions below. Those beside as many that ask themselves are their titles.
    """
    over = _counted(tree, heads, parts)
    siblings: dict[tuple[int, float], list[int]] = {}
    asking = Counter(_family(block) for block in tree.headings() if heads[block.place].role is LineRole.QUESTION)
    for block in tree.headings():
        named = block.place != tree.title and names_a_theme(block.line.text)
        if heads[block.place].role is LineRole.SECTION and named:
            siblings.setdefault(_family(block), []).append(block.place)
    found: set[int] = set()
    for family, group in siblings.items():
        themes = [place for place in group if over[place]]
        alone = len(themes) == 1 and over[themes[0]] > 1 and len(group) <= _MOST_SIBLINGS
        first = alone and tree.blocks[themes[0]].children[0].place in heads
        bare = [place for place in themes if _asks(child := tree.blocks[place].children[0], heads.get(child.place))]
        several = len(bare) >= _FEWEST_OF_A_RUN or (len(themes) > 1 and len(themes) >= _SHARE * len(group))
        if first or (several and asking[family] < len(themes)):
            found |= {*themes}
    return {*_not_counting({place: clean(tree.blocks[place].line.text) for place in found})}


def _not_counting(names: Mapping[int, str]) -> dict[int, str]:
    """The names, by their places, but for those that only count: ``Slide 3``, ``Round 2``."""
    bare = {place: name.translate(_NO_DIGITS) for place, name in names.items()}
    counted = Counter(bare.values())
    return {place: name for place, name in names.items() if bare[place] == name or counted[bare[place]] == 1}


def _family(block: Block) -> tuple[int, float]:
    """What siblings share: the heading over them, and their level."""
    return (id(block.parent), block.line.level)


def _counted(tree: Tree, heads: Mapping[int, Head], parts: Parts) -> Counter[int]:
    """How many questions and stories stand right below each heading that may name a theme."""
    over: Counter[int] = Counter()
    for place, block in tree.blocks.items():
        head = heads.get(place)
        titles = block.is_heading and head is not None and head.role is LineRole.SECTION and parts.is_title(place)
        if titles or _asks(block, head):
            above = (each for each in block.above() if heads[each.place].role is not LineRole.BODY)
            named = (each for each in above if names_a_theme(each.line.text) and tree.count(each) == 1)
            theme = next(named, None)
            if theme is not None and heads[theme.place].role is LineRole.SECTION:
                over[theme.place] += 1
    return over


def _asks(block: Block, head: Head | None) -> bool:
    if block.line.form is Form.ROW:
        return any(asked(cell) for cell in cells_of(block.line.text))
    return head is not None and head.role in (LineRole.QUESTION, LineRole.STORY)


def names_a_theme(heading: str) -> bool:
    """Whether the words of a heading say what the questions below are about, and not only that some follow."""
    name = clean(heading)
    label = find_label(name, heading=True)
    announces = without_lead_in(heading)[0] or story_name(name) is not None or section_kind(name) not in ("", "themes")
    announces = announces or (label is not None and bool(label.names))
    return 0 < length(name) <= _MOST_WORDS_OF_A_HEADING and not (
        announces or is_method(name) or is_aside_section(name) or is_generic(name)
    )


def groups_without_marks(lines: Sequence[Line], parts: Parts, heads: Mapping[int, Head]) -> dict[int, str]:
    """Return the short lines right over questions or stories, by their places, and the themes that they name, "" for
    all that only count: headings without a mark, of which those set alike begin over one of the first questions.
    Between a bold one and what stands below it may stand what introduces it.
    """
    asking = sorted(
        at
        for at, head in heads.items()
        if head.role in (LineRole.QUESTION, LineRole.STORY) or (head.role is LineRole.SECTION and parts.is_title(at))
    )
    alike: defaultdict[tuple[Hashable, ...], dict[int, str]] = defaultdict(dict)
    for place in asking:
        near = [at for at in range(place - 1, max(-1, place - _MOST_LINES_OVER), -1) if lines[at].text]
        said = takewhile(lambda at: lines[at].form is Form.TEXT and not lines[at].marker and at not in heads, near)
        bold = [at for at in said if lines[at].is_bold]
        for above in {*near[:1], *bold[:1]}:
            field, name = _named(lines[above])
            free = above not in heads and not parts.is_open(above)
            if free and names_a_theme(name) and _is_group(lines, above, place, name):
                alike[field, *manner(lines[above])][above] = name
    groups: dict[int, str] = {}
    for names in alike.values():
        groups |= names if bisect_left(asking, min(names)) < _FEW * len(asking) else {}
    if len(groups) < _MOST_SIBLINGS:
        return {}
    names = _not_counting(groups)
    counting = {name.translate(_NO_DIGITS) for place, name in groups.items() if place not in names}
    texts = ((at, clean(line.text)) for at, line in enumerate(lines) if counting and line.form is Form.TEXT)
    return {at: "" for at, text in texts if text.translate(_NO_DIGITS) in counting} | names


def _named(line: Line) -> tuple[str, str]:
    """The field that a line over questions fills in, "" for none, and the name in it; "" for what is no theme."""
    label = find_label(line.text)
    if label is None or label.names or not label.rest:
        return "", "" if label and is_field(label.key) else clean(line.text)
    return label.key.rstrip(digits + " "), label.rest if section_kind(label.key) in _KINDS_OF_GROUPS else ""


def _is_group(lines: Sequence[Line], above: int, place: int, name: str) -> bool:
    """Whether a short line stands by itself over a question, or as an item over those of a list below it."""
    line = lines[above]
    short = line.form is Form.TEXT and 0 < length(name) <= _MOST_WORDS_OF_A_GROUP and name[-1].isalnum()
    if not short:
        return False
    if line.marker == "-":
        return bool(lines[place].marker) and lines[place].indent > line.indent
    return above == 0 or lines[above - 1].form is not Form.TEXT


@dataclass(slots=True)
class ListedTheme:
    """A theme as a list gives it, with the questions it names: by ``numbers`` or by their ``words``."""

    name: str
    line: int
    text: str = ""
    numbers: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


def listed_themes(lines: Sequence[Line]) -> tuple[list[ListedTheme], list[Line]]:
    """The themes of a list, each item its name, the questions in brackets, and what it means; and the lines besides."""
    themes: list[ListedTheme] = []
    besides: list[Line] = []
    base = next((line.indent for line in lines if line.marker), 0)
    for line in lines:
        if not line.text or line.form is Form.ROW:
            continue
        theme = _theme(line) if line.marker and line.indent <= base + 1 else None
        if theme and theme.name and len(theme.name.split()) <= _MOST_WORDS:
            themes.append(theme)
        else:
            besides.append(line)
    return themes, besides


def _theme(line: Line) -> ListedTheme:
    head, _, text = split_at(_MEANING, line.text)
    head, numbers = _without_references(clean(head))
    text = plain(text.lstrip("*_ "))
    if text and _REFERENCES.fullmatch(text):
        numbers, text = numbers + numbers_in(text), ""
    return ListedTheme(without_number(head), line.number, text, numbers)


def _without_references(text: str) -> tuple[str, list[str]]:
    found = _REFERENCES.search(text)
    if not found or found.start() == 0:
        return text, []
    return text[: found.start()].rstrip(" :–—-"), numbers_in(found.group("refs"))


def numbers_in(text: str) -> list[str]:
    """The numbers of questions that a text names, ranges written out."""
    numbers = []
    for found in _RANGE.finditer(text):
        first, last = int(found.group(1)), int(found.group(2))
        numbers += [str(number) for number in range(first, min(last, first + 50) + 1)]
    return list(dict.fromkeys([*numbers, *_DIGITS.findall(text)]))


def tabled_themes(table: Relation) -> list[ListedTheme]:
    """The themes of a table: a matrix of ticks, or a theme and its questions in each row; [] where it is neither."""
    return _from_matrix(table) if is_matrix(table) else _from_links(table)


def is_matrix(table: Relation) -> bool:
    """Whether every cell behind the first of its row is a tick or empty, and at least one is a tick."""
    found = _marks(table)
    return len(table.head) > PAIR and bool(found & _TICKS) and found <= _TICKS | _NO_TICKS


def _marks(table: Relation) -> set[str]:
    return {_mark(cell) for row in table.rows for cell in row.texts[1:]}


def _mark(cell: str) -> str:
    return plain(cell).strip().casefold()


def _from_matrix(table: Relation) -> list[ListedTheme]:
    """The themes of a matrix: its rows or its columns; a cross says yes where it holds no clearer sign."""
    head = [Cell(clean(cell), cell.line) for cell in table.head]
    ticks = _marks(table) & _TICKS
    ticks = ticks - _NO_TICKS or ticks
    rows = [row.texts for row in table.rows]
    if not (is_theme_field(head[0]) or all(_REFERENCES.fullmatch(name) for name in head[1:] if name)):
        rows, head = [[*column] for column in zip(head, *rows, strict=True)][1:], [head[0], *(row[0] for row in rows)]
    return [
        ListedTheme(
            name, row[0].line, words=[clean(to) for to, cell in zip(head, row, strict=True) if _mark(cell) in ticks]
        )
        for row in rows
        if (name := clean(row[0]))
    ]


def _from_links(table: Relation) -> list[ListedTheme]:
    """Two columns or more, the first a theme, the second links to questions, their numbers, or what it means."""
    rows = [row.texts for row in table.rows]
    headed = bool(table.head) and is_theme_field(without_signs(plain(table.head[0])).casefold().rstrip(" :"))
    if table.head and not headed:
        if not any(map(_LINK.search, table.head[1:2])):
            return []
        rows = [[*table.head], *rows]
    themes = [theme for row in rows if (theme := _row_of_links(row, headed))]
    points = any(theme.numbers or theme.words for theme in themes)
    return themes if len({theme.name for theme in themes}) == len(rows) and points else []


def _row_of_links(row: Sequence[Cell], is_headed: bool) -> ListedTheme | None:
    name, rest = clean(row[0]), " ".join(row[1:])
    links = [clean(found) for found in _LINK.findall(rest)]
    numbers = [] if links else numbers_in(" ".join(cell for cell in row[1:] if _REFERENCES.fullmatch(cell)))
    if not name or asked(name) or not (links or numbers or is_headed):
        return None
    text = "" if links or numbers else plain(rest)
    return ListedTheme(name, row[0].line, text, numbers, links)
