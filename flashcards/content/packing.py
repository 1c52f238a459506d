"""Packing: the words taken from a sentence set in lines that are each understood alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from flashcards.content.clauses import Clause, Role
from flashcards.content.cuts import is_verb_at
from flashcards.content.english import (
    AUXILIARIES,
    CONTROL_VERBS,
    CUTS,
    DANGLING,
    DETERMINERS,
    FORBID_TO,
    OBJECTS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBORDINATORS,
)
from flashcards.content.words import Word, joined

LINE_WORDS = 12
_MOST_TOKENS = 4 * LINE_WORDS
_FEWEST_WORDS = 4
_PAIR_REACH = 9
_CONTROL_REACH = 4
_A_LINE = 8.0
_A_SHORT_LINE = 5.0
_CUT_APART = 25.0
_SHORT = 3
_HOLDING = DANGLING | PREPOSITIONS
_LEADING = frozenset({"and", "or", "so"})
_CONJUNCTIONS = frozenset({"and", "or", "but"})
_SIGNS = ",;:，；：、—–"
_EDGE = " ,;:，；：、—–-"
_DOTTED = (".m.", ".M.")
_CONNECTIVES = frozenset(
    """
    und aber oder weil dass wenn damit mit ohne für nach vor um bis y e o pero porque que para con sin hasta desde
    cuando si et ou mais parce pour avec sans jusqu'à quand depuis mas com sem até quando và vì để nhưng thì khi với
    mà thay nên
    """.split()
)


class _Token(NamedTuple):
    word: Word
    cost: float
    extra: float
    antecedent: str


def lines_of(taken: Sequence[tuple[Clause, int]], english: bool) -> list[str]:
    """Return the lines of one sentence: ``taken`` holds its clauses in order, each with how many words are kept.

    No line counts over 12 words unless one word alone does. Lines end where the sentence suffers least; one that
    starts with a relative pronoun repeats the word that the pronoun stands for.
    """
    tokens = _tokens([(clause, kept) for clause, kept in taken], english)
    lines = []
    end = len(tokens)
    starts = _starts(tokens)
    while end:
        lines.append((starts[end], end))
        end = starts[end]
    written = (_written(tokens, start, end) for start, end in reversed(lines))
    return [line for line in written if line]


def _starts(tokens: Sequence[_Token]) -> list[int]:
    """Where the line that ends at each place best starts: the cheapest division of all words."""
    best = [0.0]
    starts = [0]
    for end in range(1, len(tokens) + 1):
        cheapest, place = float("inf"), end - 1
        size = 0.0
        for start in range(end - 1, max(-1, end - 1 - _MOST_TOKENS), -1):
            size += tokens[start].word.size
            length = size + (tokens[start].extra if start or tokens[start].extra < 0 else 0)
            if size > LINE_WORDS + 1 and start < end - 1:
                break
            if length > LINE_WORDS and start < end - 1:
                continue
            whole = (not start or not tokens[start].cost) and (end == len(tokens) or not tokens[end].cost)
            short = (1.0 if whole else _A_SHORT_LINE) * max(0, _FEWEST_WORDS - length)
            cost = best[start] + _A_LINE + short + (tokens[start].cost if start else 0)
            if cost < cheapest:
                cheapest, place = cost, start
        best.append(cheapest)
        starts.append(place)
    return starts


def _tokens(taken: Sequence[tuple[Clause, int]], english: bool) -> list[_Token]:
    tokens: list[_Token] = []
    for clause, kept in taken:
        for index in range(kept):
            word = clause.words[index]
            if not index:
                cost = _clause_cost(clause) if english else 0.0
                if tokens:
                    tokens[-1] = tokens[-1]._replace(word=_with_sign(tokens[-1].word, previous, complete))
            else:
                cost = _word_cost(clause.words, index) if english else _foreign_cost(clause.words, index)
            before = clause.words[index - 1] if index else None
            tokens.append(_token(clause, index, cost, before) if english else _Token(word, cost, 0, ""))
        previous, complete = clause.words[-1].text[-1], kept == len(clause.words)
    return tokens


def _token(clause: Clause, index: int, cost: float, before: Word | None) -> _Token:
    """A word with what it takes to start a line with it: a word less or one more."""
    word = clause.words[index]
    after = clause.words[index + 1].key if index + 1 < len(clause.words) else ""
    if word.group or word.figure or not after:
        return _Token(word, cost, 0, "")
    if word.key in _LEADING or (word.key == "i" and after not in AUXILIARIES):
        return _Token(word, cost, -1, "")
    if (word.key == "which" and before is None) or word.key == "where":
        return _Token(word, cost, -1, "")
    if before and word.key in RELATIVES and _is_antecedent(clause.words, index - 1):
        return _Token(word, cost, 1, before.text.strip(_EDGE))
    return _Token(word, cost, 0, "")


def _is_antecedent(words: Sequence[Word], index: int) -> bool:
    word = words[index]
    if word.figure or word.group or word.key in DANGLING | OBJECTS | PRONOUNS:
        return False
    return not (index and is_verb_at(words, index))


def _clause_cost(clause: Clause) -> float:
    if clause.role is Role.PAIRED:
        return 9
    if clause.role is Role.ITEM:
        return 5
    return 4 if clause.leans else 0


def _word_cost(words: Sequence[Word], index: int) -> float:
    """What a line break in front of a word costs."""
    before, word = words[index - 1], words[index]
    key = word.key
    if word.group and word.group == before.group and before.text[-1] in ".!?":
        return 0
    if before.key in _HOLDING and not before.figure:
        return _CUT_APART
    if word.group and word.group != before.group:
        return 5 if word.text[0] in "([" else 9
    if before.text[-1] in ",;:":
        return 2 if index > 1 else 9
    return _joint_cost(words, index, key, before.key) + (8 if index == 1 else 0)


def _joint_cost(words: Sequence[Word], index: int, key: str, before: str) -> float:
    behind_verb = index > 1 and is_verb_at(words, index - 1)
    if key in _CONJUNCTIONS:
        return _conjunction_cost(words, index)
    if key in RELATIVES:
        return 3 if _is_antecedent(words, index - 1) else 8
    if key in SUBORDINATORS or key == "where":
        return 2
    if key == "to":
        return _to_cost(words, index)
    if key in CUTS:
        return 14 if behind_verb else 6
    if is_verb_at(words, index) and key not in AUXILIARIES:
        is_participle = index + 1 < len(words) and words[index + 1].key in PREPOSITIONS
        return 5 if is_participle and not behind_verb else 14
    return _CUT_APART


def _conjunction_cost(words: Sequence[Word], index: int) -> float:
    if not is_verb_at(words, index + 1):
        return 7
    return 4 if words[index + 1].key.endswith("ed") else 1


def _to_cost(words: Sequence[Word], index: int) -> float:
    """``from 9 to 4`` and ``asked her to come`` stay together; a purpose may have its own line."""
    keys = [word.key for word in words[max(0, index - _PAIR_REACH) : index]]
    if keys[-1] in FORBID_TO or "from" in keys:
        return 12
    if not CONTROL_VERBS.isdisjoint(keys[-_CONTROL_REACH:]):
        return 12
    after = words[index + 1].key if index + 1 < len(words) else ""
    return 6 if after in DETERMINERS else 3


def _foreign_cost(words: Sequence[Word], index: int) -> float:
    """The same without knowing the words: short ones mostly belong to what follows."""
    before, word = words[index - 1], words[index]
    if before.text[-1] in _SIGNS + "。！？":
        return 0
    if word.key in _CONNECTIVES:
        return 2
    if word.tight:
        return 12
    if before.figure or word.figure or len(before.key) <= _SHORT or before.key in _CONNECTIVES:
        return 10
    return 5 if len(word.key) <= _SHORT else 8


def _with_sign(word: Word, sign: str, complete: bool) -> Word:
    """The last word of a clause with the sign that parts it from the next in its line."""
    if word.tight or word.text[-1] in _SIGNS + ".!?。！？":
        return word
    if complete or sign not in ":;—–":
        sign = ","
    return word._replace(text=word.text + (sign if sign in ",;:" else f" {sign}"))


def _written(tokens: Sequence[_Token], start: int, end: int) -> str:
    """The line as it is shown: no conjunction in front, no mark at the end, no bracket that does not close."""
    first = start
    while first < end - 1 and tokens[first].extra < 0:
        first += 1
    while end > first + 1 and tokens[end - 1].word.key in _CONJUNCTIONS and not tokens[end - 1].word.figure:
        end -= 1
    text = _closed(joined(token.word for token in tokens[first:end])).rstrip(_EDGE)
    text = text if tokens[first].word.figure else text.lstrip(_EDGE)
    if start and first == start and tokens[start].antecedent:
        text = f"{tokens[start].antecedent} {text}"
    text = text if text.endswith(_DOTTED) else text.rstrip(".。")
    return text[:1].upper() + text[1:]


def _closed(text: str) -> str:
    for opening, closing in (("(", ")"), ("[", "]"), ("“", "”"), ("（", "）"), ("「", "」")):
        whole = text.startswith(opening) and text.endswith(closing) and opening in "([（"
        if whole or text.count(opening) != text.count(closing):
            text = text.replace(opening, "").replace(closing, "")
    return text if text.count('"') % 2 == 0 else text.replace('"', "")
