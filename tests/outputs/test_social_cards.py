"""The cards drawn for links: the same bytes for the same words, no empty boxes, kept from build to build."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from fixtures.sites import Site
from PIL import Image, ImageChops
from support.tree import differences, tree_digest

from cxzy_build.outputs.social_cards import Wording
from cxzy_build.outputs.social_drawing import SocialDrawing

PLAIN = Wording("会议部署", "示例大学文法学院党委", "创先争优活动", "三创三推进，五比五带头")
UNKNOWN = "𰻝"
"""A character that is not among the 8105."""


def _picture(wording: Wording) -> Image.Image:
    return Image.open(io.BytesIO(SocialDrawing().card(wording))).convert("L")


def _differ(one: Wording, other: Wording) -> tuple[int, int, int, int] | None:
    """The box in which two cards differ by more than the JPEG's noise."""
    difference = ImageChops.difference(_picture(one), _picture(other))
    return difference.point([0] * 60 + [255] * 196).getbbox()


def test_a_card_is_a_jpeg_of_the_size_that_platforms_want() -> None:
    with Image.open(io.BytesIO(SocialDrawing().card(PLAIN))) as picture:
        assert (picture.format, picture.size) == ("JPEG", (1200, 630))
        red, green, blue = picture.convert("RGB").getpixel((700, 560))  # type: ignore[misc]
    assert red > 2 * max(green, blue)


def test_the_same_words_give_the_same_bytes() -> None:
    drawing = SocialDrawing()
    first = drawing.card(PLAIN)
    drawing.card(Wording("另一张", "", "另一张", ""))
    assert drawing.card(PLAIN) == first == SocialDrawing().card(PLAIN)


@pytest.mark.parametrize("slip", ["短", "行政教辅岗位党员", "“两学一做”学习教育（第一阶段）——总结，2012", "很长" * 40])
def test_the_name_stays_on_its_slip(slip: str) -> None:
    box = _differ(Wording(slip, "", "题", ""), Wording("。", "", "题", ""))
    assert box
    left, top, right, bottom = box
    assert 84 < left < right < 268
    assert 66 < top < bottom < 564


@pytest.mark.parametrize(
    ("lacking", "without"),
    [
        (Wording(UNKNOWN, "甲", "乙", "丙"), Wording("", "甲", "乙", "丙")),
        (Wording("部署", f"甲{UNKNOWN}", "乙", "丙"), Wording("部署", "", "乙", "丙")),
        (Wording("部署", "甲", "乙", f"\x07{UNKNOWN}"), Wording("部署", "甲", "乙", "")),
        (Wording(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN), Wording("", "", "", "")),
    ],
)
def test_a_line_that_the_font_cannot_write_is_left_out(lacking: Wording, without: Wording) -> None:
    assert SocialDrawing().card(lacking) == SocialDrawing().card(without)


def test_long_names_are_set_smaller_and_cut_short() -> None:
    title = "深入开展创建先进基层党组织争当优秀共产党员活动" * 4
    box = _differ(Wording("", "某" * 60, title, "某，" * 80), Wording("", "", "", ""))
    assert box
    assert box[0] >= 350
    assert box[2] <= 1062


def test_each_column_role_and_kind_has_a_card_and_the_font_stays_at_home(demo: Site) -> None:
    folder = demo.site_dir / "assets/cards"
    names = {path.relative_to(folder).with_suffix("").as_posix() for path in folder.rglob("*.jpg")}
    campaign = demo.content().campaign.campaign
    lists = (
        ("news/columns", campaign.columns),
        ("exemplars/roles", campaign.roles),
        ("results/kinds", campaign.result_kinds),
        ("documents/kinds", campaign.document_kinds),
    )
    assert names >= {f"{name}/{entry.id}" for name, entries in lists for entry in entries}
    assert names >= {"site", "news", "branches", "branches/kinds/retired", "phases"}
    assert list(demo.site_dir.rglob("*.otf")) == []


def test_cards_are_kept_until_their_words_change(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.build()
    published = site.site_dir / "assets/cards/news/columns/meetings.jpg"
    before = published.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(SocialDrawing, "card", lambda *_: pytest.fail("drawn again"))
        site.build()
    site.replace("campaign.yml", "name: 会议部署", "name: 会议").build()
    assert _is_card(published)
    assert published.read_bytes() != before


@pytest.mark.parametrize("damage", [b"", b"half a card", None])
def test_kept_cards_that_are_damaged_or_cannot_be_kept_are_drawn_again(site: Site, damage: bytes | None) -> None:
    """None: there is a file where the cache's folder should be."""
    kept = site.root / ".cache/pictures/cards"
    shared = kept.resolve()
    kept.unlink()
    shutil.copytree(shared, kept)
    site.build()
    before = tree_digest(site.site_dir)
    if damage is None:
        shutil.rmtree(kept)
        kept.write_bytes(b"")
    else:
        for card in kept.iterdir():
            card.write_bytes(damage)
    site.build()
    assert differences(before, tree_digest(site.site_dir)) == []


def _is_card(path: Path) -> bool:
    with Image.open(path) as picture:
        return picture.size == (1200, 630)
