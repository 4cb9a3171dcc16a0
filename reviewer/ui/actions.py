"""Every action of the window: its words, icon, keys, and when it can be used; the menus that hold them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from reviewer.model import Operation
from reviewer.ui.icons import icon
from reviewer.ui.session import Session
from reviewer.words import local


class Needs(StrEnum):
    """What must be so for an action to make sense."""

    NOTHING = "nothing"
    MATTER = "matter"
    WRITING = "writing"
    DOCUMENT = "document"
    CODING = "coding"  # a document, in a matter that can be written
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class _Entry:
    action: QAction
    icon: str
    needs: Needs
    keys: str  # as the program comes with them


class Actions(QObject):
    """The actions by name."""

    def __init__(self, window: QMainWindow, session: Session) -> None:
        super().__init__(window)
        self._window, self._session = window, session
        self._entries: dict[str, _Entry] = {}
        self._menus: dict[str, str] = {}
        self._undo: Operation | None = None
        self._redo: Operation | None = None
        session.current_changed.connect(self.refresh)
        for signal in (session.opened, session.closed, session.coding_changed):
            signal.connect(self._read_journal)

    def __getitem__(self, name: str) -> QAction:
        return self._entries[name].action

    def __iter__(self) -> Iterator[QAction]:
        return (entry.action for entry in self._entries.values())

    def add(
        self,
        name: str,
        words: str,
        slot: Callable[[], object],
        keys: str = "",
        picture: str = "",
        needs: Needs = Needs.NOTHING,
    ) -> QAction:
        """Make an action. `keys` are in Qt's notation, several sets apart by "; ". No other may have its name."""
        assert name not in self._entries, f"two actions are called {name}"
        action = QAction(words, self._window)
        action.setObjectName(name)
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(lambda *_: slot())
        self._window.addAction(action)
        self._entries[name] = _Entry(action, picture, needs, keys)
        self.bind(name, self._session.settings.keys.get(name, keys))
        return action

    def adopt(self, name: str, action: QAction, needs: Needs) -> None:
        """Take in an action that a view of the window has made; the view draws its icon."""
        keys = "; ".join(one.toString() for one in action.shortcuts())
        action.setObjectName(name)
        self._entries[name] = _Entry(action, "", needs, keys)
        self.bind(name, self._session.settings.keys.get(name, keys))

    def bind(self, name: str, keys: str) -> None:
        """Give an action other keys, in the notation of `add`; none, where `keys` is empty."""
        action = self[name]
        action.setShortcuts([QKeySequence(key) for key in keys.split("; ") if key])
        action.setToolTip(_tip(action))

    def usual_keys(self, name: str) -> str:
        """The keys that the program comes with."""
        return self._entries[name].keys

    def menu_of(self, name: str) -> str:
        """The title of the menu that holds an action; empty where none does."""
        return self._menus.get(name, "")

    def menu(self, title: str, names: str) -> QMenu:
        """A menu of the menu bar with the named actions; "-" makes a line."""
        menu = self._window.menuBar().addMenu(title)
        for name in names.split():
            if name == "-":
                menu.addSeparator()
            else:
                menu.addAction(self[name])
                self._menus[name] = title.replace("&", "")
        return menu

    def refresh(self) -> None:
        """See which actions can be used now."""
        state = self._state()
        for entry in self._entries.values():
            entry.action.setEnabled(entry.needs in state)

    def dress(self) -> None:
        """Draw the icons in the colours of the theme."""
        for entry in self._entries.values():
            if entry.icon:
                entry.action.setIcon(icon(entry.icon))

    def _read_journal(self) -> None:
        """Name what undo and redo would do."""
        self._undo, self._redo = self._session.undoable(), self._session.redoable()
        undo, redo = (self.tr("Undo"), self.tr("Undo {action}")), (self.tr("Redo"), self.tr("Redo {action}"))
        for name, (bare, words), operation in (("undo", undo, self._undo), ("redo", redo, self._redo)):
            self[name].setText(words.format(action=local(operation.name)) if operation else bare)
            self[name].setToolTip(_tip(self[name]))
        self.refresh()

    def _state(self) -> set[Needs]:
        store, current = self._session.store, self._session.current
        state = {Needs.NOTHING}
        if self._undo:
            state.add(Needs.UNDO)
        if self._redo:
            state.add(Needs.REDO)
        if store:
            state.add(Needs.MATTER)
        if store and not store.read_only:
            state.add(Needs.WRITING)
        if store and current is not None:
            state.add(Needs.DOCUMENT)
        return state | ({Needs.CODING} if {Needs.WRITING, Needs.DOCUMENT} <= state else set())


def keys_in_words(action: QAction) -> str:
    """All keys of an action, as the system writes them."""
    return ", ".join(keys.toString(QKeySequence.SequenceFormat.NativeText) for keys in action.shortcuts())


def words_of(action: QAction) -> str:
    """What an action is called, without the marks of menus."""
    return action.text().replace("&", "").rstrip("…")


def _tip(action: QAction) -> str:
    words = words_of(action)
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return f"{words} ({keys})" if keys else words
