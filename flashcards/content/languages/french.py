"""French."""

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
    name="French",
    code="fr",
    hints=True,
    common=words(
        """
    le la les de des et un une du en que qui dans pour pas au sur avec ce il est était nous je mon ma ne se l d j qu n
    s c m aux par plus ont a à sont été avait avions avons ai notre nos leur ses son sa ils elle mes on mais
    """
    ),
    stop_words=words(
        """
        le la les un une des du de et ou à au aux dans sur pour par avec qui quoi est sont était je il elle nous vous
        mon ma mes son se en que mais donc car si ne pas plus très bien aussi encore déjà toujours jamais tout toute
        tous toutes autre autres chaque même quelque quelques rien personne peu beaucoup trop alors puis ensuite après
        avant quand comme où dont ce cet cette ces cela ça ceci leur leurs notre nos votre vos ton ta tes sa lui on me
        te moi toi eux ils elles y a ai as avait avais avaient ont avons été être suis sommes étaient étais fait faire
        faisait fais va vais aller allait allé vient venir venu dit dire disait peut pouvait pouvoir pu voulait
        vouloir veut mis mettre pris prendre sans sous entre vers chez depuis pendant jour jours an ans année années
        fois
        """
    ),
    abbreviations=words("mme mlle dr st cf env janv févr avr juil sept oct nov déc vol max min art"),
    connectives=words("et ou mais parce pour avec sans jusqu'à quand depuis"),
    clauses=Clauses(
        leads=words(
            """
            quand lorsque après avant pendant comme puisque dès depuis à au chez en dans sur avec pour par malgré
            selon grâce si sans afin face durant lors suite
            """
        ),
        binds=words("mais pas plutôt sinon si sans sauf seulement malgré non ni") | phrases("bien que|au lieu"),
        leans=words("il elle ils elles cela ceci ça ce c'- ces cette son sa ses leur leurs mais cependant aussi"),
        turns=words(
            """
            décid- choisi- propos- refus- compris découver- réalis- plutôt convain- mais cependant soudain- problème
            malheureusement échou- constaté malgré accepté
            """
        )
        | phrases("au lieu"),
        outcomes=words(
            """
            réussi- atteint- rédui- augment- amélior- économis- résolu- livré- terminé- résultat- passé obtenu- gagné-
            diminu- baiss- doubl- moitié permis évité- adopté-
            """
        )
        | phrases("à temps|grâce à"),
        joints=words("notamment")
        | phrases("parce que|afin de|afin que|tandis que|alors que|pendant que|ce qui|grâce à|grâce au"),
        subjects=words("je j'- nous il elle ils elles on"),
        phrases=words("avec pour dans sur chez pendant depuis après avant sans qui où par lors contre"),
        coordinators=words("et ou puis donc alors"),
        adverbs=words("-ment d'abord ensuite puis enfin alors donc aussi cependant"),
        governors=words("je nous de d' à pour ne"),
        holds=words(
            """
            -er -ir -é -ée -és -ées -ant -ment le la les un une des du de et ou à au aux en que qui ne pas plus très est
            était a avait ont sont mon ma mes notre nos son sa ses leur ce cette ces tout tous toute si aussi je nous il
            """
        ),
        openers=words("que qui quand lorsque si où comment pourquoi"),
        verbs=words(
            """
            -ait -aient -ais -ons -ions -èrent -é est sont a ai ont avons fut doit peut dois fait dit mis pris suis faut
            fallait j'ai c'est
            """
        ),
    ),
    joiner=r"\s+et\s+",
    persons=Persons(
        i=r"(?:j|m)'.+|je|moi|me|mon|ma|mes|mien(?:ne)?s?|moi-même",
        we=r"nous|notre|nos|nôtres?",
        first=r"\b(?:je|j'|mon|ma|mes|nous|notre|nos)\b",
        second=r"\b(?:tu|vous|votre|vos)\b",
    ),
    numbers=Numbers(
        word=(
            r"deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?"
            r"|trente|quarante"
            r"|cinquante|soixante|septante|huitante|octante|nonante|cents?|mille|milliers?|millions?|milliards?"
            r"|pourcents?"
            r"|(?:diz|douz|quinz|vingt|trent|quarant|cinquant|soixant|cent)aines?|demie?s?|moitié|tiers|quarts?"
            r"|dixièmes?"
            r"|doubl\w+|tripl\w+|quadrupl\w+|divisée?s?|zéro|aucune?|personne|seule?"
        ),
        scale=r"(?:mille|milliers?|millions?|milliards?)\b",
        rate=r"(?:pour cent|points? de pourcentage)\b",
        unit=r"[ -](?:secondes?|minutes?|heures?|jours?|nuits?|semaines?|mois|trimestres?|ans?|années?)\b",
        numbered=words("étape chapitre exemple numéro option page partie phase question semaine version"),
    ),
    spoken=Spoken(
        amounts=amounts(
            """
        demi=1/2 demie=1/2 moitié=1/2 tiers=1/3 quart=1/4 quarts=1/4 cinquième=1/5 dixième=1/10 double=2 doublé=2
        triple=3 triplé=3 douzaine=12 dizaine=10 quinzaine=15 vingtaine=20 trentaine=30 cinquantaine=50 centaine=100
        zéro=0
        """
        ),
        duties=(
            r"\b(?:fallait|devais|devait|devions|il faut|mon (?:rôle|travail|objectif|but)|ma (?:mission|tâche"
            r"|responsabilité)|le but|à moi de|chargée?|responsable|me demandait|l'objectif)\b"
        ),
        lessons=(
            r"\b(?:appris|retenu|leçon|compris que|depuis,? je|désormais|maintenant,? je|la prochaine fois"
            r"|avec le recul|je ferais|autrement)\b"
        ),
        hours=Hours(
            plain=r"\b(?:à|vers|dès|avant|après)\s#\s?(?:heures?|h)\b|#\s?h(?:eures)?\s(?:du matin|du soir|de l'après)",
            short=r"\b(?:à|vers|dès|avant|après)\s#",
        ),
        fillers=words("euh hein ben bah bon enfin voilà quoi alors donc genre"),
    ),
    parts=Parts(
        situation=phrases("situation|la situation"),
        task=phrases("tâche|la tâche|mission"),
        action=phrases("action|actions|l'action"),
        result=phrases("résultat|résultats|le résultat"),
        lesson=phrases(
            """
        leçon|leçons|apprentissage|apprentissages|enseignement|enseignements|réflexion|ce que j'ai appris|
        ce que j'en retiens|bilan|recul|à retenir
        """
        ),
    ),
    loose_parts=Parts(
        situation=phrases("contexte"),
        task=phrases("objectif|rôle"),
        action=phrases("démarche"),
        result=phrases("impact|effet"),
        lesson=phrases("progression"),
    ),
    frames=phrases("défi|problème|solution"),
    asides=Asides(
        follow_up=phrases("relance|relances"),
        looks_for=phrases("ce qu'ils cherchent"),
        tip=phrases("conseil|conseils|astuce"),
        red_flag=phrases("à éviter|pièges"),
        time=phrases("durée"),
        source=phrases("source|à lire aussi|lire aussi|voir aussi|pour aller plus loin"),
        note=phrases("pourquoi ça marche|difficulté|remarque|commentaire|niveau"),
    ),
    page=Page(
        question=phrases("question|demande"),
        questions=phrases("questions"),
        letter=phrases("Q"),
        answer=phrases("réponse|réponses"),
        story=phrases("histoire|exemple|réponse"),
        theme=phrases("thème|thèmes|compétence|compétences"),
        themes=phrases("thèmes|thèmes clés|compétences"),
        bad=phrases("mauvais|mauvaise|faible"),
        leading=phrases("bonne|bon|réponse|modèle|exemple"),
        answers=phrases("répond à|répond aussi à|utile pour"),
        generic=words(
            """
        exemples exemple réponses réponse entretien histoires les le la de des et mes liens sommaire méthode conseils
        """
        ),
        aside=phrases("conseils|avant l'entretien|après l'entretien|pendant l'entretien"),
        other=phrases("ou"),
        yes=words("oui"),
        no=words("non"),
        asks=(
            r"^(?:(?:pou(?:vez|rriez)-vous|peux-tu|veuillez|merci de) (?:me |nous )?(?:raconter|décrire|expliquer"
            r"|donner)\b|racont(?:ez|e[- ])|parle[zr]?[- ](?:moi|nous)|décri(?:vez|s[- ]moi)"
            r"|présente[zr]?[- ](?:vous|toi|moi|nous)|donnez[- ](?:moi|nous)|donne[- ]moi|donnez (?:un|deux|trois)"
            r"|dites[- ](?:moi|nous)|citez|partagez un|pensez à un|expliquez[- ](?:moi|nous)"
            r"|expliquez (?:comment|pourquoi|une? (?:fois|situation)|la différence))"
        ),
        begins=(
            r"^(?:pourquoi|comment|quel\w*|qui|que|quand|où|combien|est-ce que|qu'est-ce que?|(?:avez|êtes|savez"
            r"|pouvez|aimez|seriez|feriez)-vous"
            r"|une? (?:fois|situation|exemple|moment) (?:où|dans l))\b"
        ),
        orders=(r"^(?:décri\w+|expliquez|donnez|dites|utilisez|évitez|mentionnez|di )\b"),
        turned=(
            r"\bquestions? (?:(?:à(?: ne pas)?|que vous (?:pouvez|devriez)) (?:leur |nous )?poser"
            r"|pour (?:le |la |l'|les )(?:recruteu|employeu|entreprise))"
            r"|\b(?:mes|vos) questions\b|\bquestions? (?:pour (?:nous|eux|elles)|que je)\b"
            r"|\bà (?:leur |lui )?demander\b|\bpose[rz]? (?:\w+ ){1,2}questions\b"
        ),
        blank=r"\b(?:à (?:écrire|compléter|faire)|rien encore)\b",
    ),
)
