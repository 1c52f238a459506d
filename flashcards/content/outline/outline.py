"""Outlines: the recall cues computed from prose, whole clauses in the author's words, every figure kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from flashcards.content.outline.choice import Option, best_lines
from flashcards.content.outline.cues import COLUMNS, Cues
from flashcards.content.outline.lexicon import Lexicon, lexicon_of
from flashcards.content.outline.units import Unit, spans_within, units_of
from flashcards.content.text.figures import figure_spans
from flashcards.content.text.passages import passages
from flashcards.content.text.sentences import sentence_spans
from flashcards.content.text.width import width_of

ROW_LIMITS = {"Situation": 2, "Task": 2, "Action": 5, "Result": 3, "Lesson": 1}
_OTHER_LIMIT = 5
_PRICE = 0.06
_SHARE = 0.43
_FEWEST_ROWS = 1.6
_TURN = 1.8
_OUTCOME = 2.2
_TELLER = 0.9
_EDGE = 0.6
_OUTCOME_FIRST = 1.5
_LEANING = 1.0
_ASKING = 1.0
_ANNOUNCING = 5.0
_WITHOUT_VERB = 0.8
_FEWEST_ANNOUNCING = 5
_FEWEST_STATING = 10
_LONGEST_TOLD = 50_000
_LABEL = re.compile(r"[^\W\d_][^\d:：.,]{0,45}(?::\s+|：)(?=[^\W\d_a-z])")
_QUOTES = ('""', "“”", "„“", "«»", "「」", "『』")


def draft_outline(text: str, part: str = "") -> tuple[str, ...]:
    """Return the cues of a part, one a line, in the order and the words of ``text``.

    ``part`` is the part's name, merged names joined by ``&``; it sets how many rows of 60 columns there may be, more
    only where figures ask for it. Every figure of ``text`` stands in the lines, whole, and so does every bracket that
    is not left out. What is left out behind the beginning of a statement is shown as ``…``.
    """
    names = {name.strip() for name in part.split("&")}
    limit = sum(ROW_LIMITS.get(name, _OTHER_LIMIT) for name in names)
    lexicon = lexicon_of(text)
    units = list(_units(text, part, lexicon))
    seen: set[str] = set()
    options = []
    for index, unit in enumerate(units):
        bonus = _weight(unit, names, lexicon) + _place(index, len(units), limit, names)
        cues = Cues(unit, bonus, seen, lexicon).best(limit, "Task" in names)
        options.append(Option(cues, bool(unit.figures), _leans(unit, lexicon)))
    return _within(options, limit, sum(width_of(unit.text) for unit in units))


def _within(options: Sequence[Option], limit: int, width: int) -> tuple[str, ...]:
    """The lines worth most, at a price that leaves no more than a share of the width of all."""
    price = _PRICE * min(1.0, max(0.1, limit * COLUMNS / max(1, width) - 0.3))
    return best_lines(options, limit, price, max(COLUMNS * max(_FEWEST_ROWS, limit / 2.5), _SHARE * width))


def _units(text: str, part: str, lexicon: Lexicon) -> Iterator[Unit]:
    """The statements of a text; beyond an hour's telling only sentences with a figure are looked at."""
    told = 0
    for passage in passages(_told(text, part)):
        figures = figure_spans(passage.text)
        for start, end in sentence_spans(passage.text):
            begin = _label_end(passage.text, lexicon) if passage.item and not start else start
            sentence = passage.text[begin:end].lstrip()
            own = spans_within(figures, end - len(sentence), end)
            if own or (told < _LONGEST_TOLD and any(char.isalpha() for char in sentence)):
                yield from units_of(sentence.rstrip(), own, lexicon)
            told += len(sentence)


def _label_end(text: str, lexicon: Lexicon) -> int:
    """Where the heading in front of an item ends, which says nothing that the item does not tell."""
    label = _LABEL.match(text)
    states = label is None or any(lexicon.kind_of(word).verb for word in label.group().lower().split())
    return 0 if label is None or states or lexicon.leads.match(text) else label.end()


def _told(text: str, part: str) -> str:
    """The text without its part's name in front and the quotes around all of it."""
    text = text.strip()
    text = text[len(part) + 1 :].lstrip() if text[: len(part) + 1].lower() == f"{part.lower()}:" else text
    is_quoted = text[:1] + text[-1:] in _QUOTES and text[0] not in text[1:-1] and text[-1] not in text[1:-1]
    return text[1:-1] if is_quoted else text


def _weight(unit: Unit, names: set[str], lexicon: Lexicon) -> float:
    """What a unit is worth for what it says: a turn, an outcome, what the teller did."""
    does = next((word.kind.verb for word in unit.words if word.start >= unit.lead), False)
    tells = lexicon.teller.search(unit.text, unit.lead, unit.lead + 12) is not None
    weight = _TURN * bool(lexicon.turns.search(unit.text))
    weight += _OUTCOME * ("Result" in names and bool(lexicon.outcomes.search(unit.text)))
    weight += _TELLER * ((does and "Situation" not in names) + (tells and "Result" not in names))
    weight -= _LEANING * _leans(unit, lexicon) + _ASKING * unit.text.endswith(("?", "？"))
    states = any(word.kind.verb for word in unit.words)
    fewest = _FEWEST_ANNOUNCING if does else _FEWEST_STATING if states else len(unit.words) + 1
    if unit.text.endswith((":", "：")) and len(unit.words) < fewest:
        weight -= _ANNOUNCING
    elif lexicon.knows_verbs and not states:
        weight -= _WITHOUT_VERB
    return weight


def _place(index: int, count: int, limit: int, names: set[str]) -> float:
    """What a unit is worth for where it stands: the first and the last say most, and first of all the outcome."""
    if not index and "Result" in names:
        return _OUTCOME_FIRST
    return _EDGE * (0.5 if limit > 3 else 1.0) * (index in (0, count - 1))


def _leans(unit: Unit, lexicon: Lexicon) -> bool:
    return lexicon.leans.match(unit.text, unit.lead) is not None
