"""The choices of a filter with their counts, over the list of documents."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from reviewer.store import filters
from reviewer.store.filters import EVERYTHING, FACETS, Filter
from reviewer.store.matter import Store
from reviewer.ui import filter_words
from reviewer.ui.by_locale import number
from reviewer.ui.choices_popup import ChoicesPopup, heading_label


class FilterPopup(ChoicesPopup):
    """Lies below the button that opens it. Its counts follow the other parts of the filter."""

    changed = Signal(object)  # Filter

    def __init__(self, parent: QWidget) -> None:
        super().__init__(self.tr("Filter documents"), parent)
        self._store: Store | None = None
        self._filter = EVERYTHING
        self.histogram.chosen.connect(self._choose_range)
        self.no_copies = QCheckBox()
        self.no_copies.clicked.connect(self._hide_copies)

    def open_below(self, button: QWidget, store: Store, chosen: Filter) -> None:
        """Offer what the matter holds, under the button, within the screen."""
        self._store = store
        self._fill(store)
        self.show_filter(chosen)
        self.place_below(button)

    def show_filter(self, chosen: Filter) -> None:
        """Tick what a filter chooses, and count."""
        store = self._store
        if store is None:
            return
        self._filter = chosen
        self.histogram.show_months(filters.months(store, chosen), chosen.since, chosen.until)
        self._range.setText(filter_words.dated(chosen) or self.tr("Any date"))
        for facet in FACETS:
            self.show_counts(facet, filters.counts(store, chosen, facet), getattr(chosen, facet))
        self._show_copies(store, chosen)

    def _show_copies(self, store: Store, chosen: Filter) -> None:
        count = filters.copies(store, chosen)
        self.no_copies.setText(self.tr("Hide {count} duplicates").format(count=number(count)))
        self.no_copies.setChecked(chosen.no_copies)
        self.no_copies.setEnabled(bool(count) or chosen.no_copies)

    def _fill(self, store: Store) -> None:
        """Make the choices anew: those that some document of the matter has."""
        self.no_copies.setParent(self)
        column = self.begin(self.tr("Date"))
        for facet in FACETS:
            names = filters.counts(store, EVERYTHING, facet)
            for heading, values in filter_words.groups(facet, names) if any(names) else ():  # "" alone is no choice
                column.addWidget(heading_label(heading))
                offered = [(name, filter_words.value(facet, name)) for name in values]
                column.addLayout(self.rows(facet, offered, self._choose))
        column.addWidget(heading_label(self.tr("Duplicates")))
        column.addWidget(self.no_copies)
        self.end(column)

    def _choose(self, facet: str, name: Hashable, on: bool) -> None:
        values: frozenset[Hashable] = getattr(self._filter, facet)
        chosen = values | {name} if on else values - {name}
        self._change(filters.choosing(self._filter, facet, map(str, chosen)))

    def _choose_range(self, since: str, until: str) -> None:
        self._change(replace(self._filter, since=since, until=until))

    def _hide_copies(self, hidden: bool) -> None:
        self._change(replace(self._filter, no_copies=hidden))

    def _change(self, chosen: Filter) -> None:
        self.show_filter(chosen)
        self.changed.emit(chosen)
