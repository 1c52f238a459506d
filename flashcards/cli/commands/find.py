"""``flashcards find``: cards by their words and by how they stand, and which story answers which question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from flashcards.cli.app import App
from flashcards.cli.completion import complete_decks
from flashcards.cli.output import say_json
from flashcards.cli.paths import Named
from flashcards.content.finding import Hit, words_of
from flashcards.errors import ContentError
from flashcards.home.finding import Wanted, found, nearest_word
from flashcards.home.library import Library
from flashcards.home.lookup import deck_slugs
from flashcards.rehearsal.finding import hit_views
from flashcards.rehearsal.load import of_theme
from flashcards.schedule.wording import counted
from flashcards.terminal.hits import print_hits
from flashcards.terminal.plain import say

# a page of more is read by nobody; the JSON has all
_MOST = 20
# fewer words are looked up as they are, unless a sign says that they ask
_FEWEST_WORDS = 4
_ASKING_SIGNS = ("?", "？", "؟")


@click.command("find")
@click.argument("words", metavar="[WORDS|QUESTION]...", nargs=-1)
@click.option(
    "--deck", "decks", metavar="DECK", multiple=True, shell_complete=complete_decks, help="Only of this deck."
)
@click.option("--theme", metavar="SLUG", help="Only what carries this theme.")
@click.option("--suspended", is_flag=True, help="Only what is kept out of the reviews.")
@click.option("--leeches", is_flag=True, help="Only what wants to be rewritten.")
@click.option("--missed", is_flag=True, help="Only what was not all told the last time.")
@click.option(
    "--questions",
    "source",
    metavar="FILE",
    type=Named(),
    help="Which stories answer the questions of a list, or what an advertisement for a job wants (-: standard input).",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def command(
    app: App, /, words: tuple[str, ...], decks: tuple[str, ...], source: str | None, as_json: bool, **how: Any
) -> None:
    """Find cards by their words, or stories for a question.

    The best come first, each with the line that holds the words. A word is found in its other forms, too, and by its
    beginning. Cards that hold all words come alone, where there are any. Without words: all cards that the options ask
    for. For a question: the stories that answer it, with the words that say so.
    """
    if source is not None and words:
        raise click.UsageError("give words, or --questions FILE, not both")
    questions = _read_questions(source) if source is not None else ()
    library = app.open()
    theme = how.pop("theme")
    if theme:
        of_theme(library, theme)
    wanted = Wanted(tuple(deck_slugs(library, decks)), theme or "", **how)
    if questions:
        _cover(library, questions, wanted, as_json)
        return
    if _is_question(words) and _answered(library, " ".join(words), wanted, as_json):
        return
    looked_for = words_of(" ".join(words))
    if not looked_for and (words or not wanted.is_narrow):
        raise click.UsageError("name words to look for, or how the cards stand (--suspended, --leeches, --missed, ...)")
    hits = found(library, looked_for, wanted)
    if not hits:
        close = nearest_word(library, looked_for, wanted)
        raise ContentError(_nothing(" ".join(words), wanted) + (f"; did you mean {close!r}?" if close else ""))
    if as_json:
        say_json([_row(hit) for hit in hits])
    else:
        _show(hits, len(looked_for))


def _read_questions(source: str) -> tuple[str, ...]:
    # what reads pages takes long to import
    from flashcards.cli.coverage import read_questions

    return read_questions(source)


def _cover(library: Library, questions: Sequence[str], wanted: Wanted, as_json: bool) -> None:
    from flashcards.cli.coverage import coverage, coverage_json, show_coverage

    found = coverage(library, questions, wanted)
    if as_json:
        say_json(coverage_json(found))
    else:
        show_coverage(found)


def _is_question(words: Sequence[str]) -> bool:
    """Whether it is a question, in one piece or in several, and no words to look for."""
    text = " ".join(words)
    if not text.endswith(_ASKING_SIGNS) and len(text.split()) < _FEWEST_WORDS:
        return False
    from flashcards.content.pages.speech import asks

    return asks(text)


def _answered(library: Library, question: str, wanted: Wanted, as_json: bool) -> bool:
    """Print the stories that answer a question, or are nearest to it; False where no story says a word of it."""
    from flashcards.home.choosing import choose

    (fits,), _ = choose(library, [question], wanted)
    if not fits:
        return False
    fitting = [fit for fit in fits if fit.fits]
    hits = [Hit(fit.card, fit.score, words_of(" ".join(fit.evidence))) for fit in fitting or fits]
    if as_json:
        evidence = (list(fit.evidence) for fit in fitting or fits)
        say_json([{**_row(hit), "evidence": words} for hit, words in zip(hits, evidence, strict=True)])
        return True
    if not fitting:
        say("No story answers it well; these are the nearest.")
    print_hits(hit_views(hits))
    return True


def _nothing(words: str, wanted: Wanted) -> str:
    which = "no card that the options ask for" if wanted.is_narrow else "no card"
    return f"{which} holds {words!r}" if words else "there is no such card"


def _row(hit: Hit) -> dict[str, object]:
    best = hit.best
    return {
        "card": hit.card.id,
        "deck": hit.card.deck,
        "kind": hit.card.kind,
        "prompt": hit.card.prompt,
        "score": round(hit.score, 3),
        "field": best.field,
        "line": best.text,
    }


def _show(hits: Sequence[Hit], words: int) -> None:
    if hits[0].held < words:
        say("No card holds all of these words; these hold some of them.")
    print_hits(hit_views(hits[:_MOST]))
    if len(hits) > _MOST:
        say(f"{counted(len(hits) - _MOST, 'more card')}; another word narrows it.")
