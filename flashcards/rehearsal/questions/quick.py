"""Rapid retrieval: a question, ten seconds to say which story and its first line, then the stories that fit it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from flashcards.content.card_ids import short_name
from flashcards.content.cards import Card, CardKind
from flashcards.content.story_cues import opening
from flashcards.home.choosing import choose
from flashcards.rehearsal.stopwatch import Stopwatch, stopped
from flashcards.schedule.questions import Wording, chosen_event
from flashcards.schedule.wording import clock_time, counted
from flashcards.store import readings
from flashcards.terminal.views import END_KEYS, OVER, STOP, CardView, PartView, SummaryView

if TYPE_CHECKING:
    from flashcards.home.library import Library
    from flashcards.terminal.views import Face

SECONDS = 10
_SHOWN = 3
# beside a story that is asked by these very words, others fit that are not far behind it
_SHARE_OF_BEST = 0.3
_MISSED = "m"
_ASKING_KEYS = (("Enter", "said: which fit?"), ("?", "keys"), ("q", "end"))
_KEYS = (
    ("Enter, space", "it is said, or nothing comes to mind: show the stories that fit"),
    ("Enter", "then: the first one was said; when the time was over, none was"),
    ("1, 2, 3", "that one was said"),
    ("m", "none of them was said: the question comes back"),
    ("?", "these keys"),
    ("q, Esc", "end the round"),
)


class Choice(NamedTuple):
    """A question, the story that was said, or that fits best where none was, and how soon; None where nobody knows."""

    wording: Wording
    card: str
    hit: bool
    seconds: float | None


class QuickRound:
    """A round over some questions; one that is missed comes back once, when the others are through.

    ``clock`` is whether the ten seconds count, ``word`` what the user is told first.
    """

    def __init__(self, library: Library, face: Face, questions: Sequence[Wording], clock: bool, word: str = "") -> None:
        self.choices: list[Choice] = []
        self._library = library
        self._face = face
        self._waiting = list(questions)
        self._is_through = False
        self._clock = clock and face.is_timed
        self._remark = word

    def run(self) -> None:
        """Ask until nothing is left or the user ends it."""
        came_back: set[Wording] = set()
        while self._waiting:
            wording = self._waiting.pop(0)
            choice = self._ask(wording)
            if choice is None:
                return
            self.choices.append(choice)
            event = chosen_event(wording.question, choice.card, choice.hit, choice.seconds)
            self._library.database.record(self._library.clock.stamp(), [event])
            self._remark = "" if choice.hit else f"It was {short_name(choice.card)}; the question comes back."
            if not choice.hit and wording not in came_back:
                came_back.add(wording)
                self._waiting.append(wording)
        self._is_through = True

    def _ask(self, wording: Wording) -> Choice | None:
        """Ask one question; None where the user ends the round, or its story is gone."""
        watch = Stopwatch(self._library.clock.stopwatch)
        key = self._listen(self._question(wording), watch)
        if key in END_KEYS:
            return None
        watch.stop()
        is_over = self._clock and watch.seconds >= SECONDS
        return self._judge(wording, fitting(self._library, wording), is_over, watch.seconds)

    def _question(self, wording: Wording) -> CardView:
        return CardView(
            deck="Quick round",
            position=len(self.choices) + 1,
            total=len(self.choices) + len(self._waiting) + 1,
            drills=0,
            prompt=wording.question,
            about="",
            is_drill=False,
            revealed=False,
            parts=(),
            grades=(),
            keys=_ASKING_KEYS,
            hint="Say which story, and its first line.",
        )

    def _listen(self, view: CardView, watch: Stopwatch) -> str:
        """Show a question until it is answered or its time is over; return the key that did it."""

        def now() -> CardView:
            shown = view._replace(remark=self._remark)
            if not self._clock:
                return shown
            clock = f"{clock_time(min(watch.seconds, SECONDS))} of {clock_time(SECONDS)}"
            return shown._replace(clock=clock, is_over=watch.seconds >= SECONDS)

        self._face.show(now())
        while (key := self._face.key(now)) not in {"enter", "space", OVER, *END_KEYS}:
            self._remark = self._answer(key, watch, "Enter shows the stories that fit.")
            self._face.show(now())
        self._remark = ""
        return key

    def _answer(self, key: str, watch: Stopwatch, hint: str) -> str:
        """Do what a key asks for that moves nothing; return the word for the user."""
        if key == STOP:
            stopped(self._face, watch)
        elif key == "?":
            self._face.help("Keys", _KEYS)
        else:
            return f"{key!r} does nothing here; {hint}"
        return ""

    def _judge(self, wording: Wording, fits: Sequence[Card], is_over: bool, seconds: float) -> Choice | None:
        """Show the stories that fit until the user says whether one of them was said."""
        if not fits:
            return None
        view = self._revealed(wording, fits, is_over, seconds)
        watch = Stopwatch(self._library.clock.stopwatch)
        remark, meant = view.remark, {str(place): card for place, card in enumerate(fits, start=1)}
        while True:
            self._face.show(view._replace(remark=remark))
            key = self._face.key(lambda: view)
            if key in END_KEYS:
                return None
            spent = seconds if self._clock else None
            if key in meant:
                return Choice(wording, meant[key].id, True, spent)
            if key in ("enter", _MISSED):
                return Choice(wording, fits[0].id, key == "enter" and not is_over, spent)
            remark = self._answer(key, watch, "a digit says which one you said, m that none was.") or view.remark

    def _revealed(self, wording: Wording, fits: Sequence[Card], is_over: bool, seconds: float) -> CardView:
        enter = "missed" if is_over else "the first"
        others = [] if len(fits) == 1 and not is_over else [("1" if len(fits) == 1 else f"1-{len(fits)}", "that one")]
        within = f"In {clock_time(seconds)}. " if self._clock else ""
        said = "The ten seconds are over." if is_over else f"{within}Which one did you say?"
        hint = "" if self._face.is_timed else f" Enter: {enter}, a digit: that one, {_MISSED}: none of them."
        return self._question(wording)._replace(
            revealed=True,
            parts=tuple(_fit(place, card) for place, card in enumerate(fits, start=1)),
            keys=(("Enter", enter), *others, (_MISSED, "none"), ("?", "keys"), ("q", "end")),
            remark=said + hint,
        )

    def summary(self) -> SummaryView:
        """How many stories came to mind, how soon, and what comes back."""
        hits = [choice for choice in self.choices if choice.hit]
        said = f"{len(hits)} of {len(self.choices)} hit"
        return SummaryView(
            heading="The round is over." if self._is_through else "Stopped here.",
            counted=said,
            rows=tuple(self._rows(hits)),
            closing="Every choice is saved; no date moved." if self.choices else "Nothing was chosen.",
        )

    def _rows(self, hits: Sequence[Choice]) -> Iterator[tuple[str, str]]:
        times = sorted(choice.seconds for choice in hits if choice.seconds is not None)
        if times:
            yield "In the middle", clock_time(times[len(times) // 2])
        last = {choice.wording: choice for choice in self.choices}
        missed = [choice for choice in last.values() if not choice.hit]
        for place, choice in enumerate(missed):
            label = f"{counted(len(missed), 'question comes', 'questions come')} back" if not place else ""
            yield label, f"{choice.wording.question} ({short_name(choice.card)})"


def fitting(library: Library, wording: Wording) -> list[Card]:
    """The stories that fit a question, its own first; none where that is gone."""
    own = readings.card(library.readings, wording.card)
    (fits,), _ = choose(library, [wording.question])
    least = _SHARE_OF_BEST * max((fit.score for fit in fits), default=0.0)
    others = [fit.card for fit in fits if fit.fits and fit.score >= least and fit.card.id != wording.card]
    return [own, *others][:_SHOWN] if own is not None and own.kind is CardKind.STORY else others[:_SHOWN]


def _fit(place: int, card: Card) -> PartView:
    return PartView(str(place), short_name(card.id), (card.question, f"It begins: {opening(card)}"))
