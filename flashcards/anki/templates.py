"""How the notes look in Anki, on a phone first, by day and by night."""

from __future__ import annotations

from flashcards.content.deck.model import STORY_PARTS

CSS = """
.card {
  --ink: #1f2430; --quiet: #667085; --line: #e3e6ec; --accent: #0f6f78; --paper: #fff;
  margin: 0 auto; padding: 1rem 1.1rem 2rem; max-width: 40rem;
  background: var(--paper); color: var(--ink); text-align: left;
  font: 1.06rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
.card.nightMode, .card.night_mode, .nightMode .card, .night_mode .card {
  --ink: #e8eaf0; --quiet: #9aa3b2; --line: #343a46; --accent: #66c7cf; --paper: #1b1e24;
}
.deck { color: var(--quiet); font-size: .8rem; }
.question { margin: .3rem 0 .2rem; font-size: 1.3rem; font-weight: 650; line-height: 1.3; }
.about, .hint { color: var(--quiet); }
.hint { margin-top: 1.4rem; }
hr { margin: 1rem 0; border: 0; border-top: 1px solid var(--line); }
section { margin: 0 0 1.1rem; }
h2 {
  margin: 0 0 .25rem; color: var(--accent); font-size: .82rem; font-weight: 700;
  letter-spacing: .06em; text-transform: uppercase;
}
ul { margin: 0; padding: 0; list-style: none; }
li { margin: 0 0 .3rem; padding-left: 1rem; text-indent: -1rem; font-variant-numeric: tabular-nums; }
li::before { content: "\\2022"; display: inline-block; width: 1rem; color: var(--accent); text-indent: 0; }
details { margin: .5rem 0 0; color: var(--quiet); font-size: .95rem; }
summary { cursor: pointer; font-size: .85rem; }
details p, .full p { margin: .4rem 0; color: var(--ink); }
.themes { color: var(--quiet); font-size: .85rem; }
"""

_HEAD = '<div class="deck">{{Deck}}</div>'
_ABOUT = '{{#About}}<div class="about">{{About}}</div>{{/About}}'
_QUESTION = f'{_HEAD}<div class="question">{{{{Question}}}}</div>{_ABOUT}'
_WORDINGS = "{{#Wordings}}<details><summary>Other wordings</summary>{{Wordings}}</details>{{/Wordings}}"


def _to_the_letter(html: str) -> str:
    """A template in which nothing is typeset: Anki's MathJax reads a text after its entities are decoded, and a formula
    can hold a link that runs a script. Anki 24.06 heeds the first class, others the second.
    """
    return f'<div class="mathjax_ignore tex2jax_ignore">{html}</div>'


STORY_FRONT = _to_the_letter(f'{_QUESTION}{_WORDINGS}<div class="hint">Tell it aloud, in about {{{{Target}}}}.</div>')


def _part(name: str) -> str:
    text = f"<details><summary>Full text</summary>{{{{{name} text}}}}</details>"
    body = f"<section><h2>{name}</h2>{{{{{name} outline}}}}{{{{#{name} text}}}}{text}{{{{/{name} text}}}}</section>"
    return f"{{{{#{name} outline}}}}{body}{{{{/{name} outline}}}}"


STORY_BACK = _to_the_letter(
    f"{_QUESTION}<hr id=answer>"
    + "".join(_part(name) for name in STORY_PARTS)
    + "{{Other parts}}"
    + "{{#Follow-ups}}<section><h2>They may ask next</h2>{{Follow-ups}}</section>{{/Follow-ups}}"
    + '{{#Themes}}<div class="themes">{{Themes}}</div>{{/Themes}}'
)
_THEME = f'{_HEAD}<div class="question">{{{{Theme}}}}</div><div class="about">{{{{Meaning}}}}</div>'
THEME_FRONT = _to_the_letter(f'{_THEME}<div class="hint">Which of your stories show it?</div>')
THEME_BACK = _to_the_letter(f"{_THEME}<hr id=answer><section><h2>Stories</h2>{{{{Stories}}}}</section>")
