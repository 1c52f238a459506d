"""What was done and what comes: a table and three charts, each with its figures as a table."""

from __future__ import annotations

from collections.abc import Sequence

from flashcards.html.charts import ChartColumn, columns
from flashcards.html.markup import Markup, element, head, numbers, table
from flashcards.schedule.day import clamped_date, day_name
from flashcards.schedule.day_load import DayLoad
from flashcards.schedule.report import Report
from flashcards.schedule.statistics import DayDone
from flashcards.schedule.wording import day_and_month, whole_minutes


def done(report: Report) -> Markup:
    """What was done, by how long ago."""
    heads = [element("td"), *(head(each.name, "n") for each in report.periods)]
    shown = table(heads, ([_first(name.capitalize()), *numbers(cells)] for name, cells in report.done()))
    return element("section", element("h2", "Done"), shown)


def weeks(report: Report) -> Markup:
    """The share of tellings that passed, week by week."""
    shown = [
        ChartColumn(
            day_and_month(each.first), each.done.share_passed, f"{each.done.share_passed:.0%}" if each.done.told else ""
        )
        for each in report.weeks
    ]
    rows = (
        [
            _first(f"{day_and_month(each.first)} to {day_and_month(each.last)}"),
            *numbers((each.done.passed, each.done.told)),
        ]
        for each in report.weeks
    )
    description = "; ".join(
        f"week from {day_and_month(each.first)}: {each.done.passed} of {each.done.told}"
        for each in report.weeks
        if each.done.told
    )
    chart = columns("weeks", "Tellings that passed, by week", description, shown, 1.0)
    figures = _figures(table([head("week"), head("passed", "n"), head("told", "n")], rows))
    return element("section", element("h2", "Passed, week by week"), chart, figures)


def days(report: Report) -> Markup:
    """The minutes of each of the last days."""
    shown = [
        ChartColumn(_day_label(each.day), each.done.seconds, _minutes_word(each.done.seconds)) for each in report.days
    ]
    rows = (
        [_first(day_name(each.day)), *numbers((whole_minutes(each.done.seconds), each.done.told, each.done.drills))]
        for each in report.days
    )
    most = max((each.done.seconds for each in report.days), default=0.0)
    chart = columns("days", "Minutes on each of the last 14 days", _days_said(report.days), shown, most)
    figures = _figures(table([head("day"), *(head(name, "n") for name in ("minutes", "told", "drills"))], rows))
    return element("section", element("h2", "Minutes a day, the last 14 days"), chart, figures)


def _days_said(shown: Sequence[DayDone]) -> str:
    return "; ".join(f"{day_name(each.day)}: {whole_minutes(each.done.seconds)}" for each in shown if each.done.seconds)


def coming(report: Report) -> Markup:
    """The cards and minutes of each of the next days."""
    shown = [
        ChartColumn(
            _day_label(load.day),
            load.due + load.new,
            str(load.due + load.new) if load.due or load.new else "",
            light=load.new,
            mark="interview" if load.day in report.interviews else "",
        )
        for load in report.coming
    ]
    rows = ([_first(_named(load, report)), *numbers(_load(load))] for load in report.coming)
    most = max((load.due + load.new for load in report.coming), default=0)
    said = "; ".join(f"{_named(load, report)}: {load.due} due, {load.new} new" for load in report.coming)
    legend = element("p", element("span", class_="key"), " due  ", element("span", class_="key new"), " new")
    chart = columns("coming", "Cards on each of the next 14 days", said, shown, most)
    figures = _figures(table([head("day"), *(head(name, "n") for name in ("due", "new", "minutes"))], rows))
    return element("section", element("h2", "The next 14 days, if all is told"), legend, chart, figures)


def _load(load: DayLoad) -> tuple[int, int, int]:
    return load.due, load.new, whole_minutes(load.seconds)


def _named(load: DayLoad, report: Report) -> str:
    return f"{day_name(load.day)}{', interview' if load.day in report.interviews else ''}"


def _figures(shown: Markup) -> Markup:
    return element("details", element("summary", "As a table"), shown)


def _first(name: str) -> Markup:
    return element("th", name, scope="row")


def _minutes_word(seconds: float) -> str:
    return str(whole_minutes(seconds)) if seconds else ""


def _day_label(day: int) -> str:
    return str(clamped_date(day).day)
