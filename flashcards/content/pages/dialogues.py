"""Dialogues: pages on which one speaker asks what another tells, as interviews are written down."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from flashcards.content.pages.labels import Label, Style, find_label, is_no_part
from flashcards.content.pages.lines import Form, Line, in_known_language, text_of
from flashcards.content.pages.speech import are_told, asked
from flashcards.content.pages.text import plain, without_signs

_FEWEST_TURNS = 2
_MOST_WORDS_OF_A_SPEAKER = 4
CARD_LEVEL = 6
_COLONS = (":", "：")


@dataclass(frozen=True, slots=True)
class _Turn:
    """What somebody says: the place of the speaker's name, what stands behind it, and where the turn ends."""

    place: int
    speaker: str
    rest: str
    end: int

    def text(self, lines: Sequence[Line]) -> str:
        """All that is said."""
        return "\n".join(filter(None, (self.rest, text_of(lines[self.place + 1 : self.end]))))


def as_card(line: Line, text: str) -> Line:
    """Return a line that asks, as the deepest heading: whatever stands over it orders it."""
    return replace(line, text=f"Q: {text}", form=Form.HEADING, level=CARD_LEVEL, marker="", indent=0)


def without_speakers(lines: Sequence[Line]) -> list[Line]:
    """Return the lines of a dialogue as questions and what is told below them; the lines as they are of other pages."""
    turns = list(_turns(lines))
    asking, telling = _speakers(turns, lines) or ("", "")
    found = list(lines)
    for turn in turns if asking else ():
        if turn.speaker == telling:
            found[turn.place] = _said(lines[turn.place], turn.rest)
        elif turn.speaker == asking and asked(turn.text(lines)):
            first = next(at for at in range(turn.place, turn.end) if at > turn.place or turn.rest if lines[at].text)
            found[turn.place] = _said(lines[turn.place], "")
            found[first] = as_card(lines[first], turn.rest or plain(lines[first].text))
    return found


def _said(line: Line, text: str) -> Line:
    return replace(line, text=text, form=Form.TEXT if text else Form.BLANK, level=0, marker="", indent=0)


def _turns(lines: Sequence[Line]) -> Iterator[_Turn]:
    """The turns of those who speak at least twice."""
    named = [(place, *found) for place, line in enumerate(lines) if (found := _speaker(line))]
    counts = Counter(speaker for _, speaker, _ in named)
    often = [each for each in named if counts[each[1]] >= _FEWEST_TURNS]
    ends = [*(place for place, _, _ in often), len(lines)]
    for (place, speaker, rest), below in zip(often, ends[1:], strict=True):
        heading = (at for at in range(place + 1, below) if lines[at].form is Form.HEADING)
        yield _Turn(place, speaker, rest, next(heading, below))


def _speaker(line: Line) -> tuple[str, str] | None:
    """The name that a line begins with, or that it is, with what stands behind it."""
    is_heading = line.form is Form.HEADING
    label = find_label(line.text, is_heading) if line.form in (Form.HEADING, Form.TEXT) and not line.aside else None
    if is_heading and not label:
        words = without_signs(plain(line.text))
        label = Label((), words.rstrip("".join(_COLONS)), "", Style.HEADING) if words.endswith(_COLONS) else None
    if label is None or label.names or label.frame or not label.colon or is_no_part(label.key):
        return None
    return (label.key, label.rest) if len(label.words.split()) <= _MOST_WORDS_OF_A_SPEAKER else None


def _speakers(turns: Sequence[_Turn], lines: Sequence[Line]) -> tuple[str, str] | None:
    """Who asks and who tells: mostly one asks and the other answers right below."""
    pairs = Counter((first.speaker, second.speaker) for first, second in pairwise(turns) if asked(first.text(lines)))
    for (asking, telling), often in pairs.most_common(1):
        asks = [turn for turn in turns if turn.speaker == asking]
        tells = [turn.text(lines) for turn in turns if turn.speaker == telling]
        if asking != telling and often >= _FEWEST_TURNS and often * 2 >= len(asks):
            return (asking, telling) if are_told(tells, in_known_language(lines)) else None
    return None
