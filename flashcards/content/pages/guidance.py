"""Text that tells the reader what to say, and is no story."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flashcards.content.text.sentences import sentence_spans

_ORDERS = re.compile(
    r"(?:(?:briefly|clearly|then|first|next|finally|also|always|now|just|and|please|try to|be sure to|make sure to|here|start by|"
    r"end by|if \w+(?: \w+){0,6},)\s+)*"
    r"(?:describe|describing|explain|explaining|state|stating|say|name|set|give|giving|tell|telling|talk|walk|outline|outlining|mention|list|quantify|show|"
    r"highlight|emphasi[sz]e|focus|use|avoid|include|provide|share|keep|start|end|begin|finish|identify|discuss|detail|detailing|specify|"
    r"be specific|be concise|be honest|be clear|do not|don't|leave|pick|choose|think|remember|note|introduce|summari[sz]e|reflect|define|"
    r"write|put|add|pause|close|open with|frame|demonstrate|connect|tie|link|quote|paint|clarify|limit|spend|"
    r"describ[ae]|expli[cq]\w+|cuent[ae]|menciona|usa|evita|incluye|di |décri\w+|expliquez|donnez|dites|utilisez|évitez|mentionnez|"
    r"beschreib\w*|erklär\w*|nenne\w*|erwähn\w*|zeig\w*|vermeid\w*|descreva|mencione|use |evite|hãy |nêu |mô tả |giải thích )\b",
    re.IGNORECASE,
)
_EAST_ORDERS = re.compile(
    r"^(?:请|請|描述|说明|說明|写|寫|列出|强调|介绍|设定)|(?:하세요|하십시오|쓰세요|설명하라|적으세요)[.。]?$|(?:してください|しましょう|書く|説明する)[。.]?$"
)
_YOU = re.compile(
    r"\b(?:you|your|yours|yourself|usted|tu|tus|vous|votre|vos|sie|ihr|ihre|você|seu|bạn)\b|당신|您|你的|あなた",
    re.IGNORECASE,
)
_MYSELF = re.compile(
    r"\b(?:I|I'm|I'd|I've|I'll|me|my|mine|myself|we|our|us|yo|mi|mis|me|nuestro|nuestra|nosotros|je|j'|mon|ma|mes|nous|notre|nos|"
    r"ich|mein\w*|mir|mich|wir|unser\w*|uns|eu|meu|minha|nós|nosso|nossa|tôi|chúng tôi)\b|저는|제가|저의|우리|我|我们|私|僕|わたし",
)
_QUOTED = re.compile(r"“[^”]{0,400}”|\"[^\"]{0,400}\"|«[^»]{0,400}»|„[^“”]{0,400}[“”]")


def is_guidance(texts: Sequence[str]) -> bool:
    """Whether the parts of an answer tell the reader what to say: more than half of them, and none tells of oneself.

    In doubt it is a story.
    """
    told = [text for text in texts if text.strip()]
    if not told or any(tells_of_oneself(text) for text in told):
        return False
    return sum(map(_guides, told)) * 2 > len(told)


def tells_of_oneself(text: str) -> bool:
    """Whether somebody speaks of what happened to them, outside quotes and outside questions."""
    bare = _QUOTED.sub(" ", text)
    return any(
        _MYSELF.search(sentence) and not _orders(sentence) and not sentence.rstrip().endswith(("?", "？"))
        for sentence in _sentences(bare)
    )


def _guides(text: str) -> bool:
    """Whether most sentences of a part order or ask the reader."""
    sentences = [sentence for sentence in _sentences(text) if any(map(str.isalnum, sentence))]
    if not sentences or not _orders_or_asks(sentences[0]):
        return False
    return sum(map(_orders_or_asks, sentences)) * 2 >= len(sentences)


def _orders_or_asks(sentence: str) -> bool:
    bare = _QUOTED.sub(" ", sentence)
    return _orders(sentence) or (bool(_YOU.search(bare)) and not _MYSELF.search(bare)) or sentence.endswith(("?", "？"))


def _orders(sentence: str) -> bool:
    return _ORDERS.match(sentence) is not None or _EAST_ORDERS.search(sentence) is not None


def _sentences(text: str) -> list[str]:
    found = []
    for line in text.split("\n"):
        line = line.removeprefix("- ").strip()
        found += [line[start:end].strip() for start, end in sentence_spans(line)]
    return [sentence for sentence in found if sentence]
