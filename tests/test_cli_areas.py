"""Passages that are areas without words, from the command line: tagged, listed, searched, exported, read again."""

from __future__ import annotations

import csv
import json
import re
import zipfile
from pathlib import Path

import pymupdf
import pytest

from reviewer.cli.commands import run
from reviewer.model import Area, Box
from reviewer.store import coding, matter
from tests.make import scan, write_pdf

AREA = "60,100,300,180"
CITED = "[area without text, e.g. a redaction, on SCP-0000012]"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A matter with a numbered page that has a black box, and with a scan that OCR did not read."""
    monkeypatch.setenv("REVIEWER_HOME", str(tmp_path / "home"))
    source = tmp_path / "production"
    source.mkdir()
    write_pdf(source / "a.pdf", ["The programme is voluntary.\n\n\n\n\n\nNobody was told."], (612, 792))
    with pymupdf.open(source / "a.pdf") as file:
        file[0].draw_rect((60, 100, 300, 180), fill=(0, 0, 0))
        file[0].insert_text((480, 770), "SCP-0000012")
        file.saveIncr()
    scan(source / "b.pdf", ["A letter of which nothing was read."])
    assert run(["new", str(tmp_path / "Case.matter")]) == 0
    assert run(["import", str(tmp_path / "Case.matter"), str(source), "--ocr", "off"]) == 0
    return tmp_path / "Case.matter"


def told(capsys: pytest.CaptureFixture[str], *arguments: str | Path, status: int = 0) -> str:
    capsys.readouterr()
    assert run([str(argument) for argument in arguments]) == status, capsys.readouterr().err
    found = capsys.readouterr()
    return found.out or found.err


def tag(capsys: pytest.CaptureFixture[str], folder: Path, number: str, area: str = AREA, *more: str) -> str:
    return told(capsys, "tag", folder, number, "--page", "1", "--area", area, "--tag", "Attorney-client", *more)


def test_an_area_is_tagged_listed_found_and_checked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert tag(capsys, folder, "DOC-000001") == "SCP-0000012\tAttorney-client\t[area without text]\n"
    tag(capsys, folder, "DOC-000002", AREA, "--note", "The signature is cut off")
    listed = [json.loads(line) for line in told(capsys, "passages", folder, "--json").splitlines()]
    assert [(one["control_number"], one["pages"], one["exact"]) for one in listed] == [
        ("DOC-000001", [1], ""),
        ("DOC-000002", [1], ""),
    ]
    assert told(capsys, "check", folder) == "Problems: none\n"
    for query, number in (('tag:"attorney-client" AND voluntary', "DOC-000001"), ("note:signature", "DOC-000002")):
        found = json.loads(told(capsys, "search", folder, query, "--json"))
        assert [one["control_number"] for one in found["results"]] == [number]
        assert all(field["page"] == 1 for field in found["results"][0]["fields"])
    assert told(capsys, "passages", folder, "--text", "signature").startswith("DOC-000002 at 1\t")


def test_lists_cite_an_area_and_its_check_never_fails(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tag(capsys, folder, "DOC-000001")
    told(capsys, "tag", folder, "DOC-000001", "--page", "1", "--quote", "Nobody was told", "--tag", "Admission")
    for kind, name in (("excerpts", "list.csv"), ("excerpts", "list.docx"), ("exhibit-list", "exhibits.xlsx")):
        told(capsys, "export", folder, kind, folder.parent / name)
    with (folder.parent / "list.csv").open(encoding="utf-8-sig", newline="") as file:
        assert CITED in [cell for row in csv.reader(file) for cell in row]
    with zipfile.ZipFile(folder.parent / "list.docx") as file:
        words = re.sub("<[^>]+>", "", file.read("word/document.xml").decode())
    assert CITED in words and "1 of 1 exact" in words
    assert "1 quotes changed" not in told(capsys, "export", folder, "excerpts", folder.parent / "list.html")
    told(capsys, "export", folder, "privilege-log", folder.parent / "log.csv")
    log = (folder.parent / "log.csv").read_text(encoding="utf-8-sig")
    assert "SCP-0000012" in log and "Attorney-client" in log


def test_an_area_stays_when_its_page_is_read_by_ocr(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tag(capsys, folder, "DOC-000002", "0,0,612,792")
    told(capsys, "ocr", folder, "DOC-000002")
    assert "letter" in told(capsys, "text", folder, "DOC-000002")
    assert '"exact": ""' in told(capsys, "passages", folder, "--json")
    assert told(capsys, "check", folder) == "Problems: none\n"


def test_an_area_is_cut_at_the_edge_of_its_page_and_refused_beside_it(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("tag", folder, "DOC-000001", "--page", "1", "--tag", "Hot")
    for area in ("700,10,800,20", "10,10,10,500", "nan,0,10,10", "0,0,inf,10", "10,900,20,1000"):
        why = told(capsys, *asked, "--area", area, status=1)
        assert "the area is not on page 1, which is 612 by 792 points" in why
    for wrong in ("1,2,3", "1,2,3,4,5", "a,b,c,d", ""):
        assert "four numbers" in told(capsys, *asked, "--area", wrong, status=2)
    assert "one of --quote and --area" in told(capsys, *asked, "--area", AREA, "--quote", "voluntary", status=2)
    told(capsys, *asked, "--area=300,180,-5,100")
    with matter.opened(folder, read_only=True) as store:
        assert [one.area for one in coding.passages(store)] == [Area(1, Box(0, 100, 300, 180))]
