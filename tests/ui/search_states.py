"""Pictures of searching: parts of a query, faults and their repair, searches that are kept, dialogs over results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from reviewer.review.searches import move_search, save_search, save_set
from reviewer.store import searches
from reviewer.store.searches import HighlightSet, SetId
from reviewer.ui.highlights_dialog import PRIVILEGED, HighlightsDialog
from reviewer.ui.search_dialogs import SampleDialog
from reviewer.ui.tagging_dialog import TaggingDialog
from tests.ui.waiting import wait

if TYPE_CHECKING:
    from tests.ui.photographer import Photographer

PARTS = "(mandatory OR voluntary) AND county AND date:2009.."
LONG = '(mandatory OR "th* word" OR county w/5 mandatory OR receive~1) AND (date:2009.. OR from:smith) AND NOT has:form'
FAULTY = 'memo AND (county OR "opt out'
KEPT = (
    ("Message changed", "voluntary AND mandatory", ()),
    ("Counsel's memos", 'from:"principal counsel" OR author:renn', ()),
    ("Not yet tagged", "NOT has:tag", ()),
    ("To check", "county", (10, False, 4711)),
    ("Written for an older version", "nofield:x", ()),
)
IN_A_FOLDER = ("Message changed", "Written for an older version", "To check")


def take_search(taker: Photographer) -> None:
    """All pictures of searching; afterwards nothing is searched for."""
    session, window = taker.session, taker.window
    session.do(save_set, HighlightSet(SetId(0), "People", "#2b6cb0", ("renn", "ashgrove", "varga")))
    session.do(save_set, HighlightSet(SetId(0), "Privileged terms", "#b3404a", PRIVILEGED))
    _ask(taker, LONG)
    taker.save("result-reading")
    _ask(taker, PARTS)
    window.workspace.results.next_hit()
    taker.save("result-parts")
    taker.save_over("highlights", HighlightsDialog(session, window))
    assert session.found is not None
    taker.save_over("tagging-hits", TaggingDialog(session, session.found, window))
    taker.save_over("sample", SampleDialog(session.found, 82, window))
    _keep(taker)
    _ask(taker, "mandatery")
    window.workspace.left.setCurrentWidget(window.workspace.results)
    taker.save("meant")
    _fail(taker)
    session.search("")


def _ask(taker: Photographer, query: str) -> None:
    taker.session.searcher.answer = None
    taker.session.search(query)
    wait(lambda: taker.session.found is not None)


def _keep(taker: Photographer) -> None:
    """Searches that are kept, some in a folder."""
    for name, query, sample in KEPT:
        taker.session.do(save_search, name, query, *sample)
    assert taker.session.store is not None
    for one in searches.saved(taker.session.store):
        if one.name in IN_A_FOLDER:
            taker.session.do(move_search, one, "What the public was told")
    taker.window.commands.searches.show_saved()
    taker.save("saved")


def _fail(taker: Photographer) -> None:
    """A query that can't be read, and its repair under the keyboard."""
    box = taker.window.search_box
    box.focus_search()
    box.edit.setText(FAULTY)
    QTest.keyClick(box.edit, Qt.Key.Key_Return)
    wait(lambda: bool(box.error))
    QTest.keyClick(box.edit, Qt.Key.Key_Tab)
    taker.save("query-error")
