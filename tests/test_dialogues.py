"""Dialogues, and letters and names that stand between signs: who asks and what is told, whatever they are called."""

from __future__ import annotations

from itertools import product

from flashcards.content.pages.reader import read_page
from tests.examples import for_each

TURNS = (
    (
        "Tell me about a time when you had to learn something quickly.",
        "In my second month our booking system was replaced. I wrote a sheet on Saturday. We booked 64 patients.",
    ),
    (
        "And what about a mistake you made?",
        "I once sent a letter to the wrong patient. I called both that evening. It has not happened again.",
    ),
    (
        "How do you deal with an angry client?",
        "A father shouted at me. I took him to a quiet room and brought water. He wrote us a card later.",
    ),
)
TOLD = ("We had one oven.", "I had to bake 300 loaves.", "I baked at night.", "We sold 290.")
PARTS = ("Situation", "Task", "Action", "Result")
STORY = "\n".join(f"{name}: {text}" for name, text in zip(PARTS, TOLD, strict=True))
PLAIN = [("Interviewer: ", "Me: "), ("**Dana:** ", "**Lea Sommer:** "), ("*Prowadzący:* ", "*Ja:* "), ("AB: ", "KM: ")]
HEADED = [("## You said:\n\n", "## Coach said:\n\n"), ("Recruiter:\n", "Applicant:\n")]
TIMED = [("Dana Smith  0:01\n", "Lea Sommer  1:12:06\n"), ("[00:12] Dana: ", "[01:40] Lea: ")]
CUES = "7\n00:00:01.000 --> 00:00:06,500 align:start\n"


@for_each(("asks", "tells"), [*PLAIN, *HEADED, *TIMED, (f"{CUES}Dana: ", f"{CUES}Lea: ")])
def test_what_one_speaker_asks_the_other_tells(asks: str, tells: str):
    """Whatever they are called, and whether the name stands before, or over, what is said, with the time or without."""
    page = "# Mock interview\n\n" + "\n\n".join(f"{asks}{question}\n\n{tells}{told}" for question, told in TURNS)
    found = read_page(page, "a.md").questions
    assert [(each.text, each.answers[0].parts[0].text) for each in found] == [*TURNS]


def test_a_turn_that_asks_nothing_is_kept_beside_what_was_told():
    """A question may come behind it, in the same turn."""
    page = "\n".join(f"Interviewer: {question}\nMe: {told}\nInterviewer: Thank you." for question, told in TURNS)
    found = read_page(page, "a.txt").questions
    assert [each.text for each in found] == [question for question, _ in TURNS]
    assert all(each.asides == (("Note", "Interviewer: Thank you."),) for each in found)


def test_parts_of_what_is_told_stay_parts():
    """The speaker's name stands over them."""
    story = (
        "Situation: We had one oven.\nTask: I had to bake 300 loaves.\nAction: I baked at night.\nResult: We sold 290."
    )
    page = "\n\n".join(f"Dana: {question}\n\nMe:\n\n{story}" for question, _ in TURNS)
    found = read_page(page, "a.md").questions
    assert [[part.name for part in each.answers[0].parts] for each in found] == [
        ["Situation", "Task", "Action", "Result"]
    ] * 3


@for_each("words", ["Pros", "Week 1", "Google"])
def test_labels_that_nobody_answers_are_no_speakers(words: str):
    """However often they come, and though one of them asks."""
    page = "\n\n".join(f"## {question}\n\n{STORY}\n\n{words}: I was asked this. Why?" for question, _ in TURNS)
    found = read_page(page, "a.md").questions
    assert [each.text for each in found] == [question for question, _ in TURNS]
    assert all(len(each.answers[0].parts) == 4 for each in found)


BADGES = ("🅢🅣🅐🅡", "ⓈⓉⒶⓇ", "🆂🆃🅰🆁", "🇸🇹🇦🇷", "🅂🅃🄰🅁")


@for_each(("letters", "set_as"), product(BADGES, ["**{}** {}", "{}: {}", "- **{}** – {}"]))
def test_letters_in_circles_and_squares_name_the_parts(letters: str, set_as: str):
    """As the letters themselves do."""
    page = "## Tell me about a hard week.\n\n" + "\n\n".join(map(set_as.format, letters, TOLD))
    (question,) = read_page(page, "a.md").questions
    assert [(part.name, part.text) for part in question.answers[0].parts] == [*zip(PARTS, TOLD, strict=True)]


MARKUPS = [("# {}", "**{}:** {}"), ("== {} ==", "'''{}:''' {}"), ("== {}", "*{}:* {}"), ("h2. {}", "*{}:* {}")]


@for_each(("heading", "label"), MARKUPS)
def test_headings_and_labels_are_read_in_several_markups(heading: str, label: str):
    """Markdown's, MediaWiki's, AsciiDoc's and Confluence's."""
    texts = ["Tell me about a hard week.", "Describe a failure."]
    story = "\n\n".join(label.format(name, text) for name, text in zip(PARTS, TOLD, strict=True))
    found = read_page("\n\n".join(f"{heading.format(text)}\n\n{story}" for text in texts), "a.txt").questions
    assert [each.text for each in found] == texts
    assert all(
        [*zip(PARTS, TOLD, strict=True)] == [(part.name, part.text) for part in each.answers[0].parts] for each in found
    )
