"""The passages of a document as a list model: rows in page order, the note editable."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QDateTime,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from reviewer.model import Passage, PassageId, Reply
from reviewer.ui.by_locale import date_words
from reviewer.ui.paragraphs import one_line

Index = QModelIndex | QPersistentModelIndex
QUOTE_LENGTH = 600  # code points of a quote that a card needs at most


class PassageModel(QAbstractListModel):
    """Rows are passages. `write_note` is called with a passage and the note that was typed."""

    def __init__(self, write_note: Callable[[PassageId, str], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.passages: list[Passage] = []
        self.current: PassageId | None = None
        self._write_note = write_note

    def show(self, passages: Sequence[Passage]) -> None:
        """Show these; when only their content differs from what is shown, the rows stay where they are."""
        before, after = self.passages, list(passages)
        if [item.id for item in before] != [item.id for item in after]:
            self.beginResetModel()
            self.passages = after
            self.endResetModel()
            return
        self.passages = after
        for row, (old, new) in enumerate(zip(before, after, strict=True)):
            if old is not new and old != new:
                self.dataChanged.emit(self.index(row), self.index(row))

    def set_current(self, passage: PassageId | None) -> QModelIndex:
        """Make a passage the one in hand; hand back its index, which is invalid when it is not here."""
        before, self.current = self.index_of(self.current), passage
        after = self.index_of(passage)
        for index in (before, after):
            if index.isValid():
                self.dataChanged.emit(index, index)
        return after

    def index_of(self, passage: PassageId | None) -> QModelIndex:
        """Where a passage stands; an invalid index when it is not here."""
        rows = (row for row, item in enumerate(self.passages) if item.id == passage)
        row = next(rows, None)
        return QModelIndex() if row is None else self.index(row)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.passages)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        passage = self.passages[index.row()]
        if role == Qt.ItemDataRole.EditRole:
            return passage.note
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            parts = [
                lost_words() if passage.unanchored else "",
                disputed_words() if passage.disputed else "",
                ", ".join(passage.tags),
                quote_line(passage),
                self.place_line(passage),
                passage.note,
                *map(self.reply_line, passage.replies),
            ]
            return ". ".join(part for part in parts if part)
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        passage = self.passages[index.row()]
        if role != Qt.ItemDataRole.EditRole or value == passage.note:
            return False
        self._write_note(passage.id, str(value))
        return True

    def place_line(self, passage: Passage) -> str:
        """Where the passage stands: "p. 3 · ABC-0001234"."""
        pages = sorted(set(passage.pages))
        where = (
            self.tr("p. {0}").format(pages[0])
            if len(pages) == 1
            else self.tr("pp. {0}–{1}").format(pages[0], pages[-1])
        )
        return " · ".join(part for part in (where, passage.bates) if part)

    def made_line(self, passage: Passage) -> str:
        """Who tagged the passage and when, in local time: "J. Doe · Mar. 12, 2026 2:05 PM"."""
        moment = QDateTime.fromString(passage.at, Qt.DateFormat.ISODate).toLocalTime()
        day, time = moment.toString("yyyy-MM-dd"), QLocale().toString(moment.time(), QLocale.FormatType.ShortFormat)
        return " · ".join(part for part in (passage.author, f"{date_words(day)} {time}") if part)

    def reply_line(self, reply: Reply) -> str:
        """What was answered, by whom and on which day."""
        day = QDateTime.fromString(reply.at, Qt.DateFormat.ISODate).toLocalTime().toString("yyyy-MM-dd")
        return f"{reply.author}, {date_words(day)}: {one_line(reply.text)}"


def disputed_words() -> str:
    """The badge of a passage whose coding is disputed."""
    return QCoreApplication.translate("PassageModel", "disputed")


def lost_words() -> str:
    """The badge of a passage whose words were not found again."""
    return QCoreApplication.translate("PassageModel", "not found on the page any more")


def quote_line(passage: Passage) -> str:
    """The quote on one line, in quotation marks; of an area, where it is."""
    if passage.area:
        words = QCoreApplication.translate("PassageModel", "Area on p. {page}")
        return words.format(page=passage.area.page)
    return f"“{one_line(passage.quote.exact[:QUOTE_LENGTH])}”" if passage.quote.exact else ""
