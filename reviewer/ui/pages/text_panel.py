"""The text of the page that is read, as it is stored, searched and quoted, beside the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QColor, QTextCharFormat
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from reviewer.model import Hidden, Span, TextSource
from reviewer.ui.hidden_words import kind_words, summary
from reviewer.ui.labels import ElidedLabel, IconButton, Rule
from reviewer.ui.pages import painting
from reviewer.ui.pages.page_text_edit import PageTextEdit
from reviewer.ui.pages.view import PageView

WIDTH = 260  # pixels, at least
_PAUSE = 60  # milliseconds on a page, until its text is shown: scrolling past costs nothing
_HIDDEN_HEIGHT = 110  # pixels
_INK = QColor("#111111")

HiddenOn = Callable[[int], Sequence[Hidden]]


class TextPanel(QFrame):
    """Shows the page that the view shows, with the same hits and passages; the selection is the same in both."""

    closed = Signal()

    def __init__(self, view: PageView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view, self.page = view, 0
        self._hidden: HiddenOn = nothing_hidden
        self._telling = False  # the selection comes from here
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._timer.timeout.connect(self.refresh)
        self._build()
        self.text.selectionChanged.connect(self._select_on_page)
        self.text.page_wanted.connect(self._turn)
        view.page_changed.connect(lambda _: self._timer.start())
        view.marked.connect(self._mark)
        view.selection_changed.connect(self._select_in_text)
        self.hide()

    def open(self, hidden: HiddenOn) -> None:
        """Another document; `hidden` gives the hidden words of a page, from 1."""
        self._hidden, self.page = hidden, 0
        self.refresh()

    def refresh(self) -> None:
        """Show the page of the moment, if the panel is in sight."""
        if self.isHidden() or self.page == self._view.current_page:
            return
        self.page = self._view.current_page
        self.text.show_text(self._view.content(self.page).text if self.page else "")
        self._title.setText(self._words())
        self._show_hidden(self._hidden(self.page) if self.page else ())
        self._mark()
        self._select_in_text()

    def look(self) -> None:
        """Show the panel."""
        self.show()
        self.page = 0
        self.refresh()

    def _build(self) -> None:
        self.setMinimumWidth(WIDTH)
        self.setAccessibleName(self.tr("Text of the page"))
        self.setProperty("role", "panel")
        self.text = PageTextEdit()
        self._title = ElidedLabel()
        self._title.setProperty("role", "strong")
        close = IconButton("ph.x", self.tr("Close the text"), side=14)
        close.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.setContentsMargins(12, 6, 6, 4)
        head.addWidget(self._title, 1)
        head.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Rule())
        column.addWidget(self.text, 1)
        column.addWidget(self._build_hidden())

    def _build_hidden(self) -> QWidget:
        """What the page holds and does not show: no part of its text, so it stands apart."""
        self._below, self._summary = QWidget(), ElidedLabel(lines=2)
        self._summary.setProperty("role", "warning")
        self.hidden_text = QPlainTextEdit(readOnly=True)
        self.hidden_text.setAccessibleName(self.tr("Hidden on this page"))
        self.hidden_text.setFixedHeight(_HIDDEN_HEIGHT)
        self.hidden_text.setProperty("role", "page-text")
        column = QVBoxLayout(self._below)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(12, 6, 12, 2)
        row.addWidget(self._summary)
        column.addWidget(Rule())
        column.addLayout(row)
        column.addWidget(self.hidden_text)
        return self._below

    def _words(self) -> str:
        """What is shown, and where it comes from."""
        if not self.page:
            return self.tr("Text")
        source = {
            TextSource.LAYER: self.tr("from the file"),
            TextSource.OCR: self.tr("read by OCR"),
            TextSource.NONE: self.tr("none found"),
        }
        words = self.tr("Text of page {0}").format(self.page)
        return f"{words} · {source[self._view.page(self.page).text_source]}"

    def _show_hidden(self, found: Sequence[Hidden]) -> None:
        self._below.setVisible(bool(found))
        if found:
            self._summary.setText(self.tr("Not seen on the page: {0}").format(summary(found)))
            self.hidden_text.setPlainText("\n".join(f"{one.text}  ({kind_words(one.kind)})" for one in found))

    def _mark(self) -> None:
        if not self.isHidden() and self.page and self.page <= self._view.page_count():
            self.text.show_marks(_formats(self._view, self.page))

    def _select_on_page(self) -> None:
        """What is selected here is selected there."""
        span = self.text.selected()
        if self.page:
            self._telling = True
            self._view.select([Span(self.page, *span)] if span else ())
            self._telling = False

    def _select_in_text(self) -> None:
        """What is selected there is selected here, unless it comes from here."""
        if self._telling or self.isHidden() or not self.page:
            return
        here = [span for span in self._view.selection() if span.page == self.page]
        if here:
            self.text.select_text(here[0].start, here[0].end)
        else:
            self.text.select_nothing()

    def _turn(self, way: int) -> None:
        self._view.go_to(self.page + way)
        self.refresh()


def nothing_hidden(page: int) -> Sequence[Hidden]:
    """The hidden words of a page where there are none."""
    return ()


def _formats(view: PageView, page: int) -> Iterator[tuple[int, int, QTextCharFormat]]:
    """The stretches of a page that are marked, and how, as they are on the page."""
    hits, passages, terms = view.marks_on(page)
    for passage in passages:
        if passage.span and passage.colours:
            form = _ground(painting.tint(QColor(passage.colours[0]), 0.2))
            form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            form.setUnderlineColor(QColor(passage.colours[0]))
            yield passage.span.start, passage.span.end, form
    for term in terms:
        if term.span:
            yield term.span.start, term.span.end, _ground(QColor(painting.ground_of(term.colour)))
    for hit in hits:
        if hit.span:
            colour = painting.CURRENT if hit.current else QColor(painting.HITS[hit.colour % len(painting.HITS)])
            yield hit.span.start, hit.span.end, _ground(colour)


def _ground(colour: QColor) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setBackground(colour)
    form.setForeground(_INK)
    return form
