"""The part of the import dialog for a load-file volume: how it is written, what its columns hold, how it is taken."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from reviewer.errors import ReviewerError
from reviewer.load_files.columns import ColumnMap, apply_saved, from_json, to_json
from reviewer.processing.preview import Preview, preview
from reviewer.processing.volumes import VolumeChoice, VolumeOffer
from reviewer.ui.asking import Asker
from reviewer.ui.by_locale import number
from reviewer.ui.columns_table import ColumnsTable
from reviewer.ui.dialect_form import DialectForm
from reviewer.words import local

NUMBERS = {"BegBates", "ControlNumber"}


class VolumePanel(QWidget):
    """Shows an offer and makes a choice of it."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.offer: VolumeOffer | None = None
        self._asker = Asker(self)
        self._build()
        self._lay_out()
        self._connect()

    @property
    def ready(self) -> bool:
        """Whether the volume can be imported as chosen."""
        return not self.as_volume.isChecked() or bool(NUMBERS & set(self.table.columns.fields))

    @property
    def words(self) -> str:
        """What it says of the load file."""
        return "\n".join(label.text() for label in (self._found, self._doubts) if label.text())

    def show_offer(self, offer: VolumeOffer) -> None:
        """Show what was recognised."""
        self.offer = offer
        self._found.setText(self._found_words(offer))
        self.form.show_guess(offer.guess)
        of_list, of_rows = self.tr("Make documents as the list says"), self.tr("Make a document of each row")
        self.as_volume.setText(of_list if self._alone else of_rows)
        for part in (self.form, self._maps, self.use_text, self.overlay):
            part.setVisible(not self._alone)
        self.table.show_columns(offer.columns, offer.rows)

    def choice(self) -> VolumeChoice | None:
        """How to read the volume; None: take its files as they are."""
        if not self.as_volume.isChecked():
            return None
        return VolumeChoice(self.form.dialect, self.table.columns, self.use_text.isChecked(), self.overlay.isChecked())

    def save_map(self, path: Path) -> None:
        """Save what the columns hold, for the next volume."""
        try:
            path.write_text(to_json(self.table.columns), encoding="utf-8")
        except OSError as error:
            self._say(
                self.tr("{name} was not saved: {why}.").format(
                    name=path.name, why=(error.strerror or str(error)).lower()
                )
            )

    def load_map(self, path: Path) -> None:
        """Use what was saved on the columns of this volume."""
        try:
            saved = from_json(path.read_text(encoding="utf-8", errors="replace"))
            self.table.map(apply_saved(saved, self.table.columns.names, self.form.dialect.header))
        except ReviewerError as error:
            self._say(str(error))
        except OSError as error:
            self._say(
                self.tr("{name} was not read: {why}.").format(
                    name=path.name, why=(error.strerror or str(error)).lower()
                )
            )

    def stop(self) -> None:
        """Ask no more."""
        self._asker.stop()

    def _build(self) -> None:
        self._found, self._doubts = QLabel(wordWrap=True), QLabel(wordWrap=True)
        for label, role in ((self._found, "strong"), (self._doubts, "warning")):
            label.setProperty("role", role)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.form = DialectForm()
        self.table = ColumnsTable()
        self.as_volume = QCheckBox()
        self.as_volume.setToolTip(self.tr("Otherwise the files are taken as they are, the load file among them."))
        self.as_volume.setChecked(True)
        self.use_text = QCheckBox(self.tr("Use the volume's text files where page images have no text"))
        self.overlay = QCheckBox(self.tr("Only change fields of documents that are here already"))
        self._load, self._save = QPushButton(self.tr("Load map…")), QPushButton(self.tr("Save map…"))

    def _lay_out(self) -> None:
        self._maps = QWidget()
        maps = QHBoxLayout(self._maps)
        maps.setContentsMargins(0, 0, 0, 0)
        maps.addStretch(1)
        for button in (self._load, self._save):
            button.setAutoDefault(False)
            maps.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._found)
        column.addWidget(self._doubts)
        column.addWidget(self.form)
        column.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.as_volume)
        foot.addWidget(self._maps, 1)
        column.addLayout(foot)
        for box in (self.use_text, self.overlay):
            column.addWidget(box)

    def _connect(self) -> None:
        self.form.changed.connect(self._read_again)
        self._asker.answered.connect(self._show_preview)
        self._asker.failed.connect(self._show_failure)
        self.table.changed.connect(self._tell)
        self.as_volume.toggled.connect(self._tell)
        self._load.clicked.connect(self._ask_map)
        self._save.clicked.connect(self._ask_place)

    @property
    def _alone(self) -> bool:
        """Whether an image list stands without a load file: then there is nothing to say of how it is written."""
        return self.offer is not None and self.offer.dat == self.offer.opt

    def _found_words(self, offer: VolumeOffer) -> str:
        if self._alone:
            count = self.tr("1 document") if offer.row_count == 1 else self.tr("{n} documents")
            words = self.tr("{name} is an image list of {documents}, without a load file.")
            return words.format(name=offer.dat.name, documents=count.format(n=number(offer.row_count)))
        words = self.tr("{name} is a load file of {n} rows").format(name=offer.dat.name, n=number(offer.row_count))
        images = self.tr(", with page images listed in {name}").format(name=offer.opt.name) if offer.opt else ""
        sure = self.tr("How it is written is {n} % sure.").format(n=round(100 * offer.guess.confidence))
        return f"{words}{images}. {sure}"

    def _read_again(self) -> None:
        if self.offer:
            self._asker.ask(preview, (self.offer.dat, self.form.dialect))

    def _show_preview(self, found: Preview) -> None:
        self.table.show_columns(found.columns, found.rows)

    def _show_failure(self, words: str) -> None:
        """The file can't be read as chosen: it has no columns then, and can't be imported so."""
        self.table.show_columns(ColumnMap((), ()), ())
        self._say(words)

    def _tell(self) -> None:
        """Say what is in doubt, and which controls make sense."""
        chosen = self.as_volume.isChecked()
        for control in (self.form, self.use_text, self.overlay, self._load, self._save):
            control.setEnabled(chosen)
        self.table.setEnabled(chosen and not self._alone)
        lines = [] if self.ready else [self.tr("Choose the column that holds the Bates or control numbers.")]
        if self.offer and chosen and self.form.dialect == self.offer.guess.dialect:
            lines += [f"{local(doubt)}." for doubt in self.offer.guess.doubts]
        self._say("\n".join(lines))
        self.changed.emit()

    def _say(self, words: str) -> None:
        self._doubts.setText(words)
        self._doubts.setVisible(bool(words))

    def _ask_map(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Load the map of columns"), "", self._kinds())
        if chosen:
            self.load_map(Path(chosen))

    def _ask_place(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Save the map of columns"), "columns.json", self._kinds())
        if chosen:
            self.save_map(Path(chosen))

    def _kinds(self) -> str:
        return self.tr("Maps of columns (*.json)")
