"""Hints on how a story is told: a deck text, and the lines and codes of what is said about it."""

from __future__ import annotations

from pathlib import Path

from flashcards.content.deck.hints import hints
from flashcards.content.deck.reader import read_deck
from flashcards.content.text.problems import Level, Problem
from tests.examples import every, for_each

SHIPPED = Path(__file__).parent.parent / "decks" / "leading-ml-projects.md"
SITUATION = "Situation: The shop was losing customers, and it was not clear to us why they went."
TASK = "Task: I had to find out, and bring them back before the summer."
ACTION = (
    "Action: I went to the door, asked the people who left what was wrong with the shop, and wrote their answers down."
)
RESULT = "Result: Of the people who had left, 40% were back by June."


def found(text: str) -> list[Problem]:
    """The hints of a deck text, which has to be a deck without errors."""
    reading = read_deck(text, "deck")
    assert not reading.errors
    return list(hints(reading.deck))


def codes(text: str) -> list[tuple[int, str]]:
    return [(hint.line, hint.code) for hint in found(text)]


def told(*parts: str, above: str = "") -> str:
    """One story: its question stands in line 1 of the deck, its parts in lines 2, 3 and so on."""
    return "\n".join([f"{above}## When did it matter?", *parts, ""])


def test_a_story_told_well_gets_no_hint():
    """All four parts, a figure in the Result, the Action longest and one's own: nothing to say."""
    assert codes(told(SITUATION, TASK, ACTION, RESULT)) == []


@for_each(
    "parts",
    [
        (SITUATION, TASK, ACTION),
        (SITUATION, TASK, ACTION, "Result:"),
        (SITUATION, TASK, ACTION, "Result: [what came of it]"),
        (SITUATION, TASK, ACTION, "Result:", "- TODO"),
        (SITUATION,),
        (SITUATION, ACTION, "Lesson: Ask first."),
        ("Situation & Task: 店の客が減り続けていました。", "Action: 私は客に聞きました。"),
    ],
)
def test_a_result_that_nobody_tells_is_said_once(parts):
    """Absent, empty or a blank, in any language: by the reader, at the label or at the answer, and by no hint."""
    (said,) = read_deck(told(*parts), "deck").problems
    assert "Result" in said.message or "TODO" in said.message or "what came of it" in said.message
    assert codes(told(*parts)) == []


@for_each(
    "parts",
    [
        (TASK,),
        ("Situation:", "Task:", "Action:", "Result:"),
        (SITUATION, TASK, "Action & Result: I asked 40 people, and 30 of them were back by June."),
        (SITUATION, TASK, ACTION, "Result:", "- 40% back by June"),
        ("Text: I asked the people who had left the shop what it was that they did not like.",),
        (SITUATION, "Text: And then I asked them what was wrong with it."),
    ],
)
def test_what_is_no_whole_star_story_hears_no_hint(parts):
    """A story not begun, merged parts, an outline alone, and an answer without parts."""
    assert codes(told(*parts)) == []


def test_other_frames_are_no_star_stories():
    """A deck's own parts hear of their length, and of nothing that belongs to STAR."""
    above = "---\nparts: Setup, Outcome\ntarget: 10\n---\n"
    setup = "Setup: We lost people, and our shop and our team did not know what to do about it, so we did nothing."
    assert codes(told(setup, above=above)) == []
    assert codes(told(SITUATION, "Outcome: They came back.", above=above)) == []
    assert codes(told(setup, "Outcome: They came back to us in the end.", above=above)) == [(5, "too-long")]


ENGLISH = [
    "They came back.",
    "The team was happy, and the manager praised me for the way it went.",
    "Everybody moved to GPT-4 and it was the second story of its kind.",
    "They liked it and said that it was the first time.",
]
ENGLISH_FIGURES = [
    "Sales rose by 12%.",
    "All twelve of them came back.",
    "It took half the time.",
    "Twenty-three came back.",
    "Complaints were halved.",
    "A dozen shops took it over.",
    "It doubled, and then tripled.",
    "Nobody left.",
    "We had zero complaints.",
    "Orders grew tenfold.",
    "They were back in one day.",
    "Sales rose by ½.",
    "Sales rose by XX%.",
    "Thousands saw it.",
]


@for_each("result", ENGLISH)
def test_a_result_without_a_figure(result):
    """Numbers in names and ordinals measure nothing."""
    assert codes(told(SITUATION, TASK, ACTION, f"Result: {result}")) == [(5, "no-figure")]


@for_each("result", ENGLISH_FIGURES)
def test_a_figure_may_be_written_out(result):
    """Digits, number words, fractions, none at all, and a blank that the reader warns of already."""
    assert codes(told(SITUATION, TASK, ACTION, f"Result: {result}")) == []


def test_a_figure_in_the_outline_or_in_a_merged_part_counts():
    """What is recalled is told; a merged Result may have its figure anywhere."""
    assert codes(told(SITUATION, TASK, ACTION, "Result: They came back.", "- 40% by June")) == []
    merged = "Action & Result: I asked the people who left what was wrong with it, and they came back."
    assert codes(told(SITUATION, TASK, merged)) == [(4, "no-figure")]
    assert codes(told(SITUATION, TASK, merged + " 40 of them.")) == []


@for_each(
    ("action", "hinted"),
    [
        ("We went to our door and asked them what was wrong with us, and I wrote it down for the others.", True),
        ("We've asked them, we'd heard them and we're sure that we were wrong about it, as I’d thought.", True),
        ("We asked them at our door what was wrong with the shop, and somebody wrote their answers down.", False),
        ("We asked them, we listened, we wrote it down, and then I’d my list, I’ve still got it, I'm proud.", False),
        (
            'I asked them at the door, and they said "we like our shop, we want it back, it is with us" to my face.',
            False,
        ),
        ("I asked them at the door, and they said “we like our shop, it’s with us, we want it” to my face.", False),
        ("I asked them at the door, and they said 'we like our shop, it's with us, we want it' to my face.", False),
        ("I flew to the US, and from the US to the north of the US, and asked what was wrong with the shop.", False),
        ("I asked them what was wrong with the shop:\n```\nwe we we our us\n```\nand wrote their answers down.", False),
    ],
)
def test_more_we_than_i(action, hinted):
    """Counted from three on, outside quotes and code; contractions count, and a country is nobody."""
    text = told(SITUATION, TASK, f"Action: {action}\n", RESULT)
    assert [code for _, code in codes(text) if code == "more-we-than-i"] == ["more-we-than-i"] * hinted


def test_merged_parts_get_no_hint_on_the_action_alone():
    """Nobody can tell which words of a merged part belong to the Action, or to the Situation."""
    we = "We asked our people what was wrong with us, and 40 were back."
    assert codes(told(SITUATION, TASK, f"Action & Result: {we}")) == []
    assert codes(told(f"Situation & Task: {SITUATION[11:]} {TASK[6:]}", "Action: I asked at the door.", RESULT)) == []


def test_an_action_thinner_than_its_situation():
    """Words are counted, as many are enough; the outline counts only where there is no prose."""
    situation = "Situation: The shop was losing its customers to the market."
    outline = "- asked at the door who was unhappy with the shop, and what was wrong with it"
    assert codes(told(situation, TASK, "Action: I asked the people at the door.", RESULT)) == [(4, "thin-action")]
    assert codes(told(situation, TASK, "Action: I asked all the people at the front door.", RESULT)) == []
    assert codes(told(situation, TASK, "Action: I asked people.", outline, RESULT)) == [(4, "thin-action")]
    assert codes(told(situation, TASK, "Action:", outline, RESULT)) == []
    assert codes(told("Situation: ...", TASK, "Action: I asked the people at the door.", RESULT)) == []


def long_story(words: int, above: str = "") -> str:
    rest = words - sum(len(part.split()) - 1 for part in (SITUATION, TASK, ACTION, RESULT))
    return told(SITUATION, TASK, ACTION + " and" * rest, "- an outline – is not told aloud", RESULT, above=above)


def test_a_story_longer_than_its_target():
    """280 words take two minutes; beyond, the message has the seconds, the target and what to take away."""
    assert codes(long_story(280)) == []
    (hint,) = found(long_story(301))
    assert (hint.line, hint.code) == (1, "too-long")
    assert "301 words take 129 s" in hint.message
    assert "target is 120 s; shorten by 21 words" in hint.message
    assert "121 s" in found(long_story(281))[0].message
    assert found(long_story(281))[0].message.endswith("shorten by 1 word")
    assert found(long_story(282))[0].message.endswith("shorten by 2 words")


def test_target_and_pace_are_the_decks():
    """A deck that speaks slower, or has less time, has fewer words."""
    above = "---\ntarget: 60\npace: 100\n---\n"
    assert codes(long_story(100, above)) == []
    assert codes(long_story(101, above)) == [(5, "too-long")]


def test_a_long_answer_that_stands_under_its_own_name():
    """The hint has the line of the answer, not of its question; an answer in one text is told as well."""
    words = "and the shop was on the street with the lights " * 40
    assert codes(f"## Q?\n\n### One\n\nText: Short.\n\n### Two\n\nText: {words}\n") == [(7, "too-long")]


LANGUAGES = {
    "German": (
        "Situation: Unser Laden verlor in dem Jahr viele Kunden, und niemand von uns wusste, woran das lag.",
        "Action: Ich habe mich an die Tür gestellt und mit jedem gesprochen, der ging. Mein Fazit kam ins Team.",
        "Action: Wir haben uns an die Tür gestellt, und unsere Leute haben mit uns gesprochen. Ich schrieb es auf.",
        "Result: Am Ende war die Chefin mit mir sehr zufrieden, und das Team hatte es viel einfacher.",
        "Result: {} sind zu uns in den Laden gekommen.",
        ("Zwölf", "Dreißig", "Fünfundzwanzig", "Zweihundert", "Die Hälfte", "Doppelt so viele", "Keine", "Tausende"),
    ),
    "French": (
        "Situation: Le magasin perdait des clients dans la ville et on ne savait pas ce qui se passait.",
        "Action: J'ai attendu à la porte, j'organisais des entretiens avec eux, et c'est ce qui m'a dit pourquoi.",
        "Action: Nous avons attendu à notre porte, et nos clients nous ont parlé. J'ai noté ce qu'ils avaient dit.",
        "Result: La direction était très contente de ce travail et les clients sont revenus dans le magasin.",
        "Result: {} des clients sont revenus dans le magasin.",
        (
            "La moitié",
            "Vingt-trois",
            "Une douzaine",
            "Deux tiers",
            "Quatre-vingts",
            "Le double",
            "Aucun",
            "Des milliers",
        ),
    ),
    "Spanish": (
        "Situation: La tienda perdía a los clientes de la ciudad y no se sabía por qué se iban.",
        "Action: Hablé con nuestros clientes en la puerta de nuestra tienda, apunté lo que nos decían y hice un plan.",
        "Action: Hablamos con los clientes en nuestra puerta, apuntamos lo que decían y hicimos un plan para ella.",
        "Result: La jefa estaba muy contenta con el trabajo y los clientes volvieron a la tienda.",
        "Result: Volvieron {} de los clientes que se habían ido.",
        ("doce", "veintitrés", "doscientos", "la mitad", "miles", "una decena", "el doble", "dos tercios"),
    ),
    "Portuguese": (
        "Situation: A loja perdia os clientes da cidade e não se sabia por que eles iam embora de lá.",
        "Action: Falei com nossos clientes nos dias de feira e nos fundos da nossa loja, e abri nosso plano, que fiz.",
        "Action: Falamos com os nossos clientes, anotamos o que eles diziam e fizemos um plano para a loja com ela.",
        "Result: A chefe ficou muito contente com o trabalho e os clientes voltaram para a loja.",
        "Result: Voltaram {} dos clientes que tinham ido embora.",
        ("doze", "duas dúzias", "duzentos", "a metade", "milhares", "dezesseis", "um terço", "o dobro"),
    ),
}


@for_each("name", LANGUAGES)
def test_each_language_has_its_words(name):
    """The same story told well and told badly, in each language that hints are written for."""
    situation, mine, ours, vague, clear, numbers = LANGUAGES[name]
    assert codes(told(situation, mine, vague)) == [(4, "no-figure")]
    assert codes(told(situation, ours, vague)) == [(3, "more-we-than-i"), (4, "no-figure")]
    assert codes(told(situation, mine[:35], vague)) == [(3, "thin-action"), (4, "no-figure")]
    assert codes(told(situation, mine + " " + mine[8:] * 15, vague)) == [(1, "too-long"), (4, "no-figure")]
    for number in numbers:
        assert codes(told(situation, mine, clear.format(number))) == [], number


NO_WE = {
    "Spanish": "En los últimos días, los extremos de los algoritmos y los préstamos de los próximos meses.",
    "Portuguese": "Os últimos, os extremos dos algoritmos e os empréstimos dos próximos meses nos livros e nos bares.",
    "German": "Der Unsinn mit dem Wirbel und die Unsicherheit auf der Wirtschaft, das ist unsagbar und war es auch.",
    "French": "Le renouveau des notaires et les nouilles de la notoriété, c'est ce qui est dans le nouveau magasin.",
}


@for_each("name", NO_WE)
def test_words_that_only_look_like_we(name):
    """Nouns with the ending of a verb, "nos" that means "in the", and words that begin alike are not "we"."""
    situation, _, _, _, clear, numbers = LANGUAGES[name]
    assert codes(told(situation, f"Action: {NO_WE[name]} {NO_WE[name]}", clear.format(numbers[0]))) == []


SILENT = {
    "Dutch": "We hadden in ons bedrijf een groot probleem met de levering, en het was onze taak om dat op te lossen.",
    "Italian": "Il nostro negozio perdeva i clienti e noi non sapevamo perché la gente andava via da noi.",
    "Catalan": "La nostra botiga perdia els clients i nosaltres no sabíem per què la gent de la ciutat se n'anava.",
    "Galician": "A nosa tenda perdía os clientes da cidade e nós non sabiamos por que a xente se ía para outras.",
    "Swedish": "Vi hade ett stort problem i vår butik och det var vårt jobb att lösa det med de som var där.",
    "Polish": "Nasz sklep tracił klientów i to był dla nas problem, a my nie wiedzieliśmy, co się z nim dzieje.",
    "Romanian": "Magazinul nostru pierdea clienți și noi nu știam de ce pleacă o parte din oraș la alte magazine.",
    "Turkish": "Mağazamız müşteri kaybediyordu ve biz bunun nedenini bilmiyorduk, ama bu bizim için önemliydi.",
    "Vietnamese": "Cửa hàng của chúng tôi mất khách và chúng tôi không biết vì sao họ rời đi, nên phải hỏi họ.",
    "Indonesian": "Kami bertanya kepada orang di pintu, kami menulis jawaban mereka dan kami menaruh roti di jendela.",
    "Russian": "Наш магазин терял клиентов, и мы не знали почему, хотя мы спрашивали наших людей об этом каждый день.",
    "Japanese": "私たちの店は客を失い続けていました。なぜなのか私たちには分かりませんでした。",
    "Chinese": "我们的店一直在流失客人,我们不知道为什么,所以我们问了我们的客人。",
    "Korean": "우리 가게는 손님을 잃고 있었고 우리는 그 이유를 몰랐습니다. 그래서 우리는 손님에게 물었습니다.",
    "notes": "Shop losing customers. Market opened nearby. Prices compared, customers asked, hours changed.",
}


@for_each("text", SILENT.values())
def test_other_languages_hear_nothing_about_words(text):
    """Neighbours that share many words, other scripts, and notes too short to tell: no word of them is judged."""
    assert codes(told(f"Situation: {text} {text}", f"Action: {text}", f"Result: {text * 25}")) == []
    assert codes(told(f"Situation: {text} {text}", f"Action: {text}")) == []


def tagged(*tags: str, themes: str = "abc", answered: bool = True) -> str:
    """A deck of a question for each word of tags, from line 1 on, and its themes at the end."""
    stories = [
        f"## Question {n}?\n{each}\n\nText: {'It went well.' if answered else ''}\n\n" for n, each in enumerate(tags)
    ]
    return "".join(stories) + "## Themes\n\n" + "".join(f"- {name.upper()} {{#{name}}}: So.\n" for name in themes)


@for_each(
    ("text", "expected"),
    [
        (tagged("#a #b", "#a #b", "#c", "#c"), []),
        (tagged("#a #b", "#a", "#c", "#c"), [(24, "one-story-theme")]),
        (tagged("#a", "#a", themes="ab"), []),
        (tagged("#a #b #c", "#a #b #c"), [(1, "every-theme"), (6, "every-theme")]),
        (tagged("#a #b", "#a #b", themes="ab"), []),
        (tagged("#a #b #c", "#a #b", "#c #x"), [(1, "every-theme")]),
        (tagged("#a #b #c", answered=False), []),
        (tagged("#a") + "\n", [(8, "one-story-theme")]),
        ("## Q?\n#a\n\n### One\n\nText: x\n\n### Two\n\nText: y\n\n## Themes\n\n- A {#a}: So.\n", []),
        (
            "## Q?\n#a\n\n### One\n\nText: x\n\n### Two\n\nText: …\n\n## Themes\n\n- A {#a}: So.\n",
            [(14, "one-story-theme")],
        ),
    ],
)
def test_themes_that_one_story_carries_and_stories_that_carry_all(text, expected):
    """Only told stories carry a theme; two answers are two stories; every theme means three or more."""
    assert codes(text) == expected


def test_hints_come_in_the_order_of_their_lines_and_hold_one_line_each():
    """Whatever they are about; each is a hint at column 1 with a message in one line."""
    text = told(SITUATION, "Action: We asked our people and us.", "Result: Good.") + tagged("#a #b #c")
    problems = found(text)
    assert [hint.line for hint in problems] == sorted(hint.line for hint in problems)
    assert {hint.code for hint in problems} == {
        "more-we-than-i", "thin-action", "no-figure", "every-theme", "one-story-theme"
    }  # fmt: skip
    assert {(hint.level, hint.column) for hint in problems} == {(Level.HINT, 1)}
    assert not any("\n" in hint.message for hint in problems)


def test_the_shipped_deck_hears_what_is_true_of_it():
    """Read by eye: two Actions speak more of us than of me, one story takes 284 words; nothing else is said."""
    deck = read_deck(SHIPPED.read_bytes(), "shipped").deck
    answers = {question.line: question.id for question in deck.questions}
    said = [(answers[max(line for line in answers if line <= hint.line)], hint.code) for hint in hints(deck)]
    assert said == [("mentoring", "more-we-than-i"), ("adoption", "too-long"), ("build-or-buy", "more-we-than-i")]


@for_each("piece", every(2, ["“", '"', "«", "'x ", "‘x’", "zwei", "zwanzigein", "we'", "í", "1 ", "- ", "the and "]))
def test_the_work_grows_with_the_story_and_not_with_its_square(piece):
    """A hundred thousand characters of any one sign are looked through as quickly as many short lines."""
    text = piece * (100_000 // len(piece))
    said = codes(told(f"{SITUATION} {ACTION[8:]}", f"{ACTION} {text}", RESULT + text))
    assert (4, "no-figure") not in said
