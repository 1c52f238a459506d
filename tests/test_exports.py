"""``flashcards export``: in the form that the ending says, and never over what is not ours."""

from __future__ import annotations

import os
import re
import sys
import zipfile
from datetime import date, timedelta
from pathlib import Path

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from flashcards.content.cards import Card, CardKind, CardPart
from flashcards.content.story_cues import PartCues, StoryCues, plain
from flashcards.content.text.width import width_of
from flashcards.extras import installing
from flashcards.seal import BLANK_SEAL, is_sealed, sealed
from flashcards.sheets.printed import as_page
from flashcards.sheets.sheet import Sheet, sheet
from flashcards.sheets.texts import as_markdown, as_text
from flashcards.terminal.sanitise import visible
from tests.browser import chromium
from tests.build import THREE, deck, story
from tests.conftest import Home
from tests.examples import for_each
from tests.test_stats_page import Page, contrast, seen_in_a_browser

ENDINGS = (".apkg", ".md", ".html", ".txt", ".ics")
HOSTILE = "<script>alert(1)</script> *a* _b_ # [x](javascript:y) `c` $d$ \x1b[31m &amp; 12%"


@pytest.fixture
def planned(made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """Three stories, an interview in a week, and an empty current folder."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return made(plan)


def plan(home: Home) -> None:
    home.write_deck(THREE)
    home.ok("interview", "2026-11-30")


def here(folder: Path = Path()) -> list[str]:
    """The names in a folder, the current one where none is named."""
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("ending", [*ENDINGS, ".HTML"])
def test_the_ending_says_what_is_written_and_a_second_export_replaces_it(planned: Home, ending: str):
    """Said with its place; what was written is ours to replace."""
    for _ in range(2):
        assert f" -> x{ending}" in planned.ok("export", "-o", f"x{ending}")
    assert is_sealed(Path(f"x{ending}").read_bytes())
    assert here() == [f"x{ending}"]


def test_without_a_file_each_deck_becomes_a_package_in_the_current_folder(planned: Home, tmp_path: Path):
    """A folder that is named gets them likewise; a deck that is named comes alone."""
    planned.write_deck(deck("Bank", story("Question?")), "bank.md")
    said = planned.ok("export")
    assert here() == ["bank.apkg", "shop.apkg"]
    assert f"1 note (1 new) -> {Path.cwd() / 'bank.apkg'}" in said
    folder = tmp_path / "folder"
    folder.mkdir()
    planned.ok("export", "Shop", "-o", str(folder))
    assert here(folder) == ["shop.apkg"]


def test_the_example_goes_along_only_where_it_is_named(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Once there is a deck of one's own; alone it is exported as any other."""
    monkeypatch.chdir(tmp_path)
    home.ok("decks")
    assert "15 notes" in home.ok("export", "-o", "all.apkg")
    home.write_deck(deck("Shop", story("Question one?")))
    home.ok("interview", "2026-11-30")
    assert "1 note " in home.ok("export", "-o", "all.apkg")
    assert "1 story" in home.ok("export", "-o", "all.txt")
    home.ok("export", "-o", "all.ics")
    assert "SUMMARY:Interview\n" in Path("all.ics").read_text().replace("\r", "")
    (tmp_path / "folder").mkdir()
    home.ok("export", "-o", "folder")
    assert here(Path("folder")) == ["shop.apkg"]
    assert "10 stories" in home.ok("export", "leading-ml-projects", "-o", "example.txt")


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_file_that_is_not_ours_or_was_changed_stays(planned: Home, failing, ending: str):
    """Until --force says so."""
    target = Path(f"x{ending}")
    planned.ok("export", "-o", str(target))
    for theirs in (b"my notes", b"", target.read_bytes() + b"a note", target.read_bytes().replace(b"S", b"T", 1)):
        target.write_bytes(theirs)
        assert "--force" in failing(1, "export", "-o", str(target))
        assert target.read_bytes() == theirs
    planned.ok("export", "-o", str(target), "--force")
    assert is_sealed(target.read_bytes())


def test_where_one_of_many_files_is_not_ours_none_is_written(planned: Home, failing):
    """They are looked at before the first is written."""
    planned.write_deck(deck("Bank", story("Question?")), "bank.md")
    Path("shop.apkg").write_text("mine")
    assert "shop.apkg" in failing(1, "export")
    assert here() == ["shop.apkg"]


@for_each(
    ("code", "target", "said"),
    [
        (2, "x.pdf", ".apkg, .md, .html, .txt, .ics"),
        (2, "x", "a folder that is there"),
        (2, "x/", "a folder that is there"),
        (4, "no/such/x.md", "no folder no/such"),
        (4, "no/such/x.ics", "no folder no/such"),
        (4, "/dev/full/x.txt", "no folder /dev/full"),
        (1, "{home}/decks/sheet.md", "among your decks"),
    ],
)
def test_what_cannot_be_written_is_said_in_a_line(planned: Home, failing, code: int, target: str, said: str):
    """And nothing is written."""
    before = sorted(planned.path.rglob("*.md"))
    assert said in failing(code, "export", "-o", target.format(home=planned.path))
    assert (sorted(planned.path.rglob("*.md")), here()) == (before, [])


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_pipe_and_a_folder_without_leave_to_write_are_refused(planned: Home, failing, ending: str):
    """Exit 4; a pipe is never waited for."""
    os.mkfifo(f"pipe{ending}")
    assert "pipe" in failing(4, "export", "-o", f"pipe{ending}")
    assert "pipe" in failing(4, "export", "--force", "-o", f"pipe{ending}")


@for_each(("args", "ending"), [([], ".ics"), (["bank"], ".md"), (["bank"], ".apkg")])
def test_what_there_is_nothing_of_is_said(home: Home, failing, tmp_path: Path, args: list[str], ending: str):
    """No interview day, no card: exit 1, with what would make one."""
    home.write_deck(deck("Bank") + "Text only.\n", "bank.md")
    assert "`flashcards " in failing(1, "export", *args, "-o", str(tmp_path / f"x{ending}"))


def test_a_calendar_without_its_library_says_what_to_install(planned: Home, monkeypatch: pytest.MonkeyPatch):
    """Exit 4; every other ending goes without."""
    monkeypatch.setitem(sys.modules, "icalendar", None)
    monkeypatch.delitem(sys.modules, "flashcards.sheets.calendar", raising=False)
    result = planned.run("export", "-o", "x.ics")
    assert (result.exit_code, installing("icalendar") in result.stderr) == (4, True)
    assert len(result.stderr.splitlines()) == 1
    planned.ok("export", "-o", "x.html")


def test_the_calendar_holds_the_days_of_the_plan_with_their_minutes_and_reminders(planned: Home):
    """As `interview --json` has them, each day once, and the interview itself."""
    planned.ok("export", "-o", "x.ics")
    events = Calendar.from_ical(Path("x.ics").read_bytes()).walk("VEVENT")
    days = [day for day in planned.json("interview")["days"] if day["due"] or day["new"]]
    rehearsals = {event.decoded("dtstart").isoformat(): event for event in events if "Rehearse" in event["summary"]}
    assert list(rehearsals) == [day["day"] for day in days]
    for day in days:
        event = rehearsals[day["day"]]
        said = re.fullmatch(r"Rehearse: (\d+) minutes? \((.*)\)", event["summary"])
        assert said
        assert 0 <= int(said[1]) - day["minutes"] < 1.1
        assert said[2] == ", ".join(f"{day[kind]} {kind}" for kind in ("due", "new") if day[kind])
        (alarm,) = event.walk("VALARM")
        assert alarm.decoded("trigger") == timedelta(hours=8)
    (interview,) = [event for event in events if event["summary"].startswith("Interview")]
    assert interview.decoded("dtstart") == date(2026, 11, 30)
    assert interview.walk("VALARM")[0].decoded("trigger") == timedelta(hours=-6)
    uids = [event["uid"] for event in events]
    assert len(set(uids)) == len(uids)
    planned.ok("export", "-o", "y.ics", now="2026-11-24T12:00+00:00")
    again = {event["uid"] for event in Calendar.from_ical(Path("y.ics").read_bytes()).walk("VEVENT")}
    assert again & set(uids)


def test_a_calendar_says_in_utc_when_it_was_made(planned: Home):
    """Whatever the zone; its days are those of the plan in any zone."""
    planned.ok("export", "-o", "x.ics", now="2026-11-23T23:30-08:00")
    text = Path("x.ics").read_text()
    assert set(re.findall(r"DTSTAMP\S*", text)) == {"DTSTAMP:20261124T073000Z"}
    assert "DTSTART;VALUE=DATE:20261130" in text
    assert max(len(line.encode()) for line in text.splitlines()) <= 75


def test_a_sheet_holds_each_story_with_its_cues_and_figures(shop: Home, tmp_path: Path):
    """The same in every form; figures stand out where a form can show it."""
    written = {}
    for ending in (".md", ".txt", ".html"):
        target = tmp_path / f"x{ending}"
        assert "3 stories" in shop.ok("export", "-o", str(target))
        written[ending] = target.read_text()
    for text in written.values():
        for word in ("one", "two", "three"):
            assert f"Question {word}?" in text
        places = [text.index(name) for name in ("Situation", "Task", "Action", "Result")]
        assert places == sorted(places)
    assert "**12%**" in written[".md"]
    assert "<strong>12%</strong>" in written[".html"]
    assert "Figures: 12%, 3 weeks, 40 people, 4%" in written[".txt"]


def test_themes_make_no_page_of_a_sheet(home: Home, failing, tmp_path: Path):
    """They are told by naming stories."""
    home.write_deck(deck("Shop", story("One?", "#calm\n"), end="## Themes\n\n- Calm {#calm}: Slow.\n"))
    assert "1 story" in home.ok("export", "-o", str(tmp_path / "x.txt"))


def stories_of(text: str) -> Sheet:
    """A sheet of one story whose every text is this one."""
    parts = (CardPart(text, (text, text), ""),)
    return sheet(text, [Card("d/c", "d", CardKind.STORY, text, text, parts)], visible)


def test_text_of_a_deck_is_never_markup():
    """Neither of a page nor of Markdown, and it acts on no terminal."""
    page = Page(as_page(stories_of(HOSTILE)))
    assert {tag for tag, _ in page.tags} & {"script", "a", "img", "em"} == set()
    assert visible(HOSTILE) in "".join(page.words)
    text, markdown = as_text(stories_of(HOSTILE)), as_markdown(stories_of(HOSTILE))
    assert "\x1b" not in text + markdown
    assert r"\<script\>alert(1)\</script\> \*a\* \_b\_ \# \[x\](javascript:y) \`c\` \$d\$" in markdown


def test_a_text_in_a_wide_script_is_as_wide_as_any_other():
    """A line of it holds half as many letters."""
    lines = as_text(stories_of("问题描述很长而且没有空格" * 20)).splitlines()
    assert max(width_of(line) for line in lines[2:-1]) <= 78
    assert max(width_of(line) for line in as_text(stories_of("many words " * 30)).splitlines()[2:-1]) <= 78


@given(st.lists(st.text(max_size=60), min_size=1, max_size=5))
def test_a_cue_keeps_its_text_whatever_of_it_is_a_figure(lines: list[str]):
    """The pieces are the line, in order."""
    card = Card("d/c", "d", CardKind.STORY, "Q", "", (CardPart("Task", tuple(lines), ""),))
    (story_cues,) = sheet("S", [card], str).stories
    ((_, cues),) = story_cues.parts
    assert [plain(cue) for cue in cues] == lines


@given(st.binary(max_size=60), st.binary(max_size=60), st.integers(0, 200), st.integers(1, 255))
def test_a_seal_holds_for_the_very_bytes(before: bytes, after: bytes, place: int, change: int):
    """One byte that is another breaks it, wherever it stands."""
    data = sealed(before + BLANK_SEAL.encode() + after)
    assert is_sealed(data)
    place %= len(data)
    assert not is_sealed(data[:place] + bytes([data[place] ^ change]) + data[place + 1 :])
    assert not is_sealed(data + b"x")


def test_a_package_bears_its_seal_where_programs_pass_over_it(shop: Home, tmp_path: Path):
    """As the comment of the archive."""
    shop.ok("export", "-o", str(tmp_path / "x.apkg"))
    with zipfile.ZipFile(tmp_path / "x.apkg") as archive:
        assert archive.comment.startswith(b"flashcards-export:")
        assert archive.testzip() is None


def long_story(name: str, cues: int, words: int) -> StoryCues:
    """A story of four parts with that many cues of so many words."""
    cue = plain_cue("telling " * words)
    parts = tuple(PartCues(part, (cue,) * (cues // 4)) for part in ("Situation", "Task", "Action", "Result"))
    return StoryCues(name, f"What about {name}?", "", parts, ("12%", "40 people"))


def plain_cue(text: str):
    """A cue without a figure."""
    return stories_of(text.strip()).stories[0].parts[0][1][0]


def printed(page: str, folder: Path) -> list[str]:
    """The text of each page that Chromium prints."""
    (folder / "sheet.html").write_text(page, encoding="utf-8")
    chromium(folder, (folder / "sheet.html").as_uri(), f"--print-to-pdf={folder}/sheet.pdf")
    return [each.extract_text() for each in pypdf.PdfReader(folder / "sheet.pdf").pages]


@pytest.mark.browser
def test_each_story_prints_on_half_a_sheet_of_paper(tmp_path: Path):
    """Two a page, in their order, of every length that half a page can hold; a longer one has pages of its own."""
    sizes = [(cues, words) for words in (1, 4, 7, 12) for cues in range(8, 61, 4)]
    stories = [long_story(f"story{place}x", *size) for place, size in enumerate(sizes)]
    page = as_page(Sheet("Shop", tuple(stories)))
    classes = [attributes["class"] for attributes in Page(page).all("article")]
    assert set(classes) == {"large", "middle", "small", "long"}
    halves = [story for story, size in zip(stories, classes, strict=True) if size != "long"]
    pages = printed(as_page(Sheet("Shop", tuple(halves))), tmp_path)
    found = [re.findall(r"What about (story\d+x)", text) for text in pages]
    assert found == [[story.name for story in halves[place : place + 2]] for place in range(0, len(halves), 2)]
    assert "What about story0x?" in printed(page, tmp_path)[0]


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (360, "dark"), (1100, "light")])
def test_the_sheet_can_be_read_on_every_screen(tmp_path: Path, width: int, scheme: str):
    """Nothing wider than the screen, ink that stands out from its paper."""
    page = as_page(Sheet("Shop " * 20, (long_story("one", 20, 8), *stories_of("x" * 300).stories)))
    seen = seen_in_a_browser(tmp_path, page, width, scheme)
    assert (seen["wide"] <= width, seen["over"]) == (True, 0)
    assert contrast(*seen["paper"]) >= 7
