"""Columns of a table and keys of records: each gets its role from what it holds, and its name breaks ties."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from flashcards.content.pages.asking import asks, begins_as_question
from flashcards.content.pages.guidance import tells_of_oneself
from flashcards.content.pages.naming import clean
from flashcards.content.pages.part_names import LOOSE_WORDS, frame_name, star_names
from flashcards.content.pages.text import plain
from flashcards.content.pages.vocabulary import ASIDES, is_answer_word, is_question_word, is_story_word, is_theme_field

_SPLIT = re.compile(r"[_\-\s]+|(?<=[a-z])(?=[A-Z])")
NAMES = frozenset({"id", "uuid", "url", "link", "slug", "created", "updated", "code"})
_MOST_RECORDS = 200
_ASKING = 0.5
_FEWEST_PARTS = 3
_FEWEST_WORDS = 4
_MOST_WORDS_OF_A_TITLE = 14
_MOST_WORDS_OF_A_THEME = 4
_FEWEST_REPEATED = 4


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


def words_of(key: str) -> str:
    """The words of a field's name: ``questionText`` and ``question_text`` are ``question text``."""
    return " ".join(_SPLIT.split(clean(key))).strip(" :").casefold() if key else ""


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
    if is_answer_word(words) or words.startswith("answer") or words in ("star", "star answers", "a"):
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
        key: FieldRole.ANSWER for key, role in roles.items() if role is FieldRole.STORY and _is_told(columns[key])
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
    """Find the field that asks; where none does, the one that holds the titles of stories."""
    share = {key: _share_asking(texts) for key, texts in columns.items()}
    named = [key for key, role in roles.items() if role is FieldRole.QUESTION]
    asking = max(
        (key for key, role in roles.items() if role is FieldRole.OTHER), key=lambda key: share[key], default=""
    )
    if asking and share[asking] >= _ASKING and not any(share[key] or _is_list(columns[key]) for key in named):
        roles |= dict.fromkeys(named, FieldRole.OTHER) | {asking: FieldRole.QUESTION}
    parts = sum(1 for role in roles.values() if role is FieldRole.PART)
    if FieldRole.QUESTION not in roles.values() and parts >= _FEWEST_PARTS:
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


def _is_list(texts: Sequence[str]) -> bool:
    return any(text.startswith("- ") for text in texts)


def _are_titles(texts: Sequence[str]) -> bool:
    told = [text for text in texts if text.strip()]
    short = all(len(text.split()) <= _MOST_WORDS_OF_A_TITLE and any(map(str.isalpha, text)) for text in told)
    return bool(told) and short and len({*told}) == len(told)


def _length(texts: Sequence[str]) -> float:
    told = [text for text in texts if text.strip() and not text.startswith("http")]
    return sum(len(text.split()) + (0 if text.isascii() else len(text) / 6) for text in told) / max(1, len(told))


def _is_repeated(texts: Sequence[str]) -> bool:
    told = [text for text in texts if text.strip()]
    short = all(len(text.split()) <= _MOST_WORDS_OF_A_THEME and any(map(str.isalpha, text)) for text in told)
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
