"""Korean."""

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
    name="Korean",
    code="ko",
    hints=False,
    common=words(
        """
    저는 제가 우리는 우리가 저희는 저희가 그리고 하지만 그래서 있는 있었습니다 했습니다 하는 것을 것이 수 그 이 때 후
    및 대한 위해 통해 함께 매우 모든 없는 없었습니다 되었습니다 됐습니다
    """
    ),
    stop_words=words(
        """
        저는 제가 나는 내가 우리는 우리가 저희는 그리고 하지만 그래서 있는 하는 것을 것이 수 그 이 때 및 대한 위해
        통해
        """
    ),
    abbreviations=words("주"),
    connectives=words("그러나 하지만 그래서 때문에 왜냐하면 만약 그런데 또는"),
    clauses=Clauses(
        leads=words("먼저 우선 다음으로 그리고 또한 마지막으로 이후 당시 하지만 그러나 결국"),
        binds=words("하지만 그러나 다만 단 그런데"),
        leans=words("이는 이것- 그것- 그는 그녀- 이를 이로 이에 이러한 그러나 하지만 또한 해당"),
        turns=words(
            "결정- 제안- 발견- 깨달- 하지만 그러나 문제- 실패- 선택- 거절- 설득- 원인- 장애- 갑자기 대신 부족- 도입-"
        ),
        outcomes=words(
            "결과- 성공- 향상- 절감- 개선- 달성- 완료- 증가- 감소- 해결- 단축- 수상- 줄었- 줄였- 늘었- 높였-"
            " 획득- 방지-"
        ),
        rests=words("-고 -며"),
        at_commas=False,
    ),
    joiner=r"\s*및\s*",
    persons=Persons(
        i=r"(?:저|나)(?:는|를|도|의|에게|만)?|제|제가|내|내가",
        we=r"(?:우리|저희)\w*",
        # what one wants, intends or thinks, one says of oneself alone, mostly without a pronoun
        first=r"저는|제가|저의|저에게|저희|우리|싶(?:습니다|어요)|겠습니다|[을를할될질] 것입니다|생각합니다",
        second=r"당신",
    ),
    numbers=Numbers(
        word=(
            r"(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉|열|열한|열두|스무|스물|서른|마흔|쉰|백|천|만|억)\s?(?:명|번|개|배|달|주|곳)?\w?"
            r"|절반\w*|반으로|배로|아무도|하나\w*|둘\w*|셋\w*"
        ),
        scale=r"[백천만억]+",
        rate=r"(?:퍼센트|프로|포인트)",
        unit=r"(?:개월|시간|[원명개주일년월배건회])",
        numbered=words("단계"),
    ),
    spoken=Spoken(
        amounts=amounts("반=1/2 절반=1/2 배=2"),
        duties=r"(?:해야 (?:했|하)|야 했|필요했|제 (?:역할|일|임무|과제|목표)|맡았|맡게|책임|목표는|부탁받|요청받)",
        lessons=r"(?:배웠|배운|깨달|교훈|그 ?(?:뒤|후)로|이후로|다음에는|다음번|돌아보|느꼈)",
        hours=Hours(
            plain=r"#\s?시(?!간)",
            short=r"(?:오전|오후|새벽|아침|저녁)\s?#",
        ),
        fillers=words("음 어 그 저 뭐 이제 그러니까"),
        counted=amounts("두=2 세=3 네=4 다섯=5 여섯=6 일곱=7 여덟=8 아홉=9 열=10 열한=11 열두=12"),
        counters=words("시 명 개 달 주"),
    ),
    parts=Parts(
        situation=phrases("상황"),
        task=phrases("과제|임무|과업|업무|목표"),
        action=phrases("행동|액션|조치"),
        result=phrases("결과|성과"),
        lesson=phrases("배운 점|배운점|교훈|느낀 점|느낀점|배움|깨달은 점|회고|성찰"),
    ),
    loose_parts=Parts(
        situation=phrases("배경"),
        task=phrases("역할"),
        action=phrases("해결"),
        result=phrases("영향"),
        lesson=phrases("성장"),
    ),
    frames=phrases("문제|해결책"),
    asides=Asides(
        follow_up=phrases("추가 질문|꼬리 질문|꼬리질문"),
        looks_for=phrases("평가 포인트|평가 요소"),
        tip=phrases("팁|조언"),
        red_flag=phrases("주의|주의점|피할 것"),
        time=phrases("시간"),
        source=phrases("출처|관련 글|함께 읽기|더 읽기"),
        note=phrases("난이도|메모|참고|비고|해설|코멘트"),
    ),
    page=Page(
        question=phrases("질문|문제"),
        questions=phrases("질문들|질문 목록"),
        letter=phrases("문"),
        answer=phrases("답변|답|정답"),
        story=phrases("예시|사례|스토리"),
        theme=phrases("주제|태그|역량"),
        themes=phrases("주제|핵심 주제|역량"),
        bad=phrases("나쁜|잘못된"),
        leading=phrases("좋은|모범|예시|답변|답|정답"),
        answers=phrases("활용 질문|답할 수 있는 질문"),
        generic=words("질문 예시 답변 면접 스토리 사례 목차 팁 연습 방법"),
        aside=words("팁"),
        other=phrases("또는"),
        yes=words("예"),
        no=words("아니오"),
        # "please tell me" asks; "please prepare" orders the reader
        asks=(
            r"(?:나요|[습입합됩갑납십]니까|까요|는가|[은인던]가요|신가요|던가"
            r"|주(?:세요|십시오|시오|시기 바랍니다)"
            r"|(?:말|말씀|설명|소개|이야기|얘기|서술|기술|묘사|표현|발표|비교|제시|제안|논)(?:하|해 ?보)(?:세요"
            r"|시오|십시오|라))[.?]?$"
        ),
        begins=(
            r"^(?:왜|어떻게|무엇|무슨|어떤|언제|누구|어디|얼마나|본인|당신)"
            r"|^[^.,:]{5,60}(?:(?:했던|하는|한|은|는|인|던|를|을|의) (?:경험|이유|방법|점|때|계획)|(?:에|대해"
            r"|대하여) ?(?:설명|말씀|소개)|차이점?|장단점|란|인가|을까)[.?]?$"
        ),
        orders=r"(?:하세요|하십시오|쓰세요|설명하라|적으세요)[.。]?$",
        turned=(
            r"역질문|하지 말아야 할 질문|(?:궁금한|질문).{0,6}(?:있으신가요|있습니까|있나요)"
            r"|(?:면접관|회사)(?:에게|에) (?:할|묻고)"
        ),
        blank=r"작성 예정|미작성",
    ),
)
