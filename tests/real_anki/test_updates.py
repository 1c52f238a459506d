"""What old and new Ankis make of one package after another."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.build import deck, story
from tests.conftest import Home
from tests.real_anki.conftest import after, edit
from tests.real_anki.profile import Profile

pytestmark = pytest.mark.anki
QUEUE = '"Card id:shop/queue"'
DECK = deck("Shop", story("How did the queue get short? {#queue}"), story("Who counted at night? {#night}"))


@pytest.fixture
def shop(home: Home) -> Home:
    """A home with two stories."""
    home.write_deck(DECK)
    return home


def handed(home: Home, profile: Profile, package: Path, days: float) -> tuple[int, int, int, int]:
    """Export so many days from now, and import that."""
    home.ok("export", "-o", str(package), now=after(days))
    return profile.take(package)


def test_each_update_arrives(shop: Home, profile: Profile, package: Path):
    """Export 1, edit, 2, edit, 3, and back to the second text; what did not change is left alone."""
    assert handed(shop, profile, package, 0) == (2, 0, 0, 0)
    assert handed(shop, profile, package, 1) == (0, 0, 2, 0)
    for days, before, now in ((2, "12%", "13%"), (3, "13%", "14%"), (4, "14%", "13%")):
        edit(shop, f"{before} of sales", f"{now} of sales")
        assert handed(shop, profile, package, days) == (0, 2, 0, 0)
        assert now in profile.card(QUEUE)["fields"]["Situation outline"]
    assert profile.count() == 2


@pytest.mark.parametrize(
    "renames",
    [
        [("deck: Shop", "deck: Store")],
        [("{#queue}", "{#line}"), ("How did the queue", "How did our queue")],
        [("deck: Shop", "deck: Store"), ("{#queue}", "{#line}"), ("12%", "15%")],
    ],
    ids=["deck", "question", "both"],
)
def test_a_rename_makes_no_second_note(shop: Home, profile: Profile, package: Path, renames: list[tuple[str, str]]):
    """Before the card was ever graded, and after."""
    handed(shop, profile, package, 0)
    for old, new in renames:
        edit(shop, old, new)
    new, _, _, conflicting = handed(shop, profile, package, 1)
    assert (new, conflicting, profile.count()) == (0, 0, 2)
    shop.review(4, 4, now=after(1.1))
    for old, new_text in renames:
        edit(shop, new_text, f"{old[:-1]}x{old[-1]}" if old.endswith("}") else f"{old} again")
    assert handed(shop, profile, package, 2)[0] == 0
    assert profile.count() == 2


def test_what_was_edited_in_anki_stays_where_a_second_home_has_the_same_deck(
    shop: Home, profile: Profile, package: Path, tmp_path: Path
):
    """Two homes with copies of one deck, exported at different times."""
    handed(shop, profile, package, 0)
    profile.edit(QUEUE, "Situation outline", "in my own words")
    other = Home(tmp_path / "other")
    other.write_deck(DECK)
    assert handed(other, profile, package, 5) == (0, 0, 2, 0)
    assert profile.card(QUEUE)["fields"]["Situation outline"] == "in my own words"


def test_decks_tags_and_dates_are_anki_s_own(home: Home, profile: Profile, package: Path):
    """``::`` nests, themes stand together, and ``added:`` finds what is new."""
    themes = "## Themes\n\n- Calm {#calm}: Slow down first.\n- Leech {#leech}: Stuck.\n"
    home.write_deck(deck("Work::Leading", story("Question one?", "#calm #leech\n"), end=themes))
    handed(home, profile, package, 0)
    assert {card["deck"] for card in profile.cards("")} == {"Work::Leading"}
    assert set(profile.card('"Card id:work-leading/question-one"')["tags"]) == {"theme::calm", "theme::leech"}
    assert len(profile.cards("added:1")) == len(profile.cards("deck:Work")) == 3
    assert profile.cards("prop:due=0") == []


def test_a_field_of_the_user_s_own_asks_for_the_tick_that_the_documents_name(
    shop: Home, profile: Profile, package: Path
):
    """Without it Anki leaves the note as it is, with it the update arrives and the field stays; 2.1.66 has no tick."""
    handed(shop, profile, package, 0)
    profile.add_field("STAR story (flashcards)", "Mine")
    edit(shop, "12% of sales", "13% of sales")
    assert handed(shop, profile, package, 1)[1] == 0
    has_tick = profile.has_choices()
    assert profile.take(package, merge_notetypes=True)[1] == (2 if has_tick else 0)
    fields = profile.card(QUEUE)["fields"]
    assert ("13%" in fields["Situation outline"]) == has_tick
    assert "Mine" in fields
