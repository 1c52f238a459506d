"""Lines of styled text as an SVG picture of a terminal: no font, no script and no style from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from operator import itemgetter

from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from rich.text import Text

_CELL, _LINE, _SIZE, _EDGE = 8.4, 19, 14, 16
_STYLE = """
svg { color-scheme: light dark }
text { font: 14px ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; white-space: pre }
.page { fill: #fdfdfb; stroke: #d5d3cc }
text, .fill { fill: #24292f }
.bold { font-weight: 700 }
.italic { font-style: italic }
.dim { fill: #6b7075 }
.red { fill: #c02a2a }
.magenta { fill: #96369b }
.green { fill: #1f7a3a }
.cyan { fill: #0b6e7f }
.reverse { fill: #fdfdfb }
@media (prefers-color-scheme: dark) {
  .page { fill: #16191d; stroke: #363b42 }
  text, .fill { fill: #dfe3e8 }
  .dim { fill: #8d949c }
  .red { fill: #ff7b72 }
  .magenta { fill: #dd8ae0 }
  .green { fill: #63c77c }
  .cyan { fill: #58c4d4 }
  .reverse { fill: #16191d }
}"""


def svg(title: str, lines: Sequence[Text], columns: int) -> str:
    """Return the picture; ``title`` is what is read out where it cannot be seen."""
    width, height = columns * _CELL + 2 * _EDGE, len(lines) * _LINE + 2 * _EDGE
    size = f'viewBox="0 0 {width:g} {height}" width="{width:g}" height="{height}"'
    head = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img">',
        f"<title>{escape(title)}</title>",
        f"<style>{_STYLE}\n</style>",
        f'<rect class="page" x="0.5" y="0.5" width="{width - 1:g}" height="{height - 1}" rx="8"/>',
    ]
    drawn = (run for row, line in enumerate(lines) for run in _line(line, row))
    return "\n".join([*head, *drawn, "</svg>\n"])


def _line(line: Text, row: int) -> Iterator[str]:
    column = 0
    for style, run in groupby(_segments(line), itemgetter(0)):
        text = "".join(text for _, text in run).removesuffix("\n")
        if text.strip() or style.reverse:
            yield from _run(text, style, column, row)
        column += cell_len(text)


def _segments(line: Text) -> Iterator[tuple[Style, str]]:
    console = Console()
    base = console.get_style(line.style)
    for text, style, _ in line.render(console):
        yield base + style, text


def _run(text: str, style: Style, column: int, row: int) -> Iterator[str]:
    left, top = _EDGE + column * _CELL, _EDGE + row * _LINE
    wide = f"{cell_len(text) * _CELL:g}"
    if style.reverse:
        names = " ".join(["fill", *_colour(style)])
        yield f'<rect class="{names}" x="{left:g}" y="{top + 1}" width="{wide}" height="{_LINE - 2}" rx="2"/>'
    names = ["reverse"] if style.reverse else _colour(style)
    names += [name for name in ("bold", "italic", "dim") if getattr(style, name)]
    which = f' class="{" ".join(names)}"' if names else ""
    yield f'<text{which} x="{left:g}" y="{top + _SIZE}" textLength="{wide}">{escape(text, quote=False)}</text>'


def _colour(style: Style) -> list[str]:
    return [style.color.name] if style.color else []
