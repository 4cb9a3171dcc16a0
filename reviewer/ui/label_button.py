"""A button whose face is laid out with labels."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton


class LabelButton(QPushButton):
    """As large as the layout on it asks."""

    def sizeHint(self) -> QSize:
        face = self.layout()
        return face.sizeHint() if face else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        face = self.layout()
        return face.minimumSize() if face else super().minimumSizeHint()
