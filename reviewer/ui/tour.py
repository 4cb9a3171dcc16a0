"""The tour: seven steps through the work on a production; a step that is done by hand leads on to the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from reviewer.ui.labels import IconButton

if TYPE_CHECKING:
    from reviewer.ui.main_window import MainWindow

WIDTH, EDGE = 460, 20  # pixels


@dataclass(frozen=True, slots=True)
class Step:
    """What is to be tried, and the signal that tells that it was done."""

    title: str
    words: str
    done: SignalInstance


class Tour(QFrame):
    """A card over the pages, which leaves the window to the user's own hands."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.steps = self._make_steps()
        self.place = -1
        self.setProperty("role", "popup")
        self.setAccessibleName(self.tr("Tour"))
        self._count, self._title, self._words = QLabel(), QLabel(), QLabel(wordWrap=True)
        self.back, self.next = QPushButton(self.tr("Back")), QPushButton(self.tr("Next"))
        self._close = IconButton("ph.x", self.tr("End the tour"), side=14)
        self._lay_out()
        self.back.clicked.connect(lambda: self.go_to(self.place - 1))
        self.next.clicked.connect(self._go_on)
        self._close.clicked.connect(self.end)
        for number, step in enumerate(self.steps):
            step.done.connect(lambda *_, number=number: self._follow(number))
        window.installEventFilter(self)
        window.session.closed.connect(self.end)
        self.hide()

    @property
    def words(self) -> str:
        """What it says at the moment."""
        return f"{self._title.text()}: {self._words.text()}"

    def start(self) -> None:
        """Begin with the first step."""
        self.show()
        self.raise_()
        self.go_to(0)

    def end(self) -> None:
        """Take the card away."""
        self.place = -1
        self.hide()

    def go_to(self, place: int) -> None:
        """Show a step, from 0."""
        self.place = place
        step = self.steps[place]
        self._count.setText(self.tr("Step {n} of {all}").format(n=place + 1, all=len(self.steps)))
        self._title.setText(step.title)
        self._words.setText(step.words)
        self.back.setEnabled(place > 0)
        self.next.setText(self.tr("Done") if place == len(self.steps) - 1 else self.tr("Next"))
        self._settle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize and self.isVisible():
            self._settle()
        return False

    def _go_on(self) -> None:
        if self.place == len(self.steps) - 1:
            self.end()
        else:
            self.go_to(self.place + 1)

    def _follow(self, number: int) -> None:
        if number == self.place:
            self._go_on()

    def _settle(self) -> None:
        """Stand at the foot of the pages, as high as the words need."""
        self.setFixedWidth(min(WIDTH, self._window.width() - 2 * EDGE))
        self.setFixedHeight(self.heightForWidth(self.width()))
        pages = self._window.workspace.reader
        at = pages.mapTo(self._window, pages.rect().bottomLeft())
        left = at.x() + (pages.width() - self.width()) // 2
        self.move(max(EDGE, min(left, self._window.width() - self.width() - EDGE)), at.y() - self.height() - EDGE)

    def _make_steps(self) -> list[Step]:
        session, work = self._window.session, self._window.workspace
        actions = self._window.actions_by_name
        return [
            Step(
                self.tr("Open a document"),
                self.tr("Click a line of the list at the left; or go there with Ctrl+1 and the arrow keys, then Next."),
                work.documents.view.clicked,
            ),
            Step(
                self.tr("Search"),
                self.tr("Press Ctrl+F, type mandatory, press Enter. Each hit is a line with its page."),
                session.searcher.found,
            ),
            Step(
                self.tr("Go to a hit"),
                self.tr("Press F3: the page opens with the words lit. F3 goes on over the ends of documents."),
                work.reading.hit_reached,
            ),
            Step(
                self.tr("Tag a passage"),
                self.tr("Drag over a sentence, then press 4 for Admission, or T and a part of a tag's name."),
                work.coding.tagged,
            ),
            Step(
                self.tr("Take it back"),
                self.tr("Ctrl+Z takes back whatever was done last; Ctrl+H lists who did what, when."),
                actions["undo"].triggered,
            ),
            Step(
                self.tr("Mark it reviewed"),
                self.tr("Press Ctrl+R. N goes to the next document that nobody has reviewed."),
                actions["reviewed"].triggered,
            ),
            Step(
                self.tr("Make an exhibit list"),
                self.tr(
                    "Ctrl+E writes a list: a row a passage, with its quote, read again from the file, and the Bates"
                    " number of its page. F1 opens the manual at what you are busy with; Ctrl+K finds every action."
                ),
                actions["export"].triggered,
            ),
        ]

    def _lay_out(self) -> None:
        self._count.setProperty("role", "quiet")
        self._title.setProperty("role", "heading")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self.next.setProperty("primary", True)
        head = QHBoxLayout()
        head.addWidget(self._count, 1)
        head.addWidget(self._close)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.back)
        foot.addWidget(self.next)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 10, 12, 12)
        self._column.setSpacing(6)
        self._column.addLayout(head)
        self._column.addWidget(self._title)
        self._column.addWidget(self._words)
        self._column.addLayout(foot)
