"""The view of all tagged passages of the matter: the bar of its filter over the table, or over tags by tags."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QStackedWidget, QVBoxLayout, QWidget

from reviewer.export.cite import title_of
from reviewer.model import PassageId, TagId
from reviewer.store import coding, documents
from reviewer.store.passage_filters import Demand, demanding, renamed
from reviewer.store.passages import Group, Grouping
from reviewer.ui.labels import EmptyState
from reviewer.ui.passages.asker import PassageAsker
from reviewer.ui.passages.asking import Counting, Counts, Listing
from reviewer.ui.passages.bar import PassagesBar
from reviewer.ui.passages.heat import TogetherTable
from reviewer.ui.passages.model import PassagesModel
from reviewer.ui.passages.popup import DOCUMENTS_OFFERED
from reviewer.ui.passages.table import PassagesTable
from reviewer.ui.session import Session

PREVIEW_MS = 120  # the page follows once the keyboard rests
NARROWEST = 280


class PassagesView(QFrame):
    """Asks for rows and counts while it is in sight."""

    preview_wanted = Signal(object)  # Passage: show it on its page, beside the table

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setAccessibleName(self.tr("All passages"))
        self.setMinimumWidth(NARROWEST)
        self._session = session
        self._stale = True
        self._asked: Listing | None = None
        self._names: dict[TagId, str] = {}
        self.model = PassagesModel(session, self)
        self.table = PassagesTable(self.model)
        self.bar = PassagesBar()
        self.heat = TogetherTable()
        self.asker = PassageAsker(self)
        self._preview = QTimer(self, singleShot=True, interval=PREVIEW_MS)
        self._build()
        self._connect()

    @property
    def settled(self) -> bool:
        """Whether what is shown is what was asked for."""
        return not self._stale and not self.asker.asking

    def refresh(self) -> None:
        """Ask anew, when in sight; else once it comes into sight."""
        store, bar, table = self._session.store, self.bar, self.table
        self._stale = store is None or not self.isVisible()
        if store and not self._stale:
            order = (table.column, table.descending, bar.group_by)
            self._asked = Listing(str(store.folder), bar.chosen, *order)
            self.asker.ask(self._asked)

    def show_together(self, shown: bool) -> None:
        """Show which tags stand on the same passages, or the passages."""
        self.bar.heat.setChecked(shown)

    def take_keyboard(self) -> None:
        """Give the keyboard to what is shown."""
        shown = self._stack.currentWidget()
        (self.heat if shown is self._map else self.table if shown is self.table else self.bar.words).setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def _start(self) -> None:
        """Another matter, or none: no filter, the order of the production."""
        self.asker.stop()
        self._asked = None
        self.bar.start()
        self.table.sort_as_produced()
        self.model.show([], Grouping.NOTHING)
        self._names = {}
        self._recoded()

    def _recoded(self) -> None:
        """Ask anew, of tags by the names that they have now."""
        if self._session.store:
            now = {tag.id: tag.name for tag in coding.tags(self._session.store)}
            names = {before: now[one] for one, before in self._names.items() if one in now}
            self._names = now
            self.bar.choose(renamed(self.bar.chosen, names))
        self.refresh()

    def _show_groups(self, listing: Listing, groups: list[Group]) -> None:
        """Show what came, with the same passages chosen as before."""
        if listing != self._asked:
            return
        if groups == self.model.groups and listing.grouping is self.model.grouping:
            self.model.refresh()
        else:
            row, current, chosen = self.table.currentIndex().row(), self.table.current(), set(self.table.chosen())
            self.model.show(groups, listing.grouping)
            self._choose_again(row, current, chosen)
        self._show_body()

    def _choose_again(self, row: int, current: PassageId | None, chosen: set[PassageId]) -> None:
        found = self.model.row_of(current)
        last = self.model.rowCount() - 1
        self.table.go_to(found if found >= 0 else min(max(row, 0), last))
        if len(chosen) > 1 and found >= 0:
            selection = QItemSelection()
            for place in self.model.rows_of(chosen):
                selection.select(self.model.index(place, 0), self.model.index(place, self.model.columnCount() - 1))
            self.table.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _show_counts(self, counting: Counting, counts: Counts) -> None:
        store = self._session.store
        if store is None or counting.chosen != self.bar.chosen:
            return
        papers = [*self.bar.chosen.documents, *list(counts.choices["documents"])[:DOCUMENTS_OFFERED]]
        self.bar.names = {one.id: title_of(one) for one in documents.load_many(store, papers)}  # type: ignore[arg-type]
        tags = coding.tags(store)
        self.bar.show_counts(tags, counts)
        self.heat.show_pairs(tags, counts.pairs)
        self._show_body()

    def _show_body(self) -> None:
        """The table or the map, or what to do when there is nothing in it."""
        empty = not self.model.groups
        if empty and self.bar.counts.total:
            self._empty.say(self.tr("No passage fits"), self.tr("Clear the filter to see all passages."))
        elif empty:
            how = self.tr("Select words on a page and press a key from 1 to 9, or T.")
            self._empty.say(self.tr("No passage is tagged yet"), how)
        shown = self._empty if empty else self._map if self.bar.heat.isChecked() else self.table
        had = self._stack.isAncestorOf(QApplication.focusWidget() or self)
        self._stack.setCurrentWidget(shown)
        if had:
            self.take_keyboard()

    def _ask_for_both(self, one: str, other: str) -> None:
        """List the passages that bear both tags of a cell."""
        self.show_together(False)
        chosen = self.bar.chosen
        for name in (one, other):
            chosen = demanding(chosen, name, Demand.MUST)
        self.bar.choose(chosen)
        self.take_keyboard()

    def _show_page(self) -> None:
        entry = self.model.entry(self.table.currentIndex().row())
        if entry and self.isVisible():
            self.preview_wanted.emit(entry.passage)

    def _build(self) -> None:
        self._map, self._empty = QWidget(), EmptyState("ph.tag")
        said = QLabel(wordWrap=True)
        said.setProperty("role", "quiet")
        said.setText(
            self.tr(
                "A number counts the passages that bear both tags, of those that fit the filter; on the diagonal, "
                "those that bear the tag. A click, or Enter, lists them."
            )
        )
        said.setContentsMargins(12, 4, 12, 8)
        inside = QVBoxLayout(self._map)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(said)
        inside.addWidget(self.heat, 1)
        self._stack = QStackedWidget()
        for page in (self.table, self._map, self._empty):
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        session = self._session
        session.opened.connect(self._start)
        session.closed.connect(self._start)
        for signal in (
            session.documents_changed,
            session.numbers_changed,
            session.texts_changed,
            self.bar.changed,
            self.table.sorted_anew,
        ):
            signal.connect(self.refresh)
        session.coding_changed.connect(self._recoded)
        self.asker.listed.connect(self._show_groups)
        self.asker.counted.connect(self._show_counts)
        self.asker.failed.connect(session.failed)
        self.bar.heat.toggled.connect(self._show_body)
        self.heat.wanted.connect(self._ask_for_both)
        self.table.preview_wanted.connect(lambda _: self._preview.start())
        self._preview.timeout.connect(self._show_page)
