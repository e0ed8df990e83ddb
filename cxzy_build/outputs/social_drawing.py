"""The card that a link to the site shows in a chat or on a social network: a cloth-bound volume with a title slip."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from functools import cache, cached_property

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from ..pages.social import HEIGHT, WIDTH
from .social_cards import FONT, Wording

_CLOTH, _SLIP, _INK, _GOLD, _PALE = "#8f1d20", "#f8f0de", "#2b211c", "#c39a4e", "#f4dfae"
_MARGIN = 30
"""From the upper and lower edge to the fine lines."""
_SLIP_TOP, _SLIP_LEFT, _SLIP_WIDTH, _SLIP_HEIGHT = 66, 84, 184, 498
_SLIP_INSET = 9
"""From the slip's edge to the line within."""
_SPINE = 1120
"""Where the threads of the binding run from top to bottom."""
_TEXT_LEFT, _TEXT_WIDTH = 352, 700
_RISE = 0.38
"""From the base line up to the middle of a Chinese character, in ems."""
_QUALITY = 84

_TURNED = frozenset("《》〈〉“”‘’（）()「」『』【】[]—…～－-–")
"""Characters that lie on their side where the text runs downwards."""
_RAISED = frozenset("，。、；：,.;:")
"""Those that stand in the upper right corner of their square there."""


class SocialDrawing:
    """Draws cards; the cloth is woven once and serves them all."""

    def card(self, wording: Wording) -> bytes:
        """A JPEG file, WIDTH by HEIGHT; the same bytes for the same words. A line with a character that the font
        lacks is left out."""
        slip, over, title, under = (t if _writable(t) else "" for t in _fields(wording))
        picture = (self._with_slip if slip else self._bound).copy()
        if slip:
            _write_slip(picture, slip)
        _draw_lines(ImageDraw.Draw(picture), over, title, under)
        data = io.BytesIO()
        picture.save(data, "JPEG", quality=_QUALITY, optimize=True)
        return data.getvalue()

    @cached_property
    def _bound(self) -> Image.Image:
        """The cloth, its fine lines and the threads of the binding."""
        picture = _woven()
        draw = ImageDraw.Draw(picture)
        _draw_rules(draw)
        _draw_binding(draw)
        return picture

    @cached_property
    def _with_slip(self) -> Image.Image:
        """The bound cloth with the title slip, still empty."""
        picture = self._bound.copy()
        _draw_slip(picture)
        return picture


def _fields(wording: Wording) -> Iterator[str]:
    for text in (wording.slip, wording.over, wording.title, wording.under):
        yield " ".join(text.split())


def _woven() -> Image.Image:
    """Cloth: threads along and across, darker towards the spine."""
    size, grain = (WIDTH, HEIGHT), random.Random(8105)  # a constant: the same cloth for ever
    along = Image.frombytes("L", (WIDTH // 12, HEIGHT), grain.randbytes(WIDTH // 12 * HEIGHT)).resize(size)
    across = Image.frombytes("L", (WIDTH, HEIGHT // 12), grain.randbytes(WIDTH * (HEIGHT // 12))).resize(size)
    threads = Image.blend(along, across, 0.5).point([255 - level // 10 for level in range(256)])
    shade = Image.linear_gradient("L").rotate(90).resize(size).point([255 - level // 5 for level in range(256)])
    light = ImageChops.multiply(threads, shade)
    return ImageChops.multiply(Image.new("RGB", size, _CLOTH), Image.merge("RGB", (light, light, light)))


def _draw_binding(draw: ImageDraw.ImageDraw) -> None:
    """A thread along the spine, and four stitches from it over the edge, as books were bound."""
    draw.line((_SPINE, 0, _SPINE, HEIGHT), fill=_GOLD, width=2)
    for part in (1, 3, 5, 7):
        y = HEIGHT * part // 8
        draw.line((_SPINE, y, WIDTH, y), fill=_GOLD, width=2)


def _draw_rules(draw: ImageDraw.ImageDraw) -> None:
    """A fine line above and below, from the edge to the spine."""
    for y in (_MARGIN, HEIGHT - 1 - _MARGIN):
        draw.line((0, y, _SPINE, y), fill=_GOLD, width=1)


def _draw_slip(picture: Image.Image) -> None:
    """Cream paper pasted on, a thin line within."""
    left, top, right, bottom = _SLIP_LEFT, _SLIP_TOP, _SLIP_LEFT + _SLIP_WIDTH, _SLIP_TOP + _SLIP_HEIGHT
    shadow = Image.new("L", picture.size, 0)
    ImageDraw.Draw(shadow).rectangle((left + 3, top + 5, right + 3, bottom + 5), fill=130)
    picture.paste(Image.new("RGB", picture.size, "#2a0708"), mask=shadow.filter(ImageFilter.GaussianBlur(6)))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((left, top, right, bottom), fill=_SLIP)
    inset = _SLIP_INSET
    draw.rectangle((left + inset, top + inset, right - inset, bottom - inset), outline="#8d7f6c", width=2)


def _write_slip(picture: Image.Image, text: str) -> None:
    """The name from top to bottom."""
    columns = _columns(text)
    room = _SLIP_HEIGHT - 2 * _SLIP_INSET - 56
    wide = (_SLIP_WIDTH - 2 * _SLIP_INSET - 24) // len(columns)
    tall = max(map(len, columns))
    step = min(room // tall, 112)
    size = min(wide - 8, int(step / 1.1), 96)
    step = min(step, int(size * 1.22))
    for number, column in enumerate(columns):
        x = _SLIP_LEFT + _SLIP_WIDTH // 2 + round(((len(columns) - 1) / 2 - number) * wide)
        y = _SLIP_TOP + (_SLIP_HEIGHT - step * tall) // 2
        for place, character in enumerate(column):
            _draw_upright(picture, character, (x, y + step * place + step // 2), size)


def _columns(text: str) -> list[str]:
    """From right to left: one up to ten characters, else two as even as can be, cut short beyond twenty."""
    text = text if len(text) <= 20 else f"{text[:19]}…"
    if len(text) <= 10:
        return [text]
    half = -(-len(text) // 2)
    return [text[:half], text[half:]]


def _draw_upright(picture: Image.Image, character: str, centre: tuple[int, int], size: int) -> None:
    """One character of a line that runs downwards, its square's centre at `centre`."""
    font = _font(size)
    square = Image.new("L", (size * 2, size * 2), 0)
    width = font.getlength(character)
    ImageDraw.Draw(square).text((size - width / 2, size + size * _RISE), character, fill=255, font=font, anchor="ls")
    x, y = centre
    if character in _TURNED:
        square = square.rotate(-90)
    elif character in _RAISED:
        x, y = x + size // 2, y - size // 2
    picture.paste(Image.new("RGB", square.size, _INK), (x - size, y - size), square)


def _draw_lines(draw: ImageDraw.ImageDraw, over: str, title: str, under: str) -> None:
    """Whose it is, what it is, and under a hairline what it is about."""
    font, lines = _fitted(title, 100, 56)
    rise, height = round(font.size * _RISE), round(font.size * 1.28)
    y = 304 - height * (len(lines) - 1) // 2 + rise
    if over:
        small, rows = _fitted(over, 36, 26, rows=1)
        draw.text((_TEXT_LEFT + 4, y - font.size - 40), rows[0], _PALE, small, anchor="ls")
    for number, line in enumerate(lines):
        draw.text((_TEXT_LEFT, y + number * height), line, _SLIP, font, anchor="ls")
    y += height * (len(lines) - 1)
    if under:
        draw.line((_TEXT_LEFT + 4, y + 58, _TEXT_LEFT + 76, y + 58), fill=_GOLD, width=2)
        small, rows = _fitted(under, 34, 28)
        for number, line in enumerate(rows):
            draw.text((_TEXT_LEFT + 4, y + 122 + 48 * number), line, _PALE, small, anchor="ls")


_MOST = 160
"""Characters of a text that are tried: more than any two lines hold, and all are measured again and again."""


def _fitted(text: str, largest: int, smallest: int, rows: int = 2) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """The largest size in which the text fits into one line, else the smallest in `rows` lines, the last cut short."""
    text = text[:_MOST]
    for size in range(largest, smallest - 1, -2):
        if _font(size).getlength(text) <= _TEXT_WIDTH:
            return _font(size), [text]
    font = _font(smallest)
    lines: list[str] = []
    for _ in range(rows):
        fits = next((n for n in range(len(text), 0, -1) if font.getlength(text[:n]) <= _TEXT_WIDTH), len(text))
        lines.append(text[:fits])
        text = text[fits:]
    if text:
        lines[-1] = f"{lines[-1][:-1]}…"
    return font, [line for line in lines if line]


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONT, size, layout_engine=ImageFont.Layout.BASIC)


def _writable(text: str) -> bool:
    """Whether the font has every character of the text."""
    font = _font(32)
    missing = bytes(font.getmask("\U0010ffff"))
    return all(character == " " or bytes(font.getmask(character)) != missing for character in text)
