"""Which stories of a home answer which questions, what was told for them at interviews taken in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from flashcards.content.cards import CardKind
from flashcards.content.finding import folded
from flashcards.content.questions.choice import Asking, Fit, stories_for, theme_words
from flashcards.home.finding import Wanted, cards_wanted
from flashcards.home.library import Library
from flashcards.schedule.events import EventKind
from flashcards.schedule.questions import Asked, asked_questions
from flashcards.schedule.sm2 import PASSING_GRADE
from flashcards.store import log, readings

_ANY = Wanted()
# of so many cards each is read whole; of more those that may hold a word
_READ_WHOLE = 2_000
# a stem may end otherwise than the word that it is of
_BENT, _SHORTEST = 2, 3
_IS_THEME = f'"kind": "{CardKind.THEME}"'


def choose(library: Library, questions: Sequence[str], wanted: Wanted = _ANY) -> tuple[list[list[Fit]], int]:
    """For each question the stories that say something of it, the best first; and how many stories there are."""
    asking = Asking.of(questions)
    themes = theme_words(readings.cards_that(library.readings, wanted.decks, lambda text: _IS_THEME in text))
    cards = readings.count_cards(library.readings)
    may = _may_hold(asking, themes) if cards > _READ_WHOLE else lambda _: True
    stories = [card for card in cards_wanted(library, wanted, may) if card.kind is CardKind.STORY]
    total = max(len(stories), cards - len(themes)) if cards > _READ_WHOLE else len(stories)
    return stories_for(asking, stories, total, themes, _came(came_so_far(library))), total


def _may_hold(asking: Asking, themes: Mapping[tuple[str, str], str]) -> Callable[[str], bool]:
    """Whether what is kept of a story may hold a word of a question, or a theme that does."""
    roots = {folded(stem)[: max(_SHORTEST, len(stem) - _BENT)] for stem in asking.stems}
    tags = {f'"{tag}"' for (_, tag), words in themes.items() if any(root in folded(words) for root in roots)}

    def may(text: str) -> bool:
        plain = folded(text)
        return any(root in plain for root in roots) or any(tag in text for tag in tags)

    return may


def _came(asked: Sequence[Asked]) -> Mapping[str, str]:
    """The questions for which each story was told, and not badly: it answers them in their words, too."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for each in asked:
        if each.card and each.grade >= PASSING_GRADE:
            found[each.card].append(each.question)
    return {card: "\n".join(questions) for card, questions in found.items()}


def came_so_far(library: Library) -> tuple[Asked, ...]:
    """What was asked at interviews, each story by the name that it has now."""
    conn = library.database.conn
    came = [event for event in log.interview_events(conn) if event.kind == EventKind.ASKED]
    return asked_questions(came, log.passed_on(conn)) if came else ()
