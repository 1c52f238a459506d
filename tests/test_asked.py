"""What was really asked: noted in under a minute, and what follows from it."""

from __future__ import annotations

import re
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.content.cards import Card, CardKind
from flashcards.home.clock import Clock, parse_now
from flashcards.home.home import Home as HomeFolder
from flashcards.home.library import open_library
from flashcards.rehearsal.agenda import agenda_of
from flashcards.rehearsal.questions.asked_pass import Note, note_all, summed_up
from flashcards.rehearsal.questions.asking import Answer, Noting, Step, view_of_noting
from flashcards.rehearsal.questions.interviews import last_interview, untold_interview
from tests.build import deck, story
from tests.conftest import Home
from tests.examples import examples, for_each
from tests.screen import WIDTHS, Terminal

BEFORE, DAY, AFTER, LATER = (f"2026-11-{day}T12:00+00:00" for day in (20, 24, 25, 26))
ANSWERS = [Answer(Card(f"shop/{name}", "shop", CardKind.STORY, f"{name}?", "", ())) for name in ("one", "two")]


@pytest.fixture
def stories(made) -> Home:
    """Three stories that were told well, days before an interview."""
    return made(tell)


def tell(home: Home) -> None:
    asked = {"one": "ferry", "two": "oven", "three": "archive"}
    told = (story(f"Question {name}?", f"\nAsked as: What of the {word}?\n") for name, word in asked.items())
    home.write_deck(deck("Shop", *told))
    home.review(4, 4, 4, now=BEFORE)
    home.review(4, 4, 4, now="2026-11-21T12:00+00:00")
    home.ok("interview", "2026-11-24", now=BEFORE)


def due(home: Home, now: str) -> list[str]:
    """The short names of the stories that are due."""
    return [row["card"].rpartition("/")[2] for row in home.json("list", now=now) if row["state"] == "due"]


def test_a_question_is_noted_with_its_story_and_how_it_went(stories: Home):
    """For the interview that was last; a story may be missing."""
    said = stories.ok("asked", "Why  did you\nleave?", "--told", "question-one", "--went", "4", now=AFTER)
    assert "Noted 1 question, 1 answered by a story." in said
    assert "That was the interview on Tue 24 Nov 2026." in said
    stories.ok("asked", "And why us?", "--went", "1", now=AFTER)
    first, second = stories.log()[-2:]
    assert (first["kind"], first["card"], first["grade"]) == ("asked", "shop/question-one", 4)
    assert first["payload"] == {"question": "Why did you leave?", "interview": "2026-11-24"}
    assert (second["card"], second["grade"]) == ("", 1)
    assert stories.json("doctor")["ok"]


def test_where_no_interview_was_set_none_is_named(shop: Home):
    """Nor one that is still ahead."""
    shop.ok("interview", "2026-12-18")
    shop.ok("asked", "Why us?", "--went", "3")
    assert shop.log()[-1]["payload"]["interview"] is None


def test_a_story_that_went_badly_is_offered_and_its_memory_stays(stories: Home):
    """Until it is told; the same on another machine, and gone when it is taken back."""
    before = stories.card("question-two", now=AFTER)
    assert due(stories, AFTER) == []
    stories.ok("asked", "Why?", "--told", "question-two", "--went", "2", now=AFTER)
    assert due(stories, AFTER) == ["question-two"]
    after = stories.card("question-two", now=AFTER)
    kept = ("sm2_due", "interval", "ease", "repetition", "lapses")
    assert [after[key] for key in kept] == [before[key] for key in kept]
    assert "Question two?" in stories.ok("review", typed="", now=AFTER)
    assert stories.json("decks", now=AFTER)[0]["due"] == 1
    stories.ok("undo", now=AFTER)
    assert due(stories, AFTER) == []
    stories.ok("asked", "Why?", "--told", "question-two", "--went", "2", now=AFTER)
    stories.ok("review", typed="\n4\n", now=AFTER)
    assert stories.log()[-1]["card"] == "shop/question-two"
    assert due(stories, AFTER) == due(stories, LATER) == []


def test_a_story_that_was_told_on_the_morning_of_the_interview_is_offered_the_day_after(stories: Home):
    """Not twice on one day."""
    stories.ok("review", "--ahead", "9", typed="\n4\nq\n", now=DAY)
    told = stories.log()[-1]["card"].rpartition("/")[2]
    stories.ok("asked", "Why?", "--told", told, "--went", "1", now=DAY)
    assert due(stories, DAY) == []
    assert told in due(stories, AFTER)


def test_what_was_asked_follows_a_story_to_its_new_name(stories: Home):
    """It is offered under that."""
    stories.ok("asked", "Why?", "--told", "question-two", "--went", "0", now=AFTER)
    path = stories.path / "decks" / "shop.md"
    path.write_text(path.read_text().replace("Question two?", "Question two? {#other}"))
    assert due(stories, AFTER) == ["other"]


def test_an_interview_that_passed_is_closed_by_it(stories: Home):
    """The first screen offers it the day after, first of all; the next interview keeps everything."""
    shown = stories.ok(now=AFTER)
    assert "Tue 24 Nov 2026 is past: how did it go? `flashcards asked` notes what came" in shown
    assert "\n  flashcards asked\n" in shown
    stories.ok("asked", "Why us?", "--went", "3", now=AFTER)
    assert "is past" not in (closed := stories.ok(now=AFTER))
    assert "flashcards asked" not in closed
    before = stories.json("list", now=AFTER)
    stories.ok("interview", "2026-12-24", now=AFTER)
    assert [row["sm2_due"] for row in stories.json("list", now=AFTER)] == [row["sm2_due"] for row in before]
    stories.ok("asked", "One more that came", "--went", "5", now=AFTER)
    assert stories.log()[-1]["payload"]["interview"] == "2026-11-24"


def test_an_interview_is_asked_after_for_four_weeks(stories: Home):
    """Unless something was noted of it; what is noted on its own day belongs to it, too."""
    for now, last, untold in ((BEFORE, None, None), (DAY, day_of(DAY), None), (AFTER, day_of(DAY), day_of(DAY)),
                              ("2026-12-23T12:00", None, None)):  # fmt: skip
        with closing(open_library(HomeFolder(stories.path), Clock(parse_now(now)), must_write=False)) as library:
            agenda = agenda_of(library, library.clock.today)
            assert (last_interview(agenda), untold_interview(agenda)) == (last, untold), now


def day_of(now: str) -> int:
    """A study day as it is counted."""
    return parse_now(now).toordinal()


def test_neither_an_undo_nor_a_review_is_in_its_way(stories: Home):
    """The last thing is taken back by its own command, named; a session leaves it alone."""
    stories.ok("asked", "Why us?", "--went", "3", now=AFTER)
    assert "no grade but asked" in stories.ok("review", "--ahead", "30", typed="u\nq\n", now=AFTER)
    assert "Took back: asked 'Why us?', went 3." in stories.ok("undo", now=AFTER)


@for_each(
    ("code", "arguments", "said"),
    [
        (2, [], "without a terminal"),
        (2, ["Why us?"], "how it went"),
        (2, ["", "--went", "3"], "in words"),
        (2, ["\x07", "--went", "3"], "in words"),
        (2, ["Why us?", "--went", "6"], "not in the range"),
        (2, ["--went", "3"], "name the question"),
        (1, ["Why us?", "--went", "3", "--told", "question-tow"], "did you mean"),
        (1, ["Why us?", "--went", "3", "--told", "calm"], "is a theme"),
    ],
)
def test_what_cannot_be_noted_is_one_line(home: Home, failing, code: int, arguments: list[str], said: str):
    """And nothing is written."""
    home.write_deck(deck("Shop", story("Question two?", "#calm"), end="## Themes\n\n- Calm: Slow.\n"))
    assert said in failing(code, "asked", *arguments)
    assert home.log() == []


KEYS = st.lists(st.sampled_from([*"wn?0259", "enter", "esc", "up", "down", "home", "last", "paste:x", "space", "\x07"]))


@examples(200)
@given(KEYS)
def test_whatever_is_pressed_what_is_noted_is_a_question_and_a_grade(keys: list[str]):
    """The chosen story is one of those that are shown."""
    state = Noting()
    for key in keys:
        state = state.after(key)
        if state.deed == "look":
            assert state.typed.text
            state = state.with_answers(ANSWERS)
        elif state.deed == "note":
            assert state.typed.text
            assert state.told in ("", "shop/one", "shop/two")
            assert 0 <= state.grade <= 5
            state = state.noted("")
        view = view_of_noting(state, "")
        assert view.chosen is None or view.chosen < len(view.hits)
        assert (view.typed is None) == (state.step is not Step.QUESTION)


def test_without_stories_how_it_went_is_asked_for_at_once():
    """And a step back leads to the question."""
    state = Noting().after("w").with_answers(())
    assert (state.step, state.told) == (Step.GRADE, "")
    assert state.after("esc").step is Step.QUESTION


class Typist:
    """A face at which keys wait to be read."""

    def __init__(self, *keys: str) -> None:
        self.keys = list(keys)

    def find(self, _: object) -> str:
        """The next key."""
        return self.keys.pop(0) if self.keys else "end"

    def help(self, _title: str, _rows: object) -> None:
        """Nobody reads it."""


def test_each_question_is_on_disk_before_the_next(stories: Home):
    """The story that fits best is chosen to begin with."""
    library = open_library(HomeFolder(stories.path), Clock(parse_now(AFTER)), must_write=True)
    keys = ("paste:An oven, you?", "enter", "?", "enter", "4", "paste:Hm", "enter", "n", "1")
    noted = note_all(library, Typist(*keys), None)
    library.close()
    assert noted == [Note("An oven, you?", "shop/question-two", 4), Note("Hm", "", 1)]
    assert [each["kind"] for each in stories.log()[-2:]] == ["asked", "asked"]
    assert summed_up(noted) == "Noted 2 questions, 1 answered by a story."
    assert summed_up([]) == "Nothing was noted."


@pytest.mark.parametrize("columns", WIDTHS)
def test_questions_are_noted_on_a_terminal(stories: Home, columns: int):
    """Typed, chosen by a digit, and graded by one."""
    with Terminal(stories.path, "asked", now=AFTER, columns=columns) as terminal:
        terminal.wait("Asked:", "Which question came?")
        terminal.type("The ferry\r")
        terminal.wait("question-one 1", "words:", "Which story did you tell?")
        terminal.type("2")
        terminal.wait("How did it go?", "0 blank")
        terminal.type("2")
        terminal.wait("1 question noted", "The next question?")
        terminal.type("\r")
        terminal.wait("1 story that went", "That was the interview on Tue 24 Nov")
        assert terminal.end() == 0
    assert stories.log()[-1]["grade"] == 2


def test_notes_of_two_homes_are_merged_both_ways(stories: Home, tmp_path):
    """Then the logs are equal, and so is what is offered."""
    stories.ok("asked", "Why?", "--told", "question-two", "--went", "1", now=AFTER)
    other = Home(tmp_path / "other")
    other.write_deck((stories.path / "decks" / "shop.md").read_text())
    other.ok("merge", "-", typed=stories.ok("log", "--json"), now=AFTER)
    assert other.log() == stories.log()
    other.ok("asked", "How?", "--told", "question-three", "--went", "2", now=AFTER)
    stories.ok("merge", "-", typed=other.ok("log", "--json"), now=AFTER)
    assert other.log() == stories.log()
    assert due(other, AFTER) == due(stories, AFTER) == ["question-two", "question-three"]


def test_the_statistics_show_what_came_and_no_review_of_it(stories: Home):
    """In words and as JSON; of a deck that is named its own alone, whatever it was called then."""
    before = stories.json("stats", now=AFTER)
    stories.ok("asked", "Why us?", "--went", "1", now=AFTER)
    stories.ok("asked", "What sank?", "--told", "question-one", "--went", "4", now=AFTER)
    stories.ok("mock", "--quick", "-n", "2", typed="\n\n\nm\nq\n", now=AFTER)
    after = stories.json("stats", now=AFTER)
    first = {"day": "2026-11-25", "interview": "2026-11-24", "question": "Why us?", "card": "", "grade": 1}
    second = {**first, "question": "What sank?", "card": "shop/question-one", "grade": 4}
    assert after["asked"] == [first, second]
    assert after["chosen"] == {"questions": 2, "hits": 1}
    assert {key: after[key] for key in ("done", "days", "stories")} == {
        key: before[key] for key in ("done", "days", "stories")
    }
    shown = stories.ok("stats", now=AFTER)
    assert "In quick rounds 1 of 2 stories came to mind." in shown
    assert re.search(r"24 Nov +What sank\? +question-one +4\n +24 Nov +Why us\? +- +1", shown)
    assert [each["question"] for each in stories.json("stats", "shop", now=AFTER)["asked"]] == ["What sank?"]
    stories.ok("rename", "shop", "market", now=AFTER)
    of_its_own = stories.json("stats", "market", now=AFTER)
    assert [each["question"] for each in of_its_own["asked"]] == ["What sank?"]
    assert of_its_own["chosen"] == after["chosen"]
    assert stories.json("doctor")["ok"]
