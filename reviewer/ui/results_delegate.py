"""How the answer to a query looks: document rows with a count, snippets with the found words lit."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reviewer.search.found import Reason, Result, Snippet
from reviewer.ui import theme as themes
from reviewer.ui.by_locale import date_words
from reviewer.ui.chips import paint_badge, paint_focus, small
from reviewer.ui.paragraphs import Lit, draw, draw_line, lay_out
from reviewer.ui.results_model import ResultsModel, reason_words
from reviewer.ui.theme import Theme
from reviewer.words import local

Index = QModelIndex | QPersistentModelIndex
SIDE, INDENT, LINES = 12, 24, 2


class ResultsDelegate(QStyledItemDelegate):
    """Heights follow from fonts and widths alone, so that a thousand rows are laid out at once."""

    def __init__(self, model: ResultsModel, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._model, self._view = model, view
        self._measured = ("", 0, 0)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = self._model.rows[index.row()]
        line, minor = self._heights(option.font)
        if row.snippet:
            return QSize(0, minor + line * self._lines(row.snippet.text, option.font) + 12)
        if row.reason:
            badge = minor + 6 if row.reason.hidden else 0
            return QSize(0, line * self._lines(reason_words(row.reason), option.font) + 10 + badge)
        return QSize(0, line + minor + 18)

    def _heights(self, font: QFont) -> tuple[int, int]:
        """The heights of a line of text and of one in small, measured once for each font."""
        key = font.key()
        if key != self._measured[0]:
            self._measured = (key, QFontMetrics(font).height(), QFontMetrics(small(font)).height())
        return self._measured[1:]

    def _lines(self, text: str, font: QFont) -> int:
        """How many lines a snippet gets: one when it surely fits; only doubtful ones are measured."""
        room = 0.92 * self._inner()
        if len(text) > room / 3:
            return LINES
        return 1 if QFontMetrics(font).horizontalAdvance(text) < room else LINES

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, row = themes.worn(), self._model.rows[index.row()]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option, theme, row.heads)
        if row.snippet:
            self._paint_snippet(painter, option.rect, row.snippet, option.font, theme)
        elif row.reason:
            self._paint_reason(painter, option.rect, row.reason, option.font, theme)
        else:
            self._paint_document(painter, option.rect, row.result, option.font, theme)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, option.rect.adjusted(4, 1, -4, -1), theme)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, theme: Theme, heads: bool) -> None:
        if heads and option.rect.top() > 0:
            painter.fillRect(QRect(0, option.rect.top(), option.rect.width(), 1), QColor(theme.border))
        colour = ""
        if option.state & QStyle.StateFlag.State_Selected:
            colour = theme.accent_soft
        elif option.state & QStyle.StateFlag.State_MouseOver:
            colour = theme.hover
        if colour:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(option.rect.adjusted(4, 2, -4, -1), 6, 6)

    def _paint_document(self, painter: QPainter, rect: QRect, result: Result, font: QFont, theme: Theme) -> None:
        document = self._model.document(result.document)
        if document is None:
            return
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        line, minor = QFontMetrics(bold).height(), QFontMetrics(small(font)).height()
        badge = self._badge(rect, str(result.hits), small(font))
        width = badge.left() - SIDE - 8
        painter.setFont(bold)
        draw_line(painter, QRect(SIDE, rect.top() + 9, width, line), document.title or document.name, theme.text)
        painter.setFont(small(font))
        facts = " · ".join(
            part for part in (document.name if document.title else "", date_words(document.date)) if part
        )
        draw_line(painter, QRect(SIDE, rect.top() + 10 + line, width, minor), facts, theme.quiet)
        if result.hits:
            paint_badge(painter, badge, str(result.hits), theme)

    def _badge(self, rect: QRect, text: str, font: QFont) -> QRect:
        metrics = QFontMetrics(font)
        height = metrics.height() + 2
        width = max(metrics.horizontalAdvance(text) + 14, height + 4)
        return QRect(rect.right() - SIDE - width, rect.top() + 9, width, height)

    def _paint_snippet(self, painter: QPainter, rect: QRect, snippet: Snippet, font: QFont, theme: Theme) -> None:
        minor = QFontMetrics(small(font)).height()
        painter.setFont(small(font))
        place = QRect(INDENT, rect.top() + 5, self._inner(), minor)
        draw_line(painter, place, self._model.place_line(snippet), theme.quiet)
        lit = [Lit(start, end, _lit_format(theme)) for start, end in snippet.marks]
        layout = lay_out(snippet.text, font, self._inner(), LINES, lit)
        draw(painter, layout, INDENT, rect.top() + 6 + minor, theme.text)

    def _paint_reason(self, painter: QPainter, rect: QRect, reason: Reason, font: QFont, theme: Theme) -> None:
        name = len(local(reason.field)) + 1
        quiet = QTextCharFormat()
        quiet.setForeground(QColor(theme.quiet))
        lit = [Lit(name + 1 + start, name + 1 + end, _lit_format(theme)) for start, end in reason.marks]
        layout = lay_out(reason_words(reason), font, self._inner(), LINES, [Lit(0, name, quiet), *lit])
        top = rect.top() + 4
        if reason.hidden:
            top = self._paint_hidden(painter, top + 2, reason, small(font), theme)
        draw(painter, layout, INDENT, top, theme.text)

    def _paint_hidden(self, painter: QPainter, top: int, reason: Reason, font: QFont, theme: Theme) -> int:
        """The badge of what a page does not show, and the page; hand back where the words begin."""
        words, metrics = self._model.tr("hidden"), QFontMetrics(font)
        badge = QRect(INDENT, top, metrics.horizontalAdvance(words) + 14, metrics.height() + 2)
        painter.setFont(font)
        paint_badge(painter, badge, words, theme, framed=True)
        place = QRect(badge.right() + 8, top, self._inner() - badge.width() - 8, badge.height())
        draw_line(painter, place, self._model.tr("p. {0}").format(reason.page), theme.quiet)
        return badge.bottom() + 3

    def _inner(self) -> int:
        return max(self._view.viewport().width() - INDENT - SIDE, 40)


def _lit_format(theme: Theme) -> QTextCharFormat:
    lit = QTextCharFormat()
    lit.setFontWeight(QFont.Weight.Bold)
    lit.setBackground(QColor(theme.hit))
    lit.setForeground(QColor(theme.on_hit))
    return lit
