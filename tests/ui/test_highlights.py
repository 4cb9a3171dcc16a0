"""Sets of terms that are lit on every page: kept, counted, hidden and shown, readable."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reviewer.model import DocumentId
from reviewer.review.searches import save_set
from reviewer.store.searches import HighlightSet, SetId, highlight_sets
from tests.ui.papers import read_back
from tests.ui.test_results_head import WAIT, ask, window

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from reviewer.ui.main_window import MainWindow

pytestmark = pytest.mark.gui

__all__ = ["window"]  # a fixture


def lit(window: MainWindow) -> list[str]:
    """The words that are painted as terms, set by set."""
    store, session = window.session.store, window.session
    assert store is not None and session.current is not None
    painted = window.workspace.reader.view._terms
    shown = {term.owner for terms in painted.values() for term in terms}
    words = [
        read_back(store, session.current, span)
        for owner, hits in session.marks.lit
        for hit in hits
        for span in hit
        if owner in shown
    ]
    return words if len(words) == sum(map(len, painted.values())) else []


def test_terms_are_lit_beside_hits_counted_and_hidden(qtbot: QtBot, window: MainWindow) -> None:
    session, strip = window.session, window.workspace.highlights
    assert not strip.isVisible()
    people = session.do(save_set, HighlightSet(SetId(0), "People", "#2b6cb0", ("secretary", "nofield:x", "board")))
    session.do(save_set, HighlightSet(SetId(0), "Policy", "#b3404a", ('"voluntary it will"', "mandator*")))
    for document in (2, 1):
        session.show(DocumentId(document))
    qtbot.waitUntil(lambda: len(session.marks.lit) == 2, timeout=WAIT)
    qtbot.waitUntil(lambda: lit(window) == ["board", "Secretary", "voluntary", "It will", "mandatory"], timeout=WAIT)
    assert strip.isVisible()
    assert [chip.text() for chip in strip.chips.values()] == ["People  2 / 2", "Policy  1 / 2"]
    window.workspace.reader.go_to(2)
    assert [chip.text() for chip in strip.chips.values()] == ["People  0 / 2", "Policy  2 / 2"]
    strip.chips[people.id].click()
    qtbot.waitUntil(lambda: lit(window) == ["voluntary", "It will", "mandatory"], timeout=WAIT)
    ask(qtbot, window, "county")
    qtbot.waitUntil(lambda: len(session.hits) == 1, timeout=WAIT)
    qtbot.waitUntil(lambda: lit(window) == ["voluntary", "It will", "mandatory"], timeout=WAIT)
    strip.chips[people.id].click()
    qtbot.waitUntil(lambda: len(lit(window)) == 5, timeout=WAIT)
    session.undo()
    qtbot.waitUntil(lambda: lit(window) == ["board", "Secretary"], timeout=WAIT)
    session.search("")
    assert session.hits == ()
    qtbot.waitUntil(lambda: lit(window) == ["board", "Secretary"], timeout=WAIT)


def test_sets_are_made_changed_and_removed_in_the_dialog(qtbot: QtBot, window: MainWindow) -> None:
    from reviewer.search.parser import parse
    from reviewer.ui.highlights_dialog import PRIVILEGED

    store = window.session.store
    assert store is not None
    window.actions_by_name["highlights"].trigger()
    dialog = window.commands.searches.highlights
    assert dialog is not None
    dialog.begin("Privileged terms", PRIVILEGED)
    for term in PRIVILEGED:
        parse(term)
    dialog.save()
    assert dialog.message == "" and highlight_sets(store)[0].terms == PRIVILEGED
    dialog.begin("People")
    dialog.terms.setPlainText('renn\n"hale')
    dialog.save()
    assert dialog.message.startswith("Line 2 can't be read: the quote") and len(highlight_sets(store)) == 1
    dialog.terms.setPlainText("renn\n\nhale")
    dialog.save()
    assert [(one.name, one.terms) for one in highlight_sets(store)][1:] == [("People", ("renn", "hale"))]
    assert len({one.colour for one in highlight_sets(store)}) == 2
    dialog.remove()
    assert [one.name for one in highlight_sets(store)] == ["Privileged terms"]


def test_words_stay_readable_on_every_colour_and_patches_in_both_themes() -> None:
    from reviewer.ui.pages.painting import ground_of
    from reviewer.ui.swatches import COLOURS
    from reviewer.ui.theme import DARK, LIGHT, contrast, legible

    for colour in (*COLOURS, "#000000", "#ffffff", "#ffff00"):
        assert contrast(ground_of(colour), "#000000") >= 12
        assert contrast(legible(colour, "#ffffff", 3.0), "#ffffff") >= 3
        for theme in (LIGHT, DARK):
            assert contrast(legible(colour, theme.surface, 3.0), theme.surface) >= 3
