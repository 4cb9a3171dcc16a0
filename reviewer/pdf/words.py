"""The text of a page and the place of each character, as displayed: rotation and crop applied.

MuPDF gives lines of characters with boxes in the space of the page before rotation. Here they become words, each with
one byte a character that says where the character ends, and the text is made from the words.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

import pymupdf

from reviewer.model import Box, Direction, Hidden, Page, PageContent, PageText, TextSource
from reviewer.pdf.faces import MARK
from reviewer.pdf.glyphs import blank, has_inkless
from reviewer.pdf.hidden import concealed
from reviewer.pdf.line import Corners, Line, Slack, line_of, tight
from reviewer.pdf.order import Piece, reading_order
from reviewer.pdf.painting import painting, read
from reviewer.text import PackedWords, pack_columns

# Each flag is decided here, since PyMuPDF's defaults change between versions. Left out on purpose: dehyphenation (the
# hyphen and the line break stay; search joins the parts) and CIDs for unknown characters (they would look like text).
FLAGS = pymupdf.TEXT_PRESERVE_LIGATURES | pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_MEDIABOX_CLIP

_UNCLEAN = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_UNKNOWN = "\ufffd"
_TOUCH = 0.12  # of the height of a line: a gap under it does not part two pieces of a word

_RISE, _DROP = 0.92, 0.27  # of the font size: letters with accents and descenders take no more
_MOST_SLACK = 0.4  # of the height, so that the middle of a box stays in it
_FAR = 1e7  # points: a hundred times the largest page that PDF allows, user units included
_STRAIGHT = 0.999  # cosine: text that is not parallel to an edge of the page keeps its boxes

Matrix = tuple[float, float, float, float, float, float]


def page_content(page: pymupdf.Page, number: int, label: str = "") -> PageContent:
    """The page with its text and words; `number` counts from 1. The Bates number is for others to fill in."""
    return read_page(page, number, label).content


class PageRead(NamedTuple):
    """A page with the text that is seen on it, the words that are not, and whether it has the text layer of a scan."""

    content: PageContent
    hidden: tuple[Hidden, ...]
    layered: bool


def read_page(page: pymupdf.Page, number: int, label: str = "") -> PageRead:
    """The page as `page_content` gives it, and what it hides."""
    with _no_collection():
        return _read_page(page, number, label)


def _read_page(page: pymupdf.Page, number: int, label: str) -> PageRead:
    with painting(page) as painted:
        raw = read(painted, FLAGS).extractRAWDICT()
        found = concealed(page, painted, raw)
    blank(raw, (key for one in found for key in one.keys))
    matrix = _matrix(page)
    content = _text_of(raw, matrix)
    source = TextSource.LAYER if content.text else TextSource.NONE
    hidden = tuple(
        Hidden(number, one.kind, clean(one.text), Box(*_displayed(one.box, matrix))) for one in found if not one.again
    )
    shown = PageContent(Page(number, *page_size(page), page.rotation, label, "", source), content)
    return PageRead(shown, hidden, bool(content.text) and has_inkless(raw))


def page_size(page: pymupdf.Page) -> tuple[float, float]:
    """Width and height of a page as displayed, in points."""
    rect = page.rect
    return round(rect.width, 2), round(rect.height, 2)


def page_text(page: pymupdf.Page, textpage: pymupdf.TextPage) -> PageText:
    """The text of a page from what MuPDF, or its OCR, found on it."""
    with _no_collection():
        return _text_of(textpage.extractRAWDICT(), _matrix(page))


def _matrix(page: pymupdf.Page) -> Matrix | None:
    """What turns places into places as displayed; None where nothing is turned."""
    return tuple(page.rotation_matrix) if page.rotation else None


def _displayed(box: Corners, matrix: Matrix | None) -> Corners:
    return _turned([box], matrix)[0] if matrix else box


def _text_of(raw: dict[str, Any], matrix: Matrix | None) -> PageText:
    lines = list(_lines(raw, matrix))
    return assemble([lines[number] for number in reading_order([line.piece for line in lines])])


def clean(text: str) -> str:
    """A text with U+FFFD in place of what is no character of a text."""
    return text if text.isprintable() else _UNCLEAN.sub(_UNKNOWN, text)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Without garbage collection: a page makes thousands of objects and no cycle, so that a search for cycles costs
    a sixth of the time and finds nothing."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _lines(found: dict[str, Any], matrix: Matrix | None) -> Iterator[Line]:
    for number, block in enumerate(found["blocks"]):
        for line in block.get("lines", ()):
            characters = _characters(line)
            text = clean("".join([found["c"] for found in characters]))
            if MARK in text:
                characters, text = _without_marks(line), text.replace(MARK, "")
            if not text or text.isspace():
                continue
            slacks = _slacks(line)
            one_font = slacks.count(slacks[0]) == len(slacks)
            boxes = [found["bbox"] for found in characters] if one_font else _tight_boxes(line, slacks)
            if matrix is not None:
                boxes = _turned(boxes, matrix)
            direction = _direction(line["dir"], line["wmode"], matrix)
            yield line_of(text, boxes, direction, number, slacks[0] if one_font else (0.0, 0.0))


def _without_marks(line: dict[str, Any]) -> list[dict[str, Any]]:
    """The characters of a line, which loses those that only say which way it runs."""
    for span in line["spans"]:
        span["chars"] = [found for found in span["chars"] if found["c"] != MARK]
    return _characters(line)


def _characters(line: dict[str, Any]) -> list[dict[str, Any]]:
    spans = line["spans"]
    return spans[0]["chars"] if len(spans) == 1 else list(chain.from_iterable([span["chars"] for span in spans]))


def _turned(boxes: Sequence[Corners], matrix: Matrix) -> list[Corners]:
    a, b, c, d, e, f = matrix
    turned = []
    for x0, y0, x1, y1 in boxes:
        xs, ys = sorted((a * x0 + c * y0 + e, a * x1 + c * y1 + e)), sorted((b * x0 + d * y0 + f, b * x1 + d * y1 + f))
        turned.append((xs[0], ys[0], xs[1], ys[1]))
    return turned


def _direction(along: tuple[float, float], vertical: int, matrix: Matrix | None) -> Direction:
    x, y = (0.0, 1.0) if vertical else along
    if matrix is not None:
        a, b, c, d, _, _ = matrix
        x, y = a * x + c * y, b * x + d * y
    if abs(x) >= abs(y):
        return Direction.RIGHT if x >= 0 else Direction.LEFT
    return Direction.DOWN if y > 0 else Direction.UP


def _slacks(line: dict[str, Any]) -> list[Slack]:
    """The slack of each span of a line."""
    if line["wmode"] or max(map(abs, line["dir"])) < _STRAIGHT:
        return [(0.0, 0.0)]
    return [_slack_of(span["ascender"], -span["descender"]) for span in line["spans"]]


def _tight_boxes(line: dict[str, Any], slacks: Sequence[Slack]) -> list[Corners]:
    """The boxes of a line's characters, each without the slack of its own font."""
    direction = _direction(line["dir"], 0, None)
    level = direction in (Direction.RIGHT, Direction.LEFT)
    boxes: list[Corners] = []
    for span, slack in zip(line["spans"], slacks, strict=True):
        for x0, y0, x1, y1 in (found["bbox"] for found in span["chars"]):
            boxes.append(tight((x0, y0, x1, y1), direction, slack, y1 - y0 if level else x1 - x0))
    return boxes


@lru_cache(maxsize=1024)
def _slack_of(rise: float, drop: float) -> Slack:
    """The slack of a font that claims so much, of its size, above and below the base line; many claim too much."""
    height = rise + drop or 1.0
    above, below = max(0.0, (rise - _RISE) / height), max(0.0, (drop - _DROP) / height)
    return min(above, _MOST_SLACK), min(below, _MOST_SLACK)


def assemble(lines: Sequence[Line]) -> PageText:
    """The text of lines in reading order, and its words in small form."""
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    offset = 0
    for before, line in zip([None, *lines], lines, strict=False):
        joint = _joint(before.piece, line.piece) if before else ""
        offset += len(joint)
        starts += [start + offset for start in line.starts]
        ends += [end + offset for end in line.ends]
        parts += (joint, line.piece.text)
        offset = ends[-1]
    corners = _hundredths(list(chain.from_iterable([line.corners for line in lines])))
    directions, edges = b"".join([line.directions for line in lines]), b"".join([line.edges for line in lines])
    return PageText("".join(parts), PackedWords(pack_columns(starts, ends, corners, directions, edges)))


def _hundredths(corners: list[float]) -> list[int]:
    """Coordinates as whole hundredths of a point; those that lie absurdly far off, as in damaged files, are cut."""
    if corners and not -_FAR < min(corners) <= max(corners) < _FAR:
        corners = [min(max(value, -_FAR), _FAR) for value in corners]
    return list(map(round, map((100.0).__mul__, corners)))


def _joint(before: Piece, piece: Piece) -> str:
    """What parts two pieces: nothing within a word, a space on the same line, else a line feed."""
    if not before.beside(piece):
        return "\n"
    return "" if piece.begin - before.end < _TOUCH * (before.bottom - before.top) else " "
