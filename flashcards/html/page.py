"""The statistics as one page: no script, nothing loaded from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from flashcards.html.activity import coming, days, done, weeks
from flashcards.html.document import document
from flashcards.html.markup import Clean, Markup, element
from flashcards.html.standing import stories, themes
from flashcards.html.style import CSS
from flashcards.schedule.day import clamped_date, day_name
from flashcards.schedule.report import Report
from flashcards.schedule.wording import countdown

_TITLE = "How the stories stand"


def page(report: Report, clean: Clean) -> str:
    """The whole document. ``clean`` makes text from outside fit to be read; it is escaped here."""
    body = element("main", _header(report), *(_empty() if report.is_empty else _sections(report, clean)))
    return document(f"{_TITLE}, {day_name(report.today)}", CSS, body)


def _header(report: Report) -> Markup:
    ahead = sorted(day for day in report.interviews if day >= report.today)
    lines = [element("h1", _TITLE), element("p", f"On {day_name(report.today)} {clamped_date(report.today).year}.")]
    if ahead:
        far = element("strong", f"Interview {countdown(ahead[0], report.today)}")
        lines.append(element("p", far, f", {day_name(ahead[0])}."))
    return element("header", *lines)


def _empty() -> Iterator[Markup]:
    yield element("section", element("p", "Nothing told yet."), class_="wide")


def _sections(report: Report, clean: Clean) -> Iterator[Markup]:
    yield from (done(report), weeks(report), days(report), coming(report), stories(report, clean))
    if report.themes:
        yield from themes(report, clean)
