"""The pictures of the README."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

from tests.examples import for_each
from tests.pictures import TITLES, draw

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "pictures"
NAMESPACE = "http://www.w3.org/2000/svg"


def test_the_pictures_are_what_the_tool_shows_today():
    """To the byte; `make pictures` draws them anew."""
    assert {path.stem: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.svg")} == draw()


def test_the_screens_show_a_day_from_its_first_to_its_end():
    """One story: its prompt with the clock, its outline with what was missed, and the end of the day."""
    roots = {name: ET.parse(FOLDER / f"{name}.svg").getroot() for name in TITLES}
    texts = {name: " ".join(" ".join(root.itertext()).split()) for name, root in roots.items()}
    for words in ("interview in 13 days", "due", "Weakest", "Enter flashcards review"):
        assert words in texts["today"]
    for words in ("0:47 of 2:00", "Last time", "interview in 13 days", "? keys"):
        assert words in texts["prompt"]
    for words in ("MISSED", "Told in 2:12, 12 s over.", "Enter accepts 3"):
        assert words in texts["reveal"]
    for words in ("Done for today.", "Told whole", "Interview", "Every grade is saved."):
        assert words in texts["end"]


@for_each("name", TITLES)
def test_a_picture_needs_nothing_from_elsewhere(name: str):
    """No font, script, style or image; it has a title, and a place in the README with the same words."""
    text = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    assert set(re.findall(r"\w+://[^\s\"')]+", text)) == {NAMESPACE}
    assert not re.search(r"url\(|@import|@font-face|<(?:script|image|use|foreignObject)", text)
    assert ET.fromstring(text).findtext(f"{{{NAMESPACE}}}title") == TITLES[name]
    assert f"![{TITLES[name]}](docs/pictures/{name}.svg)" in (ROOT / "README.md").read_text(encoding="utf-8")
