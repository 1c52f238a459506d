"""What ``review --sweep`` asks for: the weakest parts of all stories, each by itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from flashcards.content.card_ids import short_names
from flashcards.rehearsal.presenter import Progress
from flashcards.rehearsal.run import Run
from flashcards.rehearsal.stopwatch import Stopwatch
from flashcards.rehearsal.sweep import chance_words, gain_words
from flashcards.rehearsal.telling import Telling
from flashcards.schedule.domain import part_key
from flashcards.schedule.queue import Queue, Turn
from flashcards.schedule.recall.sweep import Sweep
from flashcards.schedule.wording import countdown
from flashcards.store import readings, standings

if TYPE_CHECKING:
    from flashcards.home.library import Library
    from flashcards.rehearsal.agenda import Agenda
    from flashcards.rehearsal.ending import Told
    from flashcards.terminal.views import CardView, SummaryView


_HINT = "Tell it aloud, and where it leads from what is shown."


class SweepRound:
    """The policy of a sweep: each turn asks for the chosen parts of one story, and again for those that are missed.

    ``before`` is what was told in the review that it follows.
    """

    may_find = False

    def __init__(
        self,
        library: Library,
        agenda: Agenda,
        decks: Sequence[str],
        found: Sweep,
        clock: bool,
        keeps_tellings: bool,
        before: Sequence[Told] = (),
    ) -> None:
        self.keeps_tellings = keeps_tellings
        self.agenda = agenda
        self.clock = clock
        self.run = Run(Queue.of(found.chosen))
        self._library = library
        self._decks = decks
        self._found = found
        self._before = before
        self._names = short_names(list(found.chosen))

    def next_turn(self) -> Turn | None:
        """The next story of which a part is asked for."""
        return self.run.queue.head

    def drills(self, card: str) -> bool:
        """A part that is missed comes again."""
        return True

    def telling(self, turn: Turn) -> Telling | None:
        """The parts that are asked for now; None where the card, or all that was chosen of it, is gone."""
        standing = standings.standing(self._library.database.conn, turn.card)
        card = readings.card(self._library.readings, turn.card)
        if card is None or standing.suspended:
            return None
        wanted = self._wanted(turn.card)
        asked = tuple(place for place, part in enumerate(card.parts) if part_key(part.key) in wanted)
        if not asked:
            return None
        return Telling(card, standing, True, self._library.clock.today, asked, moves=False, alone=True)

    def _wanted(self, card: str) -> set[str]:
        """The parts chosen of a story; those missed the last time, where it was asked already."""
        missed = next((each.missed for each in reversed(self.run.done) if each.card == card), ())
        return {part_key(name) for name in missed} or {each.part for each in self._found.chosen.get(card, ())}

    def watch(self, turn: Turn) -> Stopwatch:
        """The clock of a turn, which runs from now on."""
        return Stopwatch(self._library.clock.stopwatch)

    def progress(self, telling: Telling) -> Progress:
        """How many stories were asked of those chosen."""
        asked = {each.card for each in self.run.done} | {telling.card.id}
        day = self.agenda.interview_of(telling.card.deck)
        waiting = sum(1 for card, _ in self.run.queue.drills if card != telling.card.id)
        words = "" if day is None else f"interview {countdown(day, self._library.clock.today)}"
        return Progress(len(asked), len(asked.union(self.run.queue.cards)), waiting, words)

    def dressed(self, view: CardView, telling: Telling) -> CardView:
        """With the story's name, and what asking for its parts brings; what was missed comes again as a drill."""
        again = any(each.card == telling.card.id for each in self.run.done)
        chances = {each.part: each for each in self._found.chosen[telling.card.id]}
        names = [telling.card.parts[place] for place in telling.asked]
        brings = "; ".join(chance_words(part.name, chances[part_key(part.key)]) for part in names)
        about = f"{self._names[telling.card.id]}, by itself: {brings}."
        about = f"{view.about} ({about})" if view.about else about
        return view._replace(about=about, hint=view.hint if again else _HINT, is_drill=again)

    def following(self) -> None:
        """One sweep is enough for an evening."""

    def summary(self) -> SummaryView:
        """What was done, in the review before it, too; what is left, and what comes."""
        from flashcards.rehearsal.ending import Done, ending

        queue = self.run.queue
        told = (*self._before, *self.run.done)
        done = Done(told, queue.left, len(queue.drills), "`flashcards review --sweep` goes on", self.clock)
        view = ending(self._library, self.agenda, self._decks, done)
        swept = ("Swept", gain_words(self._found, self.agenda, self._decks))
        return view if queue.left or queue.drills else view._replace(rows=(swept, *view.rows))
