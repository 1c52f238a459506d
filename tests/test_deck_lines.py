"""The pieces of the deck's reader: what a line begins, labels, front matter, and what is wrong with a note."""

from __future__ import annotations

from flashcards.content.deck.block_reader import BlockReader
from flashcards.content.deck.checks import MOST_SUGGESTIONS, slug_problem, twice_problem
from flashcards.content.deck.front_matter import read_front_matter
from flashcards.content.deck.labels import Labels
from flashcards.content.deck.model import BlockKind, free_slug
from flashcards.content.deck.pace import DEFAULT_PACE, DEFAULT_TARGET
from flashcards.content.deck.question_reader import QuestionReader
from flashcards.content.deck.reader import read_deck
from flashcards.content.deck.starts import Region, start_of
from flashcards.content.deck.syntax import QUESTION_MARK, read_heading, tags_of
from tests.examples import for_each

IN_QUESTION = [
    ("words", BlockKind.TEXT, None),
    ("- words", BlockKind.BULLET, None),
    ("-words", BlockKind.TEXT, None),
    ("```", BlockKind.FENCE, None),
    ("## words", None, None),
    ("### words", None, None),
    ("##words", BlockKind.TEXT, "heading-without-space"),
    ("#tag", BlockKind.TEXT, "misplaced-tags"),
    ("Result: words", None, None),
    ("Resutl: words", BlockKind.TEXT, "misspelt-label"),
]


@for_each(("line", "kind", "code"), IN_QUESTION)
def test_a_line_is_asked_what_it_begins(line, kind, code):
    """The answer and what is wrong come back together, and asking twice gives the same."""
    for _ in range(2):
        start, problem = start_of(line, 7, Region.QUESTION, Labels())
        assert (start.kind, problem.code if problem else None) == (kind, code)
        assert problem is None or problem.line == 7


def test_of_parts_that_belong_to_no_question_the_first_is_reported():
    """One says enough."""
    reader = BlockReader(["Task: a", "Result: b"], 0, Labels())
    assert [block.text for block in reader.read_blocks()] == ["Task: a\nResult: b"]
    assert [problem.line for problem in reader.problems] == [1]


def test_blocks_end_at_a_label_which_the_reader_keeps():
    """What stands behind its colon is its lead."""
    reader = BlockReader(["words", "", "- cue", "Result: done"], 0, Labels())
    reader.region = Region.QUESTION
    assert [(block.kind, block.spaced) for block in reader.read_blocks()] == [("text", False), ("bullet", True)]
    assert reader.label is not None
    assert (reader.label.names, reader.label.lead, reader.at) == (("Result",), "done", 3)


def test_a_question_that_stands_twice_is_held_back():
    """The first is read, the second gives no note."""
    lines = ["## Why?", "Text: a", "## Why?", "Text: b"]
    reader = QuestionReader(lines, 0, Labels(), ())
    heading = read_heading(lines[0], QUESTION_MARK)
    assert reader.read_question(heading) is not None
    assert reader.read_question(heading) is None
    assert [problem.code for problem in reader.problems] == ["duplicate-question"]
    assert reader.held == {"why"}


def test_a_heading_without_letters_and_a_name_given_twice():
    """Each is an error at the place of its id."""
    named = read_heading("## ???", QUESTION_MARK)
    empty = slug_problem(named, "question", 3)
    assert empty is not None
    assert (empty.code, empty.line, empty.column) == ("empty-slug", 3, 4)
    twice = twice_problem(read_heading("## a", QUESTION_MARK), "theme", 9, {"a": 2})
    assert twice is not None
    assert (twice.code, "line 2" in twice.message) == ("duplicate-theme", True)


def test_the_front_matter_that_says_nothing_takes_the_usual_pace():
    """Two minutes, at the speed at which people speak."""
    front = read_front_matter(["---", "deck: Shop", "---", "words"])
    assert (front.deck, front.target, front.pace, front.body) == ("Shop", DEFAULT_TARGET, DEFAULT_PACE, 3)


def test_a_slug_that_is_taken_gets_the_next_number():
    """Counted from two."""
    assert [free_slug("a", taken) for taken in ((), ("a",), ("a", "a-2"))] == ["a", "a-2", "a-3"]


@for_each(
    ("line", "names", "lead", "is_part"),
    [
        ("Task: a: b", ("Task",), "a: b", True),
        ("**Task:** a", ("Task",), "a", True),
        ("**Task**: a", ("Task",), "a", True),
        ("Tip: a", ("Tip",), "a", False),
        ("Task & Setup: a", ("Task", "Setup"), "a", True),
        ("Task & Week 1: a", None, "", False),
        ("Week 1 & Task: a", None, "", False),
        ("Task & Tip: a", None, "", False),
        ("task: a", None, "", False),
        ("****: a", None, "", False),
    ],
)
def test_a_label_is_one_of_the_closed_list(line: str, names: tuple[str, ...] | None, lead: str, is_part: bool):
    """Bold or not; of a merged one each name is a part, ours or declared."""
    found = Labels(["Setup"]).find(line)
    assert (None if found is None else found.names) == names
    if found is not None:
        assert (found.lead, found.is_part) == (lead, is_part)


def test_every_note_knows_its_line():
    """From where an editor opens it."""
    text = "## Why?\n\n### One\n\nTask: a\n\nTip: c\n\n### Two\n\nTask: b\n\n## Themes\n\n- Calm: d\n"
    deck = read_deck(text, "d").deck
    (question,), (theme,) = deck.questions, deck.themes
    assert (question.line, theme.line) == (1, 15)
    assert [answer.line for answer in question.answers] == [3, 9]
    assert [item.line for item in question.answers[0].items] == [5, 7]


def test_of_many_unknown_tags_only_the_first_get_a_suggestion():
    """Each is reported all the same, as often as it stands there."""
    theme = "calm-leadership"
    tags = [f"{theme}-{number:02}" for number in range(MOST_SUGGESTIONS + 2)]
    text = "".join(f"## q{n}\n#{tag} #{theme}\nText: a\n\n" for n, tag in enumerate([*tags, tags[0]]))
    problems = read_deck(f"{text}## Themes\n\n- {theme}: a\n", "d").problems
    assert [each.code for each in problems] == ["unknown-tag"] * (len(tags) + 1)
    helped = ["did you mean" in each.message for each in problems]
    assert helped == [True] * MOST_SUGGESTIONS + [False] * 2 + [True]


def test_what_stands_twice_names_the_line_of_the_first():
    """Question, id, answer, part and theme."""
    text = "## q\n\n### a\nTask: x\nTask: y\n### a\nTask: z\n\n## q\nText: a\n\n## Themes\n\n- A: x\n- A: y\n"
    found = {each.code: each.message for each in read_deck(text, "d").problems if "duplicate" in each.code}
    lines = {"duplicate-answer": 3, "duplicate-question": 1, "duplicate-theme": 14}
    assert {code: f"as line {lines[code]};" in message for code, message in found.items()} == dict.fromkeys(lines, True)


@for_each(
    ("line", "tags"),
    [
        ("#a", [("a", 1)]),
        ("#A #b-c", [("a", 1), ("b-c", 4)]),
        ("#a #!", []),
        ("#!", []),
        ("#a b", []),
        ("a #b", []),
        ("#a#b", []),
    ],
)
def test_a_line_of_tags_holds_nothing_else(line: str, tags: list[tuple[str, int]]):
    """Each with a letter or digit, and its column."""
    assert list(tags_of(line)) == tags
