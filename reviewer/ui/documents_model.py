"""The documents as a table model: a list of ids, rows loaded in blocks as the view asks for them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from reviewer.model import Document, DocumentId, FileType
from reviewer.store import coding, coding_form, coding_rules, documents
from reviewer.ui.by_locale import date_words
from reviewer.ui.icons import icon
from reviewer.ui.session import Session
from reviewer.ui.theme import worn
from reviewer.words import local

NO_BREAK = "\u00a0"
BLOCK = 256
BLOCKS_KEPT = 32
RUNS_INSERTED = 64
COLUMNS = ("reviewed", "number", "date", "type", "title", "pages", "tags", "coding")
COLOURS_ROLE = Qt.ItemDataRole.UserRole
TYPE_ICONS = {
    FileType.PDF: "ph.file-pdf",
    FileType.TEXT: "ph.file-text",
    FileType.EMAIL: "ph.envelope-simple",
    FileType.CALENDAR: "ph.calendar-blank",
    FileType.CONTACT: "ph.address-book",
    FileType.WORD: "ph.article",
    FileType.SHEET: "ph.table",
    FileType.SLIDES: "ph.presentation",
    FileType.WEB: "ph.globe",
    FileType.IMAGE: "ph.image",
    FileType.ARCHIVE: "ph.archive",
    FileType.MAILBOX: "ph.tray",
}

Index = QModelIndex | QPersistentModelIndex
_CENTRED = ("reviewed", "type")


class DocumentsModel(QAbstractTableModel):
    """Documents in an order and under a filter. The list of ids is whole, so the scroll bar tells the truth."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.ids: list[DocumentId] = []
        self._blocks: OrderedDict[int, list[Document]] = OrderedDict()
        self._colours: dict[str, str] = {}
        self._answers: dict[DocumentId, dict[str, str]] = {}
        self._lacking: set[DocumentId] = set()

    def show_ids(self, ids: Sequence[DocumentId]) -> None:
        """Show other documents; where some only came in between, the view keeps its place."""
        new = list(ids)
        runs = insertions(self.ids, new) if self.ids else None
        self._forget()
        if runs is None or len(runs) > RUNS_INSERTED:
            self.beginResetModel()
            self.ids = new
            self.endResetModel()
            return
        for start, end in runs:
            self.beginInsertRows(QModelIndex(), start, end - 1)
            self.ids[start:start] = new[start:end]
            self.endInsertRows()
        self._repaint()

    def refresh(self) -> None:
        """Read the rows again, for their tags or reviewed state have changed."""
        self._forget()
        self._repaint()

    def document(self, row: int) -> Document | None:
        """The document of a row; None when there is no such row, or no such document any more."""
        if self._session.store is None or not 0 <= row < len(self.ids):
            return None
        number, place = divmod(row, BLOCK)
        block = self._blocks.get(number) or self._load(number)
        return block[place] if place < len(block) else None

    def row_of(self, document: DocumentId | None) -> int:
        """The row of a document, -1 when it is not shown."""
        return self.ids.index(document) if document in self.ids else -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = COLUMNS[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return {
                "number": self.tr("Number"),
                "date": self.tr("Date"),
                "title": self.tr("Title"),
                "pages": self.tr("Pp."),
                "tags": self.tr("Tags"),
                "coding": self.tr("Coding"),
            }.get(column, "")
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._header_hint(column)
        if role == Qt.ItemDataRole.DecorationRole and column in _CENTRED:
            return icon("ph.check" if column == "reviewed" else "ph.file")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        document = self.document(index.row())
        if document is None:
            return None
        column = COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(document, column)
        if role == Qt.ItemDataRole.DecorationRole:
            return _decoration(document, column, document.id in self._lacking)
        if role == Qt.ItemDataRole.FontRole:
            return _font(column, document.reviewed)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._hint(document, column)
        if role == COLOURS_ROLE and column == "tags":
            return [self._colours.get(name, "#808080") for name in document.tags]
        return None

    def _text(self, document: Document, column: str) -> str:
        return {
            "number": document.name,
            "title": document.title,
            "date": two_lines(date_words(document.date)),
            "pages": str(document.pages),
            "coding": " · ".join(coding_form.in_words(self._answers.get(document.id, {}))),
        }.get(column, "")

    def _hint(self, document: Document, column: str) -> str:
        if column == "reviewed":
            reviewer = self.tr("Reviewed by {name}").format(name=document.reviewed_by)
            lacks = self.tr(". The coding is incomplete") if document.id in self._lacking else ""
            return (reviewer if document.reviewed else self.tr("Not reviewed")) + lacks
        if column == "tags":
            return ", ".join(document.tags) or self.tr("No tags")
        if column == "number" and document.bates_end not in ("", document.bates_begin):
            return f"{document.bates_begin} – {document.bates_end}"
        if column == "date" and document.date:
            return f"{date_words(document.date)} ({local(document.date_source) or self.tr('source unknown')})"
        return local(document.type.value) if column == "type" else self._text(document, column)

    def _header_hint(self, column: str) -> str:
        return {
            "reviewed": self.tr("Reviewed"),
            "number": self.tr("Bates number, or control number where there is none"),
            "date": self.tr("Date of the document"),
            "type": self.tr("Type of file"),
            "title": self.tr("Title"),
            "pages": self.tr("Number of pages"),
            "tags": self.tr("Tags of the document and of its passages"),
            "coding": self.tr("Answers of the coding form"),
        }[column]

    def _load(self, number: int) -> list[Document]:
        assert self._session.store is not None
        ids = self.ids[number * BLOCK : (number + 1) * BLOCK]
        if not self._colours:
            self._colours = {tag.name: tag.colour for tag in coding.tags(self._session.store)}
        self._blocks[number] = documents.load_many(self._session.store, ids)
        self._answers |= coding_form.answers_of(self._session.store, ids)
        self._lacking |= coding_rules.lacking(self._session.store, ids)
        while len(self._blocks) > BLOCKS_KEPT:
            self._blocks.popitem(last=False)
        return self._blocks[number]

    def _forget(self) -> None:
        self._blocks.clear()
        self._answers.clear()
        self._lacking.clear()
        self._colours.clear()

    def _repaint(self) -> None:
        if self.ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.ids) - 1, len(COLUMNS) - 1))


def insertions(old: Sequence[DocumentId], new: Sequence[DocumentId]) -> list[tuple[int, int]] | None:
    """The ranges of `new` that are to be put into `old` to make it `new`; None when that is not enough."""
    runs: list[tuple[int, int]] = []
    seen, start = 0, 0
    for place, entry in enumerate(new):
        if seen < len(old) and entry == old[seen]:
            if place > start:
                runs.append((start, place))
            seen, start = seen + 1, place + 1
    if start < len(new):
        runs.append((start, len(new)))
    return runs if seen == len(old) else None


def _decoration(document: Document, column: str, lacking: bool) -> Any:
    if column == "reviewed" and lacking:
        return icon("ph.warning-circle", worn().warning)
    if column == "reviewed":
        return icon("ph.check-circle-fill", worn().success) if document.reviewed else None
    return icon(TYPE_ICONS[document.type]) if column == "type" else None


def _alignment(column: str) -> Qt.AlignmentFlag:
    middle = Qt.AlignmentFlag.AlignVCenter
    if column in _CENTRED:
        return Qt.AlignmentFlag.AlignCenter
    return middle | (Qt.AlignmentFlag.AlignRight if column == "pages" else Qt.AlignmentFlag.AlignLeft)


def two_lines(date: str) -> str:
    """A date that breaks before its year and nowhere else."""
    day, _, year = date.rpartition(" ")
    return f"{day.replace(' ', NO_BREAK)} {year}" if day else year


def _font(column: str, reviewed: bool) -> QFont:
    font = QFont()
    font.setPixelSize(13 if column == "title" else 12)
    if column == "title" and not reviewed:
        font.setWeight(QFont.Weight.DemiBold)
    return font
