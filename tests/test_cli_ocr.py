"""`reviewer ocr`: documents read by OCR again, and back; what is told of it, also by exports."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from reviewer.cli.commands import run
from tests.make import write_pdf

SHOWN = "The programme becomes mandatory in 2013, whatever is said."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A matter with two documents: one whose text layer is as it should be, one with words that are not shown."""
    monkeypatch.setenv("REVIEWER_HOME", str(tmp_path / "home"))
    source = tmp_path / "production"
    source.mkdir()
    write_pdf(source / "a.pdf", [SHOWN], (500, 160))
    with pymupdf.open(source / "a.pdf") as file:
        picture = file[0].get_pixmap(dpi=150).tobytes("png")
    with pymupdf.open() as made:
        page = made.new_page(width=500, height=160)
        page.insert_image(page.rect, stream=picture)
        words = "Some quite other words that the scanner's own program believed to have seen up here."
        page.insert_text((20, 40), words, fontsize=9, render_mode=3)
        made.save(source / "b.pdf")
    assert run(["new", str(tmp_path / "Case.matter")]) == 0
    assert run(["import", str(tmp_path / "Case.matter"), str(source), "--ocr", "off"]) == 0
    return tmp_path / "Case.matter"


def told(capsys: pytest.CaptureFixture[str], *arguments: str | Path, status: int = 0) -> tuple[str, str]:
    capsys.readouterr()
    assert run([str(argument) for argument in arguments]) == status
    found = capsys.readouterr()
    return found.out, found.err


def test_a_document_is_read_again_and_back(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before, _ = told(capsys, "text", folder, "DOC-000002")
    told(capsys, "tag", folder, "DOC-000002", "--page", "1", "--quote", "scanner's own program", "--tag", "Hot")
    out, err = told(capsys, "ocr", folder, "DOC-000001", "DOC-000002")
    assert out == "2 documents, 2 pages read again.\n"
    assert err.startswith("A passage of DOC-000002 was not found again")
    for number in ("DOC-000001", "DOC-000002"):
        assert " ".join(told(capsys, "text", folder, number)[0].split()) == SHOWN
    assert "2 documents, 2 hits" in told(capsys, "search", folder, "mandatory")[0], "the index follows"
    assert "was not found on its page" in told(capsys, "check", folder, status=1)[0]
    out, err = told(capsys, "export", folder, "excerpts", folder.parent / "excerpts.csv")
    assert "1 quotes changed" in out and "1 quote was not found" in err
    kept = (folder.parent / "excerpts.csv").read_text(encoding="utf-8-sig")
    assert "scanner's own program" in kept and "not found" in kept
    told(capsys, "ocr", folder, "DOC-000002", "--off")
    assert told(capsys, "text", folder, "DOC-000002")[0] == before
    assert told(capsys, "check", folder)[0] == "Problems: none\n"


def test_a_language_that_is_not_there_is_said_in_a_sentence(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (("ocr", folder, "DOC-000001"), ("import", folder, folder.parent / "production")):
        _, err = told(capsys, *arguments, "--language", "eng+deu", status=1)
        assert err.count("\n") == 1 and "deu.traineddata" in err and str(folder.parent / "home") in err
