"""A telling held against its story: which parts were heard, which cues, and whether it was this story at all."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from enum import StrEnum
from itertools import accumulate
from typing import NamedTuple

from flashcards.content.alignment.likeness import heard_as, is_rounded, is_same, time_said
from flashcards.content.alignment.numbers import Number, NumberKind
from flashcards.content.alignment.runs import runs
from flashcards.content.alignment.terms import Rarity, Terms, apart, terms
from flashcards.content.cards import CardPart
from flashcards.content.languages.language import Language
from flashcards.content.text.stems import stems

# The thresholds are fitted on half of the stories and tellings that benchmarks/alignment.py measures.
_TOLD = 0.25
_TOUCHED = 0.17
_CUE_TOLD = 0.3
_SAME_STORY = 0.22
_SAME_PART = 0.52
# of a long part details are dropped: more than this weight of it nobody has to tell
_ENOUGH = 20.0
# what says that a duty or a lesson is told, in a run that tells of no other part
_MANNER = 0.2
_FREE_RUN = 3.0
# small counts come in every story, larger ones hardly
_NUMBER_WEIGHTS = ((10, 1.0), (20, 2.0), (float("inf"), 3.0))
_MISHEARD = 0.8
# what it takes, in weight, to believe that a telling goes on to the next part, and that it leaps to another
_STEP, _LEAP = 0.5, 2.0


class Heard(StrEnum):
    """How far a part was told."""

    TOLD = "told"
    TOUCHED = "touched"
    MISSED = "missed"


class PartHeard(NamedTuple):
    """A part of the story: how far it was told, whether each of its cues was, and where in the telling it stands.

    ``at`` is where half of it is told, by weight, in characters; None where nothing of it was heard.
    """

    name: str
    heard: Heard
    cues: tuple[bool, ...]
    at: int | None


class Alignment(NamedTuple):
    """The parts as they were heard, in the story's order; ``different`` is whether another story was told."""

    parts: tuple[PartHeard, ...]
    different: bool

    @property
    def missed(self) -> frozenset[int]:
        """The places of the parts that were not told."""
        return frozenset(place for place, part in enumerate(self.parts) if part.heard is Heard.MISSED)

    @property
    def order(self) -> tuple[int, ...]:
        """The places of the parts that were told or touched, as they were one after the other."""
        heard = ((part.at, place) for place, part in enumerate(self.parts) if part.at is not None)
        return tuple(place for _, place in sorted(heard) if place not in self.missed)


class _Evidence(NamedTuple):
    """What of one part was heard: each term with its weight, and where its runs begin, with what each has of it."""

    terms: dict[str, float]
    runs: list[tuple[int, float]]

    @property
    def at(self) -> int | None:
        """Where half of the weight of its runs is reached; the first mention of a part may be a word in passing."""
        half = sum(weight for _, weight in self.runs) / 2
        reached = accumulate(weight for _, weight in self.runs)
        return next((start for (start, _), sofar in zip(self.runs, reached, strict=True) if sofar >= half), None)


def align(parts: Sequence[CardPart], telling: str, language: Language, weigh: Rarity) -> Alignment:
    """Return what of a story's parts is in a telling.

    Each run of words is counted for the part that it has most of, by the weights of the stems and numbers that both
    have; a part is told when what was counted for it is enough of all that it has.
    """
    story = _Story(parts, language, weigh)
    heard = _Telling(telling, language, story)
    shares = [story.share(place, evidence.terms) for place, evidence in enumerate(heard.evidence)]
    found = tuple(
        PartHeard(
            part.name,
            _heard(share + heard.manner(place)),
            story.cues_heard(place, evidence.terms),
            evidence.at,
        )
        for place, (part, share, evidence) in enumerate(zip(parts, shares, heard.evidence, strict=True))
    )
    return Alignment(found, _is_different(shares))


def _heard(share: float) -> Heard:
    if share >= _TOLD:
        return Heard.TOLD
    return Heard.TOUCHED if share >= _TOUCHED else Heard.MISSED


def _is_different(shares: Sequence[float]) -> bool:
    """Whether so little of the story was heard that it was another one; one part told well is enough."""
    return sum(shares) < _SAME_STORY * len(shares) and max(shares, default=0) < _SAME_PART


class _Story:
    """The parts of a story by what they have: stems and numbers, each with its weight."""

    def __init__(self, parts: Sequence[CardPart], language: Language, weigh: Rarity) -> None:
        texts = [part.text or "\n".join(part.bullets) for part in parts]
        self.terms = [terms(text, language) for text in texts]
        self.names = [part.name.lower() for part in parts]
        self._cues = [[terms(cue, language) for cue in part.outline] for part in parts]
        shared = Counter(stem for each in self.terms for stem in each.stems)
        shared.update(number_term(value) for each in self.terms for value in {n.value for n in each.numbers})
        self.weights = {stem: weigh(stem) / count for stem, count in shared.items()}
        for each in self.terms:
            self.weights |= {
                number_term(n.value): _number_weight(n) / shared[number_term(n.value)] for n in each.numbers
            }
        self._totals = [sum(self.weights[term] for term in _all_terms(each)) for each in self.terms]

    def share(self, place: int, heard: Mapping[str, float]) -> float:
        """How much of a part was heard, of its weight."""
        total = min(self._totals[place], _ENOUGH)
        return sum(heard.values()) / total if total else 0.0

    def cues_heard(self, place: int, heard: Mapping[str, float]) -> tuple[bool, ...]:
        """Whether enough of each cue was heard."""
        return tuple(self._is_cue_heard(_all_terms(cue), heard) for cue in self._cues[place])

    def _is_cue_heard(self, cue: frozenset[str], heard: Mapping[str, float]) -> bool:
        total = sum(self.weights.get(term, 0.0) for term in cue)
        return total > 0 and sum(heard.get(term, 0.0) for term in cue) >= _CUE_TOLD * total


class _Telling:
    """The runs of a telling, each counted for one part of the story."""

    def __init__(self, telling: str, language: Language, story: _Story) -> None:
        heard, rest = apart(telling, language)
        self._runs = runs(telling, language)
        self._texts = [telling[start:end].lower() for start, end in self._runs]
        self._story = story
        self._language = language
        # each word is stemmed once: of a telling without end nothing takes longer
        of_runs = [frozenset(stems(rest[start:end], language)) for start, end in self._runs]
        misheard = heard_as({stem for each in story.terms for stem in each.stems}, sorted(frozenset().union(*of_runs)))
        self.evidence = [_Evidence({}, []) for _ in story.terms]
        said = [_numbers_said(each.numbers, heard) for each in story.terms]
        found = []
        begins = [number.start for number in heard]
        for (start, end), run in zip(self._runs, of_runs, strict=True):
            inside = range(bisect_left(begins, start), bisect_left(begins, end))
            found.append([self._found(place, run, misheard, said[place], inside) for place in range(len(story.terms))])
        weights = [[sum(each.values()) for each in of_run] for of_run in found]
        self._free = [max(of_run, default=0.0) < _FREE_RUN for of_run in weights]
        for (start, _), place, of_run in zip(self._runs, likely_path(weights), found, strict=True):
            if of_run[place]:
                self.evidence[place].terms.update(of_run[place])
                self.evidence[place].runs.append((start, sum(of_run[place].values())))

    def _found(
        self,
        place: int,
        run: frozenset[str],
        misheard: Mapping[str, str],
        said: Mapping[str, frozenset[int]],
        inside: range,
    ) -> dict[str, float]:
        weights = self._story.weights
        found = {}
        for stem in self._story.terms[place].stems:
            if stem in run:
                found[stem] = weights[stem]
            elif misheard.get(stem) in run:
                found[stem] = weights[stem] * _MISHEARD
        found |= {term: weights[term] for term, places in said.items() if not places.isdisjoint(inside)}
        return found

    def manner(self, place: int) -> float:
        """What it adds to a part that a run, which is no other's, says by its manner what it tells of."""
        name, spoken, parts = self._story.names[place], self._language.spoken, self._language.parts
        if name == "task" or name in parts.task:
            manner = spoken.duties
        elif name == "lesson" or name in parts.lesson:
            manner = spoken.lessons
        else:
            return 0.0
        texts = (text for text, free in zip(self._texts, self._free, strict=True) if free)
        return _MANNER if any(re.search(manner, text) for text in texts) else 0.0


def likely_path(weights: Sequence[Sequence[float]]) -> tuple[int, ...]:
    """Return the part that each run is of, from what it has of each part.

    A telling goes through its parts in stretches, mostly in their order: the path of the greatest weight, where each
    turn to another part costs something (Viterbi's algorithm).
    """
    if not weights or not weights[0]:
        return ()
    places = range(len(weights[0]))
    best, came_from = list(weights[0]), list[list[int]]()
    for of_run in weights[1:]:
        turns = [max((best[one] - _turn(one, place), one) for one in places) for place in places]
        best = [weight + of_run[place] for place, (weight, _) in enumerate(turns)]
        came_from.append([one for _, one in turns])
    path = [max(places, key=best.__getitem__)]
    for before in reversed(came_from):
        path.append(before[path[-1]])
    return tuple(reversed(path))


def _turn(one: int, place: int) -> float:
    if one == place:
        return 0.0
    return _STEP if place == one + 1 else _LEAP


def number_term(value: float) -> str:
    """A number as a term beside the stems."""
    return f"#{value:g}"


def _all_terms(of: Terms) -> frozenset[str]:
    return of.stems | {number_term(number.value) for number in of.numbers}


def _number_weight(number: Number) -> float:
    if number.kind is NumberKind.CLOCK:
        return _NUMBER_WEIGHTS[-1][1]
    return next(weight for below, weight in _NUMBER_WEIGHTS if number.value < below)


def _numbers_said(written: Sequence[Number], heard: Sequence[Number]) -> dict[str, frozenset[int]]:
    """For each number that is written, the places of those that say it."""
    found: dict[str, frozenset[int]] = {}
    for number in written:
        if number.kind is NumberKind.CLOCK:
            places = frozenset(time_said(number, heard))
        else:
            places = frozenset(at for at, each in enumerate(heard) if is_same(number, each) or is_rounded(number, each))
        found[number_term(number.value)] = found.get(number_term(number.value), frozenset()) | places
    return found
