"""Real load files of the corpus against what other programs found in them (MANIFEST.tsv) and against poppler."""

import codecs
import csv
import json
import random
import re
import subprocess
from pathlib import Path

import pytest

from reviewer.load_files.checks import Kind, check
from reviewer.load_files.columns import apply_saved, map_columns
from reviewer.load_files.detect import detect
from reviewer.load_files.dialect import Dialect, Encoding
from reviewer.load_files.opticon import ImageSet, documents, read_images
from reviewer.load_files.produced import ProducedDocument
from reviewer.load_files.table import Row, header, rows
from reviewer.load_files.volume import open_volume, read_volume
from reviewer.load_files.write import write_documents, write_images

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
VOLUME = CORPUS / "VOL_HRC"
SAMPLES = CORPUS / "loadfiles" / "relativity_import-samples"
ENCODINGS = {"utf-8-sig": Encoding.UTF_8_MARKED, "ascii": Encoding.UTF_8}
SEPARATORS = {"pipe, no": ("|", ""), "0x14 / t": ("\x14", "þ"), "pipe / c": ("|", "^")}
DAT_FILES = ["load_file_01", "load_file_02", "load_file_03", "load_file_04", "rdo_load_file_01"]

pytestmark = pytest.mark.corpus


def facts(name: str) -> dict[str, object]:
    """What MANIFEST.tsv says of a file; a cell that was cut off is read as far as it goes."""
    csv.field_size_limit(10_000_000)
    with (CORPUS / "MANIFEST.tsv").open(encoding="utf-8", newline="") as file:
        told = next(row["facts"] for row in csv.DictReader(file, delimiter="\t") if row["path"].endswith(name))
    decoder = json.JSONDecoder()
    found: dict[str, object] = {}
    for key in re.finditer(r'"(\w+)": ', told):
        try:
            found.setdefault(key[1], decoder.raw_decode(told, key.end())[0])
        except json.JSONDecodeError:
            continue
    return found or {part.partition("=")[0]: part.partition("=")[2] for part in told.split(";")}


@pytest.fixture(scope="module")
def hrc() -> list[ProducedDocument]:
    volume = open_volume(VOLUME / "DATA" / "VOL_HRC.dat", VOLUME / "DATA" / "VOL_HRC.opt")
    items = list(read_volume(volume))
    assert all(isinstance(item, ProducedDocument) for item in items)
    return [item for item in items if isinstance(item, ProducedDocument)]


def by_hand(path: Path) -> list[list[str]]:
    """The rows of VOL_HRC.dat, which has no line break in a value, taken apart without the program."""
    text = path.read_text(encoding="utf-8-sig")
    return [[cell.strip("þ") for cell in line.split("\x14")] for line in text.split("\n") if line]


def test_the_volume_is_read_value_by_value(hrc: list[ProducedDocument]) -> None:
    names, *expected = by_hand(VOLUME / "DATA" / "VOL_HRC.dat")
    columns = map_columns(names)
    assert "" not in columns.fields
    assert len(hrc) == len(expected) == 2500
    for document, row in zip(hrc, expected, strict=True):
        assert document.fields == {field: value for field, value in zip(columns.fields, row, strict=True) if value}


def test_every_page_count_agrees_with_the_image_list(hrc: list[ProducedDocument]) -> None:
    with (VOLUME / "DATA" / "VOL_HRC.opt").open(encoding="utf-8", newline="") as file:
        listed = {row[0]: row for row in csv.reader(file)}
    assert len(listed) == 2500
    for document in hrc:
        row = listed[document.begin]
        assert document.page_count == document.image_count == int(row[6])
        assert document.range and len(document.range) == int(row[6])
        assert [image.file.path for image in document.images] == [VOLUME / "IMAGES" / f"{document.begin}.pdf"]
        assert document.text and document.text.path == VOLUME / "TEXT" / f"{document.begin}.txt"
    assert sum(document.pages or 0 for document in hrc) == 4948


def test_the_volume_adds_up(hrc: list[ProducedDocument]) -> None:
    volume = open_volume(VOLUME / "DATA" / "VOL_HRC.dat", VOLUME / "DATA" / "VOL_HRC.opt")
    found = check(volume, hrc)
    assert [one.what for one in found if one.kind == Kind.NOT_NAMED] == [
        "“SEARCH_TRUTH.tsv” is not named in the load file"
    ]
    assert {one.kind for one in found} == {Kind.NOT_NAMED, Kind.DATE}


def test_dates_that_scanning_garbled_are_told_and_none_is_invented(hrc: list[ProducedDocument]) -> None:
    """Read or told: 2,368 rows have a date. The 17 not read lack letters or digits of the month, day or year."""
    written = [document for document in hrc if document.field("DateSent")]
    read = [document for document in written if document.dates]
    assert (len(written), len(read)) == (2368, 2351)
    for document in read:
        year, _, rest = document.dates["DateSent"].partition("-")
        assert year in document.field("DateSent")
        assert str(int(rest[3:5])) in document.field("DateSent")


def test_page_counts_agree_with_poppler(hrc: list[ProducedDocument]) -> None:
    """A sample of 150, for time."""
    for document in random.Random(3).sample(hrc, 150):
        path = document.images[0].file.path
        assert path
        told = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
        assert document.pages == int(re.search(r"Pages:\s+(\d+)", told)[1])  # type: ignore[index]


def test_the_volume_is_written_and_read_back(hrc: list[ProducedDocument], tmp_path: Path) -> None:
    volume = open_volume(VOLUME / "DATA" / "VOL_HRC.dat", VOLUME / "DATA" / "VOL_HRC.opt")
    dialect = Dialect(Encoding.UTF_16_LE)
    assert write_documents(tmp_path / "x.dat", dialect, volume.columns, hrc) == []
    images = [image.image for document in hrc for image in document.images]
    write_images(tmp_path / "x.opt", images, Dialect(separator=",", qualifier="", line_break="", header=False))
    assert (tmp_path / "x.opt").read_bytes().replace(b"\r", b"") == (
        (VOLUME / "DATA" / "VOL_HRC.opt").read_bytes().replace(b"\r", b"")
    )
    again = open_volume(tmp_path / "x.dat")
    assert again.dialect == dialect
    assert [one.fields for one in read_volume(again) if isinstance(one, ProducedDocument)] == [
        one.fields for one in hrc
    ]


@pytest.mark.parametrize("name", DAT_FILES)
def test_a_vendors_samples_agree_with_the_manifest(name: str) -> None:
    """The encoding of load_file_04 is told there as ASCII, which is UTF-8 too."""
    path, told = SAMPLES / f"{name}.dat", facts(f"{name}.dat")
    guess = detect(path)
    assert guess.dialect.encoding == ENCODINGS[str(told["encoding"])]
    assert (guess.dialect.separator, guess.dialect.qualifier) == SEPARATORS[str(told["delimiter"])[:8]]
    found = list(rows(path, guess.dialect))
    assert [type(item) for item in found] == [Row] * int(str(told["data_rows"]))
    names = header(path, guess.dialect)
    assert len(names) == told["columns"]
    assert guess.dialect.header == (told["header"] is not None)
    if isinstance(told["header"], list):
        assert list(names) == told["header"]


@pytest.mark.parametrize("name", DAT_FILES)
def test_a_vendors_samples_agree_with_python(name: str) -> None:
    """Its csv module reads them too: þ and ^ as quotation marks."""
    path = SAMPLES / f"{name}.dat"
    dialect = detect(path).dialect
    quotes = {"quotechar": dialect.qualifier} if dialect.qualifier else {"quoting": csv.QUOTE_NONE}
    with path.open(encoding="utf-8-sig", newline="") as file:
        expected = list(csv.reader(file, delimiter=dialect.separator, **quotes))
    found = [list(item.values) for item in rows(path, dialect) if isinstance(item, Row)]
    assert found == expected[1 if dialect.header else 0 :]


def test_a_separator_inside_a_qualified_value_shifts_nothing() -> None:
    volume = open_volume(SAMPLES / "load_file_04.dat")
    found = [one for one in read_volume(volume) if isinstance(one, ProducedDocument)]
    assert [one.control_number for one in found] == ["Sample_|_00000013", "Sample_|_00000014"]
    assert [one.native.path.name for one in found if one.native and one.native.path] == [
        "EDRM-Sample9.txt",
        "EDRM-Sample10.wmf",
    ]


@pytest.mark.parametrize("name", ["load_file_02", "load_file_03"])
def test_a_file_without_names_takes_the_columns_of_its_neighbour(name: str) -> None:
    saved = open_volume(SAMPLES / "load_file_01.dat").columns
    path = SAMPLES / f"{name}.dat"
    dialect = detect(path).dialect
    columns = apply_saved(saved, header(path, dialect), dialect.header)
    found = list(read_volume(open_volume(path, dialect=dialect, columns=columns)))
    assert len(found) == 2
    for one in found:
        assert isinstance(one, ProducedDocument)
        assert re.fullmatch(r"Sample_000000\d", one.control_number)
        assert one.native and one.native.path and one.text and one.text.path
        assert one.date[0].startswith("2001-04-21T1")


def test_the_first_sample_finds_its_files_and_tells_of_the_others() -> None:
    volume = open_volume(SAMPLES / "load_file_01.dat", SAMPLES / "Opticon_01.opt")
    found = check(volume, read_volume(volume))
    assert [one.what for one in found if one.kind == Kind.IMAGES] == [
        "SYM-00011001_REV has page images but no row in the load file"
    ]
    not_named = [one.what for one in found if one.kind == Kind.NOT_NAMED]
    assert len(found) == 15 and len(not_named) == 14
    assert any("TextAsTiffFile.tif" in what for what in not_named)


def test_the_image_list_of_the_samples() -> None:
    told = facts("Opticon_01.opt")
    (one,) = documents(read_images(SAMPLES / "Opticon_01.opt"))
    assert isinstance(one, ImageSet)
    assert len(one.images) == one.pages == told["pages"] == 5


def test_an_image_list_of_five_fields_is_read_and_told() -> None:
    """Opticon has seven; the last is taken as the count, which is 1 on each of the 49 lines."""
    path = CORPUS / "loadfiles" / "edtk_demo_production.opt"
    note, *sets = sorted(documents(read_images(path)), key=lambda item: isinstance(item, ImageSet))
    assert "5 fields" in note.what  # type: ignore[union-attr]
    assert len(sets) == int(str(facts(path.name)["lines"])) == 49
    assert all(isinstance(one, ImageSet) and one.pages == 1 for one in sets)


@pytest.mark.parametrize("name", ["edtk_sample.dat", "edtk_purview_intake.csv", "edtk_sample_privlog.csv"])
def test_small_load_files(name: str) -> None:
    path, told = CORPUS / "loadfiles" / name, facts(name)
    guess = detect(path)
    assert guess.dialect.header
    assert (guess.dialect.encoding == Encoding.UTF_8_MARKED) == (told["bom"] == "utf-8")
    assert path.read_bytes().startswith(codecs.BOM_UTF8) == (told["bom"] == "utf-8")
    found = [item.values for item in rows(path, guess.dialect) if isinstance(item, Row)]
    assert len(found) == int(str(told["lines"])) - 1
    if name.endswith(".csv"):
        with path.open(encoding="utf-8", newline="") as file:
            assert found == [tuple(row) for row in csv.reader(file)][1:]
