"""A telling that is spoken: from the key to its words, and what is said where nothing can be heard."""

from __future__ import annotations

import io
import re
import sys
import wave
from collections.abc import Callable
from contextlib import closing
from functools import partial
from time import monotonic
from types import SimpleNamespace
from typing import ClassVar

import pytest

from flashcards.errors import AccessError, FlashcardsError
from flashcards.extras import installing
from flashcards.home.clock import Clock, parse_now
from flashcards.home.home import Home as HomeFolder
from flashcards.home.library import open_library
from flashcards.home.tellings import draft_of
from flashcards.rehearsal.stopwatch import Stopwatch
from flashcards.rehearsal.words.spoken import Listening, spoken
from flashcards.rehearsal.words.told import in_words
from flashcards.rehearsal.words.written import Written
from flashcards.store import readings
from flashcards.terminal.screen_face import ScreenFace
from flashcards.terminal.views import CardView, FieldView
from flashcards.voice.ear import Ear
from flashcards.voice.microphone import LONGEST_SECONDS, RATE, Microphone
from flashcards.voice.recogniser import Whisper
from tests.build import deck, story
from tests.conftest import NOON, Home
from tests.examples import for_each
from tests.screen import Terminal

PLACES = (0,)
CARD = CardView("Harbour", 1, 1, 0, "Why?", "", False, False, (), (), ())


class Face(ScreenFace):
    """A face that presses keys, one each second, and remembers what it was shown."""

    def __init__(self, *keys: str) -> None:
        self.views: list[FieldView] = []
        self.stops = 0
        self._left = list(keys)

    def field(self, view: FieldView) -> str:
        """The next of them; nothing more is pressed after the last."""
        self.views.append(view)
        return self._left.pop(0) if self._left else "tick"

    def stop(self) -> None:
        """Nothing is left to a shell."""
        self.stops += 1


class Heard:
    """An ear that hears a text, so many ticks after it was told; ``fails`` is where it does not.

    It is ready after ``loads`` ticks, and hears no more after those of ``listens``.
    """

    def __init__(
        self, text: str = "So we sailed.", ticks: int = 2, fails: str = "", listens: int = 99, loads: int = 0
    ) -> None:
        self.text, self.ticks, self.fails, self.listens, self.loads = text, ticks, fails, listens, loads
        self.deeds: list[str] = []

    def _do(self, deed: str) -> None:
        self.deeds.append(deed)
        if deed == self.fails:
            raise AccessError("no microphone can be used (busy)")

    def prepare(self) -> None:
        """Its model takes a while."""
        self._do("prepare")

    def is_ready(self) -> bool:
        """Once it is loaded."""
        self.loads -= 1
        if self.loads < 0:
            self._do("ready")
        return self.loads < 0

    def begin(self) -> None:
        """It listens."""
        self._do("begin")

    @property
    def interruption(self) -> str:
        """It is unplugged."""
        self.listens -= 1
        return "The microphone has gone" if self.listens < 0 else ""

    def end(self, language: str) -> None:
        """It knows its language."""
        self._do(f"end {language}")

    def words(self) -> str | None:
        """They come a while later."""
        self.ticks -= 1
        if self.ticks < 0:
            self._do("words")
        return self.text if self.ticks < 0 else None

    def give_up(self) -> None:
        """The recording is let go of."""
        self._do("give up")


def told(ear: Heard, *keys: str) -> tuple[Written, Face]:
    """What comes of speaking to an ear and pressing these keys, a minute between two looks at the clock."""
    face, now = Face(*keys), iter(range(0, 6000, 60))
    return spoken(lambda: ear, Listening(face, Stopwatch(lambda: next(now)), lambda: CARD), "en"), face


def test_what_was_said_comes_as_words_with_the_time_that_it_took():
    """The clock stands while it is recognised, and the recording is let go of."""
    ear = Heard()
    found, face = told(ear, "tick", "x", "enter")
    assert (found.text, found.remark, found.leaves) == ("So we sailed.", "", False)
    assert found.seconds
    assert ear.deeds == ["prepare", "ready", "begin", "end en", "words", "give up"]
    assert [view.said for view in face.views] == [
        *["Listening: tell it."] * 3,
        *["What you said is being recognised."] * 2,
    ]


@for_each("keys", [("esc",), ("tick", "enter", "esc"), ("end",), ("enter", "end")])
def test_esc_discards_what_was_said(keys: tuple[str, ...]):
    """While it is spoken and while it is recognised; a terminal that has gone leaves."""
    ear = Heard(ticks=9)
    found, _ = told(ear, *keys)
    assert (found.text, found.leaves) == ("", keys[-1] == "end")
    assert ear.deeds[-1] == "give up"


def test_a_model_that_loads_is_waited_for_with_a_word_and_no_time_of_it_is_told():
    """Nothing is heard before; Esc leads back at once."""
    ear, face = Heard(loads=3), Face("tick", "tick", "tick", "enter")
    watch = Stopwatch(lambda: len(face.views))
    found = spoken(lambda: ear, Listening(face, watch, lambda: CARD), "en")
    assert (found.text, found.seconds, watch.seconds) == ("So we sailed.", 1, 1)
    loading, listening, recognising = (
        [view.said for view in face.views].count(said)
        for said in (
            "Wait: the model for speech is being loaded.",
            "Listening: tell it.",
            "What you said is being recognised.",
        )
    )
    assert (loading, listening, recognising) == (3, 1, 2)
    for key in ("esc", "end"):
        ear = Heard(loads=3)
        assert told(ear, key)[0] == Written("", leaves=key == "end")
        assert ear.deeds == ["prepare", "give up"]


@for_each("fails", ["prepare", "ready", "begin", "end en", "words"])
def test_a_microphone_or_a_model_that_fails_is_one_line_and_typing_goes_on(fails: str):
    """Whenever it does."""
    ear = Heard(fails=fails)
    assert told(ear, "enter")[0] == Written("", remark="No microphone can be used (busy).")
    assert ear.deeds[-1] == "give up"


def test_a_microphone_that_vanishes_loses_nothing_that_was_said():
    """Nobody has to press a key for it."""
    found, _ = told(Heard(listens=2), "tick")
    assert (found.text, found.remark) == (
        "So we sailed.",
        "The microphone has gone; what you said before that is taken.",
    )
    assert told(Heard(text="", listens=2), "tick")[0].remark == "No word was recognised; w takes the telling in words."


def test_ctrl_z_stops_a_recording_as_anything_else():
    """It goes on afterwards; a clock that stood still stands."""
    found, face = told(Heard(), "\x1a", "enter")
    assert (found.text, face.stops) == ("So we sailed.", 1)
    now = iter(range(1000))
    watch = Stopwatch(lambda: next(now))
    face = Face("enter", "\x1a")
    assert spoken(lambda: Heard(), Listening(face, watch, lambda: CARD), "en").text
    assert (face.stops, watch.is_running) == (1, False)


@pytest.mark.parametrize("ear", [Heard(text=""), Heard(text="..."), Heard(fails="begin"), Heard(fails="words")])
def test_where_nothing_came_of_speaking_the_clock_goes_on(harbour, ear: Heard):
    """The prompt is still closed, and may be told."""
    library, card = harbour
    watch = Stopwatch(float)
    for keys in (("enter",), ("esc",), ("enter", "esc")):
        found = in_words(library, Listening(Face(*keys), watch, lambda: CARD), card, PLACES, "v", lambda: ear)
        assert (found.text, watch.is_running) == ("", True)


def test_what_was_spoken_is_a_draft_until_it_is_graded(harbour):
    """A crash loses nothing."""
    library, card = harbour
    watch = Stopwatch(float)
    where = Listening(Face("enter", "enter"), watch, lambda: CARD)
    found = in_words(library, where, card, PLACES, "v", lambda: Heard("We left late."))
    assert found.text == "We left late."
    assert draft_of(library.home, card.id) == "We left late."
    nothing = in_words(library, where, card, PLACES, "v", lambda: Heard("..."))
    assert (nothing.text, nothing.remark) == ("", "There is no word in that; the prompt stays closed.")


@pytest.fixture
def harbour(home: Home):
    """A home of one story, opened, and its card."""
    home.write_deck(deck("Shop", story("Question one?")))
    with closing(open_library(HomeFolder(home.path), Clock(parse_now(NOON)), must_write=True)) as library:
        yield library, next(iter(readings.cards(library.readings)))


def test_without_microphone_or_model_v_is_one_line(home: Home):
    """On a terminal and on a pipe; w takes the telling all the same. The line names the interpreter, wherever it is."""
    with Terminal(home.path, "review", now=NOON, columns=400) as terminal:
        terminal.wait("w write it")
        terminal.type("v")
        terminal.wait("w takes")
        terminal.type("w")
        terminal.wait("0 words")
        terminal.type("\x1b")
        terminal.wait("space next part")
        terminal.type("q")
        assert terminal.end() == 0
    assert "Nothing is spoken on a pipe" in home.ok("review", typed="v\n")
    assert "Nothing is spoken on a pipe" in home.ok("review", typed="v\n")


class Devices:
    """The part of sounddevice that is used, with one microphone that hears ``data`` once."""

    class PortAudioError(Exception):
        """What it raises."""

    def __init__(self, data: bytes = b"", failure: Exception | None = None) -> None:
        self.data, self.failure = data, failure

    def RawInputStream(self, samplerate: int, channels: int, dtype: str, callback):
        """Its stream."""
        assert (samplerate, channels, dtype) == (RATE, 1, "int16")
        if self.failure:
            raise self.failure
        return SimpleNamespace(
            active=True, start=lambda: callback(self.data, len(self.data) // 2, None, None), close=self._close
        )

    def _close(self) -> None:
        raise self.PortAudioError("it has gone")


def test_what_a_microphone_hears_is_kept_in_memory_alone(monkeypatch: pytest.MonkeyPatch):
    """As a WAV file, for as long as anybody tells; closing one that has gone loses nothing."""
    monkeypatch.setitem(sys.modules, "sounddevice", Devices(b"\x01\x02" * 800))
    microphone = Microphone()
    assert microphone.interruption == "The microphone has gone"
    microphone.begin()
    assert microphone.interruption == ""
    with wave.open(io.BytesIO(microphone.end())) as heard:
        assert (heard.getframerate(), heard.getnchannels(), heard.getsampwidth()) == (RATE, 1, 2)
        assert heard.readframes(10_000) == b"\x01\x02" * 800
    with wave.open(io.BytesIO(microphone.end())) as heard:
        assert heard.getnframes() == 0
    monkeypatch.setitem(sys.modules, "sounddevice", Devices(bytes(LONGEST_SECONDS * RATE * 2)))
    microphone.begin()
    assert microphone.interruption == "Nothing is recorded for longer than 15 minutes"
    microphone._take(b"more", 2, None, None)
    with wave.open(io.BytesIO(microphone.end())) as heard:
        assert heard.getnframes() == LONGEST_SECONDS * RATE


@pytest.mark.parametrize(
    ("module", "word"),
    [
        (None, "install.* sounddevice faster-whisper; w takes"),
        (Devices(failure=Devices.PortAudioError("Invalid\ndevice")), "no microphone can be used \\(Invalid device\\)"),
        (Devices(failure=OSError("Permission denied")), "Permission denied"),
    ],
)
def test_no_microphone_is_one_line(monkeypatch: pytest.MonkeyPatch, module, word: str):
    """With what to do."""
    monkeypatch.setitem(sys.modules, "sounddevice", module)
    with pytest.raises(AccessError, match=word) as raised:
        Microphone().begin()
    assert "\n" not in str(raised.value)


class Model:
    """The part of faster-whisper's model that is used."""

    made: ClassVar[list[dict[str, object]]] = []
    failure: Exception | None = None

    def __init__(self, name: str, **options: object) -> None:
        if self.failure:
            raise self.failure
        self.made.append({"name": name, **options})

    def transcribe(self, audio: io.BytesIO, language: str, **options: object):
        """Pieces of text."""
        if not audio.getvalue():
            raise ValueError("no audio")
        if audio.getvalue() == b"CUT":
            raise EOFError("end of file")
        return iter([SimpleNamespace(text=" We left "), SimpleNamespace(text=f"late ({language}).")]), None


def test_a_model_is_loaded_once_and_never_fetched_unasked(monkeypatch: pytest.MonkeyPatch, tmp_path):
    """What is said to be fetched is fetched into the home."""
    monkeypatch.setitem(sys.modules, "faster_whisper", SimpleNamespace(WhisperModel=Model))
    monkeypatch.setattr(Model, "made", [])
    whisper = Whisper("tiny", tmp_path)
    assert [whisper.text_of(b"RIFF", "en") for _ in range(2)] == ["We left late (en)."] * 2
    assert [(each["local_files_only"], each["download_root"]) for each in Model.made] == [(True, str(tmp_path))]
    for recording in (b"", b"CUT"):
        with pytest.raises(AccessError, match="cannot be recognised"):
            whisper.text_of(recording, "en")
    Whisper("tiny", tmp_path).fetch()
    assert Model.made[-1]["local_files_only"] is False


def test_no_model_is_one_line_with_what_fetches_it(monkeypatch: pytest.MonkeyPatch, tmp_path):
    """Nor is one that cannot be fetched, or an engine that is not installed."""
    monkeypatch.setitem(sys.modules, "faster_whisper", SimpleNamespace(WhisperModel=Model))
    monkeypatch.setattr(Model, "failure", RuntimeError("no such file"))
    with pytest.raises(AccessError, match="`flashcards review --fetch-voice` fetches it once"):
        Whisper("tiny", tmp_path).load()
    with pytest.raises(AccessError, match="the model tiny for speech could not be fetched"):
        Whisper("tiny", tmp_path).fetch()
    monkeypatch.setitem(sys.modules, "faster_whisper", None)
    with pytest.raises(AccessError, match=re.escape(installing("sounddevice", "faster-whisper"))):
        Whisper("tiny", tmp_path).load()
    monkeypatch.setitem(sys.modules, "faster_whisper", SimpleNamespace())
    with pytest.raises(AccessError, match=r"faster-whisper cannot be used \(cannot import name .*; w takes"):
        Whisper("tiny", tmp_path).load()


def test_a_model_that_cannot_be_fetched_ends_the_command(home: Home, monkeypatch: pytest.MonkeyPatch, failing):
    """Before anything is asked."""
    monkeypatch.setitem(sys.modules, "faster_whisper", None)
    assert installing("sounddevice", "faster-whisper") in failing(4, "review", "--fetch-voice")
    assert home.log() == []


class Recogniser:
    """One that says what it was given, or fails."""

    def __init__(self, failure: FlashcardsError | None = None) -> None:
        self.failure = failure

    def load(self) -> None:
        """Nothing has to be, but where it fails."""
        if self.failure:
            raise self.failure

    def text_of(self, recording: bytes, language: str) -> str:
        """The recording as a text."""
        if self.failure:
            raise self.failure
        return f"{recording.decode()} ({language})"


def once(look: Callable[[], object]) -> object:
    """What an ear gives, once it does; a minute is long for that."""
    until = monotonic() + 60
    while not (found := look()):
        assert monotonic() < until, "nothing came"
    return found


def test_an_ear_recognises_beside_the_screen():
    """One telling after the other; what fails there is raised where it is asked for."""
    recording = SimpleNamespace(begin=lambda: None, interruption="", end=lambda: b"told")
    ear = Ear(recording, Recogniser())
    assert not ear.is_ready()
    ear.prepare()
    assert once(ear.is_ready)
    ear.begin()
    assert (ear.interruption, ear.words()) == ("", None)
    for language in ("en", "de"):
        ear.end(language)
        assert once(ear.words) == f"told ({language})"
    ear.give_up()
    assert ear.words() is None
    broken = Ear(recording, Recogniser(AccessError("no model")))
    for begin, found in ((broken.prepare, broken.is_ready), (partial(broken.end, "en"), broken.words)):
        begin()
        with pytest.raises(AccessError, match="no model"):
            once(found)
