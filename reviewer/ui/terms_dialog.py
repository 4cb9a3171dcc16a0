"""The term report: a list of queries, what each finds, switches, samples; reports are kept in the matter."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from reviewer.errors import ReviewerError
from reviewer.export.cells import moment
from reviewer.export.export import ExportResult, Order
from reviewer.export.templates import Kind
from reviewer.search.fields import Fields
from reviewer.search.term_lists import TermOrder, report
from reviewer.store import documents, term_reports
from reviewer.store.fields import names
from reviewer.store.term_reports import TermReport, documents_of, is_stale
from reviewer.ui.by_locale import number
from reviewer.ui.exporting import Exporter, ask_place
from reviewer.ui.job_runner import JobRunner
from reviewer.ui.labels import ElidedLabel, EmptyState
from reviewer.ui.list_dialog import DocumentsDialog, foot
from reviewer.ui.session import Session
from reviewer.ui.terms_form import TermsForm
from reviewer.ui.terms_model import DOCUMENTS, FAMILY, HITS, UNIQUE
from reviewer.ui.terms_sample import TermsSample
from reviewer.ui.terms_table import TermsTable

SIZE = (1080, 620)
_FORM, _NUMBERS = 300, 740  # pixels of the two sides
_REPORTS = 300


class TermsDialog(QDialog):
    """Stands beside the window; the documents behind its numbers are opened there."""

    shown = Signal()  # a report is shown

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Term report"))
        self.resize(*SIZE)
        self._session = session
        self.runner, self.exporter = JobRunner(report, self), Exporter(self)
        self.form, self.table, self.sample = TermsForm(), TermsTable(), TermsSample()
        self.reports = QComboBox()
        self.reports.setAccessibleName(self.tr("Reports that are kept in the matter"))
        self.reports.setMinimumWidth(_REPORTS)
        self._about, self._stale = ElidedLabel(), QLabel(wordWrap=True)
        self._nothing = EmptyState("ph.list-numbers")
        self._all, self._none = QPushButton(self.tr("All on")), QPushButton(self.tr("All off"))
        self._export = QPushButton(self.tr("Export…"))
        self._lay_out()
        self._connect()
        self.refresh()

    @property
    def report(self) -> TermReport | None:
        """The report that is shown, with its switches as they are."""
        return self.table.terms.report

    @property
    def stale(self) -> bool:
        """Whether it says that the matter has changed since."""
        return not self._stale.isHidden()

    def refresh(self) -> None:
        """Begin anew: another matter is open."""
        self._offer_reports(0)
        self._show(None)

    def run(self) -> None:
        """Count what the queries of the list find, in a child process."""
        store = self._session.store
        if store is None or self.runner.running:
            return
        try:
            queries, keep = self.form.list.queries(), not store.read_only
            self.runner.start(TermOrder(store.folder, queries, self._session.author, keep))
        except ReviewerError as error:
            self.form.say(str(error), "danger")
            return
        self._show_running(True)
        self.form.say(self.tr("Counting…"))

    def open_report(self, kept: int) -> None:
        """Show a report that is kept."""
        store = self._session.store
        found = term_reports.load(store, kept) if store else None
        if found:
            self.form.list.write([(term.line, term.query) for term in found.terms])
            self.form.say("")
            self._show(found)
            self.reports.setCurrentIndex(self.reports.findData(kept))

    def save(self, out: Path) -> None:
        """Write the report that is shown; the suffix says the format."""
        store = self._session.store
        if store and self.report and not self.exporter.running:
            self.form.say(self.tr("Writing the report…"))
            self.exporter.start(Order(store.folder, Kind.TERM_REPORT, out, report=self.report))

    def open_documents(self, row: int, column: int) -> QDialog | None:
        """Show the documents behind a number: of a term as results, where they are what a search finds now; else as a
        list of their own, with the words of the term lit on their pages."""
        store, term = self._session.store, self.table.terms.term(row)
        if store is None:
            return None
        if term:
            self._session.search(term.query)
        if term and column in (DOCUMENTS, HITS) and not self.stale:
            return None
        chosen = documents.in_order(store, documents_of(self.table.terms.documents(row, column)))
        opened = DocumentsDialog(self._session, self._title(row, column), chosen, self.parentWidget() or self)
        opened.show()
        return opened

    def _title(self, row: int, column: int) -> str:
        term = self.table.terms.term(row)
        name = term.query if term else self.tr("All terms")
        words = {FAMILY: self.tr("{term}: with family"), UNIQUE: self.tr("{term}: found by no other term")}
        return words.get(column, self.tr("{term}: documents")).format(term=name)

    def _take(self, made: TermReport) -> None:
        self._show_running(False)
        self._tell_faults(made)
        self._show(made if made.id else self._kept(made))
        self._session.diary.noted.emit()
        self._offer_reports(self.report.id if self.report else 0)

    def _tell_faults(self, made: TermReport) -> None:
        bad = sum(bool(term.error) for term in made.terms)
        one, many = self.tr("1 line could not be read: it is marked."), self.tr("{n} lines could not be read.")
        self.form.say((one if bad == 1 else many).format(n=number(bad)) if bad else "", "danger")

    def _kept(self, made: TermReport) -> TermReport:
        """A report that its job did not keep, kept in the matter where that can be; else it is told why not."""
        store = self._session.store
        if store is None or store.read_only:
            self.form.say(f"{self.form.message} {self.tr('The matter is read only: the report is not kept.')}".strip())
            return made
        try:
            kept = term_reports.keep(store, made)
        except ReviewerError as error:
            self.form.say(str(error), "danger")
            return made
        return replace(made, id=kept)

    def _show(self, found: TermReport | None) -> None:
        store = self._session.store
        self.table.terms.fields = Fields(names(store) if store else ())
        self.table.terms.show(found)
        self.table.setVisible(found is not None)
        self._nothing.setVisible(found is None)
        self.sample.show_term(None)
        for widget in (self._export, self._all, self._none):
            widget.setEnabled(found is not None)
        self._tell_state()
        if found:
            self.table.setCurrentIndex(self.table.terms.index(1, DOCUMENTS))
            self.shown.emit()

    def _tell_state(self) -> None:
        """Who made the report when, and whether the matter has changed since."""
        store, found = self._session.store, self.report
        self._stale.setVisible(bool(store and found and is_stale(store, found)))
        self._about.setVisible(found is not None)
        if found:
            words = self.tr("The matter held {n} documents then. A click on a number opens its documents.")
            self._about.setText(words.format(n=number(found.state.documents)))

    def _keep_switches(self) -> None:
        store, found = self._session.store, self.report
        if store is None or store.read_only or found is None or not found.id:
            return
        try:
            term_reports.count_terms(store, found.id, {term.line: term.counted for term in found.terms})
        except ReviewerError as error:
            self.form.say(str(error), "danger")

    def _offer_reports(self, chosen: int) -> None:
        store = self._session.store
        self.reports.clear()
        self.reports.addItem(self.tr("New report"), 0)
        for kept in term_reports.listed(store) if store else ():
            words = self.tr("{at}, {author} (stale)") if store and is_stale(store, kept) else "{at}, {author}"
            self.reports.addItem(words.format(at=moment(kept.at), author=kept.author), kept.id)
        self.reports.setCurrentIndex(max(0, self.reports.findData(chosen)))

    def _open_chosen(self) -> None:
        if self.reports.currentData():
            self.open_report(self.reports.currentData())
        else:
            self._show(None)
            self.form.list.setFocus()

    def _point_at_fault(self, row: int) -> None:
        term = self.table.terms.term(row)
        if term:
            self.form.list.point_at(term.line, term.query, term.position)

    def _ask_place(self) -> None:
        out = ask_place(self, self.tr("Save the term report"), self.tr("Term report"), "xlsx")
        if out:
            self.save(out)

    def _written(self, result: ExportResult) -> None:
        self.form.say(self.tr("Written: {path}").format(path=result.path))

    def _show_running(self, running: bool) -> None:
        self.form.show_running(running)
        self.reports.setEnabled(not running)

    def _end(self, words: str, role: str) -> None:
        self._show_running(False)
        self.form.say(words, role)

    def _connect(self) -> None:
        session, runner = self._session, self.runner
        self.form.run_wanted.connect(self.run)
        self.form.cancel_wanted.connect(runner.cancel)
        runner.progress.connect(self.form.show_progress)
        runner.finished.connect(self._take)
        runner.failed.connect(lambda words: self._end(words, "danger"))
        runner.cancelled.connect(lambda: self._end(self.tr("Stopped. Nothing was kept."), "quiet"))
        self.exporter.finished.connect(self._written)
        self.exporter.failed.connect(lambda words: self.form.say(words, "danger"))
        self.reports.activated.connect(lambda _: self._open_chosen())
        self.table.opened.connect(self.open_documents)
        self.table.fault_wanted.connect(self._point_at_fault)
        self.table.terms.switched.connect(self._keep_switches)
        self.table.selectionModel().currentChanged.connect(
            lambda index: self.sample.show_term(self.table.terms.term(index.row()))
        )
        self.sample.wanted.connect(session.search)
        self._all.clicked.connect(lambda: self.table.terms.switch_all(True))
        self._none.clicked.connect(lambda: self.table.terms.switch_all(False))
        self._export.clicked.connect(self._ask_place)
        for changed in (session.documents_changed, session.texts_changed, session.coding_changed):
            changed.connect(self._tell_state)
        session.opened.connect(self.refresh)
        session.closed.connect(self._leave)

    def _leave(self) -> None:
        self.runner.stop()  # what it counted would be kept in the next matter
        self.exporter.stop()
        self._show_running(False)
        self.refresh()
        self.form.say("")
        self.form.list.clear()
        self.close()

    def _lay_out(self) -> None:
        self._about.setProperty("role", "quiet")
        self._stale.setProperty("role", "warning")
        self._stale.setText(self.tr("Stale: the matter has changed since. Run the list again for numbers of today."))
        self._nothing.say(
            self.tr("What does each term find?"),
            self.tr("Write or paste queries at the left and run them: documents, hits, families, and what no other"
                    " term finds. Each report is kept in the matter."),
        )  # fmt: skip
        sides = QSplitter(Qt.Orientation.Horizontal)
        sides.addWidget(self.form)
        sides.addWidget(self._made_right())
        sides.setSizes([_FORM, _NUMBERS])
        sides.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(sides, 1)
        column.addLayout(foot(self, self._export))

    def _made_right(self) -> QWidget:
        head, right = QHBoxLayout(), QWidget()
        head.addWidget(self.reports)
        head.addStretch(1)
        for button in (self._all, self._none):
            button.setAutoDefault(False)
            head.addWidget(button)
        column = QVBoxLayout(right)
        column.setContentsMargins(12, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._about)
        column.addWidget(self._stale)
        column.addWidget(self.table, 1)
        column.addWidget(self._nothing, 1)
        column.addWidget(self.sample)
        return right
