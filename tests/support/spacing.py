"""Whether a page bears the text spacing that readers set for themselves (WCAG 2.2, 1.4.12)."""

from __future__ import annotations

from playwright.sync_api import Page

from .browser import overflow_problems

# The values of 1.4.12. Chinese has no words to space, so that letter spacing makes nearly all of it.
_SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""

# Boxes that hide a part of their text; not those that shorten it on purpose: summaries after some lines, and the title
# that Material repeats in its header.
_CLIPPED = """() => {
  const clips = (el) => {
    const style = getComputedStyle(el);
    const hides = (overflow) => overflow === "hidden" || overflow === "clip";
    return hides(style.overflowX) && el.scrollWidth > el.clientWidth + 1
      || hides(style.overflowY) && el.scrollHeight > el.clientHeight + 1;
  };
  const holdsText = (el) => el.innerText.trim() && el.clientWidth > 1 && el.clientHeight > 1
    && !el.closest("[aria-hidden=true]") && el.checkVisibility({visibilityProperty: true, opacityProperty: true});
  const shortens = (el) => getComputedStyle(el).webkitLineClamp !== "none" || el.matches(".md-ellipsis");
  const name = (el) => el.tagName.toLowerCase() + [...el.classList].map((one) => "." + one).join("")
    + " cuts off " + JSON.stringify(el.innerText.trim().slice(0, 20));
  return [...document.body.querySelectorAll("*")]
    .filter((el) => clips(el) && holdsText(el) && !shortens(el)).map(name);
}"""


def clipped_text(page: Page) -> list[str]:
    """Which boxes hide a part of their text, one line each."""
    return [str(line) for line in page.evaluate(_CLIPPED)]


def spacing_problems(page: Page) -> list[str]:
    """Which boxes cut off their text when a reader spaces it, that did not before. Leaves the page as it was."""
    before = set(clipped_text(page))
    style = page.add_style_tag(content=_SPACED)
    try:
        found = [line for line in clipped_text(page) if line not in before]
        return found + overflow_problems(page)
    finally:
        style.evaluate("(element) => element.remove()")
