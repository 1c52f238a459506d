"""Which headings and lists of a page name themes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from flashcards.content.pages.asking import asked, without_lead_in
from flashcards.content.pages.lines import Form, Line
from flashcards.content.pages.listed import Stretch
from flashcards.content.pages.naming import clean, story_name
from flashcards.content.pages.roles import Head, LineRole
from flashcards.content.pages.runs import Parts
from flashcards.content.pages.text import words
from flashcards.content.pages.texts import cells_of, is_furniture
from flashcards.content.pages.tree import Block, Tree
from flashcards.content.pages.vocabulary import (
    is_aside_section,
    is_generic,
    is_method,
    is_question_word,
    is_story_word,
    section_kind,
)

_LONGEST_TITLE = 100
_NUMBERS = re.compile(r"\s*\d+|\s*\(.*$")
# Half, since what most siblings are, all are; one alone only where hardly anything else stands beside it (55 of 444
# themes that were found once were titles of sections).
_MOST_SIBLINGS = 2
_SHARE = 0.5


def headings_over_questions(tree: Tree, heads: Mapping[int, Head], parts: Parts) -> set[int]:
    """The headings right over questions or stories whose siblings mostly are that, too.

    One alone is one where it has several below it and no more than one sibling that is something else.
    """
    over = _counted(tree, heads, parts)
    siblings: dict[tuple[int, int], list[int]] = {}
    for block in tree.headings():
        if heads[block.place].role is LineRole.SECTION and names_a_theme(block.line.text):
            siblings.setdefault((id(block.parent), block.line.level), []).append(block.place)
    found: set[int] = set()
    for group in siblings.values():
        stems = Counter(_without_numbers(tree.blocks[place].line.text) for place in group)
        counted = {place for place in group if stems[_without_numbers(tree.blocks[place].line.text)] > 1}
        themes = [place for place in group if over[place] and place not in counted]
        named = [place for place in themes if not _announces(tree.blocks[place].line.text)]
        alone = len(named) == 1 and len(themes) == 1 and over[themes[0]] > 1 and len(group) <= _MOST_SIBLINGS
        if alone or (len(themes) > 1 and len(themes) >= _SHARE * len(group)):
            found |= {*themes}
    return found


def _counted(tree: Tree, heads: Mapping[int, Head], parts: Parts) -> Counter[int]:
    """How many questions and stories stand right below each heading that may name a theme."""
    over: Counter[int] = Counter()
    texts = Counter(block.line.text for block in tree.headings())
    for place, block in tree.blocks.items():
        head = heads.get(place)
        titles = block.is_heading and head is not None and head.role is LineRole.SECTION and _tells(block, parts)
        if titles or _asks(block, head):
            above = (each for each in block.above() if heads[each.place].role is not LineRole.BODY)
            named = (each for each in above if names_a_theme(each.line.text) and texts[each.line.text] == 1)
            theme = next(named, None)
            if theme is not None and heads[theme.place].role is LineRole.SECTION:
                over[theme.place] += 1
    return over


def _asks(block: Block, head: Head | None) -> bool:
    if block.line.form is Form.ROW:
        return any(asked(cell) for cell in cells_of(block.line.text))
    return head is not None and head.role in (LineRole.QUESTION, LineRole.STORY)


def _tells(block: Block, parts: Parts) -> bool:
    """Whether a heading is the title of a story told right below it."""
    end = next((each.place for each in block.headings if each.place not in parts.labels), block.end)
    return bool(parts.within(block.place + 1, end))


def _without_numbers(heading: str) -> str:
    """A heading without what tells "Round 1" from "Round 2 (HR)"."""
    return _NUMBERS.sub("", clean(heading)).casefold()


def _announces(heading: str) -> bool:
    """Whether one of its words announces questions or stories."""
    return any(is_question_word(word) or is_story_word(word) for word in words(heading))


def names_a_theme(heading: str) -> bool:
    """Whether the words of a heading say what the questions below are about, and not only that some follow."""
    name = clean(heading)
    announces = without_lead_in(heading)[0] or story_name(name) is not None or bool(section_kind(name))
    return bool(name) and not (announces or is_method(name) or is_aside_section(name) or is_generic(name))


def titles_of_theme_lists(lines: Sequence[Line], parts: Parts, stretch: Stretch) -> Iterator[int]:
    """Yield the places of plain lines that are the title of a list of themes."""
    for place in range(stretch.first, stretch.end):
        line = lines[place]
        if line.form is not Form.TEXT or line.marker or line.aside or not 0 < len(line.text) <= _LONGEST_TITLE:
            continue
        alone = place == 0 or lines[place - 1].form is not Form.TEXT
        if alone and section_kind(line.text) == "themes" and not parts.is_open(place):
            below = (each for each in lines[place + 1 : place + 12] if each.text and not is_furniture(each))
            first = next(below, None)
            if first is not None and first.marker:
                yield place
