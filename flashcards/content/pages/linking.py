"""Ties what was gathered together: stories to the questions they answer, themes to the questions that show them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from flashcards.content.deck.model import slugify
from flashcards.content.languages.scripts import HAN, HANGUL, KANA
from flashcards.content.page import FoundPart, FoundTheme
from flashcards.content.pages.answers import Gathered, GatheredQuestion, Story, StoryLink
from flashcards.content.pages.gather import Gathering
from flashcards.content.pages.naming import STOP_WORDS, without_number
from flashcards.content.pages.text import words
from flashcards.content.pages.themes import ListedTheme
from flashcards.content.pages.vocabulary import JOINER, OR_WORDS

_NUMBERS = re.compile(r"\b(?:\d{1,3}|[A-H])\b")
_REFERENCES = re.compile(
    r"\W*(?:(?:[^\W\d_]+\W{0,2}){0,2}?\(?(?:\d{1,3}|[A-H])\b(?!\s*[-–]\s*\d|\s+[^\W\d_]{3,})[\s,;/&+)]*"
    rf"(?:{JOINER}|(?:{OR_WORDS})\b)?\s*)+(?:[-–—(:].*)?",
    re.IGNORECASE,
)
_EITHER = re.compile(rf"\s*[,;/|+&]\s*|{JOINER}|\s+(?:{OR_WORDS})\s+", re.IGNORECASE)
_LEADING_NUMBER = re.compile(r"\D{0,12}?(\d{1,3})\b")
# a word between hyphens, or a sign of a script that sets none apart
_SLUG_WORD = re.compile(f"[{HAN}{KANA}{HANGUL}]|[^-{HAN}{KANA}{HANGUL}]+")
_ALIKE = 0.5
_SHORTEST = 2


def link_stories(gathered: Gathering) -> None:
    """Give each question the stories that the page names for it; a story that nobody asks for is a question itself."""
    _answer_neighbours(gathered)
    told = _Stories(gathered.stories)
    for link in gathered.links:
        stories = told.meant_by(link)
        if not stories and link.stories and not link.stands:
            gathered.found.prose.append(f"{link.question} -> {link.stories}")
            continue
        question = GatheredQuestion(link.question, link.line, themes=[*link.themes], is_linked=True)
        question.asides += [("Note", link.stories)] if link.stories and not stories else []
        for story in stories:
            story.is_asked = True
            question.answers += [replace(answer, name=answer.name or story.title or None) for answer in story.answers]
            question.themes += story.themes
        gathered.found.questions.append(question)
    for story in gathered.stories:
        if not story.is_asked:
            gathered.found.questions.append(_unasked(story, gathered))


def _answer_neighbours(gathered: Gathering) -> None:
    """Give a story without a title of its own to the questions beside it that nothing answers: those between it and
    the story before.
    """
    waiting = sorted((each for each in gathered.found.questions if not each.answers), key=_line)
    before = 0
    for story in gathered.stories:
        if story.is_answer and not story.is_asked:
            between = waiting[bisect_right(waiting, before, key=_line) : bisect_left(waiting, story.line, key=_line)]
            for question in between:
                question.answers += story.answers
                story.is_asked = True
            before = story.line


def _line(each: GatheredQuestion | Story) -> int:
    return each.line


def _unasked(story: Story, gathered: Gathering) -> GatheredQuestion:
    title = story.title or (gathered.title.text if gathered.title else "") or "Story"
    message = f'no question on the page asks for "{title}"; its title stands as the prompt'
    gathered.found.warn(story.line, "no-question", message)
    answers = story.answers if len(story.answers) > 1 else [replace(story.answers[0], name=None)]
    return GatheredQuestion(title, story.line, story.number, list(story.themes), [*answers])


class _Stories:
    """The stories of a page, and which of them a link means."""

    def __init__(self, stories: Sequence[Story]) -> None:
        self.stories = stories
        self.ordered = sorted(stories, key=_line)
        self.titled: defaultdict[str, list[int]] = defaultdict(list)
        for at, story in enumerate(stories):
            self.titled[slugify(story.title)].append(at)
        self.longest = max((len(_SLUG_WORD.findall(slug)) for slug in self.titled), default=0)
        self.names = _Names(
            [story.number for story in stories], [" ".join([story.title, *story.themes]) for story in stories]
        )

    def meant_by(self, link: StoryLink) -> list[Story]:
        if link.own is not None:
            return [link.own]
        if link.stories:
            return self._named(slugify(link.stories)) or self._meant(link.stories)
        before = bisect_left(self.ordered, link.line, key=_line)
        return self.ordered[before - 1 : before] if before else [*self.stories[:1]]

    def _named(self, phrase: str) -> list[Story]:
        """The stories whose whole titles stand in a phrase."""
        spans = [word.span() for word in _SLUG_WORD.finditer(phrase)]
        found: set[int] = set()
        for place, (start, _) in enumerate(spans):
            for _, end in spans[place : place + self.longest]:
                found.update(self.titled.get(phrase[start:end], ()))
        return [self.stories[at] for at in sorted(found)]

    def _meant(self, phrase: str) -> list[Story]:
        """The stories whose numbers a phrase gives, where it does nothing else: "2-3 stories" is a count; else those
        whose titles hold most words of one of its alternatives.
        """
        numbers = _NUMBERS.findall(phrase) if _REFERENCES.fullmatch(phrase) else []
        found = [at for number in numbers if (at := self.names.numbered(number)) is not None]
        if not found:
            pieces = map(self.names.closest, _EITHER.split(phrase))
            found = [at for at in dict.fromkeys(pieces) if at is not None]
        return [self.stories[at] for at in found]


class _Names:
    """What a page numbers and names, to be found by a number or by words."""

    def __init__(self, numbers: Sequence[str], names: Sequence[str]) -> None:
        self._count, self._is_numbered = len(numbers), any(numbers)
        self._places: dict[str, int] = {}
        self._holding: defaultdict[str, list[int]] = defaultdict(list)
        for at, (number, name) in enumerate(zip(numbers, names, strict=True)):
            self._places.setdefault(number, at)
            for word in set(words(name)):
                self._holding[word].append(at)

    def numbered(self, number: str) -> int | None:
        """The place of what has that number, or comes at that place where nothing is numbered."""
        if self._is_numbered:
            return self._places.get(number)
        return int(number) - 1 if number.isdigit() and 0 < int(number) <= self._count else None

    def closest(self, phrase: str) -> int | None:
        """The first place of the names that hold most words of a phrase, and at least half of them."""
        wanted = {word for word in words(phrase) if len(word) > _SHORTEST and word not in STOP_WORDS}
        held: Counter[int] = Counter()
        for word in wanted:
            held.update(self._holding.get(word, ()))
        most = max(held.values(), default=0)
        return min(at for at, times in held.items() if times == most) if most and most >= _ALIKE * len(wanted) else None


def link_themes(questions: Sequence[GatheredQuestion], listed: Iterable[ListedTheme]) -> None:
    """Give each question the themes whose list or table names it, by its number or by its words."""
    names = _Names([question.number for question in questions], [question.text for question in questions])
    for theme in listed:
        leading = ((phrase, _LEADING_NUMBER.match(phrase)) for phrase in theme.words)
        pointed = [names.numbered(number) for number in theme.numbers]
        for phrase, number in leading:
            at = names.numbered(number.group(1)) if number else None
            pointed.append(names.closest(without_number(phrase)) if at is None else at)
        for at in pointed:
            if at is not None:
                questions[at].themes.append(theme.name)


def themes_of(
    questions: Sequence[GatheredQuestion], listed: Iterable[ListedTheme], found: Gathered
) -> tuple[FoundTheme, ...]:
    """All themes, each once, named as the page first writes it; one that is explained and carried by none is noted."""
    themes: dict[str, FoundTheme] = {}
    named = [(question.line, name, "") for question in questions for name in question.themes]
    named += [(each.line, each.name, each.text) for each in listed]
    for line, name, text in sorted(named, key=lambda each: each[0]):
        slug = slugify(name)
        if not slug:
            continue
        known = themes.get(slug)
        themes[slug] = FoundTheme(known.name, known.text or text, known.line) if known else FoundTheme(name, text, line)
    carried = {slugify(name) for question in questions for name in question.themes}
    for slug, theme in themes.items():
        if theme.text and slug not in carried:
            message = f'no question carries the theme "{theme.name}"; tag one with #{slug}'
            found.warn(theme.line, "unlinked-theme", message)
    return tuple(themes.values())


def merged(questions: Sequence[GatheredQuestion], found: Gathered) -> list[GatheredQuestion]:
    """The questions in the order of the page, each once, with the answers of all its places."""
    kept: dict[str, GatheredQuestion] = {}
    told: defaultdict[str, set[tuple[FoundPart, ...]]] = defaultdict(set)
    for question in sorted(questions, key=lambda each: each.line):
        first, known = kept.setdefault(question.slug, question), told[question.slug]
        new = [answer for answer in question.answers if answer.parts not in known]
        known |= {answer.parts for answer in new}
        if first is question:
            continue
        if not (question.is_linked or first.is_linked):
            message = f'this is asked already on line {first.line}; the answers were put together: "{question.text}"'
            found.warn(question.line, "duplicate-question", message)
        first.answers += new
        first.themes += question.themes
        first.asides += [aside for aside in question.asides if aside not in first.asides]
        first.number = first.number or question.number
    return list(kept.values())
