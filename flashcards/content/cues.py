"""Draft outlines made one's own: which sentence each cue comes from, and a deck with cues written below its parts."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from flashcards.content.cards import told_parts
from flashcards.content.deck.model import Answer, Block, BlockKind, Deck, Extra, Part, Question
from flashcards.content.outline.outline import draft_outline
from flashcards.content.text.passages import passages
from flashcards.content.text.sentences import sentence_spans

# scripts that put no spaces between words: there a letter is as good as one
_UNSPACED = r"\u0e00-\u0eff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+")
_MOST_CANDIDATES = 50


class Told(NamedTuple):
    """One sentence of a part, and the cues that come from it."""

    sentence: str
    cues: tuple[str, ...]


class PartKey(NamedTuple):
    """A part by the ids above it, its name and its text: the same part in a deck that was changed elsewhere."""

    question: str
    answer: str
    name: str
    text: str


class Unoutlined(NamedTuple):
    """A part without an outline of its own, with the question and the answer's name that it is told for."""

    key: PartKey
    prompt: str
    about: str


def unoutlined(deck: Deck, note: str = "", answer: str = "") -> Iterator[Unoutlined]:
    """The parts of a deck, of one note or of one answer, that are told and have no outline of their own, in order."""
    for question in deck.questions:
        if note in ("", question.id):
            for each in question.answers:
                if answer in ("", each.id):
                    yield from _unoutlined(question, each)


def _unoutlined(question: Question, answer: Answer) -> Iterator[Unoutlined]:
    for part in told_parts(answer):
        if not part.bullets:
            yield Unoutlined(_key(question, answer, part), question.text, answer.name or "")


def _key(question: Question, answer: Answer, part: Part) -> PartKey:
    return PartKey(question.id, answer.id, part.name, part.text)


def with_cues(deck: Deck, cues: Mapping[PartKey, Sequence[str]]) -> tuple[Deck, set[PartKey]]:
    """Return the deck with cues as bullets below those parts that have none, and the parts that got them."""
    found: set[PartKey] = set()

    def outlined(question: Question, answer: Answer, item: Part | Extra) -> Part | Extra:
        key = _key(question, answer, item) if isinstance(item, Part) and not item.bullets else None
        if key is None or key not in cues:
            return item
        found.add(key)
        return replace(item, blocks=(*item.blocks, *(Block(BlockKind.BULLET, cue) for cue in cues[key])))

    def answered(question: Question, answer: Answer) -> Answer:
        return replace(answer, items=tuple(outlined(question, answer, item) for item in answer.items))

    questions = tuple(
        replace(each, answers=tuple(answered(each, one) for one in each.answers)) for each in deck.questions
    )
    return replace(deck, questions=questions), found


def with_drafts(deck: Deck, questions: Container[str]) -> Deck:
    """Return the deck with a computed outline below each part of these questions (by id) that has none."""
    keys = [each.key for each in unoutlined(deck) if each.key.question in questions]
    return with_cues(deck, {key: draft_outline(key.text, key.name) for key in keys})[0]


def without_untouched(edited: Deck, drafted: Deck, original: Deck) -> Deck:
    """Return the edited deck; a question that stands as it was drafted is again what it was before."""
    before = {question.id: question for question in drafted.questions}
    plain = {question.id: question for question in original.questions}
    return replace(
        edited,
        questions=tuple(
            plain[question.id] if question.id in plain and question == before.get(question.id) else question
            for question in edited.questions
        ),
    )


def told_with_cues(text: str, cues: Sequence[str]) -> tuple[Told, ...]:
    """The sentences of a text in order, each with those of the cues that come from it; every cue stands once.

    A cue comes from the sentence that shares most words with it, at or behind that of the cue before.
    """
    sentences = [
        piece
        for passage in passages(text)
        for start, end in sentence_spans(passage)
        if any(map(str.isalnum, piece := passage[start:end].strip()))
    ]
    if not sentences:
        return tuple(Told("", (cue,)) for cue in cues)
    given: dict[int, list[str]] = defaultdict(list)
    for place, cue in zip(_places(sentences, cues), cues, strict=True):
        given[place].append(cue)
    return tuple(Told(sentence, tuple(given[place])) for place, sentence in enumerate(sentences))


def _places(sentences: Sequence[str], cues: Sequence[str]) -> Iterator[int]:
    """Which sentence each cue comes from."""
    words = [Counter(_words(sentence)) for sentence in sentences]
    holding: dict[str, list[int]] = defaultdict(list)
    for place, counted in enumerate(words):
        for word in counted:
            holding[word].append(place)
    last = 0
    for cue in cues:
        wanted = Counter(_words(cue))
        # the sentences with its rarest word are few, however long the text is
        rarest = min((holding[word] for word in wanted if word in holding), key=len, default=[last])
        begin = bisect_left(rarest, last)
        ahead = rarest[begin : begin + _MOST_CANDIDATES] or [last]
        whole = next((place for place in ahead if wanted <= words[place]), None)
        last = max(ahead, key=lambda place: (wanted & words[place]).total()) if whole is None else whole
        yield last


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
