"""Reads what stands below a question or a title: the stories told there, and everything beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from flashcards.content.deck.model import STAR
from flashcards.content.pages.blocks import asks_something
from flashcards.content.pages.labels import Around, Label, LabelRole, Style, find_label, role_of_label
from flashcards.content.pages.lines import Form, Line, is_furniture
from flashcards.content.pages.naming import clean, is_or, theme_names, title_of
from flashcards.content.pages.relations.tables import has_questions, table_of
from flashcards.content.pages.runs import Parts, starts_again
from flashcards.content.pages.speech import begins_as_question, questions_in
from flashcards.content.pages.stories import Body, ToldAside, ToldPart, ToldStory
from flashcards.content.pages.text import plain
from flashcards.content.pages.vocabulary import MOST_LETTERS, is_answer_word, section_kind


def read_body(lines: Sequence[Line], parts: Parts, places: Iterable[int]) -> Body:
    """Return what the lines at these places tell, in their order; no line that says something is lost."""
    return _BodyReader(lines, parts).read(places)


class _Told:
    """What is told so far: ``part``, ``aside`` and ``listing`` are where a line without a mark of its own belongs,
    ``rows`` those of a table that goes on, ``spaced`` whether a blank line stands above. Room right below the label of
    an aside says nothing: ``is_new``.
    """

    def __init__(self) -> None:
        self.body = Body()
        self.part: ToldPart | None = None
        self.part_level: float = 0
        self.part_indent = 0
        self.is_listed = False
        self.aside: ToldAside | None = None
        self.is_new = False
        self.listing = ""
        self.spaced = False
        self.rows: list[Line] = []

    @property
    def story(self) -> ToldStory | None:
        return self.body.stories[-1] if self.body.stories else None

    @property
    def is_unfinished(self) -> bool:
        told = self.story.told if self.story else set()
        return bool(told & {*STAR}) and not told & {"Result", "Lesson"}

    def open_part(self, line: Line, label: Label, above: str) -> None:
        """Open the part of a label in the story that it belongs to."""
        story = self.story
        first = story.parts[0].names[0] if story and story.parts else ""
        if story is None or starts_again(story.told, first, label.names):
            story = self.new_story("", line.number)
        part = next((each for each in story.parts if set(each.names) & set(label.names)), None)
        if part is None:
            story.over = story.over if story.parts else clean(above).casefold()
            part = ToldPart(label.names, line.number)
            story.parts.append(part)
        self.close()
        self.part, self.part_level = part, line.level if line.form is Form.HEADING else 0
        self.part_indent = line.indent if line.marker else 0
        self.is_listed = bool(line.marker)
        if label.rest:
            part.lines.append(Line(line.number, label.rest))

    def new_story(self, name: str, number: int) -> ToldStory:
        story = self.story
        if story and not story.parts and not story.asides:
            story.name = name or story.name
        else:
            story = ToldStory(name, number)
            self.body.stories.append(story)
        self.close()
        return story

    def close(self) -> None:
        self.part, self.aside, self.listing = None, None, ""

    def has_parts(self) -> bool:
        return bool(self.story and self.story.parts)

    def call_out(self, line: Line) -> None:
        asides = self.story.asides if self.story and self.story.parts else self.body.asides
        if not asides or asides[-1].label != line.aside:
            asides.append(ToldAside(line.aside, line.number))
        asides[-1].lines.append(line)

    def begin_story(self, line: Line, name: str) -> None:
        """A story begins, which what nobody told before it is no part of."""
        self.body.leads.append(line)
        self.new_story(name, line.number)
        self._set_aside(line, shows=True)

    def lead(self, line: Line, shows: bool = False) -> None:
        self.body.leads.append(line)
        self.body.led = True
        if self.story:
            self.new_story("", line.number)
        self.close()
        self._set_aside(line, shows)

    def answered(self, line: Line, label: Label) -> None:
        self.lead(line, shows=not (label.is_letter or is_answer_word(label.key)))
        if label.rest:
            self.add(replace(line, text=label.rest, marker=""))

    def _set_aside(self, line: Line, shows: bool) -> None:
        """What stood before the words that announce an answer is no answer itself."""
        if self.body.prose:
            aside = ToldAside("Note", line.number, self.body.prose)
            self.body.asides.append(aside)
            self.body.shown += [(aside, line)] if shows else []
            self.body.prose = []

    def asked_by(self, line: Line, label: Label) -> None:
        questions = questions_in(label.rest)
        if label.rest and not questions:
            self.open_aside("Note", line, label)
            return
        self.close()
        self.listing = "answers"
        self.body.asked += [(line.number, text) for text in questions]

    def name_themes(self, line: Line, label: Label) -> None:
        self.close()
        self.listing, self.is_new = "themes", not label.rest
        self.add_themes(line, label.rest)

    def add_themes(self, line: Line, text: str) -> None:
        """Note the themes that a text names, as those of the story that is told."""
        names = theme_names(text)
        self.body.themes += [(line.number, name) for name in names]
        if self.story:
            self.story.themes += names

    def open_aside(self, kind: str, line: Line, label: Label | None = None) -> None:
        self.close()
        self.aside, self.is_new = ToldAside(kind, line.number), not (label and label.rest)
        if label and label.rest:
            says = kind == "Note" and label.words.casefold() not in ("note", "notes")
            self.aside.lines.append(Line(line.number, f"{label.words}: {label.rest}" if says else label.rest))
        elif kind == "Note":
            self.aside.lines.append(Line(line.number, f"{clean(label.words if label else line.text)}:"))
        (self.story.asides if self.story and self.story.parts else self.body.asides).append(self.aside)

    def add(self, line: Line) -> None:
        leaves = self.spaced and self.is_listed and not (line.marker or line.indent)
        if self.part is not None and (leaves or (line.marker and line.indent < self.part_indent)):
            self.close()
        if self.part is not None:
            self.part.lines.append(line)
        elif self._is_listed(line):
            self._list(line)
        elif self.aside is not None and self._goes_on(line):
            self.is_new = False
            self.aside.lines.append(line)
        else:
            self.aside, self.listing = None, ""
            prose = self.body.after if self.has_parts() else self.body.prose
            prose += [Line(0, "", Form.BLANK), line] if self.spaced and prose else [line]

    def _goes_on(self, line: Line) -> bool:
        """Whether a line is of the aside: right below it, or in its list, which may begin where an answer is told."""
        above = self.aside.lines[-1:] if self.aside else []
        told = self.has_parts() or self.body.prose or self.body.after
        listed = told or any(each.marker or each.text.endswith((":", "：")) for each in above)
        return not self.spaced or self.is_new or bool(line.marker and listed)

    def _is_listed(self, line: Line) -> bool:
        label = find_label(line.text) if self.listing == "themes" else None
        if label and label.rest and (label.style is Style.BOLD or not line.marker):
            return False
        asks_on = self.listing == "answers" and asks_something(line)
        goes_on = asks_on or not self.spaced or (bool(line.marker) and (self.is_new or self.listing == "answers"))
        return bool(self.listing) and goes_on

    def _list(self, line: Line) -> None:
        if self.listing == "themes":
            self.add_themes(line, line.text)
        else:
            bare = [clean(line.text)] if begins_as_question(line.text) else []
            self.body.asked += [(line.number, text) for text in questions_in(line.text) or bare]

    def end_table(self) -> None:
        """Keep the rows that were read: as text of an open part, or as a table."""
        table = table_of(self.rows)
        if self.part is not None and not has_questions(table):
            self.part.lines += self.rows
        elif self.rows:
            self.body.tables.append(table)
            self.close()
        self.rows = []


def _with_titles(body: Body) -> Body:
    """Leave the headings of stories that were told out of the prose; the names of those that were not are text."""
    told = {each.name for each in body.stories if each.parts}
    texts = [body.prose, *(aside.lines for aside in body.asides)]
    for lines in texts:
        lines[:] = [line for line in lines if line.form is not Form.HEADING or title_of(line.text) not in told]
    placed = {title_of(line.text) for lines in texts for line in lines if line.form is Form.HEADING}
    untold = [each for each in body.stories if each.name and not each.parts and each.name not in placed]
    body.after += [Line(each.line, each.name) for each in untold]
    return body


class _BodyReader:
    """Goes through the lines once, and says what each of them is."""

    def __init__(self, lines: Sequence[Line], parts: Parts) -> None:
        self.lines, self.parts = lines, parts
        self.told = _Told()
        self.skips = False
        self.skip_level: float = 0

    def read(self, places: Iterable[int]) -> Body:
        above = ""
        for place in places:
            line = self.lines[place]
            if self.told.rows and line.form is not Form.ROW:
                self.told.end_table()
            if line.form is Form.BLANK:
                self.told.spaced = True
            else:
                self._read(line, place, above)
                self.told.spaced, above = False, line.text
        self.told.end_table()
        return _with_titles(self.told.body)

    def _read(self, line: Line, place: int, above: str) -> None:
        if line.form is Form.ROW:
            self.told.rows.append(line)
        elif line.form in (Form.CLOSE, Form.RULE):
            self.told.close()
        elif is_furniture(line):
            self.told.body.leads.append(line)
        elif line.form is Form.CODE:
            self.told.add(line)
        elif self.skips and not self._ends_skip(line):
            self.told.body.skipped.append(line)
        elif label := self.parts.labels.get(place):
            self.told.open_part(line, label, above)
        else:
            self._unlabelled(line, place)

    def _unlabelled(self, line: Line, place: int) -> None:
        ends = place in self.parts.endings
        if line.aside:
            self.told.call_out(line)
        elif line.form in (Form.HEADING, Form.SUMMARY):
            self._heading(line)
        elif is_or(line.text):
            self.told.body.leads.append(line)
            self.told.new_story("", line.number)
        else:
            label = find_label(line.text)
            if not label and self.told.spaced and len(line.text) <= MOST_LETTERS and section_kind(line.text) == "lead":
                label = Label((), plain(line.text), "", Style.ALONE)
            if not (label and self._by_label(line, label, ends)):
                self.told.add(line)

    def _heading(self, line: Line) -> None:
        if self.told.part and 0 < self.told.part_level < line.level:
            self.told.body.inside.append(line)
            self.told.add(replace(line, form=Form.TEXT))
            return
        whole = Label((), plain(line.text), "", Style.HEADING)
        if any(self._by_label(line, label) for label in (whole, find_label(line.text)) if label):
            return
        title = title_of(line.text)
        if title and line.form is Form.HEADING and not self.told.has_parts():
            self.told.body.prose.append(line)
        self.told.new_story(title, line.number)

    def _bad(self, line: Line) -> None:
        self.told.close()
        self.told.body.bad.append(line.number)
        self.skips, self.skip_level = True, line.level

    def _ends_skip(self, line: Line) -> bool:
        """Whether a bad example ends here: another answer is announced, or a heading as high as its own follows."""
        label = find_label(line.text)
        words = clean(label.words if label and not label.names else line.text)
        kind = section_kind(words)
        self.skips = not (kind == "lead" or (0 < line.level <= self.skip_level and kind != "bad"))
        return not self.skips

    def _by_label(self, line: Line, label: Label, ends: bool = False) -> bool:
        """Read the line as a field, an aside or a lead-in; False where it is text."""
        role, detail = role_of_label(label, self._around(line, ends))
        if role is LabelRole.ASKED:
            self.told.asked_by(line, label)
        elif role is LabelRole.THEMES:
            self.told.name_themes(line, label)
        elif role is LabelRole.ANSWER:
            self.told.answered(line, label)
        elif role is LabelRole.BAD:
            self._bad(line)
        elif role is LabelRole.ASIDE:
            self.told.open_aside(detail, line, label)
        elif role is LabelRole.STORY:
            self.told.begin_story(line, detail)
        return role is not LabelRole.TEXT

    def _around(self, line: Line, ends: bool) -> Around:
        told = self.told
        is_told = told.body.led and bool(told.body.prose) and not told.has_parts()
        return Around(line, told.part is not None, told.is_unfinished, ends, is_told)
