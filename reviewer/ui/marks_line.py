"""The line under the card of a document that says which marks and comments its PDF came with; a click lists them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from reviewer.model import DocumentId
from reviewer.store import in_pdfs
from reviewer.store.matter import Store
from reviewer.ui import icons
from reviewer.ui.label_button import LabelButton
from reviewer.ui.labels import ElidedLabel
from reviewer.ui.marks_words import summary

_ICON = QSize(16, 16)


class MarksLine(LabelButton):
    """Hidden where a document came without marks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("tile", "row")
        self.setToolTip(self.tr("List the marks and comments that the file came with (Ctrl+Shift+M)"))
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

    def show_document(self, store: Store | None, document: DocumentId | None) -> None:
        """Say what a document came with."""
        found = in_pdfs.annotations(store, document) if store and document is not None else []
        self._words.setText(self.tr("{marks} in the file").format(marks=summary(found)) if found else "")
        self.setAccessibleName(self._words.text())
        self.setVisible(bool(found))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()

    def _dress(self) -> None:
        self._picture.setPixmap(icons.icon("ph.chat-centered-text").pixmap(_ICON))
