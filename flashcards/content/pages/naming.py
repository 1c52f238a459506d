"""The names that pages give to stories, to themes and to themselves."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flashcards.content.deck.model import slugify
from flashcards.content.languages.known import all_words
from flashcards.content.pages.speech import asks, without_lead_in
from flashcards.content.pages.text import plain, unquoted, without_signs
from flashcards.content.pages.vocabulary import OR_WORDS, answer_kind, is_aside_section, is_generic, is_story_word

_STORY = re.compile(
    r"(?P<word>[^\W\d_]+(?:\s[^\W\d_]+)??)\s*(?:#|no\.?|nr\.?)?\s*(?P<number>\d{1,2}|[A-H](?![^\W_]))?\s*"
    r"(?P<end>[:：.)]|\s*[-–—](?=\s)|$)\s*(?P<name>.*)$",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"^(?:\(?\d{1,3}(?:\.\d{1,3})*[.):、．]\)?|\d{1,3}\s?[-–—](?=\s+\D)|[①-⑳]|[IVX]{1,4}[.)]|[A-H][.)]|[一二三四五六七八九十]{1,3}[、.．])\s*(?=\S)"
)
_OR = re.compile(rf"\W*(?:{OR_WORDS})\W*", re.IGNORECASE)
_BRACKETED = re.compile(r"\[(?P<theme>[^\[\]]{2,60})\]\s+(?P<title>\S.*)$")
_FIELD = re.compile(r"`([^`]+)`")
_HASHTAG_ALONE = re.compile(r"#[^\s#]*[^\W\d_][^\s#]*")
_HASHTAG = re.compile(r"(?:^|\s)#([^\s#,;]+)")
_COMMA = re.compile(r"\s*[,;，、；|·•]\s*|\s+/\s+|<br\s*/?>")
_MOST_WORDS = 12
_MOST_WORDS_OF_A_THEME = 6
LONGEST_SLUG = 30
_LONGEST = 60
_MOST_WORDS_OF_A_PAGE = 10
STOP_WORDS = all_words(lambda language: language.stop_words)
_LEAD_ON = all_words(lambda language: language.common | language.connectives)
_NO_TITLE = re.compile(r"[.!?:;,|<>…。！？：；、]$|https?://|\]\(|^(?:[-+*•>|<#=~`]|\d+[.)]\s)")
# behind these a title only says more of itself
_SUBTITLE = re.compile(r"\s+(?:[-–—|/·:]\s|\()|[:：|（]")
_MARKS = ("---", "+++")
_MOST_LINES = 200
_DEEP_KEY = re.compile(r"(?<![^\s.=,{}\[\]])(?:[^\s.=,{}\[\]]+[ \t]*\.[ \t]*){50}")
_TITLE_KEYS = ("title", "deck")
_TAG_KEYS = ("tags", "themes", "topics", "tag", "theme")


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


def title_above(rows: Sequence[str], first: int) -> str | None:
    """Return the title that stands as a short line by itself above line ``first``, the first that asks.

    It neither asks nor sends the reader elsewhere. Of several, those right below the first with it, the one whose words
    come again in the text below, so that the badge of a site is none; None where none of them comes again.
    """
    found = _lines_by_themselves(rows[:first])
    if len(found) < 2:
        return found[0] if found else None
    below = set(slugify("\n".join(rows[first - 1 :])).split("-"))
    again = {line: sum(word in below for word in _words(line)) / max(1, len(_words(line))) for line in found}
    best = max(found, key=again.__getitem__)
    return best if again[best] else None


def _lines_by_themselves(rows: Sequence[str]) -> list[str]:
    found: list[str] = []
    for before, row, after in zip(["", *rows], rows, rows[1:], strict=False):
        line = without_signs(plain(row.strip()))
        if not (before.strip() or after.strip()) and _may_be_title(row.strip(), line):
            found.append(line)
        elif found and line:
            break
    return found


def _may_be_title(row: str, line: str) -> bool:
    short = 0 < len(line) <= _LONGEST and len(line.split()) <= _MOST_WORDS_OF_A_PAGE
    if not short or not any(map(str.isalpha, line)) or _NO_TITLE.search(line) or _NO_TITLE.search(row.strip("*_")):
        return False
    return not (asks(line) or is_aside_section(line))


def _words(line: str) -> list[str]:
    return [word for word in slugify(line).split("-") if word not in STOP_WORDS]


def deck_name(title: str) -> str:
    """Return as much of a title as makes a slug of at most ``LONGEST_SLUG`` characters: a subtitle goes first, then
    whole words from the end, with those that lead nowhere; "" where no letter or digit is left.
    """
    name = " ".join(title.split())
    if len(slugify(name)) > LONGEST_SLUG:
        head = _SUBTITLE.split(name)[0].strip()
        name = head if len(slugify(head).split("-")) > 1 else name
    words = name.split(" ")
    while len(words) > 1 and len(slugify(" ".join(words))) > LONGEST_SLUG:
        words.pop()
        while len(words) > 1 and (words[-1].lower() in _LEAD_ON or not slugify(words[-1])):
            words.pop()
    name = " ".join(words)
    while len(slugify(name)) > LONGEST_SLUG:
        name = name[:-1]
    return name.strip(" -–—|/·:(,;") if slugify(name) else ""


@dataclass(frozen=True, slots=True)
class Front:
    """What stands between the marks. ``lines`` counts them, marks and all; 0 where there is no front matter."""

    title: str = ""
    tags: tuple[str, ...] = ()
    lines: int = 0


def front_matter(lines: Sequence[str]) -> Front:
    """Return the front matter at the start of a page; keys that mean nothing here are passed over."""
    mark = lines[0].strip() if lines else ""
    end = next((at for at in range(1, min(len(lines), _MOST_LINES)) if lines[at].strip() == mark), 0)
    if mark not in _MARKS or not end or not any(":" in line or "=" in line for line in lines[1:end]):
        return Front()
    values = _toml(lines[1:end]) if mark == "+++" else _keyed(lines[1:end])
    title = next((", ".join(values[key]) for key in _TITLE_KEYS if values.get(key)), "")
    listed = (value for name in _TAG_KEYS for value in values.get(name, ()))
    return Front(title, tuple(dict.fromkeys(filter(None, map(str.strip, listed)))), end + 1)


def _toml(lines: Iterable[str]) -> Mapping[str, list[str]]:
    """The texts of TOML by their key, those of a table with them; {} where it is none."""
    try:
        found = read_toml("\n".join(lines))
    except (ValueError, RecursionError):
        return {}
    tables = [found, *(each for each in found.values() if isinstance(each, dict))]
    pairs = ((key.lower(), value) for table in tables for key, value in table.items())
    return {key: [str(each) for each in (value if isinstance(value, list) else [value])] for key, value in pairs}


def read_toml(text: str) -> dict[str, object]:
    """What a text in TOML holds. Raises ValueError where it is none, and RecursionError where it is nested too deep."""
    # a key of many names takes as long as their square
    if _DEEP_KEY.search(text):
        raise RecursionError
    return tomllib.loads(text)


def _keyed(lines: Iterable[str]) -> Mapping[str, list[str]]:
    """The values of flat keys, each a text or a list: what people write, whether or not YAML would take it."""
    values: dict[str, list[str]] = {}
    key = ""
    for line in lines:
        if line.lstrip().startswith("- ") and key:
            values[key].append(_bare(line.lstrip()[2:]))
        elif line[:1].strip() and ":" in line:
            head, _, rest = line.partition(":")
            key = head.strip().lower()
            values[key] = _listed(rest, key)
    return values


def _listed(text: str, key: str) -> list[str]:
    text = text.strip()
    if text.startswith("[") and text.endswith("]"):
        text = text[1:-1]
    elif key not in _TAG_KEYS:
        return [_bare(text)] if text else []
    return [_bare(item) for item in text.split(",") if item.strip()]


def _bare(text: str) -> str:
    return unquoted(text.strip()).lstrip("#")
