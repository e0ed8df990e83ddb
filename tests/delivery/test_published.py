"""Addresses are read from what was published; damaged files have promised nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cxzy_build.delivery.published import published_addresses

ROOT = "https://example.org/cxzy/"
ITEM = {"url": f"{ROOT}news/a/", "title": "甲", "aliases": [f"{ROOT}old/"]}


@pytest.fixture
def published(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    (tmp_path / "feed.json").write_text(json.dumps({"home_page_url": ROOT}), "utf-8")
    return tmp_path


def test_addresses_and_aliases_are_promised_but_not_those_of_samples(published: Path) -> None:
    items = [ITEM, ITEM | {"sample": True, "url": f"{ROOT}news/b/"}]
    (published / "data/news.json").write_text(json.dumps({"items": items}), "utf-8")
    assert list(published_addresses(published)) == [("news/a/", "甲"), ("old/", "甲")]


@pytest.mark.parametrize(
    "damaged", ["", "[", "[]", "null", '{"items": [null]}', '{"items": [[]]}', '{"items": [{"url": 1}]}']
)
def test_damaged_files_have_promised_nothing(published: Path, damaged: str) -> None:
    (published / "data/documents.json").write_text(damaged, "utf-8")
    (published / "data/news.json").write_text(json.dumps({"items": [ITEM]}), "utf-8")
    assert list(published_addresses(published)) == [("news/a/", "甲"), ("old/", "甲")]


@pytest.mark.parametrize("damaged", ["", "[]", "null", "{}"])
def test_without_a_root_nothing_is_promised(published: Path, damaged: str) -> None:
    (published / "feed.json").write_text(damaged, "utf-8")
    (published / "data/news.json").write_text(json.dumps({"items": [ITEM]}), "utf-8")
    assert list(published_addresses(published)) == []
