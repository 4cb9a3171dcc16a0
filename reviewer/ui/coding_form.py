"""The coding form: separate questions about the document that is open, answered by keys or clicks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from reviewer.model import DocumentId, Tag
from reviewer.review.document_coding import code, copy_last, tag_documents, untag_documents
from reviewer.store import coding, coding_form, coding_rules, document_tags, documents
from reviewer.ui.coding_questions import QuestionRow
from reviewer.ui.coding_spread import SpreadCard
from reviewer.ui.labels import Rule
from reviewer.ui.session import Session
from reviewer.words import say


class _Questions(QScrollArea):
    """Leaves the arrow keys to the form."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()


_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_MOVES = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}


class CodingForm(QFrame):
    """A letter goes to its question, a digit chooses an answer and goes on, arrows move, Esc leaves."""

    left = Signal()  # the reviewer is done with it
    state_changed = Signal(bool, bool)  # whether the document is coded; whether its coding lacks something

    def __init__(
        self, session: Session, selected: Callable[[], Sequence[DocumentId]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self.rows: list[QuestionRow] = []
        self._tags: list[Tag] = []
        self.setProperty("role", "panel")
        self.setAccessibleName(self.tr("Coding of the document"))
        self.spread = SpreadCard(session, selected, self)
        self._build()
        self.spread.asked.connect(self._scroll.hide)  # there may be no room for the questions beside this one
        self.spread.ended.connect(self._scroll.show)
        self.spread.ended.connect(self.take_keyboard)
        session.coding_changed.connect(self.refresh)
        for signal in (session.opened, session.closed, session.current_changed):
            signal.connect(self._new_document)
        self._new_document()

    @property
    def missing(self) -> str:
        """What the coding lacks, a sentence a line."""
        return self._missing.text()

    def refresh(self) -> None:
        """Read codebook and coding again."""
        store, current = self._session.store, self._session.current
        tags = coding.tags(store) if store else self._tags
        if tags != self._tags or not self.rows:
            self._tags = tags
            self._make_rows()
        found = store is not None and current is not None
        given = coding_form.answers(store, current) if store and current is not None else {}
        borne = [tag.name for tag in document_tags.tags_of(store, current)] if store and current is not None else []
        for row in self.rows:
            row.show_answers(borne if row.question.tags else list(filter(None, [given.get(row.question.name)])))
            row.setEnabled(found and store is not None and not store.read_only)
        lacks = coding_rules.missing(store, current) if store and current is not None else []
        self._missing.setText("\n".join(lacks))
        self._missing.setVisible(bool(lacks))
        for button in (self.copy, self.spread.button):
            button.setEnabled(found and store is not None and not store.read_only)
        self.state_changed.emit(bool(given), bool(lacks))

    def take_keyboard(self) -> None:
        """Go to the first question that is not answered."""
        waiting = [row for row in self.rows if not row.answered]
        for row in [*waiting, *self.rows][:1]:
            self._go(row)

    def copy_previous(self) -> None:
        """Code the document as the one that was coded last."""
        store, current = self._session.store, self._session.current
        if store and current is not None and (source := self._session.do(copy_last, current)) is not None:
            name = documents.load(store, source).name
            self._session.told.emit(self.tr("Coded as {document}").format(document=name))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._is_mine(event):
            event.accept()  # the window's own actions have the same keys
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, row = Qt.Key(event.key()), self._in_hand()
        if not self._is_mine(event) or row is None:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in _STEPS:
            self._go(self.rows[(self.rows.index(row) + _STEPS[key]) % len(self.rows)])
        elif key in _MOVES:
            self._move(row, _MOVES[key])
        elif event.text().isdigit():
            self._choose(row, event.text())
        else:
            self._go(next(other for other in self.rows if other.letter == event.text().casefold()))

    def _is_mine(self, event: QKeyEvent) -> bool:
        """Whether a key means something in the form."""
        letters = {row.letter for row in self.rows}
        known = event.key() in (Qt.Key.Key_Escape, *_STEPS, *_MOVES)
        typed = event.text().casefold()
        return event.modifiers() in _PLAIN and (known or typed in letters or (typed.isdigit() and typed != "0"))

    def _in_hand(self) -> QuestionRow | None:
        focused = QApplication.focusWidget()
        return next((row for row in self.rows if focused is not None and row.isAncestorOf(focused)), None)

    def _go(self, row: QuestionRow) -> None:
        row.take_keyboard()
        self._scroll.ensureWidgetVisible(row, 0, 12)

    def _move(self, row: QuestionRow, step: int) -> None:
        focused = QApplication.focusWidget()
        if focused in row.stops:
            row.stops[(row.stops.index(focused) + step) % len(row.stops)].setFocus(Qt.FocusReason.TabFocusReason)

    def _choose(self, row: QuestionRow, digit: str) -> None:
        """Choose by a digit; a question with one answer is done then."""
        choice = next((choice for choice in row.choices if choice.digit == digit), None)
        if choice is None:
            return
        choice.click()
        if row.question.choices and choice.isChecked() and row is not self.rows[-1]:
            self._go(self.rows[self.rows.index(row) + 1])

    def _answer(self, row: QuestionRow, value: str) -> None:
        current = self._session.current
        if current is None:
            return
        given = {choice.value for choice in row.choices if choice.isChecked()}
        if row.question.tags:
            self._session.do(untag_documents if value in given else tag_documents, [current], value)
        else:
            self._session.do(code, [current], {row.question.name: "" if value in given else value})

    def _new_document(self) -> None:
        self.spread.hide()
        self._scroll.show()
        self.refresh()

    def _make_rows(self) -> None:
        for row in self.rows:
            row.hide()  # it leaves the layout when it dies: taken out before, it would lose what Python makes of it
            row.deleteLater()
        self.rows = []
        for question in coding_form.form().questions:
            taken = {row.letter for row in self.rows}
            letter = next(
                (letter for letter in say(question.title).casefold() if letter.isalpha() and letter not in taken), ""
            )
            row = QuestionRow(question, letter, [tag for tag in self._tags if tag.kind is question.tags], self)
            row.chosen.connect(lambda value, row=row: self._answer(row, value))
            self._questions.insertWidget(len(self.rows), row)
            self.rows.append(row)

    def _build(self) -> None:
        inside = QWidget()
        self._questions = QVBoxLayout(inside)
        self._questions.setContentsMargins(12, 10, 12, 10)
        self._questions.setSpacing(10)
        self._questions.addStretch(1)
        self._scroll = _Questions(widgetResizable=True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setProperty("role", "panel")
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inside)
        self._missing = QLabel(wordWrap=True)
        self._missing.setProperty("role", "warning")
        self._missing.setTextFormat(Qt.TextFormat.PlainText)
        self._missing.setContentsMargins(12, 8, 12, 0)
        self.copy = QPushButton(self.tr("As the last one"))
        self.copy.setToolTip(self.tr("Code this document as the one that you coded last"))
        self.copy.clicked.connect(self.copy_previous)
        asked, foot = QHBoxLayout(), QHBoxLayout()
        asked.setContentsMargins(12, 6, 12, 0)
        asked.addWidget(self.spread)
        foot.setContentsMargins(12, 8, 12, 10)
        foot.setSpacing(8)
        foot.addWidget(self.copy, 1)
        foot.addWidget(self.spread.button, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._scroll, 1)
        column.addWidget(Rule())
        column.addWidget(self._missing)
        column.addLayout(asked)
        column.addLayout(foot)
