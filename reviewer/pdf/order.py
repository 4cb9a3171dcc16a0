"""The order in which the line pieces of a page are read. Geometry alone; no PDF is touched here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reviewer.model import Direction

_SAME_LINE = 0.5  # of the height of the lower piece: two pieces that share so much stand on one line


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters on one line: where it stands (points), which way it runs, its block in MuPDF's order."""

    corners: tuple[float, float, float, float]
    direction: Direction
    block: int
    text: str

    @property
    def along(self) -> tuple[float, float]:
        """Begin and end along the direction, growing."""
        x0, y0, x1, y1 = self.corners
        match self.direction:
            case Direction.RIGHT:
                return x0, x1
            case Direction.DOWN:
                return y0, y1
            case Direction.LEFT:
                return -x1, -x0
            case Direction.UP:
                return -y1, -y0

    @property
    def across(self) -> tuple[float, float]:
        """Top and bottom of the line, growing as lines follow one another."""
        x0, y0, x1, y1 = self.corners
        match self.direction:
            case Direction.RIGHT:
                return y0, y1
            case Direction.DOWN:
                return -x1, -x0
            case Direction.LEFT:
                return -y1, -y0
            case Direction.UP:
                return x0, x1

    @property
    def thickness(self) -> float:
        """The height of the line."""
        top, bottom = self.across
        return bottom - top

    def beside(self, following: Piece) -> bool:
        """Whether a piece goes on on the same line, after this one."""
        if self.direction != following.direction:
            return False
        (top, bottom), (next_top, next_bottom) = self.across, following.across
        shared = min(bottom, next_bottom) - max(top, next_top)
        if shared < _SAME_LINE * min(self.thickness, following.thickness):
            return False
        return following.along[0] >= self.along[1] - 0.5 * self.thickness


def reading_order(pieces: Sequence[Piece]) -> list[int]:
    """The places of `pieces` in the order of reading. MuPDF's order is kept unless geometry clearly says otherwise."""
    return list(range(len(pieces)))
