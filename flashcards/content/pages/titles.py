"""What a page calls itself where no heading does, and how much of that its deck is called."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from flashcards.content.deck.model import slugify
from flashcards.content.languages.known import all_words
from flashcards.content.pages.asking import asks
from flashcards.content.pages.text import plain, without_signs
from flashcards.content.pages.vocabulary import is_aside_section

LONGEST_SLUG = 30
_LONGEST = 60
_MOST_WORDS = 10
_STOP_WORDS = all_words(lambda language: language.stop_words)
_LEAD_ON = all_words(lambda language: language.common | language.connectives)
_NO_TITLE = re.compile(r"[.!?:;,|<>…。！？：；、]$|https?://|\]\(|^(?:[-+*•>|<#=~`]|\d+[.)]\s)")
# behind these a title only says more of itself
_SUBTITLE = re.compile(r"\s+(?:[-–—|/·:]\s|\()|[:：|（]")


def title_above(rows: Sequence[str], first: int) -> str | None:
    """Return the title that stands as a short line by itself above line ``first``, the first that asks.

    It neither asks nor sends the reader elsewhere. Of several the one whose words come again in the text below, so that
    the badge of a site is none; None where there is none, or none of them comes again.
    """
    found = list(_lines_by_themselves(rows[:first]))
    if len(found) < 2:
        return found[0] if found else None
    below = set(slugify("\n".join(rows[first - 1 :])).split("-"))
    again = {line: sum(word in below for word in _words(line)) / max(1, len(_words(line))) for line in found}
    best = max(found, key=lambda line: again[line])
    return best if again[best] else None


def _lines_by_themselves(rows: Sequence[str]) -> Iterator[str]:
    for before, row, after in zip(["", *rows], rows, rows[1:], strict=False):
        if before.strip() or after.strip():
            continue
        line = without_signs(plain(row.strip()))
        if _may_be_title(row.strip(), line):
            yield line


def _may_be_title(row: str, line: str) -> bool:
    short = 0 < len(line) <= _LONGEST and len(line.split()) <= _MOST_WORDS
    if not short or not any(map(str.isalpha, line)) or _NO_TITLE.search(line) or _NO_TITLE.search(row.strip("*_")):
        return False
    return not (asks(line) or is_aside_section(line))


def _words(line: str) -> list[str]:
    return [word for word in slugify(line).split("-") if word not in _STOP_WORDS]


def deck_name(title: str) -> str:
    """Return as much of a title as makes a slug of at most ``LONGEST_SLUG`` characters: a subtitle goes first, then
    whole words from the end, with those that lead nowhere; "" where no letter or digit is left.
    """
    name = " ".join(title.split())
    if len(slugify(name)) > LONGEST_SLUG:
        head = _SUBTITLE.split(name)[0].strip()
        name = head if len(slugify(head).split("-")) > 1 else name
    words = name.split(" ")
    while len(words) > 1 and len(slugify(" ".join(words))) > LONGEST_SLUG:
        words.pop()
        while len(words) > 1 and (words[-1].lower() in _LEAD_ON or not slugify(words[-1])):
            words.pop()
    name = " ".join(words)
    while len(slugify(name)) > LONGEST_SLUG:
        name = name[:-1]
    return name.strip(" -–—|/·:(,;") if slugify(name) else ""
