"""The modules of a session by themselves: what a telling shows, what is written of it, and how it ends."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import closing

import pytest

from flashcards.content.cards import Card, CardKind, CardPart
from flashcards.home.clock import Clock, parse_now
from flashcards.home.home import Home as HomeFolder
from flashcards.home.library import Library, open_library
from flashcards.rehearsal.agenda import agenda_of
from flashcards.rehearsal.drawn import once_more, rehearsals, weakest_first
from flashcards.rehearsal.ending import Done, Told, ending
from flashcards.rehearsal.history import history
from flashcards.rehearsal.load import Load
from flashcards.rehearsal.mock_round import MockRound
from flashcards.rehearsal.presenter import Progress, Timing, view_of
from flashcards.rehearsal.recorder import Recorder, described
from flashcards.rehearsal.review import Review, Scope
from flashcards.rehearsal.session import Session
from flashcards.rehearsal.stopwatch import Stopwatch
from flashcards.rehearsal.telling import Telling
from flashcards.rehearsal.warm_up import coming_up, title, warm_up
from flashcards.schedule.limits import NOT_KNOWN, Limits
from flashcards.schedule.questions import Asked
from flashcards.schedule.sm2 import Grade
from flashcards.schedule.standing import Standing
from flashcards.store import readings, standings
from flashcards.terminal.line_face import LineFace
from flashcards.terminal.views import CardView, SummaryView
from tests.build import THREE
from tests.conftest import NOON, Home
from tests.examples import for_each

TODAY = parse_now(NOON).toordinal()
ONE, TWO = "shop/question-one", "shop/question-two"
PARTS = ("Situation", "Task", "Action", "Result")


@pytest.fixture
def library(made) -> Iterator[Library]:
    """A home of three stories, opened for writing; the first was told three days ago, its Result missed."""
    with closing(opened(made(tell))) as library:
        yield library


def tell(home: Home) -> None:
    home.write_deck(THREE)
    home.ok("review", "--new", "1", typed="\nr\n\n", now="2026-11-20T12:00+00:00")


def opened(home: Home) -> Library:
    """A home at noon of the study day."""
    return open_library(HomeFolder(home.path), Clock(parse_now(NOON)), must_write=True)


NEW = Standing(ONE)
RUNNING = Timing(47.0, 120)


def asked(standing: Standing = NEW, drill: bool = False, moves: bool = True) -> Telling:
    """A story of four parts with a figure in each, as it is asked now."""
    parts = tuple(CardPart(name, (f"{name} 12%",), f"{name}: 12% of it.") for name in PARTS)
    card = Card(ONE, "shop", CardKind.STORY, "Question one?", "", parts, wordings=("The first one?",))
    return Telling.of(card, standing, drill, TODAY, moves)


def shown(telling: Telling, timing: Timing = RUNNING, newcomer: bool = False) -> CardView:
    """Its screen."""
    days = {grade: TODAY + 1 + grade // 3 for grade in Grade}
    return view_of(telling, "Shop", Progress(1, 3, drills=0), "", timing, newcomer, days)


def test_nothing_of_an_answer_is_shown_before_it_is_asked_for():
    """Names and letters of the parts, the clock, and no grade."""
    view = shown(asked())
    assert [(part.letter, part.name, part.lines) for part in view.parts] == [(name[0], name, ()) for name in PARTS]
    assert (view.clock, view.told, view.grades, view.proposal) == ("0:47 of 2:00", "", (), None)


def test_a_whole_answer_is_shown_with_its_grades_and_what_they_mean():
    """The clock has stopped, and what was missed has led to a proposal."""
    telling, _ = asked()._replace(open=4).after("r", "")
    view = shown(telling, Timing(130.0, 120))
    assert [part.name for part in view.parts if part.missed] == ["Result"]
    assert (view.proposal, view.told) == (3, "Told in 2:10, 10 s over.")
    assert [grade.due for grade in view.grades] == ["Tue"] * 3 + ["Wed"] * 3


def test_a_newcomer_is_told_what_to_do():
    """Before the answer how to tell it, after it how to grade."""
    assert shown(asked(), newcomer=True).hint == "Tell it aloud, then compare: Situation, Task, Action, Result."
    before, after = (shown(asked()._replace(open=open_parts), newcomer=True).guide for open_parts in (0, 4))
    assert before == ()
    assert "Enter accepts the grade" in after[1]


def test_a_drill_asks_what_was_missed_with_the_part_before_it_as_a_cue():
    """It is closed at first, and its grades move nothing."""
    view = shown(asked(Standing(ONE, missed=("Action",)), drill=True))
    assert [(part.name, part.is_cue, part.lines) for part in view.parts] == [
        ("Task", True, ("Task 12%",)),
        ("Action", False, ()),
    ]
    told = asked(Standing(ONE, missed=("Action",)), drill=True)._replace(open=1)
    assert {grade.due for grade in shown(told).grades} == {"again", "done"}
    assert "it is a drill" in shown(asked(moves=False)._replace(open=4)).outcome


def test_the_wording_goes_round_and_the_last_time_is_named():
    """By how often the story was told."""
    view = shown(asked(Standing(ONE, told=1, seconds=130.0, misses=(("Result", 2),))))
    assert view.prompt == "The first one?"
    assert view.last == "Last time 2:10, Result missing."


@for_each("pauses", [(), ((2.0, 5.0),), ((2.0, 5.0), (7.0, 8.0))])
def test_a_stopwatch_leaves_the_pauses_out(pauses):
    """And stands still for good once it was stopped, whatever is pressed."""
    now = [0.0]
    watch = Stopwatch(lambda: now[0])
    for begin, end in pauses:
        now[0] = begin
        watch.pause()
        assert watch.is_paused
        now[0] = end
        watch.pause()
    now[0] = 10.0
    watch.stop()
    now[0] = 99.0
    watch.pause()
    assert (watch.seconds, watch.is_paused) == (10.0 - sum(end - begin for begin, end in pauses), False)


def test_a_grade_is_written_with_what_was_missed_and_taken_back(library: Library):
    """As one event, under the keys of the log; undoing it leaves the card where it stood."""
    recorder = Recorder(library)
    before = standings.standing(library.database.conn, ONE)
    card = readings.card(library.readings, ONE)
    assert card
    telling = Telling.of(card, before, drill=False, today=TODAY)._replace(open=4, missed=frozenset({2}))
    assert recorder.grade(telling, Grade(3), 47.04, timed=True, short=False)[1] == ""
    now = standings.standing(library.database.conn, ONE)
    assert (now.reviewed, now.missed, now.seconds) == (TODAY, ("Action",), 47.0)
    assert [described(event) for event in recorder.undo()] == [f"3 ({Grade(3).word})"]
    assert standings.standing(library.database.conn, ONE).reviewed == before.reviewed


def test_what_an_earlier_session_did_is_named_before_it_is_taken_back(library: Library):
    """The second time it is asked for; after that nothing is left."""
    recorder = Recorder(library)
    assert recorder.undo() == []
    assert recorder.refusal == f"That was in an earlier session: 3 ({Grade(3).word}) on {ONE}. u again takes it back."
    while recorder.undo() or "again takes it back" in recorder.refusal:
        pass
    assert recorder.refusal == "There is nothing to undo."
    assert standings.standing(library.database.conn, ONE).is_new


def test_the_history_of_a_card_is_its_last_events(library: Library):
    """A time and a few words each; a new card has none."""
    assert history(library.database.conn, ONE)[0] == ("2026-11-20 12:00", "graded 3, missed Result")
    assert history(library.database.conn, TWO) == [("never", "it is new")]


def test_names_at_the_end_are_cut_to_what_sets_them_apart(library: Library):
    """A long name keeps the words by which it differs from the others."""
    long = ["shop/tell-me-about-a-time-you-failed-a-client", "shop/tell-me-about-a-time-you-failed-a-friend"]
    told = tuple(Told(card, False, False, ("Result",), 130.0, "") for card in long)
    done = Done(told, left=0, drills=0, going_on="", clock=True)
    rows = dict(ending(library, agenda_of(library, TODAY), (), done).rows)
    assert rows["Missed most"] == "Result: …you-failed-a-client, …you-failed-a-friend"
    assert rows["Longest"] == "2:10   …you-failed-a-client"


def test_an_ending_says_what_was_told_whole_missed_and_left(library: Library):
    """And nothing of what did not happen."""
    told = (Told(ONE, False, True, (), 75.0, ""), Told(TWO, False, False, ("Result",), 130.0, ", 10 s over"))
    drilled = Told(TWO, True, True, (), 20.0, "")
    agenda = agenda_of(library, TODAY)
    view = ending(library, agenda, (), Done((*told, drilled), left=1, drills=0, going_on="go on", clock=True))
    assert (view.heading, view.counted) == ("Stopped here.", "2 told, 1 drill, 4 minutes")
    rows = dict(view.rows)
    assert rows["Left today"] == "1 card, 0 drills: go on"
    assert rows["Told whole"].startswith("1 of 2")
    assert rows["Missed most"] == "Result: question-two"
    assert rows["Longest"] == "2:10   question-two, 10 s over"
    hurried = Told(ONE, False, False, (), 2.0, "", short=True)
    rows = dict(ending(library, agenda, (), Done((*told, hurried), 0, 0, "", True)).rows)
    assert rows["Told whole"].startswith("1 of 3, 1 too fast to count")
    theme = Told("shop/theme/calm", False, True, (), 20.0, "")
    rows = dict(ending(library, agenda, (), Done((*told, theme), 0, 0, "", True)).rows)
    assert rows["Told whole"].startswith("1 of 2")
    assert "Told whole" not in dict(ending(library, agenda, (), Done((theme,), 0, 0, "", True)).rows)
    nothing = ending(library, agenda, (), Done((), left=0, drills=0, going_on="", clock=True))
    assert (nothing.heading, nothing.counted, nothing.closing, "Told whole" in dict(nothing.rows)) == (
        "Nothing is left to rehearse today.",
        "",
        "Nothing was graded.",
        False,
    )


def test_the_warm_up_has_each_story_that_was_told(shop: Home, library: Library):
    """Its short name, its question, its own first sentence, and the cues of its Result; of the decks named alone."""
    (view,) = warm_up(library, ["shop"])
    assert (view.name, view.question, view.opening) == ("question-one", "Question one?", "We lost 12% of sales.")
    assert (view.part, view.cues[0][0]) == ("Result", ("4%", True))
    assert warm_up(library, []) == ()


def test_the_decks_of_a_warm_up_are_those_whose_day_is_near(shop: Home, library: Library):
    """Today, or within so many days; the title says how far it is."""
    assert coming_up(agenda_of(library, TODAY), 1) == []
    assert title(agenda_of(library, TODAY), ["shop"]) == "Warm-up"
    shop.ok("interview", "2026-11-24", now=NOON)
    agenda = agenda_of(library, TODAY)
    assert (coming_up(agenda, 0), coming_up(agenda, 1), coming_up(agenda, 1, ["other"])) == ([], ["shop"], [])
    assert title(agenda, ["shop"]) == "Warm-up: the interview is tomorrow"


def test_cards_are_drawn_forward_before_an_interview_and_when_they_were_rewritten(library: Library):
    """Those that were told: the last rehearsal lies before the day, a rewritten one waits until it is told again."""
    conn = library.database.conn
    seen, days = rehearsals(conn, ["shop"], TODAY + 2, TODAY, cards_a_day=None, usual=NOT_KNOWN)
    assert [each.card for each in seen] == [ONE]
    assert TODAY <= days[ONE] < TODAY + 2
    assert [each.card for each in once_more(conn, {ONE: 1, TWO: 0}, [], TODAY)] == [ONE]
    assert once_more(conn, {ONE: 0}, [], TODAY) == []
    assert [each.card for each in once_more(conn, {}, [Asked("Why?", ONE, 2, None, TODAY)], TODAY)] == [ONE]
    assert weakest_first([Standing("b"), *seen])[0].card == ONE


def test_a_mock_round_tells_everything_first_and_then_grades_it(library: Library):
    """What is not due is drilled; the round says how to have it again."""
    cards = [card for card in (readings.card(library.readings, each) for each in (ONE, TWO)) if card]
    out = io.StringIO()
    agenda = agenda_of(library, TODAY)
    policy = MockRound(library, agenda, cards, ("shop",), "flashcards mock --seed 1", clock=False)
    session = Session(library, LineFace(io.StringIO("\n\n3\n4\n"), out), policy, lambda *_: "")
    assert policy.ask_all(session)
    session.run()
    rows = dict(policy.summary().rows)
    assert policy.summary().counted == "2 told, 2 graded"
    assert rows["Once more"] == "flashcards mock --seed 1"
    assert "not, and drilled" in rows["Schedule"]
    assert out.getvalue().index("Question two?") < out.getvalue().index("40 people")


class Summed(Review):
    """A review that counts how often its end is worked out."""

    ends = 0

    def summary(self) -> SummaryView:
        """The end."""
        self.ends += 1
        return super().summary()


@pytest.mark.parametrize(
    ("typed", "said"),
    [("\n4\n" * 3, "3 told, 0 drills"), ("\n4\nq\n", "1 told, 0 drills"), ("", "Nothing was graded.")],
)
def test_the_end_of_a_session_is_worked_out_once(library: Library, typed: str, said: str):
    """Whether nothing is left, so that it may go on from there, or it is only printed."""
    scope = Scope((), Load((), None, Limits(), 0, False, None).gather(library))
    policy, out = Summed(library, scope, agenda_of(library, TODAY)), io.StringIO()
    session = Session(library, LineFace(io.StringIO(typed), out), policy, lambda *_: "")
    with session.summed_up():
        session.run()
    assert policy.ends == 1
    assert out.getvalue().count(said) == 1


def test_a_session_asks_what_its_policy_says_until_nothing_is_left(library: Library):
    """The load gathers what is due and what is new; each answer is on disk at once."""
    agenda = agenda_of(library, TODAY)
    load = Load((), None, Limits(), 0, False, None)
    policy = Review(library, Scope((), load.gather(library)), agenda)
    session = Session(library, LineFace(io.StringIO("\n4\n" * 9), io.StringIO()), policy, lambda *_: "")
    with session.summed_up():
        session.run()
    assert (policy.run.told, policy.run.drilled, policy.next_turn()) == (3, 0, None)
    assert all(not standings.standing(library.database.conn, card).is_new for card in (ONE, TWO))
