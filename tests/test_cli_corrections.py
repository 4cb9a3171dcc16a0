"""Commands that correct what a matter says of its documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewer.store import matter
from tests.command import Commands, commands
from tests.make import coded_matter, write_pdf


@pytest.fixture
def run(tmp_path: Path) -> Commands:
    """Commands in a folder with the matter `M`, whose document has three pages, ABC-0000001 to ABC-0000003."""
    matter.close(coded_matter(tmp_path / "M", ["One.", "Two.", "Three."]))
    return commands(tmp_path)


def test_bates_numbers_are_corrected(run: Commands) -> None:
    done = run.ok("bates", "M", "DOC-000001", "--page", 2, "--to", 3, "--number", "ABC-0000007")
    assert done.out.splitlines() == ["page 2: ABC-0000002 → ABC-0000007", "page 3: ABC-0000003 → ABC-0000008"]
    assert done.err == "page 2: ABC-0000007 gap: ABC-0000002 – ABC-0000006 are on no page of this document.\n"
    assert run.ok("bates", "M", "DOC-000001", "--page", 3, "--number", "").out == "page 3: ABC-0000008 → no number\n"
    assert "ABC-0000001" in run.ok("documents", "M").out
    refused = run("bates", "M", "DOC-000001", "--page", 4, "--number", "ABC-1")
    assert refused.sentence == "Page 4 was not found: the document has 3 pages. Name pages from 1."
    assert "is not a Bates number" in run("bates", "M", "DOC-000001", "--page", 1, "--number", "four").sentence


def test_how_a_load_file_is_written_may_be_said(run: Commands) -> None:
    write_pdf(run.place / "1.pdf", ["One."])
    (run.place / "x.dat").write_bytes("BEGDOC|Note|NATIVELINK\nA1|é, ü|1.pdf\n".encode("cp1252"))
    done = run.ok("import", "M", "x.dat", "--ocr", "off", "--dialect", "pipe", "--encoding", "windows-1252")
    assert done.err.startswith("x.dat is a load file of 1 rows (Windows-1252, | between values, nothing around values")
    assert run("import", "M", "x.dat", "--dialect", "morse").status == 2


def test_the_time_zone_of_a_matter(run: Commands) -> None:
    assert run.ok("zone", "M").out == "none: each date stands in its own zone\n"
    assert run.ok("zone", "M", "america/chicago").out == "America/Chicago\n"
    assert run.ok("zone", "M").out == "America/Chicago\n"
    assert "“CST6” is not a time zone" in run("zone", "M", "CST6").sentence
    assert run.ok("zone", "M", "none").out == "none: each date stands in its own zone\n"
