"""The statistics of some decks as one value, for whatever shows it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from flashcards.schedule.day_load import DayLoad
from flashcards.schedule.past import NOTHING_DONE, Past, PastGrade, Tally
from flashcards.schedule.questions import NOTHING_TRIED, Asked, Tries
from flashcards.schedule.recall.readiness import Readiness
from flashcards.schedule.standing import Standing
from flashcards.schedule.statistics import (
    WEEK,
    DayDone,
    Strength,
    Trend,
    WeekDone,
    days_done,
    done_between,
    done_ever,
    misses,
    strength,
    times,
    trend,
    weeks_done,
)
from flashcards.schedule.wording import whole_minutes

# a page of more rows than this is read by nobody; the JSON has all
MOST_ROWS = 200
_FOUR_WEEKS = 28


@dataclass(frozen=True, slots=True)
class Subject:
    """A card to report on: how it is called, what it asks, its parts, and how long its telling may take.

    ``name_apart`` and ``prompt_apart`` are where in these begins what sets the card apart from the others.
    ``themes`` are the ids of the theme cards whose story it is; a theme card has ``is_theme``.
    """

    card: str
    deck: str
    name: str
    prompt: str
    parts: tuple[str, ...]
    target: int
    name_apart: int = 0
    prompt_apart: int = 0
    is_theme: bool = False
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CardReport:
    """How one card stands: see statistics.strength, misses, times and trend. ``told_on`` is None for a new card."""

    subject: Subject
    strength: int | None = None
    told_on: int | None = None
    grades: tuple[PastGrade, ...] = ()
    misses: tuple[tuple[str, int], ...] = ()
    in_one_go: tuple[float, ...] = ()
    stepped: tuple[float, ...] = ()
    trend: Trend | None = None
    stepped_trend: Trend | None = None

    @property
    def standing(self) -> Strength:
        """Its strength in a word."""
        return Strength.of(self.strength)

    @property
    def missed_most(self) -> tuple[tuple[str, ...], int]:
        """The parts that were missed most often, and how often that was; no part and 0 where none was missed."""
        most = self.misses[0][1] if self.misses else 0
        return tuple(part for part, often in self.misses if often == most), most


@dataclass(frozen=True, slots=True)
class ThemeReport:
    """A theme with the stories that show it, the weakest first; those never told come last."""

    subject: Subject
    stories: tuple[CardReport, ...]

    @property
    def best(self) -> int | None:
        """The strength of its strongest story; None while none was told."""
        return max((each.strength for each in self.stories if each.strength is not None), default=None)

    @property
    def weakest(self) -> int | None:
        """The strength of its weakest story that was told."""
        return min((each.strength for each in self.stories if each.strength is not None), default=None)

    @property
    def remark(self) -> str:
        """What to know before somebody asks for this theme, in a few words; "" where every story will do."""
        weak = sum(1 for each in self.stories if each.standing is Strength.WEAK)
        if self.best is None:
            return "no story told yet"
        if weak == len(self.stories):
            return "its only story is weak" if weak == 1 else "every story is weak"
        return f"{weak} weak {'story' if weak == 1 else 'stories'}" if weak else ""


@dataclass(frozen=True, slots=True)
class Period:
    """What was done in a time, of stories and of themes."""

    name: str
    stories: Tally
    themes: Tally

    @property
    def all(self) -> Tally:
        """Of both."""
        return self.stories + self.themes


@dataclass(frozen=True, slots=True)
class Report:
    """What was done, what comes, and how each story and theme stands on the study day ``today``.

    ``stories`` go from the weakest to the strongest, then those never told; ``coming`` are the next study days, today
    the first; ``interviews`` those on which one is set. ``readiness`` is None where no story goes towards one.
    ``asked`` is what came at interviews, in its order, ``tries`` counts what quick rounds asked.
    """

    today: int
    periods: tuple[Period, ...]
    days: tuple[DayDone, ...]
    weeks: tuple[WeekDone, ...]
    coming: tuple[DayLoad, ...]
    interviews: frozenset[int]
    stories: tuple[CardReport, ...]
    themes: tuple[ThemeReport, ...]
    readiness: Readiness | None = None
    asked: tuple[Asked, ...] = ()
    tries: Tries = NOTHING_TRIED

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever done."""
        return self.periods[-1].all == NOTHING_DONE and not self.asked and not self.tries.questions

    @property
    def told(self) -> tuple[CardReport, ...]:
        """The stories that were told, the weakest first."""
        return tuple(each for each in self.stories if each.strength is not None)

    def showing(self, themes: Collection[ThemeReport]) -> tuple[CardReport, ...]:
        """The stories that show one of these themes, as many as anybody reads."""
        known = {theme.subject.card for theme in themes}
        return tuple(each for each in self.stories if not known.isdisjoint(each.subject.themes))[:MOST_ROWS]

    def done(self) -> list[tuple[str, list[int]]]:
        """What was done in each of the periods, by what it is called."""
        themes = [each.themes.told for each in self.periods]
        return [
            ("stories told", [each.stories.told for each in self.periods]),
            ("told whole", [each.stories.whole for each in self.periods]),
            *([("themes told", themes)] if themes[-1] else []),
            ("drills", [each.all.drills for each in self.periods]),
            ("minutes", [whole_minutes(each.all.seconds) for each in self.periods]),
        ]


def report(
    subjects: Sequence[Subject],
    pasts: Mapping[str, Past],
    theme_pasts: Collection[str],
    standings: Mapping[str, Standing],
    coming: Sequence[DayLoad],
    interviews: Iterable[int],
    today: int,
) -> Report:
    """Put it all together. ``theme_pasts`` are those ids among ``pasts`` that are themes', gone or not."""
    told = [
        _card(each, pasts.get(each.card, Past()), standings.get(each.card), today)
        for each in subjects
        if not each.is_theme
    ]
    stories = sorted(told, key=_weakest_first)
    themes = [
        ThemeReport(theme, tuple(story for story in stories if theme.card in story.subject.themes))
        for theme in subjects
        if theme.is_theme
    ]
    return Report(
        today=today,
        periods=_periods(pasts, theme_pasts, today),
        days=days_done(pasts.values(), today),
        weeks=weeks_done(list(pasts.values()), today),
        coming=tuple(coming),
        interviews=frozenset(interviews),
        stories=tuple(stories),
        themes=tuple(themes),
    )


def _card(subject: Subject, past: Past, standing: Standing | None, today: int) -> CardReport:
    if standing is None or standing.is_new:
        return CardReport(subject)
    grades = past.grades
    one_go, stepped = times(grades, stepped=False), times(grades, stepped=True)
    return CardReport(
        subject=subject,
        strength=strength(standing, grades, subject.parts, today),
        told_on=standing.reviewed,
        grades=grades,
        misses=misses(grades, subject.parts),
        in_one_go=one_go,
        stepped=stepped,
        trend=trend(one_go),
        stepped_trend=trend(stepped),
    )


def _weakest_first(card: CardReport) -> tuple[bool, int]:
    return card.strength is None, card.strength or 0


def _periods(pasts: Mapping[str, Past], theme_pasts: Collection[str], today: int) -> tuple[Period, ...]:
    stories = [past for card, past in pasts.items() if card not in theme_pasts]
    themes = [past for card, past in pasts.items() if card in theme_pasts]
    lengths = (("today", 1), ("7 days", WEEK), ("28 days", _FOUR_WEEKS))
    recent = (
        Period(name, *(done_between(each, today - length + 1, today) for each in (stories, themes)))
        for name, length in lengths
    )
    return (*recent, Period("in all", done_ever(stories), done_ever(themes)))
