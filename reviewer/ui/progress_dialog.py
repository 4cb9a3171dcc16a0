"""How far the review has come: the share of documents and pages, by reviewer and by day, as bars."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QLabel, QSizePolicy, QVBoxLayout, QWidget

from reviewer.dates import display
from reviewer.store import progress
from reviewer.store.progress import Share
from reviewer.ui.list_dialog import foot
from reviewer.ui.paragraphs import draw_line
from reviewer.ui.session import Session
from reviewer.ui.theme import worn

WIDTH, DAYS = 640, 14
_NAME, _NUMBERS, _ROW, _BAR = 140, 180, 26, 12  # pixels


class Bars(QWidget):
    """A row a share: name, bar, and the numbers in words, so that the length says nothing that is not written."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[str, float, str]] = []
        self._name = name
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def rows(self) -> list[tuple[str, float, str]]:
        """Name, length of the bar from 0 to 1, and the numbers of each row."""
        return self._rows

    def show_rows(self, rows: Sequence[tuple[str, float, str]]) -> None:
        """Show rows in place of those that are there."""
        self._rows = list(rows)
        said = "; ".join(f"{name}: {numbers}" for name, _, numbers in rows)
        self.setAccessibleName(f"{self._name}: {said}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, self._row_height() * len(self._rows))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, high = QPainter(self), worn(), self._row_height()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, (name, share, numbers) in enumerate(self._rows):
            top, left = place * high, _NAME + 12
            room = self.width() - left - _NUMBERS - 12
            draw_line(painter, QRect(0, top, _NAME, high), name, theme.text)
            draw_line(painter, QRect(self.width() - _NUMBERS, top, _NUMBERS, high), numbers, theme.quiet)
            painter.setPen(Qt.PenStyle.NoPen)
            for width, colour in ((room, theme.hover), (round(room * share), theme.accent)):
                painter.setBrush(QColor(colour))
                painter.drawRoundedRect(left, top + (high - _BAR) // 2, width, _BAR, 3, 3)

    def _row_height(self) -> int:
        return max(_ROW, self.fontMetrics().height() + 8)


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
        self.days.show_rows(self._rows(latest, [display(share.name) for share in latest]))
        for heading, bars in self._groups:
            heading.setVisible(bool(bars.rows))
        self._nothing.setVisible(not by_reviewer)
        self.adjustSize()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _rows(self, shares: Sequence[Share], names: Sequence[str]) -> list[tuple[str, float, str]]:
        most = max((share.documents for share in shares), default=1)
        return [(name, share.documents / most, self._counted(share)) for name, share in zip(names, shares, strict=True)]

    def _counted(self, share: Share) -> str:
        words = (
            self.tr("1 document, {pages} pages") if share.documents == 1 else self.tr("{n} documents, {pages} pages")
        )
        return words.format(n=QLocale().toString(share.documents), pages=QLocale().toString(share.pages))

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
    return f"{QLocale().toString(done)} / {QLocale().toString(total)} ({share})"
