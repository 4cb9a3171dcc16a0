"""The load files of the corpus through the import: each as a volume where it is one, and all files as they lie there.

How each is written (encoding, delimiters, columns, header, lines) is tested in tests/load_files/test_load_corpus.py.
"""

from __future__ import annotations

import csv
import re
from html import unescape
from pathlib import Path, PurePosixPath, PureWindowsPath

import openpyxl
import pytest

from reviewer.errors import ReviewerError
from reviewer.load_files.columns import ColumnMap
from reviewer.load_files.volume import open_volume
from reviewer.model import FileType, ImportReport
from reviewer.processing.volumes import VolumeChoice
from tests.corpus_facts import CORPUS, JARGON, below, facts, files
from tests.processing.importing import Holding, bring_in

FOLDER = CORPUS / "loadfiles"
SAMPLES = FOLDER / "relativity_import-samples"
NATIVES = "relativity_import-samples/VOL01/NATIVES/NATIVE00001"
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not beside the checkout"),
]
Imported = tuple[ImportReport, Holding]
LOAD_FILE = "it is a load file; import it by itself, so that its rows become documents"
NOT_READ = {
    **dict.fromkeys(("edtk_sample.dat", "relativity_import-samples/load_file_03.dat"), LOAD_FILE),
    "relativity_import-samples/rdo_load_file_01.dat": LOAD_FILE,
    "relativity_import-samples/VOL01/IMAGES/IMG001/TextAsTiffFile.tif": (
        "its name ends in .tif, but it holds no such file"  # nine letters of plain text
    ),
    f"{NATIVES}/EDRM-Sample10.wmf": "it is a .wmf file, a kind that is not read yet",
    f"{NATIVES}/EDRM-Sample6.emf": "it is a .emf file, a kind that is not read yet",
}
BY_LIBREOFFICE = {f"{NATIVES}/EDRM-Sample2.doc", f"{NATIVES}/EDRM-Sample7.ppt"}


@pytest.fixture(scope="module")
def loose(tmp_path_factory: pytest.TempPathFactory) -> Imported:
    """All of the folder; several load files lie in it, so that none is taken for that of the whole."""
    return bring_in(tmp_path_factory.mktemp("loose") / "Case.matter", FOLDER, volume=VolumeChoice())


def test_every_file_is_imported_or_listed_with_a_reason(loose: Imported) -> None:
    report, held = loose
    assert (
        report.seen == report.imported + report.exceptions == len(files("loadfiles")) == len(below("loadfiles")) == 37
    )
    assert set(files("loadfiles")) == {*held.by_path, *held.reasons}
    assert {path: why for path, why in held.reasons.items() if path not in BY_LIBREOFFICE} == NOT_READ
    assert not any(JARGON.search(why) for why in held.reasons.values())


def told(loose: Imported, name: str) -> tuple[dict[str, object], str]:
    """Facts of a native, and the text of its document; skipped where it needs a part of LibreOffice."""
    path = f"{NATIVES}/{name}"
    if path not in loose[1].by_path:
        pytest.skip(loose[1].reasons[path])
    return below("loadfiles")[path], loose[1].text(path)


def test_texts_hold_their_words(loose: Imported) -> None:
    """`chars` are those of the file, `first` is its first line."""
    for path, fact in below("loadfiles").items():
        if path.endswith(".txt") and "chars" in fact:
            assert len((FOLDER / path).read_text(encoding="utf-8")) == fact["chars"]
            first, ours = str(fact["first"]), "".join(loose[1].text(path).split())
            assert "".join(first.split()) in ours
            assert fact["lines"] == 1 and len(ours) <= int(str(fact["chars"]))


def test_pictures_and_papers_are_of_their_format(loose: Imported) -> None:
    """`first_bytes` of the file that is called a TIFF are letters."""
    kinds = {"TIFF": FileType.IMAGE, "PNG": FileType.IMAGE, "PDF": FileType.PDF}
    for path, fact in below("loadfiles").items():
        if fact.get("format") in kinds:
            assert loose[1].by_path[path].type == kinds[str(fact["format"])]
        if "first_bytes" in fact:
            assert bytes.fromhex(str(fact["first_bytes"])).isascii()


def test_a_document_of_word(loose: Imported) -> None:
    """`catdoc_chars` count the spaces and marks of another program; its words are those of ours."""
    fact, text = told(loose, "EDRM-Sample2.doc")
    document = loose[1].by_path[f"{NATIVES}/EDRM-Sample2.doc"]
    assert (document.title, document.author) == (fact["meta_title"], fact["meta_author"])
    assert document.date[:19] == str(fact["meta_create_time"]).replace(" ", "T")
    assert "".join(str(fact["first_text"]).split()) in "".join(text.split())
    assert len("".join(text.split())) <= int(str(fact["catdoc_chars"])) <= len(text) * 1.1


def test_a_workbook(loose: Imported) -> None:
    """`media_files`: one picture. The rows and cells are counted by openpyxl too."""
    fact, text = told(loose, "EDRM-Sample3.xlsx")
    document = loose[1].by_path[f"{NATIVES}/EDRM-Sample3.xlsx"]
    assert (document.author, document.date) == (fact["core_creator"], fact["core_created"])
    book = openpyxl.load_workbook(FOLDER / NATIVES / "EDRM-Sample3.xlsx", data_only=True)
    assert book.sheetnames == fact["sheets"] and len(book.sheetnames) == fact["sheet_count"]
    assert all(name in text for name in book.sheetnames)
    rows = [[cell.value for cell in row if cell.value is not None] for sheet in book for row in sheet.iter_rows()]
    assert sum(map(bool, rows)) == fact["rows"] and sum(map(len, rows)) == fact["cells"]
    words = [word for row in rows for value in row if isinstance(value, str) for word in value.split()]
    assert words and [word for word in words if word not in text] == []
    assert fact["media_files"] == 1 and loose[1].pages[document.id]


def test_a_message_of_outlook(loose: Imported) -> None:
    """`bodies`: plain text alone; `msgconvert` gives the date with the zone of its writer."""
    fact, text = told(loose, "EDRM-Sample4.msg")
    document = loose[1].by_path[f"{NATIVES}/EDRM-Sample4.msg"]
    assert (document.subject, document.sender) == (fact["subject"], fact["sender"])
    assert str(fact["to"]) in document.to and document.to.count("@") == fact["recipients"]
    assert fact["bodies"] == ["plain"] and fact["attachments"] == 0 and "Attachments:" not in text
    assert "Fri, 7 Jan 2000 23:29:00 -0800" in str(fact["msgconvert"]) and document.date == "2000-01-07T23:29-08:00"


def test_a_web_page(loose: Imported) -> None:
    """`text_chars_no_tags` are the characters between its tags, `encoding_seen` is ASCII."""
    fact, text = told(loose, "EDRM-Sample5.htm")
    written = (FOLDER / NATIVES / "EDRM-Sample5.htm").read_text(encoding=str(fact["encoding_seen"]))
    words = unescape(re.sub(r"<(script|style).*?</\1>|<[^>]*>", " ", written, flags=re.DOTALL | re.IGNORECASE)).split()
    assert [word for word in words if word not in text] == []
    assert len("".join(words)) <= int(str(fact["text_chars_no_tags"]))


def test_slides(loose: Imported) -> None:
    """`slide_containers` and `meta_slides` agree; `catppt_chars` and `notes_containers` are 0: all is pictures."""
    fact, text = told(loose, "EDRM-Sample7.ppt")
    assert (
        fact["slide_containers"] == int(str(fact["meta_slides"])) == len(re.findall(r"^Slide \d+", text, re.MULTILINE))
    )
    assert fact["notes_containers"] == fact["catppt_chars"] == 0 and "Notes" not in text


ROWS = {
    "load_file_01.dat": (4, {}),
    "load_file_02.dat": (2, {"VOL01/NATIVES/NATIVE00001/EDRM-Sample6.emf"}),
    "load_file_03.dat": (2, set()),
    "load_file_04.dat": (2, {"VOL01/NATIVES/NATIVE00001/EDRM-Sample10.wmf"}),
}


@pytest.mark.parametrize("name", ROWS)
def test_each_row_of_a_load_file_is_a_document_or_an_exception(name: str, tmp_path: Path) -> None:
    """The files that rows name are those of other programs' facts; the columns are those of the first sample."""
    count, failed = ROWS[name]
    choice = VolumeChoice(columns=_columns_of_the_first() if name in ("load_file_02.dat", "load_file_03.dat") else None)
    report, held = bring_in(tmp_path / "Case.matter", SAMPLES / name, volume=choice)
    assert report.seen == report.imported + report.exceptions == count
    assert count == int(str(facts()[f"loadfiles/relativity_import-samples/{name}"].get("data_rows", count)))
    needs_libreoffice = {path for path in held.reasons if PurePosixPath(path).suffix in (".doc", ".ppt")}
    assert set(held.reasons) - needs_libreoffice == set(failed)
    for document in held.documents:
        assert document.control_number.startswith("Sample_") and document.date.startswith("2001-0")
        assert document.custodian in ("Sample John", "Sample Custodian")
        assert "<" in document.sender and document.subject


def test_an_image_list_without_a_load_file(tmp_path: Path) -> None:
    """`documents_Y` begin in it; of its pages those in `images_present` are there; a row has `fields_per_row`."""
    fact = facts()["loadfiles/relativity_import-samples/Opticon_01.opt"]
    with (SAMPLES / "Opticon_01.opt").open(newline="") as file:
        rows = list(csv.reader(file))
    assert [len(rows[0])] == fact["fields_per_row"] and ",".join(rows[0]) == fact["first"]
    report, held = bring_in(tmp_path / "Case.matter", SAMPLES / "Opticon_01.opt", volume=VolumeChoice())
    (document,) = held.documents
    assert report.documents == fact["documents_Y"] == 1
    assert report.pages == document.pages == fact["pages"] == fact["images_present"] == len(rows) == 5
    assert [(SAMPLES / PureWindowsPath(row[2])).is_file() for row in rows] == [True] * 5


def test_tables_of_other_things_are_documents(tmp_path: Path) -> None:
    """A privilege log and a list of a mail system name no files: they are sheets, not volumes."""
    for name in ("edtk_purview_intake.csv", "edtk_sample_privlog.csv"):
        report, held = bring_in(tmp_path / f"{name}.matter", FOLDER / name, volume=VolumeChoice())
        assert (report.seen, report.imported, held.documents[0].type) == (1, 1, FileType.SHEET)
        with (FOLDER / name).open(encoding="utf-8", newline="") as file:
            words = [word for row in csv.reader(file) for value in row for word in value.split()]
        assert [word for word in words if word not in held.text(name)] == []


def test_rows_without_files_are_exceptions_that_name_their_line(tmp_path: Path) -> None:
    """The files of these two rows were not part of the sample."""
    report, held = bring_in(tmp_path / "Case.matter", FOLDER / "edtk_sample.dat", volume=VolumeChoice())
    assert (report.seen, report.exceptions) == (2, 2)
    assert held.reasons == {f"edtk_sample.dat, line {line}": "it has no page images and no native" for line in (2, 3)}


def test_a_load_file_that_says_too_little_is_refused_in_words(tmp_path: Path) -> None:
    for name in ("load_file_02.dat", "load_file_03.dat", "rdo_load_file_01.dat"):
        with pytest.raises(ReviewerError, match="no column holds Bates or control numbers"):
            bring_in(tmp_path / f"{name}.matter", SAMPLES / name, volume=VolumeChoice())


def _columns_of_the_first() -> ColumnMap:
    return open_volume(SAMPLES / "load_file_01.dat").columns
