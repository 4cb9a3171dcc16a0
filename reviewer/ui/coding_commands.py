"""The actions that code the document as a whole, or words as the last ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reviewer.review.document_coding import tag_documents, untag_documents
from reviewer.store import document_tags
from reviewer.ui.actions import Actions, Needs
from reviewer.ui.assign_dialog import AssignDialog
from reviewer.ui.palette import TagPalette

if TYPE_CHECKING:
    from reviewer.ui.main_window import MainWindow


class CodingCommands(QObject):
    """The slots of these actions."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._session = window, window.session

    def add(self, actions: Actions) -> None:
        """Make the actions."""
        add, panel = actions.add, self._window.workspace.coding
        add("tag_document", self.tr("Tag the do&cument…"), self.open_palette, "Shift+T", "ph.tag-simple", Needs.CODING)
        add("code", self.tr("Cod&e the document"), panel.open_form, "C", "ph.clipboard-text", Needs.DOCUMENT)
        add("code_last", self.tr("Code as the &last document"), panel.form.copy_previous, "Shift+C", "", Needs.CODING)
        add("code_others", self.tr("Apply codin&g to others…"), self.spread, "Shift+A", "", Needs.CODING)
        add("tag_as_last", self.tr("Tag as the l&ast words"), panel.tag_as_last, "S", "ph.repeat", Needs.CODING)
        add("reply", self.tr("Repl&y to the note of the passage"), panel.reply, "", "ph.chat-dots", Needs.CODING)
        add("dispute", self.tr("The passage is disp&uted, or not"), panel.dispute, "", "ph.flag", Needs.CODING)

        add("assign", self.tr("Assign documents…"), self.assign, "Ctrl+Shift+N", "ph.users-three", Needs.CODING)

    def assign(self) -> None:
        """Ask to whom the selected documents, or all of the list, are to be given."""
        store, listed = self._session.store, self._window.workspace.documents
        chosen = listed.chosen()
        if store and listed.model.ids:
            AssignDialog(self._session, store, chosen if len(chosen) > 1 else listed.model.ids, self._window).exec()

    def open_palette(self) -> None:
        """Let the user find a tag by typing, for the selected documents or the one that is open."""
        palette = TagPalette(self._session, self._window)
        palette.chosen.connect(self.tag)
        palette.open()

    def tag(self, name: str) -> None:
        """Put a tag on the chosen documents; where all bear it, take it off."""
        store, chosen = self._session.store, self._window.workspace.documents.chosen()
        if store and chosen:
            borne = all(name in [tag.name for tag in document_tags.tags_of(store, one)] for one in chosen)
            self._session.do(untag_documents if borne else tag_documents, chosen, name)

    def spread(self) -> None:
        """Offer to code other documents as the one that is open."""
        panel = self._window.workspace.coding
        panel.tabs.setCurrentWidget(panel.form)
        panel.form.spread.open()
