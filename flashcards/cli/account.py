"""The account of a page: what became of its lines, as ``add`` says it and as JSON."""

from __future__ import annotations

from collections.abc import Sequence

from flashcards.content.page import Fate, Page, Span
from flashcards.schedule.wording import counted
from flashcards.terminal.plain import say

_ON_NO_CARD = {
    Fate.PROSE: "text around the questions",
    Fate.GUIDANCE: "advice on what to say",
    Fate.BAD_EXAMPLE: "bad examples",
    Fate.UNKNOWN: "not understood",
}
_MOST_RANGES = 6


def show_account(page: Page) -> None:
    """Say in a line each which words of a page are on no card, and which fields of its records were not used."""
    left = [span for span in page.spans if span.fate in _ON_NO_CARD and span.words]
    words = sum(span.words for span in left)
    if words:
        kinds = [kind for fate, kind in _ON_NO_CARD.items() if any(span.fate is fate for span in left)]
        say(f"on no card: {_ranges(left)}, {counted(words, 'word')} ({', '.join(kinds)})")
    if page.unused:
        say(f"fields that no card uses: {', '.join(page.unused)}")


def _ranges(spans: Sequence[Span]) -> str:
    joined: list[tuple[int, int]] = []
    for span in spans:
        if joined and span.first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(joined[-1][1], span.last))
        else:
            joined.append((span.first, span.last))
    named = [str(first) if first == last else f"{first} to {last}" for first, last in joined[:_MOST_RANGES]]
    more = [f"{len(joined) - _MOST_RANGES} more"] if len(joined) > _MOST_RANGES else []
    return f"{'line' if named == [str(joined[0][0])] else 'lines'} {', '.join([*named, *more])}"


def lines_json(spans: Sequence[Span]) -> list[dict[str, object]]:
    """The spans of a page: ``from`` and ``to``, ``columns`` where a line holds several things, and what each is."""
    return [
        {"from": span.first, "to": span.last, **({"columns": [*span.columns]} if span.columns else {}), "as": span.fate}
        for span in spans
    ]
