"""A pass over the drafts of decks, from its first screen to what it wrote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from flashcards.errors import FlashcardsError
from flashcards.home.library import sync
from flashcards.home.outlining import Unfinished, unfinished_card, write_cues
from flashcards.rehearsal.outlining import KEYS, Ending, Pass, Sheet
from flashcards.schedule.wording import counted
from flashcards.store import readings
from flashcards.terminal.views import CueView, PassView

if TYPE_CHECKING:
    from flashcards.home.library import Library
    from flashcards.rehearsal.telling import Telling
    from flashcards.terminal.views import Face

_NOTHING_WRITTEN = "Nothing was changed."
_NO_DRAFT = "No outline there is a draft; `flashcards edit` changes your own."
_TYPING_KEYS = (("Enter", "take it"), ("←→", "move"), ("Ctrl-U", "clear"), ("Esc", "as it was"))
_END_KEYS = (("Enter", "write"), ("u", "undo"), ("←", "back"), ("?", "keys"), ("Esc", "discard"))


def go_over(library: Library, face: Face, decks: Sequence[Unfinished]) -> str:
    """Let the user go over the drafts of some decks, and write what is accepted; return what was done.

    Where it cannot be written the user is told, and may try again; raises that error if the user leaves instead.
    """
    state = Pass(tuple(Sheet.of(place, *each) for place, deck in enumerate(decks) for each in deck.parts))
    failure: FlashcardsError | None = None
    said: dict[int, str] = {}
    while state.sheets and state.ending is not Ending.LEAVE:
        key = face.outline(view_of_pass(state, decks))
        if key == "?" and state.typed is None:
            face.help("Keys", KEYS)
            continue
        state = state.after(key)
        if state.ending is Ending.WRITE:
            try:
                return _written(library, decks, state, said)
            except FlashcardsError as error:
                failure = error
                state = state._replace(ending=Ending.NOT_YET, remark=str(error))
    if failure is not None:
        raise failure
    return _NOTHING_WRITTEN if state.sheets else _NO_DRAFT


def _written(library: Library, decks: Sequence[Unfinished], state: Pass, said: dict[int, str]) -> str:
    """Write the accepted cues of each deck that ``said`` does not name yet; return all that was done."""
    for place, deck in enumerate(decks):
        cues = state.accepted(place)
        if cues and place not in said:
            said[place] = write_cues(library, deck, cues)
    return " ".join(said.values()) or _NOTHING_WRITTEN


def went_over(library: Library, face: Face, telling: Telling) -> tuple[Telling, str]:
    """Go over the drafts of a story that is shown; it keeps its marks. Returns it, with a word for the user."""
    sync(library)
    try:
        said = go_over(library, face, [unfinished_card(library, telling.card.id)])
    except FlashcardsError as error:
        said = str(error)
    remarks, library.remarks = library.remarks, []
    card = readings.card(library.readings, telling.card.id)
    if card is not None and [part.key for part in card.parts] == [part.key for part in telling.card.parts]:
        telling = telling._replace(card=telling.card._replace(parts=card.parts))
    return telling, " ".join([said, *remarks])


def view_of_pass(state: Pass, decks: Sequence[Unfinished]) -> PassView:
    """The screen of a pass."""
    sheet = state.sheet
    return _end_view(state, decks) if sheet is None else _sheet_view(state, sheet, decks)


def _sheet_view(state: Pass, sheet: Sheet, decks: Sequence[Unfinished]) -> PassView:
    said, enter = ("Rewording the line.", "") if state.typed else _counts(sheet)
    return PassView(
        deck=decks[sheet.deck].name,
        where=_where(state, sheet),
        prompt=sheet.part.prompt,
        about=sheet.part.about,
        part=sheet.part.key.name,
        cues=tuple(_cues(state, sheet)),
        rows=(),
        said=said,
        enter=enter,
        keys=_TYPING_KEYS if state.typed else _sheet_keys(sheet),
        remark=state.remark,
    )


def _counts(sheet: Sheet) -> tuple[str, str]:
    """How much of a part is kept, and what Enter does with that."""
    kept, sentences = counted(len(sheet.cues), "cue"), sum(1 for line in sheet.lines if line.sentence)
    enter = f"Enter accepts {kept}" if sheet.cues else "Enter leaves it a draft"
    return f"{'Accepted: ' if sheet.accepted else ''}{kept} of {counted(sentences, 'sentence')}", enter


def _where(state: Pass, sheet: Sheet) -> str:
    """``story 2 of 7, part 3 of 4``; of one story only the part."""
    stories = list(dict.fromkeys(each.story for each in state.sheets))
    of_story = [place for place, each in enumerate(state.sheets) if each.story == sheet.story]
    part = f"part {of_story.index(state.turn) + 1} of {len(of_story)}"
    return part if len(stories) == 1 else f"story {stories.index(sheet.story) + 1} of {len(stories)}, {part}"


def _cues(state: Pass, sheet: Sheet) -> Iterator[CueView]:
    for place, line in enumerate(sheet.lines):
        chosen = place == sheet.at
        typed = state.typed if chosen else None
        yield CueView(line.cue, line.sentence, line.kept, chosen, typed and typed.halves)


def _sheet_keys(sheet: Sheet) -> tuple[tuple[str, str], ...]:
    return (
        ("Enter", "accept"),
        ("space", "drop" if sheet.chosen.kept else "keep"),
        ("q", "write"),
        ("r", "reword"),
        ("↑↓", "choose"),
        ("u", "undo"),
        ("?", "keys"),
        ("Esc", "discard"),
    )


def _end_view(state: Pass, decks: Sequence[Unfinished]) -> PassView:
    """What is about to be written: of one story its whole outline, else how much of each."""
    stories = list(dict.fromkeys(each.story for each in state.sheets))
    written = [each for each in state.sheets if each.accepted and each.cues]
    cues = sum(len(each.cues) for each in written)
    drafts = len(state.sheets) - len(written)
    left = f", {counted(drafts, 'part')} {'stays a draft' if drafts == 1 else 'stay drafts'}" if drafts else ""
    last = state.sheets[-1]
    return PassView(
        deck=decks[last.deck].name,
        where="",
        prompt=last.part.prompt if len(stories) == 1 else "The outlines as they will be written.",
        about=last.part.about if len(stories) == 1 else "",
        part="",
        cues=(),
        rows=tuple(_outline_rows(written) if len(stories) == 1 else _story_rows(written)),
        said=f"{counted(cues, 'cue')} in {counted(len(written), 'part')}{left}",
        enter="Enter writes them" if written else "Enter ends it",
        keys=_END_KEYS,
        remark=state.remark,
        scroll=state.scroll,
    )


def _outline_rows(sheets: Sequence[Sheet]) -> Iterator[tuple[str, str]]:
    for sheet in sheets:
        first, *others = sheet.cues
        yield sheet.part.key.name, first
        yield from (("", cue) for cue in others)


def _story_rows(sheets: Sequence[Sheet]) -> Iterator[tuple[str, str]]:
    stories: dict[object, list[Sheet]] = {}
    for sheet in sheets:
        stories.setdefault(sheet.story, []).append(sheet)
    for parts in stories.values():
        yield counted(sum(len(each.cues) for each in parts), "cue"), parts[0].part.prompt
