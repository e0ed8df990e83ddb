"""A process that watches the files which builds read, and says when some have changed.

It is a process because the observers are threads, and the one who is told forks: what a thread holds locked at that
moment stays locked in the child for ever.
"""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path, PurePath
from queue import Empty, SimpleQueue

from watchdog.events import (
    DirAttribEvent,
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileAttribEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import inotify, polling
from watchdog.observers.api import BaseObserver
from watchdog.observers.inotify_move_event_grouper import InotifyMoveEventGrouper

from ..background import Background, WorkerDied
from ..pool import one_way
from .changes import Gathering, matters

POLLED_EVERY = 1.0
"""Seconds between two looks where the system does not tell of changes."""

_WAIT_FOR_NEW_NAME = 0.01
"""Seconds that watchdog waits for a file's new name when its old one is gone: its own half a second held up every save
by renaming."""

_EVENTS: list[type[FileSystemEvent]] = [
    FileCreatedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileDeletedEvent,
    FileClosedEvent,  # after writing
    FileAttribEvent,  # what nobody might read now may be read
    DirCreatedEvent,
    DirMovedEvent,
    DirDeletedEvent,
    DirAttribEvent,
]
_SHARED = {"9p", "cifs", "fuse.vmhgfs-fuse", "nfs", "nfs4", "prl_fs", "smb3", "vboxsf", "virtiofs", "vmhgfs"}
"""File systems that others write to as well, such as a virtual machine's host: the kernel tells of our changes only."""


@dataclass(frozen=True)
class Ready:
    """From now on no change is missed. `note`: what a person should know of how it is done; mostly nothing."""

    note: str = ""


@dataclass(frozen=True)
class Changed:
    """Files or folders that were written, made, renamed or deleted."""

    paths: frozenset[str]


class Watcher:
    """The process, seen from the one who builds: `messages` is ready for `wait` when something changed."""

    def __init__(self, sources: tuple[Path, ...]) -> None:
        self.sources = sources
        self.messages, send = one_way()
        self._process = Background(lambda: watch(sources, send))
        send.close()
        self.note = ""
        ready = self.receive()
        assert isinstance(ready, Ready)
        self.note = ready.note

    def receive(self) -> Ready | Changed:
        try:
            message: Ready | Changed = self.messages.recv()
        except EOFError:
            self._process.result()
            raise WorkerDied("监视文件的进程意外结束") from None
        return message

    def forget(self) -> None:
        """What was told until now is known."""
        while self.messages.poll():
            self.receive()

    def stop(self) -> None:
        self._process.stop()
        self.messages.close()


def watch(sources: Sequence[Path], send: Connection) -> None:
    """Say what changes among `sources` for as long as the process lives."""
    gc.enable()
    InotifyMoveEventGrouper.delay = _WAIT_FOR_NEW_NAME  # there is no other way to say it, and this process does no more
    seen: SimpleQueue[str] = SimpleQueue()
    _hear_of_lost_events(seen)
    observers, note = observe(sources, seen.put)
    send.send(Ready(note))
    gathering = Gathering()
    roots = {os.fspath(_by_name(source)) for source in sources}
    while True:
        with suppress(Empty):
            gathering.add(seen.get(timeout=gathering.left()))
        if gathering.left() == 0:
            paths = gathering.take()
            if any(path in roots and not os.path.isfile(path) for path in paths):  # made again, or gone
                for observer in observers:
                    observer.stop()
                observers, _ = observe(sources, seen.put)
            send.send(Changed(paths))


def observe(sources: Sequence[Path], tell: Callable[[str], None]) -> tuple[list[BaseObserver], str]:
    """Observers at work that tell of every change, and what a person should know of them."""
    try:
        observers = [_started(inotify.InotifyObserver(), sources, tell)]
    except OSError:
        return [_started(polling.PollingObserver(timeout=POLLED_EVERY), sources, tell)], (
            f"系统监视文件的名额已用完（inotify），改为每 {POLLED_EVERY:.0f} 秒查看一次，预览会慢一点。"
        )
    if shared := [source for source in sources if _file_system(source) in _SHARED]:
        observers.append(_started(polling.PollingObserver(timeout=POLLED_EVERY), shared, tell))
        return observers, f"这个文件夹在共享盘上：别的电脑所作的改动，每 {POLLED_EVERY:.0f} 秒查看一次。"
    return observers, ""


def _started(observer: BaseObserver, sources: Sequence[Path], tell: Callable[[str], None]) -> BaseObserver:
    """OSError if one of the sources cannot be observed."""
    observer.start()
    folders: set[Path] = set()
    try:
        _observe_folders(observer, sources, folders, tell)
        # After them, for this alone shows that the watches sufficed: those of folders further down fail without a word.
        for parent, paths in _beside(sources):
            observer.schedule(_Named(paths, tell), parent, event_filter=_EVENTS)
        _observe_folders(observer, sources, folders, tell)  # one that was made just before its parent was observed
    except OSError:
        observer.stop()
        raise
    return observer


def _observe_folders(
    observer: BaseObserver, sources: Sequence[Path], known: set[Path], tell: Callable[[str], None]
) -> None:
    """Begin to observe those that are not `known`, which then they are."""
    for folder in {source.resolve() for source in sources if source.is_dir()} - known:
        with suppress(FileNotFoundError, NotADirectoryError):  # gone just now
            observer.schedule(_Inside(folder, tell), str(folder), recursive=True, event_filter=_EVENTS)
            known.add(folder)


def _beside(sources: Sequence[Path]) -> Iterator[tuple[str, frozenset[str]]]:
    """Folders that hold sources, and the paths of those: a file may be replaced, a folder made again."""
    paths = [_by_name(source) for source in sources]
    for parent in dict.fromkeys(path.parent for path in paths):
        if parent.is_dir():
            yield str(parent), frozenset(str(path) for path in paths if path.parent == parent)


def _by_name(source: Path) -> Path:
    """Where the source itself stands, even if it is a link to somewhere else."""
    return source.parent.resolve() / source.name


class _Handler(FileSystemEventHandler):
    """Tells of the paths that matter."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell

    def on_any_event(self, event: FileSystemEvent) -> None:
        for path in (os.fsdecode(event.src_path), os.fsdecode(event.dest_path)):
            if path and self._matters(path):
                self._tell(path)

    def _matters(self, path: str) -> bool:
        raise NotImplementedError


class _Inside(_Handler):
    """Of everything in a folder."""

    def __init__(self, folder: Path, tell: Callable[[str], None]) -> None:
        super().__init__(tell)
        self._folder = folder

    def _matters(self, path: str) -> bool:
        inside = PurePath(path)
        return inside.is_relative_to(self._folder) and matters(inside.relative_to(self._folder))


class _Named(_Handler):
    """Of some files and folders, by their paths."""

    def __init__(self, paths: frozenset[str], tell: Callable[[str], None]) -> None:
        super().__init__(tell)
        self._paths = paths

    def _matters(self, path: str) -> bool:
        return path in self._paths


def _hear_of_lost_events(seen: SimpleQueue[str]) -> None:
    """Where more changes than the kernel keeps, watchdog warns and watches anew: something did change."""

    class Lost(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            seen.put("")

    logger = logging.getLogger("watchdog")
    logger.propagate = False
    logger.addHandler(Lost(logging.WARNING))


def _file_system(path: Path) -> str:
    """The type of the file system that holds `path`, as /proc names it; empty where that cannot be told."""
    kinds: dict[str, str] = {}
    with suppress(OSError):
        for line in Path("/proc/self/mounts").read_text("utf-8", "replace").splitlines():
            _, point, kind, *_ = line.split(" ")
            kinds[point.replace("\\040", " ")] = kind
    return next((kinds[str(p)] for p in (path.resolve(), *path.resolve().parents) if str(p) in kinds), "")
