"""The user's own editor, opened at a line."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from pathlib import Path

from flashcards.errors import AccessError

_FALLBACKS = ("sensible-editor", "nano", "vim", "vi")
# How an editor that does not take "+LINE FILE" is told the line, and that it should wait.
_OTHERS = {
    "code": ("--wait", "--goto", "{path}:{line}"),
    "codium": ("--wait", "--goto", "{path}:{line}"),
    "subl": ("--wait", "{path}:{line}"),
    "hx": ("{path}:{line}",),
    "helix": ("{path}:{line}",),
    "zed": ("--wait", "{path}:{line}"),
}
_LINE_IS_UNDERSTOOD = frozenset(
    {
        "vi",
        "vim",
        "nvim",
        "nano",
        "pico",
        "emacs",
        "emacsclient",
        "micro",
        "joe",
        "jed",
        "mg",
        "ne",
        "kak",
        "gedit",
        "gvim",
    }
)


def run_editor(path: Path, line: int) -> None:
    """Open a file at a line and wait until the editor ends. Raises AccessError if it cannot start or fails."""
    command = _command()
    try:
        ended = subprocess.run([*command, *_arguments(command[0], path, line)], check=False)
    except OSError as error:
        raise AccessError(f"cannot start the editor {command[0]!r}: {error.strerror}; set EDITOR to another") from error
    if ended.returncode:
        raise AccessError(f"the editor {command[0]!r} ended with {ended.returncode}")


def _command() -> list[str]:
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        command = shlex.split(named)
    except ValueError as error:
        raise AccessError(f"EDITOR is no command: {named!r}: {error}") from error
    if command:
        return command
    found = next((each for each in _FALLBACKS if shutil.which(each)), None)
    if found is None:
        raise AccessError("there is no editor; set EDITOR to the one you like")
    return [found]


def _arguments(editor: str, path: Path, line: int) -> list[str]:
    name = Path(editor).name
    if name in _OTHERS:
        return [each.format(path=path, line=line) for each in _OTHERS[name]]
    return [f"+{line}", str(path)] if name in _LINE_IS_UNDERSTOOD else [str(path)]
