"""``flashcards write``: opens a new STAR skeleton in a deck in the editor."""

from __future__ import annotations

from dataclasses import replace

import click

from flashcards.cli.app import App, show_remarks
from flashcards.cli.editing import edit_opened
from flashcards.content.deck.model import STAR, Answer, Deck, Part, Question, free_slug, slugify
from flashcards.content.deck.reader import read_deck
from flashcards.content.deck.writer import write_deck
from flashcards.content.text.source import encoded_like, is_utf8
from flashcards.errors import ContentError
from flashcards.files import read_if_there
from flashcards.home.library import Library
from flashcards.home.lookup import find_deck
from flashcards.home.opened_deck import OpenedDeck
from flashcards.terminal.plain import say

_BLANK_QUESTION = "What will they ask?"
_FIRST_DECK = "My stories"


@click.command("write")
@click.argument("question", required=False, default=_BLANK_QUESTION)
@click.option("--deck", "name", help="The deck it goes into; a new one where there is none of that name.")
@click.pass_obj
def command(app: App, question: str, name: str | None) -> None:
    """Write a new story: opens its four parts in your editor.

    Nothing is kept if you change nothing.
    """
    library = app.open(must_write=True)
    question = _words(question, "question")
    say(edit_opened(library, _with_question(library, question, name)))
    show_remarks(library)


def _words(text: str, what: str) -> str:
    """The text as one line. Raises ContentError if nothing can be named so."""
    if not is_utf8(text):
        raise ContentError(f"{text!r} is not UTF-8, so it can be no {what}")
    if not slugify(text):
        raise ContentError(f"{text!r} has no letter and no digit, so it can be no {what}")
    return " ".join(text.split())


def _with_question(library: Library, question: str, name: str | None) -> OpenedDeck:
    """The deck with the skeleton at its end, the editor's line at the new question."""
    deck, opened = _deck(library, name)
    slug = free_slug(slugify(question), {each.id for each in deck.questions})
    skeleton = Answer(None, "", (), tuple(Part((part,)) for part in STAR))
    new = Question(question, slug, answers=(skeleton,), own_id=slug != slugify(question))
    text = encoded_like(opened.before or b"", write_deck(replace(deck, questions=(*deck.questions, new))))
    reading = read_deck(text, opened.target.stem)
    if reading.errors:
        raise ContentError(f"{question!r} could not be read back as a question; say it otherwise")
    return replace(opened, text=text, line=reading.deck.questions[-1].line, original=deck)


def _deck(library: Library, name: str | None) -> tuple[Deck, OpenedDeck]:
    """The deck that is named, the only one where none is, or a new one."""
    files = list(library.files.values())
    if name is None and len(files) > 1:
        raise ContentError(f"which deck? Say --deck with one of {', '.join(sorted(file.deck for file in files))}")
    if name is None:
        file = files[0] if files else None
    else:
        file = find_deck(library, name) or find_deck(library, slugify(name))
    if file is None:
        title = _words(name or _FIRST_DECK, "deck")
        slug = slugify(title)
        deck = Deck(slug, title, front=(f"deck: {title}",))
        return deck, OpenedDeck(library.home.deck_file(slug), None, b"", 1, deck)
    target = library.home.decks / file.path
    before = read_if_there(target) or b""
    reading = read_deck(before, target.stem)
    if reading.errors:
        raise ContentError(
            f"{reading.errors[0].at(str(target))}; mend it first, `flashcards edit {file.deck}` opens it"
        )
    return reading.deck, OpenedDeck(target, before, b"", 1, reading.deck)
