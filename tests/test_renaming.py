"""Decks and cards under other names."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.content.deck.reader import read_deck
from flashcards.content.deck.renaming import with_answer_id, with_name, with_question_id, with_theme_id
from flashcards.content.deck.writer import write_deck
from flashcards.home.clock import Clock, parse_now
from flashcards.home.home import Home as HomeFolder
from flashcards.home.library import open_library
from flashcards.home.renaming import rename_card
from tests.build import deck, story
from tests.conftest import NOON, Home
from tests.examples import examples, for_each

LATER = "2026-11-24T12:00+00:00"
SEVERAL = "## A quarrel? {#quarrel}\n\nText: A.\n\n### At sea\n\nText: B.\n\n### Ashore {#land}\n\nText: C.\n"
THEMES = "## Themes\n\n- Calm {#calm}: Keep it.\n- Care: Take it.\n"


def histories(home: Home) -> list[tuple[object, ...]]:
    """How every card stands, in the order of the decks, whatever it is called."""
    keys = ("prompt", "state", "due", "interval", "ease", "repetition", "lapses", "suspended")
    return sorted(tuple(row[key] for key in keys) for row in home.json("list", now=LATER))


@pytest.fixture
def told(made) -> Home:
    """A deck of stories, answers and themes; some told, one suspended, a story left out of a theme."""
    return made(tell)


def tell(home: Home) -> None:
    home.write_deck(deck("Shop", story("One?", "#calm\n"), story("Two?", "#calm #care\n"), SEVERAL, end=THEMES))
    home.ok("review", "--new", "4", typed="\n5\n\n2\n\n4\n\n3\n")
    home.ok("suspend", "shop/one")


def ids(home: Home) -> list[str]:
    """The cards by their ids behind the deck's."""
    return [row["card"].partition("/")[2] for row in home.json("list")]


@pytest.mark.parametrize(
    ("card", "name", "line", "new"),
    [
        ("two", "Second thing", "## Two? {#second-thing}", "second-thing"),
        ("at-sea", "boat", "### At sea {#boat}", "quarrel/boat"),
        ("land", "shop/shore", "### Ashore {#shore}", "quarrel/shore"),
        ("theme/calm", "quiet", "- Calm {#quiet}: Keep it.", "theme/quiet"),
        ("theme/care", "tended", "- Care {#tended}: Take it.", "theme/tended"),
        ("shop/two", "船", "## Two? {#船}", "船"),
    ],
)
def test_a_card_gets_another_short_name_and_keeps_its_history(told: Home, card: str, name: str, line: str, new: str):
    """The name stands in the deck; nothing else of the deck changes but the tags of a theme."""
    before = histories(told)
    said = told.ok("rename", card, name)
    assert said.count("\n") == 1
    text = (told.path / "decks" / "shop.md").read_text()
    assert line in text.splitlines()
    assert new in ids(told)
    assert histories(told) == before
    assert told.json("doctor")["ok"]


def test_a_theme_takes_its_tags_along(told: Home):
    """Each of its stories carries the new one."""
    told.ok("rename", "theme/calm", "quiet")
    text = (told.path / "decks" / "shop.md").read_text()
    assert "#calm" not in text
    assert "#quiet #care" in text


def test_a_question_takes_its_other_answers_along(home: Home):
    """What stands behind it in their ids is the same."""
    home.write_deck(deck("Shop", "## Why? {#why}\n\nText: It rained.\n\n### In spring\n\nText: It snowed.\n"))
    home.review(5, 4)
    before = histories(home)
    assert "1 card of the same question with it" in home.ok("rename", "shop/why", "weather")
    assert ids(home) == ["weather", "weather/in-spring"]
    assert histories(home) == before


def test_a_deck_gets_another_name_and_keeps_everything(told: Home):
    """Its file is named alike, its interview day and the pages that were added to it are known as before."""
    told.ok("interview", "2026-12-18", "shop")
    before = histories(told)
    assert "Shop is Sea stories now" in told.ok("rename", "shop", "Sea stories")
    (row,) = told.json("decks")
    assert (row["deck"], row["name"], row["interview"]) == ("sea-stories", "Sea stories", "2026-12-18")
    assert row["file"] == str(told.path / "decks" / "sea-stories.md")
    assert [path.name for path in (told.path / "decks").iterdir()] == ["sea-stories.md"]
    assert histories(told) == before
    assert told.json("doctor")["ok"]
    told.ok("rename", "sea-stories", "Shop")
    assert histories(told) == before


def test_a_page_is_known_again_by_a_deck_of_another_name(home: Home, tmp_path: Path):
    """What was added comes to the renamed deck, and to renamed questions."""
    page = tmp_path / "page.md"
    page.write_text(
        "".join(story(f"Why {word}?", situation=f"We lost 12% {word}.") for word in ("bread", "cake", "pie"))
    )
    home.ok("add", str(page), "--name", "Bakery")
    home.ok("rename", "bakery/bread", "loaf")
    home.ok("rename", "bakery", "Oven")
    assert "nothing new" in home.ok("add", str(page))
    page.write_text(page.read_text().replace("12% bread", "13% bread") + story("Why rye?", situation="No rye."))
    home.ok("add", str(page))
    assert ids(home) == ["loaf", "cake", "pie", "rye"]
    assert (home.path / "decks" / "oven.md").read_text().count("We lost 13% bread") == 1


def test_a_deck_without_front_matter_and_in_a_file_of_another_name_gets_one_and_keeps_its_file(home: Home):
    """Lines of the front matter that we do not know stay, and so does a byte order mark."""
    home.write_deck("\ufeff" + story("Why?"), "notes.md")
    home.ok("rename", "notes", "Sea: the stories")
    assert (
        (home.path / "decks" / "sea-the-stories.md")
        .read_text(encoding="utf-8")
        .startswith("\ufeff---\ndeck: Sea: the stories\n---\n")
    )
    home.write_deck("---\ntarget: 90\ndeck: Land\nmine: yes\n---\n\n" + story("Where?"), "own.md")
    home.ok("rename", "land", "Earth")
    assert (home.path / "decks" / "own.md").read_text().startswith("---\ntarget: 90\ndeck: Earth\nmine: yes\n---\n")


def test_a_link_stays_a_link(home: Home, tmp_path: Path):
    """The file that it leads to is written."""
    real = tmp_path / "real.md"
    real.write_text(deck("Shop", story("Why?")))
    (home.path / "decks").mkdir(parents=True)
    (home.path / "decks" / "shop.md").symlink_to(real)
    home.ok("rename", "shop", "Sea")
    assert (home.path / "decks" / "sea.md").is_symlink()
    assert "deck: Sea" in real.read_text()


REFUSED = [
    (1, ["two", "one"], "shop/one is another card"),
    (1, ["two", "theme"], "'theme' stands for the themes of a deck"),
    (1, ["two", "..."], "holds no letter and no digit"),
    (1, ["shop", "Other"], "other is a deck already"),
    (1, ["shop", "?"], "holds no letter and no digit"),
    (1, ["shop", "a\x00b"], "holds a control character"),
    (1, ["tow", "x"], "there is no deck or card 'tow'"),
    (2, ["two"], "Missing argument 'NAME'"),
]


@for_each(("code", "args", "said"), REFUSED)
def test_a_name_that_cannot_be_is_refused_and_nothing_changes(told: Home, failing, code, args, said):
    """One line; the deck and the log are as they were."""
    told.write_deck(deck("Other", story("Three?")), "other.md")
    before, log = (told.path / "decks" / "shop.md").read_bytes(), told.log()
    assert said in failing(code, "rename", *args)
    assert (told.path / "decks" / "shop.md").read_bytes() == before
    assert told.log() == log


@pytest.mark.parametrize("card", ["one", "quarrel/at-sea", "land", "theme/calm", "theme/care"])
def test_the_name_that_a_card_has_already_changes_nothing(told: Home, card: str):
    """Whether it stands in the deck or follows from the words there."""
    path, log = told.path / "decks" / "shop.md", told.log()
    before = path.read_bytes()
    assert "is called so already" in told.ok("rename", card, card.rpartition("/")[2])
    assert (path.read_bytes(), told.log()) == (before, log)


def test_a_deck_with_an_error_is_never_rewritten(told: Home, failing):
    """It is to be mended first."""
    path = told.path / "decks" / "shop.md"
    path.write_text(path.read_text() + "\n## One?\n\nText: Again.\n")
    assert "mend it first" in failing(1, "rename", "two", "other")


def test_the_name_that_a_history_left_is_free_again(told: Home):
    """Another card may take it, and the first one keeps its own history."""
    before = histories(told)
    told.ok("rename", "shop/one", "first")
    told.ok("rename", "shop/two", "one")
    told.ok("rename", "shop/first", "two")
    assert histories(told) == before
    assert ids(told)[:2] == ["two", "one"]


def test_the_name_of_a_card_that_is_gone_but_was_told_is_refused(told: Home, failing):
    """Two histories never become one."""
    path = told.path / "decks" / "shop.md"
    text = path.read_text()
    path.write_text(text.replace(text[text.index("## Two?") : text.index("## A quarrel?")], ""))
    told.ok("list")
    assert "has a history of its own, of a card that is gone" in failing(1, "rename", "shop/one", "two")


def test_a_story_that_became_another_one_is_still_offered(home: Home):
    """Under its new name it waits to be told as it reads now."""
    home.write_deck(deck("Shop", story("One?", situation="It was a dark night at sea and we lost the oars.")))
    home.review(5)
    home.write_deck(
        deck("Shop", "## One?\n\nText: Nothing of the sort, it was noon, and all of us were on the land.\n")
    )
    assert home.card("one", now=LATER)["state"] == "due"
    home.ok("rename", "one", "noon", now=LATER)
    assert home.card("noon", now=LATER)["state"] == "due"


@examples(60, least=4)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abcdef")), max_size=8))
def test_however_often_cards_change_names_each_keeps_its_own_history(tmp_path_factory, renames):
    """Names that were left are taken by others, and come back."""
    home = Home(tmp_path_factory.mktemp("renames") / "home")
    home.write_deck(deck("Shop", *(story(f"{each}?", situation=f"It was {each}.") for each in "abc")))
    home.review(5, 4, 3)
    before = histories(home)
    names = {each: each for each in "abc"}
    for card, name in renames:
        if name not in names.values():
            with closing(open_library(HomeFolder(home.path), Clock(parse_now(NOON)), must_write=True)) as library:
                rename_card(library, f"shop/{names[card]}", name)
            names[card] = name
    assert histories(home) == before
    assert ids(home) == list(names.values())


@for_each("change", [
    lambda found: with_name(found, "Sea"),
    lambda found: with_question_id(found, "quarrel", "fight"),
    lambda found: with_answer_id(found, "quarrel", "land", "earth"),
    lambda found: with_theme_id(found, "calm", "quiet"),
])  # fmt: skip
def test_a_renamed_deck_reads_back_as_it_was_made(change):
    """The pure half: what is written is what was meant."""
    text = deck("Shop", story("One?", "#calm\n"), SEVERAL, end=THEMES)
    after = change(read_deck(text.encode(), "shop").deck)
    assert read_deck(write_deck(after).encode(), "shop").deck == after


def test_an_answer_is_renamed_below_its_own_question_alone():
    """Another question may have an answer of that name."""
    text = deck("Shop", SEVERAL, SEVERAL.replace("quarrel", "strike").replace("## ", "## Again: ", 1), end=THEMES)
    before = read_deck(text.encode(), "shop").deck
    after = with_answer_id(before, "quarrel", "land", "earth")
    assert [question == other for question, other in zip(before.questions, after.questions, strict=True)] == [
        False,
        True,
    ]
