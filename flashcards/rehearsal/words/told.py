"""A telling in words, from the key that asks for it to what was heard of it; a draft is kept until the grade."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from flashcards.content.cards import Card
from flashcards.errors import FlashcardsError
from flashcards.home.hearing import language_of_story
from flashcards.home.tellings import drop_draft, keep, keep_draft
from flashcards.meanwhile import Meanwhile
from flashcards.rehearsal.typed import Typed
from flashcards.rehearsal.words.spoken import GIVEN_UP, Listening, OpenEar, spoken
from flashcards.rehearsal.words.transcript import to_transcribe
from flashcards.rehearsal.words.written import Written, sentence, written
from flashcards.terminal.views import TOLD

if TYPE_CHECKING:
    from flashcards.home.library import Library
    from flashcards.rehearsal.stopwatch import Stopwatch
    from flashcards.rehearsal.telling import Telling
    from flashcards.terminal.views import CardView, Face

_WAITING_KEYS = (("Esc", "back to the prompt"),)
# nobody is told of what takes no longer
_MOMENT_SECONDS = 0.1
_HOLDING = "What you told is being held against the story."
_KEPT = "What you told is kept: w goes on with it."
_NOTHING_TOLD = "There is no word in that; the prompt stays closed."


def in_words(
    library: Library, where: Listening, card: Card, places: Sequence[int], key: str, open_ear: OpenEar
) -> Written:
    """The telling in words, held against the parts at these places of a card: a line's, typed by the user, or spoken.

    The clock goes on where there are none, or the user waits no longer.
    """
    if key.startswith(TOLD):
        text = key.removeprefix(TOLD).strip()
        found = Written(text, remark="" if text else _NOTHING_TOLD)
    elif key == "v":
        found = spoken(open_ear, where, language_of_story(card).code)
    else:
        found = written(library.home, where.face, card.id, where.watch, where.view)
    if found.text:
        found = _worded(found)
    if found.text and key == "v":
        found = _drafted(library, card, found)
    if found.text:
        found = _transcribed(library, where, card, places, found)
    if not found.text:
        where.watch.go_on()
    return found


def _transcribed(library: Library, where: Listening, card: Card, places: Sequence[int], found: Written) -> Written:
    """What was heard in it. Of a long telling that takes a while, and nobody has to wait for it."""
    where.watch.hold()
    work = to_transcribe(library, card, found.text, places, found.seconds)
    if not where.face.is_timed:
        return found._replace(transcript=work())
    task = Meanwhile(work)
    while not task.is_done(_MOMENT_SECONDS):
        key = where.key(_HOLDING, _WAITING_KEYS)
        if key in GIVEN_UP:
            return Written("", remark=_KEPT, leaves=key == "end")
    return found._replace(transcript=task.found)


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
    found = in_words(library, Listening(face, watch, view), telling.card, telling.asked, key, open_ear)
    if found.transcript is None:
        return telling, found.remark, found.leaves
    watch.stop()
    return telling.told_in(found.transcript), " ".join(filter(None, (found.remark, found.transcript.manner))), False


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
