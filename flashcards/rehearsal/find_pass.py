"""A look for cards in mid-session: what is typed, moved to and done, until the user is back or rehearses one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from flashcards.content.finding import Hit, words_of
from flashcards.home.finding import Search
from flashcards.home.outlines import outlined
from flashcards.rehearsal.finding import KEYS, Finding, hit_views, view_of_finding
from flashcards.store import standings

if TYPE_CHECKING:
    from flashcards.home.library import Library
    from flashcards.rehearsal.recorder import Recorder
    from flashcards.rehearsal.run import Run
    from flashcards.terminal.views import Face

# as many as anybody moves through
_MOST = 200
# whoever types does not wait: of more cards that hold the words, these are ranked
_MOST_RANKED = 2_000
_IS_SUSPENDED = "It is suspended; @ lets it back first."
_SUSPENDED, _LET_BACK = "Suspended; @ lets it back.", "Let back into the reviews; @ suspends it."
Deed = Callable[[str], str]
"""Does something with a card; returns what was done."""


def look_for(library: Library, face: Face, recorder: Recorder, run: Run, edit: Deed) -> bool:
    """Let the user find cards, until one is to be rehearsed now, which comes next then; False to end the session."""

    def turn(card: str) -> str:
        if not recorder.turn(card):
            return _LET_BACK
        run.put_away(card)
        return _SUSPENDED

    state, search = Finding(), Search(library, _MOST_RANKED)
    while state.deed not in ("leave", "end", "rehearse"):
        hits = search.hits(words_of(state.typed.text))
        state = state.with_hits(hits[:_MOST], are_more=search.is_cut or len(hits) > _MOST)
        state = _with_key(library, face, state)
        if state.deed == "rehearse" and state.chosen and _state(library, state.chosen):
            state = state._replace(deed="", remark=_IS_SUSPENDED)
        elif state.deed in ("edit", "suspend", "show", "help"):
            state = _done(library, face, state, {"edit": edit, "suspend": turn})
            search.forget()
    if state.deed == "rehearse" and state.chosen:
        run.ask_for(state.chosen.card.id)
    return state.deed != "end"


def _with_key(library: Library, face: Face, state: Finding) -> Finding:
    """Show what was found until something else is typed, or something is to be done."""
    states = [_state(library, hit) for hit in state.hits]
    views, looked_for = hit_views(state.hits, states), state.typed.text
    state = state._replace(deed="")
    while not state.deed and state.typed.text == looked_for:
        state = state.after(face.find(view_of_finding(state, views)))
    return state


def _state(library: Library, hit: Hit) -> str:
    return "suspended" if standings.standing(library.database.conn, hit.card.id).suspended else ""


def _done(library: Library, face: Face, state: Finding, deeds: dict[str, Deed]) -> Finding:
    """Do what a key asks for with the chosen card; the list stays."""
    hit = state.chosen
    if state.deed == "help" or hit is None:
        face.help("Keys", KEYS)
    elif state.deed == "show":
        face.help(hit.card.question, _whole(library, hit))
    else:
        return state._replace(remark=deeds[state.deed](hit.card.id))
    return state


def _whole(library: Library, hit: Hit) -> list[tuple[str, str]]:
    """A card as its outline, and what else is told of it."""
    card = outlined(library.readings, hit.card)
    rows = [("", card.about)] if card.about else []
    for part in card.parts:
        rows += [(part.name if place == 0 else "", line) for place, line in enumerate(part.outline)]
    rows += [("Follow-up", each) for each in card.follow_ups]
    rows += [(name, line) for name, said in card.asides for line in said.splitlines()]
    return rows or [("", card.prompt)]
