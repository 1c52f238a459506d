"""``flashcards add``: reads pages, shows what it found, and writes a deck of each into the home."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from flashcards.cli.app import App, show_remarks
from flashcards.cli.found import found_json, show_found, show_renewal, show_suggestions, show_target
from flashcards.cli.outlining import offer_pass
from flashcards.cli.output import say_json
from flashcards.cli.paths import Named
from flashcards.cli.sources import Found, read_source, sources_of
from flashcards.content.cards import cards_of
from flashcards.content.deck.model import Deck, slugify
from flashcards.content.deck.reader import read_deck
from flashcards.content.deck.writer import write_deck
from flashcards.content.page import FoundQuestion
from flashcards.content.pages.compose import compose
from flashcards.content.pages.naming import LONGEST_SLUG
from flashcards.content.pages.suggestions import Suggestion, chosen, suggest
from flashcards.content.renewal import Renewal, digests, known_as, renew
from flashcards.content.text.source import encoded_like
from flashcards.errors import ContentError, FlashcardsError
from flashcards.files import read_if_there, write_new_bytes
from flashcards.home.exposure import notices
from flashcards.home.library import Library, sync
from flashcards.store import meta
from flashcards.terminal.plain import say, warn
from flashcards.terminal.progress import progressing

_REHEARSED = "Added. `flashcards review` rehearses it."
_WITHOUT_CARDS = "Added. It makes no card until a story is told in it."


@dataclass(frozen=True, slots=True)
class Addition:
    """What is to be done with one page. ``before`` is the file as it was read, None where there is none yet."""

    found: Found
    target: Path
    deck: Deck
    before: bytes | None = None
    renewal: Renewal | None = None
    suggestions: tuple[Suggestion, ...] = ()

    @property
    def writes(self) -> bool:
        """Whether the file changes."""
        return self.renewal is None or self.renewal.changes


_ROLES = ("question", "answer", "themes", "title", "aside")
_ALSO = {"text": "answer", "story": "title"}
_FIELD_HELP = f"For records: which field has which role ({', '.join(_ROLES)}), as in question=Front."


def _fields(_context: click.Context, _parameter: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    """The roles that the user gives to fields of records."""
    found = {}
    for each in given:
        role, sign, field = each.partition("=")
        role = _ALSO.get(role, role)
        if not sign or role not in _ROLES or not field:
            raise click.BadParameter(f"{each!r} is not ROLE=FIELD with one of the roles {', '.join(_ROLES)}")
        found[role] = field
    return found


@click.command("add")
@click.argument("pages", metavar="PAGE...", nargs=-1, required=True, type=Named())
@click.option("--dry-run", is_flag=True, help="Show what was found, and write nothing.")
@click.option("--tag", "tags", is_flag=True, help="Tag the questions that share most words with a theme nobody links.")
@click.option("--json", "as_json", is_flag=True, help="With --dry-run: print what was found as JSON.")
@click.option("--name", metavar="NAME", help="What the deck is called; of one page only.")
@click.option("--field", "fields", metavar="ROLE=FIELD", multiple=True, callback=_fields, help=_FIELD_HELP)
@click.pass_obj
def command(
    app: App,
    pages: tuple[str, ...],
    dry_run: bool,
    tags: bool,
    as_json: bool,
    name: str | None,
    fields: dict[str, str],
) -> None:
    """Read pages of questions and answers, and make decks of them.

    What is in them is shown, and each is written as a deck. PAGE is a file, a folder of them, an address (https://...),
    or - for standard input. A page that was added before adds what is new in it; a story that was changed in the deck
    stays as it is there.
    """
    sources = sources_of(pages)
    if name is not None and (len(sources) > 1 or not 0 < len(slugify(name)) <= LONGEST_SLUG):
        raise click.UsageError(f"--name takes a name of 1 to {LONGEST_SLUG} letters and digits, for one page")
    found = _read(sources, any(Path(page).is_dir() for page in pages), name, fields)
    library = app.open(must_write=not dry_run) if not dry_run or app.home.database.exists() else None
    additions = _additions(app, library, found, tags)
    if as_json:
        shown = [found_json(addition.found, addition.suggestions) for addition in additions]
        say_json(shown[0] if len(sources) == 1 else shown)
    else:
        for addition in additions:
            _show(addition, tags)
    if dry_run or library is None:
        return
    _take_in(library, additions)
    if not as_json and any(addition.writes for addition in additions):
        has_cards = any(cards_of(addition.deck) for addition in additions)
        say(_REHEARSED if has_cards else _WITHOUT_CARDS)
        decks = {addition.target: addition.deck for addition in additions}
        offer_pass(library, {path.relative_to(app.home.decks).as_posix(): deck for path, deck in decks.items()})


def _take_in(library: Library, additions: Sequence[Addition]) -> None:
    """Write the decks and read them anew, with what is to be said of either."""
    _write(library, additions)
    sync(library)
    library.remarks += notices(library)
    show_remarks(library)


def _read(sources: Sequence[str], is_folder: bool, name: str | None, fields: dict[str, str]) -> list[Found]:
    """Read every page. In a folder, one that asks nothing is passed over with a remark."""
    found = []
    for source in progressing(sources, "reading"):
        try:
            found.append(read_source(source, name, fields))
        except FlashcardsError as error:
            if not is_folder:
                raise
            warn(f"passed over: {error}")
    if not found:
        raise ContentError("none of these pages asks a question; nothing was written")
    return found


def _additions(app: App, library: Library | None, found: Sequence[Found], tags: bool) -> list[Addition]:
    files = library.files.values() if library else ()
    taken = {file.deck: app.home.decks / file.path for file in files}
    added = meta.starting_with(library.database.conn, meta.PAGES) if library else {}
    bases = {deck: json.loads(base) for deck, base in added.items() if deck in taken}
    decks: dict[str, Deck] = {}
    additions = []
    for each in found:
        slug = (known_as(each.deck, bases, each.earlier) if each.earlier else None) or each.deck.slug
        target = taken.get(slug, app.home.deck_file(slug))
        before = read_if_there(target)
        deck = decks.get(slug) or _deck_in(target, before)
        addition = _addition(each, target, before, deck, bases.get(slug, {}), tags)
        decks[slug] = addition.deck
        additions.append(addition)
    return additions


def _deck_in(target: Path, before: bytes | None) -> Deck | None:
    """The deck that a file holds, None where there is no file. Raises ContentError for one with errors."""
    if before is None:
        return None
    reading = read_deck(before, target.stem)
    if reading.errors:
        raise ContentError(f"{reading.errors[0].at(str(target))}; mend it before anything is added to this deck")
    return reading.deck


def _addition(
    found: Found, target: Path, before: bytes | None, deck: Deck | None, base: Mapping[str, str], tags: bool
) -> Addition:
    """Decide what one page does: a new deck, or what is new in one that is there or was planned before."""
    suggestions = _suggestions(found, deck)
    picked = chosen(suggestions) if tags else {}
    slugs = {text: tuple(map(slugify, names)) for text, names in picked.items()}
    found = _tagged(found, slugs)
    if deck is None:
        return Addition(found, target, found.deck, None, None, suggestions)
    renewal = renew(deck, found.deck, base, slugs)
    return Addition(found, target, renewal.deck, before, renewal, suggestions)


def _suggestions(found: Found, deck: Deck | None) -> tuple[Suggestion, ...]:
    """Rank the questions of a page for the themes that none carries, there or in the deck that it was added to."""
    carried = {tag for question in found.page.questions for tag in question.tags}
    carried |= {tag for question in deck.questions for tag in question.tags} if deck else set()
    themes = [(theme.name, theme.text) for theme in found.page.themes if slugify(theme.name) not in carried]
    if not themes:
        return ()
    return tuple(suggest(themes, [(question.text, _told(question)) for question in found.page.questions]))


def _tagged(found: Found, tags: Mapping[str, tuple[str, ...]]) -> Found:
    """The page with more themes for its questions, by their texts."""
    if not tags:
        return found
    questions = tuple(
        replace(question, tags=tuple(dict.fromkeys((*question.tags, *tags.get(question.text, ())))))
        for question in found.page.questions
    )
    given = {tag for each in tags.values() for tag in each}
    problems = tuple(
        problem
        for problem in found.page.problems
        if problem.code != "unlinked-theme" or not any(f"#{tag}" in problem.message for tag in given)
    )
    page = replace(found.page, questions=questions, problems=problems)
    return replace(found, page=page, deck=compose(page, found.deck.name))


def _told(question: FoundQuestion) -> str:
    return " ".join(part.text for answer in question.answers for part in answer.parts)


def _show(addition: Addition, tags: bool) -> None:
    show_found(addition.found)
    show_suggestions(addition.suggestions, tags)
    if addition.renewal is None:
        show_target(addition.found, addition.target)
    else:
        show_renewal(addition.renewal, addition.target)


def _write(library: Library, additions: Sequence[Addition]) -> None:
    """Write every deck that changes. Raises ContentError if one was changed by somebody else meanwhile."""
    last = {addition.target: addition for addition in additions}
    first = {addition.target: addition for addition in reversed(additions)}
    for target, addition in last.items():
        before = first[target].before
        if read_if_there(target) != before:
            raise ContentError(f"{target} was changed while the page was read; nothing was written, add it again")
        if any(each.writes for each in additions if each.target == target):
            write_new_bytes(target, encoded_like(before or b"", write_deck(addition.deck)))
    with library.database.transaction():
        for addition in additions:
            key = meta.PAGES + addition.deck.slug
            known = json.loads(meta.get(library.database.conn, key) or "{}")
            meta.put(library.database.conn, key, json.dumps(known | digests(addition.found.deck)))
