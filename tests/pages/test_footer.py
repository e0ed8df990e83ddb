"""The footer says what campaign.yml gives, and leaves no trace of what it does not."""

from __future__ import annotations

import re

import pytest
from fixtures.sites import Site, where

FULL = """
contact: {office: 党委办公室, email: office@example.org, phone: 010-12345678, address: 文科楼 <3> 层}
footer:
  sponsor: 文法学院党委
  undertaker: 党委办公室
  icp: 某ICP备00000000号
  police: 某公网安备00000000000000号
  site_id_code: "1100000001"
"""


def _footer(site: Site) -> str:
    html = (site.site_dir / "news/index.html").read_text("utf-8")
    return html[html.index('<footer class="cx-footer"') : html.index("</footer>")]


def _text(html: str) -> str:
    return re.sub(r"<[^>]*>|\s", "", html)


def test_everything_given_is_shown(site: Site) -> None:
    site.append("campaign.yml", FULL).build()
    footer = _footer(site)
    for text in (
        "主办文法学院党委",
        "承办党委办公室",
        "电话010-12345678",
        "地址文科楼&lt;3&gt;层",
        "网站标识码：1100000001",
    ):
        assert text in _text(footer)
    assert re.search(r'<a href="mailto:office@example\.org"[^>]*>office@example\.org</a>', footer)
    assert re.search(r'<a href="https://beian\.miit\.gov\.cn/"[^>]*>某ICP备00000000号</a>', footer)
    assert re.search(r'<a href="https://beian\.mps\.gov\.cn/[^"]*code=00000000000000"[^>]*>某公网安备', footer)


@pytest.mark.parametrize("written", ["", "\ncontact: {}\nfooter: {}\n", "\ncontact:\nfooter:\n  icp:\n"])
def test_nothing_given_leaves_nothing(site: Site, written: str) -> None:
    site.append("campaign.yml", written).build()
    footer = _footer(site)
    assert "<dl" not in footer
    assert "beian" not in footer
    assert not re.search(r"<(ul|li|p|div|dl|dd|dt|nav|span)\b[^>]*>\s*</\1>", footer)
    for label in ("主办", "承办", "备案", "标识码", "邮箱", "电话"):
        assert label not in footer


def test_a_police_number_without_its_digits_is_a_slip(site: Site) -> None:
    site.append("campaign.yml", "\nfooter:\n  police: 公安备案号\n")
    assert where(site.problems()) == [("campaign.yml", site.line_of("campaign.yml", "  police"), "bad-value")]


@pytest.mark.parametrize(
    ("written", "code"), [("phone: [010-1, 010-2]", "bad-type"), ("telephone: 010-12345678", "unknown-key")]
)
def test_contacts_that_the_footer_cannot_show_are_slips(site: Site, written: str, code: str) -> None:
    site.append("campaign.yml", f"\ncontact:\n  {written}\n")
    assert where(site.problems()) == [("campaign.yml", site.line_of("campaign.yml", f"  {written}"), code)]
