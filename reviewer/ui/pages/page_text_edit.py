"""A text of a page to be read, with a caret."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget


class PageTextEdit(QPlainTextEdit):
    """A text that is read, with a caret. Offsets are code points; Qt counts UTF-16 units."""

    page_wanted = Signal(int)  # 1: the keyboard goes on after the end of the page; -1: before its start

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAccessibleName(self.tr("Text of the page"))
        self.setProperty("role", "page-text")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setCursorWidth(2)

    def show_text(self, text: str) -> None:
        """Show another text, its caret at the start."""
        self._text = text
        self.blockSignals(True)
        self.setPlainText(text.replace("\r", " "))  # Qt would take it for the end of a line, and count anew
        self.blockSignals(False)

    def selected(self) -> tuple[int, int] | None:
        """Start and end of what is selected; None where nothing is."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        return self._code_points(cursor.selectionStart()), self._code_points(cursor.selectionEnd())

    def select_text(self, start: int, end: int) -> None:
        """Select from start to end and bring it into view, without telling."""
        self._put(self._cursor(start, end))

    def select_nothing(self) -> None:
        """Let go of what is selected, without telling; the caret stays."""
        cursor = self.textCursor()
        cursor.clearSelection()
        self._put(cursor)

    def _put(self, cursor: QTextCursor) -> None:
        self.blockSignals(True)
        self.setTextCursor(cursor)
        self.blockSignals(False)
        self.viewport().update()

    def show_marks(self, marks: Iterator[tuple[int, int, QTextCharFormat]]) -> None:
        """Lay formats over stretches of the text; later ones lie over earlier ones."""
        laid = []
        for start, end, form in marks:
            selection = QTextEdit.ExtraSelection()
            selection.cursor, selection.format = self._cursor(start, end), form
            laid.append(selection)
        self.setExtraSelections(laid)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Past the end of the text, the keys for scrolling turn the page."""
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_PageDown and bar.value() == bar.maximum():
            self.page_wanted.emit(1)
        elif event.key() == Qt.Key.Key_PageUp and bar.value() == bar.minimum():
            self.page_wanted.emit(-1)
        else:
            super().keyPressEvent(event)

    def _cursor(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._units(start))
        cursor.setPosition(self._units(end), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _units(self, offset: int) -> int:
        return len(self._text[:offset].encode("utf-16-le", "surrogatepass")) // 2

    def _code_points(self, units: int) -> int:
        data = self._text.encode("utf-16-le", "surrogatepass")[: 2 * units]
        return len(data.decode("utf-16-le", "surrogatepass"))
