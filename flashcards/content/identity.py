"""Which card is which after an edit: a reworded question or a moved story keeps its history."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from flashcards.content.cards import Card, CardKind
from flashcards.content.languages.scripts import HAN, HANGUL, KANA

CLOSE = 0.5
AHEAD = 0.1
_WORD = re.compile(r"\w+")
_EAST = re.compile(f"[{KANA}{HAN}{HANGUL}]")
_Pair = tuple[str, str]
_Texts = Callable[[Card], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Links:
    """What was decided: pairs (old id, new id), and new ids that two old ones or more may be."""

    sure: tuple[tuple[str, str], ...] = ()
    unclear: tuple[tuple[str, tuple[str, ...]], ...] = ()


def link(gone: Sequence[Card], fresh: Sequence[Card]) -> Links:
    """Pair cards that are gone with cards that are new: by equal text first, then by the closeness of their texts.

    Two texts are close when the Jaccard index of their pairs of neighbouring words is at least ``CLOSE``, and that
    is at least ``AHEAD`` more than with any other. Two candidates that are nearer to one another stay unclear.
    """
    sure: list[tuple[str, str]] = []
    unclear: dict[str, tuple[str, ...]] = {}
    for texts in (_whole, _told):
        olds, news = _left(gone, fresh, sure, unclear)
        for new, candidates in _equal(olds, news, texts):
            if len(candidates) == 1:
                sure.append((candidates[0], new))
            else:
                unclear[new] = tuple(candidates)
    olds, news = _left(gone, fresh, sure, unclear)
    _by_closeness(olds, news, sure, unclear)
    return Links(tuple(sure), tuple(sorted(unclear.items())))


def is_rewritten(before: Card, after: Card) -> bool:
    """Whether over half of a story's words changed."""
    if after.kind is not CardKind.STORY:
        return False
    old, new = Counter(_told(before)), Counter(_told(after))
    return (old & new).total() * 2 < max(old.total(), new.total())


def _left(
    gone: Iterable[Card], fresh: Iterable[Card], sure: Iterable[tuple[str, str]], unclear: Mapping[str, Sequence[str]]
) -> tuple[list[Card], list[Card]]:
    taken = {old for old, _ in sure} | {old for olds in unclear.values() for old in olds}
    found = {new for _, new in sure} | unclear.keys()
    return [card for card in gone if card.id not in taken], [card for card in fresh if card.id not in found]


def _told(card: Card) -> tuple[str, ...]:
    """What is told, whatever is asked; of a theme what it means."""
    if card.kind is CardKind.THEME:
        return (card.kind, *_words(card.about)) if card.about else ()
    return (card.kind, *_words(" ".join(f"{part.text} {' '.join(part.bullets)}" for part in card.parts)))


def _whole(card: Card) -> tuple[str, ...]:
    return (card.kind, *_words(f"{card.prompt} {card.about}"), "|", *_told(card))


def _equal(gone: Sequence[Card], fresh: Sequence[Card], texts: _Texts) -> Iterator[tuple[str, list[str]]]:
    """Each new card with the gone ones of the same text; two new cards of one text share the candidates of neither."""
    olds: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for card in gone:
        olds[texts(card)].append(card.id)
    wanted = Counter(texts(card) for card in fresh)
    for card in fresh:
        text = texts(card)
        if text and text in olds and wanted[text] == 1:
            yield card.id, olds[text]


def _by_closeness(
    gone: Sequence[Card], fresh: Sequence[Card], sure: list[tuple[str, str]], unclear: dict[str, tuple[str, ...]]
) -> None:
    scores = _scores(gone, fresh)
    best_of_old: dict[str, list[float]] = defaultdict(list)
    for olds in scores.values():
        for old, score in olds.items():
            best_of_old[old].append(score)
    for new, olds in scores.items():
        ranked = sorted(olds.items(), key=lambda each: (-each[1], each[0]))
        old, score = ranked[0]
        if score < CLOSE:
            continue
        near = [each for each, other in ranked if other > score - AHEAD]
        rivals = [other for other in best_of_old[old] if other > score - AHEAD]
        if len(near) == 1 and len(rivals) == 1:
            sure.append((old, new))
        else:
            unclear[new] = tuple(near)


def _scores(gone: Sequence[Card], fresh: Sequence[Card]) -> dict[str, dict[str, float]]:
    """How close each new card is to each gone one that it shares a pair of words with."""
    bags = {card.id: _pairs(card) for card in gone}
    holders: dict[_Pair, list[str]] = defaultdict(list)
    for old, pairs in bags.items():
        for pair in pairs:
            holders[pair].append(old)
    scores: dict[str, dict[str, float]] = {}
    for card in fresh:
        pairs = _pairs(card)
        shared = Counter(old for pair in pairs for old in holders.get(pair, ()))
        if shared:
            scores[card.id] = {old: number / (len(pairs) + len(bags[old]) - number) for old, number in shared.items()}
    return scores


def _pairs(card: Card) -> set[_Pair]:
    """The pairs of neighbouring words; a story and a theme never share one."""
    return {(f"{card.kind}:{first}", second) for first, second in pairwise(_whole(card)[1:])}


def _words(text: str) -> list[str]:
    """The words in lower case; signs of scripts that have no spaces are words of their own."""
    found: list[str] = []
    for word in _WORD.findall(text.casefold()):
        found += list(word) if _EAST.search(word) else [word]
    return found
