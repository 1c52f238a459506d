"""What stands beside an answer, in whatever form: the answer is read whole, and the field is none of it."""

from __future__ import annotations

from itertools import product

from flashcards.content.pages.reader import read_page
from tests.examples import every, for_each

TOLD = (
    ("Tell me about a time you calmed a customer.", "I let her speak for five minutes. Then I refunded 40 euros."),
    ("Describe a plan that failed.", "I had booked the hall for the wrong week. I rang 12 guests that evening."),
    ("When did you learn something quickly?", "In March I took over the till of a colleague. I knew it after 3 days."),
    ("How do you deal with criticism?", "I write it down first. Last year I changed my rota after two such notes."),
)
QUESTIONS = ("## {}", "### Q{number}. {}", "**{}**", "{number}. {}", "{number}. **{}**", "Q: {}", "> {}")
ANSWERS = {
    "prose": "{} {}",
    "items": "- {}\n- {}",
    "one item": "- {} {}",
    "labelled": "**Answer:** {} {}",
    "below a heading": "#### Answer\n\n{} {}",
}
FIELDS = {
    "a reason": "**Why they ask:** They want to see patience in you.",
    "tags": "Tags: patience, shop",
    "signs": "Rating: ★★★☆☆",
    "a heading": "##### Tips\n\n* Show patience.\n* Smile.",
}


@for_each(("question", "answer", "field", "first"), every(4, list(product(QUESTIONS, ANSWERS, FIELDS, (True, False)))))
def test_an_answer_is_whole_and_a_field_beside_it_is_none_of_it(question: str, answer: str, field: str, first: bool):
    """Whichever comes first."""
    blocks = []
    for number, (text, said) in enumerate(TOLD, start=1):
        told = ANSWERS[answer].format(*said.split(". ", 1))
        below = [FIELDS[field], told] if first and field != "a heading" else [told, FIELDS[field]]
        blocks += [question.format(text, number=number), *below]
    page = read_page("\n\n".join(["# Notes", *blocks]), "notes.md")
    assert [each.text for each in page.questions] == [text for text, _ in TOLD]
    for found, (_, said) in zip(page.questions, TOLD, strict=True):
        answers = [part.text for each in found.answers for part in each.parts]
        assert len(answers) == 1
        assert " ".join(answers[0].replace("- ", "").split()) == said.replace(". ", " ", 1)
