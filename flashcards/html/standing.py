"""How each story and each theme stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flashcards.html.charts import times
from flashcards.html.markup import Clean, Markup, element, head, numbers, table
from flashcards.schedule.report import MOST_ROWS, CardReport, Report, ThemeReport
from flashcards.schedule.statistics import Strength
from flashcards.schedule.wording import abridged, clock_time, day_and_month

_THEMES_ABREAST = 6
_LONGEST_NAME = 32
_LONGEST_QUESTION = 90
_MEANING = "Strength: how much of a story you would still tell a week from today, 0 to 100."
_LINE = "Times: told in one go as a line, step by step as rings, the deck's target dashed."


def stories(report: Report, clean: Clean) -> Markup:
    """The stories that were told, the weakest first."""
    told = report.told
    shown = told[:MOST_ROWS]
    heads = [head("story"), head("strength", "standing"), head("times", "times")]
    rows = ([*_story(story, place, clean)] for place, story in enumerate(shown))
    notes = [f"{len(told) - len(shown)} stronger ones are not shown."] if len(told) > len(shown) else []
    new = len(report.stories) - len(told)
    notes += [f"{new} never told."] if new else []
    return element(
        "section",
        element("h2", "Stories, the weakest first"),
        element("p", f"{_MEANING} {_LINE}"),
        *([element("p", f"On the day: {report.readiness.said}.")] if report.readiness else []),
        table(heads, rows, class_="stories"),
        *(element("small", note) for note in notes),
        class_="wide",
    )


def _story(story: CardReport, place: int, clean: Clean) -> Iterator[Markup]:
    name, prompt = _name(story, clean), story.subject.prompt
    question = clean(abridged(prompt, story.subject.prompt_apart, _LONGEST_QUESTION))
    asked = element("span", question, **({} if question == clean(prompt) else {"title": clean(prompt)}))
    yield element("th", name, asked, element("small", _about(story, clean)), scope="row")
    yield element("td", _pill(story.strength), class_="standing")
    yield element("td", *_times(story, place, name), class_="times")


def _name(story: CardReport, clean: Clean) -> str:
    return clean(abridged(story.subject.name, story.subject.name_apart, _LONGEST_NAME))


def _about(story: CardReport, clean: Clean) -> str:
    pieces = [f"last told {day_and_month(story.told_on or 1)}"]
    parts, most = story.missed_most
    if parts:
        pieces.append(f"missed most: {', '.join(map(clean, parts))}, {most} of {len(story.grades)}")
    return "; ".join(pieces)


def _times(story: CardReport, place: int, name: str) -> Iterator[Markup]:
    timed = [(each.seconds, each.stepped) for each in story.grades if each.seconds is not None]
    if not timed:
        return
    said = [_said("in one go", story.in_one_go, story.trend), _said("step by step", story.stepped, story.stepped_trend)]
    description = "; ".join(
        f"{name}: {', '.join(map(clock_time, seconds))}"
        for name, seconds in (("in one go", story.in_one_go), ("step by step", story.stepped))
        if seconds
    )
    yield times(f"times-{place}", f"Times of: {name}", description, timed, story.subject.target)
    yield from (element("small", each) for each in said if each)


def _said(name: str, seconds: Sequence[float], trend: str | None) -> str:
    if not seconds:
        return ""
    return f"{clock_time(seconds[-1])} {name}{f', {trend}' if trend else ''}"


def _pill(percent: int | None) -> Markup:
    standing = Strength.of(percent)
    if percent is None:
        return element("span", "-", class_="new-card")
    return element("span", f"{percent} {standing}", class_=f"pill {standing}")


def themes(report: Report, clean: Clean) -> Iterator[Markup]:
    """The themes, and the table of themes by stories."""
    heads = [head("theme"), head("stories", "n"), head("weakest", "standing"), head("best", "standing")]
    rows = ([*_theme(theme, clean)] for theme in report.themes)
    yield element("section", element("h2", "Themes"), table(heads, rows, class_="themes"))
    grids = [
        _grid(report, report.themes[start : start + _THEMES_ABREAST], clean)
        for start in range(0, len(report.themes), _THEMES_ABREAST)
    ]
    yield element("section", element("h2", "Stories by theme"), *grids)


def _theme(theme: ThemeReport, clean: Clean) -> Iterator[Markup]:
    remark = [element("small", theme.remark)] if theme.remark else []
    yield element("th", clean(theme.subject.prompt), *remark, scope="row")
    yield from numbers([len(theme.stories)])
    yield element("td", _pill(theme.weakest), class_="standing")
    yield element("td", _pill(theme.best), class_="standing")


def _grid(report: Report, shown: Sequence[ThemeReport], clean: Clean) -> Markup:
    rows = (
        [element("th", _name(story, clean), scope="row"), *(_shows(story, theme) for theme in shown)]
        for story in report.showing(shown)
    )
    heads = [element("th", element("span", clean(theme.subject.prompt)), scope="col") for theme in shown]
    return table([head("story"), *heads], rows, class_="grid")


def _shows(story: CardReport, theme: ThemeReport) -> Markup:
    if theme.subject.card not in story.subject.themes:
        return element("td")
    if story.strength is None:
        return element("td", element("span", "new", class_="new-card"))
    return element("td", element("span", str(story.strength), class_=str(story.standing)))
