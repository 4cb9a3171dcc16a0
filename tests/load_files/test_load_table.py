"""Rows of load files: nothing lost, nothing shifted (field case 27)."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.errors import ReviewerError
from reviewer.load_files.detect import detect
from reviewer.load_files.dialect import CONCORDANCE, CSV, Dialect, Encoding
from reviewer.load_files.table import BadRow, Note, Row, rows
from tests.load_files.load_files_made import ENCODINGS, concordance, dat, write

NAMES = ("BEGDOC", "SUBJECT", "TO")


def values(path: Path, dialect: Dialect) -> list[tuple[str, ...]]:
    return [item.values for item in rows(path, dialect) if isinstance(item, Row)]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_field_case_27(tmp_path: Path, encoding: str) -> None:
    good = [("A1", "one®two", "é"), ("A2", "three\r\nfour", "x"), ("A3", "", "")]
    text = concordance([NAMES, good[0], ("short", "row"), good[1], NAMES, good[2]])
    path = write(tmp_path / "x.dat", text, encoding)
    dialect = detect(path).dialect
    items = list(rows(path, dialect))
    assert dialect.encoding == encoding
    assert [item for item in items if isinstance(item, Row)] == [
        Row(2, ("A1", "one\ntwo", "é")),
        Row(4, ("A2", "three\nfour", "x")),
        Row(7, ("A3", "", "")),
    ]
    bad = [item for item in items if isinstance(item, BadRow)]
    assert [(item.line, item.raw) for item in bad] == [(3, "þshortþ\x14þrowþ\r\n")]
    assert "2 values" in bad[0].why and "3 columns" in bad[0].why
    assert [item.line for item in items if isinstance(item, Note)] == [6]


def test_a_value_left_open_takes_no_other_row_along(tmp_path: Path) -> None:
    text = concordance([NAMES, ("A1", "b", "c")]) + "þA2þ\x14þopen\r\nmore\r\n" + concordance([("A3", "b", "c")])
    items = list(rows(write(tmp_path / "x.dat", text), CONCORDANCE))
    assert [item.line for item in items if isinstance(item, BadRow)] == [3]
    assert [item.values[0] for item in items if isinstance(item, Row)] == ["A1", "A3"]


def test_a_quotation_mark_left_open_takes_no_other_row_along(tmp_path: Path) -> None:
    text = 'a,b\r\n1,"open\r\n' + "".join(f"{number},x\r\n" for number in range(2, 500))
    items = list(rows(write(tmp_path / "x.csv", text), CSV))
    assert [(item.line, item.raw) for item in items if isinstance(item, BadRow)] == [(2, '1,"open\r\n')]
    assert len(items) == 499


def test_separators_and_qualifiers_inside_values(tmp_path: Path) -> None:
    path = dat(tmp_path / "x.dat", NAMES, ("A\x14B", "a þ b", "endsþ"), ("þ", "", 'say "x"'))
    assert values(path, CONCORDANCE) == [("A\x14B", "a þ b", "endsþ"), ("þ", "", 'say "x"')]


def test_stray_bytes_are_read_and_told(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes("a,b\r\né,\xe0\r\n".encode("latin-1").replace(b"\xe9", "é".encode()))
    items = list(rows(tmp_path / "x.csv", CSV))
    assert [type(item) for item in items] == [Note, Row]
    assert items[1] == Row(2, ("é", "à"))


def test_a_line_without_end_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "x.dat").open("wb") as file:
        file.write(b"a,b\r\n")
        file.write(b"x" * 17_000_000)
    with pytest.raises(ReviewerError, match="too long"):
        list(rows(tmp_path / "x.dat", CSV))


def test_a_long_text_in_a_value_is_read(tmp_path: Path) -> None:
    body = "\r\n".join(f'line {number} "quoted"' for number in range(20_000))
    written = io.StringIO()
    csv.writer(written).writerows([("a", "b"), ("1", body), ("2", "x")])
    path = write(tmp_path / "x.csv", written.getvalue())
    assert [len(row[1]) for row in values(path, CSV)] == [len(body.replace("\r\n", "\n")), 1]


cell = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\ufeff"), max_size=20)
MARKS = {",": '"', "\t": '"', ";": '"', "|": "^"}


@settings(deadline=None)
@given(
    st.lists(st.lists(cell | st.text('",;|^\n\t ', max_size=6), min_size=3, max_size=3), min_size=1, max_size=8),
    st.sampled_from(sorted(MARKS)),
    st.sampled_from(sorted(ENCODINGS)),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_what_python_writes_as_csv_is_read_the_same(
    tmp_path_factory: pytest.TempPathFactory, table: list[list[str]], separator: str, encoding: str, quoting: int
) -> None:
    codec = ENCODINGS[encoding][0]
    table = [[value.encode(codec, "replace").decode(codec) for value in row] for row in table]
    written = io.StringIO()
    csv.writer(written, delimiter=separator, quotechar=MARKS[separator], quoting=quoting).writerows(  # type: ignore[arg-type]
        [NAMES, *table]
    )
    path = write(tmp_path_factory.getbasetemp() / "python.csv", written.getvalue(), encoding)
    dialect = Dialect(Encoding(encoding), separator, MARKS[separator], "", True)
    assert values(path, dialect) == [tuple(row) for row in table if tuple(row) != NAMES]


@settings(deadline=None)
@given(st.text('a,"\r\n', max_size=200))
def test_every_character_is_in_a_row_or_a_bad_row(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = write(tmp_path_factory.getbasetemp() / "torn.csv", "x,y\r\n" + text)
    items = list(rows(path, CSV))
    assert all(len(item.values) == 2 for item in items if isinstance(item, Row))
    kept = [item.raw for item in items if isinstance(item, BadRow)]
    kept += ["".join(item.values) for item in items if isinstance(item, Row)]
    assert "".join(kept).count("a") == text.count("a")
