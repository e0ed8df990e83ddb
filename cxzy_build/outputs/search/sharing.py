"""The lists that rare grams share, after texts have changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence, Set

from .changes import Folded, FoldedTexts, MustBuild, OldIndex
from .documents import LONGEST
from .layout import FNV_PRIME, SHARED, START, WORD, WRITTEN_OUT, bits_of, hash_of, lists_for, place_of
from .letters import read_numbers, write_list, write_numbers
from .texts import BLOCK_END

Place = tuple[int, int]
"""The number of a file of grams, and of one of its shared lists."""


class SharedLists:
    """The shared lists of an index, and what changes in them.

    A list does not say which of its grams a document has: where that matters, texts are looked at. lists: gives those
    in a file as it was.
    """

    def __init__(self, before: OldIndex, texts: FoldedTexts, lists: Callable[[int], Mapping[str, str]]) -> None:
        self._before, self._texts, self._lists = before, texts, lists
        self.size = before.sizes.get(SHARED, 0)
        """See `Grams.sizes`."""
        self._many = lists_for(self.size, before.shape.shards)
        self._held: dict[int, Sequence[str]] = {}
        self._touched: set[Place] = set()
        self._leaving: dict[Place, set[int]] = defaultdict(set)
        self._joining: dict[Place, set[int]] = defaultdict(set)

    def candidates(self, gram: str) -> Set[int]:
        """Documents that may have had a rare gram; no other had it."""
        return self._numbers(self._place(gram))

    def has_more_than(self, most: int, gram: str, but: Set[int]) -> bool:
        """Whether more than `most` documents `but` those had a rare gram; reads no more texts than it takes."""
        numbers = self._texts.read_first(self.candidates(gram) - but)
        found = 0
        for left, number in zip(range(len(numbers), 0, -1), numbers, strict=True):
            if found > most or found + left <= most:
                break
            found += gram in self._texts.old(number)
        return found > most

    def list_of(self, gram: str) -> str:
        """What was a rare gram's list if it had one."""
        found = ((number, self._texts.old(number).class_of(gram)) for number in sorted(self.candidates(gram)))
        return write_list([(number, kind) for number, kind in found if kind is not None])

    def touch(self, gram: str, added: int) -> None:
        """Have a rare gram's list written again. added: how many more documents have the gram than before."""
        self._touched.add(self._place(gram))
        self.size += added

    def leave(self, gram: str, numbers: Set[int]) -> None:
        """A rare gram that these documents had has a list of its own now, or is not in the index any more."""
        self._leaving[self._place(gram)] |= numbers
        self.size -= len(numbers)

    def join(self, gram: str, numbers: Set[int]) -> None:
        """A gram that these documents have is rare now, and was not, or was not in the index."""
        self._joining[self._place(gram)] |= numbers
        self.size += len(numbers)

    def files(self, is_rare: Callable[[str], bool], is_often: Callable[[str], bool]) -> Mapping[int, str]:
        """By number of the file, its shared lists as they are now, where they may be other ones. Raises MustBuild.

        is_rare: tells whether a gram that stands somewhere belongs to these lists now. is_often: whether it is
        frequent.
        """
        if self._many != lists_for(self.size, self._before.shape.shards):
            raise MustBuild
        changed = self._texts.changed.keys()
        places = self._touched | self._leaving.keys() | self._joining.keys()
        now = {place: set(self._numbers(place)) - changed for place in places}
        for number, left in self._left_by_others().items():
            for place in left - self._has_rare(self._texts.old(number), left, is_rare, is_often):
                now[place].discard(number)
        for place, numbers in self._joining.items():
            now[place] |= numbers - changed
        for number, (_, new) in self._texts.changed.items():
            for place in self._has_rare(new, places, is_rare, is_often):
                now[place].add(number)
        made: dict[int, list[str]] = {file: [*self._lists_in(file)] for file, _ in places}
        for (file, which), numbers in now.items():
            made[file][which] = write_numbers(sorted(numbers))
        return {file: " ".join(lists) for file, lists in made.items()}

    def _left_by_others(self) -> Mapping[int, set[Place]]:
        """By document that did not change: the lists it may have to leave."""
        left: dict[int, set[Place]] = defaultdict(set)
        for place, numbers in self._leaving.items():
            for number in numbers - self._texts.changed.keys():
                left[number].add(place)
        return left

    def _place(self, gram: str) -> Place:
        return place_of(hash_of(gram), self._before.shape.shards, self._many)

    def _numbers(self, place: Place) -> Set[int]:
        file, which = place
        return set(read_numbers(self._lists_in(file)[which]))

    def _lists_in(self, file: int) -> Sequence[str]:
        if file not in self._held:
            self._held[file] = self._lists(file)[SHARED].split(" ")
        return self._held[file]

    def _has_rare(
        self, text: Folded, places: Set[Place], is_rare: Callable[[str], bool], is_often: Callable[[str], bool]
    ) -> Set[Place]:
        """Those of the lists in which a text has a gram. Of grams that are not frequent there are no longer ones; for
        pairs that is not asked, for it takes a file to know."""
        found: set[Place] = set()
        by_bits = {bits_of(place): place for place in places}
        mask = bits_of((self._before.shape.shards - 1, self._many - 1))
        for block in (*text.title.split(BLOCK_END), *text.rest.split(BLOCK_END)):
            codes = tuple(map(ord, block))
            for start in range(len(block) - 1):
                value = (START ^ codes[start]) * FNV_PRIME & WORD  # `extended` and `place_of`, for every gram there is
                for end in range(start + 1, min(start + LONGEST, len(block))):
                    if end - start > WRITTEN_OUT and not is_often(block[start:end]):
                        break
                    value = (value ^ codes[end]) * FNV_PRIME & WORD
                    place = by_bits.get((value ^ value >> 15) & mask)
                    if place and place not in found and is_rare(block[start : end + 1]):
                        found.add(place)
        return found
