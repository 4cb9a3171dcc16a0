"""The box in which a query is typed: history, help, and what is wrong with a query, right where it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QColor, QInputMethodEvent, QKeyEvent, QResizeEvent, QTextCharFormat
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QMenu, QWidget

from reviewer.errors import QueryError
from reviewer.search.fields import Fields
from reviewer.search.parts import joined, parts
from reviewer.store import diary
from reviewer.store.fields import names
from reviewer.ui import theme as themes
from reviewer.ui.icons import icon
from reviewer.ui.labels import IconButton
from reviewer.ui.query_completion import FieldCompletion, offers
from reviewer.ui.query_error import QueryErrorNote, bad_part
from reviewer.ui.query_help import QueryHelp
from reviewer.ui.session import Session

OFFERED = 20  # queries that were asked before


class QueryEdit(QLineEdit):
    """The line itself: Enter asks, Up and Down go through former queries, Esc lets go; Down in the empty
    line lists them."""

    asked = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.completion: FieldCompletion | None = None
        self._past: list[str] = []
        self._place = 0
        self._draft = ""
        self.within = False
        self._glass = QAction(self.tr("Search"), self)
        self._clear = QAction(self.tr("Clear the search"), self)
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        self._clear.triggered.connect(self._empty)
        self._clear.setVisible(False)
        self.textChanged.connect(lambda text: self._clear.setVisible(bool(text)))
        self.say_within(False)

    def complete_with(self, offered: Callable[[str], Iterable[str]]) -> None:
        """Offer fields and values while they are typed; see `FieldCompletion`."""
        self.completion = FieldCompletion(self, offered)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.completion and self.completion.chosen and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()  # the list takes it
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.ask()
        elif event.key() == Qt.Key.Key_Up:
            self._step(-1)
        elif event.key() == Qt.Key.Key_Down and not self.text():
            self.show_past()
        elif event.key() == Qt.Key.Key_Down:
            self._step(1)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            self.say_within(False)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()

    def ask(self) -> None:
        """Ask what stands in the line, and remember it."""
        if self.completion:
            self.completion.close()
        query = self.text().strip()
        if query and query not in self._past[-1:]:
            self._past.append(query)
        self._place = len(self._past)
        self.asked.emit(query)

    def remember(self, past: Sequence[str]) -> None:
        """Offer these queries as former ones, the oldest first, and no others."""
        self._past = list(past)
        self._place = len(self._past)

    def show_past(self) -> QMenu:
        """Offer the queries that were asked before, the latest first."""
        menu = QMenu(self.tr("Searched before"), self)
        menu.setAccessibleName(menu.title())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for query in list(dict.fromkeys(reversed(self._past)))[:OFFERED]:
            shown = self.fontMetrics().elidedText(query, Qt.TextElideMode.ElideRight, max(self.width() - 60, 200))
            menu.addAction(shown.replace("&", "&&")).triggered.connect(partial(self._ask_again, query))
        if menu.isEmpty():
            menu.addAction(self.tr("Nothing was searched for yet")).setEnabled(False)
        menu.setMinimumWidth(self.width())
        menu.setActiveAction(menu.actions()[0])
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))
        return menu

    def say_within(self, within: bool) -> None:
        """Show whether the next query is searched for within what the last one found."""
        self.within = within
        words = self.tr("Search within the results…") if within else self.tr("Search the production…  (Ctrl+F)")
        self.setPlaceholderText(words)
        self.setAccessibleName(words.partition("…")[0])
        self._dress()

    def underline(self, start: int, end: int) -> None:
        """Underline the characters `start` to `end` in the colour of errors; nothing when they are equal."""
        wrong = QTextCharFormat()
        wrong.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        wrong.setUnderlineColor(QColor(themes.worn().danger))
        attributes = []
        if end > start:
            kind = QInputMethodEvent.AttributeType.TextFormat
            attributes = [QInputMethodEvent.Attribute(kind, start - self.cursorPosition(), end - start, wrong)]
        # An input method may format text around the cursor: the one way into a line edit's formats.
        QLineEdit.inputMethodEvent(self, QInputMethodEvent("", attributes))

    def place_of(self, position: int) -> QPoint:
        """Where a character stands, below the line; the cursor is put there."""
        self.setCursorPosition(position)
        return QPoint(self.cursorRect().center().x(), self.height())

    def _step(self, way: int) -> None:
        if self._place == len(self._past):
            self._draft = self.text()
        place = self._place + way
        if 0 <= place <= len(self._past):
            self._place = place
            self.setText(self._draft if place == len(self._past) else self._past[place])

    def _ask_again(self, query: str, _: bool = False) -> None:
        self.setText(query)
        self.ask()

    def _empty(self) -> None:
        self.clear()
        self.ask()

    def _dress(self) -> None:
        quiet = themes.worn().quiet
        accent = themes.worn().accent
        self._glass.setIcon(icon("ph.funnel", accent) if self.within else icon("ph.magnifying-glass", quiet))
        self._clear.setIcon(icon("ph.x", quiet))


class SearchBox(QWidget):
    """A query edit with a button for help; faults of a query are shown under it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._note: QueryErrorNote | None = None
        self._repair = ""
        self.edit = QueryEdit()
        self.edit.asked.connect(self._ask)
        self.edit.left.connect(self.hide_error)
        self.edit.textEdited.connect(lambda _: self.hide_error())
        self.edit.complete_with(
            lambda begun: offers(session.store, begun, session.searcher.codes) if session.store else ()
        )
        self._help = IconButton("ph.question", self.tr("How to search"))
        self._help.clicked.connect(self.show_help)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.edit, 1)
        row.addWidget(self._help)
        self.setFocusProxy(self.edit)
        session.searcher.asked.connect(self._show_query)
        session.searcher.refused.connect(self.show_error)
        session.searcher.found.connect(lambda _: self.hide_error())
        session.opened.connect(self._enable)
        session.closed.connect(self._enable)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow_focus)
        self._enable()

    def search_within(self) -> None:
        """Take the next query as one within what was found; without results, as any query."""
        found = self._session.found
        if found and found.documents and not found.sample:
            self.edit.clear()
            self.edit.say_within(True)
        self.focus_search()

    def focus_search(self) -> None:
        """Put the cursor into the box, with its text selected."""
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.selectAll()

    def show_error(self, error: QueryError) -> None:
        """Say why the query can't be read, pointing at the place, and offer it mended where it can be."""
        query = self.edit.text()
        start, end = bad_part(query, error.position)
        self.edit.deselect()
        place = self.edit.place_of(_units(query, min(error.position, len(query))))
        self.edit.underline(_units(query, start), _units(query, end))
        note = self._made_note()
        note.point_at(self.edit.mapTo(self.window(), place), query, error)
        self._repair = error.repair

    def hide_error(self) -> None:
        """Take the fault away."""
        if self._note and self._note.isVisible():
            self._note.hide()
            self.edit.underline(0, 0)

    @property
    def error(self) -> str:
        """The sentence about the fault that is shown, if any."""
        return self._note.sentence if self._note and self._note.isVisible() else ""

    def show_help(self) -> None:
        """Open the examples of the query language."""
        help_ = QueryHelp(self, self._fields.own)
        help_.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        help_.chosen.connect(self._take_example)
        help_.open_under(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.hide_error()

    def _made_note(self) -> QueryErrorNote:
        """The note over the window that the box is in now; the tabulator goes from the line to its button."""
        if self._note is None or self._note.parent() is not self.window():
            self._note = note = QueryErrorNote(self.window())
            note.repair.clicked.connect(self._take_repair)
            note.repair.left.connect(self.edit.setFocus)
            QWidget.setTabOrder(self.edit, note.repair)
        return self._note

    def _take_repair(self) -> None:
        self.edit.setText(self._repair)
        self.edit.setFocus()
        self.edit.ask()

    def _follow_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        """The fault stays while the keyboard is in the line or on the repair."""
        if self._note and now not in (self.edit, self._note.repair):
            self.hide_error()

    def _ask(self, query: str) -> None:
        self.hide_error()
        found = self._session.found
        if self.edit.within and query and found and found.query:
            query = self._joined(found.query, query)
        self._session.search(query)

    def _joined(self, former: str, query: str) -> str:
        """Both queries in one; what can't be read is asked as it stands, so that the fault is shown in it."""
        try:
            return joined([*parts(former, self._fields), query], self._fields)
        except QueryError:
            return f"({former}) AND ({query})"

    def _show_query(self, query: str) -> None:
        if self.edit.text().strip() != query:
            self.edit.setText(query)
        self.edit.say_within(False)

    @property
    def _fields(self) -> Fields:
        return Fields(names(self._session.store) if self._session.store else ())

    def _take_example(self, example: str) -> None:
        self.edit.setText(example)
        self.focus_search()

    def _enable(self) -> None:
        self.setEnabled(self._session.store is not None)
        self.hide_error()
        self.edit.clear()
        self.edit.say_within(False)
        author, store = self._session.author, self._session.store
        noted = diary.entries(store) if store else []
        self.edit.remember([one.search.query for one in noted if one.author == author and one.search.query])


def _units(text: str, position: int) -> int:
    """Qt counts UTF-16 units where we count code points."""
    return len(text[:position].encode("utf-16-le")) // 2
