"""What a picture is called where it is published: a matter of names alone, so that addresses wait for no decoding."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

KEPT = frozenset({".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg"})
"""Kinds that every browser shows: published under their own names."""

CONVERTED = frozenset({".heic", ".heif", ".avif", ".tif", ".tiff", ".bmp"})
"""Kinds that some browser cannot show: published as JPEG."""

_DERIVED = re.compile(r".*\.(?:jpe?g|png|webp)\.[1-9][0-9]*\.(?:avif|webp)", re.IGNORECASE)

_WITHOUT_FORMS = frozenset({".svg", ".gif"})
_MOST_BYTES = 240
"""Of a picture's name: file systems take 255, and the names of smaller forms are longer."""


def suffix_of(name: str) -> str:
    return os.path.splitext(name)[1].lower()


def is_picture(name: str) -> bool:
    return suffix_of(name) in KEPT or suffix_of(name) in CONVERTED


def published_name(name: str) -> str:
    """`a/photo.HEIC` → `a/photo.jpg`; names of kinds that are kept, and of files that are no pictures, stay."""
    stem, suffix = os.path.splitext(name)
    return f"{stem}.jpg" if suffix.lower() in CONVERTED else name


def derived_name(name: str, width: int, kind: str) -> str:
    """What a smaller form of the published picture `name` is called: `photo.jpg.800.avif`."""
    return f"{name}.{width}.{kind}"


def unfit_name(path: str) -> tuple[str, str, str] | None:
    """Code, message and hint for somebody's file whose name `derived_name` could give, or that is a picture whose forms
    could not be named."""
    name = os.path.basename(path)
    if _DERIVED.fullmatch(name):
        return "address-collision", f"`{name}` 这样的文件名留给网站缩小的照片用", "给文件改名"
    if is_picture(name) and suffix_of(name) not in _WITHOUT_FORMS and len(name.encode()) > _MOST_BYTES:
        most = _MOST_BYTES // 3
        return "bad-file-name", f"图片的文件名太长：{name[:20]}……", f"改短，最多 {most} 个汉字"
    return None


def namesakes(path: str) -> Iterator[str]:
    """Other names that would be published under the same one as `path`: nothing for kinds that are kept."""
    stem, suffix = os.path.splitext(path)
    if suffix.lower() in CONVERTED:
        others = sorted(s for kind in CONVERTED for s in (kind, kind.upper()))
        yield from (f"{stem}{other}" for other in (".jpg", *others) if other != suffix)


def same_name(path: str, other: str) -> tuple[str, str, str]:
    """Code, message and hint for two pictures that would be published under one name."""
    name, published, beside = (os.path.basename(p) for p in (path, published_name(path), other))
    message = f"`{name}` 会转成 {published} 发布，而旁边还有 {beside}，两张会成为一个文件"
    return "address-collision", message, "删去其中一张，或给其中一张改名"
