"""What the reader knows of languages of which it knows no more: their commonest words, so that they are not taken for
one that it knows, and how they request a story.
"""

from __future__ import annotations

from flashcards.content.languages.language import Pattern, words

AFRIKAANS = words("die 'n n en van in is was het ek ons op wat met vir nie te by om aan hulle maar my dat sy")
CATALAN = words(
    """
    el la els les de que i en un una per amb no es lo seu al del dels més va vaig vam com meu era jo ens em nostre a
    """
)
GALICIAN = words(
    """
    o a os as de que e en un unha por con para non se ao do da no na máis foi como meu era eu nos co coa dos das
    """
)
ROMANIAN = words("și în la cu de pe nu o un este am fost era care să mai din pentru că a ai lui le au noi eu se al ale")
DANISH = words(
    """
    og i det at en den til er som på de med han af for ikke der var mig jeg vi et har min vores om havde vår att och
    """
)
SWEDISH = words("jag att och det som en på är av för med den till inte har de vi om var ett mig min vår hade i")
POLISH = words("i w z na do nie się że to jest o a za po jak ale od przez był była co tym moim ze my")
CZECH = words("a v se na že je s z do o i to ale byl by jako za po jsem jsme k pro od si mi sme som bol")
TURKISH = words("ve bir bu da de o için ile ama çok ben biz ne gibi daha mi var sonra en")
HUNGARIAN = words("a az és nem hogy is egy volt meg el de ez mert csak már én mi ki ha")
TAGALOG = words("ang ng sa na at ay ko mga ako kami hindi para si namin ito nang ni may")

NEIGHBOURS = (
    AFRIKAANS, CATALAN, GALICIAN, ROMANIAN, DANISH, SWEDISH, POLISH, CZECH, TURKISH, HUNGARIAN, TAGALOG,
)  # fmt: skip

# Russian, Ukrainian, Polish, Czech, Swedish, Danish and Norwegian, Hungarian, Romanian, Indonesian
REQUESTS: Pattern = (
    r"^(?:расскаж\w*|опишите?|приведите?|назовите|объясните|поделитесь|представьтесь|вспомните|розкажіть|опишіть"
    r"|наведіть|opowiedz\w*|opisz|podaj|wymień|proszę (?:opisać|opowiedzieć|podać)|popište|řekněte|povězte|uveďte"
    r"|berätta|beskriv|nämn|fortæl|fortell"
    r"|meséljen|mondjon|írja le|povestiți|descrieți|dați(?:-ne|-mi)? un"
    r"|ceritakan|jelaskan|sebutkan|berikan contoh)\b"
)
