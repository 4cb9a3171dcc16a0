"""The manual, opened at what the user is busy with."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QTextBlockFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from resources import folder
from reviewer import words
from reviewer.ui.labels import let_clear
from reviewer.ui.list_dialog import bring

SIZE = (940, 640)
CONTENTS = 240  # pixels
BETWEEN, LINE = 10, 115  # pixels after a paragraph; height of a line, per cent
TOPICS = {
    "SearchBox": "How words are searched",
    "ResultsPanel": "Working with results",
    "SavedPanel": "Working with results",
    "SampleDialog": "Working with results",
    "TaggingDialog": "Working with results",
    "HighlightsDialog": "Working with results",
    "Reader": "Reading pages",
    "CodingPanel": "Coding documents",
    "CodebookDialog": "Coding documents",
    "PassagesView": "All passages",
    "TermsDialog": "Reports on searching",
    "DiaryDialog": "Reports on searching",
    "ExportDialog": "What may leave the office",
    "ImportDialog": "What comes in",
    "LedgerDialog": "What comes in",
    "ExceptionsDialog": "What comes in",
    "OcrDialog": "What comes in",
    "BatesDialog": "What comes in",
}
"""The section of the English manual that speaks of a part of the window, by the name of its class."""


def sections(language: str) -> dict[str, str]:
    """The sections of the manual of a language, English where it has none, by their headings.

    Each is Markdown and begins with its heading. All manuals have the same sections in the same order.
    """
    own = folder() / f"manual.{language}.md"
    text = (own if own.is_file() else folder() / "manual.md").read_text(encoding="utf-8")
    parts = re.split(r"^(?=## )", text, flags=re.MULTILINE)[1:]
    return {part.partition("\n")[0].removeprefix("## "): part for part in parts}


def topic(widget: QWidget | None) -> int:
    """The place, from 0, of the section on a widget, or on the nearest part around it; the first for none."""
    while widget is not None:
        if heading := TOPICS.get(type(widget).__name__):
            return list(sections("en")).index(heading)
        widget = widget.parentWidget()
    return 0


def _set_apart(document: QTextDocument) -> None:
    """Room between paragraphs: Qt takes it from the size of the font in points, and the style sheet's is in pixels."""
    apart = QTextBlockFormat()
    apart.setBottomMargin(BETWEEN)
    apart.setLineHeight(LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    block = document.begin()
    while block.isValid():
        cursor = QTextCursor(block)
        if cursor.currentTable() is None:
            cursor.mergeBlockFormat(apart)
        block = block.next()


class HelpWindow(QDialog):
    """Contents at the left, a section at the right; typing finds words in all sections."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Help"))
        self.resize(*SIZE)
        self._sections = sections(words.language())
        self.contents, self.text, self.search = QListWidget(), QTextBrowser(), QLineEdit()
        self.contents.addItems(list(self._sections))
        self._lay_out()
        self.contents.currentTextChanged.connect(self._show)
        self.search.textChanged.connect(self._find)
        self.search.returnPressed.connect(self._find_next)
        self.contents.setCurrentRow(0)

    def open_at(self, place: int) -> None:
        """Show the section at a place, from 0, and bring the window to the front."""
        self.contents.setCurrentRow(place)
        bring(self)
        self.text.setFocus()

    def _show(self, heading: str) -> None:
        self.text.setMarkdown(self._sections.get(heading, ""))
        _set_apart(self.text.document())
        self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def _find(self, typed: str) -> None:
        """List the sections that hold the words, and go to the first place."""
        kept = [
            heading for heading, text in self._sections.items() if typed.casefold() in " ".join(text.split()).casefold()
        ]
        for row in range(self.contents.count()):
            self.contents.item(row).setHidden(self.contents.item(row).text() not in kept)
        current = self.contents.currentItem()
        if kept and (current is None or current.isHidden()):
            self.contents.setCurrentRow(list(self._sections).index(kept[0]))
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        self._find_next()

    def _find_next(self) -> None:
        typed = self.search.text()
        if typed and not self.text.find(typed):
            self.text.moveCursor(QTextCursor.MoveOperation.Start)
            self.text.find(typed)

    def _lay_out(self) -> None:
        self.contents.setAccessibleName(self.tr("Contents of the manual"))
        self.contents.setFixedWidth(CONTENTS)
        self.text.setAccessibleName(self.tr("The manual"))
        self.text.setOpenLinks(False)
        self.text.setSearchPaths([str(folder())])
        self.text.document().setDocumentMargin(16)
        self.search.setPlaceholderText(self.tr("Find in the manual"))
        self.search.setAccessibleName(self.tr("Find in the manual"))
        let_clear(self.search, self.tr("Clear the search"))
        left = QVBoxLayout()
        left.addWidget(self.search)
        left.addWidget(self.contents, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 16, 16, 16)
        row.setSpacing(12)
        row.addLayout(left)
        row.addWidget(self.text, 1)


class HelpKey(QObject):
    """F1 in a dialog: the shortcuts of the main window do not reach there."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress or event.key() != Qt.Key.Key_F1:
            return False
        if not isinstance(watched, QWidget) or event.modifiers():
            return False
        dialog = watched.window()
        if not isinstance(dialog, QDialog) or isinstance(dialog, HelpWindow):
            return False
        HelpWindow(dialog).open_at(topic(watched))
        return True
