"""Which forms of a picture are published: the cleaned copy at its own address, smaller ones beside it."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from PIL import Image, ImageChops

from ..content.picture_names import published_name, suffix_of
from ..records import Record
from .containers import bare_gif, bare_webp
from .decoding import animation, decode
from .drawings import bare_drawing
from .formats import kind_of

WIDTHS = (400, 800, 1200, 1600)
"""Pixels. A card is 400 CSS pixels wide at most, a portrait 280, the article's column 880, a phone 360 to 430 at two or
three pixels each: every one finds a picture at most half as wide again as it needs."""

NEARLY = 0.9
"""A width is left out that the picture itself exceeds by less than this."""

AVIF_QUALITY, WEBP_QUALITY, JPEG_QUALITY = 52, 78, 85
AVIF_SPEED = 8
"""A third of the time of the encoder's default, 6, for files a few percent larger."""

FEW_COLOURS = 256
"""A drawing has no more: it is kept without loss."""

OPTIONS = ("3", WIDTHS, NEARLY, AVIF_QUALITY, WEBP_QUALITY, JPEG_QUALITY, AVIF_SPEED, FEW_COLOURS)
"""With a number to be raised when the code here or in `decoding` changes what it gives: part of the cache's keys."""


_MOVING = {"GIF": bare_gif, "WebP": bare_webp}


class Form(Record):
    """One published form: `kind` and its width name a smaller one; `kind` is empty for the picture's own address."""

    kind: str
    width: int
    height: int
    data: bytes


def measure(data: bytes, name: str) -> tuple[int, int]:
    """The published size, after decoding all of it; raises Refused."""
    kind = kind_of(data, name)
    if kind == "SVG":
        return bare_drawing(data)[1:]
    moving = animation(data, kind) if kind in _MOVING else None
    if moving or kind == "GIF":
        _MOVING[kind](data)
    return moving or decode(data, kind, opaque=False).size


def forms(data: bytes, name: str) -> tuple[Form, ...]:
    """Every form of the picture in the file `name`, the one at its own address first; raises Refused."""
    kind = kind_of(data, name)
    if kind == "SVG":
        bare, width, height = bare_drawing(data)
        return (Form("", width, height, bare),)
    if kind in _MOVING and (size := animation(data, kind)):
        return (Form("", *size, _MOVING[kind](data)),)
    if kind == "GIF":
        return (Form("", *decode(data, kind, opaque=False).size, bare_gif(data)),)
    published = suffix_of(published_name(name))
    image = decode(data, kind, opaque=published in (".jpg", ".jpeg"))
    drawing = kind not in ("JPEG", "HEIC", "AVIF") and published in (".png", ".webp") and _few_colours(image)
    own = Form("", *image.size, _own(image, published, drawing))
    return own, *(form for form in _worthwhile(tuple(_smaller(image, drawing))) if len(form.data) < len(own.data))


def _worthwhile(made: tuple[Form, ...]) -> tuple[Form, ...]:
    """Without AVIF where WebP is smaller: browsers take the first kind that they know."""
    avif, webp = (sum(len(form.data) for form in made if form.kind == kind) for kind in ("avif", "webp"))
    return made if avif < webp else tuple(form for form in made if form.kind != "avif")


def _few_colours(image: Image.Image) -> bool:
    return image.getcolors(FEW_COLOURS) is not None


def _own(image: Image.Image, suffix: str, drawing: bool) -> bytes:
    if suffix == ".png":
        return _encoded(_with_palette(image) if drawing else image, "PNG", optimize=True)
    if suffix == ".webp":
        return _encoded(image, "WEBP", quality=JPEG_QUALITY, method=4, lossless=drawing)
    return _encoded(image, "JPEG", quality=JPEG_QUALITY, progressive=True, optimize=True, subsampling="4:2:0")


def _with_palette(image: Image.Image) -> Image.Image:
    """The same pixels with a palette, where that loses nothing."""
    method = Image.Quantize.FASTOCTREE if image.mode == "RGBA" else Image.Quantize.MEDIANCUT
    reduced = image.quantize(FEW_COLOURS, method, dither=Image.Dither.NONE)
    difference = ImageChops.difference(reduced.convert(image.mode), image)
    return image if any(most for _, most in _extrema(difference)) else reduced


def _extrema(image: Image.Image) -> Iterator[tuple[int, int]]:
    for band in image.split():
        low, high = band.getextrema()
        yield int(str(low)), int(str(high))


def _smaller(image: Image.Image, drawing: bool) -> Iterator[Form]:
    for width in widths(image.width):
        size = width, max(1, round(image.height * width / image.width))
        scaled = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0) if size != image.size else image
        if drawing:
            yield Form("webp", *size, _encoded(scaled, "WEBP", lossless=True, method=4))
            continue
        yield Form("avif", *size, _encoded(scaled, "AVIF", quality=AVIF_QUALITY, speed=AVIF_SPEED, max_threads=1))
        yield Form("webp", *size, _encoded(scaled, "WEBP", quality=WEBP_QUALITY, method=4))


def widths(own: int) -> tuple[int, ...]:
    """The widths made of a picture `own` pixels wide: none larger, and its own if no other comes near."""
    return (*(width for width in WIDTHS if width < NEARLY * own), *([own] if own <= WIDTHS[-1] else []))


def _encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()
