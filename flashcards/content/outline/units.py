"""Units: the statements of a sentence, each with the places where it may be cut."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from flashcards.content.outline.lexicon import Lexicon, WordKind
from flashcards.content.text.sentences import groups

Span = tuple[int, int]

BRACKETS = ("(", "（")
_MARK = re.compile(r"[,;:،؛](?=\s)|[，；：、]|\s[-–—]{1,2}(?=\s)|[—―]|\s(?=[(（])")
_COMMAS = ",，、،"
_COLONS = ":："
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_]+(?:['’-][^\W_]+)*")
_FEWEST_BEFORE = 16
_FEWEST_BEHIND_COLON = 12
_LONGEST_WHOLE = 120
_LONGEST_ANNOUNCING = 40
_SHORT_LEAD = 22
_PHRASE = 0.3
_HALF = 0.7
_ITEM = 0.9
_TURN = 3.0
_ANNOUNCED = 3.0


class Word(NamedTuple):
    """A word in lower case, its kind, and where it begins and ends."""

    key: str
    kind: WordKind
    start: int
    end: int


class Cut(NamedTuple):
    """A place where a unit may end, and what it loses by that beside the words.

    ``clean`` tells that a clause ends there, ``half`` that a second thing that was done begins there.
    """

    place: int
    loss: float = 0.0
    clean: bool = True
    half: bool = False


class Unit(NamedTuple):
    """A statement: its text and words, where its lead-in ends, its cuts in order, and the spans of its figures."""

    text: str
    words: Sequence[Word]
    lead: int
    cuts: Sequence[Cut]
    figures: Sequence[Span]


def units_of(sentence: str, figures: Sequence[Span], lexicon: Lexicon) -> Iterator[Unit]:
    """Yield the statements of a sentence; ``figures`` are the spans of its figures."""
    pairs = [found.span() for found in lexicon.pairs.finditer(sentence)]
    closed = _merged([*figures, *pairs, *(span for span in groups(sentence) if span[1] - span[0] <= _LONGEST_WHOLE)])
    places = [found.start() for found in lexicon.statements.finditer(sentence, _FEWEST_BEFORE)]
    for start, end in pairwise([0, *_outside(places, closed), len(sentence)]):
        yield _unit(
            sentence[start:end].rstrip(), spans_within(figures, start, end), spans_within(closed, start, end), lexicon
        )


def _unit(text: str, figures: Sequence[Span], closed: Sequence[Span], lexicon: Lexicon) -> Unit:
    words = [Word(key := _key(found.group()), lexicon.kind_of(key), *found.span()) for found in _WORD.finditer(text)]
    marks = list(_outside([found.start() for found in _MARK.finditer(text)], closed))
    lead = _lead(text, words, marks, lexicon)
    cuts = {cut.place: cut for cut in _cuts(text, words, marks, lexicon)}
    places = list(_outside(sorted(place for place in cuts if place >= lead + _FEWEST_BEFORE), closed))
    turn = max((place for place in marks if lexicon.binds.match(text, place)), default=0)
    places = places[bisect_left(places, turn) :] if len(text) <= _LONGEST_WHOLE else places
    stated = [cuts[at] for at in _stated(text, lead, words, places, lexicon) if not lexicon.binds.match(text, at)]
    found = [cut._replace(loss=cut.loss + _TURN) if cut.place < turn else cut for cut in stated]
    return Unit(text, words, lead, [*found, Cut(len(text))], figures)


def _key(word: str) -> str:
    return word.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")


def _cuts(text: str, words: Sequence[Word], marks: Sequence[int], lexicon: Lexicon) -> Iterator[Cut]:
    """Where a phrase or a further item begins, unless the word before waits for it, and where a clause ends.

    A comma between two words that tell how one thing is, ``in a small, cheap oven``, ends none.
    """
    told: set[int] = set()
    for at in range(1, len(words)):
        last, before, word = words[at - 2] if at > 1 else None, words[at - 1], words[at]
        gap = text[before.end : word.start]
        if gap == " " and not (last and last.kind.governor):
            if word.kind.coordinator:
                verb, *thing = words[at + 1 : at + 3] or [word]
                half = verb.kind.verb and all(each.kind.empty for each in thing)
                yield Cut(word.start, _HALF if half else _ITEM, False, half)
            elif word.kind.phrase and not before.kind.holds and not before.kind.opener:
                yield Cut(word.start, _PHRASE, False)
        elif gap == ", " and last and last.kind.empty and last.end + 1 == before.start:
            goes_on = word.kind.empty or word.kind.verb or lexicon.leads.match(word.key)
            told.update(() if goes_on else (before.end,))
    yield from (Cut(found.start()) for joints in (lexicon.joints, lexicon.rests) for found in joints.finditer(text))
    ends = () if lexicon.verb_last else (place for place in marks if place not in told and text[place] != "、")
    yield from (Cut(place, _ANNOUNCED * (text[place] in _COLONS)) for place in ends)


def _stated(text: str, lead: int, words: Sequence[Word], places: Sequence[int], lexicon: Lexicon) -> Iterator[int]:
    """The places before which all that was begun is said: each clause with its verb, and what a colon announces."""
    colon = min((place for place in map(text.find, _COLONS) if place >= 0), default=len(text))
    first = -1 if colon < lead + _LONGEST_ANNOUNCING else colon
    signs = [
        (word.end, word.kind.opener)
        for before, word in pairwise([None, *words])
        if word and word.start >= lead and (word.kind.opener or (word.kind.verb and not _governs(before, lexicon)))
    ]
    waiting = int(bool(signs) and (not signs[0][1] or signs[0][0] < _SHORT_LEAD))
    if not lead and words and not words[0].kind.governor and lexicon.leads.match(text):
        waiting = 2
    signs.append((len(text) + 2, False))
    at = 0
    for place in places:
        while signs[at][0] < place - 1 or (signs[at][0] == place and not text[place].isspace()):
            waiting = max(waiting, 1) if signs[at][1] else waiting - (waiting > 0)
            at += 1
        if not waiting and not first < place < colon + _FEWEST_BEHIND_COLON:
            yield place


def _governs(word: Word | None, lexicon: Lexicon) -> bool:
    """Whether a word takes the verb behind it to itself; who tells does what they say."""
    return word is not None and word.kind.governor and not lexicon.teller.fullmatch(word.key)


def _lead(text: str, words: Sequence[Word], marks: Sequence[int], lexicon: Lexicon) -> int:
    """Where what leads in ends; a statement must follow."""
    lead = 0
    for place in (place for place in marks if not text.startswith(BRACKETS, place + 1)):
        if not _leads_in(text, lead, place, lexicon):
            break
        lead = place + 1
    lead = lead or _unmarked_lead(words, marks[0] if marks else len(text), lexicon)
    told = words[bisect_left(words, lead, key=lambda word: word.start) :] if lead else ()
    states = not lexicon.knows_verbs or any(word.kind.verb for word in told)
    return told[0].start if told and states else 0


def _leads_in(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    if text[end] not in _COMMAS and (text[end] not in _COLONS or start or end > _SHORT_LEAD):
        return False
    if lexicon.leads.match(text, start):
        return True
    is_short = not start and text[end] in _COMMAS and end <= _SHORT_LEAD and text.count(" ", 0, end) < 3
    opens = lexicon.kind_of(text[start:end].partition(" ")[0].lower()).adverb
    return is_short and (opens or lexicon.teller.match(text[end + 1 :].lstrip()) is not None)


def _unmarked_lead(words: Sequence[Word], limit: int, lexicon: Lexicon) -> int:
    """Where a lead-in ends without a mark: in front of who tells, unless a word opens a clause with them."""
    if words and lexicon.leads.match(words[0].key):
        for before, word, after in zip(words[2:], words[3:], words[4:], strict=False):
            is_free = word.start < limit and not before.kind.opener and not before.kind.empty
            if is_free and after.kind.verb and lexicon.teller.fullmatch(word.key):
                return word.start
    return 0


def spans_within(spans: Sequence[Span], start: int, end: int) -> Sequence[Span]:
    """The spans that begin between two places, counted from the first."""
    own = spans[bisect_left(spans, (start, 0)) : bisect_left(spans, (end, 0))]
    return [(left - start, right - start) for left, right in own]


def _merged(spans: Sequence[Span]) -> list[Span]:
    """The spans, those that overlap joined."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _outside(places: Sequence[int], closed: Sequence[Span]) -> Iterator[int]:
    """Those of the places, which ascend, that stand in none of the spans."""
    inside = iter(closed)
    span = next(inside, None)
    for place in places:
        while span and span[1] <= place:
            span = next(inside, None)
        if not span or place <= span[0]:
            yield place
