"""What PDFs hold beside their pages comes in: files inside them, marks and comments, what a form was filled with."""

from __future__ import annotations

from pathlib import Path

import pymupdf

from reviewer.model import AnnotationKind, OcrMode
from reviewer.store import documents, in_pdfs, matter
from tests import make
from tests.processing.importing import bring_in


def test_files_inside_are_children_whatever_they_are(source: Path, matter_folder: Path) -> None:
    inner = make.with_files(source / "inner.pdf", {"deep.txt": b"Deep words."}).read_bytes()
    files = {"inner.pdf": inner, "../../up.txt": b"Up words.", "cut.pdf": inner[:200], "empty.txt": b""}
    make.with_files(source / "portfolio.pdf", files)
    (source / "inner.pdf").unlink()
    report, held = bring_in(matter_folder, source)
    assert (report.seen, report.imported, report.exceptions) == (6, 4, 2)
    assert set(held.reasons) == {"portfolio.pdf/cut.pdf", "portfolio.pdf/empty.txt"}
    assert held.text("portfolio.pdf") == "The cover page."
    assert held.text("portfolio.pdf/../../up.txt").strip() == "Up words."
    assert held.text("portfolio.pdf/inner.pdf/deep.txt").strip() == "Deep words."
    cover, deep = held.by_path["portfolio.pdf"], held.by_path["portfolio.pdf/inner.pdf/deep.txt"]
    assert deep.parent == held.by_path["portfolio.pdf/inner.pdf"].control_number
    assert {one.family for one in held.documents} == {cover.family}
    assert not (source.parent / "up.txt").exists() and not (source / "up.txt").exists()


def test_files_that_are_only_named_are_listed(source: Path, matter_folder: Path) -> None:
    with pymupdf.open(make.write_pdf(source / "cover.pdf", ["Cover"])) as made:
        names = "<</EmbeddedFiles<</Names[(a)<</Type/Filespec/F(elsewhere.doc)>>]>>>>"
        made.xref_set_key(made.pdf_catalog(), "Names", names)
        data = made.tobytes()
    (source / "cover.pdf").write_bytes(data)
    report, held = bring_in(matter_folder, source)
    assert (report.seen, report.imported, report.exceptions) == (2, 1, 1)
    assert held.reasons == {"cover.pdf/elsewhere.doc": "the PDF only names it; the file itself is not inside"}


def test_a_password_opens_what_is_inside(source: Path, matter_folder: Path) -> None:
    path = make.with_files(source / "cover.pdf", {"memo.txt": b"The memo."})
    make.add_marks(path, "/Subtype/Text/Contents(Secret)/Rect[9 9 20 20]")
    with pymupdf.open(path) as made:
        locked = made.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="key", owner_pw="key")
    path.write_bytes(locked)
    _, held = bring_in(matter_folder, source, passwords=("wrong", "key"))
    assert held.text("cover.pdf/memo.txt").strip() == "The memo."
    with matter.opened(matter_folder, read_only=True) as store:
        (note,) = in_pdfs.annotations(store, held.by_path["cover.pdf"].id)
    assert note.comment == "Secret"


def test_marks_and_fields_are_kept(source: Path, matter_folder: Path) -> None:
    make.highlighted(source / "word.pdf", 270, True)
    make.filled_form(source / "form.pdf")
    _, held = bring_in(matter_folder, source)
    with matter.opened(matter_folder, read_only=True) as store:
        word = held.by_path["word.pdf"]
        (mark,) = in_pdfs.annotations(store, word.id)
        assert mark.span and documents.page_text(store, word.id, 1)[mark.span.start : mark.span.end] == "Witness"
        rows = store.db.execute("SELECT name, value FROM field").fetchall()
    assert rows == [("form", "county: Kestrel County\nstate: Texas\nagreed: Yes")]


def test_marks_on_a_scan_are_on_the_words_that_ocr_reads(source: Path, matter_folder: Path) -> None:
    path = make.scan(source / "scan.pdf", ["The programme is voluntary."])
    width = pymupdf.get_text_length("The programme is ", fontsize=12)
    place = make.quad(71 + width, 704, 71 + width + pymupdf.get_text_length("voluntary", fontsize=12), 720)
    make.add_marks(path, f"/Subtype/Underline/Rect[0 0 1 1]/QuadPoints[{place}]/C[1 0 0]")
    _, held = bring_in(matter_folder, source, ocr=OcrMode.AUTO)
    with matter.opened(matter_folder, read_only=True) as store:
        (mark,) = in_pdfs.annotations(store, held.documents[0].id)
        assert mark.kind == AnnotationKind.UNDERLINE and mark.span
        assert documents.page_text(store, held.documents[0].id, 1)[mark.span.start : mark.span.end] == "voluntary"
