"""A telling in words, from the key that asks for it to what was heard of it; a draft is kept until the grade."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from flashcards.content.cards import Card
from flashcards.errors import FlashcardsError
from flashcards.home.hearing import language_of_story
from flashcards.home.tellings import drop_draft, keep, keep_draft
from flashcards.rehearsal.typed import Typed
from flashcards.rehearsal.words.spoken import Listening, OpenEar, spoken
from flashcards.rehearsal.words.transcript import transcript_of
from flashcards.rehearsal.words.written import Written, sentence, written
from flashcards.terminal.views import TOLD

if TYPE_CHECKING:
    from flashcards.home.library import Library
    from flashcards.rehearsal.stopwatch import Stopwatch
    from flashcards.rehearsal.telling import Telling
    from flashcards.terminal.views import CardView, Face

_NOTHING_TOLD = "There is no word in that; the prompt stays closed."


def in_words(
    library: Library,
    face: Face,
    card: Card,
    watch: Stopwatch,
    key: str,
    view: Callable[[], CardView],
    open_ear: OpenEar,
) -> Written:
    """The telling in words: those of a line on a pipe, typed by the user, or spoken.

    The clock goes on where there are none.
    """
    if key.startswith(TOLD):
        text = key.removeprefix(TOLD).strip()
        found = Written(text, remark="" if text else _NOTHING_TOLD)
    elif key == "v":
        found = spoken(open_ear, Listening(face, watch, view), language_of_story(card).code)
    else:
        found = written(library.home, face, card.id, watch, view)
    if found.text:
        found = _worded(found)
    if not found.text:
        watch.go_on()
    elif key == "v":
        return _drafted(library, card, found)
    return found


def _worded(found: Written) -> Written:
    """What came as it could have been typed; without a word in it nothing did."""
    text = Typed.of(found.text, breaks=True).text
    return found._replace(text=text) if any(map(str.isalnum, text)) else Written("", remark=_NOTHING_TOLD)


def _drafted(library: Library, card: Card, found: Written) -> Written:
    """What was spoken, kept until it is graded; where that fails it is said."""
    try:
        keep_draft(library.home, card.id, found.text)
    except FlashcardsError as error:
        return found._replace(remark=sentence(error))
    return found


def told_in_words(
    library: Library,
    face: Face,
    telling: Telling,
    watch: Stopwatch,
    key: str,
    view: Callable[[], CardView],
    open_ear: OpenEar,
) -> tuple[Telling, str, bool]:
    """The telling as it is in the words that the user gives, a word to the user, and whether the terminal has gone."""
    found = in_words(library, face, telling.card, watch, key, view, open_ear)
    if not found.text:
        return telling, found.remark, found.leaves
    watch.stop()
    transcript = transcript_of(library, telling.card, found.text, telling.asked, found.seconds)
    return telling.told_in(transcript), " ".join(filter(None, (found.remark, transcript.manner))), False


def let_go(library: Library, telling: Telling, event: str) -> None:
    """Let go of the draft of what was graded; keep its text under the id of the event, where there is one.

    Where it cannot be kept the user is told, and the draft stays.
    """
    if telling.transcript is not None and event:
        try:
            keep(library.home, event, telling.transcript.text)
        except FlashcardsError as error:
            library.remarks.append(f"The grade is saved, the telling is not: {error}")
            return
    drop_draft(library.home, telling.card.id)
