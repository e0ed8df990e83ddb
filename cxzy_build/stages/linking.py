"""Items linked and checked, in workers: those that changed, and those for which something they refer to did."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ..checks import ItemContext, check_item
from ..checks.counts import uncountable
from ..content.addresses import Placed, Register
from ..content.campaign_file import CampaignFile
from ..content.graph import Graph
from ..content.items import face_of
from ..content.linking import Linked, Linker
from ..content.places import Places
from ..content.shelf import Shelf
from ..content.tree import Tree
from ..ledger.changes import changed
from ..ledger.past import Past, asks
from ..looks import Looks
from ..pages.not_out import why_not_out
from ..pages.world import World
from ..parallel import map_forked
from ..pictures.library import Pictures
from ..settings import Settings


@dataclass(frozen=True)
class LinkedItems(Mapping[str, Linked]):
    """Every item, by path, in the order of paths: those made now, and those of the build before."""

    made: Mapping[str, Linked]
    before: Mapping[str, Linked]
    paths: tuple[str, ...]

    @property
    def is_same_to_others(self) -> bool:
        """Whether every item shows others the face that it had before, and there are no others."""
        if not self.before or len(self.paths) != len(self.before):
            return False
        pairs = ((one, self.before.get(path)) for path, one in self.made.items())
        return all(old and one.face is old.face and one.is_out == old.is_out for one, old in pairs)

    def __getitem__(self, path: str) -> Linked:
        return self.made.get(path) or self.before[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self.paths)

    def __len__(self) -> int:
        return len(self.paths)


def link_items(
    settings: Settings,
    campaign: CampaignFile,
    register: Register,
    tree: Tree,
    shelf: Shelf,
    past: Past | None,
    on_done: Callable[[int], None] | None = None,
) -> LinkedItems:
    """Every item; what of the `past` still holds is taken from there."""
    stale = frozenset[int]()
    if past:
        now = World(campaign, register, {}, Graph(()), Pictures(), tree.files, {}, "")
        stale = changed(past.world, now, past.item_questions)

    def holds(path: str) -> bool:
        placed = register.by_path[path]
        standing = placed.outline.standing(settings.minute)
        is_same = past is not None and past.is_same_item(path, placed, shelf.kept[path].digest, standing)
        return is_same and past is not None and not asks(past.questions_of_item(path), stale)

    wanted = [path for path in tree.items if not holds(path)]
    found = map_forked(
        lambda: _Worker(settings, campaign, register, shelf).link, wanted, settings.jobs, on_done=on_done
    )
    before = past.linked if past else {}
    made = {path: _as_before(linked, before.get(path)) for path, linked in zip(wanted, found, strict=True)}
    return LinkedItems(made, before, tree.items)


def _as_before(linked: Linked, before: Linked | None) -> Linked:
    """With the very face of the build before where it is equal, so that lists can be compared at a glance."""
    return linked._replace(face=before.face) if before and before.face == linked.face else linked


class _Worker:
    """Links one item after the other."""

    def __init__(self, settings: Settings, campaign: CampaignFile, register: Register, shelf: Shelf) -> None:
        self._settings = settings
        self._register = register
        self._shelf = shelf
        self._looks = Looks()
        places = Places(settings)
        self._linker = Linker(settings, campaign.campaign, register, places, self._looks)
        self._context = ItemContext(campaign, register, places, self._looks)

    def link(self, path: str) -> Linked:
        placed: Placed = self._register.by_path[path]
        kept = self._shelf.kept[path]
        item, problems = self._linker.link(placed, self._shelf.load(path))
        is_out = self._linker.is_out(placed)
        problems += check_item(item, self._context, is_out=is_out)
        standing = placed.outline.standing(self._settings.minute)
        unknown = tuple(uncountable(item, self._context))
        return Linked(
            placed=placed,
            digest=kept.digest,
            front=kept.front,
            standing=standing,
            is_out=is_out,
            face=face_of(item, why_not_out(item.front, self._settings.now) if standing else ""),
            targets=item.targets,
            fields=tuple(item.fields.items()),
            is_sound=item.whole and not any(problem.code == "unknown-id" for problem in problems),
            unknown=unknown,
            problems=tuple(problems),
            questions=self._looks.take(),
        )
