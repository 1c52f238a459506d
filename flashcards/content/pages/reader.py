"""Reads a page that somebody wrote about questions, as a careful person would."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from flashcards.content.deck.model import slugify
from flashcards.content.page import Fate, FoundQuestion, Page
from flashcards.content.pages.account import Account
from flashcards.content.pages.answers import Gathered, GatheredQuestion
from flashcards.content.pages.blocks import title_place
from flashcards.content.pages.gather import Gathering
from flashcards.content.pages.lines import Form, Line, marked_lines
from flashcards.content.pages.linking import link_stories, link_themes, merged, themes_of
from flashcards.content.pages.markup.org import from_org, is_org
from flashcards.content.pages.naming import Front, clean, front_matter, title_above
from flashcards.content.pages.notation import spelled_out
from flashcards.content.pages.records import read_records
from flashcards.content.pages.segments import Heading
from flashcards.content.pages.themes import ListedTheme
from flashcards.content.text.problems import Level, Problem
from flashcards.content.text.source import decode, normalise

LARGEST = 10_000_000
LONGEST_LINE = 1_000_000
_BINARY_SAMPLE = 8192


def read_page(data: bytes | str, name: str = "", fields: Mapping[str, str] | None = None) -> Page:
    """Return what a page contains. ``name`` is its file name; its ending tells JSON, YAML, TOML and CSV. ``fields``
    maps roles (``question``, ``answer``, ``themes``) to the fields of its records that have them.

    A page that cannot be read at all has one error: ``not-utf-8``, ``binary``, ``empty``, ``too-large``, ``fields``
    or ``no-questions``. All other problems are warnings, in the order of their lines.
    """
    text = _decoded(data)
    if isinstance(text, Problem):
        return Page(None, problems=(text,))
    records = read_records(text, name.lower(), fields or {})
    if isinstance(records, Problem):
        return Page(None, problems=(records,))
    if records is not None:
        return _page(None, records, [], rows=text.split("\n"))
    return _read_text(*from_org(text), text) if is_org(text, name.lower()) else _read_text(text)


def _decoded(data: bytes | str) -> str | Problem:
    if len(data) > LARGEST:
        return _error("too-large", f"the page has more than {LARGEST // 1_000_000} MB; split it")
    if isinstance(data, bytes) and b"\x00" in data[:_BINARY_SAMPLE] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _error("binary", "this is no text; save the page as text, Markdown, HTML, JSON or CSV")
    text = decode(data) if isinstance(data, bytes) else data
    if isinstance(text, Problem):
        return text
    text = normalise(text)
    return text if text.strip() else _error("empty", "the page is empty")


def _error(code: str, message: str) -> Problem:
    return Problem(1, 1, Level.ERROR, code, message)


def _read_text(text: str, named: str = "", written: str = "") -> Page:
    rows = text.split("\n")
    longest = max(range(len(rows)), key=lambda at: len(rows[at]))
    if len(rows[longest]) > LONGEST_LINE:
        message = f"a line of more than {LONGEST_LINE:,} characters; break it into lines"
        return Page(None, problems=(Problem(longest + 1, 1, Level.ERROR, "too-large", message),))
    front = front_matter(rows)
    marked, document = marked_lines("\n".join(["" for _ in range(front.lines)] + rows[front.lines :]))
    lines = spelled_out(marked)
    title = _title(lines)
    gathered = _gathered(lines, title)
    given = (
        clean(title.text) if title and title.level == 1 and any(line.form is Form.HEADING for line in marked) else ""
    )
    name = clean(front.title) or named or given or clean(document) or None
    gathered.found.account.enter_marks(lines, rows)
    first = min((question.line for question in gathered.found.questions), default=0)
    above = title_above(rows, first) if first and not name else None
    _enter_title(gathered.found.account, title if title and name == clean(title.text) else None, above, rows)
    page = _page(name, gathered.found, gathered.themes, front, written.split("\n") if written else rows)
    return replace(page, title=above)


def _enter_title(account: Account, title: Heading | None, above: str | None, rows: Sequence[str]) -> None:
    """Note the line that names the deck."""
    if title:
        account.enter_number(title.line, Fate.TITLE, title.text)
    elif above and (number := next((at for at, row in enumerate(rows, start=1) if above in row), 0)):
        account.enter_number(number, Fate.TITLE, above)


def _gathered(lines: Sequence[Line], title: Heading | None) -> Gathering:
    """What the lines say; where nothing asks by its words, which headings, summaries and items ask by their places."""
    for eager in (False, True):
        gathered = Gathering(title)
        gathered.take(lines, eager)
        link_stories(gathered)
        if gathered.found.questions:
            break
    if eager and (questions := gathered.found.questions):
        message = (
            "nothing on the page asks by its words; the headings or items that hold most of it stand as the prompts"
        )
        gathered.found.warn(questions[0].line, "no-question", message)
    return gathered


def _title(lines: Sequence[Line]) -> Heading | None:
    """The heading over the whole page, which names it where it is of the first level."""
    place = title_place(lines)
    return Heading(lines[place].level, lines[place].text, lines[place].number) if place >= 0 else None


def _page(
    name: str | None,
    found: Gathered,
    listed: Sequence[ListedTheme],
    front: Front | None = None,
    rows: Sequence[str] = (),
) -> Page:
    questions = merged(found.questions, found)
    spans = found.account.spans(rows)
    if not questions:
        problem = _error("no-questions", "no question was found on the page")
        return Page(name, problems=(problem, *_sorted(found.problems)), spans=spans)
    link_themes(questions, listed)
    stories = [{answer.line for answer in question.answers} for question in questions]
    if front and (len(questions) == 1 or (len(stories[0]) == 1 and all(each == stories[0] for each in stories))):
        for question in questions:
            question.themes += front.tags
    themes = themes_of(questions, listed, found)
    for question in questions:
        if not question.answers:
            found.warn(
                question.line, "no-answer", f'"{question.text}" has no answer yet; it makes no card until it has one'
            )
    return Page(
        name,
        tuple(map(_found, questions)),
        themes,
        _sorted(found.problems),
        tuple(found.prose),
        spans,
        tuple(sorted(found.unused)),
    )


def _found(question: GatheredQuestion) -> FoundQuestion:
    tags = tuple(dict.fromkeys(slug for name in question.themes if (slug := slugify(name))))
    return FoundQuestion(question.text, tags, tuple(question.answers), question.line, tuple(question.asides))


def _sorted(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(dict.fromkeys(problems)))
