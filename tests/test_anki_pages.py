"""The cards as pages, in a real browser."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from flashcards.anki.templates import CSS
from tests.conftest import Home
from tests.test_anki_export import Anki

pytestmark = pytest.mark.browser
MEASURE = (
    "<script>addEventListener('load', () => { document.body.dataset.wide = document.documentElement.scrollWidth;"
    "document.body.dataset.ink = getComputedStyle(document.querySelector('.question')).color;"
    "document.body.dataset.shown = [...document.querySelectorAll('h2, details p')]"
    ".filter(each => each.checkVisibility()).map(each => each.textContent).join('|'); })</script>"
)


def rendered(folder: Path, body: str, classes: str) -> str:
    """The page's DOM after it was drawn on a phone."""
    page = folder / "card.html"
    head = f"<meta charset=utf-8><meta name=viewport content='width=device-width'><style>{CSS}</style>{MEASURE}"
    page.write_text(f"<!doctype html><html><head>{head}</head><body class='{classes}'>{body}</body></html>")
    browser = shutil.which("chromium")
    assert browser, "chromium is missing: apt-get install chromium"
    options = (
        "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
        f"--disable-component-update --disable-sync --user-data-dir={folder}/profile --window-size=390,844 --dump-dom"
    )
    run = [browser, *options.split(), page.as_uri()]
    return subprocess.run(run, capture_output=True, text=True, check=True, timeout=60).stdout


@pytest.mark.parametrize(("classes", "ink"), [("card", "rgb(31, 36, 48)"), ("card nightMode", "rgb(232, 234, 240)")])
def test_a_card_is_right_on_a_phone_by_day_and_by_night(home: Home, tmp_path: Path, classes: str, ink: str):
    """Names in sight, the full text folded, nothing wider than the screen, ink that fits the paper."""
    package = tmp_path / "x.apkg"
    home.ok("decks")
    home.ok("export", "-o", str(package))
    anki = Anki(tmp_path)
    anki.take(package)
    _, answer = anki.sides('"Card id:leading-ml-projects/search"')
    anki.collection.close()
    dom = rendered(tmp_path, answer, classes)
    assert f'data-ink="{ink}"' in dom
    assert 'data-shown="Situation|Task|Action|Result|Lesson|' in dom
    (wide,) = (piece.split('"')[0] for piece in dom.split('data-wide="')[1:2])
    assert int(wide) <= 500
