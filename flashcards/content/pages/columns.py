"""Columns of a table and keys of records: each gets its role from what it holds, and its name breaks ties."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from flashcards.content.languages.known import all_words
from flashcards.content.pages.lines import Line, cells_of
from flashcards.content.pages.naming import clean
from flashcards.content.pages.speech import asks, begins_as_question, tells_of_oneself
from flashcards.content.pages.text import LINES_KNOWN, plain, without_signs
from flashcards.content.pages.vocabulary import (
    ASIDES,
    LOOSE_WORDS,
    frame_name,
    is_answer_word,
    is_question_word,
    is_story_word,
    is_theme_field,
    star_names,
)

_SPLIT = re.compile(r"[_\-\s]+|(?<=[a-z])(?=[A-Z])")
NAMES = frozenset({"id", "uuid", "url", "link", "slug", "created", "updated", "code"})
_MOST_RECORDS = 200
_ASKING = 0.5
_FEWEST_PARTS = 3
_PAIR = 2
_FEWEST_WORDS = 4
_MOST_WORDS_OF_A_TITLE = 14
_MOST_WORDS_OF_A_THEME = 4
# a name has a letter; what has no space beside its slash is the path of a file or an address
_NAME = re.compile(r"(?=.*[^\W\d_])(?:[^\\/]|(?<=\s)/(?=\s))*")
_FEWEST_REPEATED = 4
Pairs = list[tuple[tuple[str, ...], str]]
_FEWEST = 3
_MOST_WORDS_OF_A_NAME = 4
# crosses and circles mark what is meant where nothing clearer does
_TICKS = frozenset("✓✔✅☑x✗✘❌●•○◯★⭐*√o＋+") | {"✔️", "☑️"} | all_words(lambda language: language.page.yes)
_NO_TICKS = frozenset({"", *"-–—✗✘❌○."}) | all_words(lambda language: language.page.no)


class FieldRole(StrEnum):
    """What a field holds."""

    QUESTION = "question"
    ANSWER = "answer"
    PART = "part"
    THEMES = "themes"
    STORY = "story"
    TITLE = "title"
    GUIDANCE = "guidance"
    ASIDE = "aside"
    OTHER = "other"


@lru_cache(maxsize=LINES_KNOWN)
def words_of(key: str) -> str:
    """The words of a field's name: ``questionText`` and ``question_text`` are ``question text``."""
    return " ".join(_SPLIT.split(clean(key))).strip(" :").casefold() if key else ""


@lru_cache(maxsize=LINES_KNOWN)
def role_of(key: str) -> FieldRole:
    """Return what a field of that name holds."""
    words = words_of(key)
    if is_question_word(words):
        return FieldRole.QUESTION
    if star_names(clean(key)) or star_names(words) or frame_name(words):
        return FieldRole.PART
    if is_theme_field(words):
        return FieldRole.THEMES
    if "guidance" in words or "guideline" in words or words.startswith("how to"):
        return FieldRole.GUIDANCE
    if words in ASIDES:
        return FieldRole.ASIDE
    if is_answer_word(words) or words.startswith("answer") or words in ("star", "a"):
        return FieldRole.ANSWER
    return FieldRole.STORY if any(map(is_story_word, (words, *words.split()))) else FieldRole.OTHER


def roles_of(
    records: Iterable[Mapping[str, object]], given: Mapping[str, str] | None = None, answers_named: bool = False
) -> dict[str, FieldRole]:
    """Return the role of each field of records that belong together; ``given`` maps roles to fields and overrides.

    ``answers_named``: to be long makes no field an answer, as in a table within a page, where long cells explain; its
    name does, or that somebody speaks of oneself in most of its cells.
    """
    columns: dict[str, list[str]] = {}
    for _, record in zip(range(_MOST_RECORDS), records, strict=False):
        for key, value in record.items():
            columns.setdefault(key, []).append(text_of_value(value))
    roles = {key: role_of(key) for key in columns}
    _settle_question(roles, columns)
    roles |= {
        key: FieldRole.ANSWER
        for key, role in roles.items()
        if role in (FieldRole.STORY, FieldRole.THEMES) and _is_told(columns[key])
    }
    if not {FieldRole.ANSWER, FieldRole.PART} & {*roles.values()}:
        longest = max(_free(roles), key=lambda key: _length(columns[key]), default="")
        told = bool(longest) and (not answers_named or _is_told(columns[longest]))
        if told and _length(columns[longest]) >= _FEWEST_WORDS:
            roles[longest] = FieldRole.ANSWER
    if FieldRole.ANSWER in roles.values():
        long = (key for key in _free(roles) if _length(columns[key]) >= _FEWEST_WORDS)
        roles |= {key: FieldRole.ANSWER for key in long if _is_told(columns[key])}
    if FieldRole.THEMES not in roles.values():
        roles |= {key: FieldRole.THEMES for key in _free(roles) if _is_repeated(columns[key])}
    return roles | {field: FieldRole(role) for role, field in (given or {}).items()}


def _settle_question(roles: dict[str, FieldRole], columns: Mapping[str, Sequence[str]]) -> None:
    """Find the field that asks; where none does, the one that holds the titles of stories told beside it."""
    share = {key: _share_asking(texts) for key, texts in columns.items()}
    named = [key for key, role in roles.items() if role is FieldRole.QUESTION]
    asking = max(
        (key for key, role in roles.items() if role is FieldRole.OTHER), key=lambda key: share[key], default=""
    )
    if asking and share[asking] >= _ASKING and not any(share[key] for key in named):
        roles |= dict.fromkeys(named, FieldRole.OTHER) | {asking: FieldRole.QUESTION}
    parts = sum(1 for role in roles.values() if role is FieldRole.PART)
    told = len(columns) == _PAIR and any(len(texts) >= _FEWEST and _is_told(texts) for texts in columns.values())
    if FieldRole.QUESTION not in roles.values() and (parts >= _FEWEST_PARTS or told):
        may = [
            key
            for key, role in roles.items()
            if role in (FieldRole.OTHER, FieldRole.STORY) or words_of(key) in LOOSE_WORDS
        ]
        titles = (key for key in may if _are_titles(columns[key]))
        if (title := next((key for key in titles if words_of(key) not in NAMES), None)) is not None:
            roles[title] = FieldRole.TITLE


def _is_told(texts: Sequence[str]) -> bool:
    return sum(map(tells_of_oneself, texts)) * 2 > len(texts)


def _free(roles: Mapping[str, FieldRole]) -> list[str]:
    return [key for key, role in roles.items() if role is FieldRole.OTHER and words_of(key) not in NAMES]


def _share_asking(texts: Sequence[str]) -> float:
    told = [plain(text) for text in texts if text.strip()]
    return sum(1 for text in told if asks(text) or begins_as_question(text)) / len(told) if told else 0.0


def _are_titles(texts: Sequence[str]) -> bool:
    told = [text for text in texts if text.strip()]
    short = all(len(text.split()) <= _MOST_WORDS_OF_A_TITLE and any(map(str.isalpha, text)) for text in told)
    return bool(told) and short and len({*told}) == len(told)


def _length(texts: Sequence[str]) -> float:
    told = [text for text in texts if text.strip() and not text.startswith("http")]
    return sum(len(text.split()) + (0 if text.isascii() else len(text) / 6) for text in told) / max(1, len(told))


def _is_repeated(texts: Sequence[str]) -> bool:
    told = [text for text in texts if text.strip()]
    short = all(len(text.split()) <= _MOST_WORDS_OF_A_THEME and _NAME.fullmatch(text) for text in told)
    return len(told) >= _FEWEST_REPEATED and short and len({*told}) * 2 <= len(told)


def unique(keys: Sequence[str]) -> list[str]:
    """The names of the fields, those that come again told apart by a number."""
    seen: dict[str, int] = {}
    found = []
    for key in keys:
        seen[key] = seen.get(key, 0) + 1
        found.append(key if seen[key] == 1 else f"{key} {seen[key]}")
    return found


def text_of_value(value: object) -> str:
    """The text of a value, a list as items and a mapping as labelled lines."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, Mapping):
        return "\n".join(f"{key}: {text_of_value(each)}" for key, each in value.items())
    if isinstance(value, list):
        return "\n".join(f"- {text_of_value(each)}" for each in value)
    return str(value)


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its head, [] where it has none, and its rows; every row is as wide as the widest."""

    head: list[str]
    rows: list[list[str]]
    lines: list[int]
    head_lines: tuple[int, ...] = ()

    @property
    def places(self) -> list[tuple[int, list[str]]]:
        """Each row with the number of its line."""
        return list(zip(self.lines, self.rows, strict=True))


def table_of(lines: Sequence[Line]) -> Table:
    """Return the table that consecutive rows make."""
    rows = [(line.number, cells_of(line.text)) for line in lines]
    ruled = [at for at, (_, cells) in enumerate(rows) if _is_rule(cells)]
    body = [(number, cells) for number, cells in rows if not _is_rule(cells)]
    width = max((len(cells) for _, cells in body), default=0)
    padded = [(number, cells + [""] * (width - len(cells))) for number, cells in body]
    headed = ruled[:1] == [1] or (not ruled and len(padded) > 1 and _names_columns(padded[0][1]))
    head = padded[0][1] if padded and headed else []
    padded = padded[1:] if head else padded
    others = tuple(number for number, _ in rows if number not in {number for number, _ in padded})
    return Table(head, [cells for _, cells in padded], [number for number, _ in padded], others)


def _names_columns(cells: Sequence[str]) -> bool:
    """Whether the first row of a table without a rule, as Word has them, names the columns: of questions, or parts."""
    roles = [role_of(cell) for cell in cells]
    return FieldRole.QUESTION in roles or roles.count(FieldRole.PART) >= _FEWEST


def _is_rule(cells: Sequence[str]) -> bool:
    return all(cell and set(cell) <= set(":-= ") for cell in cells)


def stories_in(table: Table) -> list[tuple[str, Pairs]]:
    """The stories of a table, each with its name or "": one a row where the head names the parts, one in all where the
    first column does; [] where neither is so.
    """
    names = [_names(cell) for cell in table.head]
    if sum(map(bool, names)) >= _FEWEST:
        roles = list(roles_of(records_of(table)).values())
        titles = (at for at, role in enumerate(roles) if role in (FieldRole.TITLE, FieldRole.STORY) and not names[at])
        title = next(titles, -1)
        return [
            (plain(row[title]) if title >= 0 else "", [pair for pair in zip(names, row, strict=True) if pair[0]])
            for row in table.rows
            if any(row)
        ]
    rows = [table.head, *table.rows] if table.head else table.rows
    if sum(1 for row in rows if _names(row[0])) < _FEWEST:
        pairs: Pairs = [((clean(row[0]),), row[1]) for row in table.rows] if _is_frame(table.rows) else []
    else:
        pairs = [(name, "<br>".join(filter(None, row[1:]))) for row in rows if (name := _names(row[0]))]
    told = len({name for name, _ in pairs}) == len(pairs) >= _FEWEST and len(rows[0]) > 1
    return [("", pairs)] if told else []


def _is_frame(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first of two columns holds short names in bold: the parts of a frame that nobody has heard of."""
    return all(
        len(row) == 2
        and (row[0].startswith(("**", "__")) or frame_name(plain(row[0])))
        and 0 < len(plain(row[0]).split()) <= _MOST_WORDS_OF_A_NAME <= len(row[1].split())
        for row in rows
    )


def _names(cell: str) -> tuple[str, ...]:
    return star_names(without_signs(plain(cell)).rstrip(" :：."))


def records_of(table: Table) -> list[dict[str, str]]:
    """The rows of a table, each by the names in its head, or by numbers where it has none."""
    width = len(table.rows[0]) if table.rows else 0
    keys = unique([plain(cell) for cell in table.head]) or [f"column {number}" for number in range(1, width + 1)]
    return [dict(zip(keys, row, strict=True)) for row in table.rows]


def has_questions(table: Table) -> bool:
    """Whether a column holds questions: its head says so, or most of its cells ask."""
    if any(is_question_word(without_signs(plain(cell)).rstrip(" :：")) for cell in table.head):
        return True
    roles = {*roles_of(records_of(table)).values()}
    asks = FieldRole.QUESTION in roles or roles >= {FieldRole.TITLE, FieldRole.ANSWER}
    return asks and len(table.rows) > 1 and not (is_matrix(table) or stories_in(table))


def is_matrix(table: Table) -> bool:
    """Whether every cell behind the first of its row is a tick or empty, and at least one is a tick."""
    found = _marks(table)
    return bool(table.head and found & _TICKS) and found <= _TICKS | _NO_TICKS


def ticks_of(table: Table) -> Callable[[str], bool]:
    """Return what tells whether a cell of a matrix says yes; a cross does where the table holds no clearer sign."""
    ticks = _marks(table) & _TICKS
    ticks = ticks - _NO_TICKS or ticks
    return lambda cell: _mark(cell) in ticks


def _marks(table: Table) -> frozenset[str]:
    return frozenset(_mark(cell) for row in table.rows for cell in row[1:])


def _mark(cell: str) -> str:
    return plain(cell).strip().casefold()
