"""Beats: what one sentence contributes to an outline, from its bare statement up to every word."""

from __future__ import annotations

from collections.abc import Sequence

from flashcards.content.clauses import LINE_WORDS, Clause, Role, clauses_of, core
from flashcards.content.english import DANGLING, PRONOUNS
from flashcards.content.trimming import trimmed
from flashcards.content.words import Word, joined, size_of

_LEADING = frozenset({"and", "or", "so"})
_DOTTED = (".m.", ".M.")
_EDGE = " ,;:，；：、—–-"


class Beat:
    """One sentence while its outline is made: which clauses are taken, and how many words of each."""

    def __init__(self, clauses: Sequence[Clause], weight: float) -> None:
        self._clauses = clauses
        self._kept = [0] * len(clauses)
        self.weight = weight

    @property
    def size(self) -> float:
        """The words taken so far."""
        return sum(size_of(clause.words[:kept]) for clause, kept in zip(self._clauses, self._kept, strict=True))

    @property
    def height(self) -> int:
        """The lines that they fill."""
        return len(self._packed())

    def take_figures(self) -> None:
        """Take every clause with a figure, and what is needed to understand it."""
        for index, clause in enumerate(self._clauses):
            if any(word.figure for word in clause.words):
                self._take(index)
        if any(self._kept):
            self.take_head()

    def take_head(self) -> None:
        """Take the bare statement, with all that limits it or is set against it."""
        for index, clause in enumerate(self._clauses):
            if clause.role is Role.HEAD:
                self._take(index)
                break
        for index, clause in enumerate(self._clauses):
            if clause.role is Role.BOUND and (index == 0 or self._kept[index - 1]):
                self._take(index)

    def drop(self) -> None:
        """Take nothing."""
        self._kept = [0] * len(self._clauses)

    def grow(self, room: float) -> float:
        """Take more words where they fit in the lines that there are; return how many."""
        before = self.size
        height = self.height
        for index, clause in enumerate(self._clauses):
            for cut in clause.cuts:
                old = self._kept[index]
                if cut <= old or (not old and cut != core(clause)):
                    continue
                self._kept[index] = cut
                if self.size - before > room or self.height > height:
                    self._kept[index] = old
                    break
        return self.size - before

    def lines(self) -> list[str]:
        """The lines of what is taken."""
        return [line for words in self._packed() if (line := _written(words))]

    def _take(self, index: int) -> None:
        self._kept[index] = max(self._kept[index], core(self._clauses[index]))

    def _packed(self) -> list[list[Word]]:
        """The words taken, in lines: clauses share a line where they fit, and are divided where they must."""
        lines: list[list[Word]] = []
        for clause, kept in zip(self._clauses, self._kept, strict=True):
            words = list(clause.words[:kept])
            if not words:
                continue
            if lines and size_of(lines[-1]) + size_of(words) <= LINE_WORDS:
                lines[-1][-1] = _with_comma(lines[-1][-1])
                lines[-1] += words
            else:
                lines += _divided(words, clause.cuts)
        return lines


def beats_of(words: Sequence[Word], item: bool, english: bool, of_task: bool) -> Beat:
    """Return the beat of one sentence."""
    if not english:
        return Beat(clauses_of(words, english=False), 1)
    kept, starts_with_verb = trimmed(words, of_task=of_task)
    return Beat(clauses_of(kept, True, starts_with_verb), _weight(words, item, starts_with_verb))


def _weight(words: Sequence[Word], item: bool, starts_with_verb: bool) -> float:
    """What one did weighs most; a statement about something said before, least."""
    if starts_with_verb or item:
        return 2
    return 0.5 if words[0].key in PRONOUNS - {"i", "we"} else 1


def _with_comma(word: Word) -> Word:
    return word if word.text[-1] in ",;:.!?，；：。！？、" or word.tight else word._replace(text=word.text + ",")


def _divided(words: list[Word], cuts: Sequence[int]) -> list[list[Word]]:
    lines = []
    start = 0
    while size_of(words[start:]) > LINE_WORDS:
        end = _line_end(words, start, cuts)
        lines.append(words[start:end])
        start = end
    return [*lines, words[start:]]


def _line_end(words: Sequence[Word], start: int, cuts: Sequence[int]) -> int:
    """The last place in the line where a cut is good, else where the line is full."""
    size = 0.0
    full = start
    while full < len(words) and size + words[full].size <= LINE_WORDS:
        size += words[full].size
        full += 1
    full = max(full, start + 1)
    best = max((cut for cut in cuts if start + 3 < cut <= full), default=full)
    while best == full and full > start + 1 and words[full - 1].key in DANGLING and not words[full - 1].figure:
        full = best = full - 1
    return best


def _written(words: Sequence[Word]) -> str:
    """The line as it is shown: no conjunction in front, no mark at the end, no bracket that does not close."""
    start = 0
    while start < len(words) - 1 and words[start].key in _LEADING and not words[start].figure:
        start += 1
    end = len(words)
    while end > start + 1 and words[end - 1].key in DANGLING and not words[end - 1].figure:
        end -= 1
    text = _closed(joined(words[start:end])).rstrip(_EDGE)
    text = text if words[start].figure else text.lstrip(_EDGE)
    text = text if text.endswith(_DOTTED) else text.rstrip(".。")
    return text[:1].upper() + text[1:]


def _closed(text: str) -> str:
    for opening, closing in (("(", ")"), ("[", "]"), ("“", "”"), ("（", "）"), ("「", "」")):
        if text.count(opening) != text.count(closing):
            text = text.replace(opening, "").replace(closing, "")
    return text if text.count('"') % 2 == 0 else text.replace('"', "")
