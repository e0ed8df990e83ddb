"""What rules may look at."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

from ..content.addresses import Placed, Register
from ..content.campaign_file import CampaignFile
from ..content.graph import Graph
from ..content.identifiers import KnownIds, knows
from ..content.items import Item, Teaser
from ..content.positions import Positions
from ..dependencies import DependencyLog
from ..pictures.formats import Refusal
from ..records import Record
from ..source.text_files import TextFile


class ItemContext(Record):
    """What a rule over one item may look at besides the item; it notes what it does.

    ids: for hints alone, so that what is asked of them need not be noted.
    picture_refusal: why a file may not be published as a picture, by all of it.
    """

    campaign: CampaignFile
    register: Register
    positions: Positions
    log: DependencyLog
    ids: KnownIds
    picture_refusal: Callable[[Path], Refusal | None]
    base_path: str = "/"
    """The path that the site is served under."""

    def knows(self, kind: str, ident: str) -> bool:
        """Whether `ident` is in the list `kind` of campaign.yml, or in the collection of that name; see
        `identifiers.knows`."""
        self.log.note(("id", kind, ident))
        return knows(self.campaign, self.register, kind, ident)

    def file(self, path: str) -> Path:
        """The file at `path` (relative to content/), to be read."""
        self.log.note(("contents of", path))
        return self.positions.file(path)

    def text(self, item: Item) -> TextFile:
        """The item as it was written, read again: by now it may be another one for a moment."""
        self.log.note(("contents of", item.path))
        return self.positions.text(item.path)

    def hidden(self, kind: str, ident: str, item: Item) -> Placed | None:
        """The item of that name in the collection `kind` that readers of `item` will not see: one is there, and none
        of that name is out by the time that `item` is."""
        link = f"{kind}/{ident}"
        self.log.note(("items called", link))
        held = self.register.by_link.get(link, ())
        if any(self._is_out_by(one, item) for one in held):
            return None
        return next((one for one in held if one.outline.is_valid), None)

    def _is_out_by(self, placed: Placed, item: Item) -> bool:
        out, asking = self.register.out, self.register.by_path[item.path]
        return placed.address in out or (asking.address not in out and placed.outline.comes_before(asking.outline))

    @property
    def review_required(self) -> bool:
        self.log.note(("campaign", "review"))
        return self.campaign.campaign.review.required


class SiteContext(Record):
    """What a rule over the whole site may look at.

    coming: items that will be out by themselves, the first to come first.
    uncertain: collections that hold an item with a fault, so that counting in them would only repeat it.
    unknown: by the address of a result, which of its figures name ids that are nowhere.
    """

    campaign: CampaignFile
    register: Register
    graph: Graph
    coming: Sequence[Teaser]
    positions: Positions
    uncertain: Collection[str]
    unknown: Mapping[str, Collection[int]]

    @property
    def teasers(self) -> Sequence[Teaser]:
        return self.graph.teasers
