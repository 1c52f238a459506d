"""Dutch."""

from __future__ import annotations

from flashcards.content.languages.language import (
    Asides,
    Clauses,
    Hours,
    Language,
    Numbers,
    Page,
    Parts,
    Persons,
    Spoken,
    amounts,
    phrases,
    words,
)

_DIGITS = "één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|der|veer|vijf|tach|tig"

LANGUAGE = Language(
    name="Dutch",
    code="nl",
    hints=False,
    common=words(
        """
    de het een en van in is was ik we op dat die met voor niet te zijn naar om aan er maar had mijn ons onze bij ook
    """
    ),
    stop_words=words(
        """
        de het een en of van in op aan met voor bij naar uit om te over door tot dat die deze dit er niet geen ook nog
        al dan als wat wie waar hoe toen ik je jij hij zij ze wij we jullie u mijn jouw zijn haar ons onze hun is was
        waren ben heb heeft had hebben worden werd maar want omdat zo zeer heel veel meer alle alles elke iedere
        andere iets niets iemand niemand altijd nooit weer hier daar daarna dus toch wel eens zelf men hen hem mij me
        doen deed gedaan gaan ging gegaan komen kwam zeggen zei gezegd geven gaf kunnen kon kan moeten moest moet
        willen wilde wil zullen zou maken maakte gemaakt laten liet zonder tegen tussen onder dag dagen jaar jaren
        keer
        """
    ),
    abbreviations=words(
        """
        dhr mevr dr prof nr jan feb mrt apr jun jul aug sep sept okt nov dec bijv enz ca incl excl max min
        """
    ),
    connectives=words("en maar of omdat dat als zodat met zonder voor naar tot toen terwijl nadat"),
    clauses=Clauses(
        leads=words(
            """
            toen nadat terwijl omdat voordat na voor bij in op met door om sinds ondanks als zonder tijdens dankzij
            """
        ),
        binds=words("maar niet dan als zonder tenzij alleen behalve hoewel geen"),
        leans=words("dit dat deze die het hij zij ze zijn haar hun maar echter ook hierdoor daardoor"),
        turns=words(
            """
            beslo- besliss- gekozen koos voorgesteld ontdekt- weiger- overtuig- maar echter plotseling probleem helaas
            bleek vond merkte hoewel
            """
        )
        | phrases("stelde voor"),
        outcomes=words(
            """
            gelukt lukte bereikt- verminder- verlaag- verhoog- verbeter- bespaar- opgelost afgerond geleverd resultaat
            daalde steeg halveer- verdubbel- succes- konden werd
            """
        )
        | phrases("op tijd"),
        joints=words("omdat zodat hoewel waarbij terwijl waardoor en"),
        subjects=words("ik wij we hij zij ze het"),
        coordinators=words("en of toen dus"),
        adverbs=words("eerst daarna vervolgens uiteindelijk helaas daarom ook"),
        at_commas=False,
    ),
    joiner=r"\s+en\s+",
    persons=Persons(
        i=r"ik|mij|me|mijn|mezelf",
        we=r"wij|we|ons|onze",
        first=r"\b(?:ik|mij|mijn|wij|onze)\b",
        second=r"\b(?:jij|jouw|jullie)\b",
    ),
    numbers=Numbers(
        word=(
            rf"(?:(?:{_DIGITS}|en|honderd|duizend)+(?<!en)|zeven|tien|negen)(?:de|ste|voud\w*)?|miljoen\w*|miljard\w*|procent"
            r"|tientallen|dozijn\w*|honderden|duizenden|helft|half|halve|halveer\w*|gehalveerd|derde|kwart"
            r"|dubbel\w*|verdubbel\w*"
            r"|verdrievoudig\w*|nul|geen|niemand|beide"
        ),
        scale=r"(?:miljoen|miljard|duizend|honderd|dozijn)\b",
        rate=r"(?:procent|procentpunt(?:en)?)\b",
        unit=(
            r"(?:\s?uur\b|[ -](?:secon[dn]en?|minuut|minuten|uren|dag(?:en)?|nacht(?:en)?|we[e]?k(?:en)?|maand(?:en)?"
            r"|kwarta(?:al|len)|ja(?:ar|ren))\b)"
        ),
        numbered=words("stap fase optie week hoofdstuk voorbeeld nummer pagina deel vraag versie"),
    ),
    spoken=Spoken(
        amounts=amounts(
            """
        half=1/2 halve=1/2 helft=1/2 derde=1/3 kwart=1/4 vijfde=1/5 tiende=1/10 dubbel=2 dubbele=2 tweemaal=2 driemaal=3
        dozijn=12 tiental=10 paar=2 anderhalf=3/2 anderhalve=3/2 een=1 één=1
        """
        ),
        duties=(
            r"\b(?:moest|moesten|mijn (?:taak|rol|opdracht|doel|verantwoordelijkheid)|aan mij|verantwoordelijk"
            r"|nodig had|was de bedoeling|ging erom|vroegen? mij|vroegen? me)\b"
        ),
        lessons=(
            r"\b(?:geleerd|les|sindsdien|tegenwoordig|volgende keer|achteraf|terugkijkend|anders doen"
            r"|bijgebleven|meegenomen)\b"
        ),
        hours=Hours(
            plain=r"\b(?:om|tegen|rond|vanaf|tot)\s#\s?uur\b|#\suur\s'?s\s",
            short=r"\b(?:om|tegen|rond|vanaf|tot)\s#|#\s?uur\b",
        ),
        fillers=words("eh uh uhm ehm nou dus zeg maar eigenlijk gewoon hè"),
    ),
    parts=Parts(
        situation=phrases("situatie|de situatie"),
        task=phrases("taak|de taak"),
        action=phrases("actie|acties|de actie"),
        result=phrases("resultaat|resultaten|het resultaat"),
        lesson=phrases("les|lessen|geleerde les|geleerde lessen|reflectie|wat ik heb geleerd|wat ik leerde"),
    ),
    loose_parts=Parts(
        situation=phrases("achtergrond"),
        task=phrases("doel|mijn rol"),
        action=phrases("aanpak"),
        result=phrases("gevolg"),
        lesson=phrases("groei"),
    ),
    frames=phrases("uitdaging|probleem|oplossing"),
    asides=Asides(
        follow_up=phrases("vervolgvraag|vervolgvragen|doorvraag|doorvragen"),
        looks_for=phrases("wat ze toetsen|wat ze zoeken"),
        tip=phrases("advies"),
        red_flag=phrases("valkuil|valkuilen|te vermijden"),
        time=phrases("duur|tijd"),
        source=phrases("bron|lees ook|lees meer|zie ook"),
        note=phrases("waarom dit werkt|moeilijkheid|opmerking|notitie|commentaar|niveau"),
    ),
    page=Page(
        question=phrases("vraag"),
        questions=phrases("vragen"),
        letter=phrases("Q"),
        answer=phrases("antwoord|antwoorden"),
        story=phrases("verhaal|voorbeeld|antwoord"),
        theme=phrases("thema|thema's|competentie|competenties|vaardigheid|vaardigheden"),
        themes=phrases("thema's|kernthema's|competenties"),
        bad=phrases("slecht|slechte|zwak|zwakke"),
        leading=phrases("goed|goede|antwoord|voorbeeld"),
        answers=phrases("past bij|geschikt voor|beantwoordt|ook voor"),
        generic=words(
            """
            vragen vraag voorbeelden voorbeeld antwoorden antwoord sollicitatiegesprek verhalen inhoud methode
            """
        ),
        aside=phrases("adviezen|tips|voor het gesprek|na het gesprek|tijdens het gesprek"),
        other=phrases("of|ander antwoord"),
        yes=words("ja"),
        no=words("nee"),
        asks=(
            r"^(?:vertel\b|beschrijf\b|noem (?:een|twee|drie)|geef (?:(?:me|mij|ons) )?een|(?:kun je|kan je"
            r"|kunt u) (?:me |mij |ons |een |iets )"
            r"|leg (?:me |ons )?uit (?:hoe|waarom)|stel jezelf|deel een|denk aan een|schets een|licht een)"
        ),
        begins=(
            r"^(?:wat|waar(?:aan|bij|in|mee|om|op|over|toe|van|voor)?"
            r"|hoe|hoeveel|wanneer|welke?|wie|(?:heb|ben|kun|zou|wil) je|(?:heeft|bent|kunt"
            r"|zou|wilt) u"
            r"|een (?:situatie|voorbeeld|moment) (?:waarin|waarbij|van|dat))\b"
        ),
        orders=r"^(?:beschrijf|leg uit|noem|vermeld|vermijd|gebruik)\b",
        turned=(
            r"\bvragen (?:(?:aan|voor) (?:de|het|hen|hun|ons|jouw|je)|die (?:je|u|ik|we) (?:\w+ ){0,4}stel(?:len|t)?"
            r"|van mij)\b|\b(?:mijn|eigen) vragen\b|\b(?:zelf (?:te )?vragen|ik (?:zelf )?(?:wil|ga) vragen)\b"
        ),
        blank=r"\b(?:nog (?:te schrijven|invullen)|nog niets)\b",
    ),
)
