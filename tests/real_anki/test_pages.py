"""Cards on the pages of old and new Ankis, in a real browser."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import pytest

from tests.build import deck, story
from tests.conftest import Home
from tests.real_anki.profile import Profile
from tests.real_anki.reviewer import seen

pytestmark = pytest.mark.anki
PHONE, NARROWEST = 360, 320
FORMULA = r"\(\href{javascript:alert(1)}{click}\) \[x^2\] \require{html} $$y$$ [latex]z[/latex] [sound:x.mp3] {{Deck}}"
HTML = "<script>alert(1)</script> <a href='javascript:alert(1)'>tap</a> [a](https://b.example) a<b & c>d &#92;(e&#92;)"
HOSTILE = f"{FORMULA} {HTML}"
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest.fixture
def take(home: Home, profile: Profile, package: Path, tmp_path: Path):
    """Exports the home and imports that; returns what looks at one side of the card that a search finds."""

    def look(search: str, side: str = "answer", width: int = PHONE, night: bool = False) -> Any:
        card = profile.card(search)
        shows = "_showQuestion" if side == "question" else "_showAnswer"
        return seen(profile.web(), profile.media_folder(), tmp_path, card[side], width, shows, night)

    def taken() -> Any:
        home.ok("export", "-o", str(package))
        profile.take(package)
        return look

    return taken


def test_the_page_of_the_tests_typesets_what_stands_bare(profile: Profile, tmp_path: Path):
    """So what they find untouched is so because of how our cards are made."""
    bare = rf'<div class="question">{FORMULA}</div>'
    found = seen(profile.web(), tmp_path, tmp_path, bare, PHONE)
    assert found["mathjax"]
    assert found["typeset"] >= 2
    assert found["links"] >= 1


def test_hostile_text_is_shown_to_the_letter(home: Home, take):
    """Nothing of it is typeset, none of it is a link, none of it runs: on either side of stories and themes."""
    told = story(f"What is {HOSTILE}?", f"#calm\nAsked as: {HOSTILE}\n", situation=f"{HOSTILE}\n- {HOSTILE}")
    told = told.replace("Result: 4%", f"Result: {HOSTILE} 4%") + f"Follow-up: {HOSTILE}\n\n"
    home.write_deck(deck("Shop", told, end=f"## Themes\n\n- Calm {{#calm}}: {HOSTILE}\n"))
    look = take()
    for search in ('"note:STAR story*"', '"note:STAR theme*"'):
        for side in ("question", "answer"):
            found = look(search, side)
            assert (found["typeset"], found["links"], found["scripts"]) == (0, 0, 0)
            assert HOSTILE in found["text"]


@pytest.mark.parametrize("night", [False, True], ids=["light", "night"])
def test_a_story_opens_part_by_part_and_fits_one_screen_closed(home: Home, take, night: bool):
    """In order, with its number of cues, legible by day and by night, without a script; bold figures."""
    home.ok("decks")
    found = take()('"Card id:leading-ml-projects/search"', night=night)
    names = ["SSituation", "TTask", "AAction", "RResult", "LLesson", "They may ask next"]
    assert found["names"] == names
    assert found["counts"] == ["3 cues", "3 cues", "6 cues", "4 cues", "1 cue", "+"]
    assert found["height"] <= 400
    assert found["contrast"] >= 4.5
    assert (found["tappable"], found["scripts"]) == (True, 0)
    assert {"12%", "6 months", "15,000", "$2.1M"} <= set(found["bold"])


def test_a_theme_of_five_stories_fits_one_screen_closed(home: Home, take):
    """Each with its question in full."""
    home.ok("decks")
    found = take()('"note:STAR theme*" Evidence')
    assert found["height"] <= 400


@pytest.mark.parametrize("side", ["question", "answer"])
def test_a_side_says_what_belongs_to_it_and_fits_the_narrowest_screen(home: Home, take, side: str):
    """The front asks and names the time that a telling should take; it gives nothing away."""
    long = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    told = story(f"Who runs the {long}?", situation=f"{long}{long} lost 12%.\n\n```\n{'x = 1; ' * 30}\n```\n")
    home.write_deck(f"---\ndeck: {long}\ntarget: 90\n---\n\n{told}")
    found = take()('"note:STAR story*"', side, NARROWEST)
    assert found["wide"] <= NARROWEST
    assert ("in about 1:30" in found["text"]) == (side == "question")
    assert ("Situation" in found["text"]) == (side == "answer")


def test_text_from_right_to_left_is_set_so(home: Home, take):
    """By its own script; a code block stays from left to right."""
    told = story("ספר לי על פעם שבה הובלת צוות?", situation="איבדנו 12% מהמכירות.\n\n```\nx = 1\n```\n- איבדנו 12%")
    home.write_deck(deck("Shop", told))
    found = take()('"note:STAR story*"')
    assert found["directions"][0] == "rtl"
    assert found["directions"].count("rtl") >= 3
    assert "ltr" in found["directions"]


def test_code_keeps_its_indentation_and_images_are_drawn(home: Home, take):
    """An image that is missing, a link or elsewhere stays text; the export says so."""
    code = "def ask(queue):\n    for each in queue:\n        yield each < 3"
    pictures = "![a plan](plans/a.png) ![gone](gone.png) ![out](../x.png) ![linked](link.png)"
    home.write_deck(deck("Shop", story("Question one?", situation=f"Before.\n\n```python\n{code}\n```\n\n{pictures}")))
    folder = home.path / "decks"
    (folder / "plans").mkdir()
    (folder / "plans" / "a.png").write_bytes(PIXEL)
    (folder / "link.png").symlink_to(folder / "plans" / "a.png")
    result = home.run("export", "-o", str(home.path.parent / "y.apkg"))
    assert [line.split(" ")[0] for line in result.stderr.splitlines()] == ["gone.png", "../x.png", "link.png"]
    found = take()('"note:STAR story*"')
    assert found["code"] == [code]
    assert set(found["images"]) == {1}
    for text in ("![gone](gone.png)", "![out](../x.png)", "![linked](link.png)"):
        assert text in found["text"]


def test_other_frames_and_themes_open_part_by_part_too(home: Home, take):
    """Under their own names, with their own initials; a story of a theme holds its Result."""
    themes = "## Themes\n\n- Calm {#calm}: Slow down first.\n"
    parts = "Setup: We lost 12%.\n- 12% lost\n- nobody knew\n\nPay & Off: 4% at the end.\n"
    text = f"---\ndeck: Shop\nparts: Setup, Pay, Off\n---\n\n## Question one?\n#calm\n\n{parts}\n{themes}"
    home.write_deck(text)
    look = take()
    found = look('"note:STAR story*"')
    assert found["names"] == ["SSetup", "POPay & Off"]
    assert found["counts"][0] == "2 cues"
    assert look('"note:STAR theme*"')["names"] == ["Question one?"]
