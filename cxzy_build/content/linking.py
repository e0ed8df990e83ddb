"""Drafts into items: what each reference of an item leads to, what files are published with it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import PurePosixPath
from typing import NamedTuple

from ..dependencies import DependencyLog, Question
from ..errors import Location, Position, Problem, Severity
from ..hanzi.locks import Locked
from ..models.front_matter import BranchFront, Campaign, CommitmentFront, ExemplarFront, Front
from ..settings import Settings
from .addresses import HandPage, Placed, Register
from .drafts import Draft, Standing
from .items import Item, Target, Teaser
from .picture_names import published_name
from .positions import Positions
from .references import Resolved, Resolver, is_web_address


class Linked(NamedTuple):
    """All that is kept of an item besides its draft.

    digest, front_digest: of its file, and of the front matter in it.
    fields: what the front matter refers to, by the text written.
    is_sound: nothing in its own file is wrong. unknown: which figures of a result cannot be counted.
    locked: see `naming.locked_of`.
    """

    placed: Placed
    digest: bytes
    front_digest: bytes
    standing: Standing
    is_out: bool
    teaser: Teaser
    targets: tuple[Target | None, ...]
    fields: tuple[tuple[str, Target | None], ...]
    is_sound: bool
    unknown: tuple[int, ...]
    problems: tuple[Problem, ...]
    locked: tuple[Locked, ...]
    questions: tuple[Question, ...]

    def item(self, draft: Draft) -> Item:
        """The item again, from its `draft`."""
        return _item(self.placed, draft, self.teaser.phase, self.targets, dict(self.fields), self.teaser.files)


def _item(
    placed: Placed,
    draft: Draft,
    phase: str,
    targets: tuple[Target | None, ...],
    fields: Mapping[str, Target | None],
    files: tuple[tuple[str, str], ...],
) -> Item:
    return Item(
        path=draft.path,
        collection=draft.collection,
        slug=placed.slug,
        address=placed.address,
        front=draft.front,
        body=draft.body,
        phase=phase,
        is_valid=draft.is_valid,
        cut=draft.cut,
        targets=targets,
        fields=fields,
        files=files,
    )


class Linker:
    """Makes items of drafts, noting what it looked up, and every reference that leads nowhere; one for each worker."""

    def __init__(
        self, settings: Settings, campaign: Campaign, register: Register, positions: Positions, log: DependencyLog
    ) -> None:
        self._campaign = campaign
        self._register = register
        self._resolver = Resolver(settings, register, log)
        self._positions = positions
        self._log = log

    def is_out(self, placed: Placed) -> bool:
        return placed.address in self._register.out

    def link(self, placed: Placed, draft: Draft) -> tuple[Item, list[Problem]]:
        """The item, and what is wrong with its references."""
        files = _Files(placed)
        problems: list[Problem] = []
        follow = partial(self._target, placed, files, problems)
        targets = tuple(
            follow(self._resolver.from_item(placed, r), partial(self._positions.in_body, draft.path, r.target, r.nth))
            for r in draft.body.references
        )
        fields = {written: follow(resolved, where) for written, resolved, where in self._of_fields(placed, draft.front)}
        return _item(placed, draft, self._phase(draft.front), targets, fields, files.published), problems

    def _of_fields(self, placed: Placed, front: Front) -> Iterator[tuple[str, Resolved, Callable[[], Position]]]:
        path = placed.outline.path
        for location, written in file_fields(front):
            yield written, self._resolver.file(placed, written), partial(self._positions.of_field, path, *location)
        for location, written in evidence_fields(front):
            if is_web_address(written) and not self._resolver.is_of_site(written):
                continue
            yield written, self._resolver.evidence(placed, written), partial(self._positions.of_field, path, *location)

    def _target(
        self,
        placed: Placed,
        files: _Files,
        problems: list[Problem],
        resolved: Resolved,
        position: Callable[[], Position],
    ) -> Target | None:
        if resolved.fault:
            hidden = resolved.hidden
            if hidden is None or self.is_out(placed) or not hidden.outline.comes_before(placed.outline):
                problems.append(resolved.fault.at(position))
            return None
        if not resolved.file:
            return resolved.target
        if self.is_out(placed) and (owner := self._resolver.hidden_owner_of(resolved.file, placed)):
            message = f"`{PurePosixPath(resolved.file).name}` 是未发布的 content/{owner} 的文件，会随这一条公开"
            hint = "确实要公开的不必理会；不然删去这里"
            problems.append(Problem(position(), "file-of-hidden", message, hint, Severity.WARNING))
        return Target(files.publish(resolved.file))

    def _phase(self, front: Front) -> str:
        if front.phase or isinstance(front, BranchFront):
            return front.phase or ""
        self._log.note(("campaign", "phases"))
        moment = front.event_date or front.date
        for phase in self._campaign.phases:
            if moment and phase.start.start <= moment.start <= phase.end.end:
                return phase.id
        return ""


class _Files:
    """The files of one item as they are published: under its address, by their path beside it."""

    def __init__(self, placed: Placed) -> None:
        self._placed = placed
        self._addresses: dict[str, str] = {}

    def publish(self, path: str) -> str:
        if path not in self._addresses:
            self._addresses[path] = self._free(published_name(self._name(path)))
        return self._addresses[path]

    def _name(self, path: str) -> str:
        outline = self._placed.outline
        if outline.is_folder and path.startswith(f"{outline.folder}/"):
            return path[len(outline.folder) + 1 :]
        return PurePosixPath(path).name

    def _free(self, name: str) -> str:
        address, number = self._placed.address + name, 2
        while address in self._addresses.values():
            stem, suffix = os.path.splitext(name)
            address, number = f"{self._placed.address}{stem}-{number}{suffix}", number + 1
        return address

    @property
    def published(self) -> tuple[tuple[str, str], ...]:
        return tuple(self._addresses.items())


def file_fields(front: Front) -> Iterator[tuple[Location, str]]:
    """Every file that front matter names: where, and as written."""
    if front.cover:
        yield ("cover",), front.cover
    if isinstance(front, ExemplarFront) and front.portrait:
        yield ("portrait",), front.portrait
    for index, attachment in enumerate(front.attachments):
        yield ("attachments", index, "file"), attachment.file


def place_of_file(item: Item, address: str, positions: Positions) -> Position:
    """Where an item names the file that it publishes at `address`."""
    for location, written in (*file_fields(item.front), *evidence_fields(item.front)):
        target = item.fields.get(written)
        if target and target.address == address:
            return positions.of_field(item.path, *location)
    for reference, target in zip(item.body.references, item.targets, strict=True):
        if target and target.address == address:
            return positions.in_body(item.path, reference.target, reference.nth)
    return positions.of_field(item.path)


def evidence_fields(front: Front) -> Iterator[tuple[Location, str]]:
    """What shows that promises were kept: where, and as written."""
    if isinstance(front, CommitmentFront):
        for index, promise in enumerate(front.items):
            for nth, evidence in enumerate(promise.evidence):
                yield ("items", index, "evidence", nth), evidence


def check_pages(pages: Iterable[HandPage], resolver: Resolver, positions: Positions) -> Iterator[Problem]:
    """References of hand-written pages that lead nowhere."""
    for page in pages:
        for reference in page.references:
            fault = resolver.from_page(page, reference).fault
            if fault:
                yield fault.at(partial(positions.in_page, page.path, (reference.target,), reference.nth))
