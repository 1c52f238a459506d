"""The front matter of a page: its title and its tags."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flashcards.content.pages.text import unquoted

_MARKS = ("---", "+++")
_MOST_LINES = 200
_TITLE_KEYS = ("title", "deck")
_TAG_KEYS = ("tags", "themes", "topics", "tag", "theme")


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
        found = tomllib.loads("\n".join(lines))
    except tomllib.TOMLDecodeError:
        return {}
    tables = [found, *(each for each in found.values() if isinstance(each, dict))]
    pairs = ((key.lower(), value) for table in tables for key, value in table.items())
    return {key: [str(each) for each in (value if isinstance(value, list) else [value])] for key, value in pairs}


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
