"""The dialog in which sets of terms are kept: people, privileged terms, each with its colour."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reviewer.errors import QueryError, ReviewerError
from reviewer.review import searches as verbs
from reviewer.search.fields import Fields
from reviewer.search.parser import parse
from reviewer.store import fields
from reviewer.store.searches import HighlightSet, SetId, highlight_sets
from reviewer.ui.chips import patch_pixmap
from reviewer.ui.icons import icon
from reviewer.ui.session import Session
from reviewer.ui.swatches import COLOURS, SwatchRow

NEW = SetId(0)
PRIVILEGED = (
    "privileg*", "attorney", "counsel", '"legal advice"', '"work product"', '"attorney client"', '"in confidence"',
)  # fmt: skip
_SIZE = (720, 460)
_PATCH = 14


class HighlightsDialog(QDialog):
    """Add, change and remove sets; each is one step that can be undone."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Highlighted terms"))
        self.resize(*_SIZE)
        self._session = session
        self._sets: list[HighlightSet] = []
        self._build()
        self._lay_out()
        self.list.currentRowChanged.connect(self._show)
        session.closed.connect(self.reject)
        self.refresh()

    def refresh(self, chosen: SetId = NEW) -> None:
        """Read the sets again; without any, begin a new one."""
        self._sets = highlight_sets(self._session.store) if self._session.store else []
        self.list.clear()
        for one in self._sets:
            item = QListWidgetItem(QIcon(patch_pixmap(self, one.colour, _PATCH)), one.name)
            self.list.addItem(item)
        rows = [row for row, one in enumerate(self._sets) if one.id == chosen]
        if self._sets:
            self.list.setCurrentRow(rows[0] if rows else 0)
        else:
            self.begin()

    def begin(self, name: str = "", terms: tuple[str, ...] = ()) -> None:
        """Begin a new set."""
        self.list.setCurrentRow(-1)
        used = {one.colour for one in self._sets}
        free = next((colour for colour in COLOURS if colour not in used), COLOURS[0])
        self._fill(HighlightSet(NEW, name, free, terms))
        self.name.setFocus()

    def save(self) -> None:
        """Save what is shown; a term that can't be read is named, and nothing is saved."""
        store = self._session.store
        if store is None:
            return
        terms = tuple(self.terms.toPlainText().split("\n"))
        try:
            _check(terms, Fields(fields.names(store)))
            wanted = HighlightSet(self._id, self.name.text(), self.colour.colour, terms)
            made = verbs.save_set(store, self._session.author, wanted)
        except ReviewerError as error:
            self._say(str(error))
            return
        self._session.tell_coded()
        self.refresh(made.id)

    def remove(self) -> None:
        """Take the chosen set out."""
        one = next((one for one in self._sets if one.id == self._id), None)
        if one:
            self._session.do(verbs.remove_set, one)
            self.refresh()

    @property
    def message(self) -> str:
        """What is wrong; "" when nothing is."""
        return self._message.text()

    def _show(self, row: int) -> None:
        if 0 <= row < len(self._sets):
            self._fill(self._sets[row])

    def _fill(self, one: HighlightSet) -> None:
        self._id = one.id
        self.name.setText(one.name)
        self.colour.set_colour(one.colour)
        self.terms.setPlainText("\n".join(one.terms))
        writable = self._session.store is not None and not self._session.store.read_only
        for button in (self._add, self._privileged, self._save):
            button.setEnabled(writable)
        self._remove.setEnabled(writable and one.id != NEW)
        self._say("")

    def _say(self, words: str) -> None:
        self._message.setText(words)

    def _build(self) -> None:
        self._id = NEW
        self.list = QListWidget()
        self.list.setProperty("role", "boxed")
        self.list.setAccessibleName(self.tr("Sets of terms"))
        self.list.setIconSize(QSize(_PATCH, _PATCH))
        self.list.setFixedWidth(220)
        self.name, self.colour, self.terms = QLineEdit(), SwatchRow(), QPlainTextEdit()
        self.name.setAccessibleName(self.tr("Name of the set"))
        self.name.setPlaceholderText(self.tr("People, or privileged terms"))
        self.terms.setAccessibleName(self.tr("Terms, one a line"))
        self.terms.setPlaceholderText(self.tr("One term a line, written as a search"))
        self.terms.setTabChangesFocus(True)
        self._message = QLabel(wordWrap=True)
        self._message.setProperty("role", "danger")
        self._message.setTextFormat(Qt.TextFormat.PlainText)
        self._add = QPushButton(icon("ph.plus"), self.tr("New set"))
        self._privileged = QPushButton(icon("ph.plus"), self.tr("Privileged terms"))
        self._remove = QPushButton(icon("ph.trash"), self.tr("Remove"))
        self._save = QPushButton(self.tr("Save"))
        self._save.setProperty("primary", True)
        self._save.setDefault(True)
        self._add.clicked.connect(lambda: self.begin())
        self._privileged.clicked.connect(lambda: self.begin(self.tr("Privileged terms"), PRIVILEGED))
        self._remove.clicked.connect(self.remove)
        self._save.clicked.connect(self.save)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.addRow(self.tr("Name"), self.name)
        form.addRow(self.tr("Colour"), self.colour)
        form.addRow(self.tr("Terms"), self.terms)
        right, both, foot = QVBoxLayout(), QHBoxLayout(), QHBoxLayout()
        right.addLayout(form, 1)
        right.addWidget(self._message)
        both.setSpacing(20)
        both.addWidget(self.list)
        both.addLayout(right, 1)
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.accept)
        for button in (self._add, self._privileged, self._remove, close):
            button.setAutoDefault(False)
        for button in (self._add, self._privileged, self._remove):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(close)
        foot.addWidget(self._save)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(14)
        column.addLayout(both, 1)
        column.addLayout(foot)


def _check(terms: tuple[str, ...], known: Fields) -> None:
    """Raises ReviewerError for the first term that can't be read."""
    for line, term in enumerate(terms, 1):
        if term.strip():
            try:
                parse(term, known)
            except QueryError as error:
                raise ReviewerError(f"Line {line} can't be read", error.why, error.do) from error
