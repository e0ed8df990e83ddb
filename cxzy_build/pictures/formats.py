"""What a file really is, whatever it is called, and why it may not be published as a picture."""

from __future__ import annotations

from pathlib import Path

from ..content.picture_names import suffix_of
from ..records import Record

MAX_PIXELS = 120_000_000
"""Phones' full-resolution pictures of 108 megapixels pass. Decoded, one takes three bytes a pixel, twice while it is
changed: under a gigabyte. A file of a few kilobytes may claim far more; its header is read first."""

MAX_ANIMATED_PIXELS = 500_000_000
"""Of all pictures of an animation together: a minute of 640×480 at 25 a second."""

SUFFIXES = {
    "JPEG": (".jpg", ".jpeg"),
    "PNG": (".png",),
    "GIF": (".gif",),
    "WebP": (".webp",),
    "HEIC": (".heic", ".heif"),
    "AVIF": (".avif",),
    "TIFF": (".tif", ".tiff"),
    "BMP": (".bmp",),
    "SVG": (".svg",),
}
"""Kinds that are understood, with the endings that name them; the usual one first."""

_BRANDS = {
    **dict.fromkeys((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"), "HEIC"),
    **dict.fromkeys((b"avif", b"avis"), "AVIF"),
}
_OTHERS = (
    (b"%PDF", "PDF 文件"),
    (b"PK\x03\x04", "压缩包或 Office 文件"),
    (b"\xd0\xcf\x11\xe0", "Office 文件"),
    (b"Rar!", "压缩包"),
    (b"8BPS", "Photoshop 文件"),
    (b"<!doctype html", "网页"),
    (b"<html", "网页"),
)


_NOT_READ = (
    (b"\0\0\0\x0cjP  ", "JPEG 2000"),
    (b"\0\0\0\x0cJXL ", "JPEG XL"),
    (b"\xff\x0a", "JPEG XL"),
    (b"8BPS", "Photoshop"),
)
"""Pictures that may hold where they were taken as well, and are not understood here."""


_START = 4096
"""Bytes that tell what a file is."""


class Refusal(Record):
    """Why a file is not published as a picture; `message` goes on after the file's name."""

    code: str
    message: str
    hint: str


class Refused(Exception):
    """The file cannot be published as a picture."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.refusal = Refusal(code, message, hint)


def damaged(more: str = "") -> Refused:
    hint = "从手机、相机或原来的地方重新拷贝一次；能打开的话，另存一份再放"
    return Refused("bad-picture", f"坏了，读不出完整的画面{more}", hint)


def kind_of(data: bytes, name: str) -> str:
    """The kind in SUFFIXES that `data` is, by its first bytes; raises Refused if none, or not what `name` says."""
    if not data:
        raise Refused("bad-picture", "是空文件", "重新拷贝一次")
    kind = _recognised(data)
    suffix = suffix_of(name)
    if kind is None:
        what = next((other for magic, other in _OTHERS if data[:64].lstrip().lower().startswith(magic.lower())), "")
        if what or suffix not in (".svg",):
            raise Refused("bad-picture", f"不是图片{f'，是{what}' if what else '，或已损坏'}", "换成真正的图片文件")
        return "SVG"
    if suffix not in SUFFIXES[kind]:
        right = SUFFIXES[kind][0]
        hint = f"把文件名的结尾改成 {right}，引用它的地方也一起改"
        raise Refused("disguised-picture", f"名字说是 {suffix}，其实是 {kind} 图片", hint)
    return kind


def start_of(file: Path) -> bytes:
    """Its first bytes. Raises OSError."""
    with file.open("rb") as opened:
        return opened.read(_START)


def hidden_picture(start: bytes) -> Refusal | None:
    """Why a file that is not called a picture cannot be published, if it is one by its first bytes: nobody would take
    out of it where it was taken, and by whom."""
    kind = _recognised(start)
    if kind and kind != "SVG":
        hint = f"把文件名的结尾改成 {SUFFIXES[kind][0]}，引用它的地方也一起改"
        return Refusal("disguised-picture", f"其实是 {kind} 图片，这样发布会带上拍摄地点等信息", hint)
    other = next((called for magic, called in _NOT_READ if start.startswith(magic)), "")
    message = f"是 {other} 图片，去不掉里面的拍摄地点等信息"
    return Refusal("disguised-picture", message, "另存为 .jpg 或 .png") if other else None


def _recognised(data: bytes) -> str | None:
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "GIF"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "WebP"
    if data.startswith((b"II*\0", b"MM\0*")):
        return "TIFF"
    if data.startswith(b"BM") and data[6:10] == b"\0\0\0\0":
        return "BMP"
    if data[4:8] == b"ftyp":
        brands = (data[8:12], *(data[i : i + 4] for i in range(16, min(int.from_bytes(data[:4]), 64), 4)))
        return next((_BRANDS[brand] for brand in sorted(brands, key=_generic) if brand in _BRANDS), None)
    start = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    return "SVG" if start.startswith(b"<") and b"<svg" in start else None


def _generic(brand: bytes) -> bool:
    """`mif1` and `msf1` are said of any picture in this container: the particular brands come first."""
    return brand in (b"mif1", b"msf1")


def check_size(width: int, height: int) -> None:
    """Refuse what would take too much memory, before it does."""
    if width * height > MAX_PIXELS:
        message = f"有 {width}×{height} 像素，最多 {MAX_PIXELS // 1_000_000}00 万像素"
        raise Refused("picture-too-large", message, "用看图软件缩小后另存；网页上最多用到长边 2560 像素")
