"""Which tags stand on the same passages: tags by tags, with a number in each cell that is lit the more the higher it
is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from reviewer.model import Tag
from reviewer.ui import theme as themes
from reviewer.ui.by_locale import number
from reviewer.ui.chips import colours, paint_dot, paint_focus, small
from reviewer.ui.paragraphs import draw_line

Index = QModelIndex | QPersistentModelIndex
CELL, LABEL, UPRIGHT = QSize(46, 34), 214, 190
LIGHTEST, DARKEST = 0.12, 0.85  # the part of the accent in the ground of a cell
TAG_ROLE = Qt.ItemDataRole.UserRole + 1


class TogetherModel(QAbstractTableModel):
    """Rows and columns are tags; a cell is how many of the passages that are shown bear both."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tags: list[Tag] = []
        self._pairs: Mapping[tuple[str, str], int] = {}

    def show(self, tags: Sequence[Tag], pairs: Mapping[tuple[str, str], int]) -> None:
        """Show the tags of which some passage is shown."""
        self.beginResetModel()
        self.tags, self._pairs = [tag for tag in tags if (tag.name, tag.name) in pairs], pairs
        self.endResetModel()

    def count(self, row: int, column: int) -> int:
        """How many passages bear both tags."""
        return self._pairs.get((self.tags[row].name, self.tags[column].name), 0)

    def most(self) -> int:
        """The highest count of two different tags."""
        return max((count for (one, other), count in self._pairs.items() if one != other), default=0)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.tags)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.tags)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if role == TAG_ROLE:
            return self.tags[section]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.tags[section].name
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        one, other = self.tags[index.row()].name, self.tags[index.column()].name
        count = self.count(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return number(count) if count else ""
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            counted = self.tr("1 passage") if count == 1 else self.tr("{n} passages").format(n=number(count))
            return f"{one}: {counted}" if one == other else self.tr("{0} and {1}: {2}").format(one, other, counted)
        return None


class _Cell(QStyledItemDelegate):
    """A number on a ground that is lit by its share of the highest; on the diagonal, the count of the tag itself."""

    def __init__(self, model: TogetherModel, view: QTableView) -> None:
        super().__init__(view)
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, count = themes.worn(), self._model.count(index.row(), index.column())
        own, rect = index.row() == index.column(), option.rect.adjusted(1, 1, -1, -1)
        ground = _ground(0 if own else count, self._model.most(), theme)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(theme.border) if own else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.window if own else ground))
        painter.drawRoundedRect(rect, 4, 4)
        painter.setFont(option.font)
        painter.setPen(QColor(theme.quiet if own else themes.readable_on(ground)))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(index.data() or ""))
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, option.rect, theme, 5)
        painter.restore()


def _ground(count: int, most: int, theme: themes.Theme) -> str:
    if not count:
        return theme.surface
    share = LIGHTEST + (DARKEST - LIGHTEST) * count / max(most, 1)
    return themes.mixed(QColor(theme.surface), QColor(theme.accent), share)


class _TagHeader(QHeaderView):
    """Names of tags with their dots: along rows, or upright over columns."""

    def sizeHint(self) -> QSize:
        upright = self.orientation() == Qt.Orientation.Horizontal
        return QSize(CELL.width(), UPRIGHT) if upright else QSize(LABEL, CELL.height())

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        tag, theme = self.model().headerData(section, self.orientation(), TAG_ROLE), themes.worn()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, QColor(theme.surface))
        painter.setFont(small(self.font()))
        line = QRect(0, 0, rect.width(), rect.height())
        if self.orientation() == Qt.Orientation.Horizontal:
            painter.translate(rect.left(), rect.bottom() + 1)
            painter.rotate(-90)
            line = QRect(0, 0, rect.height(), rect.width())
        else:
            painter.translate(rect.topLeft())
        paint_dot(painter, QPointF(14, line.height() / 2), colours(tag.colour, theme).dot)
        draw_line(painter, line.adjusted(26, 0, -6, 0), tag.name, theme.text)
        painter.restore()


class TogetherTable(QTableView):
    """A click or Enter on a cell asks for both of its tags."""

    wanted = Signal(str, str)  # names of tags, the same twice on the diagonal

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.together = TogetherModel(self)
        self.setModel(self.together)
        self.setAccessibleName(self.tr("Tags on the same passages"))
        self.setProperty("role", "together")
        self.setItemDelegate(_Cell(self.together, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        for header in (_TagHeader(Qt.Orientation.Horizontal, self), _TagHeader(Qt.Orientation.Vertical, self)):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            upright = header.orientation() == Qt.Orientation.Horizontal
            header.setDefaultSectionSize(CELL.width() if upright else CELL.height())
            self.setHorizontalHeader(header) if upright else self.setVerticalHeader(header)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(self._ask)

    def show_pairs(self, tags: Sequence[Tag], pairs: Mapping[tuple[str, str], int]) -> None:
        """Show other counts, with the keyboard on the same cell."""
        at = self.currentIndex()
        self.together.show(tags, pairs)
        if self.together.tags:
            last = len(self.together.tags) - 1
            self.setCurrentIndex(self.together.index(min(max(at.row(), 0), last), min(max(at.column(), 0), last)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._ask(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _ask(self, index: QModelIndex) -> None:
        if index.isValid():
            self.wanted.emit(self.together.tags[index.row()].name, self.together.tags[index.column()].name)
