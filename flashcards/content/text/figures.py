"""Figures: the numbers of a text that measure or count something, and a line with them blanked out."""

from __future__ import annotations

import re
from itertools import accumulate

from flashcards.content.languages.known import all_words, any_pattern
from flashcards.content.languages.language import words
from flashcards.content.text.passages import passages

BLANK = "___"
APART = "\0"
"""What may stand between lines, whose figures are then found at one stroke: a third sooner than one by one."""

_CURRENCY = r"(?:(?:US|AU|CA|NZ|HK|SG|A|C|R|)[$＄]|[€£¥￥₹₩₫₽฿₺])\s?"
_MORE_DIGITS = r"(?:\d{0,2}+(?:[ \u202f\u2009'’]\d{3}(?!\d))++|\d*+)(?:[.,:：٫٬．，]\d++)*+"
# runs of signs none of which is a digit are passed by in two thirds of the time that "\d" takes
_FIRST_DIGIT = r"[^\0-/:-\u065f\u2000-\ua61f\uac00-\uff0f](?<=\d)"
_SCALE = rf"(?=[\s\w])\s?+(?:{any_pattern(lambda language: language.numbers.scale)})"
_RATE = rf"(?=[\s\w%％‰°])\s?+(?:[%％‰]|°[CF]?|{any_pattern(lambda language: language.numbers.rate)})"
_UNIT = (
    r"(?=[\w×])(?:[m\u00b5un]?s|secs?|mins?|hrs?|[hdwylgxkKMBTtVWACFX×]|wks?|yrs?|mo|bn|mn|k?g|mg|ml|[mck]m|m[²2]?|mi|ft|in|lbs?|oz"
    r"|[kKMGTP]B|[kMG]?Hz|[kMG]Wh?|kV|mA|dB|pp|pts?|px|[bfqrt]ps|[QRT]PS|rpm|st|nd|rd|th|am|pm|AM|PM|hp)(?![^\W_])"
)
_COUNTED_UNIT = any_pattern(lambda language: language.numbers.unit)
# "(?:x|)" is quicker than "(?:x)?"
_NUMBER = rf"{_MORE_DIGITS}(?:{_UNIT}|)(?:{_SCALE}|)(?:{_RATE}|)"
_AMOUNT = rf"(?:{_CURRENCY}|)\d{_NUMBER}"
# a search for what begins with a digit passes by the rest of a line; what leads it in is looked for behind it
_FIGURE = re.compile(rf"({_FIRST_DIGIT}{_NUMBER}(?:[-–~〜～/]{_AMOUNT})*(?:(?=[\s\w-])(?:{_COUNTED_UNIT})|)\+?)")
_LEAD = re.compile(rf"(?:[+±~≈<>≤≥−]\s?|(?<![^\s(\[（\0])-|)(?:{_CURRENCY}|)\Z")
_LEADING = frozenset("-+±~≈<>≤≥−$＄€£¥￥₹₩₫₽฿₺")
# a sign and a currency, each with a blank
_LONGEST_LEAD = 8
_ORDINAL_LABELS = all_words(lambda language: language.numbers.numbered)
_LABELS = _ORDINAL_LABELS | {f"{label}s" for label in _ORDINAL_LABELS}
# Only in a script with two cases do letters run into the number of a name.
_UNCASED_LABELS = tuple(label for label in _ORDINAL_LABELS if label.lower() == label.upper())
_WORD_BEFORE = re.compile(r"([^\W\d_]+)(\.?)(\s?)$")
_DOTTED_LABELS = words("dept fig figs no nos nr")
_JOINED = re.compile(r"\s?(?:and|or|to|&|-|–|und|y|et)\s?")
_COUNTED = re.compile(r"\s(?!(?:is|was|has|does|as|this|its|us)\b)[a-z]+s\b|\s(?:people|men|women|children)\b")
_AFFIXES = words(
    """
    sub over under near mid pre post plus minus super ex up x circa ca about age ages
    """
)
_TITLE_BEFORE = re.compile(r"[^\s.!?:;,(]\s[A-Z][a-z]+[A-Za-z]*\s$")
_ANY_TITLE_BEFORE = re.compile(r"[A-Z][a-z]+[A-Za-z]*\s$")
_MODEL_NUMBER = re.compile(r"\d{1,3}(?:\.\d+)?")
_MODEL_SIZE = re.compile(r"\s\d+(?:\.\d+)?[A-Zb]\b")
_OPENING = " \t\"'“”„‘«「『"
_LIST_MARK = re.compile(r"[.)]\s")
_NEXT_WORD = re.compile(r"\s[^\W\d_]+")
_PLAIN_NUMBER = re.compile(r"\d+(?:[-–/]\d+)?")
_CONVERSATIONS = frozenset({"1:1", "1-2-1", "1-1"})
_LOOK_BEHIND = 48
_NOWHERE = -_LOOK_BEHIND
_BEGINS = frozenset([" ", APART])
_ENDS = frozenset([APART, *" .,;:!?…-/\"'”’"])
# after a number they say nothing of what it counts
_COMMON_WORDS = all_words(lambda language: language.common)


def figures(text: str) -> tuple[str, ...]:
    """Return every figure of ``text`` in order, with its unit as far as that is part of how it is said.

    Ordinals of the text (``(1)``, ``option 3``, ``Week 2:``, list numbers) and numbers inside names (``GPT-4``,
    ``p99``, ``nDCG@10``) are none. White space inside a figure becomes one space.
    """
    return tuple(passage[start:end] for passage in passages(text) for start, end in figure_spans(passage))


def counted_figures(line: str) -> tuple[str, ...]:
    """Return the figures of a line, a bare number with the word that it counts: ``12%``, ``40 people``."""
    found = []
    for start, end in figure_spans(line):
        counted = _NEXT_WORD.match(line, end) if line[start:end].isdecimal() else None
        says_what = counted and counted.group().strip().casefold() not in _COMMON_WORDS
        found.append(line[start : counted.end() if counted and says_what else end])
    return tuple(found)


def blank_figures(line: str) -> str:
    """Return ``line`` with each figure replaced by ``___``, whatever its length."""
    pieces, places = _split(line)
    for place in places:
        pieces[place] = BLANK
    return "".join(pieces)


def enclose_figures(text: str, before: str, after: str) -> str:
    """Return the text with each figure between these two; it may be several lines with APART between."""
    pieces, places = _split(text)
    for place in places:
        pieces[place] = f"{before}{pieces[place]}{after}"
    return "".join(pieces)


def figure_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return where the figures of a line stand, as (start, end) in characters; of several lines with APART between."""
    pieces, places = _split(text)
    ends = list(accumulate(map(len, pieces)))
    return tuple([(ends[place - 1], ends[place]) for place in places])


def _split(text: str) -> tuple[list[str], list[int]]:
    """The text in pieces, every second of which begins with a number, and which of them are figures."""
    # with a line's end around it, each number stands between two characters
    text = f"{APART}{text}{APART}"
    pieces, places = _FIGURE.split(text), list[int]()
    named = listed = _NOWHERE
    first = last = end = 0
    for place in range(1, len(pieces), 2):
        digit = end + len(pieces[place - 1])
        start, end = digit, digit + len(pieces[place])
        if not _LEADING.isdisjoint(pieces[place - 1][-2:]):
            start = _led_in(text, pieces, place, digit)
        if digit >= last:
            named = listed = _NOWHERE
        if named == listed == _NOWHERE and _stands_alone(text, start, pieces[place], pieces[place + 1]):
            places.append(place)
            continue
        if digit >= last:
            first, last = text.rfind(APART, 0, digit) + 1, text.index(APART, end)
        before, after = text[max(first, start - _LOOK_BEHIND) : start], text[end : min(last, end + _LOOK_BEHIND)]
        if named == start - 1 or _is_in_name(pieces[place], before, after):
            named = end if _MODEL_SIZE.match(after) else _NOWHERE
        elif _is_ordinal(pieces[place], before, after, text[listed:start] if listed >= 0 else None):
            listed = end
        else:
            listed = _NOWHERE
            places.append(place)
    pieces[0] = pieces[0][1:]
    pieces[-1] = pieces[-1][:-1]
    return pieces, places


def _led_in(text: str, pieces: list[str], place: int, digit: int) -> int:
    """Give a number the sign and the currency that stand before it, if any; return where it begins then."""
    lead = _LEAD.search(text, digit - min(len(pieces[place - 1]), _LONGEST_LEAD), digit)
    if lead is None or not lead[0]:
        return digit
    pieces[place - 1 : place + 1] = pieces[place - 1][: -len(lead[0])], lead[0] + pieces[place]
    return lead.start()


def _stands_alone(text: str, start: int, written: str, after: str) -> bool:
    """Whether a number is no part of a name or a list: by what it touches most are soon known to be figures."""
    if text[start - 1] not in _BEGINS or after[:1] not in _ENDS or after.startswith("-on-"):
        return False
    if not written[-1].isdecimal() or not written[0].isdecimal():
        return True
    if written in _CONVERSATIONS:
        return False
    word = text[text.rfind(" ", 0, start - 1) + 1 : start].rpartition(APART)[2][:-1]
    if not word:
        return after[0] == " "
    return word[-1] in ",;:" or (word.isascii() and word.islower() and word.isalpha() and word not in _LABELS)


def _is_in_name(written: str, before: str, after: str) -> bool:
    if _is_cased(after[:1]) or after[:1] == "_" or written in _CONVERSATIONS:
        return True
    if after.startswith("-on-") or before.endswith(("-on-", "@", "_", "://")):
        return True
    return _is_name_ending(before) or _is_model(written, before, after)


def _is_cased(char: str) -> bool:
    """Whether the script of a letter has two cases: only there do letters run into the number of a name."""
    return char.lower() != char.upper()


def _is_name_ending(before: str) -> bool:
    if before[-1:] in "-‑./" and before[-2:-1].isalpha():
        word = _word_before(before[:-1])
        return word is not None and (before[-1] not in "-‑" or word[1].lower() not in _AFFIXES)
    if not _is_cased(before[-1:]):
        return False
    word = _word_before(before)
    return word is None or word[1] != "x"


def _word_before(before: str) -> re.Match[str] | None:
    """The word at the end, with a full stop and a blank; it begins behind the last blank before."""
    return _WORD_BEFORE.search(before, before.rfind(" ", 0, len(before) - 1) + 1)


def _is_model(written: str, before: str, after: str) -> bool:
    """Whether this is the number of a thing with a name: ``Llama 2 70B``, ``on a Boeing 737.``"""
    if not _MODEL_NUMBER.fullmatch(written):
        return False
    if _MODEL_SIZE.match(after):
        return _ANY_TITLE_BEFORE.search(before) is not None
    return after[:1] in ".,;:)!?" and _TITLE_BEFORE.search(before) is not None


def _is_ordinal(written: str, before: str, after: str, since_ordinal: str | None) -> bool:
    if before.endswith(("#", "№", "n°", "N°")):
        return True
    if not _PLAIN_NUMBER.fullmatch(written.strip()):
        return before.endswith(_UNCASED_LABELS)
    if len(written) <= 2 and after[:1] in (")", "）") and _is_marker(before):
        return True
    if not before.strip(_OPENING) and _LIST_MARK.match(after):
        return True
    if before[-1:] == "[" and after[:1] == "]":
        return True
    if since_ordinal is not None and _JOINED.fullmatch(since_ordinal):
        return not _COUNTED.match(after)
    return _is_labelled(before, after)


def _is_marker(before: str) -> bool:
    """Whether a bracket that closes here holds a number alone (``(1)``), or never opened (``1)``)."""
    return before[-1:] in ("(", "（") or before.rfind("(") <= before.rfind(")")


def _is_labelled(before: str, after: str) -> bool:
    word = _word_before(before)
    if word is None:
        return False
    label = word[1]
    if word[2] and label.lower() not in _DOTTED_LABELS:
        return False
    if not _is_cased(label[-1]):
        return label.endswith(_UNCASED_LABELS)
    return label.lower() in _LABELS and (label[0].isupper() or not _COUNTED.match(after))
