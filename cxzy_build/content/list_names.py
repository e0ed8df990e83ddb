"""Names of the graph's lists. A list is newest first, undated items last."""

from __future__ import annotations

ALL = "all"
PINNED = "pinned"
"""All items that are out; those that somebody pinned."""


def of_collection(collection: str) -> str:
    return f"collection/{collection}"


def of_column(ident: str) -> str:
    return f"columns/{ident}"


def of_role(ident: str) -> str:
    return f"roles/{ident}"


def of_phase(ident: str, collection: str = "") -> str:
    """What a phase holds, of one collection or of all; `ident` is empty for what lies in no phase."""
    return f"phases/{ident}/{collection}"


def of_branch(slug: str, collection: str = "") -> str:
    """What a branch did: its items, and commitments it or its exemplars made; of one collection or of all."""
    return f"branches/{slug}/{collection}"


def of_pledge(ident: str) -> str:
    return f"pledges/{ident}"


def of_integration(ident: str) -> str:
    return f"integrations/{ident}"


def of_tag(name: str) -> str:
    return f"tags/{name}"


def of_promiser(by: str) -> str:
    """Commitments by COMMITTEE, or by the branch or exemplar at an address."""
    return f"promisers/{by}"


def mentioning(address: str) -> str:
    """The items whose body links to an item, or which name it as evidence or replacement."""
    return f"mentioning/{address}"


def replaced_by(slug: str) -> str:
    """The documents that a document replaces."""
    return f"replaced/{slug}"


def of_time(collection: str, year: str, month: str = "") -> str:
    """The items of a year (`2010`) or a month (`05`) of it; `collection` is empty for all."""
    return f"time/{collection}/{year}/{month}"
