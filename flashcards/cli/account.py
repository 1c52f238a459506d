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


def show_account(page: Page) -> None:
    """Say in a line each which words of a page are on no card, and which fields of its records were not used."""
    left = [span for span in page.spans if _is_left(span)]
    words = sum(span.words for span in left)
    if words:
        headings = sum(span.headings for span in left)
        kinds = [f"{counted(headings, 'heading')} with text below"] if headings else []
        kinds += [kind for fate, kind in _ON_NO_CARD.items() if any(span.fate is fate for span in left)]
        ranges = _ranges(page.spans)
        lines, are = ("lines", "are") if " " in ranges else ("line", "is")
        say(f"{lines} {ranges}, {counted(words, 'word')}, {are} on no card: {', '.join(kinds)}")
    if page.unused:
        say(f"fields that no card uses: {', '.join(page.unused)}")


def _is_left(span: Span) -> bool:
    return span.fate in _ON_NO_CARD and span.words > 0


def _ranges(spans: Sequence[Span]) -> str:
    """The lines on no card, those with nothing that says something between them as one range."""
    joined: list[tuple[int, int]] = []
    goes_on = False
    for span in spans:
        if _is_left(span):
            joined[-1:] = [(joined[-1][0], span.last)] if goes_on else [*joined[-1:], (span.first, span.last)]
        goes_on = _is_left(span) or (goes_on and not span.words)
    return ", ".join(str(first) if first == last else f"{first} to {last}" for first, last in joined)


def lines_json(spans: Sequence[Span]) -> list[dict[str, object]]:
    """The spans of a page: ``from`` and ``to``, ``columns`` where a line holds several things, and what each is."""
    return [
        {"from": span.first, "to": span.last, **({"columns": [*span.columns]} if span.columns else {}), "as": span.fate}
        for span in spans
    ]
