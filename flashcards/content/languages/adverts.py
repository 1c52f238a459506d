"""How the parts of an advertisement for a job are headed that ask nothing of the one who applies."""

from __future__ import annotations

from flashcards.content.languages.language import Words, phrases

OFFERS: Words = phrases(
    """
    offer | offers | benefit | benefits | perk | perks | compensation | salary | pay | why us | why join | about us |
    about the company | who we are | our company | our values | our mission | how to apply | apply | application |
    equal opportunity | location | contact | hiring process | interview process | recruitment process |
    wir bieten | bieten wir | unser angebot | das bieten | deine vorteile | ihre vorteile | benefits | über uns |
    wer wir sind | kontakt | bewerbung | gehalt | vergütung |
    nous offrons | nous vous offrons | nous proposons | avantages | rémunération | à propos | qui sommes-nous |
    candidature | pour postuler |
    ofrecemos | qué ofrecemos | beneficios | salario | sobre nosotros | quiénes somos | cómo solicitar | contacto |
    oferecemos | o que oferecemos | benefícios | salário | sobre nós | quem somos | candidatura |
    offriamo | cosa offriamo | vantaggi | retribuzione | chi siamo | candidatura |
    wij bieden | wat bieden wij | wat wij bieden | arbeidsvoorwaarden | over ons | wie zijn wij | solliciteren |
    chúng tôi cung cấp | quyền lợi | phúc lợi | về chúng tôi | ứng tuyển |
    福利 | 待遇 | 薪资 | 我们提供 | 关于我们 | 公司介绍 |
    福利厚生 | 給与 | 会社概要 | 応募方法 | 복리후생 | 혜택 | 급여 | 회사 소개
    """
)
"""Words of which one in a heading says that it stands over what is offered, or tells of the one who offers it."""
