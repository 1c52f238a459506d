"""``flashcards check``."""

from __future__ import annotations

import json

from tests.build import deck, story
from tests.conftest import Home


def test_a_clean_home_has_nothing_to_say(home: Home):
    """Neither has an empty one."""
    assert "No deck yet" in home.ok("check")
    home.write_deck(deck("Shop", story("One?")))
    assert home.ok("check") == "1 deck checked: nothing to say.\n"


def test_problems_and_hints_stand_at_their_place_and_hold_nothing_back(home: Home):
    """A line each, in the order of the file, with path, line and column; without an error the exit code is 0."""
    path = home.write_deck(
        "## One?\n#cal\n\nSituation: We were 3.\nTask: Run.\nAction: I ran.\nResult:\n\n## Themes\n\n- Calm: x\n"
    )
    lines = home.ok("check", "shop").splitlines()
    assert [line.removeprefix(f"{path}:").split(": ")[0] + ":" + line.split()[2] for line in lines[:-1]] == [
        "2:1:unknown-tag:",
        "7:1:empty-part:",
        "11:3:unlinked-theme:",
    ]
    assert lines[-1] == "1 deck checked: 3 warnings."


def test_one_answer_that_is_told_is_enough(home: Home):
    """However many others wait."""
    home.write_deck("## One?\n\n### Told\n\nText: I ran 3 km.\n\n### Waiting\n\nText: [to do]\n")
    assert "no-answer" not in home.ok("check")
    home.write_deck("## One?\n\nText: [to do]\n")
    assert "no-answer" in home.ok("check")


def test_a_long_name_is_cut_in_what_is_said_of_it(home: Home):
    """To sixty characters."""
    home.write_deck(f"## One?\n#{'a' * 60} #{'b' * 61}\n\nText: I ran 3 km.\n")
    said = home.ok("check")
    assert f"the id {'a' * 60};" in said
    assert f"the id {'b' * 60}…;" in said


def test_a_tag_is_held_against_the_first_five_hundred_themes(home: Home):
    """A hostile deck may have any number."""
    names = [f"{chr(97 + number % 26) * 4}{number}" for number in range(499)]
    themes = "".join(f"- {name}: x\n" for name in [*names, "Perseverance", "Gratefulness"])
    home.write_deck(f"## One?\n#perseverence #gratefullness\n\nText: I ran 3 km.\n\n## Themes\n\n{themes}")
    said = [problem["message"] for problem in home.json("check") if problem["code"] == "unknown-tag"]
    assert "#perseverance" in said[0]
    assert "#gratefulness" not in said[1]


def test_an_error_ends_with_one(home: Home):
    """Whatever else is found."""
    home.write_deck("## One?\n\nText: a\n\n## One?\n\nText: b\n")
    result = home.run("check")
    assert result.exit_code == 1
    assert "error duplicate-question" in result.stdout


def test_json_holds_every_problem_with_its_path(home: Home):
    """And nothing else is printed."""
    path = home.write_deck("## One?\n\nSituation: x\n\n## Themes\n\n- Calm: x\n")
    (warning, other) = json.loads(home.ok("check", "--json"))
    assert {key: other[key] for key in ("path", "line", "column", "level", "code")} == {
        "path": str(path), "line": 7, "column": 3, "level": "warning", "code": "unlinked-theme",
    }  # fmt: skip
    assert warning["code"] == "missing-part"


def test_files_anywhere_are_checked_by_their_path(home: Home, tmp_path):
    """No home is made for that."""
    path = tmp_path / "x.md"
    path.write_text("## One?\n\nText: a\n")
    assert "1 deck checked" in home.ok("check", str(path))
    assert not home.path.exists()


def test_two_files_of_one_deck_are_an_error(home: Home):
    """On the later path."""
    home.write_deck(deck("Shop", story("One?")), "a.md")
    home.write_deck(deck("Shop", story("Two?")), "b.md")
    result = home.run("check")
    assert result.exit_code == 1
    assert "b.md:1:1: error duplicate-deck" in result.stdout


def test_an_unknown_deck_is_named_with_the_nearest(home: Home, failing):
    """Like everywhere."""
    home.write_deck(deck("Shop", story("One?")))
    assert "did you mean 'Shop'" in failing(1, "check", "Shap")
