"""An image list without a load file is a volume of its own; how a load file is written may be told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reviewer.errors import ReviewerError
from reviewer.load_files.dialect import CONCORDANCE, Dialect, Encoding
from reviewer.processing.volumes import VolumeChoice, recognise
from reviewer.store import documents, intake, matter, volumes
from reviewer.store.matter import LOAD_FILES
from tests.load_files.load_files_made import concordance, write
from tests.processing.importing import bring_in
from tests.processing.test_volumes import bates, by_number, ended
from tests.processing.volumes_made import images, page_tiff

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
FOUND = VolumeChoice()
TIFFS = (
    "TOM0001,V,IMAGES\\1.tif,Y,,,2\r\n"
    "TOM0002,V,IMAGES\\2.tif,,,,\r\n"
    "TOM0007,V,IMAGES\\3.tif,Y,,,1\r\n"
)  # fmt: skip


def pages(source: Path, *numbers: int) -> None:
    for number in numbers:
        page_tiff(source / "IMAGES" / f"{number}.tif", f"Page {number}")


def test_each_document_of_the_list_comes_in_with_the_numbers_of_its_pages(source: Path, matter_folder: Path) -> None:
    pages(source, 1, 2, 3)
    write(source / "DATA" / "vol.opt", TIFFS, "UTF-8")
    report, found = bring_in(matter_folder, source, custodian="Agency", volume=FOUND)
    assert (report.seen, report.documents, report.pages) == (2, 2, 3)
    first, second = found.documents
    assert (first.control_number, first.bates_begin, first.bates_end, first.pages) == (
        "TOM0001",
        "TOM0001",
        "TOM0002",
        2,
    )
    assert (second.control_number, second.bates_end, second.custodian) == ("TOM0007", "TOM0007", "Agency")
    assert bates(found, "TOM0001") == ["TOM0001", "TOM0002"]
    with matter.opened(matter_folder, read_only=True) as store:
        assert documents.fields(store, first.id) == {"Volume": "V"}
        assert [one.what for one in volumes.findings(store)] == [
            "TOM0007: no document has TOM0003 – TOM0006, between TOM0002 and TOM0007"
        ]


def test_one_file_of_many_pages_is_numbered_on(source: Path, matter_folder: Path) -> None:
    """Field case 28."""
    opt = images(source, {"TOM0001": [f"a{n}" for n in range(22)], "TOM0023": ["b"] * 10, "TOM0033": ["c"]})
    path = write(source / "vol.opt", opt, "UTF-8")
    _, found = bring_in(matter_folder, path, volume=FOUND)
    assert [(one.bates_begin, one.bates_end) for one in found.documents] == [
        ("TOM0001", "TOM0022"),
        ("TOM0023", "TOM0032"),
        ("TOM0033", "TOM0033"),
    ]
    with matter.opened(matter_folder, read_only=True) as store:
        assert volumes.findings(store) == []


def test_what_fails_can_be_loaded_again(source: Path, matter_folder: Path) -> None:
    pages(source, 1, 2)
    path = write(source / "vol.opt", TIFFS.replace("\\3.tif", "\\gone.tif") + "no line of it\r\n", "UTF-8")
    report, found = bring_in(matter_folder, path, volume=FOUND)
    assert (report.seen, report.documents, report.exceptions) == (3, 1, 2)
    assert sorted(entry.reason for entry in found.exceptions) == [
        "line 4: it is not a line of an Opticon file: key,volume,path,Y,,,pages",
        "none of its page images is there",
    ]
    (failed,) = (matter_folder / LOAD_FILES).iterdir()
    assert failed.read_text().replace('"', "").splitlines() == ["TOM0007,V,IMAGES\\gone.tif,Y,,,1", "no line of it"]
    page_tiff(source / "IMAGES" / "gone.tif", "Back again")
    again = source / "failed.opt"
    again.write_bytes(failed.read_bytes().splitlines()[0])
    _, found = bring_in(matter_folder, again, volume=FOUND)
    assert sorted(by_number(found)) == ["TOM0001", "TOM0007"]


def test_importing_it_again_makes_no_doubles(source: Path, matter_folder: Path) -> None:
    pages(source, 1, 2, 3)
    path = write(source / "vol.opt", TIFFS, "UTF-8")
    bring_in(matter_folder, path, volume=FOUND)
    report, found = bring_in(matter_folder, source, volume=FOUND)
    assert (report.seen, len(found.documents)) == (2, 2)
    with matter.opened(matter_folder, read_only=True) as store:
        assert intake.count_exceptions(store) == 0


def test_a_file_of_that_name_that_is_none_is_imported_as_it_is(source: Path, matter_folder: Path) -> None:
    write(source / "colours.opt", "background=blue\r\n", "UTF-8")
    assert ended(recognise(source)) is None
    report, _ = bring_in(matter_folder, source, volume=FOUND)
    assert report.seen == 1


@pytest.mark.corpus
def test_the_corpus_volume_by_its_opt_alone(source: Path, matter_folder: Path) -> None:
    volume = CORPUS / "VOL_HRC"
    opt = (volume / "DATA" / "VOL_HRC.opt").read_text(encoding="utf-8-sig").splitlines()[:12]
    named = [line.split(",") for line in opt]
    for line in named:
        target = source / line[2].replace("\\", "/")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(volume / line[2].replace("\\", "/"), target)
    path = write(source / "DATA" / "VOL_HRC.opt", "\r\n".join(opt) + "\r\n", "UTF-8")
    _, found = bring_in(matter_folder, path, volume=FOUND)
    assert [(one.control_number, one.pages) for one in found.documents] == [(line[0], int(line[6])) for line in named]
    numbers = [page.bates for one in found.documents for page in found.pages[one.id]]
    assert numbers[0] == named[0][0] and len(numbers) == len(set(numbers)) == sum(int(line[6]) for line in named)


# How it is written, told


def test_encoding_and_separator_are_read_as_told(source: Path, matter_folder: Path) -> None:
    rows = [("BEGDOC", "Note"), ("A1", "é"), ("A2", "x|y")]
    images(source, {"A1": ["one"], "A2": ["two"]})
    path = source / "x.dat"
    path.write_bytes("\r\n".join("|".join(f'"{value}"' for value in row) for row in rows).encode("cp1252"))
    offer = ended(recognise(path, VolumeChoice(encoding=Encoding.UTF_16_LE)))
    assert offer is None or offer.guess.dialect.encoding == Encoding.UTF_16_LE
    _, found = bring_in(matter_folder, path, volume=VolumeChoice(encoding=Encoding.WINDOWS_1252, separator="|"))
    with matter.opened(matter_folder, read_only=True) as store:
        notes = [documents.fields(store, one.id)["Note"] for one in found.documents]
    assert notes == ["é", "x|y"]


def test_a_form_that_was_chosen_is_taken_also_where_another_was_found(source: Path, matter_folder: Path) -> None:
    images(source, {"A1": ["one"]})
    path = write(source / "x.txt", concordance([("BEGDOC", "Note"), ("A1", "y")]).replace("\x14", "~"), "UTF-8")
    assert ended(recognise(path)) is None
    with pytest.raises(ReviewerError, match="no column holds Bates"):
        bring_in(matter_folder, path, volume=VolumeChoice(CONCORDANCE))
    tilde = Dialect(Encoding.UTF_8, "~")
    _, found = bring_in(matter_folder, path, volume=VolumeChoice(tilde))
    assert [one.control_number for one in found.documents] == ["A1"]


def test_a_list_is_not_taken_for_that_of_another_load_file(source: Path) -> None:
    """Names that differ are no hindrance, keys that the load file does not know are."""
    pages(source, 1, 2, 3)
    opt = write(source / "images.opt", TIFFS, "UTF-8")
    dat = write(source / "other.dat", concordance([("BEGBATES", "ENDBATES"), ("XYZ0001", "XYZ0002")]), "UTF-8")
    assert ended(recognise(opt)).dat == opt
    assert ended(recognise(dat)).opt is None
    for encoding in ("UTF-8", "UTF-16 little endian"):
        dat = write(source / "other.dat", concordance([("BEGBATES", "ENDBATES"), ("TOM0001", "TOM0002")]), encoding)
        assert (ended(recognise(opt)).dat, ended(recognise(dat)).opt) == (dat, opt)
