"""What stands above the list of documents: words to filter by, a button to all other choices, and what is chosen."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from reviewer.store.filters import EVERYTHING, UNREVIEWED, Filter, choosing
from reviewer.store.matter import Store
from reviewer.ui import filter_words
from reviewer.ui.filter_popup import FilterPopup
from reviewer.ui.flow import Flow
from reviewer.ui.icons import icon
from reviewer.ui.labels import IconButton, let_clear

TYPING_MS = 150
WIDEST = 220  # pixels: the words of a chip


class FilterBar(QWidget):
    """Holds the filter of the list; each active part is a chip that a click takes away."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chosen = EVERYTHING
        self._store: Store | None = None
        self._build()
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(self._take_words)
        self.words.textChanged.connect(self._typing.start)
        self.unreviewed.toggled.connect(self._take_unreviewed)
        self.button.clicked.connect(self.open)
        self.popup.changed.connect(self.choose)
        self._show_chips()

    def start(self, store: Store | None) -> None:
        """Another matter, or none: all documents."""
        self._store = store
        self.popup.hide()
        self._typing.stop()
        with QSignalBlocker(self.words):
            self.words.clear()
        self._keep(EVERYTHING)

    def choose(self, chosen: Filter) -> None:
        """Filter otherwise."""
        if chosen != self.chosen:
            self._keep(chosen)
            self.changed.emit()

    def open(self) -> None:
        """Show all choices, with counts."""
        if self._store:
            self.popup.open_below(self.button, self._store, self.chosen)

    def refresh(self) -> None:
        """Count again, for documents came in or were coded."""
        if self.popup.isVisible():
            self.popup.show_filter(self.chosen)

    def changeEvent(self, event: QEvent) -> None:
        """Draw icons in the colours of a new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_glass"):
            self._glass.setIcon(icon("ph.magnifying-glass"))
            self._show_chips()

    def _build(self) -> None:
        self.words = QLineEdit(placeholderText=self.tr("Title, number or sender"))
        let_clear(self.words, self.tr("Clear the filter"))
        self.words.setAccessibleName(self.tr("Filter documents by title, number or sender"))
        self._glass = self.words.addAction(icon("ph.magnifying-glass"), QLineEdit.ActionPosition.LeadingPosition)
        self._glass.setText(self.tr("Filter"))
        self.button = IconButton("ph.funnel", self.tr("Filter by date, type, custodian, tag, review and more"))
        self.button.setCheckable(True)
        self.unreviewed = QToolButton()
        self.unreviewed.setCheckable(True)
        self.unreviewed.setAccessibleName(self.tr("Show unreviewed documents only"))
        self.unreviewed.setToolTip(self.tr("Show unreviewed documents only"))
        self.unreviewed.setProperty("chip", True)
        self.popup = FilterPopup(self)
        row, self._chips = QHBoxLayout(), QWidget()
        row.setSpacing(6)
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        row.addWidget(self.unreviewed)
        self._flow = Flow()
        self._chips.setLayout(self._flow)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 8)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self._chips)

    def _take_words(self) -> None:
        self.choose(replace(self.chosen, containing=self.words.text().strip()))

    def _take_unreviewed(self, on: bool) -> None:
        self.choose(choosing(self.chosen, "reviewed", {UNREVIEWED} if on else ()))

    def _keep(self, chosen: Filter) -> None:
        self.chosen = chosen
        with QSignalBlocker(self.unreviewed):
            self.unreviewed.setChecked(chosen.reviewed == {UNREVIEWED})
        self._show_chips()

    def _show_chips(self) -> None:
        """The parts of the filter, but for the words and for "unreviewed", which are in sight above."""
        while (item := self._flow.takeAt(0)) and (widget := item.widget()):
            widget.deleteLater()
        chosen = self.chosen
        shown = choosing(chosen, "reviewed", ()) if chosen.reviewed == {UNREVIEWED} else chosen
        parts = list(filter_words.parts(shown))
        for words, left in parts:
            left = replace(left, reviewed=chosen.reviewed) if shown is not chosen else left
            chip = PartChip(words)
            chip.clicked.connect(lambda _=False, left=left: self.choose(left))
            self._flow.addWidget(chip)
        if len(parts) > 1:
            self._flow.addWidget(self._clear())
        self._chips.setVisible(bool(parts))
        self.button.setChecked(bool(parts))

    def _clear(self) -> QToolButton:
        button = QToolButton()
        button.setText(self.tr("Clear all"))
        button.clicked.connect(lambda: self.choose(Filter(containing=self.chosen.containing)))
        return button


class PartChip(QToolButton):
    """A part of a filter in words; a click takes it away."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, WIDEST).replace("&", "&&"))
        self.setIcon(icon("ph.x"))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setProperty("chip", True)
        self.setAccessibleName(self.tr("Do not filter by: {part}").format(part=words))
        self.setToolTip(self.accessibleName())
