"""The short help on the query language: examples that can be clicked."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget


class QueryHelp(QFrame):
    """A popover; a click on an example puts it into the search box."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setProperty("role", "popup")
        self.setAccessibleName(self.tr("How to search"))
        heading = QLabel(self.tr("How to search"))
        heading.setProperty("role", "heading")
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        for row, (example, meaning) in enumerate(self._examples()):
            grid.addWidget(self._button(example), row, 0)
            grid.addWidget(QLabel(meaning), row, 1)
        last = QLabel(self.tr("Capitals and accents do not matter. Phrases run over the ends of lines and pages."))
        last.setProperty("role", "quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(8)
        column.addWidget(heading)
        column.addLayout(grid)
        column.addWidget(last)

    def open_under(self, anchor: QWidget) -> None:
        """Show it under a widget, its right side at the widget's."""
        self.adjustSize()
        corner = anchor.mapToGlobal(QPoint(anchor.width() - self.width(), anchor.height() + 6))
        self.move(max(corner.x(), anchor.window().mapToGlobal(QPoint(8, 0)).x()), corner.y())
        self.show()
        self.findChildren(QPushButton)[0].setFocus()

    def _examples(self) -> list[tuple[str, str]]:
        return [
            ("voluntary mandatory", self.tr("both words, anywhere in the document")),
            ('"opt out of the programme"', self.tr("these words, one after the other")),
            ("voluntary OR optional", self.tr("one of them, or both")),
            ("voluntary NOT press", self.tr("the first word, without the second")),
            ("(memo OR draft) AND mandatory", self.tr("brackets say what belongs together")),
            ("mandat*", self.tr("words that begin so: mandate, mandatory …")),
            ("wom?n", self.tr("any one letter: woman, women")),
        ]

    def _button(self, example: str) -> QPushButton:
        button = QPushButton(example)
        button.setProperty("example", "true")
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(lambda: self._choose(example))
        return button

    def _choose(self, example: str) -> None:
        self.close()
        self.chosen.emit(example)
