"""Which language a story is told in, and its words for oneself. A further language is one row more."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_FEWEST_WORDS = 8
_SHARE = 0.12
_AHEAD = 1.3


@dataclass(frozen=True, slots=True)
class Language:
    """The commonest words of a language, those for I and for we, and those that say a number."""

    common: frozenset[str]
    myself: frozenset[str]
    ourselves: frozenset[str]
    numbers: frozenset[str]


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_LANGUAGES = (
    Language(
        _set(
            "the a an and of to in was were is it that with for on at by from we i my our they had not but as their which"
        ),
        _set("i i'm i'd i've i'll me my mine myself"),
        _set("we we're we'd we've we'll us our ours ourselves"),
        _set(
            "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
            "nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million half third quarter twice "
            "double doubled halved tripled triple dozen nobody none no zero every all both first second fewest never once"
        ),
    ),
    Language(
        _set(
            "der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an war ich wir hat"
        ),
        _set("ich mir mich mein meine meinen meinem meiner meines"),
        _set("wir uns unser unsere unseren unserem unserer unseres"),
        _set(
            "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig vierzig fünfzig hundert tausend million "
            "hälfte halb halbiert drittel viertel doppelt verdoppelt keine keiner kein niemand null alle beide erste nie"
        ),
    ),
    Language(
        _set(
            "le la les de des et un une du en que qui dans pour pas au sur avec ce il est était j'ai nous je mon ma ne se"
        ),
        _set("je j'ai j'avais j'étais moi me mon ma mes m'a"),
        _set("nous notre nos"),
        _set(
            "deux trois quatre cinq six sept huit neuf dix onze douze vingt trente quarante cinquante cent mille million "
            "moitié tiers quart double doublé aucun aucune personne zéro tous toutes premier première jamais"
        ),
    ),
    Language(
        _set("el la los las de que y en un una por con para no se lo su al del más fue como mi era había yo nos me"),
        _set("yo me mi mis mí conmigo"),
        _set("nosotros nosotras nos nuestro nuestra nuestros nuestras"),
        _set(
            "dos tres cuatro cinco seis siete ocho nueve diez once doce veinte treinta cuarenta cincuenta cien mil millón "
            "mitad tercio cuarto doble duplicó ninguno ninguna nadie cero todos todas primero primera nunca"
        ),
    ),
    Language(
        _set("o a os as de que e em um uma por com para não se ao do da no na mais foi como meu minha era eu nos nós"),
        _set("eu me mim meu minha meus minhas comigo"),
        _set("nós nos nosso nossa nossos nossas"),
        _set(
            "dois duas três quatro cinco seis sete oito nove dez onze doze vinte trinta quarenta cinquenta cem mil milhão "
            "metade terço quarto dobro dobrou nenhum nenhuma ninguém zero todos todas primeiro primeira nunca"
        ),
    ),
)


def words_of(text: str) -> list[str]:
    """The words of a text in lower case."""
    return [word.casefold().replace("’", "'") for word in _WORD.findall(text)]


def language_of(text: str) -> Language | None:
    """Return the language of a text by its commonest words; None where that is not clear, or the text is short."""
    words = words_of(text)
    if len(words) < _FEWEST_WORDS:
        return None
    counts = sorted(
        ((sum(word in each.common for word in words), at) for at, each in enumerate(_LANGUAGES)), reverse=True
    )
    (most, best), (second, _) = counts[:2]
    clear = most >= len(words) * _SHARE and most >= second * _AHEAD
    return _LANGUAGES[best] if clear else None
