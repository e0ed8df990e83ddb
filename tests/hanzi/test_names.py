"""Names in Traditional: nobody is called otherwise than they are."""

from __future__ import annotations

import re

import pytest

from cxzy_build.hanzi.converters import to_simplified, to_traditional
from cxzy_build.hanzi.locks import PERSON, merged
from cxzy_build.hanzi.names import CAREFUL, is_person, names_in, needs_care, reading, seal_of, seal_reading
from cxzy_build.hanzi.traditional import Traditional

PEOPLE = re.findall(
    r"\S+",
    """
范仲淹→范仲淹 范冰→范冰 于右任→于右任 于海→于海 于谦→于謙 余光中→余光中 余秋里→余秋里 余华→余華
岳飞→岳飛 岳云鹏→岳雲鵬 沈从文→沈從文 沈钧儒→沈鈞儒 游国恩→游國恩 云飞扬→云飛揚 郁达夫→郁達夫
后羿→后羿 后学敏→后學敏 丑强→丑強 几又→几又 干宝→干寶 姜夔→姜夔 涂山→涂山 卜商→卜商 台静农→台靜農
谷建芬→谷建芬 曲波→曲波 种师道→种師道 党怀英→党懷英 朴一生→朴一生 胡适→胡適 胡里→胡里 周杰伦→周杰倫
周志云→周志雲 松冬梅→松冬梅 查良镛→查良鏞 万俟卨→万俟卨 淳于意→淳于意 澹台灭明→澹臺滅明 钟离权→鍾離權
欧阳于→歐陽于 王后来→王后來 李准→李准 李志强→李志強 梁实秋→梁實秋 谢冲→謝沖 陈云→陳雲 朱彩云→朱彩雲
吴克诚→吳克誠 郑板桥→鄭板橋 占升→占升 席慕蓉→席慕蓉 向警予→向警予 成仿吾→成仿吾
买买提·于斯→買買提·于斯 张伟→張偉 刘英→劉英 陈毅→陳毅 叶剑英→葉劍英 钟南山→鍾南山 萧红→蕭紅 肖战→肖戰
苏洵→蘇洵 万里→萬里 丰子恺→豐子愷 宁静→寧靜 庄重文→莊重文 吕布→呂布 卫立煌→衛立煌 温家→溫家
王洁→王潔 黄复生→黃復生 妥志云→妥志雲 锁于云→鎖于雲 鄂云→鄂雲 阙后→闕后 逄于里→逄于里
沈括→沈括 姜云升→姜雲升 钟嵘→鍾嶸 钟馗→鍾馗 岳麓→岳麓 丘处机→丘處機 曲云→曲雲 谷超豪→谷超豪 谷雨→谷雨
涂又光→涂又光 郁文→郁文 种田→种田 仇英→仇英 丑奴→丑奴 后稷→后稷 后生→后生 党国英→党國英 干将→干將 干净→干淨
尉迟恭→尉遲恭 萧何→蕭何 萧云从→蕭雲從 阎立本→閻立本 闫妮→閆妮 云从龙→云從龍 占云→占雲 折可适→折可適
咸丰→咸丰 宁志远→寧志遠 朱砂→朱砂 周克华→周克華 周而复→周而復 向荣→向榮 台海→台海 几何→几何 叶落→葉落
张志新→張志新 张准→張准 张松→張松 张杰→張杰 张升→張升 张岩→張岩 张采→張采 张适→張適 张冲→張沖 张干→張干
张谷→張谷 张布→張布 张表→張表 张克→張克 张郁→張郁 张致→張致 张制→張制 张筑→張築 张游→張游 张复→張復
张合→張合 张面→張面 张朴→張朴 张咸→張咸 张里→張里 张后→張后 张斗→張斗 李鉴→李鑒 李秋→李秋 李种→李種
李采薇→李采薇 李辟→李辟 李御风→李御風 李征→李征 李范→李范 李千→李千 李余→李余 李克强→李克強 么凤→么鳳
谷梁赤→穀梁赤 夹谷云→夾谷雲 段干木→段干木 鲜于枢→鮮于樞 鲜于丰→鮮于丰 梁丘据→梁丘據 漆雕开→漆雕開 相里勤→相里勤
尔朱荣→爾朱榮 完颜云→完顏雲 单于里→單于里 澹台云→澹臺雲 呼延云→呼延雲 闻人松→聞人松
亓后→亓后 昝云→昝雲 仉里→仉里 乜后→乜后
古丽•云于→古麗•雲于 古丽‧云于→古麗‧雲于 古丽・云于→古麗・雲于 欧阳于范云→歐陽于范雲 𠮷田后→𠮷田后
""",
)
"""Simplified and Traditional; most of them come out wrong when characters are converted one by one."""

PLACES = re.findall(
    r"\S+",
    """
台州→台州 天台山→天台山 烟台→煙臺 沈阳→瀋陽 于都县→于都縣 余姚→餘姚 余杭→餘杭 范县→范縣 岳阳→岳陽
岳麓山→嶽麓山 咸阳→咸陽 咸宁→咸寧 海淀→海淀 白洋淀→白洋淀 钟祥→鍾祥 谷城→穀城 曲阜→曲阜
三元里→三元里 云南→雲南 后海→後海 郁南→鬱南 台儿庄→臺兒莊 丰台→豐臺 扎兰屯→扎蘭屯 淮安→淮安
于洪区→于洪區 里耶古城→里耶古城 钟山县→鍾山縣 岳西县→岳西縣 浚县→浚縣 采石矶→采石磯 游仙区→游仙區
台山市→台山市 千岛湖→千島湖 余干县→餘干縣 新干县→新干縣 岳塘区→岳塘區 岳普湖县→岳普湖縣 岳各庄→岳各莊 于家堡→于家堡
范水镇→范水鎮 游埠镇→游埠鎮 南锣鼓巷胡同→南鑼鼓巷胡同 胡同志家→胡同志家 龙游县→龍游縣 仙游县→仙遊縣 巴里坤→巴里坤
于都→于都 于田→于田 里耶→里耶 岳西→岳西 岳池→岳池 岳王庙→岳王廟 范庄→范莊 范水→范水 茶淀→茶淀 荷花淀→荷花淀 沈丘→沈丘
燕山大学里仁学院→燕山大學里仁學院 采育镇→采育鎮 朴席镇→朴席鎮 京沈高铁→京瀋高鐵 沈大高速→瀋大高速 五岳→五嶽
南岳区→南嶽區 松滋→松滋 云和→雲和 涂山→塗山 干将路→干將路 钟楼→鐘樓 丰都→豐都 丰镇→豐鎮 松江→松江 里下河→裡下河
余江→餘江 江干区→江干區
仙游→仙遊 斗门→斗門 黄岩→黃岩 准格尔→準格爾 个旧→個舊 昆仑→崑崙 历城→歷城 弥勒→彌勒 当涂→當塗 卷烟厂→捲菸廠
""",
)


@pytest.mark.parametrize("pair", PEOPLE)
def test_a_person_is_called_as_ever(pair: str) -> None:
    name, expected = pair.split("→")
    assert is_person(name)
    assert reading(name) == expected
    converter = Traditional(merged([[(name, "")]]))
    for before, after in (("", ""), ("请", "介绍经验"), ("、", "后来"), ("表彰了", "等同志")):
        made = converter.texts((f"{before}{name}{after}",))[0]
        assert made == f"{to_traditional(before)}{expected}{to_traditional(after)}"


LIKELY = ("才让云丹→才讓雲丹", "阿云嘎→阿雲嘎", "达瓦后→達瓦后", "玉山江后→玉山江后", "尕藏后→尕藏后", "㐂里后→㐂里后")
"""Names that begin with no surname."""


@pytest.mark.parametrize("pair", [*LIKELY, *PEOPLE])
def test_where_persons_stand_no_surname_need_be_known(pair: str) -> None:
    name, expected = pair.split("→")
    assert Traditional(merged([[(name, PERSON)], [(name, "")]])).texts((f"请{name}讲",))[0] == f"請{expected}講"


def test_elsewhere_a_surname_must_be_known() -> None:
    assert reading("发布后") == "發佈後" != reading("发布后", is_likely=True)


def test_units_that_stand_there_are_converted_all_the_same() -> None:
    units = ["制图系", "干部处", "松林志愿服务团"]
    assert [reading(unit, is_likely=True) for unit in units] == ["製圖系", "幹部處", "松林志願服務團"]


ROLES = re.findall(
    r"\S+",
    """
党委书记→黨委書記 党校→黨校 党总支→黨總支 党委委员→黨委委員 党员代表→黨員代表 党员教师→黨員教師 党办主任→黨辦主任
党代表→黨代表 党群工作→黨群工作 党务公开→黨務公開 后勤职工→後勤職工 干事→幹事 学生干事→學生幹事 台湾学生→臺灣學生
文学干事→文學幹事 文科干事→文科幹事 干部干事→幹部幹事 政工干部→政工幹部 校友志愿者→校友志願者
志愿者→志願者 采编→採編 党建→黨建
""",
)


@pytest.mark.parametrize("pair", ROLES)
@pytest.mark.parametrize("is_likely", [False, True])
def test_what_somebody_is_is_no_name(pair: str, is_likely: bool) -> None:
    role, expected = pair.split("→")
    assert not is_person(role, is_likely=is_likely)
    assert reading(role, is_likely=is_likely) == expected


BEHIND = re.findall(
    r"\S+",
    """
于老师→于老師 范书记→范書記 党建国→党建國 党海生→党海生 余代表→余代表
范冰老师→范冰老師 岳云同学→岳雲同學 后云书记→后雲書記
后老师→后老師 干老师→干老師 台老师→台老師 党老师→党老師 后主任→后主任
党风华→党風華 党章华→党章華 党史明→党史明 党团结→党團結
""",
)


@pytest.mark.parametrize("pair", BEHIND)
def test_behind_a_surname_it_is_somebody(pair: str) -> None:
    name, expected = pair.split("→")
    assert is_person(name)
    assert reading(name) == expected


@pytest.mark.parametrize("pair", PLACES)
def test_a_place_is_called_as_ever(pair: str) -> None:
    name, expected = pair.split("→")
    assert Traditional({}).texts((f"在{name}调研",))[0] == f"在{expected}調研"


CALLED = re.findall(
    r"\S+",
    """
余老师→余老師 其余老师→其餘老師 三十余同志→三十餘同志 课余老师→課餘老師 余晓明同志→余曉明同志 余额→餘額
由余老师讲→由余老師講 于老师→于老師 于晓明老师→于曉明老師 对于老师→對於老師 由于老师→由於老師 关于同志→關於同志
于是老师说→於是老師說
于本月同志→於本月同志 于某→于某 于某月→於某月 于老师而言→於老師而言 姓于的→姓于的 百姓于心不忍→百姓於心不忍
范老师→范老師 书记范晓明→書記范曉明 老师范冰→老師范冰 教师范围→教師範圍 师范生→師範生 身正为范→身正為範 范例→範例
有范儿→有範兒 岳老师→岳老師 南岳→南嶽 涂老师→涂老師 涂改→塗改 游老师→游老師 导游老师→導遊老師 郁老师→郁老師
郁闷→鬱悶 占老师→占老師 朴老师→朴老師 朴素→樸素 干老师→干老師 骨干老师→骨幹老師 种老师→种老師 各种老师→各種老師
云老师→云老師 后老师→后老師 会后老师→會後老師 于海、余建国、郁文、范晓明→于海、余建國、郁文、范曉明
于是，余下，郁闷，→於是，餘下，鬱悶，
学习于晓明同志→學習于曉明同志 学习余晓明同志→學習余曉明同志 学习范冰同志→學習范冰同志 走访于老师→走訪于老師
感谢范老师→感謝范老師 看望于老师→看望于老師 寄希望于老师们→寄希望於老師們 学习于各班同学→學習於各班同學
学习余下文件→學習餘下文件 学习范文→學習範文
于家村→于家村 在余家桥→在余家橋 党家沟→党家溝 种家湾→种家灣 游家坪→游家坪 郁家巷→郁家巷 云家屯→云家屯
对于家庄→對於家莊 其余家乡→其餘家鄉 旅游家园→旅遊家園 关于家庭→關於家庭
""",
)


@pytest.mark.parametrize("pair", CALLED)
def test_whoever_is_called_by_a_surname_is_somebody(pair: str) -> None:
    text, expected = pair.split("→")
    assert Traditional({}).texts((text, f"“{text}")) == [expected, f"“{expected}"]
    assert Traditional({}).texts((f"，{text}",)) == [f"，{expected}"] or text.startswith("后")


def test_a_short_name_is_one_where_it_is_said_who_that_is() -> None:
    converter = Traditional(merged([[(name, "") for name in ("于谦", "范冰", "张游")]]))
    texts = ["由于谦同志带领", "由于谦带领大家", "由于谦让", "老师范冰", "师范冰雪节", "张游说得好"]
    made = ["由于謙同志帶領", "由于謙帶領大家", "由於謙讓", "老師范冰", "師範冰雪節", "張游說得好"]
    assert converter.texts(texts) == made


def test_most_of_these_come_out_wrong_otherwise() -> None:
    def by_characters(text: str) -> str:
        return "".join(_usual(character) for character in text)

    wrong = [pair for pair in (*PEOPLE, *PLACES) if by_characters(pair.split("→")[0]) != pair.split("→")[1]]
    assert len(wrong) >= 50


_TAKEN = "于范云后余岳沈台谷郁里干几丑游党种曲胡周志松姜卜涂朴杰向准克布占席秋彩万咸淀钟千板冬"
_FOR = "於範雲後餘嶽瀋臺穀鬱裡幹幾醜遊黨種麴鬍週誌鬆薑蔔塗樸傑嚮準剋佈佔蓆鞦綵萬鹹澱鐘韆闆鼕"


def _usual(character: str) -> str:
    """What a table of characters gives: the Traditional one where there are several."""
    return _FOR[_TAKEN.index(character)] if character in _TAKEN else to_traditional(character)


def test_units_are_converted_as_other_words_are() -> None:
    units = "学院党委办公室 法学系教工党支部 后勤处 党政办 校团委 沈阳工业大学 台州学院 干部处 制图系 文学社 新华社"
    expected = "學院黨委辦公室 法學系教工黨支部 後勤處 黨政辦 校團委 瀋陽工業大學 台州學院 幹部處 製圖系 文學社 新華社"
    assert " ".join(map(reading, units.split())) == expected


def test_names_are_told_from_what_stands_beside_them() -> None:
    assert list(names_in("顾某（分管院领导）")) == ["顾某", "分管院领导"]
    assert list(names_in("法学系 于海、范里;郑和")) == ["法学系", "于海", "范里", "郑和"]


def test_what_might_be_converted_in_several_ways_needs_care() -> None:
    """Compared with OpenCC's own tables: of characters that people write, each that has several forms is known."""
    every = [chr(code) for code in range(0x4E00, 0xA000)]
    simplified = dict(zip(every, to_simplified("\n".join(every)).split("\n"), strict=True))
    forms: dict[str, set[str]] = {}
    for character, simple in simplified.items():
        forms.setdefault(simple, set()).add(character)
    for simple, characters in forms.items():
        others = {one for one in characters - {simple} if _is_common(one)}
        if _is_of_gb2312(simple) and (
            len({to_traditional(one) for one in others}) > 1 or (others and _is_common(simple))
        ):
            assert needs_care(simple), (simple, characters)
    assert all(simplified[character] == character for character in CAREFUL - {"么"})


def _is_common(character: str) -> bool:
    try:
        return character.encode("big5") < b"\xc9\x40"
    except UnicodeEncodeError:
        return False


def _is_of_gb2312(character: str) -> bool:
    try:
        return bool(character.encode("gb2312"))
    except UnicodeEncodeError:
        return False


@pytest.mark.parametrize(
    ("name", "seal"),
    [
        ("林示例", "林"), ("欧阳某", "欧阳"), ("司马示例", "司马"), ("东方", "东"), ("第五届优秀教师", "第"),
        ("买买提·艾力", "买"), ("", ""),
    ],
)  # fmt: skip
def test_a_seal_shows_the_surname(name: str, seal: str) -> None:
    assert seal_of(name) == seal


def test_a_seal_reads_as_the_name_does() -> None:
    assert "".join(map(seal_reading, "范于余岳沈叶钟张党")) == "范于余岳沈葉鍾張党"
    assert [*map(seal_reading, ("欧阳", "淳于", "万俟", "钟离"))] == ["歐陽", "淳于", "万俟", "鍾離"]
