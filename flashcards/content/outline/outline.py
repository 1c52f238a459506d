"""Outlines: the recall cues computed from prose, whole clauses in the author's words, every figure kept."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from operator import attrgetter

from flashcards.content.languages.lexicon import lexicon_of
from flashcards.content.outline.choice import best_lines
from flashcards.content.outline.lines import COLUMNS, lines_of, shown, with_gap
from flashcards.content.outline.statements import Span, Statement, statements_of
from flashcards.content.text.figures import figure_spans
from flashcards.content.text.passages import passages
from flashcards.content.text.sentences import sentence_spans
from flashcards.content.text.width import fits, rows_of

ROW_LIMITS = {"Situation": 2, "Task": 2, "Action": 5, "Result": 3, "Lesson": 1}
_OTHER_LIMIT = 5
# What a statement is worth for what it says and where it stands, in the worth of a line (see ``lines``). Found, as all
# weights of the engine, by reading outlines of 60 stories of as many authors against their texts: what blind readers
# had missed (the goal of a task, an obstacle, the first of the outcomes, what people said of it) had to be told, with
# not more than half of the words.
_OUTCOME = 2.2
_OUTCOME_FIRST = 1.5
_DUTY = 2.0
_LESSON = -2.0
_TELLER = 0.9
_EDGE = 0.6
_ASKING = -1.0
_ANNOUNCING = -5.0
_WITHOUT_VERB = -1.6
# what is no longer and ends in a colon only announces what follows
_LONGEST_ANNOUNCING = 60
_LONGEST_TOLD = 50_000
_LETTER = re.compile(r"[^\W\d_]")
_IS_OUTCOME, _IS_VERB, _TELLS = map(attrgetter, ("outcome", "verb", "teller"))
_QUOTES = ('""', "“”", "„“", "«»", "「」", "『』")


def draft_outline(text: str, part: str = "") -> tuple[str, ...]:
    """Return the cues of a part, one a line, in the order and the words of ``text``.

    ``part`` is the part's name, merged names joined by ``&``; it sets how many rows of 60 columns there may be, more
    only where figures ask for it. A text that fits its rows is told whole. Every figure of ``text`` stands in the
    lines, whole, and so does every bracket that is not left out. What is left out behind the beginning of a statement
    is shown as ``…``.
    """
    names = {name.strip() for name in part.split("&")}
    limit = sum(ROW_LIMITS.get(name, _OTHER_LIMIT) for name in names)
    lexicon = lexicon_of(text)
    sentences = list(_sentences(_told(text, part)))
    if fits(text, limit * COLUMNS):
        lines = [with_gap(sentence) for sentence, figures in sentences if figures or not _announces(sentence)]
        if lines and sum(rows_of(line, COLUMNS) for line in lines) <= limit:
            return tuple(shown(line, lexicon) for line in lines)
    statements = [each for sentence, figures in sentences for each in statements_of(sentence, figures, lexicon)]
    worths = [_worth(each, names) for each in statements]
    # the first and the last say most, and first of all the outcome
    for place in {0, len(statements) - 1} if statements else ():
        worths[place] += _OUTCOME_FIRST if not place and "Result" in names else _EDGE * (0.5 if limit > 3 else 1.0)
    options = [(each, lines_of(each, worth, limit)) for each, worth in zip(statements, worths, strict=True)]
    return tuple(shown(line, lexicon) for line in best_lines(options, limit))


def _sentences(text: str) -> Iterator[tuple[str, list[Span]]]:
    """The sentences of a text with their figures; beyond an hour's telling only those that have one."""
    told = 0
    for passage in passages(text):
        figures = figure_spans(passage)
        for start, end in sentence_spans(passage):
            sentence = passage[start:end].rstrip()
            begin = start + len(sentence) - len(sentence := sentence.lstrip())
            own = figures[bisect_left(figures, (begin,)) : bisect_left(figures, (end,))]
            if own or (told < _LONGEST_TOLD and _LETTER.search(sentence)):
                yield sentence, [(left - begin, right - begin) for left, right in own]
            told += len(sentence)


def _told(text: str, part: str) -> str:
    """The text without its part's name in front and the quotes around all of it."""
    text = text.strip()
    text = text[len(part) + 1 :].lstrip() if text[: len(part) + 1].lower() == f"{part.lower()}:" else text
    is_quoted = text[:1] + text[-1:] in _QUOTES and text[0] not in text[1:-1] and text[-1] not in text[1:-1]
    return text[1:-1] if is_quoted else text


def _worth(statement: Statement, names: set[str]) -> float:
    """What a statement is worth for what it says: a turn, an outcome, what the teller did."""
    lexicon = statement.lexicon
    kinds = statement.words.kinds[statement.lead.at : statement.end.at]
    worth = _OUTCOME * any(map(_IS_OUTCOME, kinds)) if "Result" in names else _TELLER * any(map(_TELLS, kinds[:3]))
    worth += _TELLER * ("Situation" not in names and any(map(_IS_VERB, kinds[:2])))
    span = statement.begin.place, statement.end.place
    worth += _LESSON * ("Result" in names and lexicon.lessons.search(statement.sentence, *span) is not None)
    worth += _DUTY * ("Task" in names and lexicon.duties.search(statement.sentence, *span) is not None)
    worth += _ASKING * statement.sentence.endswith(("?", "？"))
    worth += _ANNOUNCING * _announces(statement.sentence)
    return worth + _WITHOUT_VERB * (lexicon.knows_verbs and statement.verb_end is None)


def _announces(sentence: str) -> bool:
    """Whether it only announces what follows, in few words."""
    return sentence.endswith((":", "：")) and len(sentence) <= _LONGEST_ANNOUNCING
