"""Stories that go beyond the machine: a home or a deck in a repository with a remote, or in a synchronised folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.build import deck, story
from tests.conftest import Home

REMOTE = '[core]\n\tbare = false\n[remote "origin"]\n\turl = git@example.org:me/notes.git\n'
PAGE = "# Page\n\n## Why did you do it?\n\nSituation: A. Task: B.\n\nResult: It went up by 12%.\n"


def repository(folder: Path, config: str = REMOTE) -> Path:
    """A folder with what git leaves in one."""
    (folder / ".git").mkdir(parents=True)
    (folder / ".git" / "config").write_text(config, encoding="utf-8")
    return folder


def started(home: Home) -> str:
    """What the first screen says on standard error."""
    result = home.run()
    assert result.exit_code == 0, result.output
    return result.stderr


@pytest.mark.parametrize(
    ("mark", "service"),
    [
        ("things/.dropbox.cache", "Dropbox"),
        ("Dropbox (Work)", "Dropbox"),
        ("OneDrive - Work", "OneDrive"),
        ("CloudStorage/GoogleDrive-me@example.org", "Google Drive"),
        ("Mobile Documents/com~apple~CloudDocs", "iCloud Drive"),
        ("things/.sync_0a1b2c.db", "Nextcloud"),
        ("things/.stfolder", "Syncthing"),
    ],
)
def test_a_home_in_a_synchronised_folder_is_told_once(home: Home, mark: str, service: str):
    """By the first screen once, by the doctor whenever it looks; with what to do, and nothing is wrong yet."""
    sky = home.path.parent / mark
    sky.mkdir(parents=True)
    folder = sky.parent if sky.name.startswith(".") else sky
    inside = Home(folder / "apps" / "flashcards")
    said = started(inside)
    assert f"home: {inside.path} lies in {folder}, which {service} copies elsewhere: " in said
    assert "flashcards merge" in said
    assert len(said.splitlines()) == 1
    assert started(inside) == ""
    for _ in range(2):
        (remark,) = inside.json("doctor")["remarks"]
        assert remark in said
    assert inside.json("doctor")["ok"]


def test_a_page_that_is_added_into_a_repository_with_a_remote_is_told_once(home: Home, tmp_path: Path):
    """With the file in which git can be told to pass it over."""
    tree = repository(tmp_path / "notes")
    (tmp_path / "page.md").write_text(PAGE, encoding="utf-8")
    inside = Home(tree / "private" / "home")
    said = inside.run("add", str(tmp_path / "page.md")).stderr
    assert f"lies in the git repository {tree}, which has a remote" in said
    assert str(tree / ".git" / "info" / "exclude") in said
    assert started(inside) == ""


def test_a_tree_beside_the_first_one_has_its_remotes(home: Home, tmp_path: Path):
    """``git worktree`` leaves a file there that leads to them."""
    first = repository(tmp_path / "first")
    own = first / ".git" / "worktrees" / "second"
    own.mkdir(parents=True)
    (own / "commondir").write_text("../..\n", encoding="utf-8")
    (tmp_path / "second").mkdir()
    (tmp_path / "second" / ".git").write_text(f"gitdir: {own}\n", encoding="utf-8")
    assert "which has a remote" in started(Home(tmp_path / "second" / "home"))


def test_a_deck_that_a_link_leads_to_is_looked_at_where_it_lies(shop: Home, tmp_path: Path):
    """The home itself lies well."""
    tree = repository(tmp_path / "notes")
    (tree / "own.md").write_text(deck("Own", story("Why?")), encoding="utf-8")
    (shop.path / "decks" / "own.md").symlink_to(tree / "own.md")
    assert f"decks: {shop.path / 'decks' / 'own.md'} lies in the git repository {tree}" in started(shop)


def test_a_folder_of_decks_that_is_a_link_is_looked_at_where_it_lies(home: Home, tmp_path: Path):
    """So is one that leads into a synchronised folder."""
    (tmp_path / "Nextcloud" / "stories").mkdir(parents=True)
    home.path.mkdir()
    (home.path / "decks").symlink_to(tmp_path / "Nextcloud" / "stories")
    assert f"decks: {home.path / 'decks'} lies in {tmp_path / 'Nextcloud'}, which Nextcloud" in started(home)


@pytest.mark.parametrize("config", ["[core]\n\tbare = false\n", "", "\x00\xff"])
def test_a_repository_without_a_remote_goes_nowhere(home: Home, tmp_path: Path, config: str):
    """Nor does a folder whose name only begins like that of such a program, or what one keeps of its own."""
    tree = repository(tmp_path / "dropbox-clone", config)
    (tree / ".dropbox").mkdir()
    assert started(Home(tree / "home")) == ""


def test_what_git_passes_over_goes_nowhere(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Git itself is asked; where there is none, nobody knows."""
    tree = repository(tmp_path / "notes")
    (tmp_path / "bin").mkdir()
    git = tmp_path / "bin" / "git"
    git.write_text('#!/bin/sh\ncase "$*" in *check-ignore*notes/home) exit 0;; esac\nexit 1\n', encoding="utf-8")
    git.chmod(0o755)
    monkeypatch.setenv("PATH", f"{git.parent}:/bin")
    assert started(Home(tree / "home")) == ""
    assert "which has a remote" in started(Home(tree / "other"))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "which has a remote" in started(Home(tree / "home"))


def test_a_link_that_leads_nowhere_goes_nowhere(home: Home):
    """Also where the system cannot even look for what it names."""
    (home.path / "decks").mkdir(parents=True)
    (home.path / "decks" / "lost.md").symlink_to(home.path.parent / ("a" * 300) / "lost.md")
    assert started(home) == ""
    assert home.json("doctor")["remarks"] == []
