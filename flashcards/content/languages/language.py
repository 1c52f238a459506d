"""What the reader knows of a language: a value that every file of this folder fills in for its own."""

from __future__ import annotations

from typing import NamedTuple

Words = frozenset[str]
"""Words or short phrases, in lower case, apostrophes straight."""
Pattern = str
"""A regular expression without a group of its own."""


def words(text: str) -> Words:
    """The words of a text, which spaces divide."""
    return frozenset(text.split())


def phrases(text: str) -> Words:
    """The phrases of a text, which ``|`` divides."""
    return frozenset(filter(None, map(str.strip, " ".join(text.split()).split("|"))))


def amounts(text: str) -> tuple[tuple[str, float], ...]:
    """The words of a text with their amounts: ``half=1/2 twice=2``."""
    pairs = (pair.partition("=") for pair in text.split())
    shares = ((word, amount.partition("/")) for word, _, amount in pairs)
    return tuple((word, int(upper) / int(lower or 1)) for word, (upper, _, lower) in shares)


class Parts(NamedTuple):
    """What the parts of a story are called."""

    situation: Words
    task: Words
    action: Words
    result: Words
    lesson: Words


class Asides(NamedTuple):
    """What announces a text that stands beside a story."""

    follow_up: Words
    looks_for: Words
    tip: Words
    red_flag: Words
    time: Words
    source: Words
    note: Words


class Persons(NamedTuple):
    """Who is spoken of.

    ``i`` and ``we`` fit whole words in lower case, the forms of verbs that say it included: the one takes in too much
    rather than too little, the other too little. ``first`` and ``second`` are searched in a text as it is written, and
    are pronouns alone.
    """

    i: Pattern
    we: Pattern
    first: Pattern
    second: Pattern


class Ordinals(NamedTuple):
    """Where a dot behind digits ends no sentence, since they say which one: in front of ``months``, and behind words
    that hold one, where a noun follows. A language that writes none so has neither.
    """

    months: Words = frozenset()
    holders: Words = frozenset()


class Numbers(NamedTuple):
    """How much and how many.

    ``word`` fits a whole word in lower case that says a number: too much rather than too little. ``scale`` stands
    behind digits and multiplies them, ``rate`` makes a share of them, ``unit``, with the space or hyphen in front of
    it, tells what they count or that they are a time of day. Digits behind a word of ``numbered`` measure
    nothing: they say which.
    """

    word: Pattern
    scale: Pattern
    rate: Pattern
    unit: Pattern
    numbered: Words
    ordinals: Ordinals = Ordinals()


class Clauses(NamedTuple):
    """How a sentence is built, by words and phrases of two; a hyphen at its end or in front makes one a beginning or
    an ending.

    A statement begins behind one of the ``coordinators`` where one of the ``subjects`` follows. It may be cut where a
    clause ends: at a comma (``at_commas``), in front of one of the ``joints``, behind one of the ``rests``; and where
    a phrase begins that may be left out, with one of the ``phrases`` or a coordinator. It is not cut behind a word
    that ``holds`` what follows, nor in front of what ``binds``.
    ``openers`` begin a clause in which one of the ``verbs`` must follow; behind one of its ``governors`` a verb is
    none. ``leads`` stand first in what leads in to a statement, one of the ``adverbs`` in a short one; ``leans`` refer
    to the sentence before. ``turns`` tell of decisions, discoveries and obstacles, ``outcomes`` of what came of it.
    """

    leads: Words = frozenset()
    binds: Words = frozenset()
    leans: Words = frozenset()
    turns: Words = frozenset()
    outcomes: Words = frozenset()
    joints: Words = frozenset()
    phrases: Words = frozenset()
    coordinators: Words = frozenset()
    subjects: Words = frozenset()
    adverbs: Words = frozenset()
    governors: Words = frozenset()
    holds: Words = frozenset()
    openers: Words = frozenset()
    verbs: Words = frozenset()
    rests: Words = frozenset()
    at_commas: bool = True


class Hours(NamedTuple):
    """How an hour of the day is told, ``#`` in the place of its number: ``plain`` says that it is one, ``short`` may as
    well say something else. ``in_hundreds`` says that one is told in hundreds.
    """

    plain: Pattern
    short: Pattern
    in_hundreds: Pattern = ""


class Spoken(NamedTuple):
    """How people say aloud what a story has in writing.

    ``amounts`` say a number, and are no cardinals: shares, multiples, a nought by another name. ``duties`` are searched
    in what tells that something had to be done, ``lessons`` in what tells that something was learnt. ``fillers`` are
    said while one thinks. The signs of the first of the ``numerals`` are other forms of those of the second. Those
    ``counted`` are numbers in front of one of the ``counters`` alone.
    """

    amounts: tuple[tuple[str, float], ...]
    duties: Pattern
    lessons: Pattern
    fillers: Words
    hours: Hours
    numerals: tuple[str, str] = ("", "")
    counted: tuple[tuple[str, float], ...] = ()
    counters: Words = frozenset()


class Page(NamedTuple):
    """How people mark what stands on a page.

    ``question``, ``answer``, ``story`` and ``theme`` announce one; ``questions`` announce several, and ``themes`` a
    list of them. ``letter`` stands for a question before its number. ``leading`` may surround the word for an answer,
    ``bad`` makes a bad example of it. ``answers`` announce the questions that a story answers. ``generic`` words tell
    no theme in a heading; ``aside`` words make the section below them no place for a question. ``other`` divides two
    answers. ``yes`` and ``no`` fill the cells of a table. ``asks`` and ``orders`` are searched in a sentence, and hold
    their own anchors: the one requests a story, the other tells the reader what to say. ``begins`` fits the first
    words of a question, which may as well begin something else. ``turned`` is searched in a heading, over questions
    that the other side is asked. ``blank`` stands where nothing is written yet.
    """

    question: Words
    questions: Words
    letter: Words
    answer: Words
    story: Words
    theme: Words
    themes: Words
    bad: Words
    leading: Words
    answers: Words
    generic: Words
    aside: Words
    other: Words
    yes: Words
    no: Words
    asks: Pattern
    begins: Pattern
    orders: Pattern
    turned: Pattern
    blank: Pattern


class Language(NamedTuple):
    """One language; ``code`` is its one of ISO 639-1.

    ``hints`` tells that its ``persons`` and ``numbers`` were held against stories, and may be used to judge one.
    ``common`` are its commonest words, by which it is known (an elided ``l'`` without its apostrophe); where no
    space sets words apart, its commonest signs. ``stop_words`` say nothing of what a text is about. An
    ``abbreviation`` is written without its last dot. ``connectives`` open a clause. ``joiner`` stands between two
    names that are told as one. ``parts`` name STAR's anywhere, ``loose_parts`` where the other labels are STAR's,
    ``frames`` the parts of other frames.
    """

    name: str
    code: str
    hints: bool
    common: Words
    stop_words: Words
    abbreviations: Words
    connectives: Words
    clauses: Clauses
    joiner: Pattern
    persons: Persons
    numbers: Numbers
    spoken: Spoken
    parts: Parts
    loose_parts: Parts
    frames: Words
    asides: Asides
    page: Page
