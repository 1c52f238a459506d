"""Which tellings are answers, and what is the matter with each."""

from __future__ import annotations

from collections.abc import Sequence

from flashcards.content.deck.model import STAR, STORY_PARTS
from flashcards.content.page import Fate, FoundAnswer, FoundPart
from flashcards.content.pages.draft import Gathered
from flashcards.content.pages.guidance import is_guidance
from flashcards.content.pages.lines import Line
from flashcards.content.pages.part_names import place_of
from flashcards.content.pages.texts import text_of
from flashcards.content.pages.told import ToldAside, ToldStory
from flashcards.content.text.placeholders import find_placeholder, is_placeholder

_KNOWN = frozenset(STORY_PARTS)


def answers_of(tellings: Sequence[ToldStory], found: Gathered, is_asked: bool) -> list[FoundAnswer]:
    """Return the tellings that are answers; what the others are is noted as a problem.

    ``is_asked``: they stand below a question; a bare list of the four words elsewhere is only a legend.
    """
    answers = []
    for telling in tellings:
        answer = FoundAnswer(
            telling.name or None,
            tuple(FoundPart(_in_order(part.names), text_of(part.lines), part.line) for part in telling.parts),
            telling.line,
            asides_of(telling.asides),
        )
        is_scaffold, is_legend = id(telling) in found.verdict.scaffolds, id(telling) in found.verdict.legends
        if answer.parts and _is_told(answer, found, is_asked, is_scaffold) and not is_legend:
            answers.append(answer)
        else:
            found.loose += answer.asides
        _enter(telling, found, Fate.PART if answers[-1:] == [answer] else Fate.GUIDANCE)
    return answers


def _enter(telling: ToldStory, found: Gathered, fate: Fate) -> None:
    found.account.enter_number(telling.line, fate)
    for part in telling.parts:
        found.account.enter_number(part.line, fate)
        found.account.enter(part.lines, fate)
    enter_asides(telling.asides, found)


def enter_asides(asides: Sequence[ToldAside], found: Gathered) -> None:
    """Note that asides are kept beside their story."""
    for aside in asides:
        found.account.enter_number(aside.line, Fate.NOTE)
        found.account.enter(aside.lines, Fate.NOTE)


def asides_of(asides: Sequence[ToldAside]) -> tuple[tuple[str, str], ...]:
    """The asides that say something, as label and text."""
    found = ((aside.label, text_of(aside.lines)) for aside in asides)
    return tuple((label, text) for label, text in found if any(map(str.isalnum, text)))


def answer_in_prose(lines: Sequence[Line], found: Gathered, is_judged: bool = True) -> FoundAnswer | None:
    """Return the answer that is told in these lines without labels; None where they tell none, which is noted.

    ``is_judged``: they may as well tell the reader what to say.
    """
    text = text_of(lines)
    if not any(map(str.isalnum, text)):
        return None
    if is_placeholder(text):
        found.account.enter(lines, Fate.GUIDANCE)
        if find_placeholder(text):
            found.warn_of_blanks(lines[0].number)
        return None
    if is_judged and is_guidance([text], openly=not found.verdict.prose_guides):
        found.warn_of_guidance(lines[0].number)
        return None
    answer = FoundAnswer(None, (FoundPart(("Text",), text, lines[0].number),), lines[0].number)
    remark(answer, found)
    found.account.enter(lines, Fate.PART)
    return answer


def _in_order(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(names, key=place_of))


def _is_told(answer: FoundAnswer, found: Gathered, is_asked: bool, is_scaffold: bool) -> bool:
    texts = [part.text for part in answer.parts]
    told = [text for text in texts if text.strip()]
    if not told:
        if is_asked:
            found.warn(answer.line, "empty-part", "nothing stands behind the labels; write the story, or delete them")
        return False
    if all(map(is_placeholder, told)):
        found.warn_of_blanks(answer.line)
        if len(told) < len(texts):
            found.warn(answer.line, "empty-part", "nothing stands behind a label")
        return False
    if is_scaffold or is_guidance(told):
        found.warn_of_guidance(answer.line)
        return False
    if len(told) == 1 and not is_asked and answer.parts[0].names[0] in _KNOWN:
        found.prose += [f"{part.name}: {part.text}" for part in answer.parts if part.text.strip()]
        return False
    remark(answer, found)
    return True


def remark(answer: FoundAnswer, found: Gathered) -> None:
    """Note what is the matter with an answer that is taken."""
    for part in answer.parts:
        if not part.text.strip():
            found.warn(part.line, "empty-part", f"{part.name} has nothing behind it")
        elif blank := "the whole part" if is_placeholder(part.text) else find_placeholder(part.text):
            found.warn(part.line, "placeholder", f"a blank is left in {part.name}: {blank}")
        if len(part.names) > 1:
            found.warn(
                part.line,
                "merged-parts",
                f"{part.name} stand in one part; they stay together, split them if they are two",
            )
    names = {name for part in answer.parts for name in part.names}
    missing = [name for name in STAR if name not in names]
    if names - _KNOWN:
        kind = "prose" if names == {"Text"} else f"told as {', '.join(part.name for part in answer.parts)}"
        found.warn(answer.line, "not-star", f"the answer is {kind}, not in STAR parts; it is kept as it is")
    elif missing:
        found.warn(answer.line, "missing-part", f"the answer has no {' and no '.join(missing)}")
