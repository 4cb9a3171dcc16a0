"""Load-file volumes come in row by row (field cases 27, 28, 31)."""

import zipfile
from collections.abc import Generator
from pathlib import Path
from typing import TypeVar

import pymupdf
import pytest

from reviewer.errors import ReviewerError
from reviewer.jobs import Progress
from reviewer.load_files.columns import from_json
from reviewer.model import Document, OcrMode
from reviewer.processing.intake import Import, Options
from reviewer.processing.volumes import VolumeChoice, recognise
from reviewer.store import documents, filters, history, intake, matter, volumes
from reviewer.store.filters import EVERYTHING, IN_DOUBT, NO_DATE
from reviewer.store.matter import LOAD_FILES
from tests.load_files.load_files_made import concordance, dat
from tests.make import write_pdf
from tests.processing.importing import AUTHOR, Holding, bring_in
from tests.processing.volumes_made import NAMES, family, images, page_tiff, row, volume

ANY = VolumeChoice()
Value = TypeVar("Value")


def by_number(found: Holding) -> dict[str, Document]:
    return {document.control_number: document for document in found.documents}


def bates(found: Holding, number: str) -> list[str]:
    return [page.bates for page in found.pages[by_number(found)[number].id]]


def ended(steps: Generator[Progress, None, Value]) -> Value:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            value: Value = end.value
            return value


# What comes in


def test_a_row_becomes_a_document_with_what_it_says(source: Path, matter_folder: Path) -> None:
    family(source)
    report, found = bring_in(matter_folder, source, custodian="Agency", volume=ANY)
    assert (report.seen, report.imported, report.documents, report.pages) == (3, 3, 3, 4)
    mail, attachment, letter = found.documents
    assert (mail.bates_begin, mail.bates_end, mail.sender, mail.subject) == ("ABC0001", "ABC0002", "Bo Li", "Prints")
    assert (mail.date, mail.date_source, mail.title, mail.path) == (
        "2011-03-04",
        "load file, day and month in doubt",
        "Prints",
        "IMAGES/ABC0001.pdf",
    )
    assert [one.custodian for one in found.documents] == ["Li, Bo", "Li, Bo", "Ruiz, Ana"]
    assert [(one.parent, one.family) for one in found.documents] == [
        ("", "ABC0001"),
        ("ABC0001", "ABC0001"),
        ("", "ABC0004"),
    ]
    assert bates(found, "ABC0001") == ["ABC0001", "ABC0002"]
    assert found.texts[letter.id] == {1: "A letter"}
    with matter.opened(matter_folder, read_only=True) as store:
        assert documents.fields(store, attachment.id) == {"Matter Note": "see tab 4; § 12"}
        assert [(one.kind, one.what[:30]) for one in volumes.findings(store)] == [
            ("order of day and month", "“03/04/2011” in DateSent may b")
        ]
        assert len(documents.family(store, mail.id)) == 2
        assert filters.counts(store, EVERYTHING, "dates") == {IN_DOUBT: 1, NO_DATE: 2}


def test_page_images_are_put_together_and_what_was_produced_is_kept(source: Path, matter_folder: Path) -> None:
    for number, text in (("7", "one"), ("8", "two"), ("9", "three")):
        page_tiff(source / "IMG" / f"X-000{number}.tif", text)
    (source / "NATIVES").mkdir()
    (source / "NATIVES" / "A1.txt").write_text("as it was kept", encoding="utf-8")
    opt = "X-0007,V,IMG\\X-0007.tif,Y,,,3\r\nX-0008,V,IMG\\X-0008.tif,,,,\r\nX-0009,V,img\\X-0009.TIF,,,,\r\n"
    gap = opt.replace("IMG\\X-0008", "IMG\\gone").replace("X-000", "Y-000").replace("\\Y-", "\\X-")
    opt += gap + images(source, {"A1": ["as it was produced"]})
    rows = [row("X-0007", "X-0009"), row("Y-0007", "Y-0009"), row("A1", nativelink=".\\NATIVES\\A1.txt")]
    volume(source, rows, opt)
    _, found = bring_in(matter_folder, source, volume=ANY)
    native, whole, holed = found.documents
    assert (whole.pages, whole.type, native.type, holed.pages) == (3, "Image", "Text", 3)
    assert bates(found, "X-0007") == ["X-0007", "X-0008", "X-0009"]
    assert bates(found, "Y-0007") == ["Y-0007", "Y-0008", "Y-0009"]
    assert holed.flags == ("page image 2 of 3 is missing: a blank page stands for it",)
    assert {(round(page.width), round(page.height)) for page in found.pages[whole.id]} == {(612, 792)}
    assert found.texts[native.id] == {1: "as it was produced"}
    with matter.opened(matter_folder, read_only=True) as store:
        originals = {number: path for number, path, _ in documents.originals(store)}
        drawn = documents.pdf_path(store, whole.id)
    assert originals["A1"].read_text(encoding="utf-8") == "as it was kept"
    with zipfile.ZipFile(originals["X-0007"]) as kept:
        assert [kept.read(name) for name in kept.namelist()] == [
            path.read_bytes() for path in sorted((source / "IMG").iterdir())
        ]
    with pymupdf.open(drawn) as pages:
        assert min(pages[1].get_pixmap(dpi=72, colorspace=pymupdf.csGRAY).samples) < 100  # there is ink


def test_pages_without_text_are_read_by_ocr(source: Path, matter_folder: Path) -> None:
    page_tiff(source / "IMAGES" / "X0001.tif", "Witness statement")
    volume(source, [row("X0001")], "X0001,V,IMAGES\\X0001.tif,Y,,,1\r\n")
    report, found = bring_in(matter_folder, source, volume=ANY, ocr=OcrMode.AUTO)
    assert report.pages_ocred == 1
    assert found.texts[found.documents[0].id] == {1: "Witness statement"}


def test_attachments_that_have_rows_come_in_once(source: Path, matter_folder: Path) -> None:
    letter = (
        "From: a@example.com\nTo: b@example.com\nSubject: Two\nMIME-Version: 1.0\n"
        'Content-Type: multipart/mixed; boundary="x"\n\n--x\nContent-Type: text/plain\n\nSee the note.\n--x\n'
        'Content-Type: text/plain; name="n.txt"\nContent-Disposition: attachment; filename="n.txt"\n\nA note.\n--x--\n'
    )
    (source / "N").mkdir()
    for number in ("M1", "M3"):
        (source / "N" / f"{number}.eml").write_text(letter, encoding="utf-8")
    (source / "N" / "M2.txt").write_text("A note.", encoding="utf-8")
    links = [("M1", ".eml", ""), ("M2", ".txt", "M1"), ("M3", ".eml", "")]
    volume(source, [row(one, nativelink=f"N\\{one}{kind}", parentid=parent) for one, kind, parent in links])
    report, found = bring_in(matter_folder, source, volume=ANY)
    assert [(one.control_number, one.family) for one in found.documents] == [
        *(("M1", "M1"), ("M2", "M1"), ("M3", "M3"), ("M3.0001", "M3"))
    ]
    assert report.seen == report.imported == 4


# What does not come in


def test_field_case_27_rows_that_fail_name_their_line_and_can_be_loaded_again(
    source: Path, matter_folder: Path
) -> None:
    opt = images(source, {"A1": ["one"], "A2": ["two"], "A4": ["four"]})
    rows = [row("A1"), row("A2")[:-1], row("A3"), row("A1"), row("", subject="nobody"), row("A4")]
    load_file = volume(source, rows, opt)
    report, found = bring_in(matter_folder, source, volume=ANY)
    assert (report.seen, report.imported, report.exceptions) == (6, 2, 4)
    assert sorted(by_number(found)) == ["A1", "A4"]
    assert [entry.path for entry in found.exceptions] == [f"vol.dat, line {line}" for line in (4, 3, 5, 6)]
    reasons = [entry.reason for entry in found.exceptions]
    assert reasons == [
        "it has no page images and no native",
        "line 3: it has 8 values where the file has 9 columns",
        "line 5: its number A1 already stands on line 2",
        "line 6: it has no control number and no Bates number",
    ]
    (failed,) = (matter_folder / LOAD_FILES).iterdir()
    text = failed.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    expected = concordance([NAMES, row("A1"), row("", subject="nobody"), row("A3"), row("A2")[:-1]])
    assert sorted(text.splitlines()) == sorted(expected.replace("\r\n", "\n").splitlines())
    corrected = dat(load_file.with_name("again.dat"), NAMES, row("A2"))
    (load_file.with_name("vol.opt")).rename(load_file.with_name("again.opt"))
    _, found = bring_in(matter_folder, corrected, volume=ANY)
    assert sorted(by_number(found)) == ["A1", "A2", "A4"]


def test_field_case_31_nothing_outside_the_source_is_opened(source: Path, matter_folder: Path) -> None:
    outside = write_pdf(source.parent / "x.pdf", ["secret"])
    names = ["..\\..\\x.pdf", "C:\\x.pdf", "\\\\h\\s\\x.pdf", str(outside), "../../x.pdf"]
    volume(source, [row(f"A{number}", nativelink=name) for number, name in enumerate(names)])
    report, _ = bring_in(matter_folder, source, volume=ANY)
    assert (report.imported, report.exceptions) == (0, 5)
    with matter.opened(matter_folder, read_only=True) as store:
        told = [one.what for one in volumes.findings(store) if one.kind == "file named outside the source"]
    assert len(told) == 5 and all(name in what for name, what in zip(names, told, strict=True))


def test_what_does_not_add_up_is_kept_until_it_is_read_again(source: Path, matter_folder: Path) -> None:
    opt = images(source, {"A1": ["one", "two"], "A7": ["seven"]}).replace(",2\r\n", ",3\r\n")
    (source / "IMAGES" / "stray.pdf").write_bytes(b"%PDF")
    volume(source, [row("A1", "A3"), row("A7")], opt)
    for _ in range(2):
        _, found = bring_in(matter_folder, source, volume=ANY)
        with matter.opened(matter_folder, read_only=True) as store:
            told = {one.kind: (one.line, one.document) for one in volumes.findings(store)}
            assert len(volumes.findings(store)) == 3
        assert told == {
            "pages in its files": (2, "A1"),
            "gap in Bates numbers": (3, "A7"),
            "file present and not named": (0, ""),
        }
    assert bates(found, "A1") == ["A1", "A2"]


# Again, and over what is there


def test_importing_again_makes_no_doubles_and_goes_on(source: Path, matter_folder: Path) -> None:
    load_file = family(source)
    matter.close(matter.create(matter_folder))
    with matter.opened(matter_folder) as store:
        running = Import(store, [source], AUTHOR, Options(ocr=OcrMode.OFF, volume=ANY))
        while not running.report().documents:
            running.poll(wait=0.05)
        running.cancel()
        seen = running.report().seen
    report, found = bring_in(matter_folder, load_file, volume=ANY)
    assert seen == report.seen == report.imported == 3
    again, found = bring_in(matter_folder, source, volume=ANY)
    assert again == report and len(found.documents) == 3 and not found.exceptions


def test_a_number_that_is_there_is_an_exception_unless_it_is_overlaid(source: Path, matter_folder: Path) -> None:
    family(source)
    bring_in(matter_folder, source, volume=ANY)
    names = ("Control Number", "SUBJECT", "DATESENT", "CUSTODIAN", "Issue", "PARENTID")
    rows = [("ABC0003", "Mended", "2012-01-02", "", "waiver", "ABC0004"), ("ABC0009", "Nobody", "", "", "", "")]
    second = dat(source / "DATA" / "second.dat", names, *rows)
    report, found = bring_in(matter_folder, second, volume=ANY)
    assert report.exceptions == 2
    assert "the matter already has a document ABC0003" in found.exceptions[-1].reason
    assert by_number(found)["ABC0003"].parent == "ABC0001"
    report, found = bring_in(matter_folder, second, volume=VolumeChoice(overlay=True))
    assert (report.seen, report.imported, report.exceptions) == (2, 1, 1)
    mended = by_number(found)["ABC0003"]
    assert (mended.subject, mended.date, mended.custodian, mended.parent) == (
        "Mended",
        "2012-01-02",
        "Li, Bo",
        "ABC0001",
    )
    assert bates(found, "ABC0003") == ["ABC0003"]
    with matter.opened(matter_folder, read_only=True) as store:
        assert documents.fields(store, mended.id)["Issue"] == "waiver"
        assert "Overlay second.dat: fields of 1 documents" in [one.name for one in history.operations(store)]
        assert history.broken_link(store) is None
        assert [path.name for path in intake.exception_sources(store)] == ["second.dat"]


def test_loose_files_and_load_files_share_the_control_numbers(source: Path, matter_folder: Path) -> None:
    volume(source / "V", [row("DOC-000001"), row("Z9")], images(source / "V", {"DOC-000001": ["a"], "Z9": ["b"]}))
    loose = write_pdf(source / "loose.pdf", ["c"])
    bring_in(matter_folder, source / "V", volume=ANY)
    _, found = bring_in(matter_folder, loose, volume=ANY)
    assert [one.control_number for one in found.documents] == ["DOC-000001", "DOC-000002", "Z9"]


# TEXT files


@pytest.mark.parametrize("use_text", [True, False])
def test_text_files_are_used_when_asked_for_pages_without_text(
    source: Path, matter_folder: Path, use_text: bool
) -> None:
    opt = images(source, {"I1": ["of the image"]})
    for number in ("T1", "T2", "U1", "U2"):
        page_tiff(source / "I" / f"{number}.tif", "ink")
        opt += f"{number},V,I\\{number}.tif,{'Y,,,2' if number[1] == '1' else ',,,'}\r\n"
    texts = {"I1": "of the file", "T1": "First page\fSecond  page\f", "U1": "both pages at once"}
    for number, text in texts.items():
        (source / f"{number}.txt").write_text(text, encoding="utf-8")
    rows = [("I1", "I1", "I1.txt"), ("T1", "T2", "T1.txt"), ("U1", "U2", "U1.txt")]
    volume(source, rows, opt, ("BEGBATES", "ENDBATES", "TEXTLINK"))
    _, found = bring_in(matter_folder, source, volume=VolumeChoice(use_text=use_text))
    read = {one.control_number: found.texts[one.id] for one in found.documents}
    pages = {1: "First page", 2: "Second page"} if use_text else {1: "", 2: ""}
    assert read == {"I1": {1: "of the image"}, "T1": pages, "U1": {1: "", 2: ""}}
    told = [any("TEXT file" in flag for flag in document.flags) for document in found.documents]
    assert told == [False, use_text, use_text]


# What is taken for a volume


def test_a_volume_is_recognised_by_any_of_its_names(source: Path) -> None:
    load_file = family(source)
    for path in (source, load_file, load_file.with_suffix(".opt")):
        offer = ended(recognise(path))
        assert offer and (offer.dat, offer.opt, offer.root) == (load_file, load_file.with_suffix(".opt"), source)
        assert (offer.row_count, offer.rows[1][0], offer.guess.confidence) == (3, "ABC0003", 1.0)
        assert offer.columns.fields[:2] == ("BegBates", "EndBates")


def test_what_is_no_volume_is_imported_as_files(source: Path, matter_folder: Path) -> None:
    (source / "list.csv").write_text("Name,Amount\nA,1\nB,2\n", encoding="utf-8")
    (source / "winmail.dat").write_bytes(b"\x78\x9f\x3e\x22\0\0")
    (source / "notes.txt").write_text("BEGBATES, they say", encoding="utf-8")
    for path in (source, *source.iterdir()):
        assert ended(recognise(path)) is None
    report, _ = bring_in(matter_folder, source, volume=ANY)
    assert report.seen == 3


def test_a_volume_comes_in_as_files_when_that_is_wanted(source: Path, matter_folder: Path) -> None:
    family(source)
    report, found = bring_in(matter_folder, source)
    assert (report.seen, [entry.path for entry in found.exceptions]) == (5, ["DATA/vol.dat"])


def test_columns_that_are_not_known_are_mapped_and_remembered(source: Path, matter_folder: Path) -> None:
    opt = images(source, {"A1": ["one"]})
    load_file = volume(source, [("A1", "x"), ("A2", "y")], opt, ("Nummer", "Thema"))
    with pytest.raises(ReviewerError, match="no column holds Bates"):
        bring_in(matter_folder, load_file, volume=ANY)
    columns = from_json('[["Nummer", "BegBates"], ["Thema", "Subject"]]')
    _, found = bring_in(matter_folder, load_file, volume=VolumeChoice(columns=columns))
    assert [(one.control_number, one.subject) for one in found.documents] == [("A1", "x")]
    images(source, {"A2": ["two"]})
    (source / "DATA" / "vol.opt").write_text(opt + "A2,V,IMAGES\\A2.pdf,Y,,,1\n", encoding="utf-8")
    _, found = bring_in(matter_folder, load_file, volume=ANY)  # as trying the exceptions again does
    assert [(one.control_number, one.subject) for one in found.documents] == [("A1", "x"), ("A2", "y")]
