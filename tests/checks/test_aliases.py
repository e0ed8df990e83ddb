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
