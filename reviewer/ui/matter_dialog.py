"""What holds for a matter as a whole: its name, where it is, the time zone in which lists show dates."""

from __future__ import annotations

from zoneinfo import available_timezones

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from reviewer.errors import ReviewerError
from reviewer.review.matters import set_zone
from reviewer.store import matter
from reviewer.store.matter import Store
from reviewer.ui.columns_table import QuietChoice
from reviewer.ui.labels import ElidedLabel
from reviewer.ui.session import Session

USUAL = (
    *("America/New_York", "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles"),
    *("America/Anchorage", "Pacific/Honolulu", "America/Puerto_Rico", "UTC"),
)
WIDTH = 560


class MatterDialog(QDialog):
    """Shows the matter that is open; its time zone can be changed, and that can be undone."""

    def __init__(self, session: Session, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._store = session, store
        self.setWindowTitle(self.tr("Matter properties"))
        self.setMinimumWidth(WIDTH)
        self.zone = self._zones(matter.zone(store))
        self._words = QLabel(wordWrap=True)
        self._words.setProperty("role", "quiet")
        self._message = QLabel(wordWrap=True)
        self._message.setTextFormat(Qt.TextFormat.PlainText)
        self._message.setProperty("role", "danger")
        self._message.hide()
        self._lay_out()
        self._session.closed.connect(self.reject)

    @property
    def message(self) -> str:
        """What it says of a zone that was refused."""
        return self._message.text()

    def accept(self) -> None:
        try:
            set_zone(self._store, self._session.author, self._chosen())
        except ReviewerError as error:
            self._message.setText(str(error))
            self._message.show()
            return
        self._session.tell_coded()
        super().accept()

    def _chosen(self) -> str:
        typed = self.zone.currentText().strip()
        return "" if typed == self.zone.itemText(0) else typed

    def _zones(self, present: str) -> QComboBox:
        box = QuietChoice()
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        box.setAccessibleName(self.tr("Time zone of lists"))
        box.addItem(self.tr("Each date in its own zone"))
        box.addItems([*USUAL, *sorted(available_timezones() - set(USUAL))])
        field, completer = box.lineEdit(), box.completer()
        assert field is not None and completer is not None  # an editable choice has both
        field.setAccessibleName(box.accessibleName())
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        box.setCurrentText(present or box.itemText(0))
        box.setEnabled(not self._store.read_only)
        return box

    def _lay_out(self) -> None:
        self._words.setText(
            self.tr(
                "Exported lists show dates in this time zone and name it. A date whose own zone is unknown stands as it"
                " was written, and says so. In the window each date stands in the zone that it was written in."
            )
        )
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self.tr("Name"), ElidedLabel(self._store.name))
        form.addRow(self.tr("Folder"), ElidedLabel(str(self._store.folder)))
        form.addRow(self.tr("Time zone"), self.zone)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        save = buttons.button(QDialogButtonBox.StandardButton.Save)
        save.setProperty("primary", True)
        save.setEnabled(not self._store.read_only)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addLayout(form)
        column.addWidget(self._words)
        column.addWidget(self._message)
        column.addSpacing(8)
        column.addWidget(buttons)
