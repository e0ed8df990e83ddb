"""The collections: the folders of content/ that items lie in."""

from __future__ import annotations

from collections.abc import Mapping

COLLECTIONS = ("news", "exemplars", "results", "branches", "commitments", "documents")
"""In the order in which lists and summaries name them."""

CALLED: Mapping[str, tuple[str, ...]] = {
    "news": ("新闻", "新闻动态"),
    "exemplars": ("典型", "先进典型", "exemplar"),
    "results": ("成果", "阶段成果", "result"),
    "branches": ("支部", "党支部", "branch"),
    "commitments": ("承诺", "公开承诺", "commitment"),
    "documents": ("文件", "文件资料", "简报", "document"),
}
"""What people call them."""
