"""Questions and stories as they are gathered, and which of the texts below them are answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from flashcards.content.deck.model import STAR, STORY_PARTS, slugify
from flashcards.content.page import Fate, FoundAnswer, FoundPart
from flashcards.content.pages.account import Account
from flashcards.content.pages.lines import Line, text_of
from flashcards.content.pages.segments import Heading
from flashcards.content.pages.speech import is_guidance
from flashcards.content.pages.stories import Body, ToldAside, ToldStory, Verdict
from flashcards.content.text.placeholders import find_placeholder, is_placeholder
from flashcards.content.text.problems import Level, Problem

_KNOWN = frozenset(STORY_PARTS)


@dataclass(slots=True)
class GatheredQuestion:
    """A question with what was found for it. ``number`` is the one that the page gives it; ``themes`` are names,
    ``path`` the lines of the headings over it, ``stories`` the words by which a row names those that answer it.
    """

    text: str
    line: int
    number: str = ""
    themes: list[str] = field(default_factory=list)
    answers: list[FoundAnswer] = field(default_factory=list)
    asides: list[tuple[str, str]] = field(default_factory=list)
    is_linked: bool = False
    path: tuple[int, ...] = ()
    stories: str = ""

    @property
    def slug(self) -> str:
        """What makes two questions the same."""
        return slugify(self.text) or self.text


@dataclass(slots=True)
class Gathered:
    """Everything that was found on a page, and the problems met on the way.

    ``loose`` are the asides of stories that are no answers, until somebody takes them; ``verdict`` is what the answers
    of the page are, all those set alike.
    """

    questions: list[GatheredQuestion] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    prose: list[str] = field(default_factory=list)
    loose: list[tuple[str, str]] = field(default_factory=list)
    verdict: Verdict = field(default_factory=Verdict)
    account: Account = field(default_factory=Account)
    unused: set[str] = field(default_factory=set)

    def warn_of_guidance(self, line: int) -> None:
        """Note a text that was not taken for an answer."""
        self.warn(line, "guidance", "this tells the reader what to say and is no story; no answer was made of it")

    def warn_of_blanks(self, line: int) -> None:
        """Note an answer that is still to be told."""
        self.warn(line, "placeholder", "only blanks to be filled in stand here; write the story")

    def take_loose(self) -> list[tuple[str, str]]:
        """Return the loose asides, which are loose no more."""
        taken, self.loose = self.loose, []
        return taken

    def warn(self, line: int, code: str, message: str) -> None:
        """Note a problem that a person should know of."""
        self.problems.append(Problem(max(1, line), 1, Level.WARNING, code, message))


@dataclass(slots=True)
class Story:
    """A story under its title, which may be asked for elsewhere on the page."""

    title: str
    number: str
    line: int
    answers: list[FoundAnswer]
    themes: list[str]
    path: tuple[Heading, ...]
    is_asked: bool = False
    is_answer: bool = False


@dataclass(frozen=True, slots=True)
class StoryLink:
    """A question, and the words that say which stories answer it; "" for the story nearest to the line.

    ``stands``: it is a question whether or not a story answers it.
    """

    question: str
    stories: str
    line: int
    own: Story | None = None
    stands: bool = False
    themes: tuple[str, ...] = ()


def answers_of(stories: Sequence[ToldStory], found: Gathered, is_asked: bool) -> list[FoundAnswer]:
    """Return the stories that are answers; what the others are is noted as a problem.

    ``is_asked``: they stand below a question; a bare list of the four words elsewhere is only a legend.
    """
    answers = []
    for story in stories:
        answer = FoundAnswer(
            story.name or None,
            tuple(FoundPart(part.names, text_of(part.lines), part.line) for part in story.parts),
            story.line,
            asides_of(story.asides),
        )
        is_scaffold, is_legend = story in found.verdict.scaffolds, story in found.verdict.legends
        if answer.parts and _is_told(answer, found, is_asked, is_scaffold) and not is_legend:
            answers.append(answer)
        else:
            found.loose += answer.asides
        _enter(story, found, Fate.PART if answers[-1:] == [answer] else Fate.GUIDANCE)
    return answers


def _enter(story: ToldStory, found: Gathered, fate: Fate) -> None:
    found.account.enter_number(story.line, fate)
    for part in story.parts:
        found.account.enter_number(part.line, fate)
        found.account.enter(part.lines, fate)
    enter_asides(story.asides, found)


def enter_asides(asides: Sequence[ToldAside], found: Gathered) -> None:
    """Note that asides are kept beside their story."""
    for aside in asides:
        found.account.enter_number(aside.line, Fate.NOTE)
        found.account.enter(aside.lines, Fate.NOTE)


def asides_of(asides: Sequence[ToldAside]) -> tuple[tuple[str, str], ...]:
    """The asides that say something, as label and text."""
    found = ((aside.label, text_of(aside.lines)) for aside in asides)
    return tuple((label, text) for label, text in found if any(map(str.isalnum, text)))


def themes_of(answers: Sequence[FoundAnswer], body: Body) -> list[list[str]]:
    """The themes of each story: its own where every theme that stands below one heading is of one of them, else all."""
    told: defaultdict[tuple[str | None, int], list[str]] = defaultdict(list)
    for story in body.stories:
        told[story.name or None, story.line] += story.themes
    own = [told[answer.name, answer.line] for answer in answers]
    if sum(map(bool, own)) > 1 and sum(map(len, own)) == len(body.themes):
        return own
    return [[name for _, name in body.themes] for _ in answers]


def answer_in_prose(lines: Sequence[Line], found: Gathered, is_judged: bool = True) -> FoundAnswer | None:
    """Return the answer that is told in these lines without labels; None where they tell none, which is noted.

    ``is_judged``: they may as well tell the reader what to say.
    """
    text = text_of(lines)
    if not any(map(str.isalnum, text)):
        return None
    is_blank = text in found.verdict.blanks
    if is_blank or is_placeholder(text):
        found.account.enter(lines, Fate.GUIDANCE)
        if is_blank or find_placeholder(text):
            found.warn_of_blanks(lines[0].number)
        return None
    if is_judged and text in found.verdict.advice:
        found.warn_of_guidance(lines[0].number)
        return None
    answer = FoundAnswer(None, (FoundPart(("Text",), text, lines[0].number),), lines[0].number)
    remark(answer, found)
    found.account.enter(lines, Fate.PART)
    return answer


def _is_told(answer: FoundAnswer, found: Gathered, is_asked: bool, is_scaffold: bool) -> bool:
    texts = [part.text for part in answer.parts]
    told = [text for text in texts if text.strip()]
    if not told:
        if is_asked:
            found.warn(answer.line, "empty-part", "nothing stands behind the labels; write the story, or delete them")
        return False
    if all(map(is_placeholder, told)):
        found.warn_of_blanks(answer.line)
        return False
    if is_scaffold or is_guidance(told):
        found.warn_of_guidance(answer.line)
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
            message = f"{part.name} stand in one part; they stay together, split them if they are two"
            found.warn(part.line, "merged-parts", message)
    names = {name for part in answer.parts for name in part.names}
    missing = [name for name in STAR if name not in names]
    if names - _KNOWN:
        kind = "prose" if names == {"Text"} else f"told as {', '.join(part.name for part in answer.parts)}"
        found.warn(answer.line, "not-star", f"the answer is {kind}, not in STAR parts; it is kept as it is")
    elif missing:
        found.warn(answer.line, "missing-part", f"the answer has no {' and no '.join(missing)}")
