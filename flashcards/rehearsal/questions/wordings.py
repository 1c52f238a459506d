"""The questions of a quick round: in every wording that stories have, and as they really came."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING

from flashcards.home.choosing import came_so_far
from flashcards.schedule.questions import Wording, quick_order, tried_questions
from flashcards.store import log, names

if TYPE_CHECKING:
    from flashcards.content.cards import Card
    from flashcards.home.library import Library

# far more stories than anybody chooses from
_MOST_STORIES = 500


def quick_questions(library: Library, stories: Iterable[Card], count: int) -> list[Wording]:
    """The first ``count`` questions to choose one of these stories for; see ``schedule.questions.quick_order``.

    Those that were noted after interviews belong to the story that was told.
    """
    conn = library.database.conn
    wordings = {
        question: Wording(question, card.id)
        for card in islice(stories, _MOST_STORIES)
        for question in card.all_wordings
    }
    known = {each.card for each in wordings.values()}
    for came in came_so_far(library):
        if came.card in known and not came.went_badly:
            wordings.setdefault(came.question, Wording(came.question, came.card))
    events = log.chosen_events(conn)
    tried = tried_questions(events, names.called(conn) if events else None)
    return quick_order(list(wordings.values()), tried)[:count]
