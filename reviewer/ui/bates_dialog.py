"""The dialog in which a run of Bates numbers is corrected: which pages, from which number on, and what that makes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFont, QIntValidator
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from reviewer.errors import ReviewerError
from reviewer.model import DocumentId
from reviewer.review.numbering import NumberedPage, correct_bates, plan_bates
from reviewer.store import documents
from reviewer.store.matter import Store
from reviewer.ui.by_locale import number
from reviewer.ui.job_runner import JobRunner
from reviewer.ui.labels import ElidedLabel
from reviewer.ui.list_dialog import Index, RowsModel
from reviewer.ui.long_steps import ToNumber, renumber
from reviewer.ui.session import Session
from reviewer.words import local

WIDTHS = (64, 190, 190)
SIZE = (760, 560)
PAGE_WIDTH = 84
MANY = 300  # pages that are numbered within the time that nobody notices


class PlanModel(RowsModel):
    """The pages with their numbers before and after; those that change in bold."""

    def __init__(self, parent: QObject | None = None) -> None:
        headers = [self.tr("Page"), self.tr("Number now"), self.tr("Number after"), self.tr("To look at")]
        super().__init__(headers, [], parent)
        self._bold = QFont()
        self._bold.setBold(True)
        self.planned: Sequence[NumberedPage] = ()

    def show(self, planned: Sequence[NumberedPage]) -> None:
        """Show other numbers."""
        self.beginResetModel()
        self.planned = planned
        self.rows = [(str(one.page), one.before or "–", one.after or "–", local(one.odd)) for one in planned]
        self.endResetModel()

    def data(self, index: Index, role: int = 0) -> Any:
        one = self.planned[index.row()]
        if role == Qt.ItemDataRole.FontRole and one.before != one.after:
            return self._bold
        return super().data(index, role)


class PageField(QLineEdit):
    """A page by its number; empty counts as 0, which is no page."""

    def __init__(self, name: str, page: int, parent: QWidget | None = None) -> None:
        super().__init__(str(page), parent)
        self.setAccessibleName(name)
        self.setValidator(QIntValidator(0, 10**6, self))
        self.setFixedWidth(PAGE_WIDTH)

    @property
    def page(self) -> int:
        """The page that it names."""
        return int(self.text() or 0)


class BatesDialog(QDialog):
    """Asks for a run of pages and its first number; nothing is changed before "Correct" is pressed."""

    def __init__(
        self, session: Session, store: Store, document: DocumentId, page: int = 1, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._store, self._document = session, store, document
        self.setWindowTitle(self.tr("Correct Bates numbers"))
        self.resize(*SIZE)
        shown = documents.load(store, document)
        self._title = ElidedLabel(f"{shown.name}: {shown.title}" if shown.title else shown.name)
        self._title.setProperty("role", "heading")
        first = max(1, min(page, shown.pages))
        self.first = PageField(self.tr("First page"), first)
        self.last = PageField(self.tr("Last page"), shown.pages)
        self.number = QLineEdit(documents.page(store, document, first).bates)
        self.number.setPlaceholderText(self.tr("Like ABC-0001234; empty: these pages have no number"))
        self.model = PlanModel(self)
        self.table = self._table()
        self._message = QLabel(wordWrap=True)
        self._message.setTextFormat(Qt.TextFormat.PlainText)
        self._message.setMinimumHeight(2 * self.fontMetrics().height())
        self.apply = QPushButton(self.tr("Correct"))
        self.apply.setProperty("primary", True)
        self.apply.setDefault(True)
        self._runner = JobRunner(renumber, self)
        self._lay_out()
        self._connect()
        self._plan()
        self.number.setFocus()
        self.number.selectAll()

    @property
    def message(self) -> str:
        """What it says of the numbers as they would be."""
        return self._message.text()

    def correct(self) -> None:
        """Number the pages as shown, and close; many pages in a child process."""
        author, wanted = self._session.author, self._wanted()
        if wanted[1] - wanted[0] >= MANY:
            self._lock(True)
            self._say(self.tr("The pages are being numbered…"), "quiet")
            self._runner.start(ToNumber(str(self._store.folder), self._document, *wanted, author))
            return
        try:
            correct_bates(self._store, author, self._document, *wanted)
        except ReviewerError as error:
            self._fail(str(error))
            return
        self._finish()

    def reject(self) -> None:
        """Close, unless pages are being numbered: it is one step, which is done or not."""
        if not self._runner.running:
            super().reject()

    def _finish(self) -> None:
        self._session.tell_coded()
        self.accept()

    def _fail(self, why: str) -> None:
        self._lock(False)
        self._say(why, "danger")

    def _leave(self) -> None:
        """Close, whatever runs: the matter is gone."""
        self._runner.stop()
        super().reject()

    def _lock(self, locked: bool) -> None:
        for field in (self.first, self.last, self.number, self.apply):
            field.setEnabled(not locked)

    def _wanted(self) -> tuple[int, int, str]:
        return self.first.page, self.last.page, self.number.text()

    def _plan(self) -> None:
        """Show what the choices would make."""
        try:
            planned = plan_bates(self._store, self._document, *self._wanted())
        except ReviewerError as error:
            self.apply.setEnabled(False)
            self._say(str(error), "danger")
            return
        self.model.show(planned)
        self.table.scrollTo(self.model.index(max(0, self.first.page - 2), 0), QTableView.ScrollHint.PositionAtTop)
        changed = sum(one.before != one.after for one in planned)
        odd = sum(bool(one.odd) for one in planned)
        self.apply.setEnabled(changed > 0 and not self._store.read_only)
        self._say(" ".join(filter(None, (self._changed_words(changed), self._odd_words(odd)))), "quiet")

    def _changed_words(self, changed: int) -> str:
        if not changed:
            return self.tr("Nothing changes yet: say which pages, and the number of the first.")
        if changed == 1:
            return self.tr("1 page gets another number; citations of passages on it follow.")
        return self.tr("{n} pages get another number; citations of passages on them follow.").format(n=number(changed))

    def _odd_words(self, odd: int) -> str:
        if not odd:
            return ""
        return self.tr("1 page wants a look.") if odd == 1 else self.tr("{n} pages want a look.").format(n=number(odd))

    def _say(self, words: str, role: str) -> None:
        self._message.setProperty("role", role)
        self._message.style().polish(self._message)
        self._message.setText(words)

    def _table(self) -> QTableView:
        table = QTableView()
        table.setAccessibleName(self.tr("Pages with their numbers before and after"))
        table.setModel(self.model)
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        for column, width in enumerate(WIDTHS):
            table.setColumnWidth(column, width)
        header.setSectionResizeMode(len(WIDTHS), QHeaderView.ResizeMode.Stretch)
        return table

    def _connect(self) -> None:
        for field in (self.first, self.last, self.number):
            field.textChanged.connect(lambda _: self._plan())
        self.apply.clicked.connect(self.correct)
        self._runner.finished.connect(lambda _: self._finish())
        self._runner.failed.connect(self._fail)
        self._session.closed.connect(self._leave)

    def _lay_out(self) -> None:
        pages = QHBoxLayout()
        pages.setSpacing(8)
        pages.addWidget(self.first)
        pages.addWidget(QLabel(self.tr("to")))
        pages.addWidget(self.last)
        pages.addStretch(1)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self.tr("Pages"), pages)
        form.addRow(self.tr("Number of the first"), self.number)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.apply)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(self._title)
        column.addLayout(form)
        column.addWidget(self.table, 1)
        column.addWidget(self._message)
        column.addLayout(foot)
