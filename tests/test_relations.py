"""Tables and records: one mechanism, whatever a page writes them as."""

from __future__ import annotations

import json

import pytest

from flashcards.content.page import Fate, Page
from flashcards.content.pages.reader import read_page

ASKED = (
    "Tell me about a time you disagreed with your boss.",
    "Describe a project that failed.",
    "How do you plan a week?",
)
TOLD = (
    "I told her in private, and showed the 3 invoices that proved it.",
    "We planned a stall for 200 guests, and I had not asked for a permit.",
    "I write down what must be done, and block 2 hours each morning for it.",
)
TITLES = "The pump", "The ferry", "The oven"
PARTS = "Situation", "Task", "Action", "Result"
STORIES = (
    (
        "The pump stood still for 9 days.",
        "I had to water 40 gardens.",
        "I rented a tank and drove it.",
        "No crop was lost.",
    ),
    (
        "Our ferry was late on 12 days.",
        "I was to find the cause.",
        "I rode along and took notes.",
        "We left on time since.",
    ),
    (
        "Two cooks wanted the one oven.",
        "I made the plan of the day.",
        "I gave each of them 4 hours.",
        "No bread burnt since May.",
    ),
)
STAR = [dict(zip(map(str.lower, PARTS), story, strict=True)) for story in STORIES]
FOREIGN: tuple[tuple[str, ...], ...] = (
    (
        "Miksi haluat meille?",
        "Pumppu seisoi yhdeksän päivää.",
        "Minun piti saada vettä puutarhaan.",
        "Vuokrasin säiliön ja ajoin.",
    ),
    (
        "Mistä olet ylpeä?",
        "Lautta oli myöhässä joka aamu.",
        "Tehtäväni oli löytää siihen syy.",
        "Matkustin mukana koko viikon.",
    ),
)
PROSE = [("Text",)] * 3
IN_PARTS = list(zip(ASKED, STAR, strict=True))
IN_PARTS_BY_TITLE = list(zip(TITLES, STAR, strict=True))
FOUR = [PARTS] * 3


def as_json(value: object) -> str:
    """A value as JSON in lines, as editors write it."""
    return json.dumps(value, indent=1, ensure_ascii=False)


def sheet(*rows: tuple[str, ...], sign: str = ",") -> str:
    """Rows with their cells in quotes."""
    return "".join(sign.join(f'"{cell}"' for cell in row) + "\n" for row in rows)


def piped(*rows: tuple[str, ...]) -> str:
    """A table in Markdown, its first row the head."""
    lines = [f"| {' | '.join(row)} |\n" for row in rows]
    return "# Mine\n\n" + lines[0] + "|---" * len(rows[0]) + "|\n" + "".join(lines[1:])


PAIRS = list(zip(ASKED, TOLD, strict=True))
SIDEWAYS = [(part, *texts) for part, texts in zip(PARTS, zip(*STORIES, strict=True), strict=True)]
BELOW = [row for asked, story in IN_PARTS for row in (("Question", asked), *zip(PARTS, story.values(), strict=True))]
RENAMED = [(name.replace("Question", "Story"), text) for name, text in BELOW]
KINDS = {
    "keyed by question": ("a.json", as_json(dict(PAIRS)), ASKED, PROSE),
    "keyed by question, told in parts": ("a.json", as_json(dict(IN_PARTS)), ASKED, FOUR),
    "one key of several asks nothing": ("a.json", as_json({ASKED[0]: TOLD[0], "Failure": TOLD[1], ASKED[2]: TOLD[2]}),
                                        (ASKED[0], "Failure", ASKED[2]), PROSE),
    "parts within": ("a.json", as_json([{"question": a, "star": s} for a, s in IN_PARTS]), ASKED, FOUR),
    "parts within, under any name": (
        "a.json", as_json([{"prompt": a, "tale": {"hero": "me", **s}} for a, s in IN_PARTS]), ASKED, FOUR),
    "an answer within": (
        "a.json", as_json([{"question": a, "more": {"rank": 1, "reply": t}} for a, t in PAIRS]), ASKED, PROSE),
    "parts in a list": (
        "a.json", as_json([{"question": a, "parts": [{"label": k, "text": v} for k, v in s.items()]}
                           for a, s in IN_PARTS]), ASKED, FOUR),
    "rows under a head": ("a.json", as_json([["Question", "Answer"], *PAIRS]), ASKED, PROSE),
    "rows without a head": ("a.json", as_json(PAIRS), ASKED, PROSE),
    "lines of records": ("a.jsonl", "".join(json.dumps({"q": a, "a": t}) + "\n" for a, t in PAIRS), ASKED, PROSE),
    "keyed by title": ("a.json", as_json(dict(IN_PARTS_BY_TITLE)), TITLES, FOUR),
    "keyed by number": (
        "a.json", as_json({f"q{n}": {"question": a, "answer": t} for n, (a, t) in enumerate(PAIRS)}), ASKED, PROSE),
    "beside what is said of the page": (
        "a.json", as_json({"version": "2", "stories": [{"title": t, **s} for t, s in IN_PARTS_BY_TITLE]}),
        TITLES, FOUR),
    "the question is a name": ("a.json", as_json([{"name": a, "text": t} for a, t in PAIRS]), ASKED, PROSE),
    "rows of several kinds": (
        "a.json", as_json([{"question": ASKED[0], "answer": TOLD[0]}, {"q": ASKED[1], **STAR[1]},
                           {"title": TITLES[2], **STAR[2]}]),
        (*ASKED[:2], TITLES[2]), [("Text",), PARTS, PARTS]),
    "maps of one key": ("a.yaml", "".join(f'- "{a}": "{t}"\n' for a, t in PAIRS), ASKED, PROSE),
    "maps of one title": (
        "a.yaml", "".join(f"- {t}:\n" + "".join(f"    {k}: {v}\n" for k, v in s.items())
                          for t, s in IN_PARTS_BY_TITLE), TITLES, FOUR),
    "documents": ("a.yaml", "---\n".join(f"question: {a}\nanswer: {t}\n" for a, t in PAIRS), ASKED, PROSE),
    "semicolons": ("a.csv", sheet(("Question", "Answer"), *PAIRS, sign=";"), ASKED, PROSE),
    "a mark of the byte order": ("a.csv", "\ufeff" + sheet(("Question", "Answer"), *PAIRS), ASKED, PROSE),
    "a title above the head": ("a.csv", "My answers,\n,\n" + sheet(("Prompt", "Reply"), *PAIRS), ASKED, PROSE),
    "no head": ("a.csv", sheet(*PAIRS), ASKED, PROSE),
    "commas without quotes": (
        "a.csv", "question\nWhat would you do, and why?\n", ("What would you do, and why?",), [()]),
    "two columns": ("a.tsv", "".join(f"{a}\t{t}\n" for a, t in PAIRS), ASKED, PROSE),
    "two columns of a text": ("a.txt", "".join(f"{a}\t{t}\n" for a, t in PAIRS), ASKED, PROSE),
    "parts are rows": ("a.csv", sheet(("", *TITLES), *SIDEWAYS), TITLES, FOUR),
    "parts are rows below questions": ("a.csv", sheet(("Question", *ASKED), *SIDEWAYS), ASKED, FOUR),
    "parts are rows of a page": ("a.md", piped(("", *TITLES), *SIDEWAYS), TITLES, FOUR),
    "parts are rows below questions of a page": ("a.md", piped(("Question", *ASKED), *SIDEWAYS), ASKED, FOUR),
    "stories below one another": ("a.csv", sheet(*BELOW), ASKED, FOUR),
    "stories below one another on a page": ("a.md", piped(*BELOW), ASKED, FOUR),
    "stories below one another, with titles": (
        "a.md", piped(*((name, dict(zip(ASKED, TITLES, strict=True)).get(text, text)) for name, text in RENAMED)),
        TITLES, FOUR),
    "names that nobody knows": (
        "a.csv", sheet(("Kysymys", "Tilanne", "Tehtävä", "Toiminta"), *FOREIGN), [row[0] for row in FOREIGN],
        [("Tilanne", "Tehtävä", "Toiminta")] * 2),
    "names that nobody knows on a page": (
        "a.md", piped(("Kysymys", "Vastaus"), *(row[:2] for row in FOREIGN)), [row[0] for row in FOREIGN],
        [("Text",)] * 2),
}  # fmt: skip


def parts_of(page: Page) -> list[tuple[str, ...]]:
    """The names of the parts of each question's only answer."""
    return [tuple(part.name for answer in question.answers for part in answer.parts) for question in page.questions]


@pytest.mark.parametrize("kind", KINDS)
def test_a_column_or_key_gets_its_role_from_what_it_holds(kind: str):
    """Whatever the rows are written as, the same questions and parts are found, and every line is accounted for."""
    name, text, asked, parts = KINDS[kind]
    page = read_page(text, name)
    assert tuple(question.text for question in page.questions) == tuple(asked)
    assert parts_of(page) == [tuple(each) for each in parts]
    assert not [span for span in page.spans if span.fate is Fate.UNKNOWN]
    rows = text.removeprefix("\ufeff").split("\n")
    said = {number for span in page.spans for number in range(span.first, span.last + 1)}
    assert said == {number for number, row in enumerate(rows, start=1) if row.strip()}


@pytest.mark.parametrize("kind", ["keyed by question", "two columns", "documents", "rows under a head"])
def test_a_cell_knows_its_line(kind: str):
    """Each question and each part stands on the line where the page has it."""
    name, text, _, _ = KINDS[kind]
    rows = text.split("\n")
    for question in read_page(text, name).questions:
        assert question.text in rows[question.line - 1]
        assert all(part.text in rows[part.line - 1] for answer in question.answers for part in answer.parts)


def test_a_row_without_a_name_goes_on_with_the_part_above():
    """So does one whose name comes again; what else stands in the table is kept beside the story."""
    situation, task, action, result = zip(PARTS, STORIES[0], strict=True)
    rows = [situation, task, action, ("", "I slept beside it."), ("Action", "I filled it each night."), result]
    table = piped(("", ""), *rows, ("Photo", "My sister has one of the tank.")).replace("# Mine", f"## {ASKED[0]}")
    (question,) = read_page(table, "a.md").questions
    (answer,) = question.answers
    assert parts_of(read_page(table, "a.md")) == [PARTS]
    assert answer.parts[2].text.split("\n") == [STORIES[0][2], "I slept beside it.", "I filled it each night."]
    assert answer.asides == (("Note", "Photo:\nMy sister has one of the tank."),)


def test_what_heads_a_table_of_one_story_is_kept_where_it_is_a_cell():
    """Where the parts are rows, a short one above them heads the columns."""
    beside = read_page(piped(("Shop", *PARTS), ("Red Oven", *STORIES[0])), "a.md")
    above = read_page(piped(("Part", "What I say"), *zip(PARTS, STORIES[0], strict=True)), "a.md")
    assert [page.questions[0].answers[0].asides for page in (beside, above)] == [(("Note", "Shop:\nRed Oven"),), ()]


def test_rows_that_have_no_names_in_common_are_one_story():
    """However often the name of a first part comes again; all that they say is kept beside it."""
    rows = [(name, f"It was number {at} of the list.") for at in range(9) for name in ("Situation", f"Thing {at}")]
    page = read_page(sheet(*BELOW[:5], *rows), "a.csv")
    assert [question.text for question in page.questions] == [ASKED[0]]
    assert str(page.questions[0]).count("of the list") == len(rows)


@pytest.mark.parametrize("themes", [("Calm", "Money", "Speed"), ("Calm", "", "Speed")])
def test_each_story_of_a_table_has_the_themes_of_its_own_row(themes: tuple[str, ...]):
    """And its title; what other columns say is kept beside it."""
    told = zip(TITLES, STORIES, themes, strict=True)
    rows = [(title, *story, theme, f"Ask Ina about {title}.") for title, story, theme in told]
    page = read_page(piped(("Story", *PARTS, "Theme", "Photo"), *rows), "a.md")
    assert [question.text for question in page.questions] == list(TITLES)
    assert [question.tags for question in page.questions] == [(name.casefold(),) if name else () for name in themes]
    beside = [answer.asides for question in page.questions for answer in question.answers]
    assert beside == [(("Note", f"Photo:\nAsk Ina about {title}."),) for title in TITLES]


def test_a_theme_above_its_story_is_of_all_below_one_heading():
    """Which of them it is of cannot be told."""
    told = ["".join(f"**{part}:** {text}\n\n" for part, text in zip(PARTS, story, strict=True)) for story in STORIES]
    fields = [f"Story: {title}\n\n{text}" for title, text in zip(TITLES, told, strict=True)]
    page = read_page("# Mine\n\nTheme: Calm\n\n" + "Theme: Money\n\n".join(fields), "a.md")
    assert [{*question.tags} for question in page.questions] == [{"calm", "money"}] * 3


def test_what_no_card_uses_is_named_and_a_title_is_kept():
    """Fields of records and of the page; the title above a sheet is prose."""
    assert read_page(KINDS["beside what is said of the page"][1], "a.json").unused == ("version",)
    assert read_page(KINDS["a title above the head"][1], "a.csv").prose == ("My answers",)


def test_a_second_question_of_a_row_is_kept_beside_the_first():
    """Under its own name where that says what it is."""
    rows = [(asked, "What would you do today?", told) for asked, told in PAIRS]
    for name, label in (("Follow-up question", "Follow-up"), ("Prompt", "Follow-up"), ("Other", "Note")):
        page = read_page(sheet(("Question", name, "Answer"), *rows), "a.csv")
        assert [question.text for question in page.questions] == list(ASKED)
        assert {each for question in page.questions for each, _ in question.asides} == {label}


@pytest.mark.parametrize(
    ("names", "themes"),
    [
        (["Calm", "Money", "Calm", "Money"], {"calm", "money"}),
        (["Calm", "Money", "Speed", "Trust"], {"calm", "money", "speed", "trust"}),
    ],
)
def test_categories_are_themes_where_nothing_else_is(names: list[str], themes: set[str]):
    """Of tags beside them the tags are."""
    rows = [{"question": f"Why {name}, of all {n} of us?", "category": name} for n, name in enumerate(names)]
    assert {tag for question in read_page(as_json(rows), "a.json").questions for tag in question.tags} == themes
    tagged = [row | {"tags": ["own"]} for row in rows]
    assert {tag for question in read_page(as_json(tagged), "a.json").questions for tag in question.tags} == {"own"}


def test_a_field_that_is_given_overrides_what_it_holds_and_must_be_there():
    """By its name; one that is not there is named with those that are."""
    text = sheet(
        ("Ask", "Also", "Say"), *((title, asked, told) for title, (asked, told) in zip(TITLES, PAIRS, strict=True))
    )
    assert [each.text for each in read_page(text, "a.csv").questions] == list(ASKED)
    page = read_page(text, "a.csv", {"question": "Ask", "aside": "Also"})
    assert [each.text for each in page.questions] == list(TITLES)
    assert page.questions[0].asides == (("Note", f"Also: {ASKED[0]}"),)
    problem = read_page(text, "a.csv", {"question": "Front"}).problems[0]
    assert problem.message == "no field is called 'Front'; found 'Also', 'Ask', 'Say'"


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.yaml", "a: &a [x, x]\nb: [*a, *a]\n", "anchors are not read"),
        ("a.yaml", "[" * 600, "nested too deep"),
        ("a.yaml", "".join("  " * depth + "a:\n" for depth in range(200)), "no field holds a question"),
        ("a.json", "[" * 5000 + "]" * 5000, "nested too deep"),
        ("a.json", '{"a":' * 400 + "1" + "}" * 400, "nested too deep"),
        ("a.json", "[" + "9" * 5000 + "]", "a number is too long"),
        ("a.json", "null", "no field holds a question"),
        ("a.csv", 'question,answer\n"Why us?","' + "x" * 200_000 + '"\n', "this table cannot be read"),
        ("a.csv", "\n,,\n", "no field holds a question"),
    ],
)
def test_records_that_cannot_be_used_are_refused_in_one_line(name: str, text: str, message: str):
    """Whatever explodes, nests or swells."""
    problems = read_page(text, name).problems
    assert len(problems) == 1
    assert message in problems[0].message
