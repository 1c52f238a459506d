"""The reader of deck files: what it reads, and each problem that it finds, with its place."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from flashcards.content.cards import cards_of
from flashcards.content.deck.model import Block, BlockKind, Part, Reading
from flashcards.content.deck.reader import read_deck
from flashcards.content.deck.writer import write_deck
from flashcards.content.text.problems import Level
from tests.examples import every, examples, for_each

STAR = "Situation: a\n\nTask: b\n\nAction: c\n\nResult: d\n"
EXAMPLE = """\
---
deck: Technical leadership
---

Text before the first question is kept, and makes no card.

## Tell me about a time you led a project end to end. {#search}
#data-driven #incremental

Situation: The shop lost 12% of revenue to poor search; 35% of queries found nothing useful.
- 12% of revenue lost
- 35% of queries useless

Task: Lead 4 people to a semantic search in 6 months.

Action:
- 2 weeks in the logs: synonyms, intent
- support labels 15,000 pairs

Result: Click-through +23%, worth $2.1M a year.

Lesson: Check that the offline set looks like the traffic.

Follow-up: How did you know that the data was at fault?

## Tell me about a disagreement with your manager.

### The rewrite, 2024

Situation: ...

### The animation

Situation: ...

## Themes

- Data-driven decisions {#data-driven}: Define the criteria first; let evidence decide.
"""

E, W = Level.ERROR, Level.WARNING
COMMON_MISTAKES = [
    ("not UTF-8", b"caf\xe9\n", (1, 4, E, "not-utf-8")),
    ("not UTF-8 in the second of two CR lines", b"a\r\xc3\xa9b\xff", (2, 3, E, "not-utf-8")),
    ("front matter never closed", "---\ndeck: x\n\n## q\n" + STAR, (1, 1, E, "front-matter-not-closed")),
    ("a heading without its space", "## q\n" + STAR + "\n##Why\n", (10, 3, W, "heading-without-space")),
    ("a part before the first question", "Situation: a\n\nTask: b\n", (1, 1, E, "part-before-question")),
    ("a part in the list of themes", "## Themes\nTask: b\n", (2, 1, E, "part-before-question")),
    ("a part twice in one answer", "## q\n" + STAR + "Task: e\n", (9, 1, E, "part-twice")),
    ("a part twice by a merged label", "## q\n" + STAR + "Task & Lesson: e\n", (9, 1, E, "part-twice")),
    ("the same question twice", "## q\n" + STAR + "\n## q\n" + STAR, (10, 4, E, "duplicate-question")),
    ("two questions with one slug", "## q\n" + STAR + "\n## Q?\n" + STAR, (10, 4, E, "duplicate-id")),
    ("the same id twice", "## q {#a}\n" + STAR + "\n## r {#a}\n" + STAR, (10, 6, E, "duplicate-id")),
    ("the same answer twice", "## q\n### a\n" + STAR + "### A\n" + STAR, (10, 5, E, "duplicate-answer")),
    ("the same theme twice", "## q\n#a\n" + STAR + "## Themes\n- A: x\n- a: y\n", (12, 3, E, "duplicate-theme")),
    ("a question without letters", "## ???\n" + STAR, (1, 4, E, "empty-slug")),
    ("a question without text", "##\n" + STAR, (1, 4, E, "empty-slug")),
    ("an answer without letters", "## q\n### !\n" + STAR, (2, 5, E, "empty-slug")),
    ("a theme without letters", "## q\n" + STAR + "## Themes\n- !: x\n", (10, 3, E, "empty-slug")),
    ("the reserved id", "## Theme\n" + STAR, (1, 4, E, "reserved-id")),
    ("a theme without a text", "## q\n#a\n" + STAR + "## Themes\n- A\n", (11, 3, W, "theme-without-text")),
    ("an unknown tag", "## q\n#a #dat\n" + STAR + "## Themes\n- A: x\n", (2, 4, W, "unknown-tag")),
    ("a theme that nothing carries", "## q\n" + STAR + "## Themes\n- A: x\n", (10, 3, W, "unlinked-theme")),
    ("a misspelt label", "## q\nSitaution: x\n\n" + STAR, (2, 1, W, "misspelt-label")),
    ("a placeholder left in", "## q\n" + STAR + "and [Describe it]\n", (9, 5, W, "placeholder")),
    (
        "a placeholder outside of code",
        "## q\n" + STAR + "[Describe it]\n\n```\n[Describe it]\n```\n",
        (9, 1, W, "placeholder"),
    ),
    ("a part that only waits", "## q\n" + STAR.replace("b", "..."), (4, 1, W, "placeholder")),
    ("an empty part", "## q\n" + STAR.replace(" b", ""), (4, 1, W, "empty-part")),
    ("a missing part", "## q\nSituation & Task: a\n\nAction: b\n", (1, 1, W, "missing-part")),
    ("a question without an answer", "## q\nAsked as: r\n", (1, 1, W, "no-answer")),
    ("tags below a blank line", "## q\n\n#a\n" + STAR, (3, 1, W, "misplaced-tags")),
    ("a line that is no key", "---\nfoo\n---\n", (2, 1, W, "front-matter-line")),
    ("a key in upper case", "---\nDeck: x\n---\n", (2, 1, W, "front-matter-line")),
    ("a target that is no number", "---\ntarget: soon\n---\n", (2, 9, W, "front-matter-value")),
    ("a target of many digits", f"---\ntarget: {'9' * 5000}\n---\n", (2, 9, W, "front-matter-value")),
    ("a pace of nothing", "---\npace: 0\n---\n", (2, 7, W, "front-matter-value")),
    ("a deck named without letters", "---\ndeck: '!'\n---\n", (2, 7, W, "front-matter-value")),
    ("a part's name with a colon", "---\nparts: Setup, a:b\n---\n", (2, 8, W, "front-matter-value")),
    ("a control character", "x\ny\x07z\x00\n", (2, 2, W, "control-character")),
    ("a key stands twice", f"---\ntarget: 60\ntarget: 70\n---\n## q\n{STAR}", (3, 1, W, "front-matter-value")),
    ("a fence never closed", "## q\nSituation: a\n```\n## x\nTask: b\n", (3, 1, E, "fence-not-closed")),
]


def places(reading: Reading) -> list[tuple[int, int, Level, str]]:
    """Every problem of a reading without its message."""
    return [(problem.line, problem.column, problem.level, problem.code) for problem in reading.problems]


def text_of(text: str) -> str:
    """The text of the block directly below a question."""
    return read_deck(f"## q\n{text}\n", "x").deck.questions[0].answers[0].blocks[0].text


@for_each(("data", "expected"), [case[1:] for case in COMMON_MISTAKES])
def test_each_mistake_is_one_problem_at_its_place(data: bytes | str, expected: tuple[int, int, Level, str]) -> None:
    """Every common mistake gives its own code, once, at the thing that is wrong, and nothing else."""
    assert places(read_deck(data, "x")) == [expected]


@for_each("data", [b"\xff", "---\n", "## q\nText: a\n~~~\n"])
def test_a_file_that_cannot_be_taken_apart_is_held_back(data: bytes | str) -> None:
    """Not UTF-8, front matter or a fence without an end: the reading is not whole."""
    assert not read_deck(data, "x").whole


def test_the_example_of_the_format_is_read_whole() -> None:
    """The documented deck reads with only what it deserves: a tag without theme, and two answers still to be told."""
    reading = read_deck(EXAMPLE, "file")
    assert [problem.code for problem in reading.problems] == [
        "unknown-tag",
        "no-answer",
        "missing-part",
        "placeholder",
        "missing-part",
        "placeholder",
    ]
    deck = reading.deck
    assert (deck.slug, deck.name) == ("technical-leadership", "Technical leadership")
    assert [question.id for question in deck.questions] == ["search", "tell-me-about-a-disagreement-with-your-manager"]
    assert deck.questions[0].tags == ("data-driven", "incremental")
    assert [part.name for part in deck.questions[0].answers[0].parts] == [
        "Situation",
        "Task",
        "Action",
        "Result",
        "Lesson",
    ]
    assert deck.questions[0].answers[0].extras("Follow-up") == ("How did you know that the data was at fault?",)
    assert [answer.id for answer in deck.questions[1].answers] == ["the-rewrite-2024", "the-animation"]
    assert deck.themes[0].text == "Define the criteria first; let evidence decide."


def test_an_error_holds_back_its_own_question_only() -> None:
    """The question with the error is left out and its id is held; the others make cards."""
    reading = read_deck(f"## one\n{STAR}Task: e\n\n## two\n{STAR}", "x")
    assert [question.id for question in reading.deck.questions] == ["two"]
    assert reading.held == {"one"}


def test_what_cannot_be_told_apart_holds_nothing_of_that_name_back() -> None:
    """A question without letters has no id, and the one that is reserved is that of the themes."""
    assert read_deck("## ???\nSituation: a\n\n## Why? {#theme}\nSituation: a\n", "x").held == frozenset()


def test_of_two_equal_questions_the_first_stays() -> None:
    """The later twin is left out; the id is not held, for it has a good card."""
    reading = read_deck(f"## one\n{STAR}\n## one\nText: other\n", "x")
    assert [question.answers[0].parts[0].name for question in reading.deck.questions] == ["Situation"]
    assert reading.held == frozenset()
    assert reading.problems[0].message == "same question as line 1; give one of them its own {#id}"


def test_two_equal_questions_with_ids_of_their_own_are_fine() -> None:
    """What the message asks for ends the problem."""
    assert not read_deck(f"## one\n{STAR}\n## one {{#again}}\n{STAR}", "x").problems


@for_each(
    ("line", "label"),
    [
        ("Situaton: x", "Situation"),
        ("situation: x", "Situation"),
        ("Actions: x", "Action"),
        ("Actionss: x", "Action"),
        ("**Reslut:** x", "Result"),
        ("Action and Results: x", "Action & Result"),
        ("follow up: x", "Follow-up"),
    ],
)
def test_a_misspelt_label_names_the_nearest(line: str, label: str) -> None:
    """The line stays text, and the warning says which label was meant."""
    reading = read_deck(f"## q\n{line}\n\n{STAR}", "x")
    assert [(problem.code, f'"{label}:"' in problem.message) for problem in reading.problems] == [
        ("misspelt-label", True)
    ]
    assert text_of(line) == line


def test_an_answer_that_comes_twice_may_get_another_name() -> None:
    """A theme only another id."""
    (answer,) = read_deck("## q\n### a\n" + STAR + "### A\n" + STAR, "x").problems
    assert "give one of them another name or its own {#id}" in answer.message
    (theme,) = read_deck("## q\n#a\n" + STAR + "## Themes\n- A: x\n- a: y\n", "x").problems
    assert "give one of them its own {#id}" in theme.message


def test_a_part_that_comes_twice_says_where_it_stood() -> None:
    """The line of the first one."""
    (problem,) = (each for each in read_deck("## q\n" + STAR + "Task: e\n", "x").problems if each.code == "part-twice")
    assert "stands in line 4 already" in problem.message


def test_a_line_of_signs_below_a_question_is_no_misplaced_tag() -> None:
    """Only what could be tags is."""
    assert not read_deck("## q\n" + STAR + "\n#1 of 3 stalls\n", "x").problems


@for_each(
    "line",
    [
        *("Week 1: x", "Context: x", "Reaction: x", "Position: x", "I said this: x", "Test: x", ": x"),
        *("Result and Folow-up: x", "Noet & Task: x"),
    ],
)
def test_ordinary_words_before_a_colon_are_text(line: str) -> None:
    """No warning, and no label."""
    assert not read_deck(f"## q\n{line}\n\n{STAR}", "x").problems


def test_an_unknown_tag_names_the_nearest_theme() -> None:
    """The fix is the theme that the tag nearly is."""
    reading = read_deck(f"## q\n#a #data-drive\n{STAR}## Themes\n- A: x\n- Data-driven: y\n", "x")
    assert "#data-driven?" in reading.problems[0].message


@for_each(
    ("line", "text"),
    [
        (r"\## x", "## x"),
        (r"\- x", "- x"),
        (r"\Situation: x", "Situation: x"),
        (r"Situation\: x", "Situation: x"),
        (r"**Task\:** x", "**Task:** x"),
        (r"\#tag", "#tag"),
        ("\\```", "```"),
        (r"\\x", r"\x"),
        ("\\", "\\"),
        (r"Foo\: x", r"Foo\: x"),
        ("* x", "* x"),
        ("**Loud: x", "**Loud: x"),
        ("1. x", "1. x"),
        ("  - x", "  - x"),
        (" ## x", " ## x"),
        ("# x", "# x"),
        ("#### x", "#### x"),
        ("```x``` y", "```x``` y"),
        ("x  \t", "x"),
        ("a\nb", "a\nb"),
    ],
)
def test_lines_that_are_text(line: str, text: str) -> None:
    """An escape makes any line text; lists of other kinds and indented lines are text anyway."""
    assert text_of(line) == text


@for_each("label", ["**Situation:** x", "**Situation**: x", "Situation:x", "Situation:   x  "])
def test_a_label_may_be_bold(label: str) -> None:
    """Bold labels read the same as plain ones."""
    part = read_deck(f"## q\n{label}\n", "x").deck.questions[0].answers[0].items[0]
    assert part == Part(("Situation",), "x")


def test_a_part_keeps_its_blocks_in_order() -> None:
    """Text runs, bullets with wrapped lines up to an empty or blank line, and fences in which nothing is syntax."""
    text = "## q\nAction: lead\na\nb\n- c\n    - d\n    \n  e\n```py\n## x  \n- y\n\n\n```\n\n- f\n"
    part = read_deck(text, "x").deck.questions[0].answers[0].parts[0]
    assert part.blocks == (
        Block(BlockKind.TEXT, "a\nb"),
        Block(BlockKind.BULLET, "c\n  - d"),
        Block(BlockKind.TEXT, "  e", spaced=True),
        Block(BlockKind.FENCE, "```py\n## x  \n- y\n\n\n```"),
        Block(BlockKind.BULLET, "f", spaced=True),
    )


def test_a_fence_ends_at_a_mark_at_least_as_long() -> None:
    """A shorter mark, or one of the other sign, is inside."""
    reading = read_deck("````\n```\n~~~~\n````` \nx\n", "x")
    assert [block.kind for block in reading.deck.preamble] == [BlockKind.FENCE, BlockKind.TEXT]


def test_a_declared_frame_keeps_its_own_names() -> None:
    """Names from the front matter are labels, and such answers need no Situation, Task, Action and Result."""
    reading = read_deck("---\nparts: Setup, Actions, Result\n---\n## q\nSetup: a\nActions: b\nResult: c\n", "x")
    assert not reading.problems
    assert [part.name for part in reading.deck.questions[0].answers[0].parts] == ["Setup", "Actions", "Result"]


def test_front_matter_gives_name_target_and_pace() -> None:
    """Known keys are used, quotes around a value dropped, every line kept."""
    deck = read_deck('---\ndeck: "Über uns"\ntarget: 90\npace: 150\nauthor: me\n---\n', "x").deck
    assert (deck.slug, deck.name, deck.target, deck.pace) == ("über-uns", "Über uns", 90, 150)
    assert deck.front == ('deck: "Über uns"', "target: 90", "pace: 150", "author: me")


@for_each(("stem", "slug"), [("My deck", "my-deck"), ("!!!", "deck")])
def test_the_file_s_name_names_a_deck_without_front_matter(stem: str, slug: str) -> None:
    """The stem is the name, and its slug the deck's."""
    assert read_deck("", stem).deck.slug == slug


def test_an_empty_line_of_the_front_matter_means_nothing() -> None:
    """And is no mistake."""
    assert not read_deck(f"---\ndeck: X\n\ntarget: 90\n---\n\n## Why?\n{STAR}", "x").problems


def test_a_label_that_is_no_part_s_is_text_above_all_questions() -> None:
    """Only a part without a question is a mistake."""
    assert not read_deck(f"Note: of last year\n\n## Why?\n{STAR}", "x").problems


def test_what_stands_below_a_bare_label_is_all_its_prose() -> None:
    """Without a line for the text that is not behind it."""
    (part, *_) = read_deck("## q\nAction:\na\n- b\n\nc\n", "x").deck.questions[0].answers[0].parts
    assert (part.prose, part.bullets) == ("a\n\nc", ("b",))


@for_each(("second", "intro"), [("", "a"), ("b\n", "a\n\nb")])
def test_themes_may_be_listed_twice(second: str, intro: str) -> None:
    """Their introductions follow one another, each a paragraph."""
    text = f"## q\n{STAR}\n## Themes\na\n\n- One: x\n\n## Themes\n{second}\n- Two {{#two}}\n  y\n"
    deck = read_deck(text, "x").deck
    assert [theme.id for theme in deck.themes] == ["one", "two"]
    assert write_deck(deck).split("## Themes\n\n")[1].split("\n\n- ")[0] == intro


@for_each(
    ("heading", "expected"),
    [
        ("## Q12: Why? {#w}", ("12", "Why?", "w", True)),
        ("## Q1:Why?", ("1", "Why?", "why", False)),
        ("## Q1:", ("", "Q1:", "q1", False)),
        ("## Why {#Foo Bar}", ("", "Why", "foo-bar", True)),
        ("## Why {#a} {#b}", ("", "Why {#a}", "b", True)),
        ("## Themes {#t}", ("", "Themes", "t", True)),
    ],
)
def test_a_heading_holds_number_text_and_id(heading: str, expected: tuple[str, str, str, bool]) -> None:
    """The number is kept apart; an explicit id wins over the slug of the text."""
    question = read_deck(f"{heading}\n{STAR}", "x").deck.questions[0]
    assert (question.number, question.text, question.id, question.own_id) == expected


def test_the_name_of_an_answer_keeps_what_looks_like_a_number() -> None:
    """Only questions are counted."""
    (answer,) = read_deck(f"## q\n### Q1: The till\n{STAR}", "x").deck.questions[0].answers
    assert (answer.name, answer.id) == ("Q1: The till", "q1-the-till")


def test_all_that_stands_under_a_theme_is_its_text() -> None:
    """Wrapped lines, paragraphs and fences; questions may follow the list, and a second list adds to the first."""
    text = f"## Themes\nIntro\n- A: x\n  y\n\nz\n```\n- k\n```\n## q\n#a #b\n{STAR}## Themes\n\nMore\n- B {{#b}}: w\n"
    reading = read_deck(text, "x")
    assert not reading.problems
    assert [(theme.id, theme.text) for theme in reading.deck.themes] == [("a", "x\ny\n\nz\n```\n- k\n```"), ("b", "w")]
    assert [block.text for block in reading.deck.themes_intro] == ["Intro", "More"]


def test_extras_may_stand_above_named_answers() -> None:
    """They sit in an answer without name, id or parts."""
    first, second = read_deck(f"## q\nAsked as: r\n### a\n{STAR}", "x").deck.questions[0].answers
    assert (first.name, first.id, first.parts, first.extras("Asked as")) == (None, "", (), ("r",))
    assert second.id == "a"


def test_every_form_of_a_file_s_bytes_reads_the_same() -> None:
    """Byte order mark, CRLF, CR, no-break spaces and decomposed letters make no difference."""
    plain = "## Für wen?\n\nText: a b\n"
    odd = "## Fu\u0308r wen?\n\nText:\u00a0a\u00a0b\n"
    forms = [plain, "\ufeff" + plain, plain.replace("\n", "\r\n"), plain.replace("\n", "\r"), odd]
    assert len({read_deck(form.encode(), "x") for form in forms}) == 1


NASTY = st.sampled_from(
    [
        "## x",
        "## Q1: y",
        "### z {#w}",
        "##",
        "###",
        "##a",
        "## Themes",
        "- x",
        "- a {#b}: c",
        "- {#c: d}: e",
        "-",
        "\\",
        "\\\\x",
        "\\- x",
        "Situation: x",
        "Task\\: y",
        "**Action:** z",
        "Action & Result: w",
        "Note:",
        "Text:",
        "actions: x",
        "  a",
        "    b",
        "#tag",
        "#tag #u",
        "```",
        "~~~",
        "````py",
        "---",
        "deck: d",
        "parts: A, B",
        "A: b",
        "",
        "",
        "[x y]",
        "a\tb ",
        "\ufeff",
        "\xa0",
        "ü",
        "\x0c",
        "\x85",
        "\u2028",
        "\u3000",
        "�",
        "\r",
        "{#id}",
        "x {#id}",
        "≠",
    ]
)
LINES = st.lists(NASTY | st.text(max_size=8), max_size=30).map("\n".join)


@examples(400)
@given(LINES)
def test_what_was_read_is_written_and_read_again(text: str) -> None:
    """Every text without errors survives writing; what the writer wrote, it writes again byte for byte."""
    reading = read_deck(text, "stem")
    if not reading.errors:
        written = write_deck(reading.deck)
        again = read_deck(written, "stem")
        assert again.deck == reading.deck
        assert write_deck(again.deck) == written


@examples(200)
@given(LINES | st.text() | st.binary())
def test_reading_never_raises_and_keeps_problems_in_order(data: bytes | str) -> None:
    """Any bytes and any text give a reading, whose problems lie inside the text and in order."""
    problems = read_deck(data, "stem").problems
    assert list(problems) == sorted(problems)
    assert all(problem.line >= 1 and problem.column >= 1 and "\n" not in problem.message for problem in problems)


@for_each(
    "line",
    every(
        2,
        [
            "[",
            "*",
            ">",
            "`",
            "~",
            "#",
            "- ",
            "Situation: ",
            "x & ",
            "{#",
            " {#a}",
            "\\",
            ":",
            "<",
            ". ",
            "-  ",
            "XX",
            "_ ",
            "#a ",
        ],
    ),
)
def test_hostile_lines_take_linear_time(line: str) -> None:
    """A hundred thousand of any sign, alone and behind every mark, are read at once."""
    row = line * 100_000 + "!"
    started = time.process_time()
    for before in ("## q\n", "## q\nTask: ", "## ", "### ", "- ", "## Themes\n- ", "---\n", "## q\n#a\n"):
        read_deck(f"{before}{row}\n---\n", "x")
    assert time.process_time() - started < 5


@for_each("line", every(4, ["- two words", "two words", "- two\n  words", "```\n```"]))
def test_many_short_lines_of_one_part_take_linear_time(line: str) -> None:
    """Forty thousand bullets, lines or fences become a card at once; with a square of work it would take minutes."""
    started = time.process_time()
    (card,) = cards_of(read_deck("## q\nTask: a\n" + f"{line}\n" * 40_000 + "Result: 4%\n", "x").deck)
    assert len(card.parts) == 2
    assert time.process_time() - started < 5
