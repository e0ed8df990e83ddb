"""A real Chromium for tests of pages: what it logs, what it asks for, how pages fit, what axe finds.

The browser is Debian's, driven by Playwright's synchronous API (the package alone: ``playwright install``
is not needed). axe-core comes in the wheel of ``axe-playwright-python``, of which only the file is used.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http import HTTPStatus
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserType,
    ConsoleMessage,
    Error,
    Page,
    Request,
    Response,
    Route,
    sync_playwright,
)

CHROMIUM = ("chromium-headless-shell", "chromium")
"""The first of these that is there: without windows it opens pages twice as fast."""

# No sandbox, as tests run as root in containers; the rest keeps Chromium from calling its maker.
CHROMIUM_ARGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# WCAG 2.0 to 2.2, levels A and AA, and axe's own good practice; see axe-core's doc/API.md, "Axe-core Tags".
AXE_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")

# axe's rules whose outcome depends on colours.
AXE_COLOR_RULES = ("color-contrast", "link-in-text-block")

# What Material calls its dark colours.
DARK = "slate"

ColorScheme = Literal["light", "dark", "no-preference"]

_LOCAL_SCHEMES = ("data", "blob", "about", "chrome-error")

# The page scrolls sideways, or would if it didn't cut off what sticks out (overflow-x: hidden).
_OVERFLOWS = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
# The elements past the right edge, but for those in a box that scrolls or clips by itself.
_OVERFLOWING = """() => {
  const width = document.documentElement.clientWidth;
  const contained = (element) => {
    for (let box = element.parentElement; box && box !== document.body; box = box.parentElement)
      if (getComputedStyle(box).overflowX !== "visible") return true;
    return false;
  };
  const name = (element) => element.tagName.toLowerCase() + (element.id ? "#" + element.id : "")
    + [...element.classList].map((one) => "." + one).join("");
  return [...document.body.querySelectorAll("*")]
    .filter((element) => element.getBoundingClientRect().right > width + 0.5 && !contained(element))
    .map((element) => name(element) + " ends at " + Math.round(element.getBoundingClientRect().right) + " of " + width);
}"""
_SET_SCHEME = """(scheme) => {
  const before = document.body.dataset.mdColorScheme;
  document.body.dataset.mdColorScheme = scheme;
  return before;
}"""
_RUN_AXE = """async (only) => (await axe.run(document, {runOnly: only, resultTypes: ["violations"]})).violations"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless Chromium with an empty profile, closed at the end."""
    with sync_playwright() as playwright, _launched(playwright.chromium) as browser:
        yield browser


def another(browser: Browser, *arguments: str) -> Browser:
    """One beside it, with arguments for its command line; to be closed."""
    return _launched(browser.browser_type, *arguments)


def _launched(kind: BrowserType, *arguments: str) -> Browser:
    executable = next(filter(None, map(shutil.which, CHROMIUM)))
    return kind.launch(executable_path=executable, args=[*CHROMIUM_ARGS, *arguments])


@dataclass(frozen=True)
class WatchedPage:
    """A page in a fresh context, and what went on in it since it was opened.

    ``console_errors``: what was logged as an error or a warning, and exceptions that no script caught;
    ``foreign_requests``: the addresses asked for on other hosts than the site's (all were refused, so
    nothing left the machine); ``failed_requests``: the site's own that failed or had a status of 400 or more.
    """

    page: Page
    site: str
    console_errors: list[str] = field(default_factory=list)
    foreign_requests: list[str] = field(default_factory=list)
    failed_requests: list[str] = field(default_factory=list)

    def goto(self, path: str = "") -> Page:
        """Open a path of the site, wait until all is loaded, and give the page."""
        self.page.goto(self.site + path, wait_until="load")
        return self.page

    def problems(self) -> list[str]:
        """All that was recorded, one line each."""
        kinds = {"console": self.console_errors, "foreign": self.foreign_requests, "failed": self.failed_requests}
        return [f"{kind}: {text}" for kind, texts in kinds.items() for text in texts]

    def faults(self) -> list[str]:
        """The same but for loads that were broken off because another page was asked for."""
        return [problem for problem in self.problems() if "net::ERR_ABORTED" not in problem]

    def is_own(self, url: str) -> bool:
        """Whether an address is the site's, or one that needs no host."""
        parts, own = urlsplit(url), urlsplit(self.site)
        return parts.scheme in _LOCAL_SCHEMES or (parts.scheme, parts.netloc) == (own.scheme, own.netloc)


@dataclass(frozen=True)
class Visitor:
    """With what a visitor looks at the site."""

    width: int = 1280
    height: int = 800
    color_scheme: ColorScheme = "light"
    javascript: bool = True
    reduced_motion: Literal["reduce", "no-preference"] = "reduce"
    locale: str = "en-GB"


@contextmanager
def watched_page(browser: Browser, site: str, visitor: Visitor | None = None) -> Iterator[WatchedPage]:
    """A page whose doings are recorded, for a site whose home page is at ``site`` (``http://…/``)."""
    visitor = visitor or Visitor()
    context = browser.new_context(
        viewport={"width": visitor.width, "height": visitor.height},
        color_scheme=visitor.color_scheme,
        java_script_enabled=visitor.javascript,
        reduced_motion=visitor.reduced_motion,
        locale=visitor.locale,
        service_workers="block",  # their requests could not be watched
    )
    try:
        watched = WatchedPage(context.new_page(), site)
        _watch(watched)
        yield watched
    finally:
        context.close()


def _watch(watched: WatchedPage) -> None:
    """Record what goes on in the page, and in those that it opens, and refuse what would leave the machine."""

    def on_route(route: Route) -> None:
        if watched.is_own(route.request.url):
            route.continue_()
        else:
            watched.foreign_requests.append(route.request.url)
            route.abort("blockedbyclient")

    def on_console(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            watched.console_errors.append(f"{message.text} ({message.location.get('url', '')})")

    def on_response(response: Response) -> None:
        if response.status >= HTTPStatus.BAD_REQUEST:
            watched.failed_requests.append(f"{response.url}: status {response.status}")

    def on_failure(request: Request) -> None:
        if watched.is_own(request.url):
            watched.failed_requests.append(f"{request.url}: {request.failure}")

    def on_exception(error: Error) -> None:
        watched.console_errors.append(f"uncaught: {error}")

    context = watched.page.context
    context.route("**/*", on_route)
    context.on("console", on_console)
    context.on("response", on_response)
    context.on("requestfailed", on_failure)
    watched.page.on("pageerror", on_exception)


def has_horizontal_overflow(page: Page) -> bool:
    """Whether anything makes the page wider than its window (WCAG 2.1, 1.4.10 Reflow, is about this)."""
    return bool(page.evaluate(_OVERFLOWS))


def overflowing_elements(page: Page) -> list[str]:
    """Which elements reach past the right edge, for the message of a test that found an overflow."""
    return [str(text) for text in page.evaluate(_OVERFLOWING)]


def overflow_problems(page: Page) -> list[str]:
    """Nothing if the page fits its window, else which elements do not: one line each."""
    if not has_horizontal_overflow(page):
        return []
    return overflowing_elements(page) or ["the page scrolls sideways"]


def hold_still(page: Page) -> None:
    """End all transitions and animations: what is looked at next is at its goal, not on its way."""
    page.add_style_tag(content="*, ::before, ::after { transition: none !important; animation: none !important }")


@contextmanager
def marked(page: Page, **marks: str) -> Iterator[None]:
    """The page with data attributes on its root element, as a reader's settings leave them: ``cxContrast="high"``."""
    page.evaluate("(marks) => Object.assign(document.documentElement.dataset, marks)", marks)
    try:
        yield
    finally:
        page.evaluate("(names) => names.forEach((name) => delete document.documentElement.dataset[name])", list(marks))


@contextmanager
def darkened(page: Page) -> Iterator[None]:
    """The page in its dark colours, as if it had been opened so: Material asks for the scheme only at the start."""
    before = page.evaluate(_SET_SCHEME, DARK)
    try:
        yield
    finally:
        page.evaluate(_SET_SCHEME, before)


def axe_violations(page: Page, tags: Sequence[str] = AXE_TAGS) -> list[str]:
    """What axe-core finds wrong in the page as it stands, one line for each element and rule.

    The page must be one that runs scripts. Run it when animations are over: text that fades in has a
    low contrast on its way.
    """
    return _run_axe(page, {"type": "tag", "values": list(tags)})


def axe_color_violations(page: Page) -> list[str]:
    """What axe-core finds wrong with the page's colours alone: for a second look in other colours."""
    return _run_axe(page, {"type": "rule", "values": list(AXE_COLOR_RULES)})


def _run_axe(page: Page, only: dict[str, Any]) -> list[str]:
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_axe_source())
    return [line for violation in page.evaluate(_RUN_AXE, only) for line in _lines(violation)]


def _lines(violation: dict[str, Any]) -> Iterator[str]:
    for node in violation["nodes"]:
        target = " ".join(str(part) for part in node["target"])
        summary = " ".join(str(node.get("failureSummary") or "").split())
        yield f"{violation['id']} ({node.get('impact')}): {violation['help']}: {target}: {summary}"


def axe_path() -> Path:
    """Where axe-core is: a file of the installed package axe-playwright-python."""
    spec = find_spec("axe_playwright_python")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("axe-playwright-python, which brings axe-core, is not installed")
    return Path(spec.origin).with_name("axe.min.js")


@cache
def _axe_source() -> str:
    """axe-core as one expression without a value, so that nothing of it is sent back from the page."""
    return f"(() => {{{axe_path().read_text(encoding='utf-8')}\n}})()"
