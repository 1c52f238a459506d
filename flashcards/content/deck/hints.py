"""Hints on how stories are told. None of them holds anything back."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from flashcards.content.deck.model import STORY_PARTS, Answer, BlockKind, Deck, Part, Question
from flashcards.content.languages.known import language_of, words_of
from flashcards.content.languages.language import Language
from flashcards.content.text.figures import figures
from flashcards.content.text.placeholders import find_placeholder, is_placeholder
from flashcards.content.text.problems import Level, Problem

_MOST = 999
_QUOTED = re.compile(
    rf"“[^“”]{{,{_MOST}}}”|\"[^\"]{{,{_MOST}}}\"|«[^«»]{{,{_MOST}}}»|»[^«»]{{,{_MOST}}}«|„[^„“”]{{,{_MOST}}}[“”]"
    rf"|(?<!\w)['‘](?=\w)(?:[^'‘’]|['’](?=\w)){{,{_MOST}}}['’](?!\w)"
)
# The start of whatever stands between spaces and holds a letter or a digit: a dash alone is not said.
_SAID = re.compile(r"(?<!\S)(?:[^\w\s]|_)*+[^\W_]")
_COUNTRY = re.compile(r"\bUS\b")
_FRACTIONS = frozenset("½⅓⅔¼¾⅕⅖⅗⅘⅙⅛⅜⅝⅞")
_FEWEST_WE = 3
_FEWEST_THEMES = 3
_MINUTE = 60


def hints(deck: Deck) -> Iterator[Problem]:
    """Yield what could be told better, in the order of the lines.

    What looks at words is said only of stories in a language of ``languages``; the themes' hints are said of any.
    What a deck's own frame or ``Text`` tells is no STAR story: only its length and its themes count. What is missing,
    the reader has said.
    """
    found = [hint for question in deck.questions for answer in question.answers for hint in _of_answer(answer, deck)]
    yield from sorted([*found, *_of_themes(deck)])


def _hint(line: int, code: str, message: str) -> Problem:
    return Problem(line, 1, Level.HINT, code, message)


def _of_answer(answer: Answer, deck: Deck) -> Iterator[Problem]:
    told = [part for part in answer.parts if _is_told(part)]
    language = _language(told)
    if language is None:
        return
    parts = {name: part for part in told for name in part.names}
    names = {name for part in answer.parts for name in part.names}
    if parts.keys() & {"Situation", "Action"} and names <= {*STORY_PARTS}:
        yield from _of_result(parts, language)
        yield from _of_action(parts, language)
    yield from _too_long(answer, sum(map(_length, told)), deck)


def _language(told: Iterable[Part]) -> Language | None:
    """The language of a story, where its words may be judged."""
    language = language_of("\n".join(map(_spoken, told)))
    return language if language and language.hints else None


def _is_told(part: Part) -> bool:
    return not is_placeholder(part.text)


def _spoken(part: Part) -> str:
    """What is said aloud: the prose without code in fences; where there is none, the outline."""
    texts = [block.text for block in part.blocks if block.kind is BlockKind.TEXT]
    prose = [text for text in (part.lead, *texts) if text]
    return "\n".join(prose or part.bullets)


def _length(part: Part) -> int:
    return len(_SAID.findall(_spoken(part)))


def _of_result(parts: dict[str, Part], language: Language) -> Iterator[Problem]:
    result = parts.get("Result")
    if result is not None and not _has_figure(result, language):
        message = "the Result has no figure, so nobody can tell how much it was; say how many, how much or how fast"
        yield _hint(result.line, "no-figure", message)


def _has_figure(part: Part, language: Language) -> bool:
    """Whether there is a figure in digits or in words, prose or outline, or a blank left for one."""
    text = "\n".join([part.prose, *part.bullets])
    if figures(text) or find_placeholder(text) or not _FRACTIONS.isdisjoint(text):
        return True
    return any(re.fullmatch(language.numbers.word, word) for word in words_of(text))


def _of_action(parts: dict[str, Part], language: Language) -> Iterator[Problem]:
    """Yield hints on an Action that has its part for itself: in a merged one nobody knows what belongs to it."""
    action, situation = parts.get("Action"), parts.get("Situation")
    if action is None or len(action.names) > 1:
        return
    yield from _more_we(action, language)
    if situation is None or len(situation.names) > 1:
        return
    mine, before = _length(action), _length(situation)
    if mine < before:
        message = f"the Action has {mine} words, the Situation {before}; tell less of before and more of what you did"
        yield _hint(action.line, "thin-action", message)


def _more_we(action: Part, language: Language) -> Iterator[Problem]:
    words = words_of(_COUNTRY.sub(" ", _QUOTED.sub(" ", _spoken(action))))
    we = sum(re.fullmatch(language.persons.we, word) is not None for word in words)
    own = sum(re.fullmatch(language.persons.i, word) is not None for word in words)
    if we >= _FEWEST_WE and we > own:
        message = f'the Action says "we" or "our" {we} times, "I" or "my" {own}; say which part was yours'
        yield _hint(action.line, "more-we-than-i", message)


def _too_long(answer: Answer, words: int, deck: Deck) -> Iterator[Problem]:
    if words * _MINUTE > deck.target * deck.pace:
        seconds = -(-words * _MINUTE // deck.pace)
        over = words - deck.target * deck.pace // _MINUTE
        message = (
            f"{words} words take {seconds} s aloud at {deck.pace} words a minute, the target is {deck.target} s; "
            f"shorten by {over} word{'s' if over > 1 else ''}"
        )
        yield _hint(answer.line, "too-long", message)


def _of_themes(deck: Deck) -> Iterator[Problem]:
    stories: Counter[str] = Counter()
    for question in deck.questions:
        stories.update(dict.fromkeys(question.tags, _stories(question)))
    for theme in deck.themes:
        if stories[theme.id] == 1:
            message = f'one story alone shows "{theme.name}"; tag or tell a second, for when the first is told already'
            yield _hint(theme.line, "one-story-theme", message)
    ids = {theme.id for theme in deck.themes}
    for question in deck.questions:
        if len(ids) >= _FEWEST_THEMES and ids <= set(question.tags) and _stories(question):
            message = "this story carries every theme, so it says little of any; leave it the one or two it shows best"
            yield _hint(question.line, "every-theme", message)


def _stories(question: Question) -> int:
    """How many stories are told for a question; one that nobody has answered yet has none."""
    return sum(any(map(_is_told, answer.parts)) for answer in question.answers)
