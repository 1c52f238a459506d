"""Single measurements, each a process of its own: ``jobs.py NAME [ARGUMENT]...`` prints one line of JSON.

The same file runs in our environment and in that of the peers, so each job imports what it needs and no more. What is
not meant to be measured (made-up data, imports) is done before the clock starts.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flashcards.content.cards import Card

GRADES = (0, 1, 2, 3, 4, 4, 4, 4, 5, 5)
EVENTS_A_CARD = 10
DAYS_BETWEEN = 20
FIRST_DAY = 738_000
START = datetime(2021, 7, 25, tzinfo=UTC)
SHIPPED = Path(__file__).parent.parent / "decks" / "leading-ml-projects.md"
_KINDS = (("shop", "story"),)
Histories = list[list[tuple[int, int]]]


def histories(events: int) -> Histories:
    """Made-up grades: for each card its reviews, each a day and a grade; the same in every process."""
    chance = random.Random(1)
    return [
        [(FIRST_DAY + turn * DAYS_BETWEEN, chance.choice(GRADES)) for turn in range(EVENTS_A_CARD)]
        for _ in range(events // EVENTS_A_CARD)
    ]


def dates() -> dict[int, datetime]:
    """The days of the histories as the peers want them."""
    return {FIRST_DAY + turn * DAYS_BETWEEN: START + timedelta(turn * DAYS_BETWEEN) for turn in range(EVENTS_A_CARD)}


def timed(work: Callable[[], object]) -> float:
    """Seconds that the work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def steady(work: Callable[[], object]) -> float:
    """Seconds that the work takes once memory and interpreter are warm: the middle of three."""
    return sorted(timed(work) for _ in range(3))[1]


def replay_ours(events: str) -> float:
    """All of a replay: what schedules, what only drills, parts missed, and SM-2."""
    from flashcards.schedule.standing import fold

    rows = [
        (
            str(number),
            [("graded", day, grade, ("Task",) if grade < 4 else (), 60.0, f"{number}-{day}") for day, grade in card],
        )
        for number, card in enumerate(histories(int(events)))
    ]
    return steady(lambda: [fold(card, told) for card, told in rows])


def sm2_ours(events: str) -> float:
    """SM-2 alone, without what else a replay works out."""
    from flashcards.schedule.sm2 import INITIAL_EASE, reviewed

    cards = histories(int(events))
    return steady(lambda: [reviewed(0, 0, INITIAL_EASE, 0, FIRST_DAY, card) for card in cards])


def steps_ours(events: str) -> float:
    """One step after another through the public function."""
    from flashcards.schedule.sm2 import Memory, review

    cards = histories(int(events))

    def work() -> None:
        for card in cards:
            memory = Memory()
            for _, grade in card:
                memory = review(memory, grade)

    return steady(work)


def sm2_spacedreppy(events: str) -> float:
    """Its plain function, which knows no dates."""
    from spacedreppy.schedulers.sm2 import sm2

    cards = histories(int(events))

    def work() -> None:
        found = []
        for card in cards:
            interval, repetitions, easiness = 0, 0, 2.5
            for _, grade in card:
                interval, repetitions, easiness = sm2(grade, interval, repetitions, easiness)
            found.append((interval, repetitions, easiness))

    return steady(work)


def replay_spacedreppy(events: str) -> float:
    """Its scheduler, one object a card."""
    from spacedreppy import SM2Scheduler

    cards, day = histories(int(events)), dates()

    def work() -> None:
        found = []
        for card in cards:
            scheduler = SM2Scheduler()
            for when, grade in card:
                due, _ = scheduler.compute_next_due_interval(day[when], grade)
            found.append((scheduler, due))

    return steady(work)


def replay_supermemo2(events: str) -> float:
    """Its one function, which passes a dictionary on."""
    from supermemo2 import first_review, review

    cards, day = histories(int(events)), dates()

    def work() -> None:
        found = []
        for card in cards:
            state = first_review(card[0][1], day[card[0][0]])
            for when, grade in card[1:]:
                state = review(grade, state["easiness"], state["interval"], state["repetitions"], day[when])
            found.append(state)

    return steady(work)


def replay_sm_2(events: str) -> float:
    """Its scheduler, which takes cards; the clock runs over the making of these too, since it gives them ids."""
    from sm_2 import Card, Scheduler

    cards, day = histories(int(events)), dates()

    def work() -> None:
        found = []
        for number, history in enumerate(cards):
            card = Card(card_id=number, due=START)
            for when, grade in history:
                card, _ = Scheduler.review_card(card, grade, max(day[when], card.due))
            found.append(card)

    return steady(work)


def replay_fsrs(events: str) -> float:
    """Another algorithm, the one that Anki uses today."""
    from fsrs import Card, Rating, Scheduler

    cards, day, ratings = histories(int(events)), dates(), (1, 1, 1, 2, 3, 4)
    scheduler = Scheduler(enable_fuzzing=False)

    def work() -> None:
        found = []
        for number, history in enumerate(cards):
            card = Card(card_id=number)
            for when, grade in history:
                card, _ = scheduler.review_card(card, Rating(ratings[grade]), day[when])
            found.append(card)

    return steady(work)


def read_ours(path: str) -> float:
    """From the bytes of a deck file to its questions, with every problem."""
    from flashcards.content.deck.reader import read_deck

    data = Path(path).read_bytes()
    return timed(lambda: read_deck(data, "deck"))


def read_markdown_it(path: str) -> float:
    """From the text of the same file to tokens."""
    from markdown_it import MarkdownIt

    text, parser = Path(path).read_text(encoding="utf-8"), MarkdownIt()
    return timed(lambda: parser.parse(text))


def commit_alone(path: str) -> float:
    """One row in one durable transaction, as a grade is stored, and nothing else."""
    import sqlite3

    conn = sqlite3.connect(path, isolation_level=None)
    conn.execute("pragma synchronous = extra")
    conn.execute("create table if not exists grades (card text, grade integer)")

    def work() -> None:
        conn.execute("begin immediate")
        conn.execute("insert into grades values ('deck/card', 4)")
        conn.execute("commit")

    return sorted(timed(work) for _ in range(15))[7]


def queue_ours(home: str, now: str) -> float:
    """Open a home and gather today's cards, up to the first one whole."""
    from flashcards.home.clock import Clock, parse_now
    from flashcards.home.home import Home
    from flashcards.home.library import open_library
    from flashcards.rehearsal.load import Load
    from flashcards.store import readings

    def work() -> None:
        library = open_library(Home(Path(home)), Clock(parse_now(now)), must_write=True)
        waiting = Load((), None, library.limits).gather(library)(library.clock.today)
        readings.card(library.readings, waiting[0])
        library.close()

    return timed(work)


def queue_anki(collection: str) -> float:
    """Open a collection of as many cards and fetch its first card."""
    from anki.collection import Collection

    def work() -> None:
        opened = Collection(collection)
        queued = opened.sched.get_queued_cards()
        assert queued.cards
        opened.close()

    return timed(work)


def make_collection(path: str, cards: str, due: str) -> float:
    """A collection of that many cards in review, so many of them due."""
    from anki.collection import AddNoteRequest, Collection

    opened = Collection(path)
    model = opened.models.by_name("Basic")
    notes = []
    for number in range(int(cards)):
        note = opened.new_note(model)
        note.fields = [f"Tell me about time {number}.", "A story of some sentences. " * 10]
        notes.append(AddNoteRequest(note, 1))
    seconds = timed(lambda: opened.add_notes(notes))
    config = opened.decks.config_dict_for_deck_id(1)
    config["rev"]["perDay"] = config["new"]["perDay"] = 9999
    opened.decks.save(config)
    opened.db.execute("update cards set type = 2, queue = 2, ivl = 10, factor = 2500, due = 100")
    opened.db.execute("update cards set due = -1 where id in (select id from cards limit ?)", int(due))
    opened.close()
    return seconds


def _export_cards(count: int, kind: str = "cues") -> list[Card]:
    """Stories of four parts, each with two cues written by hand (``cues``); or ``prose``, as ``add`` leaves them."""
    return _with_cues(count) if kind == "cues" else _from_page(count)


def _with_cues(count: int) -> list[Card]:
    from flashcards.content.cards import Card, CardKind, CardPart

    text = "In 3 weeks the support team rewrote the nightly export, because nobody trusted it, and 12% of it was gone."
    found = []
    for number in range(count):
        cues = (f"{number}%: told the sponsor", "9 days: drew the path")
        parts = tuple(CardPart(part, cues, f"{text} {part}.") for part in ("Situation", "Task", "Action", "Result"))
        found.append(Card(f"shop/time-{number}", "shop", CardKind.STORY, f"Tell me about time {number}.", "", parts))
    return found


def _from_page(count: int) -> list[Card]:
    """The stories of the shipped deck as a page that has no bullets is added, drafts made, each told under many ids."""
    import re

    from flashcards.content.cards import CardKind, cards_of
    from flashcards.content.pages.compose import compose
    from flashcards.content.pages.reader import read_page

    page = re.sub(r"\n- .*", "", SHIPPED.read_text(encoding="utf-8"))
    told = [
        card._replace(deck="shop", parts=tuple([part._replace(drafted=part.outline) for part in card.parts]))
        for card in cards_of(compose(read_page(page), "Shop"))
        if card.kind is CardKind.STORY
    ]
    return [told[number % len(told)]._replace(id=f"shop/time-{number}") for number in range(count)]


def _told(cards: list[Card]) -> Iterator[tuple[Card, int, Callable[[str], None]]]:
    """The cards as the writer of their texts takes them: two minutes each, and no image."""
    return ((card, 120, lambda _: None) for card in cards)


def export_ours(notes: str, target: str, kind: str, before: str = "") -> float:
    """The writer behind ``export``, from cards in memory to a package; with ``before`` once more, nothing changed."""
    from flashcards.anki.export import Note, without_garbage_collection, write_package
    from flashcards.anki.fields import note_texts
    from flashcards.anki.marks import Source, bears, mark_of
    from flashcards.anki.notes import guid_for_name
    from flashcards.schedule.exports import Export, NoteFacts, PastExports, note_facts

    cards, names, package, at = _export_cards(int(notes), kind), {"shop": "Shop"}, Path(target), 1_700_000_000_000

    def marked(facts: list[NoteFacts]) -> str:
        return mark_of((Source(card, 120, each) for card, each in zip(cards, facts, strict=True)), names)

    @without_garbage_collection()
    def write() -> None:
        given: list[NoteFacts] = []

        def made() -> Iterator[Note]:
            for text in note_texts(_told(cards), len(cards)):
                given.append(note_facts(text.card, text.digest, None, at, 0, guid_for_name))
                yield Note(text, given[-1])

        write_package(made(), _KINDS, names, package, None, lambda: marked(given))

    @without_garbage_collection()
    def again() -> None:
        facts = [
            note_facts(card.id, past[card.id].exports[-1].digest, past[card.id], at, 0, guid_for_name) for card in cards
        ]
        assert bears(package, marked(facts))

    first = timed(write)
    if not before:
        return first
    past = {}
    for card in cards:
        facts = note_facts(card.id, "", None, at, 0, guid_for_name)
        known = Export(card.id, at, 0, facts.guid, facts.name, "", facts.time)
        past[card.id] = PastExports(card.id, card.id, at, (known,))
    return timed(again)


def export_written(notes: str, target: str, kind: str) -> float:
    """The writer of packages alone, from finished fields to a package, as that of genanki is measured."""
    from flashcards.anki.export import Note, without_garbage_collection, write_package
    from flashcards.anki.fields import note_texts
    from flashcards.anki.notes import guid_for_name
    from flashcards.schedule.exports import note_facts

    texts = list(note_texts(_told(_export_cards(int(notes), kind)), int(notes)))

    @without_garbage_collection()
    def write() -> None:
        made = (
            Note(text, note_facts(text.card, text.digest, None, 1_700_000_000_000, 0, guid_for_name)) for text in texts
        )
        write_package(made, _KINDS, {"shop": "Shop"}, Path(target))

    return timed(write)


def make_deck(path: str, questions: str) -> float:
    """A deck file of that many questions."""
    from benchmarks.generate import deck_text

    return timed(lambda: Path(path).write_text(deck_text("Questions", 0, int(questions), 6), encoding="utf-8"))


def make_fields(notes: str, target: str, kind: str) -> float:
    """The fields that ``export`` gives these notes, for the peers to write."""
    from flashcards.anki.fields import SEPARATOR, STORY_FIELDS, note_texts

    own, texts = ("a name", "0", "", "", ""), note_texts(_told(_export_cards(int(notes), kind)), int(notes))
    fields = [list(STORY_FIELDS), *((*text.fields.decode().split(SEPARATOR), *own) for text in texts)]
    return timed(lambda: Path(target).write_text(json.dumps(fields), encoding="utf-8"))


def export_genanki(fields: str, target: str) -> float:
    """The same notes, made and written by genanki as it comes."""
    import genanki

    names, *notes = json.loads(Path(fields).read_text(encoding="utf-8"))
    front, back = "{{Question}}", "{{FrontSide}}<hr id=answer>{{Situation outline}}"
    templates = [{"name": "Card", "qfmt": front, "afmt": back}]
    model = genanki.Model(1_607_392_319, "Story", fields=[{"name": name} for name in names], templates=templates)

    def work() -> None:
        deck = genanki.Deck(2_059_400_110, "Shop")
        for note in notes:
            deck.add_note(genanki.Note(model=model, fields=note))
        genanki.Package(deck).write_to_file(target)

    return timed(work)


def export_anki(fields: str, target: str) -> float:
    """The same notes, added to a collection and exported by the real backend."""
    from anki.collection import AddNoteRequest, Collection, DeckIdLimit, ExportAnkiPackageOptions

    names, *notes = json.loads(Path(fields).read_text(encoding="utf-8"))
    collection = Collection(f"{target}.collection.anki2")
    model = collection.models.new("Story")
    for name in names:
        collection.models.add_field(model, collection.models.new_field(name))
    template = collection.models.new_template("Card")
    template["qfmt"], template["afmt"] = "{{Question}}", "{{FrontSide}}<hr id=answer>{{Situation outline}}"
    collection.models.add_template(model, template)
    collection.models.add(model)
    model = collection.models.by_name("Story")

    def work() -> None:
        requests = []
        for each in notes:
            note = collection.new_note(model)
            note.fields = each
            requests.append(AddNoteRequest(note, 1))
        collection.add_notes(requests)
        options = ExportAnkiPackageOptions(
            with_scheduling=False, with_deck_configs=False, with_media=False, legacy=True
        )
        collection.export_anki_package(out_path=target, options=options, limit=DeckIdLimit(1))

    return timed(work)


def _jobs() -> Iterator[tuple[str, Callable[..., float]]]:
    starts = ("replay_", "sm2_", "steps_", "read_", "commit_", "queue_", "make_", "export_")
    return ((name, work) for name, work in globals().items() if name.startswith(starts))


if __name__ == "__main__":
    name, *arguments = sys.argv[1:]
    print(json.dumps({"seconds": dict(_jobs())[name](*arguments)}))
