"""Questions and stories as they are gathered, before it is settled which belongs to which."""

from __future__ import annotations

from dataclasses import dataclass, field

from flashcards.content.deck.model import slugify
from flashcards.content.page import FoundAnswer
from flashcards.content.pages.account import Account
from flashcards.content.pages.alike import Verdict
from flashcards.content.pages.segment import Heading
from flashcards.content.text.problems import Level, Problem


@dataclass(slots=True)
class GatheredQuestion:
    """A question with what was found for it. ``number`` is the one that the page gives it; ``themes`` are names,
    ``path`` the lines of the headings over it.
    """

    text: str
    line: int
    number: str = ""
    themes: list[str] = field(default_factory=list)
    answers: list[FoundAnswer] = field(default_factory=list)
    asides: list[tuple[str, str]] = field(default_factory=list)
    is_linked: bool = False
    path: tuple[int, ...] = ()

    @property
    def slug(self) -> str:
        """What makes two questions the same."""
        return slugify(self.text) or self.text


@dataclass(slots=True)
class Gathered:
    """Everything that was found on a page, and the problems met on the way.

    ``loose`` are the asides of tellings that are no answers, until somebody takes them; ``verdict`` is what the answers
    of the page are, all those set alike.
    """

    drafts: list[GatheredQuestion] = field(default_factory=list)
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
    path: tuple[Heading, ...] = ()
    stands: bool = False
