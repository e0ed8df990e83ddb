"""What a first visit to a page costs: every file it asks for, as it goes over the wire."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from playwright.sync_api import Browser, Response

from .browser import Visitor, watched_page

Kind = Literal["document", "stylesheet", "script", "image", "font", "other"]
CODE: tuple[Kind, ...] = ("document", "stylesheet", "script")
FIRST_VISIT = 110_000
"""Bytes of code, compressed, that a first visit to a page may cost: some two seconds on a 3G phone."""


@dataclass(frozen=True)
class Download:
    """A file that came: its address below the site's root, its kind and the bytes of its body as sent."""

    address: str
    kind: Kind
    size: int


def first_visit(browser: Browser, site: str, path: str) -> list[Download]:
    """Every file that a phone with an empty cache asks for to show a page, compressed if the server does so."""
    responses: list[Response] = []
    with watched_page(browser, site, Visitor(width=390, height=844)) as watched:
        watched.page.on("response", lambda response: responses.append(response))
        watched.goto(path).wait_for_load_state("networkidle")
        return [_download(response, site) for response in responses if response.url.startswith("http")]


def _download(response: Response, site: str) -> Download:
    kind = response.request.resource_type
    known: Mapping[str, Kind] = {name: name for name in get_args(Kind)}
    size = response.request.sizes()["responseBodySize"]
    return Download(response.url.removeprefix(site), known.get(kind, "other"), size)
