"""Term reports and the search diary from the command line."""

from __future__ import annotations

import csv

import pytest

from reviewer.store import diary, matter
from tests.command import Commands, commands
from tests.make import write_pdf

PAPERS = {"a": "The memo of the attorney, a memo.", "b": "The county was told.", "c": "The attorney of the county."}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Commands:
    place = tmp_path_factory.mktemp("commands")
    (place / "papers").mkdir()
    for name, text in PAPERS.items():
        write_pdf(place / "papers" / f"{name}.pdf", [text])
    made = commands(place)
    made.ok("new", "M")
    made.ok("import", "M", "papers", "--ocr", "off")
    return made


def told(run: Commands) -> list[tuple[str, int, int]]:
    with matter.opened(run.place / "M", read_only=True) as store:
        return [(entry.search.query, entry.search.documents, entry.search.hits) for entry in diary.entries(store)]


def test_a_list_is_counted_as_its_terms_are_searched(run: Commands) -> None:
    queries = ["memo", "attorney OR county", '"of the"', "memo AND", "nowhere"]
    (run.place / "list.txt").write_text("# terms\n" + "\n".join(queries), encoding="utf-8")
    report = run.ok("terms", "M", "list.txt", "--json", "--out", "terms.csv").json
    assert [term["query"] for term in report["terms"]] == queries
    bad = report["terms"][3]
    assert (bad["line"], bad["position"]) == (5, 5) and "can't be read" in bad["error"]
    for term in report["terms"][1:3]:
        found = run.ok("search", "M", term["query"], "--json").json
        assert (term["documents"], term["hits"], term["read_as"]) == (
            found["documents"],
            found["hits"],
            found["read_as"],
        )
    counts = [(term.get("documents_with_family"), term.get("unique_documents")) for term in report["terms"]]
    assert counts == [(1, 0), (3, 1), (2, 0), (None, None), (0, 0)]
    assert report["total"] == {"documents": 3, "documents_with_family": 3}
    assert report["state"]["documents"] == 3 and len(report["state"]["digest"]) == 64
    assert told(run)[0] == (f"Term report {report['report']}: 5 terms", 3, 8)
    lines = list(csv.reader((run.place / "terms.csv").open(encoding="utf-8-sig", newline="")))
    assert [line[1] for line in lines[1:]] == [*queries, "All terms that are counted"]
    shown = run.ok("terms", "M", "list.txt").out.splitlines()
    assert shown[1] == "memo\t1\t2\t1\t0" and shown[4].startswith("memo AND\tline 5, character 6: The query")
    assert shown[-1] == "all terms\t3\t\t3\t"


def test_each_search_is_noted_and_the_diary_is_written(run: Commands) -> None:
    before = len(told(run))
    for query in ("told", "told", "from:nobody"):
        run.ok("search", "M", query)
    assert "Nothing was exported" in run("export", "M", "excerpts", "x.pdf", "--query", "memo").sentence
    assert run("search", "M", "told AND").status == 1
    assert told(run)[before:] == [("told", 1, 1), ("from:nobody", 0, 0)]
    assert "quotes changed" in run.ok("export", "M", "search-diary", "diary.pdf").out
    assert (run.place / "diary.pdf").read_bytes().startswith(b"%PDF")
    with matter.opened(run.place / "M"):
        busy = run.ok("search", "M", "county")
    assert busy.out.startswith("documents with the word 'county': 2 documents")
    assert busy.err.startswith("The search was not noted in the search diary: ") and "has had it open" in busy.err
    assert len(told(run)) == before + 2


def test_a_list_that_is_none_is_told(run: Commands) -> None:
    assert "can't be read" in run("terms", "M", "none.txt").sentence
    (run.place / "empty.txt").write_text("# nothing\n")
    assert "the list holds no term" in run("terms", "M", "empty.txt").sentence
