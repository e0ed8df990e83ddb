"""A glance at the site before anything is read: whether the last build would only be repeated."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING, TypeVar

from ..background import Background
from ..content.tree import Tree, list_tree
from ..delivery.spare import spare_of
from ..delivery.trees import Damage, TreesKnown, damage_of, damage_seen, look_at_files, look_at_folders
from ..fingerprint import purpose_of
from ..settings import Settings
from ..store import Store
from .inputs import FILES, FOLDERS, Inputs, load_inputs
from .looking import Looking

if TYPE_CHECKING:
    from ..delivery.publication import Twins

R = TypeVar("R")

_PATIENCE = 5
"""By how much looking at trees is less urgent than looking at content/ (see nice(2))."""

_WHOLE = Damage(frozenset(), frozenset())


class Glance:
    """What is known of the site in one folder. While it lasts, content/ and the trees are looked at in processes of
    their own.

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
        before = self.inputs.contents if self.inputs else {}
        self._content = Looking(settings, before) if settings.jobs > 1 else None
        self._known = _trees_known(self.store, self.inputs) if self.inputs and watches else TreesKnown()
        self._site = _LookAtSite(os.fspath(settings.site_dir), self._known) if self._known.files else None
        self._spare: Background[Damage] | None = None

    @property
    def knows_trees(self) -> bool:
        """Whether it is known what the trees hold, if that matters."""
        return bool(self._known.files) or not self._watches

    def __enter__(self) -> Glance:
        return self

    def __exit__(self, *about: object) -> None:
        for looking in (self._content, self._site, self._spare):
            if looking:
                looking.stop()

    def seems_changed(self, frame_digest: str) -> bool:
        """Whether it is to be expected that the last build would not be repeated: it may be worth while to make ready
        for another one, while content/ is still being looked at."""
        if self.inputs is None or self.inputs.frame != frame_digest or not self._is_its_time(self.inputs):
            return True
        return self._has_newer_folder(self.inputs) or (self._content is not None and self._content.finds_something())

    def _is_its_time(self, inputs: Inputs) -> bool:
        return inputs.since <= self._settings.minute < inputs.until

    def _has_newer_folder(self, inputs: Inputs) -> bool:
        """Whether something came to a folder of content/, or went from there, since the last build that had anything to
        do."""
        top, built = self._settings.content_dir, self.store.written_at
        folders = {path.rpartition("/")[0] for path in inputs.contents}
        try:  # most come to the folders further up
            return any(os.stat(f"{top}/{folder}").st_mtime_ns > built for folder in sorted(folders, key=len))
        except OSError:
            return True

    def tree(self) -> Tree:
        """What lies under content/; waits until it has been looked at."""
        return self._content.tree() if self._content else list_tree(self._settings)

    def unchanged(self, tree: Tree, frame_digest: str) -> Inputs | None:
        """What is known of the last build, if all that it was made of is the same now."""
        inputs = self.inputs
        if inputs is None or not frame_digest or inputs.frame != frame_digest:
            return None
        if tree.problems or not inputs.is_sound:
            return None
        return inputs if inputs.contents == tree.files and self._is_its_time(inputs) else None

    def is_site_whole(self) -> bool:
        """Whether the published site is just what the last build made of it; waits until it has been looked at."""
        return bool(self._known.files) and self._damage == _WHOLE

    def look_at_spare(self) -> None:
        """Begin to look at the spare: there is something to publish."""
        if self._known.files:
            self._spare = _look(damage_of, os.fspath(spare_of(self._settings.site_dir)), self._known, spare=True)

    def twins(self) -> Twins:
        """Both trees; who asks for their damage waits until they have been looked at."""
        from ..delivery.publication import Twins  # late: where nothing has changed, nothing is published

        look_at_spare = self._spare.result if self._spare else lambda: _WHOLE
        return Twins(self._settings.site_dir, self._known, lambda: self._damage, look_at_spare)

    @cached_property
    def _damage(self) -> Damage:
        return self._site.result() if self._site else _WHOLE


class _LookAtSite:
    """The published tree, looked at by two processes: where nothing has changed, nothing else takes as long."""

    def __init__(self, top: str, known: TreesKnown) -> None:
        self._known = known
        self._files = _look(look_at_files, top, known, spare=False)
        self._folders = _look(look_at_folders, top, known, spare=False)

    def result(self) -> Damage:
        """How it differs from what is known of it; waits until that has been found out."""
        return damage_seen(self._known, self._files.result(), self._folders.result())

    def stop(self) -> None:
        self._files.stop()
        self._folders.stop()


def _look(look: Callable[..., R], top: str, known: TreesKnown, *, spare: bool) -> Background[R]:
    """What is to be found in a tree."""
    return Background(partial(_from_within, look, top, known, spare=spare), outlives=True)


def _from_within(look: Callable[..., R], top: str, known: TreesKnown, *, spare: bool) -> R:
    """The same for a process that may go where it looks, and lets others go before: they are waited for sooner."""
    os.nice(_PATIENCE)
    if os.path.isdir(top):
        os.chdir(top)
        top = ""
    return look(top, known, spare=spare)


def _trees_known(store: Store, inputs: Inputs) -> TreesKnown:
    files, folders = store.load(FILES), store.load(FOLDERS)
    return TreesKnown(files, folders, inputs.exchanged) if files and folders else TreesKnown()
