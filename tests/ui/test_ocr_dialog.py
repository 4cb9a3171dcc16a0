"""Reading by OCR again from the window; pages of weak OCR and passages that were not found again are shown as such."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reviewer.model import DocumentId, PageContent, TextSource
from reviewer.review import coding as verbs
from reviewer.settings import languages_folder
from reviewer.store import coding, documents, history, page_texts
from reviewer.store.matter import Store
from tests.ui.papers import span_of

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from reviewer.ui.session import Session

pytestmark = pytest.mark.gui
WAIT = 60_000


def weaken(store: Store, document: DocumentId) -> None:
    """Let the first page be one that OCR read badly."""
    page, content = documents.page(store, document, 1), documents.content(store, document, 1)
    scan = PageContent(replace(page, text_source=TextSource.OCR), content, bytes([51] * len(content.words)))
    with history.operation(store, "Weaken", "Ana Ruiz", undoable=False) as recorder:
        page_texts.replace(recorder, document, [scan], ())


def test_the_chosen_document_is_read_again_and_shown_so(qtbot: QtBot, session: Session) -> None:
    from reviewer.ui.main_window import MainWindow
    from reviewer.ui.ocr_dialog import OcrDialog

    store = session.store
    assert store is not None
    memo = documents.ids(store)[0]
    window = MainWindow(session)
    qtbot.addWidget(window)
    window.show()
    session.show(documents.ids(store)[1])
    session.show(memo, 2)
    qtbot.waitUntil(lambda: window.workspace.reader.current_page == 2)
    session.do(verbs.tag_spans, memo, [span_of(store, memo, 1, "voluntary")], ["Admission"])
    window.actions_by_name["ocr"].trigger()
    dialog = next(widget for widget in window.findChildren(OcrDialog))
    assert "SCP-0000001, 2 pages" in dialog.words
    with qtbot.waitSignal(session.texts_changed, timeout=WAIT):
        dialog.start()
    qtbot.waitUntil(lambda: "Read again: 2 pages of 1 document." in dialog.words, timeout=WAIT)
    assert documents.load(store, memo).text_source == "ocr"
    assert "OCR" in window.workspace.coding.card.words.split("\n")
    assert window.workspace.reader.current_page == 2
    (passage,) = coding.passages(store)
    page_text = documents.page_text(store, memo, 1)
    assert page_text[passage.marks[0].span.start : passage.marks[0].span.end] == "voluntary"
    failures: list[str] = []
    session.failed.connect(failures.append)
    session.undo()
    assert len(failures) == 1 and "were read again since" in failures[0]
    dialog.close()


def test_stopping_and_closing_leave_the_document_as_it_was(qtbot: QtBot, session: Session) -> None:
    from reviewer.ui.ocr_dialog import OcrDialog

    store = session.store
    assert store is not None
    found = documents.load_many(store, documents.ids(store)[:1])
    dialog = OcrDialog(session, found)
    dialog.show()
    dialog.start()
    dialog.stop()
    assert dialog.words == "Stopped.\nRead again: 0 pages of 0 documents."
    dialog.start()
    dialog.close()
    qtbot.wait(200)
    assert documents.load(store, found[0].id) == found[0]


def test_weak_pages_are_counted_listed_and_opened(qtbot: QtBot, session: Session) -> None:
    from reviewer.ui.coding_panel import CodingPanel
    from reviewer.ui.ledger_dialog import LedgerDialog

    store = session.store
    assert store is not None
    draft = documents.ids(store)[2]
    weaken(store, draft)
    dialog = LedgerDialog(session)
    qtbot.addWidget(dialog)
    qtbot.waitSignal(dialog.counted, timeout=WAIT).wait()
    assert next(card.links["weak"].text() for card in dialog.cards if "weak" in card.links) == "1"
    listed = dialog.open_list("weak")
    assert listed is not None
    assert listed.model.rows == [["DOC-000003", "1", "SCP-0000004", "51 %"]]
    with qtbot.waitSignal(session.place_wanted):
        listed.table.setCurrentIndex(listed.model.index(0, 0))
    assert session.current == draft
    panel = CodingPanel(session)
    qtbot.addWidget(panel)
    assert "OCR on some pages, weak on page 1" in panel.card.words


def test_a_passage_that_was_not_found_bears_a_badge(qtbot: QtBot, session: Session) -> None:
    from PySide6.QtCore import Qt

    from reviewer.ui.coding_panel import CodingPanel

    store = session.store
    assert store is not None
    memo = documents.ids(store)[0]
    passage = verbs.tag_spans(store, "Ana Ruiz", memo, [span_of(store, memo, 1, "voluntary")], ["Admission"])
    with history.operation(store, "Lose", "Ana Ruiz", undoable=False) as recorder:
        coding.move_passage(recorder, passage.id, None)
    session.show(memo)
    panel = CodingPanel(session)
    qtbot.addWidget(panel)
    model = panel.passages.model()
    spoken = str(model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole))
    assert spoken.startswith("not found on the page any more. Admission")


def test_languages_are_offered_where_there_are_more(qtbot: QtBot, session: Session) -> None:
    from reviewer.ui.import_dialog import ImportDialog

    plain = ImportDialog()
    qtbot.addWidget(plain)
    assert not plain.languages.needed and plain.options()["language"] == "eng"
    languages_folder().mkdir(parents=True)
    (languages_folder() / "spa.traineddata").write_bytes(b"")
    dialog = ImportDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.languages.boxes["spa"].text() == "Spanish (spa)" and dialog.languages.isVisible()
    dialog.languages.boxes["spa"].setChecked(True)
    assert dialog.options()["language"] == "eng+spa"
