"""Lists whose items are questions by what the lists of the whole page have in common, or by the heading over them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flashcards.content.pages.blocks import Head, LineRole, as_prompt, asks_something, may_ask
from flashcards.content.pages.lines import Form, Line
from flashcards.content.pages.listed import Stretch, may_stand_over, number_of
from flashcards.content.pages.text import length, words
from flashcards.content.pages.vocabulary import QUESTION_WORDS

_FEWEST_ITEMS = 3
_FEWEST_NUMBERED = 5
_FEWEST_LISTS = 2
# as of the items of one list
_MOST = 0.6
_MOST_WORDS_OF_A_PROMPT = 12
_ENDS = (".", "。", "!", "！", "...", "…", ":", "：", ",", "，", ";", "；")


def is_numbered(line: Line) -> bool:
    """Whether a line is an item of a list that is numbered, and of no other."""
    return line.form is Form.TEXT and line.marker not in ("", "-") and not line.indent


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
            number = number_of(lines[at]) if is_numbered(lines[at]) and may_stand_over(lines[at]) else 0
            if number == 1:
                runs.append([at])
            elif runs and number == len(runs[-1]) + 1:
                cut += [runs[-1]] if runs[-1][-1] < stretch.first and runs[-1] not in cut[-1:] else []
                runs[-1].append(at)
    return cut


def lists_like_others(
    lines: Sequence[Line], heads: Mapping[int, Head], stretches: Sequence[Stretch]
) -> dict[int, Head]:
    """Return the items of numbered lists in which nothing asks and nothing is told, where the lists of the page do ask:
    most of the items of them all, and most of the lists.
    """
    lists = [
        [at for at in range(stretch.first, stretch.end) if is_numbered(lines[at])]
        for stretch in stretches
        if not (stretch.asked or stretch.advice)
    ]
    lists = [items for items in lists if len(items) >= _FEWEST_ITEMS and _is_unbroken(lines, items)]
    asking = [items for items in lists if sum(at in heads for at in items) >= _MOST * len(items)]
    if len(asking) < _FEWEST_LISTS or sum(map(len, asking)) < _MOST * sum(map(len, lists)):
        return {}
    rest = [items for items in lists if not any(at in heads for at in items)]
    taken = [at for items in rest if all(_may_prompt(lines[at]) for at in items) for at in items]
    return {at: Head(LineRole.QUESTION, as_prompt(lines[at])) for at in taken}


def _is_unbroken(lines: Sequence[Line], items: Sequence[int]) -> bool:
    """Whether nothing stands between the items of a list."""
    return sum(bool(lines[at].text) for at in range(items[0], items[-1] + 1)) == len(items)


def _may_prompt(line: Line) -> bool:
    return may_ask(line) and length(line.text) <= _MOST_WORDS_OF_A_PROMPT and not line.text.endswith(_ENDS)


def items_of_questions(lines: Sequence[Line], stretches: Sequence[Stretch]) -> dict[int, Head]:
    """Return the items right below headings that say that questions follow."""
    found: dict[int, Head] = {}
    for stretch in stretches:
        over = words(lines[stretch.first - 1].text) if stretch.first and not (stretch.asked or stretch.advice) else []
        if any(word in QUESTION_WORDS for word in over):
            places = [at for at in range(stretch.first, stretch.end) if lines[at].marker and not lines[at].indent]
            found |= {at: Head(LineRole.QUESTION, as_prompt(lines[at])) for at in places if may_ask(lines[at])}
    return found
