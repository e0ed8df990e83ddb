"""What all stages of one build have in common."""

from __future__ import annotations

from ..delivery.trees import TreePair
from ..incremental.frame_cache import FrameSource
from ..incremental.previous_build import PreviousBuild
from ..progress import Progress
from ..records import Record
from ..settings import Settings
from ..source.tree import Tree
from ..store import Store


class Build(Record):
    """What a build starts from, and where it goes.

    looked_at: when the tree was (ns). previous: the build before, if there was one and all of it is known. tree_pair:
    the published tree and its spare; None: it is only checked whether there is anything wrong. store: where the next
    build finds its `previous`.
    """

    settings: Settings
    source: FrameSource
    tree: Tree
    looked_at: int
    previous: PreviousBuild | None
    tree_pair: TreePair | None
    store: Store
    progress: Progress

    @property
    def publishes(self) -> bool:
        return self.tree_pair is not None

    @property
    def clock_has_changed_nothing(self) -> bool:
        """Whether what was not edited is out, or is not, just as in the build before."""
        return (
            self.previous is not None
            and self.previous.inputs.since <= self.settings.minute < self.previous.inputs.until
        )
