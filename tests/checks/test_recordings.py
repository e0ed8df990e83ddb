"""Where a video was taken is told before it is published."""

from __future__ import annotations

from pathlib import Path

import pytest
from fixtures.sites import Site, codes

from cxzy_build.checks.recordings import holds_place


def box(kind: bytes, held: bytes, *, long: bool = False) -> bytes:
    if long:
        return b"\0\0\0\1" + kind + (16 + len(held)).to_bytes(8) + held
    return (8 + len(held)).to_bytes(4) + kind + held


START = box(b"ftyp", b"isom\0\0\0\0")
ANDROID = box(b"udta", box(b"\xa9xyz", b"\0\x12\x15\xc7+38.0428+114.5149/"))
APPLE = box(b"meta", box(b"keys", b"\0\0\0\x2cmdtacom.apple.quicktime.location.ISO6709"))
OTHERS = box(b"udta", box(b"loci", b"\0\0\0\0\x15\xc7\0" + b"\0" * 13))
PICTURES = box(b"mdat", b"\xa9xyz\0\x12\x15\xc7+38.0428+114.5149/" * 3)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (START + box(b"moov", ANDROID) + PICTURES, True),
        (START + PICTURES + box(b"moov", APPLE), True),
        (START + box(b"mdat", b"0" * 9, long=True) + box(b"moov", OTHERS), True),
        (START + box(b"meta", APPLE), True),
        (START + OTHERS, True),
        (START + PICTURES + box(b"moov", box(b"udta", box(b"\xa9nam", "甲".encode()))), False),
        (START + b"\0\0\0\0mdat" + ANDROID, False),
        (b"", False),
        (b"\0\0\0\2moov", False),
    ],
)
def test_what_a_recording_says(tmp_path: Path, data: bytes, told: bool) -> None:
    file = tmp_path / "a.mp4"
    file.write_bytes(data)
    assert holds_place(file) is told


@pytest.mark.parametrize("suffix", [".mp4", ".MOV", ".m4a"])
def test_a_recording_with_its_place_is_a_warning(site: Site, suffix: str) -> None:
    site.write(f"news/a/clip{suffix}", START + box(b"moov", ANDROID))
    site.write("news/a/index.md", f"---\ntitle: 甲\ndate: 2012-02-01\ncolumn: meetings\n---\n\n[录像](clip{suffix})\n")
    (problem,) = site.problems()
    assert (problem.code, problem.is_error, problem.position.file) == ("traces", False, f"content/news/a/clip{suffix}")


def test_so_is_one_beside_hand_written_pages(site: Site) -> None:
    (site.root / "site_src/clip.mp4").write_bytes(START + box(b"moov", ANDROID))
    assert codes(site.check()) == ["traces"]
