"""Words found in cards: which cards hold them, the best first, and the line of each that says most of them.

A word is found in every form that its stem begins, whatever the case and the accents; where signs are written without
spaces, wherever it stands. Cards are ranked by BM25 (Robertson, Zaragoza 2009) over weighted fields.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import takewhile
from math import log
from typing import NamedTuple

from flashcards.content.card_ids import short_name
from flashcards.content.cards import Card, CardKind, CardPart
from flashcards.content.languages.scripts import HAN, KANA, THAI_AND_LAO
from flashcards.content.text.sentences import sentence_spans

_SATURATION = 1.2
_LENGTH_SHARE = 0.75
_EXACT, _BEGUN = 1.0, 0.6
_OF_THE_QUESTION, _OF_A_WORDING, _OF_THE_STORY = 3.0, 2.0, 1.0
_LONGEST_LINE = 160
# of a long word the last letters may bend it
_LONG_WORD, _BENT = 8, 2
_WORD = re.compile(r"[^\W_]+")
_UNSPACED = re.compile(f"[{KANA}{HAN}{THAI_AND_LAO}]")
_WHOLE, _FORM = r"(?![^\W_])", r"[^\W_]*"
_ITEM = "- "


class Word(NamedTuple):
    """A word to look for, folded, with what the words begin with that are taken for it."""

    text: str
    root: str

    @property
    def pattern(self) -> re.Pattern[str]:
        """What finds it in a folded text."""
        return _pattern(self.root)

    def narrows(self, other: Word) -> bool:
        """Whether whatever holds this word holds the other, too: it only has more letters."""
        same_script = bool(_UNSPACED.search(self.root)) == bool(_UNSPACED.search(other.root))
        return self.root == other.root or (
            same_script and not other.root.isdigit() and self.root.startswith(other.root)
        )

    def weight(self, found: str) -> float:
        """How much a form of it that was found counts."""
        return _EXACT if found == self.text or _UNSPACED.search(self.text) else _BEGUN


class Line(NamedTuple):
    """A line of a card, in the field that it stands in, with how much that field counts."""

    field: str
    text: str
    weight: float


class Hit(NamedTuple):
    """A card that was found: how well it holds the words that were looked for, and how many of them."""

    card: Card
    score: float = 0.0
    words: tuple[Word, ...] = ()
    held: int = 0

    @property
    def best(self) -> Line:
        """The line that says most of the words, the first of equal ones; the question where none was looked for."""
        # what the card is called by stands beside it anyway
        name, question, *lines = lines_of(self.card)
        shown = (*lines, question, name) if self.words else (question,)
        return max(shown, key=lambda line: _said(self.words, line.text))


def folded(text: str) -> str:
    """A text as it is compared: lower case, without accents, each sign at its place."""
    return text.lower() if text.isascii() else "".join(map(_folded_sign, text))


@lru_cache(maxsize=10_000)
def _folded_sign(sign: str) -> str:
    return unicodedata.normalize("NFD", sign)[0].lower()[0]


def words_of(query: str) -> tuple[Word, ...]:
    """The words of what somebody looks for, each once."""
    found = dict.fromkeys(folded(query)[place.start() : place.end()] for place in _WORD.finditer(query))
    return tuple(Word(text, _root(text)) for text in found)


def _root(word: str) -> str:
    if _UNSPACED.search(word):
        return word
    stem = _beginning(word, _stem(word).removesuffix("i")) if len(word) > _BENT else word
    return min(stem, word[:-_BENT] if len(word) >= _LONG_WORD else word, key=len)


def _beginning(word: str, stem: str) -> str:
    """What a stem and its word begin with: some stemmers put an ending back, "blame" for "blaming"."""
    return "".join(one for one, _ in takewhile(lambda pair: pair[0] == pair[1], zip(word, stem, strict=False)))


def _stem(word: str) -> str:
    import snowballstemmer

    return str(snowballstemmer.stemmer("english").stemWord(word))


@lru_cache
def _pattern(root: str) -> re.Pattern[str]:
    if _UNSPACED.search(root):
        return re.compile(re.escape(root))
    return re.compile(rf"(?<![^\W_]){re.escape(root)}{_WHOLE if root.isdigit() else _FORM}")


def may_hold(words: Sequence[Word], text: str, together: bool = False) -> bool:
    """Whether a text, in whatever notation, may hold one of the words, or all: what is quick to ask of very many."""
    plain = folded(text)
    return (all if together else any)(word.root in plain for word in words)


def holds(words: Sequence[Word], card: Card, together: bool = False) -> bool:
    """Whether a card holds one of the words, or all."""
    plain = folded("\n".join(text for _, text in _texts(card)))
    return (all if together else any)(word.pattern.search(plain) for word in words)


def find(words: Sequence[Word], cards: Iterable[Card], total: int) -> list[Hit]:
    """The cards that hold all of the words, the best first; where none does, those that hold any.

    ``total`` counts the cards that were looked into, those included that hold none.
    """
    found = [_Found.of(words, card) for card in cards]
    most = max((len(each.counts) for each in found), default=0)
    if not most:
        return []
    if most < len(words):
        best = [each for each in found if each.counts]
    else:
        best = [each for each in found if len(each.counts) == most]
    rarity = {word: log(1 + total / (1 + sum(word in each.counts for each in best))) for word in words}
    usual = sum(each.length for each in best) / len(best)
    ranked = sorted(best, key=lambda each: (-len(each.counts), -each.score(rarity, usual)))
    return [Hit(each.card, each.score(rarity, usual), tuple(words), len(each.counts)) for each in ranked]


class _Found(NamedTuple):
    """A card with how often it holds each word, fields weighted, and its length in signs."""

    card: Card
    counts: Mapping[Word, float]
    length: int

    @classmethod
    def of(cls, words: Sequence[Word], card: Card) -> _Found:
        counts: dict[Word, float] = {}
        length = 1
        for weight, text in _texts(card):
            plain = folded(text)
            length += len(plain)
            for word in words:
                if word.root in plain:
                    found = sum(word.weight(place.group()) for place in word.pattern.finditer(plain))
                    counts |= {word: counts.get(word, 0.0) + weight * found} if found else {}
        return cls(card, counts, length)

    def score(self, rarity: Mapping[Word, float], usual: float) -> float:
        damping = _SATURATION * (1 - _LENGTH_SHARE + _LENGTH_SHARE * self.length / usual)
        return sum(rarity[word] * count * (_SATURATION + 1) / (count + damping) for word, count in self.counts.items())


def _said(words: Sequence[Word], text: str) -> float:
    plain = folded(text)
    found = ([word.weight(place.group()) for place in word.pattern.finditer(plain)] for word in words)
    return sum(max(weights, default=0.0) for weights in found)


def spans(words: Sequence[Word], text: str) -> tuple[tuple[int, int], ...]:
    """Where the words stand in a text, in their order, none within another."""
    plain = folded(text)
    kept: list[tuple[int, int]] = []
    for begin, end in sorted(place.span() for word in words for place in word.pattern.finditer(plain)):
        if not kept or begin >= kept[-1][1]:
            kept.append((begin, end))
    return tuple(kept)


def _texts(card: Card) -> Iterator[tuple[float, str]]:
    """All that ``lines_of`` gives, in few pieces, each with how much it counts."""
    yield _OF_THE_QUESTION, card.prompt
    yield _OF_A_WORDING, "\n".join((short_name(card.id), *card.wordings, card.about))
    if card.kind is CardKind.STORY:
        cues = (cue for part in card.parts for cue in part.bullets if cue not in part.text)
        told = (part.text for part in card.parts)
        asides = (said for _, said in card.asides)
        yield _OF_THE_STORY, "\n".join((*told, *cues, *card.follow_ups, *asides, *card.tags))


def lines_of(card: Card) -> Iterator[Line]:
    """Every line of a card: its name, its questions, what it is about, and of a story all that is told, noted, tagged.

    What the examples of a theme say is found in their own cards.
    """
    yield Line("name", short_name(card.id), _OF_A_WORDING)
    yield Line("question" if card.kind is CardKind.STORY else "theme", card.prompt, _OF_THE_QUESTION)
    yield from (Line("asked as", wording, _OF_A_WORDING) for wording in card.wordings)
    yield from (Line("about", each, _OF_A_WORDING) for each in card.about.splitlines())
    for part in card.parts if card.kind is CardKind.STORY else ():
        yield from (Line(part.name, text, _OF_THE_STORY) for text in _told(part))
    yield from (Line("follow-up", each, _OF_THE_STORY) for each in card.follow_ups)
    yield from (Line(name.lower(), each, _OF_THE_STORY) for name, said in card.asides for each in _short(said))
    yield from (Line("themes", tag, _OF_THE_STORY) for tag in card.tags if card.kind is CardKind.STORY)


def _told(part: CardPart) -> Iterator[str]:
    """The cues that were written, and the sentences of the text."""
    yield from part.bullets
    cues = {f"{_ITEM}{cue}" for cue in part.bullets}
    yield from _short("\n".join(line for line in part.text.splitlines() if line not in cues))


def _short(text: str) -> Iterator[str]:
    """The lines of a text, of long ones the sentences."""
    for line in filter(str.strip, text.splitlines()):
        if len(line) <= _LONGEST_LINE:
            yield line.strip()
        else:
            yield from (line[begin:end].strip() for begin, end in sentence_spans(line))


def vocabulary(texts: Iterable[str]) -> dict[str, str]:
    """The words of texts by what they are compared as."""
    return {folded(word): word for text in texts for word in _WORD.findall(text)}
