"""A pass over drafts without a terminal: its steps as plain lines, and a line as the keys that do what it says."""

from __future__ import annotations

import re

from flashcards.terminal.views import PASTE, CueView, PassView

COMMANDS = (
    "One a line: an empty line accepts the part as it stands, 2 keeps or drops line 2, 2 WORDS rewords it, "
    "left and right turn to another part, u takes back, q ends and writes what was accepted, esc leaves all as it was."
)
_NUMBERED = re.compile(r"(\d{1,6})(?:\s+(.*))?")
_AS_THEY_ARE = frozenset({"enter", "left", "right", "u", "q", "esc", "end"})


def pass_lines(view: PassView, before: PassView | None) -> list[str]:
    """What is new in a step: the part and its lines, those that changed, and the word for the user."""
    remark = [view.remark] if view.remark else []
    if before is not None and _place(view) == _place(before):
        changed = [pair for pair in enumerate(zip(view.cues, before.cues, strict=True), 1) if _differs(*pair[1])]
        return [*(line for number, (cue, _) in changed for line in _cue(number, cue)), *remark]
    about = f" ({view.about})" if view.about else ""
    lines = ["", f"[{', '.join(each for each in (view.deck, view.where) if each)}] {view.prompt}{about}"]
    if view.part:
        lines.append(f"{view.part} (draft):")
    lines += [line for number, cue in enumerate(view.cues, 1) for line in _cue(number, cue)]
    lines += [f"{label}: {value}" if label else f"  {value}" for label, value in view.rows]
    return [*lines, f"{view.said}. {view.enter}.", *([COMMANDS] if before is None else []), *remark]


def _place(view: PassView) -> tuple[str, ...]:
    return view.deck, view.where, view.prompt, view.part


def _differs(now: CueView, before: CueView) -> bool:
    return (now.cue, now.kept) != (before.cue, before.kept)


def _cue(number: int, view: CueView) -> list[str]:
    mark = "[x]" if view.kept else "[ ]"
    source = [f"          {view.sentence}"] if view.cue and view.sentence and view.cue != view.sentence else []
    return [f"  {number:>3} {mark} {view.cue or view.sentence}", *source]


def pass_keys(line: str, cues: int) -> tuple[list[str], str]:
    """The keys that do what a line says where there are so many cues, or a word on why it does nothing."""
    numbered = _NUMBERED.fullmatch(line.strip())
    if numbered is None:
        return ([line], "") if line in _AS_THEY_ARE else ([], COMMANDS if line == "?" else _nothing(line))
    number, words = int(numbered[1]), numbered[2]
    if not 0 < number <= cues:
        return [], f"There is no line {number} here."
    chosen = ["home", *["down"] * (number - 1)]
    return [*chosen, *(["r", "line", PASTE + words, "enter"] if words else ["space"])], ""


def _nothing(line: str) -> str:
    return f"{line!r} does nothing here; ? says what does."
