"""The documents say what the code does."""

from __future__ import annotations

import configparser
from pathlib import Path

from flashcards.content.deck.reader import read_deck
from tests.reference import replaced

ROOT = Path(__file__).parent.parent


def test_the_command_reference_is_current():
    """`make reference` makes it anew."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert replaced(readme) == readme


def test_the_deck_in_the_readme_reads_without_a_problem():
    """A newcomer who copies it gets what it says: the beginning of the deck that is shipped, long lines cut."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    block = readme.partition("## The deck")[2].partition("\n    ---\n")[2].partition("\n- `## `")[0]
    text = "---\n" + "\n".join(line.removeprefix("    ") for line in block.splitlines())
    reading = read_deck(text, "readme")
    assert reading.problems == ()
    assert [question.id for question in reading.deck.questions] == ["search"]
    shipped = iter((ROOT / "decks" / "leading-ml-projects.md").read_text(encoding="utf-8").splitlines())
    for line in filter(None, text.splitlines()):
        assert any(each.startswith(line.removesuffix(" ...")) for each in shipped), line


def test_every_dependency_has_its_reason():
    """CONTRIBUTING says in one line why each is there."""
    setup = configparser.ConfigParser()
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    reasons = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("## Dependencies")[2]
    extras = setup["options.extras_require"].values()
    for line in "".join((setup["options"]["install_requires"], *extras)).split():
        assert line.partition(">=")[0] in reasons
