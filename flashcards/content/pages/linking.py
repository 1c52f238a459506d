"""Ties what was gathered together: stories to the questions they answer, themes to the questions that show them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from flashcards.content.deck.model import slugify
from flashcards.content.page import FoundAnswer, FoundTheme
from flashcards.content.pages.answers import Gathered, GatheredQuestion, Story, StoryLink
from flashcards.content.pages.gather import Gathering
from flashcards.content.pages.naming import without_number
from flashcards.content.pages.text import words
from flashcards.content.pages.themes import ListedTheme

_NUMBERS = re.compile(r"\b(?:\d{1,3}|[A-H])\b")
_REFERENCES = re.compile(
    r"\W*(?:(?:[^\W\d_]+\W{0,2}){0,2}?\(?(?:\d{1,3}|[A-H])\b(?!\s*[-–]\s*\d|\s+[^\W\d_]{3,})[\s,;/&+)]*(?:and|or|und|y|et|e|o|ou|oder)?\s*)+(?:[-–—(:].*)?",
    re.IGNORECASE,
)
_EITHER = re.compile(r"\s*(?:[,;/|+&]|\bor\b|\band\b|\bthen\b)\s*")
_LEADING_NUMBER = re.compile(r"\D{0,12}?(\d{1,3})\b")
_ALIKE = 0.5


def link_stories(gathered: Gathering) -> None:
    """Give each question the stories that the page names for it; a story that nobody asks for is a question itself."""
    _answer_neighbours(gathered)
    for link in gathered.links:
        stories = _stories_of(link, gathered.stories)
        if not stories and not link.stands:
            gathered.found.prose.append(link.question if not link.stories else f"{link.question} -> {link.stories}")
            continue
        draft = GatheredQuestion(link.question, link.line, is_linked=True)
        for story in stories:
            story.is_asked = True
            draft.answers += [_named(answer, story.title) for answer in story.answers]
            draft.themes += story.themes
        gathered.found.drafts.append(draft)
    for story in gathered.stories:
        if not story.is_asked:
            gathered.found.drafts.append(_unasked(story, gathered))


def _answer_neighbours(gathered: Gathering) -> None:
    """Give a story without a title of its own to the questions beside it that nothing answers."""
    waiting = [draft for draft in gathered.found.drafts if not draft.answers]
    for story in gathered.stories:
        if story.is_answer and story.path and not story.is_asked:
            beside = [draft for draft in waiting if story.path[-1].line in draft.path]
            for draft in beside:
                draft.answers += story.answers
                story.is_asked = True


def _unasked(story: Story, gathered: Gathering) -> GatheredQuestion:
    title = story.title or (gathered.title.text if gathered.title else "") or "Story"
    gathered.found.warn(
        story.line, "no-question", f'no question on the page asks for "{title}"; its title stands as the prompt'
    )
    answers = [
        FoundAnswer(None if len(story.answers) == 1 else answer.name, answer.parts, answer.line, answer.asides)
        for answer in story.answers
    ]
    return GatheredQuestion(title, story.line, story.number, list(story.themes), answers)


def _named(answer: FoundAnswer, title: str) -> FoundAnswer:
    return FoundAnswer(answer.name or title or None, answer.parts, answer.line, answer.asides)


def _stories_of(link: StoryLink, stories: Sequence[Story]) -> list[Story]:
    if link.own is not None:
        return [link.own]
    if link.stories:
        named = [story for story in stories if slugify(story.title) and slugify(story.title) in slugify(link.stories)]
        return named or _numbered(link.stories, stories) or _alike(link.stories, stories)
    if len(stories) <= 1:
        return list(stories)
    own = {heading.line for heading in link.path}
    within = [
        story
        for story in stories
        if own & {heading.line for heading in story.path} and story.path and len(link.path) > 1
    ]
    near = within or list(stories)
    before = [story for story in near if story.line < link.line]
    return [before[-1]] if before else [near[0]]


def _numbered(phrase: str, stories: Sequence[Story]) -> list[Story]:
    """The stories whose numbers a phrase gives, where it does nothing else: "2-3 stories" is a count."""
    numbers = _NUMBERS.findall(phrase) if _REFERENCES.fullmatch(phrase) else []
    return [
        story
        for number in numbers
        for place, story in enumerate(stories, start=1)
        if (story.number or str(place)) == number
    ]


def _alike(phrase: str, stories: Sequence[Story]) -> list[Story]:
    """The stories whose titles hold most words of what the phrase names, one for each of its alternatives."""
    found: list[Story] = []
    for piece in _EITHER.split(phrase):
        wanted = {word for word in words(piece) if len(word) > 2}
        named = [set(words(" ".join([story.title, *story.themes]))) for story in stories] if wanted else []
        scored = [(len(wanted & name), -at) for at, name in enumerate(named)]
        best = max(scored, default=(0, 0))
        if wanted and best[0] > _ALIKE * len(wanted):
            found.append(stories[-best[1]])
    return list({id(story): story for story in found}.values())


def link_themes(drafts: Sequence[GatheredQuestion], listed: Iterable[ListedTheme]) -> None:
    """Give each question the themes whose list or table names it, by its number or by its words."""
    numbered = {draft.number: draft for draft in reversed(drafts) if draft.number}
    for theme in listed:
        for number in theme.numbers:
            draft = numbered.get(number) or (
                drafts[int(number) - 1] if not numbered and 0 < int(number) <= len(drafts) else None
            )
            if draft:
                draft.themes.append(theme.name)
        for phrase in theme.words:
            draft = _meant(phrase, drafts, numbered)
            if draft:
                draft.themes.append(theme.name)


def _meant(
    phrase: str, drafts: Sequence[GatheredQuestion], numbered: dict[str, GatheredQuestion]
) -> GatheredQuestion | None:
    """The question that a phrase means: the same words, its number, or else most of the words."""
    slug = slugify(without_number(phrase))
    same = next((draft for draft in drafts if draft.slug == slug), None)
    if same:
        return same
    number = _LEADING_NUMBER.match(phrase)
    if number and number.group(1) in numbered:
        return numbered[number.group(1)]
    if number and not numbered and 0 < int(number.group(1)) <= len(drafts):
        return drafts[int(number.group(1)) - 1]
    wanted = {word for word in words(phrase) if len(word) > 2}
    scored = (
        [(len(wanted & set(words(draft.text))) / len(wanted), -at, draft) for at, draft in enumerate(drafts)]
        if wanted
        else []
    )
    best = max(scored, default=None, key=lambda each: each[:2])
    return best[2] if best and best[0] >= _ALIKE else None


def themes_of(
    drafts: Sequence[GatheredQuestion], listed: Iterable[ListedTheme], found: Gathered
) -> tuple[FoundTheme, ...]:
    """All themes, each once, named as the page first writes it; one that is explained and carried by none is noted."""
    themes: dict[str, FoundTheme] = {}
    named = [(draft.line, name, "") for draft in drafts for name in draft.themes]
    for line, name, text in sorted(
        [*named, *((each.line, each.name, each.text) for each in listed)], key=lambda each: each[0]
    ):
        slug = slugify(name)
        if not slug:
            continue
        known = themes.get(slug)
        themes[slug] = FoundTheme(known.name, known.text or text, known.line) if known else FoundTheme(name, text, line)
    carried = {slugify(name) for draft in drafts for name in draft.themes}
    for slug, theme in themes.items():
        if theme.text and slug not in carried:
            found.warn(
                theme.line, "unlinked-theme", f'no question carries the theme "{theme.name}"; tag one with #{slug}'
            )
    return tuple(themes.values())


def merged(drafts: Sequence[GatheredQuestion], found: Gathered) -> list[GatheredQuestion]:
    """The questions in the order of the page, each once, with the answers of all its places."""
    kept: dict[str, GatheredQuestion] = {}
    for draft in sorted(drafts, key=lambda each: each.line):
        first = kept.setdefault(draft.slug, draft)
        if first is draft:
            continue
        if not (draft.is_linked or first.is_linked):
            found.warn(
                draft.line,
                "duplicate-question",
                f'this is asked already on line {first.line}; the answers were put together: "{draft.text}"',
            )
        told = {answer.parts for answer in first.answers}
        first.answers += [answer for answer in draft.answers if answer.parts not in told]
        first.themes += draft.themes
        first.asides += [aside for aside in draft.asides if aside not in first.asides]
        first.number = first.number or draft.number
    return list(kept.values())
