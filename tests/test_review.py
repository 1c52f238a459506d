"""A session on a pipe: the same keys, one a line."""

from __future__ import annotations

import itertools
from fractions import Fraction
from math import ceil

import pytest

from flashcards.schedule.queue import Queue
from tests.build import deck, story
from tests.conftest import Home


def day(number: int) -> str:
    """Noon of a day of the simulated weeks."""
    return f"2026-11-{number:02}T12:00+00:00" if number <= 30 else f"2026-12-{number - 30:02}T12:00+00:00"


def test_a_session_shows_prompt_then_answer_then_the_next(shop: Home):
    """The prompt alone first; the answer after an empty line; the next prompt after the grade."""
    shown = shop.review(4)
    assert shown.index("Question one?") < shown.index("We lost 12% of sales") < shown.index("Question two?")
    assert "1 of 3" in shown
    assert "4 all told" in shown


def test_grades_are_stored_with_what_they_lead_to(shop: Home):
    """Each grade is an event, and the schedule follows."""
    shop.review(4, 5, 4)
    assert [event["grade"] for event in shop.log()] == [4, 5, 4]
    assert shop.card("two")["ease"] == 260
    assert {row["due"] for row in shop.json("list")} == {"2026-11-24"}


def test_a_card_below_4_is_drilled_in_the_same_session(shop: Home):
    """It comes back until it is all told, and the schedule stays what the grade made it."""
    shop.review(2, 4, 4, 3, 4)
    assert [(event["kind"], event["grade"]) for event in shop.log()] == [
        ("graded", 2), ("graded", 4), ("graded", 4), ("drilled", 3), ("drilled", 4),
    ]  # fmt: skip
    assert shop.card("one")["repetition"] == 0


def test_drills_left_at_quit_come_first_in_the_next_session(shop: Home):
    """An unfinished drill is not forgotten."""
    shop.ok("review", typed="\n2\nq\n")
    shown = shop.ok("review", typed="q\n")
    assert shown.index("drill") < shown.index("Question one?")


def test_drills_are_over_when_the_day_is(shop: Home):
    """On the next day the card is simply due."""
    shop.ok("review", typed="\n2\nq\n")
    assert "drill" not in shop.ok("review", typed="q\n", now=day(24)).split("Question")[0]


def test_a_drill_that_fails_alone_is_asked_again_on_a_pipe_too(shop: Home):
    """Nothing else is left between the two, and still each grade is answered by a prompt."""
    shown = shop.ok("review", "--new", "1", typed="\n2\n\n0\n\n4\n")
    assert shown.count("Shop, drill]") == 2
    assert "1 told, 2 drills" in shown


def test_a_grade_before_the_reveal_is_refused_with_a_word(shop: Home):
    """One grades what one has compared."""
    shown = shop.ok("review", typed="4\nq\n")
    assert "Tell it first" in shown
    assert shop.log() == []


@pytest.mark.parametrize("end", ["q\n", "", "esc\nq\n"])
def test_the_end_of_the_input_ends_the_session_as_q_does(shop: Home, end: str):
    """What was graded is kept, what was only shown is untouched, exit 0."""
    shown = shop.ok("review", typed=f"\n4\n\n{end}")
    assert len(shop.log()) == 1
    assert "Every grade is saved." in shown


def test_f_shows_the_full_text(shop: Home):
    """The outline first, the words on demand."""
    shop.write_deck(deck("Shop", story("Q?").replace("sales.", "sales.\n- 12% lost")))
    shown = shop.ok("review", typed="\nf\nq\n")
    assert shown.index("  12% lost") < shown.index("We lost 12% of sales.")


def test_a_question_mark_lists_the_keys(shop: Home):
    """Every key with its word."""
    assert "effortless" in shop.ok("review", typed="?\nq\n")


def test_u_takes_back_the_last_grade_and_shows_the_answer_again(shop: Home):
    """The card is the next one, as new as before, and revealed as it was."""
    shown = shop.ok("review", typed="\n1\nu\n5\nq\n")
    assert "Took back 1" in shown
    assert shop.card("one")["ease"] == 260
    assert [event["kind"] for event in shop.log()] == ["graded", "retracted", "graded"]


def test_u_reaches_into_the_session_before(shop: Home):
    """Undo is about what was done, not about when; but it asks first."""
    shop.review(2)
    assert "in an earlier session: 2 (half) on shop/one" in shop.ok("review", typed="u\nq\n").replace("question-", "")
    assert shop.card("one")["state"] != "new"
    shop.ok("review", typed="u\nu\nq\n")
    assert shop.card("one")["state"] == "new"


def test_an_unknown_command_is_answered_with_a_word(shop: Home):
    """And changes nothing."""
    assert "does nothing here" in shop.ok("review", typed="frog\nq\n")


def test_new_cards_are_limited_by_the_day_however_many_sessions_there_are(shop: Home):
    """--new counts over all sessions of the study day."""
    shop.ok("review", "--new", "2", typed="\n4\n\n4\n\n4\n")
    shop.ok("review", "--new", "2", typed="\n4\n")
    assert len(shop.log()) == 2
    assert shop.json("decks")[0]["new"] == 1


def test_a_grade_that_was_undone_gives_its_place_among_the_new_back(shop: Home):
    """As if it had never been."""
    shop.ok("review", "--new", "1", typed="\n4\n")
    shop.ok("undo")
    assert "Question one?" in shop.ok("review", "--new", "1", typed="q\n")


def test_a_card_that_was_reset_counts_again(shop: Home):
    """Its first introduction was made, and stays counted."""
    shop.ok("review", "--new", "1", typed="\n4\n")
    shop.ok("reset", "one", "--yes")
    assert "Nothing is left" in shop.ok("review", "--new", "1", typed="q\n")


def test_limit_counts_all_cards_of_the_day(shop: Home):
    """--limit is for the day, not for the session."""
    shop.ok("review", "--limit", "2", typed="\n4\n\n4\n\n4\n")
    assert len(shop.log()) == 2


def prompts(shown: str) -> list[str]:
    """The questions in the order in which they were asked."""
    return [line for line in shown.splitlines() if line.startswith("Question")]


def test_due_cards_come_before_new_ones_most_overdue_first(shop: Home):
    """Relative to their interval: two days late on one is more than two days late on six."""
    shop.ok("review", "--new", "1", typed="\n4\n", now=day(1))
    shop.ok("review", "--new", "0", typed="\n4\n", now=day(2))
    shop.ok("review", "--new", "1", typed="\n4\n", now=day(7))
    shown = shop.ok("review", typed="\n4\n\n4\n\n4\n", now=day(10))
    assert prompts(shown) == ["Question two?", "Question one?", "Question three?"]


def test_the_study_day_turns_over_at_four(shop: Home):
    """At 03:59 it is still the evening before."""
    shop.review(4, now="2026-11-24T03:59+01:00")
    shop.review(4, now="2026-11-24T04:00+01:00")
    assert [event["day"] for event in shop.log()] == ["2026-11-23", "2026-11-24"]


class Learner:
    """SM-2 in fractions, written for this test alone, for one card."""

    def __init__(self) -> None:
        self.passes, self.interval, self.factor, self.due, self.lapses = 0, 0, Fraction(5, 2), 0, 0

    def grade(self, q: int, today: int) -> None:
        """Take a grade on a day."""
        if q < 3:
            self.lapses += self.passes > 0
            self.passes, self.interval = 0, 1
        else:
            self.factor = max(Fraction(13, 10), self.factor + Fraction(10 - (5 - q) * (8 + (5 - q) * 2), 100))
            self.passes += 1
            self.interval = {1: 1, 2: 6}.get(self.passes) or ceil(self.interval * self.factor)
        self.due = today + self.interval


def test_three_weeks_of_sessions_equal_an_independent_sm2(shop: Home):
    """Day by day it asks what is due, and at the end list --json says what the algorithm says."""
    script = itertools.cycle([4, 5, 3, 4, 2, 5, 4, 1, 3, 5])
    learners = {card: Learner() for card in ("shop/question-one", "shop/question-two", "shop/question-three")}
    for number in range(1, 22):
        waiting = sorted(
            (card for card, learner in learners.items() if learner.due <= number),
            key=lambda card: -Fraction(number - learners[card].due, max(learners[card].interval, 1)),
        )
        queue, typed = Queue.of(waiting), ""
        while (turn := queue.head) is not None:
            grade = 4 if turn.drill else next(script)
            if not turn.drill:
                learners[turn.card].grade(grade, number)
            queue = queue.graded(turn.card, grade)
            typed += f"\n{grade}\n"
        ended = "Done for today." if typed else "Nothing is left to rehearse today."
        assert ended in shop.ok("review", typed=typed, now=day(number))
    for row in shop.json("list", now=day(22)):
        learner = learners[row["card"]]
        assert (row["interval"], Fraction(row["ease"], 100), row["repetition"], row["lapses"], row["due"]) == (
            learner.interval,
            learner.factor,
            learner.passes,
            learner.lapses,
            day(learner.due)[:10],
        )


def test_the_shipped_deck_comes_once_and_is_named(home: Home):
    """A newcomer's first review has something to rehearse; taken out, it stays out."""
    result = home.run("review", typed="q\n")
    assert "shipped one was put in" in result.stderr
    assert home.json("decks")[0]["deck"] == "leading-ml-projects"
    home.ok("remove", "leading-ml-projects", "--yes")
    assert home.json("decks") == []
    assert (home.path / "removed" / "leading-ml-projects.md").exists()


def test_a_home_that_has_the_shipped_deck_in_another_file_keeps_it(home: Home):
    """Earlier versions called the file differently: the deck is known by its slug, and no second one comes."""
    home.run("review", typed="\n5\nq\n")
    decks = home.path / "decks"
    (decks / "leading-ml-projects.md").rename(decks / "technical-leadership.md")
    (deck,) = home.json("decks")
    assert (deck["deck"], deck["file"]) == ("leading-ml-projects", str(decks / "technical-leadership.md"))
    assert any(row["repetition"] for row in home.json("list", "leading-ml-projects"))
    home.ok("remove", "leading-ml-projects", "--yes")
    assert (home.path / "removed" / "technical-leadership.md").exists()


def test_each_study_day_has_its_backup(shop: Home):
    """Made while the first prompt stands, and only one a day; ten are kept, and the last of each week before them."""
    for number in range(1, 14):
        shop.ok("review", typed="q\n", now=day(number))
    kept = sorted(path.name for path in (shop.path / "backups").iterdir())
    assert kept == [f"flashcards-2026-11-{number:02}.db" for number in (1, *range(4, 14))]
