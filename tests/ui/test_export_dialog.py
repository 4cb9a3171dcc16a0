"""The export dialog: says what will be written, writes it in a child process, says what was written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from reviewer.review import coding as verbs
from reviewer.review.document_coding import code
from reviewer.search.found import Found
from reviewer.store import documents
from tests.ui.papers import span_of

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from reviewer.ui.export_dialog import ExportDialog
    from reviewer.ui.session import Session

pytestmark = pytest.mark.gui

WAIT = 30_000  # milliseconds: a child process starts, reads three PDFs and writes
TAGGED = ((1, 2, "mandatory in 2013", "Hot"), (2, 1, "Taking part is voluntary", "Admission"),
          (3, 1, "Strike the word voluntary", "Attorney-client"))  # fmt: skip


@pytest.fixture
def coded(session: Session) -> Session:
    """A session with a tagged passage in each of its papers."""
    store = session.store
    assert store is not None
    for number, page, words, tag in TAGGED:
        document = documents.ids(store)[number - 1]
        verbs.tag_spans(store, session.author, document, [span_of(store, document, page, words)], [tag])
    return session


@pytest.fixture
def dialog(qtbot: QtBot, coded: Session) -> Iterator[ExportDialog]:
    """The dialog in sight."""
    yield opened(qtbot, coded)


def opened(qtbot: QtBot, session: Session) -> ExportDialog:
    from reviewer.ui.export_dialog import ExportDialog

    made = ExportDialog(session)
    qtbot.addWidget(made)
    made.show()
    return made


def test_it_says_what_will_be_written_and_what_may_not_leave(dialog: ExportDialog) -> None:
    assert dialog.summary == "3 passages from 3 documents, in the order of the production"
    assert dialog.warning.startswith("1 passage is tagged as privileged")
    dialog.form.kind.choose("exhibit-list")
    assert dialog.summary.endswith("in the order of their dates")
    dialog.form.tags.all.setChecked(False)
    dialog.form.tags.tick("Attorney-client", False)
    assert dialog.summary.startswith("2 passages from 2 documents")
    assert dialog.warning == ""
    for name in ("Hot", "Admission"):
        dialog.form.tags.tick(name, False)
    assert dialog.summary == "No passage to export"


def test_it_is_confined_to_the_documents_of_the_search(qtbot: QtBot, coded: Session) -> None:
    assert coded.store is not None
    first = documents.ids(coded.store)[:1]
    coded.searcher.answer = Found("mandatory", "mandatory", tuple(first), 1, ())
    dialog = opened(qtbot, coded)
    dialog.form.found_only.setChecked(True)
    assert dialog.summary.startswith("1 passage from 1 document,")
    assert dialog.form.order().documents == frozenset(first)


def test_format_and_file_name_follow_each_other(dialog: ExportDialog) -> None:
    assert dialog.form.path.text().endswith(".docx")
    dialog.form.format.choose("pdf")
    assert dialog.form.path.text().endswith(".pdf")
    dialog.form.path.setText(dialog.form.path.text().replace(".pdf", ".csv"))
    assert dialog.form.format.value == "csv"


def test_an_exhibit_list_is_written_by_a_child_process(qtbot: QtBot, dialog: ExportDialog, tmp_path: Path) -> None:
    out = tmp_path / "list.xlsx"
    dialog.form.kind.choose("exhibit-list")
    dialog.form.path.setText(str(out))
    with qtbot.waitSignal(dialog.exporter.finished, timeout=WAIT):
        dialog.start()
    assert dialog.message.startswith("Written: list.xlsx; 3 quotes exact, 0 changed.")
    cells = {str(cell.value) for row in openpyxl.load_workbook(out).active.iter_rows() for cell in row if cell.value}
    for _, _, words, _ in TAGGED:
        assert any(words in cell for cell in cells)


def test_what_can_not_be_written_is_said_in_the_dialog(qtbot: QtBot, dialog: ExportDialog, tmp_path: Path) -> None:
    dialog.form.path.setText(str(tmp_path / "nowhere" / "list.csv"))
    with qtbot.waitSignal(dialog.exporter.failed, timeout=WAIT):
        dialog.start()
    assert dialog.message.startswith("Nothing was exported: there is no folder")
    assert not (tmp_path / "nowhere").exists()
    assert dialog.form.isEnabled()


def test_cancel_leaves_nothing_behind(qtbot: QtBot, dialog: ExportDialog, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    dialog.form.path.setText(str(out / "list.docx"))
    dialog.start()
    with qtbot.waitSignal(dialog.exporter.cancelled, timeout=WAIT):
        dialog.reject()
    assert dialog.isVisible()
    assert dialog.message == "Cancelled; nothing was written."
    assert list(out.iterdir()) == []


def test_the_privilege_log_counts_documents_and_says_what_is_incomplete(
    qtbot: QtBot, dialog: ExportDialog, coded: Session, tmp_path: Path
) -> None:
    store = coded.store
    assert store is not None
    dialog.form.kind.choose("privilege-log")
    assert dialog.summary == "1 document that is claimed to be privileged" and dialog.warning == ""
    code(store, coded.author, [documents.ids(store)[0]], {"privilege": "withheld in full"})
    dialog.form.kind.choose("excerpts")
    dialog.form.kind.choose("privilege-log")
    assert dialog.summary == "2 documents that are claimed to be privileged"
    assert dialog.warning.startswith("1 claim is incomplete")
    dialog.form.path.setText(str(tmp_path / "log.xlsx"))
    with qtbot.waitSignal(dialog.exporter.finished, timeout=WAIT):
        dialog.start()
    assert dialog.message.startswith("Written: log.xlsx; 2 documents.")
    assert openpyxl.load_workbook(tmp_path / "log.xlsx").active is not None
