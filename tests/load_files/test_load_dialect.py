"""How load files are written is found and told, and may be saved."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.errors import ReviewerError
from reviewer.load_files.detect import detect
from reviewer.load_files.dialect import CONCORDANCE, CSV, Dialect, Encoding, from_json, to_json
from reviewer.load_files.table import header
from tests.load_files.load_files_made import ENCODINGS, concordance, dat, write

ROWS = [
    ("BEGDOC", "ENDDOC", "CUSTODIAN", "SUBJECT"),
    ("ABC0001", "ABC0003", "Müller, Zoë", "Budget, draft | two"),
    ("ABC0004", "ABC0004", "Ortiz", ""),
    ("ABC0005", "ABC0009", "Müller, Zoë", "First®Second"),
]
FORMS = {
    "comma": (",", '"'),
    "tab": ("\t", '"'),
    "semicolon": (";", '"'),
    "pipe and caret": ("|", "^"),
    "caret": ("^", ""),
    "thorn and comma": (",", "þ"),
}


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_the_encoding_is_told(tmp_path: Path, encoding: str) -> None:
    guess = detect(dat(tmp_path / "x.dat", *ROWS, encoding=encoding))
    assert guess.dialect.encoding == encoding
    assert (guess.dialect.separator, guess.dialect.qualifier, guess.dialect.line_break) == ("\x14", "þ", "®")
    assert guess.dialect.header
    assert guess.confidence == 1.0 and not guess.doubts
    assert encoding in str(guess.dialect)


@pytest.mark.parametrize("form", FORMS)
def test_separators_and_qualifiers_are_found(tmp_path: Path, form: str) -> None:
    separator, qualifier = FORMS[form]
    rows = [[value.replace("|", "/") if separator == "|" and not qualifier else value for value in row] for row in ROWS]
    text = "".join(separator.join(f"{qualifier}{value}{qualifier}" for value in row) + "\r\n" for row in rows)
    found = detect(write(tmp_path / "x.txt", text)).dialect
    assert (found.separator, found.qualifier) == (separator, qualifier)


def test_utf_8_with_single_byte_marks_is_utf_8(tmp_path: Path) -> None:
    marked = concordance(ROWS).encode().replace("þ".encode(), b"\xfe").replace("®".encode(), b"\xae")
    (tmp_path / "x.dat").write_bytes(marked)
    found = detect(tmp_path / "x.dat").dialect
    assert (found.encoding, found.qualifier) == (Encoding.UTF_8, "þ")
    assert header(tmp_path / "x.dat", found) == ROWS[0]


def test_a_mix_of_encodings_is_in_doubt(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes("a,b\r\né,ü\r\n".encode() + "à,ö\r\n".encode("cp1252"))
    guess = detect(tmp_path / "x.csv")
    assert guess.confidence < 1 and "Windows-1252" in guess.doubts[0]
    assert {choice.encoding for choice in (guess.dialect, *guess.alternatives)} == {
        Encoding.UTF_8,
        Encoding.WINDOWS_1252,
    }


def test_a_first_row_of_values_is_no_row_of_names(tmp_path: Path) -> None:
    guess = detect(dat(tmp_path / "x.dat", *ROWS[1:]))
    assert not guess.dialect.header
    assert header(tmp_path / "x.dat", guess.dialect) == ("Column 1", "Column 2", "Column 3", "Column 4")


def test_a_first_row_that_may_be_either_is_in_doubt(tmp_path: Path) -> None:
    guess = detect(write(tmp_path / "x.csv", "Alpha,Beta\r\nGamma,Delta\r\n"))
    assert any("names" in doubt for doubt in guess.doubts)
    assert not guess.dialect.header or any(not other.header for other in guess.alternatives)


def test_a_list_of_one_column_is_in_doubt(tmp_path: Path) -> None:
    assert detect(write(tmp_path / "x.txt", "ABC0001\r\nABC0002\r\n")).confidence < 0.5


@pytest.mark.parametrize("content", [b"", b"\r\n\r\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.dat").write_bytes(content)
    with pytest.raises(ReviewerError, match="empty"):
        detect(tmp_path / "x.dat")


@settings(deadline=None)
@given(st.binary(max_size=2000))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.dat"
    path.write_bytes(content)
    try:
        guess = detect(path)
        assert header(path, guess.dialect)
    except ReviewerError as error:
        assert str(error)


@pytest.mark.parametrize("dialect", [CONCORDANCE, CSV, Dialect(Encoding.UTF_16_LE, "|", "^", "", True, False)])
def test_a_dialect_is_saved(dialect: Dialect) -> None:
    assert from_json(to_json(dialect)) == dialect


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"encoding": "EBCDIC"}', '{"encoding": "UTF-8", "colour": 1}'])
def test_what_is_no_dialect_is_refused(text: str) -> None:
    with pytest.raises(ReviewerError):
        from_json(text)


@pytest.mark.parametrize(("separator", "qualifier"), [("", "þ"), ("þ", "þ"), ("\n", ""), ("ab", "")])
def test_marks_must_be_single_and_differ(separator: str, qualifier: str) -> None:
    with pytest.raises(ReviewerError):
        Dialect(separator=separator, qualifier=qualifier)


def test_several_and_nested_values() -> None:
    assert CONCORDANCE.split("Smith, J; Doe, J;;\nPell") == ("Smith, J", "Doe, J", "Pell")
    assert CONCORDANCE.levels("Legal\\Contracts \\ 2009") == ("Legal", "Contracts", "2009")
