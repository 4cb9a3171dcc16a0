"""The whole job on the sample production, from the checkout and from an installed wheel."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import site
import subprocess
import sys
import sysconfig
import venv
from importlib.metadata import version
from pathlib import Path
from time import monotonic

import docx
import openpyxl
import pymupdf
import pytest

from reviewer.demo import EXPORTS, QUERY, entries
from reviewer.store import coding, matter
from tests.command import ROOT, Commands, commands

LIMIT = 60.0  # seconds that the demo may take on two cores


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Commands:
    """A folder after `reviewer demo`."""
    run = commands(tmp_path_factory.mktemp("demo"))
    began = monotonic()
    done = run.ok("demo", "Shown", "--no-window")
    assert monotonic() - began < 3 * LIMIT  # the machine of the tests is shared; the bench has the true figure
    assert "0 exceptions" in done.out and "10 passages tagged" in done.out and done.err == ""
    for _, name in EXPORTS:
        assert str(Path("Shown", name)) in done.out
    return Commands(run.place / "Shown", run.environment)


def words(text: str) -> str:
    return " ".join(text.split())


def cells(table: list[list[object]]) -> str:
    return words(" ".join(str(cell) for row in table for cell in row if cell is not None))


def story() -> list[tuple[str, str]]:
    """The passages of the demo: their words, and the Bates number of their page, counted through the sample's PDFs."""
    number, first = 1, {}
    sample = ROOT / "resources" / "sample"
    for path in sorted(sample.rglob("*.pdf"), key=lambda path: path.relative_to(sample).parts):
        first[path.relative_to(sample).as_posix()] = number
        with pymupdf.open(path) as opened:
            number += opened.page_count
    return [(words(entry["quote"]), f"SCP-{first[entry['path']] + entry['page'] - 1:07d}") for entry in entries()]


def test_everything_of_the_sample_comes_in(shown: Commands) -> None:
    found = shown.ok("documents", "Sample.matter", "--json").lines
    files = [path for path in (ROOT / "resources" / "sample").rglob("*") if path.is_file()]
    assert len(found) == len(files) and shown.ok("exceptions", "Sample.matter").out == ""
    assert sum("ocr" in document["text_source"] for document in found) >= 3
    stamped = [document for document in found if document["bates_begin"]]
    assert len(stamped) >= 60 and stamped[0]["bates_begin"] == "SCP-0000001"
    assert all(document["title"] for document in found)
    assert sum(bool(document["date"]) for document in found) >= 60


def test_the_search_finds_what_poppler_finds(shown: Commands) -> None:
    found = shown.ok("search", "Sample.matter", QUERY, "--limit", 1000, "--json").json
    assert found["documents"] == len(found["results"]) > 3
    titles = {result["control_number"] for result in found["results"]}
    for document in shown.ok("documents", "Sample.matter", "--json").lines:
        if document["type"] == "PDF" and document["text_source"] == "text layer":
            path = ROOT / "resources" / "sample" / document["path"]
            text = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True, encoding="utf-8").stdout
            has = {
                word: bool(re.search(rf"\b{word}\b", words(text), re.I))
                for word in ("voluntary", "mandatory", "opt out")
            }
            wanted = has["voluntary"] and (has["mandatory"] or has["opt out"])
            assert (document["control_number"] in titles) == wanted, document["path"]


def test_the_ten_passages_stand_where_they_were_tagged(shown: Commands) -> None:
    passages = shown.ok("passages", "Sample.matter", "--json").lines
    expected = dict(story())
    assert {words(entry["exact"]): entry["bates"] for entry in passages} == expected
    assert shown.ok("check", "Sample.matter", "--json").json == {"ok": True, "problems": []}


def test_the_exports_read_back_with_quotes_and_citations(shown: Commands) -> None:
    expected = story()
    sheet = openpyxl.load_workbook(shown.place / "Exhibit list.xlsx").worksheets[0]
    tables = {"Exhibit list.xlsx": [[cell.value for cell in row] for row in sheet.iter_rows()]}
    for name in ("Exhibit list.docx", "Tagged excerpts.docx"):
        opened = docx.Document(str(shown.place / name))
        paragraphs = [[paragraph.text] for paragraph in opened.paragraphs]
        tables[name] = paragraphs + [[c.text for c in row.cells] for table in opened.tables for row in table.rows]
    for name, table in tables.items():
        text = cells(table)
        missing = [number for _, number in expected if number not in text]
        assert missing == [], name
    quotes = cells(tables["Tagged excerpts.docx"])
    assert [quote for quote, _ in expected if quote not in quotes] == []


def test_every_quote_is_exact(shown: Commands) -> None:
    done = shown.ok("export", "Sample.matter", "excerpts", "again.csv")
    assert "10 rows, 0 quotes changed" in done.out and "Changed" not in done.err
    with (shown.place / "again.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert sorted(row["Quote check"] for row in rows) == ["exact"] * 9 + ["exact (OCR)"]


def test_the_demo_runs_again_beside_the_first(shown: Commands) -> None:
    with matter.opened(shown.place / "Sample.matter") as store:  # held open, as by the window
        assert len(coding.passages(store)) == 10
        done = commands(shown.place.parent).ok("demo", "Shown", "--no-window")
    assert "Sample 2.matter" in done.out


def test_a_folder_that_can_not_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    run = commands(tmp_path)
    assert "The demo can't write to file" in run("demo", "file/below", "--no-window").sentence
    assert run("demo", "file", "--no-window").status != 0


# The wheel


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a fresh environment with the wheel of this checkout, and what it needs from this environment."""
    place = tmp_path_factory.mktemp("wheel")
    source = place / "source"
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)
    if names.returncode:
        pytest.skip("not a clone")
    for name in filter(None, names.stdout.split("\0")):
        if (ROOT / name).is_file() and not name.startswith("tests/"):
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, source / name)
    alone = [] if int(version("setuptools").split(".")[0]) < 77 else ["--no-build-isolation"]  # else pip fetches one
    subprocess.run([sys.executable, "-m", "pip", "wheel", source, "--no-deps", *alone, "-w", place, "-q"], check=True)
    (wheel,) = place.glob("*.whl")
    environment = place / "environment"
    venv.create(environment, symlinks=os.name != "nt")
    python = environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    ours = Path(sysconfig.get_path("purelib", vars={"base": str(environment), "platbase": str(environment)}))
    install = [sys.executable, "-m", "pip", "install", wheel, "--no-deps", "--no-index", "-q", "--target", ours]
    subprocess.run(install, check=True)
    (ours / "borrowed.pth").write_text("\n".join(site.getsitepackages()), encoding="utf-8")
    return python


def ask(python: Path, place: Path, *arguments: str) -> str:
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "DISPLAY")}
    environment |= {"REVIEWER_HOME": str(place / "home")}
    done = subprocess.run([python, *arguments], cwd=place, env=environment, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done
    return done.stdout


def test_the_wheel_is_what_runs_and_it_carries_all_resources(installed: Path, tmp_path: Path) -> None:
    program = "import json, resources, reviewer; print(json.dumps([reviewer.__file__, str(resources.folder())]))"
    package, folder = json.loads(ask(installed, tmp_path, "-c", program))
    assert not Path(package).is_relative_to(ROOT) and not Path(folder).is_relative_to(ROOT)
    kept = subprocess.run(["git", "ls-files", "-z", "resources", "reviewer"], cwd=ROOT, capture_output=True, text=True)
    for name in filter(None, kept.stdout.split("\0")):
        base = Path(folder).parent if name.startswith("resources/") else Path(package).parent.parent
        hidden = Path(name).name.startswith(".")
        assert hidden or not (ROOT / name).exists() or (base / name).is_file(), name


def test_the_wheel_does_the_whole_job(installed: Path, tmp_path: Path) -> None:
    out = ask(installed, tmp_path, "-m", "reviewer", "demo", "Shown", "--no-window")
    assert "10 passages tagged" in out
    assert all((tmp_path / "Shown" / name).is_file() for _, name in EXPORTS)
    assert "reviewer, version" in ask(installed, tmp_path, "-m", "reviewer", "--version")
