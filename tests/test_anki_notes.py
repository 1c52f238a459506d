"""What a card says as a note of Anki."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path

import pytest

from flashcards.anki.fields import STORY_FIELDS, note_text
from flashcards.anki.markup import cue, prose, shown
from flashcards.anki.media import LARGEST_IMAGE, read_images
from flashcards.content.cards import Card, CardKind, CardPart
from tests.build import deck, story
from tests.conftest import Home


def no_media(_: str) -> None:
    """A package without images."""


def noted(*parts: CardPart, **fields: object) -> dict[str, str]:
    """The fields of a story of these parts, by their names."""
    card = Card("shop/q", "shop", CardKind.STORY, "Question?", "", parts)._replace(**fields)
    return dict(zip(STORY_FIELDS, note_text(card, 90, no_media).fields, strict=False))


def test_a_part_of_bullets_alone_is_shown_once():
    """Its text would say the same again; where there is prose, that is folded below."""
    assert noted(CardPart("Task", ("a", "b"), "- a\n- b"))["Task text"] == ""
    assert noted(CardPart("Task", ("a",), "Prose."))["Task text"] == '<p dir="auto">Prose.</p>'


def test_a_part_without_a_cue_shows_its_text():
    """So that no part is left out."""
    assert noted(CardPart("Task", (), "x = 1", drafted=()))["Task outline"] == '<p dir="auto">x = 1</p>'


def test_figures_stand_in_bold_and_everything_else_to_the_letter():
    """Whatever stands around them."""
    assert cue("a<b: 12% of {it}, GPT-4", no_media) == "a&lt;b: <b>12%</b> of &#123;it&#125;, GPT-4"


def test_a_fence_is_code_as_it_stands():
    """Its marks are gone, its lines are not folded, and a fence of more marks may hold one of fewer."""
    text = "Before\n  two.\n\n````py\nif a < 1:\n    ```\n````\nAfter."
    code = '<pre dir="ltr"><code>if a &lt; 1:\n    ```</code></pre>'
    assert prose(text, no_media) == f'<p dir="auto">Before<br>  two.</p>{code}<p dir="auto">After.</p>'


def test_an_image_that_the_package_holds_is_shown_and_others_stay_text():
    """Each with the words that stand for it."""
    text = "![a <plan>](a.png) ![b](b.png)"
    assert shown(text, {"a.png": "x.png"}.get) == '<img src="x.png" alt="a &lt;plan&gt;"> !&#91;b&#93;(b.png)'


def test_a_text_that_changed_is_noticed_by_its_digest_and_a_name_is_none():
    """Tags count; the card's id and deck do not."""
    card = Card("shop/q", "shop", CardKind.STORY, "Question?", "", (CardPart("Task", ("a",), ""),), tags=("calm",))
    digest = note_text(card, 90, no_media).digest
    assert note_text(card._replace(id="b/r", deck="b", line=7), 90, no_media).digest == digest
    for other in (card._replace(tags=()), card._replace(prompt="Why?"), card._replace(about="x")):
        assert note_text(other, 90, no_media).digest != digest
    assert note_text(card, 91, no_media).digest != digest


def test_only_images_below_the_folder_are_read(tmp_path: Path):
    """No link, no device, no pipe, nothing elsewhere, nothing large, nothing that can hold a script; each is told."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.PNG").write_bytes(b"a")
    (tmp_path / "out.png").write_bytes(b"b")
    folder = tmp_path / "in"
    (folder / "link").symlink_to(tmp_path)
    (folder / "link.png").symlink_to(tmp_path / "out.png")
    os.mkfifo(folder / "pipe.png")
    with (folder / "large.png").open("wb") as file:
        file.truncate(LARGEST_IMAGE + 1)
    wrong = [
        "../out.png",
        str(tmp_path / "out.png"),
        "link/out.png",
        "link.png",
        "pipe.png",
        "large.png",
        "a.svg",
        "no.png",
    ]
    wrong += ["C:/a.png", "http://a.example/a.png", ".."]
    found = read_images(folder, ["a.PNG", *wrong, "a.PNG"])
    assert list(found.names) == ["a.PNG"]
    assert found.files == {found.name("a.PNG"): b"a"}
    assert [problem.split(" stays text: ")[0] for problem in found.problems] == wrong


def test_images_fill_a_package_to_a_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """What does not fit any more stays text."""
    monkeypatch.setattr("flashcards.anki.media.LARGEST_MEDIA", 5)
    for name in "abc":
        (tmp_path / f"{name}.png").write_bytes(name.encode() * 3)
    assert list(read_images(tmp_path, ["a.png", "b.png"]).names) == ["a.png"]


def test_a_package_holds_each_image_once_under_a_name_made_of_its_bytes(home: Home, tmp_path: Path):
    """Also one that two decks show under two paths."""
    for name in ("shop", "bank"):
        home.write_deck(deck(name, story("Question?", situation=f"![it]({name}.png)")), f"{name}.md")
        (home.path / "decks" / f"{name}.png").write_bytes(b"pixels")
    home.ok("export", "-o", str(tmp_path / "x.apkg"))
    with zipfile.ZipFile(tmp_path / "x.apkg") as archive:
        (name,) = json.loads(archive.read("media")).values()
        assert archive.read("0") == b"pixels"
    assert name.startswith("flashcards-")
    assert name.endswith(".png")
