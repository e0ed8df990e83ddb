"""Numbers of persons that hardly anybody means to publish: identity, mobile phone, bank card."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple
from unicodedata import normalize

from ..errors import Problem, Severity
from .text_files import TextFile

_BREAK = "(?:<br ?/?>|\\\\?\n)"
_TAG = "</?(?:a|b|big|em|font|i|mark|small|span|strong|u|wbr)(?: [^<>\n]{0,200})?/?>"
_SIGNS = " \\\\\\-‐-―－−　\u00a0\u00ad\u2000-\u200d\u202f\u2060\ufeff.·•‧・)）"
_REFERENCE = "&(?:nbsp|e[mn]sp|thinsp|shy|[mn]dash|minus|middot|#[xX]?[0-9a-fA-F]{2,5});"
_BLANK = (
    f"(?=[{_SIGNS}*&<\n])"  # which is asked once, not for each of these
    f"(?:[{_SIGNS}]|\\*{{1,2}}|{_REFERENCE}|{_TAG}|{_BREAK}){{1,3}}"
)
"""What may stand between groups of digits: `(138)00138000` and `<b>138</b>00138000` among them."""

_DIGIT = "[0-9０-９]"

_MAY_BE = re.compile(rf"[1-9１-９](?:(?:{_BLANK})?{_DIGIT}){{10}}")
"""What any of them begins with: eleven digits, half-width or full, in groups perhaps."""

_FULL_WIDTH_ENDS = bytes(range(0x90, 0x9A))
"""The last bytes of full-width digits in UTF-8; other characters may end with them too."""

_AS_ZERO = bytes.maketrans(b"0123456789" + _FULL_WIDTH_ENDS, b"0" * 20)
_PASSED_OVER = b" \\\n-.)*\xc2\xe2\xe3\xef" + bytes(set(range(0x80, 0xC0)) - set(_FULL_WIDTH_ENDS))
"""The bytes of which all signs between groups of digits are made. Of an ideograph the first byte is none of them."""

_ROW = re.compile(rf"{_DIGIT}+(?:{_BLANK}{_DIGIT}+)*(?:(?:{_BLANK})?[XxＸｘ](?![A-Za-z]))?")
_DIGITS = re.compile("[0-9]{11,}")
_GROUP = re.compile("&[^;]+;|<[^>]+>|(?P<digits>[0-9０-９]+[XxＸｘ]?|[XxＸｘ])")

_PHONE, _BANK_CARD, _IDENTITY_NUMBER = "手机号码", "银行卡号", "身份证号码"

_MOBILE = re.compile(r"1[3-9]\d{9}")
_COUNTRY = re.compile("(?:00)?86")
_MOBILE_GROUPS = {(11,), (3, 4, 4), (3, 3, 5), (3, 8), (4, 4, 3), (4, 7), (7, 4)}
"""How people part the digits of one: others are years and amounts in a row."""

_IDENTITY = re.compile(r"[1-9]\d{16}[\dX]")
_OLD_IDENTITY = re.compile(
    r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5])\d{4}\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}"
)
"""Of before 1999: a province, a district, the date of birth, and no check character."""

_OLD_DIGITS, _OLD_GROUPS = 15, {(15,), (6, 6, 3)}

_CARD = re.compile(r"[3-6]\d{15,18}")
_FEWEST_DIGITS, _MOST_DIGITS = 11, 19

_OLDEST, _YOUNGEST = 1900, 2099
"""Years of birth."""

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
"""Of citizens' identity numbers: GB 11643-1999."""

_WORD = re.compile(r"[A-Za-z0-9_/=&?.#%@:~+-]*\Z")
_NAMES_IT = "(?:tel|phone|mobile|mob|cell|qq|wx|vx|weixin|wechat|id|or)[.:_-]?|[mtp][.:]"
_IN_WORD = re.compile(rf"(?<![a-z])(?!(?:{_NAMES_IT})$)[a-z]+[_.%&@-]?$|[0-9][_.%&@-]?$", re.IGNORECASE)
"""How what stands before a number ends if the number is a part of it: `IMG_`, `item-`, but not `Tel.`."""

_GOES_ON = re.compile(
    r"_?(?!(?:qq|wx|vx|weixin|wechat|or|tel)(?![a-z]))[a-z0-9０-９]|\.[a-z]{2,5}\b|\.\d{1,2}(?!\d)|\s*[万亿]?元(?![旦宵])",
    re.IGNORECASE,
)
"""What follows a number that is another one, a file's name, or an amount; `138…QQ同号` is a phone's."""


class PrivateNumber(NamedTuple):
    """Where it stands in a text, what it is, its digits."""

    start: int
    end: int
    kind: str
    digits: str

    @property
    def shown(self) -> str:
        """As much of it as a message may repeat."""
        return f"{self.digits[:3]}……{self.digits[-2:]}"


def private_numbers(source: TextFile) -> Iterator[Problem]:
    """Warnings about one file."""
    for found in numbers_in(source):
        message = f"{found.shown} 像是{found.kind}，会原样公开"
        hint = "删去它，或把中间几位改成 *；确实要公开的（如值班电话）不必理会"
        yield Problem(source.at(found.start), "private-number", message, hint, Severity.WARNING)


def numbers_in(source: TextFile) -> Iterator[PrivateNumber]:
    """Those that one file publishes; code is published like all else, comments are not."""
    if _may_hold_any(source.text) and _MAY_BE.search(source.text):
        text = source.published
        for row in _ROW.finditer(text):
            yield from _in_row(text, row, _is_by_itself)


def _may_hold_any(text: str) -> bool:
    """Whether there may be eleven digits with nothing but signs between them: bytes are looked through in half of the
    time that the pattern takes."""
    has_markup = "&" in text or text.count("<") > text.count("<!")
    return has_markup or b"0" * _FEWEST_DIGITS in text.encode().translate(_AS_ZERO, _PASSED_OVER)


def numbers_in_name(name: str) -> Sequence[PrivateNumber]:
    """Those in the name of a file, whatever letters stand around them."""
    if not _MAY_BE.search(name):
        return ()
    rows = (*_ROW.finditer(name), *_DIGITS.finditer(name))  # where an X that follows is no part of it
    found = {one.start: one for row in reversed(rows) for one in _in_row(name, row, _always)}
    return [found[start] for start in sorted(found)]


def _always(text: str, start: int, end: int) -> bool:
    return True


def _in_row(text: str, row: re.Match[str], stands: Callable[[str, int, int], bool]) -> Iterator[PrivateNumber]:
    groups = [one for one in _GROUP.finditer(text, row.start(), row.end()) if one["digits"]]
    digits_before = [0, *accumulate(len(one[0]) for one in groups)]
    at = 0
    while at < len(groups):
        for end in range(min(len(groups), at + _MOST_DIGITS), at, -1):
            many = digits_before[end] - digits_before[at]
            if many < _FEWEST_DIGITS:
                break
            found = _as_one(text, groups[at:end], stands) if many <= _MOST_DIGITS else None
            if found:
                yield found
                at = end - 1
                break
        at += 1


def _as_one(text: str, groups: list[re.Match[str]], stands: Callable[[str, int, int], bool]) -> PrivateNumber | None:
    """The private number that the groups make, if they do and it `stands` for itself."""
    digits = normalize("NFKC", "".join(group[0] for group in groups)).upper()
    kind, sizes = kind_of(digits), tuple(len(group[0]) for group in groups)
    if not kind and (country := _COUNTRY.match(digits)):
        digits, sizes = digits[country.end() :], _without_first(country.end(), sizes)
        kind = _PHONE if kind_of(digits) == _PHONE else ""
    start, end = groups[0].start(), groups[-1].end()
    if not kind or not _is_parted_so(kind, sizes):
        return None
    if not _proves_itself(kind, len(digits)) and re.search(_BREAK, text[start:end]):
        return None  # a column of figures
    return PrivateNumber(start, end, kind, digits) if stands(text, start, end) else None


def _without_first(many: int, sizes: tuple[int, ...]) -> tuple[int, ...]:
    """The sizes of groups once so many digits are taken away, which are a group or begin one."""
    return sizes[1:] if sizes[0] == many else (sizes[0] - many, *sizes[1:])


def _is_parted_so(kind: str, sizes: tuple[int, ...]) -> bool:
    """Whether people part the digits of such a number into groups of these sizes."""
    if kind == _PHONE:
        return sizes in _MOBILE_GROUPS
    if kind == _BANK_CARD:
        return set(sizes[:-1]) <= {4}
    return _proves_itself(kind, sum(sizes)) or sizes in _OLD_GROUPS


def _proves_itself(kind: str, many: int) -> bool:
    """Whether a number of so many digits has a check character that hardly anything else has."""
    return kind == _IDENTITY_NUMBER and many != _OLD_DIGITS


def _is_by_itself(text: str, start: int, end: int) -> bool:
    """Whether it is no part of an address, of a file's name, of a document's number or of an amount."""
    word = _WORD.search(text, max(0, start - 200), start)
    before = word[0] if word else ""
    numbered = text.endswith(("〕", "］", "]", "）", ")"), 0, start) and text.startswith("号", end)
    in_address = "/" in before and not re.fullmatch(r"[\d/]*", before)
    return not (numbered or in_address or _IN_WORD.search(before) or _GOES_ON.match(text, end))


def kind_of(number: str) -> str:
    """What a number without blanks probably is; empty: nothing private."""
    if _MOBILE.fullmatch(number):
        return _PHONE
    if (_IDENTITY.fullmatch(number) and _is_identity(number)) or _OLD_IDENTITY.fullmatch(number):
        return _IDENTITY_NUMBER
    return _BANK_CARD if _CARD.fullmatch(number) and _passes_luhn(number) else ""


def _is_identity(number: str) -> bool:
    """Whether its date of birth is one and its check character right (GB 11643-1999)."""
    try:
        born = dt.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    if not _OLDEST <= born.year <= _YOUNGEST:
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=False))
    return _CHECKS[total % 11] == number[17]


def _passes_luhn(number: str) -> bool:
    """Whether its check digit is right (ISO/IEC 7812-1)."""
    doubled = (int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(number)))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0
