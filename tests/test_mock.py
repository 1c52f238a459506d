"""Mock rounds: everything told first, then everything graded."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.schedule.mock import Candidate, mock_round
from tests.build import deck, story
from tests.conftest import NOON, Home
from tests.examples import for_each
from tests.screen import Terminal
from tests.test_review import day

candidates = st.lists(
    st.tuples(st.sampled_from("pqrs"), st.sampled_from("123456")), max_size=12
).map(lambda pairs: [Candidate(f"card{place}", *pair) for place, pair in enumerate(pairs)])  # fmt: skip


@given(candidates, st.integers(1, 8))
def test_no_story_is_told_twice_where_that_can_be_helped(cards, count):
    """As many cards as asked for, as many different stories among them as there can be."""
    chosen = mock_round(cards, count)
    assert len(chosen) == len(set(chosen)) == min(count, len(cards))
    stories = {card.card: card.story for card in cards}
    assert len({stories[card] for card in chosen}) == min(count, len(set(stories.values())))


@given(candidates)
def test_cards_that_share_nothing_keep_their_order(cards):
    """The order is the caller's."""
    apart = [card for place, card in enumerate(cards) if not any(
        card.question == other.question or card.story == other.story for other in cards[:place])]  # fmt: skip
    assert mock_round(apart, 12) == [card.card for card in apart]


def test_a_second_answer_to_a_question_comes_before_a_story_told_again():
    """And both come last."""
    cards = [Candidate("a", "q", "1"), Candidate("b", "p", "1"), Candidate("c", "q", "2"), Candidate("d", "r", "3")]
    assert mock_round(cards, 4) == ["a", "d", "c", "b"]


def test_only_as_many_candidates_are_looked_at_as_are_needed():
    """A large collection is not read through."""
    endless = (Candidate(f"card{n}", f"q{n}", f"s{n}") for n in itertools.count())
    assert mock_round(endless, 1) == ["card0"]


@pytest.fixture
def stories(home: Home) -> Home:
    """Five stories of different texts."""
    texts = ("one", "two", "three", "four", "five")
    home.write_deck(deck("Shop", *(story(f"Question {word}?", situation=f"{word}: 12% lost.") for word in texts)))
    return home


def asked(shown: str, phase: str = "Mock round") -> list[str]:
    """The questions of a phase in their order."""
    return re.findall(rf"\[{phase}: .*\]\n(.*)\n", shown)


def test_everything_is_told_before_anything_is_revealed(stories: Home):
    """Then each is revealed, in the order of the round, and Enter accepts what is proposed."""
    shown = stories.ok("mock", "-n", "3", "--seed", "7", typed="\n" * 3 + "\nr\n\n\n")
    before, _, after = shown.partition("[Grading: Shop, 1 of 3]")
    assert "12%" not in before
    assert "Situation" not in before
    assert asked(shown) == asked(shown, "Grading")
    assert after.count("An empty line accepts") == 4
    assert [(each["grade"], each["missed"]) for each in stories.log()] == [(4, []), (3, ["Result"]), (4, [])]
    assert "The round is over. 3 told, 3 graded." in shown


def test_the_order_follows_from_the_seed_alone(stories: Home):
    """Whatever was graded meanwhile; another seed gives another order."""
    shown = {seed: asked(stories.ok("mock", "--seed", str(seed), typed="\n" * 5 + "q\n")) for seed in range(4)}
    assert len({tuple(order) for order in shown.values()}) == 4
    assert all(sorted(order) == sorted(shown[0]) for order in shown.values())
    assert asked(stories.ok("mock", "--seed", "2", typed="\n" * 5 + "4\n" * 5)) == shown[2]
    assert asked(stories.ok("mock", "--seed", "2", typed="\n" * 5 + "q\n")) == shown[2]


def test_without_a_seed_one_is_drawn_and_told(stories: Home):
    """So that a round can be repeated."""
    shown = stories.ok("mock", "shop", typed="\n" * 5 + "4\n" * 5)
    (command,) = re.findall(r"Once more: flashcards (mock -n 5 --seed \d+ shop)", shown)
    assert asked(stories.ok(*command.split(), typed="\n" * 5 + "q\n")) == asked(shown)


def test_a_new_card_is_drilled_and_stays_new(stories: Home):
    """A mock round introduces nothing."""
    shown = stories.ok("mock", "-n", "2", typed="\n\n2\n4\n")
    assert [each["kind"] for each in stories.log()] == ["drilled", "drilled"]
    assert stories.json("decks")[0]["new"] == 5
    assert "Whatever the grade, it is a drill: no date moves." in shown
    assert "nothing was due" in shown


def test_a_card_that_is_due_is_graded(stories: Home):
    """And one that is not, or was graded today, is drilled; a pipe does not know how long any of it took."""
    stories.ok("review", "--new", "2", typed="\n4\n\n4\n")
    stories.ok("review", "--limit", "1", typed="\n4\n", now=day(24))
    shown = stories.ok("mock", typed="\n" * 5 + "4\n" * 5, now=day(24))
    kinds = {each["card"]: each["kind"] for each in stories.log()[3:]}
    assert sorted(kinds.values()) == ["drilled"] * 4 + ["graded"]
    assert kinds["shop/question-two"] == "graded"
    assert stories.card("two", now=day(24))["interval"] == 6
    assert stories.card("one", now=day(24))["interval"] == 6
    assert all(each["payload"].get("untimed") for each in stories.log() if each["kind"] == "graded")
    assert "1 of them due, and counted; 4 not, and drilled" in shown


def test_a_telling_in_the_last_days_counts_as_the_last_rehearsal(stories: Home):
    """Though SM-2 would not have it due yet."""
    for number in (1, 2, 8):
        stories.ok("review", "--new", "5", typed="\n4\n" * 5, now=day(number))
    stories.ok("interview", "2026-11-20", now=day(8))
    stories.ok("mock", typed="\n" * 5 + "4\n" * 5, now=day(16))
    assert {each["kind"] for each in stories.log()[-5:]} == {"drilled"}
    stories.ok("mock", typed="\n" * 5 + "4\n" * 5, now=day(18))
    assert {each["kind"] for each in stories.log()[-5:]} == {"graded"}


def test_follow_ups_are_asked_after_their_story(home: Home):
    """Each on a screen of its own, timed apart; they are not graded."""
    home.write_deck(deck("Shop", story("Question one?") + "Follow-up: And then?\n\nFollow-up:\n- Why?\n- Who?\n\n"))
    shown = home.ok("mock", typed="\n" * 4 + "\n")
    assert asked(shown) == ["Question one?", "And then?", "Why?", "Who?"]
    assert "Follow-up to: Question one?" in shown
    assert len(home.log()) == 1


def test_the_time_of_a_story_is_stored_without_its_follow_ups(home: Home, monkeypatch):
    """Both are shown when it is graded, and stand still by then."""
    home.write_deck(deck("Shop", story("Question one?") + "Follow-up: And then?\n\n", story("Question two?")))
    ticks = iter(range(0, 100000, 10))
    monkeypatch.setattr("flashcards.home.clock.Clock.stopwatch", lambda self: float(next(ticks)))
    monkeypatch.setattr("flashcards.terminal.line_face.LineFace.is_timed", True)
    shown = home.ok("mock", "shop", typed="\n" * 3 + "f\n4\n4\n")
    told = re.findall(r"Told in (\d):(\d\d)\.( Follow-ups: 0:\d0\.)?", shown)
    seconds = [60 * int(minutes) + int(rest) for minutes, rest, _ in told]
    assert sorted({*seconds}) == sorted({each["seconds"] for each in home.log()})
    assert min(seconds) > 0
    assert len([answered for *_, answered in told if answered]) == len(told) // 2
    assert re.search(r"Time: \d:\d0, the longest \d:\d0: Question", shown)


def test_no_story_comes_twice_in_other_words(home: Home):
    """Two questions with one story, and two answers to one question: the third story is asked before either."""
    two = "## Question two?\n\n### This\n\nSituation: A.\n\n### That\n\nSituation: B.\n\n"
    one = [story("Question one?"), story("Question again?"), two, story("Question three?", situation="C.")]
    home.write_deck(deck("Shop", *one))
    for seed in range(5):
        shown = asked(home.ok("mock", "-n", "3", "--seed", str(seed), typed="\n\n\n"))
        assert len(set(shown)) == 3
        assert not {"Question one?", "Question again?"} <= set(shown)


def test_a_story_is_asked_in_one_of_its_wordings(home: Home):
    """At random, and graded under the same."""
    home.write_deck(deck("Shop", story("Question one?", "\nAsked as: Or so?\n\nAsked as: Or else?\n")))
    wordings = set()
    for seed in range(12):
        shown = home.ok("mock", "--seed", str(seed), typed="\n4\n")
        assert asked(shown) == asked(shown, "Grading")
        wordings |= set(asked(shown))
    assert wordings == {"Question one?", "Or so?", "Or else?"}


def test_fewer_cards_than_asked_for_are_all_of_them(stories: Home):
    """With a word. Suspended cards and those buried for today do not appear, and themes are no stories."""
    stories.write_deck(deck("Calm", story("Calm one?", "#calm"), end="## Themes\n\n- Calm: Slow.\n"), "calm.md")
    stories.ok("suspend", "question-one")
    stories.ok("review", "shop", typed="-\nq\n")
    shown = stories.ok("mock", "-n", "9", typed="\n" * 4 + "4\n" * 4)
    assert sorted(asked(shown)) == ["Calm one?", "Question five?", "Question four?", "Question three?"]
    assert "no more to ask for than 4 stories" in shown
    assert asked(stories.ok("mock", "--theme", "calm", typed="\n")) == ["Calm one?"]
    assert asked(stories.ok("mock", "calm", typed="\n")) == ["Calm one?"]


def test_q_while_telling_goes_to_the_grades_of_what_was_told(stories: Home):
    """What was not told to its end is left out; a second q ends, and what is not graded is said."""
    shown = stories.ok("mock", typed="\n\nq\n4\nq\n")
    assert len(asked(shown)) == 3
    assert len(asked(shown, "Grading")) == 2
    assert "Stopped here. 2 told, 1 graded." in shown
    assert "Not graded: 1 story told: nothing of this is kept" in shown
    assert len(stories.log()) == 1


def test_the_end_of_the_input_while_telling_ends_the_round(stories: Home):
    """With one line on what is lost."""
    shown = stories.ok("mock", typed="\n\n")
    assert "Not graded: 2 stories told: nothing of this is kept" in shown
    assert "Nothing was graded." in shown
    assert stories.log() == []


def test_u_takes_back_a_grade_while_grading(stories: Home):
    """The story is the next one again, revealed as it was."""
    shown = stories.ok("mock", "-n", "2", typed="\n\n1\nu\n5\n4\n")
    assert "Took back 1 (little)." in shown
    assert [(each["kind"], each["grade"]) for each in stories.log()] == [
        ("drilled", 1), ("retracted", None), ("drilled", 5), ("drilled", 4),
    ]  # fmt: skip


def test_u_never_leads_out_of_the_round(stories: Home):
    """A grade of an earlier session is taken back when asked twice, and its card is not asked here."""
    stories.review(4)
    shown = stories.ok("mock", "--seed", "1", "-n", "1", typed="\nu\nu\n4\n")
    assert "in an earlier session" in shown
    assert len(set(asked(shown, "Grading"))) == 1
    assert [each["kind"] for each in stories.log()] == ["graded", "retracted", "drilled"]


def test_a_grade_below_4_of_a_due_card_is_drilled_in_the_next_review(stories: Home):
    """The round itself has no drills, and says so."""
    stories.ok("review", "--new", "1", typed="\n4\n")
    shown = stories.ok("mock", typed="\n" * 5 + "2\n" * 5, now=day(24))
    assert "Left today: 1 drill: `flashcards review` goes on" in shown
    assert "Question one?" in stories.ok("review", "--new", "0", typed="q\n", now=day(24))


def test_e_corrects_a_story_while_grading(home: Home, tmp_path):
    """It is graded with its new text, in the wording in which it was asked."""
    home.write_deck(deck("Shop", story("Question one?", "\nAsked as: Or so?\n")))
    script = tmp_path / "vim"
    script.write_text("#!/bin/sh\nsed -i 's/12%/99%/' \"$2\"\n")
    script.chmod(0o755)
    with Terminal(home.path, "mock", now=NOON, editor=str(script)) as terminal:
        told = "Or so?" if "Or so?" in terminal.wait("1 of 1") else "Question one?"
        terminal.type("\r")
        terminal.wait("12%", told)
        terminal.type("e")
        terminal.wait("99%", "Saved", told)
        terminal.type("4")
        terminal.wait("Told whole")
        terminal.type("x")
        assert terminal.end() == 0
    assert [each["grade"] for each in home.log()] == [4]


def test_the_round_has_its_defaults_in_the_settings(stories: Home):
    """As every option of every command."""
    (stories.path / "config.toml").write_text("[mock]\nn = 2\nseed = 3\n", encoding="utf-8")
    shown = stories.ok("mock", typed="\n\n4\n4\n")
    assert "mock -n 2 --seed 3" in shown
    assert "Told whole: 2 of 2" in shown


@for_each(
    ("code", "arguments", "said"),
    [
        (1, [], "no story to ask for"),
        (1, ["shop"], "there is no deck"),
        (2, ["-n", "0"], "0 is not in the range"),
        (2, ["-n", "-3"], "-3 is not in the range"),
        (2, ["--seed", "x"], "is not a valid integer"),
    ],
)
def test_what_cannot_be_asked_is_one_line(failing, home: Home, code: int, arguments: list[str], said: str):
    """And nothing is written."""
    assert said in failing(code, "mock", *arguments)


def test_an_unknown_theme_is_named_with_the_nearest(failing, home: Home):
    """As in a review."""
    home.write_deck(deck("Shop", story("Question one?", "#calm"), end="## Themes\n\n- Calm: Slow.\n"))
    assert "did you mean 'calm'" in failing(1, "mock", "--theme", "clam")


def mock(home: Home, *args: str, columns: int = 80) -> Terminal:
    """A round on a terminal."""
    return Terminal(home.path, "mock", *args, now=NOON, columns=columns)


def test_a_round_on_a_terminal(stories: Home):
    """Timed, paused, told, graded; typing ahead never grades what nobody has looked at."""
    with mock(stories, "-n", "2", "--seed", "3") as terminal:
        shown = terminal.wait("Mock round: Shop", "1 of 2", "of 2:00", "Enter when told", "q grade now")
        assert "Situation" not in shown
        assert "[S]" not in shown
        terminal.type("p")
        terminal.wait("paused")
        terminal.type("x")
        terminal.wait("does nothing until all are told")
        terminal.type("?")
        terminal.wait("ask no more, and grade what was told")
        terminal.type("x \r444")
        terminal.wait("Grading: Shop", "1 of 2", "[S] Situation", "Told in 0:0", "Enter accepts 4", "5 effortless")
        terminal.type("ra")
        terminal.wait("MISSED", "Enter accepts 2")
        terminal.type("\r")
        terminal.wait("2 of 2", "Enter accepts 4")
        terminal.type("5")
        terminal.wait("The round is over.", "2 told, 2 graded", "--seed 3")
        terminal.type("q")
        assert terminal.end() == 0
    assert [(each["grade"], each["missed"]) for each in stories.log()] == [(2, ["Action", "Result"]), (5, [])]


def test_ctrl_c_while_telling_ends_with_what_is_lost(stories: Home):
    """Exit 130, the summary stands, nothing is written."""
    with mock(stories, "--no-clock") as terminal:
        assert "2:00" not in terminal.wait("1 of 5")
        terminal.type("\r")
        terminal.wait("2 of 5")
        terminal.type("\x03")
        terminal.wait("Stopped here.", "1 story told: nothing of this is kept")
        assert terminal.end() == 130
    assert stories.log() == []


def test_a_narrow_terminal_shows_every_key_and_grade(stories: Home):
    """At 40 columns."""
    with mock(stories, "-n", "1", columns=40) as terminal:
        terminal.wait("Question", "Enter when told", "q grade now")
        terminal.type("\r")
        terminal.wait("Told in", "Enter accepts 4", "5 effortless", "q quit")
        terminal.type("q")
        assert terminal.end() == 0
