"""The statistics as a page of tables and bars."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import dropwhile

from flashcards.content.card_ids import short_name
from flashcards.schedule.day import clamped_date, day_name
from flashcards.schedule.past import Tally
from flashcards.schedule.recall.readiness import Readiness
from flashcards.schedule.report import MOST_ROWS, CardReport, Report, ThemeReport
from flashcards.schedule.sm2 import PASSING_GRADE
from flashcards.schedule.statistics import Strength, Trend
from flashcards.schedule.wording import clock_time, counted, whole_minutes
from flashcards.terminal.panels import Bar, BarsPanel, Cell, Column, Dashboard, Panel, TablePanel, Tone

_HALF_A_YEAR = 182
_STRENGTH = "Strength: how much of it you would still tell in a week."
_ON_THE_DAY = "Of each story on the day: the chance that it is told whole if you stop now."
_NOTHING = Cell("-", Tone.QUIET)
_TONES = {
    Strength.NEW: Tone.QUIET,
    Strength.WEAK: Tone.WEAK,
    Strength.FAIR: Tone.FAIR,
    Strength.GOOD: Tone.GOOD,
    Strength.STRONG: Tone.STRONG,
}


def dashboard(report: Report) -> Dashboard:
    """What was done beside how it went, the days behind beside those ahead, then the stories and the themes.

    What has nothing to show takes no room: all of it is named in one line below the stories.
    """
    charts = (_weeks(report), _days(report), _coming(report))
    panels: list[Panel] = [_done(report), *(each for each in charts if any(bar.said for bar in each.bars))]
    themes = [theme for theme in report.themes if theme.best is not None]
    without = len(report.themes) - len(themes)
    empty = [each.title.partition(",")[0].lower() for each in charts if each not in panels]
    tables = [_stories(report, empty + ([counted(without, "theme")] if without else []))]
    tables += [_themes(themes), _grid(report, themes)] if themes else []
    tables += [_asked(report)] if report.asked else []
    return Dashboard(tuple(panels), tuple(tables))


def _done(report: Report) -> TablePanel:
    tries = report.tries
    return TablePanel(
        title="Done",
        columns=(Column(""), *(Column(each.name, right=True) for each in report.periods)),
        rows=tuple((Cell(name), *(Cell(str(number)) for number in numbers)) for name, numbers in report.done()),
        notes=(f"In quick rounds {tries.hits} of {tries.questions} stories came to mind.",) if tries.questions else (),
    )


def _weeks(report: Report) -> BarsPanel:
    bars = []
    for week in dropwhile(lambda each: not each.done.told, report.weeks):
        first, last, done = clamped_date(week.first), clamped_date(week.last), week.done
        label = f"{first.day:2} {first:%b} - {last.day:2} {last:%b}"
        bars.append(
            Bar(
                label, done.share_passed, f"{done.share_passed:4.0%}  {done.passed} of {done.told}" if done.told else ""
            )
        )
    return BarsPanel("Passed, week by week", tuple(bars))


def _days(report: Report) -> BarsPanel:
    most = max(each.done.seconds for each in report.days) or 1.0
    shown = dropwhile(lambda each: not _done_words(each.done), report.days)
    bars = (Bar(_day(each.day, report.today), each.done.seconds / most, _done_words(each.done)) for each in shown)
    return BarsPanel("Minutes a day, the last 14 days", tuple(bars))


def _done_words(done: Tally) -> str:
    pieces = [f"{done.told} told"] if done.told else []
    pieces += [counted(done.drills, "drill")] if done.drills else []
    return ", ".join([f"{whole_minutes(done.seconds)} min", *pieces]) if pieces else ""


def _coming(report: Report) -> BarsPanel:
    most = max((load.seconds for load in report.coming), default=0.0) or 1.0
    bars = []
    for load in report.coming:
        pieces = [f"{load.due} due"] if load.due else []
        pieces += [f"{load.new} new"] if load.new else []
        words = ", ".join([f"{whole_minutes(load.seconds)} min", *pieces]) if pieces else ""
        is_marked = load.day in report.interviews
        said = ", ".join(piece for piece in ("interview" if is_marked else "", words) if piece)
        tone = Tone.MARKED if is_marked else Tone.PLAIN
        bars.append(Bar(_day(load.day, report.today), load.seconds / most, said, tone))
    return BarsPanel("The next 14 days, if all is told", tuple(bars))


def _day(day: int, today: int) -> str:
    return "today" if day == today else day_name(day)


def _stories(report: Report, empty: Sequence[str]) -> TablePanel:
    """The stories that were told; ``empty`` is what else has nothing to show."""
    told = report.told
    ready = report.readiness
    columns = (
        Column("story", least=12, wanted=24),
        Column("question", least=20, wanted=30),
        Column("strength", note=_STRENGTH if told else ""),
        *([Column("on the day", drop=1, note=_ON_THE_DAY)] if ready else []),
        Column("last told", drop=3),
        Column("in one go", drop=4),
        Column("step by step", drop=5),
        Column("missed most", least=11, drop=2),
        Column("last times", drop=6),
    )
    rows = [_story(each, report.today, ready) for each in told[:MOST_ROWS]]
    bare = [place for place in range(len(columns)) if rows and all(row[place] == _NOTHING for row in rows)]
    kept = [place for place in range(len(columns)) if place not in bare]
    empty = [*(columns[place].name for place in bare), *empty]
    return TablePanel(
        title="Stories, the weakest first",
        columns=tuple(columns[place] for place in kept),
        rows=tuple(tuple(row[place] for place in kept) for row in rows),
        notes=tuple(_notes(report, empty)),
    )


def _notes(report: Report, empty: Sequence[str]) -> Iterator[str]:
    """What stands below the stories."""
    told = len(report.told)
    if report.readiness:
        yield f"On the day: {report.readiness.said}."
    if told > MOST_ROWS:
        yield f"{counted(told - MOST_ROWS, 'stronger one')} not shown."
    if told < len(report.stories):
        yield f"{len(report.stories) - told} never told."
    if empty:
        yield f"Nothing to show yet: {', '.join(empty)}."


def _story(story: CardReport, today: int, ready: Readiness | None) -> tuple[Cell, ...]:
    chance = ready.stories.get(story.subject.card) if ready else None
    return (
        _name(story),
        Cell(story.subject.prompt, Tone.QUIET, story.subject.prompt_apart),
        Cell(f"{story.strength} {story.standing}", _TONES[story.standing]),
        *([_NOTHING if chance is None else Cell(f"{chance:.0%}")] if ready else []),
        Cell(_last_told(story.told_on or today, today)),
        _time(story.in_one_go, story.trend, story.subject.target),
        _time(story.stepped, story.stepped_trend, story.subject.target),
        _missed(story),
        Cell(" ".join(map(clock_time, story.in_one_go[-3:])), Tone.QUIET) if story.in_one_go else _NOTHING,
    )


def _name(story: CardReport) -> Cell:
    return Cell(story.subject.name, apart=story.subject.name_apart)


def _last_told(day: int, today: int) -> str:
    date = clamped_date(day)
    if day >= today:
        return "today"
    return f"{date.day:2} {date:%b}" if today - day < _HALF_A_YEAR else f"{date:%b %Y}"


def _time(seconds: Sequence[float], trend: Trend | None, target: int) -> Cell:
    if not seconds:
        return _NOTHING
    said = f"{clock_time(seconds[-1])} {trend}" if trend else clock_time(seconds[-1])
    return Cell(said, Tone.FAIR if int(seconds[-1]) > target else Tone.PLAIN)


def _missed(story: CardReport) -> Cell:
    parts, most = story.missed_most
    return Cell(f"{most}/{len(story.grades)} {', '.join(parts)}") if parts else _NOTHING


def _themes(themes: Sequence[ThemeReport]) -> TablePanel:
    return TablePanel(
        title="Themes",
        columns=(
            Column("", right=True),
            Column("theme", least=20),
            Column("stories", right=True, drop=2),
            Column("weakest"),
            Column("best", drop=1),
            Column("", least=22),
        ),
        rows=tuple(
            (
                Cell(str(number)),
                Cell(theme.subject.prompt),
                Cell(str(len(theme.stories))),
                _strength(theme.weakest),
                _strength(theme.best),
                Cell(theme.remark, Tone.WEAK if "weak" in theme.remark else Tone.QUIET),
            )
            for number, theme in enumerate(themes, start=1)
        ),
    )


def _strength(percent: int | None) -> Cell:
    strength = Strength.of(percent)
    return Cell(f"{percent} {strength}" if percent is not None else "-", _TONES[strength])


def _grid(report: Report, themes: Sequence[ThemeReport]) -> TablePanel:
    told = (each for each in report.showing(themes) if each.strength is not None)
    return TablePanel(
        title="Stories by theme, numbered as above",
        columns=(Column("story", least=12), *(Column(f" {n:2} ") for n in range(1, len(themes) + 1))),
        rows=tuple((_name(each), *_shows(each, themes)) for each in told),
        is_grid=True,
    )


def _asked(report: Report) -> TablePanel:
    """What came at interviews, the last first."""
    names = {each.subject.card: _name(each) for each in report.stories}
    shown = report.asked[::-1][:MOST_ROWS]
    return TablePanel(
        title="Asked at interviews",
        columns=(Column("when"), Column("question", least=20), Column("told", least=12), Column("went", right=True)),
        rows=tuple(
            (
                Cell(_last_told(each.interview or each.day, report.today)),
                Cell(each.question),
                names.get(each.card, Cell(short_name(each.card) or "-")),
                Cell(str(each.grade), Tone.WEAK if each.grade < PASSING_GRADE else Tone.PLAIN),
            )
            for each in shown
        ),
    )


def _shows(story: CardReport, themes: Sequence[ThemeReport]) -> Iterator[Cell]:
    for theme in themes:
        shows = theme.subject.card in story.subject.themes
        yield Cell(f"{story.strength:>3} ", _TONES[story.standing]) if shows else Cell("")
