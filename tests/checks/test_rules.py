"""All rules together: over what is out and what is to come."""

from __future__ import annotations

import pytest
from fixtures.pictures import encoded, scene
from fixtures.sites import NEWS, Site, codes


def test_warnings_do_not_stop_the_build(site: Site) -> None:
    site.replace("news/2011-03-05-volunteers/index.md", "cover_alt: 志愿者在校门口\n", "")
    assert [p.code for p in site.build().problems] == ["no-alt"]


def test_what_is_wrong_with_an_item_to_come_is_told_before_it_comes(site: Site) -> None:
    site.write(
        "news/x/index.md",
        NEWS.format("publish_on: 2099-01-01\ncover: p.jpg\naliases: ['http://x/y']\nattachments: [{file: a.pdf}]\n"),
    )
    site.write("news/x/p.jpg", b"no picture").write("news/x/a.pdf", b"%PDF")
    found = {problem.code for problem in site.problems()}
    assert found == {"no-alt", "bad-alias", "bad-picture"}
    site.write("news/x/p.jpg", encoded(scene(), "JPEG")[:-2000])
    assert "坏了" in next(problem.message for problem in site.problems() if problem.code == "bad-picture")
    site.write("news/x/index.md", site.read("news/x/index.md").replace("publish_on: 2099-01-01", "draft: true"))
    assert site.problems() == ()


@pytest.mark.parametrize(("first", "told"), [("2098-12-31", 0), ("2099-01-01", 0), ("2099-01-02", 2)])
def test_items_to_come_may_name_what_comes_before_them(site: Site, first: str, told: int) -> None:
    branch = site.read("branches/retired.md").replace("---\n", f"---\npublish_on: {first}\n", 1)
    site.write("branches/new.md", branch)
    front = "publish_on: 2099-01-01\nbranch: new\n"
    site.write("news/x.md", NEWS.format(front) + "\n见[支部](branches/new)。\n")
    assert codes(site.problems()) == ["link-to-hidden"] * told
