"""German."""

from __future__ import annotations

from flashcards.content.languages.language import (
    Asides,
    Clauses,
    Hours,
    Language,
    Numbers,
    Ordinals,
    Page,
    Parts,
    Persons,
    Spoken,
    amounts,
    phrases,
    words,
)

_DIGITS = "zwei|zwo|drei|vier|fünf|sechs?|sieb(?:en)?|acht|neun|zehn|elf|zwölf|zwan|zig|ßig|ssig"
_NUMBERS = rf"(?:ein|und|null|{_DIGITS}|hundert|tausend|million|milliarde)+"

LANGUAGE = Language(
    name="German",
    code="de",
    hints=True,
    common=words(
        """
    der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an war ich wir hat haben
    hatte hatten waren einen einer einem aus bei nach dass wie zum zur über so sie er wurde um sind mir uns
    """
    ),
    stop_words=words(
        """
        der die das und oder ein eine einer eines einem einen ist war sind waren mit von zu zur zum auf für im den dem
        des ich du er sie es wir ihr mein dein sein nicht kein wie wer wann wo als auch noch nur schon dann aber wenn
        weil dass ob denn doch mal so sehr mehr viel viele alle alles jede jeder jedes jeden andere anderen etwas
        nichts jemand niemand immer nie wieder dort hier da damit dabei davon dafür daran darauf man uns unser unsere
        euch ihn ihm ihnen ihre ihren sich mich mir dich dir diese dieser dieses diesen jener habe hat hatte hatten
        haben wurde wurden wird werden worden bin bist sei kann konnte können muss musste müssen soll sollte will
        wollte wollten macht machte machen gemacht geht ging gehen gegangen kommt kam kommen sagt sagte sagen gesagt
        gibt gab geben ließ lassen tag tage jahr jahre über unter nach vor bei aus bis um an am in durch ohne gegen
        seit zwischen
        """
    ),
    abbreviations=words(
        """
        bzw ca evtl ggf usw zb nr jr st jan feb mär apr jun jul aug sep sept okt nov dez inkl zzgl dr prof
        """
    ),
    connectives=words("und aber oder weil dass wenn damit mit ohne für nach vor um bis"),
    clauses=Clauses(
        leads=words(
            """
            als nachdem während weil da obwohl bevor nach vor bei beim in im am an auf mit durch zu zum zur seit trotz
            statt wenn falls ohne um aufgrund dank
            """
        ),
        binds=words("aber sondern nicht statt als doch jedoch wenn falls ohne außer nur obwohl kein-"),
        leans=words("das dies diese dieser dieses es er sie sein seine ihr ihre dadurch damit aber doch jedoch auch"),
        turns=words(
            """
            entschied- entschlossen beschloss- vorgeschlagen schlug erkannt- merkte gemerkt stattdessen aber jedoch
            überzeugt- plötzlich problem leider fehler fand gefunden festgestellt weiger- obwohl
            """
        )
        | phrases("stellte fest"),
        outcomes=words(
            """
            gelang- gelungen erreich- gesenkt senkte gesteigert verbesser- gespart gelöst abgeschlossen geliefert
            erfolg- ergebnis konnte- wurde sank stieg fiel halbier- verdoppel- pünktlich
            """
        ),
        joints=words("weil sodass obwohl wobei während indem und sondern"),
        subjects=words("ich wir er sie es"),
        coordinators=words("und oder dann also"),
        adverbs=words("zuerst zunächst dann danach schließlich außerdem leider damals daher deshalb letztlich"),
        at_commas=False,
    ),
    joiner=r"\s+und\s+",
    persons=Persons(
        i=r"ich|mich|mir|mein(?:e[mnrs]?|s)?",
        we=r"wir|uns|unser(?:e[mnrs]?|s)?|unsre[mnrs]?",
        first=r"\b(?:ich|mein\w*|mir|mich|wir|unser\w*|uns)\b",
        second=r"\b(?:sie|ihr|ihre)\b",
    ),
    numbers=Numbers(
        # "ein" is an article, "einfach" simple, "einmal" mostly once more, "vereinfacht" simplified: none counts.
        word=(
            rf"(?!(?:ein|und)(?:e[mnrs]?|fach\w*|mal\w*)?$){_NUMBERS}(?:e[nr]?|n|mal\w*|fach\w*|s?tel[ns]?|prozent\w*)?"
            rf"|ver(?!ein){_NUMBERS}fach\w*|prozent|drittel\w*|dutzende?n?|halb\w*|hälfte\w*|doppel\w*|verdoppel\w*"
            r"|kein\w*|niemand\w*|beide\w*"
        ),
        scale=r"(?:Mio|Mrd|Million(?:en)?|Milliarden?|Tausend|Hundert|Dutzend)\b",
        rate=r"Prozent(?:punkte?)?\b",
        unit=(
            r"(?:\s?Uhr\b|[ -](?:Sekunden?|Minuten?|Stunden?|Tagen?|Nächten?|Wochen?|Monaten?|Quartalen?"
            r"|Jahren?)\b)"
        ),
        numbered=words(
            "woche schritt abschnitt aufgabe frage kapitel nr option phase punkt seite stufe tag teil version"
        ),
        ordinals=Ordinals(
            months=words(
                """
                januar jänner februar feber märz april mai juni juli august september oktober november dezember
                """
            ),
            holders=words(
                """
                der die das dem den des am im zum zur vom beim ins als jeder jede jedes jedem jeden mein meine meinem
                meinen meiner unser unsere unserem unseren unserer sein seine seinem seinen seiner ihr ihre ihrem ihren
                ihrer
                """
            ),
        ),
    ),
    spoken=Spoken(
        amounts=amounts(
            """
        halb=1/2 halbe=1/2 halber=1/2 halbes=1/2 halben=1/2 hälfte=1/2 drittel=1/3 viertel=1/4 fünftel=1/5 zehntel=1/10
        zweimal=2 doppelt=2 doppelte=2 dreimal=3 dreifache=3 dutzend=12 zwo=2 eineinhalb=3/2 anderthalb=3/2
        """
        ),
        duties=(
            r"\b(?:musste|mussten|sollte|sollten|meine (?:aufgabe|sache)|zuständig|verantwortlich"
            r"|lag (?:es )?an mir|galt es|brauchte|ging (?:es )?darum)\b"
        ),
        lessons=(
            r"\b(?:gelernt|gemerkt|lehre|lektion|seitdem|seither|heute (?:mache|frage|sage|weiß)|nächstes mal"
            r"|rückblickend|im nachhinein|mitgenommen|anders machen|beim nächsten)\b"
        ),
        hours=Hours(
            plain=r"#\s?Uhr\b",
            short=r"\b(?:um|gegen|bis|ab|vor|nach|seit|von)\s#",
        ),
        fillers=words("äh ähm hm also halt eben na ja genau sozusagen irgendwie"),
    ),
    parts=Parts(
        situation=phrases("situation|ausgangssituation|ausgangslage"),
        task=phrases("aufgabe|aufgabenstellung|auftrag"),
        action=phrases("handlung|aktion|maßnahme|maßnahmen|vorgehen|vorgehensweise|umsetzung"),
        result=phrases("ergebnis|ergebnisse|resultat"),
        lesson=phrases(
            """
        erkenntnis|erkenntnisse|lehre|lehren|lektion|gelernt|was ich gelernt habe|was ich daraus gelernt habe|
        reflexion|fazit|lerneffekt|rückblick
        """
        ),
    ),
    loose_parts=Parts(
        situation=phrases("hintergrund|kontext"),
        task=phrases("ziel"),
        action=phrases("ansatz|schritte"),
        result=phrases("auswirkung"),
        lesson=phrases("entwicklung"),
    ),
    frames=phrases("herausforderung|lösung"),
    asides=Asides(
        follow_up=phrases("nachfrage|nachfragen|rückfrage|rückfragen"),
        looks_for=phrases("was geprüft wird"),
        tip=phrases("tipp|tipps|hinweis|merke"),
        red_flag=phrases("fehler|vermeiden|stolperfallen"),
        time=phrases("zeit|dauer"),
        source=phrases("quelle|lesen sie auch|lies auch|mehr dazu|siehe auch|weiterlesen"),
        note=phrases("warum das gut ist|warum es gut ist|warum schlecht|schwierigkeit|anmerkung|kommentar|notiz"),
    ),
    page=Page(
        question=phrases("frage"),
        questions=phrases("fragen"),
        letter=phrases("F"),
        answer=phrases("antwort|antworten"),
        story=phrases("geschichte|beispiel|antwort"),
        theme=phrases("thema|themen|schlagworte|kompetenz|kompetenzen"),
        themes=phrases("themen|kompetenzen"),
        bad=phrases("schlecht|schlechte|schlechtes|schwach|schwache"),
        leading=phrases("gute|gutes|gut|antwort|muster|musterantwort|beispielantwort|beispiel|nach"),
        answers=phrases("passt zu|geeignet für|beantwortet|auch für"),
        generic=words(
            """
        fragen frage beispiele beispiel antworten antwort geschichten vorstellungsgespräch bewerbungsgespräch und die
        der das meine inhalt inhaltsverzeichnis links methode übung übungen tipps
        """
        ),
        aside=phrases("tipps|vor dem gespräch|nach dem gespräch|während des gesprächs"),
        other=phrases("oder"),
        yes=words("ja"),
        no=words("nein"),
        asks=(
            r"^(?:bitte )?(?:erzählen sie|erzähl\b|beschreiben sie|beschreibe? (?:mir|uns|dich|eine|dein)"
            r"|nennen sie|nenne (?:mir|uns|ein|drei|zwei)"
            r"|schilder(?:n sie|e\b)|geben sie|gib (?:mir|uns|ein)|erläutern sie|berichten sie|erklären sie (?:mir"
            r"|uns)|erklär(?:e)? (?:mir|uns)"
            r"|stellen sie sich (?:kurz |bitte )?vor|stell dich|denken sie an ein|(?:können|könnten"
            r"|würden) sie (?:mir|uns|sich|ein|ihr))"
        ),
        begins=(
            r"^(?:was|warum|wieso|weshalb|wie|wieviele?|wo(?:r?an|rauf|rin|mit|für|durch|zu|bei|von|hin|her)?|wann"
            r"|welche\w*|wer|wen|wem|ob|inwie\w+"
            r"|(?:haben|sind|können|würden|mussten) sie|(?:hast|bist|kannst|würdest|musstest) du"
            r"|eine? (?:situation|beispiel|moment|zeitpunkt|mal),? (?:in|als|für|wo))\b"
        ),
        orders=r"^(?:beschreib\w*|erklär\w*|nenne\w*|erwähn\w*|zeig\w*|vermeid\w*)\b",
        turned=(
            r"\bfragen(?: an (?:den|die|das|uns|mich|unternehmen|arbeitgeber)"
            r"|, die (?:du|man|ich|wir) (?:\w+ ){0,4}stell\w+| (?:\w+ ){0,3}(?:selbst|selber|zurück) stellen| von mir"
            r"|, die sie (?:\w+ ){0,3}stellen (?:können|sollten|dürfen))\b"
            r"|\b(?:rückfragen|meine fragen|eigene fragen|gegenfragen|(?:selbst|zurück) ?fragen)\b"
            r"|\bich (?:sie |noch )?frage\w*"
        ),
        blank=r"\b(?:noch (?:offen|leer|zu schreiben)|kommt noch)\b",
    ),
)
