"""Reading quotes again from produced files: PDFs that our own report writer made."""

import hashlib

from reviewer.export.quotes import QuoteCheck, ReadPage, Verdict, check_document, from_files
from reviewer.model import Document
from reviewer.pdf.report import Grid, report
from reviewer.pdf.reread import page_text_again
from reviewer.store import coding, documents, intake
from reviewer.store.intake import SeenFile, StoredFile
from reviewer.store.matter import Store
from tests import make
from tests.export.export_matter import read_stored, tag

WORDS = "Each county stays free to leave the programme at any time, and no letter to a county may say otherwise."
QUOTE = "free to leave the programme at any time"


def pdf(words: str) -> bytes:
    return report("Paper", [Grid((1,), ((f"<p>{words}</p>",),))], "", "<p></p>", landscape=False)


def produced(store: Store, words: str) -> Document:
    """A document whose produced file is a real PDF of the words, with one tagged passage."""
    path = store.folder / "originals" / "letter.pdf"
    path.write_bytes(pdf(words))
    production = intake.add_production(store, store.folder.parent, "")
    entry = intake.waiting(store, intake.add_seen(store, production, [SeenFile("letter.pdf", str(path), 1, 1)]))[0]
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    found = make.extraction([page_text_again(path, 1)])
    intake.add_document(store, entry, StoredFile("originals/letter.pdf", digest, ""), found)
    document = documents.load(store, entry.id)
    tag(store, document, 1, QUOTE, "Admission")
    return document


def check(store: Store, document: Document, read_page: ReadPage | None = None) -> QuoteCheck:
    path = next(path for number, path, _ in documents.originals(store) if number == document.control_number)
    passages = coding.passages_of(store, document.id)
    return check_document(store, document, path, passages, read_page or from_files(store))[0]


def test_an_untouched_file_reads_exact(store: Store) -> None:
    assert check(store, produced(store, WORDS)) == QuoteCheck(Verdict.EXACT, "unchanged")


def test_words_that_moved_on_the_page_are_exact_though_the_file_changed(store: Store) -> None:
    document = produced(store, WORDS)
    (store.folder / "originals" / "letter.pdf").write_bytes(pdf(f"A new first sentence. {WORDS}"))
    assert check(store, document) == QuoteCheck(Verdict.EXACT, "file changed since import")


def test_words_that_changed_are_shown_as_they_read_now(store: Store) -> None:
    document = produced(store, WORDS)
    (store.folder / "originals" / "letter.pdf").write_bytes(pdf(WORDS.replace("at any time", "at no time")))
    found = check(store, document)
    assert (found.verdict, found.file) == (Verdict.CHANGED, "file changed since import")
    assert found.reads.startswith("free to leave the programme at no time")
    assert not found.sound


def test_a_letter_in_another_case_is_a_change(store: Store) -> None:
    document = produced(store, WORDS)
    read = read_stored(store, {(document.control_number, 1): WORDS.replace("free", "Free")})
    assert check(store, document, read).verdict is Verdict.CHANGED


def test_words_that_are_gone(store: Store) -> None:
    document = produced(store, WORDS)
    (store.folder / "originals" / "letter.pdf").write_bytes(pdf("Nothing of the kind."))
    assert check(store, document).verdict is Verdict.NOT_FOUND


def test_a_file_that_is_gone_or_damaged(store: Store) -> None:
    document = produced(store, WORDS)
    path = store.folder / "originals" / "letter.pdf"
    path.write_bytes(b"no PDF")
    assert check(store, document) == QuoteCheck(Verdict.NOT_FOUND, "file changed since import")
    path.unlink()
    assert check(store, document) == QuoteCheck(Verdict.NOT_FOUND, "file missing")


def test_ocr_is_told_and_its_page_is_not_read_from_the_file(store: Store) -> None:
    scan = documents.by_control_number(store, "DOC-000003")
    read = read_stored(store, {("DOC-000003", 1): "never asked for"})
    assert check(store, scan, read) == QuoteCheck(Verdict.EXACT_OCR, "unchanged")


def test_white_space_is_no_change(store: Store) -> None:
    document = produced(store, WORDS)
    read = read_stored(store, {(document.control_number, 1): WORDS.replace(" ", "\n ")})
    assert check(store, document, read) == QuoteCheck(Verdict.EXACT, "unchanged")
