"""Random samples that anybody can draw again: the same seed gives the same documents on every machine.

Documents stand in the order of SHA-256("seed:control number"), which is as good as a shuffle; a sample is the first
ones. What is drawn depends on nothing but the seed and the control numbers, and a larger sample holds a smaller one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

from reviewer.model import DocumentId


@dataclass(frozen=True, slots=True)
class Sample:
    """How many documents are drawn (`percent`: that share of them, rounded up), and by which seed."""

    size: int
    seed: int
    percent: bool = False

    @property
    def written(self) -> str:
        """As it is spoken of and kept: "20 documents, seed 7", "5 %, seed 7"."""
        size = f"{self.size} %" if self.percent else f"{self.size} document{'s' if self.size != 1 else ''}"
        return f"{size}, seed {self.seed}"

    def of(self, count: int) -> int:
        """How many of so many documents are drawn."""
        return min(count, ceil(count * self.size / 100) if self.percent else self.size)


def drawn(sample: Sample, numbers: Mapping[DocumentId, str]) -> set[DocumentId]:
    """The documents that a sample draws, given the control number of each."""
    order = sorted(numbers, key=lambda document: (_place(sample.seed, numbers[document]), numbers[document]))
    return set(order[: sample.of(len(order))])


def _place(seed: int, number: str) -> bytes:
    return hashlib.sha256(f"{seed}:{number}".encode()).digest()
