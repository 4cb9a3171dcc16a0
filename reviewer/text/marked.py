"""The words under marks that somebody put on a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reviewer.model import Annotation, AnnotationKind, Box, PageText, Span
from reviewer.text.boxes import text_in

Run = tuple[int, int]

ON_WORDS = {AnnotationKind.HIGHLIGHT, AnnotationKind.UNDERLINE, AnnotationKind.STRIKEOUT}
"""The kinds of marks that lie on words."""

_GAP = 3  # characters that marks may miss between two lines or words: a foot note's number, a bullet


def on_words(mark: Annotation, content: PageText) -> list[Annotation]:
    """A mark with the words that it marks in the text of its page: as many marks as there are runs of words."""
    if mark.kind not in ON_WORDS:
        return [mark]
    return [
        replace(mark, span=Span(mark.page, *run) if run else None, boxes=boxes)
        for run, boxes in words_under(content, mark.boxes)
    ]


def words_under(content: PageText, boxes: Sequence[Box]) -> list[tuple[Run | None, tuple[Box, ...]]]:
    """The words under the boxes of one mark, as one run of characters with its boxes.

    Marks that stand apart in the text, as cells of a column do, are several runs, so that no word in between is taken
    for marked. Without any word: None, and all boxes.
    """
    near = _near(content, boxes)
    found = sorted((run, place) for place, box in enumerate(boxes) for run in text_in(near, [box]))
    joined: list[tuple[Run, list[int]]] = []
    for (start, end), place in found:
        if joined and _touches(content.text, joined[-1][0][1], start):
            before, places = joined[-1]
            joined[-1] = (before[0], max(before[1], end)), [*places, place]
        else:
            joined.append(((start, end), [place]))
    return [(run, tuple(boxes[place] for place in sorted({*places}))) for run, places in joined] or [
        (None, tuple(boxes))
    ]


def _near(content: PageText, boxes: Sequence[Box]) -> PageText:
    """The text with those words alone that touch the outline of the boxes: marks are many, and so are words."""
    if not boxes:
        return PageText(content.text, ())
    left, top = min(box.x0 for box in boxes), min(box.y0 for box in boxes)
    right, bottom = max(box.x1 for box in boxes), max(box.y1 for box in boxes)
    words = [
        word
        for word in content.words
        if word.box.x0 <= right and word.box.x1 >= left and word.box.y0 <= bottom and word.box.y1 >= top
    ]
    return PageText(content.text, words)


def _touches(text: str, end: int, start: int) -> bool:
    return start <= end or len(text[end:start].strip()) <= _GAP
