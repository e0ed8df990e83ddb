"""Encoded pictures kept from build to build under `.cache/pictures/`, which may be deleted at any time, also midway.

A pack holds all forms of one picture: a line with the digest of its name and the next line, a line of JSON, the forms'
bytes. Its name is the digest of the picture's bytes and of all that decides what is made of them; why a picture is
refused stands apart, and counts for the version of the program that found it. Whatever reads as anything else is
remade. Packs are written beside and renamed, so several builds may work at once.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import asdict

from ..cache_file import CacheFile
from ..content.picture_names import suffix_of
from ..files import Signature, is_settled, keep_file, open_to_read, signature_of
from ..fingerprint import fingerprint
from ..records import Record
from .formats import Refusal

if TYPE_CHECKING:
    from .derivatives import Form

_HEADER_AT_MOST = 16384


class Part(Record):
    """A form as a pack lists it, without its bytes."""

    kind: str
    width: int
    height: int
    size: int
    digest: str


class Entry(Record):
    """What is known of a picture: why it is refused, or its size and its forms (none: not yet encoded)."""

    refusal: Refusal | None = None
    width: int = 0
    height: int = 0
    parts: tuple[Part, ...] = ()


class Known(NamedTuple):
    """A picture's file as the cache knows it: the digest of its bytes, and the name of what is made of them, which
    depends on the program and its libraries as well."""

    digest: str
    key: str


def known_as(data: bytes, name: str) -> Known:
    """What `data` in a file called `name` is known as."""
    digest = sha256(data).hexdigest()
    return Known(digest, _key_of(digest, name))


def _key_of(digest: str, name: str) -> str:
    return sha256(f"{_made_with()} {suffix_of(name)} {digest}".encode()).hexdigest()


@cache
def _made_with() -> str:
    import PIL  # late, as all that decodes pictures: mostly every picture is known from before
    import pillow_heif
    from PIL import features

    from .derivatives import OPTIONS

    libraries = [features.version(name) for name in ("jpg", "libjpeg_turbo", "webp", "avif", "zlib", "littlecms2")]
    heif = pillow_heif.__version__, pillow_heif.libheif_info()["libheif"]
    return repr((OPTIONS, PIL.__version__, libraries, heif))


class PictureCache:
    """The packs in `folder`. One that cannot be written is no fault: it is only made again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def entry(self, key: str, *, encoded: bool) -> Entry | None:
        """What is known under `key`; None if nothing, or not its forms though they are to be `encoded`."""
        for ending in ("pack",) if encoded else ("pack", "known"):
            found = self._entry(key, ending)
            if found and not found.refusal and (found.parts or not encoded):
                return found
        return self._entry(_of_this_version(key), "refused")

    def _entry(self, key: str, ending: str) -> Entry | None:
        try:
            with open(open_to_read(self._path(key, ending)), "rb", buffering=0) as file:
                head = file.read(_HEADER_AT_MOST)
                entry, start = _parsed(key, head)
                whole = os.fstat(file.fileno()).st_size == start + sum(part.size for part in entry.parts)
                return entry if whole else None
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def data(self, key: str, part: Part) -> bytes | None:
        """The bytes of one form; None if they are not there, or not what they were."""
        try:
            with open(open_to_read(self._path(key, "pack")), "rb", buffering=0) as file:
                entry, start = _parsed(key, file.read(_HEADER_AT_MOST))
                place = entry.parts.index(part)
                data = os.pread(file.fileno(), part.size, start + sum(one.size for one in entry.parts[:place]))
                return data if sha256(data).hexdigest() == part.digest else None
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def keep(self, key: str, forms: Iterable[Form]) -> Entry:
        """Write the pack of encoded `forms`."""
        forms = tuple(forms)
        parts = tuple(Part(f.kind, f.width, f.height, len(f.data), sha256(f.data).hexdigest()) for f in forms)
        entry = Entry(None, forms[0].width, forms[0].height, parts)
        self._write(key, "pack", entry, b"".join(form.data for form in forms))
        return entry

    def note(self, key: str, entry: Entry) -> Entry:
        """Write what was found without encoding: a size, or a refusal, which another version of the program need not
        share."""
        if entry.refusal:
            self._write(_of_this_version(key), "refused", entry, b"")
        else:
            self._write(key, "known", entry, b"")
        return entry

    def _path(self, key: str, ending: str) -> str:
        return f"{self._folder}/{key[:2]}/{key[2:]}.{ending}"

    def _write(self, key: str, ending: str, entry: Entry, data: bytes) -> None:
        header = json.dumps(entry, ensure_ascii=False, default=asdict).encode()
        keep_file(self._path(key, ending), b"%s\n%s\n%s" % (_digest(key, header), header, data))


def _of_this_version(key: str) -> str:
    return sha256(f"{key} {fingerprint()}".encode()).hexdigest()


def _digest(key: str, header: bytes) -> bytes:
    return sha256(key.encode() + header).hexdigest().encode()


def _parsed(key: str, head: bytes) -> tuple[Entry, int]:
    """The entry of the pack of `key`, and where its forms start; ValueError, TypeError or KeyError for anything
    else."""
    digest, header, _ = head.split(b"\n", 2)
    if _digest(key, header) != digest:
        raise ValueError
    given = json.loads(header)
    refusal = Refusal(**given["refusal"]) if given["refusal"] else None
    parts = tuple(Part(**part) for part in given["parts"])
    return Entry(refusal, given["width"], given["height"], parts), len(digest) + len(header) + 2


def stat_of(path: str) -> Signature:
    return signature_of(os.stat(path))


class Seen:
    """What files are known as by their times, so that a second build need not read them. Another version of the program
    or of a library takes their digests, and gives them keys of its own."""

    def __init__(self, folder: Path) -> None:
        self._cache_file = CacheFile(folder / "seen", "")
        kept = self._cache_file.load()
        version, files = kept if isinstance(kept, tuple) else ("", {})
        self._files: Mapping[str, tuple[Signature, str, str]] = files
        self._is_ours = version == fingerprint()

    def known(self, name: str, stat: Signature) -> Known | None:
        then, digest, key = self._files.get(name, (None, "", ""))
        if then != stat:
            return None
        return Known(digest, key if self._is_ours else _key_of(digest, name))

    def keep(self, found: Mapping[str, tuple[Signature, Known]], since: int) -> None:
        """Remember what was `found`, looked at `since` that time (ns), instead of what was known; of files new then,
        nothing."""
        lasting = {name: (stat, *known) for name, (stat, known) in found.items() if is_settled(stat, since)}
        if lasting != self._files or not self._is_ours:
            self._cache_file.keep((fingerprint(), lasting))
