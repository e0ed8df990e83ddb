"""Old addresses must be free, and none may vanish unnoticed."""

from __future__ import annotations

from fixtures.sites import NEWS, Site, where


def test_an_old_address_with_the_path_of_the_site_is_told(site: Site) -> None:
    site.write("news/x.md", NEWS.format("aliases: [/old/a/, /cxzy/old/b.html]\n"))
    (problem,) = site.problems()
    assert (problem.code, problem.is_error, problem.hint) == ("bad-alias", False, "写成 `/old/b.html`")


def test_a_published_address_that_would_vanish_is_a_warning_until_an_alias_keeps_it(site: Site) -> None:
    site.build()
    text = site.read("documents/bulletin-1.md")
    site.delete("documents/bulletin-1.md").write("documents/bulletin-one.md", text)
    assert [(p.code, p.is_error) for p in site.check()] == [("vanished-address", False)]
    site.replace("documents/bulletin-one.md", "issue: 1", "issue: 1\naliases: [/documents/bulletin-1/]")
    assert site.check() == ()


def test_an_old_address_of_two_items_is_told_once(site: Site) -> None:
    site.write("news/x.md", NEWS.format("aliases: [/old/]\n")).write("news/y.md", NEWS.format("aliases: [/old/]\n"))
    assert where(site.check()) == [("news/y.md", 5, "address-collision")]
