"""Which story for which question: stories ranked for questions by what they are asked, by their themes and their text.

The ranking is BM25 over weighted fields, each by its own usual length (BM25F: Robertson, Zaragoza, "The Probabilistic
Relevance Framework: BM25 and Beyond", 2009, 3.5), of stems, with the rarity of Lucene, which is never negative.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from math import log
from typing import NamedTuple

from flashcards.content.cards import Card, CardKind
from flashcards.content.languages.kin import KIN
from flashcards.content.languages.known import likely_language
from flashcards.content.languages.language import Language
from flashcards.content.text.stems import stems, words_by_stem

# what Lucene and most others take where nothing was fitted
_SATURATION = 1.2
_LENGTH_SHARE = 0.75
_WEIGHTS = (3.0, 3.0, 1.5, 1.0)
# a story fits a question of which it says so much, weighed by rarity; fitted in benchmarks/match.py
_FITS = 0.15
# what means nearly the same counts so much
_NEAR = 0.8
_ENGLISH = "en"
_MOST = 5
_MOST_EVIDENCE = 5


class Fit(NamedTuple):
    """A story for a question: how well it fits, and the words of the story that say so, those that say most first.

    ``share`` is how much of the question it says, 0 to 1.
    """

    card: Card
    score: float
    share: float
    evidence: tuple[str, ...]

    @property
    def fits(self) -> bool:
        """Whether it says enough of the question to answer it."""
        return self.share >= _FITS


class Asking(NamedTuple):
    """Questions to find stories for, each as what it asks for, and the language that all is read in.

    What a question asks for is a stem with those that mean nearly the same, and with how much each of them counts.
    """

    questions: tuple[tuple[Mapping[str, float], ...], ...]
    language: Language | None

    @classmethod
    def of(cls, questions: Sequence[str]) -> Asking:
        """Take them apart."""
        language = likely_language("\n".join(questions))
        kin = _kin(language)
        asked = (stems(each, language) for each in questions)
        return cls(tuple(tuple(_meant(stem, kin) for stem in each) for each in asked), language)

    @property
    def stems(self) -> frozenset[str]:
        """Every stem that says something of one of them."""
        return frozenset(stem for question in self.questions for meant in question for stem in meant)


def _meant(stem: str, kin: Sequence[frozenset[str]]) -> dict[str, float]:
    near = frozenset().union(*(group for group in kin if stem in group))
    return {**dict.fromkeys(sorted(near), _NEAR), stem: 1.0}


@cache
def _kin(language: Language | None) -> tuple[frozenset[str], ...]:
    """The groups of the language as stems; without a language it is taken for English."""
    groups = KIN.get(language.code if language else _ENGLISH, ())
    return tuple(frozenset(stems(" ".join(group), language)) for group in groups)


def stories_for(
    asking: Asking, stories: Iterable[Card], total: int, themes: Mapping[tuple[str, str], str], came: Mapping[str, str]
) -> list[list[Fit]]:
    """For each question the stories that say something of it, the best first.

    ``total`` counts all stories, those left out that hold no word of any question. ``themes`` holds the words of each
    theme by deck and tag, ``came`` the words of the questions for which a story was told, by its card.
    """
    wanted = asking.stems
    found = [each for story in stories if (each := _Story.of(story, asking.language, wanted, themes, came)).counts]
    usual = [sum(lengths) / len(found) or 1.0 for lengths in zip(*(each.lengths for each in found), strict=True)]
    ranking = _Ranking(found, usual, max(total, len(found)), asking.language)
    return [ranking.of(question) for question in asking.questions]


class _Story(NamedTuple):
    """A story with how often each of its fields has each of the stems that are asked for, and how long each is."""

    card: Card
    fields: tuple[str, ...]
    counts: Mapping[str, tuple[int, ...]]
    lengths: tuple[int, ...]

    @classmethod
    def of(
        cls,
        card: Card,
        language: Language | None,
        wanted: frozenset[str],
        themes: Mapping[tuple[str, str], str],
        came: Mapping[str, str],
    ) -> _Story:
        fields = tuple(_fields(card, themes, came.get(card.id, "")))
        counted = [stems(field, language) for field in fields]
        held = {stem for each in counted for stem in each if stem in wanted}
        counts = {stem: tuple(each[stem] for each in counted) for stem in held}
        return cls(card, fields, counts, tuple(each.total() for each in counted))

    def best(self, worth: Mapping[str, float], usual: Sequence[float]) -> tuple[float, str]:
        """What the most is worth that it says of these stems, and that stem; 0 and "" where it says none."""
        said = ((weight * self._said(stem, usual), stem) for stem, weight in worth.items() if stem in self.counts)
        return max(said, default=(0.0, ""))

    def _said(self, stem: str, usual: Sequence[float]) -> float:
        said = sum(
            weight * count / (1 - _LENGTH_SHARE + _LENGTH_SHARE * length / most)
            for weight, count, length, most in zip(_WEIGHTS, self.counts[stem], self.lengths, usual, strict=True)
            if count
        )
        return said / (said + _SATURATION)

    def evidence(self, said: Iterable[tuple[float, str]], language: Language | None) -> tuple[str, ...]:
        """The words by which it says these stems, as they are written in it, those that are worth most first."""
        written: dict[str, str] = {}
        for field in self.fields:
            written = {**words_by_stem(field, language), **written}
        best = sorted(said, key=lambda each: -each[0])
        return tuple(dict.fromkeys(written[stem] for _, stem in best if stem))[:_MOST_EVIDENCE]


class _Ranking(NamedTuple):
    """The stories among which is ranked, the usual length of each field, and how many stories there are in all."""

    stories: Sequence[_Story]
    usual: Sequence[float]
    total: int
    language: Language | None

    def of(self, question: Sequence[Mapping[str, float]]) -> list[Fit]:
        """The first few stories for a question."""
        worth = [self._worth(meant) for meant in question]
        whole = sum(max(weights.values()) for weights in worth)
        scored = []
        for story in self.stories:
            said = [story.best(weights, self.usual) for weights in worth]
            score = sum(much for much, _ in said)
            if score:
                scored.append((score, story, said))
        scored.sort(key=lambda each: -each[0])
        return [
            Fit(story.card, score, score / whole, story.evidence(said, self.language))
            for score, story, said in scored[:_MOST]
        ]

    def _worth(self, meant: Mapping[str, float]) -> dict[str, float]:
        """What it is worth that a story says each of the stems: one by itself by how few say it, others by how few
        say any of them.
        """
        near = self._rarity(meant)
        return {stem: self._rarity([stem]) if weight == 1.0 else weight * near for stem, weight in meant.items()}

    def _rarity(self, meant: Collection[str]) -> float:
        held = sum(1 for story in self.stories if not story.counts.keys().isdisjoint(meant))
        return log(1 + (self.total - held + 0.5) / (held + 0.5))


def _fields(card: Card, themes: Mapping[tuple[str, str], str], came: str) -> Iterator[str]:
    """What a story is asked by, in its own words and in others, what it shows, and what it tells."""
    yield f"{card.prompt} {card.about}"
    yield "\n".join((*card.wordings, came))
    yield "\n".join(themes.get((card.deck, tag), "") or tag.replace("-", " ") for tag in card.tags)
    told = (part.text for part in card.parts)
    cues = (cue for part in card.parts for cue in part.bullets if cue not in part.text)
    yield "\n".join((*told, *cues, *card.follow_ups, *(said for _, said in card.asides)))


def theme_words(cards: Iterable[Card]) -> dict[tuple[str, str], str]:
    """What each theme is called and means, by its deck and its tag."""
    themes = (card for card in cards if card.kind is CardKind.THEME)
    return {(card.deck, tag): f"{card.prompt} {card.about}" for card in themes for tag in card.tags}


def overused(best: Iterable[str], stories: int) -> list[str]:
    """The stories that are the best for far more questions than an even share of them, the most asked first.

    ``best`` names the best story of each question that any answers, ``stories`` counts all there are. Nobody hears one
    story more than twice, so three is too much only where an even share is smaller.
    """
    counted = Counter(best)
    even = counted.total() / max(1, stories)
    return [story for story, times in counted.most_common() if times > max(2, 2 * even)]
