"""Volumes read document by document, and what does not add up in them (field case 28)."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from reviewer.errors import ReviewerError
from reviewer.load_files.checks import Finding, Kind, check
from reviewer.load_files.produced import ProducedDocument, parents, read_date
from reviewer.load_files.volume import Volume, open_volume, read_volume
from tests.load_files.load_files_made import dat, touch, write

NAMES = ("BEGBATES", "ENDBATES", "PGCOUNT", "NATIVELINK")


def volume(folder: Path, names: Sequence[str], *rows: Sequence[str], opt: str = "") -> Volume:
    path = dat(folder / "DATA" / "x.dat", names, *rows)
    listed = write(folder / "DATA" / "x.opt", opt, "UTF-8") if opt else None
    return open_volume(path, listed)


def documents(read: Volume) -> list[ProducedDocument]:
    return [item for item in read_volume(read) if isinstance(item, ProducedDocument)]


def findings(read: Volume, *kinds: Kind) -> list[Finding]:
    return [finding for finding in check(read, read_volume(read)) if not kinds or finding.kind in kinds]


def test_field_case_28_last_numbers_are_counted(tmp_path: Path) -> None:
    read = volume(tmp_path, ("BEGBATES", "PGCOUNT"), ("TOM0001", "22"), ("TOM0023", "10"), ("TOM0033", "1"))
    ranges = [f"{one.begin}-{one.end}" for one in documents(read)]
    assert ranges == ["TOM0001-TOM0022", "TOM0023-TOM0032", "TOM0033-TOM0033"]
    assert not findings(read, Kind.GAP, Kind.OVERLAP, Kind.PAGES)


def test_field_case_28_from_the_image_list_alone(tmp_path: Path) -> None:
    lines = [("TOM0001", 22), ("TOM0023", 10), ("TOM0033", 1)]
    opt = "".join(f"{key},V,{key}.pdf,Y,,,{pages}\r\n" for key, pages in lines)
    read = volume(tmp_path, ("BEGBATES", "TO"), *((key, "x") for key, _ in lines), opt=opt)
    assert [one.end for one in documents(read)] == ["TOM0022", "TOM0032", "TOM0033"]


def test_gaps_overlaps_and_page_counts_are_told(tmp_path: Path) -> None:
    rows = [
        ("TOM0001", "TOM0022", "21", ""),
        ("TOM0030", "TOM0032", "3", ""),
        ("TOM0032", "TOM0033", "2", ""),
        ("ABC0001", "ABC0001", "1", ""),
    ]
    told = findings(volume(tmp_path, NAMES, *rows), Kind.GAP, Kind.OVERLAP, Kind.PAGES)
    assert [(one.kind, one.document, one.line) for one in told] == [
        (Kind.PAGES, "TOM0001", 2),
        (Kind.GAP, "TOM0030", 3),
        (Kind.OVERLAP, "TOM0032", 4),
    ]
    assert "21 by the load file, 22 by its Bates numbers" in told[0].what
    assert "TOM0023 – TOM0029" in told[1].what
    assert "TOM0030 goes on to TOM0032" in told[2].what


def test_one_number_a_document_says_nothing_of_pages(tmp_path: Path) -> None:
    read = volume(
        tmp_path, NAMES, ("D0001", "D0001", "7", ""), ("D0002", "D0002", "3", ""), ("D0004", "D0004", "3", "")
    )
    told = findings(read, Kind.GAP, Kind.OVERLAP, Kind.PAGES)
    assert [(one.kind, one.document) for one in told] == [(Kind.GAP, "D0004")]


def test_pages_are_counted_in_the_files_where_a_counter_is_given(tmp_path: Path) -> None:
    touch(tmp_path, "I/A0001.tif", "I/A0002.tif")
    opt = "A0001,V,I\\A0001.tif,Y,,,2\r\nA0002,V,I\\A0002.tif,,,,\r\n"
    read = volume(tmp_path, NAMES, ("A0001", "A0002", "2", ""), opt=opt)
    assert not [one for one in check(read, read_volume(read), lambda path: 1) if one.kind == Kind.PAGES]
    (told,) = [one for one in check(read, read_volume(read), lambda path: 2) if one.kind == Kind.PAGES]
    assert "2 by the image list" in told.what and "4 in its files" in told.what


def test_numbers_used_twice_and_ranges_that_run_backwards(tmp_path: Path) -> None:
    read = volume(
        tmp_path, NAMES, ("A0001", "A0001", "1", ""), ("A0001", "A0001", "1", ""), ("A0009", "A0003", "1", "")
    )
    told = findings(read, Kind.DUPLICATE, Kind.RANGE)
    assert [(one.kind, one.line) for one in told] == [(Kind.RANGE, 4), (Kind.DUPLICATE, 3)]
    assert "line 2" in told[1].what


def test_files_named_and_missing_outside_and_not_named(tmp_path: Path) -> None:
    touch(tmp_path, "IMAGES/A0001.tif", "NATIVES/A0002.xls", "TEXT/stray.txt", "IMAGES/A0009.tif")
    touch(tmp_path.parent, "outside.xls")
    opt = "A0001,V,IMAGES\\A0001.tif,Y,,,1\r\nA0003,V,IMAGES\\A0003.tif,Y,,,1\r\nA0009,V,IMAGES\\A0009.tif,Y,,,1\r\n"
    rows = [
        ("A0001", "A0001", "1", ""),
        ("A0002", "A0002", "1", "natives\\a0002.XLS"),
        ("A0003", "A0003", "1", "..\\..\\outside.xls"),
        ("A0004", "A0004", "1", ""),
    ]
    told = findings(volume(tmp_path, NAMES, *rows, opt=opt))
    assert [(one.kind, one.document) for one in told] == [
        (Kind.REFUSED, "A0003"),
        (Kind.MISSING, "A0003"),
        (Kind.NO_FILE, "A0004"),
        (Kind.IMAGES, ""),
        (Kind.NOT_NAMED, ""),
    ]
    assert "..\\..\\outside.xls" in told[0].what
    assert "A0009 has page images but no row" in told[3].what
    assert "TEXT/stray.txt" in told[4].what


def test_an_image_list_that_contradicts_itself(tmp_path: Path) -> None:
    opt = "A0001,V,a.tif,Y,,,3\r\nA0002,V,a.tif,,,,\r\nA0001,V,c.tif,Y,,,1\r\nrubbish\r\n"
    read = volume(tmp_path, NAMES, ("A0001", "A0002", "2", ""), opt=opt)
    told = [one.what for one in findings(read, Kind.IMAGES)]
    assert len(told) == 4
    assert "3 pages and has 2 lines" in told[0]
    assert "line 4" in told[1]
    assert "“A0001” stands 2 times" in told[2] and "“a.tif” stands 2 times" in told[3]


def test_images_are_found_by_their_names_where_there_is_no_list(tmp_path: Path) -> None:
    touch(tmp_path, "IMAGES/A0001.tif", "IMAGES/a0002.TIF", "NATIVES/A0003.pdf", "IMAGES/A0004.pdf")
    read = volume(
        tmp_path, NAMES, ("A0001", "A0002", "2", ""), ("A0003", "A0003", "1", ""), ("A0004", "A0008", "5", "")
    )
    found = [[image.file.name for image in one.images] for one in documents(read)]
    assert found == [["IMAGES/A0001.tif", "IMAGES/a0002.TIF"], [], ["IMAGES/A0004.pdf"]]


def test_families_by_range_by_parent_and_by_list(tmp_path: Path) -> None:
    names = ("BEGDOC", "ENDDOC", "BEGATTACH", "ENDATTACH", "PARENTID", "ATTCHIDS", "FAMLYRNG")
    rows = [
        ("A0001", "A0002", "A0001", "A0004", "", "", ""),
        ("A0003", "A0004", "A0001", "A0004", "", "", ""),
        ("B0001", "B0001", "", "", "", "B0002; B0003", ""),
        ("B0002", "B0002", "", "", "", "", ""),
        ("B0003", "B0003", "", "", "B0009", "", ""),
        ("C0001", "C0001", "", "", "", "", "C0001-C0002"),
        ("C0002", "C0002", "", "", "", "", "C0001-C0002"),
        ("D0009", "D0009", "", "", "", "", "C0001-C0002"),
    ]
    read = volume(tmp_path, names, *rows)
    found = parents(documents(read))
    assert found == {"A0003": "A0001", "B0002": "B0001", "B0003": "B0009", "C0002": "C0001", "D0009": "C0001"}
    told = [one.what for one in findings(read, Kind.FAMILY)]
    assert told == [
        "B0003: its parent B0009 is not in the load file",
        "D0009: it lies outside its family C0001 – C0002",
    ]


def test_dates_are_read_and_kept_as_they_stand(tmp_path: Path) -> None:
    names = ("BEGDOC", "DATESENT", "TIMESENT", "DOCDATE")
    first, second = documents(
        volume(tmp_path, names, ("A1", "03/04/2009", "2:05 PM", "20090301"), ("A2", "31/02/2011", "", "March 2011"))
    )
    assert first.date == ("2009-03-04T14:05", "DateSent")
    assert first.field("DateSent") == "03/04/2009"
    assert second.date == ("2011-03-??", "DocDate")
    told = findings(open_volume(tmp_path / "DATA" / "x.dat"), Kind.DATE)
    assert [(one.document, "31/02/2011" in one.what) for one in told] == [("A2", True)]


@pytest.mark.parametrize(
    ("raw", "date"),
    [
        ("5/21/2001 3:48 PM", "2001-05-21T15:48"),
        ("Friday, December 4, 2009 3:31 AM", "2009-12-04T03:31"),
        ("Friday, May 6, 201112:26 AM", "2011-05-06T00:26"),
        ("Wednesday, November 23, 20111:44 PM", "2011-11-23T13:44"),
        ("Tuesday, June 21,2011 7:00 AM           B6", "2011-06-21T07:00"),
        ("• Thursday, September 30, 2010 7:58 AM", "2010-09-30T07:58"),
        ("2024-03-15T14:30:00Z", "2024-03-15T14:30+00:00"),
        ("20240315", "2024-03-15"),
        ("20240315 14:30", "2024-03-15T14:30"),
        ("25/12/2009", "2009-12-25"),
        ("Monday, Marc 2       2010 12:12 AM", ""),  # a Tuesday: a digit is lost
        ("20241315", ""),
        ("00000000", ""),
        ("05/21/01", ""),
        ("unknown", ""),
        ("", ""),
    ],
)
def test_dates_as_they_stand_in_load_files(raw: str, date: str) -> None:
    assert read_date(raw) == date


def test_text_may_stand_in_a_file_or_in_the_row(tmp_path: Path) -> None:
    touch(tmp_path, "TEXT/A1.txt")
    names = ("BEGDOC", "Extracted Text")
    first, second = documents(volume(tmp_path, names, ("A1", "TEXT\\A1.txt"), ("A2", "Dear Ms. Pell,®thank you.®")))
    assert first.text and first.text.path and not first.text_inline
    assert second.text is None and second.text_inline == "Dear Ms. Pell,\nthank you.\n"


def test_unknown_columns_are_kept(tmp_path: Path) -> None:
    (one,) = documents(volume(tmp_path, ("BEGDOC", "Colour", "Taste"), ("A1", "red", "")))
    assert one.others == {"Colour": "red"}


def test_a_load_file_without_numbers_is_refused_in_words(tmp_path: Path) -> None:
    read = volume(tmp_path, ("Colour", "Taste"), ("red", "12345"))
    with pytest.raises(ReviewerError, match="no column holds Bates or control numbers"):
        next(read_volume(read))
    mapped = open_volume(read.dat, columns=read.columns.mapped("Colour", "ControlNumber"))
    assert [one.control_number for one in documents(mapped)] == ["red"]


def test_rows_that_do_not_fit_are_findings(tmp_path: Path) -> None:
    read = volume(tmp_path, NAMES, ("A0001", "A0001", "1"), ("A0001", "A0001", "1", "x.doc"))
    (told,) = findings(read, Kind.ROW)
    assert told.line == 2 and "3 values" in told.what


def test_families_by_the_name_of_a_group(tmp_path: Path) -> None:
    rows = [("A1", "A2"), ("A2", "A2"), ("A3", "group 7"), ("A4", "group 7"), ("A5", ""), ("A6", "")]
    read = volume(tmp_path, ("BEGBATES", "Group Identifier"), *rows)
    assert parents(documents(read)) == {"A1": "A2", "A4": "A3"}
