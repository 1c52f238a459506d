"""Real Anki imports what we export."""

from __future__ import annotations

import resource
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import genanki
import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

from flashcards.anki import notes
from flashcards.anki.fields import STORY_FIELDS, TEXT_VERSION, THEME_FIELDS, note_text, shown_fields
from flashcards.anki.media import read_images
from flashcards.anki.notes import guid_for_name
from flashcards.content.cards import Card, CardKind, CardPart
from tests.build import deck, story
from tests.conftest import NOON, Home
from tests.examples import for_each

THEMES = "## Themes\n\n- Calm {#calm}: Slow down first.\n- Leech {#leech}: Stuck.\n"
CALM = "#calm #leech\n"


class Anki:
    """A profile of real Anki, as a new user has it."""

    def __init__(self, folder: Path) -> None:
        self.collection = Collection(str(folder / "collection.anki2"))

    def take(self, package: Path) -> tuple[int, int, int, int]:
        """Import; return how many notes were new, updated, unchanged and conflicting."""
        request = ImportAnkiPackageRequest(package_path=str(package), options=ImportAnkiPackageOptions())
        log = self.collection.import_anki_package(request).log
        self.collection.models._clear_cache()
        return len(log.new), len(log.updated), len(log.duplicate), len(log.conflicting)

    def sides(self, search: str) -> tuple[str, str]:
        """The question and the answer of the one card that a search finds, without its style."""
        (card_id,) = self.collection.find_cards(search)
        card = self.collection.get_card(card_id)
        return tuple(side.rpartition("</style>")[2] for side in (card.question(), card.answer()))


@pytest.fixture
def anki(tmp_path: Path):
    """Closed again at the end."""
    profile = Anki(tmp_path)
    yield profile
    profile.collection.close()


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Where the package goes."""
    return tmp_path / "x.apkg"


@pytest.fixture
def stories(home: Home) -> Home:
    """Two stories, one of them with two themes."""
    home.write_deck(deck("My Shop", story("Question one?", CALM), story("Question two?"), end=THEMES))
    return home


def test_the_first_import_is_all_new_and_the_second_changes_nothing(stories: Home, anki: Anki, package: Path):
    """Two stories and two themes."""
    stories.ok("export", "-o", str(package))
    assert anki.take(package) == (4, 0, 0, 0)
    stories.ok("export", "-o", str(package), now="2026-12-01")
    assert anki.take(package) == (0, 0, 4, 0)


def taken_after_an_edit(stories: Home, anki: Anki, package: Path, before: str, now: str) -> tuple[int, ...]:
    """What Anki says of the second package, for which one text of the deck was changed."""
    stories.ok("export", "-o", str(package))
    anki.take(package)
    path = stories.path / "decks" / "shop.md"
    path.write_text(path.read_text().replace(before, now, 1))
    stories.ok("export", "-o", str(package))
    return anki.take(package)


def test_an_edited_action_updates_exactly_that_note(stories: Home, anki: Anki, package: Path):
    """And nothing that the user changed in Anki elsewhere is overwritten."""
    assert taken_after_an_edit(stories, anki, package, "I asked 40 people", "I asked 41 people") == (0, 1, 3, 0)
    assert "41 people" in anki.sides('"Card id:my-shop/question-one"')[1]


def test_an_edited_result_updates_the_themes_that_quote_it_too(stories: Home, anki: Anki, package: Path):
    """The story, and both of its themes."""
    assert taken_after_an_edit(stories, anki, package, "4% at the end", "3% at the end") == (0, 3, 1, 0)
    assert "3%" in anki.sides("note:*theme* calm")[1]


def test_the_parts_are_rendered_in_full_and_in_order(stories: Home, anki: Anki, package: Path):
    """The question alone first; then the four names, each folded, and each with its text folded below its cues."""
    stories.ok("export", "-o", str(package))
    anki.take(package)
    question, answer = anki.sides('"Card id:my-shop/question-two"')
    assert "Question two?" in question
    assert ">Task</span>" not in question
    places = [answer.index(f'<span dir="auto">{name}</span>') for name in ("Situation", "Task", "Action", "Result")]
    assert places == sorted(places)
    assert answer.count('<details class="part ') == 4
    assert "<details open" not in answer
    assert "Lesson" not in answer


def test_decks_are_named_as_ours_and_new_cards_come_in_our_order(stories: Home, anki: Anki, package: Path):
    """One counter over the package."""
    stories.ok("export", "-o", str(package))
    anki.take(package)
    assert "My Shop" in {each.name for each in anki.collection.decks.all_names_and_ids()}
    cards = [anki.collection.get_card(card) for card in anki.collection.find_cards("deck:*")]
    fields = [card.note()["Card id"] for card in sorted(cards, key=lambda card: card.due)]
    assert fields == ["my-shop/question-one", "my-shop/question-two", "my-shop/theme/calm", "my-shop/theme/leech"]
    assert {tag for card in cards for tag in card.note().tags} == {"theme::calm", "theme::leech"}


HOSTILE = "if a<b then c>d & {{Front}} [latex]x[/latex] [sound:x.mp3] \\\\(y\\\\) <b>bold</b>"


def test_text_arrives_to_the_letter(home: Home, anki: Anki, package: Path):
    """Nothing in it is taken for markup, for a field, a sound or a formula; control characters are gone."""
    home.write_deck(deck("Shop", story("Is it a<b?", situation=f"{HOSTILE}\x1f\x07 end.\n- {HOSTILE}\x1f")))
    home.ok("export", "-o", str(package))
    assert anki.take(package) == (1, 0, 0, 0)
    question, answer = anki.sides("deck:Shop")
    assert "Is it a&lt;b?" in question
    assert "if a&lt;b then c&gt;d &amp; &#123;&#123;Front&#125;&#125; &#91;latex&#93;x" in answer
    assert "[sound:" not in answer
    assert "&#92;&#92;(y" in answer
    assert "\x1f" not in answer


def test_a_text_keeps_its_lines_and_is_not_shown_twice():
    """One that is its only cue stands there alone."""
    parts = (CardPart("Situation", ("One cue",), "One cue"), CardPart("Task", ("Mine",), "First\nsecond\n\nlast"))
    said = shown_fields(note_text(Card("d/c", "d", CardKind.STORY, "Why?", "", parts), 90, lambda _: None))
    texts = [text for text in said.values() if text.startswith("<p")]
    assert texts == ['<p dir="auto">First<br>second</p><p dir="auto">last</p>']


class Outside(HTMLParser):
    """Gathers the text of a page that stands in no element which typesetting passes over."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[bool] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in {"hr", "br", "img"}:
            self.open.append("mathjax_ignore tex2jax_ignore" in (dict(attrs).get("class") or ""))

    def handle_endtag(self, tag: str) -> None:
        if tag not in {"hr", "br", "img"}:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if not any(self.open):
            self.text += data.strip()


def test_no_text_of_a_card_is_ever_typeset(home: Home, anki: Anki, package: Path):
    """A formula can hold a link that runs a script; Anki's typesetting passes over all that stands on a card."""
    formula = r"\\(\\href{javascript:alert(1)}{click}\\) \\[x\\] $$y$$ \\require{html}"
    told = story(f"What is {formula}?", "#calm", situation=formula)
    home.write_deck(deck("Shop", told, end=f"## Themes\n\n- Calm {{#calm}}: {formula}\n"))
    home.ok("export", "-o", str(package))
    anki.take(package)
    for kind in ("STAR story*", "STAR theme*"):
        for side in anki.sides(f'"note:{kind}"'):
            page = Outside()
            page.feed(side)
            assert "click" in side
            assert (page.text, page.open) == ("", [])


def test_another_frame_and_merged_parts_stand_under_their_own_names(home: Home, anki: Anki, package: Path):
    """In their order."""
    merged = "## Q?\n\nSituation: a 1\n\nAction & Result: b 2\n\n## P?\n\nSetup: c 3\n\nPayoff: d 4\n"
    home.write_deck(f"---\ndeck: Shop\nparts: Setup, Payoff\n---\n\n{merged}")
    home.ok("export", "-o", str(package))
    anki.take(package)
    answer = anki.sides('"Card id:shop/q"')[1]
    assert answer.index(">Situation</span>") < answer.index(">Action &amp; Result</span>")
    assert ">AR</span>" in answer
    assert ">Payoff</span>" in anki.sides('"Card id:shop/p"')[1]


def test_the_same_cards_are_the_same_bytes(stories: Home, package: Path, tmp_path: Path):
    """Whenever they are exported."""
    other = tmp_path / "y.apkg"
    stories.ok("export", "-o", str(package))
    stories.ok("export", "-o", str(other), now="2027-01-01")
    assert package.read_bytes() == other.read_bytes()


def test_an_image_from_elsewhere_stays_out(tmp_path: Path):
    """Above the folder of the decks, from the root, on another drive, or by a link: each with the reason."""
    folder = tmp_path / "decks"
    folder.mkdir()
    for place in (folder / "a.png", tmp_path / "b.png"):
        place.write_bytes(b"\x89PNG")
    (folder / "link.png").symlink_to(tmp_path / "b.png")
    (folder / "up").symlink_to(tmp_path)
    elsewhere = ["../b.png", str(tmp_path / "b.png"), "C:b.png", "..\\b.png", "link.png", "up/b.png"]
    found = read_images(folder, ["a.png", *elsewhere])
    assert [*found.names] == ["a.png"]
    assert [problem.split(" stays text: ")[0] for problem in found.problems] == elsewhere


def test_fields_and_ids_are_frozen():
    """Another one would make Anki refuse every update of what users have imported."""
    assert (notes.STORY_MODEL_ID, notes.THEME_MODEL_ID) == (1_783_210_421, 1_783_210_422)
    assert STORY_FIELDS == (
        "Question", "About", "Wordings", "Target", "Situation outline", "Situation text", "Task outline", "Task text",
        "Action outline", "Action text", "Result outline", "Result text", "Lesson outline", "Lesson text",
        "Other parts", "Follow-ups", "Themes", "Card id", "Offset", "Spare 1", "Spare 2", "Spare 3",
    )  # fmt: skip
    assert THEME_FIELDS == ("Theme", "Meaning", "Stories", "Card id", "Offset", "Spare 1", "Spare 2", "Spare 3")
    assert notes.story_model().fields[0]["id"] == notes.number_for("field", "STAR story (flashcards)/Question", 2**62)
    assert notes.deck_id("My Shop") == 1_659_730_641


def test_the_version_of_what_cards_say_is_raised_with_it():
    """A package that stands already is made anew where its cards say something else by now."""
    parts = (
        CardPart(
            "Situation",
            ('12% <of> it, "mostly"', "in Week 3"),
            f"A queue.\n\n```\n  code\n```\n\nÉtait… là.\n\n{'We waited ' * 9}\nfor it.",
        ),
        CardPart("Task & Action", (), "I asked: $1.2M in 9 days.", drafted=("$1.2M in 9 days",)),
    )
    card = Card("a/b", "a", CardKind.STORY, "How & why?", "The first", parts, ("Why?",), ("people",), ("And then?",))
    theme = Card("a/theme/b", "a", CardKind.THEME, "People", "Who?", (CardPart("How?", (), "{{Done}}"),), tags=("b",))
    digests = [note_text(each, 90, lambda _: None).digest for each in (card, theme)]
    assert (TEXT_VERSION, digests) == (2, ["c05e524dab23a2203a9c9592", "0ecc2f84d5463e5d4e649b7d"])


def _small_files() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (600, 600))


def test_a_full_disk_leaves_the_package_that_was_there(stories: Home, package: Path):
    """Exit 4, and nothing half-written beside it."""
    stories.ok("export", "-o", str(package))
    before = package.read_bytes()
    path = stories.path / "decks" / "shop.md"
    path.write_text(path.read_text().replace("I asked 40 people", "I asked 41 people"))
    stories.ok("decks")
    run = [sys.executable, "-m", "flashcards", "--home", str(stories.path), "--now", NOON, "export", "-o", str(package)]
    result = subprocess.run(run, capture_output=True, text=True, check=False, preexec_fn=_small_files)
    assert result.returncode == 4
    assert len(result.stderr.splitlines()) == 1
    assert package.read_bytes() == before
    assert list(package.parent.glob(".x.apkg*")) == []


@for_each("name", ["shop/one", "shop/groß", "a/b", ""])
def test_the_guid_of_a_name_is_that_of_genanki(name: str):
    """Notes that packages of earlier versions brought into Anki are known again by it."""
    assert guid_for_name(name) == genanki.guid_for("star-flashcards", name)
