"""Scrolling on by itself while the mouse, its button down, is beyond the edge of the pages."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPointF, QTimer, Signal

_STEP = 25  # milliseconds between two steps


class EdgeScroll(QObject):
    """`scroll_towards` takes one step towards a position in the viewport; False when that is inside."""

    moved = Signal(QPointF)  # the pages have moved under the mouse, which is here

    def __init__(self, scroll_towards: Callable[[QPointF], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._scroll_towards = scroll_towards
        self._mouse = QPointF()
        self._timer = QTimer(self, interval=_STEP)
        self._timer.timeout.connect(self._go_on)

    def follow(self, mouse: QPointF) -> None:
        """The mouse is here now."""
        self._mouse = mouse
        if not self._timer.isActive():
            self._timer.start()

    def stop(self) -> None:
        """The button is up."""
        self._timer.stop()

    def _go_on(self) -> None:
        if self._scroll_towards(self._mouse):
            self.moved.emit(self._mouse)
        else:
            self._timer.stop()
