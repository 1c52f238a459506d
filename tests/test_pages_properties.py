"""Pages that nobody wrote: generated, and real ones broken at random."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.content.deck.writer import write_deck
from flashcards.content.pages.compose import compose
from flashcards.content.pages.reader import read_page
from tests.examples import every, examples, for_each
from tests.sound import sound_page

PAGES = Path(__file__).parent / "pages"
TEXTS = [
    path.read_bytes().decode("utf-8-sig")
    for folder in ("zoo", "shapes")
    for path in sorted((PAGES / folder).iterdir())
    if not path.name.endswith((".json", "README.md"))
]
WORDS = st.sampled_from(
    [
        "I",
        "we",
        "led",
        "sold",
        "12%",
        "of",
        "40",
        "boxes",
        "in",
        "3",
        "weeks,",
        "but",
        "not",
        "15,000",
        "pairs",
        "(nDCG@10)",
        "$2.1M",
        "why?",
        "Week",
        "1:",
        "“so",
        "it",
        "is”",
        "…",
        "the",
        "a",
        "and",
        "Result:",
        "[XX]",
        "2–3",
        "years",
        "情境",
        "Q2",
        "|",
        "**",
        "_",
        "`",
        "<",
        ">",
        "&amp;",
        "#",
        "-",
        "(1)",
        "TODO",
    ]
)
PROSE = st.lists(WORDS, min_size=0, max_size=24).map(" ".join)
QUESTIONS = st.sampled_from(
    [
        "## Tell me about {}?",
        "Q1: Describe {}",
        "**“How do you {}?”**",
        "1. Why {}?",
        "- What {}?",
        "### Story: {}",
        "<summary>Q: {}?</summary>",
    ]
)
LABELS = st.sampled_from(
    [
        "{}: ",
        "**{}:** ",
        "- **{}** — ",
        "### {}\n",
        "- {}: ",
        "**{}**\n",
        "| {} | ",
        "{} - ",
        "<b>{}:</b> ",
        "> {}：",
        "```\n{}: ",
    ]
)
NAMES = ("Situation", "Task", "Action", "Result", "Lesson")
FILLERS = st.sampled_from(
    [
        "",
        "\n",
        "---",
        "> note",
        "```",
        "| a | b |\n|---|---|\n| c | d |",
        "**Tip:** x",
        "(or)",
        "::: tip",
        "</details>",
        "<!--",
        "## Themes",
    ]
)


@st.composite
def pages(draw) -> str:
    """A page of stories in shapes mixed at random."""
    pieces: list[str] = []
    for _ in range(draw(st.integers(0, 4))):
        pieces.append(draw(QUESTIONS).format(draw(PROSE)))
        for name in NAMES:
            if draw(st.integers(0, 9)):
                pieces.append(draw(LABELS).format(draw(st.sampled_from([name, name[0], name.upper()]))) + draw(PROSE))
            pieces.append(draw(FILLERS))
    return draw(st.sampled_from(["\n", "\n\n", "\r\n"])).join(pieces)


@st.composite
def mutations(draw) -> str:
    """A real page with lines lost, doubled, moved, cut or joined."""
    lines = draw(st.sampled_from(TEXTS)).split("\n")
    for _ in range(draw(st.integers(1, 12))):
        at, other = (draw(st.integers(0, max(0, len(lines) - 1))) for _ in range(2))
        if not lines:
            break
        change = draw(st.integers(0, 5))
        if change == 0:
            del lines[at]
        elif change == 1:
            lines.insert(other, lines[at])
        elif change == 2:
            lines[at], lines[other] = lines[other], lines[at]
        elif change == 3:
            lines[at] = lines[at][: draw(st.integers(0, 40))]
        elif change == 4:
            lines[at] += lines[other]
        else:
            lines[at] = draw(st.sampled_from(["# ", "- ", "> ", "|", "    ", "```", "**", "<p>"])) + lines[at]
    return "\n".join(lines)


@given(pages())
@examples(1500)
def test_generated_pages_are_read_and_lose_no_figure(text: str):
    """No crash; the deck reads back the same; the outline of each part keeps the part's figures."""
    sound_page(read_page(text))


@given(mutations())
@examples(1500)
def test_broken_pages_are_read_and_lose_no_figure(text: str):
    """The same for the pages of the zoo, however they are cut and mixed."""
    sound_page(read_page(text))


@for_each(
    "text",
    [
        (
            "| Tell me about a row. | **S:** Two vans. <br>**T:** Split the day. <br>**A:** I drew. <br>**R:** "
            "Done by 4. |\n|---|---|\n\n| Why us? | I have used your trains for 11 years. |\n| Tell me about a "
            "failure. | |\n"
        ),
        (
            "| Story | Situation | Task | Result | Questions || Story | Situation | Task | Result | Questions |\n"
            '|---|---|---|---|---|\n| The flood | It rained | Save it | 98% saved | "Tell me about a crisis" |\n'
        ),
        "<tr><td><p>Three of them.</p><div>1</div><div>We had fog.</div></td></tr><h1>Asked at the mill</h1></table>",
        (
            "|Scene: A guest in 2022 wanted a cabin that we had sold twice.\n### When did a plan of yours go "
            "wrong?\n\nWhere: Harbour desk\nScene: In May 2023 I had booked two coaches for 96 walkers, and one "
            "driver fell ill.\nKnot: I had forty minutes until the boat, and nobody to ask.\nMy move: I rang the "
            "school next door, which lent us its minibus, and went twice myself.\nHow it ended: Everybody was on "
            "board by 9:10, and the school became a customer.\n\n### Tell me about a person you could not "
            "please.\n\nWhere: Night boat\n|Scene: A guest in 2022 wanted a cabin that we had sold twice.\nKnot: I "
            "could not give it to either without wronging the other.\nMy move: I offered both the crew's cabin for "
            "half the price, and asked them over a coffee.\nHow it ended: One of them took it; the complaint never "
            "came.\n"
        ),
    ],
)
def test_the_deck_of_a_broken_table_reads_back(text: str):
    """What stood in its cells is kept in paragraphs, and a label with its edge is none."""
    sound_page(read_page(text))


@given(st.text(max_size=400), st.sampled_from(["a.md", "a.json", "a.csv", "a.html"]))
@examples(1000)
def test_any_text_is_read_or_refused(text: str, name: str):
    """Whatever characters it has."""
    sound_page(read_page(text, name))


@given(st.binary(max_size=300))
@examples(500)
def test_any_bytes_are_read_or_refused(data: bytes):
    """And nothing is raised."""
    sound_page(read_page(data))


@given(pages())
@examples(500)
def test_no_word_of_a_page_vanishes(text: str):
    """What is no markup, no blank and no advice stands in the deck, as a part, a note or the prose before it."""
    page = read_page(text)
    if not page.questions or any(
        problem.code in ("guidance", "placeholder", "bad-example") for problem in page.problems
    ):
        return
    deck = write_deck(compose(page, page.name or "Page"))
    for figure in re.findall(r"15,000 pairs|40 boxes", text):
        assert figure in deck.replace("\\", "")


UNCLOSED = ("<!--", "<?", "<a ", "<script>", "[", "**", "`")
UNCLOSED_ON = ("<html><body><h2>Why?</h2>{}", "# Page\n\n## Why?\n\n{}\n")


@pytest.mark.parametrize(("page", "mark"), every(3, [*product(UNCLOSED_ON, UNCLOSED)]))
def test_marks_that_never_close_take_linear_time(mark: str, page: str):
    """Of tens of thousands on one line no part is read over and over: squared, one of these would take minutes."""
    assert read_page(page.format(mark * 20_000).encode(), "page").questions
