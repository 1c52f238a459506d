"""Which words set questions apart: their short ids, and the themes that they show where the page does not say."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from flashcards.content.deck.model import slugify
from flashcards.content.languages.known import all_words, any_pattern, language_of
from flashcards.content.languages.language import Language
from flashcards.content.languages.scripts import HAN, KANA, THAI_AND_LAO
from flashcards.content.text.stems import stems, words_by_stem

_NAME_WEIGHT = 2.0
_QUESTION_WEIGHT = 3.0
_MOST_WORDS = 5
_LEAST_SHARE = 0.08
_CLOSE = 0.75
_MOST_THEMES = 2
LONGEST = 24
_CANDIDATES = 8
_ROOM_FOR_A_NUMBER = 4
_UNSPACED = re.compile(f"[{KANA}{HAN}{THAI_AND_LAO}]")
_STOP_WORDS = all_words(lambda language: language.stop_words)
# hiragana bends and joins what kanji and katakana name
_HIRAGANA = range(0x3040, 0x30A0)
_STOP_SIGNS = dict.fromkeys([*_HIRAGANA, *(ord(word) for word in _STOP_WORDS if len(word) == 1)], " ")
_REQUEST = re.compile(any_pattern(lambda language: language.page.asks), re.IGNORECASE)
# "team's" is about a team, "didn't" and the "l'" of "l'équipe" about nothing
_GLUED = re.compile(r"'s\b|\b\w+'(?!s\b)\w{1,2}\b|\b\w{1,2}'")


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


def short_ids(asked: Sequence[tuple[str, str]], taken: Collection[str] = ()) -> list[str]:
    """Return a slug for each (question, text of its stories): at most ``LONGEST`` characters, unique, none ``taken``.

    It is made of one or two words of the question, in its order: those that the fewest other questions of the page
    have, and of these the longest, since a word tells the more the rarer and longer it is (Zipf 1935). What more than
    half of the questions share tells nothing. Where nothing sets a question apart, words of its own story do: those
    that no other has, the most repeated first.
    """
    questions = [_words(_REQUEST.sub(" ", question)) for question, _ in asked]
    stories = [_words(story) for _, story in asked] if any(not words for words in questions) else []
    used = {*taken}
    found = []
    numbers: Counter[str] = Counter()
    asked_in, told_in = _spread(questions), _spread(stories)
    for place, words in enumerate(questions):
        ranked = _ranked(words, asked_in, len(asked))
        if not ranked and stories:
            ranked, words = _ranked(stories[place], told_in, 0, Counter(stories[place])), stories[place]
        slug = next(each for each in _slugs(ranked, words, numbers) if each not in used)
        used.add(slug)
        found.append(slug)
    return found


def _words(text: str) -> list[str]:
    """What a text is about: its words in order and in lower case, without those that every text has."""
    bare = _GLUED.sub(" ", text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
    return [
        piece
        for word in slugify(bare).split("-")
        for piece in _pieces(word)
        if piece not in _STOP_WORDS and not piece.isdigit()
    ]


def _pieces(word: str) -> Sequence[str]:
    """What the signs that say nothing set apart, where no space does; a single letter says nothing itself."""
    if _UNSPACED.search(word):
        return word.translate(_STOP_SIGNS).split()
    return (word,) if len(word) > 1 else ()


def _spread(texts: Iterable[Sequence[str]]) -> Counter[str]:
    """How many of the texts hold each word."""
    return Counter(word for words in texts for word in set(words))


def _ranked(words: Sequence[str], spread: Counter[str], texts: int, times: Counter[str] | None = None) -> list[str]:
    """The words that set a text apart, the best first."""
    apart = [word for word in dict.fromkeys(words) if spread[word] == 1 or spread[word] * 2 <= texts]
    return sorted(apart, key=lambda word: (spread[word], -times[word] if times else 0, -len(word)))


def _slugs(ranked: Sequence[str], order: Sequence[str], numbers: Counter[str]) -> Iterator[str]:
    """Slugs of these words without end, the best first; ``numbers`` counts those tried behind each stem."""
    best = ranked[:_CANDIDATES]
    for pair in combinations(best, 2):
        slug = "-".join(sorted(pair, key=order.index))
        if len(slug) <= LONGEST:
            yield slug
    yield from (word for word in best if len(word) <= LONGEST)
    stem = best[0][: LONGEST - _ROOM_FOR_A_NUMBER] if best else "question"
    yield stem
    while True:
        numbers[stem] += 1
        yield f"{stem}-{numbers[stem] + 1}"
