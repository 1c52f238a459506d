"""The statistics as ``stats --json`` prints them."""

from __future__ import annotations

from flashcards.schedule.day_load import DayLoad
from flashcards.schedule.past import PastGrade, Tally
from flashcards.schedule.questions import Asked
from flashcards.schedule.recall.readiness import Readiness
from flashcards.schedule.recall.sweep import Sweep
from flashcards.schedule.report import CardReport, Report, ThemeReport
from flashcards.schedule.wording import iso


def report_json(report: Report) -> dict[str, object]:
    """The report as one object; its shape is part of the interface.

    DONE is {"told", "passed", "whole", "drills": int, "seconds": float}, "told" counting grades and "whole" those of
    4 or 5 with nothing missed. Strengths are 0 to 100, null for a card that is new. The object:

        {"day": date,
         "done": {"today" | "7 days" | "28 days" | "in all": {"stories": DONE, "themes": DONE}},
         "days": [{"day": date, ...DONE}], the last 14
         "weeks": [{"first": date, "last": date, ...DONE}], the last 8, each of seven days
         "coming": [{"day": date, "due": int, "new": int, "seconds": float, "interview": bool}], the next 14
         "stories": [{"card", "deck", "prompt", "strength": int|null, "class": "new"|"weak"|"fair"|"good"|"strong",
                      "told": date|null, "tellings": [{"day": date, "grade": int, "missed": [part],
                      "seconds": float|null, "stepped": bool}], the last 10, "missed": [{"part", "times": int}],
                      "trend": "faster"|"steady"|"slower"|null, "stepped_trend": the same}], the weakest first
         "themes": [{"card", "deck", "name", "best": int|null, "weakest": int|null, "remark": str,
                     "stories": [card]}],
         "asked": [{"day": date, "interview": date|null, "question", "card", "grade": int}], what came at interviews,
         "chosen": {"questions": int, "hits": int}, those of quick rounds,
         "readiness": {"planned", "stopped", "tonight": float, "stories": {card: float}}|null, see readiness_json}
    """
    return {
        "day": iso(report.today),
        "done": {each.name: {"stories": _done(each.stories), "themes": _done(each.themes)} for each in report.periods},
        "days": [{"day": iso(each.day), **_done(each.done)} for each in report.days],
        "weeks": [{"first": iso(each.first), "last": iso(each.last), **_done(each.done)} for each in report.weeks],
        "coming": [{**_load(each), "interview": each.day in report.interviews} for each in report.coming],
        "stories": [_story(each) for each in report.stories],
        "themes": [_theme(each) for each in report.themes],
        "asked": [_asked(each) for each in report.asked],
        "chosen": report.tries._asdict(),
        "readiness": None if report.readiness is None else readiness_json(report.readiness),
    }


def readiness_json(readiness: Readiness) -> dict[str, object]:
    """Which share of the stories will be told whole, 0 to 1, and the chance of each if nothing more is told."""
    return {
        "planned": round(readiness.planned, 3),
        "stopped": round(readiness.stopped, 3),
        "tonight": round(readiness.tonight, 3),
        "stories": {card: round(chance, 3) for card, chance in readiness.stories.items()},
    }


def sweep_json(found: Sweep) -> dict[str, object]:
    """What a sweep asks for tonight, and which share of the stories will be told whole, 0 to 1, before and after it."""
    return {
        "parts": {card: [each.part for each in parts] for card, parts in found.chosen.items()},
        "minutes": round(found.seconds / 60, 1),
        "before": round(found.before, 3),
        "after": round(found.after, 3),
    }


def _load(load: DayLoad) -> dict[str, object]:
    return {"day": iso(load.day), "due": load.due, "new": load.new, "seconds": round(load.seconds, 1)}


def _asked(asked: Asked) -> dict[str, object]:
    return {
        "day": iso(asked.day),
        "interview": iso(asked.interview),
        "question": asked.question,
        "card": asked.card,
        "grade": asked.grade,
    }


def _done(done: Tally) -> dict[str, object]:
    return {
        "told": done.told,
        "passed": done.passed,
        "whole": done.whole,
        "drills": done.drills,
        "seconds": round(done.seconds, 1),
    }


def _story(story: CardReport) -> dict[str, object]:
    return {
        "card": story.subject.card,
        "deck": story.subject.deck,
        "prompt": story.subject.prompt,
        "strength": story.strength,
        "class": story.standing,
        "told": iso(story.told_on),
        "tellings": [_grade(each) for each in story.grades],
        "missed": [{"part": part, "times": times} for part, times in story.misses],
        "trend": story.trend,
        "stepped_trend": story.stepped_trend,
    }


def _grade(grade: PastGrade) -> dict[str, object]:
    return {
        "day": iso(grade.day),
        "grade": grade.grade,
        "missed": list(grade.missed),
        "seconds": grade.seconds,
        "stepped": grade.stepped,
    }


def _theme(theme: ThemeReport) -> dict[str, object]:
    return {
        "card": theme.subject.card,
        "deck": theme.subject.deck,
        "name": theme.subject.prompt,
        "best": theme.best,
        "weakest": theme.weakest,
        "remark": theme.remark,
        "stories": [each.subject.card for each in theme.stories],
    }
