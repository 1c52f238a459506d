"""Cells, the values made of them, and the columns that they stand in: each column gets its role from what it holds, and
its name breaks ties.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import TypeAlias, TypeGuard

from flashcards.content.pages.naming import clean
from flashcards.content.pages.speech import asked, asks, begins_as_question, first_sentence, tells_of_oneself
from flashcards.content.pages.text import LINES_KNOWN, length, plain
from flashcards.content.pages.vocabulary import (
    ASIDES,
    LOOSE_WORDS,
    frame_name,
    is_answer_word,
    is_method,
    is_question_word,
    is_story_word,
    is_theme_field,
    star_names,
)

_SPLIT = re.compile(r"[_\-\s]+|(?<=[a-z])(?=[A-Z])")
_NAMES = frozenset({"id", "uuid", "url", "link", "slug", "created", "updated", "code"})
_CATEGORIES = frozenset({"category", "categories"})
_ASKING = 0.5
FEWEST_PARTS = 3
FEWEST_WORDS = 4
PAIR = 2
_MOST_WORDS_OF_A_TITLE = 14
_MOST_WORDS_OF_A_THEME = 4
# a name has a letter; what has no space beside its slash is the path of a file or an address
_NAME = re.compile(r"(?=.*[^\W\d_])(?:[^\\/]|(?<=\s)/(?=\s))*")
_FEWEST_NAMES = 4


class Cell(str):
    """A text, and the first and the last line of the page that it stands on."""

    __slots__ = ("last", "line")
    line: int
    last: int

    def __new__(cls, text: str, line: int, last: int = 0) -> Cell:
        """Make a cell; it ends on its first line where no other is given."""
        cell = super().__new__(cls, text)
        cell.line, cell.last = line, max(line, last)
        return cell


Value: TypeAlias = "Cell | list[Value] | dict[Cell, Value]"
Fields: TypeAlias = dict[Cell, Value]
NOTHING = Cell("", 0)


def cells_in(value: Value) -> Iterator[Cell]:
    """Yield the cells of a value in their order, without the keys."""
    if isinstance(value, Cell):
        yield value
    else:
        for each in value.values() if isinstance(value, dict) else value:
            yield from cells_in(each)


def line_of(value: Value) -> int:
    """The line on which a value begins, 0 where it holds nothing."""
    return next((cell.line for cell in cells_in(value)), 0)


def text_of_value(value: Value) -> str:
    """The text of a value, a list as items and a mapping as labelled lines."""
    if isinstance(value, dict):
        return "\n".join(f"{key}: {text_of_value(each)}" for key, each in value.items())
    return "\n".join(f"- {text_of_value(each)}" for each in value) if isinstance(value, list) else str(value)


def are_texts(value: Value) -> TypeGuard[list[Value]]:
    """Whether a value is a list of texts."""
    return isinstance(value, list) and bool(value) and all(isinstance(each, Cell) for each in value)


def ask(value: Value) -> bool:
    """Whether a value is a list of texts half of which ask, so that all of them are questions."""
    return are_texts(value) and sum(asked(text_of_value(each)) is not None for each in value) * 2 >= len(value)


def _lists_names(value: Value) -> bool:
    """Whether a value is a list of names, of a word or two each."""
    return are_texts(value) and mean_length([*cells_in(value)]) <= PAIR


def only_tells(value: Value) -> bool:
    """Whether a value is a text of several sentences that asks nothing."""
    text = plain(value) if isinstance(value, Cell) else ""
    return first_sentence(text) != text and not asks(text) and not begins_as_question(text)


# Roles


class FieldRole(StrEnum):
    """What a column holds."""

    QUESTION = "question"
    ANSWER = "answer"
    PART = "part"
    THEMES = "themes"
    TITLE = "title"
    GUIDANCE = "guidance"
    ASIDE = "aside"
    OTHER = "other"


Roles = dict[str, FieldRole]
_Texts = Mapping[str, Sequence[str]]


@lru_cache(maxsize=LINES_KNOWN)
def words_of(key: str) -> str:
    """The words of a column's name: ``questionText`` and ``question_text`` are ``question text``."""
    return " ".join(_SPLIT.split(clean(key))).strip(" :").casefold() if key else ""


def part_names(key: str) -> tuple[str, ...]:
    """The parts of STAR that a column's name stands for, () where it is none."""
    return star_names(clean(key)) or (star_names(key.upper()) if len(key) == 1 else ())


def aside_label(key: str) -> str:
    """The label of what is kept beside a story under that name, "" where the name says nothing of it."""
    return ASIDES.get(words_of(key)) or ASIDES.get(clean(key).casefold(), "")


def is_name(key: str) -> bool:
    """Whether a column of that name only names its rows, for machines."""
    return words_of(key) in _NAMES


def as_story(value: Value) -> Fields:
    """The parts of a story by their names, where a value is one: a mapping of them, or a list of names and texts."""
    if isinstance(value, dict):
        return value if sum(bool(part_names(key)) for key in value) > 1 else {}
    if isinstance(value, Cell):
        return {}
    pairs = [[*(each.values() if isinstance(each, dict) else each)] for each in value if not isinstance(each, Cell)]
    named = ((pair[0], pair[1]) for pair in pairs if len(pair) == PAIR)
    found = {name: told for name, told in named if isinstance(name, Cell) and part_names(name)}
    return found if len(found) >= FEWEST_PARTS and len(found) == len(value) else {}


@lru_cache(maxsize=LINES_KNOWN)
def role_of(key: str) -> FieldRole:
    """Return what a column of that name holds as far as the name tells."""
    words = words_of(key)
    if is_question_word(words):
        return FieldRole.QUESTION
    if star_names(clean(key)) or frame_name(words):
        return FieldRole.PART
    if is_theme_field(words):
        return FieldRole.THEMES
    if "guidance" in words:
        return FieldRole.GUIDANCE
    if not is_name(key) and aside_label(key):
        return FieldRole.ASIDE
    if is_answer_word(words) or words in ("star", "a"):
        return FieldRole.ANSWER
    if any(len(word) > 1 and is_answer_word(word) for word in words.split()[:: max(1, len(words.split()) - 1)]):
        return FieldRole.OTHER if is_method(words) else FieldRole.ANSWER
    return FieldRole.TITLE if any(map(is_story_word, (words, *words.split()))) else FieldRole.OTHER


def roles_of(columns: Mapping[str, Sequence[Value]], explains: bool = False, said: bool = False) -> Roles:
    """Return the role of each column of rows that belong together.

    ``explains``: to be long makes no column an answer, as in a table within a page, where long cells explain; its name
    does, or somebody who tells in it. ``said``: the page calls the rows questions, and the longest column asks.
    """
    texts = {key: [text_of_value(value) for value in values] for key, values in columns.items()}
    texts = {key: [text for text in each if text.strip()] for key, each in texts.items()}
    # what is the same in every row tells nothing of any
    texts |= {key: [] for key, each in texts.items() if len(each) >= _FEWEST_NAMES and len({*each}) == 1}
    roles = {key: role_of(key) for key in columns}
    letters = [key for key in columns if len(key) == 1 and part_names(key)]
    roles |= dict.fromkeys(letters, FieldRole.PART) if len(letters) >= FEWEST_PARTS else {}
    foreign = not any(role is not FieldRole.OTHER for role in roles.values())
    _settle_question(roles, texts)
    if said and FieldRole.QUESTION not in roles.values():
        roles |= dict.fromkeys(_longest_said(roles, columns), FieldRole.QUESTION)
    # where no name is known, several long columns side by side are the parts of each story
    long = [key for key in _free(roles) if mean_length(texts[key]) >= FEWEST_WORDS]
    roles |= dict.fromkeys(long, FieldRole.PART) if foreign and len(long) >= FEWEST_PARTS else {}
    names_alone = (key for key, values in columns.items() if all(map(_lists_names, values)))
    _settle_answers(roles, texts | {key: [] for key in names_alone}, explains and not foreign)
    if FieldRole.THEMES not in roles.values():
        sorting = [key for key in texts if words_of(key) in _CATEGORIES and roles[key] is FieldRole.ASIDE]
        names = [key for key in (*sorting, *_free(roles)) if _are_names(texts[key])]
        names = [key for key in names if key in sorting or _are_repeated(texts[key])]
        most = max(names, key=lambda key: (key in sorting, len({*texts[key]})), default="")
        roles |= {most: FieldRole.THEMES} if most else {}
    return roles


def _settle_question(roles: Roles, texts: _Texts) -> None:
    """Find the column that asks; where none does, the one that holds the titles of stories told beside it."""
    blank = [
        key for key, role in roles.items() if role is FieldRole.TITLE and not any(map(str.isalpha, "".join(texts[key])))
    ]
    roles |= dict.fromkeys(blank, FieldRole.OTHER)
    share = {key: _share_asking(each) for key, each in texts.items()}
    named = [key for key, role in roles.items() if role is FieldRole.QUESTION]
    open_ = (FieldRole.OTHER, FieldRole.PART)
    other = [key for key, role in roles.items() if role in open_ and share[key] >= _ASKING]
    if other and not any(share[key] for key in named):
        asking = max(other, key=lambda key: share[key])
        roles |= dict.fromkeys(named, FieldRole.OTHER) | {asking: FieldRole.QUESTION}
    parts = sum(1 for role in roles.values() if role is FieldRole.PART)
    paired = len(texts) == PAIR and any(len(each) >= FEWEST_PARTS and _is_told(each) for each in texts.values())
    if FieldRole.TITLE not in roles.values() and (parts >= FEWEST_PARTS or (paired and not named)):
        may = (key for key, role in roles.items() if role is FieldRole.OTHER or words_of(key) in LOOSE_WORDS)
        titles = [key for key in may if not is_name(key) and are_titles(texts[key])]
        roles |= dict.fromkeys(titles[:1], FieldRole.TITLE)


def _longest_said(roles: Roles, columns: Mapping[str, Sequence[Value]]) -> list[str]:
    """The column whose cells are the longest of those that no name tells, where it holds texts and no lists of them."""
    open_ = [key for key, role in roles.items() if role in (FieldRole.OTHER, FieldRole.TITLE) and not is_name(key)]
    cells = {key: [*cells_in([*columns[key]])] for key in open_}
    longest = max(open_, key=lambda key: mean_length(cells[key]), default="")
    whole = all(isinstance(value, Cell) for value in columns.get(longest, ()))
    differ = len({*cells.get(longest, ())}) * 2 > len(cells.get(longest, ()))
    return [longest] if whole and differ and mean_length(cells[longest]) >= PAIR else []


def _settle_answers(roles: Roles, texts: _Texts, explains: bool) -> None:
    named = (key for key, role in roles.items() if role in (FieldRole.TITLE, FieldRole.THEMES))
    roles |= {key: FieldRole.ANSWER for key in named if _is_told(texts[key])}
    if not {FieldRole.ANSWER, FieldRole.PART} & {*roles.values()}:
        longest = max(_free(roles), key=lambda key: mean_length(texts[key]), default="")
        if longest and mean_length(texts[longest]) >= FEWEST_WORDS and not (explains and not _is_told(texts[longest])):
            roles[longest] = FieldRole.ANSWER
    if FieldRole.ANSWER in roles.values():
        long = (key for key in _free(roles) if mean_length(texts[key]) >= FEWEST_WORDS)
        roles |= {key: FieldRole.ANSWER for key in long if _is_told(texts[key])}


def _free(roles: Roles) -> list[str]:
    return [key for key, role in roles.items() if role is FieldRole.OTHER and not is_name(key)]


def _is_told(texts: Sequence[str]) -> bool:
    return sum(map(tells_of_oneself, texts)) * 2 > len(texts)


def _share_asking(texts: Sequence[str]) -> float:
    told = [plain(text) for text in texts]
    return sum(1 for text in told if asks(text) or begins_as_question(text)) / len(told) if told else 0.0


def are_titles(texts: Sequence[str]) -> bool:
    """Whether texts may be the titles of rows: short, and no two alike."""
    short = all(len(text.split()) <= _MOST_WORDS_OF_A_TITLE and any(map(str.isalpha, text)) for text in texts)
    return bool(texts) and short and len({*texts}) == len(texts)


def mean_length(texts: Sequence[str]) -> float:
    """How many words texts have on average, addresses apart."""
    told = [text for text in texts if not text.startswith("http")]
    return sum(map(length, told)) / max(1, len(told))


def _are_names(texts: Sequence[str]) -> bool:
    short = all(len(text.split()) <= _MOST_WORDS_OF_A_THEME and _NAME.fullmatch(text) for text in texts)
    return short and len(texts) >= _FEWEST_NAMES


def _are_repeated(texts: Sequence[str]) -> bool:
    return len({*texts}) * 2 <= len(texts)
