"""Italian."""

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

LANGUAGE = Language(
    name="Italian",
    code="it",
    hints=False,
    common=words(
        """
    il lo la i gli le di che e un una per con non si è era ho abbiamo del della dei delle nel nella al alla da in mi
    """
    ),
    stop_words=words(
        """
        il lo la i gli le un uno una l di a da in con su per tra fra del della dei delle dello nel nella al alla dal
        dalla e ed o ma che chi cui non come quando dove io tu lui lei noi voi loro mio mia mi ti si ci è era sono
        stato ho ha hanno però perché se anche ancora già sempre mai più molto molta molti poco tutto tutta tutti
        tutte altro altra altri ogni stesso stessa qualche qualcosa nulla niente nessuno così allora poi dopo prima
        ora quello quella quelli questo questa questi queste quel ne vi me te nostra nostro suo sua suoi essere ero
        erano fu fatto fare faccio faceva avere aveva avevo avevano andare andato va venire detto dire diceva potere
        poteva può volere voleva voglio dare dato messo preso senza sotto sopra verso giorno giorni anno anni volta
        volte
        """
    ),
    abbreviations=words("dott prof avv gen feb mar apr ott nov dic max min vol art ecc"),
    connectives=words("e o ma perché che per con senza fino quando se mentre dopo"),
    clauses=Clauses(
        leads=words(
            """
            quando dopo prima durante come da dal dalla a al in nel nella con per secondo nonostante mentre se senza
            grazie poiché siccome
            """
        ),
        binds=words("ma non bensì se senza tranne solo sebbene nonostante invece né anziché"),
        leans=words("lui lei loro questo questa questi queste quello quella ciò suo sua ma però anche così"),
        turns=words(
            """
            decis- scelt- scelsi propost- proposi rifiut- scopert- scopr- capito capii invece convin- ma però tuttavia
            problema improvvisamente purtroppo fallit- accort-
            """
        ),
        outcomes=words(
            """
            riuscit- raggiunt- ridott- aumentat- migliorat- risparmiat- risolt- consegnat- completat- risultat- sces-
            salit- vint- evitat- metà doppi- raddoppiat-
            """
        )
        | phrases("in tempo|grazie a"),
        joints=words("perché affinché mentre dove poiché incluso") | phrases("grazie a|il che"),
        subjects=words("io noi lui lei loro"),
        phrases=words(
            "con per in nel nella su sul sulla da dal dalla durante dopo tra fra verso che -mente -ando -endo"
        ),
        coordinators=words("e ed o poi quindi"),
        adverbs=words("-mente poi quindi infine inoltre purtroppo anche così"),
        governors=words("non si di"),
        holds=words(
            """
            -are -ere -ire -ato -ito -uto -ata -ita -uta -mente -ando -endo -ava -eva -iva il lo la i gli le un uno una
            di del della dei degli delle e ed o a al che non più molto mio mia suo sua è era ha ho abbiamo hanno sono
            stato con in per da si
            """
        ),
        openers=words("che chi quando perché se dove come mentre"),
        verbs=words(
            """
            -ava -avano -avamo -eva -evano -evamo -iva -ivano -arono -irono -ò è sono era erano fu ha ho hanno abbiamo
            può deve si
            """
        ),
    ),
    joiner=r"\s+(?:e|ed)\s+",
    persons=Persons(
        i=(
            r"io|me|mi|mio|mia|miei|mie|ho|sono|\w{2,}(?:ai|ei|ii)|feci|dissi|presi|misi|chiesi|decisi|scrissi"
            r"|scelsi|\w+evo|\w+avo"
        ),
        we=r"noi|ci|nostr[oaie]|\w+(?:iamo|ammo|emmo|immo|avamo|evamo|ivamo)",
        first=r"\b(?:io|mio|mia|miei|mie|noi|nostro|nostra|nostri|nostre)\b",
        second=r"\b(?:tu|tuo|tua|voi|vostro|vostra)\b",
    ),
    numbers=Numbers(
        word=(
            r"due|tre|quattro|cinque|sei|sette|otto|nove|dieci|undici|dodici|tredici|quattordici|quindici|sedici"
            r"|dicia\w+|diciotto|(?:vent|trent|quarant|cinquant|sessant|settant|ottant|novant)\w+|cento|\w+cento"
            r"|mille|\w*mila"
            r"|milion[ei]|miliard[oi]|decin[ae]|dozzin[ae]|centinai[oa]|migliai[oa]|metà|mezz[oa]|terz[oi]|quart[oi]"
            r"|dopp\w+|raddopp\w+|tripl\w+|triplic\w+|dimezz\w+|zero|nessun[oa]?|entramb[ie]"
        ),
        scale=r"(?:mila|mille|milion[ei]|miliard[oi])\b",
        rate=r"(?:per cento|punti percentuali)\b",
        unit=r"[ -](?:second[oi]|minut[oi]|or[ae]|giorn[oi]|nott[ei]|settiman[ae]|mes[ei]|trimestr[ei]|ann[oi])\b",
        numbered=words("fase opzione passo settimana capitolo esempio numero pagina parte domanda versione"),
    ),
    spoken=Spoken(
        amounts=amounts(
            """
        mezzo=1/2 mezza=1/2 metà=1/2 terzo=1/3 terzi=1/3 quarto=1/4 quarti=1/4 quinto=1/5 decimo=1/10 doppio=2 triplo=3
        dozzina=12 decina=10 quindicina=15 ventina=20 paio=2
        """
        ),
        duties=(
            r"\b(?:dovevo|doveva|dovevamo|bisognava|avevo bisogno|il mio (?:compito|lavoro|ruolo|obiettivo)"
            r"|la mia (?:responsabilità|missione)|toccava a me|mi (?:hanno|avevano) chiesto|incaricat[oa]"
            r"|responsabile|l'obiettivo|si trattava di)\b"
        ),
        lessons=(
            r"\b(?:imparat[oa]|ho capito che|lezione|da allora,? (?:io )?(?:sempre|chiedo|faccio)"
            r"|la prossima volta|guardando indietro|con il senno|farei|mi ha insegnato|mi sono portat[oa])\b"
        ),
        hours=Hours(
            plain=r"\b(?:alle|dalle|ore)\s#|#\s(?:di|del)\s(?:mattin|pomeriggio|sera)",
            short=r"\ble\s#",
        ),
        fillers=words("ehm eh beh allora cioè insomma ecco diciamo boh"),
    ),
    parts=Parts(
        situation=phrases("situazione|la situazione"),
        task=phrases("compito|il compito|compiti"),
        action=phrases("azione|azioni|l'azione"),
        result=phrases("risultato|risultati|il risultato"),
        lesson=phrases(
            """
            lezione|lezioni|lezione appresa|lezioni apprese|riflessione|cosa ho imparato|ciò che ho imparato|
            insegnamento
            """
        ),
    ),
    loose_parts=Parts(
        situation=phrases("contesto"),
        task=phrases("obiettivo|ruolo"),
        action=phrases("approccio"),
        result=phrases("impatto|effetto"),
        lesson=phrases("crescita"),
    ),
    frames=phrases("sfida|problema|soluzione"),
    asides=Asides(
        follow_up=phrases("domanda di approfondimento|domande di approfondimento"),
        looks_for=phrases("cosa valutano|cosa cercano"),
        tip=phrases("consiglio|consigli|suggerimento|suggerimenti"),
        red_flag=phrases("errori comuni|da evitare"),
        time=phrases("durata"),
        source=phrases("fonte|leggi anche|vedi anche|per approfondire"),
        note=phrases("perché funziona|difficoltà|nota|note|commento|livello"),
    ),
    page=Page(
        question=phrases("domanda"),
        questions=phrases("domande"),
        letter=phrases("Q"),
        answer=phrases("risposta|risposte"),
        story=phrases("storia|esempio|risposta"),
        theme=phrases("tema|temi|competenza|competenze|etichetta|etichette"),
        themes=phrases("temi|temi chiave|competenze"),
        bad=phrases("cattiva|debole|sbagliata"),
        leading=phrases("buona|risposta|modello|esempio"),
        answers=phrases("adatta a|risponde a|risponde anche a|utile per"),
        generic=words(
            """
            domande domanda esempi esempio risposte risposta colloquio storie sommario metodo consigli elenco indice
            """
        ),
        aside=phrases("consigli|prima del colloquio|dopo il colloquio|durante il colloquio"),
        other=phrases("oppure|altra risposta"),
        yes=words("sì"),
        no=words("no"),
        asks=(
            r"^(?:(?:mi |ci )?(?:raccont(?:a|ami|aci|i|imi)\b|parl(?:ami|i)\b|descriv[ai](?:mi)?\b|spieghi\b"
            r"|dica\b)|dammi un|(?:mi dia|faccia|fammi) un"
            r"|spiegami|si presenti|presentati\b|pens[ai] a un|(?:può|potrebbe|puoi) (?:raccontar|descriver|parlar"
            r"|far)\w*)"
        ),
        begins=(
            r"^(?:cosa|che cosa|perché|come|quando|qual\w*|chi|dove|quant[oaie]|ha mai|hai mai"
            r"|un(?:a |'| )(?:volta|situazione|esempio|occasione|episodio) (?:in cui|di))\b"
        ),
        orders=r"^(?:descriv[ai]|spieg(?:a|hi)|indic(?:a|hi)|menziona|evita)\b",
        turned=(
            r"\bdomande (?:(?:da(?: non)?|che (?:non )?(?:puoi|dovresti)) (?:fare|far[cm]i|porre)"
            r"|per (?:il |la |l'|i |le )(?:selezion|recruit|aziend|datore))"
            r"|\b(?:le mie|le tue) domande\b|\bdomande (?:per (?:noi|loro)|mie|che (?:farò|faccio|voglio fare))\b"
            r"|\b(?:da|cosa) (?:chiedere|domandare)\b"
        ),
        blank=r"\b(?:da (?:scrivere|completare)|ancora niente)\b",
    ),
)
