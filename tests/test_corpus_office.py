"""The Office files of the corpus come in with what is inside them, or are listed with a reason; their facts agree.

That the readers find every run, cell and slide is tested in tests/processing/office/test_office_corpus.py; here, that
all of it stands on the pages of the documents.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import PurePosixPath

import openpyxl
import pytest

from reviewer.model import FileType, ImportReport
from reviewer.processing.formats.office import libreoffice
from tests.corpus_facts import CORPUS, JARGON, below, files
from tests.processing.importing import Holding, bring_in

FOLDER = CORPUS / "office"
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not beside the checkout"),
]
Imported = tuple[ImportReport, Holding]
LOCKED = "it is locked by a password"
NOT_READ = {
    **dict.fromkeys(("aleph_password_protected.xls", "tika_password.xls", "tika_protect.xlsx"), LOCKED),
    **dict.fromkeys(("tika_testEXCEL_protected_passtika.xls", "tika_testEXCEL_protected_passtika.xlsx"), LOCKED),
    **dict.fromkeys(("tika_testEXCEL_protected_passtika_2.xlsx", "tika_testPPT_protected_passtika.ppt"), LOCKED),
    "tika_testPPT_protected_passtika.pptx": LOCKED,
    "opf_unc-_oxford.ppt": "it is a presentation from before PowerPoint 97, a kind that is not read",
    "opf_testWordPerfect_42.doc": "its name ends in .doc, but it holds no such file",  # WordPerfect 4.2
    "tika_testODTnotaZipFile.odt": "its name ends in .odt, but it holds no such file",  # 24 bytes of text
}
BY_LIBREOFFICE = {".doc", ".ppt", ".xlsb"}
"""What comes in only where LibreOffice, or on Linux the part of it, is installed."""
KINDS = {
    **{".docx": FileType.WORD, ".doc": FileType.WORD, ".odt": FileType.WORD, ".rtf": FileType.WORD},
    **{".xlsx": FileType.SHEET, ".xls": FileType.SHEET, ".xlsb": FileType.SHEET, ".ods": FileType.SHEET},
    **{".csv": FileType.SHEET, ".tsv": FileType.SHEET, ".html": FileType.WEB, ".txt": FileType.TEXT},
    **{".pptx": FileType.SLIDES, ".ppt": FileType.SLIDES, ".odp": FileType.SLIDES, ".md": FileType.TEXT},
}
COURT_NOTICES = "juriscraper_"  # mails of courts, saved as .txt
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Imported:
    return bring_in(tmp_path_factory.mktemp("office") / "Case.matter", FOLDER)


def squeezed(text: str) -> str:
    """Text without white space, which lines and cells may add or take, and without hyphens that no page shows."""
    return "".join(text.replace("\u00ad", "").split())


def read(office: Imported, *suffixes: str) -> Iterator[tuple[str, str]]:
    """The files of some kinds that came in, with all that stands on their pages."""
    held = office[1]
    return ((name, squeezed(held.text(name))) for name in held.by_path if _is_one(name, suffixes))


def _is_one(name: str, suffixes: tuple[str, ...]) -> bool:
    return "/" not in name and PurePosixPath(name).suffix in suffixes


def test_every_file_is_imported_or_listed_and_the_counts_add_up(office: Imported) -> None:
    report, held = office
    assert report.seen == report.imported + report.exceptions == len(held.documents) + len(held.exceptions)
    assert report.imported == report.documents == len(held.documents)
    assert set(files("office")) == set(below("office"))
    assert set(files("office")) <= {*held.by_path, *held.reasons}
    inside = [path for path in (*held.by_path, *held.reasons) if "/" in path]
    assert len(inside) + len(files("office")) == report.seen


def test_what_is_not_read_has_a_reason_in_plain_words(office: Imported) -> None:
    _, held = office
    assert {path: why for path, why in held.reasons.items() if JARGON.search(why) or not 0 < len(why) <= 120} == {}
    told = {path: why for path, why in held.reasons.items() if path in below("office")}
    assert {path: why for path, why in told.items() if path in NOT_READ} == NOT_READ
    others = set(told) - set(NOT_READ)
    assert {PurePosixPath(path).suffix for path in others} <= BY_LIBREOFFICE
    for suffix in BY_LIBREOFFICE if libreoffice.program() else ():
        wanted = {name for name in files("office") if name.endswith(suffix) and _is_old(name)} - set(NOT_READ)
        assert others & wanted in (set(), wanted)  # none is missing where the part of LibreOffice is there


def _is_old(name: str) -> bool:
    """Whether a file is written as its name says; one of the presentations is a PPTX that is called .ppt."""
    return (FOLDER / name).read_bytes()[:4] == (b"PK\x03\x04" if name.endswith(".xlsb") else b"\xd0\xcf\x11\xe0")


def test_what_the_manifest_calls_no_zip_is_locked_or_no_document(office: Imported) -> None:
    """Its program tells of both `not a zip: File is not a zip file`."""
    told = {name for name, fact in below("office").items() if "not a zip: File is not a zip file" in fact}
    assert told <= set(NOT_READ) and len(told) == 5


def test_types_are_those_of_the_names(office: Imported) -> None:
    _, held = office
    ours = {name: held.by_path[name].type for name in files("office") if name in held.by_path}
    differ = {name: kind for name, kind in ours.items() if KINDS[PurePosixPath(name).suffix] != kind}
    assert {kind for name, kind in differ.items()} == {FileType.EMAIL, FileType.MAILBOX}
    assert all(name.startswith(COURT_NOTICES) for name in differ)


def test_every_run_of_a_docx_stands_on_its_pages(office: Imported) -> None:
    """`textchars` are the characters of these runs, `footnotes` says whether there is a part for them; a run may be
    parted by the end of a page or a column of a table."""
    for name, shown in read(office, ".docx"):
        told = below("office")[name]
        with zipfile.ZipFile(FOLDER / name) as archive:
            runs = re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", archive.read("word/document.xml").decode())
            assert ("word/footnotes.xml" in archive.namelist()) == (told["footnotes"] == "yes"), name
            notes = _notes(archive) if told["footnotes"] == "yes" else []
        assert sum(map(len, map(squeezed, runs))) == int(str(told["textchars"])), name
        words = [word for text in (*map(unescape, runs), *notes) for word in text.split()]
        assert [word for word in words if word not in shown and not _letters_stand(word, shown)] == [], name


def _notes(archive: zipfile.ZipFile) -> list[str]:
    root = ElementTree.fromstring(archive.read("word/footnotes.xml"))
    return [text.text or "" for text in root.iter(f"{_W}t")]


def _letters_stand(word: str, shown: str) -> bool:
    """Whether a word that is wider than its cell stands there in two parts."""
    return any(word[:cut] in shown and word[cut:] in shown for cut in range(1, len(word)))


def test_every_sheet_and_text_of_a_workbook_stands_on_its_pages(office: Imported) -> None:
    _, held = office
    for name, shown in read(office, ".xlsx"):
        told = below("office")[name]
        book = openpyxl.load_workbook(FOLDER / name, data_only=True)
        hidden = [flag for flag in held.by_path[name].flags if flag.startswith("hidden sheet: ")]
        assert len(book.sheetnames) == int(str(told["sheets"])) <= held.by_path[name].pages
        assert sum(flag.count(",") + 1 for flag in hidden) == int(str(told["hidden"])), name
        cells = (cell.value for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)
        texts = [*book.sheetnames, *(value for value in cells if isinstance(value, str))]
        words = [word for text in texts for word in text.split()]
        assert [word for word in words if word not in shown and not _letters_stand(word, shown)] == [], name


def test_every_slide_and_note_of_a_presentation_stands_on_its_pages(office: Imported) -> None:
    """`notes` are the parts for them; one without words has no heading. A slide has a page at least."""
    _, held = office
    for name, shown in read(office, ".pptx"):
        told = below("office")[name]
        with zipfile.ZipFile(FOLDER / name) as archive:
            parts = {part: archive.read(part) for part in archive.namelist() if part.endswith(".xml")}
        slides, notes = (_parts(parts, folder) for folder in ("slides", "notesSlides"))
        assert (len(slides), len(notes)) == (int(str(told["slides"])), int(str(told["notes"])))
        assert len(re.findall(r"Slide\d+", shown)) >= len(slides) <= held.by_path[name].pages
        words = [word for root in (*slides, *notes) for word in _words(root)]
        assert [word for word in words if word not in shown] == [], name


def _parts(parts: dict[str, bytes], folder: str) -> list[ElementTree.Element]:
    return [ElementTree.fromstring(data) for part, data in parts.items() if re.fullmatch(rf"ppt/{folder}/[^/]*", part)]


def _words(root: ElementTree.Element) -> Iterator[str]:
    """The words of a slide, but for its number, which is a field."""
    for line in root.iter(f"{_A}p"):
        if not any(field.get("type") == "slidenum" for field in line.iter(f"{_A}fld")):
            yield from (squeezed(word) for text in line.iter(f"{_A}t") for word in (text.text or "").split())


def test_every_word_of_an_odf_file_stands_on_its_pages(office: Imported) -> None:
    """`members` are those of its ZIP, among them the one that holds its text."""
    text = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
    for name, shown in read(office, ".odt", ".ods", ".odp"):
        with zipfile.ZipFile(FOLDER / name) as archive:
            assert len(archive.namelist()) == int(str(below("office")[name]["members"]))
            root = ElementTree.fromstring(archive.read("content.xml"))
        lines = [piece for kind in ("p", "h") for line in root.iter(f"{text}{kind}") for piece in line.itertext()]
        words = [word for line in lines for word in line.split()]
        assert [word for word in words if word not in shown and not _letters_stand(word, shown)] == [], name


def test_a_file_without_text_is_empty_for_other_programs_too(office: Imported) -> None:
    """Its one paragraph is empty: it stands there for its list of authors."""
    assert {name for name in below("office") if name in office[1].by_path and not office[1].text(name).strip()} == {
        "tika_testWORD_multi_authors.doc"
    }
