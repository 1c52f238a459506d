"""Gathers questions, stories and themes from the segments of a page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from flashcards.content.page import Fate, FoundAnswer
from flashcards.content.pages.advice import keep_explained, set_advice_apart
from flashcards.content.pages.answers import (
    Gathered,
    GatheredQuestion,
    Story,
    StoryLink,
    answer_in_prose,
    answers_of,
    asides_of,
    enter_asides,
    themes_of,
)
from flashcards.content.pages.body import read_body
from flashcards.content.pages.fields import questions_of
from flashcards.content.pages.labels import SENTENCE_ENDS
from flashcards.content.pages.lines import Form, Line, is_furniture, line_text, text_of
from flashcards.content.pages.naming import bracketed, clean, story_name, title_of, without_hashtags, without_number
from flashcards.content.pages.parts import parts_of
from flashcards.content.pages.relations.columns import Cell
from flashcards.content.pages.relations.relation import Relation
from flashcards.content.pages.relations.tables import asks_again, has_questions
from flashcards.content.pages.segments import Heading, Segment, SegmentKind, segments_of
from flashcards.content.pages.speech import at_arrow, questions_in, tells_of_oneself
from flashcards.content.pages.stories import Body, ToldAside, is_short, judged
from flashcards.content.pages.text import plain, words
from flashcards.content.pages.themes import ListedTheme, listed_themes, tabled_themes
from flashcards.content.pages.vocabulary import is_method
from flashcards.content.text.placeholders import is_placeholder


@dataclass(slots=True)
class Gathering:
    """What the segments of a page say, before stories and themes are tied to the questions."""

    title: Heading | None
    found: Gathered = field(default_factory=Gathered)
    stories: list[Story] = field(default_factory=list)
    links: list[StoryLink] = field(default_factory=list)
    themes: list[ListedTheme] = field(default_factory=list)
    asked: defaultdict[str, list[set[str]]] = field(default_factory=lambda: defaultdict(list))

    def take(self, lines: Sequence[Line], eager: bool = False) -> None:
        """Take in the lines of a page. ``eager``: in doubt, its headings ask."""
        parts = parts_of(lines)
        segments = segments_of(lines, parts, eager)
        for said in ({*words(each.title)} for each in segments if each.kind is SegmentKind.QUESTION):
            for word in said:
                self.asked[word].append(said)
        bodies = [read_body(lines, parts, segment.places) for segment in segments]
        both = list(zip(segments, bodies, strict=True))
        below = [body for segment, body in both if segment.kind is SegmentKind.QUESTION]
        others = [(segment, body) for segment, body in both if segment.kind is not SegmentKind.QUESTION]
        methods = [body for segment, body in others if body.stories and is_method(segment.title)]
        keep_explained(below)
        set_advice_apart(below)
        self.found.verdict = judged(below, [body for _, body in others], methods)
        for segment, body in both:
            body.asides[:0] = [
                ToldAside("Note", lines[at].number, [replace(lines[at], marker="")]) for at in segment.echoes
            ]
            self._take(segment, body, [lines[place] for place in segment.places])

    def _take(self, segment: Segment, body: Body, lines: Sequence[Line]) -> None:
        for line in body.bad:
            self.found.warn(line, "bad-example", "the page shows this answer as a bad one; it was not taken")
            self.found.account.enter_number(line, Fate.BAD_EXAMPLE)
        _enter(self.found, segment, body)
        if segment.kind is SegmentKind.QUESTION:
            self._question(segment, body)
        elif segment.kind is SegmentKind.THEMES:
            self._listed(body, lines)
        elif segment.kind is SegmentKind.INDEX:
            self._index(lines)
        else:
            self._section(segment, body)

    # Questions

    def _question(self, segment: Segment, body: Body) -> None:
        text, tags = without_hashtags(segment.title)
        path = tuple(heading.line for heading in segment.path)
        question = GatheredQuestion(text, segment.line, segment.number, path=path)
        question.themes = [*self._group(segment.path), *tags, *(name for _, name in body.themes)]
        question.answers = answers_of(body.stories, self.found, is_asked=True)
        source = [("Note", segment.source)] if segment.source else []
        question.asides = [*source, *asides_of(body.asides), *self.found.take_loose()]
        _prose_of_question(self.found, segment, body, question)
        if is_short(segment.told):
            self.links += [StoryLink(text, segment.told, segment.line, stands=True)] if segment.told else []
        elif answer := answer_in_prose([Line(segment.line, segment.told)], self.found):
            question.answers.append(answer)
        self.found.questions.append(question)
        for line, text in body.asked:
            self.found.questions.append(
                GatheredQuestion(text, line, "", list(question.themes), list(question.answers), is_linked=True)
            )
        self._tables(body, question.themes, question)

    # Stories and other sections

    def _section(self, segment: Segment, body: Body) -> None:
        answers = answers_of(body.stories, self.found, is_asked=False)
        asides = (*asides_of(body.asides), *self.found.take_loose())
        if segment.is_story and not any(each.parts for each in body.stories):
            answers = _told_in_prose(self.found, body)
        if answers:
            self._stories(segment, body, answers, asides)
        else:
            self._prose(segment, body, asides)
        self._tables(body, self._group((*segment.path, Heading(0, segment.title, 0, segment.is_themed))), None)

    def _stories(
        self, segment: Segment, body: Body, answers: list[FoundAnswer], asides: tuple[tuple[str, str], ...]
    ) -> None:
        named = story_name(segment.title)
        theme, title = bracketed("" if segment.is_answer else title_of(segment.title))
        path = segment.path
        while not title and path:
            title, path = title_of(path[-1].text), path[:-1]
        themes = [*self._group(path), *theme]
        notes = [*asides, *(("Note", text) for text in (text_of(body.prose), text_of(body.after)) if text)]
        self.found.account.enter([*body.prose, *body.after], Fate.NOTE)
        self.found.account.enter_number(segment.line, Fate.QUESTION)
        stories: list[Story] = []
        for answer, about in zip(answers, themes_of(answers, body), strict=True):
            number, own = named.number if named else "", answer.name or title
            stories.append(Story(own, number, answer.line, [answer], [*themes, *about], segment.path))
            stories[-1].is_answer = segment.is_answer
        first = stories[0].answers[0]
        stories[0].line = segment.line or first.line
        stories[0].answers[0] = replace(first, asides=(*first.asides, *notes))
        self.stories += stories
        self.links += [StoryLink(text, "", line, stories[0]) for line, text in body.asked]

    def _prose(self, segment: Segment, body: Body, asides: tuple[tuple[str, str], ...]) -> None:
        lines = [*body.prose, *body.after]
        self.found.account.enter(lines, Fate.PROSE)
        self.links += [StoryLink(text, "", line) for line, text in body.asked]
        paragraphs = _paragraphs(lines)
        if body.themes:
            paragraphs.append(f"Tags: {', '.join(name for _, name in body.themes)}")
        heading = clean(segment.title)
        title = (self.title.line, clean(self.title.text)) if self.title else None
        if paragraphs and heading and (segment.line, heading) != title:
            paragraphs[0] = f"{heading}\n{paragraphs[0]}" if "\n" in paragraphs[0] else f"{heading}: {paragraphs[0]}"
        self.found.prose += paragraphs
        self.found.prose += [text if label == "Note" else f"{label}: {text}" for label, text in asides]

    def _index(self, lines: Sequence[Line]) -> None:
        for line in lines:
            question, stories = at_arrow(line.text)
            if texts := questions_in(question) or questions_in(line.text):
                self.links += [StoryLink(text, stories, line.number) for text in texts]
                self.found.account.enter([line], Fate.QUESTION)
            elif line.text and not is_furniture(line):
                self.found.prose.append(line_text(line))
                self.found.account.enter([line], Fate.PROSE)

    # Themes

    def _listed(self, body: Body, lines: Sequence[Line]) -> None:
        themes, besides = listed_themes(lines)
        self.themes += themes
        self.found.account.enter(besides, Fate.PROSE)
        self.found.account.enter(lines, Fate.THEME)
        self.found.prose += [text for line in besides if (text := line_text(line))]
        self._tables(body, [], None)

    def _group(self, path: Sequence[Heading]) -> list[str]:
        """The theme that the nearest heading over a question names, [] where none does."""
        for heading in reversed(path):
            if heading.themed and not heading.is_card:
                return [without_number(clean(heading.text))]
        return []

    def _tables(self, body: Body, themes: list[str], question: GatheredQuestion | None) -> None:
        for table in body.tables:
            if listed := tabled_themes(table):
                self.themes += listed
                _enter_table(self.found, table, Fate.THEME)
            elif has_questions(table) and not asks_again(table, self.asked, bool(question and question.answers)):
                self._asked_in(table, themes)
            elif rows := _rows_of(table):
                _enter_table(self.found, table, Fate.NOTE if question else Fate.PROSE)
                if question:
                    question.asides.append(("Note", rows))
                else:
                    self.found.prose.append(rows)

    def _asked_in(self, table: Relation, themes: list[str]) -> None:
        for cell in table.head:
            self.found.account.enter_cell(cell, Fate.FURNITURE)
        for question in questions_of(table, self.found):
            question.themes = question.themes or list(themes)
            if question.stories:
                link = StoryLink(
                    question.text, question.stories, question.line, stands=True, themes=tuple(question.themes)
                )
                self.links.append(link)
            else:
                self.found.questions.append(question)


def _enter(found: Gathered, segment: Segment, body: Body) -> None:
    """Note what became of the lines that are the same whatever the segment is."""
    account = found.account
    if segment.line and segment.title:
        account.enter_number(segment.line, Fate.QUESTION if segment.kind is SegmentKind.QUESTION else Fate.PROSE)
    account.enter(body.skipped, Fate.BAD_EXAMPLE)
    account.enter(body.leads, Fate.FURNITURE)
    account.enter(body.beyond, Fate.PROSE)
    found.prose += _paragraphs(body.beyond)
    for line, text in body.asked:
        account.enter_number(line, Fate.QUESTION, text)
    for line, name in body.themes:
        account.enter_number(line, Fate.THEME, name)
    enter_asides(body.asides, found)
    for each in body.inside:
        message = f'the heading "{clean(each.text)}" stands within a part and is text of it'
        found.warn(each.number, "heading-in-part", message)


def _prose_of_question(found: Gathered, segment: Segment, body: Body, question: GatheredQuestion) -> None:
    """Prose alone is the answer; beside a story it is a note, and a list of hints is one as well."""
    lines = [*body.prose, *body.after]
    text = text_of(lines)
    untold = any(each.parts for each in body.stories) and not tells_of_oneself(text)
    hints = _are_hints(segment, lines, text, found.verdict.lists_tell)
    if question.answers or untold or (body.bad and not body.led) or hints or not any(map(str.isalnum, text)):
        _note(found, question, body)
    elif answer := answer_in_prose(lines, found, is_judged=not body.led):
        question.answers = [answer]
    elif not (text in found.verdict.blanks or is_placeholder(text)):
        _note(found, question, body)


def _note(found: Gathered, question: GatheredQuestion, body: Body) -> None:
    found.account.enter([*body.prose, *body.after], Fate.NOTE)
    question.asides += [("Note", text) for text in (text_of(body.prose), text_of(body.after)) if text]


def _are_hints(segment: Segment, lines: Sequence[Line], text: str, lists_tell: bool) -> bool:
    """Whether a list below an item that asks only hints at what to say: nobody tells in it, and it goes on asking, is
    no list within the item, or holds no sentences while no other question of the page is answered. ``lists_tell``:
    lists answer here.
    """
    items = [line for line in lines if line.text]
    if segment.sign != "-" or not all(line.marker for line in items):
        return False
    return not (lists_tell or all(line.text.endswith(SENTENCE_ENDS) for line in items))


def _told_in_prose(found: Gathered, body: Body) -> list[FoundAnswer]:
    """The story below a title that is told in prose, as those around it are; its lines are taken from the body."""
    answer = answer_in_prose([*body.prose, *body.after], found, is_judged=False)
    if answer:
        body.prose, body.after = [], []
    return [answer] if answer else []


def _enter_table(found: Gathered, table: Relation, fate: Fate) -> None:
    for cells in _cells_of(table):
        for cell in cells:
            found.account.enter_number(cell.line, fate)


def _cells_of(table: Relation) -> list[Sequence[Cell]]:
    return [table.head, *(row.texts for row in table.rows)]


def _rows_of(table: Relation) -> str:
    """The rows of a table that was not understood, as lines."""
    texts = (" | ".join(text for cell in cells if (text := plain(cell))) for cells in _cells_of(table))
    return "\n".join(text for text in texts if text)


def _paragraphs(lines: Sequence[Line]) -> list[str]:
    """The texts between blank lines."""
    paragraphs: list[list[Line]] = []
    for line in lines:
        if line.form is Form.BLANK or not paragraphs:
            paragraphs.append([])
        paragraphs[-1].append(line)
    return [text for each in paragraphs if (text := text_of(each))]
