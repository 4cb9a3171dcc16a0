"""Names of fields and their values, offered while they are typed in the search box."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from PySide6.QtCore import QModelIndex, QObject, QStringListModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

from reviewer.search.fields import Answer, Fields
from reviewer.store import fields
from reviewer.store.matter import Store

_WORD = re.compile(r"(?:^|(?<=[\s(-]))(?:\w{2,}|\w+:(?:\"[^\"]*|[^\s\"():]*))$")
_PLAIN = re.compile(r"\w+")
SHOWN = 8
GAP = 4  # pixels under the line


class FieldCompletion(QObject):
    """A list under a line edit, of what `offers` gives for the word before the cursor.

    Down goes into the list, Enter or a click takes an entry, Esc closes it; Enter in the line is left alone.
    """

    def __init__(self, edit: QLineEdit, offered: Callable[[str], Iterable[str]]) -> None:
        """`offered` gives what begins so, as it is written in a query."""
        super().__init__(edit)
        self._edit, self._offered = edit, offered
        self._names = QStringListModel(self)
        self._list = QCompleter(self._names, self)
        self._list.setWidget(edit)
        self._list.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._list.setMaxVisibleItems(SHOWN)
        self._popup = QListView()
        self._popup.setAccessibleName(self.tr("Fields"))
        self._popup.setProperty("role", "offer")
        self._list.setPopup(self._popup)
        self._list.activated.connect(self._take)
        edit.textEdited.connect(self._offer)

    @property
    def offered(self) -> list[str]:
        """What the open list holds; nothing when it is closed."""
        return self._names.stringList() if self._popup.isVisible() else []

    @property
    def chosen(self) -> bool:
        """Whether the list is open at an entry, which Enter takes."""
        return self._popup.isVisible() and self._popup.currentIndex().isValid()

    def close(self) -> None:
        """Close the list."""
        self._popup.hide()

    def _offer(self) -> None:
        word = self._word()
        names = list(self._offered(word)) if word else []
        self._names.setStringList(names)
        if names:
            place = self._edit.cursorRect()
            place.setLeft(max(place.left() - self._edit.fontMetrics().horizontalAdvance(word), 0))
            place.setWidth(self._width(names))
            place.setBottom(self._edit.height() + GAP)
            self._list.complete(place)
            self._popup.setCurrentIndex(QModelIndex())  # a list that gets the keyboard chooses its first entry
        else:
            self.close()

    def _take(self, name: str) -> None:
        word = self._word()
        self._edit.setSelection(self._edit.cursorPosition() - len(word), len(word))
        self._edit.insert(name)

    def _word(self) -> str:
        found = _WORD.search(self._edit.text()[: self._edit.cursorPosition()])
        return found[0] if found else ""

    def _width(self, names: Iterable[str]) -> int:
        return max(map(self._edit.fontMetrics().horizontalAdvance, names)) + 48


def offers(store: Store, begun: str, codes: Iterable[str] = ()) -> list[str]:
    """What may be meant by the beginning of a word of a query: fields, or after a field's name and colon its values.

    `codes` are the exemption codes of the matter.
    """
    name, colon, value = begun.partition(":")
    known = Fields(fields.names(store))
    if not colon:
        return [field.written for field in known.beginning(begun)]
    field = known.find(name)
    found = fields.values(store, field.name, value.lstrip('"'), SHOWN) if field else []
    if field and field.answer is Answer.PAGES:
        found = [code for code in codes if code.startswith(value.lower())][:SHOWN]
    return [f"{name}:{_written(one)}" for one in found]


def _written(value: str) -> str:
    words = " ".join(value.replace('"', " ").split())
    return words if _PLAIN.fullmatch(words) else f'"{words}"'
