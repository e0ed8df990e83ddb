"""Material's frame around pages, rendered once for each section of the navigation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Link, Navigation

from ..pages.frame import HOME, Slot, sections

_LINE_ENDS = re.compile(r"[ \t\r\f]*\n[ \t\r\f\n]*")
"""Line ends with HTML's white space around them, to be made one: only in HTML without `pre` and `textarea`."""


def render_shells(
    env: jinja2.Environment, nav: Navigation, files: Files, config: MkDocsConfig
) -> Iterator[tuple[str, str]]:
    """Material's main.html once per section, with marks where pages differ; without the blank lines and indents of its
    templates, a sixth of a page."""
    for section in sections(item.url for item in nav.items if isinstance(item, Link)):
        with active_section(nav, section):
            page = shell_page(Slot.TITLE, Slot.BODY, is_homepage=section == HOME)
            yield section, _LINE_ENDS.sub("\n", render_page(env, nav, files, config, page, Slot.BASE, {}))


def shell_page(title: str, content: str, *, is_homepage: bool) -> SimpleNamespace:
    """What Material's templates want to know of a page that is not MkDocs' own."""
    skip = SimpleNamespace(url="#__content", level=1, title="", id="__content", children=[])
    return SimpleNamespace(
        title=title,
        content=content,
        url="",
        meta={"hide": ["navigation", "toc"], "generated": True},
        toc=[skip],
        is_homepage=is_homepage,
        canonical_url=None,
        previous_page=None,
        next_page=None,
        ancestors=[],
        edit_url=None,
        file=None,
    )


def render_page(
    env: jinja2.Environment,
    nav: Navigation,
    files: Files,
    config: MkDocsConfig,
    page: SimpleNamespace,
    base: str,
    values: Mapping[str, str],
) -> str:
    """One page through Material's templates in full: the shells' maker, and the reference they are tested against."""
    context: dict[str, Any] = dict(get_context(nav, files, config, None, base))
    context |= {"page": page, **frame_marks(), **values}
    return env.get_template("main.html").render(context)


def frame_marks() -> dict[str, str]:
    """The values of theme/main.html's own variables, to be filled when pages are put together."""
    return {
        "page_head": Slot.HEAD,
        "page_site": Slot.SITE,
        "page_brand": Slot.BRAND,
        "page_search": Slot.SEARCH,
        "page_switch": Slot.SWITCH,
        "page_footer": Slot.FOOTER,
    }


@contextmanager
def active_section(nav: Navigation, section: str) -> Iterator[None]:
    """Within, the navigation shows the reader to be in `section`."""
    links = [item for item in nav.items if isinstance(item, Link)]
    current = [link for link in links if (link.url.strip("./").partition("/")[0] or HOME) == section]
    for link in current:
        link.active = True
    yield
    for link in current:
        link.active = False


@jinja2.pass_context
def url_filter(context: jinja2.runtime.Context, value: str) -> str:
    """Every address goes up to the root and down again, so that a page's frame depends on its depth only."""
    if value.startswith(("#", "/", "data:", "mailto:", "tel:")) or "://" in value:
        return value
    path = value.removeprefix("./")
    return f"{context['base_url'].rstrip('/')}/{'' if path == '.' else path}"
