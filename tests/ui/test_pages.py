"""The page view on real PDFs: what is painted where, what is selected, what happens when the drawing process dies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from reviewer.model import Page, PageText, TextSource
from reviewer.ui.pages.canvas import STEPS, Fit
from reviewer.ui.pages.client import PageImages
from reviewer.ui.pages.layout import Layout, pieces
from reviewer.ui.pages.reader import Reader
from reviewer.ui.pages.view import PageView
from reviewer.ui.pages.worker import Piece, draw
from tests.make import write_pdf
from tests.ui.reading import MEMO, SECOND, Opened, blank_pages, drawn, page_rect, picture_of

pytestmark = pytest.mark.gui

# Painting


def test_words_of_the_page_are_painted_where_their_boxes_are(memo: Opened, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: drawn(memo), timeout=20_000)
    picture, area = picture_of(memo), memo.view.place_of(1, memo.hit(1, "voluntary").boxes[0]).toRect()
    inside = [picture.pixelColor(x, area.center().y()).lightness() for x in range(area.left(), area.right())]
    assert min(inside) < 100, "no ink on the word"
    assert picture.pixelColor(area.right() + 60, area.center().y()) == QColor("white")


def test_hits_are_marked_at_their_words_and_the_current_one_stands_out(memo: Opened, qtbot: QtBot) -> None:
    memo.reader.set_hits(
        [memo.hit(1, "voluntary"), memo.hit(1, "mandatory", current=True), memo.hit(1, "Nobody", False, 1)]
    )
    qtbot.waitUntil(lambda: drawn(memo), timeout=20_000)
    picture = picture_of(memo)
    plain, current, other = (
        picture.pixelColor(memo.point(1, words, 0.0) + QPoint(1, -5)) for words in ("voluntary", "mandatory", "Nobody")
    )
    assert len({plain.name(), current.name(), other.name(), "#ffffff"}) == 4
    assert plain.blue() < plain.green() < 240, "not amber"
    assert picture.pixelColor(memo.point(1, "programme", 0.0) + QPoint(0, -5)) == QColor("white")


def test_a_mark_leaves_the_ink_black(memo: Opened, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: drawn(memo), timeout=20_000)
    area = memo.view.place_of(1, memo.hit(1, "voluntary").boxes[0]).toRect()

    def darkest() -> int:
        picture = picture_of(memo)
        return min(
            picture.pixelColor(x, y).lightness()
            for x in range(area.left(), area.right())
            for y in range(area.top() + 2, area.bottom() - 2)
        )

    before = darkest()
    memo.reader.set_hits([memo.hit(1, "voluntary")])
    memo.view.select([memo.span(1, "voluntary")])
    assert darkest() <= before


def test_each_tag_of_a_passage_has_a_bar_beside_the_page(memo: Opened, qtbot: QtBot) -> None:
    memo.reader.set_passages([memo.passage(1, 1, "Joining the programme", "#b3261e", "#22578a")])
    gutter = picture_of(memo).copy(0, 0, int(page_rect(memo.view, 1).left()), 200)
    colours = {gutter.pixelColor(x, y).name() for x in range(gutter.width()) for y in range(gutter.height())}
    assert {"#b3261e", "#22578a"} <= colours


# Passages


def test_a_click_on_a_passage_names_the_smallest_one(memo: Opened, qtbot: QtBot) -> None:
    passages = [
        memo.passage(1, 1, "Joining the programme is voluntary", "#b3261e"),
        memo.passage(2, 1, "voluntary", "#22578a"),
    ]
    memo.reader.set_passages(passages)
    for words, number in (("Joining", 1), ("voluntary", 2)):
        with qtbot.waitSignal(memo.reader.passage_clicked) as clicked:
            qtbot.mouseClick(memo.view.viewport(), Qt.MouseButton.LeftButton, pos=memo.point(1, words))
        assert clicked.args == [number]


def test_a_drag_over_a_passage_does_not_click_it(memo: Opened, qtbot: QtBot) -> None:
    memo.reader.set_passages([memo.passage(1, 1, "Joining the programme is voluntary", "#b3261e")])
    with qtbot.assertNotEmitted(memo.reader.passage_clicked):
        memo.drag(qtbot, memo.point(1, "Joining", 0.0), memo.point(1, "programme", 1.0))


# Places and zoom


def test_a_box_far_down_is_brought_comfortably_into_view(memo: Opened) -> None:
    box = memo.hit(2, "second").boxes[0]
    memo.reader.set_zoom(2.0)
    memo.reader.go_to(2, box)
    area, height = memo.view.place_of(2, box), memo.view.viewport().height()
    assert 0.1 * height < area.top() < area.bottom() < 0.9 * height
    assert memo.reader.current_page == 2


def test_zoom_keeps_the_point_under_the_cursor(memo: Opened) -> None:
    spot = QPointF(memo.point(1, "mandatory"))
    before = _share_of_page(memo.view, spot)
    memo.view.zoom_about(4.0, spot)
    assert memo.view.zoom == 4.0
    assert _share_of_page(memo.view, spot) == pytest.approx(before, abs=0.001)


def _share_of_page(view: PageView, spot: QPointF) -> tuple[float, float]:
    page = page_rect(view, 1)
    return (spot.x() - page.x()) / page.width(), (spot.y() - page.y()) / page.height()


def test_a_page_fits_the_width_and_the_height(memo: Opened) -> None:
    view = memo.view
    view.set_fit(Fit.PAGE)
    assert page_rect(view, 1).height() <= view.viewport().height()
    view.set_fit(Fit.WIDTH)
    assert 0.8 * view.viewport().width() < page_rect(view, 1).width() <= view.viewport().width()
    memo.reader.resize(1100, 700)
    assert 0.8 * view.viewport().width() < page_rect(view, 1).width() <= view.viewport().width()


def test_hits_are_walked_in_a_circle(memo: Opened) -> None:
    memo.reader.set_hits([memo.hit(1, "Nobody"), memo.hit(4, "last")])
    visited = []
    for _ in range(3):
        memo.reader.next_hit()
        visited.append(memo.reader.current_page)
    memo.reader.previous_hit()
    assert (visited, memo.reader.current_page) == ([1, 4, 1], 4)


def test_a_hit_over_a_page_break_is_counted_once(memo: Opened) -> None:
    over = [memo.hit(1, "Nobody"), replace(memo.hit(2, "second"), continues=True)]
    memo.reader.set_hits([*over, memo.hit(4, "last")])
    label = memo.reader.bar.hits
    said = []
    for _ in range(3):
        memo.reader.next_hit()
        said.append(label.text())
    assert said == ["1 of 2", "2 of 2", "1 of 2"]
    assert [hit.current for hit in memo.reader._hits.painted] == [True, True, False]


def test_the_three_page_numbers_are_shown_apart(reader: Reader, tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "three.pdf", ["one", "two", "three"])
    pages = [Page(n, 612, 792, 0, "i" * n, f"SCP-{n:07d}", TextSource.LAYER) for n in (1, 2, 3)]
    reader.open(pages, path, lambda _: PageText("", ()))
    reader.go_to(3)
    shown = [label.text() for label in reader.findChildren(QLabel) if label.isVisible()]
    assert reader.bar.page_field.text() == "3"
    assert shown[:3] == ["of 3", "·  label iii", "·  SCP-0000003"]


@pytest.mark.parametrize(("typed", "page"), [("2", 2), ("iii", 3), ("scp-0000002", 2), ("SCP-9", 1), ("", 1)])
def test_a_page_is_reached_by_number_label_or_bates_number(
    reader: Reader, qtbot: QtBot, tmp_path: Path, typed: str, page: int
) -> None:
    path = write_pdf(tmp_path / "three.pdf", ["one", "two", "three"])
    pages = [Page(n, 612, 792, 0, "i" * n, f"SCP-{n:07d}", TextSource.LAYER) for n in (1, 2, 3)]
    reader.open(pages, path, lambda _: PageText("", ()))
    box = reader.bar.page_field
    box.setText(typed)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert reader.current_page == page


def test_every_control_has_a_name(memo: Opened) -> None:
    controls = [
        *memo.reader.findChildren(QToolButton),
        memo.reader.bar.page_field,
        memo.view,
        memo.reader.side.thumbnails,
    ]
    nameless = [control for control in controls if control.isVisible() and not control.accessibleName()]
    assert nameless == []


# Speed, memory, failures


def test_the_last_of_twenty_thousand_pages_is_reached(reader: Reader, tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "long.pdf", ["words"] * 20)
    reader.open(blank_pages(20_000), path, lambda _: PageText("", ()))
    reader.go_to(20_000)
    reader.grab()
    assert reader.current_page == 20_000


@given(st.floats(0.1, 12), st.floats(0, 6000), st.floats(0, 6000), st.floats(1, 3000), st.floats(1, 3000))
def test_tiles_cover_what_is_in_sight(zoom: float, x: float, y: float, width: float, height: float) -> None:
    page = blank_pages(1)[0]
    visible = QRectF(x, y, width, height).intersected(QRectF(0, 0, page.width * zoom, page.height * zoom))
    if visible.isEmpty():
        return
    tiles = [piece.tile for piece in pieces("a.pdf", page, zoom, visible)]
    if tiles != [None]:
        covered = sum(_common(QRectF(*tile), visible) for tile in tiles if tile)
        assert covered == pytest.approx(visible.width() * visible.height(), rel=1e-6)


def test_tiles_hold_the_pixels_of_the_whole_page(tmp_path: Path) -> None:
    path, zoom = str(write_pdf(tmp_path / "memo.pdf", [MEMO])), 2.7
    whole, tile = draw(Piece(path, 1, zoom)), draw(Piece(path, 1, zoom, (150, 170, 400, 120)))
    assert (tile.width, tile.height) == (400, 120)
    for row in range(tile.height):
        start = (170 + row) * whole.stride + 150 * 3
        there = row * tile.stride
        assert tile.pixels[there : there + 1200] == whole.pixels[start : start + 1200]
    assert len(set(tile.pixels)) > 10, "nothing but paper"


def _common(one: QRectF, other: QRectF) -> float:
    both = one.intersected(other)
    return both.width() * both.height()


@given(st.lists(st.floats(50, 2000), min_size=1, max_size=30), st.floats(0.1, 8))
def test_every_page_is_found_where_it_stands(heights: list[float], scale: float) -> None:
    layout = Layout([Page(n, 612, height, 0, "", "", TextSource.NONE) for n, height in enumerate(heights, 1)])
    layout.scale = scale
    for index in range(len(heights)):
        assert layout.at(layout.rect(index).center().y()) == index


def test_pixmaps_stay_within_their_budget(qtbot: QtBot, tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "many.pdf", ["words"] * 30)
    images = PageImages(budget=4_000_000)
    view = PageView(images)
    qtbot.addWidget(view)
    view.resize(400, 500)
    view.show()
    view.open(blank_pages(30), path, lambda _: PageText("", ()))
    for page in range(1, 31):
        view.go_to(page)
        qtbot.waitUntil(lambda page=page: images.stand_in(str(path), page) is not None, timeout=20_000)
    assert images.used <= 4_000_000
    assert images.stand_in(str(path), 1) is None
    images.close()


def test_pages_that_were_scrolled_past_are_notdrawn(qtbot: QtBot, tmp_path: Path, reader: Reader) -> None:
    path = write_pdf(tmp_path / "many.pdf", ["words"] * 200)
    reader.tools.side.trigger()
    reader.open(blank_pages(200), path, lambda _: PageText("", ()))
    for page in range(1, 201):
        reader.go_to(page)
        reader.view.viewport().repaint()
    qtbot.waitUntil(lambda: reader.images.stand_in(str(path), 200) is not None, timeout=20_000)
    drawn = [page for page in range(1, 201) if reader.images.stand_in(str(path), page)]
    assert len(drawn) < 20


def _kill_new_children(before: Sequence[psutil.Process]) -> None:
    """Kill the children that have come since; one that dies before it has a page is replaced without a word."""
    for child in psutil.Process().children():
        if child not in before and "spawn_main" in " ".join(child.cmdline()):
            child.kill()


def test_a_dead_worker_is_told_on_its_page_and_the_others_are_drawn(
    reader: Reader, qtbot: QtBot, tmp_path: Path
) -> None:
    path, before = write_pdf(tmp_path / "memo.pdf", [MEMO, SECOND, MEMO, SECOND]), psutil.Process().children()
    memo = Opened(reader, path)
    reader.view.viewport().repaint()

    def told() -> bool:
        if reader.images.failure(str(path), 1):
            return True
        _kill_new_children(before)
        return False

    qtbot.waitUntil(told, timeout=20_000)
    reader.go_to(4)
    qtbot.waitUntil(lambda: drawn(memo, 4), timeout=20_000)


def test_a_page_that_cannot_be_drawn_says_so_and_a_click_tries_again(
    reader: Reader, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "later.pdf"
    reader.open(blank_pages(1), path, lambda _: PageText("", ()))
    qtbot.waitUntil(lambda: reader.images.failure(str(path), 1) != "", timeout=20_000)
    reader.view.set_fit(Fit.PAGE)
    words = reader.view.viewport().grab(page_rect(reader.view, 1).toRect().adjusted(9, 9, -9, -9)).toImage()
    inks = [words.pixelColor(x, words.height() // 2 - 12).lightness() for x in range(words.width())]
    assert min(inks) < 200, "no words on the page"
    write_pdf(path, ["Here it is."])
    qtbot.mouseClick(reader.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(300, 200))
    qtbot.waitUntil(lambda: reader.images.stand_in(str(path), 1) is not None, timeout=20_000)


def test_without_a_document_there_is_a_hint_and_nothing_to_press(reader: Reader) -> None:
    reader.clear("Nothing here yet")
    assert not any(action.isEnabled() for action in reader.actions())
    assert reader.selection() == []
    empty = reader.view.viewport().grab().toImage()
    colours = {empty.pixelColor(x, empty.height() // 2 + 16).name() for x in range(empty.width())}
    assert len(colours) > 1


def test_steps_of_zoom_stop_at_both_ends(memo: Opened) -> None:
    for move, end in ((memo.view.zoom_in, STEPS[-1]), (memo.view.zoom_out, STEPS[0])):
        for _ in range(2 * len(STEPS)):
            move()
        assert memo.view.zoom == pytest.approx(end)
