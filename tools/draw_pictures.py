"""Draw the demonstration content's pictures: flat scenes and faceless portraits in red, gold and cream.

usage: python tools/draw_pictures.py [NAME…]     (needs Pillow; no names: all pictures)

Every picture is drawn from code, without fonts, photographs or emblems, and is the same on every run.
Coordinates are those of the finished picture; the canvas is twice as large and is scaled down at the end.
"""

from __future__ import annotations

import io
import math
import random
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

CONTENT = Path(__file__).resolve().parent.parent / "content"
OVERSAMPLING = 2
MAX_BYTES = 60_000
QUALITIES = (82, 78, 74, 70, 66, 62)

Point = tuple[float, float]
Color = tuple[int, int, int]

RED: Color = (178, 45, 40)
DEEP_RED: Color = (128, 28, 30)
ROSE: Color = (214, 106, 88)
GOLD: Color = (222, 170, 72)
PALE_GOLD: Color = (240, 207, 138)
OCHRE: Color = (186, 124, 54)
CREAM: Color = (252, 243, 225)
SAND: Color = (240, 222, 190)
CLAY: Color = (214, 184, 146)
BROWN: Color = (112, 74, 50)
DARK: Color = (66, 46, 42)
GREY: Color = (150, 138, 128)
SILVER: Color = (208, 202, 196)
WHITE: Color = (255, 252, 246)
SAGE: Color = (150, 160, 112)
OLIVE: Color = (112, 124, 82)
SKIN: Color = (240, 200, 168)
SKIN_SHADE: Color = (222, 174, 140)


def mix(a: Color, b: Color, share: float) -> Color:
    """The colour that lies at `share` (0 to 1) on the way from a to b."""
    red, green, blue = (round(x + (y - x) * share) for x, y in zip(a, b, strict=True))
    return red, green, blue


class Canvas:
    """A picture in the making; each method draws one flat shape over what is there."""

    def __init__(self, width: int, height: int, top: Color, bottom: Color) -> None:
        self.width, self.height = width, height
        size = (width * OVERSAMPLING, height * OVERSAMPLING)
        self.image = Image.new("RGB", size)
        self.draw = ImageDraw.Draw(self.image)
        self.gradient((0, 0, width, height), top, bottom)

    @staticmethod
    def _scale(values: Sequence[float]) -> list[float]:
        return [value * OVERSAMPLING for value in values]

    def _points(self, points: Sequence[Point]) -> list[Point]:
        return [(x * OVERSAMPLING, y * OVERSAMPLING) for x, y in points]

    def gradient(self, box: tuple[float, float, float, float], top: Color, bottom: Color) -> None:
        left, upper, right, lower = (round(value) for value in self._scale(box))
        ramp = Image.linear_gradient("L").resize((right - left, lower - upper))
        size = ramp.size
        self.image.paste(
            Image.composite(Image.new("RGB", size, bottom), Image.new("RGB", size, top), ramp), (left, upper)
        )

    def glow(self, x: float, y: float, radius: float, color: Color, strength: float = 0.6) -> None:
        """A soft round light."""
        side = round(radius * 2 * OVERSAMPLING)
        mask = Image.radial_gradient("L").resize((side, side)).point(lambda v: round(max(0, 255 - v * 1.42) * strength))
        corner = (round((x - radius) * OVERSAMPLING), round((y - radius) * OVERSAMPLING))
        self.image.paste(color, (*corner, corner[0] + side, corner[1] + side), mask)

    def veil(self, points: Sequence[Point], color: Color, strength: float, blur: float = 0) -> None:
        """A translucent polygon: light beams, shadows, distance."""
        mask = Image.new("L", self.image.size)
        ImageDraw.Draw(mask).polygon(self._points(points), fill=round(255 * strength))
        if blur:
            mask = mask.filter(ImageFilter.GaussianBlur(blur * OVERSAMPLING))
        self.image.paste(color, (0, 0, *self.image.size), mask)

    def shadow(self, x: float, y: float, width: float, height: float, strength: float = 0.16) -> None:
        """The soft shadow of something standing on the ground at (x, y)."""
        pad = height * 2
        size = (round((width + pad * 2) * OVERSAMPLING), round((height + pad * 2) * OVERSAMPLING))
        mask = Image.new("L", size)
        inset = round(pad * OVERSAMPLING)
        ellipse = (inset, inset, size[0] - inset, size[1] - inset)
        ImageDraw.Draw(mask).ellipse(ellipse, fill=round(255 * strength))
        mask = mask.filter(ImageFilter.GaussianBlur(height * 0.35 * OVERSAMPLING))
        corner = (round((x - width / 2 - pad) * OVERSAMPLING), round((y - height / 2 - pad) * OVERSAMPLING))
        self.image.paste(DARK, (*corner, corner[0] + size[0], corner[1] + size[1]), mask)

    def rect(self, left: float, top: float, right: float, bottom: float, color: Color, radius: float = 0) -> None:
        self.draw.rounded_rectangle(self._scale((left, top, right, bottom)), radius * OVERSAMPLING, fill=color)

    def disc(self, x: float, y: float, rx: float, color: Color, ry: float | None = None) -> None:
        ry = rx if ry is None else ry
        self.draw.ellipse(self._scale((x - rx, y - ry, x + rx, y + ry)), fill=color)

    def pie(self, x: float, y: float, r: float, start: float, end: float, color: Color) -> None:
        self.draw.pieslice(self._scale((x - r, y - r, x + r, y + r)), start, end, fill=color)

    def arc(self, x: float, y: float, r: float, start: float, end: float, color: Color, width: float) -> None:
        box = self._scale((x - r, y - r, x + r, y + r))
        self.draw.arc(box, start, end, fill=color, width=round(width * OVERSAMPLING))

    def poly(self, points: Sequence[Point], color: Color) -> None:
        self.draw.polygon(self._points(points), fill=color)

    def limb(self, points: Sequence[Point], width: float, color: Color) -> None:
        """A line with round joints and ends."""
        self.draw.line(self._points(points), fill=color, width=round(width * OVERSAMPLING), joint="curve")
        for x, y in points:
            self.disc(x, y, width / 2, color)

    def hill(
        self, crest: float, swell: float, waves: float, shift: float, color: Color, to: Color | None = None
    ) -> None:
        """Rolling ground from edge to edge, optionally fading downward."""
        line = [
            (x, crest + swell * math.sin(x / self.width * waves * math.pi + shift)) for x in range(0, self.width + 8, 8)
        ]
        outline: list[Point] = [*line, (self.width + 8, self.height), (0, self.height)]
        self.poly(outline, color)
        if to is not None:
            self.veil(
                [(0, self.height), (self.width, self.height), (self.width, crest + 120), (0, crest + 120)], to, 0.45, 60
            )

    def save(self, path: Path) -> None:
        """Scale down and write as JPEG, at the best quality that stays within the size limit."""
        picture = self.image.resize((self.width, self.height), Image.Resampling.LANCZOS)
        for quality in QUALITIES:
            buffer = io.BytesIO()
            picture.save(buffer, "JPEG", quality=quality, optimize=True, progressive=True)
            if buffer.tell() <= MAX_BYTES:
                break
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(buffer.getvalue())


def scene(top: Color = CREAM, bottom: Color = SAND) -> Canvas:
    return Canvas(1200, 800, top, bottom)


# Things that several scenes share


def person(
    c: Canvas,
    x: float,
    base: float,
    height: float,
    coat: Color,
    *,
    hair: Color = DARK,
    trousers: Color = BROWN,
    hands: tuple[Point, Point] | None = None,
    long_hair: bool = False,
    stride: float = 0.05,
) -> None:
    """A standing figure without a face; `hands` are offsets from the shoulders, in shares of the height."""
    h = height
    head, shoulder, hip = base - h * 0.885, base - h * 0.70, base - h * 0.40
    c.shadow(x, base, h * 0.42, h * 0.06)
    for side in (-1, 1):
        c.limb([(x + side * h * 0.055, hip), (x + side * h * (0.055 + stride), base - h * 0.03)], h * 0.095, trousers)
    if long_hair:
        c.rect(x - h * 0.095, head - h * 0.02, x + h * 0.095, head + h * 0.16, hair, h * 0.06)
    c.rect(x - h * 0.035, head, x + h * 0.035, shoulder + h * 0.03, SKIN_SHADE)
    c.poly(
        [
            (x - h * 0.10, shoulder),
            (x + h * 0.10, shoulder),
            (x + h * 0.13, hip + h * 0.03),
            (x - h * 0.13, hip + h * 0.03),
        ],
        coat,
    )
    c.rect(x - h * 0.135, shoulder - h * 0.035, x + h * 0.135, shoulder + h * 0.14, coat, h * 0.055)
    c.rect(x - h * 0.13, hip - h * 0.06, x + h * 0.13, hip + h * 0.05, coat, h * 0.03)
    sleeve = mix(coat, DARK, 0.18)
    for side, hand in zip((-1, 1), hands or ((-0.03, 0.29), (0.03, 0.29)), strict=True):
        sx, sy = x + side * h * 0.115, shoulder + h * 0.015
        hx, hy = sx + hand[0] * h, sy + hand[1] * h
        c.limb([(sx, sy), (sx + (hx - sx) * 0.85, sy + (hy - sy) * 0.85)], h * 0.068, sleeve)
        c.disc(hx, hy, h * 0.036, SKIN)
    c.disc(x, head, h * 0.088, SKIN, h * 0.10)
    c.pie(x, head - h * 0.01, h * 0.102, 180, 360, hair)
    c.rect(x - h * 0.102, head - h * 0.02, x - h * 0.07, head + h * 0.03, hair, h * 0.014)
    c.rect(x + h * 0.07, head - h * 0.02, x + h * 0.102, head + h * 0.03, hair, h * 0.014)


def listener(c: Canvas, x: float, base: float, size: float, coat: Color, hair: Color = DARK) -> None:
    """Someone seated, seen from behind: shoulders and the back of a head."""
    c.rect(x - size * 0.55, base - size * 0.75, x + size * 0.55, base + size, coat, size * 0.38)
    c.rect(x - size * 0.12, base - size * 0.95, x + size * 0.12, base - size * 0.5, SKIN_SHADE)
    c.disc(x, base - size * 1.15, size * 0.32, hair, size * 0.36)


def tree(c: Canvas, x: float, base: float, size: float, crown: Color, trunk: Color = BROWN) -> None:
    c.shadow(x, base, size * 0.7, size * 0.07, 0.14)
    c.poly(
        [
            (x - size * 0.045, base),
            (x + size * 0.045, base),
            (x + size * 0.025, base - size * 0.6),
            (x - size * 0.025, base - size * 0.6),
        ],
        trunk,
    )
    dark, light = mix(crown, DARK, 0.12), mix(crown, WHITE, 0.18)
    for dx, dy, r, color in (
        (-0.17, -0.62, 0.22, dark),
        (0.18, -0.62, 0.21, dark),
        (0.0, -0.82, 0.25, crown),
        (-0.03, -0.60, 0.24, crown),
        (-0.08, -0.86, 0.12, light),
    ):
        c.disc(x + dx * size, base + dy * size, r * size, color)


def building(
    c: Canvas, left: float, top: float, right: float, base: float, wall: Color, rows: int, columns: int
) -> None:
    """A block with rows of windows and a coping."""
    c.rect(left, top, right, base, wall)
    c.rect(left - 6, top - 10, right + 6, top + 4, mix(wall, DARK, 0.22))
    step_x, step_y = (right - left) / columns, (base - top - 16) / rows
    pane = mix(wall, WHITE, 0.55)
    for row in range(rows):
        for column in range(columns):
            x, y = left + step_x * (column + 0.26), top + 16 + step_y * (row + 0.22)
            c.rect(x, y, x + step_x * 0.48, y + step_y * 0.54, pane, 2)


def skyline(c: Canvas, base: float, tone: Color, seed: int) -> None:
    """Far houses, pale with distance."""
    chance = random.Random(seed)
    x = -20.0
    while x < c.width:
        width, height = chance.uniform(60, 130), chance.uniform(50, 190)
        c.rect(x, base - height, x + width, base, mix(tone, CREAM, chance.uniform(0.0, 0.35)))
        x += width + chance.uniform(-8, 14)


def book(c: Canvas, left: float, top: float, width: float, height: float, cover: Color) -> None:
    """A closed book lying flat, its spine to the left."""
    c.rect(left, top, left + width, top + height, cover, height * 0.2)
    c.rect(left + width * 0.06, top + height * 0.18, left + width + 1, top + height * 0.82, WHITE, 3)
    for share in (0.36, 0.52, 0.68):
        c.rect(left + width * 0.08, top + height * share, left + width, top + height * share + 1.5, CLAY)
    c.rect(left + width * 0.10, top, left + width * 0.14, top + height * 0.18, PALE_GOLD)
    c.rect(left + width * 0.10, top + height * 0.82, left + width * 0.14, top + height, PALE_GOLD)


def open_book(c: Canvas, x: float, base: float, width: float, cover: Color = RED) -> None:
    """An open book, seen from the front."""
    w, h = width / 2, width * 0.13
    c.shadow(x, base + h * 0.7, width * 1.02, h * 0.5)
    c.poly(
        [
            (x - w * 1.04, base - h * 1.1),
            (x, base - h * 0.1),
            (x + w * 1.04, base - h * 1.1),
            (x + w * 1.04, base + h * 0.3),
            (x, base + h * 1.05),
            (x - w * 1.04, base + h * 0.3),
        ],
        cover,
    )
    for side, page in ((-1, WHITE), (1, mix(WHITE, SAND, 0.45))):
        c.poly(
            [
                (x, base - h * 0.3),
                (x + side * w * 0.45, base - h * 1.5),
                (x + side * w, base - h * 1.35),
                (x + side * w, base + h * 0.05),
                (x + side * w * 0.45, base - h * 0.05),
                (x, base + h * 0.8),
            ],
            page,
        )
        for row in range(4):
            y = base - h * 1.05 + row * h * 0.27
            c.limb([(x + side * w * 0.5, y), (x + side * w * 0.9, y + h * 0.08)], 2.4, CLAY)


def balance(c: Canvas, x: float, base: float, size: float, metal: Color = GOLD, tilt: float = 0.03) -> None:
    """A pair of scales on a foot."""
    dark = mix(metal, BROWN, 0.35)
    top = base - size
    c.shadow(x, base, size * 0.6, size * 0.06)
    c.rect(x - size * 0.24, base - size * 0.06, x + size * 0.24, base, dark, size * 0.02)
    c.rect(x - size * 0.15, base - size * 0.11, x + size * 0.15, base - size * 0.05, metal, size * 0.02)
    c.poly(
        [
            (x - size * 0.035, base - size * 0.1),
            (x + size * 0.035, base - size * 0.1),
            (x + size * 0.018, top),
            (x - size * 0.018, top),
        ],
        metal,
    )
    ends = [(x - size * 0.46, top + size * (0.06 + tilt)), (x + size * 0.46, top + size * (0.06 - tilt))]
    c.limb([ends[0], (x, top + size * 0.05), ends[1]], size * 0.032, metal)
    c.disc(x, top + size * 0.02, size * 0.05, dark)
    for ex, ey in ends:
        py = ey + size * 0.42
        c.limb([(ex, ey), (ex - size * 0.17, py)], size * 0.008, dark)
        c.limb([(ex, ey), (ex + size * 0.17, py)], size * 0.008, dark)
        c.pie(ex, py, size * 0.2, 0, 180, metal)
        c.rect(ex - size * 0.21, py - size * 0.012, ex + size * 0.21, py + size * 0.018, dark, size * 0.01)


def lectern(c: Canvas, x: float, base: float, size: float, wood: Color = OCHRE) -> None:
    c.shadow(x, base, size * 0.8, size * 0.08)
    c.poly(
        [
            (x - size * 0.26, base - size * 0.72),
            (x + size * 0.26, base - size * 0.72),
            (x + size * 0.2, base),
            (x - size * 0.2, base),
        ],
        wood,
    )
    c.poly(
        [
            (x - size * 0.36, base - size * 0.84),
            (x + size * 0.36, base - size * 0.84),
            (x + size * 0.3, base - size * 0.7),
            (x - size * 0.3, base - size * 0.7),
        ],
        mix(wood, DARK, 0.25),
    )
    c.rect(x - size * 0.12, base - size * 0.55, x + size * 0.12, base - size * 0.2, mix(wood, WHITE, 0.22), size * 0.03)


def window(
    c: Canvas, left: float, top: float, right: float, bottom: float, sky: Color = CREAM, low: Color = PALE_GOLD
) -> None:
    c.rect(left - 14, top - 14, right + 14, bottom + 14, mix(CLAY, WHITE, 0.35), 6)
    c.gradient((left, top, right, bottom), sky, low)


def window_bars(c: Canvas, left: float, top: float, right: float, bottom: float, panes: int) -> None:
    """The frame over what is seen through a window."""
    frame = mix(CLAY, WHITE, 0.35)
    for n in range(1, panes):
        x = left + (right - left) * n / panes
        c.rect(x - 5, top, x + 5, bottom, frame)
    c.rect(left, top + (bottom - top) * 0.34 - 4, right, top + (bottom - top) * 0.34 + 4, frame)
    c.rect(left - 26, bottom + 8, right + 26, bottom + 26, mix(CLAY, BROWN, 0.2), 5)


def potted_plant(c: Canvas, x: float, base: float, size: float) -> None:
    for angle in (-62, -34, -8, 20, 48, 70):
        tip = (x + size * math.sin(math.radians(angle)), base - size * 0.5 - size * math.cos(math.radians(angle)) * 0.8)
        c.limb(
            [(x, base - size * 0.4), ((x + tip[0]) / 2, (base - size * 0.45 + tip[1]) / 2 - size * 0.06), tip],
            size * 0.11,
            OLIVE if angle % 4 else SAGE,
        )
    c.poly(
        [
            (x - size * 0.34, base - size * 0.5),
            (x + size * 0.34, base - size * 0.5),
            (x + size * 0.24, base),
            (x - size * 0.24, base),
        ],
        ROSE,
    )
    c.rect(x - size * 0.38, base - size * 0.56, x + size * 0.38, base - size * 0.44, RED, size * 0.04)


# Scenes


def gate() -> Canvas:
    c = scene((250, 226, 186), CREAM)
    c.glow(930, 190, 330, WHITE, 0.9)
    c.disc(930, 190, 62, PALE_GOLD)
    skyline(c, 470, (236, 206, 168), 3)
    building(c, 60, 270, 330, 560, (214, 150, 116), 5, 6)
    building(c, 880, 250, 1150, 560, (206, 138, 106), 5, 6)
    building(c, 370, 330, 840, 560, (226, 176, 138), 3, 10)
    c.rect(0, 552, 1200, 800, CLAY)
    c.gradient((0, 552, 1200, 800), (232, 210, 176), (214, 186, 148))
    c.poly([(470, 552), (730, 552), (960, 800), (240, 800)], (246, 232, 206))
    for x in (110, 250, 960, 1100):
        tree(c, x, 590, 190, GOLD if x in (110, 1100) else OCHRE)
    for x in (360, 800):
        c.rect(x, 300, x + 44, 600, DEEP_RED, 4)
        c.rect(x - 10, 584, x + 54, 606, mix(DEEP_RED, DARK, 0.3), 4)
    c.rect(330, 268, 874, 330, RED, 6)
    c.poly([(310, 268), (894, 268), (850, 226), (354, 226)], mix(RED, DARK, 0.25))
    c.rect(440, 284, 764, 314, PALE_GOLD, 6)
    c.poly([(60, 560), (330, 560), (300, 490), (90, 490)], RED)
    for n in range(5):
        c.pie(87 + n * 54, 560, 27, 0, 180, WHITE if n % 2 else RED)
    for x in (80, 310):
        c.rect(x - 4, 560, x + 4, 700, BROWN)
    c.rect(100, 640, 290, 700, WHITE, 4)
    c.rect(90, 630, 300, 648, OCHRE, 4)
    person(c, 150, 716, 180, RED, long_hair=True, hands=((0.02, 0.22), (0.05, 0.22)))
    person(c, 245, 716, 186, ROSE, hands=((-0.03, 0.24), (0.16, 0.12)))
    for x, base, height, coat in ((520, 700, 176, OCHRE), (640, 750, 212, DEEP_RED), (880, 730, 196, OLIVE)):
        c.rect(x + height * 0.22, base - height * 0.34, x + height * 0.46, base - 6, mix(coat, WHITE, 0.3), 8)
        c.limb([(x + height * 0.30, base - height * 0.34), (x + height * 0.20, base - height * 0.44)], 5, DARK)
        person(c, x, base, height, coat, hands=((-0.03, 0.28), (0.06, 0.26)), long_hair=x == 880)
    return c


def hall() -> Canvas:
    c = scene((238, 206, 168), (222, 184, 142))
    for x in range(0, 1200, 120):
        c.rect(x, 0, x + 4, 420, (228, 192, 152))
    c.veil([(390, 0), (810, 0), (980, 430), (220, 430)], WHITE, 0.5, 40)
    c.rect(268, 64, 932, 344, DEEP_RED, 8)
    c.gradient((286, 82, 914, 326), WHITE, (250, 236, 210))
    for n, height in enumerate((70, 108, 92, 146)):
        c.rect(660 + n * 54, 286 - height, 696 + n * 54, 286, RED if n == 3 else GOLD, 4)
    for n in range(4):
        c.rect(336, 132 + n * 40, 336 + (250, 210, 232, 160)[n], 146 + n * 40, CLAY if n else ROSE, 7)
    c.gradient((0, 400, 1200, 470), (206, 156, 110), (190, 136, 92))
    lectern(c, 200, 448, 190)
    person(c, 190, 420, 210, DEEP_RED, hands=((-0.02, 0.24), (0.22, 0.05)))
    lectern(c, 200, 452, 180)
    coats = (RED, OCHRE, GREY, ROSE, GOLD, DEEP_RED, CLAY, OLIVE)
    for row in range(4):
        size = 44 + row * 13
        base = 520 + row * 84
        c.gradient((0, base - 6, 1200, base + 90), mix(BROWN, OCHRE, 0.55 - row * 0.1), mix(BROWN, DARK, row * 0.15))
        gap = size * 2.05
        count = int(1200 / gap) + 1
        for n in range(-1, count + 1):
            if (n * 5 + row * 3) % 9 == 0:
                continue
            place = n * gap + (gap / 2 if row % 2 else 0) + 20
            listener(c, place, base, size, coats[(n * 3 + row * 5) % 8], SILVER if (n + row * 2) % 7 == 3 else DARK)
        c.gradient((0, base + size * 0.1, 1200, base + size * 0.1 + 20), OCHRE, mix(OCHRE, BROWN, 0.4))
    return c


def tea() -> Canvas:
    c = scene((248, 232, 204), (238, 214, 178))
    window(c, 330, 80, 870, 380, (252, 240, 214), (248, 220, 160))
    for x, y, r in ((380, 180, 70), (470, 120, 56), (560, 190, 80), (690, 130, 64), (780, 200, 86), (850, 130, 50)):
        c.disc(min(max(x, 330 + r), 870 - r), max(y, 80 + r), r, mix(GOLD, PALE_GOLD, (x % 7) / 7))
    for x in (470, 640, 790):
        c.rect(x - 7, 210, x + 7, 380, mix(BROWN, CLAY, 0.35))
    c.gradient((330, 330, 870, 380), PALE_GOLD, GOLD)
    window_bars(c, 330, 80, 870, 380, 3)
    for left, right in ((250, 330), (870, 950)):
        c.poly([(left, 50), (right, 50), (right - (18 if left < 600 else -18), 440), (left, 440)], ROSE)
        c.rect((left + right) / 2 - 4, 50, (left + right) / 2 + 4, 430, mix(ROSE, WHITE, 0.2))
    c.rect(220, 42, 980, 60, BROWN, 9)
    c.gradient((0, 560, 1200, 800), (206, 160, 114), (182, 132, 90))
    c.rect(60, 150, 190, 300, BROWN, 4)
    c.rect(70, 160, 180, 290, CREAM)
    c.poly([(76, 284), (112, 216), (138, 252), (156, 230), (174, 284)], SAGE)
    c.disc(150, 194, 14, RED)
    potted_plant(c, 1085, 560, 130)
    c.rect(1020, 556, 1150, 580, BROWN, 4)
    for x in (1036, 1134):
        c.rect(x - 6, 580, x + 6, 720, BROWN)
    for x, coat, hair in ((300, DEEP_RED, SILVER), (600, OCHRE, (226, 222, 216)), (900, OLIVE, SILVER)):
        c.rect(x - 92, 390, x + 92, 640, mix(BROWN, OCHRE, 0.3), 26)
        c.rect(x - 82, 430, x + 82, 660, coat, 54)
        c.poly([(x - 24, 428), (x + 24, 428), (x, 486)], WHITE)
        c.rect(x - 20, 396, x + 20, 442, SKIN_SHADE)
        c.disc(x, 356, 52, SKIN, 60)
        c.pie(x, 346, 60, 180, 360, hair)
        c.rect(x - 60, 340, x - 42, 376, hair, 8)
        c.rect(x + 42, 340, x + 60, 376, hair, 8)
    c.shadow(600, 770, 900, 40, 0.25)
    c.disc(600, 648, 470, mix(BROWN, OCHRE, 0.25), 104)
    c.disc(600, 634, 470, OCHRE, 100)
    c.disc(600, 630, 440, mix(OCHRE, GOLD, 0.45), 88)
    for x, y in ((330, 616), (870, 616), (470, 676), (740, 672)):
        c.disc(x, y + 22, 40, mix(WHITE, CLAY, 0.3), 11)
        c.poly([(x - 26, y - 18), (x + 26, y - 18), (x + 18, y + 20), (x - 18, y + 20)], WHITE)
        c.disc(x, y - 18, 26, mix(WHITE, CLAY, 0.25), 7)
        c.disc(x, y - 17, 21, ROSE, 5)
    c.disc(600, 650, 76, mix(DEEP_RED, DARK, 0.1), 16)
    c.limb([(660, 604), (706, 590), (726, 560)], 16, RED)
    c.arc(530, 606, 36, 90, 270, RED, 13)
    c.disc(600, 606, 72, RED, 52)
    c.disc(600, 560, 38, DEEP_RED, 11)
    c.disc(600, 546, 10, GOLD)
    c.disc(578, 592, 18, mix(RED, WHITE, 0.22), 10)
    for x in (600, 726):
        c.veil([(x - 8, 530), (x + 8, 530), (x + 22, 470), (x + 2, 440), (x - 6, 480)], WHITE, 0.35, 8)
    return c


def scales() -> Canvas:
    c = scene((250, 224, 188), CREAM)
    c.glow(600, 330, 430, WHITE, 0.9)
    skyline(c, 560, (238, 206, 170), 8)
    building(c, 40, 250, 250, 590, (224, 168, 134), 6, 4)
    building(c, 270, 340, 420, 590, (232, 188, 150), 5, 3)
    building(c, 800, 310, 960, 590, (230, 184, 148), 5, 3)
    building(c, 980, 220, 1170, 590, (218, 160, 128), 7, 4)
    c.gradient((0, 580, 1200, 800), (226, 196, 154), (206, 166, 122))
    for x, size in ((170, 190), (330, 140), (880, 150), (1060, 200)):
        tree(c, x, 610, size, SAGE if x in (330, 880) else OCHRE)
    c.rect(220, 690, 980, 722, BROWN, 8)
    c.rect(240, 720, 960, 800, mix(BROWN, DARK, 0.25))
    c.rect(240, 720, 960, 736, mix(BROWN, DARK, 0.45))
    book(c, 420, 646, 370, 46, RED)
    book(c, 446, 606, 320, 42, OCHRE)
    book(c, 430, 566, 340, 42, DEEP_RED)
    balance(c, 600, 568, 430)
    open_book(c, 320, 672, 170, ROSE)
    c.rect(850, 640, 930, 692, WHITE, 4)
    c.rect(862, 624, 942, 676, CREAM, 4)
    for n in range(3):
        c.rect(872, 636 + n * 12, 930, 640 + n * 12, CLAY)
    return c


def podium() -> Canvas:
    c = scene((246, 226, 192), (232, 204, 164))
    c.rect(150, 70, 1050, 430, BROWN, 10)
    c.gradient((168, 88, 1032, 412), (84, 94, 80), (70, 80, 70))
    chalk = (214, 216, 200)
    for n, width in enumerate((210, 260, 180, 236)):
        c.rect(224, 140 + n * 46, 224 + width, 147 + n * 46, chalk, 3)
    c.arc(640, 250, 92, 0, 360, chalk, 5)
    c.limb([(548, 250), (732, 250)], 4, chalk)
    c.limb([(640, 158), (640, 342)], 4, chalk)
    c.limb([(640, 250), (706, 186)], 5, PALE_GOLD)
    c.rect(150, 418, 1050, 436, mix(BROWN, OCHRE, 0.5), 4)
    for x in (260, 300):
        c.rect(x, 408, x + 26, 418, WHITE, 2)
    c.gradient((0, 520, 1200, 800), (208, 164, 118), (186, 138, 96))
    c.rect(100, 506, 1100, 548, mix(OCHRE, BROWN, 0.35), 4)
    c.rect(100, 506, 1100, 518, OCHRE, 4)
    person(c, 850, 520, 350, RED, hands=((-0.25, -0.10), (0.05, 0.27)), long_hair=True)
    lectern(c, 420, 524, 200)
    open_book(c, 420, 362, 120, DEEP_RED)
    coats = (OCHRE, GREY, DEEP_RED, CLAY, ROSE, OLIVE)
    for n in range(7):
        listener(c, 60 + n * 180, 662, 62, coats[(n * 2) % 6])
    c.gradient((0, 676, 1200, 696), GOLD, OCHRE)
    c.gradient((0, 696, 1200, 800), OCHRE, BROWN)
    for n in range(6):
        listener(c, 150 + n * 184, 770, 76, coats[(n * 2 + 3) % 6])
    c.gradient((0, 780, 1200, 800), GOLD, OCHRE)
    return c


def volunteers() -> Canvas:
    c = scene((252, 232, 196), CREAM)
    c.glow(220, 170, 300, WHITE, 0.9)
    c.disc(220, 170, 58, PALE_GOLD)
    skyline(c, 480, (240, 212, 176), 15)
    c.hill(460, 24, 2.2, 0.6, (222, 210, 160))
    c.hill(520, 18, 2.6, 2.2, (204, 196, 140))
    for x, base, size in ((90, 560, 250), (1090, 560, 270), (820, 520, 170), (380, 520, 160)):
        tree(c, x, base, size, SAGE if size > 200 else mix(SAGE, GOLD, 0.5))
    c.hill(600, 12, 1.6, 0.2, (230, 206, 160), (206, 170, 122))
    for x, base in ((600, 690), (700, 650)):
        c.disc(x, base, 52, BROWN, 14)
        c.limb([(x, base), (x, base - 104)], 7, BROWN)
        for dx, dy, r in ((-16, -96, 20), (16, -100, 20), (0, -120, 24)):
            c.disc(x + dx, base + dy, r, OLIVE if dx else SAGE)
    person(c, 490, 700, 260, RED, hands=((0.10, 0.24), (0.26, 0.12)), trousers=DARK)
    c.limb([(588, 512), (562, 700)], 8, OCHRE)
    c.poly([(548, 690), (578, 694), (572, 738), (552, 736)], GREY)
    person(c, 790, 690, 250, RED, hands=((-0.27, 0.06), (0.02, 0.27)), long_hair=True, trousers=GREY)
    person(c, 240, 720, 270, RED, hands=((0.16, 0.22), (0.12, 0.30)), trousers=BROWN)
    c.limb([(296, 560), (352, 724)], 8, OCHRE)
    c.poly([(332, 716), (372, 704), (392, 752), (336, 764)], GOLD)
    person(c, 1010, 720, 262, RED, hands=((-0.08, 0.28), (0.10, 0.26)), trousers=OLIVE, hair=SILVER)
    c.poly([(1042, 646), (1106, 646), (1098, 716), (1050, 716)], ROSE)
    c.arc(1074, 648, 30, 180, 360, DARK, 4)
    for x in (240, 490, 790, 1010):
        for side in (-1, 1):
            c.rect(x + side * 17 - 4, 700 - 170, x + side * 17 + 4, 700 - 116, PALE_GOLD)
    for x, y in ((420, 760), (660, 764), (900, 752), (150, 770)):
        c.disc(x, y, 9, GOLD, 5)
        c.disc(x + 40, y - 10, 7, OCHRE, 4)
    return c


def books() -> Canvas:
    c = scene((226, 178, 134), (242, 214, 170))
    c.gradient((0, 0, 1200, 560), (206, 150, 108), (238, 202, 152))
    for y in (120, 330):
        c.rect(0, y + 110, 700, y + 128, mix(BROWN, OCHRE, 0.3))
        chance = random.Random(y)
        x = 16.0
        while x < 660:
            width, height = chance.uniform(20, 40), chance.uniform(70, 108)
            tone = chance.choice((RED, GOLD, CREAM, DEEP_RED, OCHRE, ROSE))
            c.rect(x, y + 110 - height, x + width - 3, y + 110, mix(tone, (206, 150, 108), 0.45), 3)
            x += width
    c.glow(900, 320, 420, (255, 240, 200), 0.9)
    c.gradient((0, 560, 1200, 800), (168, 108, 66), (132, 82, 54))
    c.rect(0, 556, 1200, 572, (190, 128, 80))
    book(c, 120, 590, 380, 62, DEEP_RED)
    book(c, 150, 532, 350, 58, GOLD)
    book(c, 110, 476, 370, 56, RED)
    book(c, 160, 424, 300, 52, OCHRE)
    c.shadow(310, 656, 420, 26, 0.3)
    open_book(c, 690, 680, 400)
    c.poly([(712, 690), (728, 694), (724, 776), (714, 762), (704, 774)], RED)
    c.shadow(980, 640, 220, 26, 0.3)
    c.disc(980, 632, 92, DARK, 20)
    c.disc(980, 624, 92, DEEP_RED, 20)
    c.limb([(980, 620), (1020, 450), (950, 330)], 13, DEEP_RED)
    c.veil([(890, 392), (1010, 330), (1120, 700), (560, 700)], (255, 244, 206), 0.35, 30)
    c.poly([(836, 404), (1000, 312), (960, 260), (890, 296)], GOLD)
    c.limb([(838, 402), (998, 312)], 12, PALE_GOLD)
    c.disc(560, 610, 44, mix(WHITE, CLAY, 0.3), 12)
    c.poly([(530, 546), (590, 546), (582, 606), (538, 606)], WHITE)
    c.disc(560, 546, 30, CLAY, 8)
    c.arc(596, 572, 16, 270, 90, WHITE, 7)
    return c


def chart() -> Canvas:
    c = scene((248, 232, 204), (240, 216, 180))
    c.gradient((0, 620, 1200, 800), (210, 168, 124), (190, 144, 102))
    c.rect(0, 610, 1200, 624, CLAY)
    c.shadow(620, 640, 700, 26)
    c.rect(330, 90, 930, 500, BROWN, 10)
    c.gradient((348, 108, 912, 482), WHITE, (252, 242, 222))
    for n in range(5):
        c.rect(400, 180 + n * 60, 872, 182 + n * 60, SAND)
    for n, height in enumerate((86, 130, 118, 176, 222, 260)):
        color = mix(GOLD, RED, n / 5)
        c.rect(416 + n * 76, 440 - height, 466 + n * 76, 440, color, 6)
        c.rect(416 + n * 76, 430, 466 + n * 76, 440, color)
    c.limb([(441, 326), (517, 282), (593, 292), (669, 236), (745, 190), (821, 152)], 5, DEEP_RED)
    for x, y in ((441, 326), (517, 282), (593, 292), (669, 236), (745, 190), (821, 152)):
        c.disc(x, y, 9, WHITE)
        c.disc(x, y, 6, DEEP_RED)
    c.rect(396, 440, 880, 446, BROWN)
    for x in (420, 840):
        c.limb([(x, 500), (x + (-40 if x < 600 else 40), 680)], 12, BROWN)
    person(c, 240, 720, 400, RED, hands=((-0.03, 0.28), (0.28, -0.08)), trousers=DARK)
    person(c, 1010, 720, 384, OCHRE, hands=((-0.02, 0.22), (-0.10, 0.20)), long_hair=True)
    c.rect(946, 516, 1010, 590, WHITE, 4)
    for n in range(4):
        c.rect(956, 530 + n * 13, 998, 534 + n * 13, CLAY)
    potted_plant(c, 96, 650, 110)
    return c


def avenue() -> Canvas:
    c = scene((252, 228, 178), (250, 236, 206))
    c.glow(600, 380, 420, WHITE, 0.95)
    skyline(c, 440, (246, 220, 180), 21)
    c.gradient((0, 430, 1200, 800), (226, 196, 140), (204, 160, 104))
    c.poly([(556, 430), (644, 430), (1010, 800), (190, 800)], (248, 230, 198))
    for step in range(6):
        share = step / 5
        base, size = 446 + share * share * 250, 130 + share * share * 520
        for side in (-1, 1):
            x = 600 + side * (95 + share * share * 470)
            tree(
                c,
                x,
                base,
                size,
                mix(PALE_GOLD, (GOLD, OCHRE)[(step + (side > 0)) % 2], 0.35 + share * 0.65),
                mix(BROWN, CLAY, 0.5 - share * 0.5),
            )
    chance = random.Random(5)
    for _ in range(130):
        y = chance.uniform(470, 790)
        x = 600 + chance.uniform(-1, 1) * (60 + (y - 430) * 1.3)
        c.disc(x, y, 3 + (y - 430) / 70, chance.choice((GOLD, OCHRE, PALE_GOLD, ROSE)), 2 + (y - 430) / 140)
    person(c, 520, 730, 300, DEEP_RED, hair=SILVER, hands=((-0.10, 0.24), (0.03, 0.28)), trousers=GREY)
    c.limb([(452, 596), (446, 728)], 8, BROWN)
    c.arc(464, 596, 12, 180, 360, BROWN, 7)
    c.rect(640, 528, 720, 640, OCHRE, 22)
    person(c, 690, 730, 296, CREAM, hands=((-0.03, 0.28), (0.03, 0.28)), trousers=BROWN)
    c.limb([(664, 528), (660, 610)], 9, OCHRE)
    c.limb([(716, 528), (720, 610)], 9, OCHRE)
    return c


def village() -> Canvas:
    c = scene((252, 226, 184), CREAM)
    c.glow(880, 200, 320, WHITE, 0.9)
    c.disc(880, 200, 54, PALE_GOLD)
    c.hill(330, 66, 3.1, 0.4, (236, 212, 170))
    c.hill(390, 52, 2.6, 2.6, (222, 198, 146))
    c.hill(450, 30, 2.0, 4.4, (204, 190, 132))

    def house(x: float, base: float, size: float) -> None:
        c.shadow(x, base, size * 1.3, size * 0.1, 0.12)
        c.rect(x - size * 0.5, base - size * 0.5, x + size * 0.5, base, WHITE)
        c.poly(
            [
                (x - size * 0.62, base - size * 0.46),
                (x + size * 0.62, base - size * 0.46),
                (x + size * 0.44, base - size * 0.82),
                (x - size * 0.44, base - size * 0.82),
            ],
            RED,
        )
        c.rect(x - size * 0.64, base - size * 0.49, x + size * 0.64, base - size * 0.44, DEEP_RED)
        c.rect(x - size * 0.1, base - size * 0.32, x + size * 0.1, base, BROWN)
        for side in (-1, 1):
            c.rect(
                x + side * size * 0.32 - size * 0.09,
                base - size * 0.34,
                x + side * size * 0.32 + size * 0.09,
                base - size * 0.16,
                PALE_GOLD,
            )

    for x, base, size in ((250, 452, 92), (420, 470, 110), (600, 446, 96), (770, 474, 118), (960, 452, 100)):
        tree(c, x + size * 0.8, base + 4, size * 1.2, mix(SAGE, OLIVE, (x % 5) / 5))
        house(x, base, size)
    for n in range(7):
        share = n / 6
        y = 500 + share * share * 250
        c.hill(
            y, 14 + share * 10, 1.5, 0.9 + n * 0.25, mix((226, 206, 138), (206, 150, 84), (n % 2) * 0.7 + share * 0.2)
        )
    c.poly(
        [(520, 476), (560, 476), (610, 580), (560, 680), (640, 800), (440, 800), (460, 680), (548, 580)],
        (250, 236, 208),
    )
    for x, base, height, coat, hair in (
        (556, 640, 130, RED, DARK),
        (606, 650, 136, OCHRE, DARK),
        (500, 736, 190, DEEP_RED, DARK),
        (620, 750, 196, OLIVE, DARK),
    ):
        person(c, x, base, height, coat, hair=hair, long_hair=x in (606, 500), hands=((-0.03, 0.28), (0.10, 0.20)))
        c.rect(x + height * 0.16, base - height * 0.55, x + height * 0.28, base - height * 0.40, WHITE, 2)
    tree(c, 100, 700, 300, OLIVE)
    tree(c, 1110, 690, 330, mix(OLIVE, OCHRE, 0.4))
    return c


def hands() -> Canvas:
    c = scene((250, 232, 200), (240, 210, 168))
    for n in range(6, 0, -1):
        c.disc(600, 400, 70 + n * 78, mix((240, 206, 156), WHITE, 1 - n / 7))
    c.glow(600, 400, 300, WHITE, 0.7)

    def arm(side: int, sleeve: Color) -> None:
        def at(x: float, y: float) -> Point:
            return 600 + side * x, y

        c.poly([at(640, 470), at(640, 690), at(225, 520), at(255, 350)], sleeve)
        c.poly([at(278, 340), at(248, 536), at(206, 518), at(236, 328)], WHITE)
        c.poly([at(238, 352), at(214, 502), at(110, 480), at(130, 340)], SKIN if side < 0 else SKIN_SHADE)

    arm(1, GOLD)
    c.limb([(725, 408), (600, 392), (545, 400)], 128, SKIN_SHADE)
    arm(-1, RED)
    c.limb([(475, 408), (560, 398), (628, 404)], 132, SKIN)
    line = mix(SKIN_SHADE, BROWN, 0.25)
    for n in range(4):
        y = 366 + n * 35
        c.limb([(602 - n * 3, y + 2), (694 - n * 9, y + 10)], 37, line)
        c.limb([(602 - n * 3, y), (692 - n * 9, y + 8)], 33, SKIN)
    c.limb([(648, 352), (592, 330), (556, 338)], 43, line)
    c.limb([(650, 354), (592, 328), (558, 334)], 38, SKIN_SHADE)
    c.limb([(520, 352), (566, 318), (606, 312)], 43, line)
    c.limb([(520, 350), (566, 315), (604, 309)], 38, SKIN)
    return c


def classroom() -> Canvas:
    c = scene((250, 236, 210), (240, 216, 180))
    window(c, 210, 90, 990, 430, (252, 244, 222), (246, 226, 176))
    for x, size in ((330, 270), (560, 230), (800, 300)):
        c.rect(x - 8, 260, x + 8, 430, BROWN)
        for dx, dy, r in ((-0.2, 0.0, 0.2), (0.2, 0.02, 0.2), (0, -0.14, 0.22)):
            c.disc(x + dx * size, 250 + dy * size, r * size, mix(SAGE, GOLD, abs(dx) * 1.5))
    c.gradient((210, 380, 990, 430), SAGE, OLIVE)
    window_bars(c, 210, 90, 990, 430, 4)
    c.veil([(330, 456), (860, 456), (1010, 800), (190, 800)], WHITE, 0.4, 40)
    c.gradient((0, 640, 1200, 800), (212, 170, 126), (192, 146, 104))
    for x, coat, hair, side in ((350, DEEP_RED, SILVER, 1), (850, OCHRE, DARK, -1)):
        c.rect(x - 96, 420, x + 96, 700, mix(BROWN, OCHRE, 0.45), 20)
        c.rect(x - 88, 440, x + 88, 720, coat, 58)
        c.poly([(x - 24, 438), (x + 24, 438), (x, 500)], WHITE)
        c.rect(x - 20, 404, x + 20, 452, SKIN_SHADE)
        if hair == DARK:
            c.rect(x - 64, 340, x + 64, 470, hair, 44)
            c.poly([(x - 22, 448), (x + 22, 448), (x, 494)], WHITE)
            c.rect(x - 20, 404, x + 20, 454, SKIN_SHADE)
        c.disc(x + side * 4, 362, 54, SKIN, 62)
        c.pie(x, 350, 63, 180, 360, hair)
        c.rect(x - 63, 346, x - 44, 384, hair, 8)
        c.rect(x + 44, 346, x + 63, 384, hair, 8)
        c.limb([(x + side * 76, 500), (x + side * 110, 594), (x + side * 172, 606)], 40, mix(coat, DARK, 0.16))
        c.disc(x + side * 186, 606, 21, SKIN)
    c.poly([(150, 620), (1050, 620), (1120, 690), (80, 690)], mix(OCHRE, GOLD, 0.4))
    c.rect(80, 688, 1120, 716, OCHRE)
    for x in (130, 1050):
        c.rect(x, 716, x + 24, 800, BROWN)
    open_book(c, 600, 650, 250, RED)
    c.rect(760, 636, 850, 666, WHITE, 3)
    c.limb([(700, 668), (766, 652)], 6, DEEP_RED)
    c.poly([(420, 610), (462, 610), (456, 658), (426, 658)], WHITE)
    c.disc(441, 610, 21, CLAY, 6)
    return c


def stage() -> Canvas:
    c = scene((96, 24, 28), (120, 34, 32))
    for n in range(24):
        c.gradient((n * 50, 0, n * 50 + 26, 520), (150, 40, 38), (112, 26, 30))
    c.veil([(560, 0), (680, 0), (900, 560), (300, 560)], (255, 222, 150), 0.34, 26)
    for n in range(13):
        c.pie(n * 100, 36, 62, 0, 180, DEEP_RED if n % 2 else RED)
    c.rect(0, 0, 1200, 44, mix(DEEP_RED, DARK, 0.2))
    c.rect(0, 40, 1200, 46, GOLD)
    c.gradient((0, 520, 1200, 640), (196, 138, 84), (150, 94, 58))
    c.rect(0, 626, 1200, 650, mix(BROWN, DARK, 0.3))
    c.disc(620, 568, 330, (226, 176, 112), 44)
    lectern(c, 470, 574, 250, (176, 112, 58))
    person(c, 690, 574, 320, CREAM, hands=((-0.14, 0.14), (0.05, 0.27)), long_hair=True, trousers=DARK)
    c.disc(624, 578, 34, DARK, 8)
    c.limb([(624, 576), (624, 340)], 6, DARK)
    c.limb([(624, 342), (644, 322)], 12, GREY)
    for x in (150, 1050):
        c.poly([(x - 44, 520), (x + 44, 520), (x + 34, 590), (x - 34, 590)], OCHRE)
        for dx, dy in ((-36, -30), (0, -52), (36, -30), (-16, -16), (18, -14)):
            c.disc(x + dx, 520 + dy, 27, OLIVE if dy > -40 else SAGE)
            c.disc(x + dx, 514 + dy, 11, ROSE if dx else GOLD)
    for row, size in enumerate((52, 64)):
        for n in range(-1, 13):
            place = n * size * 2.1 + row * 60
            tone = mix((DEEP_RED, BROWN, OCHRE, GREY)[(n + row) % 4], DARK, 0.45)
            listener(
                c, place, 712 + row * 72, size, tone, mix(DARK, GREY, 0.6) if (n * 3 + row) % 5 == 0 else (48, 32, 32)
            )
    return c


def exhibition() -> Canvas:
    c = scene((252, 244, 228), (244, 226, 194))
    for x in (180, 600, 1020):
        c.veil([(x - 26, 0), (x + 26, 0), (x + 170, 520), (x - 170, 520)], WHITE, 0.75, 22)
        c.rect(x - 34, 0, x + 34, 16, BROWN, 4)
    c.gradient((0, 560, 1200, 800), (226, 190, 146), (206, 164, 118))
    c.rect(0, 550, 1200, 562, CLAY)
    for n, tone in enumerate((RED, GOLD, DEEP_RED)):
        x = 60 + n * 400
        c.shadow(x + 140, 570, 300, 18)
        c.rect(x, 130, x + 280, 470, BROWN, 6)
        c.gradient((x + 10, 140, x + 270, 460), WHITE, CREAM)
        c.rect(x + 10, 140, x + 270, 196, tone)
        for side in (40, 240):
            c.rect(x + side - 6, 470, x + side + 6, 566, BROWN)
        if n == 0:
            for k, height in enumerate((46, 74, 98, 128)):
                c.rect(x + 40 + k * 54, 430 - height, x + 76 + k * 54, 430, mix(GOLD, RED, k / 3), 4)
        elif n == 1:
            c.disc(x + 96, 300, 58, PALE_GOLD)
            c.pie(x + 96, 300, 58, -90, 120, RED)
            for k in range(5):
                c.rect(x + 176, 250 + k * 24, x + 176 + (70, 56, 74, 48, 62)[k], 258 + k * 24, CLAY, 4)
            c.rect(x + 36, 398, x + 244, 408, SAND, 4)
            c.rect(x + 36, 422, x + 200, 432, SAND, 4)
        else:
            c.poly([(x + 30, 430), (x + 104, 300), (x + 150, 370), (x + 186, 320), (x + 250, 430)], SAGE)
            c.disc(x + 206, 262, 24, GOLD)
            c.rect(x + 30, 430, x + 250, 438, OLIVE)
    for x in (420, 800):
        c.shadow(x, 690, 150, 18)
        c.poly([(x - 62, 540), (x + 62, 540), (x + 54, 690), (x - 54, 690)], WHITE)
        c.poly([(x - 76, 526), (x + 76, 526), (x + 62, 546), (x - 62, 546)], SAND)
    open_book(c, 420, 512, 110, RED)
    balance(c, 800, 528, 130)
    person(c, 180, 720, 296, DEEP_RED, hair=SILVER, hands=((-0.02, 0.26), (0.10, 0.20)))
    person(c, 286, 716, 282, OCHRE, long_hair=True)
    person(c, 610, 740, 306, GREY, hands=((-0.03, 0.27), (0.22, -0.04)))
    person(c, 950, 724, 290, RED, long_hair=True, hands=((0.04, 0.24), (-0.04, 0.24)))
    person(c, 1070, 740, 300, OLIVE, hands=((-0.04, 0.26), (0.06, 0.22)))
    return c


def steps() -> Canvas:
    c = scene((250, 214, 160), (253, 244, 226))
    c.glow(950, 240, 460, WHITE, 0.95)
    c.disc(950, 240, 90, (252, 228, 168))
    c.hill(600, 34, 2.2, 0.8, (246, 224, 186))
    c.hill(660, 22, 2.0, 2.4, (236, 206, 160))
    c.gradient((0, 700, 1200, 800), (222, 182, 132), (204, 158, 108))
    tones = (RED, GOLD, DEEP_RED, OCHRE, ROSE)
    for column in range(5):
        x = 130 + column * 180
        c.shadow(x + 96, 712, 200, 20, 0.14)
        for level in range(column + 1, 0, -1):
            y = 712 - level * 72
            inset = ((column * 3 + level * 5) % 4) * 5
            book(c, x + inset, y, 192 - inset, 72, tones[(column + level * 2) % 5])
    person(c, 400, 570, 190, OCHRE, hands=((-0.05, 0.26), (0.20, 0.02)), stride=0.09)
    person(c, 215, 642, 170, CREAM, long_hair=True, hands=((-0.05, 0.26), (0.18, 0.06)), stride=0.08)
    c.rect(944, 172, 952, 356, BROWN)
    c.poly([(952, 176), (1072, 206), (952, 248)], RED)
    return c


def path() -> Canvas:
    c = scene((252, 206, 150), (253, 240, 214))
    c.glow(760, 260, 480, (255, 250, 226), 1.0)
    c.disc(760, 250, 88, (254, 226, 160))
    skyline(c, 470, (238, 190, 146), 42)
    c.hill(470, 16, 2.1, 0.4, (228, 196, 140))
    c.hill(540, 26, 1.7, 2.2, (214, 182, 118), (186, 146, 92))
    c.poly(
        [
            (752, 472),
            (774, 472),
            (806, 530),
            (720, 600),
            (700, 660),
            (880, 800),
            (360, 800),
            (520, 660),
            (640, 590),
            (744, 528),
        ],
        (252, 238, 210),
    )
    building(c, 30, 330, 250, 600, (206, 134, 104), 4, 4)
    building(c, 250, 410, 370, 600, (220, 158, 122), 3, 3)
    for x, base, size in ((70, 640, 220), (330, 622, 180), (1090, 640, 270), (950, 570, 150)):
        tree(c, x, base, size, GOLD if x in (330, 1090) else SAGE)
    for x, base, height, coat, long_hair in (
        (560, 700, 236, DEEP_RED, False),
        (660, 716, 232, RED, True),
        (730, 610, 130, OCHRE, False),
        (470, 746, 250, OCHRE, True),
    ):
        person(c, x, base, height, coat, long_hair=long_hair, stride=0.08, hands=((-0.05, 0.27), (0.06, 0.26)))
        y = base - height * 0.985
        c.poly([(x - height * 0.15, y), (x, y - height * 0.055), (x + height * 0.15, y), (x, y + height * 0.055)], DARK)
        c.limb([(x + height * 0.11, y), (x + height * 0.12, y + height * 0.09)], height * 0.014, GOLD)
    return c


def shelves() -> Canvas:
    c = scene((196, 140, 98), (156, 100, 66))
    c.gradient((0, 640, 1200, 800), (168, 112, 74), (134, 86, 58))
    chance = random.Random(11)
    tones = (RED, GOLD, CREAM, DEEP_RED, OCHRE, ROSE, SAND, SAGE)
    for left, right in ((30, 440), (760, 1170)):
        c.shadow((left + right) / 2, 660, right - left + 20, 26, 0.3)
        c.rect(left, 60, right, 660, (92, 58, 40), 8)
        for row in range(4):
            top = 84 + row * 144
            c.gradient((left + 16, top, right - 16, top + 124), (70, 44, 34), (96, 62, 44))
            x = left + 20.0
            while x < right - 52:
                width, height = chance.uniform(16, 34), chance.uniform(80, 114)
                tone = chance.choice(tones)
                c.rect(x, top + 124 - height, x + width - 2, top + 124, tone, 3)
                c.rect(x, top + 124 - height * 0.8, x + width - 2, top + 124 - height * 0.74, mix(tone, WHITE, 0.45))
                x += width
            c.rect(left + 8, top + 124, right - 8, top + 136, (120, 78, 52))
    c.rect(484, 110, 716, 470, (120, 78, 52), 8)
    c.gradient((498, 124, 702, 456), (44, 46, 74), (96, 74, 92))
    c.disc(650, 190, 24, (250, 232, 186))
    for x, y in ((530, 170), (580, 220), (620, 150), (548, 260)):
        c.disc(x, y, 2.6, CREAM)
    for x, height in ((504, 70), (552, 110), (604, 84), (656, 124)):
        c.rect(x, 456 - height, x + 42, 456, (58, 48, 66))
        for k in range(3):
            c.rect(
                x + 8 + (k % 2) * 16,
                456 - height + 12 + k * 20,
                x + 18 + (k % 2) * 16,
                456 - height + 22 + k * 20,
                PALE_GOLD,
            )
    c.rect(595, 124, 605, 456, (120, 78, 52))
    c.limb([(600, 0), (600, 58)], 4, DARK)
    c.glow(600, 520, 420, (255, 226, 160), 0.55)
    c.pie(600, 100, 66, 180, 360, RED)
    c.disc(600, 102, 22, (255, 244, 206), 12)
    for x, coat, long_hair in ((520, OCHRE, True), (690, DEEP_RED, False)):
        c.rect(x - 56, 520, x + 56, 690, coat, 42)
        c.rect(x - 14, 492, x + 14, 530, SKIN_SHADE)
        if long_hair:
            c.rect(x - 44, 440, x + 44, 548, DARK, 34)
            c.rect(x - 13, 500, x + 13, 532, SKIN_SHADE)
        c.disc(x, 466, 38, SKIN, 43)
        c.pie(x, 458, 44, 180, 360, DARK)
    c.rect(330, 640, 870, 676, (208, 150, 92), 8)
    c.rect(370, 676, 394, 790, (120, 78, 52))
    c.rect(806, 676, 830, 790, (120, 78, 52))
    open_book(c, 520, 636, 130, RED)
    open_book(c, 690, 636, 130, GOLD)
    return c


def lantern() -> Canvas:
    c = scene((94, 66, 88), (234, 164, 112))
    c.glow(900, 470, 330, (255, 214, 150), 0.55)
    skyline(c, 560, (150, 98, 96), 30)
    for x, top in ((40, 230), (950, 200)):
        c.rect(x, top, x + 210, 600, (112, 72, 78))
        chance = random.Random(top)
        for row in range(6):
            for column in range(4):
                lit = chance.random() < 0.45
                c.rect(
                    x + 22 + column * 46,
                    top + 24 + row * 54,
                    x + 46 + column * 46,
                    top + 54 + row * 54,
                    PALE_GOLD if lit else (134, 90, 92),
                    2,
                )
    c.gradient((0, 596, 1200, 800), (150, 98, 78), (112, 72, 62))
    c.rect(360, 300, 850, 610, (206, 132, 88), 6)
    c.gradient((384, 352, 620, 560), (255, 240, 200), (252, 214, 142))
    c.gradient((664, 360, 800, 610), (255, 240, 200), (252, 214, 142))
    c.rect(726, 360, 738, 610, (206, 132, 88))
    c.rect(496, 352, 508, 560, (206, 132, 88))
    c.poly([(320, 312), (890, 312), (830, 246), (380, 246)], DEEP_RED)
    c.rect(316, 306, 894, 322, mix(DEEP_RED, DARK, 0.3), 4)
    for x in (420, 790):
        c.limb([(x, 322), (x, 346)], 4, DARK)
        c.glow(x, 376, 110, (255, 214, 130), 0.7)
        c.disc(x, 376, 30, RED, 26)
        c.rect(x - 14, 346, x + 14, 354, GOLD, 2)
        c.rect(x - 14, 398, x + 14, 406, GOLD, 2)
        c.limb([(x, 406), (x, 424)], 5, GOLD)
    c.veil([(384, 610), (850, 610), (1010, 800), (240, 800)], (255, 214, 140), 0.35, 36)
    person(c, 470, 700, 236, RED, long_hair=True, hands=((0.04, 0.22), (0.06, 0.22)))
    person(c, 590, 700, 244, DEEP_RED, hands=((0.02, 0.24), (0.04, 0.22)))
    c.rect(390, 616, 690, 640, OCHRE, 5)
    for x in (410, 654):
        c.rect(x, 640, x + 16, 730, BROWN)
    c.rect(430, 640, 650, 700, mix(RED, BROWN, 0.3))
    balance(c, 530, 617, 92)
    person(c, 820, 746, 246, OCHRE, hair=SILVER, hands=((-0.14, 0.16), (0.03, 0.27)))
    person(c, 930, 752, 236, OLIVE, long_hair=True, hands=((-0.04, 0.26), (0.05, 0.26)))
    tree(c, 190, 690, 260, (150, 120, 80), (84, 54, 48))
    return c


def counter() -> Canvas:
    c = scene((252, 242, 222), (244, 226, 196))
    c.gradient((0, 640, 1200, 800), (224, 186, 142), (206, 164, 120))
    c.rect(0, 90, 1200, 150, RED)
    c.rect(0, 150, 1200, 160, GOLD)
    for n in range(3):
        c.rect(170 + n * 320, 106, 390 + n * 320, 134, (206, 92, 76), 14)
        c.disc(186 + n * 320 + 94, 120, 9, PALE_GOLD)
    c.rect(120, 160, 1080, 520, mix(CLAY, WHITE, 0.3))
    c.gradient((150, 190, 1050, 500), (254, 248, 234), (248, 230, 196))
    c.rect(190, 230, 340, 400, BROWN, 4)
    c.rect(200, 240, 330, 390, WHITE)
    for n in range(6):
        c.disc(216, 264 + n * 22, 5, RED if n < 4 else GOLD)
        c.rect(230, 261 + n * 22, 230 + (80, 66, 86, 58, 76, 62)[n], 267 + n * 22, CLAY, 3)
    c.rect(900, 240, 1010, 500, OCHRE, 4)
    for n in range(4):
        c.rect(912, 254 + n * 60, 998, 302 + n * 60, mix(OCHRE, WHITE, 0.25), 3)
        c.rect(942, 272 + n * 60, 968, 278 + n * 60, BROWN, 3)
    x = 600
    c.rect(x - 84, 360, x + 84, 560, RED, 52)
    c.poly([(x - 26, 360), (x + 26, 360), (x, 424)], WHITE)
    c.rect(x - 19, 326, x + 19, 372, SKIN_SHADE)
    c.disc(x, 288, 50, SKIN, 57)
    c.pie(x, 278, 58, 180, 360, DARK)
    c.rect(x - 58, 272, x - 42, 306, DARK, 7)
    c.rect(x + 42, 272, x + 58, 306, DARK, 7)
    c.limb([(x + 72, 410), (x + 116, 480), (x + 164, 480)], 36, mix(RED, DARK, 0.16))
    c.disc(x + 178, 478, 19, SKIN)
    c.rect(x + 168, 420, x + 244, 500, WHITE, 4)
    for n in range(5):
        c.rect(x + 180, 432 + n * 13, x + 230, 436 + n * 13, CLAY if n else ROSE)
    c.rect(60, 510, 1140, 546, mix(OCHRE, GOLD, 0.5), 8)
    c.gradient((90, 546, 1110, 720), OCHRE, mix(OCHRE, BROWN, 0.4))
    for n in range(5):
        c.rect(120 + n * 200, 572, 280 + n * 200, 694, mix(OCHRE, GOLD, 0.25), 8)
    c.rect(430, 452, 536, 510, DARK, 6)
    c.rect(438, 460, 528, 500, GREY, 3)
    potted_plant(c, 260, 510, 84)
    person(c, 890, 760, 400, OLIVE, hands=((-0.10, 0.02), (0.03, 0.28)), trousers=DARK)
    person(c, 1060, 764, 380, ROSE, long_hair=True, hands=((-0.03, 0.26), (0.02, 0.26)))
    return c


def fruit_tree() -> Canvas:
    c = scene((253, 234, 198), CREAM)
    c.glow(600, 330, 480, WHITE, 0.95)
    c.hill(600, 26, 2.2, 0.6, (238, 214, 166))
    c.hill(650, 20, 1.8, 2.4, (222, 194, 138), (196, 156, 100))
    c.shadow(600, 690, 460, 40, 0.2)
    c.poly([(548, 696), (652, 696), (624, 520), (624, 400), (576, 400), (576, 520)], BROWN)
    for end, width in (((420, 330), 24), ((780, 330), 24), ((500, 240), 20), ((700, 236), 20), ((600, 200), 20)):
        c.limb([(600, 500), ((600 + end[0]) / 2 + (end[0] - 600) * 0.1, 410), end], width, BROWN)
    chance = random.Random(77)
    leaves: list[tuple[float, float]] = []
    for _ in range(420):
        angle, reach = chance.uniform(0, math.tau), math.sqrt(chance.random())
        leaves.append((600 + math.cos(angle) * reach * 310, 280 + math.sin(angle) * reach * 200))
    for n, (x, y) in enumerate(leaves):
        shade = mix(OLIVE, SAGE, chance.random())
        c.disc(
            x,
            y,
            chance.uniform(20, 34),
            mix(shade, PALE_GOLD, max(0.0, (420 - y) / 900)) if n % 3 else mix(shade, DARK, 0.08),
        )
    for n, (x, y) in enumerate(leaves[::13]):
        tone = (RED, GOLD, ROSE)[n % 3]
        c.disc(x, y + 8, 18, mix(tone, DARK, 0.2))
        c.disc(x, y + 6, 17, tone)
        c.disc(x - 5, y, 5, mix(tone, WHITE, 0.5))
    open_book(c, 600, 742, 330)
    for x, y, tone in ((330, 712, RED), (372, 730, GOLD), (850, 716, ROSE), (890, 736, RED)):
        c.disc(x, y + 12, 22, BROWN, 5)
        c.disc(x, y, 16, tone)
        c.disc(x - 5, y - 5, 5, mix(tone, WHITE, 0.5))
    return c


# Portraits: a bust without a face


def portrait(
    background: Color,
    coat: Color,
    hair: Color,
    style: str,
    *,
    inner: Color = WHITE,
    glasses: bool = False,
    collar: str = "v",
    behind: Callable[[Canvas], None] | None = None,
) -> Canvas:
    """A bust before a plain ground. style: short, crop, bob, long, bun, tail; collar: v, round, stand, vest, scarf."""
    c = Canvas(600, 800, mix(background, WHITE, 0.45), background)
    if behind:
        behind(c)
    c.glow(300, 350, 330, WHITE, 0.55)
    x, head = 300, 350
    _hair_behind(c, x, head, hair, style)
    c.rect(x - 226, 556, x + 226, 980, inner if collar == "vest" else coat, 130)
    if collar == "vest":
        c.rect(x - 158, 556, x + 158, 980, coat, 60)
        c.limb([(x - 158, 640), (x - 158, 820)], 5, mix(inner, DARK, 0.2))
        c.limb([(x + 158, 640), (x + 158, 820)], 5, mix(inner, DARK, 0.2))
    c.rect(x - 46, head + 80, x + 46, 586, SKIN_SHADE, 30)
    _collar(c, x, coat, inner, collar)
    if style not in ("long", "bob"):
        for side in (-1, 1):
            c.disc(x + side * 106, head + 22, 18, SKIN_SHADE, 26)
    c.disc(x, head - 22, 121, hair, 126)
    c.disc(x, head + 14, 104, SKIN, 124)
    for dx, dy, rx, ry in FRINGES[style]:
        c.disc(x + dx, head + dy, rx, hair, ry)
    if glasses:
        for side in (-1, 1):
            c.arc(x + side * 44, head + 22, 34, 0, 360, DARK, 6)
            c.limb([(x + side * 78, head + 16), (x + side * 102, head + 10)], 5, DARK)
        c.arc(x, head + 20, 13, 200, 340, DARK, 5)
    for side in (-1, 1):
        c.disc(x + side * 60, head + 72, 19, mix(SKIN, ROSE, 0.28), 12)
    c.arc(x, head + 64, 28, 25, 155, mix(SKIN_SHADE, BROWN, 0.35), 6)
    return c


# The hair over the forehead: ellipses as (dx, dy, rx, ry) from the middle of the head.
FRINGES: dict[str, list[tuple[float, float, float, float]]] = {
    "short": [(-28, -92, 80, 42), (62, -86, 44, 46)],
    "crop": [(0, -100, 84, 32)],
    "bob": [(-36, -86, 76, 50), (66, -72, 42, 58)],
    "long": [(-54, -78, 58, 58), (54, -78, 58, 58), (0, -122, 40, 22)],
    "bun": [(-56, -88, 54, 46), (56, -88, 54, 46), (0, -120, 40, 22)],
    "tail": [(-44, -80, 66, 50), (48, -84, 58, 46)],
}


def _hair_behind(c: Canvas, x: float, head: float, hair: Color, style: str) -> None:
    """What of the hair is seen behind the neck and shoulders."""
    if style == "long":
        c.rect(x - 126, head - 60, x + 126, head + 250, hair, 90)
    elif style == "bob":
        c.rect(x - 128, head - 70, x + 128, head + 132, hair, 76)
    elif style == "tail":
        c.limb([(x + 84, head - 84), (x + 146, head - 34), (x + 160, head + 60), (x + 142, head + 140)], 50, hair)
        c.disc(x + 100, head - 74, 26, GOLD)
    elif style == "bun":
        c.disc(x, head - 152, 54, hair)
        c.disc(x, head - 150, 36, mix(hair, WHITE, 0.08))


def _collar(c: Canvas, x: float, coat: Color, inner: Color, collar: str) -> None:
    """Where the clothes meet the neck."""
    lapel = mix(coat, DARK, 0.16)
    if collar == "round":
        c.disc(x, 566, 76, mix(coat, DARK, 0.1), 38)
        c.disc(x, 556, 54, SKIN_SHADE, 30)
    elif collar == "stand":
        c.poly([(x - 56, 552), (x + 56, 552), (x + 74, 604), (x, 636), (x - 74, 604)], mix(coat, WHITE, 0.14))
        c.poly([(x - 30, 550), (x + 30, 550), (x, 590)], WHITE)
        c.rect(x - 2.5, 634, x + 2.5, 800, mix(coat, DARK, 0.35))
        for y in (686, 752):
            c.disc(x + 16, y, 8, mix(coat, DARK, 0.4))
    elif collar == "scarf":
        c.rect(x - 92, 526, x + 92, 604, inner, 38)
        c.poly([(x + 16, 584), (x + 84, 584), (x + 112, 800), (x + 36, 800)], mix(inner, OCHRE, 0.25))
    else:
        c.poly([(x - 74, 562), (x + 74, 562), (x + 7, 730), (x - 7, 730)], inner)
        c.poly([(x - 45, 556), (x + 45, 556), (x, 620)], SKIN_SHADE)
        for side in (-1, 1):
            c.poly([(x + side * 74, 558), (x + side * 44, 560), (x + side * 4, 736), (x + side * 112, 650)], lapel)
            c.poly([(x + side * 46, 552), (x + side * 60, 566), (x + side * 28, 636), (x, 616)], mix(inner, CLAY, 0.18))


def shelf_behind(c: Canvas) -> None:
    """Pale rows of books."""
    chance = random.Random(4)
    for y in (150, 330, 510):
        x = 0.0
        while x < 600:
            width, height = chance.uniform(22, 44), chance.uniform(100, 140)
            c.rect(
                x, y - height, x + width - 4, y, mix(chance.choice((RED, GOLD, WHITE, OCHRE)), (236, 212, 180), 0.72), 4
            )
            x += width
        c.rect(0, y, 600, y + 14, (216, 186, 150))


PICTURES: dict[str, Callable[[], Canvas]] = {
    "news/2010/2010-09-11-freshmen-orientation/gate.jpg": gate,
    "news/2010/2010-10-12-staff-mobilisation/hall.jpg": hall,
    "news/2010/2010-10-20-retired-tea-meeting/tea.jpg": tea,
    "news/2010/2010-12-05-law-publicity-day/scales.jpg": scales,
    "news/2010/2010-12-08-young-teachers-contest/podium.jpg": podium,
    "news/2011/2011-03-05-lei-feng-volunteers/volunteers.jpg": volunteers,
    "news/2011/2011-04-23-reading-group/books.jpg": books,
    "news/2011/2011-05-18-graduate-employment/chart.jpg": chart,
    "news/2011/2011-09-10-welcome-from-retired-teachers/avenue.jpg": avenue,
    "news/2011/2011-11-16-village-survey/village.jpg": village,
    "news/2012/2012-03-21-legal-clinic/hands.jpg": hands,
    "news/2012/2012-04-26-mentoring-pairs/classroom.jpg": classroom,
    "news/2012/2012-06-15-exemplars-report/stage.jpg": stage,
    "news/2012/2012-10-18-showcase-opens/exhibition.jpg": exhibition,
    "results/2011/2011-01-10-teaching-contest/steps.jpg": steps,
    "results/2011/2011-07-08-graduate-employment/path.jpg": path,
    "results/2012/2012-01-06-library-hours/shelves.jpg": shelves,
    "results/2012/2012-05-22-legal-aid/lantern.jpg": lantern,
    "results/2012/2012-06-21-window-service/counter.jpg": counter,
    "results/2012/2012-10-17-campaign-totals/tree.jpg": fruit_tree,
    "exemplars/leaders/gu-shili/portrait.jpg": lambda: portrait(PALE_GOLD, DEEP_RED, DARK, "short", glasses=True),
    "exemplars/leaders/tao-shili/portrait.jpg": lambda: portrait(SAND, (104, 98, 96), DARK, "crop", collar="stand"),
    "exemplars/teachers/lin-shili/portrait.jpg": lambda: portrait((244, 214, 194), RED, DARK, "long"),
    "exemplars/teachers/su-shili/portrait.jpg": lambda: portrait(
        (246, 222, 170), BROWN, DARK, "bun", glasses=True, collar="scarf", inner=GOLD
    ),
    "exemplars/teachers/jiang-shili/portrait.jpg": lambda: portrait((244, 232, 212), (142, 48, 50), SILVER, "bob"),
    "exemplars/staff/fang-shili/portrait.jpg": lambda: portrait(
        (236, 212, 180), (248, 232, 202), DARK, "bob", collar="round", behind=shelf_behind
    ),
    "exemplars/staff/tian-shili/portrait.jpg": lambda: portrait(PALE_GOLD, RED, DARK, "crop", collar="vest"),
    "exemplars/students/bai-shili/portrait.jpg": lambda: portrait(
        (244, 226, 196), RED, DARK, "tail", collar="vest", inner=CREAM
    ),
    "exemplars/students/xia-shili/portrait.jpg": lambda: portrait(
        (238, 196, 178), (206, 202, 198), DARK, "short", glasses=True, collar="round"
    ),
}


def main(names: Sequence[str]) -> None:
    for target, draw in PICTURES.items():
        if names and not any(name in target for name in names):
            continue
        draw().save(CONTENT / target)


if __name__ == "__main__":
    main(sys.argv[1:])
