"""Arrays of positions. Those of the commonest words are millions, so that they are worked on as a whole, by numpy.

A run of positions is kept as one number: the first position and, in the lower half, the last.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Positions = NDArray[np.int32]
Runs = NDArray[np.int64]
Places = NDArray[np.intp]
"""Where something stands in another array."""

Mask = NDArray[np.bool_]
"""For each of an array, or for each document, whether something is so."""

Numbers = TypeVar("Numbers", Positions, Runs)
HALF = 32  # bits


def positions(values: Sequence[int]) -> Positions:
    """Positions, of a list or another array."""
    return np.array(values, np.int32)


def runs(firsts: Positions, lasts: Positions) -> Runs:
    """Runs, from their first and their last positions."""
    return firsts.astype(np.int64) << HALF | lasts


def firsts(found: Runs) -> Positions:
    """Where runs begin."""
    return (found >> HALF).astype(np.int32)


def lasts(found: Runs) -> Positions:
    """The last positions of runs."""
    return found.astype(np.int32)


def distinct(parts: Iterable[Numbers]) -> Numbers:
    """What stands in any of some arrays, each once, ascending; quick where the arrays ascend. There is at least one."""
    found: Numbers = np.sort(np.concatenate(list(parts)), kind="stable")
    found = found[np.append(True, found[1:] != found[:-1])[: len(found)]]
    return found


def holds(held: Numbers, sought: Numbers) -> Mask:
    """For each number that is sought, whether an ascending array holds it."""
    ended = np.append(held, np.iinfo(held.dtype).min)
    found: Mask = ended[np.searchsorted(held, sought)] == sought
    return found
