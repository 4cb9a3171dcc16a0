"""How a passage looks in the list: a card with chips, quote, place, author and note, and the editor of the note."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QPixmap,
    QTextLayout,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QPlainTextEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from reviewer.model import Area, Passage, PassageId, Tag
from reviewer.ui import theme as themes
from reviewer.ui.chips import lay_chips, paint_chip, paint_focus, small
from reviewer.ui.icons import icon
from reviewer.ui.paragraphs import draw, draw_line, height_of, lay_out
from reviewer.ui.passage_model import PassageModel, disputed_words, lost_words, quote_line

Index = QModelIndex | QPersistentModelIndex
PAD, MARGIN, BETWEEN = 10, 8, 6
QUOTE_LINES, PLACE_LINES, NOTE_LINES = 3, 2, 4
EDITOR_LINES = 4
PICTURE = 40  # logical pixels of height for the picture of an area
_BUTTON = 22
_REPLY = 16  # how far replies stand in


def no_picture(area: Area) -> QPixmap | None:
    """The picture of an area where no pages are drawn."""
    return None


@dataclass(frozen=True, slots=True)
class Shape:
    """A card laid out at a width: its parts by their distance from its top, in pixels."""

    chips: list[tuple[str, QRect]]
    quote: QTextLayout
    picture_top: int  # of an area
    quote_top: int
    place: QTextLayout
    place_top: int
    note: QTextLayout
    note_top: int
    replies: list[tuple[QTextLayout, int]]
    end: int
    height: int


class NoteEditor(QPlainTextEdit):
    """Where a note is typed: Ctrl+Enter and leaving the field keep it, Esc drops it."""

    kept = Signal()
    dropped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.kept.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason):
            self.kept.emit()


class PassageDelegate(QStyledItemDelegate):
    """Paints cards; `clicked` tells which part of one was clicked: "go", "note" or "remove"."""

    clicked = Signal(object, str)  # PassageId, action
    replied = Signal(object, str)  # PassageId, what was written

    def __init__(self, model: PassageModel, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._tags: dict[str, Tag] = {}
        self._shapes: dict[PassageId, tuple[Passage, int, str, Shape]] = {}
        self.editing: PassageId | None = None
        self.picture_of: Callable[[Area], QPixmap | None] = no_picture
        self.replying = False  # whether what is typed answers the note, or is the note

    def set_tags(self, tags: Sequence[Tag]) -> None:
        """The codebook, for the colours of chips."""
        self._tags = {tag.name: tag for tag in tags}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._width()
        passage = self._model.passages[index.row()]
        shape = self._shape(passage, width, option.font)
        if passage.id == self.editing:
            return QSize(width, self._editor_top(shape) + self._editor_height(option.font) + PAD + MARGIN)
        return QSize(width, shape.height + MARGIN)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        passage, theme = self._model.passages[index.row()], themes.worn()
        current = passage.id == self._model.current
        shape, card = self._shape(passage, self._width(), option.font), _card(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, card, theme, current)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, card.adjusted(-1, -1, 1, 1), theme, 8)
        self._paint_text(painter, card, passage, shape, option.font, theme)
        if current or option.state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_HasFocus):
            for action, rect in _buttons(card.top() + shape.place_top, card):
                icon(_ICONS[action], theme.danger if action == "remove" else theme.quiet).paint(painter, _inner(rect))
        painter.restore()

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        if not isinstance(event, QMouseEvent) or event.type() != QEvent.Type.MouseButtonRelease:
            return False
        if event.button() == Qt.MouseButton.LeftButton:
            passage = self._model.passages[index.row()]
            self.clicked.emit(passage.id, self.action_at(event.position().toPoint(), option, index))
            return True
        return False

    def action_at(self, place: QPoint, option: QStyleOptionViewItem, index: Index) -> str:
        """What a click at a place means: a button, the note's lines, or else going there."""
        card, passage = _card(option.rect), self._model.passages[index.row()]
        shape = self._shape(passage, self._width(), option.font)
        for action, rect in _buttons(card.top() + shape.place_top, card):
            if rect.contains(place):
                return action
        top = card.top() + shape.note_top
        note = QRect(card.left(), top, card.width(), card.bottom() - top)
        return "note" if passage.note and note.contains(place) else "go"

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = NoteEditor(parent)
        editor.setAccessibleName(self.tr("Reply") if self.replying else self.tr("Note"))
        reply, note = (
            self.tr("Reply (Ctrl+Enter keeps it, Esc drops it)"),
            self.tr("Note (Ctrl+Enter keeps it, Esc drops it)"),
        )
        editor.setPlaceholderText(reply if self.replying else note)
        editor.setTabChangesFocus(True)
        editor.kept.connect(lambda: self._close(editor, keep=True))
        editor.dropped.connect(lambda: self._close(editor, keep=False))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, NoteEditor) and not self.replying and not editor.document().isModified():
            editor.setPlainText(str(index.data(Qt.ItemDataRole.EditRole)))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if not isinstance(editor, NoteEditor):
            return
        written = editor.toPlainText().strip()
        if not self.replying:
            model.setData(index, written, Qt.ItemDataRole.EditRole)
        elif written:
            self.replied.emit(self._model.passages[index.row()].id, written)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        card = _card(option.rect)
        shape = self._shape(self._model.passages[index.row()], self._width(), option.font)
        height = self._editor_height(option.font)
        editor.setGeometry(
            card.left() + PAD - 2, card.top() + self._editor_top(shape), card.width() - 2 * PAD + 4, height
        )

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """The editor itself says when it is done."""
        return False

    def _close(self, editor: NoteEditor, keep: bool) -> None:
        if self.editing is None:
            return
        self.editing = None
        if keep:
            self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def _paint_ground(self, painter: QPainter, card: QRect, theme: themes.Theme, current: bool) -> None:
        painter.setPen(QPen(QColor(theme.accent if current else theme.border), 1))
        painter.setBrush(QColor(theme.accent_soft if current else theme.surface))
        painter.drawRoundedRect(card, 8, 8)

    def _paint_text(
        self, painter: QPainter, card: QRect, passage: Passage, shape: Shape, font: QFont, theme: themes.Theme
    ) -> None:
        left, top = card.left() + PAD, card.top()
        smaller = small(font)
        painter.setFont(smaller)
        for name, rect in shape.chips:
            tag = self._tags.get(name)
            colour = tag.colour if tag else theme.danger if name in (lost_words(), disputed_words()) else ""
            picture = "ph.flag-fill" if name == disputed_words() and not tag else ""
            paint_chip(painter, rect.translated(left, top + PAD), name, colour, theme, picture=picture)
        if passage.area:
            self._paint_area(
                painter, QRect(left, top + shape.picture_top, card.width() - 2 * PAD, PICTURE), passage.area
            )
        draw(painter, shape.quote, left, top + shape.quote_top, theme.text)
        draw(painter, shape.place, left, top + shape.place_top, theme.text)
        made_top, height = top + shape.place_top + height_of(shape.place), QFontMetrics(smaller).height()
        made = QRect(left, made_top + 1, card.width() - 2 * PAD, height)
        draw_line(painter, made, self._model.made_line(passage), theme.quiet)
        if passage.note and (passage.id != self.editing or self.replying):
            bar = QRect(left, top + shape.note_top, 2, height_of(shape.note))
            painter.fillRect(bar, QColor(theme.accent))
            draw(painter, shape.note, left + 8, top + shape.note_top, theme.text)
        for reply, reply_top in shape.replies if passage.id != self.editing or self.replying else ():
            icon("ph.arrow-bend-down-right", theme.quiet).paint(painter, QRect(left, top + reply_top + 1, 12, 12))
            draw(painter, reply, left + _REPLY, top + reply_top, theme.text)

    def _paint_area(self, painter: QPainter, room: QRect, area: Area) -> None:
        """A small picture of what is there; a sign for it as long as the page is not drawn."""
        picture = self.picture_of(area)
        if picture is None:
            icon("ph.selection", themes.worn().quiet).paint(painter, QRect(room.topLeft(), QSize(PICTURE, PICTURE)))
            return
        shown = QRect(room.topLeft(), picture.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(shown, picture)
        painter.setPen(QColor(themes.worn().border))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(shown)

    def _editor_top(self, shape: Shape) -> int:
        """Where a card's editor is: in the place of its note, or under all that was said."""
        return shape.end + BETWEEN if self.replying else shape.note_top

    def _shape(self, passage: Passage, width: int, font: QFont) -> Shape:
        cached = self._shapes.get(passage.id)
        if cached and cached[:3] == (passage, width, font.key()):
            return cached[3]
        shape = self._laid_out(passage, width, font)
        self._shapes[passage.id] = (passage, width, font.key(), shape)
        return shape

    def _laid_out(self, passage: Passage, width: int, font: QFont) -> Shape:
        smaller = small(font)
        metrics, inner = QFontMetrics(smaller), width - 2 * MARGIN - 2 * PAD
        names = passage.tags or (self.tr("no tag"),)
        names = (disputed_words(), *names) if passage.disputed else names
        names = (lost_words(), *names) if passage.unanchored else names
        chips = lay_chips(names, inner, metrics)
        quote = lay_out(quote_line(passage), font, inner, QUOTE_LINES)
        picture_top = PAD + chips[-1][1].bottom() + 1 + BETWEEN
        quote_top = picture_top + (PICTURE + BETWEEN if passage.area else 0)
        place_top = quote_top + height_of(quote) + BETWEEN
        place = lay_out(self._model.place_line(passage), smaller, inner - len(_ICONS) * _BUTTON, PLACE_LINES)
        note_top = place_top + height_of(place) + metrics.height() + 1 + BETWEEN
        note = lay_out(passage.note, smaller, inner - 8, NOTE_LINES)
        end = note_top + height_of(note) if passage.note else note_top - BETWEEN
        replies = []
        for said in passage.replies:
            reply = lay_out(self._model.reply_line(said), smaller, inner - _REPLY, NOTE_LINES)
            replies.append((reply, end + BETWEEN))
            end += BETWEEN + height_of(reply)
        return Shape(chips, quote, picture_top, quote_top, place, place_top, note, note_top, replies, end, end + PAD)

    def _width(self) -> int:
        return self._view.viewport().width()

    def _editor_height(self, font: QFont) -> int:
        return QFontMetrics(font).height() * EDITOR_LINES + 14


_ICONS = {"note": "ph.note-pencil", "go": "ph.crosshair", "remove": "ph.trash"}


def _card(rect: QRect) -> QRect:
    return rect.adjusted(MARGIN, 0, -MARGIN - 1, -MARGIN)


def _buttons(top: int, card: QRect) -> list[tuple[str, QRect]]:
    """The three buttons at the right of the line that says where, by action."""
    left = card.right() - len(_ICONS) * _BUTTON - 5
    return [(action, QRect(left + row * _BUTTON, top - 3, _BUTTON, _BUTTON)) for row, action in enumerate(_ICONS)]


def _inner(rect: QRect) -> QRect:
    return rect.adjusted(3, 3, -3, -3)
