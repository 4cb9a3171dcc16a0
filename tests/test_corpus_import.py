"""All of the corpus comes in, or is listed with a reason: none missing. The facts are those of its MANIFEST.tsv."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path, PureWindowsPath
from unicodedata import normalize

import pytest

from reviewer.model import Document, ImportReport
from tests.processing.importing import Holding, bring_in

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not beside the checkout"),
]
Imported = tuple[ImportReport, Holding]
Files = tuple[dict[str, Document], dict[str, str]]
Facts = dict[str, dict[str, str]]

LOCKED = "it is locked by a password"
NO_PAGES = "it has no pages, or they are damaged beyond repair"
DAMAGED = "it is damaged beyond repair"
GUARDED = "it is protected in a way that only the program which protected it opens"

NOT_READ_BUT_BY_POPPLER = {
    "opf_T02-01_005_document-catalog-type-key-missing.pdf": NO_PAGES,  # a catalog without /Type: MuPDF finds no root
    "pdfjs_poppler-742-0-fuzzed.pdf": DAMAGED,  # fuzzed; poppler shows one page without a word
}
READ_BUT_NOT_BY_POPPLER = {
    "qpdf_shared-unnamed-field.pdf": 1,  # poppler did not end in time
    "tika_testPDFFileEmbInAnnotation_noContents.pdf": 1,  # no trailer; MuPDF finds the page by its own repair
}
INSIDE = {  # as many as pdfdetach lists, but for those explained
    "opf_fileAttachment_fileAttachmentAnnotation.pdf": 1,
    "pdfminer_issue-625-identity-cmap.pdf": 2,
    "pypdf_with-attachment.pdf": 1,
    "qpdf_form-fields-and-annotations-shared.pdf": 1,  # one file, pinned in five places
    "tika_testMicrosoftIRMServices.pdf": 1,
    "tika_testPDFFileEmbInAnnotation.pdf": 1,
    "tika_testPDFFileEmbInAnnotation_noContents.pdf": 1,  # see above: poppler finds no page, so no pin on it
    "tika_testPDF_deeplyEmbeddedAttachments.pdf": 20,
    "tika_testPDF_multiFormatEmbFiles.pdf": 4,  # one entry that holds a file each for Windows, Unix, DOS and Mac
}
INSIDE_NOT_READ = {
    "opf_fileAttachment_fileAttachmentAnnotation.pdf/PF.WK1": "it is a .wk1 file, a kind that is not read yet",
    "tika_testMicrosoftIRMServices.pdf/MicrosoftIRMServices Protected PDF.pdf": GUARDED,
}
HOLDS_FILES = "qpdf_enc-XI-R6,V5,U=view,attachments,cleartext-metadata.pdf"
PASSWORDS = ("view", "user", "password", "foo", "owner", "openpassword", "test", "    ", "1234", "asdfzxcv")


def facts() -> Facts:
    """By file name, what other programs found: `pages`, `encrypted`, `error`; a fact without a value is ""."""
    with (CORPUS / "MANIFEST.tsv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if row["path"].startswith("pdf/")]
    split = {row["path"].removeprefix("pdf/"): row["facts"].split(";") for row in rows}
    return {path: {fact.partition("=")[0]: fact.partition("=")[2] for fact in found} for path, found in split.items()}


@pytest.fixture(scope="module")
def pdfs(tmp_path_factory: pytest.TempPathFactory) -> Imported:
    return bring_in(tmp_path_factory.mktemp("corpus") / "Case.matter", CORPUS / "pdf")


def produced(found: Holding) -> Files:
    """Of the files of the folder: the documents, and the reasons of those that are none."""
    documents = {path: document for path, document in found.by_path.items() if not document.parent}
    return documents, {path: reason for path, reason in found.reasons.items() if path not in INSIDE_NOT_READ}


def test_every_pdf_is_imported_or_listed(pdfs: Imported) -> None:
    report, found = pdfs
    documents, reasons = produced(found)
    files = [path for path in (CORPUS / "pdf").rglob("*") if path.is_file()]
    assert len(documents) + len(reasons) == len(files) == 448
    assert sorted([*documents, *reasons]) == sorted(path.name for path in files)
    assert report.seen == report.imported + report.exceptions == 448 + sum(INSIDE.values())
    assert not [reason for reason in found.reasons.values() if "fault of Reviewer" in reason or "crashed" in reason]


def test_every_file_inside_a_pdf_is_imported_or_listed(pdfs: Imported) -> None:
    _, found = pdfs
    holders = {document.control_number: document.path for document in found.documents}
    inside = [holders[document.parent] for document in found.documents if document.parent]
    unread = [path for path in found.reasons if path in INSIDE_NOT_READ]
    assert Counter([*inside, *(path.partition("/")[0] for path in unread)]) == INSIDE
    assert {path: found.reasons[path] for path in unread} == INSIDE_NOT_READ


def test_page_counts_are_those_of_poppler(pdfs: Imported) -> None:
    documents, reasons = produced(pdfs[1])
    known = facts()
    assert {path for path in reasons if "pages" in known[path]} == set(NOT_READ_BUT_BY_POPPLER)
    assert {path: reasons[path] for path in NOT_READ_BUT_BY_POPPLER} == NOT_READ_BUT_BY_POPPLER
    counts = {path: (document.pages, known[path].get("pages")) for path, document in documents.items()}
    differ = {path: count for path, (count, other) in counts.items() if str(count) != other}
    assert differ == READ_BUT_NOT_BY_POPPLER
    assert len(counts) - len(differ) == 418


def test_what_poppler_could_not_read_is_listed_with_a_reason(pdfs: Imported) -> None:
    _, reasons = produced(pdfs[1])
    known = facts()
    unread = {path for path, facts_of in known.items() if "error" in facts_of} - set(READ_BUT_NOT_BY_POPPLER)
    locked = {path for path, facts_of in known.items() if "password needed" in facts_of}
    assert unread | locked | set(NOT_READ_BUT_BY_POPPLER) == set(reasons)
    assert {reasons[path] for path in locked} == {LOCKED}
    assert {reasons[path] for path in unread} <= {
        NO_PAGES,
        DAMAGED,
        "its name ends in .pdf, but it holds no PDF",
    }


def test_what_qpdf_calls_damaged_is_told_or_whole(pdfs: Imported) -> None:
    """MuPDF repairs on need alone; a file whose pages it all reads without that is not called damaged."""
    documents, _ = produced(pdfs[1])
    for path, facts_of in facts().items():
        if "damaged" in facts_of and path in documents:
            document = documents[path]
            assert document.pages == int(facts_of["pages"]) or any("damaged" in flag for flag in document.flags), path


OTHER_CHARACTERS = {
    # Glyphs that no character is given for: MuPDF shows each as U+FFFD, poppler as a code or not at all.
    *("pdfjs_issue13916.pdf", "pdfjs_issue17333.pdf", "pdfjs_issue20453.pdf", "aleph_example.pdf"),
    *("xray_rect_ordering_3.20.pdf", "xray_rect_ordering_6.19.pdf"),
    # Marks of lists and check boxes, which poppler has no font for; a page whose font is missing: MuPDF takes another.
    *("tika_testPDFVarious.pdf", "qpdf_form-mod1.pdf", "opf_T02-03_007_page-object-resources-wrong-object.pdf"),
    # The words of a note; an entry of a list that its field has no room for.
    *("pdfplumber_annotations.pdf", "pdfminer_AcroForm_TEST.pdf"),
    "pdfplumber_issue-912.pdf",  # digits that a clipping path cuts off
    "tika_testOverlappingText.pdf",  # a line over another, of which poppler takes some letters once
    # Damaged: what can be saved of the streams differs, and poppler leaves the words of figures out.
    *("opf_189478.pdf", "opf_427669.pdf"),
}


def test_as_many_characters_are_read_as_by_poppler(pdfs: Imported) -> None:
    """But for hyphens at ends of lines and letters drawn twice at one place (at most 1 in 500), which poppler leaves
    out, ligatures, which it takes apart, and words that nobody sees."""
    _, found = pdfs
    differ, equal = set(), 0
    for path, told in facts().items():
        if path in found.by_path and "textchars" in told:
            theirs, (least, most) = int(told["textchars"]), _characters(found, path)
            same = least - theirs / 500 <= theirs <= most + theirs / 500
            equal += same
            differ |= set() if same else {path}
    assert differ == set(OTHER_CHARACTERS)
    assert equal == 417 - len(NOT_READ_BUT_BY_POPPLER) - len(OTHER_CHARACTERS)


def _characters(found: Holding, path: str) -> tuple[int, int]:
    """The least and most characters that another reader may find, white space left out."""
    text = found.text(path)
    hidden = "".join(one.text for one in found.hidden[found.by_path[path].id])
    shown = [_count(form) for form in (text, normalize("NFKC", text))]
    return min(shown) - len(re.findall(r"[\u00ad\u2010-]\s*\n", text)), max(shown) + _count(hidden)


def _count(text: str) -> int:
    return len("".join(text.split()))


def test_rotations_are_those_of_poppler(pdfs: Imported) -> None:
    _, found = pdfs
    turned = {path: told["rotation1"] for path, told in facts().items() if "rotation1" in told}
    assert len(turned) == 10
    assert {path: str(found.pages[found.by_path[path].id][0].rotation) for path in turned} == turned
    others = [
        path for path, told in facts().items() if "pages" in told and path in found.by_path and path not in turned
    ]
    assert {found.pages[found.by_path[path].id][0].rotation for path in others} == {0}


def test_what_is_encrypted_without_a_password_is_read(pdfs: Imported) -> None:
    _, found = pdfs
    encrypted = {path for path, told in facts().items() if told.get("encrypted") == "yes"}
    locked = {path for path in encrypted if "password needed" in facts()[path]}
    assert (len(encrypted), len(locked)) == (23, 14)
    assert encrypted - set(found.by_path) == locked


def test_those_whose_password_is_known_come_in(tmp_path: Path) -> None:
    locked = [CORPUS / "pdf" / path for path, facts_of in facts().items() if "password needed" in facts_of]
    report, found = bring_in(tmp_path / "Case.matter", *locked, passwords=PASSWORDS)
    inside = sorted(document.path for document in found.documents if document.parent)
    assert inside == [f"{HOLDS_FILES}/{name}" for name in ("attachment1.txt", "attachment2.png")]  # as pdfdetach lists
    assert report.seen - len(inside) == len(locked) == 14
    assert found.reasons == dict.fromkeys(
        ["qpdf_encrypted-40-bit-R3.pdf", "tika_testUnicodePassword.pdf"], "none of the passwords opens it"
    )
    assert all(found.text(path).strip() for path in found.by_path if path not in inside)


@pytest.fixture(scope="module")
def volume(tmp_path_factory: pytest.TempPathFactory) -> Imported:
    return bring_in(tmp_path_factory.mktemp("volume") / "Case.matter", CORPUS / "VOL_HRC" / "IMAGES", in_place=True)


def opticon() -> list[tuple[int, str, int]]:
    """Of each document in the volume's OPT: the number of its first page, the file that holds it, its pages."""
    with (CORPUS / "VOL_HRC" / "DATA" / "VOL_HRC.opt").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert all(row[3] == "Y" for row in rows)
    return [(int(row[0].removeprefix("HRC-")), PureWindowsPath(row[2]).name, int(row[6])) for row in rows]


def test_the_volume_comes_in_whole(volume: Imported) -> None:
    report, found = volume
    assert (report.seen, report.imported, report.exceptions, found.exceptions) == (2500, 2500, 0, [])
    assert (report.documents, report.pages) == (2500, 4948)
    assert [(document.path, document.pages) for document in found.documents] == [row[1:] for row in opticon()]


def test_every_page_of_the_volume_has_the_bates_number_of_its_load_file(volume: Imported) -> None:
    _, found = volume
    paths = {document.id: document.path for document in found.documents}
    ours = [(page.bates, paths[document]) for document, pages in found.pages.items() for page in pages]
    assert ours == [(f"HRC-{first + n:07d}", path) for first, path, pages in opticon() for n in range(pages)]
