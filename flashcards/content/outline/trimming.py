"""Trimming: words that a cue can do without, cut from an English sentence before it is divided."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flashcards.content.outline.english import (
    ARTICLES,
    AUXILIARIES,
    FILLERS,
    KEEPS_ARTICLE_AFTER,
    KEEPS_ARTICLE_BEFORE,
    NEGATIONS,
    OPENERS,
)
from flashcards.content.outline.words import Word

_OPENING_WORDS = 7
_COMPLETES = frozenset({"of", "that", "than", "as"})
_TASK_OPENER = re.compile(
    r"(?:(?:i|my (?:task|job|role|goal|responsibility|assignment|mission|objective|aim)"
    r"|(?:the|our) (?:task|goal|aim|job))"
    r" (?:then |also |therefore )?"
    r"(?:needed|had|have|need|wanted|was|were|is|got|agreed)"
    r"(?: (?:asked|tasked|told|assigned|required|expected|supposed|responsible"
    r"|charged|given the task|brought in|hired|accountable))?"
    r" (?:to|with|for)) "
)
_SUBJECT_OPENER = re.compile(r"i (?:(?:then|first|also|therefore|next|immediately|personally|quickly) )*")
_OPENING_PHRASE = re.compile(
    r"(?:at (?:my|that|this|the)|in (?:my|this|that|the|addition|order|parallel|general|short)"
    r"|as (?:a|an|the|my|her|his|their|part)\b|throughout|during|to (?:this|that) end"
    r"|more importantly|most importantly|over time|for example|after that|on top of)"
)


def trimmed(words: Sequence[Word], *, of_task: bool) -> tuple[list[Word], bool]:
    """Return the words without opener, filler and articles, and whether they now start with the verb.

    Figures, negations and quoted words are never cut.
    """
    rest = _without_asides(words)
    rest = rest[_opening(rest) :]
    start = _subject(rest, of_task)
    kept = [word for index, word in enumerate(rest) if index >= start and not _is_spare(rest, index)]
    return kept, start > 0


def _without_asides(words: Sequence[Word]) -> list[Word]:
    """Drop each bracket that holds neither a figure nor a negation; the comma behind it stays."""
    kept: list[Word] = []
    index = 0
    while index < len(words):
        end = _aside_end(words, index)
        if end > index:
            tail = words[end - 1].text[-1]
            if kept and tail in ",;:" and kept[-1].text[-1] not in ",;:":
                kept[-1] = kept[-1]._replace(text=kept[-1].text + tail)
            index = end
        else:
            kept.append(words[index])
            index += 1
    return kept


def _aside_end(words: Sequence[Word], index: int) -> int:
    """Where the bracket that opens at ``index`` ends, if it may go; else ``index``."""
    first = words[index]
    if not first.group or first.text[0] != "(" or (index and words[index - 1].group == first.group):
        return index
    end = index
    while end < len(words) and words[end].group == first.group:
        if words[end].figure or words[end].key in NEGATIONS or words[end].key.isdigit():
            return index
        end += 1
    return end if index else index


def _opening(words: Sequence[Word]) -> int:
    """How many words in front say nothing of their own: ``Then``, ``At my previous company,``."""
    start = 0
    while start < len(words) - 1 and words[start].key in OPENERS and not words[start].group:
        if words[start + 1].key in _COMPLETES:
            return start
        start += 1
    head = words[start : start + _OPENING_WORDS]
    comma = next((index for index, word in enumerate(head) if word.text[-1] == ","), -1)
    opening = head[: comma + 1]
    if (
        not opening
        or len(words) <= start + len(opening)
        or any(word.figure or word.key in NEGATIONS for word in opening)
    ):
        return start
    phrase = " ".join(word.key for word in opening)
    return start + len(opening) + _opening(words[start + len(opening) :]) if _OPENING_PHRASE.match(phrase) else start


def _subject(words: Sequence[Word], of_task: bool) -> int:
    """How many words in front are ``I``, or in a Task the words that only say that it was one."""
    phrase = " ".join(word.key for word in words[:9]) + " "
    if of_task and (found := _TASK_OPENER.match(phrase)):
        return found.group().count(" ")
    found = _SUBJECT_OPENER.match(phrase)
    if not found or words[0].group:
        return 0
    count = found.group().count(" ")
    return count if count < len(words) and words[count].key not in AUXILIARIES else 0


def _is_spare(words: Sequence[Word], index: int) -> bool:
    word = words[index]
    if word.group or word.figure or not word.text.isalpha():
        return False
    before = words[index - 1].key if index else ""
    if word.text in ARTICLES or (index == 0 and word.key in ARTICLES):
        after = words[index + 1].key if index + 1 < len(words) else ""
        return before not in KEEPS_ARTICLE_AFTER and after not in KEEPS_ARTICLE_BEFORE and not words[index - 1].figure
    return word.text in FILLERS and before not in NEGATIONS and not before.endswith(("n't", "n’t"))
