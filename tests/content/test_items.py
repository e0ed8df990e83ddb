"""Summaries that nobody wrote end where a sentence does."""

from __future__ import annotations

import pytest

from cxzy_build.content.items import cut_at_sentence

LONG = "长" * 30


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        ("短句", "短句"),
        (f"第一句。第二句！{LONG}", "第一句。第二句！"),
        (f"老师说：“办好。”然后{LONG}", "老师说：“办好。”"),
        (f"见《简报》（第3期。）{LONG}", "见《简报》（第3期。）"),
        (f"一要学；二要做；{LONG}", "一要学；二要做；"),
        (f"一要学；二要做。三要{LONG}", "一要学；二要做。"),
        (f"还有许多……{LONG}", "还有许多……"),
        (f"都来了吗?都来了!{LONG}", "都来了吗?都来了!"),
        (f"It is done. 3.5 of {LONG}", "It is done."),
        (f"全体会议开始.下一项{LONG}", "全体会议开始."),
        (f"第一项要抓好。2. 对照检查{LONG}", "第一项要抓好。"),
        (f"主讲人是 Dr. Smith {LONG}", f"主讲人是 Dr. Smith {'长' * 4}…"),
        (f"见a.md?b=1与c.txt{LONG}", f"见a.md?b=1与c.txt{'长' * 4}…"),
        (LONG, f"{'长' * 19}…"),
        (f"好！{LONG}", f"好！{'长' * 17}…"),
    ],
)
def test_a_text_is_cut_where_a_sentence_ends(text: str, summary: str) -> None:
    assert cut_at_sentence(text, 20) == summary
