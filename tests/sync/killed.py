"""A command in a process that says when it begins in earnest: ``PYTHON killed.py ARGUMENT...``."""

from __future__ import annotations

import sys

import anki.collection  # noqa: F401

import flashcards.cli.syncing  # noqa: F401
from flashcards.cli import main

print("ready", flush=True)
sys.argv[0] = "flashcards"
main()
