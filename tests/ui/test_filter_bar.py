"""Filters in the window: choices with counts, a range of dates drawn with the mouse, chips that take a part away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.store import documents
from reviewer.store.filters import NO_DATE, UNREVIEWED, Filter
from tests.make import add_mail

if TYPE_CHECKING:
    from PySide6.QtWidgets import QToolButton
    from pytestqt.qtbot import QtBot

    from reviewer.ui.documents_panel import DocumentsPanel
    from reviewer.ui.filter_bar import FilterBar
    from reviewer.ui.session import Session

pytestmark = pytest.mark.gui


@pytest.fixture
def panel(qtbot: QtBot, session: Session) -> DocumentsPanel:
    """A panel on three PDFs of 2009 and 2010, one undated, and two mails of 2010."""
    from reviewer.ui.documents_panel import DocumentsPanel

    assert session.store
    for number, day in enumerate(("2010-04-20", "2010-06-01"), 1):
        add_mail(session.store, f"{number}.eml", "Words", sender="ana@x.org", subject=f"Mail {number}", date=day)
    made = DocumentsPanel(session)
    qtbot.addWidget(made)
    made.resize(420, 700)
    made.show()
    return made


def _titles(panel: DocumentsPanel) -> list[str]:
    assert panel._session.store
    return [document.title for document in documents.load_many(panel._session.store, panel.model.ids)]


def _chips(bar: FilterBar) -> list[QToolButton]:
    flow = bar._flow
    return [widget for place in range(flow.count()) if (item := flow.itemAt(place)) and (widget := item.widget())]  # type: ignore[misc]


def test_choices_tell_their_counts_and_make_chips(panel: DocumentsPanel) -> None:
    bar = panel.filters
    bar.open()
    counts = {name: bar.popup._counts["types", name].text() for of, name in bar.popup.choices if of == "types"}
    assert counts == {"Email": "2", "PDF": "3"}
    bar.popup.choices["types", "PDF"].click()
    assert _titles(panel) == ["Memorandum on participation", "Press release", "Talking points, draft"]
    assert bar.popup._counts["dates", NO_DATE].text() == "1"
    bar.popup.choices["dates", NO_DATE].click()
    assert _titles(panel) == ["Talking points, draft"]
    assert bar.popup._counts["types", "Email"].text() == "0"
    assert not bar.popup.choices["types", "Email"].isEnabled()
    assert [chip.text() for chip in _chips(bar)] == ["No date", "PDF", "Clear all"]
    bar.popup.hide()
    _chips(bar)[0].click()
    assert len(_titles(panel)) == 3
    assert bar.chosen == Filter(types=frozenset({"PDF"}))
    _chips(bar)[0].click()
    assert len(_titles(panel)) == 5
    assert _chips(bar) == []


def test_a_drag_over_the_bars_chooses_months(qtbot: QtBot, panel: DocumentsPanel) -> None:
    from PySide6.QtCore import QPoint, Qt

    bar = panel.filters
    bar.open()
    chart = bar.popup.histogram
    assert [(shown.name, shown.count) for shown in chart.bars if shown.count] == [
        ("Oct. 2009", 1),
        ("Apr. 2010", 2),
        ("June 2010", 1),
    ]
    step = chart.width() / len(chart.bars)
    first, last = QPoint(round(6.5 * step), 20), QPoint(round(8.5 * step), 20)
    qtbot.mousePress(chart, Qt.MouseButton.LeftButton, pos=first)
    qtbot.mouseMove(chart, last)
    chart._stretch(6, chart._place(last.x()))  # the platform without a screen moves no mouse
    qtbot.mouseRelease(chart, Qt.MouseButton.LeftButton, pos=last)
    assert (bar.chosen.since, bar.chosen.until) == ("2010-04", "2010-06")
    assert _titles(panel) == ["Press release", "Mail 1", "Mail 2"]
    assert [chip.text() for chip in _chips(bar)] == ["Apr. 2010 – June 2010"]
    qtbot.keyClick(chart, Qt.Key.Key_Delete)
    assert len(_titles(panel)) == 5


def test_the_arrow_keys_choose_months_too(qtbot: QtBot, panel: DocumentsPanel) -> None:
    from PySide6.QtCore import Qt

    panel.filters.open()
    chart = panel.filters.popup.histogram
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert _titles(panel) == ["Mail 2"]
    for _ in range(2):
        qtbot.keyClick(chart, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert _titles(panel) == ["Press release", "Mail 1", "Mail 2"]


def test_unreviewed_is_a_part_of_the_filter_that_needs_no_chip(panel: DocumentsPanel) -> None:
    bar = panel.filters
    bar.unreviewed.setChecked(True)
    assert bar.chosen.reviewed == {UNREVIEWED}
    assert _chips(bar) == []
    bar.choose(Filter(types=frozenset({"Email"}), reviewed=frozenset({UNREVIEWED})))
    _chips(bar)[0].click()
    assert bar.chosen == Filter(reviewed=frozenset({UNREVIEWED}))
    bar.choose(Filter())
    assert not bar.unreviewed.isChecked()


def test_a_filter_that_hides_all_says_so_and_another_matter_starts_without_one(panel: DocumentsPanel) -> None:
    panel.filters.choose(Filter(types=frozenset({"Email"}), dates=frozenset({NO_DATE})))
    assert panel._stack.currentWidget() is panel._nothing_fits
    panel._session.opened.emit()
    assert panel.filters.chosen == Filter()
    assert len(panel.model.ids) == 5


@given(
    st.dictionaries(
        st.builds("{:04d}-{:02d}".format, st.integers(1, 9999), st.sampled_from([0, 1, 6, 12, 99])),
        st.integers(1, 50),
        max_size=8,
    )
)
def test_bars_hold_every_document_once_and_their_ranges_do_not_overlap(months: dict[str, int]) -> None:
    from reviewer.ui.histogram import MONTHS_SHOWN, bars

    made = bars(months)
    assert sum(bar.count for bar in made) == sum(months.values())
    assert len(made) <= max(MONTHS_SHOWN, 60)
    for month, count in months.items():
        inside = [bar for bar in made if month >= bar.since and month[: len(bar.until)] <= bar.until]
        assert len(inside) == 1
        assert inside[0].count >= count
