"""Where a page stands in the viewport, upright or turned: how its points and the pixels there belong together."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTransform

from reviewer.model import Box


@dataclass(frozen=True, slots=True)
class Frame:
    """The room of a page in the viewport, as it is shown; `turn` counts quarter turns clockwise, 0 to 3.

    `scale`: logical pixels a point. Boxes and points are those of the page upright.
    """

    rect: QRectF
    scale: float
    turn: int = 0

    @property
    def transform(self) -> QTransform:
        """From the page upright, its corner at 0, 0, to the viewport, both in logical pixels."""
        rect, made = self.rect, QTransform()
        corner = (rect.topLeft(), rect.topRight(), rect.bottomRight(), rect.bottomLeft())[self.turn]
        made.translate(corner.x(), corner.y())
        made.rotate(90 * self.turn)
        return made

    @property
    def upright(self) -> Frame:
        """The page upright, its corner at 0, 0."""
        size = self.rect.size().transposed() if self.turn % 2 else self.rect.size()
        return Frame(QRectF(QPointF(), size), self.scale)

    def place(self, box: Box) -> QRectF:
        """A box of the page in the viewport."""
        area = QRectF(box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0)
        area = QRectF(area.topLeft() * self.scale, area.size() * self.scale)
        return self.transform.mapRect(area) if self.turn else area.translated(self.rect.topLeft())

    def point(self, position: QPointF) -> tuple[float, float]:
        """A position in the viewport in points of the page."""
        there = self.transform.inverted()[0].map(position) if self.turn else position - self.rect.topLeft()
        return there.x() / self.scale, there.y() / self.scale

    def part(self, area: QRectF) -> QRectF:
        """The part of the page that stands in an area of the viewport, upright, in logical pixels from its corner."""
        return self.transform.inverted()[0].mapRect(self.rect.intersected(area))
