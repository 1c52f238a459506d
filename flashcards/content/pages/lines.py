"""The lines of a page, each with what its marks say, and their text as it is kept."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import takewhile

from flashcards.content.languages.known import likely_language
from flashcards.content.languages.language import words
from flashcards.content.pages.markup.pieces import Piece, Sign
from flashcards.content.pages.markup.tags import TagReader, holds_tags
from flashcards.content.pages.markup.wiki import from_wiki, in_bold
from flashcards.content.pages.speech import asked
from flashcards.content.pages.text import dress_of, plain
from flashcards.content.pages.vocabulary import ASIDES

# those of Markdown, of AsciiDoc and MediaWiki, and of Confluence
_HEADING = re.compile(
    r"(?:(?P<hashes>#{1,6}(?=\s)|#{2,6}(?=[^\W\d_]))\s*(?P<text>.*?)\s*(?:(?<=\S)\s\{#[^{}\s]+\}\s*)?#*"
    r"|(?P<equals>={1,6})\s+(?P<titled>\S.*?)(?:\s+=+)?"
    r"|h(?P<level>[1-6])\.\s+(?P<named>\S.*))$"
)
_BULLET = re.compile(r"(?:[•◦▪‣●・･]\s*|[-+*○·∙⁃–—.]\s+|[oO]\t\s*)(?P<text>\S.*)$")
_STEP = re.compile(
    r"(?:(?P<number>\(?\d{1,3}[.)]|\[\d{1,3}\]|#\d{1,3}[.:)]?|\*\*\d{1,3}[.)]\*\*|\d{1,2}\.\d{1,2}\.?|[a-z][.)]|\d{1,2}/(?=\s))\s+|(?P<dashed>\d{1,3})\s?[-–—](?:\s+(?!\d)|(?=[¿“«„\"])))"
    r"(?P<text>\S.*)$"
)
# around the number of a step, or in front of it
SIGNS_OF_NUMBERS = "-().:/[]#* "
_SLASHES = re.compile(r"//+\s+(?P<text>\S.*)$")
_BOX = re.compile(r"\[[ xX]\]\s+")
_RULE = re.compile(r"(?:(?:[-*_=~]\s?){3,}|[—–─━]{2,})$")
TABLE_RULE = re.compile(r":?-+:?(?:\s*\|\s*:?-+:?)+")
# what stands behind backticks holds none: else they are code within a line
_FENCE = re.compile(r"(?:`{3,}(?=[^`]*$)|~{3,})")
_CALLOUT = re.compile(r"\[!(\w+)\][-+]?\s*(.*)$")
# possessive, so that a long run of spaces is tried in one way only
_ADMONITION = re.compile(
    r"(?P<mark>\?\?\?\+?|!!!)\s++(?P<kind>[\w-]++(?: ++[\w-]++)*+)?+\s*+(?:\"(?P<title>.*)\")?\s*$"
)
_CONTAINER = re.compile(r":{3,}\s*(?P<kind>[\w-]+)?\s*(?P<title>.*)$")
# an editor that exports Markdown escapes what would be a mark elsewhere
_ESCAPED = re.compile(r"\\([-.!()+=&~:#>])")
# one that never closes is found once, up to the end
_COMMENT = re.compile(r"<!--(?:[^-]|-(?!->))*+(?:-->|\Z)")


_ASIDE_KINDS = words(
    "tip tips note notes info information warning caution danger hint important attention todo quote abstract "
    "seealso success failure bug error"
)
# Callouts that hold questions and answers, and nothing beside them.
_STORY_KINDS = words("question faq help example success check done answer star story")
_DEFAULT_ASIDES = {"tip": "Tip", "tips": "Tip", "hint": "Tip", "warning": "Red flag", "danger": "Red flag"}
_TAB = 4
_SPARE = 4
_LONGEST_OVER_A_RULE = 100
# a longer one underlines
_LONGEST_RULE = 12
_LINES_OF_A_LANGUAGE = 2_000
_REFERENCE = re.compile(r"(?:\[\d+\]:?\s+)?<?(?:https?://|www\.)\S+$")
_ANCHOR = re.compile(r"(?:[-*↑⬆🔝^\s]|\W)*\[[^\[\]]*\]\(#[^()\s]*\)\W*$")
_CELL_END = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


class Form(StrEnum):
    """What a line is by its marks alone."""

    TEXT = "text"
    HEADING = "heading"
    SUMMARY = "summary"
    ROW = "row"
    RULE = "rule"
    BLANK = "blank"
    FENCE = "fence"
    CODE = "code"
    CLOSE = "close"


_FORMS = {Sign.CLOSE: Form.CLOSE, Sign.SUMMARY: Form.SUMMARY, Sign.FENCE: Form.FENCE, Sign.CODE: Form.CODE}


@dataclass(frozen=True, slots=True)
class Line:
    """One line. ``text`` keeps the markup inside the line; ``level`` is a heading's depth, 1 to 6.

    ``marker`` is ``-`` for a list item of any sign, the number of a step as it is written, else "". ``indent`` counts
    columns. ``aside`` is the label of the callout that the line stands in. ``last`` is the last line of the page that a
    line of several is made of, 0 where it is one. ``sign`` is the sign of a list item that has no number.
    """

    number: int
    text: str
    form: Form = Form.TEXT
    indent: int = 0
    marker: str = ""
    level: float = 0
    quoted: bool = False
    aside: str = ""
    last: int = 0
    sign: str = ""

    @property
    def is_bold(self) -> bool:
        """Whether the whole line is emphasised, as people write headings who know none."""
        return dress_of(self.text) in ("***", "**", "__")


def lines_of(text: str) -> list[Line]:
    """Return the lines of a page; every line of the page that says something is in one of them."""
    return marked_lines(text)[0]


def marked_lines(text: str) -> tuple[list[Line], str]:
    """Return the lines of a page, and the title that it gives itself where it is an HTML document."""
    bare = (line.expandtabs(_TAB).rstrip() for line in _COMMENT.sub(_blank_lines, text).split("\n"))
    text = from_wiki("\n".join(bare))
    scanner = _Scanner(text)
    lines = _with_rows(_with_underlines(list(scanner.lines(text))))
    return lines, " ".join(scanner.tags.title.split())


def _blank_lines(comment: re.Match[str]) -> str:
    text = comment.group()
    return "\n" * text.count("\n") if text.endswith("-->") else text


class _Scanner:
    """Goes through a page once and keeps what is open from line to line."""

    def __init__(self, text: str) -> None:
        self.tags = TagReader(text)
        self.fence = ""
        self.blocks: list[tuple[int, str]] = []
        self.container: list[str] = []
        self.callout = ""
        bare = (line.lstrip("> ").rstrip() for line in text.split("\n"))
        callouts = (found.groups()[-2:] for line in bare if (found := _ADMONITION.match(line) or _CALLOUT.match(line)))
        titles = Counter(((kind or "").lower(), asked(title) is not None) for kind, title in callouts if title)
        # as most titles of a kind are, all are
        self.asking = {kind for kind, _ in titles if titles[kind, True] >= titles[kind, False]}

    def lines(self, text: str) -> Iterator[Line]:
        for number, line in enumerate(text.split("\n"), start=1):
            if self.fence:
                yield self._fenced(number, line)
            elif (
                self.tags.document or self.tags.is_open or (holds_tags(line) and not line.lstrip("> ").startswith("|"))
            ):
                for piece in self.tags.lines(number, line):
                    yield from self._piece(piece)
            else:
                yield from self._line(number, line)
        for piece in self.tags.finish():
            yield from self._piece(piece)

    def _piece(self, piece: Piece) -> Iterator[Line]:
        form = _FORMS.get(piece.sign)
        if form is not None:
            # of a list item that opens at once, its sign goes before the summary
            text = piece.text.lstrip(" -") if form is Form.SUMMARY else piece.text
            yield Line(piece.number, text, form, last=piece.last)
            return
        for line in self._line(piece.number, piece.text):
            yield replace(line, last=piece.last)

    def _fenced(self, number: int, line: str) -> Line:
        bare = line.strip()
        # an info string has letters: a quote behind a fence is that of the text around it
        if bare.startswith(self.fence) and not any(map(str.isalnum, bare.strip(self.fence[0]))):
            self.fence = ""
            return Line(number, "", Form.FENCE)
        return Line(number, bare, Form.CODE, indent=len(line) - len(line.lstrip()))

    def _line(self, number: int, line: str) -> Iterator[Line]:
        body, quoted = _unquoted(line)
        if not quoted:
            self.callout = ""
        bare = in_bold(body.strip())
        indent = len(body) - len(body.lstrip())
        while bare and self.blocks and indent < self.blocks[-1][0]:
            self.blocks.pop()
        if self.blocks and bare:
            indent -= self.blocks[-1][0]
        found = self._mark(bare, indent, quoted)
        if found is None:
            return
        open_ = [*self.container, *(label for _, label in self.blocks), self.callout]
        aside = next((label for label in reversed(open_) if label), "")
        marks = found.form, found.indent, found.marker, found.level
        text = found.text if found.form is Form.ROW else _ESCAPED.sub(r"\1", found.text)
        yield Line(number, text, *marks, quoted, found.aside or aside, sign=found.sign)

    def _mark(self, bare: str, indent: int, quoted: bool) -> Line | None:
        """The line by its marks; None where it only opens or closes something."""
        if not bare:
            return Line(0, "", Form.BLANK)
        if fence := _FENCE.match(bare):
            self.fence = fence.group()
            return Line(0, bare[fence.end() :].strip(), Form.FENCE)
        if (callout := _CALLOUT.match(bare)) and quoted:
            kind, title = callout.group(1).lower(), callout.group(2)
            asks = kind in _STORY_KINDS or (title and kind in self.asking)
            self.callout = "" if asks else _aside_label(kind) or "Note"
            return Line(0, title, Form.TEXT if self.callout else Form.SUMMARY) if title else None
        if admonition := _ADMONITION.match(bare):
            return self._admonition(admonition, indent)
        if container := _CONTAINER.match(bare):
            return self._contain(container)
        return _plain_line(bare, indent)

    def _admonition(self, found: re.Match[str], indent: int) -> Line | None:
        kind, title = (found.group("kind") or "").lower(), found.group("title")
        label = "" if found.group("mark") != "!!!" or (title and kind in self.asking) else _aside_label(kind)
        base = self.blocks[-1][0] if self.blocks else 0
        self.blocks.append((base + indent + _TAB, label))
        return Line(0, title, Form.SUMMARY, aside=label) if title else None

    def _contain(self, found: re.Match[str]) -> Line | None:
        if not found.group("kind"):
            del self.container[-1:]
            return Line(0, "", Form.CLOSE)
        label = _aside_label(found.group("kind"))
        self.container.append(label)
        return Line(0, found.group("title"), Form.SUMMARY, aside=label) if found.group("title") else None


def _aside_label(kind: str) -> str:
    """The label of a callout of this kind, "" for a kind that may hold anything."""
    word = kind.strip().lower()
    return _DEFAULT_ASIDES.get(word, "Note") if word in _ASIDE_KINDS else ASIDES.get(word, "")


def _unquoted(line: str) -> tuple[str, bool]:
    body, quoted = line, False
    while body.lstrip().startswith(">"):
        body, quoted = body.lstrip()[1:].removeprefix(" "), True
    return body, quoted


def _plain_line(bare: str, indent: int) -> Line:
    if heading := _HEADING.match(bare):
        text = heading["text"] or heading["titled"] or heading["named"] or ""
        text = bullet["text"] if (bullet := _BULLET.match(text)) else text
        level = int(heading["level"] or min(6, len(heading["hashes"] or heading["equals"])))
        return Line(0, text, Form.HEADING, level=level) if text else Line(0, "", Form.BLANK)
    if comment := _SLASHES.match(bare):
        return Line(0, comment.group("text"), Form.HEADING, level=6)
    if _RULE.match(bare):
        return Line(0, bare, Form.RULE)
    if bare.startswith("|") and bare.count("|") > 1:
        return Line(0, bare, Form.ROW)
    if bullet := _BULLET.match(bare):
        return Line(0, _BOX.sub("", bullet.group("text"), count=1), indent=indent, marker="-", sign=bare[0])
    if (step := _STEP.match(bare)) and _HEADING.match(step.group("text")):
        return _plain_line(step.group("text"), indent)
    if step:
        return Line(0, step["text"], indent=indent, marker=step["number"] or f"{step['dashed']}.")
    return Line(0, bare, indent=indent)


def _with_underlines(lines: list[Line]) -> list[Line]:
    """Turn a line that is underlined with ``===`` into a heading, and one with ``---`` where it reads as one."""
    for place in range(1, len(lines)):
        rule, above = lines[place], lines[place - 1]
        if rule.form is not Form.RULE or above.form is not Form.TEXT or above.indent:
            continue
        alone = place < 2 or lines[place - 2].form is not Form.TEXT
        text = f"{above.marker} {above.text}".strip()
        # a number may be that of an item, and the line below it one across the page
        fits = not above.marker or (above.marker != "-" and abs(len(rule.text) - len(text)) <= _SPARE)
        short = len(above.text) <= _LONGEST_OVER_A_RULE or len(rule.text) > _LONGEST_RULE
        sign = rule.text[0]
        boxed = place > 1 and lines[place - 2].form is Form.RULE and lines[place - 2].text == rule.text
        drawn = sign == "=" or boxed or (sign == "-" and short and " " not in rule.text)
        if alone and fits and drawn and len(rule.text) > 2:
            level = 1 if sign == "=" else 2
            lines[place - 1] = replace(above, text=text, marker="", form=Form.HEADING, level=level)
            lines[place] = replace(rule, text="", form=Form.BLANK)
    return lines


def _with_rows(lines: list[Line]) -> list[Line]:
    """Turn the lines of a table that has no edges into its rows: those around a rule that signs divide."""
    for place in range(1, len(lines)):
        if lines[place].form is Form.TEXT and TABLE_RULE.fullmatch(lines[place].text):
            for at in takewhile(
                lambda at: lines[at].form is Form.TEXT and "|" in lines[at].text, range(place - 1, len(lines))
            ):
                text = f"{lines[at].marker} {lines[at].text}".strip()
                lines[at] = replace(lines[at], text=text, form=Form.ROW, marker="", indent=0)
    return lines


def text_of(lines: Iterable[Line]) -> str:
    """Return the lines joined by newlines, blank ones dropped."""
    return "\n".join(words for line in lines if (words := line_text(line)))


def line_text(line: Line) -> str:
    """Return one line without markup, with ``- `` or its number in front where it is a list item."""
    words = line.text.strip() if line.form is Form.CODE else plain(line.text)
    if line.form is Form.ROW:
        words = " | ".join(cell for cell in cells_of(line.text) if cell and not set(cell) <= set("-: "))
    return f"{line.marker} {words}" if line.marker and words else words


def in_known_language(lines: Sequence[Line]) -> bool:
    """Whether the reader knows words of the language of a page, which its beginning tells."""
    return likely_language(text_of(lines[:_LINES_OF_A_LANGUAGE])) is not None


def is_furniture(line: Line) -> bool:
    """Whether a line is there for the page and not for the reader: a link to the page itself, a source, a lone sign."""
    text = line.text.strip()
    if not text or line.form is Form.CODE:
        return False
    if text.startswith(("[", "<", "http", "www.")) and _REFERENCE.match(text):
        return True
    if "](#" in text and _ANCHOR.match(text):
        return True
    return not any(char.isalnum() for char in text) and line.form is not Form.ROW


def cells_of(row: str) -> list[str]:
    """The cells of a table row, markup kept."""
    inner = row.strip().removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    return [cell.strip().replace("\\|", "|") for cell in _CELL_END.split(inner)]


def without_tags(text: str) -> str:
    """The text of a cell as the Markdown that says the same."""
    text = _BREAK.sub("\n", text)
    return "\n".join(map(_as_written, lines_of(text))).strip("\n") if holds_tags(text) else text


def _as_written(line: Line) -> str:
    mark = "#" * int(line.level) or ("```" if line.form is Form.FENCE else line.marker)
    return " " * line.indent + f"{mark} {line.text}".strip()
