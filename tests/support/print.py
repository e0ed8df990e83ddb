"""A page on paper: what its sheets say."""

from __future__ import annotations

import pypdfium2
from playwright.sync_api import Page


def printed(page: Page) -> list[str]:
    """The text of each sheet of A4, without white space: a line break on paper says nothing."""
    document = pypdfium2.PdfDocument(page.pdf(format="A4", prefer_css_page_size=True))
    return ["".join(sheet.get_textpage().get_text_bounded().split()) for sheet in document]


def furniture(page: Page) -> list[str]:
    """What stands around the content on the screen, and not in it: names in the navigation, buttons."""
    texts: list[str] = page.evaluate(
        """() => {
          const text = (el) => el.textContent.replace(/\\s/g, "");
          const content = text(document.querySelector("main article"));
          return [...document.querySelectorAll(".md-skip, .md-tabs a, .md-nav a, .md-header button, .md-top")]
            .map(text).filter((words) => words.length > 2 && !content.includes(words));
        }"""
    )
    return sorted(set(texts))
