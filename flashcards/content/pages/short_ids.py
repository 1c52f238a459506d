"""Short ids for the questions of a page: the words that set each apart, as people would call it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import combinations

from flashcards.content.deck.model import slugify
from flashcards.content.languages.known import all_words, any_pattern

LONGEST = 24
_CANDIDATES = 8
_ROOM_FOR_A_NUMBER = 4
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff]")
_STOP_WORDS = all_words(lambda language: language.stop_words)
# hiragana bends and joins what kanji and katakana name
_HIRAGANA = range(0x3040, 0x30A0)
_STOP_SIGNS = dict.fromkeys([*_HIRAGANA, *(ord(word) for word in _STOP_WORDS if len(word) == 1)], " ")
_REQUEST = re.compile(any_pattern(lambda language: language.page.asks), re.IGNORECASE)
# "team's" is about a team, "didn't" and the "l'" of "l'équipe" about nothing
_GLUED = re.compile(r"'s\b|\b\w+'(?!s\b)\w{1,2}\b|\b\w{1,2}'")


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
    telling = [word for word in dict.fromkeys(words) if spread[word] == 1 or spread[word] * 2 <= texts]
    return sorted(telling, key=lambda word: (spread[word], -times[word] if times else 0, -len(word)))


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
