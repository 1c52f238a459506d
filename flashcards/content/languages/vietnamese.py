"""Vietnamese; its words are syllables, which spaces set apart."""

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
    name="Vietnamese",
    code="vi",
    hints=False,
    common=words(
        """
    là và của có không một những các được cho trong khi với tôi đã để này người chúng đó thì ra từ đến vào trên nhưng
    ở mà như sẽ họ rất phải nên vì cũng
    """
    ),
    stop_words=words(
        """
        là và của có không một những các được cho trong khi với tôi đã để này chúng ta đó thì ra từ đến vào trên nhưng
        ở mà như sẽ họ rất phải nên vì cũng hãy bạn anh chị em gì nào
        """
    ),
    abbreviations=words("tp ths pgs"),
    connectives=words("và vì để nhưng thì khi với mà thay nên"),
    clauses=Clauses(
        leads=words("trong khi sau trước với tại vì do để nhờ là ở từ bằng nếu dù ngoài")
        | phrases("mặc dù|đầu tiên|tiếp theo|cuối cùng"),
        binds=words("nhưng mà không chứ trừ nếu chỉ dù chưa tuy") | phrases("thay vì|mặc dù"),
        leans=words("nó họ nhưng đây đó") | phrases("điều này|điều đó|anh ấy|cô ấy|việc này|việc đó|tuy nhiên"),
        turns=words("chọn nhưng lỗi")
        | phrases(
            """
            quyết định|đề xuất|phát hiện|nhận ra|từ chối|thuyết phục|tuy nhiên|thay vì|vấn đề|đột ngột|thất bại|đồng ý|
            không may
            """
        ),
        outcomes=words("giảm tăng đạt được nhờ gấp")
        | phrases("kết quả|thành công|cải thiện|tiết kiệm|giải quyết|hoàn thành|đúng hạn"),
        joints=words("vì để khi giúp nhằm") | phrases("mỗi khi|bằng cách|bao gồm|do đó"),
        subjects=words("tôi em mình nhóm họ anh chị") | phrases("chúng tôi"),
        phrases=words("với cho trong từ qua tại theo trên giữa về"),
        coordinators=words("và rồi nên") | phrases("sau đó"),
        holds=words(
            "các những của một và là không có được bị đã đang sẽ rất mỗi hai ba cả cho với để về quan công đến"
        ),
    ),
    joiner=r"\s+và\s+",
    persons=Persons(
        i=r"tôi|mình|em",
        we=r"chúng",
        first=r"\b(?:tôi|mình|em|chúng (?:tôi|mình|em))\b",
        second=r"\b(?:bạn)\b",
    ),
    numbers=Numbers(
        word=(
            r"một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mươi|trăm|nghìn|ngàn|triệu|tỷ|tỉ|nửa|rưỡi|gấp|đôi|không"
            r"|chục|vài"
        ),
        scale=r"(?:nghìn|ngàn|triệu|tỷ|tỉ)\b",
        rate=r"phần trăm\b",
        unit=r"[ -](?:giây|phút|giờ|ngày|đêm|tuần|tháng|quý|năm)\b",
        numbered=words("bước tuần"),
    ),
    spoken=Spoken(
        amounts=amounts("nửa=1/2 rưỡi=1/2 đôi=2 tá=12"),
        duties=r"(?:phải|cần|nhiệm vụ|công việc của tôi|trách nhiệm|mục tiêu|được giao|giao cho tôi|yêu cầu tôi)",
        lessons=r"(?:học được|bài học|từ đó|kể từ đó|lần sau|nhìn lại|rút ra|bây giờ tôi)",
        hours=Hours(
            plain=r"\b(?:lúc|vào|đến|từ|trước)\s#\s?(?:giờ|h)\b|#\sgiờ\s(?:sáng|trưa|chiều|tối|đêm)",
            short=r"\b(?:lúc|vào)\s#|#\s?(?:giờ|h)\b",
        ),
        fillers=words("ừ ừm à ờ thì kiểu"),
    ),
    parts=Parts(
        situation=phrases("tình huống|hoàn cảnh|bối cảnh"),
        task=phrases("nhiệm vụ|mục tiêu"),
        action=phrases("hành động"),
        result=phrases("kết quả"),
        lesson=phrases(
            """
            bài học|bài học rút ra|bài học kinh nghiệm|rút kinh nghiệm|suy ngẫm|điều tôi học được|học được
            """
        ),
    ),
    loose_parts=Parts(
        situation=phrases("thực trạng"),
        task=phrases("vai trò"),
        action=phrases("cách làm"),
        result=phrases("tác động"),
        lesson=phrases("trưởng thành"),
    ),
    frames=phrases("thách thức|giải pháp"),
    asides=Asides(
        follow_up=phrases("câu hỏi phụ|câu hỏi tiếp theo"),
        looks_for=phrases("điều họ tìm kiếm"),
        tip=phrases("mẹo|lời khuyên"),
        red_flag=phrases("tránh|lỗi thường gặp"),
        time=phrases("thời gian"),
        source=phrases("nguồn|xem thêm|đọc thêm|đọc tiếp"),
        note=phrases("độ khó|ghi chú|nhận xét|vì sao hay"),
    ),
    page=Page(
        question=phrases("câu hỏi|câu"),
        questions=phrases("các câu hỏi"),
        letter=phrases("C"),
        answer=phrases("trả lời|câu trả lời"),
        story=phrases("ví dụ|câu chuyện"),
        theme=phrases("chủ đề|năng lực"),
        themes=phrases("chủ đề"),
        bad=phrases("xấu|dở|chưa tốt"),
        leading=phrases("tốt|hay|mẫu|câu|trả|lời|ví|dụ"),
        answers=phrases("dùng cho|trả lời cho"),
        generic=words("câu hỏi ví dụ trả lời phỏng vấn mục lục bộ các mẹo"),
        aside=words("mẹo"),
        other=phrases("hoặc"),
        yes=words("có"),
        no=words("không"),
        asks=(
            r"^(?:hãy|(?:bạn |em |anh |chị )?(?:hãy |có thể )?(?:kể (?:về|lại|cho|tên)|chia sẻ (?:về |một)"
            r"|giới thiệu (?:về |đôi nét |bản thân)|nói về|cho (?:tôi|mình|ví dụ|biết))"
            r"|đưa ra một ví dụ|mô tả (?:một|về|bản thân)|trình bày (?:về|một)|giải thích (?:vì sao|tại sao|về|sự))"
        ),
        begins=(
            r"^(?:tại sao|vì sao|bạn|làm thế nào|làm sao|điều gì|khi nào|ai|đâu|như thế nào|phân biệt|so sánh|nêu"
            r"|một (?:lần|tình huống))\b"
            r"|^[^,.;:]{4,90}(?:là gì|thế nào|ra sao|bao (?:nhiêu|lâu)|tại sao|vì sao|là ai|ở đâu|hay không"
            r"|hay chưa)[.?]?$"
        ),
        orders=r"^(?:hãy |nêu |mô tả |giải thích )\b",
        turned=(
            r"\bcâu hỏi (?:để |(?:bạn )?(?:không )?nên )?(?:hỏi|dành cho)"
            r" (?:lại|nhà tuyển dụng|công ty|người phỏng vấn)|\bhỏi (?:ngược|lại|nhà tuyển dụng)\b"
        ),
        blank=r"\b(?:chưa (?:viết|có))\b",
    ),
)
