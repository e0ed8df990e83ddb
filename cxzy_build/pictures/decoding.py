"""Bytes into upright sRGB pixels with nothing else attached, no larger than the site publishes."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from io import BytesIO

import pillow_heif
from PIL import (
    AvifImagePlugin,
    BmpImagePlugin,
    GifImagePlugin,
    Image,
    ImageCms,
    JpegImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from .formats import MAX_ANIMATED_PIXELS, Refused, check_size, damaged

LONG_SIDE = 2560
"""Pixels of a published picture's long side at most: a full-screen view on an ordinary screen of high density."""

SHORT_SIDE = 1080
"""… but its short side is not brought below this: long screenshots stay legible, panoramas detailed."""

LONGEST = 16_000
"""Of either side: WebP takes 16,383."""

_OPENERS: Mapping[str, Callable[[BytesIO], Image.Image]] = {
    "JPEG": JpegImagePlugin.JpegImageFile,  # itself: of several in one file (MPO, as phones make) the first counts
    "PNG": PngImagePlugin.PngImageFile,
    "GIF": GifImagePlugin.GifImageFile,
    "WebP": WebPImagePlugin.WebPImageFile,
    "AVIF": AvifImagePlugin.AvifImageFile,
    "TIFF": TiffImagePlugin.TiffImageFile,
    "BMP": BmpImagePlugin.BmpImageFile,
}
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""By Exif's Orientation (tag 0x0112, EXIF 2.32 section 4.6.5): what turns the pixels upright."""

_ORIENTATION = 0x0112
_SPACES = {"RGB ": "RGB", "GRAY": "L", "CMYK": "CMYK"}


def published_size(width: int, height: int) -> tuple[int, int]:
    """The size at which a picture is published; never more than its own."""
    long, short = max(width, height), min(width, height)
    scale = min(1.0, max(LONG_SIDE / long, SHORT_SIDE / short), LONGEST / long)
    return max(1, round(width * scale)), max(1, round(height * scale))


def decode(data: bytes, kind: str, *, opaque: bool) -> Image.Image:
    """The picture as RGB, or RGBA where it is partly transparent and not to be `opaque`. Raises Refused."""
    with _failing_as_damage():
        image = _opened(data, kind)
        size = published_size(*image.size)
        if kind == "JPEG":
            image.draft(None, size)  # decodes at a half, a quarter, an eighth where that is enough
        image.load()
        icc, orientation = image.info.get("icc_profile"), _orientation(image, kind)
        size = size if image.size[0] >= size[0] else image.size
        image = _plain(image)
        if image.size != size:
            image = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
        image = _in_srgb(image, icc)
        if orientation in _UPRIGHT:
            image = image.transpose(_UPRIGHT[orientation])
        return _bare(image, opaque)


def animation(data: bytes, kind: str) -> tuple[int, int] | None:
    """The size of a moving picture all of whose frames were decoded; None if it does not move. Raises Refused."""
    with _failing_as_damage():
        image = _opened(data, kind)
        frames = getattr(image, "n_frames", 1)
        if image.size[0] * image.size[1] * frames > MAX_ANIMATED_PIXELS:
            message = f"是 {frames} 帧的动画，太大（{image.size[0]}×{image.size[1]} 像素）"
            raise Refused("picture-too-large", message, "缩短或缩小动画，或转成 MP4 视频")
        for frame in range(frames):
            image.seek(frame)
            image.load()
        return image.size if frames > 1 else None


@contextmanager
def _failing_as_damage() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of odd metadata, which is dropped
        try:
            yield
        except (Refused, MemoryError):
            raise
        except Exception as error:  # decoders raise whatever the damage makes them stumble over
            raise damaged() from error


def _opened(data: bytes, kind: str) -> Image.Image:
    if kind == "HEIC":
        container = pillow_heif.open_heif(data)
        check_size(*container.size)
        return container.to_pillow()
    image = _OPENERS[kind](BytesIO(data))
    check_size(*image.size)
    return image


def _orientation(image: Image.Image, kind: str) -> int:
    """Exif's; 1 for HEIC, whose decoder turned the pixels already. Asked after loading, for TIFF is turned then."""
    with suppress(Exception):  # a picture with damaged Exif is still a picture
        return 1 if kind == "HEIC" else int(image.getexif().get(_ORIENTATION, 1))
    return 1


def _plain(image: Image.Image) -> Image.Image:
    """In a mode that can be resized and converted: L, RGB, RGBA, CMYK."""
    if image.mode in ("L", "RGB", "CMYK") and "transparency" not in image.info:
        return image
    if image.mode.startswith("I"):  # 16 bits of grey, which convert() would cut off at 255
        image = image.convert("I").point(lambda value: value * (1 / 257), "L") if image.mode != "I" else _deep(image)
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _deep(image: Image.Image) -> Image.Image:
    """Mode I: 16 bits in 32, or all 32 used."""
    most = image.getextrema()[1]
    return image.point(lambda value: value * (1 / 257 if isinstance(most, int | float) and most > 255 else 1), "L")


@cache
def _srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def _in_srgb(image: Image.Image, icc: bytes | None) -> Image.Image:
    """RGB or RGBA, its colours brought from the profile's space into sRGB; a profile that is of no use is ignored."""
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    colours = image.convert("RGB") if alpha else image
    if icc:
        with suppress(ImageCms.PyCMSError, OSError, ValueError, TypeError):
            profile = ImageCms.ImageCmsProfile(BytesIO(icc))
            mode = _SPACES.get(profile.profile.xcolor_space, colours.mode)
            converted = ImageCms.profileToProfile(
                colours if "CMYK" in (mode, colours.mode) else colours.convert(mode),
                profile,
                _srgb(),
                ImageCms.Intent.RELATIVE_COLORIMETRIC,
                "RGB",
                flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
            )
            colours = converted or colours
    colours = colours.convert("RGB")
    if alpha:
        colours.putalpha(alpha)
    return colours


def _bare(image: Image.Image, opaque: bool) -> Image.Image:
    """A new picture of the pixels alone: conversions carry comments, profiles and Exif along."""
    transparent = image.mode == "RGBA" and image.getchannel("A").getextrema() != (255, 255)
    bare = Image.new("RGBA" if transparent and not opaque else "RGB", image.size, "white")
    bare.paste(image, mask=image if transparent and opaque else None)
    return bare
