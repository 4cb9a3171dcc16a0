"""The line under the card of a document that says how many words it holds and does not show; a click lists them."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from reviewer.model import DocumentId
from reviewer.store import in_pdfs
from reviewer.store.matter import Store
from reviewer.ui.card_line import CardLine
from reviewer.ui.hidden_words import summary


class HiddenLine(CardLine):
    """Not there where a document hides nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("ph.eye-slash", parent)
        self.setToolTip(self.tr("List the words that the file holds but does not show (Ctrl+Shift+H)"))

    def show_document(self, store: Store | None, document: DocumentId | None) -> None:
        """Say what a document hides."""
        found = in_pdfs.hidden(store, document) if store and document is not None else []
        self.say(summary(found) if found else "")
