"""Cells, the values made of them, and the columns that they stand in: each column gets its role from what it holds, and
its name breaks ties.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import chain, pairwise
from typing import TypeAlias, TypeGuard

from flashcards.content.pages.lines import without_tags
from flashcards.content.pages.naming import clean
from flashcards.content.pages.speech import (
    asked,
    asks,
    begins_as_question,
    first_sentence,
    tells_of_oneself,
    without_lead_in,
)
from flashcards.content.pages.text import LINES_KNOWN, length, unquoted
from flashcards.content.pages.vocabulary import (
    ASIDES,
    LOOSE_WORDS,
    frame_name,
    is_answer_word,
    is_method,
    is_question_word,
    is_story_word,
    is_theme_field,
    names_within,
    star_names,
)

_SPLIT = re.compile(r"[_\-\s]+|(?<=[a-z])(?=[A-Z])")
_NAMES = frozenset({"id", "uuid", "url", "link", "slug", "created", "updated", "code"})
_CATEGORIES = frozenset({"category", "categories", "type"})
_MARKS = frozenset({"true", "false", "yes", "no", "y", "n"})
_ASKING = 0.5
FEWEST_PARTS = 3
FEWEST_WORDS = 4
PAIR = 2
_MOST_WORDS_OF_A_TITLE = 14
_MOST_WORDS_OF_A_THEME = 4
# a name has a letter and does not begin with a digit; what has no space beside its slash is a path or an address
_NAME = re.compile(r"(?!\d)(?=.*[^\W\d_])(?:[^\\/]|(?<=\s)/(?=\s))*")
_FEWEST_NAMES = 4


class Cell(str):
    """A text, and the first and the last line of the page that it stands on."""

    __slots__ = ("last", "line")
    line: int
    last: int

    def __new__(cls, text: str, line: int, last: int = 0) -> Cell:
        """Make a cell, its tags read; it ends on its first line where no other is given."""
        cell = super().__new__(cls, without_tags(text) if "<" in text else text)
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


def only_tells(value: Value) -> bool:
    """Whether a value is a text of several sentences that asks nothing."""
    text = unquoted(without_lead_in(value)[2]) if isinstance(value, Cell) else ""
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
    NAME = "name"
    OTHER = "other"


Roles = dict[str, FieldRole]


@lru_cache(maxsize=LINES_KNOWN)
def words_of(key: str) -> str:
    """The words of a column's name: ``questionText`` and ``question_text`` are ``question text``."""
    return " ".join(_SPLIT.split(clean(key))).strip(" :#").casefold() if key else ""


_ASIDES = {words_of(words): label for words, label in ASIDES.items()}


def part_names(key: str) -> tuple[str, ...]:
    """The parts of STAR that a column's name stands for, () where it is none."""
    return star_names(clean(key)) or names_within(words_of(key)) or (star_names(key.upper()) if len(key) == 1 else ())


def aside_label(key: str) -> str:
    """The label of what is kept beside a story under that name, "" where the name says nothing of it."""
    return next(filter(None, map(_ASIDES.get, _said_by(key))), "")


def _said_by(key: str) -> list[str]:
    """What a column's name may say: the whole of it, or its last or first word, as in ``sampleAnswer``."""
    words = words_of(key)
    pieces = [word for word in words.split() if len(word) > 1]
    return [words, *pieces[::-1][:1], *pieces[:1]]


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


_KNOWN: Sequence[tuple[Callable[[str], object], FieldRole]] = (
    (is_question_word, FieldRole.QUESTION),
    (frame_name, FieldRole.PART),
    (is_theme_field, FieldRole.THEMES),
    (_NAMES.__contains__, FieldRole.NAME),
    (_ASIDES.__contains__, FieldRole.ASIDE),
    (is_answer_word, FieldRole.ANSWER),
    (is_story_word, FieldRole.TITLE),
    ({"guidance": FieldRole.GUIDANCE}.get, FieldRole.GUIDANCE),
)


@lru_cache(maxsize=LINES_KNOWN)
def role_of(key: str) -> FieldRole:
    """Return what a column of that name holds as far as the name tells."""
    if part_names(key) and len(key) > 1:
        return FieldRole.PART
    words = words_of(key)
    if words in ("star", "a"):
        return FieldRole.ANSWER
    role = next((role for each in _said_by(key) for known, role in _KNOWN if known(each)), FieldRole.OTHER)
    return FieldRole.OTHER if role is FieldRole.ANSWER and is_method(words) else role


def roles_of(columns: Mapping[str, Sequence[Value]], said: bool = False) -> Roles:
    """Return the role of each column of rows that belong together. ``said``: the page calls the rows questions, and the
    longest column asks.
    """
    settling = _Columns(columns)
    settling.settle_parts()
    settling.settle_question(said)
    settling.settle_answers()
    settling.settle_themes()
    return settling.roles


class _Columns:
    """Columns while their roles are settled: their texts, and how many words these have on average."""

    def __init__(self, columns: Mapping[str, Sequence[Value]]) -> None:
        held = {key: [*filter(is_text, values)] for key, values in columns.items()}
        self.members = {key: [*chain.from_iterable(map(_members, each))] for key, each in held.items()}
        self.lengths = {key: mean_length(each) for key, each in self.members.items()}
        self.texts = {key: [text for text in map(text_of_value, each) if text.strip()] for key, each in held.items()}
        for key, each in self.texts.items():
            # what is the same in every row tells nothing of any
            if len(each) >= _FEWEST_NAMES and len({*each}) == 1:
                self.texts[key], self.lengths[key] = [], 0
        self.whole = {key for key, values in columns.items() if all(isinstance(value, Cell) for value in values)}
        self.roles = {key: role_of(key) for key in columns}
        # how many questions there are is none
        self._are(FieldRole.OTHER, [key for key in self._of(FieldRole.QUESTION) if self._counts(key)])
        self.foreign = {*self.roles.values()} <= {FieldRole.OTHER, FieldRole.NAME}

    def _of(self, *roles: FieldRole) -> list[str]:
        return [key for key, role in self.roles.items() if role in roles]

    def _are(self, role: FieldRole, keys: Iterable[str]) -> None:
        self.roles |= dict.fromkeys(keys, role)

    def _counts(self, key: str) -> bool:
        """Whether a column holds numbers alone."""
        return bool(self.texts[key]) and not any(map(str.isalpha, "".join(self.texts[key])))

    def settle_parts(self) -> None:
        """Three letters are parts together, and a word that stands loosely for one is none where it holds names."""
        letters = [key for key in self.roles if len(key) == 1 and part_names(key)]
        self._are(FieldRole.PART, letters if len(letters) >= FEWEST_PARTS else ())
        parts = self._of(FieldRole.PART)
        loose = [key for key in parts if aside_label(key) and self.lengths[key] < FEWEST_WORDS and not part_names(key)]
        self._are(FieldRole.ASIDE, loose if len(parts) < FEWEST_PARTS else ())

    def settle_question(self, said: bool) -> None:
        """Find the column that asks, of several the first that does not repeat itself; where none does, the one that
        holds the titles of stories told beside it.
        """
        titles = self._of(FieldRole.TITLE)
        self._are(FieldRole.OTHER, (key for key in titles if not any(map(str.isalpha, "".join(self.texts[key])))))
        named, texts = self._of(FieldRole.QUESTION), self.texts
        asking = [key for key in self._of(FieldRole.OTHER, FieldRole.PART) if _share_asking(texts[key]) >= _ASKING]
        if asking and not any(_share_asking(texts[key]) for key in named):
            self._are(FieldRole.OTHER, named)
            self._are(FieldRole.QUESTION, [max(asking, key=lambda key: len({*texts[key]}))])
        paired = len(texts) == PAIR and any(len(each) >= FEWEST_PARTS and _is_told(each) for each in texts.values())
        parts = self._of(FieldRole.PART)
        if not self._of(FieldRole.TITLE) and (len(parts) >= FEWEST_PARTS or (paired and not named)):
            loose = [key for key in parts if words_of(key) in LOOSE_WORDS]
            self._are(
                FieldRole.TITLE, [key for key in (*self._of(FieldRole.OTHER), *loose) if are_titles(texts[key])][:1]
            )
        if said and not self._of(FieldRole.QUESTION):
            longest = max(self._of(FieldRole.OTHER, FieldRole.TITLE), key=self.lengths.__getitem__, default="")
            differ = longest in self.whole and len({*texts[longest]}) * 2 > len(texts[longest])
            self._are(FieldRole.QUESTION, [longest] if differ and self.lengths[longest] >= PAIR else [])

    def settle_answers(self) -> None:
        """Find the columns that answer: by their names, as the longest, or as one in which somebody tells. Where no
        name is known, several long columns side by side are the parts of each story.
        """
        lengths, texts = self.lengths, self.texts
        long = [key for key in self._of(FieldRole.OTHER) if lengths[key] >= FEWEST_WORDS]
        rows = max(map(len, texts.values()), default=0)
        beside = [key for key in long if len(texts[key]) * 2 > rows]
        self._are(FieldRole.PART, beside if self.foreign and len(beside) >= FEWEST_PARTS else ())
        prose = {key for key in texts if lengths[key] > _MOST_WORDS_OF_A_TITLE}
        told = {key for key in texts if _is_told(texts[key])}
        self._are(FieldRole.ANSWER, (prose | told).intersection(self._of(FieldRole.TITLE, FieldRole.THEMES)))
        if not self._of(FieldRole.ANSWER):
            notes = [key for key in self._of(FieldRole.ASIDE) if key in prose and aside_label(key) == "Note"]
            # stories in parts may stand beside others that are told in one
            parted = max((len(texts[key]) for key in self._of(FieldRole.PART)), default=0)
            open_ = [key for key in (*long, *notes) if parted + len(texts[key]) <= rows]
            self._are(FieldRole.ANSWER, [max(open_, key=lengths.__getitem__)] if open_ else ())
        if self._of(FieldRole.ANSWER):
            self._are(FieldRole.ANSWER, told.intersection(long, self._of(FieldRole.OTHER)))

    def settle_themes(self) -> None:
        """Find the column whose names sort the rows: one that is called so, or that repeats them; once in lists."""
        sorting = [key for key in self._of(FieldRole.ASIDE) if words_of(key) in _CATEGORIES]
        held = {key: self.members[key] for key in (*sorting, *self._of(FieldRole.OTHER)) if self.texts[key]}
        fewest = {key: len({*each}) * 2 if key in self.whole else len({*each}) + 1 for key, each in held.items()}
        names = [key for key in held if _are_names(held[key]) and (key in sorting or fewest[key] <= len(held[key]))]
        if names and not self._of(FieldRole.THEMES):
            most = max(names, key=lambda key: (key in sorting, _how_sorted(held[key])))
            self._are(FieldRole.THEMES, [most])


def is_text(value: Value) -> bool:
    """Return whether a value says something by itself, and does not hold other records."""
    return isinstance(value, Cell) or are_texts(value) or bool(as_story(value))


def _members(value: Value) -> list[str]:
    """The texts of a list, or the one of any other value; none that is blank."""
    texts = map(text_of_value, value if isinstance(value, list) else [value])
    return [text for text in texts if text.strip()]


def _is_told(texts: Sequence[str]) -> bool:
    return sum(map(tells_of_oneself, texts)) * 2 > len(texts)


def _share_asking(texts: Sequence[str]) -> float:
    told = [unquoted(without_lead_in(text)[2]) for text in texts]
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
    return short and len(texts) >= _FEWEST_NAMES and not {text.casefold() for text in texts} <= _MARKS


def _how_sorted(texts: Sequence[str]) -> tuple[int, int]:
    """How well texts sort rows: how many there are, and how few of them differ from the one above."""
    return len({*texts}), -sum(text != above for above, text in pairwise(texts))
