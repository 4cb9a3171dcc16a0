"""Marks and comments that the open document came with: listed, shown on their pages, taken over as passages."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from reviewer.model import Annotation, Passage, Span
from reviewer.review.taking_over import take_over
from reviewer.store import coding, documents, in_pdfs
from reviewer.ui.by_locale import number
from reviewer.ui.list_dialog import as_lines, foot
from reviewer.ui.marks_list import ListedMark, MarksList
from reviewer.ui.marks_words import summary
from reviewer.ui.session import Session
from reviewer.ui.tag_box import TagBox

_SIZE = (960, 520)  # pixels


class MarksDialog(QDialog):
    """Stays open beside the window and follows the document that is shown there."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Marks and comments in the file"))
        self.resize(*_SIZE)
        self._session = session
        self.list = MarksList(self)
        self.list.wanted.connect(self._go)
        self.list.ticked_changed.connect(self._count)
        self._words = QLabel(wordWrap=True)
        self._words.setProperty("role", "quiet")
        self.all = QCheckBox(self.tr("All marks on words"))
        self.all.clicked.connect(self.list.tick_all)
        self.tags = TagBox(self.tr("Tag"))
        self.take = QPushButton()
        self.take.setAutoDefault(False)
        self.take.clicked.connect(self.take_over)
        self._lay_out()
        session.current_changed.connect(self.refresh)
        session.coding_changed.connect(self.refresh)
        session.documents_changed.connect(self.refresh)
        session.closed.connect(self.close)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Read the codebook, and the marks of the document that is shown; not while the list is out of sight."""
        if not self.isVisible():
            return
        self._fill_tags()
        marks = self._marks()
        self._words.setText(
            self.tr("{marks} in the file. The row that you choose is shown on its page.").format(
                marks=summary([one.mark for one in marks])
            )
            if marks
            else self.tr("The document that is shown came without marks or comments.")
        )
        self.list.show_marks(marks)

    def take_over(self) -> None:
        """Make passages of the ticked marks."""
        chosen = self.list.ticked()
        made = self._session.do(take_over, self._session.current, chosen, self.tags.currentText())
        if made is not None:
            count = self.tr("1 passage") if len(made) == 1 else self.tr("{n} passages").format(n=number(len(made)))
            self._session.told.emit(self.tr("Taken over as {passages}").format(passages=count))

    def copy(self) -> None:
        """Put the list on the clipboard."""
        QGuiApplication.clipboard().setText(as_lines(self.list.lines()))

    def _marks(self) -> list[ListedMark]:
        store, document = self._session.store, self._session.current
        if store is None or document is None:
            return []
        passages = {one.marks[0].span: one for one in coding.passages_of(store, document) if len(one.marks) == 1}
        found = in_pdfs.annotations(store, document)
        pages = {one.page for one in found if one.span}
        texts = {page: documents.page_text(store, document, page) for page in pages}
        return [ListedMark(one, _words_of(one, texts), self._said(one, passages)) for one in found]

    def _said(self, one: Annotation, passages: dict[Span, Passage]) -> str:
        passage = passages.get(one.span) if one.span else None
        return (", ".join(passage.tags) or self.tr("untagged")) if passage else ""

    def _go(self, mark: Annotation) -> None:
        if self._session.current is not None:
            self._session.show(self._session.current, mark.page, mark.span or next(iter(mark.boxes), None))

    def _fill_tags(self) -> None:
        store, before = self._session.store, self.tags.currentText()
        self.tags.offer(coding.tags(store) if store else ())
        self.tags.setCurrentIndex(max(0, self.tags.findText(before)))

    def _count(self) -> None:
        """Say what a click would take over."""
        ticked, open_marks = len(self.list.ticked()), sum(one.open for one in self.list.marks)
        writable = self._session.store is not None and not self._session.store.read_only
        self.all.setEnabled(open_marks > 0)
        self.all.setChecked(0 < open_marks == ticked)
        self.tags.setEnabled(writable and open_marks > 0)
        self.take.setEnabled(writable and ticked > 0 and self.tags.count() > 0)
        words = {0: self.tr("Take over as passages"), 1: self.tr("Take over 1 as a passage")}
        self.take.setText(words.get(ticked, self.tr("Take over {n} as passages").format(n=number(ticked))))

    def _lay_out(self) -> None:
        label = QLabel(self.tr("Tag"))
        copy = QPushButton(self.tr("Copy list"))
        copy.clicked.connect(self.copy)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.all)
        row.addStretch(1)
        for widget in (label, self.tags, self.take):
            row.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self._words)
        layout.addWidget(self.list, 1)
        layout.addLayout(row)
        layout.addLayout(foot(self, copy))


def _words_of(one: Annotation, texts: dict[int, str]) -> str:
    return texts[one.page][one.span.start : one.span.end] if one.span else ""
