"""What the reader knows of languages of which it knows no more: their commonest words, so that they are not taken for
one that it knows, how they request a story, and what they call what stands on a page.
"""

from __future__ import annotations

from flashcards.content.languages.language import Parts, Pattern, phrases, words

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

# Russian, Ukrainian, Polish, Czech, Swedish, Danish and Norwegian, Turkish, Hungarian, Romanian, Indonesian
REQUESTS: Pattern = (
    r"^(?:расскаж\w*|опишите?|приведите?|назовите|объясните|поделитесь|представьтесь|вспомните|розкажіть|опишіть"
    r"|наведіть|opowiedz\w*|opisz|podaj|wymień|proszę (?:opisać|opowiedzieć|podać)|popište|řekněte|povězte|uveďte"
    r"|berätta|beskriv|ge (?:mig |oss )?(?:ett|exempel)|nämn|fortæl|fortell|giv (?:mig |os )?et|gi (?:meg |oss )?et"
    r"|anlatın|bahsedin|örnek verin|meséljen|mondjon|írja le|povestiți|descrieți|dați(?:-ne|-mi)? un"
    r"|ceritakan|jelaskan|sebutkan|berikan contoh)\b|(?:anlatın|bahsedin|tanıtın|m[ıiuü]s[ıiuü]n[ıiuü]z)$"
)

# Russian, Ukrainian, Polish, Czech, Slovak, Swedish, Danish and Norwegian, Turkish, Arabic, Hindi, Indonesian
PARTS = Parts(
    situation=phrases(
        "ситуация|ситуація|sytuacja|situace|situácia|situationen|läge|situasjon|situasjonen|durum|الموقف|स्थिति|situasi"
    ),
    task=phrases(
        "задача|завдання|zadanie|úkol|úloha|uppgift|uppgiften|opgave|opgaven|oppgave|oppgaven|görev|gorev|المهمة|कार्य|tugas"
    ),
    action=phrases(
        "действие|действия|дія|дії|działanie|działania|akcja|akce|akcia|agerande|handling|handlande|åtgärder|handlinger"
        "|eylem|eylemler|aksiyon|الإجراء|الإجراءات|कार्रवाई|tindakan|aksi"
    ),
    result=phrases(
        "результат|результаты|результати|rezultat|rezultaty|efekt|výsledek|výsledok|resultat|resultatet|sonuç"
        "|sonuc|النتيجة|परिणाम|hasil"
    ),
    lesson=phrases(
        "урок|уроки|вывод|выводы|висновок|висновки|lekcja|wnioski|poučení|ponaučení|poučenie|lärdom|lärdomar|læring"
        "|ders|çıkarım"
    ),
)
# Russian, Ukrainian
LETTERS = {"С": "Situation", "З": "Task", "Д": "Action", "Р": "Result"}
QUESTION = words(
    "вопрос питання запитання pytanie otázka fråga spørgsmål spørsmål soru سؤال السؤال س प्रश्न सवाल pertanyaan"
)
QUESTIONS = words("вопросы питання запитання pytania otázky frågor sorular")
ANSWER = words(
    """
    ответ ответа відповідь відповіді odpowiedź odpowiedzi odpověď odpovědi odpoveď svar svaret cevap yanıt exempelsvar
    جواب الجواب إجابة الإجابة ج उत्तर जवाब jawaban jawab
    """
)
STORY = words("история пример історія приклад historia przykład příběh příklad exempel eksempel örnek hikaye")
_GOOD = words("хороший хорошего примерный возможный гарний przykładowa dobra bra godt på ett et iyi ukázková")
LEADING = ANSWER | STORY | _GOOD
TURNED: Pattern = (
    r"\b(?:(?:что|о ч[её]м) (?:(?:мне|я|ещё|еще|можно|стоит|хочу|самому|самой) )*(?:спросить|спрашивать|узнать|спрошу)"
    r"|(?:мои|свои|ваши|встречные) вопросы|вопросы (?:от (?:меня|себя|кандидата)"
    r"|(?:к )?(?:ним|работодател\w+|компании|интервьюер\w+))|спросить у них"
    r"|(?:що|про що) (?:(?:мені|я|ще|можна|варто|хочу|самому|самій) )*(?:запитати|спитати|запитаю|спитаю)"
    r"|(?:стоит|можно|хочу) задать|(?:варто|можна|хочу) (?:задати|поставити)"
    r"|(?:мої|свої|ваші|зустрічні) (?:за)?питання|(?:за)?питання (?:від мене|(?:до|для) (?:них|роботодав\w+|компанії))"
    r"|(?:moje|własne|twoje) pytania|pytania (?:ode mnie|(?:do|dla) (?:nich|pracodawcy|firmy|rekrutera|komisji))"
    r"|o co (?:(?:ja|ich|chcę|warto|sam|sama) )*(?:zapytać|zapytam|spytać|spytam|pytać)|do zapytania"
    r"|(?:moje|vlastní) otázky|otázky (?:ode mě|na (?:ně|zaměstnavatele|firmu))|na co se (?:\w+ )?(?:zept\w+|ptát)"
    r"|(?:mina|egna|dina) frågor|frågor (?:till (?:dem|arbetsgivar\w+|företaget|intervjuar\w+|chefen)|från mig"
    r"|att ställa|jag (?:\w+ )?(?:ställ\w+|vill))|fråg(?:a|or) tillbaka|att fråga dem|jag (?:vill|ska) fråga"
    r"|(?:mine|egne) spør(?:gs)?mål|spør(?:gs)?mål til (?:dem|arbejdsgiver\w*|arbeidsgiver\w*|bedriften|virksomheden)"
    r"|sorularım|sorabileceğ\w+|aday\w* sorabilecek\w*|soracağım|(?:sizin|benim|onlara|işverene) sor\w+)\b"
)
