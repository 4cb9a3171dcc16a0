"""Searches that are kept, from the command line: saved, listed with what they find now, never lost."""

from __future__ import annotations

from pathlib import Path

from reviewer.review.searches import save_search
from reviewer.store import matter
from tests.command import commands
from tests.make import write_pdf


def test_searches_are_kept_and_counted(tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    for name in ("a", "b"):
        write_pdf(folder / f"{name}.pdf", [f"The memo of {name}, a memo."])
    run = commands(tmp_path)
    run.ok("new", "M")
    run.ok("import", "M", "papers", "--ocr", "off")
    assert run.ok("searches", "M").out == ""
    assert run.ok("searches", "M", "--save", "Memos", "memo").out == "Memos\tmemo\t2 documents, 4 hits\n"
    assert "already" in run("searches", "M", "--save", "MEMOS", "b").sentence
    assert "character 6" in run("searches", "M", "--save", "Bad", "memo (").sentence
    with matter.opened(tmp_path / "M") as store:
        save_search(store, "Ana", "Lost", "nofield:memo")
        save_search(store, "Ana", "One", "memo", 1, False, 7)
    lost, memos, one = run.ok("searches", "M", "--json").lines
    assert memos == {"name": "Memos", "query": "memo", "sample": "", "documents": 2, "hits": 4, "error": ""}
    assert (lost["query"], lost["documents"]) == ("nofield:memo", None) and "no field 'nofield'" in lost["error"]
    assert (one["sample"], one["documents"], one["hits"]) == ("1 document, seed 7", 1, 2)
