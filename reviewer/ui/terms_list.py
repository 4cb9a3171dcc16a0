"""The list of a term report as one writes it: a query a line, pasted, typed, dropped or opened as a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from reviewer.errors import ReviewerError
from reviewer.search.term_lists import Listed, listed, listed_in


class TermsEdit(QPlainTextEdit):
    """A text of queries; a file that is dropped or pasted is read."""

    refused = Signal(str)  # why a file can't be read as a list

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Queries, one on each line"))
        self.setPlaceholderText(
            self.tr('privileg*\n"attorney client"\nfrom:renn mandatory\n# a line like this is a comment')
        )
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)

    def queries(self) -> tuple[Listed, ...]:
        """The queries of the list. Raises ReviewerError when there is none."""
        return listed(self.toPlainText())

    def read(self, path: Path) -> None:
        """Put the queries of a file in place of the text."""
        try:
            self.setPlainText("\n".join(query.replace("\n", " ") for _, query in listed_in(path)))
        except ReviewerError as error:
            self.refused.emit(str(error))

    def write(self, lines: Sequence[Listed]) -> None:
        """Put queries on the lines that they came from."""
        text = dict(lines)
        self.setPlainText("\n".join(text.get(number, "") for number in range(1, max(text, default=0) + 1)))

    def point_at(self, line: int, query: str, position: int) -> None:
        """Put the cursor at code point `position` of a query, if it still stands on its line."""
        block = self.document().findBlockByNumber(line - 1)
        start = block.text().find(query)
        if start < 0:
            return
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + start + len(query[:position].encode("utf-16-le")) // 2)
        self.setTextCursor(cursor)
        self.setFocus()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasUrls() or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        files = [url.toLocalFile() for url in source.urls() if url.isLocalFile()]
        if files:
            self.read(Path(files[0]))
        else:
            super().insertFromMimeData(source)
