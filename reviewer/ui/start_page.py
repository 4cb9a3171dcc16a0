"""The start page: what the program is, three ways to begin, the matters of late, and who is reviewing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from reviewer.ui.icons import icon
from reviewer.ui.label_button import LabelButton
from reviewer.ui.recent_matters import RecentMatters
from reviewer.ui.session import Session

WIDTH = 760


class StartPage(QScrollArea):
    """Shown while no matter is open."""

    new_wanted = Signal()
    open_wanted = Signal()
    sample_wanted = Signal()
    matter_wanted = Signal(Path)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Start page"))
        self.recent = RecentMatters(session)
        self.recent.chosen.connect(self.matter_wanted)
        self._name = self._name_field()
        self.setWidget(self._page())
        session.settings_changed.connect(self._show_name)

    def _page(self) -> QWidget:
        column = QWidget()
        column.setMaximumWidth(WIDTH)
        layout = QVBoxLayout(column)
        layout.setContentsMargins(24, 0, 24, 0)
        layout.setSpacing(0)
        for part, gap in (
            (self._head(), 28),
            (self._tiles(), 32),
            (self.recent, 20),
            (self._reviewer(), 0),
        ):
            layout.addWidget(part)
            layout.addSpacing(gap)
        page = QWidget()
        outer = QVBoxLayout(page)
        outer.setContentsMargins(0, 40, 0, 24)
        centred = QHBoxLayout()
        centred.addStretch(1)
        centred.addWidget(column, 100)
        centred.addStretch(1)
        outer.addStretch(2)
        outer.addLayout(centred)
        outer.addStretch(3)
        return page

    def _head(self) -> QWidget:
        self._mark = QLabel()
        self._mark.setFixedSize(56, 56)
        name = QLabel("Reviewer")
        name.setProperty("role", "name")
        line = QLabel(
            self.tr("Read, search and tag a production, and cite it right. Everything stays on this computer.")
        )
        line.setProperty("role", "quiet")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(name)
        words.addWidget(line)
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._mark)
        row.addLayout(words, 1)
        self._dress()
        return head

    def _tiles(self) -> QWidget:
        new = Tile(
            "ph.folder-plus", self.tr("New matter"), self.tr("Start with an empty matter and import a production")
        )
        old = Tile(
            "ph.folder-open", self.tr("Open matter"), self.tr("Go on with a matter from a folder on this computer")
        )
        sample = Tile(
            "ph.book-open", self.tr("Open the sample matter"), self.tr("Try everything on an invented production")
        )
        new.clicked.connect(self.new_wanted)
        old.clicked.connect(self.open_wanted)
        sample.clicked.connect(self.sample_wanted)
        self.tiles = (new, old, sample)
        tiles = QWidget()
        row = QHBoxLayout(tiles)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        for tile in self.tiles:
            row.addWidget(tile, 1)
        return tiles

    def _reviewer(self) -> QWidget:
        label = QLabel(self.tr("You are reviewing as"))
        label.setBuddy(self._name)
        hint = QLabel(self.tr("This name stands beside your tags and notes."))
        hint.setProperty("role", "quiet")
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(label)
        row.addWidget(self._name)
        row.addWidget(hint)
        row.addStretch(1)
        return box

    def _name_field(self) -> QLineEdit:
        field = QLineEdit(self._session.author)
        field.setAccessibleName(self.tr("Your name as reviewer"))
        field.setFixedWidth(200)
        field.setMaxLength(80)
        field.editingFinished.connect(self._keep_name)
        return field

    def _keep_name(self) -> None:
        name = self._name.text().strip()
        if name and name != self._session.author:
            self._session.change_settings(replace(self._session.settings, reviewer=name))
        else:
            self._show_name()

    def _show_name(self) -> None:
        self._name.setText(self._session.author)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_mark"):
            self._dress()

    def _dress(self) -> None:
        accent = self.palette().color(self.palette().ColorRole.Accent).name()
        self._mark.setPixmap(icon("ph.scales-fill", accent).pixmap(52, 52))


class Tile(LabelButton):
    """A big button with an icon, a name and a line that explains it."""

    def __init__(self, icon_name: str, name: str, line: str) -> None:
        super().__init__()
        self.setProperty("tile", True)
        self.setMinimumHeight(138)
        self.setAccessibleName(name)
        self.setAccessibleDescription(line)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._icon_name = icon_name
        self._picture, title, words = QLabel(), QLabel(name), QLabel(line, wordWrap=True)
        title.setProperty("role", "heading")
        words.setProperty("role", "quiet")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 16)
        layout.setSpacing(4)
        layout.addWidget(self._picture)
        layout.addSpacing(6)
        for label in (title, words):
            layout.addWidget(label)
        layout.addStretch(1)
        for label in (self._picture, title, words):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_picture"):
            self._dress()

    def _dress(self) -> None:
        accent = self.palette().color(self.palette().ColorRole.Accent).name()
        self._picture.setPixmap(icon(self._icon_name, accent).pixmap(30, 30))
