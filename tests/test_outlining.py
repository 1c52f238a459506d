"""A pass over drafts as a value: which sentence a cue comes from, and what each key makes of the state."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from flashcards.content.cues import PartKey, Told, Unoutlined, told_with_cues, unoutlined, with_cues
from flashcards.content.deck.reader import read_deck
from flashcards.content.deck.writer import write_deck
from flashcards.content.outline.outline import draft_outline
from flashcards.home.outlining import Unfinished
from flashcards.rehearsal.outline_pass import view_of_pass
from flashcards.rehearsal.outlining import Ending, Pass, Sheet
from tests.build import deck, story
from tests.examples import examples, for_each

A = PartKey("one", "", "Action", "We looked. I asked 40 people. Nobody knew.")
R = PartKey("one", "", "Result", "4% at the end.")
TOLD = (Told("We looked.", ()), Told("I asked 40 people.", ("Asked 40 people", "40 of them")), Told("Nobody knew.", ()))


def begun() -> Pass:
    """Two parts of a story: three sentences with two cues, and one with one."""
    action = Sheet.of(0, Unoutlined(A, "One?", ""), TOLD)
    result = Sheet.of(0, Unoutlined(R, "One?", ""), (Told("4% at the end.", ("4% at the end",)),))
    return Pass((action, result))


def after(*keys: str) -> Pass:
    """The pass once these keys were pressed."""
    state = begun()
    for key in keys:
        state = state.after(key)
    return state


REWORD = ("r", "line", "paste:Forty asked", "enter")
KEPT = [
    # the keys, and the cues of the first part
    ((), ("Asked 40 people", "40 of them")),
    (("space",), ("40 of them",)),
    (("space", "space"), ("Asked 40 people", "40 of them")),
    (("down", "space"), ("Asked 40 people",)),
    (("up", "space"), ("We looked", "Asked 40 people", "40 of them")),
    (("last", "space"), ("Asked 40 people", "40 of them", "Nobody knew")),
    (("home", "space", "space"), ("Asked 40 people", "40 of them")),
    (REWORD, ("Forty asked", "40 of them")),
    (("home", "r", "word", "space", "a", "enter"), ("We a", "Asked 40 people", "40 of them")),
    (("r", "line", "enter"), ("40 of them",)),
    (("r", "x", "esc"), ("Asked 40 people", "40 of them")),
    (("r", "q", "u", "?", "esc"), ("Asked 40 people", "40 of them")),
    (("space", *REWORD), ("Forty asked", "40 of them")),
    (("space", "u"), ("Asked 40 people", "40 of them")),
    ((*REWORD, "down", "space", "u"), ("Forty asked", "40 of them")),
    ((*REWORD, "down", "space", "u", "u"), ("Asked 40 people", "40 of them")),
    (("enter", "space", "u", "u"), ("Asked 40 people", "40 of them")),
    (("x", "paste:y", "tab"), ("Asked 40 people", "40 of them")),
]


@for_each(("keys", "cues"), KEPT)
def test_keys_keep_drop_and_reword_what_is_chosen(keys, cues):
    """And ``u`` takes each back; the first cue is chosen to begin with."""
    assert after(*keys).sheets[0].cues == cues


ACCEPTED = [
    ((), {}),
    (("enter",), {"Action"}),
    (("right", "enter"), {"Result"}),
    (("enter", "enter"), {"Action", "Result"}),
    (("enter", "u"), set()),
    (("enter", "left", "u"), set()),
    (("space", "down", "space", "enter"), set()),
    (("enter", "enter", "left", "left", "space"), {"Action", "Result"}),
]


@for_each(("keys", "names"), ACCEPTED)
def test_a_part_is_accepted_by_enter_with_what_is_kept_then(keys, names):
    """A part that was passed over, or of which nothing is kept, stays a draft."""
    assert {key.name for key in after(*keys).accepted(0)} == set(names)
    assert after(*keys).accepted(1) == {}


ENDINGS = [
    (("esc",), Ending.LEAVE),
    (("end",), Ending.LEAVE),
    (("r", "end"), Ending.LEAVE),
    (("r", "esc"), Ending.NOT_YET),
    (("r", "q"), Ending.NOT_YET),
    (("q",), Ending.WRITE),
    (("enter", "enter"), Ending.NOT_YET),
    (("enter", "enter", "enter"), Ending.WRITE),
    (("enter", "enter", "space"), Ending.NOT_YET),
    (("enter", "enter", "down", "up", "up"), Ending.NOT_YET),
    (("enter", "enter", "esc"), Ending.LEAVE),
    (("right", "right", "right", "left", "left", "left"), Ending.NOT_YET),
]


@for_each(("keys", "ending"), ENDINGS)
def test_a_pass_ends_by_its_last_enter_by_q_or_by_esc(keys, ending):
    """Esc and q are letters like any other while a cue is reworded: there Esc leaves the cue as it was."""
    assert after(*keys).ending is ending


def test_a_key_without_a_meaning_is_answered_with_a_word():
    """So is taking back where nothing was done; the next key clears the word."""
    assert after("x").remark == "'x' does nothing here; ? lists the keys."
    assert after("u").remark == "There is nothing to take back."
    assert after("x", "down").remark == ""


def test_a_long_sentence_is_proposed_as_the_beginning_of_it():
    """What is kept of a sentence that has no cue can be read at a glance."""
    sheet = Sheet.of(0, Unoutlined(A, "One?", ""), (Told("word " * 90, ()),))
    cue = Pass((sheet,)).after("space").sheets[0].cues[0]
    assert cue.endswith("…")
    assert len(cue) <= 120


STEPS = st.sampled_from(
    ["up", "down", "left", "right", "space", "enter", "r", "u", "x", "backspace", "word", "esc", "paste:so"]
)


@given(st.lists(STEPS, max_size=25))
def test_taking_everything_back_leads_to_the_beginning(keys):
    """However a pass went, as long as it goes on."""
    state = begun()
    for key in keys:
        state = state.after(key)
        state = state._replace(ending=Ending.NOT_YET)
    state = state._replace(typed=None)
    while state.before is not None:
        state = state.after("u")
    assert [sheet.cues for sheet in state.sheets] == [sheet.cues for sheet in begun().sheets]
    assert not state.accepted(0)


def view(*keys: str):
    """The screen once these keys were pressed."""
    return view_of_pass(after(*keys), [Unfinished(Path("shop.md"), "Shop", b"", ())])


def test_a_screen_says_where_the_pass_is_and_what_enter_does():
    """The key bar names what space would do to the line that is chosen."""
    first, dropped, last = view(), view("space"), view("right", "space")
    assert (first.where, first.part, first.enter) == ("part 1 of 2", "Action", "Enter accepts 2 cues")
    assert (first.said, dropped.said) == ("2 cues of 3 sentences", "1 cue of 3 sentences")
    assert (dict(first.keys)["space"], dict(dropped.keys)["space"]) == ("drop", "keep")
    assert (last.where, last.enter) == ("part 2 of 2", "Enter leaves it a draft")
    assert view("enter", "left").said.startswith("Accepted: ")


def test_while_a_cue_is_reworded_only_its_line_and_its_keys_are_spoken_of():
    """Enter accepts no part then."""
    typing = view("r", "left")
    assert (typing.said, typing.enter, typing.keys[0]) == ("Rewording the line.", "", ("Enter", "take it"))
    assert [cue.typed is not None for cue in typing.cues] == [cue.chosen for cue in typing.cues]


def test_the_end_shows_the_outline_as_it_will_be_written():
    """And how many parts stay drafts."""
    end = view("enter", "right")
    assert end.rows == (("Action", "Asked 40 people"), ("", "40 of them"))
    assert (end.said, end.enter) == ("2 cues in 1 part, 1 part stays a draft", "Enter writes them")
    assert view("right", "right").enter == "Enter ends it"


PLACED = [
    ("I looked. I asked 40 people.", ["Asked 40 people"], [(), ("Asked 40 people",)]),
    ("40 came. 40 went.", ["40 came", "40 went"], [("40 came",), ("40 went",)]),
    ("40 came. 40 came.", ["40 came", "40 came"], [("40 came", "40 came"), ()]),
    ("- one\n- two 2%", ["two 2%"], [(), ("two 2%",)]),
    ("売上が12%減った。店を変えた。", ["店を変えた"], [(), ("店を変えた",)]),
    ("One. Two.", ["nothing alike"], [("nothing alike",), ()]),
    ("One. Two.", [], [(), ()]),
    ("…", ["a cue"], [("a cue",)]),
    ("", [], []),
]


@for_each(("text", "cues", "found"), PLACED)
def test_a_cue_stands_below_the_sentence_that_it_comes_from(text, cues, found):
    """In any script, and in the order of the text."""
    assert [told.cues for told in told_with_cues(text, cues)] == found


@given(st.lists(st.sampled_from(["I lost 12% of it.", "店を変えた。", "Then 40 came; 3 left!", "so"]), max_size=8))
def test_every_cue_of_a_draft_stands_once_and_in_order(pieces):
    """None is lost on the way to the screen."""
    text = " ".join(pieces)
    cues = draft_outline(text, "Action")
    assert tuple(cue for told in told_with_cues(text, cues) for cue in told.cues) == cues


def test_a_long_text_is_placed_in_time_that_grows_with_it():
    """4,000 sentences with a cue each, all of them alike."""
    text = "I asked 40 people. " * 4_000
    told = told_with_cues(text, ["asked 40 people"] * 4_000)
    assert sum(len(each.cues) for each in told) == 4_000


def test_only_parts_without_an_outline_of_their_own_are_gone_over():
    """Those with bullets, blanks and extras are not."""
    text = deck("Shop", story("One?").replace("3 weeks.", "3 weeks.\n- 3 weeks"), "## Two?\n\nSituation: ...\n\n")
    found = unoutlined(read_deck(text.encode(), "shop").deck)
    assert [(part.key.question, part.key.name) for part in found] == [
        ("one", "Situation"),
        ("one", "Action"),
        ("one", "Result"),
    ]


def test_one_answer_of_several_is_found_by_its_id():
    """Each answer is a card of its own."""
    text = deck("Shop", "## One?\n\n### A\n\nSituation: 3 of us.\n\n### B\n\nSituation: 4 of us.\n\n")
    parsed = read_deck(text.encode(), "shop").deck
    assert [(part.about, part.key.text) for part in unoutlined(parsed, "one", "b")] == [("B", "4 of us.")]
    assert len(list(unoutlined(parsed, "one"))) == 2
    assert list(unoutlined(parsed, "two")) == []


TYPED = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Zl", "Zp")), min_size=1, max_size=30)


@examples(200)
@given(st.lists(TYPED.map(lambda text: " ".join(text.split())).filter(bool), min_size=1, max_size=3))
def test_whatever_a_cue_says_it_is_read_back_as_one_bullet(cues):
    """A cue that looks like the syntax of a deck is a cue all the same."""
    parsed = read_deck(deck("Shop", story("One?")).encode(), "shop").deck
    key = next(part.key for part in unoutlined(parsed))
    outlined, found = with_cues(parsed, {key: cues})
    again = read_deck(write_deck(outlined).encode(), "shop")
    assert found == {key}
    assert len(again.deck.questions[0].answers[0].parts[0].bullets) == len(cues)
    assert len(again.deck.questions) == 1
    assert not again.errors


def test_cues_go_to_the_parts_that_are_as_they_were():
    """One whose text changed, or that got an outline, stays as it is."""
    before = read_deck(deck("Shop", story("One?"), story("Two?")).encode(), "shop").deck
    keys = [part.key for part in unoutlined(before)]
    now = deck("Shop", story("One?", situation="We lost 13%."), story("Two?").replace("end.", "end.\n- 4%"))
    outlined, found = with_cues(read_deck(now.encode(), "shop").deck, {key: ["a cue"] for key in keys})
    assert [key for key in keys if key not in found] == [keys[0], keys[-1]]
    assert outlined.questions[1].answers[0].parts[-1].bullets == ("4%",)
