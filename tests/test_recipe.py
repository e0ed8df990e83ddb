"""The recipe, where only a part of what was remembered can be had."""

from __future__ import annotations

import shutil

import pytest
from fixtures.sites import Site
from support.tree import tree_digest

from cxzy_build.delivery import disk, publication
from cxzy_build.errors import BuildFailed
from cxzy_build.incremental import inputs

TABLES = [value for name, value in vars(inputs).items() if name.isupper() and isinstance(value, str)]


def lose(site: Site, table: str) -> None:
    for path in site.root.glob(f".cache/sites/*/{table}-*"):
        path.unlink()


def test_these_are_all_tables(site: Site) -> None:
    site.quick_build()
    kept = {path.name.rpartition("-")[0] for path in site.root.glob(".cache/sites/*/*-*")}
    assert kept == set(TABLES)


@pytest.mark.parametrize("edited", [False, True], ids=["nothing edited", "edited"])
def test_where_one_table_is_lost_the_site_is_right_and_known_again(site: Site, edited: bool) -> None:
    texts, trees = [site.read("exemplars/lin.md")] * 2, []
    texts[1] += "\n再一段。\n" if edited else ""
    for text in texts:
        site.write("exemplars/lin.md", text).quick_build()
        trees.append(tree_digest(site.site_dir))
    for number, table in enumerate(TABLES):
        lose(site, table)
        site.write("exemplars/lin.md", texts[number % 2]).quick_build()
        assert tree_digest(site.site_dir) == trees[number % 2], table
        assert site.quick_build().changed == 0, table


@pytest.mark.parametrize("table", [inputs.FILES, inputs.FOLDERS, inputs.WORLD])
def test_where_a_table_and_the_spare_are_lost_nothing_is_missing(site: Site, table: str) -> None:
    site.quick_build()
    edit(site).quick_build()
    before = tree_digest(site.site_dir)
    lose(site, table)
    shutil.rmtree(site.root / ".site.spare")
    site.quick_build()
    assert tree_digest(site.site_dir) == before
    edit(site).quick_build()
    assert tree_digest(site.site_dir) == tree_digest(site.root / ".site.spare") != before


def test_builds_that_fail_make_the_twin_once(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.quick_build()
    before, right = tree_digest(site.site_dir), site.read("exemplars/lin.md")
    linked: list[str] = []

    def watched(source: str, target: str) -> None:
        linked.append(target)
        disk.link_file(source, target)

    monkeypatch.setattr(publication, "link_file", watched)
    for number in range(3):
        linked.clear()
        site.write("exemplars/lin.md", f"{right}\n[没有](news/launch#no-{number})\n")
        with pytest.raises(BuildFailed):
            site.quick_build()
        assert tree_digest(site.site_dir) == before
        assert len(linked) == len(before) if number == 0 else len(linked) < 20  # what it had begun to write
    site.write("exemplars/lin.md", right).quick_build()
    assert tree_digest(site.site_dir) == before
    edit(site).quick_build()
    assert tree_digest(site.site_dir) == tree_digest(site.root / ".site.spare") != before


def edit(site: Site) -> Site:
    return site.write("exemplars/lin.md", site.read("exemplars/lin.md") + "\n再一段。\n")
