"""Words brought to the form in which two texts can be compared: stemmed, without those that every text has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from flashcards.content.languages.known import all_words

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_EAST = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_STOP_WORDS = all_words(lambda language: language.stop_words)
_SUFFIXES = (
    ("izations", "ize"), ("ization", "ize"), ("isation", "ize"), ("ational", "ate"), ("fulness", "ful"),
    ("iveness", "ive"), ("ically", "ic"), ("ments", ""), ("ment", ""), ("nesses", ""), ("ness", ""), ("ities", ""),
    ("ity", ""), ("ations", "ate"), ("ation", "ate"), ("ators", "ate"), ("ator", "ate"), ("sions", "d"), ("sion", "d"),
    ("tions", "t"), ("tion", "t"), ("ities", ""), ("ively", ""), ("ives", ""), ("ive", ""), ("ings", ""), ("ing", ""),
    ("ally", ""), ("edly", ""), ("ies", "y"), ("ied", "y"), ("als", ""), ("al", ""), ("ers", ""), ("er", ""),
    ("ors", ""), ("or", ""), ("ism", ""), ("ist", ""), ("ic", ""), ("ed", ""), ("es", ""), ("ly", ""), ("s", ""), ("e", ""),
)  # fmt: skip
_SHORTEST_STEM = 3
# Words that mean one thing and share no stem.
_FAMILIES = (
    "choose chose chosen choice decide decided decision decisions pick picked select selected",
    "data metric metrics measure measured measurement evidence evaluate evaluated evaluation criteria benchmark experiment "
    "experiments test tested tests analysis analyze analyzed dataset",
    "phase phases phased step steps stage stages incremental incrementally gradual gradually pilot iterate iterative rollout "
    "milestone milestones",
    "business revenue cost costs costly money savings roi profit budget customer customers commercial stakeholder stakeholders "
    "executive executives",
    "people person team teams colleague colleagues mentor mentored mentoring mentee empathy trust coach coaching junior "
    "disagreement disagree disagreed",
    "pragmatic pragmatism practical simple simpler ship shipped shipping deadline constraint constraints tradeoff tradeoffs",
    "quality careful accuracy accurate precise precision",
    "risk risks risky danger dangerous safety safe",
)


def stem(word: str) -> str:
    """Return the stem of a word, which need not be a word itself; ``decisions`` and ``decision`` have one stem."""
    word = word.casefold().replace("’", "'").split("'")[0]
    if not word.isascii():
        return word
    for suffix, ending in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST_STEM:
            word = word[: -len(suffix)] + ending
            break
    return word[:-1] if len(word) > _SHORTEST_STEM and word[-1] == word[-2] else word


_FAMILY: Mapping[str, str] = {stem(word): stem(row.split()[0]) for row in _FAMILIES for word in row.split()}


def stems(text: str) -> Counter[str]:
    """Count the stems of a text; words of one family count as one, and scripts without spaces by pairs of signs."""
    found: Counter[str] = Counter()
    for match in _WORD.finditer(text):
        word = match.group()
        if _EAST.search(word):
            found.update(word[at : at + 2] for at in range(max(1, len(word) - 1)))
        elif word.casefold() not in _STOP_WORDS and len(word) > 1:
            bare = stem(word)
            found[_FAMILY.get(bare, bare)] += 1
    return found


def words_by_stem(text: str) -> dict[str, str]:
    """For each stem of a text the first word that has it, as it is written."""
    found: dict[str, str] = {}
    for match in _WORD.finditer(text):
        for each in stems(match.group()):
            found.setdefault(each, match.group())
    return found
