"""``flashcards outline``, and ``O`` in the review: whole passes on a pseudo-terminal and on pipes."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from flashcards.content.deck.reader import read_deck
from tests.build import deck, story
from tests.conftest import NOON, Home
from tests.screen import WIDTHS, Terminal

TEXT = "I asked 40 people who had left us. I moved the till. Nobody had to wait any longer."
ONE = story("One?").replace("I asked 40 people, and moved the till.", TEXT)
TWO = story("Two?", situation="Sales fell by 9%.")
PLAIN = deck("Shop", ONE, TWO)
NARROW = pytest.mark.parametrize("columns", [60, 80])


@pytest.fixture
def path(home: Home) -> Path:
    """A deck of two stories without outlines."""
    return home.write_deck(PLAIN)


def outline(home: Home, *args: str, columns: int = 80, rows: int = 24) -> Terminal:
    """A pass on a terminal of that size."""
    return Terminal(home.path, "outline", *args, now=NOON, columns=columns, rows=rows)


def written(path: Path, question: str = "one") -> dict[str, tuple[str, ...]]:
    """The outlines that a deck holds for a question, by their parts."""
    (found,) = [each for each in read_deck(path.read_bytes(), "shop").deck.questions if each.id == question]
    return {part.name: part.bullets for part in found.answers[0].parts}


@NARROW
def test_a_pass_keeps_rewords_and_drops_and_writes_what_was_accepted(home: Home, path: Path, columns: int):
    """The Situation is kept, the Task reworded, the Result dropped, of the Action a sentence more is kept."""
    with outline(home, "one", columns=columns) as terminal:
        terminal.wait("Shop", "part 1 of 4", "One?", "Situation", "▸ [x]", "Enter accept", "q write", "Esc discard")
        kept = home.ok("show", "one").split("Situation")[1].split("- ")[1].splitlines()[0]
        terminal.type("\r")
        terminal.wait("Task", "part 2 of 4")
        terminal.type("r\x15Halve it\r")
        terminal.wait("[x] Halve it")
        terminal.type("\r")
        terminal.wait("Action", "part 3 of 4")
        terminal.type("\x1b[F")
        terminal.wait("▸")
        terminal.type("  \r" if "[x] Nobody" in terminal.text else " \r")
        terminal.wait("Result", "part 4 of 4")
        terminal.type(" ")
        terminal.wait("[ ]", "Enter leaves it a draft")
        terminal.type("\r")
        shown = terminal.wait("Enter writes them", "1 part stays a draft", "Halve it")
        assert max(map(len, shown.splitlines())) <= columns
        assert path.read_text() == PLAIN
        terminal.type("\r")
        assert terminal.end() == 0
        assert "Saved" in terminal.text
    found = written(path)
    assert (found["Situation"], found["Task"], found["Result"]) == ((kept,), ("Halve it",), ())
    assert any(cue.startswith("Nobody had to wait") for cue in found["Action"])
    assert "draft" not in home.ok("show", "one").split("Action")[1].split("Result")[0]
    assert not any(written(path, "two").values())


@pytest.mark.parametrize("keys", ["\x1b", "\r\r\r\r\x1b", "rx\r\r\x1b", "rx\x03"])
def test_esc_and_an_interrupt_leave_the_deck_to_the_byte(home: Home, path: Path, keys: str):
    """At any step, and while a cue is reworded."""
    with outline(home, "one", columns=60) as terminal:
        terminal.wait("part 1 of 4")
        for key in keys:
            terminal.type(key)
        assert terminal.end() == (130 if "\x03" in keys else 0)
        assert ("Nothing was changed." in terminal.text) == ("\x03" not in keys)
    assert path.read_text() == PLAIN
    assert sorted(each.name for each in path.parent.iterdir()) == ["shop.md"]


def test_a_cue_is_edited_in_place(home: Home, path: Path):
    """With cursor keys, a paste, and letters of two columns; Esc leaves the cue as it was, and the pass goes on."""
    with outline(home, "one") as terminal:
        terminal.wait("part 1 of 4")
        terminal.type("r\x15lost\x01店\x1b[C\x1b[200~ 12\nof\x1b[201~\x1b[3~")
        terminal.wait("店l 12 ofst", "Enter take it")
        terminal.type("\r")
        terminal.wait("[x] 店l 12 ofst", "Enter accept")
        terminal.type("rmore")
        terminal.wait("ofstmore", "Enter take it")
        terminal.type("\x1b")
        terminal.wait("Enter accept")
        terminal.type("\rq")
        assert terminal.end() == 0
    assert written(path)["Situation"] == ("店l 12 ofst",)


def test_a_long_cue_scrolls_below_its_cursor(home: Home, path: Path):
    """The cursor is always in sight."""
    with outline(home, "one", columns=60) as terminal:
        terminal.wait("part 1 of 4")
        terminal.type("r\x15\x1b[200~" + "word " * 30 + "last\x1b[201~")
        terminal.wait("…", "word last")
        terminal.type("\x01first ")
        terminal.wait("first word", "…")
        assert "last" not in terminal.text.replace("Situation", "")


def test_u_takes_back_what_was_done_one_thing_at_a_time(home: Home, path: Path):
    """A drop, a rewording, and a part that was accepted."""
    with outline(home, "one") as terminal:
        before = terminal.settle("part 1 of 4")
        terminal.type(" ")
        terminal.wait("Enter leaves it a draft")
        terminal.type("r\x15Other\r")
        terminal.wait("[x] Other")
        terminal.type("\r")
        terminal.wait("part 2 of 4")
        terminal.type("uuu")
        assert terminal.settle("part 1 of 4", "Enter accepts 1 cue") == before
        terminal.type("u")
        terminal.wait("There is nothing to take back.")
        terminal.type("\x1b")
        assert terminal.end() == 0


@pytest.mark.parametrize("columns", WIDTHS)
def test_a_resize_draws_the_step_anew(home: Home, path: Path, columns: int):
    """At its new size, the chosen line in sight."""
    with outline(home, "one", columns=100, rows=30) as terminal:
        terminal.settle("part 1 of 4")
        terminal.resize(columns, 12)
        shown = terminal.settle("part 1 of 4", "▸ [x]", "Esc discard")
        assert max(map(len, shown.splitlines())) <= min(columns, 100)
        terminal.type("?")
        terminal.wait("any key goes on")
        terminal.type("xxx")
        terminal.wait("▸ [x]")


def test_a_pass_over_a_deck_goes_through_its_stories_and_q_ends_it_early(home: Home, path: Path):
    """What was accepted until then is written."""
    with outline(home) as terminal:
        terminal.wait("story 1 of 2, part 1 of 4")
        terminal.type("\r\r\r\r")
        terminal.wait("story 2 of 2, part 1 of 4", "Two?")
        terminal.type("q")
        assert terminal.end() == 0
        assert "in 4 parts" in " ".join(terminal.text.split())
    assert all(written(path).values())
    assert not any(written(path, "two").values())


def test_what_another_program_wrote_meanwhile_stays(home: Home, path: Path):
    """The cues go where the parts are as they were, and the rest is said."""
    with outline(home, "one") as terminal:
        terminal.wait("part 1 of 4")
        terminal.type("\r\r\r\r")
        terminal.wait("Enter writes them")
        path.write_text(
            PLAIN.replace("Sales fell by 9%.", "Sales fell by 11%.").replace("12% of sales", "13% of sales")
        )
        terminal.type("\r")
        assert terminal.end() == 0
        assert "Another program changed it meanwhile" in " ".join(terminal.text.split())
    text = path.read_text()
    assert ("11%" in text, "13%" in text) == (True, True)
    assert written(path)["Situation"] == ()
    assert written(path)["Result"]


def test_a_deck_that_got_an_error_meanwhile_can_be_mended_and_written_then(home: Home, path: Path):
    """The pass waits; nothing of it is lost."""
    with outline(home, "one") as terminal:
        terminal.wait("part 1 of 4")
        terminal.type("\r\r\r\r")
        terminal.wait("Enter writes them")
        path.write_text("---\nbroken\n")
        terminal.type("\r")
        terminal.wait("mend it first", "Enter writes them")
        assert path.read_text() == "---\nbroken\n"
        path.write_text(PLAIN)
        terminal.type("\r")
        assert terminal.end() == 0
    assert all(written(path).values())


def test_mode_link_and_byte_order_mark_stay(home: Home, path: Path, tmp_path: Path):
    """As with every file of the user's."""
    real = tmp_path / "real.md"
    real.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    real.chmod(0o600)
    path.unlink()
    path.symlink_to(real)
    assert "Saved" in home.ok("outline", "one", typed="\n\n\n\n\n")
    assert path.is_symlink()
    assert stat.S_IMODE(real.stat().st_mode) == 0o600
    assert real.read_bytes().startswith(b"\xef\xbb\xbf---")
    assert all(written(real).values())


def test_on_a_pipe_a_pass_reads_one_command_a_line(home: Home, path: Path):
    """Lines are chosen by their numbers; there is no control sequence in what it prints."""
    said = home.ok("outline", "one", typed="1\nu\n1 Lost an eighth\nfoo\nr\n9\n\n\n\n\n\n")
    for text in ("[Shop, part 1 of 4] One?", "1 [ ]", "1 [x] Lost an eighth", "'foo' does", "'r' does", "no line 9"):
        assert text in said
    assert "\x1b" not in said
    assert written(path)["Situation"] == ("Lost an eighth",)
    assert all(written(path).values())


def test_the_end_of_the_input_writes_what_was_accepted(home: Home, path: Path):
    """As ``q`` does; a line of ``esc`` leaves."""
    assert "1 part." in home.ok("outline", "one", typed="\n")
    assert [name for name, cues in written(path).items() if cues] == ["Situation"]
    assert home.ok("outline", "one", typed="\nesc\n").endswith("Nothing was changed.\n")
    assert [name for name, cues in written(path).items() if cues] == ["Situation"]


def test_what_has_an_outline_is_said_to_have_one(home: Home, path: Path):
    """Whole or in part, a pass is over drafts alone."""
    home.ok("outline", "shop", typed="\n" * 12)
    assert home.ok("outline", "shop", typed="") == "No outline there is a draft; `flashcards edit` changes your own.\n"


def test_wrong_names_have_the_nearest_and_no_name_on_a_pipe_is_wrong_usage(home: Home, path: Path, failing):
    """Each is one line."""
    assert "did you mean 'Shop'?" in failing(1, "outline", "shpo")
    assert "did you mean 'shop/two'?" in failing(1, "outline", "twoo")
    assert "DECK|CARD" in failing(2, "outline")


def test_a_theme_has_no_draft_of_its_own(home: Home, failing):
    """Its line says where its outline comes from."""
    home.write_deck(deck("Shop", story("One?", "#calm\n"), end="## Themes\n\n- Calm {#calm}: Stay so.\n"))
    assert "is a theme" in failing(1, "outline", "shop/theme/calm")


def test_a_deck_that_cannot_be_written_or_read_is_refused_at_the_start(home: Home, path: Path, failing, monkeypatch):
    """Before anybody goes over anything."""
    home.ok("decks")
    able = os.access
    monkeypatch.setattr(os, "access", lambda place, mode: str(place) != str(path) and able(place, mode))
    assert "write-protected" in failing(4, "outline", "one")
    path.write_text("---\nbroken\n")
    assert "mend it first" in failing(1, "outline", "shop")


def test_a_pass_takes_twenty_stories_and_says_how_many_are_left(home: Home):
    """Nobody goes over a hundred with a clear head."""
    home.write_deck(deck("Shop", *(story(f"Question {number}?") for number in range(23))))
    said = home.ok("outline", "shop", typed="\nq\n")
    assert "story 1 of 20, part 1 of 4" in said
    assert "3 more stories have drafts; `flashcards outline` goes on." in said


@NARROW
def test_capital_o_in_a_review_goes_over_the_story_and_its_marks_stay(home: Home, path: Path, columns: int):
    """The card shows its new cues; once they are the user's own the key bar names O no more."""
    with Terminal(home.path, "review", now=NOON, columns=columns) as terminal:
        terminal.wait("One?", "space")
        terminal.type("\r")
        assert "draft" in terminal.wait("[S] Situation", "O outline")
        terminal.type("t")
        told = next(line for line in terminal.wait("MISSED").splitlines() if "Told in" in line)
        terminal.type("O")
        terminal.wait("part 1 of 4", "Enter accept")
        terminal.type("r\x15An eighth of sales\r\r\r\r\r")
        terminal.wait("Enter writes them")
        terminal.type("\r")
        shown = terminal.settle("An eighth of sales", "MISSED", "Saved", "5 effortless")
        assert told.split("Enter")[0] in shown
        assert "O outline" not in shown
        assert "draft" not in shown
        terminal.type("3")
        terminal.wait("Two?")
        terminal.type("q")
        assert terminal.end() == 0
    assert [(event["grade"], event["missed"]) for event in home.log()] == [(3, ["Task"])]
    assert written(path)["Situation"] == ("An eighth of sales",)


def test_esc_in_the_pass_of_a_review_goes_back_to_the_card(home: Home, path: Path):
    """The session goes on, and the draft stays one."""
    with Terminal(home.path, "review", now=NOON) as terminal:
        terminal.wait("One?")
        terminal.type("\r")
        terminal.wait("O outline")
        terminal.type("O")
        terminal.wait("part 1 of 4")
        terminal.type("\x1b")
        terminal.wait("Nothing was changed.", "O outline", "5 effortless")
    assert path.read_text() == PLAIN


def test_o_on_a_pipe_goes_over_the_story_too(home: Home, path: Path):
    """And the new cues are printed; then O has nothing to go over."""
    said = home.ok("review", typed="\nO\n1 An eighth of sales\n\n\n\n\n\nO\n4\n")
    assert said.count("An eighth of sales") >= 2
    assert "This outline is your own; e edits it." in said
    assert written(path)["Situation"] == ("An eighth of sales",)
    assert [event["grade"] for event in home.log()] == [4]


@pytest.mark.parametrize(("answer", "bullets"), [("y", True), ("n", False), ("", False)])
def test_add_on_a_terminal_offers_the_pass_at_its_end(home: Home, tmp_path: Path, answer: str, bullets: bool):
    """No is the default; on a pipe nobody is asked."""
    page = tmp_path / "page.md"
    page.write_text(deck("Shop", ONE))
    with Terminal(home.path, "add", str(page), now=NOON) as terminal:
        terminal.wait("4 outlines are drafts", "[y/N]")
        terminal.type(f"{answer}\r")
        if answer == "y":
            terminal.wait("part 1 of 4")
            terminal.type("\r\r\r\r\r")
        assert terminal.end() == 0
    assert any(written(home.path / "decks" / "shop.md").values()) == bullets


def test_add_on_a_pipe_asks_nothing(home: Home, tmp_path: Path):
    """What it prints is what it printed before."""
    page = tmp_path / "page.md"
    page.write_text(deck("Shop", ONE))
    assert "drafts" not in home.ok("add", str(page), typed="y\n")


def test_nothing_of_a_deck_acts_on_the_terminal(home: Home):
    """A control sequence in a story is shown as a sign, as a cue, as a sentence and while it is reworded."""
    home.write_deck(deck("Shop", story("One?", situation="We lost \x1b[31m12% of sales. Then \x9b2J it rained.")))
    with outline(home, "one") as terminal:
        terminal.wait("part 1 of 4", "␛[31m")
        terminal.type("r")
        terminal.wait("Enter take it", "␛[31m")
        terminal.type("\x1b")
        terminal.wait("Enter accept")
        terminal.type("\x1b")
        assert terminal.end() == 0
        assert b"\x1b[31m" not in terminal.raw
        assert b"2J" not in terminal.raw.replace(b"<U+009B>2J", b"")
