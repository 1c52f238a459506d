"""Charts as inline SVG: columns over days or weeks, and the times of one story as a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flashcards.html.markup import Markup, element

_WIDTH = 340
_HEIGHT = 156
_TOP = 34
_BASE = 134
_MARK_LINE = 4
_LINE_WIDTH = 100
_LINE_HEIGHT = 30
_MARGIN = 4


@dataclass(frozen=True, slots=True)
class ChartColumn:
    """One column: its label below, its height (``light`` of it in the lighter colour, on top), the value above it."""

    label: str
    height: float
    value: str = ""
    light: float = 0.0
    mark: str = ""


def columns(name: str, title: str, description: str, shown: Sequence[ChartColumn], most: float) -> Markup:
    """A column chart. ``most`` is the height that fills it; ``name`` must be the chart's own on its page."""
    slot = _WIDTH / max(1, len(shown))
    drawn = [_column(column, place * slot, slot, most) for place, column in enumerate(shown)]
    axis = element("line", class_="axis", x1=0, y1=_BASE, x2=_WIDTH, y2=_BASE)
    return _chart(name, title, description, f"0 0 {_WIDTH} {_HEIGHT}", [axis, *drawn])


def _chart(name: str, title: str, description: str, box: str, drawn: Sequence[Markup]) -> Markup:
    return element(
        "svg",
        element("title", title, id=f"{name}-title"),
        element("desc", description, id=f"{name}-desc"),
        *drawn,
        viewBox=box,
        role="img",
        aria_labelledby=f"{name}-title {name}-desc",
    )


def _column(column: ChartColumn, left: float, slot: float, most: float) -> Markup:
    room = _BASE - _TOP
    tall = room * column.height / most if most else 0.0
    light = room * column.light / most if most else 0.0
    wide = min(slot * 0.72, 26.0)
    middle = left + slot / 2
    pieces = []
    if tall - light > 0:
        pieces.append(
            element("rect", class_="bar", x=middle - wide / 2, y=_BASE - tall + light, width=wide, height=tall - light)
        )
    if light > 0:
        pieces.append(element("rect", class_="new", x=middle - wide / 2, y=_BASE - tall, width=wide, height=light))
    if column.mark:
        pieces.append(element("line", class_="mark", x1=middle, y1=_MARK_LINE, x2=middle, y2=_BASE))
        pieces.append(_mark(column.mark, middle))
    if column.value:
        pieces.append(_text(column.value, middle, _BASE - tall - 4, "value"))
    return element("g", *pieces, _text(column.label, middle, _BASE + 14, "marked" if column.mark else ""))


def _text(said: str, x: float, y: float, class_: str, anchor: str = "middle") -> Markup:
    return element("text", said, x=x, y=y, text_anchor=anchor, **({"class_": class_} if class_ else {}))


def _mark(said: str, middle: float) -> Markup:
    """A word at the top, on the side where there is room for it."""
    side, anchor = (-4, "end") if middle > _WIDTH / 2 else (4, "start")
    return _text(said, middle + side, _MARK_LINE + 6, "marked", anchor)


def times(name: str, title: str, description: str, timed: Sequence[tuple[float, bool]], target: int) -> Markup:
    """The seconds of tellings as a line, the oldest first, with the target dashed.

    Those told in one go are joined; a step-by-step reveal, the second of each pair, is a ring beside the line.
    """
    seen = [target, *(seconds for seconds, _ in timed)]
    least, most = min(seen) * 0.95, max(seen) * 1.05
    step = (_LINE_WIDTH - 2 * _MARGIN) / max(1, len(timed) - 1)
    points = [
        (_MARGIN + place * step, _height(seconds, least, most), stepped)
        for place, (seconds, stepped) in enumerate(timed)
    ]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y, stepped in points if not stepped)
    dots = [
        element("circle", class_="step" if stepped else "dot", cx=x, cy=y, r=2.2 if stepped else 2)
        for x, y, stepped in points
    ]
    level = _height(target, least, most)
    drawn = [
        element("line", class_="target", x1=0, y1=level, x2=_LINE_WIDTH, y2=level),
        element("polyline", class_="line", points=line),
        *dots,
    ]
    return _chart(name, title, description, f"0 0 {_LINE_WIDTH} {_LINE_HEIGHT}", drawn)


def _height(seconds: float, least: float, most: float) -> float:
    return _LINE_HEIGHT - _MARGIN - (_LINE_HEIGHT - 2 * _MARGIN) * (seconds - least) / max(1.0, most - least)
