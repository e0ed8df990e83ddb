"""What a reader without scripts gets, compared with what the same page shows with them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Page

# Runs in both pages. Buttons that work without scripts: those that send a form, and the platform's own.
_SEEN = """() => {
  const shown = (el) => el.checkVisibility({visibilityProperty: true, opacityProperty: true});
  const name = (el) => el.outerHTML.slice(0, 80);
  const labels = new Set([...document.querySelectorAll("main button")].map((el) => el.innerText.trim()));
  const works = (el) => el.matches("[popovertarget], [commandfor], summary")
    || el.closest("form[action]") || el.matches("input[type=checkbox]");
  return {
    title: document.title,
    heading: [...document.querySelectorAll("h1")].filter(shown).map((el) => el.innerText),
    lines: document.querySelector("main").innerText.split("\\n").map((line) => line.trim())
      .filter((line) => line && !labels.has(line)),
    pictures: [...document.querySelectorAll("main img")]
      .filter((el) => !shown(el) || !el.complete || !el.naturalWidth).map(name),
    pictureCount: document.querySelectorAll("main img").length,
    links: [...document.querySelectorAll("nav a[href]")].filter(shown).length,
    dead: [...document.querySelectorAll("button, input, select, textarea, [role=button]")]
      .filter((el) => shown(el) && !works(el)).map(name),
  };
}"""


def scriptless_problems(page: Page, scripted: Page) -> list[str]:
    """What `page`, opened without scripts, lacks that `scripted` shows; and what stands in it to no purpose."""
    without, with_scripts = page.evaluate(_SEEN), scripted.evaluate(_SEEN)
    return list(_problems(without, with_scripts))


def _problems(page: dict[str, Any], scripted: dict[str, Any]) -> Iterator[str]:
    if not page["title"] or len(page["heading"]) != 1:
        yield f"title {page['title']!r}, headings {page['heading']}"
    if not page["links"]:
        yield "no navigation can be seen"
    if page["pictureCount"] != scripted["pictureCount"]:
        yield f"{page['pictureCount']} pictures, with scripts {scripted['pictureCount']}"
    yield from (f"a picture is not shown: {picture}" for picture in page["pictures"])
    yield from (f"a control without effect: {control}" for control in page["dead"])
    text = "\n".join(page["lines"])
    yield from (f"text that only scripts show: {line[:60]}" for line in scripted["lines"] if line not in text)
