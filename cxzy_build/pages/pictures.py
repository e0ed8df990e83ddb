"""What templates show of pictures, in bodies and elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from ..bodies.body import Body, BodyImage
from ..content.items import Target
from ..content.picture_names import is_picture
from ..pictures.library import Published
from ..records import Record
from .frame import href
from .lookup import Lookup

SMALL = 320
"""Pixels of the longer side up to which a picture in a body is shown as large as it is: nothing is to be gained by
opening it. A drawing is larger at any size."""

_KINDS = ("avif", "webp")
_PIXELS = re.compile("[1-9][0-9]{0,3}")


class Candidate(Record):
    """One form of a picture: its address and its width in pixels."""

    address: str
    width: int


class Source(Record):
    """The forms of a picture in one format."""

    type: str
    candidates: tuple[Candidate, ...]


class Picture(Record):
    """A published picture. `address` is its largest form, in a format that every browser shows; `sources` are smaller
    ones, the format to prefer first. `width` and `height` in pixels; 0: a drawing that does not say."""

    address: str
    width: int
    height: int
    sources: tuple[Source, ...]
    alt: str
    size: int
    """Bytes at its address."""


class BodyPicture(Record):
    """A picture in a body. `zoom`: whether a click shows it large; `in_album`, `alone`: whether it is a figure among
    others or by itself; `width` and `height` at which it is shown (of the `width`, pixels or percent), `sizes` where
    the writer chose a width."""

    picture: Picture
    zoom: bool
    caption: str
    in_album: bool
    alone: bool
    width: str
    height: str
    sizes: str
    attributes: Mapping[str, str]


class BodyPart(Record):
    """A body to be drawn: an address for each of its references, a picture (or none: not ours) for each image."""

    body: Body
    addresses: tuple[str | None, ...]
    pictures: tuple[BodyPicture | None, ...]


def picture_of(target: Target | None, lookup: Lookup, alt: str = "") -> Picture | None:
    """The picture that a reference leads to; None if it leads to none of ours."""
    return picture_at(target.address, lookup, alt) if target else None


def picture_at(address: str, lookup: Lookup, alt: str = "") -> Picture | None:
    """The picture at an address; None if there is none of ours."""
    published = _published_at(address, lookup)
    return _picture(published, alt) if published else None


def _published_at(address: str, lookup: Lookup) -> Published | None:
    return lookup.picture(address) if is_picture(address) else None


def _picture(published: Published, alt: str) -> Picture:
    entry = published.entry
    return Picture(published.address, entry.width, entry.height, tuple(_sources(published)), alt, published.size)


def _sources(published: Published) -> Iterator[Source]:
    forms = [(path, part) for path, part in published.paths if part.kind]
    for kind in _KINDS:
        if found := tuple(Candidate(path, part.width) for path, part in forms if part.kind == kind):
            yield Source(f"image/{kind}", found)


def body_part(body: Body, targets: Iterable[Target | None], base: str, lookup: Lookup) -> BodyPart:
    """`body` with what its references lead to, on a page whose way to the root is `base`."""
    targets = tuple(targets)
    shown = tuple(_body_picture(image, targets[image.reference], lookup) for image in body.images)
    return BodyPart(body, tuple(href(_published(target, lookup), base) for target in targets), shown)


def _published(target: Target | None, lookup: Lookup) -> Target | None:
    """A picture beside a hand-written page may be published in another format, under another name."""
    found = _published_at(target.address, lookup) if target else None
    return target._replace(address=found.address) if target and found and found.address != target.address else target


def _body_picture(image: BodyImage, target: Target | None, lookup: Lookup) -> BodyPicture | None:
    picture = picture_of(target, lookup, image.alt)
    if picture is None:
        return None
    large = max(picture.width, picture.height) > SMALL or picture.address.lower().endswith(".svg")
    width, height, sizes = _shown_size(image.width, picture)
    is_figure = image.in_album or image.alone
    attributes = {name: value for name, value in image.attributes if name != "title" or not is_figure}
    return BodyPicture(
        picture=picture,
        zoom=large and not image.clickable,
        caption=image.caption,
        in_album=image.in_album,
        alone=image.alone,
        width=width,
        height=height,
        sizes=sizes,
        attributes=attributes,
    )


def _shown_size(written: str, picture: Picture) -> tuple[str, str, str]:
    """Width and height for the tag, and the `sizes` they make: the writer's width keeps the picture's shape."""
    written = written.lower().removesuffix("px")  # which browsers pass over
    if not picture.width:
        return written, "", ""
    if _PIXELS.fullmatch(written):
        return written, str(max(1, round(int(written) * picture.height / picture.width))), f"{written}px"
    if written.endswith("%") and _PIXELS.fullmatch(written[:-1]):
        return written, "", ""
    return str(picture.width), str(picture.height), ""
