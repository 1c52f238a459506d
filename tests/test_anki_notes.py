"""Other people's notes are read as a page: front and back, without their markup."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.anki.plain import as_text
from tests.build import deck, story
from tests.conftest import Home
from tests.examples import every, examples, for_each
from tests.packages import NEWEST, OLDER, OLDEST, Answered, archive, collection, packed

TEXTS = {
    "a<br>b": "a\nb",
    "<div>a</div><div>b &amp; c</div>": "a\n\nb & c",
    "<ul><li>one</li><li>two</li></ul>": "- one\n\n- two",
    "x<style>p { color: red }</style>y<script>alert(1)</script>z": "xyz",
    "a<!-- hidden <b>too</b> -->b<!-- never closed": "ab",
    "the {{c1::mitochondrion::organelle}} is {{c2::small}}": "the mitochondrion is small",
    "listen [sound:x.mp3] now": "listen now",
    "a\nb&nbsp;c": "a b c",
    "if a<b then c>d": "if ad",
    "1 < 2 &lt;b&gt;": "1 < 2 <b>",
    '<img src="x.png" onerror="alert(1)">x': "x",
    '<img alt="a > b" src=x.png>x': "x",
    "<b title=it's>one</b> it's": "one it's",
}
BASIC = ("Front", "Back")


@for_each("field", TEXTS)
def test_a_field_is_read_as_what_it_says(field: str):
    """Blocks are lines, and what is not seen in Anki is not read."""
    assert as_text(field) == TEXTS[field]


@examples(300)
@given(
    st.lists(st.sampled_from(["<", ">", "<!--", "-->", "<b>", "</", "{{c1::", "}}", "[sound:", "]", "a", "&", "\n"]))
)
def test_whatever_a_field_holds_is_read(pieces: list[str]):
    """And what was read holds no comment and no whole tag of those that are there."""
    said = as_text("".join(pieces))
    assert "<!--" not in said
    assert "<b>" not in said


@for_each("piece", every(2, ["<!--", "<a", "<a b='", "{{c1::", "[sound:", "&", "<script>", "</", "<!a", "\n \n"]))
def test_a_field_is_read_in_a_time_that_grows_with_its_length(piece: str):
    """Also where nothing that it opens is ever closed."""
    begun = time.process_time()
    as_text(piece * (500_000 // len(piece)))
    assert time.process_time() - begun < 0.5


def notes(*said: tuple[str, str]) -> bytes:
    """A collection of basic notes."""
    return collection(
        (Answered(str(number), said=dict(zip(BASIC, each, strict=True))) for number, each in enumerate(said)),
        fields=BASIC,
    )


@pytest.mark.parametrize("form", [OLDEST, OLDER, NEWEST])
def test_notes_of_somebody_else_become_a_deck(home: Home, tmp_path: Path, form: str):
    """A question each, and its answer; the deck is named by the file."""
    file = tmp_path / "leading-people.apkg"
    data = notes(
        ("Tell me about a <b>conflict</b>?", "<p>My boss shouted.</p><p>I asked him why &amp; he stopped.</p>"),
        ("When did you fail?", "I shipped a bug, and told all customers."),
        ("", "nothing asked"),
    )
    file.write_bytes(packed(data, form))
    home.ok("add", str(file))
    assert {row["prompt"] for row in home.json("list")} == {"Tell me about a conflict?", "When did you fail?"}
    (text,) = [path.read_text() for path in (home.path / "decks").iterdir()]
    assert "deck: Leading people" in text
    assert "I asked him why & he stopped." in text
    assert "<p>" not in text


def test_what_a_friend_exported_comes_with_its_parts(home: Home, tmp_path: Path):
    """The stories whole; their ids and offsets are no text."""
    friend = Home(tmp_path / "friend")
    friend.write_deck(deck("Shop", story("Was the queue short?"), story("Who counted at night?", "", "None did.")))
    friend.ok("export", "-o", str(tmp_path / "shop.apkg"))
    home.ok("add", str(tmp_path / "shop.apkg"))
    (text,) = [path.read_text() for path in (home.path / "decks").iterdir()]
    for part in ("Situation: None did.", "Task: Bring it down in 3 weeks.", "Result: 4% at the end."):
        assert part in text
    assert len(home.json("list")) == 2


def test_a_hostile_package_is_no_page(home: Home, tmp_path: Path, failing):
    """Exit 3 in one line; the same bounds as those of a pull."""
    file = tmp_path / "x.apkg"
    file.write_bytes(archive({OLDEST: collection(), "../x": b"x"}))
    assert "x.apkg" in failing(3, "add", str(file))
    assert not (home.path / "decks").exists()


def test_a_package_that_asks_nothing_is_told(home: Home, tmp_path: Path, failing):
    """Exit 1."""
    file = tmp_path / "x.apkg"
    file.write_bytes(packed(notes()))
    assert "x.apkg" in failing(1, "add", str(file))
