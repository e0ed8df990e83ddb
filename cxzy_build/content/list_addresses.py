"""Where lists and overviews stand, relative to the site's root: a promise to readers, like the addresses of items."""

from __future__ import annotations

ARCHIVE = "archive/"
BRANCHES = "branches/"
COLUMNS = "news/columns/"
COMMITMENTS = "commitments/"
DOCUMENTS = "documents/"
EXEMPLARS = "exemplars/"
INTEGRATIONS = "integrations/"
NEWS = "news/"
PHASES = "phases/"
PLEDGES = "pledges/"
RESULTS = "results/"
ROLES = "exemplars/roles/"
SEARCH = "search/"
SHOWCASE = "showcase/"
SITE_MAP = "sitemap/"
TAGS = "tags/"

OF_IDS = (COLUMNS, ROLES, PHASES, PLEDGES, INTEGRATIONS)
"""Where lists stand that are called after ids in campaign.yml, and are there whatever items there are."""


def of_collection(collection: str) -> str:
    """NEWS, EXEMPLARS and so on, for whichever collection it is."""
    return f"{collection}/"


def of_column(ident: str) -> str:
    return f"{COLUMNS}{ident}/"


def of_role(ident: str) -> str:
    return f"{ROLES}{ident}/"


def of_phase(ident: str) -> str:
    return f"{PHASES}{ident}/"


def of_pledge(ident: str) -> str:
    return f"{PLEDGES}{ident}/"


def of_integration(ident: str) -> str:
    return f"{INTEGRATIONS}{ident}/"


def of_tag(slug: str) -> str:
    return f"{TAGS}{slug}/"


def of_year(base: str, year: str | int) -> str:
    """What is of one year, below NEWS or the ARCHIVE."""
    return f"{base}{int(year):04d}/"


def of_month(base: str, year: str | int, month: str | int) -> str:
    return f"{of_year(base, year)}{int(month):02d}/"
