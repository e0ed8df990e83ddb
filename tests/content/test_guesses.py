"""What was meant by names that lead nowhere: for the first of them, whichever worker found them."""

from __future__ import annotations

import pytest
from fixtures.sites import Site

from cxzy_build.content.guesses import MOST_GUESSES

NEWS = "---\ntitle: 稿\ndate: 2012-03-{day:02d}\ncolumn: practice\n{front}---\n\n{body}\n"


def hints(site: Site, code: str) -> list[str]:
    return [one.hint for one in site.check() if one.code == code]


@pytest.mark.parametrize(
    ("front", "body", "code", "hint"),
    [
        ("branch: law-stuff\n", "文。", "unknown-id", "是否想写 `law-staff`？"),
        ("branch: 法学教工党支部\n", "文。", "unknown-id", "这是名称或序号，要写的是它的 id：`law-staff`"),
        ("branch: 法学教工支部\n", "文。", "unknown-id", "这里要写 id：是否想写 `law-staff`（法学教工党支部）？"),
        ("cover: beside-1.png\ncover_alt: 图\n", "文。", "missing-file", "是否想写 `beside1.png`？"),
        ("", "[文](beside-1.pdf)", "missing-file", "是否想写 `beside1.png`？"),
    ],
)
def test_one_name_is_guessed(site: Site, front: str, body: str, code: str, hint: str) -> None:
    site.write("news/beside1.png", b"")
    site.write("news/n.md", NEWS.format(day=1, front=front, body=body))
    assert hints(site, code) == [hint]


DOCUMENT = "---\ntitle: 制度\ndate: 2012-01-01\nkind: plan\n---\n\n文。\n"

LINKS = [
    ("documents/mentoring-sistem", "documents/mentoring-system"),
    ("../documents/mentoring-sistem.md", "documents/mentoring-system"),
    ("news/mentoring-system", "documents/mentoring-system"),
    ("mentoring-system.md", "documents/mentoring-system"),
    ("news/mentoring-sistem", ""),
    ("documents/mentoring-report", ""),
    ("mentoring-sistem.md", ""),
    ("news/overveiw", ""),
    ("overveiw.md", "overview.md"),
    ("lunch.md", "news/launch"),
]
"""What is written, and what is taken to have been meant."""


@pytest.mark.parametrize(("written", "meant"), LINKS)
def test_a_link_is_taken_for_one_to_another_collection_only_by_the_very_name(
    site: Site, written: str, meant: str
) -> None:
    site.write("documents/mentoring-system.md", DOCUMENT)
    site.write("news/n.md", NEWS.format(day=1, front="", body=f"[文]({written})"))
    (hint,) = hints(site, "broken-link")
    assert (f"是否想写 `{meant}`？" in hint) if meant else ("是否想写" not in hint)
    assert "`expire_on: 日期`" in hint


def test_what_is_proposed_for_a_deleted_item_can_be_followed(site: Site) -> None:
    site.replace("commitments/committee.md", "evidence: news/launch", "evidence: documents/mentoring")
    assert "`expire_on: 日期`" in hints(site, "broken-link")[0]
    site.write("documents/mentoring.md", DOCUMENT.replace("---\n\n", "expire_on: 2012-01-02\n---\n\n"))
    assert [(one.code, one.is_error) for one in site.check()] == [("link-to-hidden", False)]


def test_only_the_first_are_looked_for(site: Site) -> None:
    for number in range(MOST_GUESSES + 5):
        front = f"branch: law-staff-{number:02d}\n"
        site.write(f"news/n{number:02d}.md", NEWS.format(day=number % 28 + 1, front=front, body="文。"))
    found = hints(site, "unknown-id")
    assert found[:MOST_GUESSES] == ["是否想写 `law-staff`？"] * MOST_GUESSES
    assert found[MOST_GUESSES:] == ["可用的有：`law-staff`、`law-students`、`retired`。"] * 5
