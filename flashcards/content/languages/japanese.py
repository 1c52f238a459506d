"""Japanese."""

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
    name="Japanese",
    code="ja",
    hints=False,
    common=words("の に は を た が で て と し れ さ も な い る こ ま す り う か"),
    stop_words=words("の に は を た が で て と し れ さ も な い る こ ま す り う か こと もの ため よう それ これ"),
    abbreviations=words("等"),
    connectives=words("しかし だが ので から ため けれど けれども なら 一方 そのため"),
    clauses=Clauses(
        leads=phrases("まず|次に|そし|また|さら|最後|その|当時|しか|そこ"),
        binds=phrases("しか|ただ|が"),
        leans=phrases("これ|それ|その|この|そこ|しか|また|彼|あれ|なの"),
        turns=phrases("決め|決断|提案|気づ|発見|しか|問題|課題|失敗|選び|選択|断り|説得|原因|判明|急に"),
        outcomes=phrases("結果|成功|向上|削減|改善|達成|完了|増加|減少|解決|短縮|受賞|でき|導入"),
        rests=phrases("し|み|り|き|け|せ|べ|め|て|で"),
        at_commas=False,
    ),
    joiner=r"(?<=\w)と(?=\w)",
    persons=Persons(i=r"私|僕|わたし", we=r"私たち|私達|我々", first=r"私|僕|わたし", second=r"あなた"),
    numbers=Numbers(
        word=r"[〇一二三四五六七八九十百千万億兆半]+(?:倍|割)?|倍増|半減|半分",
        scale=r"[百千万億兆]+",
        rate=r"(?:パーセント|ポイント|割)",
        unit=(r"(?:[百千万億]+円?|時間|分間|週間|[かヶ]月|人|[個名件次回倍円年日週時分秒歳位家台])"),
        numbered=words("第"),
    ),
    spoken=Spoken(
        amounts=amounts("半=1/2 倍=2"),
        duties=r"(?:なければ|必要が|私の(?:役割|仕事|課題|担当|責任)|任され|任せられ|目標は|べきだ|頼まれ|求められ|担当でした)",
        lessons=r"(?:学び|学んだ|学びました|教訓|それ以来|次から|次回|振り返|気づ(?:き|い)|今では|身をもって)",
        hours=Hours(
            plain=r"#\s?時(?!間)",
            short=r"(?:午前|午後|朝|夕方|夜)(?:の)?#",
        ),
        fillers=words("えー えっと あの その まあ なんか"),
    ),
    parts=Parts(
        situation=phrases("状況|シチュエーション"),
        task=phrases("課題|任務|タスク|役割"),
        action=phrases("行動|アクション|対応"),
        result=phrases("結果|成果"),
        lesson=phrases("学び|学んだこと|教訓|振り返り|ふりかえり|気づき|反省"),
    ),
    loose_parts=Parts(
        situation=phrases("背景説明"),
        task=phrases("目標"),
        action=phrases("取り組み"),
        result=phrases("効果"),
        lesson=phrases("成長"),
    ),
    frames=phrases("課題点|解決策"),
    asides=Asides(
        follow_up=phrases("深掘り"),
        looks_for=phrases("評価ポイント"),
        tip=phrases("ヒント|コツ"),
        red_flag=phrases("注意|注意点|NG例"),
        time=phrases("時間"),
        source=phrases("出典|関連記事|あわせて読みたい|合わせて読みたい"),
        note=phrases("難易度|メモ|備考|解説"),
    ),
    page=Page(
        question=phrases("質問|問題"),
        questions=phrases("質問集|質問一覧"),
        letter=phrases("問"),
        answer=phrases("回答|答え|答"),
        story=phrases("例|事例"),
        theme=phrases("テーマ|タグ|分類|カテゴリ|カテゴリー"),
        themes=phrases("テーマ"),
        bad=phrases("悪い|だめな"),
        leading=phrases("良い|模範|回答|回答例|例"),
        answers=phrases("使える質問|適用問題"),
        generic=phrases("質問|面接|例|目次|練習|回答例|準備|集|一覧|ストーリー"),
        aside=words("目次 アドバイス 注意事項 チェックリスト 持ち物"),
        other=phrases("または"),
        yes=words("はい"),
        no=words("いいえ"),
        asks=(
            r"(?:(?<!覧)(?<!参照)(?<!参考にして)(?:ください|下さい)|お願いします|教えて|聞かせて|ですか|ますか"
            r"|でしょうか|ましたか|ませんか|せよ|述べよ|なさい)[。？]?$"
        ),
        begins=(
            r"^(?:なぜ|どう|どの|どんな|どのよう|どこ|どれ|何|誰|いつ|あなた|御社|弊社|当社)"
            r"|^[^、。：:]{4,40}(?:は何|とは|経験|理由|について)[。？]?$"
        ),
        orders=r"(?:してください|しましょう|書く|説明する)[。.]?$",
        turned=r"逆質問|聞くこと|聞きたいこと|(?:何か|なにか|最後に).{0,4}質問|質問したいこと|聞いてはいけない|避けるべき質問",
        blank=r"未記入|未定",
    ),
)
