"""Boxes as plain corners (x0, y0, x1, y1), in points."""

from __future__ import annotations

from collections.abc import Iterable

from reviewer.pdf.line import Corners

_ROOM = 2.0  # points: boxes of letters reach over the ink


def middle(box: Corners) -> tuple[float, float]:
    """The middle of a box."""
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def holds(box: Corners, point: tuple[float, float]) -> bool:
    """Whether a point is in a box."""
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def within(inner: Corners, outer: Corners) -> bool:
    """Whether a box is inside another, with a little room."""
    low = inner[0] >= outer[0] - _ROOM and inner[1] >= outer[1] - _ROOM
    return low and inner[2] <= outer[2] + _ROOM and inner[3] <= outer[3] + _ROOM


def overlaps(one: Corners, other: Corners) -> bool:
    """Whether two boxes overlap by more than a little."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    return wide > _ROOM and min(one[3], other[3]) - max(one[1], other[1]) > _ROOM


def shared(one: Corners, other: Corners) -> float:
    """The area that two boxes share."""
    wide, high = min(one[2], other[2]) - max(one[0], other[0]), min(one[3], other[3]) - max(one[1], other[1])
    return wide * high if wide > 0 and high > 0 else 0.0


def area(box: Corners) -> float:
    """The area of a box."""
    return max(box[2] - box[0], 0.0) * max(box[3] - box[1], 0.0)


def around(boxes: Iterable[Corners]) -> Corners:
    """The smallest box that holds all; there must be one at least."""
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return min(x0), min(y0), max(x1), max(y1)
