"""What all stages of one build have in common."""

from __future__ import annotations

from ..content.tree import Tree
from ..delivery.trees import Twins
from ..ledger.frames import FrameSource
from ..ledger.past import Past
from ..progress import Progress
from ..records import Record
from ..settings import Settings
from ..store import Store


class Build(Record):
    """What a build starts from, and where it goes.

    looked_at: when the tree was (ns). past: the build before, if there was one and all of it is known. twins: the
    published tree and its spare; None: it is only checked whether there is anything wrong. store: where the next build
    finds its `past`.
    """

    settings: Settings
    source: FrameSource
    tree: Tree
    looked_at: int
    past: Past | None
    twins: Twins | None
    store: Store
    progress: Progress

    @property
    def publishes(self) -> bool:
        return self.twins is not None

    @property
    def clock_has_changed_nothing(self) -> bool:
        """Whether what was not edited is out, or is not, just as in the build before."""
        return self.past is not None and self.past.inputs.since <= self.settings.minute < self.past.inputs.until
