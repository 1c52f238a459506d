"""A card's text as the fields of an Anki note: what of it is shown, and by what a change of it is noticed."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from flashcards.anki.beside import DIGITS, HEAD_END, MANY, NOTES_APART, digest, made, notes_of
from flashcards.anki.markup import Care, Media, harmless, image_paths, is_plain, items, markup, prose, shown
from flashcards.content.cards import Card, CardKind, CardPart
from flashcards.content.deck.model import STORY_PARTS
from flashcards.schedule.wording import clock_time

CARD_ID, OFFSET = "Card id", "Offset"
OWN_FIELDS = (CARD_ID, OFFSET, "Spare 1", "Spare 2", "Spare 3")
STORY_FIELDS = (
    "Question", "About", "Wordings", "Target",
    *(f"{name} {side}" for name in STORY_PARTS for side in ("outline", "text")),
    "Other parts", "Follow-ups", "Themes", *OWN_FIELDS,
)  # fmt: skip
THEME_FIELDS = ("Theme", "Meaning", "Stories", *OWN_FIELDS)
SEPARATOR = "\x1f"
"""What stands between the fields of a note in Anki's database; no text holds it, since it is a control character."""
_SEPARATOR, _HEAD_END = SEPARATOR.encode(), HEAD_END.decode()
# so many notes become HTML at one stroke: with more of them the memory for each is fetched and given back anew, unless
# by the second process, which keeps it; there with fewer more time goes by on their way
_AT_ONCE, _AT_ONCE_BESIDE = 30, 100
TAG_ROOT = "theme::"
# raise it whenever a card says something else in Anki than it did: a package that stands already is made anew then
TEXT_VERSION = 2
_COLOURS = 5
_STORY_PARTS = frozenset(STORY_PARTS)
_SUMMARY_END, _DETAILS_END = map(markup, ("</summary>", "</details>"))
_BADGE, _NAME, _TAG, _SPAN_END = map(markup, ('<span class="badge">', '<span dir="auto">', "<span>#", "</span>"))


class NoteText(NamedTuple):
    """What a card says in Anki: its fields up to those that only we read, its tags, and a digest of both.

    The fields are HTML in UTF-8, and joined as Anki keeps them; see SEPARATOR.
    """

    card: str
    deck: str
    kind: CardKind
    fields: bytes
    tags: tuple[str, ...]
    digest: str

    @property
    def front(self) -> str:
        """The field by which Anki sorts, and without which it would make no card."""
        return self.fields[: self.fields.index(_SEPARATOR)].decode()


def note_texts(told: Iterable[tuple[Card, int, Media]], count: int) -> Iterator[NoteText]:
    """The texts of the notes of so many cards; with each goes how long a story of its deck should take, in seconds."""
    remaining, begun = iter(told), deque[list[Card]]()
    at_once = _AT_ONCE_BESIDE if count >= MANY else _AT_ONCE

    def joined() -> Iterator[bytes]:
        while some := list(itertools.islice(remaining, at_once)):
            begun.append([card for card, *_ in some])
            yield NOTES_APART.join([_told(*each).encode() for each in some])

    for notes in notes_of(joined()) if count >= MANY else map(made, joined()):
        digests, *shows = notes.split(NOTES_APART)
        for place, (card, note) in enumerate(zip(begun.popleft(), shows, strict=True)):
            found = digests[place * DIGITS : (place + 1) * DIGITS].decode()
            yield NoteText(card.id, card.deck, card.kind, note.partition(HEAD_END)[2], _tags(card), found)


def note_text(card: Card, target: int, media: Media) -> NoteText:
    """The text of one note."""
    return next(note_texts([(card, target, media)], 1))


def digest_in_anki(fields: Mapping[str, str], tags: Iterable[str]) -> str:
    """The digest of a note as Anki has it, its own tags aside; "" where it is of none of our types any more."""
    for kind, names in ((CardKind.STORY, STORY_FIELDS), (CardKind.THEME, THEME_FIELDS)):
        if all(name in fields for name in names):
            said = SEPARATOR.join([fields[name] for name in names if name not in OWN_FIELDS])
            ours = [tag for tag in map(str.lower, tags) if tag.startswith(TAG_ROOT)]
            return digest((_head(kind, ours) + said).encode())
    return ""


def shown_fields(text: NoteText) -> dict[str, str]:
    """What a note shows, by the names of its fields."""
    names = STORY_FIELDS if text.kind is CardKind.STORY else THEME_FIELDS
    return dict(zip(names, text.fields.decode().split(SEPARATOR), strict=False))


def _tags(card: Card) -> tuple[str, ...]:
    return tuple([TAG_ROOT + tag for tag in card.tags])


def _head(kind: CardKind, tags: Iterable[str]) -> str:
    """What is noticed of a note beside its fields, and is no HTML; Anki keeps the tags of a note sorted."""
    return SEPARATOR.join((kind, *sorted(tags))) + _HEAD_END


def images_of(card: Card) -> Iterator[str]:
    """The paths of the images that a card shows, in order."""
    texts = [card.prompt, card.about, *card.wordings, *card.follow_ups]
    for part in card.parts:
        texts += (part.text, *part.bullets)
    yield from image_paths("\n".join(texts))


def _told(card: Card, target: int, media: Media) -> str:
    """The head of a note and its fields, yet to become HTML."""
    care = None if _is_plain(card) else media
    shows = _story_fields(card, target, care) if card.kind is CardKind.STORY else _theme_fields(card, care)
    return _head(card.kind, _tags(card)) + SEPARATOR.join(shows)


def _is_plain(card: Card) -> bool:
    """Whether all of a card is plain, as most are: looked at together it takes a fifth of what each text does."""
    texts = [card.prompt, card.about, *card.wordings, *card.tags, *card.follow_ups]
    for name, bullets, text, _, drafted in card.parts:
        if not bullets and drafted is None:
            return False
        texts += (name, text, *(bullets or drafted or ()))
    return is_plain("".join(texts))


def _story_fields(card: Card, target: int, care: Care) -> list[str]:
    """The fields of a story note.

    A story in another frame, or with merged parts, stands whole in "Other parts".
    """
    named = {part.name: part for part in card.parts}
    is_star = named.keys() <= _STORY_PARTS
    shows = [shown(card.prompt, care), shown(card.about, care), items(card.wordings, care), clock_time(target)]
    for name in STORY_PARTS:
        shows += _sides(named[name], care) if is_star and name in named else ("", "")
    tags = "".join([f"{_TAG}{harmless(tag)}{_SPAN_END}" for tag in card.tags])
    shows += ("" if is_star else "".join(_other_parts(card, care)), items(card.follow_ups, care), tags)
    return shows


def _theme_fields(card: Card, care: Care) -> list[str]:
    """The fields of a theme note: each story closed, with its Result in it."""
    stories = "".join(
        folded("story", f"{_NAME}{harmless(part.name)}{_SPAN_END}", items(part.outline, care)) for part in card.parts
    )
    return [shown(card.prompt, care), shown(card.about, care), stories]


def folded(kind: str, title: str, inside: str) -> str:
    """What a tap opens and closes, without a script; AnkiMobile turns the card on a tap unless told that it does.

    It is ``markup``, around a title and an inside that hold theirs.
    """
    opening = markup(f'<details class="{kind}"><summary class="tappable">')
    return f"{opening}{title}{_SUMMARY_END}{inside}{_DETAILS_END}"


def part_title(name: str) -> str:
    """The name of a part behind the badge with its initials; how many cues it has is counted by the style."""
    initials = "".join([word[0] for word in name.split() if word[0].isalnum()])[:2].upper() or "?"
    return f"{_BADGE}{initials}{_SPAN_END}{_NAME}{name}{_SPAN_END}"


def _sides(part: CardPart, care: Care) -> tuple[str, str]:
    """The cues of a part and its text, each once: the text of bullets alone is these, and what has no cue is shown."""
    outline = part.outline
    if not outline:
        return prose(part.text, care), ""
    return items(outline, care), "" if _says_the_same(part, outline) else prose(part.text, care)


def _says_the_same(part: CardPart, outline: tuple[str, ...]) -> bool:
    """Whether the text of a part is its outline and nothing more."""
    if part.text.startswith("- "):
        return part.text == "\n".join([f"- {each}" for each in part.bullets])
    return len(outline) == 1 and part.text == outline[0]


def _other_parts(card: Card, care: Care) -> Iterator[str]:
    for number, part in enumerate(card.parts):
        outline, text = _sides(part, care)
        full = folded("full", "Full text", text) if text else ""
        yield folded(f"part n{number % _COLOURS + 1}", part_title(harmless(part.name)), outline + full)
