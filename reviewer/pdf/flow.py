"""Blocks laid out as bands: strips across the page that are put one under the other and never cut. Lengths are points.

A band says how high it is and how it is drawn: PDF operators in its own space, whose origin is its upper left corner.
A row of a table is as many bands as its longest cell has lines, so that it may go on over the end of a page. A table
that is too wide is set smaller; where that is not enough, its columns are parted, and the rest follows below.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import accumulate, zip_longest

from reviewer.pdf.faces import MARK, latin, runs, width
from reviewer.pdf.markup import Block, Cell, Paragraph, Picture, Rule, Style, Table

_LEADING, _ASCENT = 1.3, 0.98  # of the size: a line's height, and from its top to the base line
_PAD = 3.0
_SMALLER = 0.75
_WIDEST_WORD = 330.0  # a longer word does not make its column wider, but is cut
_WIDEST_IDEOGRAPHS = 80.0  # Chinese and Japanese part lines anywhere
_NARROWEST = 1.0  # a letter stands on each line then
_GREY = "0.72 0.74 0.78"
_TAB = 8
_WORDS = re.compile(r"\s+|\S+")
_BREAKABLE = re.compile(r"\w+[^\w\s]*|[^\w\s]+")
_IDEOGRAPHS = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")


@dataclass(slots=True)
class Band:
    """A strip: its height and what draws it. `turn`: a new page begins after it."""

    height: float
    drawn: str = ""
    turn: bool = False


Sizes = Callable[[str], tuple[str, float, float] | None]
"""For the name of an image: its name in the resources and its size in points; None where it can't be drawn."""


@dataclass(frozen=True, slots=True)
class Room:
    """What there is to lay out in: width, the greatest height of a picture, images, and the scale of letters."""

    width: float
    height: float
    sizes: Sizes
    scale: float = 1.0


def bands(found: Sequence[Block], room: Room) -> Iterator[Band]:
    """The bands of blocks, in order."""
    for block in found:
        match block:
            case Paragraph():
                yield from _paragraph(block, room)
            case Picture():
                yield from _picture(block, room)
            case Rule():
                yield Band(0.0, turn=True) if block.page else Band(9.0, _fill(0, 4, room.width, 0.6, _GREY))
            case Table():
                yield from _table(block, room)


# Paragraphs


@dataclass(slots=True)
class _Word:
    """What must stand on one line: runs of text with their styles; `space` is the white space before it."""

    runs: list[tuple[str, Style]]
    space: tuple[str, Style] | None
    width: float


@dataclass(slots=True)
class _Line:
    runs: list[tuple[str, Style]] = field(default_factory=list)
    width: float = 0.0


def _paragraph(paragraph: Paragraph, room: Room) -> Iterator[Band]:
    indent = paragraph.indent * room.scale
    space = max(room.width - indent, _NARROWEST)
    if paragraph.above:
        yield Band(paragraph.above * room.scale)
    first = True
    for words in _hard_lines(paragraph, room.scale):
        for line in _broken(words, space):
            yield _band(line, indent, paragraph.marker if first else "", room.scale)
            first = False


def _hard_lines(paragraph: Paragraph, scale: float) -> Iterator[list[_Word]]:
    """The words of each line that the writer ended."""
    words: list[_Word] = []
    space: tuple[str, Style] | None = None
    glued = False
    for text, plain in paragraph.pieces:
        style = _scaled(plain, scale)
        for number, part in enumerate(text.split("\n")):
            if number:
                yield words
                words, space, glued = [], None, False
            for token in _WORDS.findall(part.expandtabs(_TAB) if paragraph.kept else part):
                if token.isspace():
                    space, glued = (token if paragraph.kept else " ", style), False
                    continue
                wide = _width(token, style)
                if glued:
                    words[-1].runs.append((token, style))
                    words[-1].width += wide
                else:
                    words.append(_Word([(token, style)], space, wide))
                space, glued = None, True
    if words:
        yield words


@lru_cache(maxsize=1024)
def _scaled(style: Style, scale: float) -> Style:
    return replace(style, size=style.size * scale)


def _broken(words: Sequence[_Word], space: float) -> Iterator[_Line]:
    """Lines that are not wider than `space`; a word that is wider is cut. No words are one empty line."""
    line = _Line()
    for word in words:
        blank = _width(*word.space) if word.space and (line.runs or len(word.space[0]) > 1) else 0.0
        if line.runs and line.width + blank + word.width > space:
            yield line
            line, blank = _Line(), 0.0
        if blank and word.space and blank < space:
            line.runs.append(word.space)
            line.width += blank
        if line.width + word.width <= space:
            line.runs += word.runs
            line.width += word.width
        else:
            *full, line = _cut(word, space, line)
            yield from full
    yield line


def _cut(word: _Word, space: float, line: _Line) -> Iterator[_Line]:
    """Lines of a word that is too wide, begun on `line`: cut between letters and signs, else where the line ends."""
    for text, style in word.runs:
        for part in _parts(text, style, space):
            wide = _width(part, style)
            if line.runs and line.width + wide > space:
                yield line
                line = _Line()
            line.runs.append((part, style))
            line.width += wide
    yield line


def _parts(text: str, style: Style, space: float) -> Iterator[str]:
    """A word in parts that fit."""
    for part in _BREAKABLE.findall(text):
        if _width(part, style) <= space and not _IDEOGRAPHS.search(part):
            yield part
        else:
            yield from _letters(part, style, space)


def _letters(part: str, style: Style, space: float) -> Iterator[str]:
    """A part in pieces as long as fit; one letter at least."""
    piece, wide = "", 0.0
    for letter in part:
        taken = _width(letter, style)
        if piece and wide + taken > space:
            yield piece
            piece, wide = "", 0.0
        piece, wide = piece + letter, wide + taken
    yield piece


def _band(line: _Line, indent: float, marker: str, scale: float) -> Band:
    size = max((style.size for _, style in line.runs), default=10.0 * scale)
    base = _ASCENT * size
    drawn: list[str] = []
    x = indent
    if marker:
        style = Style(size=10.0 * scale)
        drawn += _text(f"{marker} ", style, max(indent - _width(marker, style) - 4 * scale, 0.0), base)
    ended = [*line.runs, (" ", line.runs[-1][1])] if line.runs else []  # else the next cell's words would join these
    for text, style in _joined(ended):
        drawn += _text(text, style, x, base)
        x += _width(text, style)
    return Band(_LEADING * size, "".join(drawn))


def _joined(found: Sequence[tuple[str, Style]]) -> Iterator[tuple[str, Style]]:
    """Neighbours of one style as one run."""
    text, used = "", None
    for part, style in found:
        if used is not None and style != used:
            yield text, used
            text = ""
        text, used = text + part, style
    if used is not None:
        yield text, used


def _width(text: str, style: Style) -> float:
    return width(text, latin(style.bold, style.italic, style.mono)) * style.size


def _text(text: str, style: Style, x: float, base: float) -> list[str]:
    """Operators that draw text from `x` on, with its underline, its strike and its ground."""
    wide = _width(text, style)
    ground = _fill(x, base - 0.85 * style.size, wide, 1.1 * style.size, style.back) if style.back else ""
    under = _fill(x, base + 0.12 * style.size, wide, 0.06 * style.size, style.colour) if style.under else ""
    strike = _fill(x, base - 0.28 * style.size, wide, 0.06 * style.size, style.colour) if style.strike else ""
    return [ground, *_shown(text, style, x, base), under, strike]


def _shown(text: str, style: Style, x: float, base: float) -> Iterator[str]:
    for face, run in runs(text, latin(style.bold, style.italic, style.mono)):
        glyphs = [face.glyph(character) for character in run]
        codes = "".join(code for code, _ in glyphs)
        squeezed = 1 if run == MARK else 100  # per cent
        font = f"BT {style.colour} rg /{face.name} {style.size:.2f} Tf {squeezed} Tz"
        yield f"{font} 1 0 0 1 {x:.3f} {-base:.3f} Tm <{codes}> Tj ET\n"
        x += sum(advance for _, advance in glyphs) * style.size


def _fill(x: float, y: float, wide: float, high: float, colour: str) -> str:
    return f"{colour} rg {x:.2f} {-y - high:.2f} {wide:.2f} {high:.2f} re f\n"


# Pictures


def _picture(picture: Picture, room: Room) -> Iterator[Band]:
    found = room.sizes(picture.name)
    if found is None:
        if picture.alt:
            yield from _paragraph(Paragraph([(f"[{picture.alt}]", Style(colour="0.35 0.35 0.4"))]), room)
        return
    name, wide, high = found
    if picture.width and picture.height:
        wide, high = picture.width, picture.height
    shrink = min(1.0, room.width / wide, room.height / high)
    wide, high = wide * shrink, high * shrink
    yield Band(high + 4, f"q {wide:.2f} 0 0 {high:.2f} 0 {-high:.2f} cm /{name} Do Q\n")


# Tables


@dataclass(frozen=True, slots=True)
class _Measure:
    """Of a column: the width that its longest word needs, and that its longest paragraph would like."""

    least: float = 0.0
    wish: float = 0.0


def _table(table: Table, room: Room) -> Iterator[Band]:
    measures = _measured(table, room)
    if sum(measure.least for measure in measures) > room.width and room.scale == 1.0:
        room = replace(room, scale=_SMALLER)
        measures = _measured(table, room)
    yield Band(3.0)
    for first, last in _groups(measures, room.width):
        yield from _columns(table, first, _shared(measures[first:last], room.width), room)
        yield Band(5.0)


def _measured(table: Table, room: Room) -> list[_Measure]:
    """What each column asks for; a cell over several asks the last of them for what the others don't give."""
    count = max((sum(cell.span for cell in row) for row in table.rows), default=0)
    least, wish = [0.0] * count, [0.0] * count
    for spanning in (False, True):
        for row in table.rows:
            for column, cell in _placed(row):
                if (cell.span > 1) == spanning and cell.blocks:
                    last = column + cell.span - 1
                    asked = _asked(cell.blocks, room)
                    least[last] = max(least[last], asked.least - sum(least[column:last]))
                    wish[last] = max(wish[last], asked.wish - sum(wish[column:last]))
    return [_Measure(small, max(small, large)) for small, large in zip(least, wish, strict=True)]


def _placed(row: Sequence[Cell]) -> Iterator[tuple[int, Cell]]:
    """Each cell with the column where it begins."""
    return zip(accumulate((cell.span for cell in row), initial=0), row, strict=False)


def _asked(found: Sequence[Block], room: Room) -> _Measure:
    least = wish = 0.0
    for block in found:
        asked = _asked_by(block, room)
        least, wish = max(least, asked.least), max(wish, asked.wish)
    return _Measure(least, wish)


def _asked_by(block: Block, room: Room) -> _Measure:
    match block:
        case Paragraph():
            return _asked_by_words(block, room)
        case Picture():
            found = room.sizes(block.name)
            return _Measure(min(found[1], 60.0) + 2 * _PAD, found[1] + 2 * _PAD) if found else _Measure()
        case Table():
            inner = _measured(block, room)
            needed = min(sum(measure.least for measure in inner), room.width) + 2 * _PAD
            return _Measure(needed, sum(measure.wish for measure in inner) + 2 * _PAD)
        case Rule():
            return _Measure()


def _asked_by_words(paragraph: Paragraph, room: Room) -> _Measure:
    least = wish = 0.0
    for words in _hard_lines(paragraph, room.scale):
        for word in words:
            most = _WIDEST_IDEOGRAPHS if _IDEOGRAPHS.search(word.runs[0][0]) else _WIDEST_WORD
            least = max(least, min(word.width, most))
        wish = max(wish, sum(word.width + (_width(*word.space) if word.space else 0.0) for word in words))
    more = paragraph.indent * room.scale + 2 * _PAD + 0.1
    return _Measure(least + more, wish + more)


def _groups(measures: Sequence[_Measure], wide: float) -> Iterator[tuple[int, int]]:
    """The columns, as first and last (exclusive), in groups that fit across the page."""
    first, taken = 0, 0.0
    for column, measure in enumerate(measures):
        if column > first and taken + measure.least > wide + 0.01:
            yield first, column
            first, taken = column, 0.0
        taken += measure.least
    yield first, len(measures)


def _shared(measures: Sequence[_Measure], wide: float) -> list[float]:
    """Widths: what is wished for where that fits, else the least, and the rest of the room by what is still wished."""
    least, wish = sum(m.least for m in measures), sum(m.wish for m in measures)
    if wish <= wide or wish <= least:
        return [min(measure.wish, wide) for measure in measures]
    share = max(wide - least, 0.0) / (wish - least)
    return [min(measure.least + share * (measure.wish - measure.least), wide) for measure in measures]


def _columns(table: Table, first: int, widths: Sequence[float], room: Room) -> Iterator[Band]:
    """The rows of a group of columns, from `first` on."""
    edges = list(accumulate(widths, initial=0.0))
    for row in table.rows:
        cells = []
        for column, cell in _placed(row):
            if first <= column < first + len(widths):
                start = column - first
                cells.append((edges[start], edges[min(start + cell.span, len(widths))], cell))
        if cells:
            yield from _row(cells, table.ruled, room)
    if table.ruled and edges[-1]:
        yield Band(0.6, _fill(0, 0, edges[-1], 0.5, _GREY))


def _row(cells: Sequence[tuple[float, float, Cell]], ruled: bool, room: Room) -> Iterator[Band]:
    """The bands of a row: line by line, each with the lines of all cells side by side."""
    columns = [
        list(bands(cell.blocks, replace(room, width=max(right - left - 2 * _PAD, _NARROWEST)))) if cell.blocks else []
        for left, right, cell in cells
    ]
    levels = list(zip_longest(*columns)) or [()]
    for number, level in enumerate(levels):
        above = _PAD if number == 0 else 0.0
        below = _PAD if number == len(levels) - 1 else 0.0
        height = above + below + max((band.height for band in level if band), default=0.0)
        drawn = [
            f"q 1 0 0 1 {left + _PAD:.2f} {-above:.2f} cm {band.drawn}Q\n"
            for (left, _, _), band in zip(cells, level, strict=False)
            if band and band.drawn
        ]
        if ruled:
            drawn += [_fill(edge, 0, 0.5, height, _GREY) for left, right, _ in cells for edge in (left, right)]
            drawn += [_fill(cells[0][0], 0, cells[-1][1] - cells[0][0], 0.5, _GREY)] if number == 0 else []
        yield Band(height, "".join(drawn))
