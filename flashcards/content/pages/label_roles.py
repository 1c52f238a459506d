"""What a label means that names no part: a field, an aside, a lead-in, or nothing but words of the text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from flashcards.content.pages.labels import Label, Style
from flashcards.content.pages.lines import Line
from flashcards.content.pages.naming import story_name, theme_names
from flashcards.content.pages.vocabulary import ASIDES, is_answer_word, is_theme_field, section_kind

_LOUD_ASIDES = frozenset({"Follow-up", "Looks for", "Tip", "Red flag"})
_QUIET_WORDS = frozenset({"note", "notes", "why it works", "why this works", "what works", "commentary", "feedback"})
_SENTENCE_ENDS = (".", "。")


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
    """Where a label stands: its line, whether a part is open, how far the story is, whether a blank stands above, and
    whether it is set as the parts' labels are.
    """

    line: Line
    in_part: bool
    has_parts: bool
    is_unfinished: bool
    is_spaced: bool
    ends: bool = False


def role_of_label(label: Label, around: Around) -> tuple[LabelRole, str]:
    """Return the role of a label that is no part's, with the kind of an aside or the name of a story.

    Within a part only what is set off in bold, or cannot be meant otherwise, is more than text.
    """
    words = label.key
    kind = section_kind(words)
    loud = label.style in (Style.BOLD, Style.HEADING) or not around.in_part or around.ends
    free = loud or not around.is_unfinished
    if kind == "answers":
        return LabelRole.ASKED, ""
    if is_theme_field(words) and free and (not label.rest or theme_names(label.rest)):
        return LabelRole.THEMES, ""
    if is_answer_word(words) or (label.is_letter and not around.has_parts):
        return LabelRole.ANSWER, ""
    if kind == "bad" and loud:
        return LabelRole.BAD, ""
    if words in ASIDES and (loud or ASIDES[words] in _LOUD_ASIDES or words in _QUIET_WORDS):
        return LabelRole.ASIDE, ASIDES[words]
    name = _story(label, around) if free else None
    if name is not None:
        return LabelRole.STORY, name
    if kind == "lead" and loud:
        return LabelRole.ANSWER, ""
    return (LabelRole.ASIDE, "Note") if around.ends or _is_remark(label, around) else (LabelRole.TEXT, "")


def _story(label: Label, around: Around) -> str | None:
    """The name of the story that a label announces, "" for one without a name, None where it announces none."""
    if label.rest and label.style is Style.BOLD:
        named = None if around.is_unfinished else story_name(f"{label.words}: {label.rest}")
    else:
        named = story_name(around.line.text if label.style is not Style.BOLD else label.words)
    return None if named is None or named.name.endswith(_SENTENCE_ENDS) else named.name


def _is_remark(label: Label, around: Around) -> bool:
    """Whether a bold label that nobody knows stands behind a finished story, where only remarks stand."""
    finished = around.has_parts and not around.is_unfinished
    bold = label.style is Style.BOLD and label.colon and not around.line.marker
    return finished and around.is_spaced and bold
