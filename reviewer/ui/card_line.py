"""A line under the card of a document that says what its file holds; a click lists it. Hidden while it has no words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from reviewer.ui import icons
from reviewer.ui.label_button import LabelButton
from reviewer.ui.labels import ElidedLabel

_ICON = QSize(16, 16)


class CardLine(LabelButton):
    """A picture and up to three lines of words."""

    def __init__(self, picture: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("tile", "row")
        self._name = picture
        self._picture, self._words = QLabel(), ElidedLabel(lines=3)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 5, 4, 5)
        row.setSpacing(8)
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        for label in (self._picture, self._words):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._dress()
        self.hide()

    @property
    def words(self) -> str:
        """What the line says."""
        return self._words.text()

    def say(self, words: str) -> None:
        """Show these words; without any, nothing."""
        self._words.setText(words)
        self.setAccessibleName(words)
        self.setVisible(bool(words))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()

    def _dress(self) -> None:
        self._picture.setPixmap(icons.icon(self._name).pixmap(_ICON))
