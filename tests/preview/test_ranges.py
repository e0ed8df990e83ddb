"""Parts of files."""

from __future__ import annotations

import pytest

from cxzy_build.preview.ranges import Unsatisfiable, wanted_range


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("bytes=0-1", (0, 2)),
        ("bytes=0-", (0, 100)),
        ("bytes=99-", (99, 100)),
        ("bytes=90-1000", (90, 100)),
        ("bytes=-1", (99, 100)),
        ("bytes=-1000", (0, 100)),
        ("bytes= 3 - 4 ", (3, 5)),
        ("", None),
        ("bytes=-", None),
        ("bytes=5-4", None),
        ("bytes=0-1,5-6", None),
        ("items=0-1", None),
        ("bytes=a-b", None),
        ("bytes=٠-١", None),
    ],
)
def test_the_part_a_range_names(header: str, part: tuple[int, int] | None) -> None:
    assert wanted_range(header, 100) == part


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=100-200", "bytes=-0"])
def test_a_range_outside_is_refused(header: str) -> None:
    with pytest.raises(Unsatisfiable):
        wanted_range(header, 100)


def test_an_empty_file_has_no_parts() -> None:
    with pytest.raises(Unsatisfiable):
        wanted_range("bytes=0-", 0)
