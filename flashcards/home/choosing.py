"""Which stories of a home answer which questions, what was told for them at interviews taken in."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from heapq import nlargest

from flashcards.content.cards import CardKind
from flashcards.content.finding import folded
from flashcards.content.questions.choice import Asking, Fit, stories_for, theme_words
from flashcards.home.finding import Wanted, cards_wanted
from flashcards.home.library import Library
from flashcards.schedule.events import EventKind
from flashcards.schedule.questions import Asked, asked_questions
from flashcards.store import log, names, readings

_ANY = Wanted()
# of so many cards each is looked at closely; of more so many that hold the rarest words
_READ_WHOLE = 2_000
_MOST_RANKED = 2_000
# a stem may end otherwise than the word that it is of
_BENT, _SHORTEST = 2, 3
_IS_THEME = f'"kind": "{CardKind.THEME}"'


def choose(library: Library, questions: Sequence[str], wanted: Wanted = _ANY) -> tuple[list[list[Fit]], int]:
    """For each question the stories that say something of it, the best first; and how many stories there are.

    Of very many stories those that hold the rarest words of the questions are looked at closely.
    """
    asking = Asking.of(questions)
    themes = theme_words(readings.cards_that(library.readings, wanted.decks, lambda text: _IS_THEME in text))
    cards = readings.count_cards(library.readings, wanted.decks)
    may = _promising(library, asking, wanted, themes).__contains__ if cards > _READ_WHOLE else lambda _: True
    stories = [card for card in cards_wanted(library, wanted, may) if card.kind is CardKind.STORY]
    total = cards - len(themes) if cards > _READ_WHOLE else len(stories)
    return stories_for(asking, stories, total, themes, _came(came_so_far(library))), total


def _promising(
    library: Library, asking: Asking, wanted: Wanted, themes: Mapping[tuple[str, str], str]
) -> frozenset[str]:
    """What is kept of those cards that hold the rarest words of the questions, by how words begin."""
    meant = [{_root(stem): weight for stem, weight in each.items()} for asked in asking.questions for each in asked]
    roots = sorted({root for each in meant for root in each})
    tags = {f'"{tag}"': _held(roots, folded(words)) for (_, tag), words in themes.items()}
    shown = {tag: held for tag, held in tags.items() if held}
    texts = readings.kept_texts(library.readings, wanted.decks)
    found = [(held, text) for text in texts if (held := _held(roots, folded(text)) | _shown(shown, text))]
    counted = Counter(root for held, _ in found for root in held)
    rarity = {root: math.log(1 + len(found) / times) for root, times in counted.items()}

    @cache
    def worth(held: frozenset[str]) -> float:
        said = ((weight * rarity[root] for root, weight in each.items() if root in held) for each in meant)
        return sum(max(each, default=0.0) for each in said)

    return frozenset(text for _, text in nlargest(_MOST_RANKED, found, key=lambda each: worth(each[0])))


def _root(stem: str) -> str:
    """What every word of a stem begins with, without accents."""
    return folded(stem)[: max(_SHORTEST, len(stem) - _BENT)]


def _held(roots: Sequence[str], plain: str) -> frozenset[str]:
    return frozenset(root for root in roots if root in plain)


def _shown(tags: Mapping[str, frozenset[str]], text: str) -> frozenset[str]:
    """The words of the themes that a story shows."""
    return frozenset().union(*(held for tag, held in tags.items() if tag in text))


def _came(asked: Sequence[Asked]) -> Mapping[str, str]:
    """The questions for which each story was told, and not badly: it answers them in their words, too."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for each in asked:
        if each.card and not each.went_badly:
            found[each.card].append(each.question)
    return {card: "\n".join(questions) for card, questions in found.items()}


def came_so_far(library: Library) -> tuple[Asked, ...]:
    """What was asked at interviews, each story by the name that it has now."""
    conn = library.database.conn
    came = [event for event in log.interview_events(conn) if event.kind == EventKind.ASKED]
    return asked_questions(came, names.called(conn)) if came else ()
