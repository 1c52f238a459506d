"""One story at three lengths: the clock bounds each telling, and the shorter it is, the fewer cues it has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from flashcards.content.cards import Card
from flashcards.content.text.figures import figure_spans
from flashcards.rehearsal.stopwatch import Stopwatch, stopped
from flashcards.schedule.wording import clock_time
from flashcards.terminal.views import END_KEYS, OVER, STOP, CardView, PartView, SummaryView

if TYPE_CHECKING:
    from flashcards.home.library import Library
    from flashcards.terminal.views import Face

RUNGS = (30, 60, 120)
"""The seconds of the tellings."""
_KEYS = (("Enter", "told: the next"), ("p", "pause"), ("?", "keys"), ("q", "end"))
_OVER_KEYS = (("Enter", "the next"), ("?", "keys"), ("q", "end"))
_ALL_KEYS = (
    ("Enter, space", "it is told: the same story, longer"),
    ("p", "pause the clock, and let it go on"),
    ("?", "these keys"),
    ("q, Esc", "end it"),
)


class Ladder:
    """The tellings of one story, each longer than the one before; nothing of it is kept."""

    def __init__(self, library: Library, face: Face, card: Card, name: str, clock: bool) -> None:
        self._library = library
        self._face = face
        self._card = card
        self._name = name
        self._clock = clock and face.is_timed
        self._told: list[float] = []

    def run(self) -> None:
        """Ask for every length until the user ends it."""
        for seconds in RUNGS:
            watch = Stopwatch(self._library.clock.stopwatch)
            if self._tell(seconds, watch) in END_KEYS:
                return
            self._told.append(min(watch.seconds, seconds))

    def _tell(self, seconds: int, watch: Stopwatch) -> str:
        """Show what the telling has room for until it is told, or its time is over; return the last key."""
        remark = ""

        def now() -> CardView:
            is_over = self._clock and watch.seconds >= seconds
            view = self._view(seconds, watch, is_over)
            if is_over:
                remark_now = f"The {seconds} seconds are over. {_longer(seconds)}"
                return view._replace(keys=_OVER_KEYS, remark=remark_now, is_over=not watch.is_stopped)
            return view._replace(remark=remark)

        while True:
            self._face.show(now())
            key = self._face.key(now)
            if key in {"enter", "space", *END_KEYS}:
                watch.stop()
                return key
            if key == OVER:
                watch.stop()
            else:
                remark = self._answer(key, watch)

    def _answer(self, key: str, watch: Stopwatch) -> str:
        """Do what a key asks for that ends nothing; return the word for the user."""
        if key == STOP:
            stopped(self._face, watch)
        elif key == "?":
            self._face.help("Keys", _ALL_KEYS)
        elif key == "p":
            watch.pause()
        else:
            return f"{key!r} does nothing here; Enter goes on."
        return ""

    def _view(self, seconds: int, watch: Stopwatch, is_over: bool) -> CardView:
        paused = ", paused" if watch.is_paused else ""
        clock = f"{clock_time(min(watch.seconds, seconds))} of {clock_time(seconds)}{paused}"
        return CardView(
            deck=f"{self._name}, in {seconds} seconds",
            position=RUNGS.index(seconds) + 1,
            total=len(RUNGS),
            drills=0,
            prompt=self._card.prompt,
            about=self._card.about,
            is_drill=False,
            revealed=False,
            parts=tuple(
                PartView(part.name[:1].upper(), part.name, fewer(part.outline, seconds)) for part in self._card.parts
            ),
            grades=(),
            keys=_KEYS,
            hint="Tell it aloud, with no more than these.",
            clock=clock if self._clock and not is_over else "",
        )

    def summary(self) -> SummaryView:
        """How long each telling took."""
        return SummaryView(
            heading="All three are told." if len(self._told) == len(RUNGS) else "Stopped here.",
            counted=f"{len(self._told)} of {len(RUNGS)} told",
            rows=tuple(self._rows()) if self._clock else (),
            closing="Nothing of this is logged.",
        )

    def _rows(self) -> Iterator[tuple[str, str]]:
        for seconds, told in zip(RUNGS, self._told, strict=False):
            yield f"In {seconds} s", "its time was over" if told >= seconds else f"told in {clock_time(told)}"


def fewer(cues: Sequence[str], seconds: int) -> tuple[str, ...]:
    """As many of a part's cues as a telling of so many seconds has room for, one at least, in their order.

    The longest has room for all. Those with a figure stay longest: a figure is what a listener keeps.
    """
    count = max(1, -(-len(cues) * seconds // RUNGS[-1]))
    ranked = sorted(range(len(cues)), key=lambda place: (not figure_spans(cues[place]), place))
    return tuple(cues[place] for place in sorted(ranked[:count]))


def _longer(seconds: int) -> str:
    place = RUNGS.index(seconds) + 1
    return f"Enter: the same in {RUNGS[place]}." if place < len(RUNGS) else "Enter ends it."
