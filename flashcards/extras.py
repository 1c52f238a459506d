"""Packages that only some runs need: what brings one into the environment that runs."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path


def installing(*packages: str) -> str:
    """The command that installs packages beside this program, whatever put the program there: pipx, pip or uv."""
    named = " ".join(packages)
    if (Path(sys.prefix) / "pipx_metadata.json").exists():
        return f"pipx inject star-flashcards {named}"
    python = f'"{sys.executable}"' if " " in sys.executable else sys.executable
    return f"{python} -m pip install {named}" if find_spec("pip") else f"uv pip install --python {python} {named}"
