"""What is kept of very common words beside their posting lists: of two in a row where both stand, and how often each
stands in each document."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from heapq import nlargest
from itertools import chain, pairwise

from reviewer.search.inverted import new_positions, order

_SHARE = 1 / 1000  # of all positions: a word that takes more is common
_MOST = 250  # words, so that a byte tells them apart
_JOINT = "\x1e"  # stands in no word, and before all that does


def pair_term(first: str, second: str) -> str:
    """The term of two words in a row."""
    return f"{first}{_JOINT}{second}"


def least(end: int) -> int:
    """How many positions a common word has at the least, of so many of all words."""
    return int(end * _SHARE) + 1


class Common:
    """The common words of a segment, from their posting lists and the positions at which documents begin."""

    def __init__(self, lists: Mapping[str, array[int]], bases: Sequence[int], end: int) -> None:
        chosen = nlargest(_MOST, lists, key=lambda word: (len(lists[word]), word))
        self.words = sorted(chosen, key=order)
        self._lists, self._bounds = lists, [*bases, end]
        self._ranks = bytearray(end + 1)  # by position, 0 where no common word stands
        for rank, word in enumerate(self.words, 1):
            for position in lists[word]:
                self._ranks[position] = rank

    def pairs(self) -> Iterator[tuple[str, bytes]]:
        """For two words in a row where the first stands; the terms ascend."""
        for word in self.words:
            lists: defaultdict[int, array[int]] = defaultdict(new_positions)
            positions = self._lists[word]
            for position, rank in zip(
                positions, map(self._ranks.__getitem__, map((1).__add__, positions)), strict=True
            ):
                lists[rank].append(position)
            lists.pop(0, None)
            yield from ((pair_term(word, self.words[rank - 1]), lists[rank].tobytes()) for rank in sorted(lists))

    def tallies(self) -> Iterator[tuple[str, bytes]]:
        """For each word the numbers of the documents that hold it, and then how often each does."""
        documents, counts = ([new_positions() for _ in range(len(self.words) + 1)] for _ in range(2))
        for number, (start, end) in enumerate(pairwise(self._bounds)):
            for rank, count in Counter(self._ranks[start:end]).items():
                documents[rank].append(number)
                counts[rank].append(count)
        for rank, word in enumerate(self.words, 1):
            yield word, new_positions(chain(documents[rank], counts[rank])).tobytes()
