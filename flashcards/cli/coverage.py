"""Which stories answer the questions of a list or of an advertisement: as a table, as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from flashcards.cli.inputs import named, read_beginning
from flashcards.content.card_ids import short_name
from flashcards.content.questions.choice import Fit, overused
from flashcards.content.questions.listed import questions_of
from flashcards.content.text.problems import Problem
from flashcards.content.text.source import decode
from flashcards.documents import LARGEST, Document, as_text
from flashcards.errors import ContentError
from flashcards.home.choosing import choose
from flashcards.home.finding import Wanted
from flashcards.home.library import Library
from flashcards.schedule.wording import counted
from flashcards.terminal.plain import print_table, say

# far more than anybody prepares for
_MOST_QUESTIONS = 500
_LONGEST = 500_000
_TOO_LONG = "{} is longer than any list of questions or advertisement; name the part that asks"
_SHOWN = 3


class Coverage(NamedTuple):
    """Questions, each with the stories that fit it, the best first, and the stories that are asked for too much."""

    questions: tuple[tuple[str, tuple[Fit, ...]], ...]
    overused: tuple[str, ...]

    @property
    def unanswered(self) -> list[str]:
        """The questions that nothing answers."""
        return [question for question, fits in self.questions if not fits]

    def first_for(self, story: str) -> int:
        """For how many questions a story is the best."""
        return sum(1 for _, fits in self.questions if fits and fits[0].card.id == story)


def read_questions(source: str) -> tuple[str, ...]:
    """Read the questions of a list or an advertisement in a file or on standard input.

    Raises AccessError where it cannot be read, ContentError where it is no text, or nothing or too much is asked in it.
    """
    data = read_beginning(source, LARGEST)
    if len(data) > LARGEST:
        raise ContentError(_TOO_LONG.format(named(source)))
    text = decode(as_text(Document(data, Path(source).name, named(source))).data)
    if isinstance(text, Problem):
        raise ContentError(text.at(named(source)))
    if len(text) > _LONGEST:
        raise ContentError(_TOO_LONG.format(named(source)))
    if "\x00" in text:
        raise ContentError(f"{named(source)} is no text; save it as text, Markdown, HTML, .docx or .pdf")
    found = questions_of(text)
    if not found:
        raise ContentError(f"{named(source)} asks nothing: there is no question in it, and no line that wants anything")
    if len(found) > _MOST_QUESTIONS:
        raise ContentError(
            f"{named(source)} asks {len(found)} things, which is no list of questions and no advertisement; "
            f"at most {_MOST_QUESTIONS} are looked up at once"
        )
    return found


def coverage(library: Library, questions: Sequence[str], wanted: Wanted) -> Coverage:
    """What answers these questions."""
    found, stories = choose(library, questions, wanted)
    fitting = [tuple(fit for fit in fits if fit.fits) for fits in found]
    best = (fits[0].card.id for fits in fitting if fits)
    return Coverage(tuple(zip(questions, fitting, strict=True)), tuple(overused(best, stories)))


def coverage_json(found: Coverage) -> dict[str, object]:
    """The coverage as one object; its shape is part of the interface."""
    return {
        "questions": [
            {"question": question, "stories": [fit_json(fit) for fit in fits]} for question, fits in found.questions
        ],
        "unanswered": found.unanswered,
        "overused": list(found.overused),
    }


def fit_json(fit: Fit) -> dict[str, object]:
    """A story for a question, how well it fits, and by which words."""
    return {"card": fit.card.id, "score": round(fit.score, 3), "evidence": list(fit.evidence)}


def show_coverage(found: Coverage) -> None:
    """Print each question with its stories, then what is missing and what comes too often."""
    answered = len(found.questions) - len(found.unanswered)
    say(f"{counted(len(found.questions), 'question')}, {answered} answered by a story.", "")
    print_table(("question", "story", "words"), [row for each in found.questions for row in _rows(*each)])
    if found.unanswered:
        say("", "Nothing answers:", *(f"  {question}" for question in found.unanswered))
    if found.overused:
        say("", "Asked too much, find others:")
        say(*(f"  {short_name(story)}, the best of {found.first_for(story)} of {answered}" for story in found.overused))


def _rows(question: str, fits: Sequence[Fit]) -> Iterator[tuple[str, str, str]]:
    yield question, short_name(fits[0].card.id) if fits else "-", ", ".join(fits[0].evidence) if fits else ""
    yield from (("", short_name(fit.card.id), ", ".join(fit.evidence)) for fit in fits[1:_SHOWN])
