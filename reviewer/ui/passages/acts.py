"""What can be done in the view of passages: go to one, copy, change tags, rename and merge them, export."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QMenu

from reviewer.export.cite import without_words
from reviewer.model import PassageId, Tag
from reviewer.review.coding import edit_tag, toggle_tag
from reviewer.store import coding
from reviewer.store.filters import choosing
from reviewer.store.passage_filters import Demand, demand
from reviewer.ui.by_locale import number
from reviewer.ui.export_dialog import ExportDialog
from reviewer.ui.icons import icon
from reviewer.ui.paragraphs import one_line
from reviewer.ui.passages.model import Entry
from reviewer.ui.passages.retag_dialog import MergeDialog, RetagDialog
from reviewer.ui.passages.view import PassagesView
from reviewer.ui.search_dialogs import NameDialog
from reviewer.ui.session import Session


class PassageActs(QObject):
    """The menus and dialogs of the view; a dialog is kept while it is open."""

    wanted = Signal(object)  # Passage: go to it, away from the table

    def __init__(self, session: Session, view: PassagesView) -> None:
        super().__init__(view)
        self._session, self._view = session, view
        self.dialog: QDialog | None = None
        view.table.wanted.connect(self._go)
        view.table.copy_wanted.connect(self.copy)
        view.table.customContextMenuRequested.connect(self._row_menu)
        view.bar.tags.menu_wanted.connect(self._tag_menu)
        view.bar.retag.clicked.connect(lambda: self.retag())
        view.bar.export.clicked.connect(self.export)

    def copy(self) -> None:
        """Put the selected passages on the clipboard, a line each: the quote, then where to cite it."""
        found = self._view.model.entries(self._view.table.chosen())
        lines = [_cited(one) for one in found]
        if lines:
            QGuiApplication.clipboard().setText("\n".join(lines))
            said = self.tr("1 passage copied") if len(lines) == 1 else self.tr("{n} passages copied")
            self._session.told.emit(said.format(n=number(len(lines))))

    def tag(self, name: str) -> None:
        """Put a tag on the selected passage, or take it off; where several are selected, ask first."""
        chosen = self._view.table.chosen()
        if len(chosen) > 1:
            self.retag(name)
        elif chosen:
            self._session.do(toggle_tag, chosen[0], name)

    def retag(self, name: str = "") -> None:
        """Ask for a tag to put on, to take off or to exchange; offer the one that is named."""
        shown = self._view.model.shown()
        if not shown or not self._writable():
            self._session.told.emit(self.tr("There are no passages whose tags could be changed"))
            return
        dialog = RetagDialog(self._session, self._view.table.chosen(), shown, self._view.window())
        if name:
            dialog.tag.setCurrentText(name)
        self._open(dialog)

    def export(self) -> None:
        """Ask how to export the passages that are shown, in their order."""
        shown = self._view.model.shown()
        if self._session.store and shown:
            self._open(ExportDialog(self._session, self._view.window(), shown))
        else:
            self._session.told.emit(self.tr("There are no passages that could be exported"))

    def rename(self, tag: Tag) -> None:
        """Ask for another name of a tag."""
        store, author = self._session.store, self._session.author
        if store is None:
            return

        def keep(name: str) -> None:
            edit_tag(store, author, replace(tag, name=name.strip()))

        count = coding.tag_use(store).get(tag.id, 0)
        on = self.tr("It is on 1 passage.") if count == 1 else self.tr("It is on {n} passages.").format(n=number(count))
        dialog = NameDialog(self.tr("Rename “{tag}”").format(tag=tag.name), on, tag.name, keep, self._view.window())
        dialog.accepted.connect(self._session.tell_coded)
        self._open(dialog)

    def merge(self, tag: Tag) -> None:
        """Ask into which tag another goes over."""
        self._open(MergeDialog(self._session, tag, self._view.window()))

    def _go(self, wanted: PassageId) -> None:
        for entry in self._view.model.entries([wanted]):
            self.wanted.emit(entry.passage)

    def _open(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _writable(self) -> bool:
        return self._session.store is not None and not self._session.store.read_only

    def _row_menu(self, place: QPoint) -> None:
        view = self._view
        entry = view.model.entry(view.table.indexAt(place).row())
        chosen = len(view.table.chosen())
        if not chosen:
            return
        menu, filtered = QMenu(view), view.bar.chosen
        if entry:
            passage = entry.passage
            menu.addAction(icon("ph.crosshair"), self.tr("Go to the passage (Enter)"), lambda: self._go(passage.id))
            only = choosing(filtered, "documents", {passage.document})
            menu.addAction(self.tr("Only this document"), lambda: view.bar.choose(only))
            own = choosing(filtered, "reviewers", {passage.author})
            said = self.tr("Only tagged by {name}").format(name=passage.author)
            menu.addAction(said, lambda: view.bar.choose(own))
            menu.addSeparator()
        change = menu.addAction(
            icon("ph.tag"), self.tr("Change tags of {n}…").format(n=number(chosen)), lambda: self.retag()
        )
        change.setEnabled(self._writable())
        menu.addAction(icon("ph.copy"), self.tr("Copy {n} with citation (Ctrl+C)").format(n=number(chosen)), self.copy)
        menu.addAction(icon("ph.export"), self.tr("Export all that are shown…"), self.export)
        menu.popup(view.table.viewport().mapToGlobal(place))

    def _tag_menu(self, tag: Tag, place: QPoint) -> None:
        menu, bar = QMenu(self._view), self._view.bar
        for words, wanted in (
            (self.tr("This tag or another"), Demand.ANY),
            (self.tr("Must bear it"), Demand.MUST),
            (self.tr("Must not bear it"), Demand.NOT),
            (self.tr("Do not ask for it"), None),
        ):
            action = menu.addAction(words, partial(bar.turn, tag.name, wanted))
            action.setCheckable(True)
            action.setChecked(demand(bar.chosen, tag.name) is wanted)
        menu.addSeparator()
        for words, slot in ((self.tr("Rename…"), self.rename), (self.tr("Merge into another tag…"), self.merge)):
            menu.addAction(words, partial(slot, tag)).setEnabled(self._writable())
        menu.popup(place)


def _cited(entry: Entry) -> str:
    if entry.passage.area:
        return without_words(entry.cite)
    return f"“{one_line(entry.passage.quote.exact)}” {entry.cite}"
