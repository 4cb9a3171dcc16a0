"""Runs, gaps and breaks of Bates numbers as a list: a row shows its page in the window, and may be corrected."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from reviewer.model import DocumentId
from reviewer.store.numbering import bearer
from reviewer.ui.bates_dialog import BatesDialog
from reviewer.ui.list_dialog import RowsDialog, foot
from reviewer.ui.session import Session

Place = tuple[str, str]
"""A page: the control number of its document, and its Bates number."""


class NumbersDialog(RowsDialog):
    """As RowsDialog; `places` are the pages that its rows are about."""

    def __init__(
        self,
        session: Session,
        title: str,
        headers: Sequence[str],
        rows: Sequence[Sequence[str]],
        places: Sequence[Place],
        parent: QWidget | None = None,
    ) -> None:
        self._session, self._places = session, places
        super().__init__(title, headers, rows, parent)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show())
        self.table.doubleClicked.connect(lambda _: self.correct())
        session.closed.connect(self.close)

    def correct(self) -> None:
        """Correct the numbers from the page of the chosen row on."""
        store, place = self._session.store, self._place()
        if store and place and not store.read_only:
            BatesDialog(self._session, store, *place, self).exec()

    def _place(self) -> tuple[DocumentId, int] | None:
        row = self.table.currentIndex().row()
        return bearer(self._session.store, *self._places[row]) if self._session.store and row >= 0 else None

    def _show(self) -> None:
        place = self._place()
        self._correct.setEnabled(bool(place and self._session.store and not self._session.store.read_only))
        if place:
            self._session.show(*place)

    def _lay_out(self) -> None:
        hint = QLabel(self.tr("The page of the row that you choose here is shown in the window."), wordWrap=True)
        hint.setProperty("role", "quiet")
        copy, self._correct = QPushButton(self.tr("Copy list")), QPushButton(self.tr("Correct Bates numbers…"))
        copy.clicked.connect(self.copy)
        self._correct.clicked.connect(self.correct)
        self._correct.setEnabled(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(hint)
        layout.addWidget(self.table, 1)
        layout.addLayout(foot(self, copy, self._correct))
