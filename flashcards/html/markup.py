"""Markup from values: what is text is never taken for markup, and what is a number never for text."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Sequence

# what no page may hold, however it is written
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")

Clean = Callable[[str], str]


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


def text(value: str) -> Markup:
    """The text as HTML that shows it to the letter."""
    return Markup(html.escape(_FORBIDDEN.sub("", value)))


def element(tag: str, /, *content: str, **attributes: str | float) -> Markup:
    """An element; content that is no Markup is escaped. ``class_`` is written for ``class``, ``_`` for ``-``."""
    inner = "".join(each if isinstance(each, Markup) else text(each) for each in content)
    return Markup(f"<{tag}{_attributes(attributes)}>{inner}</{tag}>")


def empty(tag: str, /, **attributes: str | float) -> Markup:
    """An element of HTML that has no end tag."""
    return Markup(f"<{tag}{_attributes(attributes)}>")


def _attributes(attributes: dict[str, str | float]) -> str:
    return "".join(f' {name.rstrip("_").replace("_", "-")}="{_value(value)}"' for name, value in attributes.items())


def _value(value: str | float) -> str:
    return text(value) if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")


def table(heads: Sequence[Markup], rows: Iterable[Sequence[Markup]], **attributes: str) -> Markup:
    """A table of heads and cells that are elements already; the first of a row should be a ``th`` of its scope."""
    body = Markup("".join(element("tr", *row) for row in rows))
    return element("table", element("thead", element("tr", *heads)), element("tbody", body), **attributes)


def head(name: str, class_: str = "") -> Markup:
    """The head of a column."""
    return element("th", name, scope="col", **({"class_": class_} if class_ else {}))


def numbers(cells: Iterable[object]) -> list[Markup]:
    """Cells aligned to the right."""
    return [element("td", str(cell), class_="n") for cell in cells]
