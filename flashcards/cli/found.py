"""What was found on a page, as ``add`` shows it and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from difflib import unified_diff
from pathlib import Path

from flashcards.cli.account import lines_json, show_account
from flashcards.cli.sources import Found
from flashcards.content.cards import cards_of
from flashcards.content.deck.model import STAR, STORY_PARTS, slugify
from flashcards.content.outline.outline import draft_outline
from flashcards.content.page import FoundAnswer, FoundPart, FoundQuestion
from flashcards.content.pages.suggestions import Suggestion
from flashcards.content.renewal import Conflict, Renewal
from flashcards.content.text.placeholders import find_placeholder, is_placeholder
from flashcards.schedule.wording import counted
from flashcards.terminal.plain import say, warn

_MOST_EXAMPLES = 3


def show_found(found: Found) -> None:
    """Say what is in a page: questions with what each lacks, themes, and problems with their lines."""
    questions = found.page.questions
    answers = [answer for question in questions for answer in question.answers]
    whole = sum(1 for answer in answers if not _lacks(answer))
    parts = sum(len(answer.parts) for answer in answers)
    say(
        f"{found.source}: {counted(len(questions), 'question')}, {counted(len(answers), 'answer')} "
        f"({whole} complete), {counted(parts, 'part')}, {counted(len(found.page.themes), 'theme')}"
    )
    for place, question in enumerate(questions, start=1):
        say(f"  {place:>2}  {question.text}{_state(question)}")
    for theme in found.page.themes:
        carried = sum(slugify(theme.name) in question.tags for question in questions)
        say(f"   #  {theme.name} ({counted(carried, 'question')})")
    for problem in found.page.problems:
        warn(problem.at(found.source))
    show_account(found.page)


def _state(question: FoundQuestion) -> str:
    """What a question lacks, and how many stories it has if more than one."""
    if not question.answers:
        return "  - no answer yet"
    lacks = list(dict.fromkeys(lack for answer in question.answers for lack in _lacks(answer)))
    several = f"  - {len(question.answers)} stories" if len(question.answers) > 1 else ""
    return several + (f"  - {', '.join(lacks)}" if lacks else "")


def _lacks(answer: FoundAnswer) -> list[str]:
    """What a story lacks to be complete: ``no Result``, ``a blank in Action``.

    Of STAR every part; of another frame, and of a Lesson, what the page has a label for.
    """
    told = [part for part in answer.parts if not is_placeholder(part.text)]
    labels = dict.fromkeys(name for part in answer.parts for name in part.names)
    wanted = labels if labels.keys() - {*STORY_PARTS} else dict.fromkeys((*STAR, *labels))
    missing = wanted.keys() - {name for part in told for name in part.names}
    blanks = [f"a blank in {part.name}" for part in told if find_placeholder(part.text)]
    return [*(f"no {name}" for name in wanted if name in missing), *blanks]


def show_target(found: Found, target: Path) -> None:
    """Say how many cards a new deck gets, and where it goes."""
    say(f"{counted(len(cards_of(found.deck)), 'card')} -> {target}")


def show_renewal(renewal: Renewal, target: Path) -> None:
    """Say what becomes of a deck that is there already, with the page's text where the deck's stays."""
    say(f"{target} is there already:")
    done = {
        "new": renewal.added,
        "changed on the page only, taken over": renewal.renewed,
        "tagged": renewal.tagged,
        "new theme": renewal.themes,
        "taken out of the deck by hand, not added again": renewal.left_out,
    }
    say(*(f"  {what}: {text}" for what, texts in done.items() for text in texts))
    for conflict in renewal.kept:
        say(f"  differs, the deck's text stays: {conflict.question}")
        for line in _difference(conflict):
            say(f"    {line}")
    if not renewal.changes:
        say("  nothing new; nothing is written")


def _difference(conflict: Conflict) -> Sequence[str]:
    lines = unified_diff(conflict.deck.splitlines(), conflict.page.splitlines(), "deck", "page", lineterm="", n=0)
    return [line for line in lines if not line.startswith("@@")]


def show_suggestions(suggestions: Sequence[Suggestion], is_tagged: bool) -> None:
    """Say which questions show which theme, and by which words."""
    if not any(suggestion.matches for suggestion in suggestions):
        return
    how = ":" if is_tagged else " (`--tag` writes the best one or two of each):"
    say(f"Questions that share words with a theme{how}")
    for suggestion in suggestions:
        if not suggestion.matches:
            continue
        say(f"   #  {suggestion.theme}")
        for match in suggestion.matches[:_MOST_EXAMPLES]:
            say(f"        {match.question}  ({', '.join(match.words)})")


def found_json(found: Found, suggestions: Sequence[Suggestion]) -> dict[str, object]:
    """What was found, as ``add --dry-run --json`` prints it."""
    ids = {question.text: question.id for question in found.deck.questions}
    return {
        "deck": found.deck.slug,
        "questions": [_question_json(question, ids) for question in found.page.questions],
        "themes": [{"id": theme.id, "name": theme.name, "text": theme.text} for theme in found.deck.themes],
        "problems": [asdict(problem) for problem in found.page.problems],
        "suggested": [
            {
                "theme": suggestion.theme,
                "question": match.question,
                "score": round(match.score, 3),
                "words": match.words,
            }
            for suggestion in suggestions
            for match in suggestion.matches
        ],
        "cards": len(cards_of(found.deck)),
        "lines": lines_json(found.page.spans),
    }


def _question_json(question: FoundQuestion, ids: dict[str, str]) -> dict[str, object]:
    return {
        "id": ids.get(question.text, slugify(question.text)),
        "text": question.text,
        "tags": list(question.tags),
        "answers": [
            {"name": answer.name, "parts": [_part_json(part) for part in answer.parts]} for answer in question.answers
        ],
    }


def _part_json(part: FoundPart) -> dict[str, object]:
    return {"name": part.name, "text": part.text, "outline": list(draft_outline(part.text, part.name))}
