"""The drawn cards as files of the site, kept from build to build."""

from __future__ import annotations

import hashlib
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ..cache_file import CacheFile
from ..files import read_file
from ..models.front_matter import Campaign
from ..records import Record

if TYPE_CHECKING:
    from .social_drawing import SocialDrawing

FONT = Path(__file__).parent / "fonts" / "NotoSerifSC-Bold-8105.otf"
"""Noto Serif CJK SC Bold with the characters of 《通用规范汉字表》; made by tools/subset_font.sh, never published."""

_PROGRAM = Path(__file__).with_name("social_drawing.py")


class Wording(Record):
    """What a card says; empty: not said."""

    slip: str
    over: str
    title: str
    under: str


def wording_of(campaign: Campaign, slip: str) -> Wording:
    """What the card with the words `slip` on its title slip says."""
    over, under = f"{campaign.university or ''}{campaign.organisation}", campaign.slogan or campaign.theme or ""
    return Wording(slip, over, campaign.name, under)


class KeptCards:
    """Cards drawn before, under a key of all that decides how they look: words, program, font, library."""

    def __init__(self, folder: Path) -> None:
        import PIL  # late: most builds ask for no card

        self._folder = folder
        self._design = hashlib.sha256(f"{PIL.__version__}".encode())
        for path in (_PROGRAM, FONT):
            self._design.update(read_file(path))

    @cached_property
    def _drawing(self) -> SocialDrawing:
        from .social_drawing import SocialDrawing  # late: most cards are kept

        return SocialDrawing()

    def card(self, wording: Wording) -> bytes:
        """The JPEG of a card."""
        key = self._design.copy()
        key.update(repr(wording).encode())
        name = key.hexdigest()
        kept = CacheFile(f"{self._folder}/{name}.card", name)
        drawn = kept.load()
        if not isinstance(drawn, bytes):
            drawn = self._drawing.card(wording)
            kept.keep(drawn)
        return drawn
