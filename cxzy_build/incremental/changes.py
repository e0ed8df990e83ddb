"""Which questions have another answer than in the build before."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence, Set
from functools import cached_property
from itertools import compress, count
from operator import is_not, itemgetter
from typing import get_args

from ..content.graph import TeaserList
from ..content.pagination import is_as_before
from ..content.paths import address_at, file_at
from ..content.sources import SOURCE_ANSWERS, Sources
from ..dependencies import Question, QuestionKind
from ..hanzi.locks import spellings
from ..pages.catalogue import LISTS, NEAR
from ..pages.world import World
from ..records import Record

_OF_CAMPAIGN: Set[QuestionKind] = frozenset({"campaign", "entry"})
_OF_REGISTER: Set[QuestionKind] = frozenset({"item at", "item of", "items called", "page at"})
_OF_CONTENTS: Set[QuestionKind] = frozenset({"file at", "contents of"})
_OF_ITEMS: Set[QuestionKind] = frozenset({"teaser", "item", "front"})
_SURE: Set[QuestionKind] = frozenset({"fronts", "locked in", "exists"})
"""Kinds of which a suspicion is as good as an answer, and far cheaper."""

_BY_SUBJECT = _OF_ITEMS | (LISTS - {"fronts"}) | {"exists"}
"""Kinds of which nothing has changed unless what they are about did, see `_Suspicion.subjects`."""


_ASCII_BLANKS = b" \t\n\r\v\f\x1c\x1d\x1e\x1f"
_OTHER_BLANKS = re.compile(rb"\xc2[\x85\xa0]|\xe1\x9a\x80|\xe2\x80[\x80-\x8a\xa8\xa9\xaf]|\xe2\x81\x9f|\xe3\x80\x80")
"""In UTF-8: what Unicode counts as white space."""


def _without_blanks(data: bytes) -> bytes:
    return _OTHER_BLANKS.sub(b"", data.translate(None, _ASCII_BLANKS))


def _unknown(path: str) -> bytes | None:
    return None


def changed_sources(old: Sources, new: Sources, questions: Sequence[Question]) -> frozenset[int]:
    """As `changed`, of questions about sources: items' links and references ask no others."""
    may_differ = _sources_that_may_differ(old, new)
    return frozenset(
        place
        for place, question in enumerate(questions)
        if may_differ[question[0]] and old.answer(question) != new.answer(question)
    )


def changed(
    old: World,
    new: World,
    questions: Sequence[Question],
    items: Collection[str] = frozenset(),
    published: Callable[[str], bytes | None] = _unknown,
) -> frozenset[int]:
    """The places in `questions` of those that `new` answers in another way than `old`.

    items: addresses of the items that are not the very same, those that are gone or new among them.
    published: reads a file as `old` published it; None where that is not known.
    Most builds follow a small edit, and there are a hundred thousand questions: what cannot have changed is not asked.
    """
    suspicion = _Suspicion(old, new, items, published)
    may_have, is_of_them = suspicion.of, map(suspicion.kinds.__contains__, map(itemgetter(0), questions))
    return frozenset(
        place
        for place, question in compress(enumerate(questions), is_of_them)
        if (question[0] not in _BY_SUBJECT or question[1] in suspicion.subjects)
        and may_have(question)
        and (question[0] in _SURE or old.answer(question) != new.answer(question))
    )


class _Ends(Record):
    """How far two lists are the very same: from their first item on, and from their last one back."""

    sizes: tuple[int, int]
    head: int
    tail: int


def _ends_of(old: TeaserList, new: TeaserList) -> _Ends:
    return _Ends((len(old), len(new)), _same(old, new), _same(old[::-1], new[::-1]))


def _same(old: TeaserList, new: TeaserList) -> int:
    return next(compress(count(), map(is_not, old, new)), min(len(old), len(new)))


def _sources_that_may_differ(old: Sources, new: Sources) -> Mapping[QuestionKind, bool]:
    """By each kind of question about sources: whether some may have another answer."""
    campaign = old.campaign != new.campaign
    register = old.register is not new.register
    contents = old.contents is not new.contents
    return {
        **dict.fromkeys(SOURCE_ANSWERS, True),
        **dict.fromkeys(_OF_CAMPAIGN, campaign),
        **dict.fromkeys(_OF_REGISTER, register),
        **dict.fromkeys(_OF_CONTENTS, contents),
        "id": register or campaign,
    }


def _kinds_that_may_differ(old: World, new: World, has_other_items: bool) -> Set[QuestionKind]:
    """Kinds of questions of which some may have another answer: any that is not known to have none."""
    graph = old.graph is not new.graph
    by_kind: Mapping[QuestionKind, bool] = {
        **_sources_that_may_differ(old, new),
        **dict.fromkeys(_OF_ITEMS, has_other_items),
        **dict.fromkeys(LISTS, graph),
        "fronts": has_other_items,
        "card for links": old.campaign != new.campaign,
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
    return frozenset(get_args(QuestionKind)) - {kind for kind, may_differ in by_kind.items() if not may_differ}


class _Suspicion:
    """Tells quickly of a question whether its answer may have changed."""

    def __init__(
        self, old: World, new: World, items: Collection[str], published: Callable[[str], bytes | None] = _unknown
    ) -> None:
        self._old = old
        self._new = new
        self._items = items
        self.kinds = _kinds_that_may_differ(old, new, bool(items))
        self._lists: dict[str, _Ends | None] = {}
        self._about: Mapping[QuestionKind, Callable[..., bool]] = {
            **dict.fromkeys(_OF_ITEMS, self._is_other_item),
            **dict.fromkeys(LISTS, self._is_other_list),
            **dict.fromkeys(("near", "beside"), self._has_other_neighbours),
            "page": self._is_other_page,
            "fronts": self._has_other_fronts,
            "locked in": self._has_other_locks,
            "exists": self._has_come_or_gone,
        }
        self._published = published

    def of(self, question: Question) -> bool:
        """Whether the answer to a question of one of `kinds` may have changed."""
        about = self._about.get(question[0])
        return about is None or about(*question[1:])

    @cached_property
    def subjects(self) -> frozenset[str]:
        """Items that are not the very same, lists that are others, addresses at which something came or went. To look
        a question's subject up here is far quicker than to call `of` for each."""
        old, new = self._old.graph, self._new.graph
        lists = () if old is new else filter(self._is_other_list, {*old.names, *new.names})
        return frozenset({*self._items, *lists, *self._other_paths, *map(address_at, self._other_paths)})

    def _is_other_item(self, address: str) -> bool:
        return address in self._items

    def _is_other_list(self, name: str, *about: str) -> bool:
        return self._old.graph is not self._new.graph and self._ends(name) is not None

    def _ends(self, name: str) -> _Ends | None:
        """How far a list is the same, if it is another one."""
        if name not in self._lists:
            old, new = self._old.graph.list(name), self._new.graph.list(name)
            self._lists[name] = _ends_of(old, new) if old is not new and old != new else None
        return self._lists[name]

    def _has_other_neighbours(self, name: str, address: str) -> bool:
        ends = self._ends(name)
        if ends is None:
            return False
        newer = self._new.graph.index(name, address)
        if newer is None:
            return True
        older = ends.sizes[1] - 1 - newer
        return newer + NEAR >= ends.head and older + NEAR >= ends.tail

    def _is_other_page(self, name: str, base: str, number: str) -> bool:
        ends = self._ends(name)
        return ends is not None and not (number and is_as_before(int(number), ends.tail, *ends.sizes))

    def _has_other_fronts(self, name: str) -> bool:
        held = self._new.graph
        return self._is_other_list(name) or any(held.index(name, one) is not None for one in self._other_fronts)

    @cached_property
    def _other_fronts(self) -> tuple[str, ...]:
        return tuple(address for address in self._items if not self._new.is_same_front(self._old, address))

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
        unbroken = _without_blanks(data)  # lines may be broken within a name, and the next one be set in
        return any(text in unbroken for text in self._other_locks)

    @cached_property
    def _other_locks(self) -> tuple[bytes, ...]:
        old, new = self._old.locked, self._new.locked
        texts = {text for text in old.keys() | new.keys() if old.get(text) != new.get(text)}
        return tuple({_without_blanks(form.encode()) for text in texts for form in spellings(text)})
