"""Pages in every shape: what a careful reader finds in each."""

from __future__ import annotations

import html
import json
import re
import unicodedata
from pathlib import Path
from typing import Any

from flashcards.content.cards import cards_of
from flashcards.content.deck.reader import read_deck
from flashcards.content.deck.writer import write_deck
from flashcards.content.page import FoundAnswer, Page
from flashcards.content.pages.compose import compose
from flashcards.content.pages.reader import LARGEST, read_page
from flashcards.content.text.problems import Level
from tests.examples import IS_WHOLE, every, for_each

PAGES = Path(__file__).parent / "pages"
EXPECTED = ".expected.json"
ZOO, SHAPES = (
    sorted(path for path in (PAGES / folder).iterdir() if not path.name.endswith(("README.md", EXPECTED)))
    for folder in ("zoo", "shapes")
)


def same(text: str) -> str:
    """A text as the zoo's README compares it: no markup, white space folded."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff").replace("\u00a0", " ").replace("\u202f", " ")
    text = unicodedata.normalize("NFC", text)
    text = re.sub(r"^\s*(?:```|~~~).*$", "", text, flags=re.MULTILINE)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = html.unescape(re.sub(r"</?[a-zA-Z][^<>]*>", " ", text))
    text = re.sub(r"^\s*>\s?", "", text, flags=re.MULTILINE).replace("**", "").replace("__", "").replace("`", "")
    return " ".join(re.sub(r"(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)", "", text).split())


def parts_of(answer: FoundAnswer) -> dict[str, str]:
    """The parts that say something."""
    return {part.name: same(part.text) for part in answer.parts if same(part.text)}


def test_the_zoo_is_all_there():
    """Thirty pages, byte for byte."""
    assert len(ZOO) == 30


@for_each("path", [*ZOO, *every(2, SHAPES)])
def test_a_page_is_found_to_hold_what_a_careful_reader_finds(path: Path):
    """Its questions, their answers, its themes, and what is the matter with it; and it becomes a deck. By default every
    second shape of the list, and the whole zoo."""
    page = read_page(path.read_bytes(), path.name)
    expected = json.loads(path.with_name(path.stem + EXPECTED).read_text(encoding="utf-8"))
    assert_questions_in_their_order_with_their_themes(page, expected)
    assert_answers_part_by_part(page, expected)
    assert_themes_with_what_they_mean(page, expected)
    assert_problems_without_a_false_alarm(page, expected)
    assert_a_deck_that_reads_back(page)


def assert_questions_in_their_order_with_their_themes(page: Page, expected: dict[str, Any]) -> None:
    """Their own words, without what stands around them."""
    assert [same(question.text) for question in page.questions] == [
        same(each["text"]) for each in expected["questions"]
    ]
    assert [set(question.tags) for question in page.questions] == [set(each["tags"]) for each in expected["questions"]]
    assert expected["deck"] is None or same(page.name or "") == same(expected["deck"])


def assert_answers_part_by_part(page: Page, expected: dict[str, Any]) -> None:
    """Every part whole, under its own name; an answer's name only where the page gives one."""
    for question, wanted in zip(page.questions, expected["questions"], strict=True):
        told = [{name: same(text) for name, text in each["parts"].items() if same(text)} for each in wanted["answers"]]
        assert [parts_of(answer) for answer in question.answers] == told
        for answer, each in zip(question.answers, wanted["answers"], strict=True):
            assert each["name"] is None or same(answer.name or "") == same(each["name"])


def assert_themes_with_what_they_mean(page: Page, expected: dict[str, Any]) -> None:
    """As they are first written."""
    assert {(same(theme.name), same(theme.text)) for theme in page.themes} == {
        (same(theme["name"]), same(theme["text"])) for theme in expected["themes"]
    }


def assert_problems_without_a_false_alarm(page: Page, expected: dict[str, Any]) -> None:
    """By their class; only ``no-answer`` may be said where a question is left without an answer for another reason."""
    wanted = set(expected["problems"])
    unanswered = {"no-answer"} if any(not each["answers"] for each in expected["questions"]) else set()
    codes = {problem.code for problem in page.problems}
    assert wanted <= codes <= wanted | unanswered
    assert all(problem.line >= 1 and problem.message for problem in page.problems)


def assert_a_deck_that_reads_back(page: Page) -> None:
    """The deck is written, and read again the same and without an error."""
    deck = compose(page, page.name or "Page")
    reading = read_deck(write_deck(deck).encode(), "page")
    assert reading.errors == ()
    assert reading.deck == deck
    stories = {
        tuple((part.names, part.text) for part in answer.parts) for each in page.questions for answer in each.answers
    }
    assert sum(card.kind == "story" for card in cards_of(deck)) == len(stories)


@for_each("path", [path for path in every(3, SHAPES) if path.suffix in (".md", ".txt")])
def test_how_much_room_a_page_leaves_between_its_lines_says_nothing(path: Path):
    """Three blank lines for one change neither what is asked nor what is told."""
    text = path.read_text(encoding="utf-8")
    if any(sign in text for sign in ("```", "~~~")) or text.startswith(("---", "+++")):
        return
    page, wide = read_page(text, path.name), read_page(text.replace("\n\n", "\n\n\n\n"), path.name)
    assert [(each.text, each.tags) for each in wide.questions] == [(each.text, each.tags) for each in page.questions]
    told = [[[*map(parts_of, each.answers)] for each in reading.questions] for reading in (page, wide)]
    assert told[0] == told[1]
    assert [each.name for each in wide.themes] == [each.name for each in page.themes]


@for_each(
    ("data", "name", "code"),
    [
        (b"caf\xe9?", "a.txt", "not-utf-8"),
        ("Tell me?".encode("utf-16"), "a.txt", "not-utf-8"),
        (b"\x7fELF\x00\x01\x02", "a.md", "binary"),
        (b" \n\n", "a.md", "empty"),
        (b"Nothing is asked here.\n", "a.md", "no-questions"),
        (b'[{"name": "x", "text": "y"}]', "a.json", "fields"),
        (b'{"broken": ', "a.json", "fields"),
        (b"name,text\nx,y\n", "a.csv", "fields"),
        (b"x" * (LARGEST + 1), "a.md", "too-large"),
    ],
)
def test_what_cannot_be_read_is_refused_with_one_error(data, name, code):
    """And it says what to do."""
    page = read_page(data, name)
    assert [(problem.code, problem.level) for problem in page.problems] == [(code, Level.ERROR)]
    assert not page.questions


def test_records_with_other_fields_say_which_were_looked_for():
    """And which were found."""
    message = read_page(b'[{"name": "x", "note": "y"}]', "a.json").problems[0].message
    assert "question" in message
    assert "'name', 'note'" in message


def test_a_page_in_one_line_of_ten_megabytes_is_read_or_refused():
    """It never hangs."""
    for text in ("a" * 9_999_000, "[" * 9_000_000, "**" * 4_900_000, "Situation: " * 900_000, "<b>" * 3_000_000):
        assert [problem.code for problem in read_page(text, "a.md").problems] == ["too-large"]


@for_each(
    "line", every(4, ["[[[((", "** __ ", "S: a T: b A: c R: d ", "<ul><li>", "| a ", "Situation: ", "> - ", '"Why?" '])
)
def test_a_long_line_of_one_sign_is_read_to_its_end(line):
    """Fifty thousand characters, by default ten; with a square of work they would take half a minute and more."""
    assert read_page(line * ((50_000 if IS_WHOLE else 10_000) // len(line)), "a.md").problems


@for_each(
    ("yes", "no"),
    [("✓", "✗"), ("✅", "❌"), ("x", ""), ("✗", ""), ("○", ""), ("Yes", "No"), ("yes", "no"), ("Ja", "Nein")],
)
def test_a_matrix_ticks_what_its_clearer_sign_ticks(yes, no):
    """A cross beside a tick says no; where nothing but crosses stands, they tick."""
    asked = "Tell me about a late ferry.", "Tell me about a rule you changed."
    told = "".join(f"## {question}\n\nI asked 12 people, and changed it in a week.\n\n" for question in asked)
    rows = f"| {asked[0]} | {yes} | {no} |\n| {asked[1]} | {no} | {yes} |\n"
    page = read_page(f"# Stories\n\n{told}## Themes\n\n| Story | Calm | Courage |\n|---|---|---|\n{rows}")
    assert [question.tags for question in page.questions] == [("calm",), ("courage",)]


def test_words_that_stories_share_stay_as_they_are_where_they_make_no_frame():
    """A dash becomes no colon."""
    stories = [
        [
            "What happened — our bakery lost two bakers in Advent",
            "My job — keep it open",
            "What I did — I asked the school",
        ],
        ["What happened — two cooks wanted the one oven", "My job — the plan", "What I did — I gave each four hours"],
    ]
    asked = "Tell me about a time you led people.", "Tell me about a conflict."
    listed = [[f"({sign}) {line}" for sign, line in zip("abc", lines, strict=True)] for lines in stories]
    items = (
        f"{n}. {text}\n   " + "\n   ".join(below) for n, (text, below) in enumerate(zip(asked, listed, strict=True), 1)
    )
    page = read_page("\n".join(items), "a.md")
    told = [
        part.text.split("\n") for question in page.questions for answer in question.answers for part in answer.parts
    ]
    assert told == listed
