"""A link that shows one site and leads to another is told."""

from __future__ import annotations

import pytest
from fixtures.sites import LAUNCH, Site

from cxzy_build.source.misleading_links import misleading_links
from cxzy_build.source.text_files import TextFile


def told(body: str) -> list[int]:
    return [p.position.line for p in misleading_links(TextFile("a.md", f"---\ntitle: 甲\n---\n\n{body}\n"))]


@pytest.mark.parametrize(
    "body",
    [
        "[https://www.moe.gov.cn/](https://www.example.org/)",
        "见 [www.moe.gov.cn](<http://moe.gov.cn.example.org/a>)。",
        "[http://www.moe.gov.cn/a](http://www.moe.gov.cn@example.org/a)",
        "[https://www.moe.gov.cn/](https://www.mоe.gov.cn/)",
    ],
)
def test_what_leads_elsewhere(body: str) -> None:
    assert told(f"甲。\n\n{body}") == [7]


@pytest.mark.parametrize(
    "body",
    [
        "[https://www.moe.gov.cn/](https://www.moe.gov.cn/jyb/a.html)",
        "[www.moe.gov.cn](http://WWW.moe.gov.cn/) [HTTP://moe.gov.cn](https://www.moe.gov.cn)",
        "[教育部网站](https://www.moe.gov.cn/) [moe.gov.cn/a](https://www.example.org/)",
        "`[https://a.cn/](https://b.cn/)` ![https://a.cn/](https://b.cn/c.jpg)",
        "[https://[a/](https://b.cn/)",
        "[https://a.cn/]\n(https://b.cn/)",
    ],
)
def test_what_leads_where_it_says_or_says_nothing(body: str) -> None:
    assert told(body) == []


def test_pages_of_both_kinds_are_looked_at(site: Site) -> None:
    site.append(LAUNCH, "\n[https://a.cn/](https://b.cn/)\n")
    site.page("help.md", "# 说明\n\n[https://a.cn/](https://b.cn/)\n")
    found = [(one.code, one.is_error, one.position.file) for one in site.check()]
    assert found == [("other-site", False, f"content/{LAUNCH}"), ("other-site", False, "site_src/help.md")]
