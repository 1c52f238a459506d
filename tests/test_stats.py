"""``flashcards stats``: in text, on terminals of any width, as JSON."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest
from rich.cells import cell_len

from flashcards.terminal.charts import dashboard_lines
from flashcards.terminal.panels import Bar, BarsPanel, Cell, Column, Dashboard, TablePanel, Tone
from tests.build import deck, story
from tests.conftest import Home
from tests.examples import every, for_each
from tests.screen import Terminal

TODAY = "2026-11-23T12:00+00:00"
THEMES = "## Themes\n\n- Evidence {#evidence}: Let it decide.\n- Patience {#patience}: Wait.\n"


@pytest.fixture
def told(made) -> Home:
    """Two stories told over some days, one well and one badly, and one that is new; two themes."""
    return made(tell)


def tell(home: Home) -> None:
    home.write_deck(
        deck(
            "Shop",
            story("Question good?", "#evidence #patience\n"),
            story("Question bad?", "#evidence\n"),
            story("Question new?", "#patience\n"),
            end=THEMES,
        )
    )
    badly = "\nr\na\n2\n" + "\n4\n"
    home.ok("review", "--new", "2", typed="\n5\n" + badly, now="2026-11-20")
    home.ok("review", "--new", "0", typed="\n5\n" + badly, now="2026-11-21")


def stories(home: Home, now: str = TODAY) -> dict[str, dict]:
    """The stories of ``stats --json`` by the end of their ids."""
    return {each["card"].removeprefix("shop/"): each for each in home.json("stats", now=now)["stories"]}


def terminal(home: Home, columns: int) -> str:
    """What ``stats`` leaves on a terminal of that width."""
    with Terminal(home.path, "stats", now=TODAY, columns=columns, rows=120) as screen:
        assert screen.end() == 0
        return screen.text.rstrip()


@pytest.mark.parametrize("args", [(), ("--json",)])
def test_an_empty_home_is_calm(home: Home, args):
    """Nothing to show is no failure."""
    out = home.ok("stats", *args)
    assert "No deck yet." in out if not args else '"stories": []' in out


def test_a_deck_that_was_never_told_is_calm_too(shop: Home):
    """One line, which says how to start."""
    assert shop.ok("stats").strip() == "Nothing told yet. `flashcards review` starts."


def test_what_was_done_is_counted_by_study_day(shop: Home):
    """Half past three in the morning still belongs to the evening before."""
    shop.review(4, 4, 4, now="2026-11-23T03:30+00:00")
    found = shop.json("stats", now="2026-11-23T03:40+00:00")
    assert found["day"] == "2026-11-22"
    assert found["done"]["today"]["stories"]["told"] == 3
    assert [(day["day"], day["told"]) for day in shop.json("stats", now=TODAY)["days"]][-2:] == [
        ("2026-11-22", 3),
        ("2026-11-23", 0),
    ]


def test_told_whole_passed_and_drilled(shop: Home):
    """A 4 with a part missed is not whole; a fail is drilled."""
    shop.ok("review", typed="\nr\n4\n" + "\n5\n" + "\n1\n" + "\n4\n")
    done = shop.json("stats")["done"]["in all"]["stories"]
    assert (done["told"], done["whole"], done["passed"], done["drills"]) == (3, 1, 2, 1)
    assert shop.json("stats")["weeks"][-1]["passed"] == 2


def test_an_undone_grade_was_not_done(shop: Home):
    """Nor is its story one that was told."""
    shop.review(2)
    shop.ok("undo")
    assert shop.ok("stats").startswith("Nothing told yet.")


def test_a_reset_story_is_new_and_its_time_stays(shop: Home):
    """What was done was done."""
    shop.review(5, 5, 5)
    shop.ok("reset", "shop/question-one", "--yes")
    found = shop.json("stats")
    assert stories(shop)["question-one"]["strength"] is None
    assert stories(shop)["question-one"]["tellings"] == []
    assert found["done"]["in all"]["stories"]["told"] == 3


def test_a_reworded_story_keeps_its_past(shop: Home):
    """Under the id that it has now, also where a deck is named."""
    shop.review(5, 5, 5)
    path = shop.path / "decks" / "shop.md"
    path.write_text(path.read_text().replace("Question one?", "Question first?").replace("deck: Shop", "deck: Store"))
    found = shop.json("stats", "store")
    assert found["done"]["in all"]["stories"]["told"] == 3
    assert {each["card"]: len(each["tellings"]) for each in found["stories"]} == {
        "store/question-first": 1,
        "store/question-two": 1,
        "store/question-three": 1,
    }


def test_a_named_deck_is_counted_alone(told: Home):
    """And one that does not exist is an error with the nearest."""
    told.write_deck(deck("Other", story("Elsewhere?")), "other.md")
    assert told.json("stats", "Other")["stories"][0]["card"] == "other/elsewhere"
    assert told.json("stats", "Other")["done"]["in all"]["stories"]["told"] == 0
    result = told.run("stats", "Othr")
    assert result.exit_code == 1
    assert "'Other'" in result.stderr


def test_a_story_says_its_strength_when_it_was_told_and_what_was_missed(told: Home):
    """The weak one is weak; the parts are named."""
    found = stories(told)
    bad, good = found["question-bad"], found["question-good"]
    assert bad["missed"] == [{"part": "Action", "times": 2}, {"part": "Result", "times": 2}]
    assert (bad["strength"], good["strength"]) == (20, 85)  # 0.9 ** 9 / 2 = 0.19, 0.9 ** (9 / 6) = 0.85
    assert (bad["class"], good["class"], found["question-new"]["class"]) == ("weak", "good", "new")
    assert good["told"] == "2026-11-21"


def test_the_shapes_of_the_json(told: Home):
    """They are part of the interface."""
    found = told.json("stats")
    assert set(found) == {"day", "done", "days", "weeks", "coming", "stories", "themes", "readiness", "asked", "chosen"}
    assert set(found["done"]) == {"today", "7 days", "28 days", "in all"}
    assert (len(found["days"]), len(found["weeks"]), len(found["coming"])) == (14, 8, 14)
    tally = {"told", "passed", "whole", "drills", "seconds"}
    assert set(found["days"][0]) == {"day", *tally}
    assert set(found["weeks"][0]) == {"first", "last", *tally}
    assert set(found["coming"][0]) == {"day", "due", "new", "seconds", "interview"}
    told_story = found["stories"][0]
    assert set(told_story) == {
        "card", "deck", "prompt", "strength", "class", "told", "tellings", "missed", "trend", "stepped_trend",
    }  # fmt: skip
    assert set(told_story["tellings"][0]) == {"day", "grade", "missed", "seconds", "stepped"}
    assert set(found["themes"][0]) == {"card", "deck", "name", "best", "weakest", "remark", "stories"}


def test_a_theme_with_a_weak_story_says_so(told: Home):
    """In words as well as in colour."""
    themes = {each["name"]: each for each in told.json("stats")["themes"]}
    assert themes["Evidence"]["remark"] == "1 weak story"
    assert themes["Patience"]["remark"] == ""
    assert re.search(r"Evidence .* 1 weak story", told.ok("stats"))


def test_what_comes_ends_on_what_the_plan_says_and_the_interview_is_marked(told: Home):
    """The same days as `interview` shows."""
    told.ok("interview", "2026-11-30", now=TODAY)
    coming = {each["day"]: each for each in told.json("stats")["coming"]}
    assert [day for day, each in coming.items() if each["interview"]] == ["2026-11-30"]
    plan = told.json("interview")["days"][:-1]
    assert [(coming[day["day"]]["due"], coming[day["day"]]["new"]) for day in plan] == [
        (day["due"], day["new"]) for day in plan
    ]
    assert re.search(r"Mon 30 Nov .*interview", told.ok("stats"))


def test_piped_text_has_no_control_sequence(told: Home):
    """Plain lines, the titles among them."""
    out = told.ok("stats")
    assert "\x1b" not in out
    assert re.search(r"stories told +0 +4 +4 +4$", out, re.MULTILINE)
    for title in ("Done", "Passed, week by week", "The next 14 days", "Stories, the weakest first", "Themes"):
        assert title in out


def test_what_has_nothing_to_show_takes_no_room(told: Home):
    """Days and weeks before the first telling, columns, charts and themes: one line names what is left out."""
    shown = told.ok("stats", now=TODAY)
    assert "Fri 20 Nov" in shown
    assert "Thu 19 Nov" not in shown
    assert "10 Nov" not in shown
    assert "step by step" not in shown.partition("Nothing to show yet")[0]
    assert "\n  1 never told.\n  Nothing to show yet: in one go, step by step, last times.\n" in shown
    assert "question-new" not in shown
    later = told.ok("stats", now="2026-12-20")
    assert "Minutes a day" not in later
    assert "Nothing to show yet: in one go, step by step, last times, minutes a day.\n" in later


def test_on_the_first_day_there_is_little_to_read(shop: Home):
    """Of the days and weeks each one, and no column without an entry."""
    shop.review(5)
    shown = shop.ok("stats", now=TODAY)
    assert "Nothing to show yet: in one go, step by step, missed most, last times.\n" in shown
    assert len(shown.splitlines()) < 40


@pytest.mark.parametrize("columns", [20, 40, 60, 100, 200])
def test_no_line_is_wider_than_the_terminal(told: Home, columns: int):
    """A line that wraps would break the columns: every title stands on a line of its own, once."""
    shown = terminal(told, columns)
    lines = shown.splitlines()
    assert sum(line.startswith(" Done") for line in lines) == 1
    assert max(map(len, lines)) <= columns
    if columns >= 60:
        assert "question-bad" in shown
        assert "1 weak story" in shown


def test_what_stands_below_the_stories_is_said_whole(told: Home):
    """However narrow it is; the chance of each story is explained where there is room for it."""
    told.ok("interview", "2026-11-30", now=TODAY)
    narrow, wide = (" ".join(terminal(told, columns).split()) for columns in (40, 80))
    for shown in (narrow, wide):
        assert re.search(r"On the day: \d+% of the stories .* plan, \d+% if you stop now, \d+% after tonight\.", shown)
        assert "Strength: how much of it you would still tell in a week." in shown
    assert ["strength on the day" in shown for shown in (narrow, wide)] == [False, True]
    assert ["Of each story on the day: the chance" in shown for shown in (narrow, wide)] == [False, True]


def test_a_wide_terminal_has_two_columns_and_a_narrow_one_has_one(told: Home):
    """What was beside it at 100 columns stands below it at 60."""
    narrow, wide, widest = (terminal(told, columns).splitlines() for columns in (60, 100, 200))
    assert not any("Done" in line and "Passed" in line for line in narrow)
    assert any("Done" in line and "Passed" in line for line in wide)
    assert any("Done" in line and "Passed" in line and "Stories" in line for line in widest)
    assert len(widest) < len(wide) < len(narrow)


def test_colour_is_there_on_a_terminal_and_gone_with_no_color(told: Home):
    """NO_COLOR keeps bold, which is no colour; the words say everything."""
    with Terminal(told.path, "stats", now=TODAY, columns=100, rows=120) as screen:
        screen.end()
        assert b"\x1b[1;31m" in screen.raw
    with Terminal(told.path, "stats", now=TODAY, columns=100, rows=120, no_color=True) as screen:
        screen.end()
        assert b"weak" in screen.raw
        assert not re.search(rb"\x1b\[[0-9;]*3[0-7]", screen.raw)


def test_hostile_text_does_nothing_but_be_read(home: Home):
    """Escape sequences of a deck are shown as signs."""
    home.write_deck(deck("Shop", story("Is \x1b]0;owned\x07 this safe?")))
    home.review(4)
    assert "Is ␛]0;owned␇ this safe?" in home.ok("stats")
    with Terminal(home.path, "stats", now=TODAY, columns=240, rows=60) as screen:
        screen.end()
        assert b"]0;owned" in screen.raw
        assert b"\x1b]0;" not in screen.raw


def test_json_and_html_do_not_go_together(told: Home, failing, tmp_path: Path):
    """Wrong usage is one line, and nothing is written."""
    assert "--json" in failing(2, "stats", "--json", "--html", str(tmp_path / "x.html"))
    assert not (tmp_path / "x.html").exists()


def panels(rows: int, columns: int, said: str) -> Dashboard:
    """A page with a table of that size, its cells wide characters and long words."""
    table = TablePanel(
        "Title " * 5,
        (Column("story", least=8), *(Column(f"{said} {n}", drop=n) for n in range(columns))),
        tuple((Cell(said * 9), *(Cell(f"{said}{n}", Tone.WEAK) for n in range(columns))) for _ in range(rows)),
    )
    grid = TablePanel("Grid", (Column("story", least=8), *(Column(f" {n:2} ") for n in range(columns + 1))), tuple(
        (Cell(said), *(Cell(" 45 ", Tone.GOOD) for _ in range(columns + 1))) for _ in range(rows)
    ), is_grid=True)  # fmt: skip
    bars = BarsPanel("Bars", (Bar(said, 0.0, ""), Bar(said * 3, 1.0, said * 4), Bar("", 0.001, "1")))
    return Dashboard((bars, table, table, bars), (table, grid))


@for_each(("said", "columns"), product(["word", "語彙", "e\u0301"], [0, 1, 7, 30]))
def test_every_width_holds_every_page(columns, said):
    """Also with characters that take two columns."""
    for width in every(3, (20, 41, 60, 95, 96, 97, 150, 178, 200, 300), columns + len(said)):
        lines = dashboard_lines(panels(3, columns, said), width)
        assert max(cell_len(line.plain) for line in lines) <= width, width


def test_the_columns_of_a_grid_that_do_not_fit_come_below():
    """None is lost."""
    shown = "\n".join(line.plain for line in dashboard_lines(panels(2, 30, "x"), 60))
    grid = shown.partition("Grid")[2]
    assert [int(number) for number in re.findall(r"\b(?!45)\d+\b", grid)] == list(range(31))


def test_what_is_not_nothing_has_a_bar():
    """However small it is; and nothing has none."""
    lines = [line.plain for line in dashboard_lines(panels(1, 0, "x"), 60, blocks=False)]
    assert any(re.search(r"# +1$", line) for line in lines)
    assert not any("█" in line for line in lines)
