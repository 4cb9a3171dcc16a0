"""Files that are referred to where they are: nothing is copied, and a change is told (field case 35)."""

from __future__ import annotations

from pathlib import Path

from reviewer.model import Problem
from reviewer.review import coding as verbs
from reviewer.review.check import check
from reviewer.store import coding, documents, matter
from tests.make import write_pdf
from tests.processing.importing import AUTHOR, bring_in, holding


def problems(folder: Path) -> list[Problem]:
    with matter.opened(folder, read_only=True) as store:
        return list(check(store))


def drawn(folder: Path, control_number: str) -> Path:
    with matter.opened(folder, read_only=True) as store:
        return documents.pdf_path(store, documents.by_control_number(store, control_number).id)


def test_nothing_is_copied(source: Path, matter_folder: Path) -> None:
    write_pdf(source / "a.pdf", ["The words of the memo."])
    (source / "b.txt").write_text("A note.")
    report, found = bring_in(matter_folder, source, in_place=True)
    assert report.imported == 2
    assert list((matter_folder / "originals").iterdir()) == []
    assert drawn(matter_folder, found.by_path["a.pdf"].control_number) == (source / "a.pdf").resolve()
    assert problems(matter_folder) == []


def test_a_file_that_is_gone_is_told_and_found_again_where_it_went(source: Path, matter_folder: Path) -> None:
    write_pdf(source / "a.pdf", ["The words of the memo."])
    _, before = bring_in(matter_folder, source, in_place=True)
    moved = source.rename(source.with_name("moved"))
    (problem,) = problems(matter_folder)
    assert problem.kind == "file" and "DOC-000001 can't be read" in problem.what
    report, after = bring_in(matter_folder, moved, in_place=True)
    assert (report.seen, report.imported, report.duplicates) == (1, 1, 0)
    assert after.documents == before.documents
    assert drawn(matter_folder, "DOC-000001") == (moved / "a.pdf").resolve()
    assert problems(matter_folder) == []
    again, _ = bring_in(matter_folder, moved, in_place=True)
    assert (again.seen, len(holding(matter_folder).documents)) == (1, 1)


def test_other_bytes_under_the_same_name_are_another_document(source: Path, matter_folder: Path) -> None:
    write_pdf(source / "a.pdf", ["The programme is voluntary."])
    bring_in(matter_folder, source, in_place=True)
    with matter.opened(matter_folder) as store:
        verbs.seed_codebook(store, AUTHOR)
        verbs.tag_quote(store, AUTHOR, "DOC-000001", 1, "voluntary", "Hot")
    write_pdf(source / "a.pdf", ["The programme will become mandatory."])
    (problem,) = problems(matter_folder)
    assert problem.what == "the produced file of DOC-000001 was changed after import"
    report, found = bring_in(matter_folder, source, in_place=True)
    assert (report.imported, report.duplicates) == (1, 0)
    assert [document.path for document in found.documents] == ["a.pdf", "a.pdf"]
    first, second = found.documents
    assert found.texts[first.id] == {1: "The programme is voluntary."}
    assert found.texts[second.id] == {1: "The programme will become mandatory."}
    with matter.opened(matter_folder, read_only=True) as store:
        assert [passage.control_number for passage in coding.passages(store)] == ["DOC-000001"]
    assert [problem.what for problem in problems(matter_folder)] == [problem.what]


def test_a_copy_beside_an_original_that_is_there_is_a_duplicate(source: Path, matter_folder: Path) -> None:
    write_pdf(source / "a.pdf", ["The words of the memo."])
    bring_in(matter_folder, source, in_place=True)
    (source / "b.pdf").write_bytes((source / "a.pdf").read_bytes())
    report, found = bring_in(matter_folder, source, in_place=True)
    assert (report.imported, report.duplicates) == (2, 1)
    assert found.by_path["b.pdf"].duplicate_of == "DOC-000001"
