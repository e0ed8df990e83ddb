"""The validators of what a site gives to machines: Atom feeds, JSON feeds, sitemaps.

Each takes the bytes of a document and says what is wrong with it, one line for each problem; an empty
list means that nothing is.
"""

from __future__ import annotations

from .atom import atom_problems
from .jsonfeed import json_feed_problems
from .sitemap import sitemap_problems

__all__ = ["atom_problems", "json_feed_problems", "sitemap_problems"]
