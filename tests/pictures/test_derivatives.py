"""What is published of one picture: its forms, upright, in sRGB, without a trace of metadata; or why it is refused."""

from __future__ import annotations

import struct
from collections.abc import Callable
from io import BytesIO

import pillow_heif
import pytest
from fixtures.pictures import (
    CORNERS,
    SECRET,
    chunk,
    encoded,
    exif,
    iphone_photo,
    near,
    noted_gif,
    noted_png,
    noted_webp,
    phone_photo,
    scene,
    srgb_profile,
)
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from cxzy_build.pictures.decoding import published_size
from cxzy_build.pictures.derivatives import WIDTHS, Form, forms, measure, widths
from cxzy_build.pictures.drawings import bare_drawing
from cxzy_build.pictures.formats import Refused


def opened(form: Form) -> Image.Image:
    return Image.open(BytesIO(form.data))


def refusal(data: bytes, name: str) -> str:
    """The code with which a file is refused, the same by a build and a check."""
    with pytest.raises(Refused) as looked:
        measure(data, name)
    with pytest.raises(Refused) as made:
        forms(data, name)
    assert looked.value.refusal == made.value.refusal
    return made.value.refusal.code


def moved() -> bytes:
    frames = [scene((60, 40)).rotate(180 * n) for n in range(3)]
    return noted_webp(frames[0], save_all=True, append_images=frames[1:], duration=80)


NOTED: dict[str, Callable[[], bytes]] = {
    "photo.jpg": phone_photo,
    "PHOTO.JPEG": phone_photo,
    "drawing.png": lambda: noted_png(scene().quantize(8)),
    "screen.png": lambda: noted_png(scene()),
    "cut-out.png": lambda: noted_png(scene(mode="RGBA")),
    "photo.webp": lambda: noted_webp(scene()),
    "moving.webp": moved,
    "still.gif": noted_gif,
    "moving.gif": lambda: noted_gif(3),
    "IMG_1.HEIC": iphone_photo,
    "photo.avif": lambda: encoded(
        scene(), "AVIF", exif=b"Exif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0SENTINEL", xmp=b"SENTINEL"
    ),
    "scan.tif": lambda: encoded(scene(), "TIFF", description="SENTINEL", software="SENTINEL"),
    "paint.bmp": lambda: encoded(scene(), "BMP"),
}


@pytest.mark.parametrize("name", NOTED)
def test_no_form_carries_metadata_and_all_are_the_same_each_time(name: str) -> None:
    data = NOTED[name]()
    assert SECRET in data or name == "paint.bmp"
    made = forms(data, name)
    assert made == forms(data, name)
    assert (made[0].width, made[0].height) == measure(data, name)
    for form in made:
        assert SECRET not in form.data
        image = opened(form)
        assert image.size == (form.width, form.height)
        assert not image.getexif()
        left = set(image.info) & {"exif", "xmp", "icc_profile", "comment", "photoshop", "XML:com.adobe.xmp", "mp"}
        assert left == set()


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_is_turned_upright(orientation: int) -> None:
    """Exif says how to turn the stored pixels; stored here are those that come out as the scene."""
    upright = scene((90, 60))
    undone = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # Pillow's transpositions that undo each
    stored = upright.transpose(Image.Transpose(undone[orientation])) if orientation > 1 else upright
    tag = Image.Exif()
    tag[0x0112] = orientation
    for kind, name in (("JPEG", "a.jpg"), ("PNG", "a.png"), ("TIFF", "a.tif"), ("WEBP", "a.webp")):
        data = encoded(stored, kind, exif=tag.tobytes(), **({"quality": 95} if kind == "JPEG" else {}))
        image = opened(forms(data, name)[0])
        assert image.size == (90, 60)
        for at, colour in zip(((0, 0), (1, 0), (0, 1), (1, 1)), CORNERS, strict=True):
            assert near(image, at, colour, 60), (kind, orientation, at)


def test_heic_is_published_as_jpeg_upright() -> None:
    own, *smaller = forms(iphone_photo(), "a.heic")
    assert opened(own).format == "JPEG"
    assert {form.kind for form in smaller} == {"avif", "webp"}
    assert near(opened(own), (0, 0), CORNERS[0])
    assert near(opened(own), (1, 1), CORNERS[3])


def test_heic_turned_by_its_container_is_not_turned_again() -> None:
    stored = pillow_heif.from_pillow(scene((90, 60)).transpose(Image.Transpose.ROTATE_90))
    out = BytesIO()
    stored.save(out, exif=exif(6))  # which the encoder writes into the container as well
    image = opened(forms(out.getvalue(), "a.heic")[0])
    assert image.size == (90, 60)
    assert near(image, (0, 0), CORNERS[0], 60)


def test_of_several_pictures_in_a_phones_jpeg_the_first_is_published() -> None:
    data = encoded(scene(), "MPO", save_all=True, append_images=[scene((200, 100))])
    own = forms(data, "a.jpg")[0]
    assert (own.width, own.height) == (900, 600)
    assert getattr(opened(own), "n_frames", 1) == 1


@pytest.mark.parametrize(("kind", "name"), [("TIFF", "a.tif"), ("PNG", "a.png"), ("AVIF", "a.avif")])
def test_of_several_pictures_that_are_not_to_move_the_first_is_published(kind: str, name: str) -> None:
    first, second = scene((90, 60)), scene((90, 60)).rotate(180)
    own, *_ = forms(encoded(first, kind, save_all=True, append_images=[second]), name)
    assert near(opened(own), (0, 0), CORNERS[0], 60)


@pytest.mark.parametrize(("kind", "name"), [("JPEG", "a.jpg"), ("PNG", "a.png"), ("WEBP", "a.webp")])
def test_damaged_exif_turns_nothing(kind: str, name: str) -> None:
    image = opened(forms(encoded(scene((90, 60)), kind, exif=b"Exif\0\0broken"), name)[0])
    assert image.size == (90, 60)
    assert near(image, (0, 0), CORNERS[0], 60)


def test_colours_of_a_profile_are_brought_into_srgb() -> None:
    """A profile whose red and green are exchanged shows that it was used; one that is damaged is ignored."""
    profile = bytearray(srgb_profile())
    red, green = profile.find(b"rXYZ"), profile.find(b"gXYZ")
    profile[red : red + 4], profile[green : green + 4] = b"gXYZ", b"rXYZ"
    plain = Image.new("RGB", (60, 60), (250, 10, 10))
    swapped = forms(encoded(plain, "PNG", icc_profile=bytes(profile)), "a.png")[0]
    assert near(opened(swapped), (0.5, 0.5), (10, 250, 10), 60)
    phone = forms(iphone_photo(colours=bytes(profile)), "a.heic")[0]
    assert near(opened(phone), (0, 0), CORNERS[1])
    assert near(opened(forms(encoded(plain, "PNG", icc_profile=b"broken"), "a.png")[0]), (0.5, 0.5), (250, 10, 10))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "I"])
def test_every_mode_keeps_its_look(mode: str) -> None:
    grey = Image.linear_gradient("L").resize((300, 300))
    if mode.startswith("I"):
        image = grey.convert("I").point(lambda value: value * 257)
        image = image.convert("I;16") if mode == "I;16" else image
    else:
        image = grey.convert(mode)
    data, name = (encoded(image, "TIFF"), "a.tif") if mode == "I" else (encoded(image, "PNG"), "a.png")
    result = opened(forms(data, name)[0]).convert("L")
    for share in (0.0, 1.0):
        expected = grey.getpixel((150, int(share * 299)))
        assert abs(int(str(result.getpixel((150, int(share * 299))))) - int(str(expected))) <= 3


def test_cmyk_and_grey_photos_look_the_same() -> None:
    for mode in ("CMYK", "L"):
        result = opened(forms(encoded(Image.new("RGB", (80, 80), "white").convert(mode), "JPEG"), "a.jpg")[0])
        assert near(result, (0.5, 0.5), (255, 255, 255), 6)


def test_transparency_stays_in_png_and_becomes_white_in_jpeg() -> None:
    clear = Image.new("RGBA", (50, 50), (255, 0, 0, 0))
    assert opened(forms(encoded(clear, "PNG"), "a.png")[0]).convert("RGBA").getchannel("A").getextrema() == (0, 0)
    assert near(opened(forms(encoded(clear, "TIFF"), "a.tif")[0]), (0.5, 0.5), (255, 255, 255), 3)


def test_a_drawing_of_few_colours_loses_nothing() -> None:
    drawing = scene((700, 500)).quantize(40).convert("RGB")
    for form in forms(encoded(drawing, "PNG"), "a.png"):
        if form.width == drawing.width:
            assert opened(form).convert("RGB").tobytes() == drawing.tobytes()
        assert form.kind in ("", "webp")


def test_animations_go_on_moving() -> None:
    for name, data, frames in (("a.gif", noted_gif(3), 3), ("a.webp", moved(), 3)):
        (form,) = forms(data, name)
        before, after = Image.open(BytesIO(data)), opened(form)
        assert getattr(after, "n_frames", 1) == frames
        for frame in range(frames):
            before.seek(frame)
            after.seek(frame)
            assert after.convert("RGBA").tobytes() == before.convert("RGBA").tobytes()
            assert after.info.get("duration") == before.info.get("duration")
            assert after.info.get("loop") == before.info.get("loop") == 0


def test_a_moving_picture_keeps_its_size() -> None:
    frames = [Image.new("P", (2600, 1100), n) for n in range(2)]
    assert measure(encoded(frames[0], "GIF", save_all=True, append_images=frames[1:]), "a.gif") == (2600, 1100)


@pytest.mark.parametrize(
    ("own", "expected"),
    [(1, (1,)), (300, (300,)), (430, (430,)), (900, (400, 800, 900)), (4000, WIDTHS), (1600, WIDTHS)],
)
def test_widths_never_exceed_the_picture_and_none_nearly_repeats_it(own: int, expected: tuple[int, ...]) -> None:
    assert widths(own) == expected


@pytest.mark.parametrize(
    ("size", "published"),
    [
        ((4000, 3000), (2560, 1920)),
        ((3000, 4000), (1920, 2560)),
        ((800, 600), (800, 600)),
        ((1080, 9000), (1080, 9000)),
        ((16000, 4000), (4320, 1080)),
        ((1, 60000), (1, 16000)),
    ],
)
def test_large_pictures_are_reduced_but_long_ones_stay_legible(
    size: tuple[int, int], published: tuple[int, int]
) -> None:
    assert published_size(*size) == published


def test_a_large_photo_is_reduced() -> None:
    made = forms(phone_photo((5200, 3900), 6), "a.jpg")
    assert (made[0].width, made[0].height) == (1920, 2560)
    assert {form.width for form in made[1:]} == set(WIDTHS)


def test_a_single_pixel_is_a_picture() -> None:
    for kind, name in (("PNG", "a.png"), ("JPEG", "a.jpg"), ("GIF", "a.gif"), ("WEBP", "a.webp")):
        assert forms(encoded(Image.new("RGB", (1, 1)), kind), name)[0].width == 1


# Refused --------------------------------------------------------------------------------------------------------------


def bomb_png() -> bytes:
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", 30000, 30000, 8, 2, 0, 0, 0))
        + chunk(b"IEND", b"")
    )


def bomb_jpeg() -> bytes:
    plain = encoded(scene((64, 64)), "JPEG")
    at = plain.find(b"\xff\xc0") + 5
    return plain[:at] + struct.pack(">HH", 30000, 30000) + plain[at + 4 :]


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.jpg", "bad-picture"),
        (b"some text", "a.jpg", "bad-picture"),
        (b"<html></html>", "a.png", "bad-picture"),
        (b"%PDF-1.4", "a.jpg", "bad-picture"),
        (b"<g/>", "a.svg", "bad-picture"),
        (encoded(scene(), "JPEG")[:-3000], "a.jpg", "bad-picture"),
        (encoded(scene(), "JPEG", progressive=True)[:-3000], "a.jpg", "bad-picture"),
        (phone_photo((4000, 3000))[:100_000], "a.jpg", "bad-picture"),
        (encoded(scene(), "PNG")[:-200], "a.png", "bad-picture"),
        (noted_gif(3)[:300], "a.gif", "bad-picture"),
        (encoded(scene(), "GIF")[:-1] + b"\x01;", "a.gif", "bad-picture"),
        (encoded(scene(), "WEBP")[:-500], "a.webp", "bad-picture"),
        (iphone_photo()[:-500], "a.heic", "bad-picture"),
        (encoded(scene(), "PNG"), "a.jpg", "disguised-picture"),
        (encoded(scene(), "JPEG"), "a.png", "disguised-picture"),
        (iphone_photo(), "a.jpg", "disguised-picture"),
        (bomb_png(), "a.png", "picture-too-large"),
        (bomb_jpeg(), "a.jpg", "picture-too-large"),
    ],
)
def test_what_is_damaged_disguised_or_enormous_is_refused(data: bytes, name: str, code: str) -> None:
    assert refusal(data, name) == code


def test_a_disguised_picture_is_told_its_right_name() -> None:
    with pytest.raises(Refused) as refused:
        forms(iphone_photo(), "a.jpg")
    assert ".heic" in refused.value.refusal.hint


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"%PDF-1.4", "不是图片，是PDF 文件"),
        (b"PK\x03\x04", "不是图片，是压缩包或 Office 文件"),
        (b"\xd0\xcf\x11\xe0", "不是图片，是Office 文件"),
        (b"Rar!", "不是图片，是压缩包"),
        (b"8BPS", "不是图片，是Photoshop 文件"),
        (b" \n<!DOCTYPE html>", "不是图片，是网页"),
        (b"some text", "不是图片，或已损坏"),
    ],
)
def test_it_is_told_what_the_file_is(data: bytes, told: str) -> None:
    with pytest.raises(Refused) as refused:
        forms(data, "a.jpg")
    assert refused.value.refusal.message == told


SAMPLES = {name: make() for name, make in NOTED.items()} | {"d.svg": b'<svg viewBox="0 0 4 3"><g a="1"/></svg>'}


@given(
    name=st.sampled_from(sorted(SAMPLES)),
    cut=st.floats(0, 1),
    changes=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=6),
)
def test_damage_of_any_kind_never_crashes(name: str, cut: float, changes: list[tuple[float, int]]) -> None:
    data = bytearray(SAMPLES[name])
    for place, value in changes:
        data[int(place * (len(data) - 1))] = value
    if cut < 0.5:
        del data[int(len(data) * cut * 2) :]
    try:
        measured = measure(bytes(data), name)
    except Refused:
        return
    assert min(measured) >= 0
    if name.endswith((".gif", ".svg")) or name.startswith("moving"):  # quick to make: nothing is encoded
        assert (forms(bytes(data), name)[0].width, forms(bytes(data), name)[0].height) == measured


# Drawings -------------------------------------------------------------------------------------------------------------


def test_a_drawing_is_published_without_comments_metadata_and_programs_notes() -> None:
    text = (
        '<?xml version="1.0"?>\n<!-- SENTINEL --><svg xmlns="http://www.w3.org/2000/svg" xmlns:i="http://ink/"'
        ' xmlns:ns1="http://www.w3.org/1999/xlink" viewBox="0 0 120 80.4" i:export="/home/SENTINEL">'
        "<metadata><a>SENTINEL<!-- SENTINEL --></a></metadata><metadata/><i:view a='SENTINEL'/>"
        "<title>名</title><use ns1:href='#a' i:label='SENTINEL'/><g><i:x><rect/>SENTINEL</i:x></g></svg>"
        "<!-- SENTINEL -->"
    )
    bare, width, height = bare_drawing(text.encode())
    assert (width, height) == (120, 80)
    assert SECRET not in bare
    assert "<title>名</title><use ns1:href='#a'/><g></g></svg>" in bare.decode()


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="30" height="20px" viewBox="0 0 3 2"', (30, 20)),
        ('width="100%" height="100%" viewBox="0,0,48,24"', (48, 24)),
        ('width="3cm"', (0, 0)),
        ('viewBox="0 0 0 0"', (0, 0)),
        ('viewBox="0 0 nan 1e99"', (0, 0)),
    ],
)
def test_a_drawings_size_is_its_own_or_its_boxes(attributes: str, size: tuple[int, int]) -> None:
    assert bare_drawing(f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}/>'.encode())[1:] == size
