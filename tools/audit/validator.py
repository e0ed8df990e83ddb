"""Every page by the Nu HTML checker; what a page of stock Material has wrong too is not ours to answer for."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from .node import MODULES, install, need

JAR = MODULES / "vnu-jar/build/dist/vnu.jar"

# As the project's own mkdocs.yml has it, without anything of ours.
STOCK = """site_name: 样板
theme:
  name: material
  language: zh
  font: false
  features: [navigation.tabs, navigation.top]
  palette:
    - {media: "(prefers-color-scheme: light)", scheme: default, toggle: {icon: material/weather-night, name: 深色}}
    - {media: "(prefers-color-scheme: dark)", scheme: slate, toggle: {icon: material/weather-sunny, name: 浅色}}
plugins: []
nav:
  - index.md
  - 一组: [one.md, two.md]
"""


@dataclass(frozen=True, order=True)
class Fault:
    """What the checker says, and of which start tag (digits left out: Material numbers its elements)."""

    message: str
    tag: str


def validate(sites: Sequence[Path], stock: Path) -> tuple[int, list[str]]:
    """How many pages there are, and each fault of ours: what, how often, and where first."""
    install()
    need("java")
    known = {fault for fault, _ in _faults([_stock_site(stock)])}
    found = [(fault, place) for fault, place in _faults(sites) if fault not in known]
    first = dict(reversed(found))
    counts = Counter(fault for fault, _ in found)
    lines = [f"{fault.message} {fault.tag}（{count} 处，如 {first[fault]}）" for fault, count in counts.most_common()]
    return sum(1 for site in sites for _ in site.rglob("*.html")), lines


def _faults(sites: Iterable[Path]) -> list[tuple[Fault, str]]:
    """Errors and warnings, each with its page and line."""
    command = ["java", "-jar", str(JAR), "--format", "json", "--stdout", "--exit-zero-always", "--skip-non-html"]
    output = subprocess.run([*command, *map(str, sites)], capture_output=True, text=True, check=True).stdout
    return [
        (Fault(message["message"], _tag(message)), f"{message['url'].removeprefix('file:')}:{message.get('lastLine')}")
        for message in json.loads(output)["messages"]
    ]


def _tag(message: dict[str, object]) -> str:
    """The start tag that is marked in the extract; empty where no tag is."""
    extract, start, length = message.get("extract"), message.get("hiliteStart"), message.get("hiliteLength")
    if not isinstance(extract, str) or not isinstance(start, int) or not isinstance(length, int):
        return ""
    tag = re.match(r"\s*(<[^>]*>?)", extract[start : start + length])
    return re.sub(r"[0-9]+", "", tag[1]) if tag else ""


def _stock_site(folder: Path) -> Path:
    (folder / "docs").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(STOCK, "utf-8")
    for name in ("index", "one", "two"):
        (folder / f"docs/{name}.md").write_text(
            f"# {name}\n\n## 一\n\n文\n\n## 二\n\n| 甲 | 乙 |\n| - | - |\n| 1 | 2 |\n", "utf-8"
        )
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(folder / "mkdocs.yml")]
    subprocess.run(command, check=True, capture_output=True)
    return folder / "site"
