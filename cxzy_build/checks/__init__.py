"""Rules over the graph that must hold before anything goes out. A rule is a function: context → problems."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..content.campaign_file import CampaignFile
from ..content.graph import Linked
from ..content.places import Places
from ..errors import Problem


@dataclass(frozen=True)
class Context:
    """What a rule may look at."""

    campaign: CampaignFile
    linked: Linked
    places: Places


def run_checks(context: Context) -> Iterator[Problem]:
    """Every rule, one after the other."""
    from . import aliases, counts, dates, drawings, emblem, fields, identities

    for rule in (identities, dates, fields, drawings, emblem, aliases, counts):
        yield from rule.check(context)
