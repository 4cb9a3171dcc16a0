"""How the rows of the table of passages are painted: cells of two lines, chips of tags, headers of groups."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QTableView

from reviewer.store.passages import Group
from reviewer.ui import theme as themes
from reviewer.ui.chips import chip_size, lay_chips, paint_badge, paint_chip, paint_patch, small
from reviewer.ui.documents_view import TwoLines
from reviewer.ui.icons import icon
from reviewer.ui.paragraphs import draw, draw_line, height_of, lay_out
from reviewer.ui.passage_model import lost_words
from reviewer.ui.passages.model import COLUMNS, GROUP_ROLE, PassagesModel

Index = QModelIndex | QPersistentModelIndex
SIDE, CARET, PATCH = 10, 16, 14
QUIET = ("note", "document", "page", "date", "reviewer", "when")
SMALL = ("cite", *QUIET)
LINES = 2


class PassagesDelegate(TwoLines):
    """Paints whatever cell of the table."""

    def __init__(self, model: PassagesModel, view: QTableView) -> None:
        super().__init__(view)
        self._model, self._view = model, view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        group = index.data(GROUP_ROLE)
        if isinstance(group, Group):
            self._paint_group(painter, option, group)
        else:
            super().paint(painter, option, index)

    def paint_content(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        column = COLUMNS[index.column()]
        if column == "tags":
            self._paint_tags(painter, option, index)
            return
        font = small(option.font) if column in SMALL else option.font
        theme, place = themes.worn(), option.rect.adjusted(6, 0, -6, 0)
        layout = lay_out(str(index.data() or ""), font, place.width(), LINES)
        top = place.top() + (place.height() - height_of(layout)) / 2
        draw(painter, layout, place.left(), round(top), theme.quiet if column in QUIET else theme.text)

    def _paint_tags(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """As many chips as two lines hold, and how many more there are."""
        entry, theme = self._model.entry(index.row()), themes.worn()
        if entry is None:
            return
        painter.setFont(small(option.font))
        lost = (lost_words(),) if entry.passage.unanchored else ()
        names, room = (*lost, *entry.passage.tags) or (self.tr("no tag"),), option.rect.adjusted(6, 0, -6, 0)
        shown, more = fitting(names, room.width(), painter.fontMetrics())
        bottom = shown[-1][1].bottom() + 1
        left, top = room.left(), room.top() + (room.height() - bottom) // 2
        for name, rect in shown:
            tag = self._model.tags.get(name)
            colour = tag.colour if tag else theme.danger if name in lost else ""
            paint_chip(painter, rect.translated(left, top), name, colour, theme)
        if more:
            last = shown[-1][1].translated(left, top)
            place = QRect(last.right() + 3, last.top(), room.right() - last.right(), last.height())
            draw_line(painter, place, f"+{more}", theme.quiet)

    def _paint_group(self, painter: QPainter, option: QStyleOptionViewItem, group: Group) -> None:
        """The part of a header that runs over the whole row which is in this cell."""
        theme, rect = themes.worn(), option.rect
        header = self._view.horizontalHeader()
        left, end = header.sectionViewportPosition(0), max(header.length(), self._view.viewport().width())
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = theme.accent_soft if chosen else theme.window
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, QColor(ground))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(theme.border))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        caret = QRect(left + SIDE, rect.center().y() - CARET // 2 + 1, CARET, CARET)
        icon("ph.caret-right" if self._model.is_folded(group) else "ph.caret-down", theme.quiet).paint(painter, caret)
        self._paint_head(
            painter, QRect(caret.right() + 8, rect.top(), end - caret.right(), rect.height()), option, group
        )
        painter.restore()

    def _paint_head(self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem, group: Group) -> None:
        theme, (name, besides) = themes.worn(), self._model.head(group)
        tag, bold = self._model.tags.get(group.tag), QFont(option.font)
        bold.setWeight(QFont.Weight.DemiBold)
        if tag:
            patch = QRect(rect.left(), rect.center().y() - PATCH // 2 + 1, PATCH, PATCH)
            paint_patch(painter, patch, tag.colour, theme.window)
            rect = rect.adjusted(PATCH + 8, 0, 0, 0)
        painter.setFont(bold)
        width = min(QFontMetrics(bold).horizontalAdvance(name) + 2, rect.width() // 2)
        draw_line(painter, QRect(rect.left(), rect.top(), width, rect.height()), name, theme.text)
        painter.setFont(small(option.font))
        metrics = painter.fontMetrics()
        if group.document is None:
            badge = QRect(0, 0, metrics.horizontalAdvance(besides) + 16, metrics.height() + 4)
            badge.moveCenter(rect.center())
            badge.moveLeft(rect.left() + width + 10)
            paint_badge(painter, badge, besides, theme)
        else:
            draw_line(painter, rect.adjusted(width + 12, 0, 0, 0), besides, theme.quiet)


def fitting(names: tuple[str, ...], width: int, metrics: QFontMetrics) -> tuple[list[tuple[str, QRect]], int]:
    """The chips that fit into two lines of a width, with room for how many are left out, and that number."""
    line = chip_size("", metrics).height()
    placed = [chip for chip in lay_chips(names, width, metrics) if chip[1].bottom() < LINES * (line + 4)]
    more = len(names) - len(placed)
    room = metrics.horizontalAdvance(f"+{more}") + 4
    if more and placed[-1][1].right() + room > width:
        name, rect = placed[-1]
        placed[-1] = (name, rect.adjusted(0, 0, width - room - rect.right(), 0))
    return placed, more
