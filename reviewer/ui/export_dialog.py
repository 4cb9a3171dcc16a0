"""The dialog that exports tagged passages: what will be written, whether it may leave the office, what was written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from reviewer.export import privilege
from reviewer.export.export import ExportResult
from reviewer.export.templates import Kind
from reviewer.jobs import Progress
from reviewer.model import PassageId
from reviewer.ui.by_locale import number
from reviewer.ui.export_form import ExportForm
from reviewer.ui.export_scope import Bearers, Scope
from reviewer.ui.exporting import Exporter
from reviewer.ui.icons import icon
from reviewer.ui.session import Session
from reviewer.words import local


class ExportDialog(QDialog):
    """Asks, runs the export in a child process, and says what came of it. Needs an open matter.

    With `passages` it exports these, in their order; else it asks of which tags.
    """

    def __init__(
        self, session: Session, parent: QWidget | None = None, passages: Sequence[PassageId] | None = None
    ) -> None:
        super().__init__(parent)
        if session.store is None:
            raise ValueError("an export needs an open matter")
        self.setWindowTitle(self.tr("Export"))
        self.resize(620, 560 if passages is None else 360)
        self.form = ExportForm(session, session.store, passages)
        self.exporter = Exporter(self)
        self._store = session.store
        self._bearers = Bearers(session.store)
        self._written: ExportResult | None = None
        self._only = None if passages is None else frozenset(passages)
        self._asked = 0  # passages that the export under way was asked for
        self._build()
        self.form.changed.connect(self._describe)
        self.exporter.progress.connect(self._show_progress)
        self.exporter.finished.connect(self._show_result)
        self.exporter.failed.connect(lambda sentence: self._end(sentence, "danger"))
        self.exporter.cancelled.connect(lambda: self._end(self.tr("Cancelled; nothing was written."), "quiet"))
        session.closed.connect(self._leave)
        self._describe()

    def start(self) -> None:
        """Export as the form says."""
        if self.exporter.running:
            return
        self._asked = self._scope().passages
        self._opening.hide()
        self._set_running(True)
        self._say(self.tr("Exporting…"), "quiet")
        self.exporter.start(self.form.order())

    def reject(self) -> None:
        """Stop what runs; else close."""
        if self.exporter.running:
            self.exporter.cancel()
        else:
            super().reject()

    def _leave(self) -> None:
        """Close, whatever runs: the matter is gone."""
        self.exporter.stop()
        super().reject()

    @property
    def summary(self) -> str:
        """What will be written."""
        return self._summary.text()

    @property
    def warning(self) -> str:
        """What to look at before the list leaves the office, if anything."""
        return self._warning.text()

    @property
    def message(self) -> str:
        """What came of the latest export."""
        return f"{self._message.text()}\n{self._notices.text()}".strip()

    def _scope(self) -> Scope:
        chosen = self.form.tags.chosen()
        tags = None if chosen is None else {tag.id for tag in chosen}
        return self._bearers.scope(tags, self.form.documents(), self._only)

    def _describe(self) -> None:
        path = self.form.order().out
        writable = self._describe_log() if self.form.is_log else self._describe_passages()
        self._warning.setVisible(bool(self._warning.text()))
        self._replaces.setVisible(path.is_file())
        self._export.setEnabled(writable and bool(self.form.path.text().strip()))
        if self._written is None:
            self._say("", "quiet")

    def _describe_log(self) -> bool:
        """Say what the privilege log would list, and what it lacks; tell whether it would list anything."""
        count = len(privilege.chosen(self._store, self.form.documents()))
        some = self.tr("{0} documents that are claimed to be privileged").format(number(count))
        words = self.tr("1 document that is claimed to be privileged") if count == 1 else some
        self._summary.setText(words if count else self.tr("No document is claimed to be privileged"))
        self._warning.setText("\n".join(map(local, privilege.warnings(self._store, self.form.documents()))))
        return bool(count)

    def _describe_passages(self) -> bool:
        """Say what would be written of passages; tell whether there are any."""
        scope = self._scope()
        by_date = self.form.kind.value == Kind.EXHIBIT_LIST
        usual = self.tr("in the order of the production") if self._only is None else self.tr("in the order shown")
        order = self.tr("in the order of their dates") if by_date else usual
        self._summary.setText(f"{self._counted(scope)}, {order}" if scope.passages else self.tr("No passage to export"))
        self._warning.setText(self._cautions(scope))
        return bool(scope.passages)

    def _counted(self, scope: Scope) -> str:
        passages = (
            self.tr("1 passage") if scope.passages == 1 else self.tr("{0} passages").format(number(scope.passages))
        )
        documents = (
            self.tr("1 document") if scope.documents == 1 else self.tr("{0} documents").format(number(scope.documents))
        )
        return self.tr("{0} from {1}").format(passages, documents)

    def _cautions(self, scope: Scope) -> str:
        if not scope.guarded:
            return ""
        if scope.guarded == 1:
            tagged = self.tr("1 passage is tagged as privileged or confidential")
        else:
            tagged = self.tr("{0} passages are tagged as privileged or confidential").format(number(scope.guarded))
        filed, kept = self.tr("look again before the list is filed"), self.tr("see that the file stays in the office")
        return f"{tagged}: {filed if self.form.filing else kept}."

    def _show_progress(self, progress: Progress) -> None:
        self._bar.setRange(0, progress.total)
        self._bar.setValue(progress.done)
        if progress.note:
            self._say(local(progress.note), "quiet")

    def _show_result(self, result: ExportResult) -> None:
        self._written = result
        exact, changed = self._asked - len(result.changed), len(result.changed)
        words = self.tr("Written: {0}; {1} quotes exact, {2} changed.").format(
            result.path.name, number(exact), number(changed)
        )
        if self.form.is_log:
            words = self.tr("Written: {0}; {1} documents.").format(result.path.name, number(result.rows))
        self._end(words, "warning" if changed else "success")
        self._notices.setText("\n".join(map(local, result.warnings)))
        self._notices.setVisible(bool(result.warnings))
        self._opening.show()
        self._replaces.hide()

    def _end(self, words: str, role: str) -> None:
        self._set_running(False)
        self._say(words, role)

    def _set_running(self, running: bool) -> None:
        self.form.setEnabled(not running)
        self._bar.setVisible(running)
        self._bar.setRange(0, 0)
        self._export.setEnabled(not running)
        self._close.setText(self.tr("Cancel") if running else self.tr("Close"))

    def _say(self, words: str, role: str) -> None:
        self._message.setProperty("role", role)
        self._message.style().polish(self._message)
        self._message.setText(words)
        self._message.setVisible(bool(words))
        self._notices.clear()
        self._notices.hide()

    def _open(self, path: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _build(self) -> None:
        self._summary = _line("strong")
        self._warning, self._message, self._notices = _line("warning"), _line("quiet"), _line("warning")
        self._replaces = _line("warning")
        self._replaces.setText(self.tr("A file of that name is there already; it will be replaced."))
        self._bar = QProgressBar(textVisible=False)
        self._bar.setAccessibleName(self.tr("Progress of the export"))
        self._bar.hide()
        self._export, self._close = QPushButton(self.tr("Export")), QPushButton(self.tr("Close"))
        self._export.setProperty("primary", True)
        self._export.setDefault(True)
        self._export.clicked.connect(self.start)
        self._close.setAutoDefault(False)
        self._close.clicked.connect(self.reject)
        self._opening = self._opening_buttons()
        self._lay_out()

    def _opening_buttons(self) -> QWidget:
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        file = QPushButton(icon("ph.arrow-square-out"), self.tr("Open file"))
        folder = QPushButton(icon("ph.folder-open"), self.tr("Show in folder"))
        file.clicked.connect(lambda: self._open(self._written.path) if self._written else None)
        folder.clicked.connect(lambda: self._open(self._written.path.parent) if self._written else None)
        for button in (file, folder):
            button.setAutoDefault(False)
            row.addWidget(button)
        both.hide()
        return both

    def _lay_out(self) -> None:
        said, foot = QFrame(), QHBoxLayout()
        said.setProperty("role", "card")
        lines = QVBoxLayout(said)
        lines.setContentsMargins(14, 12, 14, 12)
        lines.setSpacing(4)
        for label in (self._summary, self._warning, self._replaces):
            lines.addWidget(label)
        foot.addWidget(self._opening)
        foot.addStretch(1)
        foot.addWidget(self._close)
        foot.addWidget(self._export)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.form, 1)
        column.addWidget(said)
        column.addWidget(self._bar)
        column.addWidget(self._message)
        column.addWidget(self._notices)
        column.addLayout(foot)


def _line(role: str) -> QLabel:
    label = QLabel(wordWrap=True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    return label
