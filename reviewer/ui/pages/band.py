"""A box drawn over pages with the mouse."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QRubberBand, QWidget

_LEAST = 4  # logical pixels, either way: a smaller box is a click


class Band:
    """A frame from where the button went down to where the mouse is."""

    def __init__(self, viewport: QWidget) -> None:
        self._frame = QRubberBand(QRubberBand.Shape.Rectangle, viewport)
        self._start: QPointF | None = None

    @property
    def drawn(self) -> bool:
        """Whether the button is down."""
        return self._start is not None

    def press(self, position: QPointF) -> None:
        """The button goes down."""
        self._start = position
        self.drag(position)
        self._frame.show()

    def drag(self, position: QPointF) -> None:
        """The mouse moves."""
        if self._start is not None:
            self._frame.setGeometry(QRectF(self._start, position).normalized().toRect())

    def release(self) -> QRectF | None:
        """The button goes up: the box, in pixels of the viewport, or None where it was no more than a click."""
        self._start = None
        self._frame.hide()
        box = QRectF(self._frame.geometry())
        return box if min(box.width(), box.height()) >= _LEAST else None
