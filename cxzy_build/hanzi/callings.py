"""People called by a surname that no field gives: 余老师 is no 餘老師, but 其余老师 are 其餘老師."""

from __future__ import annotations

from collections.abc import Iterator

from .names import seal_reading

_CALLED = (
    "(?:老师|同志|副?(?:书记|主任|教授|院长|处长|校长|部长|主席)|[科所会班组队站]长|支书|同学|先生|女士|医生|大夫|师傅|博士|"
    "某(?![月日时年天地个些种方处类项事]))"
)
_GIVEN = r"(?:[^是此今当本昨明前全各该我你他她其这那每下名位人个老同](?<=[^\W\da-zA-Z_])\w?)"
"""One or two characters of a name, which are none of those that follow 于 and 余 where these are no surnames."""

_BESIDE = "和与跟请让向给是被把的了们"
"""What stands before names, and makes no word with the next character."""

_MET = "习访谢迎问"
"""What ends 学习, 走访, 感谢, 欢迎, 慰问, behind which people stand of whom there is more than a surname: 学习于敏同志,
but 寓学习于工作."""

_COMMON = "朴种占咸丑干云"
"""Surnames that are common words as well: they are called so only at the beginning, or beside such characters."""

_RARE = {"余": "其业课工剩富多百千万十年元名", "涂": "糊乱", "游": "旅导上中下春秋郊出", "郁": "忧抑沉阴葱苍浓馥积肝"}
"""Others, and what makes a word with them that might stand before 老师."""

_NO_NAMES = {
    "于": "[^是此某今当本昨明前后上下内外中左右时年月日全各该我你他她其公私情理人己心民国法事世]",
    "余": "[^下地额款粮热生音震波姚杭庆江干党孽味数力钱暇悸者项名万个晖温光韵量年人元]",
    "郁": "[^闷结积郁葱南林江金悒愤气滞血热火塞化怒抑然闭勃卒]",
}
"""What follows them in names that stand alone or in lists: 范某、于某."""


_FAMILIES = "于余郁游涂党云后种台干丑占朴咸仇冲姜"
"""Surnames after which villages are called: 于家村."""

_PLACE = "家[村庄湾坪巷屯营寨沟坡坳峪岭桥河店塘集坝坊窑崖洼畈堡镇乡]"


def called() -> Iterator[tuple[str, str, str]]:
    """Surnames, each with its form and with the pattern that is true behind it where it is one."""
    places: dict[str, tuple[str, ...]] = {one: (f"{_begun(one, f'{_BESIDE}由对在')}(?={_CALLED})",) for one in _COMMON}
    for one, words in _RARE.items():
        alone = f"(?<![{words}\\d]{one})(?={_CALLED})"
        places[one] = (alone, f"{_begun(one, f'{_BESIDE}{_MET}由对在及')}(?={_GIVEN}{_CALLED})")
    places["于"] = (
        f"{_begun('于', _BESIDE)}(?={_GIVEN}?{_CALLED}(?!而言|来说|们))",
        f"(?<=[{_MET}]于)(?={_GIVEN}{_CALLED})",
        "(?:(?<=[访谢迎]于)|(?<=看望于)|(?<=听取于))(?=(?:老师|同志|书记|主任|教授)(?!们))",
    )
    places["后"] = (f"(?<![\\w，；,;]后)(?={_CALLED})", f"(?<=[和与跟请由]后)(?={_CALLED})")
    told = f"{_begun('范', f'{_BESIDE}由对在及同从到去至往叫任记长志授员士席')}|(?<=[老教导律]师范)|(?<=同学范)"
    met = f"(?<=[{_MET}]范)(?={_GIVEN}?{_CALLED})"
    places["范"] = (f"(?:{told})(?![围例畴文本式读儿])", met)
    for one, follows in _NO_NAMES.items():
        listed = f"(?<!\\w{one})(?={follows}(?<=[^\\W\\da-zA-Z_])\\w?(?!\\w))"
        places[one] = (*places[one], listed)
    for one in _FAMILIES:
        village = f"(?={_PLACE}){_begun(one, '在到赴往去回访县乡镇市区省')}"
        places[one] = (*places.get(one, ()), village)
    for one, ways in places.items():
        yield one, seal_reading(one), f"(?:{'|'.join(ways)}|(?<=姓{one})(?<!百姓{one}))"


def _begun(one: str, before: str) -> str:
    return f"(?:(?<!\\w{one})|(?<=[{before}]{one}))"
