"""What readers would see as something else is told once a kind, where it stands."""

from __future__ import annotations

import pytest
from fixtures.sites import LAUNCH, Site

from cxzy_build.source.odd_characters import odd_characters
from cxzy_build.source.text_files import TextFile


def told(body: str, front: str = "title: 甲") -> list[tuple[int, int, str]]:
    found = odd_characters(TextFile("a.md", f"---\n{front}\n---\n\n{body}\n"))
    return [(p.position.line, p.position.column, p.message) for p in found]


@pytest.mark.parametrize(
    ("sign", "word"),
    [
        ("\u202e", "倒过来"),
        ("\u202a", "倒过来"),
        ("\u2067", "倒过来"),
        ("\ufffd", "乱码"),
        ("\0", "没有存完"),
        ("\uf0b7", "方框"),
        ("\u2f42", "“⽂”是部首，不是汉字“文”"),
        ("\u2ee2", "“⻢”是部首，不是汉字“马”"),
        ("\u2ebe", "“⺾”是部首，不是汉字："),
    ],
)
def test_each_kind_is_told_at_its_first(sign: str, word: str) -> None:
    ((line, column, message),) = told(f"文字{sign}甲{sign}乙\n\n{sign}")
    assert (line, column) == (5, 3)
    assert word in message
    assert [(line, column) for line, column, _ in told("文", f"title: 甲{sign}乙")] == [(2, 9)]


def test_kinds_are_told_apart() -> None:
    assert len(told("甲\u202e乙\ufffd丙\ue000丁\u202c")) == 3


@pytest.mark.parametrize(
    "body",
    [
        "文字\u3000\u00a0\u200b\ufeff字",
        "𬀩、㐂、〇、①、€、👨\u200d👩\u200d👧、☑\ufe0f",
        "<!-- \ufffd\ue000 -->",
        "\t甲\n\n    乙",
    ],
)
def test_what_readers_see_as_it_is_and_what_they_do_not_get(body: str) -> None:
    assert told(body) == []


def test_all_that_is_published_is_looked_at(site: Site) -> None:
    site.append(LAUNCH, "\n甲\ufffd乙\n")
    site.append("campaign.yml", "names: [甲\ufffd乙]\n")
    site.page("help.md", "# 说明\n\n甲\ufffd乙\n")
    found = [(one.code, one.is_error, one.position.file) for one in site.check()]
    files = ["content/campaign.yml", f"content/{LAUNCH}", "site_src/help.md"]
    assert found == [("odd-character", False, file) for file in files]
