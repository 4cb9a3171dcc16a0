"""Reading documents by OCR again: what is asked first, how far it is, what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reviewer.errors import ReviewerError
from reviewer.model import Document
from reviewer.processing.reocr import Reread, Rereading
from reviewer.ui.by_locale import number
from reviewer.ui.language_boxes import LanguageBoxes
from reviewer.ui.list_dialog import foot
from reviewer.ui.session import Session

POLL_MS = 50
NAMED = 8


class OcrDialog(QDialog):
    """Stands beside the window, which can be used meanwhile; closing it stops the reading, what was read stays."""

    def __init__(self, session: Session, chosen: Sequence[Document], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Read by OCR again"))
        self.setMinimumWidth(520)
        self._session, self._chosen = session, chosen
        self._running: Rereading | None = None
        self._timer = QTimer(self, interval=POLL_MS)
        self._timer.timeout.connect(self._poll)
        self._build()
        self._lay_out()
        session.closed.connect(self.close)
        self.finished.connect(self._stop)

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def start(self) -> None:
        """Begin to read."""
        store = self._session.store
        if store is None or self._running:
            return
        language = self.languages.language if self.way.currentData() else ""
        try:
            chosen = [document.id for document in self._chosen]
            self._running = Rereading(store, self._session.author, chosen, language)
        except ReviewerError as error:
            self._say(str(error))
            return
        self._show_running(True)
        self._timer.start()

    def stop(self) -> None:
        """Stop; what was read stays."""
        if self._running:
            self._end(self._running, self.tr("Stopped."))

    def _poll(self) -> None:
        running = self._running
        if running is None:
            return
        before = running.outcome.documents
        try:
            state = running.poll()
        except ReviewerError as error:
            self._end(running, str(error))
            return
        if running.outcome.documents > before:
            self._session.tell_reread()
        self._bar.setRange(0, max(state.total, 1))
        self._bar.setValue(state.done)
        if running.finished:
            self._end(running)
        else:
            page = self.tr("Reading {name}: {done} of {total} pages are done")
            self._say(page.format(name=state.note, done=state.done, total=state.total))

    def _end(self, running: Rereading, error: str = "") -> None:
        self._stop()
        self._show_running(False)
        self._say("\n".join(filter(None, [error, *self._told(running.outcome)])))

    def _told(self, done: Reread) -> list[str]:
        one, many = (
            self.tr("Read again: {pages} pages of 1 document."),
            self.tr("Read again: {pages} pages of {n} documents."),
        )
        lines = [(one if done.documents == 1 else many).format(pages=number(done.pages), n=number(done.documents))]
        if done.weak:
            lines.append(self.tr("OCR is weak on {n} of them: the ledger lists them.").format(n=number(done.weak)))
        if done.unread:
            lines.append(self.tr("Not read, left as they were: {places}.").format(places=_listed(done.unread)))
        if done.lost:
            lost = [f"{name} ({count})" for name, count in Counter(done.lost).items()]
            words = self.tr("Passages that were not found again, and keep their place: {places}.")
            lines.append(words.format(places=_listed(lost)))
        return lines

    def _stop(self) -> None:
        self._timer.stop()
        if self._running:
            self._running.cancel()
        self._running = None

    def _show_running(self, running: bool) -> None:
        self.way.setEnabled(not running)
        self.languages.setEnabled(not running and self.way.currentData())
        self._bar.setVisible(running)
        self._go.setText(self.tr("Stop") if running else self.tr("Read"))

    def _say(self, words: str) -> None:
        self._words.setText(words)

    def _build(self) -> None:
        self._words = QLabel(wordWrap=True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._say(self._question())
        self.way = QComboBox()
        self.way.addItem(self.tr("By OCR, whatever the text layer says"), True)
        self.way.addItem(self.tr("By the text layer, in place of OCR"), False)
        self.languages = LanguageBoxes()
        self.way.currentIndexChanged.connect(lambda _: self.languages.setEnabled(self.way.currentData()))
        self._bar = QProgressBar(textVisible=False)
        self._bar.setAccessibleName(self.tr("Pages read again"))
        self._bar.hide()
        self._go = QPushButton(self.tr("Read"))
        self._go.setProperty("primary", True)
        self._go.clicked.connect(lambda: self.stop() if self._running else self.start())

    def _question(self) -> str:
        pages = sum(document.pages for document in self._chosen)
        one = self._chosen[0].name if len(self._chosen) == 1 else ""
        which = one or self.tr("{n} documents").format(n=number(len(self._chosen)))
        return self.tr(
            "{which}, {pages} pages. Passages are found again in the new text and keep their quotes. Passages that were"
            " tagged or removed there before can't be undone afterwards."
        ).format(which=which, pages=pages)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self.tr("Read"), self.way)
        if self.languages.needed:
            form.addRow(self.tr("Languages"), self.languages)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(12)
        layout.addLayout(form)
        layout.addWidget(self._words)
        layout.addWidget(self._bar)
        layout.addStretch(1)
        layout.addLayout(foot(self, self._go))


def _listed(names: Sequence[str]) -> str:
    more = f" (+{len(names) - NAMED})" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more
