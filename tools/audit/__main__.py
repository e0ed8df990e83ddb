"""Build the sites, look at them, say what is wrong."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from fixtures.sites import Site, copy_of_project
from fixtures.variants import busy, empty
from support.browser import chromium
from support.kinds import KINDS, MAIN_KINDS
from support.server import serve_under
from support.weight import CODE, FIRST_VISIT, first_visit

from .lighthouse import CATEGORIES, PRESETS, Scores, lighthouse
from .node import Missing
from .validator import validate

MAKERS: tuple[Callable[[Path], Site], ...] = (copy_of_project, busy, empty)
"""The sites whose HTML is validated; the first is the one that is weighed and scored."""

PASS_MARK = 95
"""The least that Lighthouse must give in each category."""


def main(parts: Sequence[str]) -> int:
    """Do the parts named, or all; give the exit status."""
    if unknown := set(parts) - PARTS.keys():
        print(f"没有这一项：{'、'.join(sorted(unknown))}。可用的有：{' '.join(PARTS)}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        try:
            faults = [fault for part in parts or PARTS for fault in PARTS[part](Path(folder))]
        except Missing as missing:
            print(missing, file=sys.stderr)
            return 2
    print(f"\n{len(faults)} 处不合格" if faults else "\n全部合格")
    return 1 if faults else 0


def _html(folder: Path) -> Iterator[str]:
    """Every page by the Nu validator."""
    sites = [_site(make, folder) for make in MAKERS]
    pages, faults = validate([site.site_dir for site in sites], folder / "stock")
    print(f"HTML 校验：{pages} 个页面，{len(faults)} 种问题")
    for fault in faults:
        print(f"  {fault}")
        yield fault


def _lighthouse(folder: Path) -> Iterator[str]:
    """The main kinds of pages by Lighthouse, as a phone and as a desktop computer."""
    print("Lighthouse：" + "  ".join(f"{name:>14}" for name in CATEGORIES))
    with serve_under(_site(MAKERS[0], folder).site_dir, "/cxzy/", compress=True) as base:
        for preset in PRESETS:
            for kind in MAIN_KINDS:
                scores = lighthouse(base + KINDS[kind], preset)
                yield from _shown(f"{preset} {kind}", scores)


def _shown(name: str, scores: Scores) -> Iterator[str]:
    print("  ".join(f"{scores.of[category]:>14}" for category in CATEGORIES), f" {name}")
    for audit in scores.failed:
        print(f"    {audit}")
    yield from (f"{name} {category}" for category, score in scores.of.items() if score < PASS_MARK)


def _weight(folder: Path) -> Iterator[str]:
    """What the main kinds of pages cost a reader who comes for the first time."""
    with serve_under(_site(MAKERS[0], folder).site_dir, "/cxzy/", compress=True) as base, chromium() as browser:
        for kind in MAIN_KINDS:
            files = first_visit(browser, base, KINDS[kind])
            code = sum(file.size for file in files if file.kind in CODE)
            print(f"重量 {kind}：HTML、样式、脚本 {code / 1000:.1f} KB，限 {FIRST_VISIT / 1000:.0f} KB；连图片")
            print(f"  共 {sum(file.size for file in files) / 1000:.1f} KB，{len(files)} 个文件")
            for file in sorted(files, key=lambda one: -one.size):
                print(f"  {file.size / 1000:8.1f} KB  {file.kind:10}  {file.address or '（页面）'}")
            if code > FIRST_VISIT:
                yield kind


def _site(make: Callable[[Path], Site], folder: Path) -> Site:
    """Built once, however many parts ask for it."""
    root = folder / make.__name__
    if root.is_dir():
        return Site(root)
    site = make(root)
    site.build(jobs=2)
    return site


PARTS: dict[str, Callable[[Path], Iterator[str]]] = {"html": _html, "weight": _weight, "lighthouse": _lighthouse}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
