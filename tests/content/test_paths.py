"""What stands at an address, and at which address a file stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxzy_build.content.paths import address_at, address_from, file_at, whole_address


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("index.html", ""),
        ("news/index.html", "news/"),
        ("feed.xml", "feed.xml"),
        ("old-index.html", "old-index.html"),
        ("a/xindex.html", "a/xindex.html"),
        ("index.html/index.html", "index.html/"),
    ],
)
def test_only_a_whole_name_is_left_out(path: str, address: str) -> None:
    assert address_at(path) == address


@given(st.lists(st.sampled_from(["a", "index.html", "xindex.html"]), min_size=1).map("/".join))
def test_the_file_at_its_address_is_the_file(path: str) -> None:
    assert file_at(address_at(path)) == path


@pytest.mark.parametrize(
    ("base", "path", "address"),
    [
        ("news/a/", "../b/", "news/b/"),
        ("news/a/", "photo.jpg", "news/a/photo.jpg"),
        ("news/a/", "../..", ""),
        ("news/a/", "../../../../b", "b"),
        ("news/a/", ".", "news/a/"),
        ("", "/news/", "news/"),
    ],
)
def test_a_path_leads_on_from_an_address_and_never_above_the_root(base: str, path: str, address: str) -> None:
    assert address_from(base, path) == address


def test_a_whole_address_is_quoted() -> None:
    assert whole_address("https://example.edu.cn/cxzy/", "news/文/") == "https://example.edu.cn/cxzy/news/%E6%96%87/"
