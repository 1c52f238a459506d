"""Outlines: the recall cues computed from prose, every figure kept."""

from __future__ import annotations

from flashcards.content.outline.beats import LEAD_IN, Beat, beats_of
from flashcards.content.outline.english import is_english
from flashcards.content.outline.words import Word, words_of
from flashcards.content.text.figures import figure_spans
from flashcards.content.text.passages import passages
from flashcards.content.text.sentences import sentence_spans

LINE_LIMITS = {"Situation": 3, "Task": 3, "Action": 8, "Result": 4, "Lesson": 2}
_OTHER_LIMIT = 8
_SHARE = 0.5
_LEAST_BUDGET = 12
# an hour's telling, which takes a quarter of a second; what goes beyond is no story, and would hold up its own reveal
_LONGEST_TOLD = 50_000


def draft_outline(text: str, part: str = "") -> tuple[str, ...]:
    """Return one cue a line, at most 12 words each, in the order and the words of ``text``.

    ``part`` is the part's name, merged names joined by ``&``; it sets how many lines there may be: more only
    where figures ask for it. Every figure of ``text`` is in the lines, whole. A line that starts with a relative
    pronoun has the word that it stands for in front. Of a text beyond 50,000 characters only these are read.
    """
    names = [name.strip() for name in part.split("&")]
    limit = sum(LINE_LIMITS.get(name, _OTHER_LIMIT) for name in names)
    sentences = _sentences(text if len(text) <= _LONGEST_TOLD else text[:_LONGEST_TOLD].rsplit(None, 1)[0])
    english = is_english(word.key for words, _ in sentences for word in words)
    beats = [beats_of(words, item, english, "Task" in names) for words, item in sentences]
    total = sum(word.size for words, _ in sentences for word in words)
    _choose(beats, limit, max(_LEAST_BUDGET, total * _SHARE) if english else total)
    return tuple(line for beat in beats for line in beat.lines())


def _sentences(text: str) -> list[tuple[list[Word], bool]]:
    found = []
    for passage in passages(text):
        spans = figure_spans(passage.text)
        figure = 0
        for start, end in sentence_spans(passage.text):
            first = figure
            while figure < len(spans) and spans[figure][0] < end:
                figure += 1
            own = [(left - start, right - start) for left, right in spans[first:figure]]
            words = words_of(passage.text[start:end], own)
            if any(char.isalnum() for word in words for char in word.text):
                found.append((words, passage.item))
    return found


def _choose(beats: list[Beat], limit: int, budget: float) -> None:
    """Take what must stay, then whole beats by their weight, then their details, as long as there is room."""
    for beat in beats:
        beat.take_figures()
    lines = sum(beat.height for beat in beats)
    size = sum(beat.size for beat in beats)
    open_beats = [beat for beat in beats if not beat.size]
    telling = [beat for beat in open_beats if beat.weight > LEAD_IN]
    for beat in sorted(telling if lines or telling else open_beats, key=lambda beat: -beat.weight):
        beat.take_head()
        if not lines:
            beat.shorten(limit)
        if lines and (lines + beat.height > limit or size + beat.size > budget):
            beat.drop()
        else:
            lines += beat.height
            size += beat.size
    for beat in sorted((beat for beat in beats if beat.size), key=lambda beat: -beat.weight):
        height = beat.height
        size += beat.grow(budget - size, max(0, limit - lines))
        lines += beat.height - height
