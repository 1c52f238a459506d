"""Pages become decks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flashcards.content.deck.reader import read_deck
from tests.conftest import Home
from tests.screen import Terminal

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


def deck_of(home: Home, name: str = "my-page") -> Path:
    """The deck file that ``add`` wrote."""
    return home.path / "decks" / f"{name}.md"


@pytest.fixture
def page(home: Home, tmp_path: Path) -> Path:
    """A page that was added once."""
    path = tmp_path / "my-page.txt"
    path.write_text(PAGE)
    home.ok("add", str(path))
    return path


def test_a_page_that_did_not_change_changes_nothing(home: Home, page: Path):
    """However the deck was edited meanwhile, down to the byte."""
    path = deck_of(home)
    path.write_text(path.read_text().replace("12 loaves saved.", "12 loaves saved.\n- 12 loaves"))
    before = path.read_bytes()
    assert "nothing new" in home.ok("add", str(page))
    assert path.read_bytes() == before


def test_new_questions_of_a_page_are_added_to_its_deck(home: Home, page: Path):
    """What stands in the deck keeps its place and its words."""
    path = deck_of(home)
    path.write_text(path.read_text().replace("Nobody knew why.", "Nobody knew why, not even Ana."))
    page.write_text(
        PAGE.replace("Key Themes", "Q3: Why bread?\n\nSituation: s\nTask: t\nAction: a\nResult: r\n\nKey Themes")
    )
    assert "new: Why bread?" in home.ok("add", str(page))
    deck = read_deck(path.read_bytes(), "my-page").deck
    assert [question.text for question in deck.questions][-1] == "Why bread?"
    assert "not even Ana" in path.read_text()


def test_a_story_that_only_the_page_changed_is_taken_over(home: Home, page: Path):
    """With its id, so that its history stays."""
    page.write_text(PAGE.replace("12 loaves saved.", "15 loaves saved."))
    assert "taken over: Tell me about a fault" in home.ok("add", str(page))
    assert "15 loaves saved." in deck_of(home).read_text()
    assert len(home.json("list")) == 2


def test_where_page_and_deck_changed_the_deck_stays_and_the_page_is_shown(home: Home, page: Path):
    """As a difference; nothing that the user wrote is overwritten."""
    path = deck_of(home)
    path.write_text(path.read_text().replace("12 loaves saved.", "All 12 loaves saved by me."))
    page.write_text(PAGE.replace("12 loaves saved.", "15 loaves saved."))
    before = path.read_bytes()
    shown = home.ok("add", str(page))
    assert "the deck's text stays: Tell me about a fault" in shown
    assert "-Result: All 12 loaves saved by me." in shown
    assert "+Result: 15 loaves saved." in shown
    assert path.read_bytes() == before
    assert "nothing new" in home.ok("add", str(page))


def test_a_question_that_was_taken_out_by_hand_stays_out(home: Home, page: Path):
    """It is named, and not written again."""
    path = deck_of(home)
    text = path.read_text()
    start, end = text.index("## Describe a day"), text.index("## Themes")
    path.write_text(text[:start] + text[end:])
    assert "not added again: Describe a day without one." in home.ok("add", str(page))
    assert "Describe a day" not in path.read_text()


def test_a_folder_is_added_page_by_page(home: Home, tmp_path: Path):
    """A page that asks nothing is passed over with a remark; hidden files are not looked at."""
    folder = tmp_path / "pages"
    (folder / "deeper").mkdir(parents=True)
    (folder / "a.txt").write_text(PAGE)
    (folder / "deeper" / "b.md").write_text("# Other\n\n## Why?\n\nBecause 3 of us saw it.\n")
    (folder / "notes.md").write_text("Milk, bread.\n")
    (folder / ".hidden.md").write_text("## What?\n")
    result = home.run("add", str(folder))
    assert result.exit_code == 0
    assert "passed over" in result.stderr
    assert "notes.md" in result.stderr
    assert sorted(path.name for path in (home.path / "decks").iterdir()) == ["my-page.md", "other.md"]


def test_two_pages_of_one_name_make_one_deck(home: Home, tmp_path: Path):
    """The second adds its questions to the first."""
    first, second = tmp_path / "one.md", tmp_path / "two.md"
    first.write_text("# Stories\n\n## Why?\n\nBecause 3 of us saw it.\n")
    second.write_text("# Stories\n\n## How?\n\nWith 2 hands.\n")
    home.ok("add", str(first), str(second))
    deck = read_deck(deck_of(home, "stories").read_bytes(), "stories").deck
    assert [question.text for question in deck.questions] == ["Why?", "How?"]


def test_several_pages_print_one_list(home: Home, tmp_path: Path):
    """One page prints an object."""
    (tmp_path / "a.md").write_text("## Why?\n\nBecause.\n")
    (tmp_path / "b.md").write_text("## How?\n\nSo.\n")
    found = json.loads(home.ok("add", str(tmp_path), "--dry-run", "--json"))
    assert [each["deck"] for each in found] == ["a", "b"]


def test_a_deck_is_added_as_it_is(home: Home, tmp_path: Path):
    """Ids, outlines and other wordings of a file in the format of decks are kept."""
    path = tmp_path / "x.md"
    text = "---\ndeck: Mine\n---\n\n## Why? {#why-so}\n\nSituation: So it was.\n- so\n\nAsked as: How come?\n"
    path.write_text(text)
    home.ok("add", str(path))
    assert deck_of(home, "mine").read_text() == text


def test_a_deck_without_a_name_is_added_as_it_is(home: Home, tmp_path: Path):
    """The ids behind its questions tell that it is one; it is named by --name, or as any page is."""
    path = tmp_path / "x.md"
    text = "# Mine\n\n## Why? {#why-so}\n\nSituation: So it was.\n- so\n"
    path.write_text(text)
    assert "on no card" not in home.ok("add", str(path))
    assert deck_of(home, "mine").read_text() == f"---\ndeck: Mine\n---\n\n{text}"
    home.ok("add", str(path), "--name", "Yours")
    assert "## Why? {#why-so}" in deck_of(home, "yours").read_text()
    assert [card["card"] for card in home.json("list")] == ["mine/why-so", "yours/why-so"]


def test_the_anchor_of_a_heading_is_no_text(home: Home, tmp_path: Path):
    """Other tools write it behind headings of pages, too."""
    path = tmp_path / "x.md"
    path.write_text("## Tell me about a queue. {#queue}\n\nIt was long, and I cut it.\n")
    assert "{#queue}" not in home.ok("add", str(path), "--dry-run")


def test_the_line_that_names_the_deck_is_not_named_as_left_out(home: Home, tmp_path: Path):
    """As a heading, or as a short line above the first question."""
    path = tmp_path / "x.md"
    for title in ("# Harbour", "Harbour", "**Harbour**"):
        path.write_text(f"{title}\n\n## Tell me about a queue.\n\nIt was long, and I cut it.\n")
        assert "on no card" not in home.ok("add", str(path), "--dry-run"), title


def test_themes_without_questions_get_the_closest_only_when_asked(home: Home, tmp_path: Path):
    """Without --tag the words that they share are shown, and nothing is tagged."""
    path = tmp_path / "shop.txt"
    path.write_text(PAGE.replace("Calm: Slow down first.", "Finding faults: Look at the fuse before you guess."))
    shown = home.ok("add", str(path))
    assert "Finding faults" in shown
    assert "(fault" in shown.split("Questions that share words")[1]
    assert "#finding-faults" not in deck_of(home).read_text()
    home.ok("add", str(path), "--tag", "--name", "Other")
    deck = read_deck(deck_of(home, "other").read_bytes(), "other").deck
    assert [question.tags for question in deck.questions] == [("finding-faults",), ()]


def test_what_a_story_lacks_is_said_before_anything_is_written(home: Home, tmp_path: Path):
    """With the line of each problem."""
    path = tmp_path / "page.md"
    told = "Task: Run.\nAction: I ran."
    path.write_text(
        "## Why?\n\nSituation: We were 3.\nTask: [your task]\nAction: I ran.\n\n## How?\n\n"
        f"## When?\n\nSituation: We were 3.\n{told}\nResult: We saved XX%.\n\n"
        f"## Where?\n\nSituation: We were 3.\n{told}\nResult: 4 km.\nLesson: ...\n"
    )
    result = home.run("add", str(path), "--dry-run")
    assert "4 questions, 3 answers (0 complete)" in result.stdout
    assert "Why?  - no Task, no Result\n" in result.stdout
    assert "How?  - no answer yet\n" in result.stdout
    assert "When?  - a blank in Result\n" in result.stdout
    assert "Where?  - no Lesson\n" in result.stdout
    assert f"{path}:4:1: warning placeholder" in result.stderr
    assert not home.path.exists()


def test_the_lesson_page_gets_sound_themes(home: Home):
    """Where it is at hand: --tag writes one or two questions for each theme."""
    if not LESSON.exists():
        return
    home.ok("add", str(LESSON), "--tag")
    (path,) = (home.path / "decks").iterdir()
    deck = read_deck(path.read_bytes(), path.stem).deck
    carried = [tag for question in deck.questions for tag in question.tags]
    assert all(1 <= carried.count(theme.id) <= 2 for theme in deck.themes)


def test_a_page_that_takes_long_shows_a_bar_in_a_terminal(home: Home):
    """From one second on, here since nobody types it; nothing of it is left at the end."""
    with Terminal(home.path, "add", "-", "--dry-run", now=home.now, columns=200) as terminal:
        terminal.wait("reading", "━━━")
        terminal.type('[{"question": "Why?", "situation": "We were 3.", "action": "I ran."}]\x04\x04')
        assert terminal.end() == 0
        assert "━━━" not in terminal.text
        assert "1 question" in terminal.text
