"""Labels at the start of a line: parts, and the other things that people mark with a word and a colon."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from flashcards.content.pages.lines import Line
from flashcards.content.pages.naming import story_name
from flashcards.content.pages.speech import asks, questions_in
from flashcards.content.pages.text import LINES_KNOWN, plain, split_at, with_plain_initial, without_signs
from flashcards.content.pages.vocabulary import (
    ASIDES,
    MOST_LETTERS,
    frame_name,
    is_answer_word,
    is_letter,
    is_question_word,
    is_story_word,
    is_theme_field,
    section_kind,
    star_names,
    without_brackets,
)

_BOLD = re.compile(
    r"(?P<mark>\*\*\*|\*\*|__|\*(?=\S)|_(?=\S))(?P<inner>[^*_\n]{1,120}?)\s*(?P=mark)\s*(?P<rest>.*)$", re.DOTALL
)
_BRACKETED = re.compile(
    r"(?:\*\*|__)?[【\[(（〔](?P<words>[^】\])）〕\n]{1,40})[】\])）〕](?:\*\*|__)?\s*(?:[:：]|[-–—]+(?=\s))?(?:\*\*|__)?(?P<rest>(?!\().*)$",
    re.DOTALL,
)
_INITIAL = re.compile(r"(?:\*\*|__)(?=\w(?:\*\*|__)\w)(\w)(?:\*\*|__)")
_SEPARATOR = re.compile(
    r"\s*(?:\([^()\n]{1,60}\)\s*(?=[:：]))?(?P<sign>[:：]|[.。](?=\s|$)|[-–—]+(?=\s|$)|\||→|->|=>)\s*"
)
_COLON = re.compile(r"\s*[:：]{1,2}(?!(?<=\d:)\d|//)\s*")
_DASH = re.compile(r"\s+(?:[-–—]+|→|->|=>)\s+|\s*→\s*")
# a letter in a column of its own
_COLUMN = re.compile(r"(?P<letter>\w)\s{2,}(?P<rest>\S.*)$")
_MOST_WORDS = 7
# a label has fewer letters, whatever its marks: what a line costs does not grow with its length
_MOST_LOOKED_AT = MOST_LETTERS * 3
_QUIET_WORDS = frozenset({"note", "notes", "why it works", "why this works", "what works", "commentary", "feedback"})
SENTENCE_ENDS = (".", "。")


class Style(StrEnum):
    """How a label is set off from its text."""

    HEADING = "heading"
    BOLD = "bold"
    PLAIN = "plain"
    ALONE = "alone"


@dataclass(frozen=True, slots=True)
class Label:
    """Words that stand before a text. ``names`` are parts of STAR, () for other words; ``words`` are as written.

    ``colon`` tells whether a colon, or the end of the line, closes the label.
    """

    names: tuple[str, ...]
    words: str
    rest: str
    style: Style
    colon: bool = True

    @property
    def is_letter(self) -> bool:
        """Whether it is made of initials only."""
        return bool(self.names) and is_letter(self.words)

    @property
    def key(self) -> str:
        """The words as they are looked up: lower case, plain apostrophes, no signs of emphasis."""
        return self.words.casefold().replace("’", "'").strip(" *_")

    @property
    def frame(self) -> str:
        """The name of a part of another frame, or "" where the words are none."""
        return "" if self.names else frame_name(without_brackets(self.words))


@lru_cache(maxsize=LINES_KNOWN)
def find_label(text: str, heading: bool = False) -> Label | None:
    """Return the label that a line begins with; ``heading`` tells that the line is one."""
    whole = with_plain_initial(text).strip()
    text = without_signs(whole)
    if heading:
        return _heading(text)
    label = _bracketed(text) or _bold(text) or _plain(text)
    signs = whole[whole.rfind(text) + len(text) :].strip() if text.rstrip("*_").endswith((":", "：")) else ""
    return replace(label, rest=signs) if signs and label and not (label.rest or label.names) else label


def _bracketed(text: str) -> Label | None:
    """``【状況】``, ``[Situation]``, ``(S)`` in front of a text."""
    found = _BRACKETED.match(text)
    names = star_names(found.group("words").strip()) if found else ()
    if not found or not names:
        return None
    return Label(names, found.group("words").strip(), found.group("rest").strip(), Style.BOLD)


def _heading(text: str) -> Label | None:
    whole = without_signs(plain(text))
    words = whole.rstrip(" .:：–—-")
    if names := star_names(words):
        return Label(names, words, "", Style.HEADING)
    head, _, rest = split_at(_COLON, whole, _MOST_LOOKED_AT)
    if rest and (names := star_names(head)):
        return Label(names, head, rest, Style.HEADING)
    return Label((), words, "", Style.HEADING) if frame_name(words) else None


def _bold(text: str) -> Label | None:
    found = _BOLD.match(text)
    if not found:
        return None
    inner, rest = without_signs(plain(found.group("inner"))), found.group("rest")
    if len(inner) == 1 and (word := _INITIAL.match(text)):
        label = _plain(word.group(1) + text[word.end() :])
        return replace(label, style=Style.BOLD) if label and label.names else None
    closed = inner[-1:] in (":", "：")
    words = inner.rstrip(" .。:：–—-")
    if not rest and not closed and (label := _plain(inner)) and label.colon and label.rest:
        return replace(label, style=Style.BOLD)
    separator = _SEPARATOR.match(rest)
    colon = closed or (separator is not None and separator["sign"] in (":", "：")) or not rest
    if separator and not closed:
        rest = rest[separator.end() :]
    names = star_names(words)
    if not names and found.group("mark") in "*_" and not colon:
        return None
    ends = names or closed or separator or inner != words or not rest
    if not words or not ends or len(words.split()) > _MOST_WORDS + (5 if closed else 0):
        return None
    return Label(names, words, rest.strip(), Style.BOLD, bool(colon))


def _plain(text: str) -> Label | None:
    head, colon, rest = split_at(_COLON, text, _MOST_LOOKED_AT)
    head = plain(head).strip()
    if colon and head and "|" not in head and len(head) <= MOST_LETTERS and len(head.split()) <= _MOST_WORDS:
        names = star_names(head)
        # ``A - Planning: I drew ...`` is told under the letter
        if names or not star_names(split_at(_DASH, head)[0]):
            return Label(names, head, rest.strip(), Style.PLAIN)
    words = plain(text) if len(text) <= MOST_LETTERS else ""
    if words and (names := star_names(words.rstrip(" ."))):
        return Label(names, words.rstrip(" ."), "", Style.ALONE)
    if (found := _COLUMN.match(text)) and (names := star_names(found["letter"])):
        return Label(names, found["letter"], found["rest"], Style.PLAIN, colon=False)
    head, separator, rest = split_at(_DASH, text, _MOST_LOOKED_AT)
    head = plain(head)
    if separator and (names := star_names(head)):
        return Label(names, head, rest.strip(), Style.PLAIN, colon=False)
    return None


def is_no_part(words: str) -> bool:
    """Whether the words of a label are known to mark something that is no part of a story."""
    return is_question_word(words) or is_answer_word(words) or is_story_word(words) or is_field(words)


def is_answer(text: str) -> bool:
    """Whether a line says of itself that it answers: ``Answer: ...``."""
    label = find_label(text)
    return label is not None and label.colon and bool(label.rest) and is_answer_word(label.key)


def is_field(words: str) -> bool:
    """Whether the words of a label mark a field, an aside or a lead-in, and so no question."""
    return words in ASIDES or is_theme_field(words) or section_kind(words) != ""


class LabelRole(StrEnum):
    """What stands behind a label."""

    ASKED = "asked"
    THEMES = "themes"
    ANSWER = "answer"
    BAD = "bad"
    ASIDE = "aside"
    STORY = "story"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Around:
    """Where a label stands: its line, whether a part is open, how far the story is, whether it is set as the parts'
    labels are, and whether an answer in prose is told.
    """

    line: Line
    in_part: bool
    is_unfinished: bool
    ends: bool = False
    is_told: bool = False


def role_of_label(label: Label, around: Around) -> tuple[LabelRole, str]:
    """Return the role of a label that is no part's, with the kind of an aside or the name of a story.

    Within a part only what is set off in bold, or cannot be meant otherwise, is more than text.
    """
    words = label.key
    kind = section_kind(words)
    loud = label.style in (Style.BOLD, Style.HEADING) or not around.in_part
    free = loud or not around.is_unfinished
    if kind == "answers" or (words not in ASIDES and not around.line.marker and quotes_questions(label.rest)):
        return LabelRole.ASKED, ""
    if is_theme_field(words) and free:
        return LabelRole.THEMES, ""
    if is_answer_word(words) or label.is_letter:
        return LabelRole.ANSWER, ""
    if kind == "bad" and loud:
        return LabelRole.BAD, ""
    if words in ASIDES and (loud or words in _QUIET_WORDS):
        return LabelRole.ASIDE, ASIDES[words]
    story = story_name(around.line.text) if free else None
    if story and not story.name.endswith(SENTENCE_ENDS):
        return LabelRole.STORY, story.name
    if kind == "lead" and loud and not around.is_told:
        return LabelRole.ANSWER, ""
    return (LabelRole.ASIDE, "Note") if around.ends else (LabelRole.TEXT, "")


def quotes_questions(text: str) -> bool:
    """Whether a text is made of questions in quotes."""
    questions = questions_in(text) if text[:1] in '"“„«「' else []
    return bool(questions) and all(map(asks, questions))
