"""Bad input of any kind: one line that names the thing and says what to do, the right exit code, nothing written."""

from __future__ import annotations

import errno
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from flashcards.cli import cli
from tests.conftest import NOON, Home
from tests.database import opened_file
from tests.examples import for_each


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "cannot read"),
        (b"", "empty"),
        (b"   \n\n", "empty"),
        (b"Q1: caf\xe9?\n", "not-utf-8"),
        ("Q1?\n".encode("utf-16"), "not-utf-8"),
        (b"Just some words about nothing in particular.\n", "no-questions"),
    ],
)
def test_a_page_that_cannot_be_used_is_refused_and_nothing_is_written(home: Home, failing, tmp_path, content, message):
    """Missing, empty, in another encoding, or without a question."""
    page = tmp_path / "page.txt"
    if content is not None:
        page.write_bytes(content)
    line = failing(1 if content is not None else 4, "add", str(page))
    assert message in line
    assert str(page) in line
    assert not home.path.exists()


def test_a_folder_without_pages_is_refused(home: Home, failing, tmp_path):
    """With the endings that were looked for."""
    (tmp_path / "picture.png").write_bytes(b"x")
    line = failing(1, "add", str(tmp_path))
    assert "no page" in line
    assert ".md" in line


def test_nothing_is_added_to_a_deck_with_an_error(home: Home, failing, tmp_path):
    """A file with an error is never rewritten; the line says where it is."""
    page = tmp_path / "page.md"
    page.write_text("# My stories\n\nQ1: What did you do?\n\nSituation: a\nTask: b\nAction: c\nResult: d\n")
    home.ok("add", str(page))
    path = home.path / "decks" / "my-stories.md"
    heading = next(line for line in path.read_text().splitlines() if line.startswith("## "))
    path.write_text(f"{path.read_text()}\n{heading}\n\nText: twice\n")
    before = path.read_bytes()
    assert "duplicate-question" in failing(1, "add", str(page))
    assert path.read_bytes() == before


# whose last word is the name of a file
NAMING = [
    ["add"],
    ["merge"],
    ["restore"],
    ["backup"],
    ["export", "-o"],
    ["stats", "--html"],
    ["anki", "pull"],
    ["find", "--questions"],
    ["show", "question-1", "--telling"],
]
USAGE = [
    (2, ["nonsense"], "nonsense"),
    (2, ["review", "--new", "-1"], "--new"),
    (2, ["review", "--limit", "x"], "--limit"),
    (2, ["review", "--frobnicate"], "--frobnicate"),
    (2, ["export", "-o", "x.pdf"], ".apkg"),
    *((2, [*words, ""], "empty") for words in NAMING),
    (2, ["add", " "], "empty"),
    (1, ["review", "Shopp"], "did you mean 'Shop'"),
    (1, ["list", "nowhere-like-it"], "nowhere-like-it"),
    (1, ["show", "question"], "more than one"),
    (1, ["show", "xyzzy"], "xyzzy"),
    (1, ["remove", "shop"], "--yes"),
    (4, ["export", "-o", "/no/such/folder/x.apkg"], "/no/such/folder"),
]


@for_each(("code", "args", "named"), USAGE)
def test_wrong_usage_is_one_line_that_names_it(shop: Home, failing, code, args, named):
    """And says what to do."""
    assert named in failing(code, *args)
    assert shop.log() == []


def test_reset_asks_and_refuses_where_nobody_can_answer(shop: Home, failing):
    """A reset is not made by mistake."""
    shop.review(4)
    assert "--yes" in failing(1, "reset", "shop")
    assert shop.card("one")["repetition"] == 1


@pytest.mark.parametrize("now", ["yesterday", "2026-13-01", "26", ""])
def test_a_now_that_is_no_time_is_wrong_usage(shop: Home, now):
    """--now takes an ISO time."""
    result = shop.run("decks", now=now) if now else shop.run("--now", "x", "decks")
    assert result.exit_code == 2
    assert "ISO time" in result.stderr


def damaged(path: Path, kind: str) -> None:
    """Do to a database what the world does to databases."""
    if kind == "empty":
        os.truncate(path, 0)
    elif kind == "noise":
        path.write_bytes(b"not a database at all " * 50)
    elif kind == "cut":
        os.truncate(path, path.stat().st_size // 2)
    elif kind == "foreign":
        path.unlink()
        with opened_file(path) as conn:
            conn.execute("create table bookmarks (url text)")
    elif kind == "newer":
        with opened_file(path) as conn:
            conn.execute("pragma user_version = 999")
    elif kind == "gone":
        path.unlink()


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("empty", "is empty"),
        ("noise", "damaged or no database"),
        ("cut", "cut short"),
        ("foreign", "another program"),
        ("newer", "upgrade"),
        ("gone", "missing"),
    ],
)
def test_a_database_that_is_not_sound_is_refused_and_the_backup_named(shop: Home, failing, kind, message):
    """Exit 3 before anything is written, with the newest backup."""
    shop.review(4)
    path = shop.path / "flashcards.db"
    damaged(path, kind)
    before = path.read_bytes() if path.exists() else None
    line = failing(3, "review", typed="\n4\n")
    assert message in line
    assert "flashcards-2026-11-23.db" in line
    assert (path.read_bytes() if path.exists() else None) == before


def without_privileges(home: Path, *args: str) -> subprocess.CompletedProcess[str]:
    """Run a command for which file modes hold, even where the tests are run by root."""
    command = [sys.executable, "-m", "flashcards", "--home", str(home), "--now", NOON, *args]
    if os.geteuid() == 0:
        command = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", *command]
    return subprocess.run(command, capture_output=True, text=True, input="", check=False)


@pytest.fixture
def locked(shop: Home):
    """A home with a history that can be read and not written."""
    shop.review(4)
    for path in [shop.path, *shop.path.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield shop
    shop.path.chmod(0o755)
    for path in shop.path.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)


def test_a_home_that_cannot_be_written_still_shows(locked: Home):
    """With a remark; what is due today can be read."""
    result = without_privileges(locked.path, "list", "--json")
    assert result.returncode == 0
    assert '"repetition": 1' in result.stdout
    assert "cannot be written" in result.stderr


def test_statistics_are_shown_of_a_home_that_cannot_be_written(locked: Home, tmp_path: Path):
    """As text and as a page elsewhere."""
    assert "stories told" in without_privileges(locked.path, "stats").stdout
    assert without_privileges(locked.path, "stats", "--html", str(tmp_path / "stats.html")).returncode == 0
    assert "<svg" in (tmp_path / "stats.html").read_text(encoding="utf-8")


def test_a_home_that_cannot_be_written_refuses_a_review_at_its_start(locked: Home):
    """Before the first prompt, exit 4."""
    result = without_privileges(locked.path, "review")
    assert result.returncode == 4
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1


def test_a_home_that_is_a_file_is_refused(home: Home, failing):
    """One line, exit 4."""
    home.path.write_text("x")
    assert "no folder" in failing(4, "decks")


def test_a_process_that_holds_the_database_makes_us_wait_and_then_say_so(shop: Home, failing, monkeypatch):
    """Exit 5, nothing written."""
    monkeypatch.setattr("flashcards.store.opening.BUSY_TIMEOUT_SECONDS", 0.05)
    shop.review(4)
    other = sqlite3.connect(shop.path / "flashcards.db", isolation_level=None)
    other.execute("begin exclusive")
    assert "in use" in failing(5, "undo")
    other.execute("rollback")
    other.close()
    assert len(shop.log()) == 1


def test_a_reader_that_leaves_is_no_error(shop: Home):
    """`flashcards log | head -1` ends quietly."""
    shop.review(4, 4, 4)
    command = f"{sys.executable} -m flashcards --home {shop.path} list --json | head -c 1"
    result = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize("name", ["decks/pipe.md", "flashcards.db", "readings.db", "config.toml"])
@pytest.mark.parametrize("kind", ["pipe", "device"])
def test_what_is_no_regular_file_never_makes_a_command_wait(shop: Home, name, kind):
    """As deck, database, readings or settings; it stays, and a line names it."""
    path = shop.path / name
    if kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/zero")
    result = shop.run("decks")
    assert result.exit_code == (0 if "decks" in name else 1 if "config" in name else 4)
    assert f"cannot read {path}: it is no regular file" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_nothing_is_written_over_what_is_no_regular_file(shop: Home, failing, tmp_path):
    """A pipe and a device stay what they are."""
    os.mkfifo(tmp_path / "pipe")
    for path in (str(tmp_path / "pipe"), "/dev/null"):
        assert "no regular file" in failing(4, "stats", "--html", path)
        assert not Path(path).is_file()


def test_a_device_is_never_merged(shop: Home, failing):
    """It would never end; a pipe may stand for the lines."""
    assert "it is a device" in failing(4, "merge", "/dev/zero")


def test_a_deck_is_taken_out_to_another_disk(shop: Home, monkeypatch):
    """Its file is copied, and then goes."""

    def refused(*_: object) -> None:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    before = (shop.path / "decks" / "shop.md").read_bytes()
    monkeypatch.setattr(Path, "rename", refused)
    assert "Took out" in shop.ok("remove", "shop", "--yes")
    assert (shop.path / "removed" / "shop.md").read_bytes() == before
    assert list((shop.path / "decks").iterdir()) == []


SETTINGS = [
    ("[review]\nnew = [1, 2]", "[review] new is a list"),
    ("[review]\nnew = {a = 1}", "[review] new is a table"),
    ("[review]\nnew = 1e400", "[review] new is beyond"),
    ("[review]\nnew = nan", "[review] new is beyond"),
    (f"[review]\nnew = 1{'0' * 30}", "[review] new is beyond"),
    ("[review]\nnew = 1979-05-27", "[review] new is a date"),
    (f"[review]\nnew = {'1' * 5000}", "more digits than can be read"),
    (f"[review]\nnew = {'[' * 5000}", "nested too deep"),
    ("[review]\ndecks = [1]", "[review] decks is a list"),
    ("new = 1", "outside a table"),
    ("\x00", "config.toml"),
    ("caf\udce9", "not UTF-8"),
]


@for_each(("settings", "said"), SETTINGS)
def test_settings_that_no_option_takes_are_one_line(shop: Home, failing, settings, said):
    """Which names the file and the setting; nothing is written."""
    shop.ok("decks")
    (shop.path / "config.toml").write_bytes(settings.encode("utf-8", "surrogateescape"))
    assert said in failing(1, "review", typed="\n4\n")
    (shop.path / "config.toml").unlink()
    assert shop.log() == []


def test_a_list_of_texts_is_taken_where_an_option_takes_many(shop: Home):
    """As the decks of a review."""
    (shop.path / "config.toml").write_text("[review]\ndecks = ['shop']\n")
    assert "Question one?" in shop.ok("review", typed="q\n")


def run_elsewhere(folder: Path, *args: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder of its own, with these variables beside the usual ones."""
    command = [sys.executable, "-m", "flashcards", *args]
    variables = {**os.environ, **environment}
    return subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True, input="", check=False)


@pytest.mark.parametrize("name", ["", " ", "~nobody-of-that-name/home"])
def test_a_home_that_is_no_folder_is_wrong_usage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str):
    """Above all the current folder is never taken for it."""
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(cli, ["--home", name, "decks"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("flashcards: --home")
    assert len(result.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_time_zone_that_there_cannot_be_is_one_line(shop: Home):
    """Exit 4, and it says what to set."""
    result = run_elsewhere(shop.path, "--home", str(shop.path), "decks", TZ="AAA-24")
    assert (result.returncode, result.stdout) == (4, "")
    assert "set TZ" in result.stderr
    assert len(result.stderr.splitlines()) == 1
