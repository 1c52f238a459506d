"""What is wrong with a deck that can be read: each finding is a warning, and the cards are made all the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from flashcards.content.deck.model import STAR, Answer, BlockKind, Part, Question, Theme
from flashcards.content.deck.syntax import Title, closes_fence, fence_mark
from flashcards.content.text.nearest import did_you_mean
from flashcards.content.text.placeholders import find_placeholder, is_placeholder
from flashcards.content.text.problems import Level, Problem
from flashcards.content.text.source import BLANKS

# a hostile deck may have any number of both
MOST_SUGGESTIONS = 50
MOST_NAMES = 500


@dataclass(frozen=True, slots=True)
class TagUse:
    """A tag at its place in the file; ``line`` and ``column`` count from 1."""

    tag: str
    line: int
    column: int


def slug_problem(title: Title, what: str, line: int) -> Problem | None:
    """What a note lacks to have a text and an id: an error."""
    if title.text and title.id:
        return None
    fix = "has no letter or digit to make an id of; give it its own {#id}" if title.text else "has no text; add it"
    return Problem(line, title.column, Level.ERROR, "empty-slug", f"this {what} {fix}")


def twice_problem(title: Title, what: str, line: int, lines: Mapping[str, int]) -> Problem | None:
    """The error of an answer or a theme whose id stands in one of ``lines`` already."""
    if title.id not in lines:
        return None
    other = "another name or its own" if what == "answer" else "its own"
    message = f"same {what} as line {lines[title.id]}; give one of them {other} {{#id}}"
    return Problem(line, title.column, Level.ERROR, f"duplicate-{what}", message)


def part_problems(part: Part, lines: Sequence[str]) -> Iterator[Problem]:
    """Yield what is wrong with one part; ``lines`` are its own, the label's line first."""
    if not part.lead and not part.blocks:
        message = f"{part.name} is empty; tell it, or delete the label"
        yield Problem(part.line, 1, Level.WARNING, "empty-part", message)
        return
    prose = [block.text for block in part.blocks if block.kind is not BlockKind.FENCE]
    if find_placeholder("\n".join([part.lead, *prose])):
        yield from _placeholders(part.line, lines)
    elif is_placeholder(part.lead) and is_placeholder(part.text):
        yield Problem(part.line, 1, Level.WARNING, "placeholder", f"{part.name} says nothing yet; tell it")


def _placeholders(first: int, lines: Sequence[str]) -> Iterator[Problem]:
    mark = ""
    for number, line in enumerate(lines, start=first):
        if mark:
            mark = "" if closes_fence(line, mark) else mark
        elif not (mark := fence_mark(line.rstrip(BLANKS))) and (found := find_placeholder(line)):
            message = f"{_clipped(found)} is still to be filled in; write what happened"
            yield Problem(number, line.find(found) + 1, Level.WARNING, "placeholder", message)


def question_problems(question: Question, frame: Iterable[str]) -> Iterator[Problem]:
    """Yield what a question lacks; answers told in the deck's own ``frame`` need not have the four parts of STAR."""
    own = set(frame) - set(STAR)
    for answer in question.answers:
        names = {name for part in answer.parts for name in part.names}
        missing = [name for name in STAR if name not in names]
        if 0 < len(missing) < len(STAR) and not names & own:
            lacks = " and no ".join(missing)
            message = f"this answer has no {lacks}; add {missing[0]}: and what it was"
            yield Problem(answer.line, 1, Level.WARNING, "missing-part", message)
    if not any(_is_told(answer) for answer in question.answers):
        message = "no answer is told, so this question makes no card; write Situation:, Task:, Action: and Result:"
        yield Problem(question.line, 1, Level.WARNING, "no-answer", message)


def _is_told(answer: Answer) -> bool:
    return not all(is_placeholder(part.text) for part in answer.parts)


def tag_problems(uses: Sequence[TagUse], themes: Sequence[Theme]) -> Iterator[Problem]:
    """Yield each tag that no theme explains, and each theme that no question carries."""
    known = {theme.id for theme in themes}
    shown = {theme.id: f"#{theme.id}" for theme in themes[:MOST_NAMES]}
    otherwise = 'add it under "## Themes"'
    fixes: dict[str, str] = {}
    for use in uses:
        if use.tag in known:
            continue
        if use.tag not in fixes and len(fixes) < MOST_SUGGESTIONS:
            fixes[use.tag] = did_you_mean(use.tag, shown, otherwise)
        message = f"no theme of this deck has the id {_clipped(use.tag)}; {fixes.get(use.tag, otherwise)}"
        yield Problem(use.line, use.column, Level.WARNING, "unknown-tag", message)
    carried = {use.tag for use in uses}
    for theme in themes:
        if theme.id not in carried:
            message = f"no question carries this theme, so it makes no card; write #{_clipped(theme.id)} under one"
            yield Problem(theme.line, 3, Level.WARNING, "unlinked-theme", message)


def _clipped(text: str, most: int = 60) -> str:
    return text if len(text) <= most else f"{text[:most]}…"
