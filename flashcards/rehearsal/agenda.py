"""What a study day holds: SM-2's due, drawn forward where an interview day is set, and what is new, as one value."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from flashcards.content.card_ids import deck_of
from flashcards.home.library import SHIPPED_DECK
from flashcards.schedule.day_load import DayLoad, Spent, Waiting, day_load, fitting
from flashcards.schedule.events import EventKind
from flashcards.schedule.interview import Group, InterviewDays, interview_days
from flashcards.schedule.limits import (
    DEFAULT_NEW_PER_DAY,
    Limits,
    Usual,
    first_day,
    is_swept,
    new_a_day,
    shared,
    usual_evening,
)
from flashcards.store import days, readings, tail
from flashcards.store.counts import Counts, deck_counts
from flashcards.store.days import SoFar

if TYPE_CHECKING:
    from flashcards.home.library import Library
    from flashcards.schedule.events import Event
    from flashcards.schedule.questions import Asked
    from flashcards.schedule.standing import Standing

# what happens to one card, and changes nothing but how its deck and its group stand
_OF_ONE_CARD = frozenset(
    {
        EventKind.GRADED,
        EventKind.DRILLED,
        EventKind.RESET,
        EventKind.BURIED,
        EventKind.SUSPENDED,
        EventKind.UNSUSPENDED,
        EventKind.RETRACTED,
        EventKind.EXPORTED,
        EventKind.CHOSEN,
    }
)


class Agenda(NamedTuple):
    """How a study day stands, as of the last event that ``so_far`` names.

    ``targets`` holds the seconds of a telling for each deck, ``counts`` how each deck that shows a card stands. Where
    the last days before an interview have begun, ``rehearsals`` names the day of each last rehearsal that waits, by
    card, and ``drawn`` are the cards that are drawn forward to today, those that were rewritten or went badly among
    them, the weakest first. ``guests`` are decks that step back: nothing new comes of them but where they are named,
    and the day of all decks is not theirs. ``asked`` is what came at interviews, each story by the name that it had.
    """

    today: int
    so_far: SoFar
    days: InterviewDays
    targets: Mapping[str, int]
    limits: Limits
    counts: Mapping[str, Counts]
    rehearsals: Mapping[str, int]
    drawn: tuple[Standing, ...]
    guests: frozenset[str] = frozenset()
    asked: tuple[Asked, ...] = ()

    def interview_of(self, deck: str) -> int | None:
        """The interview day of a deck, ahead or today."""
        return None if deck in self.guests else self.days.of(deck, self.today)

    @property
    def interviews(self) -> dict[str, int]:
        """The interview day of each deck that has one ahead of it, or today."""
        found = ((deck, self.interview_of(deck)) for deck in sorted(self.targets))
        return {deck: day for deck, day in found if day is not None}

    def ahead(self, without: Collection[str] = ()) -> list[tuple[int, int]]:
        """The interview day of each deck that has one, but for some decks, with how many of its cards were graded.

        And of each, these too, that had one within the last week: its last evenings are among those of another one.
        """
        decks = [(deck, self.days.of_late(deck, self.today)) for deck in self.targets if deck in self.counts]
        near = ((deck, day) for deck, day in decks if day is not None and deck not in self.guests)
        return [(day, self.counts[deck].seen) for deck, day in near if day < self.today or deck not in without]

    def has_sweeps(self, group: Group) -> bool:
        """Whether sweeps share the evenings before the interview of a group: whoever took one is thought to go on."""
        return group.day is not None and is_swept(group.day, self.so_far.swept)

    def evening_of(self, group: Group) -> tuple[int | None, Usual]:
        """What an evening has for the last rehearsals of a group: by the limits, and usually; see ``shared``."""
        usual = Usual(usual_evening(self.so_far.evenings, self.today), self.has_sweeps(group))
        room = self.limits.cards_a_day(group.target)
        return shared(room, usual, group.seen, group.day or 0, self.today, self.ahead())

    @property
    def resting(self) -> frozenset[str]:
        """The decks whose interview is today: nothing of theirs is drilled."""
        return frozenset(deck for deck, day in self.interviews.items() if day == self.today)

    def groups(self, decks: Collection[str] = ()) -> list[Group]:
        """The decks, or those named, by their interview day; those without one come last, and guests behind them."""
        found: dict[tuple[bool, int | None], list[str]] = {}
        for deck in sorted(self.targets):
            if not decks or deck in decks:
                found.setdefault((deck in self.guests, self.interview_of(deck)), []).append(deck)
        by_day = sorted(found.items(), key=lambda each: (each[0][0], each[0][1] is None, each[0][1] or 0))
        return [self._group(day, names, is_guest) for (is_guest, day), names in by_day]

    def _group(self, day: int | None, decks: Sequence[str], is_guest: bool) -> Group:
        counted = [self.counts[deck] for deck in decks if deck in self.counts]
        target = max(self.targets[deck] for deck in decks)
        return Group(
            day,
            tuple(decks),
            target,
            sum(each.seen for each in counted),
            sum(each.unseen for each in counted),
            sum(each.introduced for each in counted),
            _seconds(counted) or target,
            is_guest,
        )

    def introducing(self, decks: Collection[str] = ()) -> list[str]:
        """The decks, or those named, of which new cards may come: each that has any and is named, or no guest."""
        shown = (deck for deck, each in self.counts.items() if each.unseen)
        return sorted(deck for deck in shown if (deck in decks if decks else deck not in self.guests))

    def first_rehearsals(self, group: Group) -> int | None:
        """The day on which the last rehearsals of a group begin; None where none are to come."""
        if group.day is None or not group.seen:
            return None
        return first_day(group.day, group.seen, *self.evening_of(group))

    def has_begun(self, group: Group) -> bool:
        """Whether the last rehearsals of a group are under way."""
        begin = self.first_rehearsals(group)
        return begin is not None and begin <= self.today

    def last_today(self, decks: Collection[str]) -> list[str]:
        """The cards of these decks that are drawn forward to today, the weakest first."""
        return [each.card for each in self._drawn(decks)]

    def count_due(self, decks: Collection[str] = ()) -> int:
        """How many cards of these decks, of all where none is named, are due today, those drawn forward among them."""
        drawn = sum(1 for each in self._drawn(decks) if (each.due or 0) > self.today)
        return drawn + sum(each.due for deck, each in self.counts.items() if not decks or deck in decks)

    def _drawn(self, decks: Collection[str]) -> list[Standing]:
        active = (each for each in self.drawn if each.is_active(self.today))
        return [each for each in active if not decks or deck_of(each.card) in decks]

    def new_today(self, decks: Collection[str] = ()) -> Iterable[tuple[Group, int]]:
        """How many new cards the day still allows of each group, paced towards its interview."""
        for group in self.groups(decks):
            if group.is_guest and not decks:
                continue
            if group.day is None:
                a_day = DEFAULT_NEW_PER_DAY
            else:
                a_day = new_a_day(group.unseen + group.introduced, group.day, self.today)
            yield group, a_day - group.introduced

    def waiting(self, decks: Collection[str] = (), new: int | None = None) -> list[Waiting]:
        """What waits today of each group, in their order; ``new`` is a number of new cards over all, given by hand."""
        rooms = {group.decks: room for group, room in self.new_today(decks)}
        left = None if new is None else new - self.introduced
        found = []
        for group in self.groups(decks):
            drawn = len(self._drawn(group.decks))
            unseen = sum(self.counts[deck].new for deck in self.introducing(group.decks) if group.decks in rooms)
            fresh = max(0, min(unseen, rooms.get(group.decks, 0) if left is None else left))
            left = None if left is None else left - fresh
            found.append(Waiting(drawn, self.count_due(group.decks) - drawn, fresh, group.seconds))
        return found

    @property
    def introduced(self) -> int:
        """How many new cards were graded today, over all sessions."""
        return sum(each.introduced for each in self.counts.values())

    @property
    def spent(self) -> Spent:
        """What today has had so far."""
        return Spent(self.so_far.graded, self.so_far.seconds, self.introduced)

    def left(self, decks: Collection[str], limits: Limits, new: int | None) -> DayLoad:
        """What is left of today, within what it may bring; see ``waiting``."""
        told = fitting(self.waiting(decks, new), limits, self.spent)
        return day_load(self.today, told, sum(self.counts[deck].drills for deck in self._drilling(decks)))

    def _drilling(self, decks: Collection[str]) -> list[str]:
        return [deck for deck in self.counts if (not decks or deck in decks) and deck not in self.resting]

    @property
    def drills(self) -> int:
        """How many cards still have to be drilled today: nothing is on the day of its interview."""
        return sum(self.counts[deck].drills for deck in self._drilling(()))

    @property
    def coming(self) -> tuple[int, int] | None:
        """The first study day after today on which a card is due by SM-2, and how many are due then."""
        found = [(each.coming, each.coming_cards) for each in self.counts.values() if each.coming is not None]
        first = min((day for day, _ in found), default=None)
        return None if first is None else (first, sum(cards for day, cards in found if day == first))


def _seconds(counted: Sequence[Counts]) -> float:
    """What a telling of some decks takes; 0 where that is not known of any."""
    known = [(each.seconds, each.seen) for each in counted if each.seconds]
    return sum(seconds * seen for seconds, seen in known) / sum(seen for _, seen in known) if known else 0.0


def agenda_of(library: Library, today: int) -> Agenda:
    """The agenda of a study day as it stands now."""
    conn = library.database.conn
    so_far = days.so_far(conn, today)
    planned, asked = _interviews(so_far.interviews) if so_far.interviews else (InterviewDays(), ())
    counts = deck_counts(conn, today)
    blank = Agenda(
        today=today,
        so_far=so_far,
        days=planned,
        targets={deck: file.target for deck, file in library.decks.items()},
        limits=library.limits,
        counts=counts,
        rehearsals={},
        drawn=(),
        guests=_guests(library, counts, planned),
        asked=asked,
    )
    return _with_drawn(library, blank, blank.targets)


def decks_meant(library: Library, agenda: Agenda, named: Sequence[str]) -> list[str]:
    """The decks that are named; where none is, all that show a card and are no guests."""
    return list(named) or [deck for deck in readings.shown_decks(library.readings) if deck not in agenda.guests]


def _guests(library: Library, shown: Collection[str], planned: InterviewDays) -> frozenset[str]:
    """The shipped deck beside own ones, unless the user keeps it, or set a day for it by its name."""
    own = any(deck != SHIPPED_DECK for deck in shown)
    is_guest = own and SHIPPED_DECK in shown and not library.example and SHIPPED_DECK not in planned.own
    return frozenset({SHIPPED_DECK} if is_guest else ())


def _interviews(events: Sequence[Event]) -> tuple[InterviewDays, tuple[Asked, ...]]:
    """The days that were set, and what was asked on them."""
    if all(event.kind == EventKind.PLANNED for event in events):
        return interview_days(events), ()
    # most homes have no interview behind them
    from flashcards.schedule.questions import asked_questions

    return interview_days(events), asked_questions(events)


def renewed(library: Library, agenda: Agenda, today: int) -> Agenda:
    """The agenda as it stands now: of what no event since then touched, all that it held is kept."""
    conn = library.database.conn
    arrived = tail.arrived_since(conn, agenda.so_far.key) if today == agenda.today else []
    if today != agenda.today or any(_changes_more(agenda, *each) for each in arrived):
        return agenda_of(library, today)
    if not arrived:
        return agenda
    decks = {deck_of(card) for _, card in arrived}
    counts = {deck: each for deck, each in agenda.counts.items() if deck not in decks}
    counts |= deck_counts(conn, today, decks)
    changed = agenda._replace(so_far=days.so_far(conn, today), counts=counts)
    # what evenings have for one interview may depend on others
    shares = (group.decks for group in changed.groups() if changed.evening_of(group) != agenda.evening_of(group))
    return _with_drawn(library, changed, decks.union(*shares))


def _changes_more(agenda: Agenda, kind: str, card: str) -> bool:
    """Whether an event may change more than how one card stands; an undo may be of what was asked."""
    return kind not in _OF_ONE_CARD or not card or (kind == EventKind.RETRACTED and bool(agenda.asked))


def _with_drawn(library: Library, agenda: Agenda, changed: Collection[str]) -> Agenda:
    """The agenda with what is drawn forward of the groups that hold a changed deck worked out anew."""
    begun = [group for group in agenda.groups() if agenda.has_begun(group)]
    told = readings.rewritten(library.readings)
    if not begun and not told and not agenda.asked:
        return agenda._replace(rehearsals={}, drawn=())
    from flashcards.rehearsal.drawn import once_more, weakest_first

    rehearsals: dict[str, int] = {}
    drawn = {each.card: each for each in once_more(library.database.conn, told, agenda.asked, agenda.today)}
    for group in begun:
        if set(group.decks).isdisjoint(changed):
            rehearsals |= {card: day for card, day in agenda.rehearsals.items() if deck_of(card) in group.decks}
            drawn |= {each.card: each for each in agenda.drawn if deck_of(each.card) in group.decks}
            continue
        seen, waiting = _rehearsals(library, agenda, group)
        rehearsals |= waiting
        drawn |= {each.card: each for each in seen if waiting.get(each.card, agenda.today + 1) <= agenda.today}
    return agenda._replace(rehearsals=rehearsals, drawn=weakest_first(drawn.values()))


def _rehearsals(library: Library, agenda: Agenda, group: Group) -> tuple[Sequence[Standing], dict[str, int]]:
    """Where the cards of a group stand that were graded, and the day of each last rehearsal that waits."""
    if group.day is None or not group.seen:
        return (), {}
    from flashcards.rehearsal.drawn import rehearsals

    return rehearsals(library.database.conn, group.decks, group.day, agenda.today, *agenda.evening_of(group))


def drawn_forward(library: Library, agenda: Agenda) -> dict[str, int]:
    """The study day of every card that may be shown before SM-2 says, however far ahead its interview is."""
    found = dict(agenda.rehearsals)
    for group in agenda.groups():
        if not agenda.has_begun(group):
            found |= _rehearsals(library, agenda, group)[1]
    return found | {each.card: agenda.today for each in agenda.drawn}


def counts_shown(library: Library, agenda: Agenda) -> Mapping[str, Counts]:
    """How each deck stands where a card is due on the day on which it is shown, drawn forward or not."""
    days = dict(agenda.rehearsals)
    for group in agenda.groups():
        if _will_draw(agenda, group):
            days |= _rehearsals(library, agenda, group)[1]
    days |= {each.card: agenda.today for each in agenda.drawn if not each.suspended}
    first: dict[str, int] = {}
    for card, day in days.items():
        first[deck_of(card)] = min(day, first.get(deck_of(card), day))
    return {deck: _as_shown(agenda, deck, each, first.get(deck)) for deck, each in agenda.counts.items()}


def _as_shown(agenda: Agenda, deck: str, counts: Counts, first: int | None) -> Counts:
    """The counts of a deck of which the first card that is drawn forward is shown on the day ``first``."""
    if first is None or counts.next_due is None:
        return counts
    return counts._replace(due=agenda.count_due([deck]), next_due=min(first, counts.next_due))


def _will_draw(agenda: Agenda, group: Group) -> bool:
    """Whether what comes next in some deck of a group may be a last rehearsal that is still ahead."""
    begin = agenda.first_rehearsals(group)
    if begin is None or begin <= agenda.today:
        return False
    coming = (agenda.counts[deck].next_due for deck in group.decks if deck in agenda.counts)
    return any(day is not None and day > begin for day in coming)
