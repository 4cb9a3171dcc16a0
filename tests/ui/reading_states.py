"""Pictures of the reader in each of its states, for tests/screens.py."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pymupdf
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from reviewer.store import documents
from tests.ui.tagging_states import take_tagging
from tests.ui.waiting import wait

if TYPE_CHECKING:
    from tests.ui.photographer import Photographer

HEADINGS = (
    (1, "Memorandum on participation", 1),
    (2, "Background of the programme", 1),
    (2, "What counties were told in public, and when they were told it", 2),
    (1, "Annex: talking points", 2),
    (2, "Withdrawn draft", -1),
)


def take_reading(photographer: Photographer, home: Path) -> None:
    """The document that is open, with the text beside it; then another one, which has an outline; then back."""
    reader, before = photographer.window.workspace.reader, photographer.session.current
    assert before is not None
    photographer.select("voluntary")
    photographer.press(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    photographer.press(Qt.Key.Key_F6)
    photographer.save("reading-text")
    photographer.press(Qt.Key.Key_F6)
    photographer.press(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    photographer.press(Qt.Key.Key_Slash)
    QTest.keyClicks(reader.find_bar.field, "county OR counties")
    QTest.keyClick(reader.find_bar.field, Qt.Key.Key_Return)
    wait(lambda: any(map(str.isdigit, reader.find_bar.said.text())))
    photographer.save("reading-find")
    QTest.keyClick(reader.find_bar.field, Qt.Key.Key_Escape)
    _open_outlined(photographer, home)
    photographer.press(Qt.Key.Key_F4, Qt.KeyboardModifier.ShiftModifier)
    wait(lambda: reader.side.outline.topLevelItemCount() > 0)
    photographer.save("reading-outline")
    photographer.press(Qt.Key.Key_F4, Qt.KeyboardModifier.ShiftModifier)
    photographer.press(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    photographer.press(Qt.Key.Key_F8)
    photographer.save("reading-two-pages")
    photographer.press(Qt.Key.Key_F8)
    photographer.press(Qt.Key.Key_R)
    photographer.save("reading-turned")
    photographer.press(Qt.Key.Key_R, Qt.KeyboardModifier.ShiftModifier)
    photographer.press(Qt.Key.Key_F4)
    photographer.press(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    photographer.session.show(before)
    take_tagging(photographer, home)


def _open_outlined(photographer: Photographer, home: Path) -> None:
    """Import a file with an outline and open it."""
    session, path = photographer.session, home / "With an outline.pdf"
    assert session.store is not None
    longest = max(documents.every(session.store), key=lambda one: one.pages)
    with pymupdf.open(documents.pdf_path(session.store, longest.id)) as file:
        file.set_toc([list(heading) for heading in HEADINGS])
        file.save(path)
    session.add_files([path])
    wait(lambda: not session.importer.running)
    photographer.window.import_strip.hide()
    added = next(one for one in documents.every(session.store) if one.path == path.name)
    session.show(added.id)
