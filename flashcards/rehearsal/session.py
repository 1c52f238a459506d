"""The loop of every session: ask, take a key, do what it says, and have it on disk before the next prompt."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, partial
from typing import TYPE_CHECKING, Protocol

from flashcards.content.deck.pace import DEFAULT_PACE, DEFAULT_TARGET
from flashcards.errors import SeenElsewhereError
from flashcards.rehearsal.day_copy import DayCopy
from flashcards.rehearsal.detours import Edit, edited, found, led_away, looked, no_ear
from flashcards.rehearsal.presenter import Progress, Timing, view_of
from flashcards.rehearsal.recorder import Recorder, described
from flashcards.rehearsal.run import Run
from flashcards.rehearsal.stopwatch import Stopwatch
from flashcards.rehearsal.tape import Tape, Turned
from flashcards.rehearsal.telling import KEYS, Telling
from flashcards.schedule.events import EventKind
from flashcards.schedule.queue import Turn
from flashcards.schedule.sm2 import DRILL_UNTIL_GRADE, Grade
from flashcards.schedule.wording import over_target
from flashcards.store import readings, standings
from flashcards.terminal.views import END_KEYS

if TYPE_CHECKING:
    from flashcards.home.library import Library
    from flashcards.rehearsal.agenda import Agenda
    from flashcards.rehearsal.ending import Told
    from flashcards.rehearsal.words.spoken import OpenEar
    from flashcards.terminal.views import CardView, Face, SummaryView

_PUTS_AWAY = {"-": EventKind.BURIED, "@": EventKind.SUSPENDED}
_PUT_AWAY = {
    EventKind.BURIED: "Buried till tomorrow; u takes it back.",
    EventKind.SUSPENDED: "Suspended until `flashcards unsuspend`; u takes it back.",
}
_FIND_KEY, _UNDO_KEY = ("/", "find"), ("u", "undo")
_END_KEY, _QUIT_KEY = ("any other key", "ends"), ("q", "quit")
_UNSURE = "The last grade may not be saved; every grade before it is."


class Policy(Protocol):
    """What differs between the kinds of session: the next turn, what counts, whether drills follow, how it is shown.

    ``clock`` is whether times are shown, ``may_find`` whether other cards may be looked for, ``keeps_tellings`` whether
    the text of a telling in words is kept.
    """

    run: Run
    agenda: Agenda
    clock: bool
    may_find: bool
    keeps_tellings: bool

    def next_turn(self) -> Turn | None:
        """The card to ask for now; None where nothing is left."""

    def telling(self, turn: Turn) -> Telling | None:
        """The card as it is asked, and whether its grade counts; None where its turn has become void."""

    def drills(self, card: str) -> bool:
        """Whether a card that was not all told is drilled in this session."""

    def watch(self, turn: Turn) -> Stopwatch:
        """The clock of a turn."""

    def progress(self, telling: Telling) -> Progress:
        """Where the session is."""

    def dressed(self, view: CardView, telling: Telling) -> CardView:
        """The view as this kind of session shows it."""

    def following(self) -> Policy | None:
        """What comes once nothing is left and the user goes on, as the summary offers; None for nothing."""

    def summary(self) -> SummaryView:
        """What was done, what is left, and what comes."""


class Session:
    """One run: it asks what the policy says, and does what the keys say. ``remark`` is the next word to the user."""

    def __init__(
        self, library: Library, face: Face, policy: Policy, edit: Edit, first_word: str = "", ear: OpenEar = no_ear
    ) -> None:
        self.face = face
        self.open_ear: OpenEar = cache(ear)
        self.remark = first_word
        self._is_first = not policy.agenda.so_far.begun
        self._library = library
        self._policy = policy
        self._before: Policy | None = None
        self._edit_card = edit
        self._recorder = Recorder(library)
        self._files = library.decks
        self._has_begun = self._is_writing = False
        self._day_copy = DayCopy(library)
        self._unsaid = ""
        self._tape = Tape()
        self._end: Callable[[], SummaryView] = self._summary
        self._find = partial(found, library, self.face, self._recorder, policy.run, edit)

    @property
    def is_newcomer(self) -> bool:
        """Whether no grade was ever given, but some that were taken back; then the user is told what to do."""
        return self._is_first and not self._policy.run.done

    @contextmanager
    def summed_up(self) -> Iterator[None]:
        """However it ends, print the summary, and bring the day's backup up to date while that stands.

        After a failure the backup is left as it is: the next session makes up for it.
        """
        is_sound = True
        try:
            yield
        except Exception:
            is_sound = False
            raise
        finally:
            self.face.summary(self._end())
            if is_sound and (word := self._day_copy.refresh()):
                self._library.remarks.append(word)

    def _summary(self) -> SummaryView:
        view = self._policy.summary()
        return view._replace(closing=_UNSURE) if self._is_writing else view

    def run(self) -> None:
        """Go on until nothing is left or the user ends it; KeyboardInterrupt passes through."""
        goes_on = True
        while goes_on:
            turn = self._policy.next_turn()
            goes_on = self._closes() if turn is None else self._take(turn)

    def _closes(self) -> bool:
        """Show that nothing is left; False where the user ends the session there, and what was shown is its summary."""
        self._end = cache(self._summary)
        key = _closing_key(self.face, self._policy.may_find, self._end(), self._day_copy.refresh)
        if key == "enter" and (following := self._policy.following()):
            self._before, self._policy = self._policy, following
            return True
        return self._find() if key == "/" else key == "u" and self._undo()

    def _take(self, turn: Turn) -> bool:
        """Take one turn; False when the user ends the session."""
        self._end = self._summary
        telling = self._policy.telling(turn)
        if telling is None:
            self._policy.run.skip(turn.card)
            return True
        telling, watch = self._tape.resumed(telling) or (telling, self._policy.watch(turn))
        self.remark = _with_draft(self._library, telling, self.remark)
        while True:
            if telling.revealed:
                watch.stop()
            telling = _with_outline(self._library, telling)
            remark, self.remark = self.remark, ""
            key = self.listen(partial(self.view, telling, watch), remark, KEYS)
            if key in END_KEYS:
                return False
            if key == "/" and self._policy.may_find:
                watch.hold()
                self._tape.go_on_with(Turned(telling, watch))
                return self._find()
            if telling.leads_away(key):
                telling, self.remark, is_over = led_away(self, self._library, key, telling, watch)
                if is_over:
                    return False
            elif self._ends_turn(key, telling, watch):
                return True
            else:
                telling, self.remark = telling.after(key, self.remark)

    def listen(self, view: Callable[[str], CardView], remark: str, keys: tuple[tuple[str, str], ...]) -> str:
        """Show a view with a word for the user, and wait for a key; ``?`` lists ``keys``."""
        word = " ".join(each for each in (self._unsaid, remark) if each)
        self._unsaid = ""
        self.face.show(view(word))
        if not self._has_begun:
            self._has_begun = True
            self._unsaid = self._day_copy.refresh()
        key = self.face.key(lambda: view(word))
        if key == "?":
            self.face.help("Keys", keys)
        return key

    def view(self, telling: Telling, watch: Stopwatch, remark: str) -> CardView:
        """The screen of a telling."""
        file = self._files.get(telling.card.deck)
        name = file.name if file else telling.card.deck
        timing = Timing(watch.seconds, file.target if file else DEFAULT_TARGET, watch.is_paused, self._is_timed)
        days = _comes_back(self._library, self._policy.agenda, telling)
        progress = self._policy.progress(telling)
        return self._policy.dressed(view_of(telling, name, progress, remark, timing, self.is_newcomer, days), telling)

    @property
    def _is_timed(self) -> bool:
        """Whether the clock tells how long a telling took: on a pipe it does not, and where it is not shown."""
        return self.face.is_timed and self._policy.clock

    def _ends_turn(self, key: str, telling: Telling, watch: Stopwatch) -> bool:
        """Do what a key asks for, and say whether another turn begins."""
        grade = telling.grade_of(key)
        if key == "u":
            return self._undo()
        if grade is None and key not in _PUTS_AWAY and key != "e":
            looked(self._library, self.face, key, telling, watch)
            return False
        watch.hold()
        left = Turned(telling, watch)
        if key == "e":
            self._edit(telling.card.id)
            self._tape.go_on_with(left)
        elif self._put_away(telling, _PUTS_AWAY[key]) if grade is None else self._grade(left, grade):
            self._tape.keep(left)
        return True

    def _grade(self, left: Turned, grade: Grade) -> bool:
        """Write a grade; False where the card was graded elsewhere meanwhile."""
        telling, seconds, timed = left.telling, left.watch.seconds, self._is_timed and left.telling.is_timed
        file, run, card = self._files.get(telling.card.deck), self._policy.run, telling.card.id
        short = timed and telling.is_too_short(seconds, file.pace if file else DEFAULT_PACE)
        self._is_writing = True
        try:
            event, word = self._recorder.grade(telling, grade, seconds, timed, short)
        except SeenElsewhereError:
            self._is_writing = False
            return self._seen_elsewhere(card)
        self._is_writing = False
        whole = grade >= DRILL_UNTIL_GRADE and not telling.missed and not short
        target = file.target if file else DEFAULT_TARGET
        run.done.append(_told(telling, whole, seconds if timed else 0.0, target)._replace(short=short))
        drills = self._policy.drills(card)
        run.queue = run.queue.graded(card, grade, drills)
        comes_back = not grade.passes and not telling.drill and drills
        if telling.transcript is not None:
            from flashcards.rehearsal.words.told import let_go

            let_go(self._library, telling, event if self._policy.keeps_tellings else "")
        self.remark = word or ("It comes back in this session until it is all told." if comes_back else "")
        return True

    def _put_away(self, telling: Telling, kind: EventKind) -> bool:
        """Bury or suspend a card; False where it was graded elsewhere meanwhile."""
        try:
            self._recorder.put_away(kind, telling)
        except SeenElsewhereError:
            return self._seen_elsewhere(telling.card.id)
        self._policy.run.queue = self._policy.run.queue.without(telling.card.id)
        self.remark = _PUT_AWAY[kind]
        return True

    def _seen_elsewhere(self, card: str) -> bool:
        self.remark = "That card was graded in another session meanwhile; the grade there counts."
        self._policy.run.skip(card)
        return False

    def _edit(self, card: str) -> None:
        """Open the card in the editor and go on with what it says then; under a new id it comes with the others."""
        self.remark = edited(self._library, self.face, self._edit_card, card)
        if not readings.is_shown(self._library.readings, card):
            self._policy.run.queue = self._policy.run.queue.without(card)

    def _undo(self) -> bool:
        """Take back the last thing done on this device; False, with a remark, where there is none.

        What was done in this session leads back to the answer as it was left.
        """
        events = self._recorder.undo()
        self.remark = self._recorder.refusal
        for event in events:
            standing = standings.standing(self._library.database.conn, event.card)
            left = self._tape.rewind(event.card)
            if self._before is not None and not (left and left.telling.alone):
                self._policy, self._before = self._before, None
            self._policy.run.take_back(event, drill=standing.drill == self._library.clock.today)
            self.remark = f"Took back {described(event)}."
        return bool(events)


def _closing_key(face: Face, may_find: bool, view: SummaryView, meanwhile: Callable[[], object]) -> str:
    """Show that nothing is left; return the key that goes on, takes back or looks for a card, "" for any other."""
    shown = _with_keys(view, may_find)
    key = face.closing(shown, meanwhile)
    return key if key and key in {name.lower() for name, _ in shown.keys} else ""


def _with_keys(view: SummaryView, may_find: bool) -> SummaryView:
    """The end of a session with the keys that do something there."""
    found = (_FIND_KEY, _UNDO_KEY) if may_find else (_UNDO_KEY,)
    if view.onward is None:
        return view._replace(keys=(*found, _END_KEY))
    return view._replace(keys=(("Enter", view.onward.word), *found, _QUIT_KEY))


def _with_outline(library: Library, telling: Telling) -> Telling:
    """The telling with the cues of its parts, drafts among them, where these are shown."""
    if not telling.shows_outline:
        return telling
    # a first prompt shows none
    from flashcards.home.outlines import outlined

    return telling._replace(card=outlined(library.readings, telling.card))


def _with_draft(library: Library, telling: Telling, remark: str) -> str:
    """What is said to the user, and that a telling of this card was begun, where one is kept."""
    if not (telling.takes_words and library.home.telling_draft(telling.card.id).exists()):
        return remark
    return f"{remark} You wrote a telling of it that was not graded: w goes on with it.".lstrip()


def _comes_back(library: Library, agenda: Agenda, telling: Telling) -> Mapping[Grade, int]:
    """When the card comes back by each grade that can be given now and schedules it."""
    if not (telling.revealed and telling.moves):
        return {}
    # a first prompt has no grades
    from flashcards.rehearsal.preview import preview

    return preview(library, agenda, telling)


def _told(telling: Telling, whole: bool, seconds: float, target: int) -> Told:
    """What the end of the session says of a telling."""
    from flashcards.rehearsal.ending import Told

    over = over_target(seconds, target) if telling.is_story else ""
    return Told(telling.card.id, not telling.moves, whole, telling.missed_names, seconds, over)
