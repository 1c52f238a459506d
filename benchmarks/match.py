"""How well the story for a question is found: python -m benchmarks.match

Questions in an interviewer's words over three decks, each with the stories that answer it, some with none
(benchmarks/questions/README.md). Every second question is what the weights and the threshold of ``content/questions``
were fitted on; the others were set aside.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from flashcards.content.cards import Card, CardKind, cards_of
from flashcards.content.deck.model import Deck
from flashcards.content.deck.reader import read_deck
from flashcards.content.pages.compose import compose
from flashcards.content.pages.reader import read_page
from flashcards.content.questions.choice import Asking, Fit, stories_for, theme_words

HERE = Path(__file__).parent
TELLINGS = HERE / "tellings" / "tellings.json"
QUESTIONS = HERE / "questions" / "questions.json"


class Question(NamedTuple):
    """A question, the deck that it is put to, and the places of the stories in it that answer it."""

    deck: str
    question: str
    stories: tuple[str, ...]


class Found(NamedTuple):
    """A question, and what was found for it."""

    question: Question
    fits: Sequence[Fit]

    def hit(self, among: int) -> bool:
        """Whether a story that answers it is among the first so many."""
        return any(short(each.card) in self.question.stories for each in self.fits[:among])

    @property
    def is_answered(self) -> bool:
        """Whether any story is said to fit."""
        return any(each.fits for each in self.fits)


def short(card: Card) -> str:
    """The last piece of a card's id."""
    return card.id.rpartition("/")[2]


def questions() -> list[Question]:
    """Every question, in the order of the file."""
    rows = json.loads(QUESTIONS.read_text(encoding="utf-8"))["questions"]
    return [Question(each["deck"], each["question"], tuple(each["stories"])) for each in rows]


def decks() -> dict[str, tuple[Card, ...]]:
    """The cards of the shipped deck, of the page of the documentation, and of the English stories of the tellings."""
    projects = read_deck((HERE.parent / "decks" / "leading-ml-projects.md").read_bytes(), "projects").deck
    clinic = compose(read_page((HERE.parent / "docs" / "my-stories.md").read_bytes()), "Clinic")
    return {"projects": cards_of(projects), "clinic": cards_of(clinic), "shifts": cards_of(_shifts())}


def _shifts() -> Deck:
    stories = json.loads(TELLINGS.read_text(encoding="utf-8"))["stories"]
    told = (_story(each) for each in stories if each["language"] == "en")
    return read_deck(f"---\ndeck: Shifts\n---\n\n{''.join(told)}".encode(), "shifts").deck


def _story(story: Mapping[str, object]) -> str:
    parts = story["parts"]
    assert isinstance(parts, dict)
    told = "".join(f"{name}: {' '.join(text.split())}\n\n" for name, text in parts.items())
    return f"## {story['question']} {{#{str(story['page']).split('-')[1]}}}\n\n{told}"


def find_all(asked: Sequence[Question]) -> list[Found]:
    """What is found for each question among the stories of its deck."""
    found = []
    cards = decks()
    for each in asked:
        stories = [card for card in cards[each.deck] if card.kind is CardKind.STORY]
        themes = theme_words(cards[each.deck])
        (fits,) = stories_for(Asking.of([each.question]), stories, len(stories), themes, {})
        found.append(Found(each, fits))
    return found


def report(name: str, found: Iterable[Found]) -> str:
    """One line of figures."""
    rows = list(found)
    told = [each for each in rows if each.question.stories]
    none = [each for each in rows if not each.question.stories]
    first, three = (sum(each.hit(among) for each in told) for among in (1, 3))
    answered = sum(each.is_answered for each in told)
    refused = sum(not each.is_answered for each in none)
    return (
        f"{name:10} hit@1 {first} of {len(told)} ({first / len(told):.2f})   hit@3 {three} of {len(told)} "
        f"({three / len(told):.2f})   said to be answered {answered} of {len(told)}   "
        f"said to be unanswered {refused} of {len(none)}"
    )


def main() -> None:
    """Print both halves."""
    begun = time.process_time()
    found = find_all(questions())
    print(report("fitted on", found[::2]))
    print(report("set aside", found[1::2]))
    print(f"{(time.process_time() - begun) / len(found) * 1000:.0f} ms of CPU a question, decks read anew included")


if __name__ == "__main__":
    main()
