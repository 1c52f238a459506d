"""Beats: what one sentence contributes to an outline, from its bare statement up to every word."""

from __future__ import annotations

from collections.abc import Sequence

from flashcards.content.outline.clauses import Clause, Role, clauses_of
from flashcards.content.outline.english import PRONOUNS, SUBORDINATORS
from flashcards.content.outline.packing import LINE_WORDS, lines_of, strain_of
from flashcards.content.outline.trimming import trimmed
from flashcards.content.outline.words import Word, size_of

_LONGEST_GROWN = 150
LEAD_IN = 0.2
_LEAD_IN_WORDS = 8
_LONGEST_END = 6
_LONGEST_BETWEEN = 4
_LONGEST_WHOLE = 30
_MORE_STRAIN = 2.0
_STRAIN_OF_LINE = 8.0
_BACKWARD = frozenset({"they", "it", "these", "those"})
_STATUS = frozenset({"was", "am", "were"})


class Beat:
    """One sentence while its outline is made: which clauses are taken, and how many words of each."""

    def __init__(self, clauses: Sequence[Clause], weight: float, english: bool) -> None:
        self._clauses = clauses
        self._kept = [0] * len(clauses)
        self._shown: tuple[list[int], list[str]] = list(self._kept), []
        self._english = english
        self.weight = weight

    @property
    def size(self) -> float:
        """The words taken so far."""
        return sum(size_of(clause.words[:kept]) for clause, kept in zip(self._clauses, self._kept, strict=True))

    @property
    def height(self) -> int:
        """The lines that they fill."""
        return len(self.lines())

    def lines(self) -> list[str]:
        """The lines of what is taken."""
        if self._shown[0] != self._kept:
            self._shown = list(self._kept), lines_of(self._taken(), self._english)
        return self._shown[1]

    def _taken(self) -> list[tuple[Clause, int]]:
        return [(clause, kept) for clause, kept in zip(self._clauses, self._kept, strict=True) if kept]

    def take_figures(self) -> None:
        """Take every clause with a figure, and what is needed to understand it."""
        for index, clause in enumerate(self._clauses):
            if any(word.figure for word in clause.words):
                self._take(index)
        if any(self._kept):
            self.take_head()

    def take_head(self) -> None:
        """Take the bare statement, with all that limits it or is set against it."""
        if not self._english:
            self._take_in_order()
            return
        head = next((index for index, clause in enumerate(self._clauses) if clause.role is Role.HEAD), 0)
        self._take(head)
        if head and self._clauses[head].words[0].key in _BACKWARD:
            self._take(head - 1)
        for index, clause in enumerate(self._clauses):
            if clause.role is Role.BOUND or (clause.role is Role.PAIRED and self._is_near(index)):
                self._take(index)

    def _take_in_order(self) -> None:
        """Take clauses from the first on: without knowing the words, none can be left out between two others."""
        size = 0.0
        for index, clause in enumerate(self._clauses):
            size += size_of(clause.words)
            if index and size > _LONGEST_WHOLE:
                return
            self._kept[index] = clause.core

    def _is_near(self, index: int) -> bool:
        """Whether the clause before a paired one is taken, and its end can be."""
        kept, words = self._kept[index - 1], self._clauses[index - 1].words
        return len(words) - kept <= (_LONGEST_END if kept else _LONGEST_BETWEEN)

    def shorten(self, lines: int) -> None:
        """Let go of the last clauses, then of the last words, until the rest fits in ``lines``."""
        room = float(lines * LINE_WORDS)
        for index, kept in enumerate(self._kept):
            if room < 0:
                self._kept[index] = 0
            room -= size_of(self._clauses[index].words[:kept])
        while self.height > lines:
            last = max(index for index, kept in enumerate(self._kept) if kept)
            if sum(kept > 0 for kept in self._kept) > 1:
                self._kept[last] = 0
            else:
                self._kept[last] = min(self._kept[last] - 1, lines * LINE_WORDS)

    def drop(self) -> None:
        """Take nothing."""
        self._kept = [0] * len(self._clauses)

    def grow(self, room: float, lines: int) -> float:
        """Take more words where they fit in the lines that there are and ``lines`` more; return how many."""
        before = self.size
        if not self._english or sum(len(clause.words) for clause in self._clauses) > _LONGEST_GROWN:
            return 0
        most = self.height + lines
        for index, clause in enumerate(self._clauses):
            is_new = not self._kept[index]
            if is_new and not self._may_add(index):
                continue
            may_add_line = is_new and not clause.leans
            for cut in clause.cuts:
                if cut < clause.core or cut <= self._kept[index]:
                    continue
                if not self._lengthen(index, cut, before + room, most if may_add_line else self.height):
                    break
        return self.size - before

    def _lengthen(self, index: int, cut: int, size: float, height: int) -> bool:
        """Take a clause up to ``cut``, unless there is no room for it or the lines would tear more apart."""
        old, strain, lines = list(self._kept), strain_of(self._taken(), english=True), self.height
        is_new = not old[index]
        self._kept[index] = cut
        if cut == len(self._clauses[index].words) or is_new:
            self._finish_list(index + 1)
        allowed = strain + _MORE_STRAIN + _STRAIN_OF_LINE * max(0, self.height - lines)
        if self.size > size or self.height > height or strain_of(self._taken(), english=True) > allowed:
            self._kept = old
            return False
        return True

    def _may_add(self, index: int) -> bool:
        """Whether a clause that is left out may come in: one that leans needs the whole of the one in front."""
        if not self._clauses[index].leans and not (index and self._is_announced(index)):
            return True
        return index > 0 and self._kept[index - 1] == len(self._clauses[index - 1].words)

    def _finish_list(self, index: int) -> None:
        """Take the items behind a clause, and what is set against it: a part would pass for the whole."""
        while index < len(self._clauses) and self._clauses[index].role in {Role.ITEM, Role.PAIRED}:
            self._kept[index] = len(self._clauses[index].words)
            index += 1

    def _take(self, index: int) -> None:
        """Take the core of a clause, and of those that it needs."""
        while not self._kept[index]:
            clause = self._clauses[index]
            self._kept[index] = clause.core
            self._take_main_clause(index)
            if not index or not (clause.leans or self._is_announced(index)):
                return
            self._take_whole(index - 1, clause.role is Role.PAIRED)
            if self._kept[index - 1]:
                return
            index -= 1

    def _take_whole(self, index: int, always: bool) -> None:
        """Take a clause to its end, where the next is set against its last words or explains them."""
        clause = self._clauses[index]
        announces = clause.words[-1].text[-1] == ":" and size_of(clause.words) <= LINE_WORDS
        if always or announces:
            self._take(index)
            self._kept[index] = len(clause.words)

    def _is_announced(self, index: int) -> bool:
        return self._english and self._clauses[index - 1].words[-1].text[-1] == ":"

    def _take_main_clause(self, index: int) -> None:
        """Behind a colon ``if it fails, we stop`` is a sentence of its own: the condition needs its main clause."""
        starts = index and self._clauses[index - 1].words[-1].text[-1] in ":;—–"
        if starts and self._clauses[index].words[0].key in SUBORDINATORS and index + 1 < len(self._clauses):
            self._kept[index + 1] = max(self._kept[index + 1], self._clauses[index + 1].core)


def beats_of(words: Sequence[Word], item: bool, english: bool, of_task: bool) -> Beat:
    """Return the beat of one sentence."""
    if not english:
        return Beat(clauses_of(words, english=False), 1, english)
    kept, starts_with_verb = trimmed(words, of_task=of_task)
    clauses = clauses_of(kept, True, starts_with_verb) or clauses_of(words, english=True)
    return Beat(clauses, _weight(words, item, starts_with_verb, of_task), english)


def _weight(words: Sequence[Word], item: bool, starts_with_verb: bool, of_task: bool) -> float:
    """What one did weighs most; a statement about something said before, least."""
    if words[-1].text[-1] == ":" and len(words) <= _LEAD_IN_WORDS:
        return LEAD_IN
    if of_task and len(words) > 1 and words[0].key == "i" and words[1].key in _STATUS and not starts_with_verb:
        return 0.7
    if starts_with_verb or item:
        return 2
    return 0.5 if words[0].key in PRONOUNS - {"i", "we"} else 1
