"""Makes a home of any size through the project's own code: ``generate.py HOME --cards N --events N``.

The stories are made up, always the same, and no two alike. Each card was told again and again on the days that SM-2
gave, up to about today; every twentieth is still new.
"""

from __future__ import annotations

import argparse
import random
import uuid
from collections.abc import Iterator, Sequence
from pathlib import Path

from flashcards.home.clock import Clock, parse_now
from flashcards.home.home import Home
from flashcards.home.library import Library, open_library
from flashcards.schedule.events import Event, EventKind
from flashcards.schedule.sm2 import DRILL_UNTIL_GRADE, Memory, review
from flashcards.store import cache, log, meta, readings

_WHO = ("the support team", "two engineers", "our largest client", "a new manager", "the finance lead", "a designer")
_DID = ("rewrote", "measured", "questioned", "split", "automated", "reviewed", "replaced", "documented", "simplified")
_WHAT = (
    "the nightly export", "the ranking model", "our release process", "the billing page", "the alert rules",
    "the search index", "an old spreadsheet", "the onboarding guide", "the test data", "the data pipeline",
)  # fmt: skip
_WHY = ("because nobody trusted it", "so that others could go on", "after three failures", "before the audit")
_CUE = ("asked for the logs", "drew the path", "told the sponsor", "kept the old one running", "wrote it down")
PARTS = ("Situation", "Task", "Action", "Result")
_GRADES = (0, 1, 2, 3, 4, 4, 4, 4, 5, 5)
_DAY_MS = 86_400_000
_EPOCH = 719_163
_NOON_MS = _DAY_MS // 2
_NEW_SHARE = 20


def generate(path: Path, cards: int, events: int, decks: int, clock: Clock) -> None:
    """Write the decks, read them as a command would, and log the events in one transaction."""
    home = Home(path)
    home.decks.mkdir(parents=True)
    for number, (first, count) in enumerate(_shares(cards, decks)):
        text = deck_text(f"Stories {number:04}", first, count)
        (home.decks / f"stories-{number:04}.md").write_text(text, encoding="utf-8")
    library = open_library(home, clock, must_write=True)
    _remember(library, events)
    library.close()


def _shares(cards: int, decks: int) -> Iterator[tuple[int, int]]:
    """The first number and the count of questions of each deck."""
    for number in range(decks):
        first, end = cards * number // decks, cards * (number + 1) // decks
        yield first, end - first


def _remember(library: Library, count: int) -> None:
    """Log the events of all but every twentieth card, which stays new, and let the schedule follow."""
    database = library.database
    ids = [
        card for deck in readings.shown_decks(library.readings) for card in readings.card_ids(library.readings, deck)
    ]
    told = [card for place, card in enumerate(ids) if place % _NEW_SHARE]
    with database.transaction():
        log.insert(
            database.conn, events_of(told, count if told else 0, library.clock.today, meta.device(database.conn))
        )
        cache.rebuild(database.conn)


def deck_text(name: str, first: int, count: int, sentences: int = 2) -> str:
    """A deck of ``count`` questions, numbered from ``first``, each with the four parts of ``sentences`` sentences."""
    return f"---\ndeck: {name}\n---\n\n" + "\n".join(
        _question(number, sentences) for number in range(first, first + count)
    )


def _question(number: int, sentences: int) -> str:
    chance = random.Random(number)
    heading = (
        f"## Tell me about time {number}, when {chance.choice(_WHO)} {chance.choice(_DID)} {chance.choice(_WHAT)}."
    )
    return f"{heading}\n\n" + "\n".join(f"{part}: {_told(chance, sentences)}\n" for part in PARTS)


def _told(chance: random.Random, sentences: int) -> str:
    prose = " ".join(_sentences(chance, sentences))
    cues = "\n".join(f"- {chance.randrange(2, 90)}%: {chance.choice(_CUE)}" for _ in range(2))
    return f"{prose}\n{cues}"


def _sentences(chance: random.Random, count: int) -> Iterator[str]:
    for _ in range(count):
        yield (
            f"In {chance.randrange(2, 30)} days {chance.choice(_WHO)} {chance.choice(_DID)} {chance.choice(_WHAT)} "
            f"{chance.choice(_WHY)}, and {chance.randrange(2, 90)}% of it was gone."
        )


def events_of(cards: Sequence[str], count: int, today: int, device: str) -> Iterator[Event]:
    """Yield ``count`` events in the order of their time, spread evenly over the cards; the last ends before today."""
    chance = random.Random(count)
    each, more = divmod(count, max(1, len(cards)))
    told = [
        grade for place, card in enumerate(cards) for grade in _tellings(chance, card, each + (place < more), today)
    ]
    told.sort(key=lambda grade: grade[0])
    seen: dict[str, str] = {}
    at = 0
    for day, card, kind, grade in told:
        at = max((day - _EPOCH) * _DAY_MS + _NOON_MS, at + 1)
        event_id = uuid.UUID(int=chance.getrandbits(128)).hex
        missed = PARTS[:1] if grade < DRILL_UNTIL_GRADE else ()
        seconds = float(chance.randrange(40, 180))
        yield Event(
            event_id, at, day, 0, device, card, kind, grade, missed, seconds, batch=event_id, seen=seen.get(card)
        )
        seen[card] = event_id


def _tellings(chance: random.Random, card: str, count: int, today: int) -> list[tuple[int, str, EventKind, int]]:
    """One card's history, placed so that it comes due at some time around today."""
    memory = Memory()
    last, day, told = 0, 0, []
    while len(told) < count:
        grade = chance.choice(_GRADES)
        told.append((day, EventKind.GRADED, grade))
        memory = review(memory, grade)
        if grade < DRILL_UNTIL_GRADE and len(told) < count:
            told.append((day, EventKind.DRILLED, DRILL_UNTIL_GRADE))
        last, day = day, day + memory.interval
    if not told:
        return []
    end = today - chance.randrange(1, 2 + memory.interval + memory.interval // 3)
    return [(end - last + when, card, kind, grade) for when, kind, grade in told]


def main() -> None:
    """Read the command line and make the home."""
    parser = argparse.ArgumentParser(description="Makes a home of any size through the project's own code.")
    parser.add_argument("home", type=Path, help="a folder that does not exist yet")
    parser.add_argument("--cards", type=int, required=True)
    parser.add_argument("--events", type=int, required=True)
    parser.add_argument("--decks", type=int, default=20, help="over how many deck files the cards are spread")
    parser.add_argument("--now", help="the time to take for now, as ISO: the cards come due around that day")
    options = parser.parse_args()
    if options.home.exists():
        parser.error(f"{options.home} exists already; name a new folder")
    clock = Clock(parse_now(options.now) if options.now else None)
    generate(options.home, options.cards, options.events, min(options.decks, max(1, options.cards)), clock)


if __name__ == "__main__":
    main()
