"""The last good reading of each deck, in a file of its own: what is shown without reading an unchanged deck twice.

The file is a cache of the deck files, but for the text of cards that have gone from them.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from flashcards.content.text.source import is_utf8
from flashcards.store import meta

if TYPE_CHECKING:
    from flashcards.content.cards import Card

_NONE = "[]"
_UNTOLD = "untold/"


class KnownFile(NamedTuple):
    """What was last read from one deck file.

    ``path`` is relative to the decks folder; ``changed`` the file's time in nanoseconds. ``problems`` are lines for
    the user.
    """

    path: str
    deck: str
    name: str
    size: int
    changed: int
    digest: str
    target: int
    pace: int
    problems: tuple[str, ...] = ()


def known_files(conn: sqlite3.Connection) -> dict[str, KnownFile]:
    """Every deck file that was read, by its path."""
    rows = conn.execute("select path, deck, name, size, changed, digest, target, pace, problems from files")
    return {row[0]: KnownFile(*(*row[:-1], tuple(json.loads(row[-1])))) for row in rows}


def remember_file(conn: sqlite3.Connection, file: KnownFile) -> None:
    """Write what was read from one file over what was known of it."""
    row = (*file[:-1], json.dumps(file.problems))
    conn.execute(
        """insert or replace into files (path, deck, name, size, changed, digest, target, pace, problems)
           values (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        row,
    )


def forget_file(conn: sqlite3.Connection, path: str) -> None:
    """Drop a file that is no longer there."""
    conn.execute("delete from files where path = ?", (path,))


def remember_cards(conn: sqlite3.Connection, deck: str, cards: Iterable[Card]) -> None:
    """Let exactly these cards be the deck's; what was there and is not any more is kept as gone."""
    retire(conn, deck)
    conn.executemany(
        """insert into cards values (?, ?, ?, ?, ?, ?, ?) on conflict (id) do update set
             deck = excluded.deck, position = excluded.position, kind = excluded.kind, prompt = excluded.prompt,
             content = excluded.content, line = excluded.line""",
        (
            (card.id, deck, position, card.kind, card.prompt, _to_json(card), card.line)
            for position, card in enumerate(cards)
        ),
    )


def told_text(conn: sqlite3.Connection, card_id: str) -> tuple[Card, int] | None:
    """A story as it was when it was last told, and how often it had been told; None where it never changed since."""
    row = conn.execute(
        "select t.content, t.told, c.line from told_texts t join cards c on c.id = t.id where t.id = ?", (card_id,)
    ).fetchone()
    return (_from_json(row[0], row[2]), row[1]) if row else None


def keep_told_text(conn: sqlite3.Connection, card: Card, told: int, rewritten: bool) -> None:
    """Remember how a story read when it was told for the ``told``-th time, and whether it is another one by now."""
    conn.execute(
        "insert or replace into told_texts values (?, ?, ?, ?)", (card.id, _to_json(card), told, int(rewritten))
    )


def rename_told_texts(conn: sqlite3.Connection, cards: Iterable[tuple[str, str]]) -> None:
    """Keep under its new id what is remembered of each card's text when it was told; ``cards`` are (old, new)."""
    conn.executemany("update or replace told_texts set id = ? where id = ?", ((new, old) for old, new in cards))


def rewritten(conn: sqlite3.Connection) -> dict[str, int]:
    """The cards whose text became another one, with how often they had been told by then."""
    return dict(conn.execute("select id, told from told_texts where rewritten = 1").fetchall())


def retire(conn: sqlite3.Connection, deck: str) -> None:
    """Let a deck show no card; what was read of them is kept."""
    _is_untold(conn, deck)
    conn.execute("update cards set deck = null where deck = ?", (deck,))


def card(conn: sqlite3.Connection, card_id: str) -> Card | None:
    """The card as it was last read, gone or not."""
    row = conn.execute("select content, line from cards where id = ?", (card_id,)).fetchone()
    return _from_json(*row) if row else None


def some_cards(conn: sqlite3.Connection, card_ids: Sequence[str]) -> dict[str, Card]:
    """Those of these cards that were ever read, by their ids."""
    if not card_ids:
        return {}
    query = "select content, line from cards where id in (select value from json_each(?))"
    rows = conn.execute(query, (json.dumps(list(card_ids)),))
    found = (_from_json(*row) for row in rows)
    return {card.id: card for card in found}


def cards(conn: sqlite3.Connection, decks: Sequence[str] = ()) -> list[Card]:
    """Every card that these decks (all, where none is named) show, in their order."""
    query = "select content, line from cards where deck = ? order by position"
    rows = (row for deck in sorted(decks or shown_decks(conn)) for row in conn.execute(query, (deck,)))
    return [_from_json(*row) for row in rows]


def cards_that(conn: sqlite3.Connection, decks: Sequence[str], may: Callable[[str], bool]) -> Iterator[Card]:
    """Those cards of these decks, of all where none is named, of which ``may`` says so, given what is kept of them."""
    return (_from_json(text, line) for text, line in _kept(conn, decks) if may(text))


def kept_texts(conn: sqlite3.Connection, decks: Sequence[str]) -> Iterator[str]:
    """What is kept of each card of these decks, of all where none is named, as ``cards_that`` asks about it."""
    return (text for text, _ in _kept(conn, decks))


def _kept(conn: sqlite3.Connection, decks: Sequence[str]) -> Iterator[tuple[str, int]]:
    query = "select content, line from cards where deck = ? order by position"
    return (row for deck in sorted(decks or shown_decks(conn)) for row in conn.execute(query, (deck,)))


def count_cards(conn: sqlite3.Connection, decks: Sequence[str] = ()) -> int:
    """How many cards these decks show, all where none is named."""
    query = "select count(*) from cards where deck is not null and (? or deck in (select value from json_each(?)))"
    (count,) = conn.execute(query, (not decks, json.dumps(decks))).fetchone()
    return int(count)


def gone_ids(conn: sqlite3.Connection) -> list[str]:
    """The ids of the cards that were read once and stand in no deck now."""
    return [card_id for (card_id,) in conn.execute("select id from cards where deck is null order by id")]


def is_shown(conn: sqlite3.Connection, card_id: str) -> bool:
    """Whether some deck shows the card."""
    return bool(conn.execute("select 1 from cards where id = ? and deck is not null", (card_id,)).fetchone())


def gone_cards(conn: sqlite3.Connection) -> list[Card]:
    """Every card that was read once and stands in no deck now."""
    rows = conn.execute("select content, line from cards where deck is null order by id")
    return [_from_json(*row) for row in rows]


def card_ids(conn: sqlite3.Connection, deck: str) -> list[str]:
    """The ids of the cards that a deck shows, in its order."""
    rows = conn.execute("select id from cards where deck = ? order by position", (deck,))
    return [card_id for (card_id,) in rows]


def shown_decks(conn: sqlite3.Connection) -> list[str]:
    """The slugs of the decks that show a card."""
    return [deck for (deck,) in conn.execute("select distinct deck from cards where deck is not null order by deck")]


def ids_called(conn: sqlite3.Connection, name: str, limit: int) -> list[str]:
    """Of the cards that some deck shows the one of this id, else those whose id ends in it behind a slash."""
    if not is_utf8(name):
        return []
    if is_shown(conn, name):
        return [name]
    query = """select id from cards where deck is not null and substr(id, -length(:end)) = :end
               order by deck, position limit :limit"""
    return [card_id for (card_id,) in conn.execute(query, {"end": f"/{name}", "limit": limit})]


def ids_with(conn: sqlite3.Connection, piece: str, limit: int, behind_deck: bool = False) -> list[str]:
    """The ids, of cards that some deck shows, in which this piece occurs; with ``behind_deck`` behind their deck."""
    if not is_utf8(piece):
        return []
    query = """select id from cards where deck is not null
               and instr(case when :behind then substr(id, instr(id, '/')) else id end, :piece) > 0
               order by deck, position limit :limit"""
    rows = conn.execute(query, {"piece": piece, "behind": behind_deck, "limit": limit})
    return [card_id for (card_id,) in rows]


def all_asked(conn: sqlite3.Connection) -> list[tuple[str, str]]:
    """The id of every card that some deck shows, with its prompt, in the order of the decks."""
    rows = conn.execute("select id, prompt from cards where deck is not null order by deck, position")
    return [(card_id, prompt) for card_id, prompt in rows]


def get_unclear(conn: sqlite3.Connection) -> list[tuple[str, list[str]]]:
    """The cards of which nobody knows yet whose history is theirs, each with the cards it may be."""
    return _unclear(meta.get(conn, "unclear"))


def _unclear(text: str | None) -> list[tuple[str, list[str]]]:
    return [(new, list(olds)) for new, olds in json.loads(text)] if text else []


def set_unclear(conn: sqlite3.Connection, unclear: Sequence[tuple[str, Sequence[str]]]) -> None:
    """Remember which cards are open; nothing is written where there are none, as before."""
    text = json.dumps(unclear, ensure_ascii=False)
    if text != (meta.get(conn, "unclear") or _NONE):
        meta.put(conn, "unclear", text)


class State(NamedTuple):
    """How the readings stand.

    ``mark`` is that of the state which the schedule was told of last, None where it never was; ``untold`` the decks
    whose cards changed since, each with the mark of its last change; ``unclear`` is as ``get_unclear`` gives it.
    """

    mark: str | None
    untold: dict[str, str]
    unclear: list[tuple[str, list[str]]]


def state(conn: sqlite3.Connection) -> State:
    """How the readings stand, in one look."""
    found: dict[str, str] = dict(conn.execute("select key, value from meta").fetchall())
    untold = {key.removeprefix(_UNTOLD): value for key, value in found.items() if key.startswith(_UNTOLD)}
    return State(found.get("mark"), untold, _unclear(found.get("unclear")))


def was_told(conn: sqlite3.Connection, mark: str, decks: Mapping[str, str]) -> None:
    """Remember that the schedule knows the state of this mark, with these changes of decks and no later ones."""
    conn.execute("begin immediate")
    meta.put(conn, "mark", mark)
    conn.executemany("delete from meta where key = 'untold/' || ? and value = ?", decks.items())
    conn.execute("commit")


def _is_untold(conn: sqlite3.Connection, deck: str) -> None:
    conn.execute("insert or replace into meta values ('untold/' || ?, hex(randomblob(8)))", (deck,))


def _to_json(card: Card) -> str:
    fields = {
        "id": card.id,
        "deck": card.deck,
        "kind": card.kind,
        "prompt": card.prompt,
        "about": card.about,
        "parts": [(part.name, part.bullets, part.text, part.note) for part in card.parts],
        "wordings": card.wordings,
        "tags": card.tags,
        "follow_ups": card.follow_ups,
        "asides": card.asides,
    }
    return json.dumps(fields, ensure_ascii=False)


def _from_json(text: str, line: int) -> Card:
    from flashcards.content.cards import Card, CardKind, CardPart

    fields = json.loads(text)
    return Card(
        id=fields["id"],
        deck=fields["deck"],
        kind=CardKind(fields["kind"]),
        prompt=fields["prompt"],
        about=fields["about"],
        parts=tuple(CardPart(name, tuple(bullets), text, *note) for name, bullets, text, *note in fields["parts"]),
        wordings=tuple(fields["wordings"]),
        tags=tuple(fields["tags"]),
        follow_ups=tuple(fields["follow_ups"]),
        # cards that have gone are as an earlier version kept them
        asides=tuple((name, said) for name, said in fields.get("asides", ())),
        line=line,
    )
