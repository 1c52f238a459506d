"""Languages: each file says the same things of its own, and a text is known by its commonest words."""

from __future__ import annotations

import ast
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

from flashcards.content import languages
from flashcards.content.languages.known import LANGUAGES, language_of
from flashcards.content.languages.language import Clauses, Hours, Language, Ordinals, Spoken
from flashcards.content.pages.speech import asks, begins_as_question
from flashcards.content.pages.vocabulary import is_turned, section_kind, star_names, turns_to_oneself
from tests.examples import for_each

ROOT = Path(languages.__file__).parents[2]
HELPERS = {"adverts", "kin", "known", "language", "lexicon", "neighbours", "scripts"}
# A language is one row: its name, a text in it, and how it asks for a story.
ROWS = [
    ("English", "We lost customers in the spring and I had to find out why they had left us.", "Tell me about a loss."),
    (
        "German",
        "Wir haben im Frühjahr Kunden verloren, und ich war dafür zuständig, dass sie zu uns zurückkommen.",
        "Erzählen Sie von einem Verlust.",
    ),
    (
        "French",
        "Nous avons perdu des clients au printemps, et je devais trouver ce qui les avait fait partir.",
        "Racontez une perte.",
    ),
    (
        "Spanish",
        "En la primavera perdimos clientes y yo tenía que saber por qué se habían ido y cómo traerlos de vuelta.",
        "Cuénteme de una pérdida.",
    ),
    (
        "Portuguese",
        "Na primavera perdemos clientes e eu tinha que saber por que eles foram embora e como trazer todos de volta.",
        "Conte-me uma perda.",
    ),
    (
        "Italian",
        "In primavera abbiamo perso dei clienti e ho dovuto capire il motivo che li aveva portati via da noi.",
        "Mi parli di una perdita.",
    ),
    (
        "Dutch",
        "In het voorjaar verloren we klanten en ik moest uitzoeken waarom die niet meer naar onze winkel kwamen.",
        "Vertel over een verlies.",
    ),
    (
        "Vietnamese",
        "Chúng tôi đã mất khách hàng trong mùa xuân và tôi phải tìm ra lý do để họ trở lại với cửa hàng.",
        "Hãy kể về một thất bại.",
    ),
    ("Chinese", "春天的时候我们的店没有了客人，我在这个团队里负责了解为什么他们不来了。", "请讲一次失败。"),
    (
        "Japanese",
        "春に店のお客さまが減り、私はその理由を調べて、もう一度来てもらうことになりました。",
        "失敗を教えてください。",
    ),
    (
        "Korean",
        "우리는 봄에 손님을 잃었고 저는 그 이유를 찾아야 했습니다. 그리고 우리는 함께 모든 문제를 해결했습니다.",
        "실패한 경험을 말해 주세요.",
    ),
]


# what a language may do without
OPTIONAL = Clauses._field_defaults | Ordinals._field_defaults | Hours._field_defaults | Spoken._field_defaults


def leaves(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Every field of a language, those of its groups by their whole names."""
    fields = getattr(value, "_fields", None)
    if fields is None:
        yield path, value
        return
    for field in fields:
        yield from leaves(getattr(value, field), f"{path}.{field}".lstrip("."))


def test_every_file_of_the_room_is_known_and_has_its_row():
    """A language that was written and is not listed would never be read."""
    files = {module.name for module in pkgutil.iter_modules(languages.__path__)} - HELPERS
    assert files == {language.name.lower() for language in LANGUAGES} == {name.lower() for name, _, _ in ROWS}


@for_each("language", LANGUAGES)
def test_a_language_says_something_in_every_field(language: Language):
    """Words are in lower case, patterns compile, and none of either is empty but what a language may do without."""
    for path, value in leaves(language):
        if not value and re.sub(r"^(?:clauses|numbers\.ordinals|spoken(?:\.hours)?)\.", "", path) in OPTIONAL:
            continue
        if path in ("spoken.amounts", "spoken.counted"):
            assert value, path
            continue
        if path == "spoken.numerals":
            assert len(value[0]) == len(value[1])
            continue
        if isinstance(value, frozenset):
            assert value, path
            assert all(word and word == " ".join(word.split()) for word in value), path
        elif isinstance(value, str):
            assert value, path
            assert re.compile(value).groups == 0, path
        else:
            assert isinstance(value, bool), path


@for_each(("name", "text", "request_"), ROWS)
def test_a_text_is_known_by_its_words_and_a_request_by_its_own(name, text, request_):
    """One language knows it, and that language knows how it asks."""
    language = language_of(text)
    assert language is not None
    assert language.name == name
    assert re.search(language.page.asks, request_, re.IGNORECASE)


@for_each(
    "text",
    [
        "",
        "We lost.",
        "12 34 56 78 90 12 34 56 78",
        "Ons het in die lente kliënte verloor en ek moes uitvind hoekom hulle nie meer na ons winkel toe kom nie.",
        "Vi förlorade kunder på våren och jag fick ta reda på varför de inte kom till oss.",
    ],
)
def test_a_text_too_short_or_of_a_neighbour_is_of_no_language(text):
    """Nothing is guessed."""
    assert language_of(text) is None


@for_each(
    ("parts", "answer", "turned"),
    [
        ("Ситуация Задача Действия Результат Выводы", "Пример ответа", "Что спросить у них"),
        ("Ситуація Завдання Дії Результат Висновки", "Приклад відповіді", "Мої питання"),
        ("Sytuacja Zadanie Działanie Rezultat Wnioski", "Przykładowa odpowiedź", "O co chcę zapytać"),
        ("Situace Úkol Akce Výsledek Poučení", "Odpověď", "Na co se zeptat"),
        ("Läge Uppgift Agerande Resultat Lärdom", "Exempel på svar", "Mina frågor"),
        ("Situation Opgave Handling Resultat Læring", "Eksempel på et svar", "Mine spørgsmål"),
        ("Durum Görev Eylem Sonuç Ders", "Örnek cevap", "Sizin sorabileceğiniz sorular"),
    ],
)
def test_what_neighbours_call_the_parts_of_a_story_its_announcement_and_own_questions(parts, answer, turned):
    """No more is known of these languages."""
    assert [star_names(word)[0] for word in parts.split()] == ["Situation", "Task", "Action", "Result", "Lesson"]
    assert section_kind(answer) == "lead"
    assert is_turned(turned)


@for_each(
    "heading",
    [
        "Fragen, die ich stelle",
        "Fragen selbst stellen",
        "Preguntas mías",
        "Qué preguntar",
        "À leur demander",
        "Questions que je poserai",
        "Perguntas que eu fiz",
        "O que perguntar",
        "Da chiedere a loro",
        "Vragen die ik stel",
    ],
)
def test_headings_over_what_oneself_asks_are_known_by_who_asks(heading):
    """Those over what the other side asks say the same with another person."""
    assert is_turned(heading)


@for_each(
    "heading",
    ["Fragen, die Personaler stellen", "Preguntas que hacen", "Perguntas que eles fizeram", "Что могут спросить"],
)
def test_headings_over_what_others_ask_turn_to_nobody(heading):
    """The questions below are asked in the interview."""
    assert not is_turned(heading)


@for_each(
    "question",
    [
        "Do you have any questions for us?",
        "What questions do you have?",
        "Haben Sie noch Fragen an uns?",
        "Avez-vous des questions pour nous ?",
        "¿Tiene alguna pregunta para nosotros?",
        "Tem alguma pergunta para nós?",
        "Ha domande per noi?",
        "Heeft u nog vragen voor ons?",
        "你还有什么问题想问我们吗？",
        "最後に何か質問はありますか？",
        "마지막으로 궁금한 점이 있으신가요?",
    ],
)
def test_who_asks_for_questions_is_known_in_each_language(question):
    """By the words that head what oneself may ask."""
    assert turns_to_oneself(question)
    assert not turns_to_oneself("Which questions of a guest do you pass on?")


@for_each(
    "request_",
    [
        "Could you explain why you chose that route",
        "Introduce yourself in two minutes.",
        "Parlez-nous de votre dernier poste",
        "Présentez-vous en deux minutes",
        "Explíqueme cómo prepara una reunión",
        "Háblenos de usted",
        "Me fale de um conflito",
        "Você pode me contar de um erro",
        "Mi racconti di un errore",
        "Si presenti in due minuti",
        "Erläutern Sie Ihre Rolle",
        "Stellen Sie sich kurz vor",
        "Noem twee fouten",
        "Geef me een voorbeeld",
        "Bạn hãy giới thiệu về bản thân",
        "Chia sẻ về một lần bạn thất bại",
        "简述你的经历",
        "你的职业规划是什么",
        "为什么选择我们",
        "自我介绍一下",
        "갈등을 해결한 경험을 말해보시오",
        "가장 큰 장점은 무엇입니까",
        "失敗した経験を聞かせて下さい",
        "志望の理由を述べよ",
        "Расскажите о себе",
        "Proszę opowiedzieć o sobie",
        "Berätta om en konflikt",
        "Ge oss ett exempel",
        "Bir çatışmayı anlatın",
        "Bir örnek verebilir misiniz",
        "Ceritakan tentang diri Anda",
    ],
)
def test_a_request_is_known_by_its_words_alone(request_):
    """No mark is needed where a language asks by its verbs, to whomever and however politely."""
    assert asks(request_)


@for_each(
    "question",
    [
        "Où vous voyez-vous dans cinq ans",
        "Avez-vous déjà dirigé une équipe",
        "Una vez que fallaste",
        "Uma situação em que você errou",
        "Una volta in cui ha sbagliato",
        "Worauf sind Sie stolz",
        "Eine Situation, in der Sie führten",
        "Waarom wilt u hier werken",
        "Điểm mạnh của bạn là gì",
        "有没有带过团队",
        "最有成就感的一件事",
        "당신의 단점",
        "가장 힘들었던 경험",
        "リーダーの経験",
    ],
)
def test_a_question_is_known_by_how_it_begins_among_others(question):
    """What does not ask by itself may ask where its siblings do."""
    assert begins_as_question(question)


@for_each(
    "text",
    [
        "J'ai parlé avec le client et nous avons refait le plan.",
        "Expliquer le contexte en deux phrases.",
        "Ha sido el año más duro.",
        "Wieder fehlte uns ein Fahrer.",
        "Waarschijnlijk had ik eerder moeten bellen.",
        "자신 있게 발표를 마쳤습니다.",
        "Conseguí que el equipo entregara a tiempo.",
        "Da un paso atrás y respira.",
        "Ich habe dem Team erklärt, was fehlte.",
        "Tôi đã nói chuyện với khách hàng.",
        "我向客户解释了原因，并在两周内完成了迁移。",
        "팀을 설득해서 두 주 만에 끝냈습니다.",
        "長く続けてくれるかどうかを見ている。",
    ],
)
def test_what_somebody_tells_asks_nothing(text):
    """Neither alone nor among questions."""
    assert not asks(text)
    assert not begins_as_question(text)


def docstrings(tree: ast.Module) -> set[int]:
    """The nodes that are docstrings, of a module, a class, a function, or a name that they stand below."""
    found = set()
    for node in ast.walk(tree):
        for statement in getattr(node, "body", []) if not isinstance(node, ast.Lambda | ast.IfExp) else []:
            if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
                found.add(id(statement.value))
    return found


def is_foreign(text: str) -> bool:
    """Whether a letter beyond ASCII stands in it."""
    return not text.isascii() and any(char.isalpha() and not char.isascii() for char in text)


def foreign_letters(path: Path) -> list[str]:
    """The strings of a file that are written with letters beyond ASCII, docstrings apart."""
    text = path.read_text(encoding="utf-8")
    if not is_foreign(text):
        return []
    tree = ast.parse(text)
    told = docstrings(tree)
    strings = [
        node for node in ast.walk(tree) if isinstance(node, ast.Constant | ast.JoinedStr) and id(node) not in told
    ]
    return [each for node in strings if is_foreign(each := ast.get_source_segment(text, node) or "")]


# pages until they are written anew
EXEMPT = ("content/languages/", "content/pages/")


def test_a_language_stands_in_its_own_file_alone():
    """No other module writes a letter that English does not have: signs, and ranges of scripts by number, are none."""
    paths = [path for path in ROOT.rglob("*.py") if not path.relative_to(ROOT).as_posix().startswith(EXEMPT)]
    assert {path.relative_to(ROOT).as_posix(): found for path in paths if (found := foreign_letters(path))} == {}
