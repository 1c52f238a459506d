"""Nothing that a deck, a page, a name, a setting or an argument holds acts on a terminal, a pipe, JSON or Anki."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from flashcards.cli.output import to_json
from flashcards.terminal import plain
from flashcards.terminal.line_face import LineFace
from flashcards.terminal.panels import Bar, BarsPanel, Cell, Column, Dashboard, TablePanel
from flashcards.terminal.sanitise import visible
from flashcards.terminal.screen_face import ScreenFace
from flashcards.terminal.views import CardView, GradeView, PartView, StoryView, SummaryView
from flashcards.terminal.warm_up_drawing import WarmUp, warm_up_frame
from tests.conftest import NOON, Home
from tests.examples import every, examples, for_each
from tests.hostile import CATALOGUE, HALVES, KEPT, acting, acting_beside_ours, deck

EVERYTHING = {**CATALOGUE, **HALVES}
INLINE = [text for name, text in CATALOGUE.items() if name != "long"]
PIECES = [*INLINE, *HALVES.values(), *KEPT, "\n", "\r", "\t", "12%", "word"]
texts = st.lists(st.sampled_from(PIECES) | st.characters(codec=None) | st.text(), max_size=6).map("".join)


@for_each("text", EVERYTHING.values())
def test_nothing_of_the_catalogue_is_left_active(text):
    """On a line, and in JSON, which still says the same."""
    assert acting(text) or text in (CATALOGUE["markup"], CATALOGUE["long"], CATALOGUE["loose joiners"])
    assert acting(visible(text)) == []
    assert acting(to_json({text: [text]})) == []
    assert json.loads(to_json({text: [text]})) == {text: [text]}


@for_each("text", KEPT)
def test_what_only_joins_or_accents_is_kept(text):
    """Emoji of several people, letters of scripts that need joiners, points below letters."""
    assert visible(f"a {text} b") == f"a {text} b"


@given(texts)
@examples(500)
def test_nothing_generated_is_left_active(text):
    """Whatever is put together; cleaning again changes nothing, and JSON says the same."""
    shown = visible(text)
    assert acting(shown) == []
    assert visible(shown) == shown
    assert acting(to_json(text)) == []
    # two halves that meet are one character to whoever reads JSON
    assert json.loads(to_json(text)) == text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


class Screen(io.TextIOWrapper):
    """A standard output that somebody sees."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), "utf-8", newline="")

    def isatty(self) -> bool:
        return True

    @property
    def raw(self) -> bytes:
        self.flush()
        return self.buffer.getvalue()


@contextmanager
def terminal(columns: int, rows: int):
    """Standard output and input are a terminal of that size."""
    mine, theirs = os.openpty()
    size = mock.patch.dict(os.environ, COLUMNS=str(columns), LINES=str(rows))
    with os.fdopen(mine), os.fdopen(theirs) as keys, size:
        screen = Screen()
        with mock.patch.object(sys, "stdin", keys), mock.patch.object(sys, "stdout", screen):
            yield screen


parts = st.lists(
    st.builds(
        PartView, st.characters(codec=None), texts, st.lists(texts, max_size=3).map(tuple), st.booleans(), st.booleans()
    ),
    min_size=1,
    max_size=4,
).map(tuple)
views = st.builds(
    CardView,
    deck=texts, position=st.just(1), total=st.just(2), drills=st.just(0), prompt=texts, about=texts,
    is_drill=st.booleans(), revealed=st.booleans(), parts=parts,
    grades=st.sampled_from([(), (GradeView(3, "one gap", "Sat"),)]),
    keys=st.lists(st.tuples(texts, st.just("missed")), min_size=2, max_size=4).map(tuple),
    hint=texts, remark=texts, clock=st.sampled_from(["", "0:47 of 2:00"]), last=texts, told=texts,
    proposal=st.none(), countdown=texts, guide=st.lists(texts, max_size=2).map(tuple), focus=st.none(),
)  # fmt: skip
sizes = st.tuples(st.integers(20, 210), st.integers(8, 60))


def warm_up_story(view: CardView, other: CardView) -> StoryView:
    """A story of a warm-up that holds these texts wherever one may stand."""
    return StoryView(view.deck, view.prompt, other.prompt, other.about, (((view.last, True), (other.last, False)),))


@given(views, views, sizes)
@examples(120)
def test_no_card_and_no_warm_up_acts_on_a_terminal_of_any_size_or_on_a_pipe(first, second, size):
    """Whatever stands in its deck, its prompt, its parts, its marks and what is remarked on it."""
    with terminal(*size) as screen:
        ScreenFace().show(first)
        assert acting_beside_ours(screen.raw) == []
    assert_a_warm_up_is_text_that_fits(first, second, size)
    assert_a_pipe_is_sent_text_alone(first, second)


def assert_a_warm_up_is_text_that_fits(first: CardView, second: CardView, size: tuple[int, int]) -> None:
    """No line is wider than the screen, and the whole is as high."""
    console = Console(width=size[0])
    drawn = warm_up_frame(WarmUp(first.about, [warm_up_story(first, second)], 0, "done"), console, *size, scroll=0)
    assert all(acting(line.plain) == [] and cell_len(line.plain) <= size[0] for line in drawn.lines)
    assert len(drawn.lines) == size[1]


def assert_a_pipe_is_sent_text_alone(first: CardView, second: CardView) -> None:
    """Where not even our own sequences stand."""
    out = io.StringIO()
    face = LineFace(io.StringIO(), out)
    face.show(first)
    face.show(second)
    face.warm_up(first.about, [warm_up_story(first, second)], "done")
    face.help("History", [(first.prompt, first.about)])
    face.summary(SummaryView("Done.", "1 told", (("Next", first.prompt), ("", second.last)), "Saved."))
    assert acting(out.getvalue()) == []


def figures_of(rows: list[tuple[str, str]]) -> tuple[Dashboard, BarsPanel]:
    """A page of figures that holds these texts wherever one may stand, and its bars by themselves."""
    bars = BarsPanel("".join(said for _, said in rows), tuple(Bar(label, 0.5, said) for label, said in rows))
    columns = (Column("story", least=8), *(Column(label) for label, _ in rows))
    cells = tuple((Cell(label), *(Cell(said) for _, said in rows)) for label, _ in rows)
    table = TablePanel("Stories", columns, cells, tuple(said for _, said in rows))
    return Dashboard((bars, table), (table._replace(is_grid=bool(rows)),)), bars


@given(st.lists(st.tuples(texts, texts), max_size=4), st.integers(20, 210))
@examples(100)
def test_no_table_bar_line_or_summary_acts_on_a_terminal(rows, columns):
    """Cells, labels, and what is said of them."""
    with terminal(columns, 24) as screen:
        print_all(rows)
        ScreenFace().summary(SummaryView("Done.", "1 told", tuple(("Next", said) for _, said in rows), "Saved."))
        assert acting_beside_ours(screen.raw) == []


@given(st.lists(st.tuples(texts, texts), max_size=4))
@examples(100)
def test_no_table_bar_or_line_acts_on_a_pipe(rows):
    """The same where nobody sees it at once."""
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(out):
        print_all(rows)
        for label, _ in rows:
            plain.warn(label)
    assert acting(out.getvalue()) == []


def print_all(rows: list[tuple[str, str]]) -> None:
    """Everything that commands print by."""
    dashboard, bars = figures_of(rows)
    plain.print_table(("card", "why"), rows)
    plain.print_dashboard(dashboard)
    plain.print_panel(bars)
    plain.say(*(label for label, _ in rows))


COMMANDS = [
    ["decks"],
    ["decks", "--json"],
    ["list"],
    ["list", "--json"],
    ["list", "--leeches"],
    ["check"],
    ["check", "--json"],
    ["show", "story-11/one"],
    ["show", "theme/t11"],
    ["show", "story-11/one"],
    ["log"],
    ["log", "--json"],
    ["interview", "2026-12-01"],
    ["interview", "--json"],
    ["interview"],
    ["stats"],
    ["stats", "--json"],
    ["doctor"],
    ["doctor", "--json"],
    ["review", "--cram"],
    ["mock", "-n", "2"],
    ["reset", "story-1/one"],
    ["suspend", "story-1/two"],
    ["unsuspend", "story-11/two"],
    ["undo"],
    ["remove", "zoo\x1b[45m", "--yes"],
]
KEYS = "\n\nf\nh\ni\n?\n0\n" * 4


@pytest.fixture(scope="module")
def told(tmp_path_factory) -> Path:
    """A home whose deck holds the catalogue in every place, in a file that is named so too, with a history."""
    home = Home(tmp_path_factory.mktemp("told") / "home")
    home.write_deck(deck(INLINE[:3]) + "## Orphan \x1b[45m\nSituation: \x1b[45m\nSituation: \x9b2J\n", "zoo\x1b[45m.md")
    home.write_deck(deck([" ".join(INLINE), CATALOGUE["long"]], first=11), "a\x1b]0;t\x07\u202e\nb.md")
    result = home.run("review", "--new", "9", typed=KEYS)
    assert result.exit_code == 0
    return home.path


@pytest.fixture
def hostile(told: Path, home: Home) -> Home:
    """A copy of it, to do what it likes with."""
    shutil.copytree(told, home.path)
    return home


@pytest.mark.parametrize("command", every(3, COMMANDS), ids=" ".join)
def test_no_command_passes_on_what_acts(hostile: Home, command):
    """From decks, file names and history to a pipe, standard error included."""
    result = hostile.run(*command, typed=KEYS)
    assert result.exit_code in (0, 1), result.output
    assert "fault" not in result.stderr
    assert acting(result.output) == []
    if "--json" in command:
        assert [json.loads(line) for line in result.stdout.splitlines()]


@given(st.lists(texts.map(lambda text: text.replace("\n", " ")), min_size=1, max_size=3))
@examples(10, least=4)
def test_no_generated_deck_acts_through_any_command(tmp_path_factory, found):
    """Cards, tables, problems and a session of a deck that nobody wrote."""
    home = Home(tmp_path_factory.mktemp("home") / "home")
    home.write_deck(deck([text.encode("utf-8", "ignore").decode() for text in found]))
    for command in (["list"], ["check"], ["decks", "--json"], ["review", "--minutes", "0"], ["show", "story-1"]):
        result = home.run(*command, typed=KEYS)
        assert "fault" not in result.stderr
        assert acting(result.output) == []


# of the pairs of a call and a text, by default
_ONE_IN = 8
BAD = [*(text for text in INLINE if "\x00" not in text), os.fsdecode(b"a\xff\xfe\xed\xa0\x80z")]
CALLS = [
    ["review", "{}"],
    ["review", "--theme", "{}"],
    ["review", "--new", "{}"],
    ["review", "--{}"],
    ["{}"],
    ["list", "{}"],
    ["show", "{}"],
    ["edit", "{}"],
    ["check", "{}"],
    ["add", "{}"],
    ["reset", "{}"],
    ["suspend", "{}"],
    ["remove", "{}"],
    ["interview", "2{}"],
    ["merge", "{}"],
    ["restore", "{}"],
    ["backup", "/no/such/{}/x.db"],
    ["export", "-o", "/no/such/{}/x.apkg"],
    ["--now", "{}", "list"],
    ["--home", "/dev/null/{}", "list"],
]


def test_no_message_passes_on_what_acts_in_an_argument(shop: Home):
    """One line that names the thing; an argument that is no text is no fault of ours either."""
    for number, call in enumerate(CALLS):
        for text in every(_ONE_IN, BAD, number):
            said = ascii([*call, text])
            result = shop.run(*(piece.format(text) for piece in call))
            assert result.exit_code in (1, 2, 4), (said, result.output)
            assert acting(result.output) == [], said
            assert "fault" not in result.stderr, said
            assert len(result.stderr.splitlines()) == 1, said


@pytest.mark.parametrize("named", [["write", "{} x"], ["write", "Why?", "--deck", "{} x"]], ids=" ".join)
def test_what_is_written_under_a_hostile_name_can_be_read_again(shop: Home, monkeypatch, named):
    """Or it is refused, where no file can hold it."""
    monkeypatch.setenv("EDITOR", 'sh -c \'printf "x 12%%" >> "$0"\'')
    for text in (*every(_ONE_IN, BAD[:-1], len(named)), BAD[-1], "two\nlines"):
        result = shop.run(*(piece.format(text) for piece in named))
        assert result.exit_code == (1 if any("\ud800" <= char <= "\udfff" for char in text) else 0), result.output
        assert acting(result.output) == [], ascii(text)
    assert "error" not in shop.run("check").stdout


def test_a_broken_editor_is_named_without_acting(shop: Home, monkeypatch):
    """Its name is the user's own, and may come from anywhere."""
    names = [(f"/no/{text}".replace(" ", ""), f"'{text}") for text in BAD]
    for number, both in enumerate(names):
        for name in every(2, both, number):
            monkeypatch.setenv("EDITOR", name)
            result = shop.run("edit", "shop")
            assert result.exit_code == 4, result.output
            assert acting(result.output) == []


SETTINGS = [
    '[review]\nminutes = "{}"',
    '[review]\ntheme = "{}"',
    '[list]\n"{}" = 1',
    '["{}"]\nx = 1',
    '"{}" = 1',
    "x = {}",
]


@pytest.mark.parametrize("setting", SETTINGS)
def test_no_setting_acts_in_a_message_or_in_the_help(shop: Home, setting):
    """The help names defaults, and those may be the user's."""
    code = "".join(f"\\u{ord(char):04x}" for char in "\x1b[45m\x9b2J\u202e\x07")
    shop.path.joinpath("config.toml").write_text(setting.format(code))
    for command in (["review", "--help"], ["review"], ["list"], ["list", "--help"]):
        assert acting(shop.run(*command).output) == []


def test_a_deck_file_whose_name_is_no_text_is_named_and_passed_over(shop: Home):
    """All others are read; ``check`` counts it as an error."""
    Path(os.fsdecode(os.fsencode(shop.path / "decks") + b"/caf\xe9.md")).write_text("## Other?\n\nText: 12%\n")
    result = shop.run("list", "--json")
    assert len(json.loads(result.stdout)) == 3
    assert "caf<U+DCE9>.md: the name of the file is not UTF-8; rename it" in result.stderr
    checked = shop.run("check")
    assert (checked.exit_code, "error file-name" in checked.stdout) == (1, True)


def test_a_home_whose_name_is_no_text_works_and_shows_its_problems(home: Home):
    """Messages that are kept name its path."""
    odd = Home(Path(os.fsdecode(os.fsencode(home.path) + b"\xff\x1b")))
    odd.write_deck("## Same?\n\nText: 1 a\n\n## Same?\n\nText: 2 b\n")
    odd.write_deck("## Same?\n\nText: 1 a\n", "x/shop.md")
    result = odd.run("review", typed="\n4\n")
    assert result.exit_code == 0
    assert "duplicate-question" in result.stderr
    assert "duplicate-deck" in result.stderr
    assert acting(result.output) == []


ON_A_PAGE = every(3, INLINE)
PAGES = {
    "halves.json": json.dumps(
        [{"question": "What \ud800 did you do?", "situation": "12% \udc80", "result": "3% \ud800"}]
    ),
    "record.json": json.dumps([{"question": f"What {text} did?", "situation": f"12% {text}"} for text in ON_A_PAGE]),
    "page.html": "".join(
        f"<h2>What {text} did you?</h2><p>Situation: 12% {text} &#27; &#155;</p>" for text in ON_A_PAGE
    ),
    "page.md": "".join(
        f"## Why {text}?\n\n**Situation:** 12% {text}\n\n**Result {text}:** 3\n\n" for text in ON_A_PAGE
    ),
    "page\x1b[45m\n\u202e.txt": "".join(
        f"Q{n}: Why {text}?\nSituation: 12% {text}\n" for n, text in enumerate(ON_A_PAGE)
    ),
    os.fsdecode(b"caf\xe9.txt"): "Q1: Why?\n\nSituation: We lost 12%.\nResult: 3%\n",
}


@pytest.mark.parametrize("name", PAGES, ids=["halves", "json", "html", "md", "txt", "no text"])
def test_a_hostile_page_makes_a_deck_and_is_shown_as_it_is(home: Home, tmp_path, name):
    """What was found, its problems, the path, and the difference when it is added again."""
    page = tmp_path / name
    page.write_bytes(PAGES[name].encode().replace(b"\x00", b""))
    for args in (["--dry-run"], ["--dry-run", "--json"], []):
        result = home.run("add", str(page), *args)
        assert result.exit_code == 0, result.output
        assert acting(result.output) == []
    page.write_bytes(page.read_bytes().replace(b"12%", b"13%"))
    again = home.run("add", str(page))
    assert again.exit_code == 0
    assert acting(again.output) == []
    assert home.json("list")


def test_a_log_from_outside_is_taken_in_or_refused_without_acting(shop: Home, tmp_path):
    """Ids, devices, kinds, payloads and whole lines that nobody of ours wrote; the file is named so too."""
    shop.review(4)
    (known,) = shop.log()
    for number, text in enumerate(EVERYTHING.values()):
        fields = ("id", "device", "card", "kind", "batch", "seen", "at", "day", "missed", "payload")
        chosen = every(_ONE_IN, fields, number)
        lines = [json.dumps({**known, "id": f"x{number}-{field}", field: text}) for field in chosen]
        lines += [json.dumps({**known, "id": f"y{number}", "card": f"shop/{text}"}), text.replace("\n", " ")]
        for line in lines:
            file = tmp_path / f"log\x1b[45m{number}\u202e.json"
            file.write_bytes(line.encode("utf-8", "surrogatepass"))
            result = shop.run("merge", str(file))
            assert result.exit_code in (0, 1), result.output
            assert "fault" not in result.stderr
            assert acting(result.output) == []
    for command in (["log"], ["log", "--json"], ["undo"], ["doctor"], ["stats"]):
        assert acting(shop.run(*command).output) == []


SEVERAL = """
import sys
from flashcards.cli import cli

for command in (["list"], ["show", "story-11/one"], ["list", "--json"]):
    try:
        cli(["--home", sys.argv[1], "--now", sys.argv[2], *command])
    except SystemExit as ending:
        assert ending.code == 0
"""


@pytest.mark.parametrize("encoding", every(2, ["ascii", "latin-1", "utf-8"]))
def test_no_encoding_of_the_terminal_makes_a_fault_or_lets_something_act(hostile: Home, encoding):
    """What it cannot hold is shown by its code; JSON stays JSON."""
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONPATH": os.pathsep.join(sys.path)}
    run = [sys.executable, "-c", SEVERAL, str(hostile.path), NOON]
    result = subprocess.run(run, capture_output=True, env=environment, check=True)
    shown = result.stdout.decode(encoding)
    assert acting(shown) == []
    *_, listed = shown.splitlines()
    assert json.loads(listed) == hostile.json("list")


def test_anki_gets_no_control_of_a_deck_and_every_field(hostile: Home, tmp_path):
    """Fields are told apart by a control character, and names of decks too."""
    target = tmp_path / "x.apkg"
    hostile.ok("export", "-o", str(target))
    database = tmp_path / "collection.anki2"
    database.write_bytes(zipfile.ZipFile(target).read("collection.anki2"))
    conn = sqlite3.connect(database)
    models = {
        int(key): len(model["flds"])
        for key, model in json.loads(conn.execute("select models from col").fetchone()[0]).items()
    }
    notes = conn.execute("select mid, flds, tags from notes").fetchall()
    names = [each["name"] for each in json.loads(conn.execute("select decks from col").fetchone()[0]).values()]
    conn.close()
    unwanted = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e007f]")
    assert len(notes) == 15
    for model, fields, tags in notes:
        assert fields.count("\x1f") == models[model] - 1
        assert not unwanted.search(fields.replace("\x1f", "") + tags)
        assert "[link" not in fields
    assert not unwanted.search("".join(names))
