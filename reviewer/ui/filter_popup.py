"""The choices of a filter with their counts, over the list of documents."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from reviewer.store import filters
from reviewer.store.filters import EVERYTHING, FACETS, Filter
from reviewer.store.matter import Store
from reviewer.ui import filter_words
from reviewer.ui.histogram import Histogram

WIDTH, TALLEST, LEAST = 330, 620, 320


class FilterPopup(QFrame):
    """Lies below the button that opens it. Its counts follow the other parts of the filter."""

    changed = Signal(object)  # Filter

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "popup")
        self.setAccessibleName(self.tr("Filter documents"))
        self._store: Store | None = None
        self._filter = EVERYTHING
        self.choices: dict[tuple[str, str], QCheckBox] = {}
        self._counts: dict[tuple[str, str], QLabel] = {}
        self.histogram = Histogram()
        self.histogram.chosen.connect(self._choose_range)
        self.no_copies = QCheckBox()
        self.no_copies.clicked.connect(self._hide_copies)
        self._range = _quiet()
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setProperty("role", "panel")
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 6, 2, 6)
        column.addWidget(self._scroll)

    def open_below(self, button: QWidget, store: Store, chosen: Filter) -> None:
        """Offer what the matter holds, under the button, within the screen."""
        self._store = store
        self._fill(store)
        self.show_filter(chosen)
        wanted = self._inside.sizeHint().height() + 14
        at, screen = button.mapToGlobal(QPoint(0, button.height() + 4)), button.screen().availableGeometry()
        self.resize(WIDTH, min(wanted, TALLEST, max(screen.bottom() - at.y(), LEAST)))
        at.setX(max(screen.left(), min(at.x(), screen.right() - self.width())))
        at.setY(max(screen.top(), min(at.y(), screen.bottom() - self.height())))
        self.move(at)
        self.show()
        self.histogram.setFocus()

    def show_filter(self, chosen: Filter) -> None:
        """Tick what a filter chooses, and count."""
        store = self._store
        if store is None:
            return
        self._filter = chosen
        self.histogram.show_months(filters.months(store, chosen), chosen.since, chosen.until)
        self._range.setText(filter_words.dated(chosen) or self.tr("Any date"))
        for facet in FACETS:
            found = filters.counts(store, chosen, facet)
            for (of, name), box in self.choices.items():
                if of == facet:
                    box.setChecked(name in getattr(chosen, facet))
                    box.setEnabled(name in found)
                    self._counts[of, name].setText(f"{found.get(name, 0):,}")
        self._show_copies(store, chosen)

    def _show_copies(self, store: Store, chosen: Filter) -> None:
        count = filters.copies(store, chosen)
        self.no_copies.setText(self.tr("Hide {count} duplicates").format(count=f"{count:,}"))
        self.no_copies.setChecked(chosen.no_copies)
        self.no_copies.setEnabled(bool(count) or chosen.no_copies)

    def _fill(self, store: Store) -> None:
        """Make the choices anew: those that some document of the matter has."""
        self.histogram.setParent(self)
        self.no_copies.setParent(self)
        self._range.setParent(self)
        self.choices, self._counts = {}, {}
        self._inside = QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(12, 6, 12, 6)
        column.setSpacing(4)
        column.addWidget(_heading(self.tr("Date")))
        column.addWidget(self.histogram)
        column.addWidget(self._range)
        for facet in FACETS:
            names = filters.counts(store, EVERYTHING, facet)
            if any(names):  # "no custodian" alone is no choice
                column.addWidget(_heading(filter_words.heading(facet)))
                column.addLayout(self._rows(facet, list(names)))
        column.addWidget(_heading(self.tr("Duplicates")))
        column.addWidget(self.no_copies)
        column.addStretch(1)
        self._scroll.setWidget(self._inside)

    def _rows(self, facet: str, names: list[str]) -> QGridLayout:
        grid = QGridLayout()
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        for row, name in enumerate(names):
            words = filter_words.value(facet, name)
            box, count = QCheckBox(words.replace("&", "&&")), _quiet()
            box.setAccessibleName(words)
            box.setToolTip(words)
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            box.clicked.connect(lambda on, name=name: self._choose(facet, name, on))
            grid.addWidget(box, row, 0)
            grid.addWidget(count, row, 1, Qt.AlignmentFlag.AlignRight)
            self.choices[facet, name], self._counts[facet, name] = box, count
        return grid

    def _choose(self, facet: str, name: str, on: bool) -> None:
        values: frozenset[str] = getattr(self._filter, facet)
        self._change(filters.choosing(self._filter, facet, values | {name} if on else values - {name}))

    def _choose_range(self, since: str, until: str) -> None:
        self._change(replace(self._filter, since=since, until=until))

    def _hide_copies(self, hidden: bool) -> None:
        self._change(replace(self._filter, no_copies=hidden))

    def _change(self, chosen: Filter) -> None:
        self.show_filter(chosen)
        self.changed.emit(chosen)


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "strong")
    label.setContentsMargins(0, 8, 0, 2)
    return label


def _quiet() -> QLabel:
    label = QLabel()
    label.setProperty("role", "quiet")
    return label
