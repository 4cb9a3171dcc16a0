"""The command palette: every action that can be used now, found by typing a part of its name or its initials."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QAction, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from reviewer.ui import theme as themes
from reviewer.ui.actions import Actions, keys_in_words, words_of
from reviewer.ui.chips import paint_row, small
from reviewer.ui.overlay import Overlay
from reviewer.ui.paragraphs import draw_line
from reviewer.ui.tag_filter import best_first

Index = QModelIndex | QPersistentModelIndex
_SIDE, _ICON, _HIGH = 14, 18, 16


@dataclass(frozen=True, slots=True)
class Command:
    """An action, the menu that holds it, and the words that it is found by."""

    action: QAction
    menu: str

    @property
    def words(self) -> str:
        return words_of(self.action)

    @property
    def keys(self) -> str:
        return keys_in_words(self.action)


class CommandsModel(QAbstractListModel):
    """The commands that fit what was typed."""

    def __init__(self) -> None:
        super().__init__()
        self.commands: list[Command] = []

    def show(self, commands: list[Command]) -> None:
        """Show these."""
        self.beginResetModel()
        self.commands = commands
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.commands)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        command = self.commands[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return command.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (command.words, command.menu, command.keys) if part)
        return None


class CommandsDelegate(QStyledItemDelegate):
    """Paints icon, words, menu, and keys at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, QFontMetrics(option.font).height() + _HIGH)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, model, rect = themes.worn(), index.model(), option.rect
        if not isinstance(model, CommandsModel):
            return
        command = model.commands[index.row()]
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        paint_row(painter, rect, theme.accent_soft if chosen else theme.raised)
        place = QRect(rect.left() + _SIDE, rect.center().y() - _ICON // 2, _ICON, _ICON)
        command.action.icon().paint(painter, place)
        left, end = place.right() + 12, rect.right() - _SIDE
        painter.setFont(small(option.font))
        wide = painter.fontMetrics().horizontalAdvance(command.keys) + 2
        draw_line(painter, QRect(end - wide, rect.top(), wide, rect.height()), command.keys, theme.quiet)
        painter.setFont(option.font)
        said = painter.fontMetrics().horizontalAdvance(command.words) + 10
        edge = end - wide - 12
        draw_line(painter, QRect(left, rect.top(), edge - left, rect.height()), command.words, theme.text)
        painter.setFont(small(option.font))
        beside = QRect(left + said, rect.top(), max(0, edge - left - said), rect.height())
        draw_line(painter, beside, command.menu, theme.quiet)
        painter.restore()


class CommandPalette(Overlay):
    """An overlay of actions; the one that is taken is done."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        self._rows = CommandsModel()
        self._commands = [
            Command(action, actions.menu_of(action.objectName())) for action in actions if action.isEnabled()
        ]
        super().__init__(parent, self._rows, CommandsDelegate())
        self.name_parts(
            self.tr("Choose an action"),
            self.tr("Type what you want to do"),
            self.tr("Actions that fit"),
            self.tr("No action that can be done now fits."),
        )

    def fit(self, typed: str) -> None:
        self._rows.show(best_first(typed, self._commands, lambda command: command.words))

    def take(self, index: QModelIndex) -> None:
        action = self._rows.commands[index.row()].action
        self.end()
        action.trigger()
