"""A telling that is typed, dictated or given on a pipe: from the prompt to the grade, on terminals of any width."""

from __future__ import annotations

import signal
import stat
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from threading import Event
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.content.cards import CardPart
from flashcards.home.clock import Clock, parse_now
from flashcards.home.home import Home as HomeFolder
from flashcards.home.library import Library, open_library, sync
from flashcards.home.tellings import draft_of, drop_draft, keep, keep_draft
from flashcards.rehearsal.detours import led_away, no_ear
from flashcards.rehearsal.presenter import Progress, Timing, view_of
from flashcards.rehearsal.stopwatch import Stopwatch
from flashcards.rehearsal.telling import Telling
from flashcards.rehearsal.typed import Typed
from flashcards.rehearsal.words.spoken import Listening
from flashcards.rehearsal.words.told import Written, in_words, written
from flashcards.rehearsal.words.transcript import Transcript, to_transcribe, transcript_of
from flashcards.rehearsal.words.writing import Ending, Writing
from flashcards.schedule.sm2 import Grade
from flashcards.schedule.standing import Standing
from flashcards.store import readings
from flashcards.terminal.field_drawing import rows
from flashcards.terminal.screen_face import ScreenFace
from flashcards.terminal.views import CardView, FieldView
from tests.conftest import NOON, Home
from tests.examples import examples, for_each
from tests.screen import WIDTHS, Terminal

QUESTION = "Tell me about a hard call."
DECK = f"""# Harbour

## {QUESTION} {{#call}}
#calm

Situation: The ferry lost its bow door seal on a Friday with 240 passengers aboard.
Task: As first engineer I had to decide whether we sailed.
Action: I pumped the vehicle deck dry and sent a diver below.
Result: We left 45 minutes late. The company now keeps two spare seals in every port.
"""
THEME = "\n## Themes\n\n- Calm: keeps a clear head\n"
SITUATION = "It was a Friday, the bow door seal of the ferry went, with two hundred and four passengers aboard."
RESULT = "We left forty-five minutes late, and there are two spare seals in every port now."
TELLING = f"{SITUATION} {RESULT}"
PASTE_BEGIN, PASTE_END = "\x1b[200~", "\x1b[201~"


@pytest.fixture
def harbour(home: Home) -> Home:
    """A home of one story."""
    home.write_deck(DECK, "harbour.md")
    return home


@pytest.fixture
def library(harbour: Home) -> Iterator[Library]:
    """The same, opened."""
    with closing(open_library(HomeFolder(harbour.path), Clock(parse_now(NOON)), must_write=True)) as library:
        sync(library)
        yield library


def review(home: Home, *args: str, columns: int = 80, rows: int = 24) -> Terminal:
    """A session on a terminal of that size."""
    return Terminal(home.path, "review", *args, now=NOON, columns=columns, rows=rows)


@contextmanager
def field(home: Home, *shown: str, columns: int = 80) -> Iterator[Terminal]:
    """The same, the field opened; ``shown`` stands in it besides."""
    with review(home, columns=columns) as terminal:
        terminal.wait(QUESTION)
        terminal.type("w")
        terminal.wait("0 words", *shown)
        yield terminal


def draft(home: Home) -> str:
    """What is kept of the telling that is not graded yet."""
    return draft_of(HomeFolder(home.path), "harbour/call")


@pytest.mark.parametrize("columns", WIDTHS)
def test_a_telling_is_typed_and_marked_and_its_grade_accepted(harbour: Home, columns: int):
    """Two parts left out are marked by their letters; a letter corrects one, Enter accepts what follows from it."""
    keys = ("Type or dictate it", "Enter on an empty line done", "Esc discard")
    with field(harbour, *keys, columns=columns) as terminal:
        terminal.type(f"It was{PASTE_BEGIN}{TELLING.removeprefix('It was')}{PASTE_END}\r")
        terminal.wait("port now.", "34 words")
        terminal.type("\r")
        shown = terminal.wait("[S] Situation", "[ ] Task", "[ ] Action", "[R] Result", "Enter accepts 2")
        assert shown.count("MISSED") == 2
        assert "✓ The ferry lost its bow door seal" in shown
        assert "– As first engineer" in shown
        assert "240, you said two hundred and four." in shown
        terminal.type("t")
        terminal.wait("[T] Task", "Enter accepts 3")
        terminal.type("\r")
        terminal.wait("drill", "space next part")
        terminal.type("q")
        assert terminal.end() == 0
    [event] = harbour.log()
    assert (event["grade"], event["missed"]) == (3, ["Action"])
    assert draft(harbour) == ""


def test_blank_lines_of_a_paste_do_not_end_it(harbour: Home):
    """Enter on an empty line does, and the field is redrawn when the window changes."""
    with field(harbour) as terminal:
        terminal.type(f"{PASTE_BEGIN}{SITUATION}\n\n\n{RESULT}\n\n{PASTE_END}")
        terminal.wait("seal of the ferry", "port now.", "34 words")
        terminal.resize(60, 20)
        terminal.kill(signal.SIGWINCH)
        terminal.wait("It was a Friday, the bow door seal of the ferry went,\n")
        terminal.type("\r")
        terminal.wait("Enter accepts 2")
        terminal.type("q")
        assert terminal.end() == 0
    assert harbour.log() == []


def test_a_crash_keeps_the_draft_until_the_grade(harbour: Home):
    """The next session says so, and goes on with it; the grade lets go of it."""
    with field(harbour) as terminal:
        terminal.type(f"{PASTE_BEGIN}{SITUATION}{PASTE_END} ")
        terminal.settle("19 words", "aboard.")
        terminal.kill(signal.SIGTERM)
        assert terminal.end() == 143
    assert draft(harbour) == f"{SITUATION} "
    with review(harbour) as terminal:
        terminal.wait(QUESTION, "w goes on with it")
        terminal.type("w")
        terminal.wait("19 words", "wrote before")
        terminal.type(f"{PASTE_BEGIN}{RESULT}{PASTE_END}\r\r")
        terminal.wait("Enter accepts 2")
        assert draft(harbour)
        terminal.type("4")
        terminal.wait("Done for today.")
        terminal.type("q")
        assert terminal.end() == 0
    assert draft(harbour) == ""


def test_esc_discards_and_the_prompt_stays_closed(harbour: Home):
    """So does a field in which nothing was typed; Ctrl-C ends the session and keeps what was typed."""
    with field(harbour) as terminal:
        terminal.type("Not like this")
        terminal.wait("3 words")
        terminal.type("\x1b")
        shown = terminal.wait("What you wrote is discarded.", "space next part")
        assert "Enter accepts" not in shown
        terminal.type("w")
        terminal.wait("0 words")
        terminal.type("\r")
        terminal.wait("space next part")
        terminal.type("w")
        terminal.wait("0 words")
        terminal.type("Rather so")
        terminal.wait("2 words")
        terminal.type("\x03")
        assert terminal.end() == 130
    assert (draft(harbour), harbour.log()) == ("Rather so", [])


def test_the_cursor_moves_by_rows(harbour: Home):
    """Whatever the width."""
    with field(harbour, columns=60) as terminal:
        terminal.type(f"{PASTE_BEGIN}{TELLING}{PASTE_END}")
        terminal.wait("34 words")
        terminal.type("\x1b[A\x1b[A\x01NOW ")
        assert "   NOW It was" in terminal.wait("35 words")
        terminal.type("\x1b[B!")
        terminal.wait("   went!, with two")
        terminal.type("\x1b")
        terminal.wait("discarded")


def test_a_telling_on_a_pipe_is_one_line(harbour: Home):
    """All is shown as by Enter, the parts that were not heard marked; an empty line accepts."""
    shown = harbour.ok("review", typed=f"told: {TELLING}\n\n")
    assert "told: ... what you told, " in shown
    assert "w write it" not in shown
    assert "+ The ferry lost its bow door seal" in shown
    assert "240, you said two hundred and four." in shown
    assert "Missed: Task, Action. An empty line accepts 2." in shown
    [event] = harbour.log()
    assert (event["grade"], event["missed"]) == (2, ["Task", "Action"])
    assert not (harbour.path / "tellings").exists()


@for_each(
    ("typed", "word"),
    [
        ("w\n", "one line that begins with told:"),
        ("told:\n", "There is no word in that"),
        ("told: \x1b[2J ...\n", "sounds like another story"),
        (" \ntold: A Friday.\n", "before anything of it is shown"),
        ("\ntold: A Friday.\n", "does nothing here"),
        ("told: I once sold a bicycle to a man who wanted a horse, and so on.\n", "That sounds like another story."),
        (f"told: {'Friday ' * 4_000}\n", "An empty line accepts"),
    ],
)
def test_what_is_no_telling_of_it_is_answered_with_a_word(harbour: Home, typed: str, word: str):
    """And nothing is graded by it."""
    shown = harbour.ok("review", typed=typed)
    assert word in shown
    assert "\x1b" not in shown
    assert harbour.log() == []


def test_a_theme_is_not_told_in_words(harbour: Home):
    """Nor is a part of a story that was opened already."""
    harbour.write_deck(DECK + THEME, "harbour.md")
    harbour.review(4)
    shown = harbour.ok("review", typed="w\ntold: Calm as ever.\n")
    assert shown.count("A story is told in words, before anything of it is shown.") == 2


def test_a_drill_holds_it_against_what_is_asked_for(harbour: Home):
    """Only what was missed is marked again."""
    harbour.ok("review", typed="\nr\nt\n\n")
    shown = harbour.ok("review", typed=f"told: {RESULT}\n\n")
    assert "Missed: Task. An empty line accepts 2." in shown


def test_the_log_holds_nothing_of_a_telling_and_the_home_what_is_asked_to_be_kept(harbour: Home):
    """Under the id of its event, for the user alone; a grade that is taken back and given again keeps it again."""
    harbour.ok("review", "--keep-tellings", typed=f"told:  {TELLING}\x1b\x07 \n\n\n")
    graded = harbour.log()[0]
    kept = harbour.path / "tellings" / f"{graded['id']}.txt"
    assert kept.read_text(encoding="utf-8") == f"{TELLING}\n"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700
    for word in ("two hundred and four", "forty-five"):
        assert word not in harbour.ok("log", "--json")
        assert word.encode() not in (harbour.path / "flashcards.db").read_bytes()


def test_a_telling_that_cannot_be_kept_is_said_and_the_grade_stands(harbour: Home):
    """A file stands where its folder should."""
    (harbour.path / "tellings").write_text("in the way", encoding="utf-8")
    result = harbour.run("review", "--keep-tellings", typed=f"told: {TELLING}\n4\n")
    assert "The grade is saved, the telling is not" in result.stderr
    assert len(harbour.log()) == 1


def test_a_mock_round_takes_words_too(harbour: Home):
    """Nothing of it is shown until all are told."""
    harbour.ok("review", typed="\n4\n", now="2026-11-20T12:00+00:00")
    shown = harbour.ok("mock", typed=f"told: {TELLING}\n\n")
    asked, told = shown.split("Grading: ")
    assert "+ The ferry" not in asked
    assert "+ The ferry lost its bow door seal" in told
    assert "Missed: Task, Action." in told


def test_a_follow_up_is_answered_aloud(harbour: Home):
    """It has no parts to hold words against."""
    harbour.write_deck(f"{DECK}\nFollow-up: What did it cost?\n", "harbour.md")
    asked = harbour.ok("mock", typed="\nw\n\n4\n").split("Grading: ")[0]
    assert "What did it cost?" in asked
    assert "'w' does nothing until all are told" in asked


@for_each(
    ("keys", "ending", "text"),
    [
        (["a", "enter", "b", "enter", "enter"], Ending.TOLD, "a\nb"),
        (["paste:a\r\n\r\nb\n\n", "enter"], Ending.TOLD, "a\n\nb"),
        (["paste:a\n\nb", "enter", "c"], Ending.NOT_YET, "a\n\nb\nc"),
        (["enter"], Ending.DISCARDED, ""),
        (["a", "esc"], Ending.DISCARDED, "a"),
        (["a", "end"], Ending.LEFT, "a"),
        (["a", "b", "move:-1", "x", "tick"], Ending.NOT_YET, "axb"),
        (["paste:one\ntwo three", "home", "x", "rest"], Ending.NOT_YET, "one\nx"),
        (["paste:one\ntwo three", "word", "line"], Ending.NOT_YET, "one"),
        (["paste:one\ntwo", "up", "move:-99", "delete"], Ending.NOT_YET, "ne\ntwo"),
        (["paste:\x1b[2J\x00one"], Ending.NOT_YET, "[2Jone"),
    ],
)
def test_enter_on_an_empty_line_ends_a_field(keys: list[str], ending: Ending, text: str):
    """Esc discards, the end of the input leaves; the other keys edit."""
    state = Writing.of("")
    for key in keys:
        state = state.after(key)
    assert (state.ending, state.typed.text) == (ending, text)


@pytest.mark.parametrize(
    ("words", "seconds", "manner"),
    [
        ("", 15.0, "140 words a minute."),
        ("um um well um ", 15.0, "156 words a minute. Fillers: um 3, well 1."),
        ("", 60.0, ""),
        ("", 2.0, ""),
        ("", None, ""),
    ],
)
def test_words_a_minute_and_fillers_are_counted_where_it_was_spoken(library: Library, words, seconds, manner):
    """What is typed or pasted has another pace, and its time is not that of a telling."""
    [card] = readings.cards(library.readings)
    asked = Telling.of(card, Standing(card.id), drill=False, today=0)
    told = asked.told_in(transcript_of(library, card, words + TELLING, asked.asked, seconds))
    assert told.transcript
    assert (told.transcript.manner, told.is_timed) == (manner, bool(manner))
    days = dict.fromkeys(Grade, 1)
    view = view_of(told, "Harbour", Progress(1, 1, drills=0), "", Timing(60.0, 120), False, days)
    assert view.told == ("Told in 1:00." if manner else "Written in 1:00.")
    assert (told.revealed, told.missed_names, told.proposal) == (True, ("Task", "Action"), Grade.HALF)


def test_a_cue_that_was_reworded_since_has_no_mark(library: Library):
    """The others keep theirs."""
    [card] = readings.cards(library.readings)
    transcript = transcript_of(library, card, TELLING, (0, 1, 2, 3))
    lines = ("We left 45 minutes late", "Another cue")
    assert transcript.heard("Result", lines) == (True, None)


@for_each(
    ("keys", "remark", "leaves"),
    [
        (["tick", "x"], "", False),
        (["tick", "esc"], "What you told is kept: w goes on with it.", False),
        (["end"], "What you told is kept: w goes on with it.", True),
    ],
)
def test_while_a_long_telling_is_held_against_its_story_the_screen_says_so_and_listens(
    library: Library, keys: list[str], remark: str, leaves: bool
):
    """Its clock stands. Esc leads back to the prompt, and what was told stays a draft."""
    [card] = readings.cards(library.readings)
    face, may_end = _Typing([f"paste:{TELLING}", "enter", "enter", *keys]), Event()
    watch = Stopwatch(lambda: float(len(face.views)))

    def before() -> None:
        if not face.left:
            may_end.set()

    def slow(*told: Any) -> Callable[[], Transcript]:
        held = to_transcribe(*told)
        return lambda: held() if may_end.wait(60) else pytest.fail("nobody was asked for a key meanwhile")

    face.before = before
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("flashcards.rehearsal.words.told.to_transcribe", slow)
        patch.setattr("flashcards.rehearsal.words.told._MOMENT_SECONDS", 0.01)
        found = in_words(library, Listening(face, watch, lambda: face.card), card, (0, 1, 2, 3), "w", no_ear)
    may_end.set()
    assert (found.remark, found.leaves, found.transcript is None) == (remark, leaves, bool(remark))
    assert face.views[3].said == "What you told is being held against the story."
    assert (watch.seconds, watch.is_running) == (3.0, bool(remark))
    assert draft_of(library.home, card.id) == f"{TELLING}\n"
    drop_draft(library.home, card.id)


def test_the_clock_runs_while_it_is_written(library: Library):
    """Also where it was paused before; how long it took is known, but not of what was begun in an earlier session."""
    now = iter(range(0, 1000, 5))
    watch = Stopwatch(lambda: next(now))
    watch.pause()
    face = _Typing(["a", "b", "tick", "enter", "enter"])
    found = written(library.home, face, "harbour/call", watch, lambda: face.card)
    assert (found.text, watch.is_paused) == ("ab", False)
    assert found.seconds
    assert draft_of(library.home, "harbour/call") == "ab\n"
    again = written(library.home, _Typing(["enter"]), "harbour/call", watch, lambda: face.card)
    assert again == Written("ab")


def test_each_second_what_was_typed_is_on_disk(library: Library):
    """And wherever that fails it is said, and typing goes on."""
    face = _Typing(["a", "tick", "b", "\x1a", "end"])
    kept = iter(["", "", "a", "a", "a"])
    face.before = lambda: kept_so_far.append(draft_of(library.home, "harbour/call"))
    kept_so_far: list[str] = []
    assert written(library.home, face, "harbour/call", Stopwatch(float), lambda: face.card).leaves
    assert kept_so_far == list(kept)
    assert face.stops == 1
    drop_draft(library.home, "harbour/call")
    library.home.tellings.rmdir()
    library.home.tellings.write_text("in the way", encoding="utf-8")
    face = _Typing(["a", "tick", "enter", "enter"])
    assert written(library.home, face, "harbour/call", Stopwatch(float), lambda: face.card).text == "a"
    said = [view.remark.startswith("Cannot write") and view.remark.endswith(".") for view in face.views]
    assert said == [False, False, True, False]


def test_a_leading_key_opens_what_it_leads_to(library: Library):
    """Words where a story is closed, its drafts where it is shown."""
    [card] = readings.cards(library.readings)
    asked = Telling.of(card, Standing(card.id), drill=False, today=0)
    watch = Stopwatch(float)
    face = _Typing(["esc"])
    stage = SimpleNamespace(face=face, open_ear=no_ear, view=lambda *_: face.card)
    assert led_away(stage, library, "w", asked, watch) == (asked, "", False)
    assert led_away(stage, library, "v", asked, watch) == (asked, "Nothing here hears what is spoken.", False)
    told, said, is_over = led_away(stage, library, f"told: {TELLING}", asked, watch)
    assert (told.revealed, said, is_over) == (True, "", False)
    assert [told.leads_away(key) for key in ("w", "v", "O", "told: x")] == [False, False, True, False]
    assert [asked.leads_away(key) for key in ("w", "v", "O", "told: x")] == [True, True, False, True]


def test_once_all_is_shown_the_same_letters_mark_parts(library: Library):
    """A part whose letter is w or v keeps it."""
    parts = (CardPart("What", ("So",), "So."), CardPart("Verdict", ("Well",), "Well."))
    card = next(iter(readings.cards(library.readings)))._replace(parts=parts)
    shown = Telling.of(card, Standing(card.id), drill=False, today=0)._replace(open=2)
    assert [shown.leads_away(key) for key in ("w", "v")] == [False, False]
    assert shown.after("v", "")[0].after("w", "")[0].missed_names == ("What", "Verdict")


class _Typing(ScreenFace):
    """A face that types keys, and remembers what it was shown."""

    def __init__(self, keys: list[str]) -> None:
        self.card = CardView("Harbour", 1, 1, 0, QUESTION, "", False, False, (), (), ())
        self.views: list[FieldView] = []
        self.stops = 0
        self.before = lambda: None
        self.left = list(keys)

    def field(self, view: FieldView) -> str:
        """The next of them."""
        self.before()
        self.views.append(view)
        return self.left.pop(0) if self.left else "tick"

    def stop(self) -> None:
        """Nothing is left to a shell."""
        self.stops += 1


@examples(200)
@given(st.text(st.sampled_from("ab  \n店é\u0301"), max_size=60), st.integers(4, 12))
def test_rows_hold_every_letter_once_in_order(text: str, width: int):
    """Between them nothing but line breaks is left out; only spaces hang out of a row."""
    letters = Typed.of(text, breaks=True).letters
    place = 0
    for row in rows(letters, width):
        assert row.begin == place
        assert row.begin <= row.last <= row.end
        assert "\n" not in letters[row.begin : row.end]
        place = row.end + (letters[row.end : row.end + 1] == ("\n",))
    assert place == len(letters)


def test_drafts_and_kept_tellings_are_files_of_the_home(tmp_path):
    """A blank draft is none, and what is not there is nothing."""
    home = HomeFolder(tmp_path / "home")
    long = "harbour/" + "ä" * 200
    for card in ("harbour/call", long):
        assert draft_of(home, card) == ""
        keep_draft(home, card, "So it began")
        assert draft_of(home, card) == "So it began"
        keep_draft(home, card, " ")
        drop_draft(home, card)
        assert draft_of(home, card) == ""
    keep(home, "0123", "Told")
    assert [path.name for path in home.tellings.iterdir()] == ["0123.txt"]
