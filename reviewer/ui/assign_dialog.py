"""Shares the documents of the list out among reviewers: what each would get is shown before it happens."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from reviewer.errors import ReviewerError
from reviewer.model import DocumentId
from reviewer.review.assigning import deal, release
from reviewer.store import assignments
from reviewer.store.assignments import Family
from reviewer.store.matter import Store
from reviewer.ui.bars import Bars, counted
from reviewer.ui.by_locale import number
from reviewer.ui.job_runner import JobRunner
from reviewer.ui.long_steps import ToAssign, assign
from reviewer.ui.session import Session

WIDTH = 640


class AssignDialog(QDialog):
    """Whole families go to one reviewer, in runs of the list's order, with about the same number of pages each."""

    def __init__(
        self, session: Session, store: Store, documents: Sequence[DocumentId], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._store, self._documents = session, store, list(documents)
        self._families = assignments.families(store, documents)
        self.shares: dict[str, list[Family]] = {}
        self.setWindowTitle(self.tr("Assign documents"))
        self.setMinimumWidth(WIDTH)
        self._runner = JobRunner(assign, self)
        self._words, self._message = QLabel(wordWrap=True), QLabel(wordWrap=True)
        self.names = QLineEdit(session.author)
        self.bars = Bars(self.tr("What each gets"))
        self.go, self.release = QPushButton(self.tr("Assign")), QPushButton(self.tr("Take from their reviewers"))
        self._lay_out()
        self._connect()
        self._deal()

    @property
    def message(self) -> str:
        """Why nothing can be assigned, or was."""
        return self._message.text()

    def _deal(self) -> None:
        try:
            self.shares, why = deal(self._families, self.names.text().split(",")), ""
        except ReviewerError as error:
            self.shares, why = {}, str(error)
        count = sum(len(family.members) for share in self.shares.values() for family in share)
        whole = self.tr("{n} documents of the list; {all} with their whole families.")
        self._words.setText(whole.format(n=number(len(self._documents)), all=number(count)) if self.shares else "")
        self._say(why)
        self.bars.show_rows(self._rows())
        self.go.setEnabled(count > 0)

    def _rows(self) -> list[tuple[str, float, str]]:
        pages = {name: sum(family.pages for family in share) for name, share in self.shares.items()}
        most = max(pages.values(), default=0) or 1
        return [
            (name, pages[name] / most, counted(sum(len(family.members) for family in share), pages[name]))
            for name, share in self.shares.items()
        ]

    def _assign(self) -> None:
        given = {
            name: tuple(document for family in share for document in family.members)
            for name, share in self.shares.items()
            if share
        }
        self.go.setEnabled(False)
        self._runner.start(ToAssign(str(self._store.folder), given, self._session.author))

    def _end(self, count: int) -> None:
        self._session.told.emit(self.tr("{n} documents assigned; filter by “Assigned to”").format(n=number(count)))
        self._session.tell_coded()
        self.accept()

    def _release(self) -> None:
        self._session.do(release, self._documents)
        self.accept()

    def _say(self, words: str) -> None:
        self._message.setText(words)
        self._message.setVisible(bool(words))

    def _connect(self) -> None:
        self.names.textChanged.connect(self._deal)
        self.go.clicked.connect(self._assign)
        self.release.clicked.connect(self._release)
        self._runner.finished.connect(self._end)
        self._runner.failed.connect(self._say)
        self._session.closed.connect(self.reject)

    def _lay_out(self) -> None:
        self.names.setAccessibleName(self.tr("Names of the reviewers"))
        completer = QCompleter(assignments.known_reviewers(self._store), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.names.setCompleter(completer)
        self._message.setProperty("role", "danger")
        self.go.setProperty("primary", True)
        label = QLabel(self.tr("Give to (names, with commas between):"))
        label.setBuddy(self.names)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(self.release)
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.go)
        for button in (self.release, cancel):
            button.setAutoDefault(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(10)
        for widget in (label, self.names, self._words, self.bars, self._message):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addLayout(row)
