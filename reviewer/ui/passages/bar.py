"""What stands above the table of passages: words, choices and tags to filter by, how rows are put together, what can be
done with them, and the filter in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from reviewer.model import DocumentId, Tag
from reviewer.store.passage_filters import ALL_PASSAGES, Demand, PassageFilter, demanding
from reviewer.store.passages import Grouping
from reviewer.ui.filter_bar import TYPING_MS, PartChip
from reviewer.ui.flow import Flow
from reviewer.ui.icons import icon
from reviewer.ui.labels import ElidedLabel, IconButton
from reviewer.ui.passages import words
from reviewer.ui.passages.asking import Counts
from reviewer.ui.passages.demand_chips import DemandChips
from reviewer.ui.passages.popup import PassagePopup
from reviewer.ui.segments import Segments


class PassagesBar(QWidget):
    """Holds the filter of the table."""

    changed = Signal()  # the filter, or how rows are put together

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chosen = ALL_PASSAGES
        self.counts = Counts()
        self.names: dict[DocumentId, str] = {}
        self._build()
        self._lay_out()
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(self._take_words)
        self.words.textChanged.connect(self._typing.start)
        self.filter.clicked.connect(self.open)
        self.popup.changed.connect(self.choose)
        self.tags.turned.connect(self.turn)
        self.grouping.changed.connect(self.changed)
        self.clear.clicked.connect(self.choose_all)

    @property
    def group_by(self) -> Grouping:
        """What rows are put together by."""
        return Grouping(self.grouping.value)

    def start(self) -> None:
        """Another matter, or none: no filter."""
        self.counts, self.names = Counts(), {}
        self.popup.hide()
        self._keep(ALL_PASSAGES)

    def choose(self, chosen: PassageFilter) -> None:
        """Filter otherwise."""
        if chosen != self.chosen:
            self._keep(chosen)
            self.changed.emit()

    def choose_all(self) -> None:
        """Filter no more."""
        self.choose(ALL_PASSAGES)

    def turn(self, name: str, wanted: Demand | None) -> None:
        """Ask something else of a tag."""
        self.choose(demanding(self.chosen, name, wanted))

    def open(self) -> None:
        """Show all choices, with counts."""
        self.popup.open_below(self.filter, self.counts, self.chosen, self.names)

    def show_counts(self, tags: Sequence[Tag], counts: Counts) -> None:
        """Show how many passages each choice holds."""
        self.counts = counts
        self.tags.show_tags(tags, counts, self.chosen)
        self.sentence.setText(words.sentence(self.chosen, counts.passing, counts.total, self.names))
        if self.popup.isVisible():
            self.popup.show_filter(counts, self.chosen)

    def changeEvent(self, event: QEvent) -> None:
        """Draw icons in the colours of a new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_glass"):
            self._glass.setIcon(icon("ph.magnifying-glass"))
            self._show_parts()

    def _take_words(self) -> None:
        self.choose(replace(self.chosen, containing=self.words.text().strip()))

    def _keep(self, chosen: PassageFilter) -> None:
        self.chosen = chosen
        self._typing.stop()
        if self.words.text().strip() != chosen.containing:
            with QSignalBlocker(self.words):
                self.words.setText(chosen.containing)
        self._show_parts()

    def _show_parts(self) -> None:
        """The parts of the filter that are out of sight, as chips that a click takes away."""
        while item := self._flow.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        parts = list(words.besides(self.chosen, self.names))
        for said, left in parts:
            chip = PartChip(said)
            chip.clicked.connect(lambda _=False, left=left: self.choose(left))
            self._flow.addWidget(chip)
        self._parts.setVisible(bool(parts))
        self.filter.setChecked(bool(parts))
        self.clear.setVisible(self.chosen != ALL_PASSAGES)

    def _build(self) -> None:
        self.words = QLineEdit(placeholderText=self.tr("Words in quote or note"), clearButtonEnabled=True)
        self.words.setAccessibleName(self.tr("Filter passages by words in quote or note"))
        self._glass = self.words.addAction(icon("ph.magnifying-glass"), QLineEdit.ActionPosition.LeadingPosition)
        self.filter = IconButton("ph.funnel", self.tr("Filter by date, kind, reviewer and document"))
        self.filter.setCheckable(True)
        self.grouping = Segments(
            self.tr("Group by"),
            [
                (Grouping.NOTHING, self.tr("Ungrouped")),
                (Grouping.TAG, self.tr("By tag")),
                (Grouping.DOCUMENT, self.tr("By document")),
            ],
        )
        self.heat = IconButton("ph.intersect", self.tr("Which tags stand on the same passages (Ctrl+Shift+J)"))
        self.heat.setCheckable(True)
        self.retag = IconButton("ph.tag", self.tr("Change the tags of passages… (Ctrl+T)"))
        self.export = IconButton("ph.export", self.tr("Export these passages… (Ctrl+E)"))
        self.close_button = IconButton("ph.x", self.tr("Back to the documents (Esc)"))
        self.tags = DemandChips()
        self.sentence = ElidedLabel(lines=2)
        self.clear = QToolButton()
        self.clear.setText(self.tr("Clear all"))
        self.popup = PassagePopup(self)

    def _lay_out(self) -> None:
        top, said = QHBoxLayout(), QHBoxLayout()
        top.setSpacing(6)
        top.addWidget(self.words, 1)
        for widget in (self.filter, self.grouping, self.heat, self.retag, self.export, self.close_button):
            top.addWidget(widget)
        self._parts, self._flow = QWidget(), Flow()
        self._parts.setLayout(self._flow)
        said.addWidget(self.sentence, 1)
        said.addWidget(self.clear)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 8)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.tags)
        column.addWidget(self._parts)
        column.addLayout(said)
