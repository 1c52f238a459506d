"""How the notes look in Anki: part by part, on a phone first, by day and by night, without a script."""

from __future__ import annotations

from flashcards.anki.fields import folded, part_title
from flashcards.anki.markup import as_template
from flashcards.content.deck.model import STORY_PARTS

_MOST_COUNTED = 20
_CSS = """
.card {
  --ink: #1f2430; --quiet: #5b6475; --line: #dfe2e8; --paper: #fff; --panel: #f3f4f7; --on-badge: #fff;
  --n1: #1f5fa8; --n2: #7a3fa0; --n3: #1b7048; --n4: #9a4a00; --n5: #a3215c;
  margin: 0 auto; padding: .6rem .8rem 1.2rem; max-width: 40rem; box-sizing: border-box;
  background: var(--paper); color: var(--ink); text-align: start; overflow-wrap: anywhere;
  font: 1.05rem/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
.card.nightMode, .card.night_mode, .nightMode .card, .night_mode .card {
  --ink: #e8eaf0; --quiet: #a3abba; --line: #343a46; --paper: #1b1e24; --panel: #262a32; --on-badge: #14161a;
  --n1: #8fbcf0; --n2: #d0a6ee; --n3: #7fd0a6; --n4: #f0b070; --n5: #f39bc0;
}
.card img { max-width: 100%; max-height: 60vh; height: auto; }
.card .quiet, .card .hint, .card .themes { color: var(--quiet); font-size: .86rem; }
.card .question { margin: .2rem 0; font-size: 1.3rem; font-weight: 650; line-height: 1.3; }
.card .back .question { font-size: 1.08rem; }
.card .hint { margin-top: 1.2rem; }
.card hr { margin: .5rem 0 0; border: 0; border-top: 1px solid var(--line); }
.card details { border-bottom: 1px solid var(--line); }
.card summary {
  display: flex; align-items: center; gap: .6rem; min-height: 2.4rem; cursor: pointer;
  list-style: none; font-weight: 600;
}
.card summary::-webkit-details-marker { display: none; }
.card summary::after {
  margin-inline-start: auto; color: var(--quiet); font-size: .82rem; font-weight: 400; content: "+";
}
.card details[open] > summary::after { content: "\\2212"; }
.card .badge {
  flex: none; min-width: 1.6rem; padding: 0 .25rem; box-sizing: border-box; border-radius: .4rem;
  color: var(--on-badge); background: var(--n1); text-align: center; font-size: .9rem; font-weight: 700;
  line-height: 1.6rem;
}
.card .n2 .badge { background: var(--n2); }
.card .n3 .badge { background: var(--n3); }
.card .n4 .badge { background: var(--n4); }
.card .n5 .badge { background: var(--n5); }
.card ul { margin: 0 0 .5rem; padding: 0; list-style: none; }
.card li { margin: 0 0 .3rem; padding-inline-start: 1rem; text-indent: -1rem; font-variant-numeric: tabular-nums; }
.card li::before { content: "\\2022"; display: inline-block; width: 1rem; color: var(--quiet); text-indent: 0; }
.card .story > summary { padding: .25rem 0; font-size: .95rem; font-weight: 550; line-height: 1.3; }
.card .full, .card .asides { border: 0; }
.card .full > summary, .card .asides > summary {
  min-height: 2rem; color: var(--quiet); font-size: .86rem; font-weight: 400;
}
.card p { margin: .3rem 0 .5rem; white-space: pre-wrap; }
.card pre {
  margin: .3rem 0 .5rem; padding: .5rem; overflow-x: auto; background: var(--panel); border-radius: .4rem;
  font: .85rem/1.4 ui-monospace, "SF Mono", Consolas, "Noto Sans Mono", monospace; text-align: start; white-space: pre;
}
.card .themes { margin-top: .4rem; }
.card .themes span { margin-inline-end: .5rem; }
"""


def _counts() -> str:
    """How many cues a closed part has, counted where it is drawn, so that it stays right when they are edited there."""
    rule = ".card .part:has(> ul > li:nth-child({0}):last-child) > summary::after {{ content: "
    return "\n".join(
        rule.format(number) + f'"{number} {"cue" if number == 1 else "cues"}"; }}'
        for number in range(1, _MOST_COUNTED + 1)
    )


CSS = _CSS + _counts() + "\n"


def _page(html: str, side: str) -> str:
    """A template in which nothing is typeset: Anki's MathJax reads a text after its entities are decoded, and a formula
    can hold a link that runs a script. Anki 24.06 heeds the first class, others the second.
    """
    return f'<div class="mathjax_ignore tex2jax_ignore {side}">{as_template(html)}</div>'


def _if(field: str, html: str) -> str:
    return f"{{{{#{field}}}}}{html}{{{{/{field}}}}}"


def _text(kind: str, field: str) -> str:
    """A field as one text, in the direction of its own script."""
    return f'<div class="{kind}" dir="auto">{{{{{field}}}}}</div>'


def _part(number: int, name: str) -> str:
    outline, text = f"{name} outline", f"{name} text"
    full = _if(text, folded("full", "Full text", f"{{{{{text}}}}}"))
    return _if(outline, folded(f"part n{number}", part_title(name), f"{{{{{outline}}}}}{full}"))


_DECK = '<div class="quiet" dir="auto">{{Deck}}</div>'
_QUESTION = _text("question", "Question") + _if("About", _text("quiet", "About"))
_THEME = _text("question", "Theme") + _if("Meaning", _text("quiet", "Meaning"))

STORY_FRONT = _page(
    _DECK
    + _QUESTION
    + _if("Wordings", folded("asides", "Other wordings", "{{Wordings}}"))
    + '<div class="hint">Tell it aloud, in about {{Target}}.</div>',
    "front",
)
STORY_BACK = _page(
    _QUESTION
    + "<hr id=answer>"
    + "".join(_part(number, name) for number, name in enumerate(STORY_PARTS, start=1))
    + "{{Other parts}}"
    + _if("Follow-ups", folded("asides", "They may ask next", "{{Follow-ups}}"))
    + _if("Themes", '<div class="themes" dir="auto">{{Themes}}</div>'),
    "back",
)
THEME_FRONT = _page(_DECK + _THEME + '<div class="hint">Which of your stories show it?</div>', "front")
THEME_BACK = _page(_THEME + "<hr id=answer>{{Stories}}", "back")
