"""Names of people and units: which of them conversion has to look after, and how they read in Traditional.

A converter takes 范 for 範 and 于 for 於. Of a person's name only what can be nothing else is converted: characters
that people bear in either form stay as they are written, but for surnames whose form is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from .converters import to_traditional

CAREFUL = frozenset(
    "万与丑丰么于云仆价优伙体余佛佣俊修僵儿克党冢冬凄准凌几凶出划刮制千升卜占即卷厂厘只台吁吃合吊同后向吨听呆周咨"
    "咸咽哄唇喂噪回困圣坏复夸奸姜娘宁家尸局岩岭岳峰巨布帘席干并幸庄床庵异弦彩征御忏志念怀怜恤惊愈愿戚扇才扎扑托扣"
    "扰折抬抵拐拼挂挨挲挽捆捍据搜教斗旋旗既昆昵晒暗曲札朱朴机杆杠杯杰松板极构柜查栖栗核梁棋棱檐欲气污沈沾泄泛泞注"
    "洁洒洼涂涌淀游溪溯漓灶炖熏狸玩璇瓮症痒痴痹皂真睾矩确离私秋种秘筑篱粽糊糖系累网羡群肮肴胄胜胡腊腌膻致舍芸苔苹"
    "范茧荐蒙蓑蔑虫虮虱蚕蚝蜡蝎表触谷赶跖踊辟适逾郁酸采里雇雕霉面飧"
    "个仑冲别勋卤历发叹哗团坛尝尽弥当径摆术毁汇湿炼烟签纤脏艳苏荡获证赞迹鉴钟铲锤闲须饥"
)
"""Characters that several Traditional ones became, or that were Traditional ones themselves: a converter decides by
what stands beside them, and may be wrong. All others it converts in one way only."""

_STAYING = frozenset(
    "丑丰么于云仆伙余佛佣俊修僵克冬准凌几凶出划刮制千升卜占即卷只台吁吃合吊同后向呆周咨咸咽哄唇喂噪回困夸奸姜娘家尸"
    "局岩岳峰巨布席干并幸床庵弦彩征御志念恤愈愿戚扇才扎托扣折抬抵拐拼挨挽捆捍搜教斗旋旗既昆暗曲札朱朴杆杯杰松板查栗"
    "核梁棋欲沈沾泛注涌游溪溯灶玩痴皂真矩私秋秘糊糖系累群胄胡致舍芸苔范蒙蓑蔑表谷辟逾郁酸采里雕面飧"
)
"""Those of them that Traditional names are written with as well."""

_SURNAMES: Mapping[str, str] = {
    "党": "党", "种": "种", "涂": "涂", "丰": "豐", "钟": "鍾", "历": "歷", "万俟": "万俟", "澹台": "澹臺",
    "谷梁": "穀梁",
}  # fmt: skip
"""Surnames that are written in another way than the same characters elsewhere in a name."""

_GIVEN: Mapping[str, str] = {"云": "雲", "冲": "沖", "钟": "鍾", "证": "證", "鉴": "鑒"}
"""Of given names: characters that mean something else there than a converter takes them for, and one that stays in
surnames alone."""

_COMPOUND = frozenset(
    re.findall(
        "..",
        "欧阳司马上官诸葛东方皇甫尉迟公孙令狐慕容宇文长孙司徒司空夏侯万俟南宫西门独孤拓跋轩辕濮阳淳于单于端木申屠公冶太史"
        "澹台宗政闻人赫连钟离百里呼延东郭左丘第五鲜于夹谷谷梁段干梁丘太叔闾丘仲孙亓官司寇颛孙巫马公西乐正壤驷公良漆雕羊舌"
        "公羊宰父相里尔朱完颜耶律纳兰叶赫那拉贺兰",
    )
)
_COMMON = frozenset(
    "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧肖冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟"
    "卢汪戴崔任陆廖姚方金邱丘夏谭韦贾邹石熊孟秦阎闫薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚汤陶黎温莫易樊"
    "乔文安殷颜庄章鲁倪庞邢俞翟蓝聂齐向申葛柴伍覃骆关焦柳欧祝纪尚毕耿芦左季管符辛苗詹曲欧靳祁路涂兰甘裴梅童翁霍游阮"
    "尤岳柯牟滕谷舒卜饶宁凌盛查单冉鲍华包屈房喻解蒲卫简时连车项闵邬吉党阳司费蒙席晏隋古强穆姬宫景米麦谈柏瞿艾沙鄢桂"
    "窦郁缪畅巩卓褚栾戚全娄甄郎池丛边岑农苟迟保商臧佘卞虞刁冷应匡栗仇练楚揭师官佟封燕桑巫敖原植邝仲荆储宗楼干苑寇盖"
    "南屠鞠荣井乐银奚明麻雍花闻冼木郜廉衣蔺和冀占公门帅利满云台丰后几丑种厉朴仝巴濮计伏成皮茅嵇席咸松"
    "酆湛禹狄贝贲杭裘钮滑荀芮羿汲邴糜隗宓蓬郗仰钭戎韶蓟薄宿邰索籍胥莘贡劳逄扶堵宰郦璩寿扈郏浦慕茹宦戈庾衡弘禄阙殳沃蔚"
    "夔隆厍晁勾融訾阚毋乜巢蒯竺权逯桓仉缑亢况郈佴谯笪妥锁亓付粟揣郇郄昝昃敬蹇谌禤鄂尕元伊祖富乌山印束幸养游须秋伯赏"
    "折仆么胜水昌凤平危诸羊惠弓牧暴怀从双习鱼容慎终暨居步越那晋钦郤漆税肇苌呙缐隽綦鹿随尧楮阴苍"
)
"""The first characters of nearly all names in China."""

_DOTS = re.compile("[·•‧・･]")
"""What parts the names of peoples that have several: U+00B7, and what is typed for it."""

_UNITS = tuple(
    re.findall(
        r"\S+",
        "处 部 科 室 院 系 办 委 社 会 组 队 班 站 网 报 所 馆 厂 局 岗 团 中心 支部 学校 大学 单位 集团 公司 "
        "集体 宿舍 基地 家庭 本刊 本站",
    )
)
"""What the names of units end with."""

_OFFICES = "党后文校政干台"
"""What offices of three characters begin with that might be surnames: 党政办, 后勤处."""

_PARTY = frozenset(
    re.findall(
        r"\S+",
        "党委 党员 党校 党组 党办 党务 党章 党课 党团 党内 党外 党性 党史 党风 党群 党建 党政 党总支 党支部 党小组 "
        "党委会 党组织",
    )
)
"""What begins as the surname does, and is the Party's: 党建国 may be somebody."""

_ROLES = tuple(
    re.findall(
        r"\S+",
        "书记 主任 委员 代表 主席 部长 处长 院长 校长 队长 组长 班长 会长 站长 教师 老师 教授 导师 辅导员 学生 "
        "同学 党员 团员 干部 干事 职工 群众 志愿者 记者 编辑 采编 摄影 通讯员 联络员 管理员 负责人 "
        "领导 班子 工作 公开 校友",
    )
)
"""What somebody is, or many are: 志愿者, 学生干事; behind a name it is somebody, 于老师."""

_NOBODY = _PARTY | {"后勤", "台湾", "文学", "文科", "干部"}
"""What stands before such words and is no name, though it begins like one."""

_OF_PARTY = frozenset(
    re.findall(r"\S+", "代表 领导 干部 工作 班子 公开 党员 群众 记者 编辑 学生 同学 教师 志愿者 管理员 联络员 通讯员")
)
"""Such words behind 党 that do not make it a surname."""

_BETWEEN = re.compile(r"[\s、，,；;/|：:（）()【】\[\]&]+")
_SHORT = 4
"""Characters of a person's name at most, but for names with dots in them, and one more behind two of a surname."""
_WITH_COMPOUND = range(3, _SHORT + 2)


def needs_care(text: str) -> bool:
    """Whether a converter might not convert `text` in the same way wherever it stands."""
    return not CAREFUL.isdisjoint(text)


def names_in(text: str) -> Iterator[str]:
    """The names in a field that names people or units: `顾某（分管院领导）`, `于某、范某`."""
    return (part for part in _BETWEEN.split(text) if len(part) > 1)


def is_person(name: str, *, is_likely: bool = False) -> bool:
    """Whether it looks like a person's name rather than a unit's. is_likely: of one that stands where persons do, which
    need not begin with a known surname."""
    if _DOTS.search(name):
        return True
    if name[:2] in _COMPOUND and len(name) <= _SHORT + 1:
        return True
    if not 2 <= len(name) <= _SHORT or name in _PARTY:
        return False
    if name.endswith(_ROLES):
        role = next(filter(name.endswith, _ROLES))
        return _is_somebody(name.removesuffix(role), role)
    if (is_likely or name[0] > "\uffff") and not is_unit(name):
        return True
    return name[0] in _COMMON and not (is_unit(name) and (len(name) != 3 or name[0] in _OFFICES))


def is_unit(name: str) -> bool:
    """Whether it ends as units' names do; some persons' do as well."""
    return name.endswith(_UNITS)


def _is_somebody(before: str, role: str) -> bool:
    """Whether a name stands before what somebody is."""
    if not before or before in _NOBODY or (before == "党" and role in _OF_PARTY):
        return False
    return before[0] in _COMMON or before[:2] in _COMPOUND


@cache
def reading(name: str, *, is_likely: bool = False) -> str:
    """A name as Traditional readers write it; see `is_person`."""
    if not is_person(name, is_likely=is_likely):
        return to_traditional(name)
    surname = name[:2] if name[:2] in _COMPOUND else name[0]
    return seal_reading(surname) + "".join(_GIVEN.get(one) or _alone(one) for one in name[len(surname) :])


def seal_of(name: str) -> str:
    """What is drawn for a person where there is no photo: the surname, of one character or of two."""
    return name[:2] if name[:2] in _COMPOUND and len(name) in _WITH_COMPOUND else name[:1]


def seal_reading(surname: str) -> str:
    """What `seal_of` gave, in Traditional."""
    return _SURNAMES.get(surname) or "".join(map(_alone, surname))


def _alone(character: str) -> str:
    return character if character in _STAYING else to_traditional(character)
