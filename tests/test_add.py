"""Pages become decks."""

from __future__ import annotations

import json
from pathlib import Path

from flashcards.content.deck_reader import read_deck
from tests.conftest import Home

PAGE = """My page

Q1: Tell me about a fault that you found.

💡
STAR Model Answer:

Situation: The 3 ovens were cold. Nobody knew why.

Task: I had to find out before 5.

Action: I did this:
- looked at the fuse
- asked Ana

Result: 12 loaves saved.

Q2: Describe a day without one.

**Situation:** None.
**Task:** None.
**Action:** I waited.
**Result:** Nothing.

Key Themes Across the Questions

  • Calm: Slow down first.
"""
LESSON = Path(__file__).parent.parent.parent / "shared" / "pages" / "technical-leadership.txt"


def test_a_page_becomes_a_deck_word_for_word(home: Home, tmp_path: Path):
    """Questions, parts and themes; what is behind is kept, and the deck reads without an error."""
    page = tmp_path / "my-page.txt"
    page.write_text(PAGE)
    assert "2 questions, 2 answers (2 complete), 8 parts, 1 theme" in home.ok("add", str(page))
    reading = read_deck((home.path / "decks" / "my-page.md").read_bytes(), "my-page")
    assert reading.errors == ()
    first = reading.deck.questions[0]
    assert first.text == "Tell me about a fault that you found."
    assert [part.text for part in first.answers[0].parts] == [
        "The 3 ovens were cold. Nobody knew why.",
        "I had to find out before 5.",
        "I did this:\n* looked at the fuse\n* asked Ana",
        "12 loaves saved.",
    ]
    assert [(theme.name, theme.text) for theme in reading.deck.themes] == [("Calm", "Slow down first.")]
    assert len(home.json("list")) == 2


def test_a_dry_run_writes_nothing_and_prints_the_shape(home: Home, tmp_path: Path):
    """Not even the home."""
    page = tmp_path / "my-page.txt"
    page.write_text(PAGE)
    found = json.loads(home.ok("add", str(page), "--dry-run", "--json"))
    assert not home.path.exists()
    assert found["deck"] == "my-page"
    assert found["cards"] == 2
    part = found["questions"][0]["answers"][0]["parts"][2]
    assert part["text"] == "I did this:\n- looked at the fuse\n- asked Ana"
    assert {problem["code"] for problem in found["problems"]} == {"unlinked-theme"}


def test_a_page_comes_from_standard_input_too(home: Home):
    """As ``-``."""
    assert "2 questions" in home.ok("add", "-", "--dry-run", typed=PAGE)


def test_the_lesson_page_is_found_whole(home: Home):
    """Where it is at hand: 10 questions, 40 parts and 5 themes, each part standing in the page as it is."""
    if not LESSON.exists():
        return
    found = json.loads(home.ok("add", str(LESSON), "--dry-run", "--json"))
    parts = [part for question in found["questions"] for answer in question["answers"] for part in answer["parts"]]
    assert (len(found["questions"]), len(parts), len(found["themes"])) == (10, 40, 5)
    text = LESSON.read_text(encoding="utf-8")
    assert all(f"{part['name']}: {part['text']}" in text for part in parts)
