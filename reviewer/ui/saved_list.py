"""The list of searches that are kept: its keys, and how its rows look."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from reviewer.ui import theme as themes
from reviewer.ui.chips import paint_badge, paint_focus, paint_row, small, two_lines
from reviewer.ui.icons import icon
from reviewer.ui.paragraphs import draw_line
from reviewer.ui.saved_model import SavedModel, SavedRow

Index = QModelIndex | QPersistentModelIndex
_SIDE, _CARET, _INDENT, _ICON = 14, 18, 34, 14


class SavedList(QListView):
    """Enter or a click opens a search or a folder, F2 renames it, F7 puts a search into a folder, Delete takes it out,
    Left and Right fold and unfold a folder, as a click on its arrow does."""

    renaming_wanted = Signal()
    moving_wanted = Signal()
    removal_wanted = Signal()
    opening_wanted = Signal(object)  # SavedRow

    def __init__(self, model: SavedModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        self.setItemDelegate(SavedDelegate(model, self))
        self.setProperty("role", "rows")
        self.setAccessibleName(self.tr("Saved searches"))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.clicked.connect(lambda index: self.opening_wanted.emit(self._model.rows[index.row()]))

    @property
    def row(self) -> SavedRow | None:
        """The row that is chosen."""
        place = self.currentIndex().row()
        return self._model.rows[place] if 0 <= place < len(self._model.rows) else None

    def choose(self, place: int) -> None:
        """Choose a row; none where there is no such."""
        self.setCurrentIndex(self._model.index(place) if 0 <= place < len(self._model.rows) else QModelIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        wanted = {
            Qt.Key.Key_F2: self.renaming_wanted,
            Qt.Key.Key_F7: self.moving_wanted,
            Qt.Key.Key_Delete: self.removal_wanted,
        }
        row, key = self.row, Qt.Key(event.key())
        if row and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opening_wanted.emit(row)
        elif row and row.folder and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._fold(row.folder, key == Qt.Key.Key_Left)
        elif row and key in wanted:
            wanted[key].emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        row = self._model.rows[index.row()] if index.isValid() else None
        if row and row.heads and event.position().x() < _SIDE + _CARET and self.state() != self.State.DraggingState:
            self.blockSignals(True)  # a click on the arrow opens nothing
            super().mouseReleaseEvent(event)
            self.blockSignals(False)
            self._fold(row.folder, row.folder not in self._model.folded)
        else:
            super().mouseReleaseEvent(event)

    def _fold(self, folder: str, folded: bool) -> None:
        self._model.fold(folder, folded)
        self.choose(next(place for place, row in enumerate(self._model.rows) if row.heads and row.folder == folder))


class SavedDelegate(QStyledItemDelegate):
    """Paints name and query at the left, the count at the right; what is in a folder is indented."""

    def __init__(self, model: SavedModel, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, two_lines(option.font))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect, state = themes.worn(), option.rect, option.state
        row = self._model.rows[index.row()]
        chosen, over = state & QStyle.StateFlag.State_Selected, state & QStyle.StateFlag.State_MouseOver
        painter.save()
        paint_row(painter, rect, theme.accent_soft if chosen else theme.hover if over else theme.surface)
        left = _SIDE + (_CARET if row.heads else _INDENT if row.folder else 0)
        if row.heads:
            arrow = "ph.caret-right" if row.folder in self._model.folded else "ph.caret-down"
            place = QRect(_SIDE - 2, rect.top() + (rect.height() - _ICON) // 2, _ICON, _ICON)
            icon(arrow).paint(painter, place)
        self._paint_words(painter, option, row, left)
        if state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, rect.adjusted(4, 1, -4, -1), theme)
        painter.restore()

    def _paint_words(self, painter: QPainter, option: QStyleOptionViewItem, row: SavedRow, left: int) -> None:
        theme, rect = themes.worn(), option.rect
        bold = QFont(option.font)
        bold.setWeight(QFont.Weight.DemiBold)
        line, minor = QFontMetrics(bold).height(), QFontMetrics(small(option.font)).height()
        counted = self._model.counted(row)
        painter.setFont(small(option.font))
        wide = max(painter.fontMetrics().horizontalAdvance(counted) + 14, minor + 6)
        badge = QRect(rect.right() - _SIDE - wide, rect.top() + 7, wide, minor + 2)
        paint_badge(painter, badge, counted, theme)
        below = QRect(left, rect.top() + 7 + line, rect.width() - left - _SIDE, minor)
        draw_line(painter, below, self._model.detail(row), theme.danger if counted == "!" else theme.quiet)
        painter.setFont(bold)
        draw_line(painter, QRect(left, rect.top() + 7, badge.left() - 8 - left, line), row.name, theme.text)
