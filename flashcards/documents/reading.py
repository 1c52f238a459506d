"""Which reader a document needs, by its first bytes: an ending may lie."""

from __future__ import annotations

import io
import zipfile

from flashcards.documents.document import Document
from flashcards.errors import ContentError

_ZIP = b"PK\x03\x04"
_PDF = b"%PDF-"
_PDF_WITHIN = 1024  # the header may stand anywhere in the first KiB (PDF 1.7, implementation note 13)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RICH_TEXT = b"{\\rtf"
_WORD_BODY = "word/document.xml"


def as_text(document: Document) -> Document:
    """Return a document whose bytes are text: HTML of a .docx, lines of a .pdf, and any other as it is.

    Raises ContentError for a format that is not read and for a document that holds no text, AccessError where the
    library for it is missing, DamagedError for one that is damaged or hostile.
    """
    data = document.data
    if data.startswith(_ZIP):
        return _packed(document)
    if _PDF in data[:_PDF_WITHIN]:
        from flashcards.documents.pdf import read_pdf

        return read_pdf(document)
    if data.startswith((_OLD_OFFICE, _RICH_TEXT)):
        raise _to_be_saved(document, "an old Word or rich text file")
    return document


def _packed(document: Document) -> Document:
    try:
        with zipfile.ZipFile(io.BytesIO(document.data)) as archive:
            members = frozenset(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise ContentError(f"{document.source} is packed, but cannot be opened: {error}") from error
    if _WORD_BODY in members:
        from flashcards.documents.word import read_word

        return read_word(document)
    if "content.xml" in members and "mimetype" in members:
        raise _to_be_saved(document, "an OpenDocument file")
    if any(name.endswith(".iwa") for name in members):
        raise _to_be_saved(document, "a Pages file")
    raise ContentError(f"{document.source} is an archive; unpack it, and add the pages that are in it")


def _to_be_saved(document: Document, what: str) -> ContentError:
    return ContentError(f"{document.source} is {what}; save it as .docx, and add that")
