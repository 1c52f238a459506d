"""Org mode as the Markdown that says the same."""

from __future__ import annotations

import re

_HEADING = re.compile(
    r"(?P<stars>\*+)\s+(?:(?:TODO|DONE|NEXT|WAITING)\s+)?(?:\[#[A-Z]\]\s+)?(?P<text>.*?)(?P<tags>\s+:(?:[\w@%-]+:)+)?\s*$"
)
_KEYWORD = re.compile(r"\s*#\+(?P<key>\w+):?\s*(?P<value>.*)$")
_DRAWER = re.compile(r"\s*:(?P<name>[A-Za-z_]+):\s*$")
_PLANNED = re.compile(r"\s*(?:SCHEDULED|DEADLINE|CLOSED):\s*[<\[]")
_LINK = re.compile(r"\[\[([^\[\]]+)\]\[([^\[\]]+)\]\]")
_FENCED = frozenset({"src", "example"})


def is_org(text: str, name: str) -> bool:
    """Whether a page is written in Org mode."""
    return name.endswith(".org") or text.lstrip()[:8].upper() == "#+TITLE:"


def from_org(text: str) -> tuple[str, str]:
    """Return the page in Markdown, its lines where they were, and its title."""
    lines: list[str] = []
    title, drawer = "", False
    for line in text.split("\n"):
        keyword, named = _KEYWORD.match(line), _DRAWER.match(line)
        if keyword and keyword.group("key").lower() == "title":
            title = title or keyword.group("value").strip()
        if drawer or (named and named.group("name").isupper()):
            drawer = not (named and named.group("name").upper() == "END")
            lines.append("")
        elif keyword:
            lines.append(_fence(keyword))
        else:
            lines.append("" if _PLANNED.match(line) else _line(line))
    return "\n".join(lines), title


def _fence(keyword: re.Match[str]) -> str:
    edge, _, kind = keyword.group("key").lower().partition("_")
    return "```" if edge in ("begin", "end") and kind in _FENCED else ""


def _line(line: str) -> str:
    linked = _LINK.sub(r"[\2](\1)", line)
    heading = _HEADING.match(linked)
    if heading is None:
        return linked
    tags = "".join(f" #{tag}" for tag in (heading.group("tags") or "").strip().strip(":").split(":") if tag)
    return f"{'#' * min(6, len(heading.group('stars')))} {heading.group('text')}{tags}"
