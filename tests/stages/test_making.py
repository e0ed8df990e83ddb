"""What workers are handed."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from fixtures.sites import Site

from cxzy_build.dependencies import Steps
from cxzy_build.outputs.file_maker import FileMaker
from cxzy_build.outputs.plan import Plan
from cxzy_build.outputs.specs import OutputSpec
from cxzy_build.pages.renderer import MadeFile
from cxzy_build.stages import making
from cxzy_build.stages.making import made_together


def test_an_items_page_its_other_edition_and_its_text_are_one_piece_and_data_come_first() -> None:
    specs: dict[str, OutputSpec] = {
        "news/a/index.html": ("item", "news/a/"),
        "zh-hant/news/a/index.html": ("in Traditional", "news/a/index.html", "item", "news/a/"),
        "branches/b/index.html": ("branch", "branches/b/", ""),
        "old/index.html": ("redirect", "news/a/", "old/"),
        "zh-hant/old/index.html": ("in Traditional", "old/index.html", "redirect", "news/a/", "old/"),
        "one.png": ("empty",),
        "data/news.json": ("data", "news"),
        "two.png": ("empty",),
        "search/texts/a.js": ("text", "news/a/", "a"),
        "search/texts/b.js": ("text", "branches/b/", "b"),
    }
    assert made_together(specs, Plan(specs, (), ())) == [
        ["data/news.json"],
        ["news/a/index.html", "zh-hant/news/a/index.html", "search/texts/a.js"],
        ["branches/b/index.html", "search/texts/b.js"],
        ["old/index.html", "zh-hant/old/index.html"],
        ["one.png"],
        ["two.png"],
    ]


def test_what_is_left_of_them_is_one_piece_too() -> None:
    specs: dict[str, OutputSpec] = {
        "zh-hant/news/a/index.html": ("in Traditional", "news/a/index.html", "item", "news/a/"),
        "search/texts/a.js": ("text", "news/a/", "a"),
        "zh-hant/data/news.json": ("in Traditional", "data/news.json", "data", "news"),
    }
    first, *rest = made_together(specs, Plan(specs, (), ()))
    assert first == ["zh-hant/data/news.json"]
    assert rest == [["zh-hant/news/a/index.html", "search/texts/a.js"]]


def test_of_files_that_people_put_beside_items_one_is_held_at_a_time(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They may have a hundred megabytes each."""
    held: list[list[str]] = []
    make = FileMaker.make

    def noting(self: FileMaker, specs: Mapping[str, OutputSpec], steps: Steps) -> Mapping[str, MadeFile]:
        held.append([kind for kind, *_ in specs.values()])
        return make(self, specs, steps)

    monkeypatch.setattr(FileMaker, "make", noting)
    monkeypatch.setattr(making, "_SEVERAL", 10**6)  # else other processes make them
    site.quick_build()
    assert {"copy", "picture"} <= {kind for kinds in held for kind in kinds}
    assert all(len(kinds) == 1 for kinds in held if "copy" in kinds or "picture" in kinds)
    assert max(map(len, held)) > 20
