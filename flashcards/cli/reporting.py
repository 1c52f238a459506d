"""The statistics of some decks, gathered for ``stats`` and for the first screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from flashcards.content.card_ids import deck_of
from flashcards.content.cards import Card, CardKind, kind_of, theme_card_id
from flashcards.content.deck.pace import DEFAULT_TARGET
from flashcards.content.naming import called
from flashcards.home.library import Library
from flashcards.rehearsal.agenda import Agenda
from flashcards.rehearsal.outlook import outlook
from flashcards.rehearsal.promise import promise, remembered
from flashcards.schedule.day import DAYS_SHOWN
from flashcards.schedule.day_load import DayLoad
from flashcards.schedule.domain import part_key
from flashcards.schedule.past import pasts
from flashcards.schedule.questions import Tries, tried_questions
from flashcards.schedule.report import Report, Subject, report
from flashcards.schedule.standing import Standing
from flashcards.schedule.statistics import kept_since
from flashcards.store import log, names, readings, standings


def gather(library: Library, agenda: Agenda, decks: Sequence[str]) -> Report:
    """The statistics of these decks, of all where none is named. What was done with cards that are gone counts too."""
    stored = standings.shown(library.database.conn, sorted(decks))
    plan = outlook(library, agenda, decks, stored)
    called = names.called(library.database.conn)
    found = gathered(library, agenda, decks, stored, plan.forecast.days[:DAYS_SHOWN], called)
    found = replace(found, tries=_tries(library, decks, called))
    return replace(found, readiness=promise(plan, remembered(library, plan))) if plan.ahead else found


def _tries(library: Library, decks: Sequence[str], called: Mapping[str, str]) -> Tries:
    """The questions of quick rounds whose stories are in these decks by now, in any where none is named."""
    tried = tried_questions(log.chosen_events(library.database.conn), called)
    return Tries.of([each for each in tried if not decks or deck_of(each.card) in decks])


def gathered(
    library: Library,
    agenda: Agenda,
    decks: Sequence[str],
    shown: Sequence[Standing],
    coming: Sequence[DayLoad],
    called: Mapping[str, str],
) -> Report:
    """The same, where the standings of the cards shown, what comes and how cards are called here are at hand."""
    conn, today = library.database.conn, agenda.today
    done = pasts(log.rehearsal_events(conn), log.retracted_events(conn), kept_since(today))
    found = {called.get(card, card): past for card, past in done.items()}
    if decks:
        found = {card: past for card, past in found.items() if deck_of(card) in decks}
    stored = {each.card: each for each in shown}
    left_out = (
        set() if decks else {card for card, each in stored.items() if each.is_new and deck_of(card) in agenda.guests}
    )
    shown_cards = [card for card in readings.cards(library.readings, decks) if card.id not in left_out]
    asked = (each._replace(card=called.get(each.card, each.card)) for each in agenda.asked)
    told = report(
        subjects=_subjects(library, shown_cards),
        pasts=found,
        theme_pasts={card for card in found if kind_of(card) is CardKind.THEME},
        standings=stored,
        coming=coming,
        interviews={day for deck, day in agenda.interviews.items() if not decks or deck in decks},
        today=today,
    )
    return replace(told, asked=tuple(each for each in asked if not decks or deck_of(each.card) in decks))


def _subjects(library: Library, cards: Sequence[Card]) -> list[Subject]:
    targets = {file.deck: file.target for file in library.files.values()}
    names = called([(card.id, card.question) for card in cards])
    return [
        Subject(
            card=card.id,
            deck=card.deck,
            name=names[card.id].name,
            prompt=names[card.id].question,
            parts=tuple(part_key(part.key) for part in card.parts),
            target=targets.get(card.deck, DEFAULT_TARGET),
            name_apart=names[card.id].name_apart,
            prompt_apart=names[card.id].question_apart,
            is_theme=card.kind is CardKind.THEME,
            themes=tuple(theme_card_id(card.deck, tag) for tag in card.tags),
        )
        for card in cards
    ]
