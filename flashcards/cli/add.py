"""``flashcards add``: reads pages, shows what it found, and writes a deck of each into the home."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from flashcards.cli.app import App, show_remarks
from flashcards.cli.files import write_new
from flashcards.cli.library import Library, sync
from flashcards.cli.output import say_json
from flashcards.cli.wording import counted
from flashcards.content.cards import cards_of
from flashcards.content.compose import compose
from flashcards.content.deck_writer import write_deck
from flashcards.content.model import STAR, Deck, Level, slugify
from flashcards.content.outline import draft_outline
from flashcards.content.page import FoundAnswer, FoundPart, Page
from flashcards.content.pages.reader import read_page
from flashcards.errors import AccessError, ContentError
from flashcards.store import readings
from flashcards.terminal.plain import say, warn


@dataclass(frozen=True, slots=True)
class Found:
    """A page that was read, and the deck that would be written."""

    source: str
    page: Page
    deck: Deck


@click.command("add")
@click.argument("pages", metavar="PAGE...", nargs=-1, required=True)
@click.option("--dry-run", is_flag=True, help="Show what was found, and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="With --dry-run: print what was found as JSON.")
@click.pass_obj
def command(app: App, pages: tuple[str, ...], dry_run: bool, as_json: bool) -> None:
    """Read a page of questions and answers, show what is in it, and write it as a deck.

    PAGE is a file, or - for standard input.
    """
    found = [read_source(source) for source in pages]
    library = None if dry_run else app.open(must_write=True)
    targets = _targets(app, library, found)
    for each, target in zip(found, targets, strict=True):
        if as_json:
            say_json(page_json(each))
        else:
            show(each, target)
    if library is None:
        return
    for each, target in zip(found, targets, strict=True):
        write_new(target, write_deck(each.deck))
    sync(library)
    show_remarks(library)
    if not as_json:
        say("Added. `flashcards review` rehearses it.")


def read_source(source: str) -> Found:
    """Read one page. Raises AccessError if it cannot be opened, ContentError if it asks nothing."""
    path = Path(source)
    try:
        data = sys.stdin.buffer.read() if source == "-" else path.read_bytes()
    except OSError as error:
        raise AccessError(f"cannot read {source}: {error.strerror}") from error
    page = read_page(data, path.name)
    errors = [problem for problem in page.problems if problem.level is Level.ERROR]
    if errors:
        raise ContentError(errors[0].at(source))
    name = page.name or path.stem.replace("-", " ").replace("_", " ").strip().capitalize()
    if not slugify(name):
        name = "Page"
    return Found(source, page, compose(page, name))


def _targets(app: App, library: Library | None, found: Sequence[Found]) -> list[Path]:
    """Where each deck goes. Raises ContentError if one is there already, or if two pages have one name."""
    files = readings.known_files(library.readings).values() if library else ()
    taken = {file.deck: app.home.decks / file.path for file in files}
    targets = []
    for each in found:
        slug = each.deck.slug
        target = app.home.decks / f"{slug}.md"
        if slug in taken or (library and target.exists()):
            path = taken.get(slug, target)
            raise ContentError(f"{each.source}: there is a deck {slug} already ({path}); nothing was written")
        taken[slug] = target
        targets.append(target)
    return targets


def show(found: Found, target: Path) -> None:
    """Say what was found, and where it goes."""
    questions = found.page.questions
    answers = [answer for question in questions for answer in question.answers]
    whole = sum(1 for answer in answers if _is_whole(answer))
    parts = sum(len(answer.parts) for answer in answers)
    themes = counted(len(found.page.themes), "theme")
    say(
        f"{found.source}: {counted(len(questions), 'question')}, {counted(len(answers), 'answer')} "
        f"({whole} complete), {counted(parts, 'part')}, {themes}"
    )
    for place, question in enumerate(questions, start=1):
        say(f"  {place:>2}  {question.text}")
    for theme in found.page.themes:
        say(f"   #  {theme.name}")
    for problem in found.page.problems:
        warn(problem.at(found.source))
    say(f"{counted(len(cards_of(found.deck)), 'card')} -> {target}")


def _is_whole(answer: FoundAnswer) -> bool:
    names = {name for part in answer.parts if part.text for name in part.names}
    return names.issuperset(STAR) or names.isdisjoint(STAR)


def page_json(found: Found) -> dict[str, object]:
    """What was found, as ``add --dry-run --json`` prints it."""
    ids = {question.text: question.id for question in found.deck.questions}
    return {
        "deck": found.deck.slug,
        "questions": [
            {
                "id": ids.get(question.text, slugify(question.text)),
                "text": question.text,
                "tags": list(question.tags),
                "answers": [
                    {"name": answer.name, "parts": [_part_json(part) for part in answer.parts]}
                    for answer in question.answers
                ],
            }
            for question in found.page.questions
        ],
        "themes": [{"id": theme.id, "name": theme.name, "text": theme.text} for theme in found.deck.themes],
        "problems": [
            {
                "line": problem.line,
                "column": problem.column,
                "level": problem.level,
                "code": problem.code,
                "message": problem.message,
            }
            for problem in found.page.problems
        ],
        "cards": len(cards_of(found.deck)),
    }


def _part_json(part: FoundPart) -> dict[str, object]:
    return {"name": part.name, "text": part.text, "outline": list(draft_outline(part.text, part.name))}
