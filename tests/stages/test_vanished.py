"""Addresses of the published site that a build would take away."""

from __future__ import annotations

import pytest
from fixtures.sites import Site, where


def test_a_published_address_that_would_vanish_is_a_warning_until_an_alias_keeps_it(site: Site) -> None:
    site.build()
    text = site.read("documents/bulletin-1.md")
    site.delete("documents/bulletin-1.md").write("documents/bulletin-one.md", text)
    assert [(p.code, p.is_error) for p in site.check()] == [("vanished-address", False)]
    site.replace("documents/bulletin-one.md", "issue: 1", "issue: 1\naliases: [/documents/bulletin-1/]")
    assert site.check() == ()


@pytest.mark.parametrize("remembers", [True, False])
def test_pages_called_after_ids_and_those_written_by_hand_are_told_too(site: Site, remembers: bool) -> None:
    build = site.quick_build if remembers else site.build
    site.page("work/old.md", "# 旧的一页\n\n文。\n")
    build()
    site.delete("../site_src/work/old.md").page("work/new.md", "# 新的一页\n\n文。\n")
    for path in ("campaign.yml", *(f"{one.relative_to(site.content_dir)}" for one in site.content_dir.rglob("*.md"))):
        site.write(path, site.read(path).replace("practice", "doing"))
    told = sorted(problem.message for problem in build().problems)
    assert told == [f"已发布的网址 /{one} 将不再存在" for one in ("news/columns/practice/", "work/old/")]
    assert build().problems == ()


def test_an_entry_of_the_campaign_that_cannot_be_read_is_told_once(site: Site) -> None:
    """Its page would be there but for the slip."""
    site.page("work/old.md", "# 旧的一页\n\n文。\n").build()
    site.delete("../site_src/work/old.md").replace("campaign.yml", "{id: meetings,", "{id: Meetings,")
    told = [(problem.code, problem.message) for problem in site.check()]
    assert told[0] == ("vanished-address", "已发布的网址 /work/old/ 将不再存在")
    assert [code for code, _ in told[1:]] == ["bad-id"]


NEWS = "---\ntitle: {}\n{}\ncolumn: practice\n---\n\n文。\n"


@pytest.mark.parametrize(
    ("dated", "said"),
    [
        ("date: 2027-05-27", "成了 /news/2027/05/x/，现在不发布（将于2027年5月27日发布）"),
        ("draft: true\ndate: 2012-06-27", "成了 /news/2012/06/x/，现在不发布（草稿）"),
        ("date: 2012-06-27\nexpire_on: 2012-07-01", "成了 /news/2012/06/x/，现在不发布（已过期）"),
        ("date: 2012-06-27", "成了 /news/2012/06/x/"),
    ],
)
@pytest.mark.parametrize("remembers", [True, False])
def test_news_whose_date_is_another_are_told_at_the_date(site: Site, dated: str, said: str, remembers: bool) -> None:
    build = site.quick_build if remembers else site.build
    site.write("news/x.md", NEWS.format("服务", "date: 2012-05-27"))
    build()
    site.write("news/x.md", NEWS.format("服务", dated))
    (told,) = build().problems
    assert where([told]) == [("news/x.md", site.line_of("news/x.md", "date: "), "vanished-address")]
    assert told.message.startswith("已发布的网址 /news/2012/05/x/（服务）将不再存在")
    assert told.message.endswith(said)


def test_what_is_proposed_for_them_keeps_the_address(site: Site) -> None:
    site.write("news/x.md", NEWS.format("服务", "date: 2012-05-27")).quick_build()
    site.write("news/x.md", NEWS.format("服务", "date: 2012-06-27\naliases: [/news/2012/05/x/]"))
    assert not site.quick_build().problems


@pytest.mark.parametrize(("title", "was_there"), [("又一次", False), ("服务", True)])
def test_other_news_of_the_same_name_are_not_taken_for_those_that_went(site: Site, title: str, was_there: bool) -> None:
    other = NEWS.format(title, "date: 2012-06-01")
    site.write("news/2012-05-01-x.md", NEWS.format("服务", "date: 2012-05-01"))
    if was_there:
        site.write("news/2012-06-01-x.md", other)
    site.quick_build()
    site.delete("news/2012-05-01-x.md").write("news/2012-06-01-x.md", other)
    assert [str(p.position) for p in site.quick_build().problems] == ["content:1:1"]


@pytest.mark.parametrize("remembers", [True, False])
def test_of_two_that_they_may_have_become_the_first_by_its_path_is_told(site: Site, remembers: bool) -> None:
    """Whichever of them was edited."""
    build = site.quick_build if remembers else site.build
    site.write("news/b.md", NEWS.format("服务", "date: 2012-04-01\nslug: x\ndraft: true"))
    site.write("news/a.md", NEWS.format("服务", "date: 2012-05-27\nslug: x"))
    build()
    site.replace("news/a.md", "2012-05-27", "2012-06-27")
    (told,) = build().problems
    assert told.position.file == "content/news/a.md"
