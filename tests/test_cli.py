"""The command line, as the contract has it: keys, exit statuses, one sentence for bad input."""

from __future__ import annotations

import csv
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pymupdf
import pytest

from reviewer.store import matter
from tests.command import ROOT, Commands, commands
from tests.make import locked_pdf, one_word, page_break, write_pdf

MEMO = "The programme will become mandatory in 2013;\nno county may opt out of it. Bénard said so."
DOCUMENT_KEYS = [
    *("control_number", "bates_begin", "bates_end", "parent", "family", "type", "title", "author"),
    *("from", "to", "cc", "bcc", "subject", "date", "date_source", "pages"),
    *("sha256", "md5", "path", "text_source", "duplicate_of", "flags"),
]
IMPORT_KEYS = [
    *("seen", "imported", "duplicates", "exceptions"),
    *("documents", "pages", "pages_without_text", "pages_ocred"),
]
PASSAGE_KEYS = ["id", "control_number", "pages", "bates", "exact", "tags", "note", "author", "at"]


def production(folder: Path) -> Path:
    folder.mkdir()
    write_pdf(folder / "a memo.pdf", [MEMO, "The second page, of the attorney."])
    page_break(folder / "b waiver.pdf")
    one_word(folder / "c turned.pdf", 90, True)
    (folder / "d note.txt").write_text("From: A. Smith\nTo: B. Jones\nSubject: Prints\n\nNothing.", encoding="utf-8")
    (folder / "e empty.pdf").touch()
    locked_pdf(folder / "f locked.pdf", ["Behind a password: attorney."], "secret")
    return folder


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a matter, `M`, into which the production was imported; never written by a test."""
    place = tmp_path_factory.mktemp("commands")
    production(place / "papers")
    run = commands(place)
    run.ok("new", "M", "--name", "Doe v. Roe")
    run.ok("import", "M", "papers", "--custodian", "Sheriff")
    return place


@pytest.fixture(scope="module")
def asked(made: Path) -> Commands:
    """Commands that only ask the matter `M`."""
    return commands(made)


@pytest.fixture
def run(made: Path, tmp_path: Path) -> Commands:
    """Commands over a copy of the matter `M`."""
    shutil.copytree(made / "M", tmp_path / "M")
    return commands(tmp_path)


# Done


def test_a_matter_is_made_with_its_codebook(tmp_path: Path) -> None:
    run = commands(tmp_path)
    assert run("new", "Case.matter", "--name", "Doe v. Roe").out == ""
    with matter.opened(tmp_path / "Case.matter", read_only=True) as store:
        assert store.name == "Doe v. Roe"
        assert store.db.execute("SELECT count(*) FROM tag WHERE name = 'Hot'").fetchone() == (1,)


def test_import_tells_its_ledger(tmp_path: Path) -> None:
    run = commands(tmp_path)
    production(tmp_path / "papers")
    run.ok("new", "M")
    done = run.ok("import", "M", "papers", "--json", "--ocr", "off")
    assert list(done.json) == IMPORT_KEYS and done.err == ""
    assert done.json == dict(zip(IMPORT_KEYS, (6, 4, 0, 2, 4, 10, 0, 0), strict=True))
    again = run.ok("import", "M", "papers", "--password", "wrong", "--password", "secret", "--json").json
    assert (again["seen"], again["imported"], again["exceptions"]) == (6, 5, 1)
    assert "Behind a password" in run.ok("text", "M", "DOC-000006").out


@pytest.mark.parametrize("mode", ["auto", "off", "force"])
def test_the_modes_of_ocr_are_those_of_the_contract(tmp_path: Path, mode: str) -> None:
    run = commands(tmp_path)
    write_pdf(tmp_path / "a.pdf", ["The programme is voluntary."])
    run.ok("new", "M")
    ledger = run.ok("import", "M", "a.pdf", "--ocr", mode, "--json").json
    assert ledger["pages_ocred"] == (1 if mode == "force" else 0)
    assert "programme is voluntary" in run.ok("text", "M", "DOC-000001").out


def test_documents_have_the_keys_of_the_contract(asked: Commands) -> None:
    found = asked.ok("documents", "M", "--json").lines
    assert [list(document) for document in found] == [DOCUMENT_KEYS] * 4
    assert [document["path"] for document in found] == ["a memo.pdf", "b waiver.pdf", "c turned.pdf", "d note.txt"]
    waiver, note = found[1], found[3]
    assert (waiver["bates_begin"], waiver["bates_end"], waiver["pages"]) == ("ABC-0000001", "ABC-0000006", 6)
    assert (note["from"], note["to"], note["subject"], note["type"]) == ("A. Smith", "B. Jones", "Prints", "Text")
    assert (note["parent"], note["family"], note["flags"]) == ("", "DOC-000004", [])
    assert len(asked.ok("documents", "M").out.splitlines()) == 4


def test_text_of_a_document_and_of_a_page(asked: Commands) -> None:
    assert asked.ok("text", "M", "DOC-000001").out.split("\f") == [MEMO, "The second page, of the attorney.\n"]
    assert asked.ok("text", "M", "doc-000001", "--page", 2).out == "The second page, of the attorney.\n"
    assert "waiver of the attorney" in asked.ok("text", "M", "ABC-0000004", "--page", 4).out


def test_exceptions_say_why_in_plain_words(asked: Commands) -> None:
    found = asked.ok("exceptions", "M", "--json").lines
    assert [list(entry) for entry in found] == [["path", "stage", "reason", "detail"]] * 2
    assert {entry["path"]: entry["reason"] for entry in found} == {
        "e empty.pdf": "it is empty",
        "f locked.pdf": "it is locked by a password",
    }
    lines = asked.ok("exceptions", "M").out.splitlines()
    assert lines[1] == "f locked.pdf\tit is locked by a password. Ask for the password, then import again with it."


def test_search_tells_where_the_words_are(asked: Commands) -> None:
    found = asked.ok("search", "M", "mandatory", "--json").json
    assert list(found) == ["query", "read_as", "documents", "hits", "results"]
    assert (found["query"], found["documents"], found["hits"]) == ("mandatory", 1, 1)
    none = asked.ok("search", "M", "mandatory zebra", "--json").json
    assert none["notes"][:2] == ["the word 'mandatory' alone: 1 document", "the word 'zebra' alone: none"]
    (result,) = found["results"]
    assert list(result) == ["control_number", "title", "hits", "pages"]
    (page,) = result["pages"]
    assert list(page) == ["page", "bates", "label", "hits"]
    (hit,) = page["hits"]
    assert list(hit) == ["start", "end", "text", "boxes"]
    text = asked.ok("text", "M", result["control_number"], "--page", page["page"]).out
    assert text[hit["start"] : hit["end"]] == hit["text"] == "mandatory"


def test_search_in_fields_says_what_they_hold(asked: Commands) -> None:
    found = asked.ok("search", "M", "from:smith to:jones OR mandatory", "--json").json
    assert (found["documents"], found["hits"]) == (2, 1)
    assert [result.get("fields", []) for result in found["results"] if not result["hits"]] == [
        [{"field": "From", "text": "A. Smith", "page": 1}, {"field": "To", "text": "B. Jones", "page": 1}]
    ]
    assert "  From: A. Smith\n" in asked.ok("search", "M", "from:smith").out
    refused = asked("search", "M", "bogus:attorney")
    assert refused.status == 1 and "there is no field 'bogus'. The fields are from, to" in refused.err


@pytest.mark.parametrize(("name", "word"), [("a memo.pdf", "Bénard"), ("c turned.pdf", "Witness")])
def test_boxes_cover_the_words_as_displayed(asked: Commands, made: Path, name: str, word: str) -> None:
    (result,) = asked.ok("search", "M", word, "--json").json["results"]
    (page,) = result["pages"]
    ((x0, y0, x1, y1),) = page["hits"][0]["boxes"]
    with pymupdf.open(made / "papers" / name) as opened:
        shown = opened[page["page"] - 1]
        (place,) = [pymupdf.Rect(entry[:4]) for entry in shown.get_text("words") if entry[4] == word]
        place = place * shown.rotation_matrix
        assert shown.rect.contains(place)
    assert abs(x0 - place.x0) < 4 and abs(y0 - place.y0) < 4 and abs(x1 - place.x1) < 4 and abs(y1 - place.y1) < 4


def test_a_hit_over_a_page_break_has_a_part_on_each_page(asked: Commands) -> None:
    found = asked.ok("search", "M", '"attorney client privilege"', "--json").json
    assert (found["documents"], found["hits"]) == (1, 1)
    pages = found["results"][0]["pages"]
    assert [(page["page"], page["bates"]) for page in pages] == [(4, "ABC-0000004"), (5, "ABC-0000005")]
    assert [hit["text"] for page in pages for hit in page["hits"]] == ["attorney", "client privilege"]
    assert all(hit["boxes"] for page in pages for hit in page["hits"])


def test_a_limit_shortens_the_results_alone(asked: Commands) -> None:
    found = asked.ok("search", "M", "the", "--limit", 1, "--json").json
    assert found["documents"] > 1 and len(found["results"]) == 1
    assert "2 documents, 2 hits" in asked.ok("search", "M", "attorney").out.splitlines()[0]


def test_passages_are_tagged_listed_and_exported(run: Commands) -> None:
    tagged = run.ok(
        *("tag", "M", "DOC-000001", "--page", 1, "--quote", "mandatory  in 2013; no county", "--tag", "admission"),
        *("--note", "As the memo says.", "--json"),
    ).json
    assert list(tagged) == PASSAGE_KEYS
    assert (tagged["control_number"], tagged["pages"], tagged["tags"]) == ("DOC-000001", [1], ["Admission"])
    assert tagged["exact"] == "mandatory in 2013;\nno county" and tagged["note"] == "As the memo says."
    run.ok("tag", "M", "ABC-0000004", "--page", 4, "--quote", "waiver of the attorney", "--tag", "Hot")
    listed = run.ok("passages", "M", "--json").lines
    assert listed[0] == tagged and listed[1]["bates"] == "ABC-0000004"
    assert [entry["tags"] for entry in run.ok("passages", "M", "--tag", "Hot", "--json").lines] == [["Hot"]]
    for kind, suffix in (("excerpts", "csv"), ("exhibit-list", "docx"), ("exhibit-list", "xlsx"), ("excerpts", "html")):
        done = run.ok("export", "M", kind, f"out.{suffix}")
        assert (
            "2 rows, 0 quotes changed" in done.out and done.err == "" and (run.place / f"out.{suffix}").stat().st_size
        )
    run.ok("export", "M", "excerpts", "one.csv", "--tag", "Hot")
    run.ok("export", "M", "excerpts", "other.csv", "--query", "mandatory")
    rows = {name: (run.place / name).read_text("utf-8-sig") for name in ("out.csv", "one.csv", "other.csv")}
    assert [len(list(csv.reader(text.splitlines(True)))) for text in rows.values()] == [3, 2, 2]


def test_a_sound_matter_passes_the_check(run: Commands) -> None:
    assert run.ok("check", "M", "--json").json == {"ok": True, "problems": []}
    assert run.ok("check", "M").out == "Problems: none\n"


def test_the_check_tells_what_is_wrong(run: Commands) -> None:
    run.ok("tag", "M", "DOC-000001", "--page", 1, "--quote", "mandatory", "--tag", "Hot")
    original = max((run.place / "M" / "originals").rglob("*.pdf"), key=lambda path: path.stat().st_size)
    original.chmod(0o600)
    original.write_bytes(b"other bytes")
    with sqlite3.connect(run.place / "M" / "matter.sqlite") as connection:
        connection.execute("UPDATE page SET text = 'Nothing' WHERE document_id = 1")
        connection.execute("UPDATE operation SET author = 'Somebody else'")
    done = run("check", "M", "--json")
    assert done.status == 1 and done.err == "" and done.json["ok"] is False
    assert [list(problem) for problem in done.json["problems"]] == [["kind", "what", "do"]] * len(done.json["problems"])
    assert {"file", "anchor", "audit"} <= {problem["kind"] for problem in done.json["problems"]}
    assert all(problem["what"] and problem["do"] for problem in done.json["problems"])


# Bad input: one sentence, exit status 1


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (["import", "M", "nowhere"], "nowhere was not imported: there is nothing at that path. Check the path"),
        (["import", "M", "bare"], "bare was not imported: it holds no files"),
        (["import", "nowhere", "bare"], "nowhere was not opened: it is not a matter"),
        (["documents", "bare"], "bare was not opened: it is not a matter"),
        (["new", "M"], "The matter M was not made: something stands there already"),
        (["text", "M", "DOC-000099"], "The document DOC-000099 was not found"),
        (["text", "M", "DOC-000001", "--page", "9"], "Page 9 was not found: the document has 2 pages"),
        (["search", "M", "attorney AND"], "AND"),
        (["search", "M", 'a "unclosed'], "The query can't be read at character 3: the quote that opens here is not"),
        (["search", "M", ""], "empty"),
        (["search", "M", "bogus:x"], "bogus"),
        (
            ["tag", "M", "DOC-000001", "--page", "2", "--quote", "mandatory", "--tag", "Hot"],
            "The quote was not tagged: page 2 of DOC-000001 does not hold those words",
        ),
        (["tag", "M", "DOC-000001", "--page", "1", "--quote", "mandatory", "--tag", "Hit"], "Hit"),
        (["tag", "M", "DOC-000001", "--page", "9", "--quote", "mandatory", "--tag", "Hot"], "Page 9 was not found"),
        (["tag", "M", "DOC-000001", "--page", "1", "--quote", " ", "--tag", "Hot"], "tagged"),
        (["passages", "M", "--tag", "Hit"], "Hit"),
        (["export", "M", "exhibits", "out.csv"], "exhibits"),
        (["export", "M", "excerpts", "out.odt"], "odt"),
        (["export", "M", "excerpts", "out"], "out"),
        (["export", "M", "excerpts", "nowhere/out.csv"], "nowhere"),
        (["export", "M", "excerpts", "out.csv", "--tag", "Hit"], "Hit"),
        (["export", "M", "excerpts", "out.csv", "--query", "(x"], "at character 1: the bracket that"),
        (["nowhere"], "nowhere was not opened: there is no matter at that path, and no command of that name"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_bad_input_gets_one_sentence(asked: Commands, made: Path, command: list[str], says: str) -> None:
    (made / "bare").mkdir(exist_ok=True)
    before = _files(made)
    assert says in asked(*command).sentence
    assert _files(made) == before


def _files(place: Path) -> list[Path]:
    """All that stands there, but for the index and what SQLite keeps beside a file while it is open."""
    found = (path for path in place.rglob("*") if "home" not in path.parts)
    return sorted(path for path in found if not path.name.startswith("matter.sqlite-"))


@pytest.mark.parametrize(
    "command",
    [
        ["import", "M"],
        ["import", "M", "papers", "--ocr", "sometimes"],
        ["serach", "M", "x"],
        ["tag", "M", "DOC-000001", "--quote", "x", "--tag", "Hot"],
        ["text", "M", "DOC-000001", "--page", "0"],
        ["search", "M"],
        ["--bogus"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_told_with_exit_status_2(asked: Commands, command: list[str]) -> None:
    done = asked(*command)
    assert done.status == 2 and done.out == "" and "Usage: reviewer" in done.err and "Traceback" not in done.err


def test_help_and_version(asked: Commands) -> None:
    for command in (["--help"], ["import", "--help"], ["--version"]):
        assert asked.ok(*command).out


def test_a_matter_of_a_newer_version_is_refused(run: Commands) -> None:
    with sqlite3.connect(run.place / "M" / "matter.sqlite") as connection:
        (table,) = connection.execute("SELECT name FROM sqlite_master WHERE name LIKE '%migrations%'").fetchone()
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        last = dict(zip(columns, connection.execute(f"SELECT * FROM {table}").fetchone(), strict=True))
        newer = last | {"name": "950_from_the_future"} | ({"id": 950} if "id" in last else {})
        connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns))})", list(newer.values()))
    for command in (["documents", "M"], ["search", "M", "x"], ["check", "M"], ["import", "M", "M"]):
        says = run(*command).sentence
        assert "written by a newer version of Reviewer (it has 950_from_the_future). Install the newer version" in says


def test_a_matter_that_another_process_holds(run: Commands) -> None:
    holder = matter.open_matter(run.place / "M")
    try:
        write_pdf(run.place / "a.pdf", ["one"])
        for command in (
            ["import", "M", "a.pdf"],
            ["tag", "M", "DOC-000001", "--page", "1", "--quote", "mandatory", "--tag", "Hot"],
        ):
            says = run(*command).sentence
            assert f"(process {os.getpid()}) has had it open since" in says and "Close it there" in says
        assert len(run.ok("documents", "M", "--json").lines) == 4  # reading is for everybody
        assert run.ok("search", "M", "mandatory", "--json").json["hits"] == 1
    finally:
        matter.close(holder)
    run.ok("import", "M", "a.pdf")


def test_a_damaged_matter_is_told(run: Commands) -> None:
    file = run.place / "M" / "matter.sqlite"
    size = file.stat().st_size
    with file.open("r+b") as opened:
        for place in range(4096, size, 4096):
            opened.seek(place)
            opened.write(b"\xa5" * 4096)
    for command in (["documents", "M"], ["passages", "M"], ["exceptions", "M"], ["search", "M", "x"]):
        assert "its file is damaged" in run(*command).sentence
    (run.place / "M2").mkdir()
    (run.place / "M2" / "matter.sqlite").write_bytes(b"This is no database." * 100)
    assert "its file is damaged" in run("documents", "M2").sentence


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_what_other_programs_read_is_utf_8(asked: Commands, encoding: str) -> None:
    """As on Windows, where a pipe is of the code page."""
    done = asked.ok("search", "M", "Bénard", "--json", PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert done.json["results"][0]["pages"][0]["hits"][0]["text"] == "Bénard"
    assert "Bénard" in asked.ok("text", "M", "DOC-000001", PYTHONIOENCODING=encoding).out


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a screen")
def test_without_a_screen_the_window_says_so(asked: Commands) -> None:
    for command in ([], ["M"]):
        says = asked(*command).sentence
        assert "screen" in says and "reviewer --help" in says


def test_the_window_and_qt_are_not_loaded_by_commands(asked: Commands) -> None:
    program = "import sys; from reviewer.cli import run; run(['documents', 'M']); print('PySide6' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=asked.place,
        env=asked.environment | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "False"
