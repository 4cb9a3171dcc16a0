"""Marks and comments that PDFs came with: whose they are, on which words, whatever the page looks like."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pymupdf
import pypdf
import pytest
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject

from reviewer.errors import ReviewerError
from reviewer.model import Annotation, AnnotationKind, OcrMode, Page, PageContent, PageText, TextSource
from reviewer.pdf.annotations import LONGEST, MOST, read_annotations
from reviewer.pdf.open import open_pdf
from reviewer.pdf.read import read_pdf
from tests import make

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "pdf"
HIGHLIGHT, NOTE, SHAPE = AnnotationKind.HIGHLIGHT, AnnotationKind.NOTE, AnnotationKind.SHAPE


def found_in(path: Path) -> tuple[list[Annotation], Sequence[PageContent]]:
    pages = read_pdf(path, OcrMode.OFF).pages
    with open_pdf(path) as document:
        return read_annotations(document, pages)[0], pages


def words(mark: Annotation, pages: Sequence[PageContent]) -> str:
    assert mark.span is not None and mark.span.page == mark.page
    return pages[mark.page - 1].content.text[mark.span.start : mark.span.end]


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("cropped", [False, True])
def test_a_highlight_is_on_its_word(tmp_path: Path, rotation: int, cropped: bool) -> None:
    """Field case 2; where it stands is what the page looks like with it and without."""
    path = make.highlighted(tmp_path / "word.pdf", rotation, cropped)
    (mark,), pages = found_in(path)
    assert words(mark, pages) == "Witness"
    assert (mark.kind, mark.author, mark.date) == (HIGHLIGHT, "R. Roe", "2009-03-03T14:05-05:00")
    assert mark.comment == "See memo"
    yellow = _painted(path)
    (box,) = mark.boxes
    assert (box.x0, box.y0, box.x1, box.y1) == pytest.approx(yellow, abs=4)


def _painted(path: Path) -> tuple[int, int, int, int]:
    """The outline of what the highlight draws, at 72 dpi."""
    with pymupdf.open(path) as document:
        image = document[0].get_pixmap()
    colours = {(x, y): image.pixel(x, y) for x in range(image.width) for y in range(image.height)}
    yellow = [place for place, (red, green, blue) in colours.items() if red > 200 and green > 200 and blue < 100]
    xs, ys = [x for x, _ in yellow], [y for _, y in yellow]
    return min(xs), min(ys), max(xs), max(ys)


def test_each_kind_is_read_and_nothing_else(tmp_path: Path) -> None:
    marks, pages = found_in(make.commented(tmp_path / "draft.pdf"))
    assert [(mark.kind.value, mark.author, mark.date, mark.comment) for mark in marks] == [
        ("highlight", "R. Roe", "2009-03-01", "Not true"),
        ("underline", "J. Doe", "", 'Is "this" so?'),
        ("strikeout", "", "", ""),
        ("note", "R. Roe", "2009-??-??", "Ask\nhim"),
        ("note", "J. Doe", "", "Done"),
        ("note", "", "", "In the margin"),
        ("shape", "", "", "Look here"),
        ("shape", "", "", "Confidential"),
    ]
    assert {words(mark, pages) for mark in marks[:3]} == {"The programme is voluntary."}
    assert all(mark.span is None and len(mark.boxes) == 1 for mark in marks[3:])


def test_cells_of_a_column_are_marked_apart(tmp_path: Path) -> None:
    """No word between two marked ones is taken for marked."""
    rows = [(72, 100.0 + 30 * n, f"left{n}") for n in range(2)] + [(400, 100.0 + 30 * n, f"right{n}") for n in range(2)]
    path = make.lines_pdf(tmp_path / "cells.pdf", [rows])
    quads = " ".join(make.quad(395, 792 - 104 - 30 * n, 460, 792 - 88 - 30 * n) for n in range(2))
    marks, pages = found_in(make.add_marks(path, f"/Subtype/Highlight/C[1 1 0]/Rect[0 0 1 1]/QuadPoints[{quads}]"))
    assert not any("left" in words(mark, pages) for mark in marks)
    assert " ".join(words(mark, pages) for mark in marks).split() == ["right0", "right1"]


def test_all_comments_together_stay_within_bounds(tmp_path: Path) -> None:
    path = make.write_pdf(tmp_path / "long.pdf", ["Some words."])
    make.add_marks(path, *[f"/Subtype/Text/Contents({'x' * LONGEST})/Rect[0 0 9 9]"] * 200)
    pages = read_pdf(path, OcrMode.OFF).pages
    with open_pdf(path) as document:
        found, more = read_annotations(document, pages)
    assert more and sum(len(mark.comment) for mark in found) < 2_000_000


def test_hostile_marks_stay_within_bounds(tmp_path: Path) -> None:
    path = make.write_pdf(tmp_path / "hostile.pdf", ["Some words."])
    marks = (
        f"/Subtype/Text/Contents({'x' * 100_000})/T({'y' * 10_000})/Rect[0 0 9 9]",
        "/Subtype/Highlight/QuadPoints[1 2 3 4 5]/Rect[(a) null /b 4]",
        "/Subtype/Highlight/QuadPoints[1e38 -1e38 1e38 1e38 -1e38 1e38 1e38 1e38]/Rect[9 9 9 9]",
        "/Subtype/Highlight/QuadPoints 99 0 R/Rect 99 0 R/Contents 99 0 R/T[1 2]/M<</A 1>>",
        "/Subtype(Highlight)/Contents(no)",
        "/Subtype/Text/Contents(\x01bell\x02)/Rect[0 0 9 9]",
        *["/Subtype/Text/Contents(again)/Rect[0 0 9 9]"] * (MOST + 10),
    )
    make.add_marks(path, *marks)
    pages = read_pdf(path, OcrMode.OFF).pages
    with open_pdf(path) as document:
        found, more = read_annotations(document, pages)
    assert len(found) == MOST and more
    assert len(found[0].comment) == LONGEST and len(found[0].author) < 1000
    assert [mark.comment for mark in found[1:5]] == ["", "", "", "bell"]
    for mark in found:
        assert all(0 <= box.x0 < box.x1 <= 612 and 0 <= box.y0 < box.y1 <= 792 for box in mark.boxes)


BROKEN = (RecursionError, ValueError, KeyError, TypeError, AttributeError, AssertionError, NotImplementedError)
LISTED = {"/Highlight", "/Underline", "/Squiggly", "/StrikeOut"}
SAYING = {"/Text", "/FreeText", "/Caret", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Ink"}


def _by_pypdf(path: Path) -> Counter[int] | None:
    """Marks and comments a page; None where pypdf can't read the file."""
    try:
        return Counter(
            number
            for number, page in enumerate(pypdf.PdfReader(path).pages, 1)
            for mark in _dictionaries(page.get("/Annots"))
            if mark.get("/Subtype") in LISTED
            or (mark.get("/Subtype") in SAYING and str(mark.get("/Contents", mark.get("/RC", ""))).strip())
            or (mark.get("/Subtype") == "/Stamp" and (mark.get("/Contents") or mark.get("/Name", "/#")[1:].isalpha()))
        )
    except (
        PyPdfError,
        RecursionError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        AssertionError,
        NotImplementedError,
    ):
        return None


def _without_text(pages: int) -> list[PageContent]:
    """Pages whose text is of no account, so that no mark is parted."""
    blank = PageText("", ())
    return [PageContent(Page(n, 1e6, 1e6, 0, "", "", TextSource.NONE), blank) for n in range(1, pages + 1)]


def _dictionaries(annotations: object) -> list[DictionaryObject]:
    listed = annotations.get_object() if annotations is not None else None  # type: ignore[attr-defined]
    found = [mark.get_object() for mark in listed] if isinstance(listed, ArrayObject) else []
    return [mark for mark in found if isinstance(mark, DictionaryObject)]


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not beside the checkout")
def test_the_corpus_agrees_with_pypdf() -> None:
    compared = marked = 0
    for path in sorted(CORPUS.glob("*.pdf")):
        try:
            with open_pdf(path) as document:
                found, _ = read_annotations(document, _without_text(document.page_count))
        except ReviewerError:
            continue
        other = _by_pypdf(path)
        if other is not None:
            compared += 1
            marked += bool(found)
            assert Counter(mark.page for mark in found) == other, path.name
    assert compared > 400 and marked >= 7
