"""The work of reading a page grows with the page, whatever repeats on it."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable
from cProfile import Profile

from flashcards.content.pages.labels import find_label
from flashcards.content.pages.reader import read_page
from tests.examples import every, for_each

TOLD = "I led the team of {0} and we shipped it {0} weeks early."
PARTS = "**Situation:** Team {0} was late.\n\n**Action:** I planned it.\n\n**Result:** We shipped {0} weeks early."
COLUMNS = "| Question | Situation | Task | Action | Result |\n|---|---|---|---|---|\n"
CELLS = "| Tell me about time {0} | Team {0} was late | I had to | I planned | We shipped {0} early |"

# Four times as many with a search by halves take six times as many calls, with a look at each for each sixteen times.
MOST_TIMES = 8
FEW_CALLS = 200

KINDS: dict[str, Callable[[range], str]] = {
    "bold lines": lambda numbers: _each("**The move {0}**\n\n" + TOLD, numbers),
    "headings over parts": lambda numbers: _each("## Tell me about a time {0}?\n\n" + PARTS, numbers),
    "headings of parts": lambda numbers: _each("## {0}\n\n### Situation\n\nLate.\n\n### Action\n\nI led.", numbers),
    "items of parts below headings": lambda numbers: _each("## {0}\n\n- Situation: Late.\n- Action: I led.", numbers),
    "list": lambda numbers: _each("- Tell me about a time {0} you led.\n  - " + TOLD, numbers),
    "questions and answers": lambda numbers: _each("Q: Tell me about time {0}?\nA: " + TOLD, numbers),
    "bold labels over lists": lambda numbers: _each("**What I did {0}:**\n\n- " + TOLD + "\n- So {0}.", numbers),
    "details": lambda numbers: _each("<details><summary>Who is {0}?</summary>\n" + TOLD + "\n</details>", numbers),
    "classes": lambda numbers: (
        "<body>"
        + _each(
            '<div class="a"><div class="t">Move {0}</div><p class="l">Situation</p><p>' + TOLD + "</p></div>", numbers
        )
        + "</body>"
    ),
    "table": lambda numbers: COLUMNS + _each(CELLS, numbers, "\n"),
    "records": lambda numbers: json.dumps([{"question": f"Who is {n}?", "answer": TOLD.format(n)} for n in numbers]),
    "references": lambda numbers: (
        _each("## Story {0}\n\n" + PARTS, numbers)
        + "\n\n# Questions\n\n"
        + _each("- Tell me about time {0}: Story {0}", numbers, "\n")
    ),
    "references by title": lambda numbers: (
        _each("## Moving house {0}\n\n" + PARTS, numbers)
        + "\n\n# Questions\n\n"
        + _each("- What did you do {0}? -> Moving house {0}", numbers, "\n")
    ),
    "advice behind what is told": lambda numbers: (
        "## Why do you keep bees?\n\nI caught a swarm, and I built it a hive.\n\n"
        + _each("Explain point {0} of yours.", numbers)
    ),
    "records that share a key with the next": lambda numbers: json.dumps(
        [{f"on {n}": [f"Who is {n}?"], f"on {n + 1}": [f"Why {n}?"]} for n in numbers]
    ),
    "lists of one record": lambda numbers: json.dumps([{f"on {n}": [f"Who is {n}?"] for n in numbers}]),
    "steps of which a third are parts": lambda numbers: (
        "## How does a mill start?\n\n"
        + _each("1. **Sluice {0}:** Up.\n2. **Wheel {0}:** Round.\n3. **Action:** Go {0}.", numbers, "\n")
    ),
    "questions that a table sums up": lambda numbers: (
        _each("## Tell me about time {0} at sea?\n\n" + TOLD, numbers)
        + "\n\n# In short\n\n| Question | Tip |\n|---|---|\n"
        + _each("| Time {0} on land? | Be brief |", numbers, "\n")
    ),
    "themes that name questions": lambda numbers: (
        _each("## Tell me about time {0}?\n\n" + TOLD, numbers)
        + "\n\n| Theme | Questions |\n|---|---|\n"
        + _each("| Drive {0} | [Tell me about time {0}](#{0}) |", numbers, "\n")
    ),
}


def _each(form: str, numbers: range, between: str = "\n\n") -> str:
    return between.join(map(form.format, numbers))


def calls(text: str) -> Counter[str]:
    """How often each function of Python is called while a page is read."""
    counted = Profile(builtins=False)
    counted.runcall(read_page, text, "page.json" if text.startswith("[{") else "page.md")
    found: Counter[str] = Counter()
    for each in counted.getstats():
        found[str(each.code)] += each.callcount
    return found


@for_each("kind", every(3, [*KINDS]))
def test_the_work_grows_with_the_page_and_not_with_its_square(kind):
    """Four times as many of a kind take some more than four times as many calls of each function."""
    few, many = (calls(KINDS[kind](numbers)) for numbers in (range(1000, 1016), range(2000, 2064)))
    assert not {name: (few[name], times) for name, times in many.items() if times >= MOST_TIMES * few[name] + FEW_CALLS}


def looked_up(numbers: range) -> int:
    """How often a line's label is sought and not known already, in a list of that many."""
    before = find_label.cache_info().misses
    read_page(_each("- Tell me about a time {0} you led.", numbers, "\n"))
    return find_label.cache_info().misses - before


def test_a_line_is_looked_up_no_more_often_where_there_are_thousands():
    """What a line says is known from pass to pass in a page of thousands as in one of a few."""
    assert looked_up(range(20_000, 22_500)) <= 10 * looked_up(range(10_000, 10_250))


def test_a_paragraph_of_thousands_of_tags_is_put_together_once():
    """It takes a fifth of a second; put together anew at each tag, as it once was, four and more."""
    started = time.process_time()
    assert read_page("<p>" + "<b>x</b> " * 20_000 + "</p>", "page.html").problems
    assert time.process_time() - started < 2


def test_the_spaces_of_a_callout_are_tried_in_one_way():
    """Twenty thousand take some milliseconds; tried in every way that they can be shared out, hours."""
    started = time.process_time()
    assert read_page("!!! note" + " " * 20_000 + "x\n\n# Why do you keep bees?\n", "page.md").questions
    assert time.process_time() - started < 2
