"""Pictures of passages on the page: overlapping ones, the handles of the one in hand, areas; for tests/screens.py."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from reviewer.model import Box, HiddenKind, Span
from reviewer.review import coding as verbs
from reviewer.store import coding, documents
from reviewer.ui.pages.stretching import End
from tests.make import with_hidden_words
from tests.ui.reading import move_to
from tests.ui.waiting import wait

if TYPE_CHECKING:
    from tests.ui.photographer import Photographer

NESTED = (
    ((0.0, 1.0), ("Deliberative process",)),
    ((0.05, 0.6), ("Attorney-client", "Hot")),
    ((0.2, 0.4), ("Admission",)),
    ((0.3, 0.8), ("Issue: voluntary or mandatory",)),
)
"""Where passages stand in a stretch of text, as shares of it, and what they bear."""
START, LENGTH = 300, 600  # code points
BLACK = Box(60, 180, 200, 210)  # points


def take_tagging(photographer: Photographer, home: Path) -> None:
    """Overlapping passages, a handle that is being dragged, an area that is selected and then tagged."""
    session, before = photographer.session, photographer.session.current
    store = session.store
    assert before is not None and store is not None
    upright = [one.id for one in documents.every(store) if one.pages and documents.page(store, one.id, 1).width < 700]
    longest = max(upright, key=lambda one: len(documents.page_text(store, one, 1)))
    session.show(longest, 1)
    text = documents.page_text(store, longest, 1)
    for shares, names in NESTED:
        start, end = (text.find(" ", START + round(share * LENGTH)) for share in shares)
        made = session.do(verbs.tag_spans, longest, [Span(1, start + 1, end)], names)
    photographer.window.workspace.coding.go_to(made.id)
    photographer.save("overlapping")
    _drag_the_end(photographer)
    photographer.window.workspace.coding.set_current(None)
    _tag_an_area(photographer, home)
    session.show(before)


def _drag_the_end(photographer: Photographer) -> None:
    view = photographer.window.workspace.reader.view
    knob = dict(view.handles.knobs())[End.LAST].toPoint()
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=knob)
    move_to(view.viewport(), knob + QPoint(-40, 30))
    photographer.save("handle-dragged")
    QTest.keyClick(view, Qt.Key.Key_Escape)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=knob)


def _tag_an_area(photographer: Photographer, home: Path) -> None:
    """Draw a box around what is blacked out, then press the key of a tag."""
    session, view = photographer.session, photographer.window.workspace.reader.view
    session.add_files([with_hidden_words(home / "Withheld memo.pdf", HiddenKind.BOX)])
    wait(lambda: not session.importer.running)
    photographer.window.import_strip.hide()
    assert session.store is not None
    document = next(one for one in documents.every(session.store) if one.path == "Withheld memo.pdf")
    session.show(document.id)
    place, left, alt = view.place_of(1, BLACK).toRect(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.AltModifier
    QTest.mousePress(view.viewport(), left, alt, place.topLeft())
    move_to(view.viewport(), place.bottomRight())
    QTest.mouseRelease(view.viewport(), left, alt, place.bottomRight())
    view.setFocus()
    photographer.save("area-selected")
    photographer.press(Qt.Key.Key_1)
    (passage,) = coding.passages_of(session.store, document.id)
    session.do(verbs.toggle_tag, passage.id, "Hot")
    session.do(verbs.set_note, passage.id, "Withheld without a reason: ask for the log.")
    photographer.save("area-tagged")
