"""A card's text as the fields of an Anki note: what of it is shown, and by what a change of it is noticed."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from flashcards.anki.markup import escaped, items, paragraphs
from flashcards.content.cards import Card, CardKind, CardPart
from flashcards.content.deck.model import STORY_PARTS
from flashcards.schedule.wording import clock_time

_OWN = ("Card id", "Offset", "Spare 1", "Spare 2", "Spare 3")
STORY_FIELDS = (
    "Question", "About", "Wordings", "Target",
    *(f"{name} {side}" for name in STORY_PARTS for side in ("outline", "text")),
    "Other parts", "Follow-ups", "Themes", *_OWN,
)  # fmt: skip
THEME_FIELDS = ("Theme", "Meaning", "Stories", *_OWN)
_TAG_ROOT = "theme::"


class NoteText(NamedTuple):
    """What a card says in Anki: its fields up to those that only we read, its tags, and a digest of both."""

    card: str
    deck: str
    kind: CardKind
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    digest: str

    @property
    def has_front(self) -> bool:
        """Whether Anki would make a card of it."""
        return bool(self.fields[0].strip())


def note_text(card: Card, target: int) -> NoteText:
    """The text of a card's note; ``target`` is how long a story of its deck should take, in seconds."""
    fields = story_fields(card, target) if card.kind is CardKind.STORY else theme_fields(card)
    tags = tuple(_TAG_ROOT + tag for tag in card.tags)
    whole = "\x1f".join((card.kind, *tags, "", *fields))
    digest = hashlib.blake2b(whole.encode(), digest_size=12).hexdigest()
    return NoteText(card.id, card.deck, card.kind, fields, tags, digest)


def story_fields(card: Card, target: int) -> tuple[str, ...]:
    """The fields of a story note. A story in another frame, or with merged parts, stands whole in "Other parts"."""
    named = {part.name: part for part in card.parts}
    is_star = named.keys() <= set(STORY_PARTS)
    sides: list[str] = []
    for name in STORY_PARTS:
        sides += _sides(named[name]) if is_star and name in named else ("", "")
    return (
        escaped(card.prompt),
        escaped(card.about),
        items(card.wordings),
        clock_time(target),
        *sides,
        "" if is_star else "".join(_section(part) for part in card.parts),
        items(card.follow_ups),
        escaped(" ".join([f"#{tag}" for tag in card.tags])),
    )


def theme_fields(card: Card) -> tuple[str, ...]:
    """The fields of a theme note."""
    examples = "".join(
        f"<li><b>{escaped(part.name)}</b><br>{escaped('; '.join(part.outline))}</li>" for part in card.parts
    )
    return (escaped(card.prompt), escaped(card.about), f"<ul>{examples}</ul>")


def _sides(part: CardPart) -> tuple[str, str]:
    """The cues of a part and its text, each once: the text of bullets alone is these, and what has no cue is shown."""
    if not part.outline:
        return paragraphs(part.text), ""
    return items(part.outline), "" if _says_the_same(part) else paragraphs(part.text)


def _says_the_same(part: CardPart) -> bool:
    """Whether the text of a part is its outline and nothing more."""
    return part.text == "\n".join([f"- {cue}" for cue in part.bullets]) or (part.text,) == part.outline


def _section(part: CardPart) -> str:
    outline, text = _sides(part)
    return f'<section><h2>{escaped(part.name)}</h2>{outline}<div class="full">{text}</div></section>'
