"""Pages turned and two by two, the outline beside them, and the stripe that shows the whole document."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from reviewer.model import Box, Page, TextSource
from reviewer.ui.pages.canvas import Fit
from reviewer.ui.pages.frame import Frame
from reviewer.ui.pages.layout import GUTTER, Layout
from reviewer.ui.pages.reader import Reader
from reviewer.ui.pages.side import OUTLINE, PAGES
from tests.make import write_pdf
from tests.ui.reading import MEMO, SECOND, Opened, drawn, page_rect, picture_of

pytestmark = pytest.mark.gui
TURNS = range(4)

# Turned


@pytest.mark.parametrize("turn", TURNS)
def test_a_turned_page_shows_its_words_where_their_boxes_are(memo: Opened, qtbot: QtBot, turn: int) -> None:
    memo.view.set_fit(Fit.PAGE)
    memo.view.lay_out(turn, False)
    qtbot.waitUntil(lambda: drawn(memo), timeout=20_000)
    memo.view.viewport().repaint()
    qtbot.waitUntil(lambda: drawn(memo), timeout=20_000)
    picture, area = picture_of(memo), memo.view.place_of(1, memo.hit(1, "voluntary").boxes[0]).toRect()
    assert (area.height() > area.width()) == bool(turn % 2)
    assert _darkest(picture, QRectF(area)) < 128, "no ink on the word"
    for beside in (memo.hit(1, "Nobody was told.").boxes[0],):
        below = Box(beside.x0, beside.y1 + 20, beside.x1, beside.y1 + 40)
        assert _darkest(picture, memo.view.place_of(1, below)) == 255, "ink where there is none"


@pytest.mark.parametrize("turn", TURNS)
def test_a_turned_page_has_the_pixels_of_the_upright_one(memo: Opened, qtbot: QtBot, turn: int) -> None:
    memo.view.set_zoom(0.5)
    pictures = []
    for way in (0, turn):
        memo.view.lay_out(way, False)
        qtbot.waitUntil(lambda: drawn(memo), timeout=20_000)
        area = memo.view.place_of(1, Box(60, 60, 300, 120)).toAlignedRect()
        grabbed = picture_of(memo).copy(area).convertToFormat(QImage.Format.Format_Grayscale8)
        pictures.append(grabbed)
    upright, turned = pictures
    inks = [sum(image.pixelColor(x, y).lightness() < 128 for x in range(image.width()) for y in range(image.height()))
            for image in (upright, turned)]  # fmt: skip
    assert inks[0] > 50
    assert inks[1] == pytest.approx(inks[0], rel=0.02), "blurred or cut"


def _darkest(picture: QImage, area: QRectF) -> int:
    rect = area.toRect()
    return min(
        picture.pixelColor(x, y).lightness()
        for x in range(rect.left() + 1, rect.right())
        for y in range(rect.top() + 1, rect.bottom())
    )


@given(st.integers(0, 3), st.floats(0.2, 6), st.floats(0, 500), st.floats(0, 700))
def test_places_on_a_turned_page_are_found_again(turn: int, scale: float, x: float, y: float) -> None:
    layout = Layout([Page(1, 612, 792, 0, "", "", TextSource.LAYER)], turn)
    layout.scale = scale
    frame = Frame(layout.rect(0), scale, turn)
    there = frame.place(Box(x, y, x, y)).topLeft()
    assert frame.rect.adjusted(-1e-6, -1e-6, 1e-6, 1e-6).contains(there)
    assert frame.point(there) == pytest.approx((x, y), abs=1e-6)


@pytest.mark.parametrize("turn", TURNS)
def test_words_of_a_turned_page_are_selected_by_a_drag(memo: Opened, qtbot: QtBot, turn: int) -> None:
    memo.view.lay_out(turn, False)
    memo.view.set_fit(Fit.PAGE)
    start, end = (
        memo.view.place_of(1, memo.hit(1, word).boxes[0]).center().toPoint() for word in ("programme", "mandatory")
    )
    memo.drag(qtbot, start, end)
    text = memo.reader.selected_text()
    assert text.startswith("amme is voluntary.") and text.endswith("it's mand")


def test_keys_turn_the_pages_and_the_current_one_stays(memo: Opened, qtbot: QtBot) -> None:
    memo.reader.go_to(2)
    for keys, turn in ((Qt.KeyboardModifier.NoModifier, 1), (Qt.KeyboardModifier.ShiftModifier, 0)):
        with qtbot.waitSignal(memo.reader.turned) as told:
            qtbot.keyClick(memo.view, Qt.Key.Key_R, keys)
        assert told.args == [turn] and memo.reader.current_page == 2


# Two by two


def test_two_pages_stand_side_by_side_and_fit(memo: Opened, qtbot: QtBot) -> None:
    qtbot.keyClick(memo.view, Qt.Key.Key_F8)
    left, right = page_rect(memo.view, 1), page_rect(memo.view, 2)
    assert left.top() == right.top() and left.right() + GUTTER - 1 <= right.left()
    assert left.left() >= 0 and right.right() <= memo.view.viewport().width()
    assert page_rect(memo.view, 3).top() > left.bottom()
    qtbot.keyClick(memo.view, Qt.Key.Key_F8)
    assert page_rect(memo.view, 2).top() > page_rect(memo.view, 1).bottom()


def test_the_next_page_of_a_pair_is_in_the_next_row(memo: Opened) -> None:
    memo.view.lay_out(0, True)
    for action, page in (("next_page", 3), ("next_page", 4), ("previous_page", 2)):
        getattr(memo.reader.tools, action).trigger()
        assert memo.reader.current_page == page


def test_words_of_the_right_page_are_selected_beside_those_of_the_left(memo: Opened, qtbot: QtBot) -> None:
    memo.view.lay_out(0, True)
    memo.drag(qtbot, memo.point(1, "Nobody", 0.0), memo.point(2, "states", 1.0))
    assert memo.reader.selection() == [memo.span(1, "Nobody was told."), memo.span(2, "The states")]


@given(
    st.lists(st.tuples(st.floats(50, 2000), st.floats(50, 2000)), min_size=1, max_size=30),
    st.floats(0.1, 8),
    st.integers(0, 3),
)
def test_every_page_of_a_pair_is_found_where_it_stands(
    sizes: list[tuple[float, float]], scale: float, turn: int
) -> None:
    pages = [Page(number, *size, 0, "", "", TextSource.NONE) for number, size in enumerate(sizes, 1)]
    layout = Layout(pages, turn, paired=True)
    layout.scale = scale
    for index in range(len(pages)):
        rect = layout.rect(index)
        assert layout.at(rect.center().y(), rect.center().x()) == index
        assert index in layout.between(rect.top(), rect.bottom())
        assert abs(rect.center().x()) + rect.width() / 2 <= layout.width / 2


# The outline


@pytest.fixture
def outlined(reader: Reader, tmp_path: Path) -> Opened:
    """A memo with three headings."""
    path = tmp_path / "outlined.pdf"
    with pymupdf.open(write_pdf(tmp_path / "plain.pdf", [MEMO, SECOND, "", "The last page."])) as file:
        file.set_toc([[1, "Memorandum", 1], [2, "What the states knew", 2], [1, "Elsewhere", -1], [1, "Annex", 4]])
        file.save(path)
    return Opened(reader, path)


def test_the_outline_is_shown_and_leads_to_its_pages(outlined: Opened, qtbot: QtBot) -> None:
    side = outlined.reader.side
    outlined.reader.tools.outline.trigger()
    qtbot.waitUntil(lambda: side.outline.topLevelItemCount() == 3, timeout=20_000)
    assert side.outline.isVisible()
    assert side.outline.currentItem().text(0) == "Memorandum"
    inner = side.outline.topLevelItem(0).child(0)
    qtbot.mouseClick(
        side.outline.viewport(), Qt.MouseButton.LeftButton, pos=side.outline.visualItemRect(inner).center()
    )
    assert (inner.text(0), outlined.reader.current_page) == ("What the states knew", 2)
    outlined.reader.go_to(4)
    assert side.outline.currentItem().text(0) == "Annex"
    outlined.reader.tools.outline.trigger()
    assert side.switch.value == PAGES and side.thumbnails.isVisible()


def test_a_file_without_outline_says_so(memo: Opened, qtbot: QtBot) -> None:
    side = memo.reader.side
    side.switch.choose(OUTLINE)
    qtbot.waitUntil(lambda: "no bookmarks" in side._empty.words, timeout=20_000)
    side.switch.choose(PAGES)
    side.switch.choose(OUTLINE)
    assert side._empty.isVisible() and "no bookmarks" in side._empty.words


# The stripe


def test_the_stripe_shows_hits_and_passages_of_all_pages(memo: Opened, qtbot: QtBot) -> None:
    memo.reader.set_passages([memo.passage(1, 1, "Joining the programme", "#b3261e")])
    memo.reader.set_hits([memo.hit(4, "last"), memo.hit(4, "page", current=True)])
    stripe = memo.reader.overview
    picture = stripe.grab().toImage()
    ground = picture.pixelColor(5, picture.height() // 2)
    rows = [[picture.pixelColor(x, y) for x in range(1, picture.width())] for y in range(picture.height())]
    marked = [y for y, row in enumerate(rows) if any(colour != ground for colour in row)]
    assert any(y < picture.height() // 8 for y in marked) and any(y > 0.75 * picture.height() for y in marked)
    assert not any(picture.height() // 4 < y < picture.height() * 0.7 for y in marked)


def test_a_click_on_the_stripe_goes_to_the_mark_and_its_words_say_what_it_is(memo: Opened, qtbot: QtBot) -> None:
    memo.reader.set_hits([memo.hit(4, "last"), memo.hit(4, "page")])
    stripe = memo.reader.overview
    y = round(memo.view.layout_of_pages.stretch_of(4, memo.hit(4, "last").boxes)[0] * stripe.height())
    assert stripe.words_at(y) == "Page 4\n2 × Hit"
    qtbot.mouseClick(stripe, Qt.MouseButton.LeftButton, pos=QPoint(8, y))
    assert memo.reader.current_page == 4
    qtbot.mouseClick(stripe, Qt.MouseButton.LeftButton, pos=QPoint(8, stripe.height() // 3))
    assert memo.reader.current_page == 2
    assert QRectF(memo.view.viewport().rect()).contains(QPointF(memo.point(2, "states")))
