"""The rows of Anki's review log: its four answers as our grades and back, and a mark by which every home knows its own.

A row that we write and one that Anki writes are alike but for that mark, which lies where nothing that Anki writes
itself falls: Anki's ease factors are multiples of ten, or a difficulty that is far below the smallest of them.
"""

from __future__ import annotations

import hashlib
from typing import NamedTuple

# Again, Hard, Good, Easy
GRADES = {1: 1, 2: 3, 3: 4, 4: 5}
EASES = {0: 1, 1: 1, 2: 1, 3: 2, 4: 3, 5: 4}
_BY_HAND = 0
_FILTERED = 3
_MANUAL = 4
_LEAST_FACTOR = 1_300
_FACTOR_STEP = 10
_MILLISECONDS = 1_000


class Review(NamedTuple):
    """A row of the review log.

    ``at`` is its id and time in UTC milliseconds; ``ease`` 1 to 4, 0 where nobody answered; ``interval`` in days, below
    0 in seconds; ``factor`` in permille; ``taken`` in milliseconds, which Anki caps; ``kind`` 0 learned, 1 reviewed, 2
    relearned, 3 in a filtered deck, 4 set by hand, 5 rescheduled.
    """

    at: int
    ease: int
    interval: int
    factor: int
    taken: int
    kind: int

    @property
    def is_answer(self) -> bool:
        """Whether somebody answered, and no date was only set."""
        return self.ease in GRADES

    @property
    def is_drill(self) -> bool:
        """Whether it was answered in a filtered deck."""
        return self.kind == _FILTERED

    @property
    def is_by_hand(self) -> bool:
        """Whether the user set the date, or made the card a new one."""
        return self.ease == _BY_HAND and self.kind == _MANUAL

    @property
    def is_own(self) -> bool:
        """Whether we have written it; see ``marked``."""
        return self.factor >= _LEAST_FACTOR and self == marked(self)


def marked(review: Review) -> Review:
    """The same row with our mark: a last digit of its factor and a fraction of its second that follow from its id."""
    number = int.from_bytes(hashlib.blake2b(str(review.at).encode(), digest_size=8).digest(), "big")
    digit = 1 + number % (_FACTOR_STEP - 1)
    return review._replace(
        factor=review.factor - review.factor % _FACTOR_STEP + digit,
        taken=review.taken - review.taken % _MILLISECONDS + number // _FACTOR_STEP % _MILLISECONDS,
    )
