"""Lines broken at words, for a terminal that would break them anywhere."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator

_NARROWEST = 20
_PATH = re.compile(r"[`'\"(]*(?:~?/|\w:\\)")
# what a line that goes on stands below: the text behind its indent, and behind its bullet or its number
_LEAD = re.compile(r"\s*(?:[-*] |(?<=\s)\S{1,3} {2,})?")


def window_width() -> int:
    """The columns of the window that standard output goes to."""
    return max(_NARROWEST, shutil.get_terminal_size().columns)


def broken(line: str, width: int) -> list[str]:
    """A line as lines of at most so many columns, broken at spaces, the later ones as far in as its text is.

    A word that is wider by itself stays whole where it is ASCII, or a path, so that it can be copied. Others, in
    scripts that may set no spaces, are broken where the line ends.
    """
    if line.isascii() and len(line) <= width:
        return [line]
    lead = _found_lead(line, width)
    lines = [lead]
    for word in _words(line[len(lead) :], width - len(lead)):
        joined = f"{lines[-1]} {word}" if lines[-1].strip() and lines[-1] != lead else lines[-1] + word
        if _cells(joined) <= width or lines[-1] == lead or not lines[-1].strip():
            lines[-1] = joined
        else:
            lines.append(" " * len(lead) + word)
    return lines


def _found_lead(line: str, width: int) -> str:
    found = _LEAD.match(line)
    lead = found.group() if found else ""
    return lead if len(lead) <= width // 2 else ""


def _words(text: str, width: int) -> Iterator[str]:
    for word in text.split(" "):
        if word.isascii() or _PATH.match(word) or _cells(word) <= width:
            yield word
        else:
            from rich.cells import chop_cells

            yield from chop_cells(word, width)


def _cells(text: str) -> int:
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)
