"""A load-file volume in the import dialog: what was detected, the map of its columns, what is handed to the import."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QDialogButtonBox

from reviewer.load_files.columns import from_json
from reviewer.model import DocumentId
from reviewer.processing.volumes import VolumeChoice
from reviewer.store import documents
from tests.make import write_pdf

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from reviewer.ui.import_dialog import ImportDialog
    from reviewer.ui.session import Session

pytestmark = pytest.mark.gui
WAIT = 60_000
HEADER = ("BEGDOC", "ENDDOC", "CUSTODIAN", "Oddity", "Number 2", "NATIVELINK")


@pytest.fixture
def volume(tmp_path: Path) -> Path:
    """A volume of two documents, with a column that is not known and one more that holds numbers."""
    root = tmp_path / "VOL01"
    (root / "DATA").mkdir(parents=True)
    (root / "NATIVES").mkdir()
    rows = [HEADER]
    for number in (1, 2):
        name = f"NATIVES/{number}.pdf"
        write_pdf(root / name, [f"The word is quince{number}."])
        rows.append((f"ABC-{number:05d}", f"ABC-{number:05d}", "Ruíz", f"odd {number}", f"XY-{number}", name))
    text = "".join("\x14".join(f"þ{value}þ" for value in row) + "\r\n" for row in rows)
    (root / "DATA" / "VOL01.DAT").write_bytes(text.encode("cp1252"))
    return root


@pytest.fixture
def dialog(qtbot: QtBot, volume: Path, session: Session) -> Iterator[ImportDialog]:
    """The dialog on the volume, which is recognised."""
    from reviewer.ui.import_dialog import ImportDialog

    made = ImportDialog()
    qtbot.addWidget(made)
    made.show()
    with qtbot.waitSignal(made.asker.answered, timeout=WAIT):
        made.take((volume,))
    yield made
    made.close()


def ok(dialog: ImportDialog) -> bool:
    """Whether the import can start."""
    return dialog._buttons.button(QDialogButtonBox.StandardButton.Ok).isEnabled()


def cell(dialog: ImportDialog, row: int, column: int) -> str:
    """The text of a cell of the table of columns."""
    item = dialog.volume.table.item(row, column)
    assert item is not None
    return item.text()


def place(name: str) -> int:
    return HEADER.index(name)


def test_it_says_what_was_found_and_shows_rows_beside_their_columns(dialog: ImportDialog) -> None:
    panel = dialog.volume
    assert panel.isVisible() and ok(dialog)
    assert panel.words.splitlines()[0] == "VOL01.DAT is a load file of 2 rows. How it is written is 100 % sure."
    assert (panel.form.encoding.currentText(), panel.form.marks.currentText(), panel.form.named.isChecked()) == (
        "Windows-1252",
        "0x14 between values, þ around values",
        True,
    )
    shown = [[cell(dialog, row, column) for column in (0, 2, 3)] for row in range(panel.table.rowCount())]
    assert shown[place("CUSTODIAN")] == ["CUSTODIAN", "Ruíz", "Ruíz"]
    assert shown[place("Oddity")] == ["Oddity", "odd 1", "odd 2"]
    assert panel.table.choice(place("BEGDOC")).currentText() == "Beg Bates"
    assert panel.table.choice(place("Oddity")).currentText() == "(kept as it is)"


def test_a_field_is_held_by_one_column_and_numbers_are_needed(dialog: ImportDialog) -> None:
    table = dialog.volume.table
    begin = table.choice(place("BEGDOC"))
    table.choice(place("Number 2")).setCurrentText("Beg Bates")
    assert begin.currentText() == "(kept as it is)"
    assert table.columns.fields[place("Number 2")] == "BegBates"
    table.choice(place("Number 2")).setCurrentIndex(0)
    assert not ok(dialog) and "Choose the column that holds the Bates or control numbers" in dialog.volume.words
    dialog.volume.as_volume.setChecked(False)
    assert ok(dialog) and dialog.options()["volume"] is None
    dialog.volume.as_volume.setChecked(True)
    begin.setCurrentText("Control Number")
    assert ok(dialog)


def test_a_map_is_saved_for_the_next_volume(dialog: ImportDialog, tmp_path: Path) -> None:
    table = dialog.volume.table
    table.choice(place("Oddity")).setCurrentText("Title")
    dialog.volume.save_map(tmp_path / "map.json")
    chosen = table.columns
    assert from_json((tmp_path / "map.json").read_text(encoding="utf-8")) == chosen
    table.choice(place("Oddity")).setCurrentIndex(0)
    dialog.volume.load_map(tmp_path / "map.json")
    assert table.columns == chosen and table.choice(place("Oddity")).currentText() == "Title"


def test_a_file_that_is_no_map_is_told(dialog: ImportDialog, tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text("{}[")
    dialog.volume.load_map(tmp_path / "bad.json")
    assert "not a map of columns" in dialog.volume.words
    dialog.volume.load_map(tmp_path / "gone.json")
    assert "gone.json was not read" in dialog.volume.words


def test_another_form_reads_the_rows_again(qtbot: QtBot, tmp_path: Path, session: Session) -> None:
    from reviewer.ui.import_dialog import ImportDialog

    path = tmp_path / "doubt.dat"
    path.write_bytes(
        "þBEGDOCþ\x14þTITLEþ\r\nþA-001þ\x14þcafé élan naïveþ\r\n".encode() + b"\xfeA-002\xfe\x14\xfe\xe9\xfe\r\n"
    )
    dialog = ImportDialog(None, (path,))
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(dialog.asker.answered, timeout=WAIT):
        pass
    panel = dialog.volume
    assert "look like UTF-8" in panel.words and panel.form.encoding.currentText() == "UTF-8"
    with qtbot.waitSignal(panel._asker.answered, timeout=WAIT):
        panel.form.encoding.setCurrentText("Windows-1252")
    assert "cafÃ©" in cell(dialog, 1, 2) and "look like" not in panel.words
    choice = dialog.options()["volume"]
    assert choice.dialect.encoding == "Windows-1252"
    dialog.close()


def test_marks_and_names_may_be_chosen_and_the_preview_follows(qtbot: QtBot, dialog: ImportDialog) -> None:
    panel = dialog.volume
    with qtbot.waitSignal(panel._asker.answered, timeout=WAIT):
        panel.form.named.setChecked(False)
    assert (cell(dialog, 0, 0), cell(dialog, 0, 2)) == ("Column 1", "BEGDOC") and not ok(dialog)
    with qtbot.waitSignal(panel._asker.answered, timeout=WAIT):
        panel.form.marks.setCurrentText('comma between values, " around values')
    assert panel.table.rowCount() == 1 and "þBEGDOCþ" in cell(dialog, 0, 2)
    with qtbot.waitSignal(panel._asker.answered, timeout=WAIT):
        panel.form.marks.setCurrentIndex(0)
    with qtbot.waitSignal(panel._asker.answered, timeout=WAIT):
        panel.form.named.setChecked(True)
    assert ok(dialog) and cell(dialog, 0, 0) == "BEGDOC"


def test_a_file_that_can_not_be_read_as_chosen_is_not_imported(
    qtbot: QtBot, dialog: ImportDialog, volume: Path
) -> None:
    (volume / "DATA" / "VOL01.DAT").unlink()
    with qtbot.waitSignal(dialog.volume._asker.failed, timeout=WAIT):
        dialog.volume.form.encoding.setCurrentText("UTF-8")
    assert "VOL01.DAT was not read" in dialog.volume.words and not ok(dialog)


def test_a_saved_map_reads_the_next_volume(
    qtbot: QtBot, dialog: ImportDialog, session: Session, tmp_path: Path
) -> None:
    """Saved from one volume, loaded on another whose columns stand in another order."""
    from reviewer.ui.import_dialog import ImportDialog

    dialog.volume.table.choice(place("Oddity")).setCurrentText("Title")
    dialog.volume.save_map(tmp_path / "map.json")
    following = tmp_path / "VOL02"
    following.mkdir()
    write_pdf(following / "9.pdf", ["Nine"])
    rows = (("Oddity", "NATIVELINK", "New one", "BEGDOC"), ("odd 9", "9.pdf", "new 9", "ABC-00009"))
    text = "".join("\x14".join(f"þ{value}þ" for value in row) + "\r\n" for row in rows)
    (following / "VOL02.DAT").write_bytes(text.encode())
    second = ImportDialog()
    qtbot.addWidget(second)
    with qtbot.waitSignal(second.asker.answered, timeout=WAIT):
        second.take((following,))
    second.volume.load_map(tmp_path / "map.json")
    assert second.volume.table.columns.fields == ("Title", "NativeLink", "", "BegBates")
    store = session.store
    assert store is not None
    with qtbot.waitSignal(session.importer.finished, timeout=WAIT):
        session.add_files(second.sources, **second.options())
    made = documents.by_control_number(store, "ABC-00009")
    assert made.title == "odd 9" and documents.fields(store, made.id) == {"New one": "new 9"}
    second.close()


def test_an_image_list_alone_is_offered_with_its_lines(qtbot: QtBot, tmp_path: Path, session: Session) -> None:
    from reviewer.ui.import_dialog import ImportDialog

    write_pdf(tmp_path / "1.pdf", ["One"])
    (tmp_path / "vol.opt").write_text("A-0001,V,1.pdf,Y,,,1\r\n")
    dialog = ImportDialog(None, (tmp_path / "vol.opt",))
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(dialog.asker.answered, timeout=WAIT):
        pass
    assert dialog.volume.words == "vol.opt is an image list of 1 document, without a load file."
    assert ok(dialog) and cell(dialog, 0, 2) == "A-0001" and dialog.volume.form.isHidden()
    store = session.store
    assert store is not None
    before = len(documents.ids(store))
    with qtbot.waitSignal(session.importer.finished, timeout=WAIT):
        session.add_files(dialog.sources, **dialog.options())
    assert documents.by_control_number(store, "A-0001").pages == 1 and len(documents.ids(store)) == before + 1
    dialog.close()


def test_a_folder_of_papers_is_offered_as_it_is(qtbot: QtBot, tmp_path: Path, session: Session) -> None:
    from reviewer.ui.import_dialog import ImportDialog

    (tmp_path / "loose").mkdir()
    write_pdf(tmp_path / "loose" / "a.pdf", ["One"])
    dialog = ImportDialog(None, (tmp_path / "loose",))
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(dialog.asker.answered, timeout=WAIT):
        pass
    assert dialog.volume.isHidden() and ok(dialog)
    assert dialog.options()["volume"] == VolumeChoice()
    dialog.close()


def test_the_volume_is_imported_as_mapped(qtbot: QtBot, dialog: ImportDialog, session: Session) -> None:
    from reviewer.ui.strips import ImportStrip

    strip = ImportStrip(session)
    qtbot.addWidget(strip)
    dialog.volume.table.choice(place("Oddity")).setCurrentText("Title")
    store = session.store
    assert store is not None
    before = set(documents.ids(store))
    with qtbot.waitSignal(session.importer.finished, timeout=WAIT):
        session.add_files(dialog.sources, **dialog.options())
    made = [documents.load(store, DocumentId(entry)) for entry in documents.ids(store) if entry not in before]
    assert [(one.control_number, one.title, one.custodian) for one in made] == [
        ("ABC-00001", "odd 1", "Ruíz"),
        ("ABC-00002", "odd 2", "Ruíz"),
    ]
    assert strip.words.splitlines()[0].startswith("Imported 2 of 2 files")
    assert strip.words.splitlines()[1].startswith("VOL01.DAT is a load file of 2 rows (Windows-1252")
