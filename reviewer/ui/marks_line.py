"""The line under the card of a document that says which marks and comments its PDF came with; a click lists them."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from reviewer.model import DocumentId
from reviewer.store import in_pdfs
from reviewer.store.matter import Store
from reviewer.ui.card_line import CardLine
from reviewer.ui.marks_words import summary


class MarksLine(CardLine):
    """Hidden where a document came without marks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("ph.chat-centered-text", parent)
        self.setToolTip(self.tr("List the marks and comments that the file came with (Ctrl+Shift+M)"))

    def show_document(self, store: Store | None, document: DocumentId | None) -> None:
        """Say what a document came with."""
        found = in_pdfs.annotations(store, document) if store and document is not None else []
        self.say(self.tr("{marks} in the file").format(marks=summary(found)) if found else "")
