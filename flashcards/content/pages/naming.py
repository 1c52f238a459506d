"""The names that pages give to stories and themes, without the words and numbers in front of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flashcards.content.languages.known import all_words
from flashcards.content.pages.asking import without_lead_in
from flashcards.content.pages.text import plain, unquoted, without_signs
from flashcards.content.pages.vocabulary import answer_kind, is_answer_word, is_generic, is_story_word

_STORY = re.compile(
    r"(?P<word>[^\W\d_]+(?:\s[^\W\d_]+)??)\s*(?:#|no\.?|nr\.?)?\s*(?P<number>\d{1,2}|[A-H](?![^\W_]))?\s*"
    r"(?P<end>[:：.)]|\s*[-–—](?=\s)|$)\s*(?P<name>.*)$",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"^(?:\(?\d{1,3}(?:\.\d{1,3})*[.):、．]\)?|[①-⑳]|[IVX]{1,4}[.)]|[A-H][.)]|[一二三四五六七八九十]{1,3}[、.．])\s*(?=\S)"
)
_OR_WORDS = "|".join(sorted(all_words(lambda language: language.page.other), key=len, reverse=True))
_OR = re.compile(rf"\W*(?:{_OR_WORDS})\W*", re.IGNORECASE)
_BRACKETED = re.compile(r"\[(?P<theme>[^\[\]]{2,60})\]\s+(?P<title>\S.*)$")
_FIELD = re.compile(r"`([^`]+)`")
_HASHTAG_ALONE = re.compile(r"#[^\s#]*[^\W\d_][^\s#]*")
_HASHTAG = re.compile(r"(?:^|\s)#([^\s#,;]+)")
_COMMA = re.compile(r"\s*[,;，、；|·•]\s*|\s+/\s+|<br\s*/?>")
_MOST_WORDS = 12
_MOST_WORDS_OF_A_THEME = 6


@dataclass(frozen=True, slots=True)
class StoryName:
    """What a line says that names a story; ``name`` is "" where it only says that one follows."""

    name: str
    number: str = ""


def story_name(words: str) -> StoryName | None:
    """Return what ``Story 2 — The audit``, ``Example 1`` and the like name; None where no story is announced."""
    text = clean(words)
    found = _STORY.match(text)
    if not found or not is_story_word(found.group("word")):
        return None
    name, number = found.group("name"), found.group("number") or ""
    if is_answer_word(found.group("word")) and not number:
        return None
    if not found.group("end").strip() and name:
        return None
    if len(name.split()) > _MOST_WORDS:
        return None
    return StoryName(unquoted(without_signs(name.rstrip(" :：."))), number)


def title_of(heading: str) -> str:
    """The title of a story as its heading gives it; "" where the heading only announces an answer."""
    named = story_name(heading)
    if named:
        return named.name
    title = clean(without_lead_in(heading)[2])
    return "" if is_generic(title) or answer_kind(title.casefold()) == "lead" else title


def bracketed(title: str) -> tuple[list[str], str]:
    """The theme that stands in brackets before a title, and the title; ``[Supply] The frozen pallet`` has one."""
    found = _BRACKETED.match(title)
    return ([found.group("theme")], found.group("title")) if found else ([], title)


def clean(words: str) -> str:
    """The words without markup, signs, quotes around them, and a colon at their end."""
    return unquoted(without_signs(plain(words)).rstrip(" :：").strip())


def without_number(text: str) -> str:
    """The text without ``1.``, ``2.1)``, ``IV.`` in front of it."""
    return without_signs(_NUMBER.sub("", text, count=1))


def is_or(text: str) -> bool:
    """Whether a line only says that another answer follows."""
    return len(text) <= 40 and _OR.fullmatch(text) is not None


def theme_names(text: str) -> list[str]:
    """The themes that a field lists, as they are written; [] where the words are no names."""
    if fields := _FIELD.findall(text):
        names = fields
    elif "#" in text and (hashtags := _HASHTAG.findall(text)):
        names = hashtags
    else:
        names = _COMMA.split(plain(text).strip("[]()（） "))
    cleaned = [without_signs(" ".join(name.split()).strip(" .\"'“”#")) for name in names]
    cleaned = [name for name in cleaned if name]
    return cleaned if all(len(name.split()) <= _MOST_WORDS_OF_A_THEME for name in cleaned) else []


def without_hashtags(text: str) -> tuple[str, list[str]]:
    """A text without the hashtags at its end, and these."""
    words = text.split()
    tags: list[str] = []
    while len(words) > 1 and _HASHTAG_ALONE.fullmatch(words[-1]):
        tags.insert(0, words.pop()[1:])
    return (" ".join(words), tags) if tags else (text, [])


def is_hashtags(text: str) -> bool:
    """Whether a line consists of hashtags only."""
    return text.startswith("#") and all(_HASHTAG_ALONE.fullmatch(word) for word in text.split())
