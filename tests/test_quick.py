"""Rapid retrieval and the ladder: which story for which question in ten seconds, and one story at three lengths."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.content.cards import CardKind
from flashcards.home.clock import Clock, parse_now
from flashcards.home.home import Home as HomeFolder
from flashcards.home.library import Library, open_library
from flashcards.rehearsal.questions.ladder import RUNGS, Ladder, fewer
from flashcards.rehearsal.questions.quick import SECONDS, QuickRound, fitting
from flashcards.rehearsal.questions.wordings import quick_questions
from flashcards.schedule.questions import Wording
from flashcards.store import readings
from flashcards.terminal.views import OVER, CardView, SummaryView
from tests.build import deck, story
from tests.conftest import NOON, Home
from tests.examples import examples, for_each
from tests.screen import WIDTHS, Terminal

ASKED = {"one": "ferry", "two": "oven", "three": "archive"}


@pytest.fixture
def stories(home: Home) -> Home:
    """Three stories, each with a second wording."""
    told = (
        story(f"Question {name}?", f"\nAsked as: What of the {word}?\n", f"{word.title()}: 12% lost.")
        for name, word in ASKED.items()
    )
    home.write_deck(deck("Shop", *told))
    return home


@contextmanager
def opened(home: Home) -> Iterator[Library]:
    """The home, as a command has it."""
    with closing(open_library(HomeFolder(home.path), Clock(parse_now(NOON)), must_write=True)) as library:
        yield library


class Player:
    """A face at which keys wait to be read; a number lets so many seconds pass first."""

    is_timed = True

    def __init__(self, library: Library, *keys: str | int) -> None:
        self.keys = list(keys)
        self.views: list[CardView] = []
        self.time = 0.0
        library.clock = _Ticking(library.clock, self)  # type: ignore[assignment]

    def show(self, view: CardView) -> None:
        """Keep what was shown."""
        self.views.append(view)

    def key(self, again) -> str:
        """The next key, or that the time is over."""
        while self.keys and isinstance(self.keys[0], int):
            self.time += int(self.keys.pop(0))
            if again().is_over:
                self.views.append(again())
                return OVER
        return str(self.keys.pop(0)) if self.keys else "end"

    def help(self, _title: str, _rows: object) -> None:
        """Nobody reads it."""

    @property
    def questions(self) -> list[str]:
        """What was asked, in its order."""
        asked = [view.prompt for view in self.views if not view.is_open]
        return [each for place, each in enumerate(asked) if not place or asked[place - 1] != each]


class _Ticking:
    """A clock that stands still unless its player lets time pass."""

    def __init__(self, clock: Clock, player: Player) -> None:
        self._clock, self._player = clock, player

    def __getattr__(self, name: str) -> object:
        return getattr(self._clock, name)

    def stopwatch(self) -> float:
        """The seconds that passed."""
        return self._player.time


def played(home: Home, *keys: str | int, count: int = 2) -> tuple[Player, SummaryView]:
    """A round of a few questions."""
    with opened(home) as library:
        cards = (card for card in readings.cards(library.readings) if card.kind is CardKind.STORY)
        face = Player(library, *keys)
        asked = QuickRound(library, face, quick_questions(library, cards, count), clock=True)
        asked.run()
        return face, asked.summary()


def chosen(home: Home) -> list[tuple[str, str, bool, float | None]]:
    """What the log says of choices: story, question, hit, seconds."""
    return [
        (each["card"].rpartition("/")[2], *(each["payload"][key] for key in ("question", "hit", "seconds")))
        for each in home.log()
        if each["kind"] == "chosen"
    ]


def test_a_hit_and_a_miss_are_logged_and_move_nothing(stories: Home):
    """The own story comes first; a miss comes back when the others are through."""
    before = stories.json("list")
    face, said = played(stories, 4, "enter", "enter", 3, "enter", "m", 2, "enter", "1")
    assert chosen(stories) == [
        ("question-one", "Question one?", True, 4.0),
        ("question-two", "Question two?", False, 3.0),
        ("question-two", "Question two?", True, 2.0),
    ]
    assert stories.json("list") == before
    assert [each["seconds"] for each in stories.log()] == [None] * 3
    assert face.questions == ["Question one?", "Question two?"]
    assert (said.heading, said.counted) == ("The round is over.", "2 of 3 hit")
    assert dict(said.rows)["In the middle"] == "0:04"
    assert stories.json("doctor")["ok"]


def test_what_was_missed_comes_first_the_next_time_and_used_wordings_last(stories: Home):
    """The wordings that were not used yet lie between them."""
    played(stories, "enter", "enter", "enter", "m", "enter", "m")
    face, _ = played(stories, *["enter", "enter"] * 6, count=6)
    order = [view.prompt for view in face.views if not view.is_open]
    assert order[0] == "Question two?"
    assert order[-1] == "Question one?"
    assert sorted(order[1:5]) == sorted(
        ["Question three?", "What of the ferry?", "What of the oven?", "What of the archive?"]
    )


def test_ten_seconds_bound_a_question(stories: Home):
    """Then Enter says that it was missed, and a digit that it was said all the same."""
    face, _ = played(stories, 4, 5, 3, "enter", 12, "1")
    assert "over" in next(view.remark for view in face.views if view.is_open)
    assert [each[2] for each in chosen(stories)] == [False, True]
    assert all(each[3] is not None and each[3] >= SECONDS for each in chosen(stories))
    clocks = {view.clock for view in face.views if view.clock}
    assert "0:10 of 0:10" in clocks


def test_the_round_ends_where_the_user_ends_it(stories: Home):
    """What was chosen is on disk; before and after the reveal."""
    _, said = played(stories, "enter", "enter", "q")
    assert (said.heading, said.counted, said.closing) == (
        "Stopped here.", "1 of 1 hit", "Every choice is saved; no date moved.",
    )  # fmt: skip
    _, said = played(stories, "?", "x", "enter", "x", "?", "esc")
    assert (said.counted, said.closing) == ("0 of 0 hit", "Nothing was chosen.")


def test_a_question_that_came_is_asked_for_the_story_that_was_told(stories: Home):
    """Where that went well."""
    stories.ok("asked", "Who sank?", "--told", "question-one", "--went", "4")
    stories.ok("asked", "Who burned?", "--told", "question-one", "--went", "1")
    with opened(stories) as library:
        found = quick_questions(library, readings.cards(library.readings), 99)
        assert Wording("Who sank?", "shop/question-one") in found
        assert "Who burned?" not in {each.question for each in found}
        assert [card.id for card in fitting(library, found[-1])][:1] == [found[-1].card]
        assert fitting(library, Wording("Xyzzy?", "shop/gone")) == []


def test_a_quick_round_on_a_pipe(stories: Home):
    """Without times; the stories have numbers, and each question says what can be typed."""
    shown = stories.ok("mock", "--quick", "-n", "2", "--seed", "3", typed="\n\n\nm\nq\n")
    assert len(re.findall(r"\[Quick round, \d of \d\]", shown)) == 3
    assert re.search(r"^1 question-\w+:$", shown, re.MULTILINE)
    assert "Enter: the first, a digit: that one, m: none of them." in shown
    assert [each[3] for each in chosen(stories)] == [None, None]
    assert "Stopped here. 1 of 2 hit." in shown
    assert "Took back: chosen" in stories.ok("undo")


def test_a_quick_round_takes_ten_questions_and_what_a_round_takes(stories: Home):
    """Decks, themes, a seed; a number of questions."""
    assert "1 of 6]" in stories.ok("mock", "--quick", typed="")
    assert "1 of 3]" in stories.ok("mock", "--quick", "-n", "3", "shop", typed="")
    first = stories.ok("mock", "--quick", "--seed", "5", typed="")
    assert first == stories.ok("mock", "--quick", "--seed", "5", typed="")


@for_each(
    ("code", "arguments", "said"),
    [
        (1, ["--quick"], "no story to ask for"),
        (1, ["--ladder", "nowhere"], "there is no card"),
        (2, ["--ladder", "one", "--quick"], "leave the rest out"),
        (2, ["--ladder", "one", "shop"], "leave the rest out"),
        (2, ["--quick", "-n", "0"], "not in the range"),
    ],
)
def test_what_cannot_be_played_is_one_line(home: Home, failing, code: int, arguments: list[str], said: str):
    """And nothing is written."""
    assert said in failing(code, "mock", *arguments)


def test_a_theme_is_no_ladder(home: Home, failing):
    """Only a story is told."""
    home.write_deck(deck("Shop", story("Question one?", "#calm"), end="## Themes\n\n- Calm: Slow.\n"))
    assert "is a theme" in failing(1, "mock", "--ladder", "calm")


@examples(60)
@given(st.lists(st.sampled_from(["we won", "12% lost", "$3M", "they left", "4 people"]), min_size=1, max_size=9))
def test_the_shorter_the_telling_the_fewer_cues(cues: Sequence[str]):
    """Each length holds those of the shorter one, in their order; the longest has them all; figures stay longest."""
    kept = [fewer(cues, seconds) for seconds in RUNGS]
    assert 1 <= len(kept[0]) <= len(kept[1]) <= len(kept[2])
    assert kept[2] == tuple(cues)
    if any(any(map(str.isdigit, cue)) for cue in cues):
        assert any(map(str.isdigit, "".join(kept[0])))


def climbed(home: Home, *keys: str | int) -> tuple[Player, SummaryView]:
    """The ladder of a story."""
    with opened(home) as library:
        card = readings.card(library.readings, "shop/question-one")
        assert card is not None
        face = Player(library, *keys)
        ladder = Ladder(library, face, card, "Shop", clock=True)
        ladder.run()
        return face, ladder.summary()


def test_a_story_is_told_at_three_lengths(stories: Home):
    """The clock bounds each: when it is over, Enter goes on."""
    face, said = climbed(stories, 20, "enter", 40, 30, "enter", "p", "x", "?", "p", 90, "enter")
    assert [view.deck for view in face.views][:2] == ["Shop, in 30 seconds", "Shop, in 60 seconds"]
    assert any("The 60 seconds are over. Enter: the same in 120." in view.remark for view in face.views)
    assert said.rows == (("In 30 s", "told in 0:20"), ("In 60 s", "its time was over"), ("In 120 s", "told in 1:30"))
    assert said.heading == "All three are told."
    assert stories.log() == []


def test_the_ladder_on_a_pipe(stories: Home):
    """No times; the cues grow."""
    shown = stories.ok("mock", "--ladder", "question-one", typed="\n\n\n")
    assert re.findall(r"\[Shop, in (\d+) seconds", shown) == ["30", "60", "120"]
    assert "All three are told. 3 of 3 told." in shown
    assert "Stopped here. 1 of 3 told." in stories.ok("mock", "--ladder", "question-one", typed="\nq\n")


@pytest.mark.parametrize("columns", WIDTHS)
def test_a_quick_round_and_a_ladder_on_a_terminal(stories: Home, columns: int):
    """With the clock, the numbers and the keys."""
    with Terminal(stories.path, "mock", "--quick", "-n", "1", "--seed", "1", now=NOON, columns=columns) as terminal:
        terminal.wait("Quick round", "1 of 1", "of 0:10", "Say which story, and its first line.")
        terminal.type("\r")
        terminal.wait("[1] question-", "It begins:", "Which one did you say?", "m none", "q end")
        terminal.type("\r")
        terminal.wait("The round is over.", "1 of 1 hit", "no date moved")
        assert terminal.end() == 0
    with Terminal(stories.path, "mock", "--ladder", "question-one", now=NOON, columns=columns) as terminal:
        terminal.wait("Shop, in 30 seconds", "of 0:30", "[S] Situation", "p pause")
        terminal.type("\r")
        terminal.wait("Shop, in 60 seconds", "of 1:00")
        terminal.type("\x03")
        terminal.wait("Stopped here.", "1 of 3 told")
        assert terminal.end() == 130
