"""The states of the view of all passages, for tests/screens.py."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget

from reviewer.model import DocumentId, Span
from reviewer.review import coding as verbs
from reviewer.store import coding, documents
from reviewer.store.matter import Store
from reviewer.store.passage_filters import ALL_PASSAGES, PassageFilter
from reviewer.ui.export_dialog import ExportDialog
from reviewer.ui.passages.retag_dialog import EXCHANGE, MergeDialog, RetagDialog

if TYPE_CHECKING:
    from tests.ui.photographer import Photographer

CODED = (
    (r"mandatory", ("Issue: voluntary or mandatory", "Admission")),
    (r"voluntary", ("Issue: voluntary or mandatory",)),
    (r"opt(ing)? out", ("Issue: voluntary or mandatory", "Hot")),
    (r"talking points|message", ("Issue: changing the message",)),
    (r"deliberat|pre-decisional", ("Deliberative process",)),
    (r"privileged|attorney|counsel", ("Attorney-client",)),
    (r"litigation", ("Work product", "Confidential")),
    (r"do not (forward|release|share)", ("Confidential", "Hot")),
)
"""What is tagged in the sample, sentence by sentence."""
AUTHORS = ("Ana Ruiz", "Sam Okafor", "Ines Valdez")
NOTES = ("", "", "Compare with the press release of April.", "", "Ask whether the claim was ever withdrawn.")
MOST = 9  # passages in a document


def code(store: Store) -> None:
    """Tag sentences of all documents by the words in them."""
    for number, document in enumerate(documents.ids(store)):
        for place, (span, names) in enumerate([*_sentences(store, document)][:MOST]):
            author, note = AUTHORS[(number + place) % 3], NOTES[(number + 2 * place) % 5]
            made = verbs.tag_spans(store, author, document, [span], names)
            verbs.set_note(store, author, made.id, note or made.note)


def _sentences(store: Store, document: DocumentId) -> Iterator[tuple[Span, Sequence[str]]]:
    for page, text in documents.page_texts(store, document).items():
        for found in re.finditer(r"[^.!?]+[.!?]?", text):
            borne = [name for words, names in CODED for name in names if re.search(words, found[0], re.IGNORECASE)]
            start = found.start() + len(found[0]) - len(found[0].lstrip())
            if borne and found.end() - start > 30:
                yield Span(page, start, found.end()), list(dict.fromkeys(borne))


def take(photographer: Photographer, wait: Callable[[Callable[[], bool]], None]) -> None:
    """The table, under a filter, in groups, tags by tags, and what is asked before passages are changed."""
    session, work = photographer.session, photographer.window.workspace
    view, bar = work.passages, work.passages.bar
    assert session.store is not None
    code(session.store)
    session.tell_coded()
    photographer.window.actions_by_name["all_passages"].trigger()

    def settle() -> None:
        wait(lambda: view.settled)

    settle()
    view.table.go_to(3)
    photographer.save("passages")
    bar.choose(
        PassageFilter(
            any_of=frozenset({"Admission", "Hot"}),
            all_of=frozenset({"Issue: voluntary or mandatory"}),
            none_of=frozenset({"Deliberative process"}),
            reviewers=frozenset({"Ana Ruiz", "Sam Okafor"}),
        )
    )
    settle()
    photographer.save("passages-filtered")
    bar.open()
    _with_popup(photographer, "passages-choices", bar.popup)
    bar.popup.hide()
    bar.choose(ALL_PASSAGES)
    bar.grouping.choose("document")
    settle()
    photographer.save("passages-by-document")
    bar.grouping.choose("tag")
    settle()
    view.table.toggle_group(0)
    photographer.save("passages-by-tag")
    photographer.window.actions_by_name["together"].trigger()
    photographer.save("passages-together")
    view.show_together(False)
    bar.grouping.choose("nothing")
    settle()
    for name, dialog in _dialogs(photographer):
        photographer.save_over(name, dialog)
    work.show_passages(False)


def _dialogs(photographer: Photographer) -> Iterator[tuple[str, QDialog]]:
    session, window, view = photographer.session, photographer.window, photographer.window.workspace.passages
    shown = view.model.shown()
    change = RetagDialog(session, shown[:6], shown, window)
    change.way.choose(EXCHANGE)
    change.tag.setCurrentText("Admission")
    change.other.setCurrentText("Hot")
    yield "passages-retag", change
    assert session.store is not None
    yield "passages-merge", MergeDialog(session, coding.tag_by_name(session.store, "Admission"), window)
    yield "passages-export", ExportDialog(session, window, shown)


def _with_popup(photographer: Photographer, name: str, popup: QWidget) -> None:
    QTest.qWait(400)
    picture = photographer.window.grab()
    painter = QPainter(picture)
    painter.drawPixmap(photographer.window.mapFromGlobal(popup.pos()), popup.grab())
    painter.end()
    photographer.keep(name, picture)
