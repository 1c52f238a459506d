"""What a page writes in other lines than a reader sees: cards of Obsidian's spaced repetition, fences, tables and
paragraphs that tell a story. Each becomes the lines that say the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise
from operator import is_

from flashcards.content.deck.model import STAR
from flashcards.content.pages.apart import with_groups, with_headings, with_sections
from flashcards.content.pages.dialogues import (
    as_card,
    with_answers_apart,
    with_questions_marked,
    with_questions_over,
    without_speakers,
)
from flashcards.content.pages.labels import find_label
from flashcards.content.pages.lines import Form, Line, lines_of
from flashcards.content.pages.parts import parts_of
from flashcards.content.pages.relations.relation import Relation
from flashcards.content.pages.relations.tables import has_questions, stories_in, table_of
from flashcards.content.pages.runs import with_fields, with_labels
from flashcards.content.pages.speech import asked, asks, begins_as_question, first_sentence
from flashcards.content.pages.text import plain
from flashcards.content.pages.vocabulary import (
    LETTERS,
    LETTERS_OF_QUESTIONS,
    STAR_WORDS,
    place_of,
    star_names,
)

# a bound, so that a paragraph is read in linear time
_LONGEST_PARAGRAPH = 20_000
_FEWEST_PARTS = 3
_FEWEST_PARAGRAPHS = 4
_FEW = 0.1
# a question of a fence may take two lines
_MANY = 0.4
# one in twenty; one in ten may part two stories
_HARDLY_ANY = 0.05
_MOST_LINES = 4
_SENTENCE_ENDS = ".?!:;…。？！：；*_"
_WORD = "|".join(sorted((re.escape(word) for word in STAR_WORDS if len(word) > 1), key=len, reverse=True))
_LETTER = f"(?-i:{'|'.join(LETTERS)})"
_ONE = rf"(?:{_WORD}|{_LETTER})"
_PART = re.compile(
    rf"(?:^|(?<=[\s.。!?！？;；(（,，、\"”])|(?<=\*\*)|(?<=__))(?:\*\*|__)?\(?(?P<words>{_ONE}(?:\s*(?:[/&+]|and)\s*{_ONE})?"
    rf"(?:\s*\((?:{_ONE})\))?)\)?(?:\*\*|__)?(?:\s*[:：]|\s+[-–—](?=\s)|(?<=\({_LETTER}\)))(?:\*\*|__)?\s*",
    re.IGNORECASE,
)
# around a story that is told as it is spoken
_QUOTE = re.compile(r"[*_]{0,3}[\"“„«「『](?=[*_]{0,3}\w)")
_END_OF_QUOTE = re.compile(r"[\"”“»」』][*_]{0,3}$|[*_]{1,3}[\"”“»」』]$")
_BOLD_LABEL = re.compile(r"(?<=\s)(?=(\*\*|__)[^*_\n]{1,60}(?:[:：]\1|\1\s?[:：]))")
_MARKDOWN = ("markdown", "md")

_DIVIDERS = ("?", "??")
_SIGNS = (":::", "::")
_FEWEST_CARDS = 2


def spelled_out(lines: Sequence[Line]) -> list[Line]:
    """Return the lines as a reader understands them; each keeps the number of its line on the page."""
    found = list(_unwrapped(with_answers_apart(list(_cards(_single_spaced(_with_letters_closed(lines)))))))
    found = list(_unfenced(without_speakers(found)))
    found = with_questions_marked(list(_in_paragraphs(list(_at_labels(_in_tables(found))))))
    return _labelled(with_questions_over(with_fields(with_sections(with_headings(with_groups(found))))))


def _labelled(lines: Sequence[Line]) -> list[Line]:
    """The lines with the labels that stories share; one of which nothing comes stays as the page has it."""
    found = with_labels(lines)
    if all(map(is_, found, lines)):
        return found
    parts = parts_of(found)
    taken = parts.labels.keys() | parts.endings
    return [new if at in taken else old for at, (old, new) in enumerate(zip(lines, found, strict=True))]


def _with_letters_closed(lines: Sequence[Line]) -> list[Line]:
    """The lines with a colon behind the letters of all parts of a story, one after the other, behind the letter of a
    question, and behind the one letter that all lines right below such questions begin with.
    """
    firsts = [line.text.partition(" ")[0] for line in lines]
    asking = [at for at, first in enumerate(firsts[:-1]) if first in LETTERS_OF_QUESTIONS]
    below = "".join({firsts[at + 1] for at in asking})
    closed = {at + it for at in asking for it in (0, 1) if len(below) == 1 and len(asking) >= _FEWEST_CARDS}
    told: list[int] = []
    for at, first in enumerate(firsts):
        if first in LETTERS and place_of(LETTERS[first]) in (0, len(told)) and not find_label(lines[at].text):
            told = [*told, at] if place_of(LETTERS[first]) else [at]
            closed |= {*told} if len(told) >= len(STAR) else set()
    found = list(lines)
    for at in closed:
        found[at] = replace(lines[at], text=lines[at].text.replace(" ", ": ", 1))
    return found


# Questions that run on in the next line, as an editor or a printed page breaks them


def _single_spaced(lines: Sequence[Line]) -> list[Line]:
    """The lines without the blank ones behind another: how much room a page leaves says nothing. Where it leaves
    hardly any, each line is a paragraph, as a word processor has it, unless it goes on with a sentence.
    """
    blank = Form.BLANK
    spaced = [*lines[:1], *(below for above, below in pairwise(lines) if not above.form is below.form is blank)]
    said = [line for line in spaced if line.form is not blank]
    loose = [line for line in said if not line.marker]
    room = sum(line.form is blank for line in spaced[:-1])
    crowded = room <= _HARDLY_ANY * len(said) and all(line.form is Form.TEXT for line in said)
    if len(loose) >= _FEWEST_PARAGRAPHS and crowded:
        asking = sum(asks(plain(line.text)) for line in loose)
        if sum(line.text[:1].islower() for line in loose) <= _FEW * len(loose) and asking * 2 <= len(loose):
            return list(_spaced(said))
    return spaced


def _spaced(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines with room around each that is no item of a list."""
    yield from lines[:1]
    for above, line in pairwise(lines):
        yield from [] if line.indent or (above.marker and line.marker) else [Line(line.number, "", Form.BLANK)]
        yield line


def _unwrapped(lines: Sequence[Line]) -> Iterator[Line]:
    begun = [line.text[:1] for at, line in enumerate(lines) if line.text and not (at and lines[at - 1].text)]
    # where paragraphs begin in lower case, it says nothing
    place, tells = 0, sum(map(str.islower, begun)) * 2 <= len(begun)
    while place < len(lines):
        line, end = lines[place], place + 1
        if line.form is Form.TEXT and line.text and tells:
            while end < len(lines) and end - place < _MOST_LINES and _runs_on(lines[end - 1], lines[end]):
                end += 1
        joined = lines[place:end]
        text = " ".join(each.text for each in joined)
        asking = asks(plain(line.text)) or (first_sentence(text) == text and asks(plain(text)))
        if not (asking or begins_as_question(line.text)):
            end, text = place + 1, line.text
        yield replace(line, text=text, last=lines[end - 1].number) if end > place + 1 else line
        place = end


def _runs_on(line: Line, below: Line) -> bool:
    """Whether a line goes on with the sentence of the one above: in lower case, without a mark of its own."""
    plain_line = below.form is Form.TEXT and not below.marker and below.quoted == line.quoted
    words = plain(below.text) if plain_line else ""
    return words[:1].islower() and line.text[-1] not in _SENTENCE_ENDS and find_label(below.text) is None


# Fences: some hold an answer or questions, and some are quoted within one


def _unfenced(lines: Sequence[Line]) -> Iterator[Line]:
    told: set[str] = set()
    place = 0
    while place < len(lines):
        line = lines[place]
        if line.form is not Form.FENCE:
            told = _told(told, line)
            yield line
            place += 1
            continue
        end = next((at for at in range(place + 1, len(lines)) if lines[at].form is not Form.CODE), len(lines))
        code = lines[place + 1 : end]
        if line.text.casefold() in _MARKDOWN or (_tells_or_asks(code) and not (told and "Result" not in told)):
            yield replace(line, text="", form=Form.BLANK)
            for inner in _reread(code):
                told = _told(told, inner)
                yield inner
        else:
            yield from code
        place = end + (end < len(lines) and lines[end].form is Form.FENCE)


def _told(told: set[str], line: Line) -> set[str]:
    if line.form not in (Form.TEXT, Form.HEADING):
        return told
    label = find_label(line.text, line.form is Form.HEADING)
    if not label or not label.names:
        return set() if line.form is Form.HEADING else told
    return set(label.names) if "Situation" in label.names else told | set(label.names)


def _tells_or_asks(code: Sequence[Line]) -> bool:
    """Whether what stands in a fence is a story, or mostly questions, and no code."""
    first = next((line for line in code if line.text), None)
    label = find_label(first.text) if first else None
    names = {name for line in code if (found := find_label(line.text)) for name in found.names}
    asking = sum(asked(plain(line.text)) is not None for line in code)
    asks_most = asking >= max(_FEWEST_PARTS, _MANY * sum(bool(line.text) for line in code))
    return len(names) >= _FEWEST_PARTS or asks_most or (label is not None and "Situation" in label.names)


def _reread(code: Sequence[Line]) -> Iterator[Line]:
    """The lines of a fence, by their marks."""
    least = min((line.indent for line in code if line.text), default=0)
    for line in code:
        for inner in lines_of(" " * max(0, line.indent - least) + line.text):
            yield replace(inner, number=line.number)


# Stories that are told in a table or in one paragraph


def _in_tables(lines: Sequence[Line]) -> Iterator[Line]:
    place = 0
    while place < len(lines):
        end = next((at for at in range(place, len(lines)) if lines[at].form is not Form.ROW), len(lines))
        if end == place:
            yield lines[place]
            place += 1
            continue
        yield from list(_told_in(table_of(lines[place:end]))) or lines[place:end]
        place = end


def _told_in(table: Relation) -> Iterator[Line]:
    """The stories of a table as labelled lines, nothing where it tells none."""
    for name, pairs in [] if has_questions(table) else stories_in(table):
        if name:
            yield Line(pairs[0][1].line, f"Story: {name}")
        for names, cell in pairs:
            yield Line(cell.line, f"**{' & '.join(names)}:**")
            yield from (replace(line, number=cell.line) for line in lines_of(cell))
            yield Line(cell.line, "", Form.BLANK)


def _at_labels(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines, those in which several bold labels run on cut before each, as what the labels name stands apart.

    A label within a part may be a step of it, so a line that begins with a part is cut where more parts follow.
    """
    for line in lines:
        starts = [each.start() for each in _BOLD_LABEL.finditer(line.text)] if _is_labelled(line) else []
        pieces = [line.text[at:end].strip() for at, end in pairwise([0, *starts, len(line.text)])]
        names = [found.names for piece in pieces if (found := find_label(piece))] if starts else []
        apart = names and (not names[0] or len({*chain.from_iterable(names)}) >= _FEWEST_PARTS)
        yield from (replace(line, text=piece) for piece in pieces) if apart else (line,)


def _is_labelled(line: Line) -> bool:
    marked = line.form is not Form.TEXT or line.marker or line.aside or len(line.text) >= _LONGEST_PARAGRAPH
    return not marked and line.text.startswith(("**", "__"))


def _in_paragraphs(lines: Sequence[Line]) -> Iterator[Line]:
    place = 0
    while place < len(lines):
        paragraph = _paragraph(lines, place)
        told = list(_told_within(paragraph)) if paragraph else []
        yield from told or lines[place : place + 1]
        place += len(paragraph) if told else 1


def _paragraph(lines: Sequence[Line], place: int) -> Sequence[Line]:
    """A line that begins with a part's label, and those that run on below it; nothing for any other line."""
    line = lines[place]
    told = line.form is Form.TEXT and len(line.text) < _LONGEST_PARAGRAPH
    label = find_label(_QUOTE.sub("", line.text)) if told else None
    if not label or not label.names or not (label.rest or lines[place + 1 : place + 2]):
        return ()
    end = place + 1
    while end < len(lines) and lines[end].form is Form.TEXT and not lines[end].marker and not lines[end].aside:
        below = find_label(lines[end].text)
        if below and below.names:
            break
        end += 1
    return lines[place:end]


def _told_within(paragraph: Sequence[Line]) -> Iterator[Line]:
    """The parts of a story that a paragraph holds, each in lines of its own; nothing where it holds fewer than three.

    They come in the order in which stories are told; a label out of that order is a word of the text.
    """
    text = "\n".join(line.text for line in paragraph)
    text = _END_OF_QUOTE.sub("", text) if _QUOTE.match(text) else text
    marks = list(_marks_of(text))
    if len({name for mark in marks for name in star_names(mark.group("words"))}) < _FEWEST_PARTS:
        return
    for mark, end in zip(marks, [*(each.start() for each in marks[1:]), len(text)], strict=True):
        at = text.count("\n", 0, mark.start())
        pieces = text[mark.end() : end].strip().split("\n")
        yield Line(paragraph[at].number, f"**{mark.group('words')}:** {pieces[0].strip('*_ ')}")
        for below, piece in enumerate(pieces[1:], start=at + 1):
            yield Line(paragraph[min(below, len(paragraph) - 1)].number, piece)


def _marks_of(text: str) -> Iterator[re.Match[str]]:
    reached = -1
    for mark in _PART.finditer(text):
        names = star_names(mark.group("words"))
        if names and place_of(names[0]) > reached:
            reached = place_of(names[-1])
            yield mark


# Cards with their question and answer on both sides of a sign


def _cards(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines with each card as a question and its answer: ``?`` between two lines, or ``::`` within one."""
    dividing = (place for place in range(1, len(lines) - 1) if lines[place].text in _DIVIDERS)
    marked = {place for place in dividing if lines[place - 1].form is Form.TEXT}
    fronts = [sides[0] for line in lines if "::" in line.text and (sides := _sides(line))]
    asking = sum(1 for front in fronts if asked(front))
    are_page = len(fronts) * 2 > sum(1 for line in lines if line.form is Form.TEXT)
    inline = (are_page or asking * 2 >= len(fronts)) and asking + len(marked) >= _FEWEST_CARDS
    for place, line in enumerate(lines):
        if place + 1 in marked:
            yield as_card(line, line.text)
        elif place in marked:
            yield replace(line, text="", form=Form.BLANK)
        elif inline and "::" in line.text and (sides := _sides(line)):
            yield as_card(line, sides[0])
            yield replace(line, text=sides[1], marker="", indent=0)
        else:
            yield line


def _sides(line: Line) -> tuple[str, str] | None:
    sign = next((sign for sign in _SIGNS if sign in line.text), "") if line.form is Form.TEXT else ""
    front, _, back = (side.strip() for side in line.text.partition(sign)) if sign else ("", "", "")
    label = find_label(f"{front}:") if front else None
    return (front, back) if front and back and not (label and label.names) else None
