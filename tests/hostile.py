"""Text that would act on a terminal, a deck that is full of it, and what finds it in an output."""

from __future__ import annotations

import re
import unicodedata

CATALOGUE = {
    "colour": "\x1b[45;5mred",
    "clear": "\x1b[2J\x1b[3J\x1b[1;1H",
    "report": "\x1b[6n\x1b[c\x1b[5n",
    "cursor": "\x1b[9A\x1b[99D",
    "reset": "\x1bc",
    "charset": "\x1b(0lqk\x0e",
    "title": "\x1b]0;owned\x07",
    "title st": "\x1b]2;owned\x1b\\",
    "link": "\x1b]8;;http://example.org\x1b\\here\x1b]8;;\x1b\\",
    "clipboard": "\x1b]52;c;ZWNobyBvd25lZA==\x07",
    "dcs": '\x1bP$q"p\x1b\\',
    "apc": "\x1b_Gf=100;AAAA\x1b\\",
    "pm": "\x1b^secret\x1b\\",
    "sos": "\x1bXsecret\x1b\\",
    "lone esc": "\x1b",
    "c1 csi": "\x9b41m\x9b2J",
    "c1 osc": "\x9d0;owned\x9c",
    "c1 others": "\x84\x85\x88\x8d\x8e\x8f\x90\x98\x9a\x9e\x9f",
    "bell": "\x07\x07",
    "backspace": "secret\x08\x08\x08\x08\x08\x08public",
    "form feed": "a\x0bb\x0cc",
    "delete": "\x7f\x7f",
    "null": "\x00\x01\x05\x11\x13\x18\x1a",
    "separators": "\x1c\x1d\x1e\x1f\u2028\u2029",
    "override": "\u202etxt.exe\u202c",
    "embedding": "\u202aabc\u202b\u202d",
    "isolate": "\u2066abc\u2067\u2068\u2069",
    "direction": "\u200eabc\u200f\u061c",
    "zero width": "pass\u200bword\u2060\ufeff\u00ad\u180e",
    "fillers": "\u3164\u115f\u1160\uffa0\u034f",
    "tags": "\U000e0001\U000e0068\U000e0069\U000e007f\U000e0100",
    "annotation": "\ufff9a\ufffab\ufffb",
    "no characters": "\ufdd0\uffff",
    "zalgo": "Z" + "\u0301\u0327\u0489\u20dd" * 30,
    "thai zalgo": "ก" + "\u0e47" * 50,
    "joined zalgo": "ก" + "\u0e47\u200d" * 50,
    "loose joiners": "a\u200db \u200c",
    "markup": "[/] [bold red]x[/bold red] [link=http://example.org]y[/link] [@click=z] :smile: \\[",
    "long": "x" * 30_000,
}
HALVES = {"high half": "a\ud83dz", "low half": "a\udc80z", "both, turned": "\udc80\ud800"}
# joiners that belong to what they join, and marks that belong to their letters
KEPT = ("👩\u200d🚀", "🏳\ufe0f\u200d🌈", "क्\u200dष", "می\u200cخواهم", "nai\u0308ve", "שָׁלוֹם")

# everything that our own screens send: the other screen, pasted text marked, the cursor, where to draw, and styles
_STYLE = "(?:[01237]|3[0-7]|4[1236])"
OURS = re.compile(rf"\x1b\[\?(?:1049|2004|25)[hl]|\x1b\[[HKJ]|\x1b\[{_STYLE}(?:;{_STYLE})*m|\r")
_HIDES = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufdd0-\ufdef\ufeff\uffa0\ufff9-\ufffb\uffff"
    "\U000e0000-\U000e01ff]"
)
# the categories Cc, Cs, Zl and Zp, which Unicode does not change any more
_ACTS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_LONGEST_RUN = 8
# marks and joiners all stand beyond ASCII
_MAY_BE_A_RUN = re.compile(f"[^\\x00-\\x7f]{{{_LONGEST_RUN + 1},}}")


def acting(output: str | bytes) -> list[str]:
    """What in an output could act on a terminal or hide on it; only a line break may stand there."""
    text = output.decode("utf-8") if isinstance(output, bytes) else output
    runs = (run for beyond in _MAY_BE_A_RUN.findall(text) for run in _runs(beyond))
    return [*_ACTS.findall(text), *_HIDES.findall(text), *runs]


def acting_beside_ours(output: bytes) -> list[str]:
    """The same for what was sent to a terminal, where our own sequences may stand too."""
    return acting(OURS.sub("", output.decode("utf-8")))


def _runs(text: str) -> list[str]:
    """Letters that carry more marks than any script puts on one."""
    runs, run = [], ""
    for char in text:
        run = run + char if unicodedata.category(char)[0] == "M" or char in "\u200c\u200d" else ""
        if len(run) == _LONGEST_RUN + 1:
            runs.append(run)
    return runs


def story(number: int, text: str) -> str:
    """A question of a deck that holds a text in every place where one may stand."""
    return (
        f"## mark {number} {text}? {{#story-{number}}}\n#calm #t{number}\n\nAsked as: other {number} {text}?\n\n"
        f"### Told {text} {{#one}}\n\n"
        f"Situation: Lost 12% {text} of sales.\n- lost 12% {text}\n\nTask: 3 weeks {text}\n\n"
        f"Action & Lesson: Asked 40 {text} people.\n\n```\nfence {text}\n```\n\nResult: 4% {text}\n\n"
        f"Follow-up: why {text}?\n\nNote: {text}\n\n"
        f"### Again {text} {{#two}}\n\nText: Told 7 times {text}.\n\n"
    )


def deck(texts: list[str], first: int = 1) -> str:
    """A deck that holds each text in every place: its name, questions, answers, parts, themes and what is no syntax."""
    stories = "".join(story(number, text) for number, text in enumerate(texts, start=first))
    slugs = ("calm", *(f"t{number}" for number in range(first, first + len(texts) - 1)))
    themes = "".join(
        f"- Calm {text} {{#{slug}}}: Slow {text}\n  down {text}.\n" for slug, text in zip(slugs, texts, strict=True)
    )
    every = " ".join(texts)
    return f"---\ndeck: Shop {first} {every}\nsource: {every}\n---\n\nBefore {every}\n\n{stories}## Themes\n\n{themes}"
