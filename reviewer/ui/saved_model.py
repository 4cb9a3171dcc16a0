"""Searches that are kept, as rows: name, query, and how many documents each finds now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reviewer.search.found import Found
from reviewer.search.sampling import Sample
from reviewer.store.searches import SavedSearch
from reviewer.ui import theme as themes
from reviewer.ui.chips import paint_badge, paint_focus, paint_row, small, two_lines
from reviewer.ui.paragraphs import draw_line

Index = QModelIndex | QPersistentModelIndex
_SIDE = 14
_UNCOUNTED = "…"


def sample_of(search: SavedSearch) -> Sample | None:
    """The sample that a search is, if it is one."""
    return Sample(search.size, search.seed, search.percent) if search.size else None


class SavedModel(QAbstractListModel):
    """A row for each search. What a search finds is told later, or why it can't be read."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.searches: list[SavedSearch] = []
        self._told: dict[tuple[str, Sample | None], Found | str] = {}

    def show(self, searches: Sequence[SavedSearch]) -> None:
        """Show these; what is known of their queries stays."""
        self.beginResetModel()
        self.searches = list(searches)
        self.endResetModel()

    def tell(self, query: str, sample: Sample | None, found: Found | str) -> None:
        """Take up what a query finds, or the sentence that says why it can't be read."""
        self._told[query, sample] = found
        for row, search in enumerate(self.searches):
            if (search.query, sample_of(search)) == (query, sample):
                self.dataChanged.emit(self.index(row), self.index(row))

    def counted(self, search: SavedSearch) -> str:
        """How many documents it finds: "12", "!" when it can't be read, "…" while it is not known."""
        found = self._told.get((search.query, sample_of(search)))
        if isinstance(found, Found):
            return f"{len(found.documents):,}"
        return "!" if found else _UNCOUNTED

    def detail(self, search: SavedSearch) -> str:
        """The line under the name: the query, or why it can't be read."""
        found, sample = self._told.get((search.query, sample_of(search))), sample_of(search)
        if isinstance(found, str):
            return f"{search.query} – {found}"
        said = self.tr("Sample: {0}").format(sample.written) if sample else ""
        return " · ".join(filter(None, [search.query, said]))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.searches)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        search = self.searches[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return search.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join((search.name, self.detail(search), self.counted(search)))
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.detail(search)
        return None


class SavedDelegate(QStyledItemDelegate):
    """Paints name and query at the left, the count at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, two_lines(option.font))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, model, rect = themes.worn(), index.model(), option.rect
        if not isinstance(model, SavedModel):
            return
        search, state = model.searches[index.row()], option.state
        chosen, over = state & QStyle.StateFlag.State_Selected, state & QStyle.StateFlag.State_MouseOver
        painter.save()
        paint_row(painter, rect, theme.accent_soft if chosen else theme.hover if over else theme.surface)
        bold = QFont(option.font)
        bold.setWeight(QFont.Weight.DemiBold)
        line, minor = QFontMetrics(bold).height(), QFontMetrics(small(option.font)).height()
        counted, unread = model.counted(search), model.counted(search) == "!"
        painter.setFont(small(option.font))
        wide = max(painter.fontMetrics().horizontalAdvance(counted) + 14, minor + 6)
        badge = QRect(rect.right() - _SIDE - wide, rect.top() + 7, wide, minor + 2)
        paint_badge(painter, badge, counted, theme)
        below = QRect(_SIDE, rect.top() + 7 + line, rect.width() - 2 * _SIDE, minor)
        draw_line(painter, below, model.detail(search), theme.danger if unread else theme.quiet)
        painter.setFont(bold)
        draw_line(painter, QRect(_SIDE, rect.top() + 7, badge.left() - 8 - _SIDE, line), search.name, theme.text)
        if state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, rect.adjusted(4, 1, -4, -1), theme)
        painter.restore()
