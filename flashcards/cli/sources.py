"""Pages as the user names them: files, folders, addresses, standard input."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from flashcards.cli.inputs import STANDARD_INPUT, named, read_beginning
from flashcards.content.deck.model import Deck, slugify
from flashcards.content.deck.reader import read_deck
from flashcards.content.deck.renaming import with_name
from flashcards.content.page import FoundAnswer, FoundPart, FoundQuestion, FoundTheme, Page
from flashcards.content.pages.compose import compose
from flashcards.content.pages.naming import deck_name
from flashcards.content.pages.reader import LARGEST, read_page
from flashcards.content.text.problems import Level
from flashcards.content.text.source import without_halves
from flashcards.documents import Document, as_text, is_address
from flashcards.errors import ContentError

PAGE_ENDINGS = frozenset(
    {
        ".md",
        ".markdown",
        ".mdx",
        ".txt",
        ".text",
        ".html",
        ".htm",
        ".json",
        ".jsonl",
        ".csv",
        ".tsv",
        ".org",
        ".adoc",
        ".toml",
        ".yaml",
        ".yml",
    }
    | {".docx", ".pdf"}
)
# read where they are named, and passed over in a folder: what `export` wrote may lie among the pages there
ANKI_ENDINGS = frozenset({".apkg", ".colpkg", ".anki2", ".anki21"})


@dataclass(frozen=True, slots=True)
class Found:
    """A page that was read, and the deck that it makes on its own.

    ``earlier`` are the slugs under which a version before this one would have added it; none where the user names it.
    """

    source: str
    page: Page
    deck: Deck
    earlier: tuple[str, ...] = ()


def sources_of(names: Sequence[str]) -> list[str]:
    """The pages that are named, each once; of a folder every page below it. Raises ContentError if it has none."""
    found: list[str] = []
    for name in names:
        path = Path(name)
        if name != STANDARD_INPUT and not is_address(name) and path.is_dir():
            pages = [str(each) for each in _pages_below(path)]
            if not pages:
                endings = ", ".join(sorted(PAGE_ENDINGS))
                raise ContentError(f"there is no page in {name}; looked for files that end in {endings}")
            found += pages
        else:
            found.append(name)
    return list(dict.fromkeys(found))


def _pages_below(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        hidden = any(piece.startswith(".") for piece in path.relative_to(folder).parts)
        if not hidden and path.suffix.lower() in PAGE_ENDINGS and path.is_file():
            yield path


def read_source(source: str, name: str | None = None, fields: Mapping[str, str] | None = None) -> Found:
    """Read one page into a deck of that name, its own where None; ``fields`` maps roles to fields of records.

    Raises AccessError if it cannot be opened, ContentError if it asks nothing,
    DamagedError if it is damaged or hostile.
    """
    document = as_text(_document(source))
    stem = Path(document.name).stem
    deck = _own_deck(document.data, stem)
    if deck is not None and (name is not None or _is_named(document.data)):
        return Found(source, _page_of(deck), with_name(deck, name) if name else deck)
    page = read_page(document.data, document.name, fields)
    errors = [problem for problem in page.problems if problem.level is Level.ERROR]
    if errors:
        raise ContentError(errors[0].at(named(source)))
    if name is not None:
        return Found(source, page, compose(page, name))
    of_file = without_halves(stem).replace("-", " ").replace("_", " ").strip().capitalize()
    own = next(filter(None, map(deck_name, filter(None, (page.name, page.title, of_file)))), "Page")
    if deck is not None:
        return Found(source, _page_of(deck), with_name(deck, own))
    return Found(source, page, compose(page, own), (slugify(page.name or of_file) or "page",))


def _document(source: str) -> Document:
    if is_address(source):
        from flashcards.documents.address import fetch

        return fetch(source)
    path = Path(source)
    if path.suffix.lower() in ANKI_ENDINGS:
        from flashcards.anki.foreign import page_of

        return Document(page_of(path), f"{path.stem}.json", source)
    return Document(read_beginning(source, LARGEST), path.name, source)


def _own_deck(data: bytes, stem: str) -> Deck | None:
    """The deck that a file holds already in the format of decks, told by a name or by ids; None for another page."""
    if not _is_named(data) and b"{#" not in data:
        return None
    reading = read_deck(data, stem)
    questions = reading.deck.questions
    told = any(answer.parts for question in questions for answer in question.answers)
    is_deck = _is_named(data) or any(question.own_id for question in questions)
    return reading.deck if told and is_deck and not reading.errors else None


def _is_named(data: bytes) -> bool:
    return data.lstrip(b"\xef\xbb\xbf").startswith(b"---") and b"\ndeck:" in data[:2000]


def _page_of(deck: Deck) -> Page:
    """A deck as a page that was found, to be shown like one."""
    return Page(
        deck.name,
        tuple(
            FoundQuestion(
                question.text,
                question.tags,
                tuple(
                    FoundAnswer(
                        answer.name, tuple(FoundPart(part.names, part.text, part.line) for part in answer.parts)
                    )
                    for answer in question.answers
                    if answer.parts
                ),
                question.line,
            )
            for question in deck.questions
        ),
        tuple(FoundTheme(theme.name, theme.text, theme.line) for theme in deck.themes),
    )
