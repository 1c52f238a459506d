"""Outlines: the recall cues computed from prose, whole clauses in the author's words, every figure kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from flashcards.content.outline.clauses import clauses_of, first_word
from flashcards.content.outline.lexicon import Lexicon, lexicon_of
from flashcards.content.outline.measure import width_of
from flashcards.content.outline.sentences import Sentence
from flashcards.content.text.figures import figure_spans
from flashcards.content.text.passages import passages
from flashcards.content.text.sentences import groups, sentence_spans

ROW_LIMITS = {"Situation": 2, "Task": 2, "Action": 5, "Result": 3, "Lesson": 1}
_OTHER_LIMIT = 5
_SHARE = 0.48
_LEAST_WIDTH = 60
_LEAST_OF_ROW = 25
_FIRST_WORDS = 60
_ANNOUNCING = (":", "：")
_ASKS = 0.4
_TOLD = 0.6
_NEEDED = 1.0
_REFERS = -1.0
_LONGEST_QUOTE = 120
_LONGEST_JOINED = 120
_QUOTES = (('"', '"'), ("“", "”"), ("„", "“"), ("«", "»"), ("「", "」"))


def draft_outline(text: str, part: str = "") -> tuple[str, ...]:
    """Return the cues of a part, one a line, in the order and the words of ``text``.

    ``part`` is the part's name, merged names joined by ``&``; it sets how many rows of 60 columns there may be, more
    only where figures ask for it. Every figure of ``text`` stands in the lines, whole, and so does every bracket that
    is not left out. What is left out of a sentence is shown as ``…``.
    """
    limit = sum(ROW_LIMITS.get(name.strip(), _OTHER_LIMIT) for name in part.split("&"))
    lexicon = lexicon_of(text)
    sentences = list(_sentences(text, lexicon))
    weighed = sorted(zip(_weights(sentences, lexicon), sentences, strict=True), key=lambda pair: -pair[0])
    by_weight = [sentence for weight, sentence in weighed if weight > 0] or sentences[:1]
    width = sum(width_of(sentence.text) for sentence in sentences)
    _choose(sentences, by_weight, limit, max(_LEAST_WIDTH, limit * _LEAST_OF_ROW, int(width * _SHARE)))
    return tuple(sentence.line for sentence in sentences if sentence.rows)


def _sentences(text: str, lexicon: Lexicon) -> Iterator[Sentence]:
    for passage in passages(text):
        told = _unquoted(passage.text)
        spans = figure_spans(told)
        figure = 0
        for start, end in _spans(told):
            first = figure
            while figure < len(spans) and spans[figure][0] < end:
                figure += 1
            if any(char.isalnum() for char in told[start:end]):
                start += len(told[start:end]) - len(told[start:end].lstrip())
                own = [(left - start, right - start) for left, right in spans[first:figure]]
                sentence = told[start:end].rstrip()
                yield Sentence(sentence, clauses_of(sentence, own, lexicon), lexicon)


def _unquoted(text: str) -> str:
    """The text without the quotes around all of it, within which no sentence would end."""
    is_quoted = len(text) > _LONGEST_QUOTE and (text[0], text[-1]) in _QUOTES
    return text[1:-1] if is_quoted and groups(text)[:1] == ((0, len(text)),) else text


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences stand; two short ones with no more than a semicolon between them are one."""
    open_start, open_end = 0, 0
    for start, end in sentence_spans(text):
        if open_end and (text[open_end - 1] not in ";；" or end - open_start > _LONGEST_JOINED):
            yield open_start, open_end
            open_start = start
        open_end = end
    yield open_start, open_end


def _weights(sentences: Sequence[Sentence], lexicon: Lexicon) -> list[float]:
    """How much each sentence tells.

    What the teller did and what came of it weigh most; what only announces or asks, least; what refers to the sentence
    before little, unless it stays for a figure, and needs the other one.
    """
    weights = [_weight(sentence.text, lexicon) for sentence in sentences]
    for index, (before, sentence) in enumerate(pairwise(sentences)):
        if first_word(sentence.text) in lexicon.back and not before.has_figure:
            weights[index if sentence.has_figure else index + 1] += _NEEDED if sentence.has_figure else _REFERS
    return weights


def _weight(text: str, lexicon: Lexicon) -> float:
    if text.endswith(_ANNOUNCING):
        return 0
    weight = _ASKS if text.endswith(("?", "？")) else 1.0
    weight += _TOLD * bool(lexicon.teller.search(text[:_FIRST_WORDS]))
    return weight + bool(lexicon.turns.search(text))


def _choose(sentences: Sequence[Sentence], by_weight: Sequence[Sentence], limit: int, room: int) -> None:
    """Take what must stay, then whole sentences by their weight, then more of those that are taken."""
    for sentence in sentences:
        if sentence.has_figure:
            sentence.take_least()
    _tighten(sentences, limit - (limit >= _OTHER_LIMIT and not all(sentence.has_figure for sentence in sentences)))
    rows, width = _total(sentences)
    for sentence in by_weight:
        if not sentence.rows and not (rows and (rows >= limit or width >= room)):
            _try(sentence, limit - rows, room - width if rows else None)
            rows, width = rows + sentence.rows, width + sentence.width
    if by_weight and not rows:
        by_weight[0].take_least()
        by_weight[0].tighten(limit)
        by_weight[0].shorten(limit)
    _grow(by_weight, limit, room)


def _try(sentence: Sentence, rows: int, width: int | None) -> None:
    """Take a sentence if it can be brought into that room, of which None is without end."""
    sentence.take_least()
    if sentence.rows > rows:
        sentence.tighten(rows)
    if sentence.rows > rows or (width is not None and sentence.width > width):
        sentence.drop()


def _tighten(sentences: Sequence[Sentence], limit: int) -> None:
    """Cut what figures ask for down to the limit, as far as that can be done."""
    rows = sum(sentence.rows for sentence in sentences)
    for sentence in sorted(sentences, key=lambda sentence: -sentence.width):
        if sentence.rows and rows > limit:
            rows -= sentence.rows
            sentence.tighten(max(1, limit - rows))
            rows += sentence.rows


def _grow(sentences: Sequence[Sentence], limit: int, room: int) -> None:
    rows, width = _total(sentences)
    for sentence in sentences:
        if sentence.rows and rows <= limit and width < room:
            rows, width = rows - sentence.rows, width - sentence.width
            sentence.grow(limit - rows, room - width)
            rows, width = rows + sentence.rows, width + sentence.width


def _total(sentences: Sequence[Sentence]) -> tuple[int, int]:
    return sum(sentence.rows for sentence in sentences), sum(sentence.width for sentence in sentences)
