"""One page of every kind there is on the demonstration site: what tests, audits and screenshots look at.

A kind of page that is new gets its line here; ``tests/test_kinds.py`` tells when one is missing.
"""

from __future__ import annotations

KINDS = {
    "home": "",
    "news": "news/",
    "news-numbered": "news/page/1/",
    "columns": "news/columns/",
    "column": "news/columns/meetings/",
    "news-year": "news/2010/",
    "news-month": "news/2010/12/",
    "news-photos": "news/2010/12/young-teachers-contest/",
    "news-text": "news/2010/08/joint-meeting/",
    "news-attachments": "news/2012/11/visiting-arrangements/",
    "exemplars": "exemplars/",
    "roles": "exemplars/roles/",
    "role": "exemplars/roles/teachers/",
    "exemplar": "exemplars/lin-shili/",
    "exemplar-drawn": "exemplars/qin-shili/",
    "results": "results/",
    "result": "results/teaching-contest/",
    "result-totals": "results/campaign-totals/",
    "phases": "phases/",
    "phase": "phases/strive/",
    "branches": "branches/",
    "branch": "branches/law-staff/",
    "commitments": "commitments/",
    "commitment": "commitments/committee-commitment/",
    "documents": "documents/",
    "document": "documents/bulletin-1/",
    "document-replaced": "documents/window-service-trial/",
    "pledges": "pledges/",
    "pledge": "pledges/service/",
    "integrations": "integrations/",
    "integration": "integrations/central-work/",
    "tags": "tags/",
    "tag": "tags/deeds/",
    "archive": "archive/",
    "archive-year": "archive/2011/",
    "archive-month": "archive/2011/06/",
    "showcase": "showcase/",
    "sitemap": "sitemap/",
    "search": "search/",
    "overview": "overview/",
    "standards": "standards/",
    "leading-group": "leading-group/",
    "help": "help/",
    "not-found": "404.html",
}
"""The name of a kind → the address of one such page, relative to the site's root."""

REDIRECT = "news/lei-feng-2011/"
"""A page that only leads to another: an item's old address."""

MAIN_KINDS = ("home", "news-photos", "exemplars", "branch", "showcase")
"""The pages that stand for the site where looking at all would take too long."""


def file_of(address: str) -> str:
    """The file of a page, relative to the site's folder."""
    return address if address.endswith(".html") else f"{address}index.html"
