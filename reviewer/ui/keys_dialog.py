"""The dialog that lists what can be done and with which keys, and gives actions other keys."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reviewer.ui.actions import Actions, keys_in_words, words_of
from reviewer.ui.list_dialog import foot
from reviewer.ui.session import Session
from reviewer.ui.tag_filter import rank

SIZE = (620, 600)
PORTABLE = QKeySequence.SequenceFormat.PortableText


class KeysDialog(QDialog):
    """Action, menu and keys, a row each; under them the keys of the row in hand, to be pressed anew."""

    def __init__(self, session: Session, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._actions = session, actions
        self.setWindowTitle(self.tr("Keys"))
        self.resize(*SIZE)
        self.table = self._table()
        self.search, self.pressed, self.said = QLineEdit(), QKeySequenceEdit(), QLabel(wordWrap=True)
        self.usual, self.none, self.all_usual = QPushButton(), QPushButton(), QPushButton()
        self._lay_out()
        self._fill()
        self.table.setCurrentCell(0, 0)

    def give(self, keys: str) -> None:
        """Give the action in hand these keys, in Qt's notation; another one that had them loses them."""
        chosen, wanted = self._chosen(), _portable(keys)
        taken = [
            other
            for other in self._actions
            if other is not chosen and any(each.toString(PORTABLE) in wanted for each in other.shortcuts())
        ]
        for other in taken:
            self._keep(other.objectName(), _without(other, wanted))
        self._keep(chosen.objectName(), keys)
        lost = ", ".join(f"“{words_of(other)}”" for other in taken)
        self.said.setText(self.tr("{actions} has no longer that key.").format(actions=lost) if taken else "")
        self._fill()

    def give_usual(self) -> None:
        """Give the action in hand the keys that the program comes with."""
        self.give(self._actions.usual_keys(self._chosen().objectName()))

    def give_all_usual(self) -> None:
        """Give all actions the keys that the program comes with."""
        self._session.change_settings(replace(self._session.settings, keys={}))
        for action in self._actions:
            self._actions.bind(action.objectName(), self._actions.usual_keys(action.objectName()))
        self.said.setText(self.tr("All keys are as the program comes with them."))
        self._fill()

    def _keep(self, name: str, keys: str) -> None:
        kept = {**self._session.settings.keys, name: keys}
        if keys == self._actions.usual_keys(name):
            del kept[name]
        self._actions.bind(name, keys)
        self._session.change_settings(replace(self._session.settings, keys=kept))

    def _chosen(self) -> QAction:
        return list(self._actions)[self.table.currentRow()]

    def _fill(self) -> None:
        actions = list(self._actions)
        self.table.setRowCount(len(actions))
        for row, action in enumerate(actions):
            cells = (words_of(action), self._actions.menu_of(action.objectName()), keys_in_words(action))
            for column, text in enumerate(cells):
                self.table.setItem(row, column, QTableWidgetItem(text))
        self._show_fitting(self.search.text())

    def _show_fitting(self, typed: str) -> None:
        shown = [row for row, action in enumerate(self._actions) if _fits(typed, action)]
        for row in range(self.table.rowCount()):
            self.table.setRowHidden(row, row not in shown)
        if shown and self.table.currentRow() not in shown:
            self.table.setCurrentCell(shown[0], 0)
        self._show_keys()

    def _show_keys(self) -> None:
        chosen = self.table.currentRow() >= 0 and not self.table.isRowHidden(self.table.currentRow())
        for widget in (self.pressed, self.usual, self.none):
            widget.setEnabled(chosen)
        self.pressed.setKeySequence(self._chosen().shortcut() if chosen else QKeySequence())

    def _take_pressed(self) -> None:
        keys = self.pressed.keySequence().toString(PORTABLE)
        if keys and keys != self._chosen().shortcut().toString(PORTABLE):
            self.give(keys)
        QTimer.singleShot(0, self.table.setFocus)

    def _table(self) -> QTableWidget:
        table = QTableWidget(0, 3)
        table.setAccessibleName(self.tr("Actions and their keys"))
        table.setHorizontalHeaderLabels([self.tr("Action"), self.tr("Menu"), self.tr("Keys")])
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.setColumnWidth(1, 90)
        table.setColumnWidth(2, 200)
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        return table

    def _lay_out(self) -> None:
        self.search.setPlaceholderText(self.tr("Find an action or a key"))
        self.search.setAccessibleName(self.tr("Find an action or a key"))
        self.search.textChanged.connect(self._show_fitting)
        self.pressed.setAccessibleName(self.tr("Keys of the action; press others"))
        for field in self.pressed.findChildren(QLineEdit):
            field.setAccessibleName(self.pressed.accessibleName())
        self.pressed.setMaximumSequenceLength(1)
        self.pressed.editingFinished.connect(self._take_pressed)
        self.table.currentCellChanged.connect(self._show_keys)
        self.table.cellActivated.connect(lambda *_: self.pressed.setFocus())
        self.said.setProperty("role", "quiet")
        for button, words, slot in (
            (self.usual, self.tr("Usual keys"), self.give_usual),
            (self.none, self.tr("No keys"), lambda: self.give("")),
            (self.all_usual, self.tr("All usual keys"), self.give_all_usual),
        ):
            button.setText(words)
            button.setAutoDefault(False)
            button.clicked.connect(slot)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.search)
        layout.addWidget(self.table, 1)
        layout.addLayout(self._change_row())
        layout.addWidget(self.said)
        layout.addLayout(foot(self, self.all_usual))

    def _change_row(self) -> QHBoxLayout:
        label = QLabel(self.tr("&Press other keys:"))
        label.setBuddy(self.pressed)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self.pressed, 1)
        row.addWidget(self.usual)
        row.addWidget(self.none)
        return row


def _fits(typed: str, action: QAction) -> bool:
    return any(rank(typed, text) is not None for text in (words_of(action), keys_in_words(action)))


def _portable(keys: str) -> set[str]:
    """Each of the keys, as Qt writes it on every system."""
    return {QKeySequence(each).toString(PORTABLE) for each in keys.split("; ") if each}


def _without(action: QAction, lost: Collection[str]) -> str:
    """The other keys of an action, in the notation of `Actions.bind`."""
    return "; ".join(text for each in action.shortcuts() if (text := each.toString(PORTABLE)) not in lost)
