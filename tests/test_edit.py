"""``flashcards edit``, and ``e`` in the review, with editors that are small programs."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.build import deck, story
from tests.conftest import Home
from tests.screen import Terminal

PLAIN = deck("Shop", story("One?"), story("Two?"))


@pytest.fixture
def editor(monkeypatch, tmp_path: Path):
    """Makes an editor of a Python program, which finds the file in ``path``."""

    def make(program: str) -> Path:
        script = tmp_path / "editor.py"
        script.write_text(f"import sys, pathlib\npath = pathlib.Path(sys.argv[-1])\n{program}\n")
        monkeypatch.delenv("VISUAL", raising=False)
        monkeypatch.setenv("EDITOR", f"{sys.executable} -I -S {script}")
        return script

    return make


def copies(home: Home) -> list[Path]:
    """What was left of edits that failed."""
    folder = home.path / "edits"
    return sorted(folder.glob("[!.]*")) if folder.exists() else []


def test_the_drafts_of_the_card_are_written_in(home: Home, editor, tmp_path):
    """Those of the other cards are not."""
    home.write_deck(PLAIN)
    editor(f"pathlib.Path({str(tmp_path / 'seen')!r}).write_text(path.read_text())")
    home.ok("edit", "two")
    seen = (tmp_path / "seen").read_text()
    assert "- 4% at the end" in seen.split("## Two?")[1]
    assert "\n- " not in seen.split("## Two?")[0]


def test_a_draft_that_is_left_as_it_is_goes_again(home: Home, editor):
    """The file is as it was, down to the byte."""
    path = home.write_deck(PLAIN)
    editor("path.write_text(path.read_text())")
    assert home.ok("edit", "shop") == "Nothing was changed.\n"
    assert path.read_text() == PLAIN
    assert copies(home) == []


def test_a_draft_that_is_changed_is_kept(home: Home, editor):
    """In the question that was worked on, and in no other."""
    path = home.write_deck(PLAIN)
    editor(
        "a, b = path.read_text().split('## Two?')\n"
        "path.write_text(a.replace('- 4% at the end', '- 4% left') + '## Two?' + b)"
    )
    assert "Saved" in home.ok("edit", "shop")
    first, second = path.read_text().split("## Two?")
    assert "- 4% left" in first
    assert "12% of sales" in first.split("Task:")[0].split("- ")[1]
    assert "\n- " not in second


def test_the_editor_opens_at_the_line_of_the_card(home: Home, monkeypatch, tmp_path):
    """Editors that are known to take a line get it."""
    home.write_deck(PLAIN)
    vim = tmp_path / "vim"
    vim.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/args; sed -n "${{1#+}}p" "$2" > {tmp_path}/line\n')
    vim.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(vim))
    home.ok("edit", "shop/two")
    assert (tmp_path / "args").read_text().startswith("+")
    assert (tmp_path / "line").read_text() == "## Two?\n"


def test_an_editor_that_fails_loses_nothing(home: Home, editor, failing):
    """The deck stays; what was typed is named."""
    path = home.write_deck(PLAIN)
    editor("path.write_text(path.read_text() + 'typed'); sys.exit(3)")
    line = failing(4, "edit", "shop")
    (copy,) = copies(home)
    assert "ended with 3" in line
    assert str(copy) in line
    assert copy.read_text().endswith("typed")
    assert path.read_text() == PLAIN


def test_an_editor_that_does_not_start_leaves_nothing(home: Home, monkeypatch, failing):
    """With what to do about it."""
    home.write_deck(PLAIN)
    monkeypatch.setenv("VISUAL", "no-such-editor --wait")
    assert "set EDITOR" in failing(4, "edit", "shop")
    assert copies(home) == []


def test_a_mistake_is_shown_and_the_deck_stays(home: Home, editor):
    """Where nobody can be asked to go on; the text is kept."""
    path = home.write_deck(PLAIN)
    editor("path.write_text(path.read_text() + '\\n## One?\\n\\nText: again\\n')")
    result = home.run("edit", "shop")
    assert result.exit_code == 1
    assert "duplicate-question" in result.stderr
    assert path.read_text() == PLAIN
    assert "Text: again" in copies(home)[0].read_text()


def test_a_deck_that_changes_meanwhile_is_not_overwritten(home: Home, editor, failing):
    """Both texts are kept."""
    path = home.write_deck(PLAIN)
    editor(
        f"pathlib.Path({str(path)!r}).write_text('## Other?\\n'); path.write_text(path.read_text().replace('40', '50'))"
    )
    assert "changed by somebody else" in failing(1, "edit", "shop")
    assert path.read_text() == "## Other?\n"
    assert "50 people" in copies(home)[0].read_text()


def test_a_deck_with_an_error_opens_at_the_error(home: Home, editor):
    """And is mended there."""
    path = home.write_deck("## One?\n\nText: a\n\n## One?\n\nText: b\n")
    editor("path.write_text(path.read_text().replace('## One?\\n\\nText: b', '## Two?\\n\\nText: b'))")
    assert "Saved" in home.ok("edit", "shop.md")
    assert path.read_text() == "## One?\n\nText: a\n\n## Two?\n\nText: b\n"


def test_a_mistake_can_be_edited_again_in_a_terminal(home: Home, tmp_path):
    """The second try is saved."""
    home.write_deck(PLAIN)
    script = tmp_path / "vim"
    script.write_text(
        f"#!/bin/sh\nif [ -e {tmp_path}/again ]; then sed -i 's/## Oops/Follow-up: what then?/' \"$2\"; "
        f"else printf '\\n## Oops\\n## Oops\\n' >> \"$2\"; touch {tmp_path}/again; fi\n"
    )
    script.chmod(0o755)
    with Terminal(home.path, "edit", "shop", now=home.now, editor=str(script)) as terminal:
        terminal.wait("duplicate-question", "Edit it again?")
        terminal.type("y\r")
        terminal.wait("Saved")
        assert terminal.end() == 0
    assert copies(home) == []


def test_e_edits_the_card_and_the_session_goes_on_with_the_new_text(home: Home, tmp_path):
    """On the same card, at the same place."""
    home.write_deck(PLAIN)
    script = tmp_path / "vim"
    script.write_text("#!/bin/sh\nsed -i 's/^- 4% at the end/- 4 per cent in the end/' \"$2\"\n")
    script.chmod(0o755)
    with Terminal(home.path, "review", now=home.now, editor=str(script)) as terminal:
        terminal.wait("One?", "1 of 2")
        terminal.type("e")
        terminal.wait("Saved", "One?", "1 of 2")
        terminal.type("\r")
        terminal.wait("4 per cent in the end", "5 effortless")
        terminal.type("4")
        terminal.wait("Two?")
        terminal.type("q")
        assert terminal.end() == 0
    assert [event["card"] for event in home.log()] == ["shop/one"]


def test_e_survives_an_editor_that_fails(home: Home):
    """The session says so and goes on."""
    home.write_deck(PLAIN)
    with Terminal(home.path, "review", now=home.now, editor="no-such-editor") as terminal:
        terminal.wait("One?")
        terminal.type("e")
        terminal.wait("cannot start the editor", "One?")
        terminal.type("q")
        assert terminal.end() == 0


TELL = (
    "text = path.read_text()\n"
    "for part, said in (('Situation', 'We were 3.'), ('Task', 'Run.'), ('Action', 'I ran.'), ('Result', '5 km.')):\n"
    "    text = text.replace(f'\\n{part}:\\n', f'\\n{part}: {said}\\n')\n"
    "path.write_text(text)"
)


def test_write_opens_a_skeleton_at_the_end_of_the_questions(home: Home, editor):
    """What is told there is a card; the themes stay behind it."""
    path = home.write_deck(deck("Shop", story("One?", "#calm"), end="## Themes\n\n- Calm: x\n"))
    editor(TELL)
    assert "Saved" in home.ok("write", "Why run?")
    assert (
        "## Why run?\n\nSituation: We were 3.\n\nTask: Run.\n\nAction: I ran.\n\nResult: 5 km.\n\n## Themes"
        in path.read_text()
    )
    assert home.card("why-run")["state"] == "new"


def test_write_makes_a_deck_where_there_is_none(home: Home, editor):
    """Under the name that is given; nothing is made when nothing is written."""
    editor("path.write_text(path.read_text())")
    assert home.ok("write", "Why?", "--deck", "Läden") == "Nothing was changed.\n"
    assert not (home.path / "decks").exists()
    editor(TELL)
    home.ok("write", "Why?", "--deck", "Läden")
    assert home.card("why")["deck"] == "läden"


def test_write_asks_which_deck_and_never_doubles_an_id(home: Home, editor, failing):
    """With two decks one must be named; a question that is there gets an id of its own."""
    home.write_deck(PLAIN)
    home.write_deck(deck("Other", story("Two?")), "other.md")
    assert "other, shop" in failing(1, "write", "Why?")
    editor(TELL)
    home.ok("write", "One?", "--deck", "shop")
    assert home.card("shop/one-2")["state"] == "new"


@pytest.mark.parametrize("question", ["theme", "{#id}"])
def test_a_question_that_a_deck_cannot_hold_is_refused_in_one_line(home: Home, editor, failing, question):
    """What would be read as something else there is said before an editor opens."""
    path = home.write_deck(PLAIN)
    before = path.read_bytes()
    editor(TELL)
    said = failing(1, "write", question)
    assert said.strip() == f"flashcards: {question!r} could not be read back as a question; say it otherwise"
    assert path.read_bytes() == before


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
def test_a_deck_in_another_encoding_is_never_rewritten(home: Home, editor, failing, tmp_path, encoding):
    """The editor gets its very bytes; what it saves in that encoding is refused with a word, and lies in the copy."""
    path = home.write_deck("")
    before = "## Café?\n\nText: a\n".encode(encoding)
    path.write_bytes(before)
    more = " more\n".encode(encoding).removeprefix(b"\xff\xfe")
    seen = tmp_path / "seen"
    editor(f"pathlib.Path({str(seen)!r}).write_bytes(path.read_bytes())\npath.open('ab').write({more!r})")
    line = failing(1, "edit", "shop.md")
    assert "save the file as UTF-8" in line
    assert "the deck is as it was" in line
    assert seen.read_bytes() == before == path.read_bytes()
    assert copies(home)[0].read_bytes() == before + more


def test_a_deck_in_another_encoding_is_mended_by_saving_it_as_utf8(home: Home, editor):
    """As the word says."""
    path = home.write_deck("")
    path.write_bytes("## Café?\n\nText: a\n".encode("latin-1"))
    editor("path.write_text(path.read_text('latin-1'), 'utf-8')")
    assert "Saved" in home.ok("edit", "shop.md")
    assert path.read_text(encoding="utf-8") == "## Café?\n\nText: a\n"


def test_a_byte_order_mark_stays(home: Home, editor):
    """Also where drafts were written in, and the file is written anew."""
    path = home.write_deck("\ufeff" + PLAIN)
    editor("path.write_text(path.read_text().replace('- 4% at the end', '- 4% left'))")
    assert "Saved" in home.ok("edit", "shop")
    assert path.read_text().startswith("\ufeff---")


def test_a_deck_that_is_a_link_stays_one_and_as_private_as_it_was(home: Home, editor, tmp_path):
    """``edit`` and ``add`` write the file that it leads to."""
    real, path = tmp_path / "real.md", home.write_deck("")
    real.write_text(PLAIN)
    real.chmod(0o600)
    path.unlink()
    path.symlink_to(real)
    editor("path.write_text(path.read_text().replace('40 people', '50 people'))")
    assert "Saved" in home.ok("edit", "shop")
    page = tmp_path / "page.md"
    page.write_text("# Shop\n\nQ1: What did you do?\n\nSituation: a\nTask: b\nAction: c\nResult: d\n")
    home.ok("add", str(page))
    assert path.is_symlink()
    assert "50 people" in real.read_text()
    assert "What did you do?" in real.read_text()
    assert real.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("program", ["path.write_text('')", "path.write_text(path.read_text()[:120])"])
def test_what_an_editor_empties_or_shortens_is_kept_beside(home: Home, editor, program):
    """With a word that names the file."""
    path = home.write_deck(PLAIN)
    editor(program)
    assert "shop.md.before" in home.ok("edit", "shop")
    assert path.with_name("shop.md.before").read_text() == PLAIN
    assert len(path.read_text()) < len(PLAIN) / 2


def test_an_editor_that_deletes_the_text_leaves_the_deck(home: Home, editor, failing):
    """And a session in which it was opened goes on."""
    path = home.write_deck(PLAIN)
    editor("path.unlink()")
    assert "deleted" in failing(1, "edit", "shop")
    assert path.read_text() == PLAIN
    assert list((home.path / "edits").iterdir()) == []
    script = home.path / "rm"
    script.write_text('#!/bin/sh\nfor last; do :; done; rm "$last"\n')
    script.chmod(0o755)
    with Terminal(home.path, "review", now=home.now, editor=str(script)) as terminal:
        terminal.wait("One?")
        terminal.type("e")
        terminal.wait("deleted the text", "One?")
        terminal.type("q")
        assert terminal.end() == 0


def test_e_on_a_pipe_starts_no_editor(home: Home, editor, tmp_path):
    """The session says what opens one, and goes on."""
    home.write_deck(PLAIN)
    editor(f"pathlib.Path({str(tmp_path / 'started')!r}).touch()")
    out = home.ok("review", typed="e\n\n4\n")
    assert "`flashcards edit` opens one" in out
    assert len(home.log()) == 1
    assert not (tmp_path / "started").exists()


def returned_at_once(home: Home, editor) -> Path:
    """The copy that an editor got which did not wait for its user."""
    editor("pass")
    assert "returned at once" in home.ok("edit", "shop")
    (copy,) = copies(home)
    return copy


def test_what_is_saved_after_the_editor_returned_is_taken_in_at_the_next_start(home: Home, editor):
    """With a word; untouched drafts go again. What is saved there once more is taken in once more."""
    path = home.write_deck(PLAIN)
    copy = returned_at_once(home, editor)
    for more in ("\nTip: slower\n", "\nNote: twice\n"):
        copy.write_text(copy.read_text() + more)
        result = home.run("decks")
        assert f"{copy} was changed after its editor had returned. Saved {path}." in result.stderr
        untouched, changed = path.read_text().split("## Two?")
        assert more in changed
        assert "\n- " not in untouched
    assert home.run("decks").stderr == ""


def test_a_copy_that_stays_as_it_was_given_is_not_spoken_of(home: Home, editor):
    """The next edit of the deck takes its place."""
    home.write_deck(PLAIN)
    copy = returned_at_once(home, editor)
    assert home.run("decks").stderr == ""
    assert returned_at_once(home, editor) == copy


def test_a_late_text_is_not_taken_in_over_a_deck_that_changed_since(home: Home, editor):
    """Nor one with an error, nor one that was left when its edit failed: each is spoken of, and stays."""
    path = home.write_deck(PLAIN)
    copy = returned_at_once(home, editor)
    copy.write_text(copy.read_text() + "\n## One?\n\nText: twice\n")
    assert "duplicate-question" in home.run("decks").stderr
    copy.write_text(PLAIN.replace("40", "50"))
    path.write_text(PLAIN + "\n## Three?\n\nText: c\n")
    assert "was changed since" in home.run("decks").stderr
    assert "Three?" in path.read_text()
    assert copy.exists()


def test_what_a_failed_edit_left_is_spoken_of_until_it_is_gone_or_changed(home: Home, editor):
    """A changed one is taken in; what belongs to no deck is named too."""
    path = home.write_deck(PLAIN)
    editor("path.write_text(path.read_text().replace('40', '50')); sys.exit(3)")
    assert home.run("edit", "shop").exit_code == 4
    (copy,) = copies(home)
    assert f"{copy} is a text that no deck has taken in" in home.run("decks").stderr
    assert path.read_text() == PLAIN
    copy.write_text(copy.read_text().replace("50", "60"))
    assert "Saved" in home.run("decks").stderr
    assert "60 people" in path.read_text()
    (home.path / "edits" / "else.md").write_text("x")
    assert "else.md belongs to no deck" in home.run("decks").stderr


def test_a_text_that_is_being_edited_is_never_taken_in(home: Home, editor, tmp_path):
    """A command that starts meanwhile leaves it to its editor."""
    path = home.write_deck(PLAIN)
    editor(
        "path.write_text(path.read_text().replace('40', '50'))\n"
        "import subprocess\n"
        f"subprocess.run([sys.executable, '-m', 'flashcards', '--home', {str(home.path)!r}, 'decks'])\n"
        f"assert '40 people' in pathlib.Path({str(path)!r}).read_text()"
    )
    assert "Saved" in home.ok("edit", "shop")
    assert "50 people" in path.read_text()


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("gvim", "-f +"),
        ("code", "--wait --goto "),
        ("subl", "--wait "),
        ("kate", "--block --line "),
        ("open", "-W "),
    ],
)
def test_editors_that_would_return_at_once_are_told_to_wait(home: Home, monkeypatch, tmp_path, name, begins):
    """Each in its own way."""
    home.write_deck(PLAIN)
    script = tmp_path / name
    script.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/args\n')
    script.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(script))
    home.ok("edit", "shop/two")
    assert (tmp_path / "args").read_text().startswith(begins)


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """A folder of editors, each of which notes its name and what it was given."""
    folder = tmp_path / "programs"
    folder.mkdir()
    for name in ("sensible-editor", "nano", "vim.basic"):
        script = folder / name
        script.write_text(f'#!/bin/sh\necho "{name} $1" >> {tmp_path}/started\n')
        script.chmod(0o755)
    (folder / "editor").symlink_to("vim.basic")
    return folder


def test_in_mid_session_nobody_is_asked_which_editor(home: Home, programs: Path, tmp_path: Path):
    """Where none is named, `edit` leaves the choice to the system, which may ask; a session takes nano, at the line."""
    home.write_deck(PLAIN)
    with Terminal(home.path, "edit", "two", now=home.now, path=f"{programs}:/bin") as terminal:
        assert terminal.end() == 0
    with Terminal(home.path, "review", now=home.now, path=f"{programs}:/bin") as terminal:
        terminal.wait("One?")
        terminal.type("e")
        terminal.wait("Nothing was changed")
        terminal.type("q")
        assert terminal.end() == 0
    asking, chosen = (tmp_path / "started").read_text().splitlines()
    assert asking.startswith("sensible-editor +")
    assert chosen == "nano +5"


@pytest.mark.parametrize("name", ["vim.basic", "editor"])
def test_an_editor_under_another_name_opens_at_the_line_too(home: Home, programs: Path, monkeypatch, tmp_path, name):
    """As distributions call them, and as links lead to them."""
    home.write_deck(PLAIN)
    monkeypatch.setenv("PATH", f"{programs}:/bin")
    monkeypatch.setenv("VISUAL", name)
    home.ok("edit", "one")
    assert (tmp_path / "started").read_text() == "vim.basic +5\n"
