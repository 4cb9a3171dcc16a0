"""The pages of weak OCR as a list: a row shows its page in the window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from reviewer.store.page_texts import WeakPage
from reviewer.ui.list_dialog import RowsDialog, foot
from reviewer.ui.session import Session


class WeakDialog(RowsDialog):
    """As RowsDialog, of pages."""

    def __init__(self, session: Session, title: str, pages: Sequence[WeakPage], parent: QWidget | None = None) -> None:
        headers = [session.tr("Document"), session.tr("Page"), session.tr("Bates number"), session.tr("Certainty")]
        rows = [[page.control_number, str(page.page), page.bates, f"{page.mean:.0f} %"] for page in pages]
        super().__init__(title, headers, rows, parent)
        self._session, self._pages = session, pages
        self.table.selectionModel().currentRowChanged.connect(lambda index, _: self._show(index.row()))
        session.closed.connect(self.close)

    def _show(self, row: int) -> None:
        if row >= 0:
            self._session.show(self._pages[row].document, self._pages[row].page)

    def _lay_out(self) -> None:
        hint = QLabel(
            self.tr(
                "About every fourth word of these pages was read wrong, or more: a search may miss them. Certainty is"
                " the mean of their words, as OCR tells it. The page that you choose here is shown in the window."
            ),
            wordWrap=True,
        )
        hint.setProperty("role", "quiet")
        copy = QPushButton(self.tr("Copy list"))
        copy.clicked.connect(self.copy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(hint)
        layout.addWidget(self.table, 1)
        layout.addLayout(foot(self, copy))
