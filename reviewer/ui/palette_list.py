"""The rows of the tag palette: a tag each, or the offer to make one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reviewer.model import Tag, TagId, TagKind
from reviewer.ui import theme as themes
from reviewer.ui.chips import paint_key, paint_patch, paint_row, small, two_lines
from reviewer.ui.paragraphs import draw_line
from reviewer.words import local

Index = QModelIndex | QPersistentModelIndex
_PATCH, _CAP, _SIDE = 16, 18, 12
NEW = TagId(0)


def offer(name: str, colour: str) -> Tag:
    """The tag that would be made under a name; its id is NEW."""
    return Tag(NEW, name, TagKind.ISSUE, colour)


class PaletteModel(QAbstractListModel):
    """The tags that fit what was typed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tags: list[Tag] = []

    def show(self, tags: Sequence[Tag]) -> None:
        """Show these."""
        self.beginResetModel()
        self.tags = list(tags)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.tags)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        tag = self.tags[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.label(tag)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            key = self.tr("key {0}").format(tag.key) if tag.key else ""
            return ", ".join(part for part in (self.label(tag), local(tag.kind.value), key, tag.description) if part)
        return None

    def detail(self, tag: Tag) -> str:
        """The line under the name."""
        return self.tr("Kind, colour and key can be set in the codebook.") if tag.id == NEW else tag.description

    def label(self, tag: Tag) -> str:
        """The words of a row."""
        return self.tr("Create tag “{0}”").format(tag.name) if tag.id == NEW else tag.name


class PaletteDelegate(QStyledItemDelegate):
    """Paints colour, name, kind, key, and a line of description."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, two_lines(option.font))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, model, rect = themes.worn(), index.model(), option.rect
        if not isinstance(model, PaletteModel):
            return
        tag = model.tags[index.row()]
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = theme.accent_soft if chosen else theme.raised
        painter.save()
        paint_row(painter, rect, ground)
        line = QFontMetrics(option.font).height()
        patch = QRect(rect.left() + _SIDE, rect.top() + 7 + (line - _PATCH) // 2, _PATCH, _PATCH)
        paint_patch(painter, patch, tag.colour, ground)
        self._paint_words(painter, option, tag, model, theme)
        painter.restore()

    def _paint_words(
        self, painter: QPainter, option: QStyleOptionViewItem, tag: Tag, model: PaletteModel, theme: themes.Theme
    ) -> None:
        rect, line = option.rect, QFontMetrics(option.font).height()
        left, end = rect.left() + _SIDE + _PATCH + 10, rect.right() - _SIDE
        painter.setFont(small(option.font))
        if tag.key:
            paint_key(painter, QRect(end - _CAP, rect.top() + 7 + (line - _CAP) // 2, _CAP, _CAP), tag.key, theme)
        kind = local(tag.kind.value)
        wide = painter.fontMetrics().horizontalAdvance(kind) + 2
        edge = end - _CAP - 10 - wide
        draw_line(painter, QRect(edge, rect.top() + 7, wide, line), kind, theme.quiet)
        below = QRect(left, rect.top() + 7 + line, end - left, painter.fontMetrics().height())
        draw_line(painter, below, model.detail(tag), theme.quiet)
        painter.setFont(option.font)
        draw_line(painter, QRect(left, rect.top() + 7, edge - 8 - left, line), model.label(tag), theme.text)
