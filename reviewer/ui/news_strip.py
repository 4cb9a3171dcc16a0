"""The strip that says, when a matter is opened, what colleagues did in it since the reviewer left."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from reviewer.ui.by_locale import number
from reviewer.ui.labels import ElidedLabel, IconButton
from reviewer.ui.session import Session


class NewsStrip(QFrame):
    """Stays until it is closed, or the history is asked for."""

    history_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "strip")
        self._session = session
        self._words = ElidedLabel()
        self._link = QPushButton(self.tr("Show what was done"))
        self._link.setProperty("link", "plain")
        self._close = IconButton("ph.x", self.tr("Close this news"), side=14)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 7, 8, 7)
        row.setSpacing(12)
        row.addWidget(self._words, 1)
        row.addWidget(self._link)
        row.addWidget(self._close)
        self._link.clicked.connect(self.hide)
        self._link.clicked.connect(self.history_wanted)
        self._close.clicked.connect(self.hide)
        session.opened.connect(self._tell)
        session.closed.connect(self.hide)
        self.hide()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def _tell(self) -> None:
        news = self._session.news()
        total = sum(news.values())
        alone = len(news) == 1
        said = ", ".join(name if alone else f"{name} ({number(count)})" for name, count in news.items())
        one, many = (
            self.tr("Since you were here: 1 action by {names}"),
            self.tr("Since you were here: {total} actions by {names}"),
        )
        self._words.setText((one if total == 1 else many).format(total=number(total), names=said))
        self.setVisible(bool(news))
