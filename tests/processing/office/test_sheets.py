"""Spreadsheets: every sheet and cell as displayed, hidden ones marked, huge ones cut and told."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.utils.datetime import to_excel

from reviewer.errors import PasswordNeeded, ProcessingError
from reviewer.processing.formats.office import grid, table, xls, xlsx
from reviewer.processing.formats.office.numbers import display, general
from tests.processing.office.office_made import pages_of, read, relations, text_of, zipped


def _book(path: Path) -> Path:
    made = openpyxl.Workbook()
    first = made.active
    assert first is not None
    first.title = "Payments"
    first.append(["Payee", "Amount", "Secret", "Date"])
    first.append(["County", 1234.5, "inner", datetime(2009, 3, 3)])
    first.append(["Agency", -7, "inner", datetime(2009, 4, 5)])
    first["B2"].number_format = "#,##0.00"
    first["D2"].number_format = first["D3"].number_format = "m/d/yyyy"
    first["A2"].comment = Comment("Who approved this?", "Dora")
    first["A2"].hyperlink = "https://example.org/payee"
    first.column_dimensions["C"].hidden = True
    first.row_dimensions[3].hidden = True
    first.oddHeader.center.text = "Draft"
    second = made.create_sheet("Side letter")
    second["A1"] = "Not disclosed"
    second.sheet_state = "hidden"
    made.create_sheet("Very").sheet_state = "veryHidden"
    made.save(path)
    return path


def test_all_sheets_are_read_and_hidden_things_marked(tmp_path: Path) -> None:
    paper = read(xlsx.read, _book(tmp_path / "a.xlsx"))
    text = text_of(paper.html)
    for words in ("Payments", "1,234.50", "3/3/2009", "Side letter (hidden sheet)", "Not disclosed", "Draft"):
        assert words in text
    assert "<mark>inner</mark>" in paper.html
    assert "<mark>Agency</mark>" in paper.html
    assert "<mark>County</mark>" not in paper.html
    assert "Comment by Dora: A2: Who approved this?" in text
    assert paper.fields["sheets"] == "Payments; Side letter; Very"
    assert paper.fields["links"] == "https://example.org/payee"
    assert {"hidden sheet: Side letter", "hidden sheet: Very"} <= set(paper.flags)
    assert "1 hidden rows and 1 hidden columns in sheet Payments" in paper.flags


def test_each_sheet_begins_a_page(tmp_path: Path) -> None:
    pages = pages_of(read(xlsx.read, _book(tmp_path / "a.xlsx")), tmp_path / "a.pdf")
    assert [page.split("\n")[0].split()[0] for page in pages] == ["Payments", "Side", "Very"]


def test_formulas_show_what_they_gave_and_stay_text(tmp_path: Path) -> None:
    sheet = (
        '<worksheet><sheetData><row r="1"><c r="A1"><f>1+1</f><v>2</v></c>'
        '<c r="B1" t="str"><f>A1&amp;"x"</f><v>2x</v></c><c r="C1" t="b"><v>1</v></c><c r="D1" t="e"><v>#REF!</v></c>'
        '<c r="E1" t="inlineStr"><is><t>=cmd|\' /C calc\'!A0</t></is></c></row></sheetData></worksheet>'
    )
    made = zipped(
        tmp_path / "a.xlsx",
        {
            "_rels/.rels": relations(officeDocument="xl/workbook.xml"),
            "xl/workbook.xml": '<workbook xmlns:r="r"><sheets><sheet name="S" r:id="worksheet1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relations(worksheet1="worksheets/s.xml"),
            "xl/worksheets/s.xml": sheet,
        },
    )
    assert text_of(read(xlsx.read, made).html) == "S 2 2x TRUE #REF! =cmd|' /C calc'!A0"


def test_a_huge_sheet_is_cut_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grid, "_MOST_CELLS", 100)
    made = openpyxl.Workbook(write_only=True)
    sheet = made.create_sheet("S")
    for number in range(200):
        sheet.append([number, "x"])
    made.save(tmp_path / "a.xlsx")
    paper = read(xlsx.read, tmp_path / "a.xlsx")
    assert "only the first 100 cells are shown: the workbook is too large" in paper.flags


def test_a_locked_workbook_needs_a_password(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"))
    with pytest.raises(PasswordNeeded, match="locked by a password"):
        read(xlsx.read, tmp_path / "a.xlsx")


def test_a_damaged_xls_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "a.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 2000)
    with pytest.raises(ProcessingError, match="damaged"):
        read(xls.read, tmp_path / "a.xls")


# What Excel displays, by its documentation (ECMA-376 part 1, 18.8.31) and by hand.
@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (1234.5, "#,##0.00", "1,234.50"),
        (-1234.5, "#,##0.00_);(#,##0.00)", "(1,234.50)"),
        (0.256, "0.0%", "25.6%"),
        (12345678, "0.00E+00", "1.23E+07"),
        (7, "000", "007"),
        (5, '"Ex. "0', "Ex. 5"),
        (3.5, "[$€-407] #,##0.00", "€ 3.50"),
        (1500000, "0.0,,", "1.5"),
        (0, '0;-0;"none"', "none"),
        (40000, "m/d/yyyy", "7/6/2009"),
        (40000.75, "yyyy-mm-dd hh:mm", "2009-07-06 18:00"),
        (40000.75, "h:mm AM/PM", "6:00 PM"),
        (40000, "dddd, mmmm d", "Monday, July 6"),
        (1.5, "[h]:mm", "36:00"),
        (60, "General", "60"),
        (0.1, "", "0.1"),
        (1e21, "0", "1000000000000000000000"),
        (-1, "m/d/yyyy", "-1"),
    ],
)
def test_numbers_are_displayed_as_in_a_spreadsheet(value: float, code: str, shown: str) -> None:
    assert display(value, code) == shown


@given(st.datetimes(datetime(1900, 3, 1), datetime(2100, 1, 1)).map(lambda moment: moment.replace(microsecond=0)))
def test_dates_are_those_that_openpyxl_writes(moment: datetime) -> None:
    assert display(to_excel(moment), "yyyy-mm-dd hh:mm:ss") == str(moment)


@given(st.floats(-1e307, 1e307), st.text('0#?.,%E+-;@[]"\\_*/hmsyd AMP$', max_size=20))
def test_no_format_breaks_a_number(value: float, code: str) -> None:
    assert isinstance(display(value, code), str)
    assert float(general(value)) == pytest.approx(value, rel=1e-14)


@pytest.mark.parametrize(("delimiter", "said"), [(",", "comma"), (";", "semicolon"), ("\t", "tab"), ("|", "pipe")])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_tables_tell_delimiter_and_encoding(tmp_path: Path, delimiter: str, said: str, encoding: str) -> None:
    rows = [["name", "note", "sum"], ["Zoë", f'"one{delimiter} ""two"""', "0012"], ["Ann", "three", "7"]]
    (tmp_path / "a.csv").write_bytes("\r\n".join(delimiter.join(row) for row in rows).encode(encoding))
    paper = read(table.read, tmp_path / "a.csv")
    assert paper.fields["delimiter"] == said
    assert f"Zoë one{delimiter.strip()}" in text_of(paper.html).replace(delimiter, delimiter.strip())
    assert "<td>0012</td>" in paper.html
    assert bool(paper.flags) == (encoding == "cp1252")


def test_a_line_that_names_the_delimiter_is_believed(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("sep=;\na,b;c\nd,e;f\n")
    assert "<td>a,b</td><td>c</td>" in read(table.read, tmp_path / "a.csv").html
