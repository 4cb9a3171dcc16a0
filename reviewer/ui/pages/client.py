"""Page images for the window: asks the PDF worker for them, keeps those that fit into a budget of bytes.

The worker reads outlines, too."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap

from reviewer.errors import ReviewerError
from reviewer.jobs import Failure, Worker
from reviewer.ui.pages.worker import Drawing, Outline, Piece, load, serve
from reviewer.words import local

BUDGET = 256 * 2**20  # bytes of pixmaps
_POLL = 5  # milliseconds between looks at the worker while it is at work
_AHEAD = 2  # pieces handed to the worker at a time; all others can still be taken back
_TIME_LIMIT = 30.0  # seconds for one piece
_MEMORY_LIMIT = 2 * 2**30  # bytes, for a page with very large images


class PageImages(QObject):
    """Pixmaps of pages, drawn in a child process; what a viewer wants anew replaces what it wanted before.

    A piece that can't be drawn is not tried again until `retry`.
    """

    changed = Signal(int)  # this page has a new piece, or could not be drawn
    outline_read = Signal(str, object)  # the path of a PDF; its headings, or a sentence on why there are none

    def __init__(self, parent: QObject | None = None, budget: int = BUDGET) -> None:
        super().__init__(parent)
        self._budget, self.used = budget, 0  # bytes
        self._pixmaps: OrderedDict[Piece, QPixmap] = OrderedDict()
        self._whole: dict[tuple[str, int], list[Piece]] = {}
        self._failures: dict[tuple[str, int], str] = {}
        self._wanted: dict[str, list[Piece]] = {}
        self._flying: set[Piece] = set()
        self._outline = ""  # the path of the PDF whose outline is being read
        self._worker: Worker[Piece | Outline, object] = Worker(serve, _TIME_LIMIT, _MEMORY_LIMIT, load)
        self.destroyed.connect(self._worker.close)
        self._timer = QTimer(self, interval=_POLL)
        self._timer.timeout.connect(self._poll)

    def start(self) -> None:
        """Get the worker ready before the first page is wanted."""
        self._worker.start()

    def want(self, viewer: str, pieces: Sequence[Piece]) -> None:
        """Ask for pieces, the most urgent first. Viewers named first come first: "view" before "thumbnails"."""
        self._wanted[viewer] = [piece for piece in pieces if self._is_missing(piece)]
        self._feed()

    def get(self, piece: Piece) -> QPixmap | None:
        """The piece, if it is drawn."""
        if piece in self._pixmaps:
            self._pixmaps.move_to_end(piece)
        return self._pixmaps.get(piece)

    def stand_in(self, path: str, page: int) -> QPixmap | None:
        """The sharpest image of the whole page at any zoom, to be stretched while its pieces are being drawn."""
        pieces = self._whole.get((path, page))
        return self.get(max(pieces, key=lambda piece: piece.zoom)) if pieces else None

    def failure(self, path: str, page: int) -> str:
        """Why the page could not be drawn; empty when nothing is known against it."""
        return self._failures.get((path, page), "")

    def retry(self, path: str, page: int) -> None:
        """Let a page that could not be drawn be tried again."""
        if self._failures.pop((path, page), None):
            self.changed.emit(page)

    def ask_outline(self, path: str) -> None:
        """Ask for the outline of a PDF; `outline_read` tells. A newer question replaces one that waits."""
        self._outline = path
        self._worker.send(Outline(path), replaces="outline")
        self._timer.start()

    @property
    def busy(self) -> bool:
        """Whether pieces are being drawn."""
        return bool(self._flying)

    def close(self) -> None:
        """End the worker. No image comes after."""
        self._timer.stop()
        self._worker.close()

    def _is_missing(self, piece: Piece) -> bool:
        return piece not in self._pixmaps and (piece.path, piece.page) not in self._failures

    def _feed(self) -> None:
        waiting = self._waiting()
        while len(self._flying) < _AHEAD and (piece := next(waiting, None)):
            self._flying.add(piece)
            self._worker.send(piece)
            self._timer.start()

    def _waiting(self) -> Iterator[Piece]:
        """Pieces to be sent, the page view's before all others."""
        for viewer in sorted(self._wanted, key=lambda name: name != "view"):
            for piece in self._wanted[viewer]:
                if piece not in self._flying and self._is_missing(piece):
                    yield piece

    def _poll(self) -> None:
        for outcome in self._worker.poll():
            if isinstance(outcome.key, Piece):
                self._flying.discard(outcome.key)
                self._take(outcome.key, outcome.value)
            else:
                self._outline = "" if outcome.key.path == self._outline else self._outline
                self.outline_read.emit(outcome.key.path, outcome.value)
        self._feed()
        if not self._flying and not self._outline:
            self._timer.stop()

    def _take(self, piece: Piece, value: object) -> None:
        if isinstance(value, Drawing):
            self._keep(piece, _pixmap(value))
        elif isinstance(value, ReviewerError | Failure):
            self._failures[piece.path, piece.page] = _reason(value)
        self.changed.emit(piece.page)

    def _keep(self, piece: Piece, pixmap: QPixmap) -> None:
        self._pixmaps[piece] = pixmap
        self.used += _size(pixmap)
        if piece.tile is None:
            self._whole.setdefault((piece.path, piece.page), []).append(piece)
        while self.used > self._budget and len(self._pixmaps) > 1:
            self._drop(*self._pixmaps.popitem(last=False))

    def _drop(self, piece: Piece, pixmap: QPixmap) -> None:
        self.used -= _size(pixmap)
        if piece.tile is None:
            siblings = self._whole[piece.path, piece.page]
            siblings.remove(piece)
            if not siblings:
                del self._whole[piece.path, piece.page]


def _pixmap(drawing: Drawing) -> QPixmap:
    image = QImage(drawing.pixels, drawing.width, drawing.height, drawing.stride, QImage.Format.Format_RGB888)
    return QPixmap.fromImage(image)


def _reason(value: ReviewerError | Failure) -> str:
    why = local(value.message if isinstance(value, Failure) else value.why or value.what)
    return f"{why[:1].upper()}{why[1:]}."


def _size(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * 4
