"""Portuguese."""

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
from flashcards.content.languages.spanish import NOUNS_IN_MOS

LANGUAGE = Language(
    name="Portuguese",
    code="pt",
    hints=True,
    common=words(
        """
    o a os as de que e em um uma por com para não se ao do da no na mais foi como meu minha era eu nos nós dos das nas
    à às mas sua seu ou quando muito já pelo pela até isso ele ela entre depois sem mesmo nosso nossa tinha havia eles
    elas eram foram são está estava porque também então só lá fiz fizemos tínhamos essa esse este todos cada
    """
    ),
    stop_words=words(
        """
        o a os as um uma e ou de do da dos das em no na nos nas por com para que não como é são foi eu meu minha mas
        se já mais muito muita muitos pouco tudo todo toda todos todas outro outra outros cada mesmo mesma algo alguém
        nada ninguém nenhum também assim então depois antes agora sempre nunca ainda quando onde desde até entre sem
        sobre ele ela nós eles elas você vocês me te lhe nosso nossa seu sua seus suas esse essa isso este esta isto
        aquele aquela era eram ser estar estava está estavam ter tinha tem tive teve haver havia há fazer fez fiz
        fazia ir ia fui vai vou dizer disse poder podia pode pude querer queria quero dar deu pôr pus ver vi dia dias
        ano anos vez vezes
        """
    ),
    abbreviations=words("sr sra dr dra no jan fev mar abr jun jul nov dez máx mín vol art"),
    connectives=words("e ou mas que porque para com sem até quando se"),
    clauses=Clauses(
        leads=words(
            """
            quando depois antes durante como após desde ao a em no na nos nas com para por segundo apesar embora
            enquanto se sem diante graças
            """
        ),
        binds=words("mas senão não sim se sem salvo exceto só apenas embora apesar nem") | phrases("em vez"),
        leans=words("ele ela eles elas isso isto esse essa este esta seu sua seus suas mas também assim"),
        turns=words(
            """
            decid- escolh- propus- recus- descobr- perceb- convenc- mas porém problema identifi- falh- infelizmente
            embora
            """
        )
        | phrases("no entanto|de repente|em vez"),
        outcomes=words(
            """
            consegui- alcanç- reduz- aument- melhor- economiz- resolv- entreg- conclu- resultado- ganh- caiu subiu evit-
            metade dobr- sucesso
            """
        )
        | phrases("no prazo|graças a"),
        joints=words("porque enquanto onde incluindo") | phrases("para que|já que|devido a|graças a|o que"),
        subjects=words("eu nós ele ela eles elas"),
        phrases=words("com para em no na nos nas por pelo pela desde durante após sobre entre que -mente -ando -endo"),
        coordinators=words("e ou então depois"),
        adverbs=words("-mente primeiro então depois além também assim"),
        governors=words("não se de do para a ao por sem em o um uma seu sua meu minha"),
        holds=words(
            """
            -ar -er -ir -ado -ido -ada -ida -mente -ando -endo -ei -ou -ava -ia -aram -eram -amos o a os as um uma de do
            da dos das e ou ao à que não mais muito tão seu sua meu minha é era foi está havia tinha com em no na por
            para sem se
            """
        ),
        openers=words("que quem quando porque se onde como enquanto"),
        verbs=words(
            """
            -ei -ou -ava -avam -ia -iam -aram -eram -amos -emos -eu -iu -ar -er -ir é são era eram foi foram está há
            houve tive fui pude fiz fez pus disse pode deve tem se
            """
        ),
    ),
    joiner=r"\s+e\s+",
    persons=Persons(
        i=(
            r"eu|me|mim|meus?|minhas?|comigo|\w+ei|\w*[^aeiou\W]i|\w+í|fiz|tive|fui|pus|disse|pude|quis|vim"
            r"|trouxe|soube"
            r"|estive|sou|estou|vou|dou|faço|tenho|ponho|digo|posso|quero"
        ),
        # "nos" is left out: mostly it is "em os".
        we=rf"nós|noss[oa]s?|conn?osco|{NOUNS_IN_MOS}[^áéíóúâêô]*(?:[aeiá]|áva|ía|éra)mos",
        first=r"\b(?:eu|meu|minha|nós|nosso|nossa)\b",
        second=r"\b(?:você|seu)\b",
    ),
    numbers=Numbers(
        word=(
            r"dois|duas|três|quatro|cinco|seis|sete|oito|nove|dez|onze|doze|treze|[qc]u?atorze|quinze"
            r"|dez[ae]ss\w+|dez[ae]nove"
            r"|dezoito|vinte|trinta|quarenta|cinquenta|sessenta|setenta|oitenta|noventa|cem|cento|\w+cent[oa]s"
            r"|\w+zent[oa]s"
            r"|quinhent[oa]s|mil|milhar(?:es)?|[mbtr]+ilh(?:ão|ões)|dezenas?|dúzias?|centenas?|metade|mei[oa]s?"
            r"|terços?"
            r"|quartos?|quintos?|dobr\w+|duplic\w+|tripl\w+|quadruplic\w+|zero|nenhuma?|ninguém|amb[oa]s|únic[oa]"
        ),
        scale=r"(?:mil|[mb]ilh(?:ão|ões))\b",
        rate=r"(?:por cento|pontos percentuais)\b",
        unit=r"[ -](?:segundos?|minutos?|horas?|dias?|noites?|semanas?|mês|meses|trimestres?|anos?)\b",
        numbered=words("etapa fase opção passo semana capítulo exemplo número página parte pergunta versão"),
    ),
    spoken=Spoken(
        amounts=amounts(
            """
        meio=1/2 meia=1/2 metade=1/2 terço=1/3 terços=1/3 quarto=1/4 quartos=1/4 quinto=1/5 décimo=1/10 dobro=2 triplo=3
        dúzia=12 dezena=10 quinzena=15 par=2
        """
        ),
        duties=(
            r"\b(?:tinha(?:mos)? que|tinha(?:mos)? de|precisava|devia(?:mos)?|minha (?:tarefa|função|missão"
            r"|responsabilidade)|meu (?:papel|trabalho|objetivo)|cabia a mim|me pediram|encarregad[oa]"
            r"|responsável|o objetivo|era preciso)\b"
        ),
        lessons=(
            r"\b(?:aprend(?:i|emos|ido)|lição|desde então,? (?:eu )?(?:sempre|nunca)|da próxima vez"
            r"|olhando para trás|hoje (?:eu )?(?:sempre|pergunto|faço)|faria|me ensinou|levei comigo)\b"
        ),
        hours=Hours(
            plain=r"\b(?:às|pelas)\s#|#\sda\s(?:manhã|tarde|noite)",
            short=r"\b(?:as|das)\s#|#\s?h(?:oras)?\b",
        ),
        fillers=words("eh hum então bom né tipo assim pronto olha"),
    ),
    parts=Parts(
        situation=phrases("situação|a situação"),
        task=phrases("tarefa|a tarefa"),
        action=phrases("ação|ações|acção|acções|a ação"),
        result=phrases("resultado|resultados|o resultado"),
        lesson=phrases(
            """
        aprendizado|aprendizados|aprendizagem|lição|lições|lição aprendida|lições aprendidas|reflexão|o que aprendi|
        aprendi|conclusão|o que eu faria diferente
        """
        ),
    ),
    loose_parts=Parts(
        situation=phrases("contexto"),
        task=phrases("objetivo"),
        action=phrases("abordagem"),
        result=phrases("impacto"),
        lesson=phrases("crescimento"),
    ),
    frames=phrases("desafio|problema|solução"),
    asides=Asides(
        follow_up=phrases("perguntas de acompanhamento"),
        looks_for=phrases("o que avaliam"),
        tip=phrases("dica|dicas"),
        red_flag=phrases("erros comuns|evite"),
        time=phrases("tempo|duração"),
        source=phrases("fonte|leia ainda|leia também|leia mais|veja também|saiba mais"),
        note=phrases("por que funciona|dificuldade|observação"),
    ),
    page=Page(
        question=phrases("pergunta"),
        questions=phrases("perguntas"),
        letter=phrases("P"),
        answer=phrases("resposta|respostas"),
        story=phrases("história|exemplo|resposta"),
        theme=phrases("tema|temas|competência|competências"),
        themes=phrases("temas principais|competências"),
        bad=phrases("ruim|má|fraca"),
        leading=phrases("boa|bom|resposta|exemplo"),
        answers=phrases("serve para|responde"),
        generic=words("perguntas pergunta exemplos exemplo respostas resposta histórias e as os dos das sumário"),
        aside=phrases("dicas|antes da entrevista|depois da entrevista|após a entrevista|durante a entrevista"),
        other=phrases("ou"),
        yes=words("sim"),
        no=words("não"),
        asks=(
            r"^(?:(?:me |nos )?(?:cont[ea]|fal[ea]|descrev[ae]|explique|diga|dê)(?:-me|-nos)\b|(?:me |nos )(?:conte"
            r"|fale|descreva|explique|diga|dê)\b"
            r"|conte\b|fale\b|descreva|dê um|explique (?:como|por qu[eê]|a diferença|uma)|cite (?:um|dois|duas"
            r"|três)|apresente-se"
            r"|compartilhe um|relate um|pense em um|(?:você )?pod(?:e|eria) (?:me |nos )?(?:contar|falar|descrever"
            r"|explicar|dar)\b)"
        ),
        begins=(
            r"^(?:o que|por qu[eê]|como|qual|quais|quando|quem|onde|quant[oa]s?|você (?:já|tem|se|sabe|pode"
            r"|consegue|prefere|gosta)"
            r"|uma? (?:vez|situação|ocasião|momento|exemplo) (?:em|que|de))\b"
        ),
        orders=r"^(?:descreva|mencione|use |evite)\b",
        turned=(
            r"\bperguntas? (?:(?:a|que(?: você| tu)?(?: não| nunca)?(?: deve\w*| pode\w*)?) fazer"
            r"|para (?:fazer|nós|(?:o|a|os|as) (?:recrut|entrevist|empresa)))"
            r"|\b(?:minhas|suas) perguntas\b|\bperguntas? (?:minhas?|p(?:a)?ra eles|p(?:a)?ra elas)\b"
            r"|\bperguntas? que (?:eu|a gente|nós)\b|\b(?:o que|p(?:a)?ra|lhes) perguntar\b"
        ),
        blank=r"\b(?:por (?:escrever|completar)|nada ainda)\b",
    ),
)
