"""A page behind an address: fetched once, within bounds of time, size and redirects; nothing of it is executed."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from email.message import Message
from http.client import HTTPException
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from flashcards.deadline import within
from flashcards.documents.document import LARGEST, Document
from flashcards.errors import AccessError, ContentError

_SECONDS = 20
_MOST_REDIRECTS = 5
_SCHEMES = frozenset({"http", "https"})
_ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "application/json": ".json",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
# servers that do not know what they hold call it so; its first bytes and its name then say more
_UNKNOWN = frozenset({"application/octet-stream", "binary/octet-stream", ""})
_TOLD_IN_HTML = re.compile(rb"""<meta[^>]{0,200}?charset=["']?([\w.:-]{1,40})""", re.IGNORECASE)
_HEAD = 4096
_Answer = tuple[Message, bytes]


def fetch(address: str, seconds: float = _SECONDS) -> Document:
    """Return what stands behind an address. Raises ContentError for what is no text, AccessError if nothing comes."""
    parts = urlsplit(address)
    if parts.scheme.lower() not in _SCHEMES or not parts.hostname:
        raise ContentError(f"{address} is no address that can be read; it begins with https:// or http://")
    try:
        head, data = within(seconds, lambda: _get(address, seconds))
    except urllib.error.HTTPError as error:
        error.close()
        raise AccessError(f"cannot read {address}: the server answers {error.code} ({error.reason})") from error
    except TimeoutError as error:
        raise AccessError(f"cannot read {address}: no whole answer within {seconds:g} s; try later") from error
    except urllib.error.URLError as error:
        raise AccessError(f"cannot read {address}: {_reason(error)}") from error
    except (OSError, HTTPException, ValueError) as error:
        raise AccessError(f"cannot read {address}: {error or type(error).__name__}") from error
    if len(data) > LARGEST:
        raise ContentError(f"{address} holds over {LARGEST // 1_000_000} MB; save what asks as a file, and add that")
    return _document(address, head, data)


def _reason(error: urllib.error.URLError) -> object:
    return error.reason.strerror or error.reason if isinstance(error.reason, OSError) else error.reason


class _Redirects(urllib.request.HTTPRedirectHandler):
    max_redirections = _MOST_REDIRECTS


def _get(address: str, seconds: float) -> _Answer:
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler,
        urllib.request.HTTPHandler,
        urllib.request.HTTPSHandler,
        urllib.request.HTTPDefaultErrorHandler,
        urllib.request.HTTPErrorProcessor,
        _Redirects,
    ):
        opener.add_handler(handler())
    request = urllib.request.Request(address, headers={"User-Agent": "star-flashcards", "Accept": "text/*, */*;q=0.5"})
    with opener.open(request, timeout=seconds) as answer:
        return answer.headers, answer.read(LARGEST + 1)


def _document(address: str, head: Message, data: bytes) -> Document:
    kind = head.get_content_type() if head.get("Content-Type") else ""
    name = PurePosixPath(unquote(urlsplit(address).path)).name or "page"
    if kind in _UNKNOWN:
        return Document(data, name, address)
    if kind not in _ENDINGS and not kind.startswith("text/"):
        raise ContentError(f"{address} is no text ({kind}); add the address of a page")
    ending = _ENDINGS.get(kind, PurePosixPath(name).suffix or ".txt")
    return Document(_as_utf8(data, head, ending), name if name.endswith(ending) else name + ending, address)


def _as_utf8(data: bytes, head: Message, ending: str) -> bytes:
    """Text in the encoding that the server or the page names, as UTF-8; what cannot be decoded is left as it is."""
    if ending in (".pdf", ".docx"):
        return data
    in_page = _TOLD_IN_HTML.search(data[:_HEAD]) if ending == ".html" else None
    charset = head.get_content_charset() or (in_page[1].decode("ascii") if in_page else "utf-8")
    try:
        return data.decode(charset).encode()
    except (LookupError, ValueError):
        return data
