"""What was answered in Anki counts here: each answer once, in every home alike."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from anki.collection import (
    Collection,
    ExportAnkiPackageOptions,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
)
from anki.scheduler.v3 import CardAnswer
from hypothesis import given
from hypothesis import strategies as st

from flashcards.anki.answers import answers, notes_in
from flashcards.anki.reviews import EASES, GRADES, Review, marked
from flashcards.schedule.replay import replay
from tests.build import deck, event, graded, story
from tests.conftest import Home
from tests.examples import examples
from tests.packages import Answer, Answered, collection

RATINGS = {1: CardAnswer.AGAIN, 2: CardAnswer.HARD, 3: CardAnswer.GOOD, 4: CardAnswer.EASY}
WORDS = ("one", "two", "three")
SITUATIONS = ("We lost 12% of sales.", "The cook left on a Monday.", "Nobody had a map of the old town.")
DECK = deck("Shop", *(story(f"Question {word}?", "", said) for word, said in zip(WORDS, SITUATIONS, strict=True)))
AT = 1_795_600_000_000
NOW = "2026-11-28T12:00+00:00"


@pytest.fixture
def shop(home: Home) -> Home:
    """A home with three stories, in which the time is later than all that is answered."""
    home.write_deck(DECK)
    home.now = NOW
    return home


class Desktop:
    """Real Anki, with the cards of a home in it."""

    def __init__(self, folder: Path, package: Path) -> None:
        self.folder = folder
        folder.mkdir()
        with closing(Collection(str(folder / "collection.anki2"))) as made:
            # what falls due past the end of Anki's day, four in the morning as it comes, is not shown: put it far away
            made.set_config("rollover", (datetime.now().hour + 12) % 24)
        self.collection = Collection(str(folder / "collection.anki2"))
        request = ImportAnkiPackageRequest(package_path=str(package), options=ImportAnkiPackageOptions())
        self.collection.import_anki_package(request)
        self.collection.decks.select(self.collection.decks.id("Shop"))

    def answer(self, *eases: int) -> None:
        """Answer what its scheduler shows next."""
        for ease in eases:
            (queued,) = self.collection.sched.get_queued_cards().cards
            card = self.collection.get_card(queued.card.id)
            card.start_timer()
            rating = RATINGS[ease]
            self.collection.sched.answer_card(
                self.collection.sched.build_answer(card=card, states=queued.states, rating=rating)
            )

    def edit(self, word: str, field: str, text: str) -> None:
        """Change a note, and give it a tag."""
        note = self.collection.get_note(self.collection.find_notes(f'"Card id:shop/question-{word}"')[0])
        note.tags.append("mine")
        if field:
            note[field] = text
        self.collection.update_note(note)

    def card(self, word: str) -> int:
        """The number of a card."""
        return self.collection.find_cards(f'"Card id:shop/question-{word}"')[0]

    def export(self, name: str) -> str:
        """The path of what is exported in the form that a name says: ``new.apkg``, ``old.colpkg``, ``x.anki2``."""
        path = self.folder / name
        is_old = name.startswith("old")
        if path.suffix == ".apkg":
            options = ExportAnkiPackageOptions(with_scheduling=True, with_media=True, legacy=is_old)
            self.collection.export_anki_package(out_path=str(path), options=options, limit=None)
        elif path.suffix == ".colpkg":
            self.collection.export_collection_package(str(path), include_media=True, legacy=is_old)
            self.collection = Collection(str(self.folder / "collection.anki2"))
        else:
            self.collection.close(downgrade=is_old)
            shutil.copy(self.folder / "collection.anki2", path)
            self.collection = Collection(str(self.folder / "collection.anki2"))
        return str(path)


@pytest.fixture
def desktop(shop: Home, tmp_path: Path):
    """Anki, with the cards of the home."""
    package = tmp_path / "x.apkg"
    shop.ok("export", "-o", str(package))
    found = Desktop(tmp_path / "desktop", package)
    yield found
    found.collection.close()


def told(home: Home) -> list[dict[str, object]]:
    """What came from Anki."""
    return [each for each in home.log() if each["device"] == "anki"]


FORMS = ("new.apkg", "old.apkg", "new.colpkg", "old.colpkg", "new.anki2", "old.anki2")


@pytest.mark.parametrize("form", FORMS)
def test_what_was_answered_in_anki_comes_back_once(shop: Home, desktop: Desktop, form: str):
    """In each form in which it goes out; a second pull adds nothing."""
    desktop.answer(3, 1, 2, 4, 3)
    rows = desktop.collection.db.all("select id, ease from revlog order by id")
    file = desktop.export(form)
    assert "Took in 5 answers on 3 cards" in shop.ok("anki", "pull", file)
    events = told(shop)
    assert [each["grade"] for each in events] == [GRADES[ease] for _, ease in rows]
    assert [each["id"].split("-")[1] for each in events] == [str(number) for number, _ in rows]
    assert "Nothing new" in shop.ok("anki", "pull", file)
    assert told(shop) == events
    assert shop.json("doctor")["ok"]


def test_every_form_brings_the_same_events(shop: Home, desktop: Desktop):
    """So it does not matter which the user takes, or in which order."""
    desktop.answer(3, 1, 2, 4)
    taken = [json.loads(shop.ok("anki", "pull", desktop.export(form), "--json")) for form in FORMS]
    assert [each["taken"] for each in taken] == [4, 0, 0, 0, 0, 0]
    assert [each["known"] for each in taken] == [0, 4, 4, 4, 4, 4]


def test_two_homes_of_other_zones_that_pull_the_same_hold_the_same(shop: Home, desktop: Desktop, tmp_path: Path):
    """Also one that has never seen the log of the first; after a merge, nothing differs."""
    other = Home(tmp_path / "other", now="2026-11-28T23:30-08:00")
    other.write_deck(DECK)
    desktop.answer(3, 1, 2, 4)
    file = desktop.export("new.apkg")
    for home in (shop, other):
        home.ok("anki", "pull", file)
    assert told(shop) == told(other)
    other.ok("merge", str(shop.path / "flashcards.db"))
    shop.ok("merge", str(other.path / "flashcards.db"))
    assert shop.log() == other.log()
    assert shop.json("list") == other.json("list", now=NOW)


def test_undo_takes_a_pull_back_as_a_whole_and_names_it(shop: Home, desktop: Desktop):
    """Pulled again, it stands again."""
    before = shop.json("list")
    desktop.answer(3, 1)
    file = desktop.export("new.apkg")
    shop.ok("anki", "pull", file)
    now = shop.json("list")
    assert shop.ok("undo") == "Took back: the pull of new.apkg, 2 events.\n"
    assert shop.json("list") == before
    assert "Took in 2 answers" in shop.ok("anki", "pull", file)
    assert shop.json("list") == now


def test_what_was_edited_and_moved_there_is_listed(shop: Home, desktop: Desktop):
    """A text, not a tag of the user's own; a date set by hand since the last answer. Nothing changes here."""
    desktop.answer(3, 1, 3)
    desktop.edit("two", "Question", "Question two, <b>really</b> &amp; truly?")
    desktop.edit("three", "", "")
    desktop.collection.sched.set_due_date([desktop.card("one")], "5")
    file = desktop.export("new.apkg")
    found = json.loads(shop.ok("anki", "pull", file, "--json"))
    assert found == {
        "taken": 3, "known": 0, "ignored": 1, "edited": ["shop/question-two"], "moved": ["shop/question-one"],
    }  # fmt: skip
    said = shop.ok("anki", "pull", file, "--diff")
    assert "Edited in Anki, and unchanged here: shop/question-two." in said
    assert "Dates set in Anki by hand, and unchanged here: shop/question-one." in said
    assert "- Question two?" in said
    assert "+ Question two, really & truly?" in said
    assert shop.card("two")["prompt"] == "Question two?"


def test_what_is_exported_anew_and_not_yet_imported_is_not_edited(shop: Home, desktop: Desktop, tmp_path: Path):
    """Anki has the text that it was handed before."""
    path = shop.path / "decks" / "shop.md"
    path.write_text(path.read_text().replace("12%", "13%"))
    shop.ok("export", "-o", str(tmp_path / "y.apkg"))
    desktop.answer(3)
    assert json.loads(shop.ok("anki", "pull", desktop.export("new.apkg"), "--json"))["edited"] == []


def test_answers_follow_a_card_that_was_renamed(shop: Home, desktop: Desktop):
    """Anki keeps the name of the first export; the history here goes by another one."""
    shop.review(4, 4, 4)
    path = shop.path / "decks" / "shop.md"
    path.write_text(path.read_text().replace("deck: Shop", "deck: Store").replace("Question two?", "Which was two?"))
    desktop.answer(3, 4, 3)
    shop.ok("anki", "pull", desktop.export("new.apkg"), now="2026-11-30")
    assert {each["card"] for each in told(shop)} == {f"shop/question-{word}" for word in WORDS}
    assert shop.card("which-was-two", now="2026-11-30")["repetition"] >= 1
    assert len(shop.json("list", now="2026-11-30")) == 3


def pull(home: Home, tmp_path: Path, *notes: Answered, now: str | None = None) -> list[dict[str, object]]:
    """Pull a collection with these notes, and return what stands in the log of it."""
    file = tmp_path / "collection.anki2"
    file.write_bytes(collection(notes))
    home.ok("anki", "pull", str(file), now=now)
    return told(home)


def test_a_note_belongs_to_the_history_that_it_was_made_of(home: Home, tmp_path: Path):
    """Where another card has its name by now, answers to the old note are the old card's, and to the new the new's."""
    home.write_deck(deck("Shop", story("How did the queue get short? {#queue}"), story("Who counted at night?")))
    home.review(4, 4)
    path = home.path / "decks" / "shop.md"
    path.write_text(path.read_text().replace("{#queue}", "{#line}"))
    home.ok("decks")
    path.write_text(path.read_text() + story("Why is there a queue again? {#queue}", "", "None came."))
    home.ok("decks")
    home.ok("export", "-o", str(tmp_path / "x.apkg"))
    names = {each["card"]: each["payload"]["name"] for each in home.log() if each["kind"] == "exported"}
    assert names["shop/line"] == "shop/queue"
    assert names["shop/queue"].startswith("shop/queue~")
    notes = [
        Answered(names[card], [Answer(AT + place, ease)])
        for place, (card, ease) in enumerate((("shop/line", 1), ("shop/queue", 4)))
    ]
    pull(home, tmp_path, *notes, now=NOW)
    assert home.card("shop/line", now=NOW)["lapses"] == 1
    assert home.card("shop/queue", now=NOW)["repetition"] == 1
    assert home.json("doctor", now=NOW)["ok"]
    assert {each["card"] for each in told(home)} == {"shop/queue"}


@pytest.mark.parametrize(
    ("offset", "day"),
    [("0", "2026-11-25"), ("330", "2026-11-26"), ("-480", "2026-11-25"), ("x", "2026-11-25"), ("5000", "2026-11-25")],
)
def test_the_day_of_an_answer_is_that_where_it_was_first_exported(shop: Home, tmp_path: Path, offset: str, day: str):
    """By the note's own field, and by UTC where that says nothing; it turns over at 04:00."""
    at = 1_795_649_400_000  # 2026-11-25 23:30 in UTC
    (found,) = pull(shop, tmp_path, Answered("shop/question-one", [Answer(at)], offset))
    assert found["day"] == day


def test_how_an_answer_becomes_an_event(shop: Home, tmp_path: Path):
    """Four answers are grades, a filtered deck drills, a date set by hand is none, and a time counts in no record."""
    rows = [*(Answer(AT + ease, ease) for ease in (1, 2, 3, 4)), Answer(AT + 5, 2, kind=3), Answer(AT + 6, 0, kind=4)]
    found = pull(shop, tmp_path, Answered("shop/question-one", rows))
    assert [each["grade"] for each in found] == [1, 3, 4, 5, 3]
    assert [each["payload"].get("recorded", each["kind"]) for each in found] == ["graded"] * 4 + ["drilled"]
    assert {each["seconds"] for each in found} == {9.0}
    assert all(each["id"] == each["batch"] and each["seen"] is None for each in found)
    shop.review(4, 4, now=NOW)
    assert "0:09" not in shop.ok("show", "question-one", now=NOW)


def test_our_own_rows_are_known_in_every_home(shop: Home, tmp_path: Path):
    """Also in one whose log does not hold what they were made from."""
    own = Answer(*marked(Review(AT, 3, 6, 2500, 61_400, 1)))
    file = tmp_path / "collection.anki2"
    file.write_bytes(collection([Answered("shop/question-one", [own, Answer(AT + 1)])]))
    found = json.loads(shop.ok("anki", "pull", str(file), "--json"))
    assert (found["taken"], found["known"], found["ignored"]) == (1, 1, 0)


@examples(400)
@given(st.integers(0, 2**41), st.integers(0, 4), st.integers(0, 600_000), st.integers(0, 5), st.integers(130, 400))
def test_no_row_of_ankis_bears_our_mark(at: int, ease: int, taken: int, kind: int, factor: int):
    """Its factors are multiples of ten, or a difficulty; a mark changes what it lies in by less than a second."""
    ours = marked(Review(at, ease, 1, factor * 10, taken, kind))
    assert ours.is_own
    assert abs(ours.taken - taken) < 1000
    assert ours.factor // 10 == factor
    assert not Review(at, ease, 1, factor * 10, taken, kind).is_own
    assert not Review(at, ease, 1, 100 + at % 1000, taken, kind).is_own


def test_answers_there_and_grades_here_name_the_same():
    """Out and back again, a pass stays one and a fail as well."""
    assert {grade: GRADES[ease] for grade, ease in EASES.items()} == {0: 1, 1: 1, 2: 1, 3: 3, 4: 4, 5: 5}


def test_a_time_that_is_still_to_come_is_not_taken_in(shop: Home, tmp_path: Path):
    """What is done next would have to be put after it; a clock was wrong there."""
    file = tmp_path / "collection.anki2"
    rows = [Answer(AT), Answer(AT + 10**10), Answer(-5), Answer(2**62)]
    file.write_bytes(collection([Answered("shop/question-one", rows)]))
    result = shop.run("anki", "pull", str(file))
    assert "Took in 1 answer on 1 card" in result.stdout
    assert result.stderr.startswith("3 answers carry a time still to come")
    assert len(told(shop)) == 1


def test_a_note_of_somebody_else_is_passed_over(shop: Home, tmp_path: Path):
    """One with a GUID of its own, also where it was copied from one of ours; and a collection without any of ours."""
    copy = Answered("shop/question-one", [Answer(AT)], guid="other")
    assert pull(shop, tmp_path, copy) == []
    file = tmp_path / "collection.anki2"
    file.write_bytes(collection([copy], fields=("Front", "Back")))
    assert "holds no note that `flashcards export` made" in shop.ok("anki", "pull", str(file))


def test_a_note_whose_type_was_changed_is_known_by_its_guid(shop: Home, tmp_path: Path):
    """The log knows all names that a card had, and so all GUIDs."""
    file = tmp_path / "collection.anki2"
    note = Answered("shop/question-one", [Answer(AT)])
    file.write_bytes(collection([note], fields=("Front", "Back")))
    assert "Took in 1 answer" in shop.ok("anki", "pull", str(file))
    assert told(shop)[0]["card"] == "shop/question-one"


def test_the_day_of_the_last_pull_is_said(shop: Home, tmp_path: Path):
    """By `flashcards` alone, also where nothing was new; never where there was none."""
    assert "pull" not in shop.ok()
    for now, said in (("2026-11-28", "today"), ("2026-11-29", "yesterday"), ("2026-12-03", "5 days ago")):
        pull(shop, tmp_path, Answered("shop/question-one", [Answer(AT)]), now="2026-11-28T12:00")
        assert f"Anki: the last pull was {said}\n" in shop.ok(now=now)


def test_a_pull_is_no_session(shop: Home, tmp_path: Path):
    """In a review, u says what takes it back."""
    pull(shop, tmp_path, Answered("shop/question-one", [Answer(AT)]))
    said = shop.ok("review", typed="u\n")
    assert "The last thing was the pull of collection.anki2; `flashcards undo` takes it back." in said


@examples(60)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("grnp"), st.sampled_from("abc")), max_size=10))
def test_answers_belong_to_the_history_under_whose_first_name_anki_has_it(moves: Sequence[tuple[str, str, str]]):
    """Whatever is renamed around them, in any order of arrival; each counts in one history."""
    made = {
        "g": lambda card, _: graded(4, card=card),
        "p": lambda card, _: graded(4, card=card, payload={"note": card}),
        "r": lambda card, to: event("renamed", card, payload={"to": to}),
        "n": lambda card, _: event("renamed", card, payload={"to": None}),
    }
    events = [made[kind](card, to) for card, kind, to in moves]
    found = replay(events)
    assert found == replay(reversed(events))
    counted = sum(each.told for each in found.standings.values()) + len(found.demoted)
    assert counted <= sum(kind in "gp" for _, kind, _ in moves)


def test_the_same_answers_are_the_same_events(tmp_path: Path):
    """Nothing of the home, the day or the machine is in them."""
    file = tmp_path / "collection.anki2"
    file.write_bytes(collection([Answered("shop/one", [Answer(AT), Answer(AT + 1)], "60")]))
    one = answers(notes_in(file, {}), AT * 2)
    assert one == answers(notes_in(file, {"never": "seen"}), AT)
