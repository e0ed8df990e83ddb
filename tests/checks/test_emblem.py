"""The emblem: checked where it is configured, shown in every masthead, and nothing where there is none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fixtures.sites import Site, codes, where

DRAWN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="3"/></svg>'
CONFIGURED = "emblem: {file: assets/emblem.svg, alt: 学院标志}\n"


def _emblem(site: Site) -> Site:
    site.page("assets/emblem.svg", DRAWN)
    return site.append("campaign.yml", f"\n{CONFIGURED}")


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("assets/none.svg", "missing-file"),
        (f"{'长' * 86}.svg", "missing-file"),
        ("/assets/emblem.svg", "bad-value"),
        ("../content/x.svg", "bad-value"),
        ("assets/.emblem.svg", "bad-value"),
        ("help.md", "bad-picture"),
    ],
)
def test_an_emblem_that_cannot_be_shown_is_reported_where_it_is_written(site: Site, file: str, code: str) -> None:
    site.append("campaign.yml", f"\nemblem:\n  alt: 标志\n  file: {file}\n")
    line = site.line_of("campaign.yml", "  file: ")
    assert where(site.check()) == [("campaign.yml", line, code)]


def test_an_emblem_needs_its_text(site: Site) -> None:
    site.append("campaign.yml", "\nemblem: {file: assets/emblem.svg}\n")
    assert codes(site.problems()) == ["missing-key"]


def test_an_active_drawing_and_a_damaged_picture_are_refused(site: Site) -> None:
    _emblem(site).page("assets/emblem.svg", DRAWN.replace("<circle", "<script>1</script><circle"))
    assert where(site.check()) == [("site_src/assets/emblem.svg", 1, "script")]
    site.page("assets/emblem.svg", DRAWN)
    site.replace("campaign.yml", "emblem.svg", "emblem.png").page("assets/emblem.png", "no picture")
    assert where(site.check()) == [("site_src/assets/emblem.png", 1, "bad-picture")]


def test_the_emblem_stands_in_every_masthead(site: Site) -> None:
    _emblem(site).build()
    for page, base in (
        ("index.html", "."),
        ("news/index.html", ".."),
        ("overview/index.html", ".."),
        ("404.html", "/cxzy"),
    ):
        brand = _brand(site.site_dir / page)
        assert re.search(rf'<img [^>]*src="{re.escape(base)}/assets/emblem\.svg" alt="学院标志">', brand)
        assert re.sub(r"<[^>]*>|\s", "", brand) == "示例大学文法学院党委创先争优活动"


def test_without_an_emblem_there_is_no_picture_in_the_masthead(demo: Site) -> None:
    html = (demo.site_dir / "news/index.html").read_text("utf-8")
    header = html[html.index("<header") : html.index("</header>")]
    assert "<img" not in header
    assert "<svg" not in _brand(demo.site_dir / "news/index.html")


def _brand(page: Path) -> str:
    found = re.search(r'<a class="cx-brand".*?</a>', page.read_text("utf-8"), re.DOTALL)
    assert found
    return found[0]
