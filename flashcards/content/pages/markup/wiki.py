"""The lists, the terms and the bold words of MediaWiki, and highlights, into the Markdown that says the same."""

from __future__ import annotations

import re

_HEADING = re.compile(r"^(={2,6})[^=\n]+\1$", re.MULTILINE)
_ITEM = re.compile(r"(?P<signs>[#*:]*[#*:])\s*(?P<text>[^#*:\s].*)|;(?P<term>[^:]+):(?P<rest>.*)")
_HIGHLIGHT = re.compile(r"(?<!\S)(==|::)(?=[^\s=:])([^=:\n]{1,120})(?<!\s)\1(?![=:])")
_FEWEST = 2


def from_wiki(text: str) -> str:
    """Return a page, line by line; one that has no headings between signs as it is."""
    is_wiki = len(_HEADING.findall(text)) >= _FEWEST
    return "\n".join(map(_as_listed, text.split("\n"))) if is_wiki else text


def _as_listed(line: str) -> str:
    found = _ITEM.fullmatch(line)
    if found and found["term"]:
        return f"**{found['term'].strip()}:** {found['rest'].strip()}"
    return f"{'  ' * (len(found['signs']) - 1)}- {found['text']}" if found else line


def in_bold(text: str) -> str:
    """Return a line with what MediaWiki sets in bold, and what is highlighted, as Markdown sets it in bold."""
    text = _HIGHLIGHT.sub(r"**\2**", text)
    marks = text.count("'''")
    return text.replace("'''", "**") if marks and not marks % 2 else text
