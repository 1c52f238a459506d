"""Packing: the words taken from a sentence set in lines that are each understood alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from flashcards.content.outline.clauses import Clause, Role
from flashcards.content.outline.cuts import has_statement, is_verb_at
from flashcards.content.outline.english import (
    AUXILIARIES,
    CONTRASTS,
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
    is_finite,
    is_verb,
)
from flashcards.content.outline.words import Word, joined


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LINE_WORDS = 12
_MOST_TOKENS = 4 * LINE_WORDS
_FEWEST_WORDS = 4
_PAIR_REACH = 9
_SHORT_PAIR = 5
_CONTROL_REACH = 4
_A_LINE = 7.0
_A_SHORT_LINE = 5.0
_CUT_APART = 25.0
_SHORT = 3
_HOLDING = DANGLING | PREPOSITIONS
_LEADING = frozenset({"and", "so"})
_FOREIGN_LEADING = frozenset({"y", "und", "et", "và"})
_CONJUNCTIONS = frozenset({"and", "or", "but"})
_SIGNS = ",;:，；：、—–"
_DASHES = "—–-―→>"
_EDGE = " ,;:，；：、—–-"
_DOTTED = (".m.", ".M.")
_CONNECTIVES = _words(
    """
    und aber oder weil dass wenn damit mit ohne für nach vor um bis y e o pero porque que para con sin hasta desde
    cuando si et ou mais parce pour avec sans jusqu'à quand depuis mas com sem até quando và vì để nhưng thì khi với
    mà thay nên
    """
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
    tokens = _tokens(taken, english)
    lines = []
    end = len(tokens)
    starts, _ = _divided(tokens)
    while end:
        lines.append((starts[end], end))
        end = starts[end]
    written = (_written(tokens, start, end) for start, end in reversed(lines))
    return [line for line in written if line]


def strain_of(taken: Sequence[tuple[Clause, int]], english: bool) -> float:
    """What the best division of these clauses costs: it grows with the lines, and with what they tear apart."""
    return _divided(_tokens(taken, english))[1]


def _divided(tokens: Sequence[_Token]) -> tuple[list[int], float]:
    """Where the line that ends at each place best starts, and the cost of the cheapest division."""
    best = [0.0]
    starts = [0]
    for end in range(1, len(tokens) + 1):
        cheapest, place = float("inf"), end - 1
        size = 0.0
        tail = float(_ends_with_dash(tokens[end - 1].word))
        for start in range(end - 1, max(-1, end - 1 - _MOST_TOKENS), -1):
            size += tokens[start].word.size
            length = size - tail + (tokens[start].extra if start or tokens[start].extra < 0 else 0)
            if size > LINE_WORDS + 2 and start < end - 1:
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
    return starts, best[-1]


def _tokens(taken: Sequence[tuple[Clause, int]], english: bool) -> list[_Token]:
    tokens: list[_Token] = []
    before: Clause | None = None
    for clause, kept in taken:
        if before is not None:
            tokens[-1] = tokens[-1]._replace(word=_with_sign(tokens[-1].word, before.words[-1].text[-1]))
        verb = _first_verb(clause.words) if english else 0
        tokens += [_token(clause, index, before, verb, english) for index in range(kept)]
        before = clause
    return tokens


def _first_verb(words: Sequence[Word]) -> int:
    if is_verb(words[0].key, "and"):
        return 0
    return next((index for index in range(1, len(words)) if is_finite(words[index].key, words[index - 1].key)), 0)


def _token(clause: Clause, index: int, last: Clause | None, verb: int, english: bool) -> _Token:
    """A word with what it costs to start a line with it, and what that takes: a word less or one more."""
    words = clause.words
    if not english:
        start = 1.0 if last and last.words[-1].text[-1] in ",，、" else 0.0
        leads = words[index].key in _FOREIGN_LEADING and index + 1 < len(words)
        return _Token(words[index], _foreign_cost(words, index) if index else start, -float(leads), "")
    cost = _word_cost(words, index) if index else _clause_cost(clause, last)
    if 0 < index <= verb and words[index].key not in _CONJUNCTIONS:
        cost = max(cost, 14)
    return _Token(words[index], cost, *_start(words, index))


def _start(words: Sequence[Word], index: int) -> tuple[float, str]:
    """What a line needs in front of a word: a word less, or the word that a relative pronoun stands for."""
    word = words[index]
    after = words[index + 1].key if index + 1 < len(words) else ""
    if word.group or word.figure or not after:
        return 0, ""
    if word.key in _LEADING or (word.key == "i" and after not in AUXILIARIES):
        return -1, ""
    if (word.key == "which" and not index and after not in AUXILIARIES) or word.key == "where":
        return -1, ""
    if index and word.key in RELATIVES and _is_antecedent(words, index - 1):
        return 1, words[index - 1].text.strip(_EDGE)
    return 0, ""


def _is_antecedent(words: Sequence[Word], index: int) -> bool:
    word = words[index]
    if index and words[index - 1].figure and len(word.key) <= _SHORT:
        return False
    if word.figure or word.group or word.key in DANGLING | OBJECTS | PRONOUNS:
        return False
    return not (index and is_verb_at(words, index))


def _clause_cost(clause: Clause, last: Clause | None) -> float:
    if last and last.role is Role.FRONT and not has_statement(last.words):
        return 7
    if clause.role is Role.PAIRED:
        return 9 if len(clause.words) <= _SHORT_PAIR else 2
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
        return 2 if index > 1 and word.key not in AUXILIARIES else 14
    return _joint_cost(words, index, key) + (8 if index == 1 else 0)


def _joint_cost(words: Sequence[Word], index: int, key: str) -> float:
    behind_verb = index > 1 and is_verb_at(words, index - 1)
    if key in _CONJUNCTIONS:
        return _conjunction_cost(words, index)
    if key in RELATIVES:
        if index + 1 < len(words) and words[index + 1].key in PREPOSITIONS | {"to"}:
            return _CUT_APART
        return 5 if _is_antecedent(words, index - 1) else 8
    if key in SUBORDINATORS or key == "where":
        return 2
    if key in CONTRASTS - {"than"}:
        return 4
    if key == "to":
        return _to_cost(words, index)
    if key in CUTS:
        return 14 if behind_verb or words[index - 1].key in OBJECTS else 6
    if is_verb_at(words, index) and key not in AUXILIARIES:
        is_participle = index + 1 < len(words) and words[index + 1].key in PREPOSITIONS
        return 5 if is_participle and not behind_verb and not key.endswith("ing") else 14
    return _CUT_APART


def _conjunction_cost(words: Sequence[Word], index: int) -> float:
    if not is_verb_at(words, index + 1):
        return 2 if index + 1 < len(words) and words[index + 1].key in RELATIVES | {"whether", "how"} else 7
    if is_verb_at(words, index - 1):
        return 14
    return 4 if words[index + 1].key.endswith("ed") else 1


def _to_cost(words: Sequence[Word], index: int) -> float:
    """``from 9 to 4`` and ``asked her to come`` stay together; a purpose may have its own line."""
    keys = [word.key for word in words[max(0, index - _PAIR_REACH) : index]]
    if keys[-1] in FORBID_TO or "from" in keys or is_verb_at(words, index - 1):
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
    if word.tight or before.key in _CONNECTIVES:
        return 14
    if word.key in _CONNECTIVES:
        return 4 if len(before.key) > _SHORT or before.figure else 6
    if before.figure or word.figure or len(before.key) <= _SHORT:
        return 10
    return 5 if len(word.key) <= _SHORT else 8


def _with_sign(word: Word, sign: str) -> Word:
    """The last word of a clause with the sign that parts it from the next in its line."""
    if word.tight or word.text[-1] in _SIGNS + ".!?。！？":
        return word
    return word._replace(text=word.text + (sign if sign in ":;" else ","))


def _ends_with_dash(word: Word) -> bool:
    """Whether a dash stands alone behind the word: it counts as a word within a line, and goes at its end."""
    return word.text[-1] in _DASHES and " " in word.text


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
