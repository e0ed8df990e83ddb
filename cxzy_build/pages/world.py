"""The world: all that tasks may ask about, as it is in one build. Its answers decide what has to be made again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from msgspec import structs

from ..content.paths import file_at
from ..content.sources import SOURCE_ANSWERS
from ..dependencies import Question, QuestionKind
from .catalogue import CATALOGUE_ANSWERS, Catalogue


class World(Catalogue, kw_only=True, dict=True):
    """The catalogue, and the site that is made of it: what pages are drawn from, and what the next build compares with.

    digests: of what MkDocs gives, of templates, and of what all pages share, by name. paths: of every file of the site.
    """

    digests: Mapping[str, str]
    paths: Collection[str]

    def answer(self, question: Question) -> object:
        """The answer to a question; see `_ANSWERS` for what can be asked."""
        kind, *about = question
        return _ANSWERS[kind](self, *about)

    def _digest(self, name: str) -> object:
        return self.digests.get(name, "")

    def exists(self, address: str) -> bool:
        """Whether there is a page or a file at an address."""
        return file_at(address) in self.paths


_ANSWERS: Mapping[QuestionKind, Callable[..., object]] = {
    **SOURCE_ANSWERS,
    **CATALOGUE_ANSWERS,
    "digest": World._digest,
    "exists": World.exists,
}
"""What can be asked, and who answers."""


def world_of(catalogue: Catalogue, digests: Mapping[str, str], paths: Collection[str]) -> World:
    """The world of a site that has files at `paths`."""
    return World(**structs.asdict(catalogue), digests=digests, paths=paths)
