"""What can be said of a deck's notes once all of it was read; none of it holds a card back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flashcards.content.model import STAR, Answer, Level, Part, Problem, Question, Theme
from flashcards.content.nearest import nearest
from flashcards.content.placeholders import find_placeholder, is_placeholder


def check_answers(questions: Sequence[Question]) -> Iterator[Problem]:
    """Warn of questions without an answer, and of parts that are empty, missing or still hold a blank."""
    for question in questions:
        told = False
        for answer in question.answers:
            empty = [is_placeholder(part.text) for part in answer.parts]
            told = told or not all(empty)
            for part, is_empty in zip(answer.parts, empty, strict=True):
                yield from _check_part(part, is_empty)
            yield from _missing(answer)
        if not told:
            message = "this question has no answer, so it makes no card; tell it as `Situation:` ... or `Text:`"
            yield Problem(question.line, 4, Level.WARNING, "no-answer", message)


def _check_part(part: Part, is_empty: bool) -> Iterator[Problem]:
    text = part.text
    blank = find_placeholder(text)
    if not text:
        yield Problem(part.line, 1, Level.WARNING, "empty-part", f"{part.name} is empty; tell it, or delete its line")
    elif blank or is_empty:
        message = f"{blank or text!r} is still to be filled in"
        yield Problem(part.line, 1, Level.WARNING, "placeholder", message)


def _missing(answer: Answer) -> Iterator[Problem]:
    names = {name for part in answer.parts for name in part.names}
    if names.isdisjoint(STAR):
        return
    missing = [name for name in STAR if name not in names]
    if missing:
        message = f"this answer has no {' and no '.join(missing)}; add `{missing[0]}:`"
        yield Problem(answer.line, 1, Level.WARNING, "missing-part", message)


def check_links(questions: Sequence[Question], themes: Sequence[Theme]) -> Iterator[Problem]:
    """Warn of tags without a theme, of themes without a meaning, and of themes that no question carries."""
    known = {theme.id for theme in themes}
    used = {tag for question in questions for tag in question.tags}
    for question in questions:
        for tag in question.tags:
            if tag not in known:
                near = nearest(tag, known)
                fix = f"did you mean #{near}?" if near else f"add `- Its name {{#{tag}}}: what it means` to `## Themes`"
                message = f"there is no theme #{tag} in this deck; {fix}"
                yield Problem(question.line + 1, 1, Level.WARNING, "unknown-tag", message)
    for theme in themes:
        if not theme.text:
            message = f"{theme.name} has no text; say behind a colon what it means"
            yield Problem(theme.line, 1, Level.WARNING, "theme-without-text", message)
        if theme.id not in used:
            message = f"no question carries this theme, so it makes no card; write #{theme.id} below one"
            yield Problem(theme.line, 1, Level.WARNING, "unlinked-theme", message)
