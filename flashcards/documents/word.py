"""A Word document as HTML: its headings, lists, tables and what is bold."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from flashcards.documents.document import LARGEST, Document, library
from flashcards.errors import DamagedError

# text and what gives it structure; pictures, fonts and settings are never unpacked
_READ = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|word/(?!settings|fontTable|theme)[^/]+\.xml|word/_rels/[^/]+\.rels"
)
_MOST_MEMBERS = 10_000
_LARGEST_PART = 4 * LARGEST
_CHUNK = 1 << 16
_TITLES = "p[style-name='Title'] => h1.title:fresh\np[style-name='Subtitle'] => p:fresh"
_HEADING_LEVEL = re.compile(r"(?<=<h)[1-5](?=>)|(?<=</h)[1-5](?=>)")
_TITLE = re.compile(r'<h1 class="title">(.*?)</h2>', re.DOTALL)
# so that every block has a line of its own, by which problems and spans name it
_BLOCK_END = re.compile(
    r"(?<=</p>)|(?<=</h\d>)|(?<=</li>)|(?<=</tr>)|(?<=<[uo]l>)|(?<=</[uo]l>)|(?<=<table>)|(?<=</table>)"
)


def read_word(document: Document) -> Document:
    """Return the text of a .docx as HTML, a block a line. Raises AccessError, DamagedError."""
    mammoth = library("mammoth", document.source)
    try:
        html = mammoth.convert_to_html(_bounded(document), style_map=_TITLES, convert_image=_no_picture).value
    except DamagedError:
        raise
    # whatever a hostile or broken file makes the library raise, it is the file's fault
    except Exception as error:
        raise DamagedError(f"{document.source} is a damaged .docx; save it anew, and add that") from error
    return document.converted(_BLOCK_END.sub("\n", _below_title(html)), ".html")


def _below_title(html: str) -> str:
    """The document's title as its only first heading: Word's own first headings are the chapters below it."""
    if 'class="title"' not in html:
        return html
    lowered = _HEADING_LEVEL.sub(lambda level: str(int(level.group()) + 1), html)
    return _TITLE.sub(r"<h1>\1</h1>", lowered)


def _no_picture(_image: object) -> list[object]:
    return []


def _bounded(document: Document) -> io.BytesIO:
    """The members that hold text in an archive of their own, so that no other one is ever unpacked."""
    own = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document.data)) as archive, zipfile.ZipFile(own, "w") as kept:
        wanted = [info for info in archive.infolist() if _READ.fullmatch(info.filename)]
        if len(wanted) > _MOST_MEMBERS or sum(info.file_size for info in wanted) > _LARGEST_PART:
            raise _too_large(document)
        left = _LARGEST_PART
        for info in wanted:
            content = b"".join(_chunks(archive, info, left, document))
            left -= len(content)
            if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
                raise DamagedError(f"{document.source} declares entities, which no .docx does; it was not read")
            kept.writestr(info.filename, content)
    own.seek(0)
    return own


def _chunks(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int, document: Document) -> Iterator[bytes]:
    """A member's content; what its header says of its size is not believed."""
    with archive.open(info) as member:
        while chunk := member.read(_CHUNK):
            most -= len(chunk)
            if most < 0:
                raise _too_large(document)
            yield chunk


def _too_large(document: Document) -> DamagedError:
    return DamagedError(f"{document.source} unpacks to over {_LARGEST_PART // 1_000_000} MB of text; it was not read")
