"""What was asked at an interview, noted question by question, each on disk before the next is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from flashcards.content.cards import CardKind
from flashcards.home.choosing import choose
from flashcards.rehearsal.questions.asking import KEYS, Answer, Noting, view_of_noting
from flashcards.schedule.questions import Asked, asked_event
from flashcards.schedule.wording import counted
from flashcards.store import readings, standings

if TYPE_CHECKING:
    from flashcards.home.library import Library
    from flashcards.terminal.views import Face

# as many as anybody moves through
_MOST = 200


class Note(NamedTuple):
    """A question that came, the story that was told, "" for none, and how it went."""

    question: str
    card: str
    grade: int


def note(library: Library, came: Note, interview: int | None) -> None:
    """Write down what was asked at the interview of a study day, None for one that was not set."""
    seen = standings.standing(library.database.conn, came.card).last_event if came.card else None
    library.database.record(library.clock.stamp(), [asked_event(*came, interview, seen)])


def note_all(library: Library, face: Face, interview: int | None) -> list[Note]:
    """Let the user note question after question; return what was noted."""
    noted: list[Note] = []
    state = Noting()
    while state.deed != "end":
        said = f"{counted(len(noted), 'question')} noted" if noted else ""
        state = state.after(face.find(view_of_noting(state, said)))
        if state.deed == "help":
            face.help("Keys", KEYS)
        elif state.deed == "look":
            state = state.with_answers(_answers(library, state.typed.text))
        elif state.deed == "note":
            came = Note(state.typed.text, state.told, state.grade)
            note(library, came, interview)
            noted.append(came)
            state = state.noted("Noted. The next question? An empty line ends.")
    return noted


def _answers(library: Library, question: str) -> list[Answer]:
    """The stories that fit a question, the best first, and behind them the others, in the order of their decks."""
    (fits,), _ = choose(library, [question])
    found = [Answer(fit.card, fit.evidence) for fit in fits]
    known = {each.card.id for each in found}
    cards = readings.cards_that(library.readings, (), lambda _: True)
    others = (card for card in cards if card.kind is CardKind.STORY and card.id not in known)
    return [*found, *map(Answer, islice(others, _MOST - len(found)))]


def summed_up(noted: Sequence[Note]) -> str:
    """What was noted, in one line, and what follows from it."""
    if not noted:
        return "Nothing was noted."
    told = sum(1 for each in noted if each.card)
    badly = {each.card for each in noted if Asked(*each, None, 0).went_badly}
    again = f" {counted(len(badly), 'story', 'stories')} that went badly: offered once more." if badly else ""
    return f"Noted {counted(len(noted), 'question')}, {told} answered by a story.{again}"
