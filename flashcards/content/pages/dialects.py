"""What other tools write, as the Markdown that says the same: Org mode, and cards of Obsidian's spaced repetition."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from flashcards.content.pages.labels import find_label
from flashcards.content.pages.lines import Form, Line
from flashcards.content.pages.speech import asked

_HEADING = re.compile(
    r"(?P<stars>\*+)\s+(?:(?:TODO|DONE|NEXT|WAITING)\s+)?(?:\[#[A-Z]\]\s+)?(?P<text>.*?)(?P<tags>\s+:(?:[\w@%-]+:)+)?\s*$"
)
_KEYWORD = re.compile(r"\s*#\+(?P<key>\w+):?\s*(?P<value>.*)$")
_DRAWER = re.compile(r"\s*:(?P<name>[A-Za-z_]+):\s*$")
_PLANNED = re.compile(r"\s*(?:SCHEDULED|DEADLINE|CLOSED):\s*[<\[]")
_LINK = re.compile(r"\[\[([^\[\]]+)\]\[([^\[\]]+)\]\]")
_DIVIDERS = ("?", "??")
_SIGNS = (":::", "::")
_FEWEST_CARDS = 2
_DEEPEST = 6
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


def cards_spelled_out(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with each card as a question and its answer: ``?`` between two lines, or ``::`` within one."""
    return list(_cards(lines))


def _cards(lines: Sequence[Line]) -> Iterator[Line]:
    dividing = (place for place in range(1, len(lines) - 1) if lines[place].text in _DIVIDERS)
    marked = {place for place in dividing if lines[place - 1].form is Form.TEXT}
    fronts = [sides[0] for line in lines if "::" in line.text and (sides := _sides(line))]
    asking = sum(1 for front in fronts if asked(front))
    inline = asking * 2 >= len(fronts) and asking + len(marked) >= _FEWEST_CARDS
    for place, line in enumerate(lines):
        if place + 1 in marked:
            yield _card(line, line.text)
        elif place in marked:
            yield replace(line, text="", form=Form.BLANK)
        elif inline and "::" in line.text and (sides := _sides(line)):
            yield _card(line, sides[0])
            yield replace(line, text=sides[1], marker="", indent=0)
        else:
            yield line


def _sides(line: Line) -> tuple[str, str] | None:
    sign = next((sign for sign in _SIGNS if sign in line.text), "") if line.form is Form.TEXT else ""
    front, _, back = (side.strip() for side in line.text.partition(sign)) if sign else ("", "", "")
    label = find_label(f"{front}:") if front else None
    return (front, back) if front and back and not (label and label.names) else None


def _card(line: Line, text: str) -> Line:
    return replace(line, text=f"Q: {text}", form=Form.HEADING, level=_DEEPEST, marker="", indent=0)
