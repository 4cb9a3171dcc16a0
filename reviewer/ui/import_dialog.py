"""The dialog that asks what to import and how; a load-file volume is shown with its columns."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reviewer.model import OcrMode
from reviewer.processing.volumes import VolumeChoice, VolumeOffer, recognise
from reviewer.ui.asking import Asker
from reviewer.ui.by_locale import number
from reviewer.ui.icons import icon
from reviewer.ui.language_boxes import LanguageBoxes
from reviewer.ui.volume_panel import VolumePanel

NAMED = 3
VOLUME_SIZE = (820, 680)


class ImportDialog(QDialog):
    """Asks for files or a folder, a custodian, when to use OCR, and whether the files stay where they are.

    What is chosen is looked at in a child process; a volume that is recognised is offered with its columns.
    """

    def __init__(self, parent: QWidget | None = None, sources: tuple[Path, ...] = ()) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Import documents"))
        self.setMinimumWidth(500)
        self.sources = sources
        self.custodian = QLineEdit(placeholderText=self.tr("Whose papers are these? (may stay empty)"))
        self.ocr = self._ocr_box()
        self.languages = LanguageBoxes()
        self.in_place = QCheckBox(self.tr("Leave the files where they are"))
        self.in_place.setToolTip(
            self.tr("The matter refers to the files and copies nothing. Keep the disk or share at hand.")
        )
        self._chosen = QLabel(wordWrap=True)
        self._chosen.setProperty("role", "quiet")
        self._chosen.setTextFormat(Qt.TextFormat.PlainText)
        self.volume = VolumePanel()
        self.volume.hide()
        self.asker = Asker(self)
        self._buttons = self._button_box()
        self._lay_out()
        self._connect()
        self.take(sources)

    def take(self, sources: tuple[Path, ...]) -> None:
        """Note what to import and name it in the dialog."""
        self.sources = sources
        names = [str(source) for source in sources[:NAMED]]
        if len(sources) > NAMED:
            names.append(self.tr("and {n} more").format(n=number(len(sources) - NAMED)))
        self._chosen.setText(
            "\n".join(names) or self.tr("Nothing is chosen yet. You can also drop files on the window.")
        )
        self.volume.hide()
        self.asker.stop()
        if len(sources) == 1:
            self.asker.ask(recognise, sources[0])
        self._enable()

    def options(self) -> dict[str, Any]:
        """The options for `Session.add_files`."""
        return {
            "custodian": self.custodian.text().strip(),
            "ocr": self.ocr.currentData(),
            "language": self.languages.language,
            "in_place": self.in_place.isChecked(),
            "volume": VolumeChoice() if self.volume.isHidden() else self.volume.choice(),
        }

    def _ocr_box(self) -> QComboBox:
        box = QComboBox()
        box.addItem(self.tr("Where a page has no text"), OcrMode.AUTO)
        box.addItem(self.tr("Never"), OcrMode.OFF)
        box.addItem(self.tr("On every page"), OcrMode.FORCE)
        return box

    def _button_box(self) -> QDialogButtonBox:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        start = box.button(QDialogButtonBox.StandardButton.Ok)
        start.setText(self.tr("Import"))
        start.setProperty("primary", True)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        return box

    def _lay_out(self) -> None:
        folder = QPushButton(icon("ph.folder-open"), self.tr("Choose a folder…"))
        files = QPushButton(icon("ph.files"), self.tr("Choose files…"))
        folder.clicked.connect(self._choose_folder)
        files.clicked.connect(self._choose_files)
        choices = QHBoxLayout()
        choices.addWidget(folder)
        choices.addWidget(files)
        choices.addStretch(1)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self.tr("Custodian"), self.custodian)
        form.addRow(self.tr("Read by OCR"), self.ocr)
        if self.languages.needed:
            form.addRow(self.tr("Languages"), self.languages)
        form.addRow("", self.in_place)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(12)
        layout.addLayout(choices)
        layout.addWidget(self._chosen)
        layout.addWidget(self.volume, 1)
        layout.addLayout(form)
        layout.addSpacing(8)
        layout.addWidget(self._buttons)

    def _connect(self) -> None:
        self.asker.answered.connect(self._offer)
        self.volume.changed.connect(self._enable)
        self.finished.connect(self.asker.stop)
        self.finished.connect(self.volume.stop)

    def _offer(self, offer: VolumeOffer | None) -> None:
        if offer:
            self.volume.show_offer(offer)
            self.volume.show()
            self._make_room()
        self._enable()

    def _make_room(self) -> None:
        """Grow about the middle, so that nothing is pushed off the screen."""
        middle = self.frameGeometry().center()
        self.resize(*VOLUME_SIZE)
        place = self.frameGeometry()
        place.moveCenter(middle)
        self.move(place.topLeft())

    def _enable(self) -> None:
        """What is chosen can be imported, unless it is a volume whose columns tell no documents apart."""
        ready = bool(self.sources) and (self.volume.isHidden() or self.volume.ready)
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(ready)

    def _choose_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Import a folder"))
        if folder:
            self.take((Path(folder),))

    def _choose_files(self) -> None:
        files, _ = QFileDialog.getOpenFileNames(self, self.tr("Import files"))
        if files:
            self.take(tuple(Path(file) for file in files))
