"""What to export: kind, format, template, tags, documents and the file to write."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from reviewer.export import templates
from reviewer.export.export import Order
from reviewer.export.templates import Kind
from reviewer.model import DocumentId, PassageId
from reviewer.store import coding
from reviewer.store.matter import Store
from reviewer.ui.by_locale import number
from reviewer.ui.segments import Segments
from reviewer.ui.session import Session
from reviewer.ui.tag_choice import TagChoice
from reviewer.words import local

FORMATS = ("docx", "xlsx", "csv", "pdf", "html")


class ExportForm(QWidget):
    """The choices of an export, and the order that they make. Where `passages` are given, it is of these."""

    changed = Signal()

    def __init__(
        self,
        session: Session,
        store: Store,
        passages: Sequence[PassageId] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self.passages = None if passages is None else tuple(passages)
        self._found = session.found if passages is None else None
        self.kind = Segments(
            self.tr("Kind"),
            [
                (Kind.EXCERPTS, self.tr("Tagged excerpts")),
                (Kind.EXHIBIT_LIST, self.tr("Exhibit list")),
                *([(Kind.PRIVILEGE_LOG, self.tr("Privilege log"))] if passages is None else []),
            ],
        )
        self.format = Segments(self.tr("Format"), [(name, name.upper()) for name in FORMATS])
        self.template = QComboBox()
        self.tags = TagChoice(coding.tags(store), coding.tag_use(store))
        self.found_only = QCheckBox(self._found_words())
        self.path = QLineEdit(str(self._first_path()))
        self._lay_out()
        self._connect()
        self._offer_templates()

    def order(self) -> Order:
        """The order as chosen."""
        chosen = () if self.is_log else self.tags.chosen()
        return Order(
            self._store.folder,
            self.kind.value,
            Path(self.path.text().strip()).expanduser(),
            tuple(tag.name for tag in chosen or ()),
            self.documents(),
            self.template.currentData() or "",
            passages=self.passages,
        )

    def documents(self) -> frozenset[DocumentId] | None:
        """The documents to which it is confined; None: all."""
        confined = self._found is not None and self.found_only.isChecked()
        return frozenset(self._found.documents) if confined and self._found else None

    @property
    def is_log(self) -> bool:
        """Whether it is the privilege log, which lists documents, not passages."""
        return self.kind.value == Kind.PRIVILEGE_LOG

    @property
    def filing(self) -> bool:
        """Whether the list is made to be filed."""
        return templates.load(Kind(self.kind.value), self.template.currentData() or "").filing

    def _shown_words(self) -> str:
        count = len(self.passages or ())
        if count == 1:
            return self.tr("The 1 passage that is shown")
        return self.tr("The {0} passages that are shown, in their order").format(number(count))

    def _found_words(self) -> str:
        count = len(self._found.documents) if self._found else 0
        if count == 1:
            return self.tr("Only the 1 document of the present search")
        return self.tr("Only the {0} documents of the present search").format(number(count))

    def _first_path(self) -> Path:
        home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        folder = Path(home) if home and Path(home).is_dir() else Path.home()
        return folder / f"{_file_name(self._store.name)} – {self._label()}.{self.format.value}"

    def _label(self) -> str:
        if self.is_log:
            return self.tr("privilege log")
        return self.tr("excerpts") if self.kind.value == Kind.EXCERPTS else self.tr("exhibit list")

    def _offer_templates(self) -> None:
        kind = Kind(self.kind.value)
        self.template.blockSignals(True)
        self.template.clear()
        for name in templates.names(kind):
            found = templates.load(kind, name)
            self.template.addItem(
                self.tr("{0}, for filing").format(local(found.title)) if found.filing else local(found.title), name
            )
        self.template.blockSignals(False)
        self._form.setRowVisible(self.template, kind is Kind.EXHIBIT_LIST)
        if self.passages is None:
            self._form.setRowVisible(self.tags, not self.is_log)

    def _take_kind(self) -> None:
        self._offer_templates()
        self.path.setText(str(Path(self.path.text()).parent / self._first_path().name))
        self.changed.emit()

    def _take_format(self, name: str) -> None:
        path = self.path.text().strip()
        if path and Path(path).suffix.lower().lstrip(".") in FORMATS:
            self.path.setText(str(Path(path).with_suffix(f".{name}")))
        elif path:
            self.path.setText(f"{path}.{name}")

    def _take_path(self, text: str) -> None:
        suffix = Path(text.strip()).suffix.lower().lstrip(".")
        if suffix in FORMATS:
            self.format.choose(suffix)
        self.changed.emit()

    def _browse(self) -> None:
        filters = [f"{name.upper()} (*.{name})" for name in FORMATS]
        wanted = filters[FORMATS.index(self.format.value)]
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.tr("Export to"), self.path.text(), ";;".join(filters), wanted,
            options=QFileDialog.Option.DontConfirmOverwrite,
        )  # fmt: skip
        if chosen:
            path = Path(chosen)
            self.path.setText(chosen if path.suffix else f"{chosen}.{self.format.value}")

    def _connect(self) -> None:
        self.kind.changed.connect(lambda _: self._take_kind())
        self.format.changed.connect(self._take_format)
        self.path.textChanged.connect(self._take_path)
        self.template.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.tags.changed.connect(self.changed)
        self.found_only.toggled.connect(lambda _: self.changed.emit())

    def _lay_out(self) -> None:
        browse = QPushButton(self.tr("Browse…"))
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        place = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.path, 1)
        row.addWidget(browse)
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(16)
        self._form.setVerticalSpacing(12)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for words, field in (
            (self.tr("What"), self.kind),
            (self.tr("Format"), self.format),
            (self.tr("Template"), self.template),
            (self.tr("Passages"), self.tags if self.passages is None else QLabel(self._shown_words())),
            ("", self.found_only),
            (self.tr("File"), place),
        ):
            self._form.addRow(words, field)
        self._form.setRowVisible(self.found_only, self._found is not None)
        self.template.setAccessibleName(self.tr("Template"))
        self.path.setAccessibleName(self.tr("File to write"))


def _file_name(name: str) -> str:
    """The name without what a file name can't hold on any system."""
    return "".join("_" if character in '<>:"/\\|?*' or ord(character) < 32 else character for character in name).strip()
