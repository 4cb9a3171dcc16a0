"""The window: start page or workspace, with the top bar, the menus, and the strips that tell what is going on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QSettings, QSize
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from reviewer.settings import config_folder
from reviewer.ui.actions import Actions
from reviewer.ui.by_locale import number
from reviewer.ui.commands import Commands
from reviewer.ui.message_bar import MessageBar
from reviewer.ui.news_strip import NewsStrip
from reviewer.ui.search_box import SearchBox
from reviewer.ui.session import Session
from reviewer.ui.start_page import StartPage
from reviewer.ui.strips import ImportStrip, ReadOnlyStrip
from reviewer.ui.top_bar import TopBar
from reviewer.ui.workspace import Workspace
from reviewer.words import local

SIZE = QSize(1280, 800)
TOLD_MS = 6000


class MainWindow(QMainWindow):
    """One window, one session."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.start_page = StartPage(session)
        self.workspace = Workspace(session)
        self.messages = MessageBar()
        self.import_strip = ImportStrip(session)
        self.read_only_strip = ReadOnlyStrip(session)
        self.news_strip = NewsStrip(session)
        self.search_box = SearchBox(session)
        self.actions_by_name = Actions(self, session)
        self.commands = Commands(self)
        self.commands.fill(self.actions_by_name)
        self.top_bar = TopBar(self.actions_by_name, self.search_box)
        self.addToolBar(self.top_bar)
        self._indexing, self._author = QLabel(), QLabel()
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().addPermanentWidget(self._indexing)
        self.statusBar().addPermanentWidget(self._author)
        self.setCentralWidget(self._pages())
        self.setAcceptDrops(True)
        for field in self.findChildren(QLineEdit):
            field.setAcceptDrops(False)  # files dropped on a field are meant for the matter
        self._connect()
        self._restore()
        self._dress()
        self._show_matter()

    def _pages(self) -> QWidget:
        self.stack = QStackedWidget()
        self.stack.addWidget(self.start_page)
        self.stack.addWidget(self.workspace)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for strip in (self.messages, self.read_only_strip, self.news_strip, self.import_strip):
            column.addWidget(strip)
        column.addWidget(self.stack, 1)
        return page

    def _connect(self) -> None:
        session, commands = self.session, self.commands
        session.opened.connect(self._show_matter)
        session.closed.connect(self._show_matter)
        session.settings_changed.connect(self._show_author)
        session.failed.connect(self.messages.say)
        session.searcher.failed.connect(self.messages.say)
        session.told.connect(lambda words: self.statusBar().showMessage(words, TOLD_MS))
        session.searcher.indexing.connect(self._show_indexing)
        self.start_page.new_wanted.connect(commands.new_matter)
        self.start_page.open_wanted.connect(commands.open_matter)
        self.start_page.sample_wanted.connect(commands.open_sample)
        self.start_page.matter_wanted.connect(session.open)
        self.workspace.documents.exceptions_wanted.connect(commands.show_exceptions)
        self.import_strip.exceptions_wanted.connect(commands.show_exceptions)
        self.news_strip.history_wanted.connect(commands.reports.show_history)
        self.import_strip.ledger_wanted.connect(commands.show_ledger)
        self.workspace.coding.codebook_wanted.connect(commands.edit_codebook)
        self.workspace.coding.marks_wanted.connect(commands.show_marks)
        self.workspace.coding.hidden_wanted.connect(commands.show_hidden)

    def _show_matter(self) -> None:
        store = self.session.store
        self.stack.setCurrentWidget(self.workspace if store else self.start_page)
        self.top_bar.setVisible(store is not None)
        self.statusBar().setVisible(store is not None)
        self.setWindowTitle(self._title())
        self.top_bar.show_name(store.name if store else "")
        self.messages.hide()
        self._indexing.clear()
        if store:
            self.workspace.documents.view.setFocus()
        else:
            self.start_page.recent.fill()
            self.start_page.tiles[0].setFocus()
        self._show_author()
        self.actions_by_name.refresh()

    def _show_author(self) -> None:
        self._author.setText(self.tr("Reviewing as {name}").format(name=self.session.author))

    def _title(self) -> str:
        store = self.session.store
        if store is None:
            return "Reviewer"
        mark = self.tr(" (read only: {holder})").format(holder=local(store.holder) or self.tr("no changes"))
        return f"{store.name}{mark if store.read_only else ''} – Reviewer"

    def _show_indexing(self, done: int, total: int) -> None:
        words = self.tr("Making {done} of {total} documents searchable").format(done=number(done), total=number(total))
        self._indexing.setText(words if done < total else "")

    def _dress(self) -> None:
        self.actions_by_name.dress()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "actions_by_name"):
            self._dress()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and self.session.store and not self.session.store.read_only:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self.session.add_files(files)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.remember()
        if self.session.store:
            self.session.close()
        self.workspace.reader.close_images()
        super().closeEvent(event)

    def _state(self) -> QSettings:
        return QSettings(str(config_folder() / "window.ini"), QSettings.Format.IniFormat)

    def remember(self) -> None:
        """Keep size and panels for the next start; with the page alone they are kept already."""
        if self.commands.reading.alone.on:
            return
        self.workspace.gather()
        self.workspace.show_passages(False)
        state = self._state()
        state.setValue("geometry", self.saveGeometry())
        state.setValue("panels", self.workspace.saveState())
        state.setValue("small pages", self.workspace.reader.tools.side.isChecked())
        state.setValue("pages", self.workspace.reader.kept)
        state.setValue("card folded", self.workspace.coding.card.folded)

    def _restore(self) -> None:
        self.resize(SIZE)
        state = self._state()
        geometry, panels = state.value("geometry"), state.value("panels")
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)
        if isinstance(panels, QByteArray):
            self.workspace.restoreState(panels)
        self.workspace.show_small_pages(bool(state.value("small pages", False, bool)))
        self.workspace.reader.keep(str(state.value("pages", "")))
        self.workspace.coding.card.fold(bool(state.value("card folded", False, bool)))
