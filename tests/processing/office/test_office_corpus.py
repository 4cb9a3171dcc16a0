"""The Office files of the corpus: each is read or told in words; facts by other programs agree, or it is said why not.

What the facts of MANIFEST.tsv mean, found out by counting: of a DOCX, `textchars` are the characters without white
space between `<w:t>` and `</w:t>` in word/document.xml as written there, so that `&amp;` is five and a text box counts
twice (once for older programs); `ins` and `del` are the elements of that name, those without any text (marks of
paragraphs and rows) too; `comments` are the elements in word/comments.xml. Of an XLSX and a PPTX they are the sheets,
hidden sheets, slides and notes pages, of an ODF file the members of the ZIP.
"""

from __future__ import annotations

import re
import subprocess
import time
import xml.etree.ElementTree as ElementTree
import zipfile
from collections.abc import Callable
from html import unescape
from pathlib import Path

import openpyxl
import pytest

from reviewer.errors import ProcessingError
from reviewer.pdf.typeset import html_to_pdf
from reviewer.processing.formats import text as plain_text
from reviewer.processing.formats.office import docx, html, legacy, libreoffice, odf, pptx, rtf, table, xlsx
from reviewer.processing.paper import Paper
from tests.processing.office.office_made import text_of

CORPUS = Path(__file__).parents[4] / "shared" / "corpus"
FOLDER = CORPUS / "office"
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not FOLDER.is_dir(), reason="the corpus is not beside the checkout"),
]
_READERS: dict[str, Callable[[Path, str, Path], Paper]] = {
    **{".docx": docx.read, ".xlsx": xlsx.read, ".pptx": pptx.read, ".rtf": rtf.read, ".html": html.read},
    **dict.fromkeys((".odt", ".ods", ".odp"), odf.read),
    **dict.fromkeys((".csv", ".tsv"), table.read),
    **dict.fromkeys((".txt", ".md"), plain_text.read),
}
_OLD = {".doc", ".ppt", ".xls", ".xlsb"}
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# A sample: LibreOffice takes over a second for each.
_BY_LIBREOFFICE = (
    "aleph_doc.doc",
    "tika_testWORD_features.doc",
    "tika_testWORD6.doc",
    "tika_testWORD_embeded.doc",
    "tika_testWPSAttachment.doc",
    "tika_testEXCEL_textbox.xls",
    "tika_testEXCEL_extra_metadata.xls",
    "tika_testEXCEL_diagramData.xlsb",
)
_LOCKED = {
    *("tika_testEXCEL_protected_passtika.xlsx", "tika_protect.xlsx", "tika_testEXCEL_protected_passtika_2.xlsx"),
    *("tika_testPPT_protected_passtika.pptx", "aleph_password_protected.xls", "tika_password.xls"),
    *("tika_testEXCEL_protected_passtika.xls", "tika_testPPT_protected_passtika.ppt"),
}


def _names(*suffixes: str) -> list[str]:
    return sorted(path.name for path in FOLDER.glob("*") if path.suffix in suffixes)


def _facts(name: str) -> dict[str, str]:
    rows = (line.split("\t") for line in (CORPUS / "MANIFEST.tsv").read_text(encoding="utf-8").splitlines())
    said = next(row[7] for row in rows if row[0] == f"office/{name}")
    return dict(fact.split("=", 1) for fact in said.split(";") if "=" in fact)


def _read(name: str, staging: Path) -> Paper:
    path = FOLDER / name
    staging.mkdir(exist_ok=True)
    return _READERS[path.suffix](path, name, staging)


def _paper(name: str, folder: Path) -> Paper:
    """The file as read; a test of facts is not of files that can't be read."""
    try:
        return _read(name, folder / "items")
    except ProcessingError as error:
        pytest.skip(str(error))


@pytest.mark.parametrize("name", _names(*_READERS))
def test_each_file_is_read_and_typeset_or_told_in_words(tmp_path: Path, name: str) -> None:
    began = time.perf_counter()
    try:
        paper = _read(name, tmp_path / "items")
    except ProcessingError as error:
        assert name in _LOCKED | {"tika_testODTnotaZipFile.odt"}
        assert ("password" in str(error)) == (name in _LOCKED)
        return
    html_to_pdf(paper.html, paper.images, tmp_path / "made.pdf")
    assert all(item.path.parent == tmp_path / "items" and item.path.stat().st_size for item in paper.items)
    assert time.perf_counter() - began < 30


@pytest.mark.parametrize("name", _names(".docx"))
def test_every_run_of_a_docx_is_found_and_its_facts_agree(tmp_path: Path, name: str) -> None:
    paper, facts = _paper(name, tmp_path), _facts(name)
    with zipfile.ZipFile(FOLDER / name) as archive:
        raw = archive.read("word/document.xml")
        comments = archive.read("word/comments.xml").decode() if "word/comments.xml" in archive.namelist() else ""
    written = re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", raw.decode("utf-8"))
    assert sum(len("".join(text.split())) for text in written) == int(facts["textchars"])
    shown = "".join(text_of(paper.html).split()) if paper.html.strip() else ""
    assert [text for text in written if "".join(unescape(text).split()) not in shown] == []
    tracked = _tracked(ElementTree.fromstring(raw))
    said = next(
        (flag for flag in paper.flags if flag.startswith("tracked")), "tracked changes: 0 insertions, 0 deletions"
    )
    assert said == f"tracked changes: {tracked[0]} insertions, {tracked[1]} deletions"
    assert raw.count(b"<w:ins ") == int(facts["ins"])
    assert len(re.findall(rb"<w:del[ >]", raw)) == int(facts["del"])
    assert (
        comments.count("<w:comment ")
        == int(facts["comments"])
        == len(re.findall("Comment(?: by [^<]*)?:</span>", paper.html))
    )


def _tracked(root: ElementTree.Element) -> tuple[int, int]:
    """Insertions and deletions that have words; what was moved is deleted here and inserted there."""
    counts = []
    for names, text in (
        (("ins", "moveTo"), "t"),
        (("del", "moveFrom"), "delText"),
    ):
        found = [element for name in names for element in root.iter(f"{_WORD}{name}")]
        counts.append(sum(any(True for kind in (text, "t") for _ in one.iter(f"{_WORD}{kind}")) for one in found))
    return counts[0], counts[1]


@pytest.mark.parametrize("name", _names(".xlsx"))
def test_every_text_of_a_workbook_is_found_and_its_facts_agree(tmp_path: Path, name: str) -> None:
    paper, facts = _paper(name, tmp_path), _facts(name)
    assert paper.html.count("<h2>") == int(facts["sheets"])
    assert paper.html.count("(hidden sheet)") == int(facts["hidden"])
    shown = "".join(text_of(paper.html).split())
    book = openpyxl.load_workbook(FOLDER / name, data_only=True)
    cells = (cell.value for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)
    texts = [value for value in cells if isinstance(value, str)]
    assert [text for text in texts if "".join(text.split()) not in shown] == []


@pytest.mark.parametrize("name", _names(".pptx"))
def test_the_slides_of_a_presentation_agree(tmp_path: Path, name: str) -> None:
    paper, facts = _paper(name, tmp_path), _facts(name)
    assert len(re.findall(r">Slide \d+(?: \(hidden\))?<", paper.html)) == int(facts["slides"])
    assert paper.html.count(">Notes<") <= int(facts["notes"])  # a page of notes may be empty
    shown = "".join(text_of(paper.html).split())
    with zipfile.ZipFile(FOLDER / name) as archive:
        parts = [part for part in archive.namelist() if re.fullmatch(r"ppt/(slides|notesSlides)/[^/]*\.xml", part)]
        roots = [ElementTree.fromstring(archive.read(part)) for part in parts]
    drawing = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    missing = [
        text.text
        for root in roots
        for line in root.iter(f"{drawing}p")
        if not any(field.get("type") == "slidenum" for field in line.iter(f"{drawing}fld"))
        for text in line.iter(f"{drawing}t")
        if "".join((text.text or "").split()) not in shown
    ]
    assert missing == []


@pytest.mark.skipif(libreoffice.program() is None, reason="LibreOffice is not installed")
def test_every_word_that_libreoffice_shows_is_found(tmp_path: Path) -> None:
    """LibreOffice's own text of all DOCX, ODT and RTF, made in one run, against ours.

    Left out: the number that it glues to a word with a note, the words of empty form fields, a word in which a comment
    is anchored (ours has the mark of the comment in it).
    """
    names = _names(".docx", ".odt", ".rtf")
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "txt:Text (encoded):UTF8"),
            *("--outdir", str(tmp_path / "txt"), *(str(FOLDER / name) for name in names)),
        ],
        check=True,
        capture_output=True,
        timeout=170,
    )
    explained = {"footnote1", "endnotei", "rather1", "here1", "Choose", "item", "supercalifragilistic"}
    checked, missing = 0, {}
    for name in names:
        made = tmp_path / "txt" / f"{Path(name).stem}.txt"
        if made.exists() and name != "tika_testODTnotaZipFile.odt":
            folder = tmp_path / name
            folder.mkdir()
            paper = _read(name, folder)
            shown = "".join(text_of(paper.html).split()) if paper.html.strip() else ""
            words = re.findall(r"\w+", made.read_text(encoding="utf-8-sig", errors="replace"))
            missing |= {(name, word): True for word in words if word not in shown and word not in explained}
            checked += len(words)
    assert checked > 15_000
    assert not missing


@pytest.mark.parametrize("name", _BY_LIBREOFFICE)
@pytest.mark.skipif(libreoffice.program() is None, reason="LibreOffice is not installed")
def test_old_files_are_read_through_libreoffice(tmp_path: Path, name: str) -> None:
    paper = legacy.read(FOLDER / name, name, tmp_path)
    assert paper.flags[0] == "read through LibreOffice"
    assert text_of(paper.html)


@pytest.mark.parametrize("name", _names(*_OLD))
def test_old_files_are_told_in_words_without_libreoffice(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libreoffice, "program", lambda: None)
    if name.endswith(".xls") and name not in _LOCKED:
        assert text_of(legacy.read(FOLDER / name, name, tmp_path).html)
        return
    with pytest.raises(ProcessingError, match="locked by a password" if name in _LOCKED else "Install LibreOffice"):
        legacy.read(FOLDER / name, name, tmp_path)
