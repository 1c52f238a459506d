"""Outlines of three engines, mixed and unnamed, for readers; and what their marks say. See README.md."""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import mean
from typing import Any

from flashcards.content.outline.outline import draft_outline
from flashcards.content.text.figures import figures

Story = Mapping[str, Any]
Outline = dict[str, list[str]]
_SENTENCE = re.compile(r".+?(?:[.!?](?=\s)|[。！？]|$)", re.MULTILINE)
_CLAUSE_END = re.compile(r"[,;:](?=\s)|[，；：]|\s[-–—]\s")
_MOST_WORDS = 14
_MOST_LINES = 5
_THEIRS = """
import json, sys
try:
    from flashcards.content.outline.outline import draft_outline
except ImportError:
    from flashcards.content.outline import draft_outline
stories = json.load(sys.stdin)
json.dump([{name: draft_outline(text, name) for name, text in parts.items()} for parts in stories], sys.stdout)
"""


def baseline(text: str) -> list[str]:
    """Every sentence cut at its first clause end or at 14 words, the first five of them."""
    lines = []
    for found in _SENTENCE.finditer(text):
        sentence = found.group().strip().lstrip("-* ")
        end = _CLAUSE_END.search(sentence)
        words = (sentence[: end.start()] if end else sentence).split()
        line = " ".join(words[:_MOST_WORDS])
        if line:
            lines.append(line.rstrip(".") + ("…" if len(line) < len(sentence) - 1 else ""))
    return lines[:_MOST_LINES]


def theirs(stories: Sequence[Story], checkout: str) -> list[Outline]:
    """The outlines that another checkout makes, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", _THEIRS],
        input=json.dumps([story["parts"] for story in stories]),
        env={"PYTHONPATH": checkout},
        cwd=checkout,
        capture_output=True,
        text=True,
        check=True,
    )
    found: list[Outline] = json.loads(done.stdout)
    return found


def mix(paths: Sequence[str], checkout: str, seed: int) -> tuple[str, dict[str, Any]]:
    """Return the sheet and the key."""
    stories = [json.loads(Path(path).read_text(encoding="utf-8")) for path in paths]
    others = theirs(stories, checkout)
    chance = random.Random(seed)
    sheet, key = ["# Outlines to be marked\n"], {}
    for path, story, other in zip(paths, stories, others, strict=True):
        engines = {
            "this": {name: list(draft_outline(text, name)) for name, text in story["parts"].items()},
            "other": other,
            "baseline": {name: baseline(text) for name, text in story["parts"].items()},
        }
        names = list(engines)
        chance.shuffle(names)
        key[Path(path).stem] = {
            letter: {"engine": name, **_measured(story["parts"], engines[name])}
            for letter, name in zip("ABC", names, strict=True)
        }
        sheet += _story(Path(path).stem, story, [engines[name] for name in names])
    return "\n".join(sheet), key


def _story(stem: str, story: Story, outlines: Sequence[Outline]) -> list[str]:
    lines = [f"\n## Story {stem}: {story['question']}\n"]
    lines += [f"> **{name}** {' '.join(text.split())}\n>" for name, text in story["parts"].items()]
    for letter, outline in zip("ABC", outlines, strict=True):
        lines.append(f"\n### {stem} {letter}\n")
        for name, cues in outline.items():
            lines += [f"{name}", *(f"- {cue}" for cue in cues)]
    return lines


def _measured(parts: Mapping[str, str], outline: Outline) -> dict[str, int]:
    found = [(figure, name) for name, text in parts.items() for figure in figures(text)]
    return {
        "words": sum(_size(line) for lines in outline.values() for line in lines),
        "of": sum(_size(text) for text in parts.values()),
        "lines": sum(map(len, outline.values())),
        "figures": sum(figure in " ".join(outline[name]) for figure, name in found),
        "of_figures": len(found),
    }


def _size(text: str) -> int:
    """Words; of scripts without spaces, half of the signs."""
    signs = re.findall(r"[\u3040-\u30ff\u3400-\u9fff]", text)
    return len(text.split()) if len(signs) * 2 < len(text) else len(signs) // 2


def summary(marks: Mapping[str, Any], key: Mapping[str, Any]) -> str:
    """One line an engine: its marks, its lines that cannot be understood alone, its words, its figures."""
    lines = []
    for engine in ("this", "other", "baseline"):
        rows = [
            (marks[story][letter], row)
            for story, letters in key.items()
            for letter, row in letters.items()
            if story in marks and row["engine"] == engine
        ]
        total = {name: sum(row[name] for _, row in rows) for name in ("words", "of", "lines", "figures", "of_figures")}
        lines.append(
            f"{engine:9} mark {mean(mark for (mark, _), _ in rows):.2f}, "
            f"not understood {sum(bad for (_, bad), _ in rows) / total['lines']:.1%} of {total['lines']} lines, "
            f"words {total['words'] / total['of']:.2f}, figures {total['figures']} of {total['of_figures']}"
        )
    return "\n".join(lines)


def main() -> None:
    """Write a sheet and its key, or read marks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stories", nargs="*")
    parser.add_argument("--other", default=".")
    parser.add_argument("--sheet", type=Path)
    parser.add_argument("--key", type=Path, required=True)
    parser.add_argument("--marks", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    if given.sheet:
        sheet, key = mix(given.stories, given.other, given.seed)
        given.sheet.write_text(sheet, encoding="utf-8")
        given.key.write_text(json.dumps(key, indent=1), encoding="utf-8")
    if given.marks:
        key = json.loads(given.key.read_text(encoding="utf-8"))
        print(summary(json.loads(given.marks.read_text(encoding="utf-8")), key))


if __name__ == "__main__":
    main()
