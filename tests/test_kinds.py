"""The list of kinds of pages leaves none out."""

from __future__ import annotations

import pytest
from fixtures.sites import Site, maker_of
from support.kinds import KINDS, MAIN_KINDS, REDIRECT, file_of

from cxzy_build.pages.frame import Frame, Slot
from cxzy_build.pages.page import Page

SHARED = {"site_head.html", "head.html", "footer.html", "macros.html", "pictures.html", "redirect.html"}
"""Templates in theme/cxzy/ that show a part of pages, and the one for pages that only lead on."""

OF_MUCH = {"items/branch_archive.html"}
"""Of pages that the demonstration has not enough for: `fixtures.variants.BUSY_KINDS` has one."""


@pytest.fixture(scope="module")
def planned(demo: Site) -> dict[str, Page]:
    """Every page of ours by its address."""
    ready = maker_of(demo.settings(), Frame({"home": Slot.BODY}, (), {}))
    return {page.address: page for page in ready.pages}


def _shape(page: Page) -> tuple[str, str, int]:
    """Pages of one shape show the same parts: one template, in one section, at one depth."""
    return page.template, page.section, page.address.count("/")


def test_every_shape_of_page_is_of_a_kind_that_is_listed(planned: dict[str, Page]) -> None:
    shown = {_shape(planned[address]) for address in KINDS.values() if address in planned}
    assert {_shape(page) for page in planned.values()} - shown == set()


def test_every_template_is_of_a_kind_that_is_listed(demo: Site, planned: dict[str, Page]) -> None:
    folder = demo.root / "theme/cxzy"
    pages = [*folder.glob("*.html"), *folder.glob("items/*.html"), *folder.glob("lists/*.html")]
    shown = {planned[address].template for address in KINDS.values() if address in planned}
    assert {path.relative_to(folder).as_posix() for path in pages} == shown | SHARED | OF_MUCH


def test_every_kind_is_there(demo: Site) -> None:
    for address in (*KINDS.values(), REDIRECT):
        assert (demo.site_dir / file_of(address)).is_file(), address
    assert set(MAIN_KINDS) <= set(KINDS)
