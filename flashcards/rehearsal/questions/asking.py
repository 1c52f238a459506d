"""Noting what was asked at an interview: a question is typed, its story chosen, and how it went is a digit."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from flashcards.content.cards import Card
from flashcards.content.naming import called
from flashcards.rehearsal.typed import Typed
from flashcards.terminal.views import PASTE, FindView, HitView

KEYS = (
    ("letters", "the question that came, or the gist of it"),
    ("Enter", "go on: to its story, to how it went"),
    ("up, down, 1-9", "another story"),
    ("n", "no story was told"),
    ("0-5", "how it went: 0 blank, 3 passed, 5 effortless; it is noted at once"),
    ("Esc", "a step back; with nothing typed it ends"),
    ("?", "these keys"),
)
_QUESTION_KEYS = (("Enter", "to its story"), ("Esc", "ends"))
_STORY_KEYS = (
    ("Enter", "this one"),
    ("↑↓", "move"),
    ("1-9", "that one"),
    ("n", "none told"),
    ("?", "keys"),
    ("Esc", "back"),
)
_GRADE_KEYS = (("0-5", "note it"), ("?", "keys"), ("Esc", "back"))
_PAGE = 5
_MOST_DIGITS = 9
_NOTHING_TYPED = Typed.of("")


class Step(StrEnum):
    """What is asked for now."""

    QUESTION = "question"
    STORY = "story"
    GRADE = "grade"


class Answer(NamedTuple):
    """A story that may have been told, and the words of it that the question has."""

    card: Card
    evidence: tuple[str, ...] = ()


class Noting(NamedTuple):
    """The question that is typed, the stories for it, the chosen one, and what is asked for now.

    ``at`` is the place of the chosen story, None for none told. ``deed`` is what a key asks for, which is done
    elsewhere, "" for nothing: ``look``, ``note``, ``help``, ``end``. ``grade`` is how it went.
    """

    typed: Typed = _NOTHING_TYPED
    answers: tuple[Answer, ...] = ()
    at: int | None = None
    step: Step = Step.QUESTION
    grade: int = 0
    deed: str = ""
    remark: str = ""

    @property
    def told(self) -> str:
        """The id of the story that was told, "" for none."""
        return "" if self.at is None else self.answers[self.at].card.id

    def with_answers(self, answers: Sequence[Answer]) -> Noting:
        """With the stories for the question that was typed, the best first, to choose from."""
        found = tuple(answers)
        step = Step.STORY if found else Step.GRADE
        return self._replace(answers=found, at=0 if found else None, step=step, deed="")

    def noted(self, remark: str) -> Noting:
        """Ready for the next question."""
        return Noting(remark=remark)

    def after(self, key: str) -> Noting:
        """What a key makes of it."""
        plain = self._replace(deed="", remark="")
        if key == "end":
            return plain._replace(deed="end")
        if key == "?" and self.step is not Step.QUESTION:
            return plain._replace(deed="help")
        steps = {Step.QUESTION: plain._typed, Step.STORY: plain._chosen, Step.GRADE: plain._graded}
        return steps[self.step](key)

    def _typed(self, key: str) -> Noting:
        if key == "esc" or (key == "enter" and not self.typed.text):
            return self._replace(deed="end")
        return self._replace(deed="look") if key == "enter" else self._replace(typed=self.typed.after(key))

    def _chosen(self, key: str) -> Noting:
        at, last = self.at or 0, len(self.answers) - 1
        moves = {"up": at - 1, "down": at + 1, "pageup": at - _PAGE, "pagedown": at + _PAGE, "home": 0, "last": last}
        if key in moves:
            return self._replace(at=min(last, max(0, moves[key])))
        if key == "esc":
            return self._replace(step=Step.QUESTION, answers=(), at=None)
        if key in ("enter", "n"):
            return self._replace(step=Step.GRADE, at=self.at if key == "enter" else None)
        if len(key) == 1 and key in "123456789":
            return self._by_number(int(key))
        return self._unused(key, "? lists the keys.")

    def _by_number(self, number: int) -> Noting:
        if number > len(self.answers):
            return self._replace(remark=f"There is no story {number} here.")
        return self._replace(step=Step.GRADE, at=number - 1)

    def _graded(self, key: str) -> Noting:
        if len(key) == 1 and key in "012345":
            return self._replace(grade=int(key), deed="note")
        if key == "esc":
            return self.with_answers(self.answers) if self.answers else self._replace(step=Step.QUESTION)
        return self._unused(key, "a digit from 0 to 5 says how it went.")

    def _unused(self, key: str, hint: str) -> Noting:
        unused = key.startswith(PASTE) or not key.isprintable()
        return self if unused else self._replace(remark=f"{key!r} does nothing here; {hint}")


def view_of_noting(state: Noting, so_far: str) -> FindView:
    """The screen of it; ``so_far`` counts what was noted."""
    keys = {Step.QUESTION: _QUESTION_KEYS, Step.STORY: _STORY_KEYS, Step.GRADE: _GRADE_KEYS}
    return FindView(
        words=state.typed.text,
        typed=state.typed.halves if state.step is Step.QUESTION else None,
        hits=_hits(state),
        chosen=state.at if state.step is Step.STORY else None,
        said=so_far,
        keys=keys[state.step],
        remark=state.remark or _prompt(state),
        label="Asked",
    )


def _prompt(state: Noting) -> str:
    if state.step is Step.QUESTION:
        return "Which question came? An empty line ends."
    if state.step is Step.STORY:
        return "Which story did you tell?"
    told = "" if state.at is not None else "No story was told. "
    return f"{told}How did it go? 0 blank, 1 little, 2 half, 3 passed, 4 well, 5 effortless."


def _hits(state: Noting) -> tuple[HitView, ...]:
    """The stories to choose from, the first few with their digits; then the one that was told alone."""
    shown = state.answers
    if state.step is Step.GRADE:
        shown = () if state.at is None else (state.answers[state.at],)
    names = called([(each.card.id, each.card.question) for each in shown])
    views = []
    for place, (card, evidence) in enumerate(shown, start=1):
        digit = f"{place}" if state.step is Step.STORY and place <= _MOST_DIGITS else ""
        line = ", ".join(evidence)
        views.append(HitView(*names[card.id], "words" if line else "", line, ((0, len(line)),), state=digit))
    return tuple(views)
