"""The writer of deck files: whatever a deck holds, its file reads back to it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from flashcards.content.deck.model import Answer, Block, BlockKind, Deck, Extra, Part, Question, Theme, slugify
from flashcards.content.deck.reader import read_deck
from flashcards.content.deck.syntax import holds_theme_id, read_heading, split_id
from flashcards.content.deck.writer import write_deck, write_question
from flashcards.content.text.source import normalise
from tests.examples import examples, for_each
from tests.test_deck_reader import EXAMPLE

TEXT, BULLET, FENCE = BlockKind
LOOKS_LIKE_SYNTAX = st.sampled_from(
    [
        "## x",
        "### y {#z}",
        "##",
        "- x",
        "- n {#i}: t",
        "Situation: x",
        "Task\\: t",
        "**Task:** x",
        "Note: n",
        "\\x",
        "\\",
        "#tag",
        "---",
        "```",
        "~~~ a",
        "Name\\: t",
        "  lead",
        "    - deep",
        "a {#id}",
        "{#id}: x",
        "Q3: x",
        "Themes",
        "Über",
        "\ufeffx",
        "Own: a",
    ]
)


def _line(text: str) -> str:
    return normalise(text.replace("\n", " ").replace("\r", " ")).rstrip(" \t").lstrip("\ufeff")


LINE = (LOOKS_LIKE_SYNTAX | st.text(max_size=10).map(_line)).filter(str.strip)
WORDS = LINE.map(lambda line: line.strip(" \t")).filter(lambda text: bool(slugify(text)))
SLUG = st.sampled_from(["a", "b-c", "é", "7", "data-driven", "x-y-z"])
RUN = st.lists(LINE, min_size=1, max_size=3).map("\n".join)
PLAIN = [st.builds(Block, st.just(TEXT), RUN, st.booleans()), st.builds(Block, st.just(FENCE), RUN, st.booleans())]
IN_FENCE = st.lists(st.sampled_from(["## x", "", "  ", "- y  ", "Task: z", "``", "~~"]), max_size=4)


@st.composite
def blocks(draw: st.DrawFn, bullets: bool = True, loose: bool = True) -> tuple[Block, ...]:
    """Blocks in normal form: two runs of text have a blank line between them."""
    found: list[Block] = []
    for kind in draw(st.lists(st.sampled_from(list(BlockKind) if bullets else [TEXT, FENCE]), max_size=4)):
        spaced = draw(st.booleans())
        if kind is TEXT:
            follows = bool(found) and found[-1].kind is TEXT
            found.append(Block(TEXT, draw(RUN), spaced or follows))
        elif kind is BULLET:
            first, *rest = draw(RUN).split("\n")
            found.append(Block(BULLET, "\n".join([first.strip(" \t"), *rest]), spaced))
        else:
            found.append(Block(FENCE, "\n".join(["```py", *draw(IN_FENCE), "```"]), spaced))
    if found and not loose:
        found[0] = replace(found[0], spaced=False)
    return tuple(found)


@st.composite
def answers(draw: st.DrawFn, name: str | None) -> Answer:
    """An answer whose parts differ, with any extras between them."""
    names = draw(
        st.lists(st.sampled_from(["Situation", "Task", "Action", "Result", "Text", "Own"]), unique=True, max_size=4)
    )
    items: list[Part | Extra] = []
    if len(names) > 1 and draw(st.booleans()):
        items.append(Part(tuple(names[:2]), draw(LEAD), draw(blocks())))
        names = names[2:]
    items += [Part((part,), draw(LEAD), draw(blocks())) for part in names]
    items += [
        Extra((extra,), draw(LEAD), draw(blocks())) for extra in draw(st.lists(st.sampled_from(["Note", "Asked as"])))
    ]
    own = name is not None and draw(st.booleans())
    own = own or (name is not None and split_id(f" {name}")[1] is not None)
    answer_id = "" if name is None else draw(SLUG) if own else slugify(name)
    return Answer(name, answer_id, draw(blocks()), tuple(items), own_id=own)


LEAD = st.just("") | LINE.map(lambda line: line.strip(" \t"))


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """A question in normal form: text that looks like a number or an id has a number or an id of its own."""
    text, number = draw(WORDS), draw(st.sampled_from(["", "", "7"]))
    if read_heading(f"## {text}", "##").number and not number:
        number = "12"
    own = draw(st.booleans()) or split_id(f" {text}")[1] is not None or slugify(text) == "theme" or text == "Themes"
    unnamed = draw(answers(None))
    told = [unnamed] if unnamed.blocks or unnamed.items else []
    for name in draw(st.lists(WORDS, max_size=2)):
        told.append(draw(answers(name)))
    kept = tuple({answer.id: answer for answer in told}.values())
    tags = tuple(draw(st.lists(SLUG, unique=True, max_size=2)))
    return Question(text, draw(SLUG) if own else slugify(text), tags, kept, number, own_id=own)


@st.composite
def themes(draw: st.DrawFn) -> Theme:
    """A theme whose name holds no colon unless it has an id of its own, and never what would be taken for that id."""
    name = draw(WORDS.filter(lambda text: not holds_theme_id(f"- {text}")))
    own = draw(st.booleans()) or ":" in name or split_id(f" {name}")[1] is not None
    text = "\n".join(draw(st.lists(LINE, max_size=3))).strip(" \t\n")
    return Theme(name, draw(SLUG) if own else slugify(name), text, own_id=own)


@st.composite
def decks(draw: st.DrawFn) -> Deck:
    """A deck as the reader would make it, out of texts that look like syntax."""
    front = ("deck: My deck", "parts: Own", *draw(st.lists(st.sampled_from(["x: y", "stray", "", "# c"]), max_size=2)))
    return Deck(
        slug="my-deck",
        name="My deck",
        front=front,
        preamble=draw(blocks(loose=False)),
        questions=tuple({question.id: question for question in draw(st.lists(questions(), max_size=3))}.values()),
        themes_intro=draw(blocks(bullets=False, loose=False)),
        themes=tuple({theme.id: theme for theme in draw(st.lists(themes(), max_size=3))}.values()),
        frame=("Own",),
    )


@examples(80, least=5)
@given(decks())
def test_every_deck_reads_back_to_itself(deck: Deck) -> None:
    """Whatever the texts look like, what was written reads back equal, without an error."""
    reading = read_deck(write_deck(deck), "other")
    assert not reading.errors
    assert reading.deck == deck


def test_the_example_of_the_format_is_in_normal_form() -> None:
    """The documented deck is written back byte for byte."""
    assert write_deck(read_deck(EXAMPLE, "x").deck) == EXAMPLE


NORMALISED = [
    ("blank lines collapse", "a\n\n\n\nb\n", "a\n\nb\n"),
    ("trailing white space goes", "a  \nb\t\n", "a\nb\n"),
    ("one newline ends the file", "a\n\n\n", "a\n"),
    ("parts are set apart", "## q\nSituation: a\nTask: b\n", "## q\n\nSituation: a\n\nTask: b\n"),
    ("a bold label becomes plain", "## q\n\n**Task:** b\n", "## q\n\nTask: b\n"),
    ("layout within a part stays", "## q\n\nTask: b\n\nc\n- d\n\n- e\n", "## q\n\nTask: b\n\nc\n- d\n\n- e\n"),
    ("a needless escape goes", "\\plain\n", "plain\n"),
    ("a label's escape moves to the start", "## q\nTask\\: b\n", "## q\n\\Task: b\n"),
    ("answers below text in front stay text", "### x\nNote: y\n", "### x\nNote: y\n"),
    ("themes go last", "## Themes\n- A: b\n## q\n#a\n", "## q\n#a\n\n## Themes\n\n- A: b\n"),
    ("front matter may be empty", "---\n---\na\n", "---\n---\n\na\n"),
    ("a rule at the top stays text", "\\---\na\n", "\\---\na\n"),
    ("nothing stays nothing", "\n\n", ""),
    ("an indented first line stays", "## q\n\nTask:\n  led\n", "## q\n\nTask:\n  led\n"),
    ("an indented line after a bullet is escaped", "- a\n\\  b\n", "- a\n\\  b\n"),
    ("what looks like tags is escaped", "## q\n\\#a #b\n", "## q\n\\#a #b\n"),
    ("a tag below a bullet is none", "## q\n- a\n#b\n", "## q\n- a\n#b\n"),
    ("a tag below a label is none", "## q\n\nTask:\n#b\n", "## q\n\nTask:\n#b\n"),
    ("a tag above all questions is none", "#b\n", "#b\n"),
    ("tags apart from the question are none", "## q\n\n#b c\n", "## q\n\n#b c\n"),
    ("a backslash within words stays", "## q\na\\b\n", "## q\na\\b\n"),
]


@for_each(("text", "written"), [case[1:] for case in NORMALISED])
def test_the_normal_form(text: str, written: str) -> None:
    """What the writer makes of a text written by hand."""
    assert write_deck(read_deck(text, "x").deck) == written


def test_a_line_of_tags_is_escaped_only_where_it_would_be_the_question_s_own() -> None:
    """Not below its own tags, nor below the name of an answer."""
    block = Block(TEXT, "#tag")
    for tags, name, written in ((("t",), None, "#t\n#tag"), ((), None, "\\#tag"), ((), "One", "\n### One\n#tag")):
        question = Question("Why", "why", tags, (Answer(name, "one" if name else "", (block,)),))
        assert write_question(question, Deck("x", "X", questions=(question,))).endswith(f"{written}\n")


def test_one_question_is_written_as_it_stands_in_the_deck() -> None:
    """Escapes follow the deck's own part names."""
    question = Question("Why?", "why", ("a",), (Answer(None, "", (Block(TEXT, "Setup: x"),)),))
    assert write_question(question, Deck("d", "d", frame=("Setup",))) == "## Why?\n#a\n\\Setup: x\n"
    assert write_question(question, Deck("d", "d")) == "## Why?\n#a\nSetup: x\n"


def test_a_question_called_themes_gets_an_id() -> None:
    """Without one it would open the list of themes."""
    assert write_question(Question("Themes", "themes"), Deck("d", "d")) == "## Themes {#themes}\n"
