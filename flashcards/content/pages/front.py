"""The front matter of a page: its title and its tags."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flashcards.content.pages.text import unquoted

_MARKS = ("---", "+++")
_MOST_LINES = 200
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
    values: dict[str, list[str]] = {}
    key = ""
    for line in lines[1:end]:
        if line.lstrip().startswith("- ") and key:
            values[key].append(_bare(line.lstrip()[2:]))
        elif line[:1].strip() and (":" in line or "=" in line):
            head, _, rest = line.partition("=" if mark == "+++" else ":")
            key = head.strip().lower()
            values[key] = _listed(rest)
    titles = values.get("title") or values.get("deck") or [""]
    listed = [value for name in _TAG_KEYS for value in values.get(name, [])]
    tags = [tag.strip() for value in listed for tag in value.split(",") if tag.strip()]
    return Front(", ".join(titles), tuple(dict.fromkeys(tags)), end + 1)


def _listed(text: str) -> list[str]:
    text = text.strip()
    if text.startswith("[") and text.endswith("]"):
        return [_bare(item) for item in text[1:-1].split(",") if item.strip()]
    return [_bare(text)] if text else []


def _bare(text: str) -> str:
    return unquoted(text.strip()).lstrip("#")
