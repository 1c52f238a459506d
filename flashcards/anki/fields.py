"""A card's text as the fields of an Anki note: HTML in which nothing of the text is taken for markup."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Sequence

from flashcards.content.cards import Card, CardPart
from flashcards.content.deck.model import STORY_PARTS

STORY_FIELDS = (
    "Question", "About",
    *(f"{name} {side}" for name in STORY_PARTS for side in ("outline", "text")),
    "Other parts", "Wordings", "Follow-ups", "Themes", "Deck", "Card id", "Spare 1", "Spare 2",
)  # fmt: skip
THEME_FIELDS = ("Theme", "Meaning", "Examples", "Deck", "Card id", "Spare 1", "Spare 2")

# controls, what turns the direction of other text, tags that nobody sees, and what is no character
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
# what HTML acts on, and Anki inside a field: references, sounds and LaTeX in brackets, MathJax behind a backslash
_ENTITIES = {sign: html.escape(sign) for sign in "&<>\"'"} | {sign: f"&#{ord(sign)};" for sign in "{}[]\\"}
_ACTIVE = re.compile("[&<>\"'{}[\\]\\\\]")
# most lines hold neither those nor anything beyond ASCII, and are found so in one go
_PLAIN = re.compile("[ !#-%(-;=?-Z^-z|~]*")
_SPECIAL_TAGS = frozenset({"marked", "leech"})


def escaped(text: str) -> str:
    """The text as HTML that shows it to the letter; see ``harmless``."""
    return text if _PLAIN.fullmatch(text) else _ACTIVE.sub(_entity, harmless(text))


def _entity(found: re.Match[str]) -> str:
    return _ENTITIES[found.group()]


def harmless(text: str) -> str:
    """The text in NFC without control characters, overrides of direction, hidden tags and lone surrogates."""
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", _UNWANTED.sub("", text))


def story_fields(card: Card, deck_name: str) -> list[str]:
    """The fields of a story note. A story in another frame, or with merged parts, stands whole in "Other parts"."""
    named = {part.name: part for part in card.parts}
    is_star = named.keys() <= set(STORY_PARTS)
    sides: list[str] = []
    for name in STORY_PARTS:
        sides += _sides(named[name]) if is_star and name in named else ("", "")
    return [
        escaped(card.prompt),
        escaped(card.about),
        *sides,
        "" if is_star else "".join(_section(part) for part in card.parts),
        _items(card.wordings),
        _items(card.follow_ups),
        escaped(" ".join([f"#{tag}" for tag in card.tags])),
        escaped(deck_name),
        escaped(card.id),
        "",
        "",
    ]


def theme_fields(card: Card, deck_name: str) -> list[str]:
    """The fields of a theme note."""
    examples = "".join(
        f"<li><b>{escaped(part.name)}</b><br>{escaped('; '.join(part.outline))}</li>" for part in card.parts
    )
    return [
        escaped(card.prompt),
        escaped(card.about),
        f"<ul>{examples}</ul>",
        escaped(deck_name),
        escaped(card.id),
        "",
        "",
    ]


def note_tags(card: Card) -> list[str]:
    """The themes as tags; those that mean something to Anki itself are renamed."""
    return [f"theme-{tag}" if tag in _SPECIAL_TAGS else tag for tag in card.tags]


def _sides(part: CardPart) -> tuple[str, str]:
    return _items(part.outline), _paragraphs(part.text) if part.bullets or part.text else ""


def _section(part: CardPart) -> str:
    outline, text = _sides(part)
    return f'<section><h2>{escaped(part.name)}</h2>{outline}<div class="full">{text}</div></section>'


def _items(lines: Sequence[str]) -> str:
    if not lines:
        return ""
    items = "</li><li>".join([escaped(line) for line in lines])
    return f"<ul><li>{items}</li></ul>"


def _paragraphs(text: str) -> str:
    paragraphs = [paragraph.strip("\n").replace("\n", "<br>") for paragraph in escaped(text).split("\n\n")]
    return "".join([f"<p>{paragraph}</p>" for paragraph in paragraphs if paragraph])
