"""Hints on the telling of a story."""

from __future__ import annotations

import pytest

from flashcards.content.deck_reader import read_deck
from flashcards.content.hints import hints
from flashcards.content.model import Level

SITUATION = "Situation: The bakery was empty on Mondays, and the owner wanted to close it for that day of the week."
TASK = "Task: I had to find out why nobody came, in two weeks and with the people that we had."
ACTION = (
    "Action: I stood at the door with a notebook and asked everybody who went by. I wrote down what they said, and "
    "I put the warm bread in the window at seven, where it could be seen from the bus."
)
RESULT = "Result: We sold 40 loaves more on each Monday of the spring."


def found(text: str) -> list[tuple[int, str]]:
    """Line and code of every hint on a deck; the first line of the text is line 1."""
    return [(hint.line, hint.code) for hint in hints(read_deck(text.encode(), "deck").deck)]


def deck(*parts: str) -> str:
    """One question with these parts: the first stands on line 3, each next two lines further."""
    return "## Why?\n\n" + "\n\n".join(parts) + "\n"


def test_a_story_that_is_well_told_gets_no_hint():
    """Figures, an Action longer than the Situation, and more of oneself than of others."""
    assert found(deck(SITUATION, TASK, ACTION, RESULT)) == []


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([SITUATION, TASK, ACTION], [(1, "no-result")]),
        ([SITUATION, TASK, ACTION, "Result:"], [(1, "no-result")]),
        ([SITUATION, TASK, ACTION, "Result: [a number]"], [(1, "no-result")]),
        ([SITUATION, TASK, ACTION, "Result: People came, and the owner kept it open."], [(9, "no-figure")]),
        ([SITUATION, TASK, ACTION, "Result: Twelve people came on the first Monday."], []),
        ([SITUATION, TASK, ACTION, "Result: Nobody asked for the Monday to be free again."], []),
        ([SITUATION, TASK, "Action: I asked the people at the door.", RESULT], [(7, "thin-action")]),
        (
            [SITUATION, TASK, ACTION.replace(" I ", " we "), RESULT],
            [(7, "more-we-than-i")],
        ),
        ([SITUATION, TASK, ACTION + ' I said: "We, we, we, we all know that."', RESULT], []),
        ([SITUATION, TASK, "Action & Result: We asked 3 of our people, and we told us so."], []),
        (["Text: We did it. " + "It was good for us. " * 3], []),
        (["Text: " + "It was the best thing that we did in the shop. " * 30], [(1, "too-long")]),
    ],
)  # fmt: skip
def test_what_could_be_told_better_is_said_at_its_line(parts: list[str], expected: list[tuple[int, str]]):
    """And nothing else."""
    assert found(deck(*parts)) == expected


def test_how_long_a_story_may_be_comes_from_the_deck():
    """``pace`` is in words a minute, ``target`` in seconds."""
    story = deck(SITUATION, TASK, ACTION, RESULT)
    assert found("---\npace: 30\n---\n\n" + story) == [(5, "too-long")]
    assert found("---\npace: 30\ntarget: 600\n---\n\n" + story) == []


@pytest.mark.parametrize(
    ("action", "result", "expected"),
    [
        (
            "Wir haben an der Tür gestanden und jeden gefragt, der kam. Wir haben notiert, was sie sagten und uns.",
            "Es kamen mehr Leute als im Winter, und der Chef war mit der Sache zufrieden.",
            ["more-we-than-i", "no-figure"],
        ),
        (
            "Nous avons demandé à tous les gens de la rue. Nous avons noté et nous avons mis le pain dans la vitrine.",
            "Le patron était content de ce que les gens ont dit de nous dans le quartier.",
            ["more-we-than-i", "no-figure"],
        ),
        (
            "Nosotros preguntamos a la gente en la puerta. Nosotros anotamos lo que decían con el pan en nuestra mesa.",
            "El dueño estaba muy contento con lo que la gente decía de la casa.",
            ["more-we-than-i", "no-figure"],
        ),
        (
            "Nós perguntamos às pessoas na porta. Nós anotamos o que diziam e nós pusemos o pão na nossa mesa.",
            "O dono ficou muito contente com o que as pessoas diziam da casa.",
            ["more-we-than-i", "no-figure"],
        ),
        (
            "私たちは入口で人々に聞きました。私たちは答えを書きました。私たちは窓にパンを置きました。",
            "店長は喜びました。",
            [],
        ),
        (
            "Kami bertanya kepada orang di pintu. Kami menulis jawaban mereka dan kami menaruh roti.",
            "Pemilik senang sekali.",
            [],
        ),
    ],
)
def test_hints_on_words_are_for_the_languages_they_are_written_for(action: str, result: str, expected: list[str]):
    """In others they are silent."""
    codes = [code for _, code in found(deck("Situation: ...", f"Action: {action}", f"Result: {result}"))]
    assert codes == expected


def test_a_theme_of_one_story_and_a_story_of_every_theme_are_named():
    """At the line of the theme, and of the question."""
    text = (
        "## One?\n#calm #care #cost\n\nText: a\n\n## Two?\n#calm #care\n\nText: b\n\n## Themes\n\n"
        "- Calm: x\n- Care: y\n- Cost: z\n"
    )
    assert found(text) == [(1, "every-theme"), (15, "one-story-theme")]


def test_hints_hold_nothing_back():
    """Each is of the lowest level, and says why."""
    for hint in hints(read_deck(deck(SITUATION).encode(), "deck").deck):
        assert hint.level is Level.HINT
        assert len(hint.message.split()) > 5
