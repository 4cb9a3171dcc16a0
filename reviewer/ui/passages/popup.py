"""The choices of a filter of passages that are not tags: dates, kinds, reviewers, documents."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reviewer.store.filters import choosing
from reviewer.store.passage_filters import ALL_PASSAGES, PassageFilter
from reviewer.store.passages import CHOICES
from reviewer.ui.choices_popup import ChoicesPopup, heading_label
from reviewer.ui.passages import words
from reviewer.ui.passages.asking import Counts

DOCUMENTS_OFFERED = 25  # those with the most passages; others are chosen from the table


class PassagePopup(ChoicesPopup):
    """Its counts are those that the table was told; they follow the other parts of the filter."""

    changed = Signal(object)  # PassageFilter

    def __init__(self, parent: QWidget) -> None:
        super().__init__(self.tr("Filter passages"), parent)
        self._filter, self._told = ALL_PASSAGES, Counts()
        self.histogram.chosen.connect(
            lambda since, until: self.changed.emit(replace(self._filter, since=since, until=until))
        )

    def open_below(self, button: QWidget, counts: Counts, chosen: PassageFilter, names: words.Names) -> None:
        """Offer what the matter holds."""
        column = self.begin(self.tr("Date of the document"))
        for part in CHOICES:
            values = list(counts.choices.get(part, {}))
            if part == "documents":
                values = [*chosen.documents, *(one for one in values if one not in chosen.documents)]
                values = values[:DOCUMENTS_OFFERED]
            if values:
                column.addWidget(heading_label(words.heading(part)))
                column.addLayout(self.rows(part, [(one, _named(part, one, names)) for one in values], self._choose))
        self.end(column)
        self.show_filter(counts, chosen)
        self.place_below(button)

    def show_filter(self, counts: Counts, chosen: PassageFilter) -> None:
        """Tick what a filter chooses, and say what each choice holds."""
        self._filter, self._told = chosen, counts
        self.histogram.show_months(counts.months, chosen.since, chosen.until)
        self._range.setText(words.dated(chosen) or self.tr("Any date"))
        for part in CHOICES:
            self.show_counts(part, counts.choices.get(part, {}), getattr(chosen, part))

    def _choose(self, part: str, value: Hashable, on: bool) -> None:
        values: frozenset[Hashable] = getattr(self._filter, part)
        self.changed.emit(choosing(self._filter, part, values | {value} if on else values - {value}))


def _named(part: str, value: str | int, names: words.Names) -> str:
    if part == "kinds":
        return words.kind_name(str(value)).capitalize()
    return names.get(value, "?") if part == "documents" else str(value)  # type: ignore[call-overload]
