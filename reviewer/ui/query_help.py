"""The short help on the query language: examples that can be clicked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from reviewer.search.fields import Field

SHOWN = 3  # names of own fields


class QueryHelp(QFrame):
    """A popover; a click on an example puts it into the search box."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget, own: Sequence[Field] = ()) -> None:
        """`own` are the fields that the documents of the matter came with."""
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setProperty("role", "popup")
        self.setAccessibleName(self.tr("How to search"))
        heading = QLabel(self.tr("How to search"))
        heading.setProperty("role", "heading")
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        for row, (example, meaning) in enumerate([*self._examples(), *self._in_own(own)]):
            grid.addWidget(self._button(example), row, 0)
            grid.addWidget(QLabel(meaning), row, 1)
        last = QLabel(
            self.tr(
                "Capitals and accents do not matter. Phrases run over the ends of lines and pages. Fields find\n"
                "documents; hits are on pages. A colon in 10:30, re: words or http://x is no field. What dtSearch,\n"
                'Westlaw and Lucene write is read too: a /5 b, a & b, privileg!, "a b"~5, +a -b.'
            )
        )
        last.setProperty("role", "quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(8)
        column.addWidget(heading)
        column.addLayout(grid)
        column.addWidget(last)

    def open_under(self, anchor: QWidget) -> None:
        """Show it under a widget, its right side at the widget's; higher where the screen ends before it does."""
        self.adjustSize()
        corner = anchor.mapToGlobal(QPoint(anchor.width() - self.width(), anchor.height() + 6))
        lowest = max(0, anchor.screen().availableGeometry().bottom() - self.height())
        self.move(max(corner.x(), anchor.window().mapToGlobal(QPoint(8, 0)).x()), min(corner.y(), lowest))
        self.show()
        self.findChildren(QPushButton)[0].setFocus()

    def _examples(self) -> list[tuple[str, str]]:
        return [
            ("voluntary mandatory", self.tr("both words, anywhere in the document")),
            ('"opt out of the programme"', self.tr("these words, one after the other")),
            ("voluntary OR optional", self.tr("one of them, or both")),
            ("voluntary NOT press", self.tr("the first word, without the second")),
            ("(memo OR draft) AND mandatory", self.tr("brackets say what belongs together")),
            ("county w/5 mandatory", self.tr("at most 5 words apart; pre/5 in this order; not w/5 without the other")),
            ("county w/s mandatory", self.tr("in one sentence; w/p in one paragraph; +s in this order")),
            ('"county opt mandatory"~9', self.tr("all of them in any order, at most 9 other words among them")),
            ("mandat*", self.tr("words that begin so: mandate, mandatory …")),
            ("wom?n", self.tr("any one letter: woman, women")),
            ("receive~1", self.tr("spelled alike: one letter different, or two")),
            ('="Principal Counsel"', self.tr("with these capitals and accents")),
            ("stem:apply", self.tr("other English forms too: applied, applies; without it, the word alone")),
            ("/20(09|10)/", self.tr("a word of this shape, as a regular expression")),
            ("from:smith", self.tr("in a field: from, to, cc, subject, title, author, custodian, type, file …")),
            ('subject:("opt out" OR join*)', self.tr("in a field: a phrase, a pattern, a bracket")),
            ("date:2009-10..2010-03", self.tr("a year, a month, a day, or from … to")),
            ("bates:ABC-0001..ABC-0050", self.tr("numbers, however many zeros they have")),
            ("exemption:b5", self.tr("FOIA exemption marks on pages; b7 with its parts, * for any")),
            ("tag:admission reviewer:ruiz", self.tr("what reviewers tagged; also note, reviewed")),
            (
                "responsive:yes privilege:withheld",
                self.tr("answers of the coding form; also confidentiality, hot, coded"),
            ),
            ("has:attachment", self.tr("also comment, date, duplicate, flag, form, hidden-text, note, ocr, review …")),
        ]

    def _in_own(self, own: Sequence[Field]) -> list[tuple[str, str]]:
        names = ", ".join(field.title for field in own[:SHOWN]) + (" …" if len(own) > SHOWN else "")
        return (
            [(f"{own[0].written}word", self.tr("a field that came with the documents: {0}").format(names))]
            if own
            else []
        )

    def _button(self, example: str) -> QPushButton:
        button = QPushButton(example)
        button.setProperty("example", "true")
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(lambda: self._choose(example))
        return button

    def _choose(self, example: str) -> None:
        self.close()
        self.chosen.emit(example)
