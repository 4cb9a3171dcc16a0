"""One question of the coding form: its title and the answers that can be chosen, or a line to write in."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from reviewer.model import Tag
from reviewer.store.coding_form import Question
from reviewer.ui.chips import patch_pixmap
from reviewer.ui.flow import Flow
from reviewer.words import say

_PATCH = 12
_DIGITS = 9


class Choice(QToolButton):
    """An answer as a chip; a digit before it says which key chooses it."""

    def __init__(self, value: str, words: str, digit: str, colour: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.value, self.digit = value, digit
        self._words, self._before = words[:1].upper() + words[1:], " " if colour else ""
        self.setAccessibleName(self._words)
        self.setCheckable(True)
        self.show_chosen(False)
        self.setProperty("chip", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if colour:
            self.setIcon(QIcon(patch_pixmap(self, colour, _PATCH)))
            self.setIconSize(QSize(_PATCH, _PATCH))
            self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)

    def show_chosen(self, chosen: bool) -> None:
        """Tick it, or not; colour is not the only sign."""
        self.setChecked(chosen)
        mark = "✓" if chosen else self.digit
        self.setText(f"{self._before}{mark}  {self._words}".replace("&", "&&"))

    def nextCheckState(self) -> None:
        """A tick means that the document is coded so: only the form sets it."""

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())  # a long answer never pushes the panel wider

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            event.ignore()  # arrows, digits and letters are the form's


class QuestionRow(QWidget):
    """`chosen` tells the answer that was clicked, or the words that were written."""

    chosen = Signal(str)

    def __init__(self, question: Question, letter: str, tags: Sequence[Tag], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question, self.letter = question, letter
        self.choices: list[Choice] = []
        self.line: QLineEdit | None = None
        self._name = say(question.title)
        self._title = QLabel(_underlined(self._name, letter))
        self._title.setProperty("role", "strong")
        self._title.setWordWrap(True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self._title)
        if question.choices or question.tags:
            choices = [(choice, say(choice), "") for choice in question.choices]
            self._offer(choices or [(tag.name, tag.name, tag.colour) for tag in tags])
        else:
            self._ask_for_words()

    @property
    def stops(self) -> list[QWidget]:
        """What of it can have the keyboard, in order."""
        return [self.line] if self.line else list(self.choices)

    @property
    def answered(self) -> bool:
        """Whether something is chosen or written."""
        return bool(self.line.text()) if self.line else any(choice.isChecked() for choice in self.choices)

    def show_answers(self, given: Collection[str]) -> None:
        """Tick the answers that are given; show the words that are."""
        for choice in self.choices:
            choice.show_chosen(choice.value in given)
        if self.line and not (self.line.hasFocus() and self.line.isModified()):
            self.line.setText(next(iter(given), ""))

    def take_keyboard(self) -> None:
        """Give the keyboard to what is chosen, else to the first choice."""
        chosen: list[QWidget] = [choice for choice in self.choices if choice.isChecked()]
        for stop in [*chosen, *self.stops][:1]:
            stop.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keep_words(self) -> None:
        """Tell what was written, if it was changed."""
        if self.line and self.line.isModified():
            self.line.setModified(False)
            self.chosen.emit(self.line.text())

    def _offer(self, answers: Sequence[tuple[str, str, str]]) -> None:
        flow = Flow()
        for place, (value, words, colour) in enumerate(answers, start=1):
            choice = Choice(value, words, str(place) if place <= _DIGITS else "", colour, self)
            choice.setAccessibleName(f"{self._name}: {choice.accessibleName()}")
            choice.clicked.connect(lambda *_, value=value: self.chosen.emit(value))
            self.choices.append(choice)
            flow.addWidget(choice)
        self._column.addLayout(flow)

    def _ask_for_words(self) -> None:
        self.line = QLineEdit()
        self.line.setAccessibleName(self._name)
        self.line.setPlaceholderText(self.tr("General subject and purpose"))
        self.line.editingFinished.connect(self.keep_words)
        self._column.addWidget(self.line)


def _underlined(title: str, letter: str) -> str:
    """The title with the letter that leads to it underlined."""
    at = title.casefold().find(letter) if letter else -1
    return title if at < 0 else f"{title[:at]}<u>{title[at]}</u>{title[at + 1 :]}"
