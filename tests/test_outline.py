"""Outlines computed from prose keep every figure."""

from __future__ import annotations

import sys
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from flashcards.content.outline.outline import draft_outline
from flashcards.content.pages.reader import read_page
from flashcards.content.text.figures import figures
from flashcards.content.text.width import rows_of
from tests.examples import every, examples, for_each

PAGE = Path(__file__).parent.parent.parent / "shared" / "pages" / "technical-leadership.txt"

FIGURES = [
    ("Waste fell by 12% and saved $2.1M.", ("12%", "$2.1M")),
    ("We counted 15,000 jars in 50ms.", ("15,000", "50ms")),
    ("A 3-week trial, then 2-3 years at 0.94.", ("3-week", "2-3 years", "0.94")),
    ("Option 3 ran on GPT-4 with nDCG@10 and p99.", ()),
    ("Week 2: nothing happened. (1) again", ()),
    ("They came on that day. 29 wanted rye, see fig. 3.", ("29",)),
]


@for_each(("text", "found"), FIGURES)
def test_a_figure_measures_or_counts_something(text, found):
    """An ordinal of the text and a number inside a name are none."""
    for figure in found:
        assert any(figure.rstrip(" years") in each for each in figures(text))
    assert len(figures(text)) == len(found)


WORDS = "I we led moved the a team of because which asked, and not 12% 40 $2.1M 3,000 0.94 until. Then - — … : ( ) I"
STAR = st.sampled_from(["Situation", "Task", "Action", "Result", "Lesson"])
prose = st.lists(st.sampled_from(WORDS.split(" ")), min_size=1, max_size=40).map(" ".join)


@examples(200)
@given(prose, STAR)
def test_every_figure_of_a_text_stands_in_its_outline(text, part):
    """Whatever is cut, no figure is, and no bracket is left open."""
    lines = draft_outline(text, part)
    assert all(figure in " ".join(lines) for figure in figures(text))
    assert all(line.count("(") <= line.count(")") for line in lines)


@given(st.text(max_size=200), st.sampled_from(["Situation", "Action", "Text", "Action & Result"]))
@examples(200)
def test_any_text_has_an_outline(text, part):
    """No text makes it fail, and no line is empty."""
    assert all(line.strip() for line in draft_outline(text, part))


@for_each("text", ["I -", "the", "- a\n- —", "I, –"])
def test_a_text_of_next_to_nothing_has_an_outline(text):
    """Where nothing would be left, what stands there is shown."""
    assert draft_outline(text, "Lesson")


CUES = [
    # What is denied keeps what limits it, and the object of telling stays.
    ("Situation", "I told my brother on the phone that the oven had failed.", "that the oven had failed"),
    ("Task", "Nobody was to leave the kitchen who had touched the raw meat.", "who had touched the raw meat"),
    ("Situation", "The oven had no door that would close, and it was May.", "no door that would close"),
    ("Action", "I asked the owner over breakfast for his price list.", "for his price list"),
    ("Situation", "My uncle was sure that the cellar was dry.", "cellar was dry"),
    ("Action", "I rang the mill and asked one thing, whether the flour was dry.", "whether the flour was dry"),
    ("Task", "I had to say no and leave them with a loaf to take home.", "leave them with a loaf"),
    # A figure stands with what it is counted from and what it counts.
    ("Action", "I gave the dough a second fold 12 minutes after the first.", "12 minutes after the first"),
    ("Result", "The insurer asked for our papers the year after, and cut the fee by 15%.", "papers the year after"),
    (
        "Result",
        "There was no burnt loaf in 14 weeks, and the number of orders went up, to 118.",
        "the number of orders went up, to 118",
    ),
    ("Action", "I named 3 ovens that were cold because nobody had lit them.", "3 ovens that were cold"),
    # The last word of a sentence stays, however small it is.
    ("Action", "I told the children what it was.", "what it was"),
    ("Action", "I said the word before they could.", "before they could"),
    # Both halves of a contrast stay.
    ("Result", "Sales rose 40% indoors but only 8% outdoors.", "40% indoors but only 8% outdoors"),
    ("Action", "I described the loaf in plain words, not in baker's terms.", "in plain words, not in baker's terms"),
    ("Action", "I set the timer by the first batch of the day rather than by the clock.", "rather than by the clock"),
    ("Task", "I could sell the van, or I could rent it out.", "or I could rent it out"),
    # What leads in and turns the statement stays; what only says where it was may go.
    ("Action", "Instead of a larger oven, I bought 3 stones for the old one.", "Instead of a larger oven"),
    ("Situation", "The new cook, aged 19, had never run a kitchen.", "The new cook, aged 19, had never run a kitchen"),
    # Of more than fits, what came of it stays, and the turn of a story.
    (
        "Result",
        (
            "The shop smelled of fresh bread in the morning and of soap in the evening. The waste fell by half. The "
            "windows were open to the street on most of the warm days. The sky was blue over the hills and the mill."
        ),
        "The waste fell by half",
    ),
    (
        "Situation",
        (
            "The bakery stood by the river, next to the mill and the old school. It sold rye bread to the valley. "
            "Then we discovered a crack in the oven. The baker before me had been there for years."
        ),
        "discovered a crack in the oven",
    ),
    # A label belongs to what it announces.
    ("Action", "Weeks 2 to 5: I rang three mills a day.", "Weeks 2 to 5: I rang three mills"),
]


@for_each(("part", "text", "cue"), CUES)
def test_no_cut_turns_the_meaning(part, text, cue):
    """Objects, denials, contrasts, alternatives and interrupted subjects are never cut through."""
    assert cue in " ".join(draft_outline(text, part))


LINES = [
    # A statement is whole, in the author's words; what is left out behind it is shown.
    (
        "Task",
        (
            "I took over a village bakery in the hills, which had lost its oldest regulars to the new supermarket, "
            "and which nobody of my own family had ever thought of as a business."
        ),
        ("I took over a village bakery in the hills, which had lost its oldest regulars…",),
    ),
    # What only leads in goes before what is said, where there is no room for all.
    (
        "Task",
        (
            "In response to all of this, I closed the shop and the bakery at noon. Because of the heat in the bakery "
            "in that long summer, which nobody had seen coming, we baked at night."
        ),
        ("I closed the shop and the bakery at noon", "We baked at night"),
    ),
    # Neither half of a contrast is left out.
    (
        "Task",
        "I wanted one price for all of the shops in the valley, but I had no say over any of them.",
        ("I wanted one price for all of the shops in the valley, but I had no say over any of them",),
    ),
    # No cut before the verb: who was told would not know what they did.
    (
        "Situation",
        "The bakers of the village, the millers and the farmers of the valley had never met.",
        ("The bakers of the village, the millers and the farmers of the valley had never met",),
    ),
    # A sentence for which there is room is whole.
    (
        "Task",
        "I was asked to bring the waste down before the fair.",
        ("I was asked to bring the waste down before the fair",),
    ),
    # Of more than fits, the decision stays.
    (
        "Lesson",
        "The windows of the shop on the old market square were open for once. I decided to bake less.",
        ("I decided to bake less",),
    ),
    # A figure far behind the statement is kept with its own clause.
    (
        "Task",
        (
            "We opened the second shop in the old mill by the river, which pleased my aunt, who had wanted it for ten "
            "long years, and which brought in 40% more every month."
        ),
        ("We opened the second shop… and which brought in 40% more every month",),
    ),
    # A quote is kept whole, its sentences too.
    (
        "Action",
        "I said, “The oven is too hot. It burnt 40 loaves.” Then I turned it down.",
        ("I said, “The oven is too hot. It burnt 40 loaves.”", "I turned it down"),
    ),
    # The words that only announce a list are no cue.
    (
        "Action",
        "Such as:\n- swapped the flour\n- kept the salt at 2%",
        ("Swapped the flour", "Kept the salt at 2%"),
    ),
    # The heading of an item takes no room from what it says.
    (
        "Task",
        (
            "- Work with others: I asked the millers for their prices of the year.\n"
            "- Plan: I wrote down each price of the week in the book of the shop."
        ),
        (
            "I asked the millers for their prices of the year",
            "I wrote down each price of the week in the book of the shop",
        ),
    ),
    # A part that fits its rows is whole; one deed more is told rather than all of another.
    (
        "Action",
        "With no word to anybody, I sold the van. We walked, and it rained.",
        ("With no word to anybody, I sold the van", "We walked, and it rained"),
    ),
    (
        "Task",
        (
            "I rang the owner of the old mill, who had sold us his flour in the years before the war. I asked for his "
            "list of prices, which nobody had ever been allowed to look at for more than one minute."
        ),
        ("I rang the owner of the old mill…", "I asked for his list of prices…"),
    ),
    # What the same person did next is a line of its own, where all of it would take more than one.
    (
        "Task",
        (
            "I had the old oven of the bakery taken out, built a new one of brick and clay, and told each of the "
            "regulars of the shop about it."
        ),
        ("I had the old oven of the bakery taken out", "Built a new one of brick and clay"),
    ),
    # Of a task the goal is told.
    (
        "Task",
        (
            "The bakery had a door and two windows to the old street. I had to halve the waste before the summer. The "
            "baker had a son and a daughter in the village school."
        ),
        ("I had to halve the waste before the summer", "The baker had a son and a daughter in the village school"),
    ),
    # It lends its weight to no other statement of its sentence.
    (
        "Task",
        (
            "It was a warm and quiet evening in the old part of the town, and I had to halve the waste of the shop "
            "before the fair. My aunt had sold the bread of the bakery to the villages."
        ),
        (
            "I had to halve the waste of the shop before the fair",
            "My aunt had sold the bread of the bakery to the villages",
        ),
    ),
    # What leads in begins a clause behind its comma, too.
    (
        "Lesson",
        (
            "The baker had sold nearly all bread of the week, despite the price that the mill had asked for in the "
            "year before"
        ),
        ("The baker had sold nearly all bread of the week…",),
    ),
    # Where the verb stands last, what comes last is the statement, and a sentence may begin behind a clause that rests.
    (
        "Lesson",
        "パンの種類を減らし、朝の仕事を二人で分け、昼には店の前で新しいパンを配るようにしました。",
        ("昼には店の前で新しいパンを配るようにしました",),
    ),
    # A line of its own is a sentence of its own.
    ("Result", "Sold 12 vans\nHired Ann", ("Sold 12 vans", "Hired Ann")),
    ("Task", "Le four chauffait de 3 h à 5 h. Nous dormions.", ("Le four chauffait de 3 h à 5 h.", "Nous dormions")),
    ("Task", "面包师连续4天没有来。我们只好自己烤。", ("面包师连续4天没有来", "我们只好自己烤")),
]


@for_each(("part", "text", "lines"), LINES)
def test_each_line_is_understood_alone(part, text, lines):
    """Main clauses are whole, and a cut is only made between clauses."""
    assert draft_outline(text, part) == lines


SUBJECTS = st.sampled_from(["I", "We", "The baker", "My sister, aged 40,", "Nobody", "They"])
VERBS = st.sampled_from(["moved", "sold", "did not sell", "asked for", "told us that we needed", "was proud of", "cut"])
OBJECTS = st.sampled_from(["12% of the bread", "3 ovens", "the van", "$2.1M a year", "loaves in 50ms", "15,000 rolls"])
TAILS = st.sampled_from(
    [
        "",
        " in 4 weeks",
        ", not in May",
        " but only 8% at night",
        " because it rained",
        " that had failed (2 times)",
        ": 6",
    ]
)
ENDS = st.sampled_from([". ", "; ", "! ", ".\n- ", ", and ", " — "])
stories = st.lists(st.tuples(SUBJECTS, VERBS, OBJECTS, TAILS, ENDS), min_size=1, max_size=12).map(
    lambda found: "".join(f"{subject} {verb} {thing}{tail}{end}" for subject, verb, thing, tail, end in found)
)


@examples(300)
@given(stories, STAR)
def test_an_outline_keeps_every_figure_in_order(text, part):
    """Figures are kept in order, as often as they stand in the text, and no line ends in a comma."""
    lines = draft_outline(text, part)
    place = 0
    outline = "\n".join(lines)
    for figure in figures(text):
        place = outline.index(figure, place) + len(figure)
    assert not any(line.endswith((",", ";", ":")) for line in lines)


TELLING = """
    ich wir Brote aber und nicht, weil der Ofen. 12 % 3.000 | je nous le pain mais et pas, où. 40 % 2 h
    yo el pan, no y pero. 8 % 30 | eu o pão, mas não. 9% | io il pane, ma non. 5% | ik het brood, maar niet. 7%
    面包师没有来，我们12%。4天 | パン屋は来ませんでした、3日。 | 빵집이 40% 늘었고, 3개월. | tôi bán 12 chiếc, nhưng. 3%
    хлеб 40%, но не. 3 | خبز 12%، لكن. 3
"""


@examples(200)
@given(
    st.sampled_from([row.split() for row in TELLING.replace("\n", "|").split("|") if row.strip()]).flatmap(
        lambda words: st.lists(st.sampled_from(words), min_size=1, max_size=60)
    ),
    STAR,
)
def test_figures_are_kept_in_every_language(words, part):
    """Known or not, a language costs no figure."""
    text = " ".join(words)
    outline = " ".join(draft_outline(text, part))
    assert all(figure in outline for figure in figures(text))


PLAIN = "I we led moved the team of kitchen because which asked, and but not never until. Then ovens; when el pan y"
plain_prose = st.lists(st.sampled_from(PLAIN.split(" ")), min_size=1, max_size=150).map(" ".join)


@examples(200)
@given(plain_prose, STAR)
def test_without_figures_no_part_has_more_rows_than_its_limit(text, part):
    """At least one, and at most two, two, five, three and one, of 60 columns."""
    limits = {"Situation": 2, "Task": 2, "Action": 5, "Result": 3, "Lesson": 1}
    assert 1 <= sum(rows_of(line, 60) for line in draft_outline(text, part)) <= limits[part]


@for_each("part", ["Situation", "Task", "Action", "Result"])
def test_a_curly_apostrophe_is_an_apostrophe(part):
    """What editors make of a straight one changes no choice."""
    text = (
        "We didn't know why. I'm the baker, so I couldn't wait; it's my oven that won't light, and I've found 2 more."
    )
    curly = draft_outline(text.replace("'", "\u2019"), part)
    assert [line.replace("\u2019", "'") for line in curly] == [*draft_outline(text, part)]


BAD = {
    "one sentence of 5,000 words": "we moved 3 ovens and sold the bread " * 700,
    "a sentence without a mark": "word " * 5000 + "12%",
    "bullets only": "- moved 3 ovens\n- sold (again) 40%\n" * 50,
    "code": "```\nfor (i = 0; i < 10; i++) { x[i] = 3; }\n```\n" * 20,
    "a figure in what only announces": "We had 3:\nrain",
    "a currency behind a colon": "led\nLesson: I I I I I boxes weeks, weeks, we weeks, Result: $2.1M",
    "digits only": "12 40 3,000 " * 100,
    "no spaces": "x" * 3000 + "(" + "y" * 2000,
    "no spaces, ideographs": "面包师连续4天没有来" * 300,
    "right to left": "אפינו 12% יותר לחם (בלי מלח), וזה עזר. " * 30,
    "brackets that never close": "(we (moved [3 ovens “and " * 40,
}


@for_each("text", BAD.values())
def test_bad_input_loses_no_figure_and_leaves_no_bracket_open(text):
    """Each figure stands as often as in the text, and each line closes what it opens."""
    lines = draft_outline(text, "Action")
    outline = "\n".join(lines)
    found = figures(text)
    assert lines
    assert all(outline.count(figure) >= found.count(figure) for figure in set(found))
    assert all(line.count(opening) <= line.count(closing) for line in lines for opening, closing in ("()", "[]", "“”"))


UNITS = [
    "I moved 12 ovens, and we sold 40% more bread because nobody asked, but not in May. ",
    "we sold bread, and that, aged 2, was ",
    "not ",
    "but we sold ovens, ",
    "我们等了3天，",
    "12% ",
    "(a, ",
    "“a ",
    "that which ",
    "a: ",
    "x",
    "面",
    "word ",
    "- a 3\n",
    "문제를 발견하고 ",
    "問題を解決し、",
]


def work(text):
    """How many lines of Python the outline of a text runs through."""
    steps = 0

    def step(frame, event, argument):
        nonlocal steps
        steps += 1
        return step

    sys.settrace(step)
    try:
        draft_outline(text, "Action")
    finally:
        sys.settrace(None)
    return steps


@for_each("unit", every(2, UNITS))
def test_the_work_grows_with_the_text(unit):
    """Twice the text takes about twice the steps, whatever it says."""
    text = unit * (1200 // len(unit))
    # what a language needs once is made ready before anything is counted
    draft_outline(text, "Action")
    assert work(text * 2) < work(text) * 2.5


def test_the_lesson_page_keeps_its_figures_at_half_of_its_words():
    """Where the page is at hand: each figure of its 40 parts, in at most half of the words."""
    questions = read_page(PAGE.read_bytes(), PAGE.name).questions if PAGE.exists() else ()
    parts = [part for question in questions for part in question.answers[0].parts]
    outlines = [draft_outline(part.text, part.name) for part in parts]
    for part, outline in zip(parts, outlines, strict=True):
        assert all(figure in " ".join(outline) for figure in figures(part.text))
    kept = sum(len(line.split()) for outline in outlines for line in outline)
    assert kept * 2 <= sum(len(part.text.split()) for part in parts)


def test_beyond_an_hour_of_telling_only_figures_are_read():
    """So that a pasted book holds up no reveal, and yet loses no figure."""
    story = "We cut the cost by 30% in 6 weeks. " + "Then we went on and on. " * 3_000
    outline = draft_outline(story + "I found the oldest oven of the valley. It saved 99%.", "Result")
    assert "It saved 99%" in outline
    assert not any("oldest oven" in line for line in outline)
