"""Tellings spoken by espeak-ng, recognised by a real model, and held against their stories; run by make test-voice."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from benchmarks.alignment import Rate, rarity_of, stories
from flashcards.content.alignment.alignment import Heard, align
from flashcards.content.alignment.said_figures import said_figures
from flashcards.content.languages.known import LANGUAGES
from flashcards.voice.microphone import Microphone
from flashcards.voice.recogniser import Whisper

pytestmark = pytest.mark.voice
ENGLISH = next(language for language in LANGUAGES if language.code == "en")
_STORIES = 6
_WORDS_A_MINUTE = "150"


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Whisper:
    """The model in the folder that FLASHCARDS_VOICE_MODEL names; the smallest one, fetched, where it names none."""
    named = os.environ.get("FLASHCARDS_VOICE_MODEL") or "tiny"
    whisper = Whisper(named, tmp_path_factory.mktemp("voice"))
    whisper.fetch()
    return whisper


def speech(text: str, folder: Path) -> bytes:
    """A text as it is spoken aloud."""
    file = folder / "telling.wav"
    run = ["espeak-ng", "-v", "en", "-s", _WORDS_A_MINUTE, "-w", str(file), "--stdin"]
    subprocess.run(run, input=text.encode(), check=True)
    return file.read_bytes()


def test_a_spoken_telling_is_heard_as_a_typed_one_is(model: Whisper, tmp_path: Path):
    """Its parts and its figures; what is lost on the way is little, and told where it is printed."""
    told = [story for story in stories() if story.language == "en"]
    weigh = rarity_of(told, "en")
    left_out = [(story, each) for story in told for each in story.tellings if each["kind"] == "missing"][:_STORIES]
    parts, missed, figures = [], [], []
    for story, telling in left_out:
        texts = telling["text"], model.text_of(speech(telling["text"], tmp_path), "en")
        typed, spoken = (align(story.cards, text, ENGLISH, weigh).parts for text in texts)
        parts += [
            (one.heard is Heard.MISSED) == (other.heard is Heard.MISSED)
            for one, other in zip(typed, spoken, strict=True)
        ]
        missed += [part.heard is Heard.MISSED for part in spoken if part.name in telling["missed"]]
        said, again = (said_figures(list(story.parts.values()), text, ENGLISH) for text in texts)
        figures += [one.heard == other.heard for one, other in zip(said, again, strict=True)]
    for name, hits in (("parts as typed", parts), ("missed parts found", missed), ("figures as typed", figures)):
        print(f"{name}: {Rate(sum(hits), len(hits))}")
    assert sum(parts) >= 0.85 * len(parts)
    assert sum(figures) >= 0.75 * len(figures)


def test_silence_is_no_word(model: Whisper):
    """Nothing is made up."""
    assert model.text_of(Microphone().end(), "en") == ""
