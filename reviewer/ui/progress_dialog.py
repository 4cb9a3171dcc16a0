"""How far the review has come: the share of documents and pages, by reviewer and by day, as bars."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from reviewer.store import progress
from reviewer.store.progress import Share
from reviewer.ui.bars import Bars, counted
from reviewer.ui.by_locale import date_words, number
from reviewer.ui.list_dialog import foot
from reviewer.ui.session import Session

WIDTH, DAYS = 640, 14


class ProgressDialog(QDialog):
    """Stands beside the window and follows the work."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Progress of the review"))
        self.setMinimumWidth(WIDTH)
        self._session = session
        self.whole = Bars(self.tr("The whole matter"))
        self.reviewers = Bars(self.tr("By reviewer"))
        self.days = Bars(self.tr("By day"))
        self._nothing = QLabel(self.tr("No document is marked reviewed yet. Ctrl+R marks the one that is shown."))
        self._nothing.setProperty("role", "quiet")
        self._lay_out()
        session.coding_changed.connect(self._follow)
        session.documents_changed.connect(self._follow)
        session.closed.connect(self.close)

    def refresh(self) -> None:
        """Count again."""
        store = self._session.store
        if store is None:
            return
        every, by_reviewer, by_day = progress.total(store), progress.by_reviewer(store), progress.by_day(store)
        documents, pages = (sum(share.documents for share in by_reviewer), sum(share.pages for share in by_reviewer))
        self.whole.show_rows(
            [
                (self.tr("Documents"), documents / max(every.documents, 1), _of(documents, every.documents)),
                (self.tr("Pages"), pages / max(every.pages, 1), _of(pages, every.pages)),
            ]
        )
        self.reviewers.show_rows(self._rows(by_reviewer, [share.name for share in by_reviewer]))
        latest = by_day[:DAYS]
        self.days.show_rows(self._rows(latest, [date_words(share.name) for share in latest]))
        for heading, bars in self._groups:
            heading.setVisible(bool(bars.rows))
        self._nothing.setVisible(not by_reviewer)
        self.adjustSize()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _rows(self, shares: Sequence[Share], names: Sequence[str]) -> list[tuple[str, float, str]]:
        most = max((share.documents for share in shares), default=1)
        return [
            (name, share.documents / most, counted(share.documents, share.pages))
            for name, share in zip(names, shares, strict=True)
        ]

    def _follow(self) -> None:
        if self.isVisible():
            self.refresh()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(6)
        self._groups = []
        for words, bars in (
            (self.tr("Reviewed"), self.whole),
            (self.tr("By reviewer"), self.reviewers),
            (self.tr("By day, the last {n}").format(n=DAYS), self.days),
        ):
            heading = QLabel(words)
            heading.setProperty("role", "heading")
            heading.setContentsMargins(0, 6, 0, 0)
            layout.addWidget(heading)
            layout.addWidget(bars)
            self._groups.append((heading, bars))
        layout.addWidget(self._nothing)
        layout.addStretch(1)
        layout.addLayout(foot(self))


def _of(done: int, total: int) -> str:
    share = f"{100 * done / total:.0f} %" if total else "–"
    return f"{number(done)} / {number(total)} ({share})"
