"""The strips under the toolbar: how an import goes and what came of it; that a matter is open for reading only."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from reviewer.model import ImportReport
from reviewer.processing.intake import ImportProgress
from reviewer.ui.by_locale import number
from reviewer.ui.labels import IconButton
from reviewer.ui.session import Session
from reviewer.words import local

PROGRESS_MS = 150  # faster than that nobody reads


class ImportStrip(QFrame):
    """Shows an import while it runs, and its summary until that is closed."""

    exceptions_wanted = Signal()
    ledger_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "strip")
        self._importer = session.importer
        self._build()
        self._cancel.clicked.connect(session.importer.cancel)
        self._link.clicked.connect(self.exceptions_wanted)
        self._ledger.clicked.connect(self.ledger_wanted)
        self._close.clicked.connect(self.hide)
        session.importer.progress.connect(self._show_progress)
        session.importer.finished.connect(self._show_report)
        session.closed.connect(self.hide)
        self._shown = QElapsedTimer()
        self._shown.start()
        self.hide()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def _build(self) -> None:
        self._words = QLabel()
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._bar = QProgressBar(textVisible=False)
        self._bar.setAccessibleName(self.tr("Files imported"))
        self._link = QPushButton(self.tr("Files that could not be read"))
        self._link.setProperty("link", "warning")
        self._ledger = QPushButton(self.tr("Ledger"))
        self._ledger.setProperty("link", "plain")
        self._cancel = QPushButton(self.tr("Cancel"))
        self._cancel.setAccessibleName(self.tr("Cancel the import"))
        self._close = IconButton("ph.x", self.tr("Close this summary"), side=14)
        column = QVBoxLayout()
        column.setSpacing(5)
        column.addWidget(self._words)
        column.addWidget(self._bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 7, 8, 7)
        row.setSpacing(12)
        row.addLayout(column, 1)
        for button in (self._link, self._ledger, self._cancel, self._close):
            row.addWidget(button)

    def _show_progress(self, state: ImportProgress) -> None:
        if self._cancel.isVisible() and self._shown.elapsed() < PROGRESS_MS:
            return
        self._shown.restart()
        self._words.setText(self._progress_words(state))
        self._bar.setRange(0, state.total)
        self._bar.setValue(state.done)
        self._set_running(True)

    def _progress_words(self, state: ImportProgress) -> str:
        if not state.total:
            return self.tr("Looking for files…")
        parts = [self.tr("Importing {done} of {total}").format(done=number(state.done), total=number(state.total))]
        if state.rate:
            parts.append(
                self.tr("{rate} files/s").format(rate=f"{state.rate:.0f}" if state.rate >= 2 else f"{state.rate:.1f}")
            )
        if state.seconds_left is not None:
            parts.append(self._time_left(state.seconds_left))
        return " – ".join(parts)

    def _time_left(self, seconds: float) -> str:
        if seconds < 90:
            return self.tr("about {n} s left").format(n=max(1, round(seconds)))
        return self.tr("about {n} min left").format(n=round(seconds / 60))

    def _show_report(self, report: ImportReport) -> None:
        self._words.setText("\n".join([self._report_words(report), *map(local, self._importer.volumes)]))
        one = self.tr("1 could not be read")
        many = self.tr("{n} could not be read").format(n=number(report.exceptions))
        self._link.setText(one if report.exceptions == 1 else many)
        self._set_running(False)
        self._link.setVisible(report.exceptions > 0)

    def _report_words(self, report: ImportReport) -> str:
        parts = [
            self.tr("Imported {imported} of {seen} files: {pages} pages").format(
                imported=number(report.imported), seen=number(report.seen), pages=number(report.pages)
            )
        ]
        for count, one, many in (
            (report.pages_ocred, self.tr("1 page read by OCR"), self.tr("{n} pages read by OCR")),
            (report.pages_without_text, self.tr("1 page without text"), self.tr("{n} pages without text")),
            (report.duplicates, self.tr("1 duplicate"), self.tr("{n} duplicates")),
        ):
            if count:
                parts.append(one if count == 1 else many.format(n=number(count)))
        return ", ".join(parts)

    def _set_running(self, running: bool) -> None:
        self._bar.setVisible(running)
        self._cancel.setVisible(running)
        self._ledger.setVisible(not running)
        self._close.setVisible(not running)
        if running:
            self._link.hide()
        self.show()


class ReadOnlyStrip(QFrame):
    """Says that the matter is open for reading only, and who holds it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "strip")
        self._session = session
        self._words = QLabel(wordWrap=True)
        self._words.setProperty("role", "warning")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 7, 14, 7)
        row.addWidget(self._words, 1)
        session.opened.connect(self._tell)
        session.closed.connect(self.hide)
        self.hide()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def _tell(self) -> None:
        store = self._session.store
        if store is None or not store.read_only:
            self.hide()
            return
        reason = f": {local(store.holder)}" if store.holder else ""
        self._words.setText(self.tr("This matter is open for reading only{reason}.").format(reason=reason))
        self.show()
