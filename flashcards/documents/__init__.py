"""Documents that are no plain text, and pages behind an address: their bytes become text with structure.

What comes in is foreign: its size is bounded before and while it is read, and nothing of it is executed.
"""

from flashcards.documents.document import LARGEST, Document, is_address
from flashcards.documents.reading import as_text

__all__ = ["LARGEST", "Document", "as_text", "is_address"]
