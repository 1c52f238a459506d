"""Sharing cards out over the days before an interview."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from flashcards.schedule.sharing import Window, shared_out

FIRST = 100
days = st.integers(FIRST - 2, FIRST + 8)
windows = st.lists(st.builds(Window, days, days), max_size=24)


def as_it_is_said(strongest: list[Window], told_today: int, first: int, last: int) -> list[int]:
    """The same in the plainest words: on each day every card that is left is looked at."""
    given_out: dict[int, int] = {}
    for day in range(last, first, -1):
        left = [rank for rank in range(len(strongest)) if rank not in given_out]
        can_wait = [rank for rank in left if strongest[rank].latest >= day]
        must = [rank for rank in can_wait if strongest[rank].earliest >= day]
        may = [rank for rank in can_wait if strongest[rank].earliest < day]
        room = max(0, (len(left) + told_today) // (day - first + 1) - len(must))
        taken = may[len(may) - room :] if room < len(may) else may
        if day == last and 1 < room < len(may):
            taken = [may[0], *taken[1:]]
        given_out.update(dict.fromkeys([*must, *taken], day))
    return [given_out.get(rank, first) for rank in range(len(strongest))]


@given(windows, st.integers(0, 6), st.integers(0, 6))
def test_days_are_shared_out_as_if_every_card_were_looked_at_on_every_day(
    strongest: list[Window], told_today: int, length: int
):
    """One pass gives what many give, whatever the windows are."""
    last = FIRST + length
    assert shared_out(strongest, told_today, FIRST, last) == as_it_is_said(strongest, told_today, FIRST, last)


class Counted(int):
    """A study day that counts how often it is compared."""

    compared = 0

    def __lt__(self, other: int) -> bool:
        Counted.compared += 1
        return int(self) < other

    def __gt__(self, other: int) -> bool:
        Counted.compared += 1
        return int(self) > other


def test_the_work_grows_with_the_cards_and_not_with_the_days():
    """Each window is looked at a few times, however many days there are."""
    counts = []
    for length in (10, 200):
        Counted.compared = 0
        shared_out([Window(Counted(FIRST), Counted(FIRST + length))] * 400, 0, FIRST, FIRST + length)
        counts.append(Counted.compared)
    assert counts[1] <= counts[0] <= 4 * 400


def test_a_day_has_its_share_and_ends_on_the_strongest():
    """Nine cards over three days: the weakest late, one strong one on the last evening."""
    assert shared_out([Window(FIRST, FIRST + 2)] * 9, 0, FIRST, FIRST + 2) == [
        *(FIRST + 2, FIRST, FIRST, FIRST, FIRST + 1, FIRST + 1, FIRST + 1, FIRST + 2, FIRST + 2)
    ]
