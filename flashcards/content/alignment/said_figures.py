"""The figures of a story in a telling: said, left out, or said wrong."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from flashcards.content.alignment.hours import HourSaid, hour_said, is_same_hour
from flashcards.content.alignment.likeness import is_rounded, is_same, is_share, time_said
from flashcards.content.alignment.numbers import Number, NumberKind, numbers, rate_pattern
from flashcards.content.languages.language import Language
from flashcards.content.text.figures import figure_spans
from flashcards.content.text.stems import stems

# how far around a number what it measures is looked for, in characters before and after
_BEFORE, _AFTER = 60, 60
# a figure that is said wrong is no more than so many times too large or too small, fitted on the same tellings
_TIMES = 4
# or of another scale, a thousand times at most: "12,000", said "twelve hundred"
_SCALES = 3
# smaller counts are said of anything
_FEWEST = 3


class FigureHeard(StrEnum):
    """What was made of a figure."""

    SAID = "said"
    MISSING = "missing"
    WRONG = "wrong"


class SaidFigure(NamedTuple):
    """A figure of the story as it is written, what was made of it, and the words of a wrong one."""

    figure: str
    heard: FigureHeard
    said: str | None = None


class _Figure(NamedTuple):
    """A figure of a story: how it is written, its number, whether in percent, the stems around it, whether an hour."""

    written: str
    number: Number
    is_rate: bool
    around: frozenset[str]
    hour: HourSaid = HourSaid.NOT


def said_figures(texts: Sequence[str], telling: str, language: Language) -> tuple[SaidFigure, ...]:
    """Return each figure of a story's parts, in order, with what was made of it in a telling.

    A figure is wrong where it was not said, and a number that the story has nowhere stands in its place: of the same
    kind, about as large, among the same words. Each number takes one figure's place at most.
    """
    heard = numbers(telling, language)
    figures = [figure for text in texts for figure in _figures(text, language)]
    times = {place for figure in figures if _is_time(figure) for place in time_said(figure.number, heard)}
    counts = [(place, number) for place, number in enumerate(heard) if place not in times]
    hours = {place: hour_said(telling, each.start, each.end, language) for place, each in counts}
    said = [
        time_said(figure.number, heard) if _is_time(figure) else _places(figure, counts, hours) for figure in figures
    ]
    spent = times.union(*said)
    left = [each for place, each in enumerate(heard) if place not in spent]
    unsaid = [place for place, places in enumerate(said) if not places and not _is_time(figures[place])]
    wrong = _in_places_of({place: figures[place] for place in unsaid}, _strange(left, texts, telling, language))
    return tuple(
        SaidFigure(figure.written, FigureHeard.WRONG, wrong[place].written) if place in wrong
        else SaidFigure(figure.written, FigureHeard.SAID if places else FigureHeard.MISSING)
        for place, (figure, places) in enumerate(zip(figures, said, strict=True))
    )  # fmt: skip


def _strange(left: Iterable[Number], texts: Sequence[str], telling: str, language: Language) -> list[_Figure]:
    """Of the numbers of a telling that say no figure, those that the story has nowhere."""
    written = [number for text in texts for number in numbers(text, language)]
    return [
        _Figure(telling[n.start : n.end], n, _is_rate(telling, n, language), _around(telling, n, language))
        for n in left
        if n.kind is NumberKind.COUNT and n.value > _FEWEST
        and not any(is_same(each, n) or is_rounded(each, n) or is_share(each, n) for each in written)
    ]  # fmt: skip


def _figures(text: str, language: Language) -> Iterator[_Figure]:
    """The figures of a text, and what it counts in words."""
    spans = figure_spans(text)
    for number in numbers(text, language):
        span = next(((start, end) for start, end in spans if start <= number.start < end), None)
        start, end = span or (number.start, number.end)
        in_words = number.kind is NumberKind.COUNT and number.value > _FEWEST and not text[start:end].isdecimal()
        if span or in_words:
            is_rate = "%" in text[start:end] or _is_rate(text, number, language)
            hour = hour_said(text, number.start, number.end, language)
            yield _Figure(text[start:end], number, is_rate, _around(text, number, language), hour)


def _is_rate(text: str, number: Number, language: Language) -> bool:
    return rate_pattern(language).match(text, number.end) is not None


def _around(text: str, number: Number, language: Language) -> frozenset[str]:
    before, after = text[max(0, number.start - _BEFORE) : number.start], text[number.end : number.end + _AFTER]
    return frozenset(stems(f"{before} {after}", language))


def _is_time(figure: _Figure) -> bool:
    return figure.number.kind is NumberKind.CLOCK


def _places(figure: _Figure, heard: Iterable[tuple[int, Number]], hours: Mapping[int, HourSaid]) -> tuple[int, ...]:
    """The places of the numbers that say a figure that is no time; ``hours`` tells which of them may be one's hour."""
    return tuple(
        place for place, each in heard
        if is_same(figure.number, each, figure.is_rate)
        or is_rounded(figure.number, each)
        or is_share(each, figure.number)
        or (figure.hour and hours[place] and HourSaid.PLAINLY in (figure.hour, hours[place])
            and is_same_hour(figure.number.value, each.value))
        or (figure.hour and each.kind is NumberKind.CLOCK and is_same_hour(figure.number.value, each.value / 60))
    )  # fmt: skip


def _in_places_of(figures: Mapping[int, _Figure], strange: Sequence[_Figure]) -> dict[int, _Figure]:
    """The number that stands where a figure should, by the figure's place; what fits best comes first."""
    fits = [
        (_kinship(figure, other), place, number)
        for place, figure in figures.items()
        for number, other in enumerate(strange)
        if _may_replace(figure, other)
    ]
    found: dict[int, int] = {}
    for _, place, number in sorted(fits, key=lambda fit: (-fit[0], *fit[1:])):
        if place not in found and number not in found.values():
            found[place] = number
    return {place: strange[number] for place, number in found.items()}


def _may_replace(figure: _Figure, other: _Figure) -> bool:
    if figure.is_rate != other.is_rate or not (_times(figure, other) <= _TIMES or _is_scale_slip(figure, other)):
        return False
    return figure.is_rate or bool(figure.around & other.around)


def _is_scale_slip(figure: _Figure, other: _Figure) -> bool:
    """Whether a number has the digits of a figure, two at least, and is tens, hundreds or thousands of times off."""
    digits = f"{figure.number.value:e}".partition("e")[0].rstrip("0")
    scale = math.log10(_times(figure, other))
    return len(digits) > 2 and scale <= _SCALES and math.isclose(scale, round(scale), abs_tol=1e-9)


def _kinship(figure: _Figure, other: _Figure) -> float:
    """How well a number fits in a figure's place: by the words that both have around, and by how large it is."""
    return len(figure.around & other.around) - math.log(_times(figure, other), _TIMES)


def _times(figure: _Figure, other: _Figure) -> float:
    small, large = sorted((figure.number.value, other.number.value))
    return large / small if small else math.inf
