"""Which questions show a theme, where the page does not say: by the words that they share with it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from flashcards.content.languages.known import language_of
from flashcards.content.languages.language import Language
from flashcards.content.text.stems import stems, words_by_stem

_NAME_WEIGHT = 2.0
_QUESTION_WEIGHT = 3.0
_MOST_WORDS = 5
_LEAST_SHARE = 0.08
_CLOSE = 0.75
_MOST_THEMES = 2


@dataclass(frozen=True, slots=True)
class Match:
    """A question that shares words with a theme: ``score`` from 0 to 1, ``words`` the strongest first."""

    question: str
    score: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A theme with the questions that share words with it, the closest first."""

    theme: str
    matches: tuple[Match, ...]


def suggest(themes: Sequence[tuple[str, str]], stories: Sequence[tuple[str, str]]) -> list[Suggestion]:
    """Rank the stories (question, text of the answers) for each theme (name, meaning).

    The cosine of the two bags of stems, each stem weighted by its rarity among the stories (inverse document frequency,
    Sparck Jones 1972) and by the logarithm of its count. All are stemmed in the one language of the stories.
    """
    language = language_of(" ".join(text for _, text in stories))
    told = [_weighed(story, _QUESTION_WEIGHT, language) for story in stories]
    meant = [_weighed(theme, _NAME_WEIGHT, language) for theme in themes]
    rarity = _rarity(told)
    written = [words_by_stem(f"{question} {text}", language) for question, text in stories]
    found = []
    for (name, _), theme in zip(themes, meant, strict=True):
        matches = [
            match
            for (question, _), story, words in zip(stories, told, written, strict=True)
            if (match := _match(question, theme, story, words, rarity)).words
        ]
        found.append(Suggestion(name, tuple(sorted(matches, key=lambda match: -match.score))))
    return found


def _weighed(told: tuple[str, str], weight: float, language: Language | None) -> dict[str, float]:
    heading, text = (stems(each, language) for each in told)
    return {each: weight * (each in heading) + math.log1p(text[each]) for each in dict.fromkeys([*heading, *text])}


def _rarity(told: Sequence[dict[str, float]]) -> dict[str, float]:
    """How rare each stem is among the stories; one that stands in all of them weighs little."""
    count = Counter(each for story in told for each in story)
    return {each: math.log((len(told) + 1) / (number + 0.5)) for each, number in count.items()}


def _match(
    question: str, theme: dict[str, float], story: dict[str, float], words: dict[str, str], rarity: dict[str, float]
) -> Match:
    shared = {each: theme[each] * story[each] * rarity[each] ** 2 for each in theme if each in story}
    length = math.sqrt(_square(theme, rarity) * _square(story, rarity))
    total = sum(shared.values())
    strongest = sorted(shared, key=lambda each: -shared[each])[:_MOST_WORDS]
    strongest = [each for each in strongest if shared[each] >= total * _LEAST_SHARE]
    score = total / length if length else 0.0
    return Match(question, score, tuple(words[each].lower() for each in strongest))


def _square(bag: dict[str, float], rarity: dict[str, float]) -> float:
    return sum((weight * rarity.get(each, 0.0)) ** 2 for each, weight in bag.items())


def chosen(suggestions: Sequence[Suggestion]) -> dict[str, tuple[str, ...]]:
    """Return the themes to tag each question with: for each theme its best one or two questions.

    The second is taken where it is about as close as the first; a question has at most ``_MOST_THEMES`` themes.
    """
    picked: dict[str, list[tuple[float, str]]] = {}
    for suggestion in suggestions:
        best = suggestion.matches[0].score if suggestion.matches else 0.0
        for match in suggestion.matches[:2]:
            if match.score >= best * _CLOSE:
                picked.setdefault(match.question, []).append((match.score, suggestion.theme))
    return {
        question: tuple(theme for _, theme in sorted(themes, reverse=True)[:_MOST_THEMES])
        for question, themes in picked.items()
    }
