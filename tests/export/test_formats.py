"""Each format read back by another program or library."""

import csv
import io
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviewer.export import to_csv, to_docx, to_html, to_pdf, to_xlsx
from reviewer.export.cells import CELLS
from reviewer.export.export import export
from reviewer.export.table import Column, Layout, Table, printable
from reviewer.store.matter import Store
from tests.export.export_matter import FORMULA, read_stored

needs_poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler is not installed")
needs_office = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")

COLUMNS = (Column("exhibit", "Ex. no."), Column("quote", "Quote", 4.0), Column("note", "Note", paper=False))
HOSTILE = (
    FORMULA,
    "+1",
    "-2",
    "@SUM(1)",
    "\t=1+1",
    "\n=1",
    " =1+1",
    "＝1",
    "00012",
    "1e5",
    "_x0041_",
)
TEXTS = st.text(max_size=40).map(printable)


def table(*rows: tuple[str, ...]) -> Table:
    return Table("List", "A & B", COLUMNS, rows, heading=("Exported today",), notes=("A note.",))


def read_csv(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def read_xlsx(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), max_size=4))
def test_csv_gives_each_cell_back_save_an_apostrophe(rows: list[tuple[str, str, str]]) -> None:
    header, *read = read_csv(to_csv.write(table(*rows)))
    assert header == ["Ex. no.", "Quote", "Note"]
    for row, cells in zip(rows, read, strict=True):
        for value, cell in zip(row, cells, strict=True):
            assert cell in (value, f"'{value}")
            assert not cell.strip().startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize("value", HOSTILE)
def test_csv_neutralises_formulas_and_nothing_else(value: str) -> None:
    cell = read_csv(to_csv.write(table((value, "", ""))))[1][0]
    harmless = value in ("00012", "1e5", "_x0041_")
    assert cell == (value if harmless else f"'{value}")


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=20)
@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=4))
def test_xlsx_gives_each_cell_back_as_text(rows: list[tuple[str, str, str]]) -> None:
    sheet = read_xlsx(to_xlsx.write(table(*rows)))["List"]
    for row, cells in zip(rows, sheet.iter_rows(min_row=2), strict=True):
        for value, cell in zip(row, cells, strict=True):
            assert (cell.value or "") == value
            assert cell.data_type == "s"


@pytest.mark.parametrize("value", HOSTILE)
def test_xlsx_cells_are_text_never_formulas_links_or_numbers(value: str) -> None:
    cell = read_xlsx(to_xlsx.write(table((value, value, value))))["List"]["B2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (value, "s", None)
    assert cell.number_format == "@"


def test_xlsx_is_ready_to_read_and_print() -> None:
    book = read_xlsx(to_xlsx.write(table(*[(str(n), "word " * 60, "") for n in range(50)])))
    sheet = book["List"]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:C51"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.print_area == "'List'!$A$1:$B$51"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet["B2"].alignment.wrap_text
    assert sheet.row_dimensions[2].height > 2 * 13
    assert [cell.value for cell in book["About"]["A"]] == ["List", "A & B", "Exported today", "A note."]


def test_xlsx_tells_where_a_cell_was_cut() -> None:
    cell = read_xlsx(to_xlsx.write(table(("1", "é\U0001f600" * 20_000, ""))))["List"]["B2"].value
    assert len(cell.encode("utf-16-le")) // 2 <= 32_767
    assert cell.endswith("the other formats have the whole text]")


def test_docx_table_has_a_repeated_header_and_all_cells() -> None:
    rows = [(f"PX-{n}", f"quote {n}\nsecond line", "unseen") for n in range(30)]
    made = Document(io.BytesIO(to_docx.write(table(*rows, (FORMULA, "x" * 3000, "")))))
    grid = made.tables[0]
    assert grid.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    found = [tuple(cell.text for cell in row.cells) for row in grid.rows]
    assert found[0] == ("Ex. no.", "Quote")
    assert found[1:31] == [row[:2] for row in rows]
    assert found[31] == (FORMULA, "x" * 3000)
    assert made.sections[0].page_width > made.sections[0].page_height


def test_docx_footer_counts_pages() -> None:
    made = Document(io.BytesIO(to_docx.write(table(("1", "q", "")))))
    fields = [item.text for item in made.sections[0].footer._element.iter(qn("w:instrText"))]
    assert fields == ["PAGE", "NUMPAGES"]
    assert made.core_properties.author == ""


def test_docx_excerpts_are_quotes_under_headings(store: Store, tmp_path: Path) -> None:
    out = tmp_path / "x.docx"
    export(store, "excerpts", out, read_page=read_stored(store))
    made = Document(str(out))
    headings = [line.text for line in made.paragraphs if line.style.name == "Heading 1"]
    assert headings[:2] == [
        "Memorandum on mandatory participation (Oct. 2, 2010)",
        "Press release: “Safer Counties” <final> (Mar. 3, 2009)",
    ]
    lines = [line.text for line in made.paragraphs]
    at = lines.index("“no waiver of the attorney client privilege.”")
    assert lines[at + 1] == "SCP-0000124 – SCP-0000125 (pages 2–3 of the file, labelled ii; 1)"
    assert "Attorney work product – do not produce" in lines


class _Page(HTMLParser):
    """Gathers the text, the tags, and whatever would be fetched."""

    def __init__(self) -> None:
        super().__init__()
        self.text, self.tags, self.fetched = "", set[str](), list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.fetched += [value or "" for name, value in attrs if name in ("src", "href", "action") or name[:2] == "on"]

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("layout", Layout)
@given(text=TEXTS)
@settings(deadline=None)
def test_html_shows_text_as_text(layout: Layout, text: str) -> None:
    hostile = f"<script>alert(1)</script><img src=x onerror=y>{text}"
    page = _Page()
    page.feed(to_html.write(_any(layout, hostile)).decode())
    assert not page.tags & {"script", "img", "link", "iframe"}
    assert page.fetched == []
    assert hostile in page.text


def _any(layout: Layout, text: str) -> Table:
    """A table in which each cell, and each line above and below, is the text."""
    keys = CELLS.keys() - {"blank", "exhibit"}
    row = tuple(text for _ in keys)
    return Table(text, text, tuple(Column(key, text) for key in keys), (row,), (text,), text, (text,), layout=layout)


@needs_poppler
def test_pdf_repeats_its_header_counts_pages_and_loses_nothing(tmp_path: Path) -> None:
    rows = [(f"PX-{n}", f"first{n} " + "word " * (n % 9 * 30) + f"last{n}", "") for n in range(60)]
    rows.append(("PX-60", " ".join(f"long{n}" for n in range(4000)), ""))
    pages = _pdf_pages(tmp_path, to_pdf.write(table(*rows)))
    assert len(pages) > 6
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page
    assert all("Ex. no." in page for page in pages[:-1])
    wanted = {f"{word}{n}" for word in ("first", "last") for n in range(60)} | {f"long{n}" for n in range(4000)}
    assert wanted <= set(" ".join(pages).split())


@needs_poppler
def test_pdf_clips_no_long_word_and_writes_every_script(tmp_path: Path) -> None:
    path = "very_long_path_without_any_space/" * 12
    scripts = "résumé Ж Ω 導出 №5 “q” – office first <b>&amp;"
    pages = _pdf_pages(tmp_path, to_pdf.write(table(("PX-1", path, ""), ("PX-2", scripts, ""), (path, path, ""))))
    text = " ".join(pages)
    assert "".join(text.split()).count("very_long_path_without_any_space/") >= 12
    assert all(word in text for word in scripts.split())
    assert _right_edge_of(tmp_path, to_pdf.write(table((path, "", ""))), "path") < 45 + 702 / 5


def _right_edge_of(folder: Path, content: bytes, part: str) -> float:
    """The furthest that a word with that part reaches to the right, in points."""
    (folder / "list.pdf").write_bytes(content)
    done = subprocess.run(["pdftotext", "-bbox", folder / "list.pdf", "-"], capture_output=True, text=True, check=True)
    found = [re.search(r'xMax="([\d.]+)".*>(.*)</word>', line) for line in done.stdout.splitlines()]
    return max(float(word[1]) for word in found if word and part in word[2])


def _pdf_pages(folder: Path, content: bytes) -> list[str]:
    path = folder / "list.pdf"
    path.write_bytes(content)
    done = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
    return done.stdout.split("\f")[:-1]


@needs_poppler
@needs_office
@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".html"])
def test_libreoffice_reads_the_exhibit_list(store: Store, tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"list{suffix}"
    export(store, "exhibit-list", out, read_page=read_stored(store))
    home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(out)]
    subprocess.run(command, capture_output=True, check=True, timeout=120)
    shown = set(" ".join(_pdf_pages(tmp_path, (tmp_path / "list.pdf").read_bytes())).split())
    assert {"PX-1", "Taking", "voluntary.", "=cmd|'", "Deliberative", "mandatory"} <= shown
