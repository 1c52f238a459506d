"""Spanish."""

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

# The ending of the verb says who did it. Nouns in -mos are stressed before the ending, with an accent that shows it
# (últimos, préstamos), but for these few; Portuguese has the same.
NOUNS_IN_MOS = r"(?!(?:extre|supre|recla|tra|ra|gra|kilogra|re|me|mi|ti|raci)mos$)"

LANGUAGE = Language(
    name="Spanish",
    code="es",
    hints=True,
    common=words(
        """
    el la los las de que y en un una por con para no se lo su al del más fue como mi era había yo nos me a o es muy
    pero sus le les ya entre cuando sin sobre ser tenía estaba hasta desde nuestro nuestra eran he hemos también
    """
    ),
    stop_words=words(
        """
        el la los las un una unos unas y o de del al en con por para que qué como cómo son fue era yo mi tu su se más
        le les muy ya pero porque cuando donde desde hasta entre sin sobre también tan tanto todo toda todos todas
        otro otra otros otras cada mismo misma algo alguien algún alguna nada nadie ningún ninguna poco mucho mucha
        muchos muchas solo sólo así entonces luego después antes ahora siempre nunca aunque si sí él ella nosotros
        ellos ellas usted ustedes me te nos mis tus sus nuestro nuestra ese esa eso esos esas este esta esto estos
        estas aquel aquella ahí allí aquí ser está están estaba estaban estar ha han he había habían hay haber hacer
        hace hizo hice hacía tener tiene tenía tengo tuve tuvo querer quería quiero quiere poder puede podía pude pudo
        decir dije dijo decía ir iba fui voy va ver vi vio dar di dio llevar llevaba llegar poner puse pedir pedí
        saber sabía día días año años vez veces
        """
    ),
    abbreviations=words(
        """
        sr sra srta dr dra ud uds no ene feb mar abr may jun jul ago sep sept oct nov dic máx mín vol art ej
        """
    ),
    connectives=words("y o pero porque que para con sin hasta desde cuando si"),
    clauses=Clauses(
        leads=words(
            """
            cuando después antes durante como tras desde al a en con para por según pese aunque mientras gracias si sin
            ante mediante
            """
        ),
        binds=words("pero sino no si sin salvo excepto solo sólo aunque ni") | phrases("en lugar|en vez|a pesar"),
        leans=words("él ella ellos ellas esto eso esta este estos estas ese esa su sus pero también así ello"),
        turns=words(
            """
            decid- eleg- elig- propus- rechac- descubr- entend- convenc- pero problema detect- identifi- fall- aunque
            """
        )
        | phrases("me di|sin embargo|de repente|en lugar|en vez"),
        outcomes=words(
            """
            logr- consegu- redu- aument- mejor- ahorr- resolv- resuelt- entreg- complet- termin- resultado- baj- subi-
            gan- alcanz- evit- mitad doble duplic-
            """
        )
        | phrases("a tiempo|gracias a"),
        joints=words("porque mientras donde incluyendo") | phrases("para que|ya que|debido a|gracias a|lo que"),
        subjects=words("yo nosotros él ella ellos nos me"),
        phrases=words("con para en por desde durante tras sobre entre hacia mediante según que -mente -ando -iendo"),
        coordinators=words("y e o u luego entonces"),
        adverbs=words("-mente primero luego entonces además también así sin"),
        governors=words("no se de del para a al por sin en el un la una su mi"),
        holds=words(
            """
            -ar -er -ir -ado -ido -ada -ida -mente -ando -endo -é -ó -aba -ía -aron -ieron -imos -amos el la los las un
            una unos unas de del y e o a al que no más muy tan su sus mi mis es era fue está había han ha con en por
            para sin se lo le me nos
            """
        ),
        openers=words("que quien cuando porque si donde cómo mientras"),
        verbs=words(
            """
            -é -ó -aba -aban -ía -ían -aron -ieron -imos -amos -í -ar -er -ir es son era eran fue fueron está ha han
            hay tuve hice hizo hubo pude quise fui puse dije dijo puede debe tiene se
            """
        ),
    ),
    joiner=r"\s+(?:y|e)\s+",
    persons=Persons(
        i=(
            r"yo|me|mí|mis?|mí[oa]s?|conmigo|\w+[éí]|hice|tuve|fui|puse|dije|pude|quise|vine|di|vi|supe|estuve"
            r"|traje|\w+duje"
            r"|he|soy|estoy|voy|doy|hago|tengo|pongo|digo|puedo|quiero"
        ),
        we=rf"nosotr[oa]s|nos|nuestr[oa]s?|{NOUNS_IN_MOS}[^áéíóú]*(?:[aei]|ába|ía|ára|éra)mos",
        first=r"\b(?:yo|mi|mis|me|nuestro|nuestra|nosotros)\b",
        second=r"\b(?:usted|tu|tus)\b",
    ),
    numbers=Numbers(
        word=(
            r"dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|dieci\w+|veinte"
            r"|veinti\w+"
            r"|(?:trei|cuare|cincue|sese|sete|oche|nove)nta|cien|\w*cient[oa]s?|quinient[oa]s|mil|miles|millar(?:es)?"
            r"|mill(?:ón|ones)|decenas?|docenas?|centenar(?:es)?|mitad|medi[oa]s?|tercios?|cuartos?|quintos?|dobl\w+"
            r"|duplic\w+|tripl\w+|cuadrupl\w+|cero|ningún|ningun[oa]|nadie|amb[oa]s|sola"
        ),
        scale=r"(?:mil|mill(?:ón|ones))\b",
        rate=r"(?:por ciento|puntos porcentuales)\b",
        unit=r"[ -](?:segundos?|minutos?|horas?|días?|noches?|semanas?|mes(?:es)?|trimestres?|años?)\b",
        numbered=words("etapa fase opción paso semana capítulo ejemplo número página parte pregunta versión"),
    ),
    spoken=Spoken(
        amounts=amounts(
            """
        medio=1/2 media=1/2 mitad=1/2 tercio=1/3 tercios=1/3 cuarto=1/4 cuartos=1/4 quinto=1/5 décima=1/10 doble=2
        triple=3 docena=12 decena=10 quincena=15 veintena=20 par=2
        """
        ),
        duties=(
            r"\b(?:tenía(?:mos)? que|había que|debía(?:mos)?|mi (?:tarea|trabajo|papel|objetivo|responsabilidad"
            r"|misión)|me tocaba|me pidi(?:ó|eron)|necesitaba|encargad[oa]|responsable|el objetivo|se trataba de"
            r"|dependía de mí)\b"
        ),
        lessons=(
            r"\b(?:aprend(?:í|imos|ido)|lección|me quedé con|me llevé|desde entonces,? (?:yo )?(?:siempre|nunca"
            r"|pregunto|hago)|la próxima vez|mirando atrás|ahora (?:siempre|ya|pregunto)|haría|me enseñó)\b"
        ),
        hours=Hours(
            plain=r"\b(?:a|hacia|sobre|desde|hasta|para|de)\slas?\s#|#\sde la (?:mañana|tarde|noche)",
            short=r"\blas?\s#",
        ),
        fillers=words("eh este pues bueno vale mira oye claro digamos sea"),
    ),
    parts=Parts(
        situation=phrases("situación|la situación"),
        task=phrases("tarea|la tarea"),
        action=phrases("acción|acciones|la acción"),
        result=phrases("resultado|resultados|el resultado"),
        lesson=phrases(
            """
        aprendizaje|aprendizajes|lección|lecciones|lección aprendida|lecciones aprendidas|reflexión|lo que aprendí|
        qué aprendí|aprendí|conclusión|moraleja|qué haría distinto
        """
        ),
    ),
    loose_parts=Parts(
        situation=phrases("contexto"),
        task=phrases("objetivo"),
        action=phrases("enfoque"),
        result=phrases("impacto"),
        lesson=phrases("crecimiento"),
    ),
    frames=phrases("reto|desafío|problema|solución"),
    asides=Asides(
        follow_up=phrases("repregunta|repreguntas"),
        looks_for=phrases("qué evalúan|qué buscan"),
        tip=phrases("consejo|consejos"),
        red_flag=phrases("señales de alarma|errores|errores comunes"),
        time=phrases("tiempo|duración"),
        source=phrases("fuente|lee también|leer también|lea también|ver también|te puede interesar"),
        note=phrases(
            """
        por qué es mala|por qué es buena|por qué funciona|comentario|comentarios|dificultad|nota|notas|nivel|empresa
        """
        ),
    ),
    page=Page(
        question=phrases("pregunta"),
        questions=phrases("preguntas"),
        letter=phrases("P"),
        answer=phrases("respuesta|respuestas"),
        story=phrases("historia|ejemplo|caso|respuesta"),
        theme=phrases("tema|temas|etiquetas|etiqueta|competencia|competencias"),
        themes=phrases("temas|temas clave|competencias"),
        bad=phrases("mala|malo|débil|incorrecta"),
        leading=phrases("buena|bueno|respuesta|modelo|ejemplo|con"),
        answers=phrases("sirve para|responde a|también responde a|ideal para"),
        generic=words(
            """
        preguntas pregunta ejemplos ejemplo respuestas respuesta entrevista historias historia y de la las los el mala
        buena malas buenas antes empezar enlaces método conducta comportamiento lista índice notas consejos práctica
        """
        ),
        aside=phrases("consejos|antes de la entrevista|después de la entrevista|durante la entrevista"),
        other=phrases("o bien|otra respuesta|otra historia"),
        yes=words("sí si"),
        no=words("no"),
        asks=(
            r"^¿?(?:cu[eé]nt[ae](?:me|nos)?\b|h[aá]bl[ae](?:me|nos)\b|habl[ae] (?:de|sobre) (?:ti|tu|usted|su"
            r"|una?)\b"
            r"|descr[ií]b[ae](?:me|nos)?\b|(?:d[ae](?:me|nos)|dé) un|expl[ií](?:ca|que)(?:me|nos)\b|explica (?:cómo"
            r"|por qué|la diferencia|una)"
            r"|preséntate|preséntese|compart[ae] un|relat[ae] un|menciona (?:un|dos|tres)|piens[ae] en un)"
        ),
        begins=(
            r"^¿?(?:qué|por qué|cómo|cuándo|cuál(?:es)?|quién(?:es)?|dónde|cuánt[oa]s?|has|tienes|puedes|podrías"
            r"|te consideras"
            r"|una? (?:vez|situación|ocasión|momento|ejemplo) (?:en|que|de))\b"
        ),
        orders=r"^(?:describ[ae]|expli[cq]\w+|cuent[ae]|menciona|usa|evita|incluye)\b",
        turned=(
            r"\bpreguntas? (?:(?:a|que(?: tú| yo)?(?: no| nunca)?(?: deb\w+| pued\w+)?) hacer"
            r"|para (?:hacer|nosotros|(?:el|la|los|las) (?:entrevist|reclut|empresa)))"
            r"|\b(?:mis|tus) preguntas\b|\bpreguntas? (?:mías?|tuyas?|propias|para (?:ellos|ellas))\b"
            r"|\bpreguntas? que (?:(?:yo|les|le) )*(?:voy a|quiero|haré|haría|hago)\b"
            r"|\b(?:qué|para|les|le) preguntar(?:les?)?\b"
        ),
        blank=r"\b(?:por (?:escribir|completar)|nada todavía)\b",
    ),
)
