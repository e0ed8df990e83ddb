"""What a page's head says to machines, taken apart as a crawler does."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from selectolax.lexbor import LexborHTMLParser


@dataclass(frozen=True)
class Said:
    """tags: `meta` elements by name. properties: by property, in order. data: the nodes of the JSON-LD's graph."""

    title: str
    canonical: str
    tags: dict[str, str]
    properties: list[tuple[str, str]]
    data: list[dict[str, Any]]

    def node(self, kind: str) -> dict[str, Any]:
        """The only node of a type."""
        (found,) = [node for node in self.data if node["@type"] == kind]
        return found

    def property(self, name: str) -> str:
        (found,) = [content for key, content in self.properties if key == name]
        return found


def said_by(page: Path) -> Said:
    """The head of the HTML file; an AssertionError where a name is given twice or JSON-LD is none."""
    tree = LexborHTMLParser(page.read_text("utf-8"))
    named = [(n.attributes["name"] or "", n.attributes["content"] or "") for n in tree.css("head meta[name]")]
    assert len(named) == len(dict(named)), f"{page}: a name twice"
    properties = [
        (n.attributes["property"] or "", n.attributes["content"] or "") for n in tree.css("head meta[property]")
    ]
    canonical = tree.css("head link[rel=canonical]")
    assert len(canonical) < 2
    data = tree.css("head script[type='application/ld+json']")
    assert len(data) < 2
    graph: dict[str, Any] = json.loads(data[0].text()) if data else {"@context": "https://schema.org", "@graph": []}
    assert graph["@context"] == "https://schema.org"
    titles = tree.css("head title")
    assert len(titles) == 1
    return Said(
        titles[0].text(),
        (canonical[0].attributes["href"] or "") if canonical else "",
        dict(named),
        properties,
        graph["@graph"],
    )
