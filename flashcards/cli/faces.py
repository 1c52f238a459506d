"""How a session meets its user here: the face that it shows, and the editor that it opens."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from flashcards.home.library import Library
from flashcards.home.lookup import file_of
from flashcards.terminal.plain import takes_keys
from flashcards.terminal.views import Face

if TYPE_CHECKING:
    from flashcards.home.home import Home
    from flashcards.rehearsal.words.spoken import Ear

voice_model_option = click.option(
    "--voice-model", metavar="NAME", default="tiny", show_default=True, help="What recognises speech, or its folder."
)


def open_face() -> Face:
    """Single keys where standard input and output are a terminal that can do it, else one command a line."""
    if takes_keys():
        from flashcards.terminal.screen_face import ScreenFace

        return ScreenFace()
    from flashcards.terminal.line_face import LineFace

    return LineFace(sys.stdin, sys.stdout)


def open_session_face(is_aloud: bool, word: str) -> tuple[Face, str]:
    """The face of a session and its first word: with a voice where one is asked for, or a word that there is none."""
    face = open_face()
    if not is_aloud:
        return face, word
    from flashcards.cli.aloud import aloud

    face, silent = aloud(face)
    return face, " ".join(each for each in (word, silent) if each)


def open_ear(home: Home, model: str) -> Ear:
    """What hears a telling that is spoken; nothing of it is looked for before it begins to listen."""
    from flashcards.voice.ear import Ear as SystemEar
    from flashcards.voice.microphone import Microphone
    from flashcards.voice.recogniser import Whisper

    return SystemEar(Microphone(), Whisper(model, home.voice))


def fetch_voice(home: Home, model: str) -> None:
    """Fetch a model that recognises speech over the network. Raises AccessError."""
    from flashcards.terminal.plain import say
    from flashcards.voice.recogniser import Whisper

    say(f"Fetching the model {model} into {home.voice}; what you say stays on this machine.")
    Whisper(model, home.voice).fetch()


def edit_card(library: Library, card: str) -> str:
    """Open a card in the editor; return what was done. Raises FlashcardsError; see ``editing.edit_deck``."""
    from flashcards.cli.editing import edit_deck

    return edit_deck(library, file_of(library, card), card, may_ask=False)
