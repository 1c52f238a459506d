"""What the screen of a telling says: the values that a face draws."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from flashcards.content.cards import Card, CardKind, CardPart
from flashcards.rehearsal.telling import Telling, badges, hinted
from flashcards.schedule.sm2 import DRILL_UNTIL_GRADE, Grade
from flashcards.schedule.standing import Standing
from flashcards.schedule.wording import clock_time, over_target, short_day, when
from flashcards.terminal.views import WRITE_KEY, CardView, GradeView, PartView

_QUIT_KEYS = (("?", "keys"), ("q", "quit"))
_FIND_KEY = ("/", "find")
_HINTS = ("figures blanked", "first words", "open all")


class Progress(NamedTuple):
    """Where the session is, and how far the interview."""

    position: int
    total: int
    drills: int
    countdown: str = ""


class Timing(NamedTuple):
    """The clock of a telling in seconds, the deck's target, and whether it is shown."""

    seconds: float = 0.0
    target: int = 0
    paused: bool = False
    shown: bool = True


def view_of(
    telling: Telling,
    deck_name: str,
    progress: Progress,
    remark: str,
    timing: Timing,
    newcomer: bool,
    comes_back: Mapping[Grade, int],
) -> CardView:
    """The screen of a telling; a newcomer is told what to do.

    ``comes_back`` is the study day on which the card is shown after each grade that schedules it.
    """
    card = telling.card
    outcome = _outcome(telling, comes_back) if telling.revealed else ""
    return CardView(
        deck=deck_name,
        position=progress.position,
        total=progress.total,
        drills=progress.drills,
        prompt=card.wording(telling.standing.told),
        about=card.about,
        is_drill=telling.drill,
        revealed=telling.revealed,
        parts=_parts(telling),
        grades=_grades(telling, {} if outcome else comes_back) if telling.revealed else (),
        outcome=outcome,
        keys=_keys(telling, timing.shown),
        hint=_hint(telling, newcomer),
        remark=remark,
        clock=_clock(timing) if not telling.revealed else "",
        told=_told(telling, timing) if telling.revealed else "",
        last="" if telling.revealed or telling.drill else _last(telling.card, telling.standing, timing),
        proposal=telling.proposal if telling.revealed else None,
        countdown=progress.countdown,
        guide=_guide(telling) if newcomer and telling.revealed else (),
        focus=_focus(telling),
        heard=tuple(telling.transcript.hearing.lines()) if telling.transcript and telling.revealed else (),
    )


def _parts(telling: Telling) -> tuple[PartView, ...]:
    """The parts to show: in a drill those asked for, each with the part before it as its cue unless that was missed."""
    card, asked = telling.card, telling.asked
    letters = badges(tuple(part.name for part in card.parts), card.kind)
    opened = set(asked[: telling.open])
    views = []
    for place, part in enumerate(card.parts):
        if place in asked:
            views.append(_part(part, letters[place], telling, place in opened, place in telling.missed))
        elif place + 1 in asked:
            views.append(PartView(letters[place], part.name, part.outline, is_cue=True))
    return tuple(views)


def _focus(telling: Telling) -> int | None:
    """Which of the parts shown the last key was about."""
    if telling.latest is None:
        return None
    shown = [place for place in range(len(telling.card.parts)) if _is_shown(telling, place)]
    return shown.index(telling.latest)


def _is_shown(telling: Telling, place: int) -> bool:
    """Whether a part has a line on the screen: asked for, or the cue of the one behind it."""
    return place in telling.asked or place + 1 in telling.asked


def _part(part: CardPart, letter: str, telling: Telling, opened: bool, missed: bool) -> PartView:
    if opened:
        full = telling.full and telling.revealed
        lines = _read(part.text) if full else part.outline
        heard = telling.transcript.heard(part.name, lines) if telling.transcript and not full else ()
        return PartView(letter, part.name, lines, draft=part.is_draft and not full, missed=missed, heard=heard)
    name = part.name if telling.card.kind is CardKind.STORY else ""
    return PartView(letter, name, hinted(part, telling.hints))


def _read(text: str) -> tuple[str, ...]:
    # most sessions show no full text
    from flashcards.content.text.passages import unwrapped

    return unwrapped(text)


def _grades(telling: Telling, comes_back: Mapping[Grade, int]) -> tuple[GradeView, ...]:
    if telling.drill:
        return tuple(GradeView(grade, grade.word, "done" if grade >= DRILL_UNTIL_GRADE else "again") for grade in Grade)
    days = {grade: short_day(day, telling.today) for grade, day in comes_back.items()}
    return tuple(GradeView(grade, grade.word, days.get(grade, "")) for grade in Grade)


def _outcome(telling: Telling, comes_back: Mapping[Grade, int]) -> str:
    """What every grade leads to, where all lead to the same; "" where they differ."""
    if telling.drill:
        return ""
    if not telling.moves:
        return "Whatever the grade, it is a drill: no date moves."
    days = set(comes_back.values())
    if len(days) != 1:
        return ""
    (day,) = days
    word = when(day, telling.today)
    return f"Whatever the grade, it comes back {word if word in ('today', 'tomorrow') else f'on {word}'}."


def _keys(telling: Telling, is_timed: bool) -> tuple[tuple[str, str], ...]:
    if not telling.revealed:
        hint = _HINTS[telling.next_hint - 1]
        pause = (("p", "pause"),) if is_timed else ()
        words = (WRITE_KEY,) if telling.takes_words else ()
        return (("space", "next part"), ("Enter", "all"), ("h", hint), *words, *pause, *_QUIT_KEYS)
    letters = badges(tuple(part.name for part in telling.card.parts), telling.card.kind)
    marks = " ".join(letters[place].lower() for place in telling.asked)
    missed = " ".join(letters[place] for place in sorted(telling.missed))
    marked = (marks, f"missed: {missed}" if missed else "missed")
    outline = (("O", "outline"),) if telling.goes_by_drafts else ()
    rest = (("f", "full text"), ("e", "edit"), ("u", "undo"), *_QUIT_KEYS)
    return (marked, ("0-5", "grade"), *outline, *rest)


def with_finding(view: CardView) -> CardView:
    """The screen where other cards may be looked for: the key that does it is the first to go where room is short."""
    return view._replace(keys=(*view.keys[: -len(_QUIT_KEYS)], _FIND_KEY, *_QUIT_KEYS))


def _hint(telling: Telling, newcomer: bool) -> str:
    if telling.drill:
        return "Once more: what was missing before?"
    if telling.card.kind is CardKind.THEME:
        return "Which of your stories show it?"
    if newcomer:
        return f"Tell it aloud, then compare: {', '.join(part.name for part in telling.card.parts)}."
    return "Tell it aloud."


def _guide(telling: Telling) -> tuple[str, str]:
    """How to grade, in two lines."""
    missed = "part that you missed" if telling.card.kind is CardKind.STORY else "story that you left out"
    mark = f"Compare with what you told: press the letter of each {missed}."
    if telling.transcript:
        mark = "What was not heard is marked; a letter marks another part, or takes it back."
    after = "Below 4 it comes back today." if telling.moves else "It is a drill: no date moves."
    return (
        mark,
        f"Enter accepts the grade, 0 to 5 gives another. {after}",
    )


def _clock(timing: Timing) -> str:
    if not timing.shown:
        return ""
    return f"{clock_time(timing.seconds)} of {clock_time(timing.target)}{', paused' if timing.paused else ''}"


def _told(telling: Telling, timing: Timing) -> str:
    """How long the telling took; by how much a story was over its target."""
    if not timing.shown or telling.drill:
        return ""
    if not telling.is_timed:
        return f"Written in {clock_time(timing.seconds)}."
    over = over_target(timing.seconds, timing.target) if telling.is_story else ""
    return f"Told in {clock_time(timing.seconds)}{over}."


def _last(card: Card, standing: Standing, timing: Timing) -> str:
    """The last time, how it was graded, and what was missed then."""
    time = clock_time(standing.seconds) if standing.seconds is not None and timing.shown else ""
    grade = "" if standing.grade is None else f"{standing.grade} {Grade(standing.grade).word}"
    missed = f"{', '.join(card.named(part) for part, _ in standing.misses)} missing" if standing.misses else ""
    said = ", ".join(piece for piece in (time, grade, missed) if piece)
    return f"Last time {said}." if said else ""
