"""Brings a deck up to date with a page that it was made of, and that changed since."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from flashcards.content.deck.model import Deck, Question, free_slug, slugify
from flashcards.content.deck.writer import write_question


@dataclass(frozen=True, slots=True)
class Conflict:
    """A question that differs in the deck and on the page, as both tell it."""

    question: str
    deck: str
    page: str


@dataclass(frozen=True, slots=True)
class Renewal:
    """The deck as it is to be, and what was done to it, by the texts of questions and the names of themes.

    ``kept`` differ from the page and stay as the deck tells them; ``left_out`` were taken out of the deck by hand;
    ``tagged`` stood there already and have a theme more.
    """

    deck: Deck
    added: tuple[str, ...] = ()
    renewed: tuple[str, ...] = ()
    kept: tuple[Conflict, ...] = ()
    left_out: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    tagged: tuple[str, ...] = ()

    @property
    def changes(self) -> bool:
        """Whether there is anything to write."""
        return bool(self.added or self.renewed or self.themes or self.tagged)


def known_as(page: Deck, bases: Mapping[str, Mapping[str, str]], slugs: Sequence[str]) -> str | None:
    """Return the slug of the deck that a page was added to before, None where it is new.

    ``bases`` holds, for each deck of the home, the ``digests`` of what was added to it; ``slugs`` the names under which
    an earlier version would have added the page. It is the deck that most of the page's questions came from, if these
    are most of the page or most of what the deck came from.
    """
    now = digests(page)
    shared = {slug: sum(base.get(key) == digest for key, digest in now.items()) for slug, base in bases.items()}
    best = max(sorted(shared), key=lambda slug: shared[slug], default=None)
    if best is not None and shared[best] and shared[best] * 2 > min(len(now), len(bases[best])):
        return best
    return next((slug for slug in slugs if slug in bases), None)


def renew(
    deck: Deck, page: Deck, base: Mapping[str, str], tags: Mapping[str, tuple[str, ...]] | None = None
) -> Renewal:
    """Return what becomes of a deck when a page is added to it again.

    ``base`` holds the digest of each question as the page told it when it was added last; see ``digests``. A question
    that only the page changed is told anew; where the deck changed as well, or nobody knows, the deck's text stays.
    ``tags`` are more themes for questions that are there already, by their text on the page.
    """
    known = _by_wording(deck.questions)
    met = _meet(deck, page, base, known)
    more = {known[slug].id: given for text, given in (tags or {}).items() if (slug := slugify(text)) in known}
    questions = [met.renewed.get(question.id, question) for question in deck.questions]
    tagged = _tag(questions, more)
    taken = {theme.id for theme in deck.themes}
    themes = tuple(theme for theme in page.themes if theme.id not in taken)
    ids = {question.id for question in questions}
    fresh = [_free(question, ids) for question in met.added]
    frame = tuple(dict.fromkeys((*deck.frame, *page.frame)))
    whole = replace(deck, questions=(*questions, *fresh), themes=(*deck.themes, *themes), frame=frame)
    return Renewal(
        replace(whole, front=_front(deck, frame)),
        added=_texts(fresh),
        renewed=_texts(met.renewed.values()),
        kept=tuple(met.kept),
        left_out=_texts(met.left_out),
        themes=tuple(theme.name for theme in themes),
        tagged=tagged,
    )


def _texts(questions: Iterable[Question]) -> tuple[str, ...]:
    return tuple(question.text for question in questions)


@dataclass(slots=True)
class _Met:
    """The questions of a page as a deck meets them; ``renewed`` holds those to be told anew, by their ids."""

    added: list[Question] = field(default_factory=list)
    renewed: dict[str, Question] = field(default_factory=dict)
    left_out: list[Question] = field(default_factory=list)
    kept: list[Conflict] = field(default_factory=list)


def _meet(deck: Deck, page: Deck, base: Mapping[str, str], known: Mapping[str, Question]) -> _Met:
    met = _Met()
    for question in page.questions:
        ours = known.get(slugify(question.text))
        before, now = base.get(slugify(question.text)), _digest(question, page)
        if ours is None:
            (met.left_out if before is not None else met.added).append(question)
        elif before == now or _digest(ours, deck) == now or ours.id in met.renewed:
            continue
        elif before is not None and _digest(ours, deck) == before:
            met.renewed[ours.id] = _told_anew(ours, question)
        else:
            met.kept.append(Conflict(ours.text, write_question(ours, deck), write_question(question, page)))
    return met


def _tag(questions: list[Question], tags: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Give the questions more themes, by their ids, and return the texts of those that had not all of them."""
    tagged = []
    for place, question in enumerate(questions):
        all_tags = tuple(dict.fromkeys((*question.tags, *tags.get(question.id, ()))))
        if all_tags != question.tags:
            questions[place] = replace(question, tags=all_tags)
            tagged.append(question.text)
    return tuple(tagged)


def digests(deck: Deck) -> dict[str, str]:
    """The digest of each question of a page's deck by the slug of its text, to be kept until it is added again."""
    return {slugify(question.text): _digest(question, deck) for question in deck.questions}


def _digest(question: Question, deck: Deck) -> str:
    """What a question says, whatever its number, id and tags."""
    bare = replace(question, id=slugify(question.text), own_id=False, tags=(), number="")
    return hashlib.blake2b(write_question(bare, deck).encode(), digest_size=12).hexdigest()


def _by_wording(questions: Iterable[Question]) -> dict[str, Question]:
    """Every question by the slug of its text and of its other wordings; its own text wins."""
    found: dict[str, Question] = {}
    listed = list(questions)
    for question in listed:
        found.setdefault(slugify(question.text), question)
    for question in listed:
        for answer in question.answers:
            for wording in answer.extras("Asked as"):
                found.setdefault(slugify(wording), question)
    return found


def _told_anew(ours: Question, page: Question) -> Question:
    tags = tuple(dict.fromkeys((*ours.tags, *page.tags)))
    return replace(page, text=ours.text, id=ours.id, own_id=ours.own_id, number=ours.number, tags=tags)


def _free(question: Question, taken: set[str]) -> Question:
    """The question with an id that no other of the deck has, which is taken from now on."""
    free = free_slug(question.id, taken)
    taken.add(free)
    return question if free == question.id else replace(question, id=free, own_id=True)


def _front(deck: Deck, frame: tuple[str, ...]) -> tuple[str, ...] | None:
    """The front matter with every part name that the questions need."""
    if frame == deck.frame:
        return deck.front
    line = f"parts: {', '.join(frame)}"
    lines = [line if each.startswith("parts:") else each for each in deck.front or ()]
    return tuple(lines if line in lines else [*lines, line])
