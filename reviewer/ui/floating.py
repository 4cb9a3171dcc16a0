"""A panel in a window of its own, for a second screen; closing that window brings the panel back."""

from __future__ import annotations

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QSplitter, QVBoxLayout, QWidget

SIZE = (480, 760)


class Floating(QDialog):
    """Takes a panel out of a splitter; a panel without width stands in its place until it comes back."""

    def __init__(self, splitter: QSplitter, index: int, title: str) -> None:
        super().__init__(splitter.window())
        self._splitter, self._index, self._sizes = splitter, index, splitter.sizes()
        self._place = QWidget()
        self._place.setFixedWidth(0)
        self.setWindowTitle(title)
        self.resize(*SIZE)
        panel = splitter.replaceWidget(index, self._place)
        assert panel is not None
        self._panel = panel
        splitter.setSizes([0 if place == index else size for place, size in enumerate(self._sizes)])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)
        self.addActions(splitter.window().actions())  # their keys are to work here too
        self.show()
        panel.show()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._splitter.replaceWidget(self._index, self._panel)
        self._panel.show()
        self._splitter.setSizes(self._sizes)
        self._place.deleteLater()
        self.deleteLater()
        super().closeEvent(event)

    def reject(self) -> None:
        """Esc does not close it: the panel has uses of its own for that key."""
