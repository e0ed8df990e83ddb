"""Positions in files that were read long ago: a file is opened again when a problem in it needs its line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

from ..errors import Location, Position
from ..settings import Settings
from ..source.text_files import FileUnreadable, TextFile, YamlFile, decode
from ..source.yaml_text import YamlError


def places_in(path: str, source: TextFile) -> Mapping[str, Sequence[int]]:
    """See `Validated.places`."""
    from ..models.front_matter import FRONT_OF
    from ..models.validation import validate
    from .drafts import stand_ins_of  # late: for faults alone

    kind = FRONT_OF[path.partition("/")[0]]
    return validate(kind, source.read()[0], source.locate, stand_ins_of(kind)).places


class Positions:
    """Finds lines and columns; reads a file when it is first asked about it."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._sources: dict[Path, TextFile] = {}
        self._places: dict[str, Mapping[str, Sequence[int]]] = {}

    def of_field(self, path: str, *location: str | int) -> Position:
        """Where the front matter of the item at `path` (relative to content/) has the value at `location`, which
        counts the entries of lists that could be read."""
        source = self.text(path)
        try:
            return source.locate(self._as_written(path, source, location))
        except YamlError:
            return Position(source.file)

    def _as_written(self, path: str, source: TextFile, location: Location) -> Location:
        """The location in the file: there a list may have entries that were cut out, for they are wrong."""
        key, number = (*location, "", "")[:2]
        if not isinstance(number, int):
            return location
        if path not in self._places:
            self._places[path] = places_in(path, source)
        places = self._places[path].get(str(key), ())
        return (key, places[number], *location[2:]) if number < len(places) else location

    def in_body(self, path: str, needle: str, nth: int = 0) -> Position:
        """Where the body of the item at `path` has `needle` for the nth time."""
        return self.text(path).find_in_body(needle, nth)

    def in_page(self, path: str, needles: tuple[str, ...], nth: int = 0) -> Position:
        """Where the hand-written page at `path` (relative to the docs folder) has the first needle that occurs.

        MkDocs has rewritten some addresses by the time they are looked at, so what was written is looked for in parts.
        """
        source = self._source(self._settings.docs_dir / path)
        needle = next((n for n in needles if n and n in source.body), "")
        return source.find_in_body(needle, nth) if needle else Position(source.file)

    def text(self, path: str) -> TextFile:
        """The item at `path` (relative to content/) as it was written."""
        return self._source(self._settings.content_dir / path)

    def file(self, path: str) -> Path:
        """The file at `path`, relative to content/."""
        return self._settings.content_dir / path

    def shown(self, path: str) -> str:
        """The file at `path`, relative to content/, as messages name it."""
        return self._settings.shown_content(path)

    def of_campaign(self, *location: str | int) -> Position:
        """Where campaign.yml has the value at `location`."""
        try:
            return self._campaign.locate(location)
        except YamlError:
            return Position(self._campaign.file)

    @cached_property
    def _campaign(self) -> YamlFile:
        return YamlFile(*self._written(self._settings.content_dir / "campaign.yml"))

    def docs_file(self, path: str) -> Path:
        """The file at `path`, relative to the folder of the hand-written pages."""
        return self._settings.docs_dir / path

    def _source(self, path: Path) -> TextFile:
        if path not in self._sources:
            self._sources[path] = TextFile(*self._written(path))
        return self._sources[path]

    def _written(self, path: Path) -> tuple[str, str]:
        """What messages call a file, and its text; none of one that cannot be read."""
        shown = self._settings.shown(path)
        try:
            return shown, decode(path.read_bytes(), shown)
        except (OSError, FileUnreadable):
            return shown, ""
