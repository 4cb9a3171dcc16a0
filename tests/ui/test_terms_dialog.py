"""The term report on the screen: counts, switches, what numbers open, samples, kept and stale reports, the export."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication

from reviewer.model import DocumentId
from reviewer.search.term_lists import listed
from reviewer.search.terms import report_steps
from reviewer.store import diary, term_reports
from reviewer.ui.list_dialog import DocumentsDialog
from reviewer.ui.terms_model import DOCUMENTS, FAMILY, HITS, READ_AS, TERM, UNIQUE
from tests.ui.papers import add_paper

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from reviewer.ui.main_window import MainWindow
    from reviewer.ui.session import Session
    from reviewer.ui.terms_dialog import TermsDialog

pytestmark = pytest.mark.gui
WAIT = 60_000
LIST = "mandatory\nvoluntary\n# a comment\nmandatory AND\ncounty"


@pytest.fixture
def dialog(qtbot: QtBot, session: Session) -> TermsDialog:
    """A term report in sight, with one that is kept."""
    from reviewer.ui.terms_dialog import TermsDialog

    assert session.store is not None
    steps = report_steps(session.store, listed(LIST), "Ana Ruiz")
    while True:
        try:
            next(steps)
        except StopIteration as end:
            kept = term_reports.keep(session.store, end.value)
            break
    made = TermsDialog(session)
    qtbot.addWidget(made)
    made.show()
    made.open_report(kept)
    return made


def run(qtbot: QtBot, dialog: TermsDialog, text: str) -> None:
    dialog.form.list.setPlainText(text)
    with qtbot.waitSignal(dialog.shown, timeout=WAIT):
        qtbot.mouseClick(dialog.form.go, Qt.MouseButton.LeftButton)


def index(qtbot: QtBot, session: Session) -> None:
    with qtbot.waitSignal(session.searcher.indexing, timeout=WAIT, check_params_cb=lambda done, total: done == total):
        session.searcher.refresh()


def row(dialog: TermsDialog, number: int) -> list[str]:
    model = dialog.table.terms
    return [model.index(number, column).data() for column in (TERM, DOCUMENTS, HITS, FAMILY, UNIQUE)]


def test_numbers_are_shown_and_follow_the_switches(qtbot: QtBot, dialog: TermsDialog) -> None:
    assert [row(dialog, number) for number in (0, 1, 2, 4)] == [
        ["All terms that are switched on", "3", "", "3", ""],
        ["mandatory", "2", "2", "2", "0"],
        ["voluntary", "3", "3", "3", "0"],
        ["county", "2", "2", "2", "0"],
    ]
    assert dialog.table.terms.index(3, READ_AS).data().startswith("The query can't be read")
    dialog.table.setCurrentIndex(dialog.table.terms.index(2, TERM))
    qtbot.keyClick(dialog.table, Qt.Key.Key_Space)
    assert row(dialog, 2) == ["voluntary", "3", "3", "3", "–"]
    assert [row(dialog, number)[-1] for number in (1, 4)] == ["1", "1"] and row(dialog, 0)[1] == "3"
    dialog.table.terms.switch_all(False)
    assert row(dialog, 0)[1:4] == ["0", "", "0"]


def test_a_report_is_kept_with_its_switches_and_turns_stale(
    qtbot: QtBot, session: Session, dialog: TermsDialog
) -> None:
    store = session.store
    assert store is not None and dialog.report is not None and dialog.report.id
    dialog.table.terms.setData(
        dialog.table.terms.index(1, TERM), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole
    )
    assert term_reports.load(store, dialog.report.id) == dialog.report
    assert [entry.search.report for entry in diary.entries(store)] == [dialog.report.id]
    assert not dialog.stale
    kept = dialog.report
    add_paper(store, "late.pdf", ["It is mandatory."], 9, "Late", "")
    session.documents_changed.emit()
    assert dialog.stale
    dialog.reports.setCurrentIndex(0)
    dialog.reports.activated.emit(0)
    assert dialog.report is None and not dialog.stale
    dialog.open_report(kept.id)
    assert dialog.report == kept and dialog.stale
    assert dialog.form.list.queries() == ((1, "mandatory"), (2, "voluntary"), (4, "mandatory AND"), (5, "county"))
    run(qtbot, dialog, "mandatory\n(")
    assert row(dialog, 1)[1] == "3" and not dialog.stale
    assert dialog.form.message == "1 line could not be read: it is marked."
    assert [entry.search.query for entry in diary.entries(store)] == [
        "Term report 1: 4 terms",
        "Term report 2: 2 terms",
    ]


def test_a_number_opens_its_documents_and_a_sample_is_drawn_by_its_seed(
    qtbot: QtBot, session: Session, dialog: TermsDialog
) -> None:
    index(qtbot, session)
    with qtbot.waitSignal(session.searcher.found, timeout=WAIT):
        dialog.table.clicked.emit(dialog.table.terms.index(1, DOCUMENTS))
    assert session.found and (session.found.query, len(session.found.documents)) == ("mandatory", 2)
    dialog.table.terms.setData(
        dialog.table.terms.index(2, TERM), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole
    )
    with qtbot.waitSignal(session.searcher.found, timeout=WAIT):
        opened = dialog.open_documents(4, UNIQUE)
    assert isinstance(opened, DocumentsDialog) and opened.windowTitle() == "county: found by no other term"
    assert [opened.model.document(place).id for place in range(opened.model.rowCount())] == [DocumentId(2)]
    opened.view.setCurrentIndex(opened.model.index(0, 0))
    assert session.current == 2
    dialog.table.setCurrentIndex(dialog.table.terms.index(0, FAMILY))
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    everything = [one for one in dialog.findChildren(DocumentsDialog) if one.windowTitle() == "All terms: with family"]
    assert [one.model.rowCount() for one in everything] == [3]
    dialog.table.setCurrentIndex(dialog.table.terms.index(2, DOCUMENTS))
    dialog.sample.many.setText("2")
    dialog.sample.seed.setText("7")
    drawn = []
    for _ in range(2):
        with qtbot.waitSignal(session.searcher.found, timeout=WAIT):
            dialog.sample.draw.click()
        assert session.found
        drawn.append(session.found.documents)
    assert drawn[0] == drawn[1] and len(drawn[0]) == 2
    dialog.table.setCurrentIndex(dialog.table.terms.index(3, TERM))
    assert not dialog.sample.draw.isEnabled(), "a term that could not be read has no documents"


def test_a_fault_leads_to_its_line(dialog: TermsDialog) -> None:
    dialog.table.fault_wanted.emit(3)
    cursor = dialog.form.list.textCursor()
    assert (cursor.blockNumber(), cursor.positionInBlock()) == (3, 10)


def test_what_is_no_list_is_told_and_a_file_is_read(qtbot: QtBot, dialog: TermsDialog, tmp_path: Path) -> None:
    dialog.form.list.setPlainText("# nothing")
    qtbot.mouseClick(dialog.form.go, Qt.MouseButton.LeftButton)
    assert "the list holds no term" in dialog.form.message
    (tmp_path / "list.csv").write_text('"""opt out""",7\nmemo,2\n')
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(tmp_path / "list.csv"))])
    assert dialog.form.list.canInsertFromMimeData(dropped)
    dialog.form.list.insertFromMimeData(dropped)
    assert dialog.form.list.toPlainText() == '"opt out"\nmemo'
    QGuiApplication.clipboard().setText("one\ttwo\nthree")
    dialog.form.list.selectAll()
    dialog.form.list.paste()
    assert dialog.form.list.queries() == ((1, "one"), (2, "three"))
    dialog.form.list.read(tmp_path / "none.txt")
    assert "none.txt can't be read" in dialog.form.message


def test_counting_can_be_stopped_and_keeps_nothing_then(qtbot: QtBot, dialog: TermsDialog) -> None:
    store = dialog._session.store
    assert store is not None
    dialog.form.list.setPlainText("\n".join(f"term{number}" for number in range(4000)))
    qtbot.mouseClick(dialog.form.go, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(dialog.runner.cancelled, timeout=WAIT):
        qtbot.mouseClick(dialog.form.go, Qt.MouseButton.LeftButton)
    assert dialog.form.message == "Stopped. Nothing was kept." and len(term_reports.listed(store)) == 1


def test_a_matter_that_is_read_only_or_closed_keeps_nothing(
    qtbot: QtBot, session: Session, dialog: TermsDialog, tmp_path: Path
) -> None:
    store = session.store
    assert store is not None
    session.store = replace(store, read_only=True)
    run(qtbot, dialog, "county")
    assert dialog.form.message == "The matter is read only: the report is not kept."
    assert dialog.report is not None and dialog.report.id == 0
    dialog.table.terms.switch_all(False)
    assert len(term_reports.listed(store)) == 1
    session.store = store
    dialog.run()
    assert session.create(tmp_path / "Other.matter") and session.store is not None
    assert not dialog.isVisible() and dialog.report is None and not dialog.runner.running
    assert dialog.reports.count() == 1 and dialog.form.list.toPlainText() == ""


def test_the_report_is_written_with_its_switches(qtbot: QtBot, dialog: TermsDialog, tmp_path: Path) -> None:
    dialog.table.terms.setData(
        dialog.table.terms.index(2, TERM), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole
    )
    with qtbot.waitSignal(dialog.exporter.finished, timeout=WAIT):
        dialog.save(tmp_path / "terms.csv")
    lines = list(csv.reader((tmp_path / "terms.csv").open(encoding="utf-8-sig", newline="")))
    assert [line[-1] for line in lines[1:]] == ["counted", "switched off", "not read", "counted", ""]
    assert dialog.form.message == f"Written: {tmp_path / 'terms.csv'}"


def test_the_diary_lists_searches_filters_them_and_runs_one_again(
    qtbot: QtBot, session: Session, dialog: TermsDialog, window: MainWindow, tmp_path: Path
) -> None:
    index(qtbot, session)
    for query in ("voluntary", "memorandum"):
        with qtbot.waitSignal(session.searcher.found, timeout=WAIT):
            session.search(query)
    window.actions_by_name["diary"].trigger()
    log = window.commands.reports.diary
    assert log is not None and log.isVisible()
    rows = log.table.rows
    assert [rows.index(place, 2).data() for place in range(rows.rowCount())] == [
        "memorandum",
        "voluntary",
        "Term report 1: 4 terms",
    ]
    log.filter.setText("VOLUNT")
    assert rows.rowCount() == 1 and log.words.startswith("1 of 3 searches")
    log.table.setCurrentIndex(rows.index(0, 0))
    with qtbot.waitSignal(session.searcher.found, timeout=WAIT):
        qtbot.keyClick(log.table, Qt.Key.Key_Return)
    assert session.found and session.found.query == "voluntary"
    log.filter.setText("term report")
    log.table.doubleClicked.emit(rows.index(0, 0))
    shown = window.commands.reports.terms
    assert shown is not None and shown.isVisible() and shown.report is not None and shown.report.id == 1
    with qtbot.waitSignal(log.exporter.finished, timeout=WAIT):
        log.save(tmp_path / "diary.csv")
    assert "memorandum" in (tmp_path / "diary.csv").read_text(encoding="utf-8-sig")


def test_every_control_has_a_name_and_keys_reach_it(dialog: TermsDialog) -> None:
    from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit

    for kind in (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QAbstractItemView):
        for control in dialog.findChildren(kind):
            if control.isVisible() and control.window() is dialog and control.focusPolicy() != Qt.FocusPolicy.NoFocus:
                words = control.text() if isinstance(control, QAbstractButton) else ""
                assert control.accessibleName() or words, control
    assert dialog.table.terms.index(1, DOCUMENTS).data(Qt.ItemDataRole.AccessibleTextRole) == "mandatory, Documents: 2"
