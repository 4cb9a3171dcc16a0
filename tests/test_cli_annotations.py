"""Marks and comments that PDFs came with, from the command line: listed, taken over."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import Commands, commands
from tests.make import commented, highlighted, write_pdf


@pytest.fixture
def run(tmp_path: Path) -> Commands:
    """Commands in a folder with a matter `M` of three PDFs, two of them with marks."""
    folder = tmp_path / "papers"
    folder.mkdir()
    commented(folder / "a draft.pdf")
    highlighted(folder / "b word.pdf", 90, True)
    write_pdf(folder / "c plain.pdf", ["Nothing is marked."])
    made = commands(tmp_path)
    made.ok("new", "M")
    made.ok("import", "M", "papers", "--ocr", "off")
    return made


def test_marks_are_listed_and_taken_over(run: Commands) -> None:
    listed = run.ok("annotations", "M", "--json").lines
    assert [one["control_number"] for one in listed] == ["DOC-000001"] * 8 + ["DOC-000002"]
    assert not any(one["taken_over"] for one in listed)
    (one,) = run.ok("annotations", "M", "DOC-000002", "--json").lines
    assert (one["page"], one["kind"], one["author"]) == (1, "highlight", "R. Roe")
    assert (one["date"], one["words"], one["comment"]) == ("2009-03-03T14:05-05:00", "Witness", "See memo")
    assert len(one["boxes"]) == 1
    made = run.ok("annotations", "M", "--tag", "Admission", "--json").lines
    assert [passage["exact"] for passage in made] == ["The programme is voluntary.", "Witness"]
    assert made[1]["note"] == "See memo (R. Roe, Mar. 3, 2009)"
    assert run.ok("annotations", "M", "--tag", "Admission").out == ""
    listed = run.ok("annotations", "M", "--json").lines
    assert [one["taken_over"] for one in listed] == [True] * 3 + [False] * 5 + [True]
    assert len(run.ok("passages", "M", "--json").lines) == 2
    line = run.ok("annotations", "M", "DOC-000002").out
    assert line == "DOC-000002 at 1\thighlight\tR. Roe\t2009-03-03T14:05-05:00\t“Witness”\tSee memo\n"


def test_what_is_not_there_is_said(run: Commands) -> None:
    assert run.ok("annotations", "M", "DOC-000003").out == ""
    assert "DOC-000009" in run("annotations", "M", "DOC-000009").sentence
    assert "Nonesuch" in run("annotations", "M", "--tag", "Nonesuch").sentence
