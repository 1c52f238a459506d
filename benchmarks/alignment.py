"""How well a telling is heard: python -m benchmarks.alignment [TELLINGS.json]

Stories told aloud, labelled by hand (benchmarks/tellings/README.md). Every second story is what the thresholds of
``content/alignment`` were fitted on; the others were set aside. A telling of another story is each telling against
each other story of its language; a figure said wrong is also one figure of a told telling with its digits changed.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from flashcards.content.alignment.alignment import Alignment, Heard, align
from flashcards.content.alignment.said_figures import FigureHeard, said_figures
from flashcards.content.alignment.terms import Rarity, rarity
from flashcards.content.cards import CardPart
from flashcards.content.languages.known import LANGUAGES

TELLINGS = Path(__file__).parent / "tellings" / "tellings.json"
GOALS = {
    "missed parts found": (0.90, True),
    "told parts called missed": (0.05, False),
    "different story noticed": (0.90, True),
    "same story called different": (0.05, False),
    "wrong figures flagged": (0.80, True),
    "right figures called wrong": (0.05, False),
}
_BY_CODE = {language.code: language for language in LANGUAGES}


class Story(NamedTuple):
    """A story with its tellings, as they are labelled."""

    language: str
    parts: Mapping[str, str]
    tellings: Sequence[Mapping[str, Any]]

    @property
    def cards(self) -> tuple[CardPart, ...]:
        """Its parts as a card has them."""
        return tuple(CardPart(name, (), text) for name, text in self.parts.items())


class Rate(NamedTuple):
    """How many of how many."""

    hits: int
    of: int

    def __str__(self) -> str:
        return f"{self.hits} of {self.of}, {self.hits / self.of:.3f}" if self.of else "none"


def stories(path: Path = TELLINGS) -> list[Story]:
    """Read the stories of a file."""
    found = json.loads(path.read_text(encoding="utf-8"))["stories"]
    return [Story(each["language"], each["parts"], each["tellings"]) for each in found]


def halves(found: Sequence[Story]) -> tuple[list[Story], list[Story]]:
    """The stories that the thresholds were fitted on, and those set aside."""
    return list(found[::2]), list(found[1::2])


def measure(found: Sequence[Story], kinds: frozenset[str] = frozenset(), others: int | None = None) -> dict[str, Rate]:
    """What is heard right of these stories, of tellings of these ``kinds`` alone where any is named.

    Each is held against the tellings of all other stories of its language, or of so many ``others``.
    """
    counted: Counter[tuple[str, bool]] = Counter()
    weigh = {story.language: rarity_of(found, story.language) for story in found}
    for story in found:
        for name, hit in _judged(story, _others(story, found, others), weigh[story.language], kinds):
            counted[name, hit] += 1
    return {name: Rate(counted[name, True], counted[name, True] + counted[name, False]) for name in GOALS}


def rarity_of(found: Sequence[Story], language: str) -> Rarity:
    """What the parts of all stories in a language say of its words."""
    texts = [text for story in found if story.language == language for text in story.parts.values()]
    return rarity(texts, _BY_CODE[language])


def _judged(story: Story, others: Sequence[Story], weigh: Rarity, kinds: frozenset[str]) -> Iterator[tuple[str, bool]]:
    language = _BY_CODE[story.language]
    for telling in story.tellings:
        if kinds and telling["kind"] not in kinds:
            continue
        heard = align(story.cards, telling["text"], language, weigh)
        if telling["different"]:
            yield "different story noticed", heard.different
            continue
        yield "same story called different", heard.different
        yield from _parts(heard, telling)
        yield from _figures(story, telling)
    for telling in (telling for other in others for telling in other.tellings):
        if not kinds or telling["kind"] in kinds:
            yield "different story noticed", align(story.cards, telling["text"], language, weigh).different


def _others(story: Story, found: Sequence[Story], most: int | None) -> list[Story]:
    """The other stories of the same language, ``most`` of them: those that come after it."""
    place = found.index(story)
    others = [each for each in (*found[place + 1 :], *found[:place]) if each.language == story.language]
    return others[:most]


def _parts(heard: Alignment, telling: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    for part in heard.parts:
        if part.name in telling["missed"]:
            yield "missed parts found", part.heard is Heard.MISSED
        elif part.name in telling["told"]:
            yield "told parts called missed", part.heard is Heard.MISSED


def _figures(story: Story, telling: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    wrong = [each["true"] for each in telling["figures_wrong"]]
    found = said_figures(list(story.parts.values()), telling["text"], _BY_CODE[story.language])
    flagged = [each.figure for each in found if each.heard is FigureHeard.WRONG]
    for true in wrong:
        yield "wrong figures flagged", any(figure in true or true in figure for figure in flagged)
    for figure in (each.figure for each in found):
        if not any(figure in true or true in figure for true in wrong):
            yield "right figures called wrong", figure in flagged


def main(path: Path) -> int:
    """Print the table; 1 where a goal is missed on the stories set aside."""
    found = stories(path)
    fitted, aside = halves(found)
    rows = {"fitted": measure(fitted), "set aside": measure(aside)}
    for kind in ("whole", "missing", "dictated", "hard"):
        rows[f"set aside, {kind}"] = measure(aside, frozenset({kind}))
    for title, rates in rows.items():
        print(title)
        for name, rate in rates.items():
            if rate.of:
                goal, is_least = GOALS[name]
                print(f"  {name:28} {rate!s:22} goal {'>=' if is_least else '<='} {goal}")
    begun = time.process_time()
    count = sum(len(story.tellings) for story in aside)
    for story in aside:
        for telling in story.tellings:
            align(story.cards, telling["text"], _BY_CODE[story.language], lambda _: 1.0)
    print(f"{(time.process_time() - begun) / count * 1000:.1f} ms of CPU for a telling")
    return int(any(misses(name, rate) for name, rate in rows["set aside"].items()))


def misses(name: str, rate: Rate) -> bool:
    """Whether a goal is missed."""
    if not rate.of:
        return False
    goal, is_least = GOALS[name]
    share = rate.hits / rate.of
    return share < goal if is_least else share > goal


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else TELLINGS))
