"""Every way to set off a question, with every way to set off a part, in nine languages."""

from __future__ import annotations

from itertools import product

from flashcards.content.pages.reader import read_page
from tests.examples import IS_WHOLE, every, for_each

NAMES = ("Situation", "Task", "Action", "Result", "Lesson")
LANGUAGES = {
    "English": (
        "Situation|Task|Action|Result|Lesson",
        ("Tell me about a time you fixed a leak.", "Describe a day when nothing worked", "How do you calm a crowd?"),
    ),
    "Chinese": ("情境|任务|行动|结果|反思", ("请描述一次你解决冲突的经历。", "你怎样处理压力？", "说说你失败的经历。")),
    "Spanish": (
        "Situación|Tarea|Acción|Resultado|Aprendizaje",
        ("Cuéntame de una vez que fallaste.", "¿Cómo manejas el estrés?", "Describe un conflicto en tu equipo"),
    ),
    "French": (
        "Situation|Tâche|Action|Résultat|Leçon",
        ("Parlez-moi d’un échec.", "Comment gérez-vous le stress ?", "Décrivez une équipe difficile."),
    ),
    "German": (
        "Situation|Aufgabe|Handlung|Ergebnis|Erkenntnis",
        ("Erzählen Sie von einem Fehler.", "Wie gehen Sie mit Stress um?", "Beschreiben Sie einen Konflikt."),
    ),
    "Portuguese": (
        "Situação|Tarefa|Ação|Resultado|Aprendizado",
        ("Conte-me sobre um erro.", "Como você lida com pressão?", "Fale de um conflito."),
    ),
    "Vietnamese": (
        "Tình huống|Nhiệm vụ|Hành động|Kết quả|Bài học",
        ("Hãy kể về một thất bại.", "Bạn xử lý áp lực thế nào?", "Hãy mô tả một xung đột."),
    ),
    "Korean": (
        "상황|과제|행동|결과|배운 점",
        ("실패한 경험을 말씀해 주세요.", "스트레스를 어떻게 관리하나요?", "갈등을 해결한 경험이 있나요?"),
    ),
    "Japanese": (
        "状況|課題|行動|結果|学び",
        ("失敗した経験を教えてください。", "ストレスにどう対処しますか？", "困難を乗り越えた経験を教えてください。"),
    ),
}
STORIES = (
    ("Two ovens failed at 5 am.", "Bake 400 rolls by 7.", "I called 3 neighbours.", "All 400 sold by 8.", "Ask early."),
    ("We were 4 of 9 people.", "Keep the line open.", "I moved two tables.", "No queue after 20 minutes.", "Move."),
    ("A bus of 50 came early.", "Feed them.", "I cut bread with 2 children.", "60 came back in May.", "Cut bread."),
)
QUESTIONS = {
    "a heading": "## {}\n\n",
    "a deeper heading": "### {}\n\n",
    "a quoted heading": '### "{}"\n\n',
    "a numbered heading": "## {number}. {}\n\n",
    "a heading with Q": "## Q{number}: {}\n\n",
    "a heading with a word": "### Question {number}: {}\n\n",
    "Q and a number": "Q{number}: {}\n\n",
    "a word": "Question: {}\n\n",
    "a bold word": "**Question:** {}\n\n",
    "a bold line": "**{}**\n\n",
    "a bold quoted line": "**“{}”**\n\n",
    "a bold numbered line": "**{number}. {}**\n\n",
    "a number": "{number}. {}\n\n",
    "a quotation below its name": '## {number}. Name\n\n> "{}"\n\n',
    "a bold line below its name": "## {number}. Name\n\n**{}**\n\n",
    "the word over it": "### Question\n\n{}\n\n",
    "a summary": "<details>\n<summary>{}</summary>\n\n",
    "a callout": "> [!question] {}\n\n",
    "a list item": "- {}\n",
}
PARTS = (
    "{word}: {text}", "**{word}:** {text}", "**{word}**: {text}", "**{word}** — {text}", "**{word}.** {text}",
    "{word}：{text}", "- {word}: {text}", "- **{word}:** {text}", "* **{word}** - {text}", "#### {word}\n{text}",
    "#### {word}\n\n{text}", "{word}\n{text}", "**{word}**\n{text}", "**{word}:**\n{text}", "**{word}:**  \n{text}",
    "{letter}: {text}", "**{letter}:** {text}", "**{letter}** {text}", "**{letter}** — {text}",
    "**{letter} ({word}):** {text}", "{word} ({letter}): {text}", "{letter} – {word}: {text}",
    "<li><b>{word}:</b> {text}</li>", "<p><strong>{word}:</strong> {text}</p>", "> **{word}:** {text}",
    "*{word}:* {text}", "{number}. **{word}:** {text}", "🔹 **{word}:** {text}", "{word} - {text}", "【{word}】{text}",
    "#### ✅ {letter} - {word}\n{text}",
)  # fmt: skip


def page(language: str, question: str, part: str, gap: str) -> str:
    """A page of three stories in one style."""
    words, questions = LANGUAGES[language]
    text = "# A page of mine\n\n"
    for number, (asked, story) in enumerate(zip(questions, STORIES, strict=True), start=1):
        text += QUESTIONS[question].format(asked, number=number)
        told = [
            part.format(word=word, letter=name[0], text=said, number=place)
            for place, (word, name, said) in enumerate(zip(words.split("|"), NAMES, story, strict=True), start=1)
        ]
        lines = gap.join(told).split("\n")
        text += "\n".join(f"  {line}" if question == "a list item" else line for line in lines) + "\n\n"
        text += "</details>\n\n" if question == "a summary" else ""
    return text


@for_each("question", QUESTIONS)
def test_every_style_of_part_is_read_below_every_style_of_question(question: str):
    """Questions, parts and texts whole, and nothing to report. Each pair of styles is read in every third language; by
    default each style of question is read once in every second, and so is each style of part in some."""
    step = 3 if IS_WHOLE else len(PARTS)
    place_of_question = [*QUESTIONS].index(question)
    turns = [*enumerate(LANGUAGES, start=place_of_question * (len(LANGUAGES) + 2))]
    for turn, language in every(2, turns, place_of_question):
        for place, part in enumerate(PARTS[turn % step :: step]):
            text = page(language, question, part, "\n" if place % 2 else "\n\n")
            found = read_page(text)
            told = [
                [(each.names, each.text) for each in answer.parts]
                for asked in found.questions
                for answer in asked.answers
            ]
            wanted = [[((name,), said) for name, said in zip(NAMES, story, strict=True)] for story in STORIES]
            assert [asked.text for asked in found.questions] == list(LANGUAGES[language][1]), text
            assert told == wanted, text
            assert (found.problems, found.themes) == ((), ()), text


@for_each(
    ("titles", "phrase", "meant"),
    [
        (("Moving house 1", "Moving house 12"), "Moving house 12", [1]),
        (("Moving house 1", "Moving house 12"), "Moving house 1, Moving house 12", [0, 1]),
        (("The art fair", "Smart fair"), "the smart fair", [1]),
        (("那年夏天", "搬家"), "用那年夏天的故事", [0]),
    ],
)
def test_a_title_means_its_story_where_it_stands_whole(titles: tuple[str, ...], phrase: str, meant: list[int]):
    """Not inside a longer word; where no space sets words apart, anywhere."""
    parts = "**Situation:** {}\n\n**Task:** {}\n\n**Action:** {}\n\n**Result:** {}\n\n**Lesson:** {}\n\n"
    told = "".join(f"## {title}\n\n" + parts.format(*texts) for title, texts in zip(titles, STORIES, strict=False))
    page = read_page(f"{told}# Questions\n\n- What did you do? -> {phrase}\n", "page.md")
    (question,) = (each for each in page.questions if each.text == "What did you do?")
    assert [answer.parts[0].text for answer in question.answers] == [STORIES[at][0] for at in meant]


ASKED = [*LANGUAGES["English"][1], "What made you leave your last bakery?"]
BOLD = ("a bold line", "a bold quoted line", "a bold numbered line", "a bold line below its name")
THEMES = ("**{}**\n\n", "**{}:**\n\n", "Theme: {}\n\n", "**Category:** {}\n\n", "Part {number}: {}\n\n")


ENDS = (
    "## Questions to ask them\n\n- How is the team set up?\n- What would you change?\n",
    "**Questions to ask them:**\n\n- How is the team set up?\n- What would you change?\n",
    "## Key takeaways\n\n- Prepare six of them\n- Say a figure\n",
    "**Checklist**\n\n- Charge the telephone\n- Look up the way\n",
    "---\n\nThat is all there is. Go and rest.\n",
)


def answered(question: str, theme: str = "") -> str:
    """A page of four questions with their answers, and a line over the first two and one over the others."""
    text = "# A page of mine\n\n"
    for number, one in enumerate(ASKED, start=1):
        text += theme.format(("Repairs", "Guests")[number // 3], number=1 + number // 3) if number % 2 else ""
        text += QUESTIONS[question].format(one, number=number)
        text += f"  I kept {number} ovens warm, and we sold all that I had baked.\n\n"
        text += "</details>\n\n" if question == "a summary" else ""
    return text


@for_each(
    ("question", "theme"),
    every(7, [each for each in product(QUESTIONS, THEMES) if not (each[0] in BOLD and each[1].startswith("**"))]),
)
def test_a_line_over_questions_is_their_theme_however_both_are_written(question: str, theme: str):
    """Between answered questions, too; a bold question would be one of those lines."""
    text = answered(question, theme)
    found = read_page(text)
    assert [each.text for each in found.questions] == ASKED, text
    assert [each.tags[-1:] for each in found.questions] == [("repairs",)] * 2 + [("guests",)] * 2, text


@for_each("theme", THEMES)
def test_a_line_over_titles_of_stories_is_their_theme(theme: str):
    """As it is over questions; a letter before a dash names its part, whatever has a colon behind it."""
    text, parts = "# A page of mine\n\n", "S - {}\n\nT - {}\n\nA - What I did: {}\n\nR - {}\n\nL - {}\n\n"
    for number, story in enumerate((*STORIES, STORIES[0])):
        text += theme.format(("Repairs", "Guests")[number // 2], number=1 + number // 2) if number % 2 == 0 else ""
        text += f"### The {('first', 'second', 'third', 'last')[number]} oven\n\n" + parts.format(*story)
    found = read_page(text)
    assert [each.tags for each in found.questions] == [("repairs",)] * 2 + [("guests",)] * 2, text
    assert all(len(each.answers[0].parts) == len(NAMES) for each in found.questions), text


@for_each(("question", "end"), every(7, [*product(QUESTIONS, ENDS)]))
def test_what_closes_a_page_is_no_part_of_its_last_answer_however_it_is_written(question: str, end: str):
    """Nor is what one may ask oneself a question of the page."""
    text = answered(question) + end
    found = read_page(text)
    told = [part.text for each in found.questions for answer in each.answers for part in answer.parts]
    assert [each.text for each in found.questions] == ASKED, text
    assert told == [f"I kept {number} ovens warm, and we sold all that I had baked." for number in range(1, 5)], text


SAID = (
    ("Team", ("Tell me about a team that fell apart.", "How do you settle a quarrel?")),
    ("Work", ("Why did you leave the dye works?", "Describe a day when the vat ran over")),
    ("Plans", ("Where do you want to be in five years?", "What would you change here first?")),
)
FORMS = (
    "{}", "**{}**", "*{}*", "_{}_", "`{}`", "“{}”", '"{}"', "> {}", "- {}", "* **{}**", "- [ ] {}",
    "[{}](https://example.org/q)", "{number}. {}", "{number}) {}", "({number}) {}", "{number}、{}",
    "{number}. **{}**", "{} ★★", "- {} 🔥", "{} (often)", "{number}. {} [hard]", "**{}** (often)",
)  # fmt: skip


@for_each("form", FORMS)
def test_questions_under_their_themes_are_the_same_in_any_form(form):
    """However few stand under one heading: those of the same form ask elsewhere on the page."""
    lines, numbers = ["# Notes of a dyer", ""], iter(range(1, 9))
    for theme, questions in SAID:
        lines += [f"## {theme}", ""]
        for question in questions:
            asked = form.format(question, number=next(numbers))
            lines += [asked, "", f"I filled {len(lines)} vats that year.", ""]
    page = read_page("\n".join(lines))
    wanted = [question for _, questions in SAID for question in questions]
    assert [question.text.split(" (")[0].split(" [")[0] for question in page.questions] == wanted
    assert [theme.name for theme in page.themes] == [theme for theme, _ in SAID]
    assert all(question.answers for question in page.questions)
