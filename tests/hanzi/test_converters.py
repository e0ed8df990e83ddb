"""OpenCC's conversions, and what they are told."""

from __future__ import annotations

import pytest

from cxzy_build.hanzi.converters import to_simplified, to_traditional

IN_SIMPLIFIED = """
後來→后来 皇后→皇后 裡面→里面 裏面→里面 公里→公里 方纔→方才 隨著→随着 著名→著名 研讀原著→研读原著
成績卓著→成绩卓著 學術專著→学术专著 理論著作→理论著作 討論著→讨论着 翻譯著→翻译着 見微知著→见微知著 沈著→沉着
乾淨→干净 乾坤→乾坤
幹部→干部 若干→若干 瞭解→了解 瞭望→瞭望 藉口→借口 慰藉→慰藉 覆蓋→覆盖 答覆→答复 恢復→恢复
複雜→复杂 計畫→计划 規畫→规划 策畫→策划 畫分→划分 漫畫→漫画 刻畫→刻画 為甚麼→为什么 甚至→甚至
徵求→征求 宮商角徵羽→宫商角徵羽 余光中→余光中 其餘→其余 瀋陽→沈阳 沈從文→沈从文 鍾情→钟情 鐘樓→钟楼 於是→于是
于右任→于右任 範圍→范围 范仲淹→范仲淹 王某編著→王某编著
"""


@pytest.mark.parametrize("pair", IN_SIMPLIFIED.split())
def test_what_is_written_in_traditional_reads_well_in_simplified(pair: str) -> None:
    written, expected = pair.split("→")
    assert to_simplified(f"，{written}。") == f"，{expected}。"


@pytest.mark.parametrize("text", ["爲了羣眾", "", "a\n原著\n\n甚麼"])
def test_a_character_stays_one(text: str) -> None:
    assert len(to_simplified(text)) == len(to_traditional(text)) == len(text)
