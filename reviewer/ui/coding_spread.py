"""Codes other documents as the one that is open: its family, thread, duplicates or the selected ones, once agreed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from reviewer.model import DocumentId
from reviewer.review.document_coding import copy_coding
from reviewer.store import coding_form, document_tags, documents
from reviewer.store.matter import Store
from reviewer.ui.by_locale import number
from reviewer.ui.related_panel import DUPLICATES, FAMILY, THREAD, kin
from reviewer.ui.session import Session

SELECTED = "selected"


class SpreadCard(QFrame):
    """Asks, with a count, before other documents are coded; `button` opens the menu of which."""

    asked = Signal()
    ended = Signal()

    def __init__(
        self, session: Session, selected: Callable[[], Sequence[DocumentId]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._selected = session, selected
        self._targets: list[DocumentId] = []
        self.setProperty("role", "card")
        self.setAccessibleName(self.tr("Code other documents"))
        self.button = QPushButton(self.tr("Apply to…"))
        self.button.setToolTip(self.tr("Code the family, thread, duplicates or selected documents as this one"))
        self.button.clicked.connect(self.open)
        self._words = QLabel(wordWrap=True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self.agree, self._refuse = QPushButton(self.tr("Code")), QPushButton(self.tr("Cancel"))
        self.agree.setProperty("primary", True)
        self.agree.clicked.connect(self._spread)
        self._refuse.clicked.connect(self._end)
        row = QHBoxLayout()
        row.addWidget(self.agree)
        row.addWidget(self._refuse)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 10)
        column.addWidget(self._words)
        column.addLayout(row)
        self.hide()

    @property
    def words(self) -> str:
        """What it asks."""
        return self._words.text()

    def choices(self) -> dict[str, list[DocumentId]]:
        """The documents that can be coded alike, without the one that is open, by what they are to it."""
        store, current = self._session.store, self._session.current
        if store is None or current is None:
            return {}
        found = {kind: [other for other, _ in others] for kind, others in kin(store, current).items()}
        offered = {kind: found.get(kind, []) for kind in (FAMILY, THREAD, DUPLICATES)} | {SELECTED: [*self._selected()]}
        others = {kind: [one for one in those if one != current] for kind, those in offered.items()}
        return {kind: those for kind, those in others.items() if those}

    def open(self) -> None:
        """Offer the choices in a menu, or say why there are none."""
        store, current, offered = self._session.store, self._session.current, self.choices()
        if store is None or current is None:
            return
        if not offered or not _coding(store, current):
            alone = self.tr("This document has no family, thread or duplicates, and no other is selected")
            self._session.told.emit(self.tr("This document is not coded yet") if offered else alone)
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for kind, others in offered.items():
            menu.addAction(f"{self._names()[kind]}: {number(len(others))}").triggered.connect(
                lambda *_, kind=kind: self.ask(kind)
            )
        menu.setActiveAction(menu.actions()[0])
        menu.popup(self.button.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def ask(self, kind: str) -> None:
        """Ask whether these documents are to be coded."""
        store, current = self._session.store, self._session.current
        self._targets = self.choices().get(kind, [])
        if store is None or current is None or not self._targets:
            return
        self._words.setText(f"{self._question(store, kind)}\n{_coding(store, current)}")
        self.asked.emit()
        self.show()
        self.agree.setFocus(Qt.FocusReason.PopupFocusReason)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.setAccepted(event.key() == Qt.Key.Key_Escape)
            return event.isAccepted()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._end()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            (self._refuse if self._refuse.hasFocus() else self.agree).click()
        else:
            super().keyPressEvent(event)

    def _spread(self) -> None:
        if self._session.current is not None:
            self._session.do(copy_coding, self._session.current, self._targets)
        self._end()

    def _end(self) -> None:
        self.hide()
        self.ended.emit()

    def _names(self) -> dict[str, str]:
        return {
            FAMILY: self.tr("Family"),
            THREAD: self.tr("Thread"),
            DUPLICATES: self.tr("Duplicates"),
            SELECTED: self.tr("Selected documents"),
        }

    def _question(self, store: Store, kind: str) -> str:
        ends = documents.load_many(store, [self._targets[0], self._targets[-1]])
        if len(self._targets) == 1:
            return self.tr("Code 1 other document as this one: {0}?").format(ends[0].name)
        what = self._names()[kind].casefold()
        asked = self.tr("Code {0} other documents as this one ({1}): {2} – {3}?")
        return asked.format(number(len(self._targets)), what, ends[0].name, ends[-1].name)


def _coding(store: Store, document: DocumentId) -> str:
    """How a document is coded, in a line."""
    given = coding_form.in_words(coding_form.answers(store, document))
    tags = [tag.name for tag in document_tags.tags_of(store, document)]
    return " · ".join([*given, *tags])
