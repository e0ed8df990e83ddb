"""Lighthouse's scores of a page, as a phone and as a desktop computer sees it."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .node import MODULES, install, need

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
PRESETS = {"mobile": (), "desktop": ("--preset=desktop",)}
RUNS = 3
"""How often the speed is measured; the median counts. The other categories come out the same every time."""


@dataclass(frozen=True)
class Scores:
    """From 0 to 100, by category; and the audits that cost points, one line each."""

    of: dict[str, int]
    failed: tuple[str, ...]


def lighthouse(url: str, preset: str) -> Scores:
    """Audit a page that is served on this machine."""
    install()
    need("chromium")
    reports = [_report(url, preset, CATEGORIES), *(_report(url, preset, CATEGORIES[:1]) for _ in range(RUNS - 1))]
    scores = {name: _score(reports[0], name) for name in CATEGORIES}
    scores["performance"] = round(statistics.median(_score(report, "performance") for report in reports))
    return Scores(scores, tuple(_failed(reports[0])))


def _report(url: str, preset: str, categories: tuple[str, ...]) -> dict[str, Any]:
    command = [
        str(MODULES / ".bin/lighthouse"), url, "--quiet", "--output=json", "--output-path=stdout",
        "--chrome-flags=--headless=new --no-sandbox --disable-gpu", f"--only-categories={','.join(categories)}",
        *PRESETS[preset],
    ]  # fmt: skip
    environment = os.environ | {"CHROME_PATH": shutil.which("chromium") or ""}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def _score(report: dict[str, Any], category: str) -> int:
    return round(100 * (report["categories"][category]["score"] or 0))


def _failed(report: dict[str, Any]) -> Iterator[str]:
    """What has a weight in its category and not the full score: with what was measured, and the elements."""
    for category in report["categories"].values():
        for ref in category["auditRefs"]:
            audit = report["audits"][ref["id"]]
            if ref["weight"] and audit["score"] is not None and audit["score"] < 0.9:
                items = (audit.get("details") or {}).get("items") or []
                nodes = [item["node"]["snippet"] for item in items if isinstance(item.get("node"), dict)]
                yield " ".join([audit["id"], audit.get("displayValue") or "", *nodes[:3]])
