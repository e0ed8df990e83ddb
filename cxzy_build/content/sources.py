"""The sources: what people wrote, as items' links and references ask for it.

An answer is compared with the answer of the build before, so it must hold all that a task can draw from it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

from ..dependencies import Question, QuestionKind
from ..files import Signature
from ..models.front_matter import Campaign, Named
from ..records import Record
from .addresses import Placed, Register
from .campaign_file import CampaignFile
from .identifiers import knows


class Sources(Record, dict=True):
    """The campaign, every name and address, and the signatures of the files under content/."""

    campaign: CampaignFile
    register: Register
    contents: Mapping[str, Signature]

    def answer(self, question: Question) -> object:
        """The answer to a question about the sources; see below for what can be asked."""
        kind, *about = question
        return SOURCE_ANSWERS[kind](self, *about)

    # of what lies under content/ and site_src/

    def _item_at(self, path: str) -> object:
        return self._placing(self.register.by_path.get(path))

    def _item_of(self, address: str) -> object:
        return self._placing(self.register.item_of(address))

    def _items_called(self, link: str) -> object:
        held = sorted(self.register.by_link.get(link, ()), key=lambda one: one.outline.path)
        return tuple(map(self._placing, held))

    def _placing(self, placed: Placed | None) -> object:
        if placed is None:
            return None
        one = placed.outline
        times = one.draft, one.since, one.until  # what is not out yet may be by the time that another item is
        register, address = self.register, placed.address
        return one.path, address, one.is_valid, address in register.out, address in register.expired, times

    def _page_at(self, path: str) -> object:
        page = self.register.pages_by_path.get(path)
        return page and page.address

    def _file_at(self, path: str) -> object:
        return self.register.file_at(path)

    def _contents_of(self, path: str) -> object:
        return self.contents.get(path)

    def _knows(self, kind: str, ident: str) -> object:
        return knows(self.campaign, self.register, kind, ident)

    # of the campaign

    def told(self, key: str) -> object:
        """The value of a key of campaign.yml."""
        return getattr(self.campaign.campaign, key)

    def entry(self, key: str, ident: str) -> tuple[int, Named] | None:
        """An entry of a list of campaign.yml, with its place in the list."""
        return self._entries.get((key, ident))

    @cached_property
    def _entries(self) -> Mapping[tuple[str, str], tuple[int, Named]]:
        campaign = self.campaign.campaign
        return {
            (key, one.id): (place, one)
            for key in Campaign.LISTS
            for place, one in reversed(tuple(enumerate(getattr(campaign, key))))
        }


SOURCE_ANSWERS: Mapping[QuestionKind, Callable[..., object]] = {
    "item at": Sources._item_at,
    "item of": Sources._item_of,
    "items called": Sources._items_called,
    "page at": Sources._page_at,
    "file at": Sources._file_at,
    "contents of": Sources._contents_of,
    "id": Sources._knows,
    "campaign": Sources.told,
    "entry": Sources.entry,
}
"""What can be asked of sources, and who answers."""
