"""The codebook as a list: colour, name, kind, key, and how many passages bear the tag."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reviewer.model import Tag, TagId
from reviewer.ui import theme as themes
from reviewer.ui.by_locale import number
from reviewer.ui.chips import paint_focus, paint_key, paint_patch, paint_row, small, two_lines
from reviewer.ui.paragraphs import draw_line
from reviewer.words import local

Index = QModelIndex | QPersistentModelIndex
_PATCH, _CAP, _SIDE = 16, 18, 12
NEW = TagId(0)


class CodebookModel(QAbstractListModel):
    """Tags in the order of the codebook; one with the id NEW is being made."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tags: list[Tag] = []
        self.use: Mapping[TagId, tuple[int, int]] = {}

    def show(self, tags: Sequence[Tag], use: Mapping[TagId, tuple[int, int]]) -> None:
        """Show these, with the counts of passages and documents that bear them."""
        self.beginResetModel()
        self.tags, self.use = list(tags), use
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.tags)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        tag = self.tags[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.name(tag)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            key = self.tr("key {0}").format(tag.key) if tag.key else ""
            parts = (self.name(tag), local(tag.kind.value), key, self.counted(tag))
            return ", ".join(part for part in parts if part)
        return None

    def name(self, tag: Tag) -> str:
        """How the tag is called in the list."""
        return tag.name or self.tr("New tag")

    def counted(self, tag: Tag) -> str:
        """How many passages and documents bear a tag, in words."""
        passages, documents = self.use.get(tag.id, (0, 0))
        words = self.tr("1 passage") if passages == 1 else self.tr("{0} passages").format(number(passages))
        if not documents:
            return words
        whole = self.tr("1 document") if documents == 1 else self.tr("{0} documents").format(number(documents))
        return f"{words}, {whole}" if passages else whole


class CodebookDelegate(QStyledItemDelegate):
    """Paints one tag on two lines."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, two_lines(option.font))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, model, rect = themes.worn(), index.model(), option.rect
        if not isinstance(model, CodebookModel):
            return
        tag = model.tags[index.row()]
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = theme.accent_soft if chosen else theme.surface
        painter.save()
        paint_row(painter, rect, ground)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, rect.adjusted(4, 1, -4, -1), theme)
        patch = QRect(rect.left() + _SIDE, rect.center().y() - _PATCH // 2, _PATCH, _PATCH)
        paint_patch(painter, patch, tag.colour, ground)
        self._paint_words(painter, option, tag, model, theme)
        painter.restore()

    def _paint_words(
        self, painter: QPainter, option: QStyleOptionViewItem, tag: Tag, model: CodebookModel, theme: themes.Theme
    ) -> None:
        rect, line = option.rect, QFontMetrics(option.font).height()
        left, end = rect.left() + _SIDE + _PATCH + 10, rect.right() - _SIDE
        painter.setFont(small(option.font))
        minor = painter.fontMetrics().height()
        if tag.key:
            paint_key(painter, QRect(end - _CAP, rect.center().y() - _CAP // 2, _CAP, _CAP), tag.key, theme)
        end -= _CAP + 8
        below = " · ".join(
            part for part in (local(tag.kind.value), model.counted(tag) if model.use.get(tag.id) else "") if part
        )
        draw_line(painter, QRect(left, rect.top() + 7 + line, end - left, minor), below, theme.quiet)
        painter.setFont(option.font)
        draw_line(painter, QRect(left, rect.top() + 7, end - left, line), model.name(tag), theme.text)
