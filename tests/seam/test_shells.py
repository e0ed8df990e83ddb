"""The spliced frame against Material's templates in full: the same on every kind of page, but for blank lines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

import pytest
from fixtures.sites import Site, maker_of
from mkdocs.commands.build import build

from cxzy_build.content.paths import base_of
from cxzy_build.pages.frame import HOME, NOWHERE, Frame, Slot
from cxzy_build.pages.page import Page
from cxzy_build.seam import config, engine, shells
from cxzy_build.settings import Settings

LINE_ENDS = re.compile(r"[ \t\r\f]*\n[ \t\r\f\n]*")


class Full:
    """Renders every page through Jinja in full, as MkDocs would."""

    def __init__(self, site: Site, output: Path) -> None:
        self.config = config.load_config(str(site.config))
        self.settings: Settings = config.settings_of(self.config)
        plugin = self.config.plugins["cxzy"]
        self.collector = engine.Collector(self.settings, output)
        plugin.collector = self.collector  # type: ignore[attr-defined]
        build(self.config)
        self.frame: Frame = self.collector.frame(self.config)

    def page(self, page: Page, values: dict[Slot, str], shared: Mapping[Slot, str]) -> str:
        env, nav, files = self.collector.env, self.collector.nav, self.collector.files
        assert env
        assert nav
        assert files
        section = page.section if page.section in self.frame.shells else NOWHERE
        shown = shells.shell_page(page.title, values[Slot.BODY], is_homepage=section == HOME)
        base = base_of(page.address)
        filled = {slot: text.replace(Slot.BASE, base) for slot, text in shared.items()} | values
        marks = {name: filled[Slot(mark)] for name, mark in shells.frame_marks().items()}
        with shells.active_section(nav, section):
            return shells.render_page(env, nav, files, self.config, shown, base, marks)


@pytest.fixture(scope="module")
def full(demo: Site, tmp_path_factory: pytest.TempPathFactory) -> Full:
    return Full(demo, tmp_path_factory.mktemp("mkdocs"))


def test_splicing_gives_what_material_gives(full: Full) -> None:
    seen = set()
    ready = maker_of(full.settings, full.frame)
    for page in ready.pages:
        made = ready.rendered(page)
        head, body = made.pieces
        values = {Slot.HEAD: head, Slot.BODY: body, Slot.TITLE: made.title, Slot.PAGE: quote(page.address)}
        expected = full.page(page, values, ready.templates.shared)
        spliced = made.data.decode()
        assert LINE_ENDS.sub("\n", spliced) == LINE_ENDS.sub("\n", expected), page.address
        assert values[Slot.BODY] in spliced, page.address
        seen.add((page.section, page.address.count("/")))
    assert {depth for _, depth in seen} >= {0, 1, 2, 3, 4}
    assert {section for section, _ in seen} >= {"home", "news", "exemplars", "branches", "archive"}


def test_in_shells_it_does_not_matter_how_much_white_space_there_is(full: Full) -> None:
    for html in full.frame.shells.values():
        assert not re.search("<(?:pre|textarea)[\\s>]|white-space", html)


def test_each_section_of_the_navigation_has_a_shell_of_its_own(full: Full) -> None:
    assert set(full.frame.shells) >= {"home", "news", "exemplars", "results", "commitments", "branches", "documents"}
    assert len(set(full.frame.shells.values())) == len(full.frame.shells)
