"""The list of matters opened of late, those that are gone greyed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from reviewer.store.matter import FILE_NAME, SUFFIX
from reviewer.ui.by_locale import date_words
from reviewer.ui.label_button import LabelButton
from reviewer.ui.labels import ElidedLabel, IconButton
from reviewer.ui.session import Session

SHOWN = 6


class RecentMatters(QFrame):
    """A card with one row a matter; without any, it says what will stand there."""

    chosen = Signal(Path)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.rows: list[MatterRow] = []
        self._shown: list[QWidget] = []
        title = QLabel(self.tr("Recent matters"))
        title.setProperty("role", "heading")
        self._card = QFrame()
        self._card.setProperty("role", "card")
        self._list = QVBoxLayout(self._card)
        self._list.setContentsMargins(6, 6, 6, 6)
        self._list.setSpacing(2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(title)
        layout.addWidget(self._card)
        self._folders: tuple[str, ...] | None = None
        session.settings_changed.connect(self._fill_if_changed)
        self.fill()

    def fill(self) -> None:
        """Read the list again."""
        for widget in self._shown:
            self._list.removeWidget(widget)
            widget.deleteLater()
        self._folders = tuple(self._session.settings.recent[:SHOWN])
        self.rows = [self._row(Path(folder)) for folder in self._folders]
        self._shown = [*self.rows] if self.rows else [self._empty()]
        for widget in self._shown:
            self._list.addWidget(widget)

    def _fill_if_changed(self) -> None:
        if tuple(self._session.settings.recent[:SHOWN]) != self._folders:
            self.fill()

    def _row(self, folder: Path) -> MatterRow:
        row = MatterRow(folder)
        row.open.clicked.connect(lambda: self.chosen.emit(folder))
        row.remove.clicked.connect(lambda: self._remove(folder))
        return row

    def _remove(self, folder: Path) -> None:
        kept = tuple(entry for entry in self._session.settings.recent if entry != str(folder))
        self._session.change_settings(replace(self._session.settings, recent=kept))

    def _empty(self) -> QLabel:
        words = QLabel(self.tr("Matters that you open are listed here. Begin with the sample to look around."))
        words.setProperty("role", "quiet")
        words.setContentsMargins(10, 14, 10, 14)
        return words


class MatterRow(QWidget):
    """One matter: its name, where it is, when it was last written; a click opens it."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        file = folder / FILE_NAME
        there = file.is_file()
        name = folder.name.removesuffix(SUFFIX)
        when = self._moment(file) if there else self.tr("not there")
        self.open = LabelButton()
        self.open.setEnabled(there)
        self.open.setProperty("tile", "row")
        self.open.setAccessibleName(
            self.tr("Open {name}, {folder}, {when}").format(name=name, folder=folder, when=when)
        )
        _fill(self.open, name, str(folder.parent), when, there)
        self.remove = IconButton("ph.x", self.tr("Remove {name} from this list").format(name=name), side=14)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 4, 0)
        row.setSpacing(4)
        row.addWidget(self.open, 1)
        row.addWidget(self.remove)

    def _moment(self, file: Path) -> str:
        """When the matter was last written."""
        moment = datetime.fromtimestamp(max(entry.stat().st_mtime for entry in file.parent.glob(f"{FILE_NAME}*")))
        days = (datetime.now().date() - moment.date()).days
        if days > 1:
            return date_words(f"{moment:%Y-%m-%d}")
        day = self.tr("Today") if days == 0 else self.tr("Yesterday")
        return f"{day} {moment:%H:%M}"


def _fill(button: QPushButton, name: str, folder: str, when: str, there: bool) -> None:
    title, place, moment = QLabel(name), ElidedLabel(folder), QLabel(when)
    title.setProperty("role", "strong" if there else "quiet")
    place.setProperty("role", "quiet")
    moment.setProperty("role", "quiet" if there else "warning")
    words = QVBoxLayout()
    words.setSpacing(1)
    words.addWidget(title)
    words.addWidget(place)
    row = QHBoxLayout(button)
    row.setContentsMargins(10, 7, 10, 7)
    row.addLayout(words, 1)
    row.addWidget(moment)
    for label in (title, place, moment):
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
