"""A reader that shows a PDF, for tests of the pages."""

from __future__ import annotations

from pathlib import Path

import pymupdf
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from reviewer.model import Box, Page, PageContent, PassageId, Span, TextSource
from reviewer.pdf.words import page_content
from reviewer.text import boxes_of
from reviewer.ui.pages.marks import PaintedHit, PaintedPassage
from reviewer.ui.pages.reader import Reader
from reviewer.ui.pages.view import PageView

MEMO = "Joining the programme is voluntary.\nThe memo says it's mandatory by 2013.\nNobody was told."
SECOND = "The states were not informed.\nA second line follows."


class Opened:
    """A reader that shows a PDF, and the words of the PDF."""

    def __init__(self, reader: Reader, path: Path) -> None:
        self.reader, self.view, self.path = reader, reader.view, str(path)
        with pymupdf.open(path) as file:
            contents: list[PageContent] = [page_content(page, page.number + 1) for page in file]
        self.pages = [content.page for content in contents]
        self.texts = {content.page.number: content.content for content in contents}
        reader.open(self.pages, path, self.texts.__getitem__)

    def span(self, page: int, words: str) -> Span:
        start = self.texts[page].text.index(words)
        return Span(page, start, start + len(words))

    def point(self, page: int, words: str, share: float = 0.5) -> QPoint:
        """A point in the viewport on the given words, at a share of their width."""
        span = self.span(page, words)
        area = self.view.place_of(page, boxes_of(self.texts[page], span.start, span.end)[0])
        return QPointF(area.x() + share * area.width(), area.center().y()).toPoint()

    def hit(self, page: int, words: str, current: bool = False, colour: int = 0) -> PaintedHit:
        span = self.span(page, words)
        return PaintedHit(page, boxes_of(self.texts[page], span.start, span.end), current, colour, span=span)

    def passage(self, number: int, page: int, words: str, *colours: str) -> PaintedPassage:
        span = self.span(page, words)
        boxes = boxes_of(self.texts[page], span.start, span.end)
        return PaintedPassage(PassageId(number), page, boxes, colours, ("1",), f"passage {number}", span)

    def drag(self, qtbot: QtBot, start: QPoint, end: QPoint) -> None:
        viewport = self.view.viewport()
        qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
        move_to(viewport, end)
        qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end)


def move_to(viewport: QWidget, position: QPoint) -> None:
    """Move with the button down, which QTest does not do."""
    none, left = Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton
    where = QPointF(position)
    event = QMouseEvent(QEvent.Type.MouseMove, where, where, none, left, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(viewport, event)


def picture_of(opened: Opened) -> QImage:
    return opened.view.viewport().grab().toImage()


def drawn(opened: Opened, page: int = 1) -> bool:
    images = opened.reader.images
    return images.stand_in(opened.path, page) is not None and not images.busy


def page_rect(view: PageView, page: int) -> QRectF:
    return view.place_of(page, Box(0, 0, 612, 792))


def blank_pages(count: int) -> list[Page]:
    return [Page(n, 612, 792, 0, str(n), "", TextSource.LAYER) for n in range(1, count + 1)]
