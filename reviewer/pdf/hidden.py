"""Words that a PDF holds but does not show: which they are, and why they are not seen.

Cheap signs come first: colours, sizes, the order in which a page paints. Only where there is one is the page drawn,
with the words in doubt and without: what makes no difference is not seen. An inkless text on a picture is a scan that
can be searched, and hides nothing. Lengths are points of the page before rotation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

import pymupdf
from pymupdf import mupdf

from reviewer.model import HiddenKind
from reviewer.pdf import doubts, glyphs
from reviewer.pdf.corners import area, around, holds, middle, shared, within
from reviewer.pdf.devices import Call, Painted, corners_of
from reviewer.pdf.glyphs import Glyph, Key
from reviewer.pdf.line import Corners
from reviewer.pdf.painting import listed, read, texts_alone
from reviewer.pdf.seen import Seen

_FLAGS = pymupdf.TEXT_PRESERVE_LIGATURES | pymupdf.TEXT_PRESERVE_WHITESPACE  # also what is outside the page
_TINY = 1.5  # points
_UNSEEN = 0.1  # of its ink: what makes less of a difference is not seen
_PLAIN = 0.5  # of its ink: what makes more of a difference is seen, whatever stands beside it
_MOST_SEEN = 0.2  # of the characters of a hidden word
_FEWEST = 3  # characters, for a word to be hidden in part
_SCAN = 0.5  # of the page: an image that covers more is a scan
_AGAIN = 1.5  # points: the same character so near was drawn again
_FAR = 1e7  # points
_SIDES = (-1, 0, 1)

Reasons = Sequence[HiddenKind | None]


@dataclass(frozen=True, slots=True)
class Concealed:
    """Words of one line that are hidden for one reason, and the characters that are to leave the text of the page.

    `again`: the same words are seen in the same place, so that nothing is hidden by hiding these.
    """

    kind: HiddenKind
    text: str
    box: Corners
    keys: tuple[Key, ...]
    again: bool = False


def concealed(page: pymupdf.Page, painted: mupdf.FzDisplayList, raw: dict[str, Any]) -> list[Concealed]:
    """The hidden words of a page, which must not be turned; `raw` is what MuPDF read of it. May raise RuntimeError."""
    bounds = corners_of(mupdf.fz_bound_display_list(painted))
    found = _tiny_or_marked(raw, _redactions(page))
    texts = texts_alone(painted)
    if texts is None or not doubts.is_plain(texts, (span["color"] for span in glyphs.spans(raw)), bounds):
        known = {key for one in found for key in one.keys}
        found += [one for one in _unseen(painted, bounds) if known.isdisjoint(one.keys)]
    return found


def _tiny_or_marked(raw: dict[str, Any], marked: Sequence[Corners]) -> list[Concealed]:
    if not marked and all(span["size"] > _TINY for span in glyphs.spans(raw)):
        return []

    def reason(glyph: Glyph) -> HiddenKind | None:
        if any(holds(box, middle(glyph.box)) for box in marked):
            return HiddenKind.REDACTION
        return HiddenKind.TINY if _is_tiny(glyph) else None

    return _gathered(glyphs.runs(raw, lambda word: list(map(reason, word))))


def _is_tiny(glyph: Glyph) -> bool:
    """Whether a glyph is small, and not only said to be by a font of strange measures."""
    x0, y0, x1, y1 = glyph.box
    return glyph.size <= _TINY and max(x1 - x0, y1 - y0) <= 2 * _TINY and not glyph.inkless


def _redactions(page: pymupdf.Page) -> list[Corners]:
    """What the redaction annotations of a page mark: one box or several each."""
    found: list[Corners] = []
    for annotation in page.annots(types=[pymupdf.PDF_ANNOT_REDACT]) if page.first_annot else ():
        points = annotation.vertices or [tuple(annotation.rect.tl), tuple(annotation.rect.br)]
        quads = (points[start : start + 4] for start in range(0, len(points), 4))
        found += [around((x, y, x, y) for x, y in quad) for quad in quads]
    return found


def _unseen(painted: mupdf.FzDisplayList, bounds: Corners) -> list[Concealed]:
    """The words outside the page, and those that make no difference to it."""
    calls = listed(painted)
    texts = [place for place, call in enumerate(calls) if call.is_text]
    doubted = doubts.doubted(calls)
    beside = {n for n, place in enumerate(texts) if not within(calls[place].box, bounds)} - doubted
    chosen = doubted | beside
    found: list[Concealed] = []
    seen = _keys(read(painted, _FLAGS, lambda number: number not in chosen).extractRAWDICT()) if chosen else set()
    for layer in (beside, *doubts.layers({number: calls[texts[number]].box for number in doubted})):
        raw = read(painted, _FLAGS, layer.__contains__).extractRAWDICT()
        judge = _Judge(calls, [texts[number] for number in layer], bounds, Seen(painted, layer))
        hidden = _gathered(glyphs.runs(raw, judge.beside if layer is beside else judge.reasons))
        seen |= _keys(raw).difference(*(one.keys for one in hidden))
        found += hidden
    return list(_compared(found, seen)) if found else []


def _keys(raw: dict[str, Any]) -> set[Key]:
    return {glyph.key for line in glyphs.lines(raw) for glyph in line}


def _compared(found: Sequence[Concealed], seen: Set[Key]) -> Iterator[Concealed]:
    """Hidden words, compared with what is seen on the page."""
    cells = set(map(_cell, seen))
    for one in found:
        yield replace(one, again=all(not cells.isdisjoint(_near(key)) for key in one.keys))


def _cell(key: Key) -> tuple[str, int, int]:
    character, (x, y) = key
    return character, round(x / _AGAIN), round(y / _AGAIN)


def _near(key: Key) -> list[tuple[str, int, int]]:
    """The cell of a character, and those around it."""
    character, x, y = _cell(key)
    return [(character, x + i, y + j) for i in _SIDES for j in _SIDES]


def _gathered(runs: Iterator[glyphs.Run]) -> list[Concealed]:
    """Runs that hold a letter or a digit, as hidden words."""
    return [
        Concealed(run.reason, run.text, _cut(glyphs.around(run.glyphs)), tuple(glyph.key for glyph in run.glyphs))
        for run in runs
        if sum(map(str.isalnum, run.text)) >= (2 if run.reason is HiddenKind.PAPER else 1)
    ]


def _cut(box: Corners) -> Corners:
    """A box without the absurd numbers of damaged files."""
    x0, y0, x1, y1 = (max(-_FAR, min(_FAR, length)) for length in box)  # in this order, since a NaN may be one of them
    return x0, y0, x1, y1


class _Judge:
    """Says why words are hidden, from what a page paints and what is seen of it."""

    def __init__(self, calls: Sequence[Painted], texts: Sequence[int], bounds: Corners, seen: Seen) -> None:
        self._texts = [(place, calls[place]) for place in texts]
        self._others = [(place, call) for place, call in enumerate(calls) if not call.is_text]
        self._bounds, self._seen = bounds, seen

    def beside(self, word: Sequence[Glyph]) -> Reasons:
        """The same for words of which nothing is in doubt but whether they are on the page."""
        outside = not any(holds(self._bounds, middle(glyph.box)) for glyph in word)
        return [HiddenKind.OUTSIDE if outside else None] * len(word)

    def reasons(self, word: Sequence[Glyph]) -> Reasons:
        """For each glyph of a word why it is hidden, None where it is seen."""
        outside = self.beside(word)
        if outside[0]:
            return outside
        return [self._of_inkless(glyphs.around(word))] * len(word) if word[0].inkless else self._of_inked(word)

    def _of_inked(self, word: Sequence[Glyph]) -> Reasons:
        shares = [self._seen.share(glyph.box) for glyph in word]
        unseen = [share is not None and share < _UNSEEN for share in shares]
        if not any(unseen):
            return [None] * len(word)
        reason = self._of_unseen(glyphs.around([glyph for glyph, hidden in zip(word, unseen, strict=True) if hidden]))
        inked = [share for share in shares if share is not None]
        if sum(unseen) >= (1 - _MOST_SEEN) * len(inked):
            return [None if share is not None and share > _PLAIN else reason for share in shares]
        parts = [(hidden, len(list(group))) for hidden, group in groupby(unseen)]
        return [reason if hidden and size >= _FEWEST else None for hidden, size in parts for _ in range(size)]

    def _of_unseen(self, box: Corners) -> HiddenKind | None:
        """Why inked glyphs in a box are not seen: for what is painted last over them, or else for their colour."""
        _, begin = min(((area(text.box), place) for place, text in self._texts if _is_over(text, box)), default=(0, -1))
        over = [call for place, call in self._others if place > begin and _is_over(call, box)]
        if not over:
            return HiddenKind.PAPER
        if over[-1].call is not Call.IMAGE:
            return HiddenKind.BOX
        is_scan = shared(over[-1].box, self._bounds) > _SCAN * area(self._bounds)
        return None if is_scan and not self._seen.is_dark(box) else HiddenKind.IMAGE

    def _of_inkless(self, box: Corners) -> HiddenKind | None:
        if not self._seen.is_flat(box):
            return None
        over = [call.call for _, call in self._others if _is_over(call, box)]
        if Call.IMAGE not in over:
            return HiddenKind.INKLESS
        return None if over[-1] is Call.IMAGE else HiddenKind.BOX


def _is_over(call: Painted, box: Corners) -> bool:
    return holds(call.box, middle(box))
