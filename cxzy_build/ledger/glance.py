"""A glance at the site before anything is read: whether the last build would only be repeated."""

from __future__ import annotations

import hashlib
import os
from functools import cached_property, partial
from typing import TYPE_CHECKING

from ..background import Background
from ..content.tree import Tree
from ..delivery.spare import spare_of
from ..delivery.trees import Damage, TreesKnown, damage_of
from ..fingerprint import purpose_of
from ..settings import Settings
from ..store import Store
from .inputs import FILES, FOLDERS, Inputs, load_inputs

if TYPE_CHECKING:
    from ..delivery.publication import Twins

_WHOLE = Damage(frozenset(), frozenset())


class Glance:
    """What is known of the site in one folder. While it lasts, the trees are looked at in processes of their own.

    watches: whether the published tree matters. Nothing is known where settings or the program were others, or where
    mkdocs.yml names something that may read more than the sources.
    """

    def __init__(self, settings: Settings, *, watches: bool) -> None:
        self._settings = settings
        self._watches = watches
        name = hashlib.blake2b(os.fsencode(settings.site_dir), digest_size=8).hexdigest()
        folder = settings.cache_dir / "sites" / f"{name}{'-preview' if settings.preview else ''}"
        self.store = Store(folder, f"{purpose_of(settings)}\0{settings.site_dir}")
        self.inputs = load_inputs(self.store) if settings.config_digest else None
        self._known = _trees_known(self.store, self.inputs) if self.inputs and watches else TreesKnown()
        self._site = self._look(spare=False)
        self._spare: Background[Damage] | None = None

    @property
    def knows_trees(self) -> bool:
        """Whether it is known what the trees hold, if that matters."""
        return bool(self._known.files) or not self._watches

    def __enter__(self) -> Glance:
        return self

    def __exit__(self, *about: object) -> None:
        for looking in (self._site, self._spare):
            if looking:
                looking.stop()

    def _look(self, *, spare: bool) -> Background[Damage] | None:
        if not self._known.files:
            return None
        top = spare_of(self._settings.site_dir) if spare else self._settings.site_dir
        return Background(partial(damage_of, top, self._known, spare=spare))

    def unchanged(self, tree: Tree, frame_digest: str) -> Inputs | None:
        """What is known of the last build, if all that it was made of is the same now."""
        inputs = self.inputs
        if inputs is None or not frame_digest or inputs.frame != frame_digest:
            return None
        if tree.problems or not inputs.is_sound:
            return None
        is_same = inputs.contents == tree.files and inputs.since <= self._settings.minute < inputs.until
        return inputs if is_same else None

    def is_site_whole(self) -> bool:
        """Whether the published site is just what the last build made of it; waits until it has been looked at."""
        return bool(self._known.files) and self._damage == _WHOLE

    def look_at_spare(self) -> None:
        """Begin to look at the spare: there is something to publish."""
        self._spare = self._look(spare=True)

    def twins(self) -> Twins:
        """Both trees; waits until they have been looked at."""
        from ..delivery.publication import Twins  # late: where nothing has changed, nothing is published

        spare_damage = self._spare.result() if self._spare else _WHOLE
        return Twins(self._settings.site_dir, self._known, self._damage, spare_damage)

    @cached_property
    def _damage(self) -> Damage:
        return self._site.result() if self._site else _WHOLE


def _trees_known(store: Store, inputs: Inputs) -> TreesKnown:
    files, folders = store.load(FILES), store.load(FOLDERS)
    return TreesKnown(files, folders, inputs.exchanged) if files and folders else TreesKnown()
