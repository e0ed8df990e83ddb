"""Links of items that are to come out by themselves."""

from __future__ import annotations

import pytest
from fixtures.sites import Site, where

ITEM = "news/2014-01-01-x.md"
NEWS = "---\ntitle: 一\ndate: 2014-01-01\ncolumn: practice\n{}---\n\n{}\n"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("[甲](#none)", "broken-anchor"),
        ("[甲](news/launch#none)", "broken-anchor"),
        ("[甲](overview.md#none)", "broken-anchor"),
        ("[甲](/none/)", "broken-link"),
        ("正文[^1]。\n\n[^1]: 用到的\n\n[^2]: 没有用到的", "unused-footnote"),
        ("[甲](#top) [乙](#here) [丙](#fu-jian) [丁](/news/2014/01/) [戊](/overview/#aims)\n\n## Here", ""),
        ("[甲](/tags/qi-huan/) [乙](/archive/2014/) [丙](news/launch#next) [丁](news/launch)", ""),
        ("![图](2011-03-05-volunteers/photo.png){: #tu }\n\n[甲](#tu)", ""),
    ],
)
def test_one_that_leads_nowhere_is_told_before_the_item_comes_out(site: Site, body: str, code: str) -> None:
    front = "tags: [奇幻]\nattachments: [{file: 2011-03-05-volunteers/programme.pdf}]\n"
    site.write(ITEM, NEWS.format(front, body))
    now = [(code, path) for path, _, code in where(site.check())]
    assert now == ([(code, ITEM)] if code else [])
    then = [(code, path) for path, _, code in where(site.check("2014-02-01"))]
    assert then == now


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("[甲](/zh-hant/archive/2014/) [乙](/zh-hant/overview/#aims) [丙](/zh-hant/news/2010/05/launch/#next)", ""),
        ("[甲](/zh-hant/none/)", "broken-link"),
        ("[甲](/zh-hant/overview/#none)", "broken-anchor"),
        ("[甲](/zh-hant/news/2010/05/launch/#none)", "broken-anchor"),
    ],
)
def test_so_is_one_into_the_traditional_edition(site: Site, body: str, code: str) -> None:
    site.append("campaign.yml", "\neditions: [zh-Hant]\n").write(ITEM, NEWS.format("", body))
    for now in (None, "2014-02-01"):
        told = [(code, path) for path, _, code in where(site.check(now) if now else site.check())]
        assert told == ([(code, ITEM)] if code else [])


def test_none_is_expected_in_an_edition_that_there_is_not(site: Site) -> None:
    site.write(ITEM, NEWS.format("", "[甲](/zh-hant/archive/2014/)"))
    assert [code for _, _, code in where(site.check())] == ["broken-link"]


def test_one_of_a_draft_may_wait(site: Site) -> None:
    site.write(ITEM, NEWS.format("draft: true\n", "[甲](#none)"))
    assert site.check() == ()


@pytest.mark.parametrize("remembers", [True, False])
def test_it_is_told_after_every_edit(site: Site, remembers: bool) -> None:
    site.write(ITEM, NEWS.format("", "[甲](news/launch#next)"))
    build = site.quick_build if remembers else site.build
    build()
    site.replace("news/2010-05-27-launch.md", "{#next}", "{#further}")
    assert (ITEM, 7, "broken-anchor") in where(site.check())
