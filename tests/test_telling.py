"""One card's turn, and what its screen says, as values."""

from __future__ import annotations

from itertools import product

from flashcards.content.cards import Card, CardKind, CardPart
from flashcards.rehearsal.presenter import Progress, Timing, view_of
from flashcards.rehearsal.telling import Telling, badges, hinted
from flashcards.schedule.plan import comes_back
from flashcards.schedule.sm2 import Grade, Memory
from flashcards.schedule.standing import Standing
from flashcards.terminal.views import CardView, PartView
from tests.examples import for_each

TODAY = 738_000
NO_TIME = Timing()
NAMES = ("Situation", "Task", "Action", "Result")
WRITTEN = {name: CardPart(name, (f"{name} of 12%",), f"{name} of 12%, in full.\nMore.") for name in NAMES}
STORY = Card("d/a", "d", CardKind.STORY, "Why?", "", tuple(WRITTEN.values()), wordings=("How so?",))
THEME = Card(
    "d/theme/calm", "d", CardKind.THEME, "Calm", "Slow down.",
    tuple(CardPart(f"Question {n}?", (f"{n} at the end",), f"{n} at the end", f"d/q{n}") for n in (1, 2, 3)),
)  # fmt: skip
SEEN = Standing("d/a", Memory(2, 6), TODAY, TODAY - 6, told=2)


def telling(card: Card = STORY, standing: Standing = SEEN, drill: bool = False, **fields: bool) -> Telling:
    """A card as its turn begins."""
    return Telling.of(card, standing, drill, TODAY, **fields)


def after(told: Telling, *keys: str) -> Telling:
    """What keys make of it."""
    for key in keys:
        told, _ = told.after(key, "")
    return told


def shown(told: Telling, timing: Timing = NO_TIME, newcomer: bool = False) -> CardView:
    """Its screen."""
    days = comes_back(told.standing, TODAY, told.missed_keys, None)
    return view_of(told, "Shop", Progress(2, 5, 1, "interview tomorrow"), "a word", timing, newcomer, days)


def test_a_step_shows_one_part_and_enter_the_rest():
    """It is stepped once a part was shown while others were not."""
    begun, one, last = telling(), after(telling(), "space"), after(telling(), *["space"] * 3)
    assert [each.open for each in (begun, one, last)] == [0, 1, 3]
    assert [each.stepped for each in (begun, one, last)] == [False, True, True]
    assert not last.revealed
    assert after(last, "space").revealed
    assert (after(one, "enter").open, after(one, "enter").stepped) == (4, True)
    assert not after(begun, "enter").stepped


def test_a_card_of_one_part_is_not_told_step_by_step():
    """Space shows all of it."""
    whole = after(telling(STORY._replace(parts=STORY.parts[:1])), "space")
    assert (whole.revealed, whole.stepped) == (True, False)


def test_no_key_grades_before_all_is_shown():
    """Then a digit gives its grade, Enter the one proposed, another key none; space says what Enter would give."""
    begun, whole = telling(), after(telling(), "enter")
    assert [begun.grade_of(key) for key in ("4", "enter", "space")] == [None] * 3
    assert [whole.grade_of(key) for key in ("0", "5", "enter", "space")] == [0, 5, 4, None]
    assert whole.after("space", "") == (whole, "Enter accepts 4.")
    assert [whole.grade_of(key) for key in ("6", "45", "s", "", "f")] == [None] * 5
    assert after(whole, "t").grade_of("enter") == Grade.ONE_GAP


@for_each("key", ["4", "f", "s", "T"])
def test_who_marks_or_grades_too_early_is_told_to_tell_first(key: str):
    """Nothing changes."""
    told, said = telling().after(key, "")
    assert (told, said) == (telling(), "Tell it first; space shows the next part, Enter all.")


@for_each(("keys", "key"), product([(), ("enter",)], ["x", "10", "!"]))
def test_a_key_without_a_use_is_named(keys: tuple[str, ...], key: str):
    """Before the reveal and after it."""
    told = after(telling(), *keys)
    assert told.after(key, "") == (told, f"{key!r} does nothing here; ? lists the keys.")


@for_each(("keys", "key"), product([(), ("enter",)], ["u", "?", "", "p", "i"]))
def test_a_key_that_the_session_answers_leaves_the_card_as_it_is(keys: tuple[str, ...], key: str):
    """The session's own word is passed on."""
    told = after(telling(), *keys)
    assert told.after(key, "said") == (told, "said")


def test_a_letter_marks_a_part_and_again_takes_the_mark_back():
    """The log has the parts in the order of the story, whatever their case there."""
    marked = after(telling(), "enter", "r", "t")
    assert (marked.missed_names, marked.missed_keys) == (("Task", "Result"), ("Task", "Result"))
    assert marked.proposal == Grade.HALF
    assert after(marked, "r").missed_names == ("Task",)
    assert marked.after("a", "a word of before")[1] == ""


def test_a_theme_left_out_is_logged_by_its_stories_notes():
    """And told to the user by their questions."""
    marked = after(telling(THEME), "enter", "b", "a")
    assert marked.missed_keys == ("d/q1", "d/q2")
    assert marked.missed_names == ("Question 1?", "Question 2?")
    assert (marked.proposal, marked.is_story) == (Grade.ONE_GAP, False)


def test_a_drill_asks_what_was_missed_with_the_part_before_it_as_cue():
    """What is asked for is closed; what was told is not shown, and takes no mark."""
    drill = telling(standing=SEEN._replace(missed=("Result",)), drill=True)
    assert (drill.asked, drill.shows_outline, drill.moves) == ((3,), False, False)
    cue, asked = shown(drill).parts
    assert cue == PartView("A", "Action", ("Action of 12%",), is_cue=True)
    assert asked == PartView("R", "Result", ())
    whole = after(drill, "space")
    assert (whole.revealed, whole.stepped) == (True, False)
    assert shown(whole).parts[1] == PartView("R", "Result", ("Result of 12%",))
    assert whole.after("s", "")[1] == "'s' does nothing here; ? lists the keys."


def test_a_drill_without_anything_missed_asks_for_all():
    """So does one of which nothing that was missed is left."""
    for missed in ((), ("Lesson",)):
        assert telling(standing=SEEN._replace(missed=missed), drill=True).asked == (0, 1, 2, 3)


def test_a_drill_finds_an_example_by_its_note_its_question_and_its_new_name():
    """Logs of earlier versions hold questions; a note may have another id since."""
    for missed, renamed in (("d/q2", {}), ("Question 2?", {}), ("d/old", {"d/old": "d/q2"})):
        drill = Telling.of(THEME, SEEN._replace(missed=(missed,)), True, TODAY, renamed=renamed)
        assert drill.asked == (1,)


def test_a_story_is_not_told_in_the_time_of_a_few_words():
    """A theme may be."""
    told = STORY._replace(parts=tuple(part._replace(text="word " * 60) for part in STORY.parts))
    assert telling(told).is_too_short(5.0, 140)
    assert not telling(told).is_too_short(90.0, 140)
    assert not Telling.of(THEME, SEEN, False, TODAY).is_too_short(5.0, 140)


def test_a_hint_of_first_words_shows_three():
    """The figures behind them stay blanked; six signs where no space sets words apart."""
    part = CardPart("Result", ("Grew 10 to 55 a day", "销售额增长了10%"), "")
    assert hinted(part, 2) == ("Grew 10 to ___ a day", "销售额增长了___")


def test_hints_come_in_steps_the_last_of_which_opens_all():
    """Figures blanked, then first words where these show more; the key says what comes next, what is shown stays."""
    long = CardPart("Situation", ("We lost 12% of all the sales of the year",), "We lost 12%.")
    begun = telling(STORY._replace(parts=(long, WRITTEN["Task"])))
    steps = [begun, after(begun, "h"), after(begun, "h", "h")]
    assert [each.shows_outline for each in steps] == [False, True, True]
    assert [dict(shown(each).keys)["h"] for each in steps] == ["figures blanked", "first words", "open all"]
    blanked, first_words = (shown(each).parts[0].lines[0] for each in steps[1:])
    assert blanked == "We lost ___ of all the sales of the year"
    assert (first_words != blanked, first_words.startswith("We lost 12%")) == (True, True)
    assert shown(after(steps[1], "space")).parts[0].lines == long.bullets
    assert not steps[2].revealed


def test_the_key_says_that_all_opens_where_first_words_would_show_nothing_more():
    """Cues without figures in them look the same either way, and opening them costs the full grade."""
    plain = CardPart("Situation", ("We lost the sales of the year",), "We lost them.")
    blanked = after(telling(STORY._replace(parts=(plain,))), "h")
    assert dict(shown(blanked).keys)["h"] == "open all"
    assert after(blanked, "h").helped


def test_the_part_that_a_drill_is_at_is_the_one_in_sight():
    """Counted among those that are on the screen: the ones asked for, and the cue before each."""
    drill = telling(standing=SEEN._replace(missed=("Action",)), drill=True)
    assert [part.name for part in shown(after(drill, "space")).parts] == ["Task", "Action"]
    assert shown(after(drill, "space")).focus == 1


def test_a_telling_goes_on_where_it_was_left():
    """What was open and marked stays so in the text of now; what was shown whole stays whole."""
    one = after(telling(), "space")
    again = telling().resumed(one)
    assert (again.open, again.stepped, again.revealed, again.shows_outline) == (1, True, False, True)
    assert telling(STORY._replace(parts=STORY.parts[:2])).resumed(after(telling(), "enter", "t")).revealed
    shorter = telling(STORY._replace(parts=STORY.parts[:2]))
    assert telling().resumed(after(shorter, "enter")).revealed


def test_an_outline_is_seen_from_the_first_part_or_hint_on():
    """Not before."""
    assert [after(telling(), *keys).shows_outline for keys in ((), ("space",), ("h",))] == [False, True, True]


def test_a_story_that_is_shown_whole_goes_by_its_drafts():
    """Not while it is told, and not where every outline is the user's own."""
    drafted = STORY._replace(parts=(*STORY.parts[1:], STORY.parts[0]._replace(bullets=())))
    assert after(telling(drafted), "enter").goes_by_drafts
    assert not telling(drafted).goes_by_drafts
    assert not after(telling(), "enter").goes_by_drafts


def test_an_own_outline_is_not_drafted():
    """The key says so."""
    assert after(telling(), "enter").after("O", "")[1] == "This outline is your own; e edits it."


def test_an_answer_that_a_hint_opened_is_not_proposed_as_all_told():
    """One that was only hinted at is."""
    plain = STORY._replace(parts=(CardPart("Situation", ("Nobody came",), "Nobody came."),))
    opened = after(telling(plain), "h", "h")
    assert (opened.revealed, opened.helped, opened.proposal) == (True, True, Grade.ONE_GAP)
    hinted = after(telling(plain), "h", "enter")
    assert (hinted.revealed, hinted.helped, hinted.proposal) == (True, False, Grade.ALL_TOLD)


def test_the_full_text_stands_in_place_of_the_outline():
    """One key shows it and takes it away, once all is shown."""
    full = after(telling(), "enter", "f")
    assert shown(full).parts[3].lines == ("Result of 12%, in full.", "More.")
    assert shown(after(full, "f")).parts[3].lines == ("Result of 12%",)


def test_an_outline_that_was_computed_says_so_and_a_full_text_does_not():
    """Only what is drafted is a draft."""
    draft = CardPart("Task", (), "Find 3 people.", drafted=("Find 3 people",))
    told = after(telling(STORY._replace(parts=(WRITTEN["Situation"], draft))), "enter")
    assert [part.draft for part in shown(told).parts] == [False, True]
    assert [part.draft for part in shown(after(told, "f")).parts] == [False, False]


def test_a_grade_is_proposed_on_the_screen_only_once_all_is_shown():
    """Before that neither a grade nor its day stands there, and the parts have no lines."""
    before, whole = shown(telling()), shown(after(telling(), "enter", "t"))
    assert (before.revealed, before.proposal, before.grades) == (False, None, ())
    assert [part.lines for part in before.parts] == [()] * 4
    assert (whole.revealed, whole.proposal) == (True, Grade.ONE_GAP)
    assert [part.missed for part in whole.parts] == [False, True, False, False]


def test_each_grade_says_when_the_card_would_come_back():
    """Of a drill whether it is done; what holds for all of them is said once."""
    assert [each.due for each in shown(after(telling(), "enter")).grades][-1] == "14 Aug"
    drill = after(telling(drill=True), "enter")
    assert [each.due for each in shown(drill).grades] == ["again"] * 4 + ["done"] * 2
    crammed = shown(after(telling(moves=False), "enter"))
    assert (crammed.outcome, {each.due for each in crammed.grades}) == (
        "Whatever the grade, it is a drill: no date moves.",
        {""},
    )
    first = shown(after(telling(standing=Standing(SEEN.card)), "enter"))
    assert (first.outcome, first.grades[0].due) == ("Whatever the grade, it comes back tomorrow.", "")
    early, at_once = (
        shown(after(telling(standing=SEEN._replace(reviewed=day)), "enter")).grades for day in (TODAY + 3, TODAY)
    )
    assert early == at_once


def test_the_screen_says_where_one_is():
    """Place, drills, countdown and the answer to the last key; the wording changes with the count of grades."""
    view = shown(telling())
    assert (view.position, view.total, view.drills, view.countdown) == (2, 5, 1, "interview tomorrow")
    assert (view.deck, view.remark, view.is_drill) == ("Shop", "a word", False)
    assert [shown(telling(standing=SEEN._replace(told=told))).prompt for told in (0, 1, 2)] == [
        "Why?",
        "How so?",
        "Why?",
    ]


CLOCK = Timing(seconds=65, target=60)


def test_the_clock_runs_until_all_is_shown_and_then_says_how_long_it_took():
    """With the target, and by how much a story was over it."""
    begun, whole = shown(telling(), CLOCK), shown(after(telling(), "enter"), CLOCK)
    assert (begun.clock, begun.told) == ("1:05 of 1:00", "")
    assert (whole.clock, whole.told) == ("", "Told in 1:05, 5 s over.")
    assert shown(telling(), CLOCK._replace(paused=True)).clock == "1:05 of 1:00, paused"
    assert shown(after(telling(THEME), "enter"), CLOCK).told == "Told in 1:05."
    assert shown(after(telling(drill=True), "enter"), CLOCK).told == ""


LAST = SEEN._replace(seconds=47.0, misses=(("Task", 1),))


def test_before_the_reveal_stands_how_it_went_the_last_time():
    """Its time and what was missed; not with the answer, and not in a drill."""
    assert shown(telling(standing=LAST)).last == "Last time 0:47, Task missing."
    assert shown(telling(standing=LAST._replace(seconds=None))).last == "Last time Task missing."
    assert shown(telling(standing=LAST._replace(misses=()))).last == "Last time 0:47."
    assert shown(telling(standing=SEEN)).last == ""
    assert shown(after(telling(standing=LAST), "enter")).last == ""
    assert shown(telling(standing=LAST, drill=True)).last == ""


def test_without_a_clock_no_time_is_told():
    """Neither while it runs nor after it, nor that of the last time; what was missed then is."""
    hidden = CLOCK._replace(shown=False)
    assert shown(telling(standing=LAST), hidden).clock == ""
    assert shown(after(telling(), "enter"), hidden).told == ""
    assert shown(telling(standing=LAST), hidden).last == "Last time Task missing."
    assert shown(telling(standing=LAST._replace(misses=())), hidden).last == ""


def test_a_newcomer_is_told_what_to_do():
    """Before the reveal what to tell, after it how to grade; whoever knows it reads a calm line."""
    assert shown(telling(), newcomer=True).hint == "Tell it aloud, then compare: Situation, Task, Action, Result."
    assert shown(telling()).hint == "Tell it aloud."
    assert shown(telling(THEME), newcomer=True).hint == "Which of your stories show it?"
    assert shown(telling(drill=True)).hint == "Once more: what was missing before?"
    whole = after(telling(), "enter")
    assert shown(telling(), newcomer=True).guide == shown(whole).guide == ()
    story, theme, drill = (
        shown(after(each, "enter"), newcomer=True).guide for each in (telling(), telling(THEME), telling(moves=False))
    )
    assert story[0] == "Compare with what you told: press the letter of each part that you missed."
    assert theme[0] == "Compare with what you told: press the letter of each story that you left out."
    assert story[1].endswith("Below 4 it comes back today.")
    assert drill[1].endswith("It is a drill: no date moves.")


def test_the_keys_are_those_that_do_something_now():
    """The letters of what is asked for, in its order."""
    assert [key for key, _ in shown(telling()).keys] == ["space", "Enter", "h", "w", "p", "?", "q"]
    assert [key for key, _ in shown(after(telling(), "enter")).keys] == ["s t a r", "0-5", "f", "e", "u", "?", "q"]
    drill = telling(standing=SEEN._replace(missed=("Result", "Task")), drill=True)
    assert shown(after(drill, "enter")).keys[0] == ("t r", "missed")


def test_the_examples_of_a_theme_have_no_name_until_they_are_shown():
    """They are what is asked for."""
    assert [part.name for part in shown(telling(THEME)).parts] == ["", "", ""]
    assert [part.name for part in shown(telling()).parts] == list(NAMES)


@for_each(
    ("names", "kind", "letters"),
    [
        (NAMES, CardKind.STORY, "STAR"),
        (("Setup", "Situation", "Issue", "Hip"), CardKind.STORY, "STAB"),
        (("Question 1?", "Question 2?", "x", "y", "z"), CardKind.THEME, "ABCDG"),
        (("1 2", "É"), CardKind.STORY, "AÉ"),
        (tuple("x" * 20), CardKind.STORY, "XABCDGJKLMNORSTVWZ  "),
    ],
)  # fmt: skip
def test_a_part_has_its_first_letter_that_is_free_and_no_command(names: tuple[str, ...], kind: CardKind, letters: str):
    """A theme's examples count on from a; where no letter is left there is none."""
    assert "".join(badges(names, kind)) == letters
