"""What was asked at interviews and chosen for questions: events that tell of a card, and move nothing of it."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from flashcards.schedule.domain import LONGEST_QUESTION, as_question, problems_of, problems_of_incoming
from flashcards.schedule.events import BYSTANDING_KINDS, Event, EventKind
from flashcards.schedule.exchange import event_json, read_event
from flashcards.schedule.history import history
from flashcards.schedule.interview import interview_days
from flashcards.schedule.questions import (
    Wording,
    asked_event,
    asked_questions,
    chosen_event,
    quick_order,
    to_be_told_again,
    tried_questions,
)
from flashcards.schedule.replay import replay
from flashcards.schedule.standing import Standing
from flashcards.store.rows import read_row, row_of
from tests.build import event, graded, retracted
from tests.examples import examples, for_each

TODAY = 739_000


def made(draft: Event, **fields: object) -> Event:
    """The event as it stands in a log."""
    return event(draft.kind, draft.card, grade=draft.grade, payload=draft.payload, seen=draft.seen)._replace(**fields)


def asked(card: str, grade: int, day: int = TODAY, question: str = "Why?", seen: str | None = None) -> Event:
    """A question that came on a study day."""
    return made(asked_event(question, card, grade, None, seen), day=day)


def tried(question: str, hit: bool) -> Event:
    """A question of a quick round."""
    return made(chosen_event(question, "shop/one", hit, 3.0))


@for_each(("seconds", "noted"), [(3.14159, 3.1), (None, None)])
def test_how_soon_a_story_came_to_mind_is_noted_to_a_tenth_of_a_second(seconds: float | None, noted: float | None):
    """None where no clock ran."""
    assert chosen_event("Why?", "deck/card", True, seconds).payload["seconds"] == noted


@examples(200)
@given(
    question=st.text(max_size=60).filter(as_question),
    times=st.sampled_from([1, 1_000]),
    card=st.sampled_from(["", "shop/one"]),
    grade=st.integers(0, 5),
    day=st.none() | st.integers(-5, 4_000_000),
    seconds=st.none() | st.floats(0, 1e6),
    hit=st.booleans(),
)
def test_what_is_noted_of_any_question_is_read_back_by_every_reader(question, times, card, grade, day, seconds, hit):
    """Whatever its signs and its length; as lines of JSON and as rows of a database."""
    for draft in (
        asked_event(question * times, card, grade, day),
        chosen_event(question * times, "shop/one", hit, seconds),
    ):
        written = made(draft)
        assert not problems_of(written)
        assert not problems_of_incoming(written)
        assert len(written.payload["question"]) <= LONGEST_QUESTION
        assert read_event(json.loads(json.dumps(event_json(written, frozenset())))) == written
        row = list(row_of(written, 1, 2))
        row[4], row[5] = written.device, written.card
        assert read_row(row) == written


@for_each(
    ("kind", "fields"),
    [
        (EventKind.ASKED, {"payload": {"question": "Why?", "interview": None}}),
        (EventKind.ASKED, {"grade": 3, "payload": {"question": "", "interview": None}}),
        (EventKind.ASKED, {"grade": 3, "payload": {"question": "Why?"}}),
        (EventKind.ASKED, {"grade": 3, "payload": {"question": "Why?", "interview": "2026-02-30"}}),
        (EventKind.ASKED, {"grade": 3, "payload": {"question": "Why\x1b?", "interview": None}}),
        (EventKind.ASKED, {"grade": 3, "payload": {"question": "?" * 2001, "interview": None}}),
        (EventKind.CHOSEN, {"payload": {"question": "Why?", "seconds": 3}}),
        (EventKind.CHOSEN, {"payload": {"question": "Why?", "hit": 1, "seconds": 3}}),
        (EventKind.CHOSEN, {"payload": {"question": "Why?", "hit": True, "seconds": -3}}),
        (EventKind.CHOSEN, {"card": "", "payload": {"question": "Why?", "hit": True, "seconds": 3}}),
    ],
)
def test_what_says_too_little_is_no_event(kind: EventKind, fields: dict[str, object]):
    """Each reader refuses the same."""
    assert problems_of(event(kind, **fields))


@examples(60)
@given(st.lists(st.sampled_from(["grade", "asked", "chosen", "undo", "rename"]), max_size=10))
def test_neither_moves_anything_of_a_card(kinds: list[str]):
    """Whatever is graded, renamed and taken back around them, the last event of the card included."""
    log: list[Event] = []
    for number, kind in enumerate(kinds):
        done = {
            "grade": graded(4, day=100 + number),
            "asked": asked("deck/card", 1, 100 + number),
            "chosen": made(chosen_event("Why?", "deck/card", False, None)),
            "rename": event(EventKind.RENAMED, payload={"to": "deck/other"}),
            "undo": retracted(log[-1]) if log else graded(3),
        }
        log.append(done[kind])
    dropped = {each.id for each in log if each.kind in BYSTANDING_KINDS}
    rest = [each for each in log if each.id not in dropped and dropped.isdisjoint(each.retracts)]
    assert replay(log) == replay(rest)


def test_what_came_is_told_in_the_order_of_the_log_by_the_names_that_stories_have_now():
    """With the day of the interview; other kinds are passed over."""
    first = made(asked_event("Why us?", "shop/old", 4, TODAY - 1), day=TODAY)
    second = asked("", 1, question="Why not?")
    found = asked_questions([second, graded(4), first, tried("Who?", hit=True)], {"shop/old": "shop/new"})
    assert [(each.question, each.card, each.grade, each.interview) for each in found] == [
        ("Why us?", "shop/new", 4, TODAY - 1),
        ("Why not?", "", 1, None),
    ]


@for_each(
    ("grade", "reviewed", "last", "waits"),
    [
        (2, TODAY - 9, "a", True),
        (3, TODAY - 9, "a", False),
        (2, TODAY - 1, "a", True),
        (2, TODAY - 1, "b", False),
        (2, TODAY, "a", False),
        (0, None, None, False),
    ],
)
def test_a_story_that_went_badly_waits_until_it_is_told_again(grade, reviewed, last, waits):
    """One that was told on the day of the note waits if that was before it; a new one comes as new ones do."""
    came = asked_questions([asked("shop/one", grade, TODAY - 1, seen="a")])
    standing = Standing("shop/one", due=TODAY + 30, reviewed=reviewed, last_event=last)
    assert to_be_told_again(came, [standing], TODAY) == ([standing] if waits else [])


def test_what_was_missed_comes_first_then_what_was_not_used_before():
    """Then what was hit the longest ago; a second wording of a story waits until each had its first."""
    words = [Wording(each, "shop/b" if each == "New c" else "shop/a") for each in
             ("Hit late", "New a", "New b", "New c", "Missed", "Hit early", "Made good")]  # fmt: skip
    log = [tried("Hit early", hit=True), tried("Missed", hit=True), tried("Made good", hit=False),
           tried("Missed", hit=False), tried("Made good", hit=True), tried("Hit late", hit=True)]  # fmt: skip
    order = [each.question for each in quick_order(words, tried_questions(log))]
    assert order == ["Missed", "New a", "New c", "New b", "Hit early", "Made good", "Hit late"]


def test_a_day_that_had_come_is_still_known_when_the_next_one_is_set():
    """One that was moved before it came is not, nor one that was forgotten."""
    planned = [
        event(EventKind.PLANNED, "", day, payload={"day": iso, "decks": None})
        for day, iso in ((100, "0001-05-01"), (110, "0001-04-25"), (120, "0001-06-30"), (130, None))
    ]
    days = interview_days(planned[:3])
    assert (days.everywhere, days.held) == (181, {115})
    assert (days.passed([], 150), days.last([], 150), days.last([], 181)) == (None, 115, 181)
    assert interview_days(planned).held == {115}


def test_the_history_of_a_card_tells_of_both():
    """In words; a question that was taken back says so."""
    came, chosen = asked("shop/one", 2), tried("Which?", hit=False)
    told = [each.said for each in history([came, chosen, retracted(came)])]
    assert told[0].startswith("asked 'Why?', went 2 (undone ")
    assert told[1] == "chosen 'Which?', missed"
