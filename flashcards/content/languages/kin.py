"""What people ask for in one word and tell of in another: groups of words that mean nearly the same at interviews.

A group says nothing of other talk: a deadline is pressure there, and a patient somebody whom one serves.
"""

from __future__ import annotations

from collections.abc import Mapping

from flashcards.content.languages.language import Words, words

Kin = tuple[Words, ...]


def _kin(text: str) -> Kin:
    """The groups of a text, which ``|`` divides; each word in one form, its others are known by their stem."""
    return tuple(map(words, text.split("|")))


_ENGLISH = _kin(
    """
    conflict disagree disagreement dispute argument argue quarrel clash tension refuse split deadlock friction |
    colleague coworker peer teammate worker |
    boss manager supervisor superior head executive director leadership management chief |
    team group crew staff |
    mistake error wrong fault slip blunder regret |
    fail failure miss lose setback unsuccessful |
    persuade convince influence sell argue pitch agree adopt win |
    resist resistance reluctant sceptical skeptical opposition refuse against |
    emergency crisis urgent incident accident disaster outage breakdown |
    pressure stress deadline rush urgent tight |
    ambiguous ambiguity uncertain uncertainty incomplete unclear unknown |
    decide decision choose choice judgement judgment pick call |
    prioritise prioritize priority triage order juggle |
    mentor coach teach train develop grow junior novice learner trainee apprentice newcomer intern |
    feedback criticism review appraisal |
    customer client guest user patient passenger shopper caller |
    complaint complain unhappy angry upset dissatisfied furious |
    goal target objective aim quota |
    deadline date schedule due punctual late |
    improve improvement better optimise optimize streamline efficient efficiency faster speed |
    initiative proactive volunteer unasked suggest propose |
    change transformation transition migrate migration adopt switch introduce |
    data figure number metric statistic evidence measure count analysis |
    budget cost money spend saving expense price invest investment pay fund |
    law legal regulation regulator compliance rule audit policy |
    ethical ethics integrity honest honesty fair fairness dilemma moral |
    safe safety danger dangerous hazard risk accident injury |
    quality defect faulty bug flaw broken |
    problem issue trouble difficulty obstacle challenge |
    root cause reason why recurring |
    legacy inherit old debt outdated mess undocumented |
    buy purchase vendor supplier build outsource |
    deploy deployment release ship launch rollout deliver |
    trust relationship rapport confidence bond |
    young teenager boy girl child pupil student youth adolescent class |
    doctor physician nurse surgeon registrar consultant |
    dose medication medicine drug prescription |
    creative innovative innovation idea invent original |
    learn teach study skill |
    adapt adjust flexible plan |
    delegate assign share hand |
    lead leader leadership led charge command direct |
    present presentation speak explain audience communicate |
    negotiate negotiation bargain deal compromise |
    motivate morale inspire encourage enthusiasm |
    result impact outcome achievement accomplishment success proud revenue |
    model algorithm system software code application |
    boss absent away alone
    """
)
_GERMAN = _kin(
    """
    konflikt streit auseinandersetzung meinungsverschiedenheit spannung weigern uneinig |
    kollege kollegin mitarbeiter teammitglied |
    chef chefin vorgesetzter vorgesetzte leitung führungskraft leiter |
    team gruppe mannschaft belegschaft |
    fehler irrtum falsch versehen panne |
    scheitern misserfolg niederlage verfehlen verpassen rückschlag |
    überzeugen gewinnen beeinflussen durchsetzen |
    widerstand ablehnung skepsis dagegen |
    notfall krise unfall ausfall störung dringend |
    druck stress frist termin eile knapp |
    entscheidung entscheiden wahl wählen |
    priorität vorrang reihenfolge priorisieren |
    anleiten ausbilden betreuen lehrling auszubildende einarbeiten fördern nachwuchs |
    rückmeldung kritik feedback |
    kunde kundin gast patient nutzer fahrgast |
    beschwerde reklamation unzufrieden verärgert wütend |
    ziel vorgabe zielsetzung |
    verbessern verbesserung optimieren effizient schneller |
    eigeninitiative initiative vorschlagen vorschlag |
    veränderung umstellung wandel einführen wechsel |
    daten zahlen kennzahl messen auswertung |
    budget kosten geld ausgaben sparen preis |
    gesetz vorschrift regel recht aufsicht |
    sicherheit gefahr risiko unfall gefährlich |
    qualität mangel defekt kaputt |
    problem schwierigkeit hindernis herausforderung |
    vertrauen beziehung |
    jugendlicher kind schüler junge mädchen |
    führen führung leiten verantwortung |
    verhandeln verhandlung kompromiss |
    motivieren motivation begeistern |
    erfolg ergebnis wirkung stolz
    """
)
_FRENCH = _kin(
    """
    conflit désaccord dispute querelle tension refuser |
    collègue coéquipier collaborateur |
    chef patron supérieur responsable direction hiérarchie |
    équipe groupe personnel |
    erreur faute tort |
    échec échouer rater manquer revers |
    convaincre persuader influencer rallier |
    résistance réticence opposition sceptique |
    urgence crise panne incident accident |
    pression stress délai échéance |
    décision décider choix choisir trancher |
    priorité ordre prioriser |
    former encadrer accompagner apprenti stagiaire débutant mentor |
    client usager patient invité passager |
    plainte réclamation mécontent fâché |
    objectif but cible |
    améliorer amélioration optimiser efficace |
    initiative proposer proposition |
    changement transition introduire adopter |
    données chiffres mesure mesurer indicateur |
    budget coût argent dépense économie prix |
    loi règle norme conformité |
    sécurité danger risque accident |
    qualité défaut panne |
    problème difficulté obstacle défi |
    confiance relation |
    diriger mener animer responsabilité |
    négocier négociation compromis |
    succès réussite résultat fier
    """
)
_SPANISH = _kin(
    """
    conflicto desacuerdo disputa discusión tensión negarse |
    compañero colega |
    jefe jefa superior responsable dirección |
    equipo grupo personal |
    error equivocación fallo equivocado |
    fracaso fracasar fallar perder revés |
    convencer persuadir influir |
    resistencia oposición reacio escéptico |
    emergencia crisis urgencia avería accidente |
    presión estrés plazo fecha |
    decisión decidir elegir elección |
    prioridad orden priorizar |
    formar enseñar aprendiz mentor novato entrenar |
    cliente usuario paciente huésped pasajero |
    queja reclamación enfadado descontento |
    objetivo meta |
    mejorar mejora optimizar eficiente |
    iniciativa proponer propuesta |
    cambio transición introducir adoptar |
    datos cifras número medir medida |
    presupuesto coste dinero gasto ahorro precio |
    ley norma regla cumplimiento |
    seguridad peligro riesgo accidente |
    calidad defecto avería |
    problema dificultad obstáculo reto |
    confianza relación |
    dirigir liderar liderazgo responsabilidad |
    negociar negociación acuerdo |
    éxito resultado logro orgulloso
    """
)
KIN: Mapping[str, Kin] = {"en": _ENGLISH, "de": _GERMAN, "fr": _FRENCH, "es": _SPANISH}
"""The groups of each language that has any, by its code."""
