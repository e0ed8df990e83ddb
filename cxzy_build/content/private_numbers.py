"""Numbers of persons that hardly anybody means to publish: identity, mobile phone, bank card."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from unicodedata import normalize

from ..errors import Position, Problem, Severity
from .text_files import TextFile

MAY_BE = re.compile(r"[1-9１-９](?:[ \-–－　]?[0-9０-９]){10}")
"""What any of them begins with: eleven digits, half-width or full, in groups perhaps."""

_NUMBER = re.compile(
    r"(?<![A-Za-z0-9０-９_/=&?.#%@:-])(?<![0-9０-９][ \-–－　])"
    r"[1-9１-９](?:[ \-–－　]?[0-9０-９]){10,18}(?:[ \-–－　]?[XxＸｘ])?"
    r"(?![A-Za-z0-9０-９_/=&%@号-])(?![ \-–－　][0-9０-９])"
)
_SIGNS = re.compile(r"[ \-–]")
_MOBILE = re.compile(r"1[3-9]\d{9}")
_IDENTITY = re.compile(r"[1-9]\d{16}[\dX]")
_CARD = re.compile(r"[3-6]\d{15,18}")

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
"""Of citizens' identity numbers: GB 11643-1999."""


def private_numbers(source: TextFile) -> Iterator[Problem]:
    """Warnings about one file, code left aside."""
    for found in _NUMBER.finditer(source.front):
        yield from _told(source.in_front(found.start()), found[0])
    for position, found in source.matches_in_body(_NUMBER):
        yield from _told(position, found[0])


def _told(position: Position, written: str) -> Iterator[Problem]:
    number = _SIGNS.sub("", normalize("NFKC", written)).upper()
    if kind := kind_of(number):
        message = f"{number[:3]}……{number[-2:]} 像是{kind}，会原样公开"
        hint = "删去它，或把中间几位改成 *；确实要公开的（如值班电话）不必理会"
        yield Problem(position, "private-number", message, hint, Severity.WARNING)


def kind_of(number: str) -> str:
    """What a number without blanks probably is; empty: nothing private."""
    if _MOBILE.fullmatch(number):
        return "手机号码"
    if _IDENTITY.fullmatch(number) and _is_identity(number):
        return "身份证号码"
    return "银行卡号" if _CARD.fullmatch(number) and _passes_luhn(number) else ""


def _is_identity(number: str) -> bool:
    """Whether its date of birth is one and its check character right (GB 11643-1999)."""
    try:
        dt.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=False))
    return _CHECKS[total % 11] == number[17]


def _passes_luhn(number: str) -> bool:
    """Whether its check digit is right (ISO/IEC 7812-1)."""
    doubled = (int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(number)))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0
