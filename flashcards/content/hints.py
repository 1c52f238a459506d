"""Hints on how stories are told. None of them holds anything back."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from flashcards.content.figures import figures
from flashcards.content.languages import Language, language_of, words_of
from flashcards.content.model import STAR, Answer, Deck, Level, Part, Problem, Question
from flashcards.content.placeholders import is_placeholder

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|„[^“”]*[“”]")
_DIGIT = re.compile(r"\d")
_FEWEST_WE = 3
_FEWEST_THEMES = 3
_MINUTE = 60
_TOLERANCE = 1.05


def hints(deck: Deck) -> list[Problem]:
    """Return what could be told better, in the order of the lines.

    What counts words is said only of languages that ``languages`` knows.
    """
    found = [hint for question in deck.questions for answer in question.answers for hint in _of_answer(answer, deck)]
    return sorted([*found, *_of_themes(deck)])


def _hint(line: int, code: str, message: str) -> Problem:
    return Problem(line, 1, Level.HINT, code, message)


def _of_answer(answer: Answer, deck: Deck) -> Iterator[Problem]:
    told = {name: part for part in answer.parts if not is_placeholder(part.text) for name in part.names}
    if not told:
        return
    text = " ".join(part.text for part in answer.parts)
    language = language_of(text)
    if told.keys() & {"Situation", "Task", "Action"} and told.keys() <= {*STAR, "Lesson"}:
        yield from _of_story(answer, told, language)
    if language is not None:
        yield from _too_long(answer, text, deck)


def _of_story(answer: Answer, told: dict[str, Part], language: Language | None) -> Iterator[Problem]:
    result = told.get("Result")
    if result is None:
        yield _hint(answer.line, "no-result", "the story has no Result; say how it ended, best with a figure")
    elif language is not None and not _has_figure(result.text, language):
        yield _hint(result.line, "no-figure", "the Result has no figure; say how many, how much or how fast")
    action, situation = told.get("Action"), told.get("Situation")
    if language is None or action is None or len(action.names) > 1:
        return
    yield from _we(action, language)
    if situation and len(situation.names) == 1:
        mine, before = len(words_of(action.text)), len(words_of(situation.text))
        if mine < before:
            message = (
                f"the Action has {mine} words, the Situation {before}; tell less of before and more of what you did"
            )
            yield _hint(action.line, "thin-action", message)


def _has_figure(text: str, language: Language) -> bool:
    return bool(figures(text)) or _DIGIT.search(text) is not None or bool(language.numbers & set(words_of(text)))


def _we(action: Part, language: Language) -> Iterator[Problem]:
    words = words_of(_QUOTED.sub(" ", action.text))
    we = sum(word in language.ourselves for word in words)
    own = sum(word in language.myself for word in words)
    if we >= _FEWEST_WE and we > own:
        message = f'the Action says "we" {we} times and "I" {own}; say which part was yours'
        yield _hint(action.line, "more-we-than-i", message)


def _too_long(answer: Answer, text: str, deck: Deck) -> Iterator[Problem]:
    count = len(text.split())
    seconds = count * _MINUTE // deck.pace
    room = deck.target * deck.pace // _MINUTE
    if count > room * _TOLERANCE:
        message = (
            f"{count} words take {seconds} s aloud at {deck.pace} words a minute, the target is {deck.target} s; "
            f"cut about {count - room} words"
        )
        yield _hint(answer.line, "too-long", message)


def _of_themes(deck: Deck) -> Iterator[Problem]:
    carriers: dict[str, list[Question]] = defaultdict(list)
    for question in deck.questions:
        for tag in question.tags:
            carriers[tag].append(question)
    for theme in deck.themes:
        if _stories(carriers[theme.id]) == 1:
            message = f'one story alone shows "{theme.name}"; a second one helps when it was told already'
            yield _hint(theme.line, "one-story-theme", message)
    ids = {theme.id for theme in deck.themes}
    for question in deck.questions:
        if len(ids) >= _FEWEST_THEMES and ids <= set(question.tags):
            message = "this story carries every theme, so it says little of any; leave it the one or two it shows best"
            yield _hint(question.line, "every-theme", message)


def _stories(questions: Sequence[Question]) -> int:
    """How many told stories the questions have; a question that nobody has answered yet counts as none."""
    return sum(
        1
        for question in questions
        for answer in question.answers
        if any(not is_placeholder(part.text) for part in answer.parts)
    )
