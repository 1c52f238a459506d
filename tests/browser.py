"""Headless Chromium, which opens nothing but what it is told to."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

_ALWAYS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --hide-scrollbars --no-pdf-header-footer"
)


def chromium(folder: Path, address: str, *options: str) -> str:
    """What it prints of a page; its profile lies in this folder."""
    browser = shutil.which("chromium")
    assert browser, "chromium is missing: apt-get install chromium"
    run = [browser, *_ALWAYS.split(), f"--user-data-dir={folder}/browser", *options, address]
    return subprocess.run(run, capture_output=True, text=True, check=True, timeout=120).stdout
