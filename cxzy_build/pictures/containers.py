"""Moving pictures, stripped: re-encoding would cost quality, so of GIF and WebP files the frames are kept as they are
and every block that is none is dropped."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from .formats import damaged

_LOOPING = (b"NETSCAPE2.0", b"ANIMEXTS1.0")
_FRAMES = frozenset({b"ANMF", b"ANIM", b"VP8X"})
_IN_FRAME = frozenset({b"ALPH", b"VP8 ", b"VP8L"})
_METADATA_FLAGS = 0x20 | 0x08 | 0x04
"""Of VP8X (WebP container specification): colour profile, Exif, XMP."""


def bare_gif(data: bytes) -> bytes:
    """`data` with its frames, their timing and looping alone (GIF89a, sections 17 to 27). Raises Refused."""
    try:
        return b"".join(_gif_blocks(data))
    except IndexError:
        raise damaged() from None


def _gif_blocks(data: bytes) -> Iterator[bytes]:
    at = 13 + _table(data[10])
    yield data[:at]
    while data[at] != 0x3B:
        start = at
        if data[at] == 0x2C:
            at = _end_of_blocks(data, at + 11 + _table(data[at + 9]))
            yield data[start:at]
        elif data[at] == 0x21:
            at = _end_of_blocks(data, at + 2)
            if data[start + 1] == 0xF9:
                yield data[start:at]
            elif data[start + 1] == 0xFF and data[start + 3 : start + 14] in _LOOPING and data[start + 14] == 3:
                yield data[start : start + 18] + b"\0"
        else:
            raise damaged()
    yield b";"


def _table(flags: int) -> int:
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _end_of_blocks(data: bytes, at: int) -> int:
    while data[at]:
        at += 1 + data[at]
    return at + 1


def bare_webp(data: bytes) -> bytes:
    """`data` with its frames and their timing alone. Raises Refused."""
    body = b"".join(_chunks(data[12 : 8 + int.from_bytes(data[4:8], "little")], _FRAMES, _REWRITTEN))
    return b"RIFF" + (4 + len(body)).to_bytes(4, "little") + b"WEBP" + body


def _chunks(
    data: bytes, kept: frozenset[bytes], rewritten: Mapping[bytes, Callable[[bytes], bytes]]
) -> Iterator[bytes]:
    at = 0
    while at < len(data):
        name, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        payload = data[at + 8 : at + 8 + size]
        if len(payload) < size:
            raise damaged()
        at += 8 + size + size % 2
        if name in kept:
            payload = rewritten.get(name, bytes)(payload)
            yield name + len(payload).to_bytes(4, "little") + payload + b"\0" * (len(payload) % 2)


def _frame(payload: bytes) -> bytes:
    return payload[:16] + b"".join(_chunks(payload[16:], _IN_FRAME, {}))


def _header(payload: bytes) -> bytes:
    return bytes([payload[0] & ~_METADATA_FLAGS, 0, 0, 0]) + payload[4:10]


_REWRITTEN: Mapping[bytes, Callable[[bytes], bytes]] = {b"ANMF": _frame, b"VP8X": _header}
