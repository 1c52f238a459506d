"""The elements of an HTML page in their order, each with its place, what holds it and what it says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser

from flashcards.content.pages.markup.elements import BLOCKS, BREAKS, CELLS, HIDDEN, PARAGRAPHS, VOID

_STANDING = BREAKS | PARAGRAPHS | BLOCKS | CELLS
_CLOSED_BY_THEIR_LIKE = frozenset({"p", "li", "tr", "td", "th", "dt", "dd"})
# what is longer is no label, whatever it stands in
_LONGEST = 300

Place = tuple[int, int]
"""The line and the column where a tag begins, as ``html.parser`` counts them."""


class Element:
    """An element; ``start`` and ``end`` count the characters that the page says before it and up to its end.

    ``stands`` tells that it holds more than one line; what it says is then not kept.
    """

    __slots__ = (
        "classes",
        "end",
        "parent",
        "place",
        "said",
        "stands",
        "start",
        "tag",
    )

    def __init__(self, tag: str, classes: Sequence[str], place: Place, parent: Element | None, start: int) -> None:
        self.tag, self.classes, self.place, self.parent = tag, classes, place, parent
        self.start = self.end = start
        self.said: list[str] = []
        self.stands = False

    def around(self) -> Iterator[Element]:
        """The elements that hold it, from the nearest on."""
        holder = self.parent
        while holder is not None:
            yield holder
            holder = holder.parent

    @property
    def text(self) -> str:
        """What it says, in one line."""
        return " ".join(self.said).casefold()

    @property
    def begins_a_text(self) -> bool:
        """Whether it is the beginning of what the element around it says, and not all of it."""
        return self.parent is not None and self.start == self.parent.start and self.end < self.parent.end


class _Grower(HTMLParser):
    """Goes through a page once; ``root`` holds all of it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", (), (0, 0), None, 0)
        self.elements: list[Element] = []
        self._open = [self.root]
        self._opened: Counter[str] = Counter()
        self._length = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        if tag in _CLOSED_BY_THEIR_LIKE and self._open[-1].tag == tag:
            self.handle_endtag(tag)
        classes = (dict(attrs).get("class") or "").split()
        element = Element(tag, classes, self.getpos(), self._open[-1], self._length)
        self._open.append(element)
        self.elements.append(element)
        self._opened[tag] += 1

    def handle_endtag(self, tag: str) -> None:
        while self._opened[tag]:
            closed = self._open.pop()
            self._opened[closed.tag] -= 1
            self._close(closed)
            if closed.tag == tag:
                return

    def _close(self, closed: Element) -> None:
        closed.end = self._length
        parent = self._open[-1]
        long = closed.end - closed.start > _LONGEST
        parent.stands |= closed.stands or long or closed.tag in _STANDING
        if not parent.stands:
            parent.said.extend(closed.said)

    def handle_data(self, data: str) -> None:
        text = " ".join(data.split())
        if text and not any(self._opened[tag] for tag in HIDDEN):
            self._open[-1].said.append(text)
            self._length += len(text) + 1

    def finish(self) -> Sequence[Element]:
        """Return the elements, all of them closed."""
        self.close()
        for element in reversed(self._open[1:]):
            self.handle_endtag(element.tag)
        return self.elements


def elements_of(text: str) -> Sequence[Element]:
    """Return the elements of a page in the order in which they begin."""
    grower = _Grower()
    grower.feed(text)
    return grower.finish()
