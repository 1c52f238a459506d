"""What pages call the parts of a story. One line for each language; a further language is one line more."""

from __future__ import annotations

import re

_LANGUAGES = (
    # Situation; Task; Action; Result; Lesson. Other words for one name stand between "|".
    (
        "situation|the situation",
        "task|tasks|the task",
        "action|the action|actions taken|action taken|my action|my actions",
        "result|the result|final result",
        "lesson|lessons|lesson learned|lessons learned|lesson learnt|lessons learnt|learned|learnt|learning|learnings|"
        "key learning|key learnings|reflection|reflections|takeaway|takeaways|key takeaway|key takeaways|"
        "what i learned|what i learnt|what i have learned|what did i learn|what this taught me|what it taught me|"
        "what i'd do differently|what i would do differently|what i'd change|what i would change|in hindsight|"
        "looking back|insight|insights|learning outcome",
    ),
    ("情境|情景|情况|情況|背景", "任务|任務", "行动|行動|行为|行為", "结果|結果|成果",
     "学习|關鍵學習|关键学习|學習|收获|收穫|心得|反思|经验教训|經驗教訓|教训|教訓|经验|启示|啟示|感悟|总结反思"),
    ("situación|la situación", "tarea|la tarea", "acción|acciones|la acción", "resultado|resultados|el resultado",
     "aprendizaje|aprendizajes|lección|lecciones|lección aprendida|lecciones aprendidas|reflexión|lo que aprendí|"
     "qué aprendí|aprendí|conclusión|moraleja|qué haría distinto"),
    ("situation|la situation", "tâche|la tâche|mission", "action|actions|l'action", "résultat|résultats|le résultat",
     "leçon|leçons|apprentissage|apprentissages|enseignement|enseignements|réflexion|ce que j'ai appris|"
     "ce que j'en retiens|bilan|recul|à retenir"),
    ("situation|ausgangssituation|ausgangslage", "aufgabe|aufgabenstellung|auftrag",
     "handlung|aktion|maßnahme|maßnahmen|vorgehen|vorgehensweise|umsetzung", "ergebnis|ergebnisse|resultat",
     "erkenntnis|erkenntnisse|lehre|lehren|lektion|gelernt|was ich gelernt habe|was ich daraus gelernt habe|reflexion|"
     "fazit|lerneffekt|rückblick"),
    ("situação|a situação", "tarefa|a tarefa", "ação|ações|acção|acções|a ação", "resultado|resultados|o resultado",
     "aprendizado|aprendizados|aprendizagem|lição|lições|lição aprendida|lições aprendidas|reflexão|o que aprendi|"
     "aprendi|conclusão|o que eu faria diferente"),
    ("tình huống|hoàn cảnh|bối cảnh", "nhiệm vụ|mục tiêu", "hành động", "kết quả",
     "bài học|bài học rút ra|bài học kinh nghiệm|rút kinh nghiệm|suy ngẫm|điều tôi học được|học được"),
    ("상황", "과제|임무|과업|업무|목표", "행동|액션|조치", "결과|성과",
     "배운 점|배운점|교훈|느낀 점|느낀점|배움|깨달은 점|회고|성찰"),
    ("状況|シチュエーション", "課題|任務|タスク|役割", "行動|アクション|対応", "結果|成果",
     "学び|学んだこと|教訓|振り返り|ふりかえり|気づき|反省"),
)  # fmt: skip
_NAMES = ("Situation", "Task", "Action", "Result", "Lesson")

# Words that stand for a part of STAR only where the other labels of the story are STAR's.
_LOOSE = (
    "context|background|scenario|setting|contexto|contexte|hintergrund|kontext|배경",
    "goal|objective|target|responsibility|my role|role|objetivo|objectif|ziel|rôle|目标|目標",
    "actions|approach|steps|steps taken|what i did|process|execution|enfoque|démarche|ansatz|schritte|abordagem|해결",
    "results|outcome|outcomes|impact|end result|impacto|impact|auswirkung|effet|影响|效果",
    "growth|follow-through",
)
# Names of other frames that are in use: Problem, Challenge and the like.
_FRAMES = (
    "problem|challenge|obstacle|obstacles|conflict|complication|question|hypothesis|options|choice|decision|proof|"
    "evidence|setup|set-up|set up|hook|solution|resolution|plan|trade-off|trade-offs|tradeoffs|behavior|behaviour|"
    "feelings|evaluation|analysis|conclusion|action plan|description|issue|tension|turning point|opportunity|stakes|"
    "reto|desafío|problema|solución|défi|problème|solution|herausforderung|lösung|desafio|solução|thách thức|giải pháp|"
    "문제|해결책|挑战|挑戰|问题所在|解决方案|課題点|解決策"
)

STAR_WORDS: dict[str, str] = {
    word: name for row in _LANGUAGES for name, words in zip(_NAMES, row, strict=True) for word in words.split("|")
}
LOOSE_WORDS: dict[str, str] = {
    word: name for name, words in zip(_NAMES, _LOOSE, strict=True) for word in words.split("|")
}
FRAME_WORDS = frozenset(_FRAMES.split("|")) - STAR_WORDS.keys()
LETTERS = {"S": "Situation", "T": "Task", "A": "Action", "R": "Result", "L": "Lesson"}
_ORDER = {name: place for place, name in enumerate(_NAMES)}

_JOINED = re.compile(
    r"\s*[&/+＋／、・]\s*|\s+(?:and|und|y|e|et|và|with)\s+|(?<=\w)[和与及與](?=\w)|\s*및\s*|(?<=\w)と(?=\w)"
)
_EXPLAINED = re.compile(r"\s*[-–—:：|]\s*|\s*[(（\[【]\s*|\s*[)）\]】]\s*")
_NUMBER = re.compile(r"^(?:\d{1,2}[.)]|[①-⑨])\s*")
MOST_LETTERS = 48


def star_names(words: str) -> tuple[str, ...]:
    """The parts of STAR that a label stands for; () where it is none.

    ``S``, ``Situation (S)``, ``S - Situation``, ``Aufgabe`` and ``Situation/Task`` are labels.
    """
    if len(words) > MOST_LETTERS:
        return ()
    words = _NUMBER.sub("", words.strip())
    single = _single(words)
    if single:
        return (single,)
    pieces = [piece for piece in _EXPLAINED.split(words) if piece]
    if len(pieces) == 2 and (named := _same(pieces)):
        return named
    merged = tuple(_single(piece) for piece in _JOINED.split(words))
    return tuple(dict.fromkeys(merged)) if len(merged) > 1 and all(merged) else ()


def _single(word: str) -> str:
    return LETTERS.get(word) or STAR_WORDS.get(word.casefold().replace("’", "'"), "")


def _same(pieces: list[str]) -> tuple[str, ...]:
    """What both pieces of ``S (Situation)`` mean, where they mean the same."""
    first, second = (tuple(_single(word) for word in _JOINED.split(piece)) for piece in pieces)
    if first == second and all(first):
        return first
    known = next((names for names in (first, second) if len(names) == 1 and names[0]), ())
    other = pieces[1] if known == first else pieces[0]
    loose = LOOSE_WORDS.get(other.casefold(), "")
    return known if known and known[0] == loose else ()


def frame_name(words: str) -> str:
    """The words as a part's own name, where they name a part of another frame or stand loosely for one of STAR."""
    known = words.casefold().replace("’", "'")
    return words if known in FRAME_WORDS or known in LOOSE_WORDS else ""


def is_letter(words: str) -> bool:
    """Whether a label is made of initials only: ``S``, ``S/T``."""
    return all(piece in LETTERS for piece in _JOINED.split(words))


def place_of(name: str) -> int:
    """The place of a name in the order in which a story is told; other frames' names come after."""
    return _ORDER.get(name, len(_ORDER))
