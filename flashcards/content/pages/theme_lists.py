"""Lists and tables of themes, and the questions that they point to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from flashcards.content.pages.lines import Form, Line
from flashcards.content.pages.naming import clean, without_number
from flashcards.content.pages.tables import Table, is_matrix, ticks_of
from flashcards.content.pages.text import plain, without_signs
from flashcards.content.pages.texts import is_furniture
from flashcards.content.pages.vocabulary import is_question_word, is_story_word, is_theme_field

_REFERENCES = re.compile(
    r"\s*[(\[（]?\s*(?P<refs>(?:[QPFC]|questions?|story|stories|nr?\.?|#|frage|pregunta|câu|题目|질문)?\s*\d{1,3}"
    r"(?:\s*(?:[,;/&+–-]|and|und|y|et|e)\s*(?:[QPFC#])?\d{1,3})*)\s*[)\]）]?\s*$",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d{1,3}")
_RANGE = re.compile(r"(\d{1,3})\s*[–-]\s*Q?(\d{1,3})")
_MEANING = re.compile(r"\s*[:：](?:\*\*|__)?\s+|\s*：\s*|\s+[-–—]+\s+|\s*[→]\s*|\s*->\s*")
_LINK = re.compile(r"\[([^\[\]]{4,300})\]\(#[^()\s]*\)")
_MOST_WORDS = 8


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
        if not line.text or line.form in (Form.ROW, Form.RULE) or is_furniture(line):
            continue
        theme = _theme(line) if line.marker and line.indent <= base + 1 else None
        if theme and theme.name and len(theme.name.split()) <= _MOST_WORDS:
            themes.append(theme)
        elif themes and not theme and line.form is Form.TEXT:
            themes[-1].text = f"{themes[-1].text}\n{plain(line.text)}".strip()
        else:
            besides.append(line)
    return themes, besides


def _theme(line: Line) -> ListedTheme:
    found = _MEANING.search(line.text)
    head = line.text[: found.start()] if found else line.text
    text = line.text[found.end() :] if found else ""
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


def tabled_themes(table: Table) -> list[ListedTheme]:
    """The themes of a table: a matrix of ticks, or a theme and its questions in each row; [] where it is neither."""
    if is_matrix(table):
        return _from_matrix(table)
    return _from_links(table)


def _from_matrix(table: Table) -> list[ListedTheme]:
    head = [clean(cell) for cell in table.head]
    is_tick = ticks_of(table)
    turned = is_theme_field(head[0]) or all(_REFERENCES.fullmatch(name) for name in head[1:] if name)
    if turned:
        found = []
        for number, row in table.places:
            ticked = [name for name, cell in zip(head[1:], row[1:], strict=True) if is_tick(cell)]
            found.append(ListedTheme(clean(row[0]), number, words=ticked))
        return [theme for theme in found if theme.name]
    themes = [ListedTheme(name, table.lines[0] if table.lines else 0) for name in head[1:]]
    for row in table.rows:
        for theme, cell in zip(themes, row[1:], strict=True):
            if is_tick(cell):
                theme.words.append(clean(row[0]))
    return [theme for theme in themes if theme.name]


def _from_links(table: Table) -> list[ListedTheme]:
    """Two columns or more, the first a theme, the second links to questions, their numbers, or what it means."""
    rows = table.places
    if table.head and not _heads_themes(table):
        if not (_LINK.search(table.head[1]) if len(table.head) > 1 else False):
            return []
        rows = [(table.lines[0] - 2 if table.lines else 0, table.head), *rows]
    themes = [
        theme
        for number, row in rows
        if (theme := _row_of_links(number, row, bool(table.head) and _heads_themes(table)))
    ]
    return themes if len(themes) == len(rows) else []


def _heads_themes(table: Table) -> bool:
    words = without_signs(plain(table.head[0])).casefold().rstrip(" :")
    return is_theme_field(words)


def _row_of_links(number: int, row: Sequence[str], is_headed: bool) -> ListedTheme | None:
    name, rest = clean(row[0]), " ".join(row[1:])
    links = [clean(found) for found in _LINK.findall(rest)]
    numbers = numbers_in(rest) if not links and _REFERENCES.fullmatch(plain(rest)) else []
    if not name or not (links or numbers or is_headed) or is_question_word(name) or is_story_word(name):
        return None
    text = "" if links or numbers else plain(rest)
    return ListedTheme(name, number, text, numbers, links)
