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


def test_only_the_first_are_looked_for(site: Site) -> None:
    for number in range(MOST_GUESSES + 5):
        front = f"branch: law-staff-{number:02d}\n"
        site.write(f"news/n{number:02d}.md", NEWS.format(day=number % 28 + 1, front=front, body="文。"))
    found = hints(site, "unknown-id")
    assert found[:MOST_GUESSES] == ["是否想写 `law-staff`？"] * MOST_GUESSES
    assert found[MOST_GUESSES:] == ["可用的有：`law-staff`、`law-students`、`retired`。"] * 5
