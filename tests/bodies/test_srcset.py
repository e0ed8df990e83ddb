"""Candidates of a `srcset` as browsers read them."""

from __future__ import annotations

import pytest

from cxzy_build.bodies.srcset import candidates


@pytest.mark.parametrize(
    ("srcset", "read"),
    [
        ("a.jpg", [("a.jpg", "")]),
        ("a.jpg 1x, b.jpg 2x", [("a.jpg", "1x"), ("b.jpg", "2x")]),
        ("a.jpg\n480w,\n\tb.jpg 800w\n", [("a.jpg", "480w"), ("b.jpg", "800w")]),
        ("a.jpg, b.jpg", [("a.jpg", ""), ("b.jpg", "")]),
        ("a.jpg 1x,b.jpg 2x,", [("a.jpg", "1x"), ("b.jpg", "2x")]),
        ("data:image/png;base64,AA== 1x, b.jpg 2x", [("data:image/png;base64,AA==", "1x"), ("b.jpg", "2x")]),
        (" , ", []),
        ("", []),
    ],
)
def test_candidates(srcset: str, read: list[tuple[str, str]]) -> None:
    assert list(candidates(srcset)) == read
