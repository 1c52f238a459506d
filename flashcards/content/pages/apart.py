"""Lines that are a question or a title for themselves, by what all of the page have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flashcards.content.pages.blocks import Head, LineRole, as_prompt, asks_something, may_ask
from flashcards.content.pages.lines import Form, Line, text_of
from flashcards.content.pages.listed import Stretch, is_spaced, may_stand_over, number_of
from flashcards.content.pages.runs import Parts
from flashcards.content.pages.speech import asked, asks, first_sentence, is_told_prose, requests
from flashcards.content.pages.text import without_tag

_FEWEST = 3
_FEWEST_NUMBERED = 5
_MOST = 0.6


def requests_apart(
    lines: Sequence[Line], parts: Parts, heads: Mapping[int, Head], stretches: Sequence[Stretch]
) -> dict[int, Head]:
    """Return the lines without a mark that request a story, or quote a question, where the page has several: each is
    one for itself, whatever stands around it.
    """
    found: dict[int, Head] = {}
    for stretch in stretches:
        for place in range(stretch.first, stretch.end):
            line = lines[place]
            free = not (line.marker or place in heads or place in parts.labels or parts.is_open(place))
            if stretch.asked or stretch.advice or not free or not may_stand_over(line):
                continue
            question = asked(without_tag(line.text))
            quoted = question and question.marked and asks(question.text) and is_spaced(lines, place)
            if question and (quoted or requests(first_sentence(question.text))):
                found[place] = Head(LineRole.QUESTION, question)
    return found if len(found) >= _FEWEST else {}


def numbered_on(lines: Sequence[Line], heads: Mapping[int, Head], stretches: Sequence[Stretch]) -> dict[int, Head]:
    """Return the items of a list that is numbered on from heading to heading, where most of them ask."""
    found: dict[int, Head] = {}
    for run in _runs_of_numbers(lines, stretches):
        asking = sum(heads[at].role is LineRole.QUESTION if at in heads else asks_something(lines[at]) for at in run)
        if len(run) >= _FEWEST_NUMBERED and asking >= _MOST * len(run):
            able = (at for at in run if at not in heads and may_ask(lines[at]))
            found |= {at: Head(LineRole.QUESTION, as_prompt(lines[at])) for at in able}
    return found


def _runs_of_numbers(lines: Sequence[Line], stretches: Sequence[Stretch]) -> list[list[int]]:
    """The places of items numbered one, two, three and on, those of each list that headings cut."""
    runs: list[list[int]] = []
    cut: list[list[int]] = []
    for stretch in stretches:
        for at in () if stretch.advice else range(stretch.first, stretch.end):
            number = number_of(lines[at]) if _is_numbered(lines[at]) and may_stand_over(lines[at]) else 0
            if number == 1:
                runs.append([at])
            elif runs and number == len(runs[-1]) + 1:
                cut += [runs[-1]] if runs[-1][-1] < stretch.first and runs[-1] not in cut[-1:] else []
                runs[-1].append(at)
    return cut


def titles_apart(
    lines: Sequence[Line], parts: Parts, heads: Mapping[int, Head], stretches: Sequence[Stretch]
) -> dict[int, Head]:
    """Return the bold lines, and the numbered ones, over prose in which somebody speaks of oneself, as most of the page
    do: the titles of stories. A heading over several of them orders them only.
    """
    found: dict[int, Head] = {}
    free = [each for each in stretches if not (each.asked or each.advice or parts.within(each.first, each.end))]
    for stands_out in (_is_bold, _is_numbered):
        texts: dict[int, str] = {}
        over: list[int] = []
        for stretch in free:
            places = [at for at in range(stretch.first, stretch.end) if stands_out(lines[at])]
            if any(at in heads for at in places):
                continue
            ends = [*places[1:], stretch.end]
            texts |= {at: text_of(lines[at + 1 : end]) for at, end in zip(places, ends, strict=False)}
            over += [stretch.first - 1] if len(places) > 1 and stretch.first else []
        if len(texts) >= _FEWEST and sum(map(is_told_prose, texts.values())) * 2 > len(texts):
            found |= dict.fromkeys(over, Head(LineRole.SECTION)) | dict.fromkeys(texts, Head(LineRole.STORY))
    return found


def _is_bold(line: Line) -> bool:
    return line.form is Form.TEXT and line.is_bold and not line.marker


def _is_numbered(line: Line) -> bool:
    return line.form is Form.TEXT and line.marker not in ("", "-") and not line.indent
