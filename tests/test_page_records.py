"""Rows of questions in every notation of data: what they say does not depend on how they are written, or called."""

from __future__ import annotations

import csv
import html
import io
import json
import time
from typing import Any

import tomlkit
import yaml

from flashcards.content.pages.reader import read_page
from tests.examples import for_each

STAR = ("Situation", "Task", "Action", "Result")
ROWS: list[tuple[str, str, str]] = [
    (
        "Tell me about a roof that leaked.",
        "Repairs",
        "I climbed up at night with a lamp and two sheets of lead. By six the hall was dry again.",
    ),
    (
        "How do you plan a day on the scaffold?",
        "Planning",
        "I write down three things, and I do the wet one first. What is left at four stays for tomorrow.",
    ),
    (
        "Why slate? And what comes after it?",
        "Planning",
        "I like what lasts longer than I do, and slate does. After it I would try lead, for the valleys.",
    ),
    (
        "A tile that you dropped",
        "Repairs",
        "I stopped the street, and I told the owner before he asked me. He paid for a coffee for all of us.",
    ),
]
STORY = ("It rained into the organ.", "Save 400 pipes.", "I laid sheets over every one.", "None was lost.")
# what people call their columns: of questions, of themes, of answers
NAMES = [
    ("question", "category", "answer"), ("Prompt", "Topic", "Sample Answer"), ("Frage", "Kategorie", "Antwort"),
    ("front", "tags", "back"), ("title", "type", "notes"), ("text", "bucket", "modelAnswer"), ("问题", "分类", "答案"),
    ("Interview Qs", "theme", "my_answer"), ("name", "area", "story"), ("body", "section", "What I would say"),
]  # fmt: skip
# what stands beside them
BESIDE = {
    "id": ["r1", "r2", "r3", "r4"],
    "Company": ["Ridge", "Gable", "Ridge", "Gable"],
    "Target role": ["Roofer", "Foreman", "Roofer", "Foreman"],
    "isActive": ["true", "false", "true", "false"],
    "Tips": ["Keep it short.", "Say what you carry.", "Do not blame the weather.", "Name the height."],
    "follow_up_questions": ["Who held the ladder?", "What do you drop first?", "Who taught you?", "Who saw it?"],
    "url": ["https://example.org/1", "https://example.org/2", "https://example.org/3", "https://example.org/4"],
}
Records = list[dict[str, str]]


def records(names: tuple[str, str, str], beside: bool = False) -> Records:
    """The rows under these names, with what else people note."""
    rows = [dict(zip(names, row, strict=True)) for row in ROWS]
    return [{key: cells[at] for key, cells in BESIDE.items()} | row for at, row in enumerate(rows)] if beside else rows


def sheet(rows: Records, delimiter: str) -> str:
    """The rows as a sheet with a head."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=delimiter)
    writer.writerows([[*rows[0]], *(row.values() for row in rows)])
    return written.getvalue()


def table(rows: Records, edge: str) -> str:
    """The rows as a table in Markdown, with lines at its edges or without."""
    lines = [[*rows[0]], ["---"] * len(rows[0]), *([*row.values()] for row in rows)]
    return "\n".join(f"{edge} {' | '.join(line)} {edge}".strip() for line in lines)


def html_table(rows: Records, cell: str) -> str:
    """The rows as a table in HTML, whose first row may be one of cells like any other."""
    lines = [[*rows[0]], *([*row.values()] for row in rows)]
    tagged = ["".join(f"<{cell}>{html.escape(text)}</{cell}>" for text in line) for line in lines]
    return "<table>\n" + "\n".join(f"<tr>{line}</tr>" for line in tagged) + "\n</table>\n"


def by_question(rows: Records) -> dict[str, Any]:
    """The rows by their questions, as some key them."""
    question = next(key for key in rows[0] if rows[0][key] == ROWS[0][0])
    return {row[question]: {key: text for key, text in row.items() if key != question} for row in rows}


WRITTEN = {
    "a sheet": lambda rows: ("page.csv", sheet(rows, ",")),
    "a sheet with semicolons": lambda rows: ("page.csv", sheet(rows, ";")),
    "a sheet with tabs": lambda rows: ("page.tsv", sheet(rows, "\t")),
    "a sheet of another program": lambda rows: ("page.csv", "\ufeff" + sheet(rows, ",").replace("\n", "\r\n")),
    "a table": lambda rows: ("page.md", table(rows, "|")),
    "a table without edges": lambda rows: ("page.md", "# Roofs\n\n" + table(rows, "")),
    "a table that is the page": lambda rows: ("page.md", table(rows, "")),
    "a table in HTML": lambda rows: ("page.html", html_table(rows, "td")),
    "JSON": lambda rows: ("page.json", json.dumps(rows)),
    "JSON within names": lambda rows: ("page.json", json.dumps({"title": "Roofs", "data": {"items": rows}}, indent=2)),
    "JSON with tags": lambda rows: (
        "page.json",
        json.dumps([{key: f"<p>{html.escape(text)}</p>" for key, text in row.items()} for row in rows]),
    ),
    "JSON lines": lambda rows: ("page.jsonl", "\n".join(map(json.dumps, rows))),
    "JSON by id": lambda rows: ("page.json", json.dumps({"bank": {f"q{at}": row for at, row in enumerate(rows)}})),
    "JSON by question": lambda rows: ("page.json", json.dumps({"questions": by_question(rows)})),
    "YAML": lambda rows: ("page.yaml", yaml.safe_dump({"questions": rows}, sort_keys=False, allow_unicode=True)),
    "TOML": lambda rows: ("page.toml", tomlkit.dumps({"questions": rows})),
}  # fmt: skip


def found(name: str, text: str) -> list[tuple[str, tuple[str, ...], list[str]]]:
    """What is read: each question with its themes and the texts of its answers."""
    page = read_page(text.encode(), name)
    return [
        (each.text, each.tags, [part.text for answer in each.answers for part in answer.parts])
        for each in page.questions
    ]


@for_each("way", WRITTEN)
def test_rows_say_the_same_in_every_notation_and_under_every_name(way: str):
    """With what else people note beside them, and without; each question with its theme and its answer."""
    wanted = [(question, (theme.lower(),), [answer]) for question, theme, answer in ROWS]
    for names in NAMES:
        for beside in (False, True):
            name, text = WRITTEN[way](records(names, beside))
            assert found(name, text) == wanted, text


@for_each(
    "keys",
    [
        STAR,
        ("situation", "task", "action", "result"),
        ("S", "T", "A", "R"),
        ("starSituation", "starTask", "starAction", "starResult"),
        ("situation_text", "task_text", "action_text", "result_text"),
    ],
)
def test_the_parts_of_a_story_are_known_by_any_of_their_keys(keys: tuple[str, ...]):
    """Beside the question, or within an answer under any name, also where others are told in one text."""
    told = dict(zip(keys, STORY, strict=True))
    for story in (told, {"answer": told}, {"My notes": told}, {"draft": told}):
        held = next(iter(story)) if len(story) == 1 else "reply"
        rows = [{"q": ROWS[0][0], **story}, *({"q": question, held: answer} for question, _, answer in ROWS[1:])]
        page = read_page(json.dumps(rows), "page.json")
        parts = [[(part.name, part.text) for part in each.answers[0].parts] for each in page.questions]
        assert parts == [[*zip(STAR, STORY, strict=True)], *([("Text", answer)] for _, _, answer in ROWS[1:])]


@for_each(
    ("name", "text"),
    [
        ("page.json", json.dumps([[question, [answer]] for question, _, answer in ROWS])),
        ("page.yaml", yaml.safe_dump([{question: answer} for question, _, answer in ROWS])),
        ("page.txt", "".join(f"<b>{question}</b>\t{answer}\t{theme}\n" for question, theme, answer in ROWS)),
        ("page.md", "# Roofs\n\n" + "".join(f"{question} :: {answer}\n\n" for question, _, answer in ROWS)),
        ("page.md", "".join(f"| Question | {question} |\n| Answer | {answer} |\n\n" for question, _, answer in ROWS)),
    ],
)
def test_pairs_are_questions_and_answers(name: str, text: str):
    """As lists of two, as cards of two sides, or in a table for each."""
    assert [(asked, told[0].removeprefix("- ")) for asked, _, told in found(name, text)] == [
        (row[0], row[2]) for row in ROWS
    ]


def test_every_line_of_toml_is_accounted_for():
    """A text of several lines is found on those on which it stands, and one in single quotes as well."""
    text = 'title = "Roofs"\n\n[[questions]]\nq = "How do you plan a day?"\na = """\nI write it down.\nI do it."""\n'
    text += "\n[[questions]]\nq = 'Why \"slate\"?'\na = '''It lasts,\nand I like it.'''\ntags = ['roofs']\n"
    page = read_page(text, "page.toml")
    fates = [(span.first, span.last, str(span.fate)) for span in page.spans if span.fate != "furniture"]
    assert fates == [(4, 4, "question"), (6, 7, "part"), (10, 10, "question"), (11, 12, "part"), (13, 13, "theme")]
    assert [each.answers[0].parts[0].text for each in page.questions] == [
        "I write it down.\nI do it.",
        "It lasts,\nand I like it.",
    ]


def test_texts_are_found_where_json_is_written_in_ascii():
    """With numbers for every other letter."""
    page = read_page(json.dumps(["¿Por qué?", "¿Cuándo?"], indent=1), "page.json")
    assert [each.line for each in page.questions] == [2, 3]


MANY_NAMES = ".".join("a" * 20_000)


@for_each(
    "text", ["a = ", "a = 1\na = 2", "a = " + "[" * 5000, "a = " + "9" * 5000, f"{MANY_NAMES} = 1", f"[{MANY_NAMES}]"]
)
def test_toml_that_cannot_be_read_is_one_problem(text: str):
    """In one line, with no page, and at once; above a page of another kind it is passed over."""
    started = time.process_time()
    (problem,) = read_page(text, "page.toml").problems
    assert problem.code == "fields"
    assert "\n" not in problem.message
    assert len(read_page(f"+++\n{text}\n+++\n\n# Why do you keep bees?\n\nI like them.\n", "page.md").questions) == 1
    assert time.process_time() - started < 1
