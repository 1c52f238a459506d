"""Words by which people mark the parts of a story and the other things of a page. All in lower case."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from flashcards.content.deck.model import STORY_PARTS
from flashcards.content.languages import neighbours
from flashcards.content.languages.known import LANGUAGES, all_words, any_pattern
from flashcards.content.pages.text import LINES_KNOWN, plain, without_signs, words

STAR_WORDS: dict[str, str] = {
    word: name
    for parts in (neighbours.PARTS, *(language.parts for language in LANGUAGES))
    for name, words in zip(STORY_PARTS, parts, strict=True)
    for word in words
}
LOOSE_WORDS: dict[str, str] = {
    word: name
    for language in LANGUAGES
    for name, words in zip(STORY_PARTS, language.loose_parts, strict=True)
    for word in words
}
FRAME_WORDS = all_words(lambda language: language.frames) - STAR_WORDS.keys()
LETTERS = {"S": "Situation", "T": "Task", "A": "Action", "R": "Result", "L": "Lesson"} | neighbours.LETTERS
_ORDER = {name: place for place, name in enumerate(STORY_PARTS)}

JOINER = any_pattern(lambda language: language.joiner)
_JOINED = re.compile(rf"\s*[&/+＋／、・]\s*|{JOINER}")
_EXPLAINED = re.compile(
    r"\s*[-–—:：|]\s*|\s*[(（\[【]\s*|\s*[)）\]】]\s*|(?<=[A-Za-z])\s*(?=[^\x00-\u2fff])|(?<=[^\x00-\u2fff])\s*(?=[A-Za-z])"
)
_NUMBER = re.compile(r"^(?:\d{1,2}[.)]|[①-⑨]|\d\ufe0f?\u20e3)\s*")
_BRACKET = re.compile(r"\s*[(（\[].*$")
MOST_LETTERS = 48
_MOST_WORDS = 4
_FEWEST_EAST = "\u3000"
_LETTERS_OF_A_PART = 2
SIGNS_OF_BAD = frozenset("❌👎✗")


def _longest_first(known: frozenset[str]) -> str:
    """A pattern of those words of scripts without spaces."""
    return "|".join(sorted((word for word in known if word >= _FEWEST_EAST), key=len, reverse=True))


THEME_FIELDS = all_words(lambda language: language.page.theme)
SEVERAL_QUESTIONS = all_words(lambda language: language.page.questions) | neighbours.QUESTIONS
QUESTION_WORDS = all_words(lambda language: language.page.question) | neighbours.QUESTION | SEVERAL_QUESTIONS
LETTERS_OF_QUESTIONS = all_words(lambda language: language.page.letter)
_ANSWER_WORDS = all_words(lambda language: language.page.answer) | neighbours.ANSWER
STORY_WORDS = all_words(lambda language: language.page.story) | neighbours.STORY
_BAD = all_words(lambda language: language.page.bad)
_LEADING = all_words(lambda language: language.page.leading) | neighbours.LEADING
_EAST = re.compile(_longest_first(_ANSWER_WORDS | STORY_WORDS | _BAD | _LEADING))
_EAST_WORDS = re.compile(rf"(?:(?:{_EAST.pattern})[的のな]?)+")
_ASIDES = ("Follow-up", "Looks for", "Tip", "Red flag", "Time", "Source", "Note")
ASIDES: dict[str, str] = {
    word: label for language in LANGUAGES for label, row in zip(_ASIDES, language.asides, strict=True) for word in row
}
OR_WORDS = "|".join(sorted(all_words(lambda language: language.page.other), key=len, reverse=True))
_ANSWERS_QUESTIONS = all_words(lambda language: language.page.answers)
_THEME_LISTS = all_words(lambda language: language.page.themes)
_GENERIC = all_words(lambda language: language.page.generic)
_EAST_GENERIC = re.compile(_longest_first(_GENERIC) + "|STAR")
_ASIDE_SECTIONS = all_words(lambda language: language.page.aside)
_EAST_ASIDES = tuple(word for word in _ASIDE_SECTIONS if word >= _FEWEST_EAST)
_ASIDE_PHRASES = [phrase for phrase in _ASIDE_SECTIONS if " " in phrase]
_METHOD = re.compile(
    r"\bstar(?:-?[lr]+)?\b.*\b(?:method|technique|format|framework|approach|mean|work|stand|is|use)|"
    r"\b(?:what is|what's|why use|how to use|how do i use|what does)\b.*\bstar\b|"
    r"\b(?:this page|this guide|this document|this deck|these notes|behaviou?ral (?:interview )?questions)\b|^how to\b(?!.*[?？]$)",
    re.IGNORECASE,
)
_READERS = re.compile(r"\b(?:can|may|should|must|will|do(?= i (?:need|have to)\b)) i\b(?!.*\byou)", re.IGNORECASE)
# in brackets it only says how to answer what is asked in front of them
_STAR = re.compile(r"(?<![(（])\bSTAR\b(?![)）])")
_ANSWERS = re.compile(
    r"(?:(?:this|the|it|my) )?(?:(?:story|example|answer|one) )?(?:(?:also|can|could|may|be|is|it) )*"
    r"(?:(?:works?|used?|fits?|good|great|best|suitable|useful|ideal|relevant)(?: well)?(?: also)? (?:for|to|with)|answers? (?:these|the following|questions))"
    r"(?: (?:answer|answering))?(?: (?:these|the following|the|questions like|questions?|prompts?|such as|like|about|on))*"
)
_TURNED = re.compile(f"{any_pattern(lambda language: language.page.turned)}|{neighbours.TURNED}", re.IGNORECASE)
_ASKING = re.compile(r"[?？]")
_NUMBERS = re.compile(r"\d+")
_NUMBERED = re.compile(r"^(?:\d{1,2}\.)+\d{0,2}\s+")


def star_names(words: str) -> tuple[str, ...]:
    """The parts of STAR that a label stands for; () where it is none.

    ``S``, ``Situation (S)``, ``S - Situation``, ``Aufgabe``, ``Situation/Task`` and ``Action (on the day)`` are labels.
    """
    if len(words) > MOST_LETTERS:
        return ()
    words = _NUMBER.sub("", words.strip())
    single = _single(words)
    if single:
        return (single,)
    pieces = [piece for piece in _EXPLAINED.split(words) if piece]
    if len(pieces) == 2 and (named := _same(pieces)):
        return named
    merged = tuple(_single(piece) for piece in _JOINED.split(words))
    if len(merged) > 1 and all(merged):
        return tuple(dict.fromkeys(merged))
    head = without_brackets(words)
    return star_names(head) if 1 < len(head) < len(words) else ()


def without_brackets(words: str) -> str:
    """The words of a label without what stands in brackets behind them: ``Setup (30 s)`` is ``Setup``."""
    return _BRACKET.sub("", words).strip()


def names_within(words: str) -> tuple[str, ...]:
    """The part that a label of several words holds: ``Team action``, ``任務目標``; () where none."""
    words = without_brackets(words)
    pieces = (
        [words[:_LETTERS_OF_A_PART], words[_LETTERS_OF_A_PART:]]
        if min(words, default="") >= _FEWEST_EAST
        else words.split()
    )
    ends = [pieces[0], pieces[-1]] if 1 < len(pieces) <= _MOST_WORDS else []
    return next(((name,) for word in reversed(ends) if len(word) > 1 and (name := _single(word))), ())


def _single(word: str) -> str:
    return LETTERS.get(word) or STAR_WORDS.get(word.casefold().replace("’", "'"), "")


def _same(pieces: list[str]) -> tuple[str, ...]:
    """What both pieces of ``S (Situation)`` mean, where they mean the same."""
    first, second = (tuple(_single(word) for word in _JOINED.split(piece)) for piece in pieces)
    if first == second and all(first):
        return first
    known = next((names for names in (first, second) if len(names) == 1 and names[0]), ())
    other = pieces[1] if known == first else pieces[0]
    loose = LOOSE_WORDS.get(other.casefold(), "")
    return known if known and known[0] == loose else ()


def in_order(words: Sequence[str]) -> dict[str, str]:
    """The parts of STAR by the words that stories have for them, where their order says so: the first stands for the
    beginning, the fourth for the end, and those between them for nothing else; {} where it does not.
    """
    found = list(dict.fromkeys(words))
    meant = [LOOSE_WORDS.get(each) or _single(each) for each in found]
    between = all(each in ("", name) for each, name in zip(meant[1:3], STORY_PARTS[1:3], strict=False))
    ends = [*meant[:1], *meant[3:]]
    fits = between and len(ends) > 1 and ends == ["Situation", "Result", "Lesson"][: len(ends)]
    return dict(zip(found, STORY_PARTS, strict=False)) if fits else {}


def frame_name(words: str) -> str:
    """The words as a part's own name, where they name a part of another frame or stand loosely for one of STAR."""
    known = words.casefold().replace("’", "'")
    return words if known in FRAME_WORDS or known in LOOSE_WORDS else ""


def is_letter(words: str) -> bool:
    """Whether a label is made of initials only: ``S``, ``S/T``."""
    return all(piece in LETTERS for piece in _JOINED.split(words))


def place_of(name: str) -> int:
    """The place of a name in the order in which a story is told; other frames' names come after."""
    return _ORDER.get(name, len(_ORDER))


def is_generic(heading: str) -> bool:
    """Whether a heading only says what kind of thing follows (questions, examples, contents) and names no theme."""
    rest = [word for word in words(_EAST_GENERIC.sub("", heading)) if not word.isdigit()]
    return all(word in _GENERIC or (len(word) == 1 and word.isascii()) for word in rest)


@lru_cache(maxsize=LINES_KNOWN)
def section_kind(heading: str) -> str:
    """What a heading says of the text below it: ``themes``, ``answers`` (questions that a story answers), an aside's
    label, ``bad``, ``lead`` (an answer follows), or "" for none of these.
    """
    signed = plain(heading).casefold().replace("’", "'")
    text = _NUMBERED.sub("", without_signs(signed), count=1).strip(' :：.-–—!?"“”')
    if text in _ANSWERS_QUESTIONS or _ANSWERS.fullmatch(text):
        return "answers"
    if text in _THEME_LISTS or re.match(r"(?:key |core |common |main )?(?:themes|competencies)\b", text):
        return "themes"
    if text in ASIDES:
        return ASIDES[text]
    return answer_kind(signed)


def answer_kind(text: str) -> str:
    """``bad`` or ``lead`` where the words announce an answer, else ""."""
    found = _known_apart(text)
    signs = any(char in SIGNS_OF_BAD for char in text)
    if (signs or any(word in _BAD for word in found)) and _announce(found) and len(found) <= 5:
        return "bad"
    # in brackets it only says how, or how long
    found = _known_apart(without_brackets(text)) or found
    return "lead" if (_announce(found) or len(found) > 1) and all(word in _LEADING for word in found) else ""


def _announce(found: Sequence[str]) -> bool:
    return any(word in _ANSWER_WORDS | STORY_WORDS for word in found)


def _known_apart(text: str) -> list[str]:
    """The words of a text without its numbers, and those apart that a script without spaces writes as one."""
    pieces = words(_NUMBERS.sub(" ", text))
    return [each for word in pieces for each in (_EAST.findall(word) if _EAST_WORDS.fullmatch(word) else [word])]


def is_aside_section(heading: str) -> bool:
    """Whether a heading announces advice, links or contents, where nothing is asked, or what oneself may ask."""
    found = words(heading)
    announced = len(found) <= 4 and any(word in _ASIDE_SECTIONS or word.endswith(_EAST_ASIDES) for word in found)
    said = f" {' '.join(word for word in found if word.isalpha())} "
    times = not QUESTION_WORDS.intersection(found) and any(f" {words} " in said for words in _ASIDE_PHRASES)
    return announced or times or is_turned(heading)


def is_turned(heading: str) -> bool:
    """Whether a heading announces what oneself may ask."""
    return not _ASKING.search(heading.lstrip("?？ ")) and _TURNED.search(heading) is not None


def turns_to_oneself(question: str) -> bool:
    """Whether a question asks what oneself would like to ask."""
    return _ASKING.search(question) is not None and _TURNED.search(question) is not None


def is_method(text: str) -> bool:
    """Whether a question is about the method of answering and not one that is asked in an interview."""
    return _METHOD.search(text) is not None or _STAR.search(text) is not None


def is_of_readers(text: str) -> bool:
    """Whether a question is what readers ask of themselves (``May I bring notes?``), and no interviewer."""
    return _READERS.search(text) is not None


def is_question_word(text: str) -> bool:
    """Whether the words only say that a question follows."""
    return text.casefold().strip() in QUESTION_WORDS


def is_answer_word(text: str) -> bool:
    """Whether the words only say that an answer follows, numbered or not: ``Answer 2``, ``A2``."""
    word = text.casefold().strip()
    bare = word.rstrip("0123456789").rstrip()
    return bare in _ANSWER_WORDS or (bare == "a" != word)


def is_story_word(text: str) -> bool:
    """Whether the words only say that a story or an example follows, with or without its number."""
    return _NUMBERS.sub("", text.casefold()).strip(" #.") in STORY_WORDS


def is_theme_field(text: str) -> bool:
    """Whether a field of this name holds themes."""
    return text.casefold().strip() in THEME_FIELDS
