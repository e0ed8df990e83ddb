"""Old addresses must be free."""

from __future__ import annotations

from fixtures.sites import NEWS, Site, where


def test_an_old_address_with_the_path_of_the_site_is_told(site: Site) -> None:
    site.write("news/x.md", NEWS.format("aliases: [/old/a/, /cxzy/old/b.html]\n"))
    (problem,) = site.problems()
    assert (problem.code, problem.is_error, problem.hint) == ("bad-alias", False, "写成 `/old/b.html`")


def test_an_old_address_with_a_question_is_for_the_server(site: Site) -> None:
    site.write("news/x.md", NEWS.format("aliases: ['/show.asp?id=3']\n"))
    (problem,) = site.problems()
    assert problem.is_error
    assert "请网管" in problem.hint


def test_an_old_address_of_two_items_is_told_once(site: Site) -> None:
    site.write("news/x.md", NEWS.format("aliases: [/old/]\n")).write("news/y.md", NEWS.format("aliases: [/old/]\n"))
    assert where(site.check()) == [("news/y.md", 5, "address-collision")]


COMING = "publish_on: 2999-01-01\n"


def test_an_old_address_that_will_be_of_two_items_is_told_before_the_second_comes(site: Site) -> None:
    site.write("news/x.md", NEWS.format("aliases: [/old/]\n"))
    site.write("news/a.md", NEWS.format(f"{COMING}aliases: [/old/]\n"))
    assert where(site.check()) == [("news/a.md", 6, "address-collision")]


def test_an_old_address_that_an_item_to_come_will_have_is_told(site: Site) -> None:
    site.write("news/x.md", NEWS.format("aliases: [/documents/n/]\n"))
    text = "---\ntitle: 通知\ndate: 2011-07-01\nkind: bulletin\npublish_on: 2999-01-01\n---\n正文。\n"
    site.write("documents/n.md", text)
    assert where(site.check()) == [("news/x.md", 5, "address-collision")]


def test_an_old_address_is_free_once_its_holder_is_gone(site: Site) -> None:
    site.write("news/x.md", NEWS.format("expire_on: 2998-12-31\naliases: [/old/]\n"))
    site.write("news/a.md", NEWS.format(f"{COMING}aliases: [/old/]\n"))
    assert where(site.check()) == []


def test_an_old_address_of_two_items_that_come_when_its_holder_is_gone_is_told(site: Site) -> None:
    site.write("news/x.md", NEWS.format("expire_on: 2998-12-31\naliases: [/old/]\n"))
    site.write("news/a.md", NEWS.format(f"{COMING}aliases: [/old/]\n"))
    site.write("news/b.md", NEWS.format("publish_on: 3000-01-01\naliases: [/old/]\n"))
    (problem,) = site.check()
    assert where([problem]) == [("news/b.md", 6, "address-collision")]
    assert "a.md" in problem.message


def test_an_old_address_of_two_items_to_come_is_told(site: Site) -> None:
    site.write("news/x.md", NEWS.format(f"{COMING}aliases: [/old/]\n"))
    site.write("news/a.md", NEWS.format("publish_on: 3000-01-01\naliases: [/old/]\n"))
    assert where(site.check()) == [("news/a.md", 6, "address-collision")]
