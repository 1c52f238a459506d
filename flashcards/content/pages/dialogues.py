"""Dialogues: pages on which one speaker asks what another tells, as interviews are written down, and pages that ask and
answer in one line.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise, takewhile, zip_longest

from flashcards.content.pages.blocks import LONGEST_QUESTION, asks_something, may_ask
from flashcards.content.pages.labels import Label, Style, find_label, is_field, is_no_part
from flashcards.content.pages.lines import Form, Line, in_known_language, text_of
from flashcards.content.pages.speech import are_told, asked, asks, begins_as_question, first_sentence, without_lead_in
from flashcards.content.pages.text import dress_of, is_quoted, length, plain, unquoted, without_signs, words
from flashcards.content.pages.vocabulary import is_answer_word, is_question_word, section_kind

_FEWEST_TURNS = 2
_FEWEST_PAIRS = 3
_FEWEST_LABELS = 3
_FEWEST_ANSWERED = 2
_FEW_OF = 5
# what stands as deep as a lone question, or as the word for one, is below it
_LESS = 0.25
_FEWEST_WORDS_OF_AN_ANSWER = 4
# bounds, so that a page costs no more than its length
_LONGEST_PAIR = 5_000
_MOST_QUESTIONS = 5
_STEP = 2
_ASKED = re.compile(r"[?？](?:\*\*|__|[\"”»」*_])*(?:\s+|(?<=？))(?=\S)")
_DASH = re.compile(r"[-–—]\s")
_QUESTION_MARK = re.compile("[?？؟]")
_MOST_WORDS_OF_A_SPEAKER = 4
CARD_LEVEL = 6
_COLONS = (":", "：")
_WORD_ENDS = (*_COLONS, ".", ")")
# stands for a question behind its label
_ANY = "x"
_TIME = r"[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?[\])]?"
# when something was said, as recordings that were written down have it around the name, or in a line of its own
_TIMED = re.compile(rf"(?:{_TIME}\s+)?(?P<text>\S.*?)(?P<after>\s+{_TIME})?$", re.DOTALL)
_CUE = re.compile(rf"(?:WEBVTT\b.*|{_TIME}(?:\s*-->\s*{_TIME}.*)?)$")


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
    found = list(_without_cues(lines))
    turns = list(_turns(found))
    asking, answering = _speakers(turns, found) or ("", "")
    if not asking:
        return list(lines)
    for turn in turns:
        if turn.speaker == answering:
            found[turn.place] = _said(found[turn.place], turn.rest)
        elif turn.speaker != asking:
            continue
        elif asked(text := turn.text(found)) or _QUESTION_MARK.search(text):
            first = next(at for at in range(turn.place, turn.end) if at > turn.place or turn.rest if found[at].text)
            found[turn.place] = _said(found[turn.place], "")
            found[first] = as_card(found[first], turn.rest or plain(found[first].text))
        else:
            found[turn.place] = replace(found[turn.place], aside="Note")
    return found


def _without_cues(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines without those that say when something was said, and their numbers."""
    for line, below in zip_longest(lines, lines[1:]):
        numbered = line.text.isdecimal() and below is not None and _CUE.match(below.text)
        yield _said(line, "") if numbered or _CUE.match(line.text) else line


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
    timed = _TIMED.match(line.text) if line.form in (Form.HEADING, Form.TEXT) and not line.aside else None
    if not timed:
        return None
    text, is_heading = timed["text"], line.form is Form.HEADING
    label = find_label(text, is_heading)
    if not label and (timed["after"] or is_heading):
        label = Label((), without_signs(plain(text)).rstrip("".join(_COLONS)), "", Style.HEADING)
    if label is None or label.names or label.frame or not label.colon or is_no_part(label.key):
        return None
    return (label.key, label.rest) if len(label.words.split()) <= _MOST_WORDS_OF_A_SPEAKER else None


def _speakers(turns: Sequence[_Turn], lines: Sequence[Line]) -> tuple[str, str] | None:
    """Who asks and who tells: mostly one asks and the other answers right below."""
    beside = ((first, second) for first, second in pairwise(turns) if first.end == second.place)
    pairs = Counter((first.speaker, second.speaker) for first, second in beside if asked(first.text(lines)))
    for (asking, answering), often in pairs.most_common(1):
        asks = [turn for turn in turns if turn.speaker == asking]
        tells = [turn.text(lines) for turn in turns if turn.speaker == answering]
        if asking != answering and often >= _FEWEST_TURNS and often * 2 >= len(asks):
            return (asking, answering) if are_told(tells, in_known_language(lines)) else None
    return None


# Questions behind a label


def with_questions_marked(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with the label that stands before nothing but questions, quoted or most of a page, again and
    again, as one that says so, whatever it is called; and with what stands below the word for a question behind it.
    """
    lines = _with_names_below(_with_questions_below(lines))
    held: defaultdict[str, dict[int, Label]] = defaultdict(dict)
    for place, line in enumerate(lines):
        label = find_label(line.text) if line.form is Form.TEXT and line.text and not line.aside else None
        if label and label.colon and not label.names:
            held[label.key][place] = label
    asking_lines = sum(asks(plain(line.text)) for line in lines)
    asking = [
        labels
        for key, labels in held.items()
        if len(labels) >= (_FEWEST_ANSWERED if _are_answered(lines, labels) else _FEWEST_LABELS)
        if not (is_question_word(key) or any(map(is_field, (key, *key.split()))))
        if all(asks(unquoted(label.rest)) for label in labels.values())
        if len(labels) * 2 > asking_lines or all(is_quoted(label.rest) for label in labels.values())
    ]
    most = max(asking, key=len, default={})
    return [_said(line, f"Q: {most[at].rest}") if at in most else line for at, line in enumerate(lines)]


def _with_questions_below(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with the word for a question, again and again alone in its line, in front of what stands below
    it, where most of that asks, and not the headings over it. What goes on there is a note, a label that several share
    is none of the question, and headings as high as one that was the word are below it.
    """
    below = {at: places for at in range(len(lines)) if _is_word_alone(lines[at]) and (places := _below(lines, at))}
    begun = {at: find_label(lines[places[0]].text) for at, places in below.items()}
    labels = {at: label for at, label in begun.items() if label and label.rest}
    shared = Counter(label.key for label in labels.values())
    texts: dict[int, str] = {}
    for at, (first, *rest) in below.items():
        named = at in labels and shared[labels[at].key] >= _FEWEST_ANSWERED
        # several items without names are several questions
        if named or not (rest and lines[first].marker):
            texts[at] = labels[at].rest if named else lines[first].text
    if len(texts) < _FEWEST_ANSWERED or not _mostly_ask(texts.values()) or _mostly_ask(_headings_over(lines, texts)):
        return list(lines)
    found = list(lines)
    for at, text in texts.items():
        first, *rest = below[at]
        found[at] = _said(lines[at], "")
        found[first] = replace(_said(lines[first], f"Q: {text}"), level=max(0, lines[at].level - _LESS))
        for each in rest:
            found[each] = replace(lines[each], aside="Note")
    return found


def _is_word_alone(line: Line) -> bool:
    """Whether a line is nothing but the label of a question, or a heading that says the same."""
    text = plain(line.text)
    label = line.form is Form.HEADING or (line.form is Form.TEXT and not line.aside and text.endswith(_WORD_ENDS))
    marked, _, rest = without_lead_in(f"{text.rstrip(''.join(_WORD_ENDS))}: {_ANY}") if label else (False, "", "")
    return marked and rest == _ANY


def _below(lines: Sequence[Line], place: int) -> list[int]:
    """The places of the first lines below one, up to a blank, a mark of another kind or words that announce more."""
    first = next((at for at in range(place + 1, len(lines)) if lines[at].text), len(lines))
    return list(takewhile(lambda at: _goes_on(lines[at]), range(first, len(lines))))


def _goes_on(line: Line) -> bool:
    """Whether a line is text that goes on with what is asked, and announces nothing else."""
    label = find_label(line.text) if line.text else None
    told = label is not None and (bool(label.names) or is_no_part(label.key))
    return line.form is Form.TEXT and bool(line.text) and not line.aside and not told


def with_questions_over(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, those that say of themselves that they ask as headings, where hardly any other stands out and
    asks: below the headings right over them, and beside all others where there are several.
    """
    said = [at for at, line in enumerate(lines) if line.text]
    marked = {at for at in said if _says_it_asks(lines[at])}
    others = sum(bool(_stands_out(lines[at])) and asked(lines[at].text) is not None for at in said if at not in marked)
    if others * 2 > len(marked):
        return list(lines)
    headings = [at for at in said if lines[at].form is Form.HEADING]
    first = bisect_left(headings, min(marked, default=0)) - 1
    right_over = [above for above, at in pairwise(said) if at in marked]
    levels = [lines[at].level for at in (*right_over, *(headings[first : first + 1] if first >= 0 else ()))]
    level = max(levels, default=0) + 1 - (_LESS if len(marked) == 1 else 0)
    found = list(lines)
    for at in marked:
        _, number, text = without_lead_in(lines[at].text)
        named = f"Q{number}: {text}"
        found[at] = replace(lines[at], text=named, form=Form.HEADING, level=lines[at].level or level, indent=0)
    return found


def _says_it_asks(line: Line) -> bool:
    """Whether a line says of itself that it asks (``Q1:``, ``Question:``)."""
    free = line.form is Form.TEXT and 0 < len(line.text) <= LONGEST_QUESTION and not (line.marker or line.aside)
    return free and without_lead_in(line.text)[0]


def _with_names_below(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, each heading that only names a question as a note below it: as most of its level, it stands
    over one line in bold or in quotes, most of these ask, and most headings have a number or words of these lines.
    """
    headings = [at for at, line in enumerate(lines) if line.form is Form.HEADING]
    beside = Counter(lines[at].level for at in headings)
    repeats = Counter(line.text for line in lines)
    named: defaultdict[float, list[tuple[int, int]]] = defaultdict(list)
    several: Counter[float] = Counter()
    for at, end in pairwise([*headings, len(lines)]):
        first = next((place for place in range(at + 1, end) if lines[place].text), at)
        if (manner := _stands_out(lines[first])) and may_ask(lines[at]):
            alike = (line for line in lines[first:end] if repeats[line.text] == 1 and _stands_out(line) == manner)
            named[lines[at].level].append((at, first))
            several[lines[at].level] += sum(may_ask(line) or asked(line.text) is not None for line in alike) > 1
    found = list(lines)
    for level, pairs in named.items():
        over, below = ([lines[pair[side]] for pair in pairs] for side in (0, 1))
        enough = len(pairs) >= max(_FEWEST_LABELS, beside[level] / 2) and several[level] * _FEW_OF <= len(pairs)
        asking = sum(map(asks_something, over)) * 2 < len(pairs) <= 2 * sum(map(asks_something, below))
        if enough and asking and 2 * sum(map(_names, over, below)) >= len(pairs):
            for at, first in pairs:
                number = without_lead_in(lines[at].text)[1]
                found[at] = replace(lines[at], number=lines[first].number, text=f"Q{number}: {lines[first].text}")
                found[first] = replace(lines[first], number=lines[at].number, text=lines[at].text, aside="Note")
    return found


def _names(heading: Line, question: Line) -> bool:
    """Whether a heading has a number, or mostly words of the question below it."""
    _, number, name = without_lead_in(heading.text)
    said = words(name)
    return bool(number) or len({*said} & {*words(question.text)}) * 2 >= len({*said})


def _stands_out(line: Line) -> tuple[bool, ...]:
    """How a line without a mark is set apart: in bold, in quotes, or as a quotation; () where it is not."""
    manner = (line.is_bold, is_quoted(plain(line.text)), line.quoted)
    free = line.form is Form.TEXT and line.text and not (line.marker or line.aside)
    return manner if free and any(manner) else ()


def _mostly_ask(texts: Collection[str]) -> bool:
    """Whether at least half of some texts ask."""
    asking = sum(begins_as_question(text) or asks(plain(text)) for text in texts)
    return bool(asking) and asking * 2 >= len(texts)


def _headings_over(lines: Sequence[Line], places: Iterable[int]) -> list[str]:
    """The texts of the last headings over some places."""
    headings = [at for at, line in enumerate(lines) if line.form is Form.HEADING]
    over = {bisect_left(headings, place) - 1 for place in places}
    return [lines[headings[each]].text for each in over if each >= 0]


def _are_answered(lines: Sequence[Line], places: Iterable[int]) -> bool:
    """Whether an answer is announced right below each of some lines."""
    below = (next((line.text for line in lines[at + 1 : at + 3] if line.text), "") for at in places)
    return all(section_kind(text) == "lead" for text in below)


# Questions with their answers in the same line


def with_answers_apart(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, each question apart from the answer in its line where most that ask in lines of that shape are
    answered so, in what somebody tells of oneself, or where how it is set parts them.
    """
    pairs: defaultdict[tuple[object, ...], dict[int, tuple[str, str]]] = defaultdict(dict)
    bare: Counter[tuple[object, ...]] = Counter()
    for place, line in enumerate(lines):
        shape = (line.form, line.level, line.marker == "-", bool(line.marker), line.text.startswith(("**", "__")))
        if line.form in (Form.TEXT, Form.HEADING) and not line.aside and len(line.text) < _LONGEST_PAIR:
            if pair := _pair(line.text):
                pairs[shape][place] = pair
            else:
                bare[shape] += asks(plain(line.text))
    apart: dict[int, tuple[str, str]] = {}
    for alike, found in pairs.items():
        if len(found) >= max(_FEWEST_PAIRS, bare[alike]):
            told = [answer for _, answer in found.values()]
            apart |= found if are_told(told, in_known_language(lines)) else {}
        apart |= {at: pair for at, pair in found.items() if _is_set_apart(*pair)}
    return [each for at, line in enumerate(lines) for each in (_parted(line, *apart[at]) if at in apart else (line,))]


def _is_set_apart(question: str, answer: str) -> bool:
    """Whether how a line is set parts its question from the answer: all of it is bold, or a dash stands behind it."""
    return not is_quoted(plain(question)) and (_DASH.match(answer) is not None or dress_of(question) in ("**", "__"))


def _pair(text: str) -> tuple[str, str] | None:
    """The questions that a line begins with, and the answer behind them."""
    for end in (found.end() for found in islice(_ASKED.finditer(text), _MOST_QUESTIONS)):
        answer = text[end:]
        if not first_sentence(answer).endswith(("?", "？")):
            label = find_label(answer)
            answer = label.rest if label and is_answer_word(label.key) else answer
            told = length(answer) >= _FEWEST_WORDS_OF_AN_ANSWER and answer[0] not in "(（" and not asks(answer)
            return (text[:end].strip(), answer) if told else None
    return None


def _parted(line: Line, question: str, answer: str) -> Iterator[Line]:
    room = [] if line.marker else [_said(line, "")]
    yield replace(line, text=question)
    yield from room
    yield replace(_said(line, answer), indent=line.indent + _STEP if line.marker else line.indent)
    yield from room
