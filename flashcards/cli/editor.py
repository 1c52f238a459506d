"""The user's own editor, opened at a line."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from flashcards.errors import AccessError

# the first asks which one it shall be, where nobody chose yet
_ASKING = ("sensible-editor",)
_FALLBACKS = ("nano", "vim", "vi", "notepad")
_PACKAGED = re.compile(r"[.-](?:basic|tiny|nox|athena|motif|gtk3?|pgtk|lucid|console|exe|cmd)")
_PLUS = ("+{line}", "{path}")
_COLON = ("{path}:{line}",)
_OPTION = ("--line", "{line}", "{path}")
_FAMILIES = {
    _PLUS: "vi vim nvim nano pico emacs emacsclient micro joe jed mg ne kak nvi elvis sensible-editor",
    ("-f", *_PLUS): "gvim mvim",
    ("--wait", *_PLUS): "gedit xed bbedit pluma",
    _COLON: "hx helix",
    ("--wait", *_COLON): "subl zed zeditor",
    ("--wait", "--goto", *_COLON): "code code-insiders codium vscodium cursor windsurf",
    ("--wait", *_OPTION): "mate idea pycharm webstorm goland clion rubymine phpstorm rustrover",
    ("--block", *_OPTION): "kate",
    ("--disable-server", "--line={line}", "{path}"): "mousepad",
    ("-multiInst", "-n{line}", "{path}"): "notepad++",
    ("--nofork", "{path}"): "nvim-qt",
    ("--no-fork", "{path}"): "neovide",
    ("-W", "{path}"): "open",
}
# how each editor is told the line, and to wait where it would return at once
_ARGUMENTS = {name: arguments for arguments, names in _FAMILIES.items() for name in names.split()}


def run_editor(path: Path, line: int, may_ask: bool = True) -> None:
    """Open a file at a line and wait until the editor ends. Raises AccessError if it cannot start or fails.

    ``may_ask``: where none is named, the system may ask which one it shall be.
    """
    command = _command(may_ask)
    try:
        ended = subprocess.run([*command, *_arguments(command[0], path, line)], check=False)
    except OSError as error:
        raise AccessError(f"cannot start the editor {command[0]!r}: {error.strerror}; set EDITOR to another") from error
    if ended.returncode:
        raise AccessError(f"the editor {command[0]!r} ended with {ended.returncode}")


def _command(may_ask: bool) -> list[str]:
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        command = shlex.split(named)
    except ValueError as error:
        raise AccessError(f"EDITOR is no command: {named!r}: {error}") from error
    if command:
        return command
    found = next((each for each in (_ASKING if may_ask else ()) + _FALLBACKS if shutil.which(each)), None)
    if found is None:
        raise AccessError("there is no editor; set EDITOR to the one you like")
    return [found]


def _arguments(editor: str, path: Path, line: int) -> list[str]:
    known = next((_ARGUMENTS[name] for name in _names(editor) if name in _ARGUMENTS), ("{path}",))
    return [each.format(path=path, line=line) for each in known]


def _names(editor: str) -> Iterator[str]:
    """What an editor may be known by: its name, and that of the program that it leads to, as ``editor`` to vim."""
    for path in (editor, os.path.realpath(shutil.which(editor) or editor)):
        name = Path(path).name
        yield from (name, _PACKAGED.split(name)[0])
