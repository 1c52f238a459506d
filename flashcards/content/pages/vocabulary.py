"""Words by which people mark the other things of a page: fields, asides, answers, sections. All in lower case."""

from __future__ import annotations

import re
from functools import lru_cache

from flashcards.content.pages.text import plain, words


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split("|"))


THEME_FIELDS = _set(
    "theme|themes|tag|tags|topic|topics|competency|competencies|skill|skills|value|values|principle|principles|"
    "leadership principle|leadership principles|key theme|key themes|主题|主題|标签|標籤|tema|temas|etiquetas|etiqueta|"
    "thème|thèmes|thema|themen|schlagworte|chủ đề|주제|태그|テーマ|タグ|competencia|competencias|compétence|compétences|"
    "kompetenz|kompetenzen|competência|competências|năng lực|역량|能力"
)
_QUESTION_WORDS = _set(
    "question|questions|prompt|prompts|q|pregunta|preguntas|frage|fragen|pergunta|perguntas|câu hỏi|câu|질문|문제|質問|"
    "问题|問題|题目|題目|面试题|interview question|example question|sample question|the question|question text|"
    "question_text|practice question|behavioral question|behavioural question|prep question|demande"
)
_ANSWER_WORDS = _set(
    "answer|answers|response|responses|sample answer|example answer|model answer|my answer|star answer|"
    "respuesta|respuestas|antwort|antworten|réponse|réponses|resposta|respostas|trả lời|câu trả lời|답변|回答|答案|参考答案"
)
_STORY_WORDS = _set(
    "story|example|case|answer|version|option|historia|ejemplo|caso|geschichte|beispiel|histoire|exemple|história|"
    "exemplo|ví dụ|câu chuyện|예시|사례|스토리|例|事例|故事|案例|示例|antwort|respuesta|réponse|resposta|star story|star example"
)
_BAD = _set(
    "bad|poor|weak|wrong|mala|malo|débil|incorrecta|schlecht|schlechte|schlechtes|schwach|schwache|mauvais|mauvaise|"
    "faible|ruim|má|fraca|xấu|dở|chưa tốt|나쁜|잘못된|悪い|だめな|不好|错误|較差|较差|差|坏|avoid|terrible|don't|dont|❌|👎|✗"
)
_LEADING = _set(
    "star|model|sample|example|answer|answers|response|good|better|strong|great|best|ideal|my|the|a|an|suggested|possible|"
    "spoken|full|short|long|final|draft|version|structured|written|method|format|framework|breakdown|story|here|is|in|l|"
    "buena|bueno|respuesta|modelo|ejemplo|con|gute|gutes|gut|antwort|muster|musterantwort|beispielantwort|beispiel|nach|"
    "bonne|bon|réponse|modèle|exemple|boa|bom|resposta|exemplo|tốt|hay|mẫu|câu|trả|lời|ví|dụ|좋은|모범|예시|답변|良い|模範|回答|"
    "回答例|回答示例|star回答示例|star回答|好|优秀|参考|示例|参考答案|答案|seconds|minutes|minute|sec|min|s|read|expand|click|show|open|to|"
    "replace|with|your|own|worked|reveal|view|see|hide|toggle|talk|track|script|solution"
)
_ASIDES: tuple[tuple[str, str], ...] = (
    (
        "Follow-up",
        "follow-up|follow-ups|follow up|follow ups|followup|followups|follow-up question|follow-up questions|"
        "likely follow-ups|possible follow-ups|repregunta|repreguntas|nachfrage|nachfragen|rückfrage|rückfragen|"
        "relance|relances|perguntas de acompanhamento|câu hỏi phụ|câu hỏi tiếp theo|추가 질문|꼬리 질문|꼬리질문|追问|追問|深掘り",
    ),
    (
        "Looks for",
        "looks for|what they're testing|what they are testing|what they want|what they want to hear|what they're assessing|"
        "what they look for|what they're looking for|what they assess|what it tests|what this tests|tests|assesses|"
        "why they ask|why they ask this|why they're asking|what interviewers look for|what interviewers want|"
        "what the interviewer wants|interviewer intent|intent|purpose|qué evalúan|qué buscan|was geprüft wird|"
        "ce qu'ils cherchent|o que avaliam|考察点|考察要点|考点|평가 포인트|평가 요소|評価ポイント|điều họ tìm kiếm",
    ),
    (
        "Tip",
        "tip|tips|pro tip|pro tips|interview tip|interview tips|hint|hints|advice|remember|reminder|delivery|coaching|"
        "consejo|consejos|tipp|tipps|hinweis|merke|conseil|conseils|astuce|dica|dicas|mẹo|lời khuyên|팁|조언|ヒント|コツ|提示|建议|小贴士",
    ),
    (
        "Red flag",
        "red flag|red flags|red flags to avoid|avoid|pitfall|pitfalls|common mistakes|common pitfalls|mistakes to avoid|"
        "what to avoid|don'ts|watch out|señales de alarma|errores|errores comunes|fehler|vermeiden|stolperfallen|"
        "à éviter|pièges|erros comuns|evite|tránh|lỗi thường gặp|주의|주의점|피할 것|注意|注意点|避免|常见错误|NG例",
    ),
    (
        "Time",
        "time|timing|duration|length|minutes|tiempo|duración|zeit|dauer|durée|tempo|duração|thời gian|시간|時間|时间|时长",
    ),
    ("Source", "source|sources|reference|references|fuente|quelle|fonte|nguồn|출처|出典|来源"),
    (
        "Note",
        "note|notes|difficulty|level|bank|company|employer|role|position|seniority|frequency|priority|status|date|author|"
        "category|type|score|rating|keywords|key words|key points|key point|why it works|why this works|why it's good|"
        "why it is good|why this is good|why it is bad|why it's bad|why it's weak|what works|what makes it good|analysis|"
        "commentary|comment|comments|feedback|strength|strengths|weaknesses|skills shown|skills demonstrated|demonstrates|"
        "shows|metrics|asked by|asked at|used at|id|disclaimer|method|framework|rehearsed|last practiced|word count|"
        "por qué es mala|por qué es buena|por qué funciona|comentario|comentarios|dificultad|nota|notas|nivel|empresa|"
        "warum das gut ist|warum es gut ist|warum schlecht|schwierigkeit|anmerkung|kommentar|notiz|pourquoi ça marche|"
        "difficulté|remarque|commentaire|niveau|por que funciona|dificuldade|observação|độ khó|ghi chú|nhận xét|vì sao hay|"
        "난이도|메모|참고|비고|해설|코멘트|難易度|メモ|備考|解説|难度|難度|难度级别|备注|備註|点评|解析|分析|公司|类型|频率",
    ),
)
ASIDES: dict[str, str] = {word: label for label, row in _ASIDES for word in row.split("|")}
_ANSWERS_QUESTIONS = _set(
    "best for|also answers|good for|use for|use it for|use this for|works for|fits|can answer|also good for|also for|"
    "also works for|questions it can answer|questions this answers|questions it answers|questions this can answer|"
    "variation|variant|also asked|alternative wording|alternative wordings|similar question|similar questions|"
    "related question|related questions|other versions|questions answered|works for questions|asked as|also asked as|variants|variations|alternate wordings|"
    "other wordings|sirve para|responde a|también responde a|ideal para|passt zu|geeignet für|beantwortet|auch für|répond à|"
    "répond aussi à|utile pour|serve para|responde|dùng cho|trả lời cho|활용 질문|답할 수 있는 질문|使える質問|適用問題|适用问题|适用于|"
    "可回答的问题|matching questions|target questions|applicable questions|possible questions|questions it fits"
)
_THEME_LISTS = _set(
    "themes|key themes|theme|core themes|common themes|main themes|competencies|key competencies|themes map|theme map|"
    "what these show|what they show|temas|temas clave|themen|thèmes|thèmes clés|temas principais|chủ đề|주제|핵심 주제|テーマ|"
    "主题|主題|核心主题|kompetenzen|competencias|compétences|competências|역량|skills|values|principles|tags"
)
_GENERIC = _set(
    "a|an|the|of|and|or|to|for|in|on|with|my|your|our|me|this|these|those|all|some|more|most|other|others|key|top|by|about|"
    "question|questions|q|qa|example|examples|story|stories|answer|answers|response|responses|interview|interviews|star|"
    "method|prep|preparation|practice|practise|sample|samples|model|worked|bank|index|list|lists|contents|content|table|toc|"
    "links|link|useful|resources|references|reference|reading|further|before|you|read|start|starting|intro|introduction|"
    "overview|summary|about|notes|note|guide|guides|how|use|page|pack|sheet|worksheet|examples|good|bad|behavioral|"
    "behavioural|competency|based|common|general|misc|miscellaneous|appendix|faq|main|part|section|sections|full|short|set|"
    "real|tips|tip|advice|review|checklist|cheat|cheatsheet|template|templates|scaffold|final|preguntas|pregunta|ejemplos|ejemplo|"
    "respuestas|respuesta|entrevista|historias|historia|y|de|la|las|los|el|mala|buena|malas|buenas|antes|empezar|enlaces|método|"
    "conducta|comportamiento|lista|índice|notas|consejos|práctica|fragen|frage|beispiele|beispiel|antworten|antwort|geschichten|"
    "vorstellungsgespräch|bewerbungsgespräch|und|die|der|das|meine|inhalt|inhaltsverzeichnis|links|methode|übung|übungen|tipps|"
    "exemples|exemple|réponses|réponse|entretien|histoires|les|le|des|et|mes|liens|sommaire|méthode|conseils|perguntas|pergunta|"
    "exemplos|exemplo|respostas|resposta|histórias|e|as|os|dos|das|sumário|câu|hỏi|ví|dụ|trả|lời|phỏng|vấn|mục|lục|bộ|các|mẹo|"
    "질문|예시|답변|면접|스토리|사례|목차|팁|연습|방법"
)
_CJK_GENERIC = re.compile(
    r"面试|面試|题目|題目|题库|問題|问题|示例|例子|案例|故事|回答|答案|方法|目录|目錄|链接|行为|行為|参考|练习|技巧|难度|級別|级别|说明|简介|"
    r"質問|面接|例|目次|練習|回答例|準備|集|一覧|ストーリー|질문|예시|답변|면접|스토리|사례|목차|팁|연습|방법|STAR"
)
_ASIDE_SECTIONS = _set(
    "tips|tip|advice|pitfalls|mistakes|resources|links|references|contents|toc|checklist|faq|consejos|tipps|conseils|dicas|팁"
)
_METHOD = re.compile(
    r"\bstar(?:-?[lr]+)?\b.*\b(?:method|technique|format|framework|approach|mean|work|stand|is|use)|"
    r"\b(?:what is|what's|why use|how to use|how do i use|what does)\b.*\bstar\b|"
    r"\b(?:this page|this guide|this document|this deck|these notes|behaviou?ral (?:interview )?questions)\b|^how to\b",
    re.IGNORECASE,
)
_ANSWERS = re.compile(
    r"(?:(?:this|the|it|my) )?(?:(?:story|example|answer|one) )?(?:(?:also|can|could|may|be|is|it) )*"
    r"(?:(?:works?|used?|fits?|good|great|best|suitable|useful|ideal|relevant)(?: well)?(?: also)? (?:for|to|with)|answers? (?:these|the following|questions))"
    r"(?: (?:answer|answering))?(?: (?:these|the following|the|questions like|questions?|prompts?|such as|like))*"
)
_NUMBERS = re.compile(r"\d+")


def is_generic(heading: str) -> bool:
    """Whether a heading only says what kind of thing follows (questions, examples, contents) and names no theme."""
    rest = [word for word in words(_CJK_GENERIC.sub("", heading)) if not word.isdigit()]
    return all(word in _GENERIC for word in rest)


@lru_cache(maxsize=4096)
def section_kind(heading: str) -> str:
    """What a heading says of the text below it: ``themes``, ``answers`` (questions that a story answers), an aside's
    label, ``bad``, ``lead`` (an answer follows), or "" for none of these.
    """
    text = plain(heading).casefold().replace("’", "'").strip(' :：.-–—!?"“”')
    if text in _ANSWERS_QUESTIONS or _ANSWERS.fullmatch(text):
        return "answers"
    if text in _THEME_LISTS or re.match(r"(?:key |core |common |main )?(?:themes|competencies)\b", text):
        return "themes"
    if text in ASIDES:
        return ASIDES[text]
    return answer_kind(text)


def answer_kind(text: str) -> str:
    """``bad`` or ``lead`` where the words announce an answer, else ""."""
    found = words(_NUMBERS.sub(" ", text))
    whole = " ".join(found)
    signs = {char for char in text if char in "❌👎✗"}
    announces = bool(found) and (whole in _ANSWER_WORDS or any(word in _ANSWER_WORDS | _STORY_WORDS for word in found))
    if (signs or any(word in _BAD for word in found)) and announces and len(found) <= 5:
        return "bad"
    if announces and all(word in _LEADING for word in found):
        return "lead"
    return (
        "lead"
        if whole in _ANSWER_WORDS or (found and all(word in _LEADING for word in found) and len(found) > 1)
        else ""
    )


def is_aside_section(heading: str) -> bool:
    """Whether a heading announces advice, links or contents, where nothing is asked."""
    found = words(heading)
    return bool(found) and (any(word in _ASIDE_SECTIONS for word in found) and len(found) <= 4)


def is_method(text: str) -> bool:
    """Whether a question is about the method of answering and not one that is asked in an interview."""
    return _METHOD.search(text) is not None


def is_question_word(text: str) -> bool:
    """Whether the words only say that a question follows."""
    return text.casefold().strip() in _QUESTION_WORDS


def is_answer_word(text: str) -> bool:
    """Whether the words only say that an answer follows."""
    return text.casefold().strip() in _ANSWER_WORDS


def is_story_word(text: str) -> bool:
    """Whether the words only say that a story or an example follows, with or without its number."""
    return _NUMBERS.sub("", text.casefold()).strip(" #.") in _STORY_WORDS


def is_theme_field(text: str) -> bool:
    """Whether a field of this name holds themes."""
    return text.casefold().strip() in THEME_FIELDS
