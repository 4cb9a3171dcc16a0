"""Searches that are kept, from the command line: saved, listed with what they find now, never lost."""

from __future__ import annotations

from pathlib import Path

from reviewer.review.searches import save_search
from reviewer.search.sampling import Sample, drawn
from reviewer.store import documents, matter
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
    head = {"name": "Memos", "query": "memo", "sample": "", "folder": ""}
    assert memos == {**head, "documents": 2, "hits": 4, "error": ""}
    assert (lost["query"], lost["documents"]) == ("nofield:memo", None) and "no field 'nofield'" in lost["error"]
    assert (one["sample"], one["documents"], one["hits"]) == ("1 document, seed 7", 1, 2)


def test_a_sample_is_drawn_by_seed_and_is_that_of_the_window(tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    for number in range(12):
        write_pdf(folder / f"{number}.pdf", [f"Memo number {number}." if number else "A letter."])
    run = commands(tmp_path)
    run.ok("new", "M")
    run.ok("import", "M", "papers", "--ocr", "off")
    found = run.ok("search", "M", "memo", "--sample", "4", "--seed", "7", "--json").json
    with matter.opened(tmp_path / "M", read_only=True) as store:
        numbers = documents.control_numbers(store)
        memos = {one.id: one.control_number for one in documents.every(store) if one.path != "0.pdf"}
    wanted = sorted(numbers[document] for document in drawn(Sample(4, 7), memos))
    assert [result["control_number"] for result in found["results"]] == wanted
    assert (found["documents"], found["hits"], found["drawn_from"]) == (4, 4, 11)
    assert found["sample"] == {"size": 4, "seed": 7, "percent": False}
    assert found["read_as"].startswith("a random sample (4 documents, seed 7) of the 11 documents with")
    share = run.ok("search", "M", "", "--sample", "25%", "--seed", "7", "--json").json
    assert (share["documents"], share["hits"], share["drawn_from"]) == (3, 0, 12)
    for bad in (["--seed", "7"], ["--sample", "101%"]):
        assert run("search", "M", "memo", *bad).status == 2


def test_a_query_that_cannot_be_read_is_offered_mended(tmp_path: Path) -> None:
    run = commands(tmp_path)
    run.ok("new", "M")
    refused = run("search", "M", '(memo AND "opt out')
    assert refused.status == 1 and refused.out == ""
    assert refused.sentence.endswith('Did you mean: “(memo AND "opt out")”.')
    assert "Did you mean" not in run("search", "M", "date:2011-13-45").err
