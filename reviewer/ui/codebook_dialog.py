"""The dialog in which the codebook is kept: which tags there are, and what each means."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QListView, QPushButton, QVBoxLayout, QWidget

from reviewer.errors import ReviewerError
from reviewer.model import Tag, TagId, TagKind
from reviewer.review import coding as verbs
from reviewer.store import coding, document_tags
from reviewer.ui.codebook_list import NEW, CodebookDelegate, CodebookModel
from reviewer.ui.icons import icon
from reviewer.ui.session import Session
from reviewer.ui.swatches import free_colour
from reviewer.ui.tag_form import TagForm


class CodebookDialog(QDialog):
    """Add, change and remove tags; each is one step that can be undone. What was typed is saved before one goes on."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._removal: TagId | None = None  # the tag whose removal was asked for once
        self._warned = False
        self.setWindowTitle(self.tr("Codebook"))
        self.resize(800, 540)
        self._build()
        session.coding_changed.connect(self._reload)
        session.closed.connect(self.close)
        self._reload()

    def add(self) -> None:
        """Begin a new tag."""
        if self.save():
            tag = Tag(NEW, "", TagKind.ISSUE, free_colour(self._model.tags))
            self._model.show([*self._saved(), tag], self._model.use)
            self._select(NEW)
            self.form.name.setFocus()

    def save(self) -> bool:
        """Save what was changed; tell whether nothing is left unsaved."""
        tag = self.form.tag()
        if tag is None or not self._changed():
            return True
        if tag.id == NEW:
            return self._do(verbs.add_tag, tag, then=lambda made: self._select(made.id))
        return self._do(verbs.edit_tag, tag, then=lambda _: self._select(tag.id))

    def remove(self) -> None:
        """Take the chosen tag out; when passages bear it, say how many and wait to be told again."""
        tag = self._shown()
        if tag is None:
            return
        if tag.id == NEW:
            self._reload()
        elif self._model.use.get(tag.id) and self._removal != tag.id:
            self._removal = tag.id
            said = self.tr("“{0}” is on {1}. They stay, without this tag. Press Remove again to take it out.")
            self._say(said.format(tag.name, self._model.counted(tag)), "warning")
        else:
            self._do(verbs.remove_tag, tag)

    def done(self, result: int) -> None:
        if self._may_end():
            super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._may_end():
            super().closeEvent(event)
        else:
            event.ignore()

    @property
    def message(self) -> str:
        """What the dialog says about the latest step."""
        return self._message.text()

    def _may_end(self) -> bool:
        if self._warned or self._session.store is None or self.save():
            return True
        self._warned = True
        self._say(f"{self.message} {self.tr('Or close again to drop the changes.')}", "danger")
        return False

    def _do(self, verb: Callable[..., Any], tag: Tag, then: Callable[[Any], None] = lambda _: None) -> bool:
        """Carry out a verb, with its error shown here and not in the window behind."""
        if self._session.store is None:
            return False
        try:
            result = verb(self._session.store, self._session.author, tag)
        except ReviewerError as error:
            self._say(str(error), "danger")
            return False
        self._session.coding_changed.emit()
        self._say("", "quiet")
        then(result)
        return True

    def _reload(self) -> None:
        shown = self._shown()
        store = self._session.store
        self._model.show(self._saved(), document_tags.use(store) if store else {})
        self._select(shown.id if shown else None)

    def _saved(self) -> list[Tag]:
        return coding.tags(self._session.store) if self._session.store else []

    def _shown(self) -> Tag | None:
        row = self.list.currentIndex().row()
        return self._model.tags[row] if 0 <= row < len(self._model.tags) else None

    def _changed(self) -> bool:
        tag = self.form.tag()
        known = next((entry for entry in self._model.tags if tag and entry.id == tag.id), None)
        return tag is not None and tag.id in {entry.id for entry in self._model.tags} and tag != known

    def _select(self, tag_id: TagId | None) -> None:
        rows = [row for row, tag in enumerate(self._model.tags) if tag.id == tag_id]
        self.list.setCurrentIndex(self._model.index(rows[0] if rows else 0))
        self._show_chosen()

    def _go(self, after: QModelIndex, before: QModelIndex) -> None:
        tag = self.form.tag()
        if not before.isValid() or not after.isValid() or tag is None:
            return
        wanted = self._model.tags[after.row()].id
        if wanted == tag.id:
            return
        if self.save():
            self._select(wanted)
        else:
            self._back_to(tag.id)

    def _back_to(self, tag_id: TagId) -> None:
        self.list.selectionModel().blockSignals(True)
        rows = [row for row, tag in enumerate(self._model.tags) if tag.id == tag_id]
        self.list.setCurrentIndex(self._model.index(rows[0] if rows else 0))
        self.list.selectionModel().blockSignals(False)
        self.list.viewport().update()

    def _show_chosen(self) -> None:
        tag = self._shown()
        self.form.setEnabled(tag is not None)
        if tag:
            self.form.show_tag(tag, self._saved())
        self._refresh_buttons()

    def _refresh_buttons(self) -> None:
        writable = self._session.store is not None and not self._session.store.read_only
        self._removal, self._warned = None, False
        self._add.setEnabled(writable)
        self._remove.setEnabled(writable and self._shown() is not None)
        self._save.setEnabled(writable and self._changed())

    def _say(self, words: str, role: str) -> None:
        self._message.setProperty("role", role)
        self._message.style().polish(self._message)
        self._message.setText(words)

    def _build(self) -> None:
        self._model = CodebookModel(self)
        self.list = QListView()
        self.list.setAccessibleName(self.tr("Tags"))
        self.list.setProperty("role", "boxed")
        self.list.setModel(self._model)
        self.list.setItemDelegate(CodebookDelegate(self.list))
        self.list.setFixedWidth(290)
        self.list.selectionModel().currentChanged.connect(self._go)
        self.form = TagForm()
        self.form.changed.connect(self._refresh_buttons)
        self._message = QLabel(wordWrap=True)
        self._message.setTextFormat(Qt.TextFormat.PlainText)
        self._message.setMinimumHeight(2 * self.fontMetrics().height() + 4)
        self._add = QPushButton(icon("ph.plus"), self.tr("Add tag"))
        self._remove = QPushButton(icon("ph.trash"), self.tr("Remove"))
        self._save, close = QPushButton(self.tr("Save")), QPushButton(self.tr("Close"))
        self._save.setProperty("primary", True)
        self._save.setDefault(True)
        for button, slot in ((self._add, self.add), (self._remove, self.remove), (self._save, self.save)):
            button.clicked.connect(slot)
        close.clicked.connect(self.accept)
        for button in (self._add, self._remove, close):
            button.setAutoDefault(False)
        self._lay_out(close)

    def _lay_out(self, close: QPushButton) -> None:
        right, both, foot = QVBoxLayout(), QHBoxLayout(), QHBoxLayout()
        right.addWidget(self.form, 1)
        right.addWidget(self._message)
        both.setSpacing(20)
        both.addWidget(self.list)
        both.addLayout(right, 1)
        for button in (self._add, self._remove):
            foot.addWidget(button)
        foot.addStretch(1)
        for button in (close, self._save):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(14)
        column.addLayout(both, 1)
        column.addLayout(foot)
