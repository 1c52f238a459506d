"""What the user did in Anki, and what was taken back, stays so."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.sync.conftest import WORDS, study_day

pytestmark = pytest.mark.sync
ONE, TWO, THREE, *_ = (f"shop/question-{word}" for word in WORDS)


def test_an_account_with_ten_thousand_notes_of_others_keeps_each_as_it_was(server, machine, phone, another):
    """It is downloaded, and never uploaded over: not one row of theirs changed, and the phone goes on as before."""
    phone.add_foreign(10_000)
    phone.sync()
    number = phone.collection.find_cards("deck:History")[0]
    card = phone.collection.get_card(number)
    card.start_timer()
    states = phone.collection._backend.get_scheduling_states(card.id)
    phone.collection.sched.answer_card(phone.collection.sched.build_answer(card=card, states=states, rating=2))
    phone.sync()
    before = phone.foreign_digest()
    laptop = machine("laptop")
    laptop.grade(ONE, 4, -3)
    assert "MB, for your eyes alone" in laptop.set_up(server)
    laptop.grade(TWO, 3)
    laptop.sync()
    phone.sync()
    assert phone.foreign_digest() == before
    assert another("tablet").foreign_digest() == before
    assert len(phone.collection.find_notes("deck:Shop")) == len(WORDS)


def test_what_the_user_moved_edited_tagged_or_suspended_there_stays(server, machine, phone):
    """Grades here change when a card is shown there, and nothing else; a new text takes that text alone along."""
    laptop = machine("laptop")
    laptop.set_up(server)
    phone.sync()
    found = phone.card(ONE)
    phone.collection.set_deck([found.id], phone.collection.decks.id("Mine"))
    note = found.note()
    phone.edit(note, "Task text", "Edited on the phone.")
    note.tags = [*note.tags, "exam::oral"]
    phone.collection.update_note(note)
    phone.collection.sched.suspend_cards([found.id])
    phone.sync()
    laptop.grade(ONE, 5)
    laptop.sync()
    phone.sync()
    after = phone.card(ONE)
    assert phone.collection.decks.name(after.did) == "Mine"
    assert after.queue == -1
    assert after.type == 2
    assert after.note()["Task text"] == "Edited on the phone."
    laptop.write_deck((laptop.path / "decks/shop.md").read_text().replace("I asked 40 people", "I asked 50 people"))
    assert "6 notes" in laptop.sync()
    phone.sync()
    after = phone.card(ONE)
    assert "50" in after.note()["Action outline"] + after.note()["Action text"]
    assert "exam::oral" in after.note().tags
    assert (after.queue, phone.collection.decks.name(after.did)) == (-1, "Mine")


def test_a_text_that_did_not_change_here_is_never_written(server, machine, phone):
    """A desktop with an older copy of the deck leaves alone what the laptop wrote, until its own text changes."""
    laptop, desktop = machine("laptop"), machine("desktop")
    laptop.set_up(server)
    desktop.set_up(server)
    old = (laptop.path / "decks/shop.md").read_text()
    laptop.write_deck(old.replace("I asked 40 people", "I asked 50 people"))
    laptop.sync()
    desktop.grade(ONE, 4)
    assert "note" not in desktop.sync()
    phone.sync()
    assert "50" in phone.card(ONE).note()["Action outline"] + phone.card(ONE).note()["Action text"]


def test_suspended_here_is_suspended_there_and_the_other_way_round_is_not(server, machine, phone):
    """What is suspended, let come again, or undone here counts there; the phone's own count for it alone."""
    laptop = machine("laptop")
    laptop.set_up(server)
    phone.sync()
    for command, queue in (("suspend", -1), ("unsuspend", 0), ("suspend", -1), ("undo", 0)):
        laptop.ok(command, *([TWO] if command != "undo" else []))
        laptop.sync()
        phone.sync()
        assert phone.card(TWO).queue == queue, command
    phone.collection.sched.suspend_cards([phone.card(THREE).id])
    phone.sync()
    laptop.grade(THREE, 4)
    laptop.sync()
    phone.sync()
    assert phone.card(THREE).queue == -1
    assert not laptop.card("three")["suspended"]


def test_a_card_that_was_answered_there_before_it_was_known_to_be_suspended_is_suspended(server, machine, phone):
    """The later row of the phone's hides what was written here; the answer counts, and the card is not shown."""
    laptop = machine("laptop")
    laptop.set_up(server)
    phone.sync()
    laptop.ok("suspend", TWO)
    laptop.sync()
    phone.answer(TWO, 3)
    # a minute later: of one second each would keep its own row
    phone.collection.db.execute("update cards set mod = mod + 60 where id = ?", phone.card(TWO).id)
    phone.sync()
    laptop.sync()
    phone.sync()
    assert (phone.card(TWO).queue, laptop.card("two")["state"]) == (-1, "later")
    laptop.ok("unsuspend", TWO)
    laptop.sync()
    phone.sync()
    assert phone.card(TWO).queue == 2


def test_undo_passes_over_what_a_sync_took_in(server, machine, phone):
    """It takes back what was done on this machine, and says that there is nothing where that was nothing."""
    laptop, desktop = machine("laptop"), machine("desktop")
    laptop.grade(ONE, 4)
    laptop.set_up(server)
    phone.sync()
    phone.answer(TWO, 3)
    phone.sync()
    desktop.set_up(server)
    assert {event["device"] for event in desktop.log()} >= {"anki"}
    assert desktop.run("undo").exit_code == 1
    desktop.grade(THREE, 5)
    desktop.sync()
    assert "question-three" in desktop.ok("undo")
    assert desktop.run("undo").exit_code == 1


def test_what_was_taken_back_does_not_come_back(server, machine, phone):
    """A pull or a merge that was undone, and a grade: no sync of any home brings them back."""
    laptop, desktop = machine("laptop"), machine("desktop")
    desktop.grade(ONE, 4)
    laptop.ok("merge", str(desktop.path / "flashcards.db"))
    laptop.ok("undo")
    laptop.grade(TWO, 4)
    laptop.ok("undo")
    laptop.set_up(server)
    for home in (desktop, laptop, desktop, laptop):
        home.ok("sync", "--server", server.url, "--user", "ada")
        assert {row["state"] for row in laptop.json("list")} == {"new"}
    assert desktop.json("list") == laptop.json("list")
    assert desktop.log() == laptop.log()


def test_a_plan_towards_an_interview_reaches_the_phone(server, machine, phone):
    """While a day is set the phone shows a card when `list` does, and SM-2's own day again afterwards."""
    laptop = machine("laptop")
    for days, grade in ((-10, 5), (-9, 5), (-3, 5)):
        laptop.grade(ONE, grade, days)
    laptop.set_up(server)
    for day in ("in 3 days", "--clear"):
        laptop.ok("interview", day)
        laptop.sync()
        phone.sync()
        row = laptop.card("one")
        assert (row["due"] != row["sm2_due"]) == (day != "--clear")
        shown = phone.card(ONE).due - phone.collection.sched.today
        assert study_day() + timedelta(shown) == date.fromisoformat(row["due"])


def test_a_card_that_was_reset_is_new_on_the_phone(server, machine, phone):
    """And one whose only grade was taken back."""
    laptop = machine("laptop")
    laptop.grade(ONE, 4)
    laptop.grade(TWO, 4)
    laptop.set_up(server)
    laptop.ok("undo")
    laptop.ok("reset", ONE, "--yes")
    laptop.sync()
    phone.sync()
    assert [phone.card(card).type for card in (ONE, TWO)] == [0, 0]
