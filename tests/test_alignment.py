"""A telling held against its story: parts, cues, order, figures, and whether it was that story."""

from __future__ import annotations

from importlib import import_module
from itertools import pairwise
from threading import Thread

import pytest
import snowballstemmer
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import alignment as benchmark
from flashcards.content.alignment.alignment import Alignment, Heard, align, likely_path
from flashcards.content.alignment.likeness import heard_as
from flashcards.content.alignment.numbers import NumberKind, numbers
from flashcards.content.alignment.runs import runs
from flashcards.content.alignment.said_figures import FigureHeard, said_figures
from flashcards.content.alignment.terms import rarity, terms
from flashcards.content.cards import CardPart
from flashcards.content.languages.known import LANGUAGES
from flashcards.content.languages.language import Language
from flashcards.content.text.stems import stems
from tests.examples import every, for_each

BY_CODE = {language.code: language for language in LANGUAGES}
ENGLISH = BY_CODE["en"]
PARTS = {
    "Situation": "The ferry lost its bow door seal on a Friday with 240 passengers aboard.",
    "Task": "As first engineer I had to decide whether we sailed.",
    "Action": "I pumped the vehicle deck dry, sent a diver below and rang the harbour master before 06:30.",
    "Result": "We left 45 minutes late. The company now keeps two spare seals in every port.",
}
TOLD = {
    "Situation": "It was a Friday and the seal of the bow door went, with two hundred and forty passengers aboard.",
    "Task": "I was the first engineer, so it was on me to decide if we would sail at all.",
    "Action": "So I had the vehicle deck pumped dry, a diver went below, I rang the harbour master by half past six.",
    "Result": "In the end we left three quarters of an hour late, and the company keeps spare seals in each port now.",
}
OTHER = (
    "My worst week in the bakery was when the flour came in damp, and every loaf fell flat. I wrote to the mill, "
    "changed the proving times for the rye and threw away forty kilos of dough, and the mill paid for it."
)


def story(parts: dict[str, str] = PARTS) -> tuple[CardPart, ...]:
    return tuple(CardPart(name, (), text, drafted=(text,)) for name, text in parts.items())


def heard(telling: str, parts: dict[str, str] = PARTS) -> Alignment:
    return align(story(parts), telling, ENGLISH, rarity(parts.values(), ENGLISH))


def names(alignment: Alignment, how: Heard) -> list[str]:
    return [part.name for part in alignment.parts if part.heard is how]


@for_each(
    ("code", "text", "value"),
    [
        ("en", "two point one million", 2_100_000),
        ("en", "fifty-three hundred", 5300),
        ("en", "a hundred and four", 104),
        ("en", "one oh four", 104),
        ("en", "nought point nought five", 0.05),
        ("en", "two thirds", 2 / 3),
        ("en", "ninety six", 96),
        ("en", "twenty six thousand", 26_000),
        ("en", "26,000", 26_000),
        ("en", "$1.2M", 1_200_000),
        ("en", "1,5", 1.5),
        ("en", "one percent", 1),
        ("en", "the ninth", 9),
        ("de", "vierhundertsechzig", 460),
        ("de", "zweitausenddreihundert", 2300),
        ("de", "zwei Komma fünf", 2.5),
        ("fr", "quatre vingt dix sept", 97),
        ("fr", "deux mille trois cents", 2300),
        ("es", "dos mil trescientos", 2300),
        ("pt", "vinte e um", 21),
        ("it", "duemila", 2000),
        ("nl", "zevenennegentig", 97),
        ("vi", "hai mươi mốt triệu", 21_000_000),
        ("zh", "三亿两千万", 320_000_000),
        ("ja", "三千二百", 3200),
        ("ko", "삼백오십", 350),
        ("ko", "열두 명", 12),
        ("ko", "세 시간", 3),
    ],
)
def test_a_number_is_read_as_it_is_said(code, text, value):
    """In words, in digits, in both, in each language of the reader."""
    found = numbers(text, BY_CODE[code])
    assert [number.value for number in found] == [pytest.approx(value)]
    assert text[found[0].start : found[0].end] in text


@for_each("language", LANGUAGES)
def test_every_language_says_numbers(language):
    """A language added later has to be one whose numbers are known."""
    assert [number.value for number in numbers("37", language)] == [37]
    assert language.spoken.amounts


@for_each("text", ["one of them", "no one", "", "...", "zero", "hundredweight"])
def test_what_says_no_number_is_none(text):
    """An article is no one, and half a word no hundred."""
    assert numbers(text, ENGLISH) == ()


@given(st.integers(2, 999_999))
def test_any_number_in_digits_is_itself(number):
    """With and without marks between its thousands."""
    assert [each.value for each in numbers(f"{number}", ENGLISH)] == [number]
    assert [each.value for each in numbers(f"{number:,}", ENGLISH)] == [number]


@given(st.integers(2, 999), st.sampled_from(["en", "de", "es", "fr", "it", "nl", "ja", "vi"]))
def test_any_number_in_words_is_itself(number, code):
    """As the words that num2words gives for it are spoken."""
    from num2words import num2words

    assert [each.value for each in numbers(num2words(number, lang=code).replace(",", ""), BY_CODE[code])] == [number]


@given(st.integers(1_000, 999_999), st.sampled_from(["en", "de", "es", "nl", "vi"]))
def test_any_number_of_thousands_in_words_is_itself(number, code):
    """Where thousands are counted as they stand alone, unlike in French and Italian, and in Japanese but one."""
    from num2words import num2words

    assert [each.value for each in numbers(num2words(number, lang=code).replace(",", ""), BY_CODE[code])] == [number]


@given(st.text(max_size=200), st.sampled_from(LANGUAGES))
def test_any_text_has_its_numbers_in_order(text, language):
    """Nothing is read twice, whatever it is."""
    found = numbers(text, language)
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_a_story_told_in_other_words_is_told():
    """Numbers in words, synonyms and all."""
    alignment = heard(" ".join(TOLD.values()))
    assert names(alignment, Heard.TOLD) == list(PARTS)
    assert not alignment.different
    assert alignment.order == (0, 1, 2, 3)


@for_each("left_out", PARTS)
def test_a_part_that_is_left_out_is_missed(left_out):
    """And no other."""
    assert names(heard(" ".join(text for name, text in TOLD.items() if name != left_out)), Heard.MISSED) == [left_out]


@for_each("left_out", PARTS)
def test_dictated_text_without_punctuation_is_cut_into_runs(left_out):
    """Lower case, no marks: as a telephone writes it."""
    spoken = " and ".join(text for name, text in TOLD.items() if name != left_out)
    dictated = "".join(char for char in spoken.lower() if char.isalnum() or char == " ")
    assert names(heard(dictated), Heard.MISSED) == [left_out]


def test_the_result_may_come_first():
    """The order says so."""
    alignment = heard(f"{TOLD['Result']} {TOLD['Situation']} {TOLD['Task']} {TOLD['Action']}")
    assert names(alignment, Heard.TOLD) == list(PARTS)
    assert alignment.order == (3, 0, 1, 2)


@for_each("telling", [OTHER, "", "...", "Well, um, I don't know what to say."])
def test_another_story_is_noticed(telling):
    """As is none at all."""
    assert heard(telling).different


def test_each_cue_says_whether_it_was_heard():
    """By what of it was said, not by the whole part."""
    cues = ("Pumped the vehicle deck dry", "Rang the harbour master before 06:30")
    part = CardPart("Action", cues, PARTS["Action"])
    told = align((part,), "I pumped the vehicle deck until it was dry.", ENGLISH, lambda _: 1.0)
    assert told.parts[0].cues == (True, False)


def test_a_misheard_word_counts():
    """Dictation is wrong in a letter or two of a long word."""
    assert heard_as({"harbour", "diver"}, ["harbor", "river"]) == {"harbour": "harbor"}


def test_a_turn_to_another_part_takes_more_than_a_word():
    """A telling goes through its parts in stretches."""
    assert likely_path([[5.0, 0.0], [0.0, 1.0], [5.0, 0.0]]) == (0, 0, 0)
    assert likely_path([[5.0, 0.0], [0.0, 5.0], [0.0, 5.0]]) == (0, 1, 1)
    assert likely_path([]) == ()


@for_each(
    ("figure", "said", "how"),
    [
        ("240", "two hundred and forty", FigureHeard.SAID),
        ("240", "two hundred and four", FigureHeard.WRONG),
        ("45", "three quarters of an hour", FigureHeard.SAID),
        ("240", "twenty-four", FigureHeard.WRONG),
        ("45", "fifty-four minutes", FigureHeard.WRONG),
        ("06:30", "half past six", FigureHeard.SAID),
        ("06:30", "six thirty", FigureHeard.SAID),
    ],
)
def test_a_figure_is_said_or_said_wrong(figure, said, how):
    """In whatever words."""
    text = next(text for text in PARTS.values() if figure in text)
    telling = text.replace(f"{figure} minutes", said).replace(figure, said)
    found = {each.figure.removesuffix(" minutes"): each for each in said_figures([text], telling, ENGLISH)}
    assert found[figure].heard is how
    assert (found[figure].said is None) == (how is not FigureHeard.WRONG)


@for_each(
    ("code", "written", "told", "heard"),
    [
        ("de", "Um 16 Uhr kam ein Patient zurück.", "um vier kam ein Patient zurück", ["said"]),
        ("de", "Um 16 Uhr kam ein Patient zurück.", "um vier Uhr kam ein Patient zurück", ["said"]),
        ("de", "Um 16 Uhr kam ein Patient zurück.", "um sechzehn Uhr kam ein Patient zurück", ["said"]),
        ("de", "Um 16 Uhr kam ein Patient zurück.", "um fünf kam ein Patient zurück", ["wrong"]),
        ("de", "Um vier kam ein Patient zurück.", "um sechzehn Uhr kam ein Patient zurück", ["said"]),
        ("de", "Um 16.30 Uhr kam ein Patient zurück.", "um halb fünf kam ein Patient zurück", ["said"]),
        ("de", "Um 16 % sank die Zahl der Patienten.", "um vier Prozent sank die Zahl der Patienten", ["wrong"]),
        ("de", "Um 16 Uhr kam ein Patient zurück.", "da kamen vier Patienten zurück", ["wrong"]),
        ("en", "At 4 pm the patient came back.", "at sixteen the patient came back", ["said"]),
        ("en", "At 4 pm the patient came back.", "at sixteen hundred hours the patient came back", ["said"]),
        ("en", "At 16:00 the patient came back.", "at sixteen hundred hours the patient came back", ["said"]),
        ("en", "At 4 pm the patient came back.", "the patient came back at 16:00", ["said"]),
        ("en", "At 16:00 the patient came back.", "at forty the patient came back", ["missing"]),
        ("en", "It saved 1,600 hours a year.", "it saved four hundred hours a year", ["wrong"]),
        ("fr", "Le patient est revenu à 16 heures.", "le patient est revenu à quatre heures", ["said"]),
        ("fr", "Il a fallu 16 heures au patient.", "il a fallu quatre heures au patient", ["wrong"]),
        ("es", "El paciente volvió a las 16 horas.", "el paciente volvió a las cuatro", ["said"]),
        ("pt", "O paciente voltou às 16 horas.", "o paciente voltou às quatro", ["said"]),
        ("it", "Il paziente tornò alle 16.", "il paziente tornò alle quattro", ["said"]),
        ("nl", "Om 16 uur kwam de patiënt terug.", "om vier uur kwam de patiënt terug", ["said"]),
        ("vi", "Bệnh nhân trở lại lúc 16 giờ.", "bệnh nhân trở lại lúc bốn giờ chiều", ["said"]),
        ("zh", "病人16点回来了。", "病人下午四点回来了。", ["said"]),
        ("ja", "患者は16時に戻りました。", "患者は午後四時に戻りました。", ["said"]),
        ("ko", "환자는 16시에 돌아왔습니다.", "환자는 오후 4시에 돌아왔습니다.", ["said"]),
        ("ko", "환자는 15시에 돌아왔습니다.", "환자는 오후 세 시에 돌아왔습니다.", ["said"]),
        ("ko", "환자는 12시에 돌아왔습니다.", "환자는 열두 시에 돌아왔습니다.", ["said"]),
    ],
)
def test_an_hour_is_told_by_the_clock_of_twelve(code, written, told, heard):
    """Where one of the two is plainly an hour; a share, a length of time and what is counted are none."""
    assert [each.heard for each in said_figures([written], told, BY_CODE[code])] == heard


def test_the_minutes_of_a_time_are_no_count():
    """What says one figure does not say another by the way."""
    text = "They were 40 minutes from the pass. The storm came at 3:40."
    heard = said_figures([text], "fourteen minutes from the pass, and the storm came at three forty", ENGLISH)
    assert [(each.figure, each.heard, each.said) for each in heard] == [
        ("40 minutes", FigureHeard.WRONG, "fourteen"),
        ("3:40", FigureHeard.SAID, None),
    ]


def test_a_wrong_number_stands_for_the_figure_that_it_fits_best():
    """Not for the first one that was left out."""
    text = "I had saved 900 euros that spring. The hall was full and 1,300 visitors paid."
    heard = said_figures([text], "The hall was full, fifteen hundred visitors paid.", ENGLISH)
    assert [(each.heard, each.said) for each in heard] == [
        (FigureHeard.MISSING, None),
        (FigureHeard.WRONG, "fifteen hundred"),
    ]


def test_a_figure_that_is_rounded_is_said():
    """Aloud nobody says 1,187."""
    found = said_figures(["We moved 1,187 boxes."], "We moved twelve hundred boxes.", ENGLISH)
    assert [each.heard for each in found] == [FigureHeard.SAID]


def test_a_figure_left_out_is_missing():
    """No number of something else stands in its place."""
    found = said_figures(["The diver found 3 cracks below. 240 passengers waited."], "It was at five o'clock.", ENGLISH)
    assert {each.heard for each in found} == {FigureHeard.MISSING}


@given(st.text(max_size=300))
def test_any_telling_is_cut_into_runs_that_hold_all_of_its_words(telling):
    """Each in one place, in order."""
    found = runs(telling, ENGLISH)
    assert all(one[1] <= other[0] for one, other in pairwise(found))
    assert "".join(telling[start:end] for start, end in found).split() == telling.split()


@given(st.text(max_size=300), st.sampled_from(LANGUAGES))
def test_any_telling_is_judged(telling, language):
    """Every part once, and nothing fails."""
    alignment = align(story(), telling, language, lambda _: 1.0)
    assert [part.name for part in alignment.parts] == list(PARTS)
    assert all(len(part.cues) == 1 for part in alignment.parts)
    assert len(said_figures(list(PARTS.values()), telling, language)) >= 3


@for_each("name", PARTS)
def test_what_is_said_word_for_word_is_told(name):
    """Of each part."""
    assert name in names(heard(PARTS[name]), Heard.TOLD)


def test_what_stories_share_weighs_little():
    """What each story of a deck has tells none from another."""
    weigh = rarity(["the customer called", "the customer wrote", "a customer paid", "the ferry left"], ENGLISH)
    [customer] = terms("customer", ENGLISH).stems
    [ferry] = terms("ferry", ENGLISH).stems
    assert weigh(customer) < weigh(ferry)


def test_a_time_of_day_is_one_number():
    """In minutes since midnight."""
    assert [(each.value, each.kind) for each in numbers("at 06:30", ENGLISH)] == [(390, NumberKind.CLOCK)]


def test_labelled_tellings_are_heard_as_their_labels_say():
    """On the stories that were set aside; the whole profile asks those on which the thresholds were fitted, too."""
    for half in every(2, benchmark.halves(benchmark.stories()), first=1):
        measured = benchmark.measure(half, others=1)
        assert all(rate.of for rate in measured.values()), "a goal that nothing is measured against cannot be missed"
        assert not [name for name, rate in measured.items() if benchmark.misses(name, rate)]


class _Stemmer:
    """A stemmer that knows how many are at a word in it, while one is slow."""

    def __init__(self) -> None:
        self.inside = self.most = 0

    def stemWord(self, word: str) -> str:
        """The word itself; of the slow one another thread begins with another word meanwhile."""
        self.inside += 1
        self.most = max(self.most, self.inside)
        if word == "slow":
            self.other = Thread(target=stems, args=("quick", OWN))
            self.other.start()
            self.other.join(0.1)
        self.inside -= 1
        return word


@for_each("language", [each for each in LANGUAGES if each.name.lower() in snowballstemmer.algorithms()])
def test_the_quick_stemmer_and_the_one_in_python_alone_give_the_same_stems(language: Language):
    """Of the commonest words of each language, and of longer ones made of them."""
    name = language.name.lower()
    alone = getattr(import_module(f"snowballstemmer.{name}_stemmer"), f"{language.name}Stemmer")()
    quick = snowballstemmer.stemmer(name)
    words = sorted(language.stop_words)
    words += [one + other for one, other in pairwise(words)]
    assert [quick.stemWord(word) for word in words] == [alone.stemWord(word) for word in words]


OWN = BY_CODE["en"]._replace(code="own")


def test_two_threads_may_stem_at_once(monkeypatch: pytest.MonkeyPatch):
    """A long telling that nobody waits for any longer is still held against its story when the next one is told."""
    stemmer = _Stemmer()
    monkeypatch.setattr(snowballstemmer, "stemmer", lambda _: stemmer)
    assert stems("slow", OWN) == {"slow": 1}
    stemmer.other.join()
    assert (stemmer.most, stemmer.inside) == (1, 0)


def test_each_word_of_a_telling_is_stemmed_once(monkeypatch: pytest.MonkeyPatch):
    """However long it is: what its runs are of is what all of it is of."""
    looked_at: list[str] = []

    def counted(text, language):
        looked_at.append(text)
        return stems(text, language)

    cards = [CardPart(name, (), text) for name, text in PARTS.items()]
    weigh = rarity(PARTS.values(), ENGLISH)
    telling = " ".join(TOLD.values())
    for module in ("alignment", "terms"):
        monkeypatch.setattr(f"flashcards.content.alignment.{module}.stems", counted)
    align(cards, telling, ENGLISH, weigh)
    assert " ".join(looked_at).count("it was on me") == 1
