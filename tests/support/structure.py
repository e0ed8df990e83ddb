"""What a page's HTML says by itself, before any style or script: landmarks, headings, pictures, order.

The rules are HTML's own and those of WCAG 2.2 that can be told from the markup: 1.1.1 (text alternatives), 1.3.1 and
2.4.6 (headings and landmarks), 1.3.2 (meaningful sequence), 2.4.1 (bypass blocks), 2.4.3 (focus order), 3.1.1
(language of page).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
SECTIONING = frozenset({"article", "aside", "main", "nav", "section"})
"""Inside these a header or footer is no landmark (HTML-AAM 1.0, 3.4)."""

Rule = Callable[[LexborHTMLParser], Iterator[str]]


def structure_problems(html: str) -> list[str]:
    """What is wrong with a page of the site, one line each."""
    tree = LexborHTMLParser(html)
    return [problem for rule in _RULES for problem in rule(tree)]


def _language(tree: LexborHTMLParser) -> Iterator[str]:
    root = tree.root
    if root is None or not (root.attributes.get("lang") or "").startswith("zh"):
        yield "html: no lang"


def _title(tree: LexborHTMLParser) -> Iterator[str]:
    titles = tree.css("head > title")
    if len(titles) != 1 or not titles[0].text(strip=True):
        yield f"{len(titles)} titles, or an empty one"


def _headings(tree: LexborHTMLParser) -> Iterator[str]:
    """One h1, first of all headings; none skips a level on the way down; none is empty."""
    found = tree.css(", ".join(HEADINGS))
    levels = [HEADINGS.index(node.tag or "") + 1 for node in found]
    if levels.count(1) != 1 or levels[0] != 1:
        yield f"headings begin {levels[:3]}, with {levels.count(1)} h1"
    for before, after, node in zip(levels, levels[1:], found[1:], strict=False):
        if after > before + 1:
            yield f"h{after} follows h{before}: {_text(node)}"
    yield from (f"an empty {node.tag}" for node in found if not _text(node) and not node.css("img[alt]"))


def _sections(tree: LexborHTMLParser) -> Iterator[str]:
    """A section has a heading, or it is none."""
    yield from ("a section without a heading" for node in tree.css("section") if not node.css(", ".join(HEADINGS)))


def _landmarks(tree: LexborHTMLParser) -> Iterator[str]:
    """Banner, main and footer once; at least one navigation."""
    count = {
        "banner": len([n for n in tree.css("header, [role=banner]") if not _inside(n, SECTIONING)]),
        "main": len(tree.css("main, [role=main]")),
        "contentinfo": len([n for n in tree.css("footer, [role=contentinfo]") if not _inside(n, SECTIONING)]),
    }
    yield from (f"{number} {name} landmarks" for name, number in count.items() if number != 1)
    if not tree.css("nav, [role=navigation]"):
        yield "no navigation"


def _pictures(tree: LexborHTMLParser) -> Iterator[str]:
    """An alternative, maybe empty; a width and a height, so that nothing jumps when the picture comes."""
    for image in tree.css("img"):
        for name in ("alt", "width", "height"):
            if image.attributes.get(name) is None and not (name == "alt" and "alt" in image.attributes):
                yield f"img without {name}: {image.attributes.get('src')}"


def _identities(tree: LexborHTMLParser) -> Iterator[str]:
    counts = Counter(node.attributes.get("id") for node in tree.css("[id]"))
    yield from (f"{number} elements have the id {name}" for name, number in counts.items() if number > 1)


def _sequence(tree: LexborHTMLParser) -> Iterator[str]:
    """The first link skips to what there is; main begins with navigation and the header that holds the h1."""
    first = tree.css_first("body a[href]")
    target = (first.attributes.get("href") or "") if first else ""
    if not target.startswith("#") or not any(n.attributes.get("id") == target[1:] for n in tree.css("[id]")):
        yield f"the first link does not skip to the content: {target}"
    main, heading = tree.css_first("main"), tree.css_first("main h1")
    if main is None or heading is None:
        yield "no h1 in main"
        return
    for node in main.traverse(include_text=True):
        if node == heading:
            return
        if node.tag == "-text" and node.text(strip=True) and not _may_precede(node, heading):
            yield f"before the h1 stands: {_text(node)}"


def _may_precede(node: LexborNode, heading: LexborNode) -> bool:
    """Navigation, or what stands in one header with the h1."""
    return _inside(node, {"nav", "style", "script"}) or any(
        above.tag == "header" and above in tuple(_above(heading)) for above in _above(node)
    )


def _tab_order(tree: LexborHTMLParser) -> Iterator[str]:
    for node in tree.css("[tabindex]"):
        value = node.attributes.get("tabindex") or ""
        if value.isdigit() and int(value) > 0:
            yield f"{node.tag} has the tabindex {value}"


def _above(node: LexborNode) -> Iterator[LexborNode]:
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def _inside(node: LexborNode, tags: frozenset[str] | set[str]) -> bool:
    return any(above.tag in tags for above in _above(node))


def _text(node: LexborNode) -> str:
    return " ".join((node.text() or "").split())[:40]


_RULES: tuple[Rule, ...] = (
    _language, _title, _headings, _sections, _landmarks, _pictures, _identities, _sequence, _tab_order,
)  # fmt: skip
