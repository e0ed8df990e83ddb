"""Whether the beginning of a photo says where it was taken."""

from __future__ import annotations

import pytest
from fixtures.pictures import encoded, phone_photo, scene, segment
from PIL import Image

from cxzy_build.pictures.places import ENOUGH, tells_place

GPS, LATITUDE, DAY = 0x8825, 2, 29


def photo(tag: int, value: object) -> bytes:
    data = Image.Exif()
    data.get_ifd(GPS)[tag] = value
    return encoded(scene(), "JPEG", exif=data)


@pytest.mark.parametrize(
    ("data", "tells"),
    [
        (phone_photo((300, 200)), True),
        (photo(LATITUDE, (30.0, 0.0, 0.0)), True),
        (photo(DAY, "2012:03:05"), False),
        (encoded(scene(), "JPEG"), False),
        (phone_photo((300, 200))[:60], False),
        (b"\xff\xd8\xff\xe1\0\x20Exif\0\0MM\0*\0\0\xff\xff", False),
        (b"Exif\0\0", False),
        (b"", False),
    ],
)
def test_only_a_latitude_is_a_place(data: bytes, tells: bool) -> None:
    assert tells_place(data) is tells


def test_what_is_read_of_a_photo_reaches_behind_another_segment() -> None:
    plain = phone_photo((300, 200))
    large = plain[:2] + segment(0xE2, b"\0" * 65_000) + plain[2:]
    assert tells_place(large[:ENOUGH])
