"""Addresses of items, and old addresses that redirect."""

from __future__ import annotations

import time
from collections.abc import Iterable

import pytest
from fixtures.sites import Site, where
from hypothesis import given
from hypothesis import strategies as st

from cxzy_build.content.addresses import Placed, alias_address, edited_register, register_of
from cxzy_build.content.drafts import Outline
from cxzy_build.source.tree import Tree

NEWS = "---\ntitle: 一\ndate: 2011-04-05\ncolumn: practice\n{}---\n"


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("news/2010-05-27-launch.md", "news/2010/05/launch/"),
        ("news/2011-03-05-volunteers/index.md", "news/2011/03/volunteers/"),
        ("news/迎新服务.md", "news/2011/09/ying-xin-fu-wu/"),
        ("exemplars/bai/index.md", "exemplars/bai/"),
        ("results/teaching.md", "results/teaching/"),
        ("branches/law-staff.md", "branches/law-staff/"),
        ("commitments/committee.md", "commitments/committee/"),
        ("documents/plan/index.md", "documents/plan/"),
    ],
)
def test_an_item_has_the_address_of_the_contract(site: Site, path: str, address: str) -> None:
    assert site.content().item(path).address == address


def test_the_news_address_follows_the_date_of_publication_not_the_name_or_the_folder(site: Site) -> None:
    site.write("news/1999/1999-01-01-x.md", NEWS.format("event_date: 2010-01-01\n"))
    assert site.content().item("news/1999/1999-01-01-x.md").address == "news/2011/04/x/"


def test_a_slug_that_is_given_is_used(site: Site) -> None:
    site.write("news/随便.md", NEWS.format("slug: a-b-1\n"))
    assert site.content().item("news/随便.md").slug == "a-b-1"


def test_two_items_with_one_address_are_an_error_that_names_both(site: Site) -> None:
    site.write("news/a/x.md", NEWS.format("")).write("news/b/20110405_x.md", NEWS.format(""))
    (problem,) = site.problems()
    assert problem.code == "address-collision"
    assert problem.position.file == "content/news/b/20110405_x.md"
    assert "content/news/a/x.md" in problem.message


def test_two_branches_of_one_name_are_told_to_rename_one(site: Site) -> None:
    """Their addresses cannot be written otherwise."""
    site.write("branches/a/x.md", "---\nname: 甲\nkind: staff\n---\n").write(
        "branches/b/x.md", "---\nname: 乙\nkind: staff\n---\n"
    )
    (problem,) = site.problems()
    assert (problem.code, problem.hint) == ("address-collision", "给其中一个改文件名")


@pytest.mark.parametrize(("outer", "is_copied"), [("news/2011/x.md", True), ("news/x.md", False)])
def test_an_item_copied_into_its_folder_is_to_be_deleted_outside(site: Site, outer: str, is_copied: bool) -> None:
    site.write(outer, NEWS.format("")).write("news/2011/x/index.md", NEWS.format(""))
    (problem,) = site.problems()
    assert problem.code == "address-collision"
    assert (f"删去外面的 content/{outer}" in problem.hint) is is_copied
    assert site.delete(outer).problems() == ()


def test_a_collision_by_slug_stands_at_the_slug(site: Site) -> None:
    site.write("news/a.md", NEWS.format("")).write("news/b.md", NEWS.format("slug: a\n"))
    assert where(site.problems()) == [("news/b.md", 5, "address-collision")]


def test_the_same_slug_in_another_month_is_no_collision(site: Site) -> None:
    site.write("news/a.md", NEWS.format("")).write("news/2/a.md", NEWS.format("").replace("04-05", "05-05"))
    assert site.problems() == ()


def test_a_name_without_letters_needs_a_slug(site: Site) -> None:
    site.write("news/★.md", NEWS.format("")).write("news/☆.md", NEWS.format("slug: star\n"))
    assert where(site.problems()) == [("news/★.md", 1, "bad-id")]


def test_a_branch_is_called_by_its_file_name_which_must_be_an_id(site: Site) -> None:
    site.write("branches/法学.md", "---\nname: 支部\nkind: staff\n---\n")
    (problem,) = site.problems()
    assert (problem.code, "fa-xue.md" in problem.hint) == ("bad-id", True)


def test_a_slug_in_a_branch_is_not_ignored_in_silence(site: Site) -> None:
    site.replace("branches/retired.md", "kind: retired", "kind: retired\nslug: old")
    assert [(path, line) for path, line, _ in where(site.problems())] == [("branches/retired.md", 4)]


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("/old/a.html", "old/a.html"),
        ("old/a", "old/a/"),
        ("/old/a/", "old/a/"),
        ("旧闻/一.html", "旧闻/一.html"),
        ("/", None),
        ("", None),
        ("/../a", None),
        ("https://a.cn/b", None),
        ("//a.cn/b", None),
        ("/a?id=1", None),
        ("/a#b", None),
        ("//[x", None),
        ("/a\0b", None),
        ("/a\nb", None),
        (f"/{'a' * 300}", None),
    ],
)
def test_an_alias_is_a_path_of_this_site(written: str, address: str | None) -> None:
    assert alias_address(written) == address


@given(st.text(max_size=40))
def test_any_alias_is_an_address_below_the_root_or_none(written: str) -> None:
    address = alias_address(written)
    if address is not None:
        assert address.strip("/")
        assert not address.startswith("/")
        assert ".." not in address.split("/")
        assert "\0" not in address


BAD_ALIASES = [
    ("/news/2011/03/volunteers/", "address-collision"),
    ("https://a.cn/b", "bad-alias"),
    ("//[x", "bad-alias"),
]


@pytest.mark.parametrize(("alias", "code"), BAD_ALIASES)
def test_a_bad_alias_is_one_problem_at_its_line(site: Site, alias: str, code: str) -> None:
    site.write("news/x.md", NEWS.format(f"aliases:\n  - /fine/\n  - '{alias}'\n"))
    assert where(site.problems()) == [("news/x.md", 7, code)]


def test_an_alias_that_two_items_claim_is_one_error_that_names_both(site: Site) -> None:
    site.write("news/x.md", NEWS.format("aliases: [/old/2010/launch.html]\n"))
    (problem,) = site.problems()
    assert problem.code == "address-collision"
    assert {"content/news/x.md", "content/news/2010-05-27-launch.md"} == {
        problem.position.file,
        next(word for word in problem.message.split() if word.startswith("content/")),
    }


@pytest.mark.parametrize(
    "alias", ["/news/", "/feed.xml", "/overview/", "/index.html", "/feed.xml/a/", "/news/2010/05/launch/index.html"]
)
def test_an_alias_may_not_take_or_hide_a_page_or_file_of_the_site(site: Site, alias: str) -> None:
    site.write("news/x.md", NEWS.format(f"aliases:\n  - '{alias}'\n"))
    assert where(site.check()) == [("news/x.md", 6, "address-collision")]


TREE = Tree({}, (), frozenset(), ())


def placed(place: int, slug: str, month: str) -> Placed:
    return Placed(Outline(f"news/{place}.md", "", month, True, False, "", ""), slug, f"{month}/{slug}/")


ONES = st.builds(placed, st.integers(0, 5), st.sampled_from("xyz"), st.sampled_from(["2011/01", "2011/02"]))
SOME = st.lists(ONES, max_size=6, unique_by=lambda one: one.outline.path)


def is_shown(one: Placed) -> bool:
    return one.slug != "z"


def addresses_out(placed: Iterable[Placed]) -> frozenset[str]:
    return frozenset(one.address for one in placed if is_shown(one))


def addresses_expired(placed: Iterable[Placed]) -> frozenset[str]:
    return frozenset(one.address for one in placed if one.slug == "y")


@given(
    SOME.filter(lambda ones: len({one.address for one in ones}) == len(ones)),
    SOME,
    st.sets(st.integers(0, 5).map("news/{}.md".format)),
)
def test_after_an_edit_the_names_are_those_of_all_items_made_anew(
    before: list[Placed], after: list[Placed], touched: set[str]
) -> None:
    then, now = ({one.outline.path: one for one in ones} for ones in (before, after))
    fresh = register_of(after, (), TREE, addresses_out(after), addresses_expired(after))
    changed = [one for path, one in now.items() if then.get(path) != one or path in touched]
    first = register_of(before, (), TREE, addresses_out(before), addresses_expired(before))
    shown, over = addresses_out(changed), addresses_expired(changed)
    again = edited_register(first, then.keys() - now.keys(), changed, (), TREE, shown, over)
    if len(fresh.by_address) < len(after):
        assert again is None
        return
    assert again
    assert again.by_path == fresh.by_path
    assert again.by_address == fresh.by_address
    assert {link: set(held) for link, held in again.by_link.items()} == {
        link: set(held) for link, held in fresh.by_link.items()
    }
    assert (again.out, again.expired) == (fresh.out, fresh.expired)


def test_many_edits_at_once_take_no_longer_each() -> None:
    """Three seconds' work for 4,000 of them where each looked through all for those of its name."""
    outlines = [Outline(f"news/n{n}.md", "", "2012/01", True, False, "", "") for n in range(4000)]
    placed = [Placed(one, one.name, f"news/2012/01/{one.name}/") for one in outlines]
    tree = Tree({}, (), frozenset(), ())
    before = register_of(placed, (), tree, frozenset(), frozenset())
    start = time.process_time()
    after = edited_register(before, (), placed, (), tree, frozenset(), frozenset())
    assert time.process_time() - start < 1
    assert after is not None
    assert after.by_link["news/n7"] == (placed[7],)
