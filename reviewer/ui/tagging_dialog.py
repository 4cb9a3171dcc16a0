"""Tagging all hits of a search: what is about to happen, how far it is, and what came of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from reviewer.jobs import Progress
from reviewer.review.bulk import Tagged
from reviewer.search.found import Found
from reviewer.store import coding
from reviewer.ui.by_locale import number
from reviewer.ui.job_runner import JobRunner
from reviewer.ui.long_steps import ToTag, tag_hits
from reviewer.ui.session import Session
from reviewer.ui.tag_box import TagBox

MOST = 20_000  # passages in one step
_WIDTH = 480


class TaggingDialog(QDialog):
    """Each hit becomes a passage that bears the tag: one step, which undo takes back."""

    def __init__(self, session: Session, found: Found, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Tag all hits"))
        self.setMinimumWidth(_WIDTH)
        self._session, self._found = session, found
        self._runner = JobRunner(tag_hits, self)
        self._words, self._bar = QLabel(wordWrap=True), QProgressBar(textVisible=False)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._bar.hide()
        self.tags = TagBox(self.tr("Tag"), coding.tags(session.store) if session.store else ())
        self._cancel, self.go = QPushButton(self.tr("Cancel")), QPushButton()
        self._lay_out()
        self._ask()
        self._connect()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def start(self) -> None:
        """Find the words of all hits; they are tagged when that is done."""
        store = self._session.store
        if store is None or self._runner.running:
            return
        tag, author = self.tags.currentText(), self._session.author
        self._runner.start(ToTag(str(store.folder), self._found.query, self._found.documents, tag, author))
        self._show_running(True)

    def _connect(self) -> None:
        self._runner.progress.connect(self._show_progress)
        self._runner.finished.connect(self._end)
        self._runner.failed.connect(self._fail)
        self._runner.cancelled.connect(super().reject)
        self._session.closed.connect(self._leave)

    def _show_progress(self, progress: Progress) -> None:
        self._bar.setRange(0, max(progress.total or 0, 1))
        self._bar.setValue(progress.done)

    def _fail(self, why: str) -> None:
        self._words.setText(why)
        self._show_running(False)

    def reject(self) -> None:
        """Stop; the dialog stays until it is known whether the hits were tagged before."""
        if self._runner.running:
            self._cancel.setEnabled(False)
            self._runner.cancel()
        else:
            super().reject()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setMinimumHeight(self._column.heightForWidth(self.width()))  # all of the words, in any language

    def _leave(self) -> None:
        self._runner.stop()
        super().reject()

    def _end(self, done: Tagged) -> None:
        self._session.told.emit(self._told(done))
        self._session.tell_coded()
        self.accept()

    def _told(self, done: Tagged) -> str:
        said = self.tr("{n} passages tagged “{tag}”. Undo takes it back.")
        return said.format(n=number(done.made + done.joined), tag=self.tags.currentText())

    def _ask(self) -> None:
        """Say what would happen, before it does."""
        hits, documents = self._found.hits, len(self._found.documents)
        if hits > MOST:
            said = self.tr("{hits} hits are too many for one step of at most {most}. Search for less.")
            self._words.setText(said.format(hits=number(hits), most=number(MOST)))
        else:
            said = self.tr(
                "{hits} hits in {documents} documents found by “{query}” become passages, each with the tag that you "
                "choose. A passage that stands at the same words already gets the tag. Undo takes all back in one step."
            )
            counts = {"hits": number(hits), "documents": number(documents)}
            self._words.setText(said.format(query=self._found.query, **counts))
        self.go.setText(self.tr("Tag {hits} hits").format(hits=number(hits)))
        self.go.setEnabled(0 < hits <= MOST and self.tags.count() > 0)

    def _show_running(self, running: bool) -> None:
        self._bar.setVisible(running)
        self.go.setEnabled(not running)
        self.tags.setEnabled(not running)

    def _lay_out(self) -> None:
        self._cancel.setAutoDefault(False)
        self._cancel.clicked.connect(self.reject)
        self.go.setProperty("primary", True)
        self.go.setDefault(True)
        self.go.clicked.connect(self.start)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._cancel)
        foot.addWidget(self.go)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(14)
        for widget in (self._words, self.tags, self._bar):
            column.addWidget(widget)
        column.addLayout(foot)
