"""Makes a home of any size through the project's own code: ``generate.py HOME --cards N --events N``."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from history import events_of
from stories import deck_text

from flashcards.cli.clock import Clock, parse_now
from flashcards.cli.home import Home
from flashcards.cli.library import Library, open_library
from flashcards.store import log, readings, schedule

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
    ids = [card for deck in readings.shown_decks(library.readings) for card in readings.card_ids(library.readings, deck)]
    told = [card for place, card in enumerate(ids) if place % _NEW_SHARE]
    with database.transaction():
        log.insert(database.conn, events_of(told, count if told else 0, library.clock.today, database.device))
        schedule.rebuild(database.conn)


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
