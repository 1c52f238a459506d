"""Anki as it runs on this machine, through its add-on AnkiConnect: JSON over HTTP, on loopback unless told otherwise.

What answers is foreign: waited for so long, read up to so much, and each value checked.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flashcards.anki.answers import AnsweredNote, name_in
from flashcards.anki.fields import CARD_ID, TAG_ROOT
from flashcards.anki.notes import guid_for_name
from flashcards.anki.reviews import Review
from flashcards.deadline import within
from flashcards.errors import AccessError, ContentError, DamagedError, UsageError

_ADD_ON = "2055492159"
_VERSION = 6
_SECONDS = 60.0
_LARGEST = 20_000_000
_AT_ONCE = 200
_MOST_NOTES = 200_000
_MOST_REVIEWS = 200_000
_LONGEST_WORD = 200
_OK, _FORBIDDEN = 200, 403
_COLUMNS = ("id", "ease", "ivl", "factor", "time", "type")
_REFUSED = "Anki refused the permission; say yes when it asks, or allow it in AnkiConnect's settings"
_INSTALL = f"Tools, Add-ons, Get Add-ons, code {_ADD_ON}"


def _batches(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    return (numbers[place : place + _AT_ONCE] for place in range(0, len(numbers), _AT_ONCE))


def _place(url: str) -> tuple[type[HTTPConnection], str, int | None]:
    """How and where an address is reached. Raises UsageError."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        parts, host, port = urlsplit(""), None, None
    if parts.scheme not in ("http", "https") or not host:
        raise UsageError(f"{url} is no address of AnkiConnect, such as http://127.0.0.1:8765")
    return HTTPSConnection if parts.scheme == "https" else HTTPConnection, host, port


class Desktop:
    """An open Anki. ``key`` is what its add-on asks for, if it does; every method raises as ``ask`` does."""

    def __init__(self, url: str, key: str | None = None, seconds: float = _SECONDS) -> None:
        self._url, self._key, self._seconds = url, key, seconds
        self._connection, self._host, self._port = _place(url)

    def request_permission(self) -> None:
        """Ask whether we may, and whether its version is one that we speak."""
        found = self.ask("requestPermission")
        if not isinstance(found, dict) or not isinstance(found.get("permission"), str):
            raise self._strange()
        if found["permission"] != "granted":
            raise ContentError(_REFUSED)
        version = found.get("version")
        if not isinstance(version, int) or version < _VERSION:
            raise AccessError(f"the AnkiConnect at {self._url} is too old; update it in Anki ({_INSTALL})")

    def import_package(self, package: Path) -> None:
        """Let Anki import a package; the user's own tags, which an import drops with those of ours, stay."""
        before = self._own_tags()
        if self.ask("importPackage", path=str(package)) is not True:
            raise ContentError("Anki did not import the package; open a profile there, and try again")
        after = self._own_tags() if any(before.values()) else {}
        dropped: dict[frozenset[str], list[int]] = {}
        for note, tags in after.items():
            dropped.setdefault(before.get(note, frozenset()) - tags, []).append(note)
        for tags, notes in dropped.items():
            if tags:
                self.ask("addTags", notes=notes, tags=" ".join(sorted(tags)))

    def _own_tags(self) -> dict[int, frozenset[str]]:
        """The user's own tags of each note of ours, by its number."""
        tags = {number: self._tags(note) for number, note in self._notes()}
        return {
            number: frozenset(tag for tag in each if not tag.lower().startswith(TAG_ROOT))
            for number, each in tags.items()
        }

    def synchronise(self) -> None:
        """Let Anki synchronise, which goes on after this returns."""
        self.ask("sync")

    def notes(self) -> list[AnsweredNote]:
        """The notes of ours with their reviews; of two that hold one name the older."""
        found: dict[str, tuple[Mapping[str, Any], dict[str, str]]] = {}
        for _, note in self._notes():
            fields = self._fields(note)
            found.setdefault(name_in(fields), (note, fields))
        cards = {name: next(iter(self._cards(note)), 0) for name, (note, _) in found.items() if name}
        reviews = self._reviews([card for card in cards.values() if card])
        return [
            AnsweredNote(name, guid_for_name(name), found[name][1], self._tags(found[name][0]), reviews.get(card, ()))
            for name, card in cards.items()
        ]

    def _notes(self) -> Iterator[tuple[int, Mapping[str, Any]]]:
        """The notes of ours by their numbers, the oldest first."""
        for numbers in _batches(sorted(self._numbers("findNotes", query=f'"{CARD_ID}:_*"'))):
            for note in self._objects("notesInfo", notes=numbers):
                number = note.get("noteId")
                if type(number) is not int:
                    raise self._strange()
                yield number, note

    def _reviews(self, cards: Sequence[int]) -> dict[int, list[Review]]:
        found: dict[int, list[Review]] = {}
        count = 0
        for some in _batches(cards):
            answer = self.ask("getReviewsOfCards", cards=[str(card) for card in some])
            if not isinstance(answer, dict) or not all(isinstance(rows, list) for rows in answer.values()):
                raise self._strange()
            found |= {card: sorted(map(self._review, answer.get(str(card), ()))) for card in some}
            count += sum(map(len, answer.values()))
            if count > _MOST_REVIEWS:
                raise self._strange()
        return found

    def _review(self, row: object) -> Review:
        values: list[Any] = [row.get(name) for name in _COLUMNS] if isinstance(row, dict) else []
        if not values or any(type(value) is not int for value in values):
            raise self._strange()
        return Review(*values)

    def _fields(self, note: Mapping[str, Any]) -> dict[str, str]:
        fields = note.get("fields")
        if not isinstance(fields, dict) or not all(isinstance(each, dict) for each in fields.values()):
            raise self._strange()
        found = {name: each.get("value") for name, each in fields.items()}
        if not all(isinstance(value, str) for value in found.values()):
            raise self._strange()
        return found

    def _tags(self, note: Mapping[str, Any]) -> tuple[str, ...]:
        tags = note.get("tags")
        if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
            raise self._strange()
        return tuple(tags)

    def _cards(self, note: Mapping[str, Any]) -> list[int]:
        return self._whole(note.get("cards"))

    def _numbers(self, action: str, **params: object) -> list[int]:
        return self._whole(self.ask(action, **params))

    def _whole(self, found: object) -> list[int]:
        if not isinstance(found, list) or len(found) > _MOST_NOTES or any(type(each) is not int for each in found):
            raise self._strange()
        return found

    def _objects(self, action: str, **params: object) -> Iterable[Mapping[str, Any]]:
        """The objects of an answer; an empty one stands for what is not there any more."""
        found = self.ask(action, **params)
        if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
            raise self._strange()
        return [each for each in found if each]

    def ask(self, action: str, **params: object) -> Any:
        """What Anki answers to an action.

        Raises AccessError where nothing listens or the add-on is missing or too old, ContentError where it refuses,
        DamagedError where what answers is none of AnkiConnect's.
        """
        question = {"action": action, "version": _VERSION, "params": params}
        if self._key is not None:
            question["key"] = self._key
        body = json.dumps(question).encode()
        try:
            status, data = within(self._seconds, lambda: self._post(body))
        except TimeoutError as error:
            raise AccessError(f"no answer at {self._url} within {self._seconds:g} s; close Anki's dialogs") from error
        except HTTPException as error:
            raise self._strange() from error
        except UnicodeError as error:
            raise UsageError(f"{self._url} is no address of AnkiConnect: it names no host") from error
        except OSError as error:
            raise AccessError(
                f"nothing listens at {self._url}: start Anki; if it runs, its add-on AnkiConnect is missing: {_INSTALL}"
            ) from error
        return self._result(status, data)

    def _post(self, body: bytes) -> tuple[int, bytes]:
        """One request, straight to its place: no proxy is asked, and no answer leads elsewhere."""
        connection = self._connection(self._host, self._port, timeout=self._seconds)
        try:
            connection.request("POST", "/", body, {"Content-Type": "application/json"})
            answer: HTTPResponse = connection.getresponse()
            return answer.status, answer.read(_LARGEST + 1)
        finally:
            connection.close()

    def _result(self, status: int, data: bytes) -> Any:
        if status == _FORBIDDEN:
            raise ContentError(_REFUSED)
        try:
            found = json.loads(data) if status == _OK and len(data) <= _LARGEST else None
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, dict) or not {"result", "error"} <= found.keys():
            raise self._strange()
        if found["error"] is not None:
            raise self._refusal(str(found["error"])[:_LONGEST_WORD])
        return found["result"]

    def _refusal(self, word: str) -> Exception:
        if "api key" in word:
            return ContentError("AnkiConnect asks for its key; give it with --key")
        if "unsupported action" in word:
            return AccessError(f"the AnkiConnect at {self._url} is too old; update it in Anki ({_INSTALL})")
        return ContentError(f"Anki says: {word}")

    def _strange(self) -> DamagedError:
        return DamagedError(f"what answers at {self._url} is not as AnkiConnect answers; nothing of it was taken")
