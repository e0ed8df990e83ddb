"""A glance at the site before anything is read: whether the last build would only be repeated."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import cache, partial
from pathlib import Path

from ..delivery.exchange import spare_of
from ..delivery.trees import WHOLE, Damage, TreePair, TreesKnown
from ..files import digest_text
from ..fingerprint import purpose_of
from ..settings import Settings
from ..source.tree import Tree
from ..store import Store
from .inputs import FILES, FOLDERS, TREES, Inputs, load_inputs
from .scanning import Listing, listing_of, look_at_site, look_at_spare


@contextmanager
def glance_at(settings: Settings, *, watches: bool) -> Iterator[Glance]:
    """What is known of the site in one folder. While it lasts, content/ and the trees are looked at in processes of
    their own.

    watches: whether the published tree matters. Nothing is known where settings or the program were others, or where
    mkdocs.yml names something that may read more than the sources.
    """
    store = _store_of(settings)
    inputs = load_inputs(store) if settings.config_digest else None
    with ExitStack() as inspections:
        listing = inspections.enter_context(listing_of(settings, inputs.contents if inputs else {}))
        known = _trees_known(store) if inputs and watches else TreesKnown()
        yield Glance(settings, store, inputs, listing, known, inspections, watches=watches)


def _store_of(settings: Settings) -> Store:
    name = digest_text(os.fsencode(settings.site_dir))[:16]
    folder = settings.cache_dir / "sites" / f"{name}{'-preview' if settings.preview else ''}"
    return Store(folder, f"{purpose_of(settings)}\0{settings.site_dir}")


class Glance:
    """See `glance_at`. inputs: what decided about the last build, if it is known. inspections: ends those that nobody
    waits for any more."""

    def __init__(
        self,
        settings: Settings,
        store: Store,
        inputs: Inputs | None,
        listing: Listing,
        known: TreesKnown,
        inspections: ExitStack,
        *,
        watches: bool,
    ) -> None:
        self.store = store
        self.inputs = inputs
        self._settings = settings
        self._listing = listing
        self._known = known
        self._inspections = inspections
        self._begin_site = cache(partial(self._begin, look_at_site, settings.site_dir))
        self._has_newer_folder = inputs is not None and _newer_folder(settings, store, inputs)
        if not self._has_newer_folder:  # else there is a build to come, which waits for content/ first
            self._begin_site()
        self.knows_trees = bool(known.files) or not watches
        """Whether it is known what the trees hold, if that matters."""

    def _begin(
        self, look: Callable[..., AbstractContextManager[Callable[[], Damage]]], top: Path
    ) -> Callable[[], Damage]:
        """Begin to look at a tree, if there is anything to compare it with."""
        if not self._known.files:
            return lambda: WHOLE
        return cache(self._inspections.enter_context(look(os.fspath(top), self._known, self._settings.jobs)))

    def seems_changed(self, frame_digest: str) -> bool:
        """Whether it is to be expected that the last build would not be repeated: it may be worth while to make ready
        for another one, while content/ is still being looked at."""
        if self.inputs is None or self.inputs.frame != frame_digest or not self._is_its_time(self.inputs):
            return True
        return self._has_newer_folder or self._listing.finds_something()

    def _is_its_time(self, inputs: Inputs) -> bool:
        return inputs.since <= self._settings.minute < inputs.until

    def tree(self) -> Tree:
        """What lies under content/; waits until it has been looked at."""
        return self._listing.tree()

    def unchanged(self, tree: Tree, frame_digest: str) -> Inputs | None:
        """What is known of the last build, if all that it was made of is the same now."""
        inputs = self.inputs
        if inputs is None or not frame_digest or inputs.frame != frame_digest:
            return None
        if tree.problems or not inputs.is_sound:
            return None
        return inputs if inputs.contents == tree.files and self._is_its_time(inputs) else None

    def note_false_alarm(self) -> None:
        """A folder is newer, but no file has changed (an editor came and went). It will not seem changed again."""
        self.store.touch()

    def is_site_whole(self) -> bool:
        """Whether the published site is just what the last build made of it; waits until it has been looked at."""
        return bool(self._known.files) and self._begin_site()() == WHOLE

    def tree_pair(self) -> TreePair:
        """Both trees, for a build that may publish: now the spare is looked at as well."""
        spare = self._begin(look_at_spare, spare_of(self._settings.site_dir))
        return TreePair(self._settings.site_dir, self._known, self._begin_site(), spare)


def _newer_folder(settings: Settings, store: Store, inputs: Inputs) -> bool:
    """Whether an item came to a folder of content/, or went from there, since the last build that had anything to do:
    of these few folders that is known long before all files have been looked at."""
    top, built, now = settings.content_dir, store.written_at, time.time_ns()
    items = (path.removesuffix("/index.md") for path in inputs.contents if path.endswith(".md"))
    try:
        return any(
            built <= os.stat(f"{top}/{folder}").st_mtime_ns < now
            for folder in {path.rpartition("/")[0] for path in items}
        )
    except OSError:
        return True


def _trees_known(store: Store) -> TreesKnown:
    files, folders, trees = store.load(FILES), store.load(FOLDERS), store.load(TREES)
    return TreesKnown(files, folders, trees["exchanged"]) if files and folders and trees else TreesKnown()
