"""Finding in a session: letters filter until Enter, then they are keys of a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from flashcards.content.finding import Hit, spans
from flashcards.content.naming import called
from flashcards.rehearsal.typed import Typed
from flashcards.schedule.wording import counted
from flashcards.terminal.views import PASTE, FindView, HitView

KEYS = (
    ("letters", "words to look for; what is found narrows with each"),
    ("Enter", "go to the list; there: show the card"),
    ("up, down", "move in the list"),
    ("e", "edit the card in your editor"),
    ("@", "suspend it, or let it back"),
    ("r", "rehearse it now"),
    ("/", "look for something else"),
    ("?", "these keys"),
    ("Esc, q", "back to where you were"),
)
_TYPING_KEYS = (("Enter", "to the list"), ("↑↓", "move"), ("Esc", "back"))
_LIST_KEYS = (
    ("Enter", "show"),
    ("r", "rehearse now"),
    ("e", "edit"),
    ("@", "suspend"),
    ("↑↓", "move"),
    ("/", "words"),
    ("?", "keys"),
    ("q", "back"),
)
_PAGE = 5
_NOTHING_TYPED = Typed.of("")


class Finding(NamedTuple):
    """What is typed, what was found for it, and the place of the chosen hit.

    ``typing`` is whether letters filter. ``deed`` is what a key asks for, which is done elsewhere, "" for nothing:
    ``show``, ``edit``, ``suspend``, ``rehearse``, ``help``, ``leave``, ``end``.
    """

    typed: Typed = _NOTHING_TYPED
    hits: tuple[Hit, ...] = ()
    at: int = 0
    typing: bool = True
    deed: str = ""
    remark: str = ""
    are_more: bool = False

    @property
    def chosen(self) -> Hit | None:
        """The hit that keys are about."""
        return self.hits[self.at] if self.hits else None

    def with_hits(self, hits: Sequence[Hit], are_more: bool = False) -> Finding:
        """With what is found now, maybe the first of more; the card that was chosen stays so where it still is."""
        before = self.chosen.card.id if self.chosen else ""
        at = next((place for place, hit in enumerate(hits) if hit.card.id == before), 0)
        return self._replace(hits=tuple(hits), at=0 if self.typing else at, are_more=are_more)

    def after(self, key: str) -> Finding:
        """What a key makes of it."""
        plain = self._replace(deed="", remark="")
        steps = {"up": -1, "down": 1, "pageup": -_PAGE, "pagedown": _PAGE}.get(key)
        if steps is not None:
            return plain._replace(at=min(max(0, len(self.hits) - 1), max(0, self.at + steps)))
        if key in ("esc", "end"):
            return plain._replace(deed="leave" if key == "esc" else "end")
        return plain._typed(key) if self.typing else plain._in_list(key)

    def _typed(self, key: str) -> Finding:
        if key == "enter":
            said = "" if self.hits else "Nothing is found for that; Esc goes back."
            return self._replace(typing=not self.hits, remark=said)
        return self._replace(typed=self.typed.after(key))

    def _in_list(self, key: str) -> Finding:
        if key in _DEEDS:
            return self._replace(deed=_DEEDS[key])
        if key == "/":
            return self._replace(typing=True, typed=_NOTHING_TYPED)
        if key in ("home", "last"):
            return self._replace(at=0 if key == "home" else max(0, len(self.hits) - 1))
        unused = key.startswith(PASTE) or not key.isprintable()
        return self if unused else self._replace(remark=f"{key!r} does nothing here; ? lists the keys.")


_DEEDS = {"enter": "show", "e": "edit", "@": "suspend", "r": "rehearse", "?": "help", "q": "leave"}


def hit_views(hits: Sequence[Hit], states: Sequence[str] = ()) -> tuple[HitView, ...]:
    """The hits by name and question, as they are told apart among each other."""
    names = called([(hit.card.id, hit.card.question) for hit in hits])
    lines = [hit.best for hit in hits]
    return tuple(
        HitView(
            *names[hit.card.id], line.field, line.text, spans(hit.words, line.text), states[place] if states else ""
        )
        for place, (hit, line) in enumerate(zip(hits, lines, strict=True))
    )


def view_of_finding(state: Finding, hits: tuple[HitView, ...]) -> FindView:
    """The screen of it."""
    return FindView(
        words=state.typed.text,
        typed=state.typed.halves if state.typing else None,
        hits=hits,
        chosen=state.at if state.hits else None,
        said=("the first " if state.are_more else "") + counted(len(state.hits), "card")
        if state.typed.text
        else "type a word",
        keys=_TYPING_KEYS if state.typing else _LIST_KEYS,
        remark=state.remark,
    )
