"""Texts and HTML in Traditional: what readers see is converted, all else stays."""

from __future__ import annotations

import json
import re
from html import escape as html_escape
from html import unescape

import markupsafe
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxzy_build.hanzi import traditional
from cxzy_build.hanzi.converters import to_simplified, to_traditional
from cxzy_build.hanzi.locks import Lock, Locks, merged, spelled
from cxzy_build.hanzi.traditional import Traditional

LOCKED = merged([[("范里", ""), ("于海", ""), ("法学系后勤组", "")], [("复兴路上", "復興路上"), ("里", "里")]])
CONVERTER = Traditional(LOCKED)


@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [
        ("创先争优，为群众办实事", "創先爭優，為群眾辦實事"),
        ("范里和于海参加，规范里程", "范里和于海參加，規範里程"),
        ("关于海洋的规定由于海、范里提出", "關於海洋的規定由於海、范里提出"),
        ("走在复兴路上，法学系后勤组的后来人", "走在復興路上，法學系後勤組的後來人"),
        ("2011年3月5日 plain text", "2011年3月5日 plain text"),
        ("", ""),
    ],
)
def test_a_text(simplified: str, traditional: str) -> None:
    assert CONVERTER.texts((simplified,))[0] == traditional


IN_SENTENCES = """
党员带头发言→黨員帶頭發言 院长发表讲话→院長發表講話 学生发挥作用→學生發揮作用 资金发放到户→資金發放到戶
被发展为党员→被發展為黨員 讨论并发布→討論並發佈 奖金发给大家→獎金發給大家 理了头发→理了頭髮
头发现在白了→頭髮現在白了 建院六十年历史→建院六十年歷史 五年历程→五年歷程 我国历届大会→我國歷屆大會
校内制度→校內制度 科研制度→科研制度 研制出来→研製出來 3月5日志愿者→3月5日志願者 各地志愿者→各地志願者
工作日志→工作日誌 地方志→地方誌 教职工致力于→教職工致力於 工作细致→工作細緻 院长征求意见→院長徵求意見
校长征集方案→校長徵集方案 长征路上→長征路上 情况不复杂→情況不複雜 恢复习惯→恢復習慣 承诺书签订→承諾書簽訂
目标签订→目標簽訂 要求签到→要求簽到 一枚书签→一枚書籤 求签问卜→求籤問卜 没有采取措施→沒有採取措施 方案准备→方案準備
不准迟到→不准遲到 说不准→說不準 不准时→不準時 不准备→不準備 不是只有→不是只有 没有只说不做→沒有只說不做
两只手→兩隻手 好几只手→好幾隻手 街道里的老人→街道裡的老人 不知道里面→不知道裡面 道里区→道里區 乡道里程→鄉道里程
课本里→課本裡 笔记本里程碑→筆記本里程碑 走了十几里→走了十幾里 茶几里→茶几裡 书记和面谈对象→書記和面談對象
和面做饭→和麵做飯 对表现好的→對表現好的 歌手表演→歌手表演 买手表→買手錶 最大冲击→最大衝擊 学习不系统→學習不系統
举行游泳比赛→舉行游泳比賽 伟大斗争→偉大鬥爭 大家什么→大家什麼 子丑寅卯→子丑寅卯 又干净又亮→又乾淨又亮
专人制作→專人製作 发挥机制作用→發揮機制作用 标志愿景→標誌願景
一个中心两个基本点→一個中心兩個基本點 个中滋味→箇中滋味 一个旧本子→一個舊本子 这只是开始→這只是開始 这只鸟→這隻鳥
三年里程碑→三年里程碑 新征程→新征程 大家冲在前面→大家衝在前面 迎战那台风→迎戰那颱風 精神和面貌→精神和面貌
我系教师→我系教師
举手表决→舉手表決 挥手表示→揮手表示 买了手表→買了手錶 不断发生→不斷發生 村落发生变化→村落發生變化 头发生长→頭髮生長
三天后→三天後 10天后来→10天後來 天后宫→天后宮 皇天后土→皇天后土 看完电影后→看完電影後 捐款100元后→捐款100元後
整风后→整風後 父母后来→父母後來 皇后来了→皇后來了 舞台风采→舞臺風采 讲台风格→講臺風格 平台风险→平臺風險
台风险情→颱風險情 名单于3月公布→名單於3月公佈 位于吉林→位於吉林 过于敏感→過於敏感 特别致谢→特別致謝 别致的→別緻的
细致敬业→細緻敬業
签承诺书→簽承諾書 层层签责任状→層層簽責任狀 承诺书上签了名→承諾書上簽了名 报销单怎样签→報銷單怎樣簽 标签名称→標籤名稱
抽签顺序→抽籤順序 上上签→上上籤 不干燥→不乾燥 未干涉→未干涉 骨干涉及→骨幹涉及 不干预→不干預 骨干预先→骨幹預先
干干净净→乾乾淨淨 院长征文→院長徵文 长征文化→長征文化 二万五千里长征→二萬五千里長征 出征仪式→出征儀式 不出征→不出征
院长征收→院長徵收 远征军→遠征軍 对面粉厂→對麵粉廠 全面粉碎→全面粉碎 墙面粉刷→牆面粉刷 方面包括→方面包括
送去一袋面→送去一袋麵 校长几次→校長幾次 一张茶几→一張茶几 党小组几年→黨小組幾年 年历次数→年曆次數 历次会议→歷次會議
院长历年→院長歷年 农历年→農曆年 书记历代→書記歷代 好困难→好困難 不尽快→不儘快 人口占全国→人口佔全國 占有欲→佔有慾
从湖北回来→從湖北回來 要回避→要迴避 方向往上→方向往上 令人向往→令人嚮往 了收获→了收穫 个事迹→個事蹟
教室里正在→教室裡正在 支部里党员→支部裡黨員 学院里人人→學院裡人人 里约热内卢→里約熱內盧 索马里人→索馬里人
工作日里→工作日裡 函数里→函數裡
批准备案→批准備案 对准许→對准許 联系统一→聯繫統一 不系统的→不系統的 政策一出台→政策一出臺
一出好戏→一齣好戲 不重复→不重複 恢复制度→恢復制度 不复制→不複製 回复核心→回覆核心 标志愿望→標誌願望
加油干的劲头→加油幹的勁頭 大家干的→大家幹的 晒干的→曬乾的 校历安排→校曆安排 学校历史→學校歷史 我校历年→我校歷年
班长发短信→班長發短信 部长发布→部長發佈 院长发型→院長髮型 参与布展→參與佈展 幕布展开→幕布展開 宣布展开→宣佈展開
舍小家顾大家→捨小家顧大家 宿舍小家电→宿舍小家電 一只只小手→一隻隻小手 一只只有三条腿→一隻只有三條腿
学生理发室→學生理髮室 给学生理发→給學生理髮 学生理发展→學生理發展 长江干流→長江幹流 学习活动周启动→學習活動週啟動
活动周边→活動周邊
图书馆周围→圖書館周圍 通过松树→通過松樹 通过录制微课→通過錄製微課 书记录制党课→書記錄製黨課 记录制度→記錄制度
统一伙食→統一伙食 班长须到场→班長須到場 校长须知→校長須知 五分钟情景剧→五分鐘情景劇 一分钟爱心→一分鐘愛心
钟情于教育→鍾情於教育 发出征文启事→發出徵文啟事 推出征文活动→推出徵文活動 统一并公布→統一並公佈 首先尝试→首先嘗試
有关注册事项→有關註冊事項 关注释放→關注釋放 需要冲洗→需要沖洗 方案准时→方案準時 批准时间→批准時間
好了解工作→好瞭解工作 作了解释→作了解釋 对表面进行→對表面進行 手表面板→手錶面板 校长卷起袖子→校長捲起袖子
活动向导→活動嚮導 方向导引→方向導引 明白发生→明白發生 现象征集→現象徵集 体系数量→體系數量 记录制定→記錄制定
胡须知道→鬍鬚知道 专注解决→專注解決 关注销售→關注銷售 外语系数学课→外語系數學課 双向导学→雙向導學
一次来回复习→一次來回複習 学生发布会→學生發佈會 会上复旦→會上復旦 为他点赞→為他點讚
一点赞赏→一點讚賞 卧薪尝胆→臥薪嘗膽 不能借口→不能藉口 不能借助→不能藉助 满头白发出席→滿頭白髮出席
专家具体指导→專家具體指導 国家私人→國家私人 科学面前→科學面前 工作幸福感→工作幸福感 居民推荐→居民推薦 考核准备→考核準備
考核准确→考核準確 核准名单→核准名單 作风采取措施→作風採取措施 配合并及时→配合並及時 结合并做好→結合並做好
两校合并→兩校合併 体制成绩→體制成績 法制品牌→法制品牌 控制图书→控制圖書 特征服务→特徵服務 研制服务机器人→研製服務機器人
设备注意事项→設備注意事項 备注意见→備註意見 点评注重→點評注重 布局促进→佈局促進 要求签证→要求簽證 召开伙伴会→召開夥伴會
基本周边→基本周邊 给学生发短信→給學生發短信 需要回复→需要回覆 副校长胡示例→副校長胡示例 研究生姜示例→研究生姜示例
职工致富→職工致富 各院系数百名→各院系數百名
"""
"""What a converter makes something else of, and what stands beside it in other sentences."""


@pytest.mark.parametrize("pair", IN_SENTENCES.split())
def test_words_within_sentences(pair: str) -> None:
    simplified, traditional = pair.split("→")
    for before, after in (("", ""), ("我们", "，后来"), ("“", "”的")):
        made = CONVERTER.texts((f"{before}{simplified}{after}",))[0]
        assert made == f"{to_traditional(before)}{traditional}{to_traditional(after)}"


@pytest.mark.parametrize(
    "pair",
    [
        "范里工作室→范里工作室",
        "于海志愿队→于海志願隊",
        "学生发展处→學生發展處",
        "百年历史组→百年歷史組",
        "后勤组→後勤組",
    ],
)
def test_a_unit_is_called_after_persons_and_by_words(pair: str) -> None:
    unit, expected = pair.split("→")
    converter = Traditional(merged([[("范里", ""), ("于海", ""), (unit, "")]]))
    assert converter.texts((unit, f"由{unit}供稿")) == [expected, f"由{expected}供稿"]


@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [
        ('<p id="后" class="后">后来</p>', '<p id="后" class="后">後來</p>'),
        ('<a href="#后" title="后来">后面</a>', '<a href="#后" title="後來">後面</a>'),
        ('<img alt="后面" src="a.jpg">', '<img alt="後面" src="a.jpg">'),
        ('<p aria-label="关" aria-labelledby="后">×</p>', '<p aria-label="關" aria-labelledby="后">×</p>'),
        ('<meta name="description" content="发展">', '<meta name="description" content="發展">'),
        ('<input name="后" placeholder="输入">', '<input name="后" placeholder="輸入">'),
        ("<p>先<code>后来</code>后来</p>", "<p>先<code>后来</code>後來</p>"),
        ("<pre><code>发展\n</code></pre><kbd>后</kbd>", "<pre><code>发展\n</code></pre><kbd>后</kbd>"),
        ('<p>后<b translate="no">后<b>后</b>后</b>后</p>', "<p>後<b translate=\"no\">后<b>后</b>后</b>後</p>"),
        ('<img translate="no" alt="后来"><p>后来</p>', '<img translate="no" alt="后来"><p>後來</p>'),
        ('<p>见<i lang="ja">発展、后</i></p>', '<p>見<i lang="ja">発展、后</i></p>'),
        ('<script>say("发")</script><style>/* 发 */</style>', '<script>say("发")</script><style>/* 发 */</style>'),
        ('<script type="application/json">["\\u53d1"]</script>', '<script type="application/json">["發"]</script>'),
        ("<script>say('<script> 发')</script>后来", "<script>say('<script> 发')</script>後來"),
        ("<style>/* <style> 发 */</style>后来", "<style>/* <style> 发 */</style>後來"),
        ("<!-- 后来 --><p>a &gt; 后来</p>", "<!-- 后来 --><p>a &gt; 後來</p>"),
        ('<a title="后来 > 以后">后来</a>', '<a title="後來 > 以後">後來</a>'),
        ('<div data-title="好干部\n范里后来"></div>', '<div data-title="好幹部\n范里後來"></div>'),
        ('<div data-title="记范\n里同志"></div>', '<div data-title="記范\n里同志"></div>'),
        ('<li><i lang="ja">発</i>后来</li>', '<li><i lang="ja">発</i>後來</li>'),
        ('<p translate="no">后</p>\n后\n来\n', '<p translate="no">后</p>\n後\n來\n'),
        ("<p>见<b>计划</b> 之后理\n发，又 <i>很</i> 忙</p>", "<p>見<b>計劃</b> 之後理\n髮，又 <i>很</i> 忙</p>"),
        ("<li>他的头\n  发，看看 \n范\n里</li>", "<li>他的頭\n  髮，看看 \n范\n里</li>"),
        ("<p>后来<code-x>后来</code-x>后来</p>", "<p>後來<code-x>後來</code-x>後來</p>"),
        ("<p><!--> 后来</p>", "<p><!--> 後來</p>"),
        (
            '<script id="后" type="application/json">"后"</script>',
            '<script id="后" type="application/json">"後"</script>',
        ),
        ("<td>\n  里\n</td><td>公里里程</td>", "<td>\n  里\n</td><td>公里里程</td>"),
    ],
)  # fmt: skip
def test_html(simplified: str, traditional: str) -> None:
    assert CONVERTER.html(simplified) == traditional


def test_json() -> None:
    document = json.dumps({"name": "范里", "about": 'a "后来" \\ b', "tags": ["发展", ""], "n": 1}, ensure_ascii=False)
    made = json.loads(CONVERTER.json(document))
    assert made == {"name": "范里", "about": 'a "後來" \\ b', "tags": ["發展", ""], "n": 1}


def test_what_one_page_knows_another_does_not() -> None:
    assert CONVERTER.html("<p>后来</p>", {"后来": "后來"}) == "<p>后來</p>"
    assert CONVERTER.html("<p>后来</p>") == "<p>後來</p>"


def test_a_name_ends_where_no_word_goes_on() -> None:
    converter = Traditional(merged([[("方干", ""), ("高干", ""), ("梁后", "")]]))
    text = "地方干部提高干劲，桥梁后面；方干、梁后和高干到场"
    assert converter.texts((text,))[0] == "地方幹部提高幹勁，橋梁後面；方干、梁后和高干到場"


NAMES = "任征 任准 李准 方征 程范 高采 张松 安征 任采 方游 陈采 明周 何郁"
STRADDLED = [
    ("主任征求意见，任征同志", "主任徵求意見，任征同志"),
    ("主任准备材料，任准和李准", "主任準備材料，任准和李准"),
    ("行李准备好了", "行李準備好了"),
    ("地方征收，公安征集，方征到场", "地方徵收，公安徵集，方征到場"),
    ("工程范围由程范划定", "工程範圍由程范劃定"),
    ("提高采购效率，主任采纳建议", "提高採購效率，主任採納建議"),
    ("由高采和陈采负责采购", "由高采和陳采負責採購"),
    ("紧张松弛，张松说", "緊張鬆弛，張松說"),
    ("各方游览，方游不去", "各方遊覽，方游不去"),
    ("说明周期，为何郁闷", "說明週期，為何鬱悶"),
]


@pytest.mark.parametrize(("simplified", "traditional"), STRADDLED)
def test_words_that_end_and_begin_as_a_name_does_are_none(simplified: str, traditional: str) -> None:
    converter = Traditional(merged([[(name, "") for name in NAMES.split()]]))
    assert converter.texts((simplified,)) == [traditional]


def test_a_name_of_three_characters_begins_where_a_word_might_end() -> None:
    converter = Traditional(merged([[("于文海", ""), ("于海", ""), ("任征程", "")]]))
    texts = ["后勤处于文海说", "家属于文海到会", "历任任征程", "处于文化前列", "历任主任", "处于海边"]
    made = ["後勤處于文海說", "家屬于文海到會", "歷任任征程", "處於文化前列", "歷任主任", "處於海邊"]
    assert converter.texts(texts) == made


def test_the_longest_name_counts() -> None:
    locks = Locks(merged([[("标题", "標提")]], {"范里": "范裏", "范里仁": "范里仁"}))
    assert locks.converted("范里仁与范里及范里仁，标题") == "范里仁與范裏及范里仁，標題"


def test_a_form_that_was_chosen_stands_everywhere() -> None:
    chosen = {"里水": "裏水", "钟鸣": "鐘鳴"}
    assert Traditional(merged([], chosen)).texts(("在里水的钟鸣后来",))[0] == "在裏水的鐘鳴後來"
    assert Traditional(merged([chosen.items()])).texts(("在里水的",))[0] != "在裏水的"


def test_what_was_written_counts_before_what_is_read() -> None:
    assert merged([[("钟某", "")], [("钟某", "鐘某")], [("钟某", "")]]) == {"钟某": Lock("鐘某", True)}


def test_a_name_stays_one_within_texts_when_somebody_writes_it_in_traditional() -> None:
    named, written = ("发后里", ""), ("发后里", "發後里")
    assert Traditional(merged([[written]])).texts(("在发后里来",))[0] == to_traditional("在发后里来") != "在發後里來"
    assert Traditional(merged([[named], [written]])).texts(("在发后里来",))[0] == "在發後里來"


@pytest.mark.parametrize("forms", [{"群众 & 里": "群衆 & 裏"}, {'说"里"<后>': '說"裏"<后>'}, {r"里\后": r"裏\后"}])
def test_a_form_is_found_however_its_text_is_spelled(forms: dict[str, str]) -> None:
    [(text, form)] = forms.items()
    for converter, own in ((Traditional(merged([forms.items()])), {}), (Traditional({}), spelled(forms))):
        for spelling in (markupsafe.escape(text), html_escape(text), html_escape(text, quote=False)):
            assert unescape(converter.html(f"<h1>{spelling}</h1>", own)) == f"<h1>{form}</h1>"
        assert json.loads(converter.json(json.dumps([text], ensure_ascii=False), own)) == [form]


TEXTS = st.text(st.sampled_from("后来发展 范里于海a<>&\"'\n1，里面准备干部𠮷\\u5e7"), max_size=12)


@given(st.lists(TEXTS))
def test_a_document_stays_one(texts: list[str]) -> None:
    for is_ascii in (False, True):
        made = json.loads(CONVERTER.json(json.dumps(texts, ensure_ascii=is_ascii)))
        assert list(map(to_simplified, made)) == list(map(to_simplified, texts))


def test_marks_are_obeyed_however_they_are_written() -> None:
    for html in (
        '<x-y translate="no">后来</x-y>', '<svg><foreignObject lang="ja">后来</foreignObject></svg>',
        '<b translate="NO">后来</b>', "<code>后<code>后来</code>后来</code>", "<pre>后<b>来</b></pre>",
        '<i data-key="后来" subtitle="后来">a</i>', '<b translate="no">后<b>后</b>后</b>', "<!-- 后 -->",
    ):  # fmt: skip
        assert CONVERTER.html(f"{html}<p>后来</p>") == f"{html}<p>後來</p>"
    assert (
        CONVERTER.html('<i data-translate="no" hreflang="ja">后来</i>')
        == '<i data-translate="no" hreflang="ja">後來</i>'
    )


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&#34;")


ELEMENTS = st.recursive(
    TEXTS.map(_escaped),
    lambda inner: st.builds(
        lambda name, attributes, parts: f"<{name}{attributes}>{''.join(parts)}</{name}>",
        st.sampled_from(("p", "b", "code", "pre", "div", "h2")),
        st.lists(
            st.builds(
                lambda name, value: f' {name}="{_escaped(value)}"',
                st.sampled_from(("id", "href", "title", "alt", "class", "data-x", "data-title", "aria-label"))
                | st.sampled_from(("translate", "lang")),
                TEXTS | st.just("no"),
            ),
            max_size=2,
        ).map("".join),
        st.lists(inner, max_size=3),
    ),
    max_leaves=12,
)


@given(ELEMENTS)
def test_the_structure_stays(html: str) -> None:
    """Tags but for what readers are shown of them, and the number of characters."""
    made = CONVERTER.html(html)
    assert len(made) == len(html)
    assert _skeleton(made) == _skeleton(html)


@given(st.lists(ELEMENTS, max_size=3))
def test_what_is_remembered_makes_no_difference(documents: list[str]) -> None:
    converter = Traditional(LOCKED)
    for html in (*documents, *documents):
        assert converter.html(html) == Traditional(LOCKED).html(html)


def test_no_more_is_remembered_than_is_worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, limit in (("_KEPT", 20), ("_PASSING", 3), ("_MOST", 9)):
        monkeypatch.setattr(traditional, name, limit)
    converter = Traditional({})
    paragraphs = [f"{'后来' * 20}{n}" for n in range(30)]
    for paragraph in ("短文", *paragraphs):
        assert converter.texts((paragraph,)) == [to_traditional(paragraph)]
    assert "短文" in converter._known
    assert len(converter._known) == 1 + len(converter._passing) <= 5
    for n in range(30):
        assert converter.html(f"<p>后来{n}</p>") == f"<p>後來{n}</p>"
        assert max(len(converter._known), len(converter._known_pieces)) <= 10


def _skeleton(html: str) -> list[str]:
    tags = re.findall(r'<(?:[^<>"]|"[^"]*")*>', html)
    return [re.sub(r' (title|alt|data-title|aria-label)="[^"]*"', r" \1", tag) for tag in tags]


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=40))
def test_as_many_characters_as_before(text: str) -> None:
    assert len(CONVERTER.texts((text,))[0]) == len(to_traditional(text)) == len(to_simplified(text)) == len(text)


def test_a_form_that_is_given_counts_beside_what_stays_untouched() -> None:
    html = '<p><i lang="ja">X</i>群众</p><p>群众<b translate="no">群众</b>群众</p>'
    made = Traditional(merged([[("群众", "羣眾")]])).html(html)
    assert made == '<p><i lang="ja">X</i>羣眾</p><p>羣眾<b translate="no">群众</b>羣眾</p>'
