"""The search index of a site large enough for rare grams to share lists: after edits it is that of a fresh build."""

from __future__ import annotations

import random
import shutil
from collections.abc import Sequence

import pytest
from fixtures.sites import Site
from support.tree import differences, tree_digest

from cxzy_build.outputs.search.changes import Change, OldIndex
from cxzy_build.outputs.search.layout import Grams, shape_for, shard_of
from cxzy_build.outputs.search.patching import patch_grams

ITEMS = 1030
LETTERS = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜金生丽水玉出昆冈"


def _item(title: str, date: str, text: str) -> str:
    return f"---\ntitle: {title}\ndate: {date}\ncolumn: practice\n---\n\n{text}。\n"


def test_an_edit_gives_the_index_of_a_fresh_build(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    dice = random.Random(6)
    for number in range(ITEMS):
        text = "".join(dice.choices(LETTERS, range(len(LETTERS), 0, -1), k=60))
        text += "鹓鶵" if number in (1, 2) else ""
        site.write(f"news/{number}.md", _item(f"{text[:6]}之{number}", f"2011-{1 + number % 12:02}-01", text))
    site.quick_build()
    assert shape_for(ITEMS).rare > 1
    patched: list[Grams] = []

    def patch(changes: Sequence[Change], before: OldIndex) -> Grams:
        patched.append(patch_grams(changes, before))
        return patched[-1]

    monkeypatch.setattr("cxzy_build.stages.searching.patch_grams", patch)
    for number in (5, 500, 900):
        site.write(f"news/{number}.md", site.read(f"news/{number}.md").replace("\n\n", "\n\n宇宙鹓鶵，天地", 1))
    site.write("news/newest.md", _item("骐骥过隙", "2013-01-01", "鹡鸰在原，天地玄黄，魑魅魍魉"))
    _is_as_fresh(site)
    site.write("news/between.md", _item("驽马十驾", "2012-01-01", "锲而不舍，天地玄黄"))
    site.replace("news/newest.md", "2013-01-01", "2011-12-25")
    _is_as_fresh(site)
    site.delete("news/newest.md")
    for number in (5, 500, 900):
        site.replace(f"news/{number}.md", "宇宙鹓鶵，天地", "")
    _is_as_fresh(site)
    site.write("news/amid.md", _item("积土成山", "2011-06-01", "风雨兴焉，宇宙洪荒"))
    site.replace("news/7.md", "2011-08-01", "2011-03-01")
    site.delete("news/100.md")
    _is_as_fresh(site)
    site.write("news/among-others.md", site.read("news/amid.md")).delete("news/amid.md")
    _is_as_fresh(site)
    assert [bool(grams.files) for grams in patched] == [True] * 4 + [False]


def _is_as_fresh(site: Site) -> None:
    site.quick_build()
    fresh = Site(site.root.with_name("fresh"))
    shutil.rmtree(fresh.root, ignore_errors=True)
    shutil.copytree(site.root, fresh.root, ignore=shutil.ignore_patterns("site", ".cache", ".site*"))
    fresh.quick_build()
    assert differences(tree_digest(site.site_dir), tree_digest(fresh.site_dir)) == []


def test_a_file_of_the_index_that_was_damaged_is_not_renumbered(site: Site) -> None:
    site.quick_build()
    site.write("news/one-more.md", _item("P", "2010-06-01", "P")).quick_build()
    folder = site.site_dir / "search/grams"
    files = len(list(folder.iterdir()))
    for number in set(range(files)) - {shard_of(gram, files) for gram in ("q", "\nq", "。", "q。")}:
        (folder / f"{number}.js").unlink()  # the spare has the same file by another link
        (folder / f"{number}.js").write_text("damaged", "utf-8")
    site.write("news/before-others.md", _item("Q", "2010-06-01", "Q"))
    _is_as_fresh(site)
    assert len(list(folder.iterdir())) == files  # else the index was built for that alone
