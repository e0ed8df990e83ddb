"""Where a photo or a video was taken is told before it is published."""

from __future__ import annotations

from pathlib import Path

import pytest
from fixtures.pictures import encoded, phone_photo, scene, segment
from fixtures.sites import Site, codes
from PIL import Image

from cxzy_build.checks.whereabouts import PHOTO_START, photo_tells_place, recording_tells_place

GPS, LATITUDE, DAY = 0x8825, 2, 29


def photo_with(tag: int, value: object) -> bytes:
    data = Image.Exif()
    data.get_ifd(GPS)[tag] = value
    return encoded(scene(), "JPEG", exif=data)


@pytest.mark.parametrize(
    ("data", "tells"),
    [
        (phone_photo((300, 200)), True),
        (photo_with(LATITUDE, (30.0, 0.0, 0.0)), True),
        (photo_with(DAY, "2012:03:05"), False),
        (encoded(scene(), "JPEG"), False),
        (phone_photo((300, 200))[:60], False),
        (b"\xff\xd8\xff\xe1\0\x20Exif\0\0MM\0*\0\0\xff\xff", False),
        (b"Exif\0\0", False),
        (b"", False),
    ],
)
def test_only_a_latitude_is_a_place(data: bytes, tells: bool) -> None:
    assert photo_tells_place(data) is tells


def test_what_is_read_of_a_photo_reaches_behind_another_segment() -> None:
    plain = phone_photo((300, 200))
    large = plain[:2] + segment(0xE2, b"\0" * 65_000) + plain[2:]
    assert photo_tells_place(large[:PHOTO_START])


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
    assert recording_tells_place(file) is told


@pytest.mark.parametrize("suffix", [".mp4", ".MOV", ".m4a"])
def test_a_recording_with_its_place_is_a_warning(site: Site, suffix: str) -> None:
    site.write(f"news/a/clip{suffix}", START + box(b"moov", ANDROID))
    site.write("news/a/index.md", f"---\ntitle: 甲\ndate: 2012-02-01\ncolumn: meetings\n---\n\n[录像](clip{suffix})\n")
    (problem,) = site.problems()
    assert (problem.code, problem.is_error, problem.position.file) == ("traces", False, f"content/news/a/clip{suffix}")


def test_so_is_one_beside_hand_written_pages(site: Site) -> None:
    (site.root / "site_src/clip.mp4").write_bytes(START + box(b"moov", ANDROID))
    assert codes(site.check()) == ["traces"]
