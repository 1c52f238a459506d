"""Chinese, in simplified and in traditional signs."""

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
    name="Chinese",
    code="zh",
    hints=False,
    common=words(
        """
        的 了 是 我 们 們 在 和 不 这 這 有 个 個 就 也 他 到 说 說 为 為 都 会 會 对 對 把 被 让 讓 没 沒 很 与 與
        """
    ),
    stop_words=words(
        """
        的 了 是 我 们 們 在 和 不 这 這 有 个 個 就 也 他 到 为 為 都 会 會 对 對 把 被 让 讓 没 沒 很 与 與
        """
    ),
    abbreviations=words("等"),
    connectives=words("但 但是 因为 因為 所以 如果 虽然 雖然 而 而且 并 並 当 當 直到"),
    clauses=Clauses(
        leads=phrases(
            """
            在|当|由于|为了|因为|虽然|尽管|通过|经过|随着|如果|面对|作为|首先|其次|然后|最后|基于|根据|针对|當|為了|雖然|對
            """
        ),
        binds=phrases("但|但是|而不|而非|不是|除非|否则|却|不过|只|仅|然而|卻|並非|而是"),
        leans=phrases("这|那|他|她|它|此|其|但|然而|也|该|這|該|例如"),
        turns=phrases(
            """
            决定|发现|提出|建议|选择|坚持|意识|但|然而|却|问题|失败|拒绝|说服|放弃|改为|主动|瓶颈|決定|發現|選擇|問題|突然|不足
            """
        ),
        outcomes=phrases(
            """
            最终|成功|提升|降低|减少|增加|节省|完成|实现|达到|获得|上线|避免|解决|提高|形成|最終|減少|達到|節省
            """
        ),
    ),
    joiner=r"(?<=\w)[和与及與](?=\w)",
    persons=Persons(i=r"我", we=r"我们|我們|咱们", first=r"我们|我們|我", second=r"您|你的"),
    numbers=Numbers(
        word=r"[零一二两兩三四五六七八九十百千万萬亿億半]+倍?|翻倍|减半|減半",
        scale=r"[百千万萬亿億]+",
        rate=r"(?:个|個)?百分[点點]",
        # What Japanese measures with the same sign and one more is left to it.
        unit=(
            r"(?:[百千万亿億]+元?|(?:个|個)?(?:小时|小時|分钟|分鐘|月|星期|人)|[週時分](?!間)"
            r"|[个個名件次回倍元天日年周时秒岁歲位家台])"
        ),
        numbered=words("第 步骤 选项 阶段 方案"),
    ),
    spoken=Spoken(
        amounts=amounts("半=1/2 倍=2 两=2 兩=2"),
        duties=r"(?:必须|必須|需要|我的(?:任务|任務|职责|職責|工作|目标|目標)|负责|負責|要求我|交给我|交給我|轮到我|輪到我|目标是|目標是)",
        lessons=r"(?:学到|學到|学会|學會|教训|教訓|从那以后|從那以後|下次|回头看|回頭看|体会|體會|反思|以后我|以後我)",
        hours=Hours(
            plain=r"#\s?[点點时時]",
            short=r"(?:凌晨|早上|上午|中午|下午|晚上)#",
        ),
        fillers=words("嗯 呃 那个 那個 就是 然后 然後"),
        numerals=("亿萬两兩點", "億万二二点"),
    ),
    parts=Parts(
        situation=phrases("情境|情景|情况|情況|背景"),
        task=phrases("任务|任務"),
        action=phrases("行动|行動|行为|行為"),
        result=phrases("结果|結果|成果"),
        lesson=phrases(
            """
            学习|關鍵學習|关键学习|學習|收获|收穫|心得|反思|经验教训|經驗教訓|教训|教訓|经验|启示|啟示|感悟|总结反思
            """
        ),
    ),
    loose_parts=Parts(
        situation=phrases("场景|場景"),
        task=phrases("目标|目標"),
        action=phrases("做法"),
        result=phrases("影响|效果"),
        lesson=phrases("成长|成長"),
    ),
    frames=phrases("挑战|挑戰|问题所在|解决方案"),
    asides=Asides(
        follow_up=phrases("追问|追問"),
        looks_for=phrases("考察点|考察要点|考点"),
        tip=phrases("提示|建议|小贴士"),
        red_flag=phrases("注意|避免|常见错误"),
        time=phrases("时间|时长"),
        source=phrases("来源|延伸阅读|相关阅读|推荐阅读|延伸閱讀|相關閱讀"),
        note=phrases("难度|難度|难度级别|备注|備註|点评|解析|分析|公司|类型|频率"),
    ),
    page=Page(
        question=phrases("问题|問題|题目|題目|面试题"),
        questions=phrases("题库|常见问题"),
        letter=phrases("问|問|题|題"),
        answer=phrases("回答|答案|参考答案|答"),
        story=phrases("故事|案例|示例|示范|示範|事例"),
        theme=phrases("主题|主題|标签|標籤|能力"),
        themes=phrases("主题|主題|核心主题"),
        bad=phrases("不好|错误|錯誤|較差|较差|差|坏"),
        leading=phrases("回答示例|star回答示例|star回答|好|优秀|正确|正確|参考|示例|示范|示範|案例|参考答案|答案|回答"),
        answers=phrases("适用问题|适用于|可回答的问题|可以回答的问题|可回答哪些问题|可用于回答|可用于回答哪些面试问题"),
        generic=phrases(
            """
    面试|面試|題目|题目|题库|問題|问题|示例|例子|案例|故事|回答|答案|方法|目录|目錄|链接|行为|行為|参考|练习|技巧|
    难度|級別|级别|说明|简介
    """
        ),
        aside=words("目录 目錄 注意事项 注意事項 相关推荐 相關推薦"),
        other=phrases("或|或者"),
        yes=words("是"),
        no=words("否"),
        asks=(
            r"^(?:请|請|描述|(?:讲|講)(?![师師座义義课課])|谈|談|说[说一下]|說[說一下]|聊[聊一下]|举例|舉例|分享|评价|評價|列举|列舉|简述|簡述"
            r"|解释|解釋|阐述|闡述|(?:简单|简要|详细|簡單|先|做个|做個)?(?:自我)?(?:介绍|介紹)(?:一|下|你|自己))"
            r"|^(?:为什么|為什麼|为何|為何)(?=[^，。；,;]{2,40}$)|[吗嗎呢]？?$"
            r"|(?:什么|什麼|怎么办|怎麼辦|怎么样|怎麼樣|哪里|哪裡|哪些|多少|如何)[？?]?$"
        ),
        # Question words stand where the answer would: anywhere in a sentence of one clause.
        begins=(
            r"^(?:为什么|為什麼|如何|怎么|怎麼|什么|什麼|你|您|哪|谁|誰|有没有|有沒有|是否)"
            r"|^[^，。；,;]{0,30}(?:什么|什麼|怎[么麼样樣]|如何|哪|是否|有没有|有沒有|能不能|会不会|多少"
            r"|几[个年次])[^，。；,;]{0,15}[。.？?]?$"
            r"|^[^，。；,;：:]{0,14}最[^，。；,;：:]{1,16}(?:事|事情|人|项目|經歷|经历|挑战|挑戰|困难|困難|问题"
            r"|失败|成就)$"
            r"|^[^，。；,;：:]{2,24}(?:区别|區別|优缺点|優缺點|优势|劣势|职业规划|原理|理解|看法|流程|原因|规划)$"
        ),
        orders=r"^(?:请|請|描述|说明|說明|写|寫|列出|强调|介绍|设定)",
        turned=r"反问|(?:什么|什麼|没有|沒有|其他).{0,4}(?:问题|問題)?(?:想|要)[问問](?:我|的|吗|嗎)|反問|(?:不要|不该|不能)问|(?:想|可以)?问(?:面试官|对方|公司|[他她]们)|問(?:面試官|對方|公司|[他她]們)",
        blank=r"待补充|待補充|待写|待寫",
    ),
)
