"""Which questions have another answer than in the build before."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property

from ..hanzi.locks import spellings
from ..looks import Question
from ..pages.frame import file_at
from ..pages.world import LISTS, World

_OF_CAMPAIGN = frozenset({"campaign", "entry", "card for links"})
_OF_REGISTER = frozenset({"item at", "item of", "items called", "id"})
_OF_ITEMS = frozenset({"face", "item", "front"})
_SURE = frozenset({"fronts", "locked in", "exists"})
"""Kinds of which a suspicion is as good as an answer, and far cheaper."""


def _unknown(path: str) -> bytes | None:
    return None


def changed(
    old: World,
    new: World,
    questions: Iterable[Question],
    items: Collection[str] = frozenset(),
    published: Callable[[str], bytes | None] = _unknown,
) -> frozenset[int]:
    """The places in `questions` of those that `new` answers in another way than `old`.

    items: addresses of the items that are not the very same, those that are gone or new among them.
    published: reads a file as `old` published it; None where that is not known.
    Most builds follow a small edit, and there are a hundred thousand questions: what cannot have changed is not asked.
    """
    suspicion = _Suspicion(old, new, items, published)
    kinds, may_have = suspicion.kinds, suspicion.of
    return frozenset(
        place
        for place, question in enumerate(questions)
        if question[0] in kinds
        and may_have(question)
        and (question[0] in _SURE or old.answer(question) != new.answer(question))
    )


class _Suspicion:
    """Tells quickly that an answer cannot have changed."""

    def __init__(
        self, old: World, new: World, items: Collection[str], published: Callable[[str], bytes | None] = _unknown
    ) -> None:
        self._old = old
        self._new = new
        self._items = items
        campaign = old.campaign != new.campaign
        register = old.register is not new.register
        graph = old.graph is not new.graph
        by_kind: Mapping[str, bool] = {
            **dict.fromkeys(_OF_CAMPAIGN, campaign),
            **dict.fromkeys(_OF_REGISTER, register),
            "id": register or campaign,
            "page at": register,
            "file at": old.contents is not new.contents,
            "contents of": old.contents is not new.contents,
            **dict.fromkeys(_OF_ITEMS, bool(items)),
            **dict.fromkeys(LISTS, graph),
            "fronts": bool(items),
            "counted": graph,
            "slug of tag": graph,
            "tag at": graph,
            "tags": graph,
            "picture": old.pictures is not new.pictures,
            "has come": old.now != new.now,
            "digest": old.digests != new.digests,
            "exists": old.paths is not new.paths,
            "locked in": old.locked != new.locked,
        }
        self.kinds = frozenset(kind for kind, may_have in by_kind.items() if may_have)
        self._lists: dict[str, bool] = {}
        self._about: Mapping[str, Callable[[str], bool]] = {
            **dict.fromkeys(_OF_ITEMS, self._is_other_item),
            **dict.fromkeys(LISTS, self._is_other_list),
            "fronts": self._has_other_fronts,
            "locked in": self._has_other_locks,
            "exists": self._has_come_or_gone,
        }
        self._published = published

    def of(self, question: Question) -> bool:
        """Whether the answer to a question of one of `kinds` may have changed."""
        about = self._about.get(question[0])
        return about is None or about(question[1])

    def _is_other_item(self, address: str) -> bool:
        return address in self._items

    def _is_other_list(self, name: str) -> bool:
        if name not in self._lists:
            old, new = self._old.graph.list(name), self._new.graph.list(name)
            self._lists[name] = old is not new and old != new
        return self._lists[name]

    def _has_other_fronts(self, name: str) -> bool:
        if self._is_other_list(name):
            return True
        held = (address for address in self._items if self._new.graph.index(name, address) is not None)
        return any(not self._new.is_same_front(self._old, address) for address in held)

    def _has_come_or_gone(self, address: str) -> bool:
        return file_at(address) in self._other_paths

    @cached_property
    def _other_paths(self) -> frozenset[str]:
        return frozenset(self._old.paths) ^ frozenset(self._new.paths)

    def _has_other_locks(self, path: str) -> bool:
        """Whether a text that is locked in another way now stands in a file that is itself as it was before."""
        data = self._published(path)
        if data is None:
            return True
        unbroken = data.replace(b"\n", b"")  # lines may be broken within a name
        return any(text in unbroken or text in data for text in self._other_locks)

    @cached_property
    def _other_locks(self) -> tuple[bytes, ...]:
        old, new = self._old.locked, self._new.locked
        texts = {text for text in old.keys() | new.keys() if old.get(text) != new.get(text)}
        return tuple({form.encode() for text in texts for form in spellings(text)})
