"""What is written is read back the same, in all dialects and encodings."""

import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.load_files.columns import known_fields, map_columns
from reviewer.load_files.detect import detect
from reviewer.load_files.dialect import CONCORDANCE, CSV, Dialect, Encoding
from reviewer.load_files.opticon import Image, opticon_dialect, read_images
from reviewer.load_files.produced import ProducedDocument
from reviewer.load_files.table import Row, rows
from reviewer.load_files.volume import open_volume, read_volume
from reviewer.load_files.write import write_documents, write_images, write_rows

NAMES = ("BEGDOC", "SUBJECT", "Colour")
FORMS = [
    ("\x14", "þ", "®", False),
    ("\x14", "þ", "", False),
    ("\x14", "", "®", False),
    ("|", "^", "", True),
    ("|", "", "", False),
    ("^", "", "®", False),
    (",", '"', "", True),
    (",", "þ", "®", False),
    ("\t", '"', "", True),
    (";", '"', "", True),
]
DIALECTS = [Dialect(encoding, *form) for encoding, form in itertools.product(Encoding, FORMS)]
dialects = st.sampled_from(DIALECTS)
usual = st.text(st.sampled_from("abcXYZ019 .-_/:'()éüñœ€“”"), max_size=15)
"""What every dialect and encoding can say."""
awkward = st.text(st.sampled_from('a,"þ®\x14|^\n;\t\\ 中'), max_size=10)
anything = st.text(max_size=15)


def read_back(path: Path, dialect: Dialect) -> list[tuple[str, ...]]:
    items = list(rows(path, dialect))
    assert all(isinstance(item, Row) for item in items)
    return [item.values for item in items if isinstance(item, Row)]


def tables(cell: st.SearchStrategy[str]) -> st.SearchStrategy[list[tuple[str, ...]]]:
    return st.lists(st.tuples(st.just("A1"), cell, cell), min_size=1, max_size=6)


@settings(deadline=None)
@given(tables(usual), dialects)
def test_usual_values_are_never_changed(
    tmp_path_factory: pytest.TempPathFactory, table: list[tuple[str, ...]], dialect: Dialect
) -> None:
    path = tmp_path_factory.getbasetemp() / "usual.dat"
    assert write_rows(path, dialect, NAMES, table) == []
    assert read_back(path, dialect) == table


@settings(max_examples=300, deadline=None)
@given(tables(usual | awkward | anything), dialects)
def test_what_was_not_changed_is_the_same_and_the_rest_is_told(
    tmp_path_factory: pytest.TempPathFactory, table: list[tuple[str, ...]], dialect: Dialect
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.dat"
    changed = {(one.record - 2, one.column - 1): one.written for one in write_rows(path, dialect, NAMES, table)}
    expected = [
        tuple(
            changed.get((line, column), value.replace("\r\n", "\n").replace("\r", "\n"))
            for column, value in enumerate(row)
        )
        for line, row in enumerate(table)
    ]
    assert read_back(path, dialect) == expected


@settings(deadline=None)
@given(tables(awkward), st.sampled_from([encoding for encoding in Encoding if encoding != Encoding.WINDOWS_1252]))
def test_csv_can_say_everything(
    tmp_path_factory: pytest.TempPathFactory, table: list[tuple[str, ...]], encoding: Encoding
) -> None:
    dialect = Dialect(encoding, ",", '"', "", True)
    assert write_rows(tmp_path_factory.getbasetemp() / "all.csv", dialect, NAMES, table) == []


@pytest.mark.parametrize("dialect", DIALECTS, ids=str)
def test_what_is_written_is_recognised(tmp_path: Path, dialect: Dialect) -> None:
    table = [(f"ABC{number:04}", "a, b", "Zoë") for number in range(5)]
    write_rows(tmp_path / "x.dat", dialect, NAMES, table)
    found = detect(tmp_path / "x.dat").dialect
    assert (found.encoding, found.separator) == (dialect.encoding, dialect.separator)
    assert found.qualifier == dialect.qualifier or (found.separator, found.qualifier) == ("\x14", "þ")  # none seen yet
    assert read_back(tmp_path / "x.dat", found) == table


def test_what_can_not_be_said_is_told(tmp_path: Path) -> None:
    dialect = Dialect(Encoding.WINDOWS_1252, "|", "", "")
    (one,) = write_rows(tmp_path / "x.dat", dialect, NAMES, [("A1", "a|b\n中", "x")])
    assert (one.record, one.column, one.value, one.written) == (2, 2, "a|b\n中", "a b ?")


fields = st.dictionaries(st.sampled_from(sorted(set(known_fields()) - {"BegBates"})), usual.filter(str.strip))
others = st.dictionaries(st.sampled_from(["Colour", "Taste", "Privilege Log No."]), usual.filter(str.strip))


@settings(deadline=None)
@given(st.lists(st.tuples(fields, others), min_size=1, max_size=4), st.sampled_from([CONCORDANCE, CSV]))
def test_documents_come_back_the_same(
    tmp_path_factory: pytest.TempPathFactory, given_: list[tuple[dict[str, str], dict[str, str]]], dialect: Dialect
) -> None:
    folder = tmp_path_factory.mktemp("documents")
    made = [
        ProducedDocument(number + 2, {"BegBates": f"A{number:03}", **known}, other, {})
        for number, (known, other) in enumerate(given_)
    ]
    columns = map_columns([*known_fields(), "Colour", "Taste", "Privilege Log No."])
    assert write_documents(folder / "x.dat", dialect, columns, made) == []
    again = list(read_volume(open_volume(folder / "x.dat", root=folder, dialect=dialect, columns=columns)))
    assert [(one.line, one.fields, one.others) for one in again if isinstance(one, ProducedDocument)] == [
        (one.line, one.fields, one.others) for one in made
    ]


paths = st.text(st.sampled_from("abc\\/. ,é-"), min_size=1, max_size=12).map(str.strip).filter(bool)
images = st.builds(
    Image,
    st.just(0),
    st.from_regex(r"[A-Z]{3}-[0-9]{4}", fullmatch=True),
    st.sampled_from(["", "VOL01", "Vol, 2"]),
    paths,
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.none() | st.integers(0, 9999),
)


@settings(deadline=None)
@given(st.lists(images, min_size=1, max_size=6))
def test_image_lists_come_back_the_same(tmp_path_factory: pytest.TempPathFactory, listed: list[Image]) -> None:
    path = tmp_path_factory.getbasetemp() / "x.opt"
    dialect = Dialect(Encoding.UTF_8, ",", '"', "", True, header=False)
    assert write_images(path, listed, dialect) == []
    numbered = [Image(n, *[getattr(one, name) for name in Image.__slots__[1:]]) for n, one in enumerate(listed, 1)]
    assert list(read_images(path, opticon_dialect(path))) == numbered
