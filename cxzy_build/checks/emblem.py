"""The emblem of campaign.yml must be a picture of the site; whether it is whole is seen with all pictures."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import PurePosixPath

from ..content.picture_names import KEPT
from ..errors import Problem
from ..hints import as_written
from .context import SiteContext


def check(context: SiteContext) -> Iterator[Problem]:
    emblem = context.campaign.campaign.emblem
    if not emblem:
        return
    where, file = context.positions.of_campaign("emblem", "file"), context.positions.docs_file(emblem.file)
    parts = PurePosixPath(emblem.file).parts
    if "\\" in emblem.file or emblem.file.startswith("/") or any(part.startswith(".") for part in parts):
        hint = "写相对于 site_src/ 的路径，如 `assets/emblem.svg`"
        yield Problem(where, "bad-value", f"`emblem.file` 的路径不能用：{as_written(emblem.file)}", hint)
    elif not os.path.isfile(file):  # of whatever length
        hint = "把图片放进 site_src/assets/，再核对文件名；没有标志就删去 `emblem`"
        yield Problem(where, "missing-file", f"site_src/ 里没有标志图片 {emblem.file}", hint)
    elif file.suffix.lower() not in KEPT:
        yield Problem(where, "bad-picture", f"{emblem.file} 不是能用作标志的图片", "换成 SVG 或 PNG 图片")
