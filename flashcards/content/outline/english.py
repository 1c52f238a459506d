"""The small closed classes of English words that decide where a sentence may be cut."""

from __future__ import annotations

from collections.abc import Iterable


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TELLTALES = _words(
    """
    the and to of my our with that they for from this by were i which had we was it their not you she he would
    could been has are who what when before after but or without than there them her his your us did
    """
)
_LEAST_SHARE = 0.12

ARTICLES = frozenset({"a", "an", "the"})
KEEPS_ARTICLE_BEFORE = _words(
    """
    few little lot number bit while couple half third quarter dozen hundred thousand million single second
    minute hour day night shift week fortnight month year piece head person time one same more less most least
    only way better sooner worse
    """
)
KEEPS_ARTICLE_AFTER = _words(
    """
    not such what quite many rather half all both once twice as times per never no
    """
)
FILLERS = _words(
    """
    really actually basically essentially literally simply also explicitly personally clearly obviously
    successfully ultimately subsequently thus therefore specifically
    """
)
OPENERS = _words(
    """
    and so then also first firstly second secondly third thirdly next finally lastly instead however
    additionally furthermore moreover therefore consequently overall ultimately eventually well now thus
    meanwhile importantly unfortunately fortunately afterwards later similarly basically
    """
)
NEGATIONS = _words(
    """
    not never no nor neither without hardly barely none cannot nobody nothing
    """
)
CONTRASTS = NEGATIONS | _words(
    """
    but yet rather instead unless except only although though despite if until till whether than while whereas
    even
    """
)
CLAUSE_MARKERS = _words(
    """
    that which who whom whose where because since so when while as after before
    """
)
PREPOSITIONS = _words(
    """
    for with using by from in on at during through throughout across within over under via against about among
    between into onto to due including towards toward around per along alongside following after before as upon
    """
)
PAIRED = NEGATIONS - {"without"} | {"rather", "instead", "only"}
TIME_ORDER = frozenset({"after", "before", "earlier", "later", "ago", "since"})
SUBORDINATORS = frozenset({"if", "when", "once", "unless", "although", "while", "because", "since", "whenever"})
RELATIVES = frozenset({"that", "which", "who"})
CUTS = (PREPOSITIONS | CLAUSE_MARKERS) - {"into", "onto", "per", "between", "than"}
MEASURES = _words(
    """
    on in for of from to over across at per than among below above under against with by within after before
    since until till that which who
    """
)
PRONOUNS = _words(
    """
    i we you he she it they this that these those there who which
    """
)
OBJECTS = _words(
    """
    me us him her them it you myself ourselves himself herself themselves itself
    """
)
PARTICLES = _words(
    """
    back up out off away down forward together aside over in on apart ahead
    """
)
MODALS = _words(
    """
    would could can will might should must may shall cannot
    """
)
BE = _words(
    """
    am is are was were be been being i'm we're it's they're
    """
)
AUXILIARIES = (
    BE
    | MODALS
    | _words(
        """
    has have had do does did didn't don't doesn't wasn't weren't isn't i'd i've we'd
    """
    )
)
DETERMINERS = ARTICLES | _words(
    """
    my our your his her its their each every some any this that these those another other no both all most more
    less only such very too so of than nor not
    """
)
DANGLING = (
    PREPOSITIONS
    | CLAUSE_MARKERS
    | DETERMINERS
    | AUXILIARIES
    | CONTRASTS
    | frozenset({"and", "or", "how", "why", "what", "i"})
) - _words(
    """
    no none nothing nobody through over after before throughout along in on around about her that this all both
    so those these each under below within more less most only too do did
    """
)
FORBID_TO = _words(
    """
    able likely unlikely ready willing easy easier hard harder important impossible possible need needed time
    chance opportunity way ways decision right ability task job going used due close similar prior compared
    according reluctant hesitant eager happy afraid responsible committed how where what when whether order
    continued began started tried wanted agreed decided chose managed helped access attention contrary related
    key next thanks still yet left enough too last first only
    """
)
THAT_VERBS = _words(
    """
    told tell say said show shown showed know knew known learn learned learnt find found believe believed think
    thought argue argued propose proposed flag flagged promise promised realise realised realize realized saw see
    explain explained confirm confirmed notice noticed agree agreed decide decided mean means meant teach taught
    feel felt write wrote written report reported warn warned admit admitted mention mentioned discover discovered
    claim claimed sure aware convince convinced certain persuade persuaded insist insisted worried hear heard hope
    hoped request requested require required suggest suggested demonstrate demonstrated prove proved ensure ensured
    doubt feared guess guessed
    """
)
CONTROL_VERBS = _words(
    """
    ask asked asking tell told telling want wanted need needed get got getting help helped helping allow allowed
    allowing convince convinced persuade persuaded teach taught enable enabled require required expect expected
    encourage encouraged train trained invite invited force forced lead led persuading convincing teaching
    allows enables helps invited offered offering brought gave given moved changed switched went
    """
)
IRREGULAR_VERBS = _words(
    """
    led built ran took made gave wrote chose held met hit cut set put spent found got came went told said knew
    thought felt kept left saw sent brought taught drove won lost rose fell grew began became broke caught sold
    paid bought dealt fought hung laid lay meant read rang sang sat shook shut slept spoke stood stuck swept
    threw understood woke wore wound withdrew sought shrank split spread struck swore tore undid underwent
    forgot froze drew done gone seen known shown given taken written chosen driven risen fallen grown begun
    become broken spoken gets makes takes gives keeps means helps needs works lets let run make take give keep
    help need show use
    """
)


def is_english(words: Iterable[str]) -> bool:
    """Whether lower-case ``words`` are English, judged by the share of its most frequent function words."""
    known = total = 0
    for word in words:
        total += 1
        known += word in _TELLTALES
    return known > 0 and known >= total * _LEAST_SHARE


def is_finite(word: str, before: str) -> bool:
    """Whether a lower-case word, behind the word ``before``, is likely the verb of a statement."""
    if before in BE or before == "to" or word in {"be", "been", "being"}:
        return False
    return is_verb(word, before) and (not word.endswith("ing") or before in PRONOUNS)


def is_verb(word: str, before: str) -> bool:
    """Whether a lower-case word, behind the word ``before``, is likely a verb."""
    if word in AUXILIARIES or word in IRREGULAR_VERBS:
        return before not in DETERMINERS or before in {"that", "this", "all", "both", "not"}
    if before in MODALS or before == "to" or (before in PRONOUNS and before not in {"this", "that"}):
        return word not in FILLERS and not word.endswith("ly") and word not in DETERMINERS
    return len(word) > 4 and word.endswith(("ed", "ing")) and before not in DETERMINERS
