"""What MkDocs makes of hand-written pages."""

from __future__ import annotations

import pytest
from fixtures.sites import Site


def test_a_page_may_have_a_chinese_name(site: Site) -> None:
    site.write("campaign.yml", f"editions: [zh-Hant]\n{site.read('campaign.yml')}")
    site.page("党课 一.md", "# 党课\n\n正文\n").build()
    for folder in ("", "zh-hant/"):
        (page,) = site.site_dir.glob(f"{folder}党课*/index.html")
        html = page.read_text("utf-8")
        assert "cxzy-slot" not in html
        assert "/%E5%85%9A%E8%AF%BE%20%E4%B8%80/" in html
        assert "%25" not in html
    assert not list(site.site_dir.glob("%*"))


def test_a_site_may_lie_under_a_chinese_path(site: Site) -> None:
    site.replace("../mkdocs.yml", "edu.cn/cxzy/", "edu.cn/文法/").build()
    for path in ("404.html", "sitemap.xml", "feed.xml", "data/news.json"):
        text = (site.site_dir / path).read_text("utf-8")
        assert "/%E6%96%87%E6%B3%95/" in text
        assert "/文法/" not in text


@pytest.mark.parametrize("text", ["---\ntitle: 教学 & <i>科研</i>\n---\n", "# 教学 & &lt;i>科研&lt;/i>\n"])
def test_a_pages_title_is_text_whatever_signs_it_has(site: Site, text: str) -> None:
    site.page("help.md", f"{text}\n正文\n").build()
    for path in ("help/index.html", "news/index.html"):
        html = (site.site_dir / path).read_text("utf-8")
        assert "教学 &amp; &lt;i&gt;科研&lt;/i&gt;" in html
        assert "<i>科研" not in html
        assert "&amp;amp;" not in html
    assert "<title>教学 &amp; &lt;i&gt;科研&lt;/i&gt; - " in (site.site_dir / "help/index.html").read_text("utf-8")
