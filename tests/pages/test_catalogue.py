"""What can be asked of all there is to show."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from fixtures.sites import Site, make_site
from msgspec import structs

from cxzy_build.content.list_names import of_collection
from cxzy_build.pages.catalogue import NEAR, Catalogue

NEWS = of_collection("news")
COUNT = 45


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return _many_news(tmp_path_factory.mktemp("catalogue") / "project").content().catalogue()


def _many_news(root: Path) -> Site:
    """COUNT news, of which `n00` is the newest, on two pages."""
    site = make_site(root)
    shutil.rmtree(site.content_dir / "news")
    for number in range(COUNT):
        tags = "tags: [试验, 记录]\n" if number < 2 else ""
        site.write(
            f"news/n{number:02d}.md",
            f"---\ntitle: 第{number}条\ndate: 2012-{12 - number // 28:02d}-{28 - number % 28:02d}\n"
            f"column: meetings\n{tags}---\n\n正文。\n",
        )
    return site


def _address(catalogue: Catalogue, number: int) -> str:
    (placed,) = catalogue.register.by_link[f"news/n{number:02d}"]
    return placed.address


@pytest.mark.parametrize(
    ("number", "first", "last"),
    [(0, 0, NEAR), (NEAR, 0, 2 * NEAR), (NEAR + 1, 1, 2 * NEAR + 1), (COUNT - 1, COUNT - 1 - NEAR, COUNT - 1)],
)
def test_near_is_so_many_on_either_side(catalogue: Catalogue, number: int, first: int, last: int) -> None:
    near = [address for address, _ in catalogue.near(NEWS, _address(catalogue, number))]
    assert near == [_address(catalogue, one) for one in range(first, last + 1)]


def test_near_an_item_of_another_list_are_the_newest(catalogue: Catalogue) -> None:
    near = catalogue.near(NEWS, "branches/law-staff/")
    assert near == catalogue.first(NEWS, f"{NEAR + 1}")
    assert near[0] == (_address(catalogue, 0), "2012-12-28T00:00")


def test_beside_an_item_are_the_next_older_and_the_next_newer(catalogue: Catalogue) -> None:
    first, second, third = (_address(catalogue, number) for number in range(3))
    assert catalogue.beside(NEWS, second) == (third, first)
    assert catalogue.beside(NEWS, first) == (second, "")
    assert catalogue.beside(NEWS, catalogue.graph.list(NEWS)[-1].address)[0] == ""
    assert catalogue.beside(NEWS, "branches/law-staff/") == ("", "")


def test_a_page_of_a_list_names_its_items_alone(catalogue: Catalogue) -> None:
    newest, oldest = catalogue.page(NEWS, "news/", ""), catalogue.page(NEWS, "news/", "1")
    held = [teaser.address for teaser in catalogue.graph.list(NEWS)]
    assert [*newest.items, *oldest.items] == held
    assert (newest.number, newest.older, oldest.newer) == (None, "news/page/1/", "news/")


def test_a_tag_is_found_by_its_name_and_by_its_address(catalogue: Catalogue) -> None:
    slugs = dict(catalogue.tags())
    assert {"试验", "记录"} <= slugs.keys()
    for name, slug in slugs.items():
        assert catalogue.slug_of_tag(name) == slug
        assert catalogue.tag_at(f"tags/{slug}/") == name
    assert (catalogue.slug_of_tag("没有"), catalogue.tag_at("tags/mei-you/")) == ("", "")


def test_a_minute_has_come_when_it_is_there(catalogue: Catalogue) -> None:
    then = structs.replace(catalogue, now="2012-12-28T08:30")
    assert [then.has_come(f"2012-12-28T08:{minute}") for minute in (29, 30, 31)] == [True, True, False]


def test_an_item_that_is_not_out_is_not_at_its_address(tmp_path: Path) -> None:
    site = make_site(tmp_path / "project")
    site.write("news/hidden.md", "---\ntitle: 未发布\ndate: 2012-12-01\ncolumn: meetings\ndraft: true\n---\n\n正文。\n")
    found = site.content().catalogue()
    (placed,) = found.register.by_link["news/hidden"]
    assert found.linked_at(placed.address) is None
    assert found.linked_at("branches/law-staff/") is not None


def test_front_matter_is_the_same_whatever_the_text_below_it(tmp_path: Path) -> None:
    site = make_site(tmp_path / "project")
    path, address = "branches/law-staff.md", "branches/law-staff/"
    before = site.content().catalogue()
    site.append(path, "\n又一段。\n")
    assert site.content().catalogue().is_same_front(before, address)
    site.replace(path, "title: ", "title: 新")
    assert not site.content().catalogue().is_same_front(before, address)
    assert not before.is_same_front(before, "news/none/")
