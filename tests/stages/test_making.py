"""What workers are handed."""

from __future__ import annotations

from cxzy_build.outputs.plan import BRANCH, DATA, EMPTY, IN_TRADITIONAL, ITEM, REDIRECT, TEXT, Plan
from cxzy_build.stages.making import made_together


def test_an_items_page_its_other_edition_and_its_text_are_one_piece_and_data_come_first() -> None:
    specs = {
        "news/a/index.html": (ITEM, "news/a/"),
        "zh-hant/news/a/index.html": (IN_TRADITIONAL, "news/a/index.html", ITEM, "news/a/"),
        "branches/b/index.html": (BRANCH, "branches/b/", ""),
        "old/index.html": (REDIRECT, "news/a/", "old/"),
        "zh-hant/old/index.html": (IN_TRADITIONAL, "old/index.html", REDIRECT, "news/a/", "old/"),
        "one.png": (EMPTY,),
        "data/news.json": (DATA, "news"),
        "two.png": (EMPTY,),
        "search/texts/a.js": (TEXT, "news/a/", "a"),
        "search/texts/b.js": (TEXT, "branches/b/", "b"),
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
    specs = {
        "zh-hant/news/a/index.html": (IN_TRADITIONAL, "news/a/index.html", ITEM, "news/a/"),
        "search/texts/a.js": (TEXT, "news/a/", "a"),
        "zh-hant/data/news.json": (IN_TRADITIONAL, "data/news.json", DATA, "news"),
    }
    first, *rest = made_together(specs, Plan(specs, (), ()))
    assert first == ["zh-hant/data/news.json"]
    assert rest == [["zh-hant/news/a/index.html", "search/texts/a.js"]]
