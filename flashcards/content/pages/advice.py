"""What in the answers told in prose is advice around them, or explains what their examples show, decided for all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from flashcards.content.pages.labels import find_label
from flashcards.content.pages.lines import Form, Line, text_of
from flashcards.content.pages.speech import is_told_prose, speaks_to_reader, tells_of_oneself
from flashcards.content.pages.stories import Body, ToldAside

_FEWEST_ALIKE = 2
_FEWEST_SENTENCES = 2
# behind an answer of more paragraphs than all others have; a heading within one alone needs two others
_FEWEST_OF_ONE_PARAGRAPH = 3


def keep_explained(asked: Sequence[Body]) -> None:
    """Give back to the answers what stands before their examples, where most of these tell of nobody: it explains, and
    they show what it means.
    """
    bodies = [body for body in asked if body.shown and not any(each.parts for each in body.stories)]
    if sum(tells_of_oneself(text_of([*body.prose, *body.after])) for body in bodies) * 2 < len(bodies):
        for body in bodies:
            asides, names = {id(aside) for aside, _ in body.shown}, {each.line for each in body.stories}
            body.asides = [each for each in body.asides if id(each) not in asides]
            before = chain.from_iterable([*aside.lines, line] for aside, line in body.shown)
            body.prose = [*before, *body.prose, *(line for line in body.after if line.number not in names)]
            body.stories, body.after, body.led = [], [], False


def set_advice_apart(asked: Sequence[Body]) -> None:
    """Take from the answers that are told in prose what speaks to the reader around them, and from the last one what
    goes on behind it where the others end.
    """
    bodies = [body for body in asked if body.prose and not any(each.parts for each in body.stories)]
    told = [(body, _pieces(body.prose)) for body in bodies]
    for body, pieces in told:
        apart = _around(pieces)
        body.asides += [ToldAside("Note", each.lines[0].number, each.lines) for each in pieces if each in apart]
        pieces[:] = [each for each in pieces if each not in apart]
        body.prose = [line for each in pieces for line in each.lines]
    if told:
        body, pieces = told[-1]
        end = _end_of_last(pieces, [each for _, each in told[:-1]])
        body.prose, body.beyond = (
            [line for each in some for line in each.lines] for some in (pieces[:end], pieces[end:])
        )


@dataclass(slots=True, eq=False)
class _Piece:
    """A paragraph or a list of a text in prose, with the heading within the text that stands over it."""

    lines: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What it says."""
        return text_of(self.lines)

    @property
    def is_headed(self) -> bool:
        """Whether a heading within the text stands over it."""
        return self.lines[0].form is Form.HEADING

    @property
    def is_bare(self) -> bool:
        """Whether it is a heading with nothing below it yet."""
        return self.is_headed and not any(line.text for line in islice(self.lines, 1, None))


def _pieces(prose: Sequence[Line]) -> list[_Piece]:
    """What a text in prose consists of; a list, and what stands below a heading, is one piece with its blank lines."""
    found: list[_Piece] = []
    above, marker = Line(0, "", Form.BLANK), ""
    for line in prose:
        goes_on = bool(line.marker and marker) or not found or found[-1].is_bare
        is_first = bool(line.text) and above.form is Form.BLANK and not goes_on
        if line.form is Form.HEADING or not found or is_first:
            found.append(_Piece())
        found[-1].lines.append(line)
        above, marker = line, line.marker if line.text else marker
    return found


def _around(pieces: Sequence[_Piece]) -> set[_Piece]:
    """What speaks to the reader in front of the first piece in which somebody tells far more of oneself, and behind the
    last.
    """
    told = [at for at, each in enumerate(pieces) if is_told_prose(each.text)]
    around = [*pieces[: told[0]], *pieces[told[-1] + 1 :]] if told else []
    return {each for each in around if speaks_to_reader(each.text, _FEWEST_SENTENCES)}


def _end_of_last(last: Sequence[_Piece], others: Sequence[Sequence[_Piece]]) -> int:
    """Where the last answer of several ends, behind which nobody tells of oneself or asks.

    A heading stands there as in none of the others, or each of these has one paragraph alone.
    """
    headed = next((at for at, each in enumerate(last) if at and each.is_headed), len(last))
    if len(others) < _FEWEST_ALIKE:
        return len(last)
    alone = len(others) >= _FEWEST_OF_ONE_PARAGRAPH and all(len(pieces) == 1 for pieces in others)
    end = 1 if alone else headed
    told = any(tells_of_oneself(each.text) or each.text.endswith(("?", "？")) for each in last[end:])
    fields = all(find_label(each.lines[0].text) for each in last)
    return len(last) if told or fields else end
