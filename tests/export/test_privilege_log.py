"""The privilege log: who is in it, what stands in its columns, what it warns of."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.errors import ReviewerError
from reviewer.export.export import ExportResult, export
from reviewer.model import DocumentId, Span
from reviewer.review import coding as verbs
from reviewer.review.document_coding import code, tag_documents
from reviewer.store import matter
from reviewer.store.matter import Store
from tests import make
from tests.export.export_matter import read_stored

ANA = "Ana Ruiz"
ONE, TWO, THREE = map(DocumentId, (1, 2, 3))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A mail with an attachment, and a memo."""
    store = matter.create(tmp_path / "Case.matter", "Doe v. Roe")
    verbs.seed_codebook(store, ANA)
    said = {"sender": "T. Renn", "to": "W. Ashgrove", "cc": "H. Varga", "subject": "Opt out", "date": "2009-03-05"}
    make.add_document(store, make.extraction(["Dear Walter"], "ABC-", **said), "mail.pdf")
    make.add_child(store, ONE, "annex.pdf", make.extraction(["One", "Advice of counsel", "Three"]))
    make.add_document(store, make.extraction(["A memo"], "XYZ-"), "memo.pdf")
    yield store
    matter.close(store)


def log(store: Store, **chosen: object) -> tuple[list[dict[str, str]], ExportResult]:
    out = store.folder.parent / "log.csv"
    done = export(store, "privilege-log", out, **chosen)  # type: ignore[arg-type]
    with out.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file)), done


def test_a_document_is_listed_where_it_is_coded_though_no_words_are_tagged(store: Store) -> None:
    code(store, ANA, [ONE], {"responsive": "yes", "privilege": "withheld in full", "description": "Advice on letters."})
    tag_documents(store, ANA, [ONE], "Attorney-client")
    verbs.tag_spans(store, ANA, TWO, [Span(2, 0, 6)], ["Work product", "Hot"], "Never to be seen.")
    code(store, ANA, [TWO], {"privilege": "withheld in part"})
    (first, second), done = log(store)
    assert [first[name] for name in ("No.", "Author / From", "Recipients", "Cc", "Privilege asserted")] == [
        "1", "T. Renn", "W. Ashgrove", "H. Varga", "Attorney-client",
    ]  # fmt: skip
    assert (first["Treatment"], first["Description"], first["Attachments"], first["Pages of the claim"]) == (
        "withheld in full", "Advice on letters.", "1", "",
    )  # fmt: skip
    assert (second["Treatment"], second["Privilege asserted"], second["Pages of the claim"], second["Parent"]) == (
        "withheld in part", "Work product", "2", "no. 1",
    )  # fmt: skip
    assert not any(
        "Never to be seen" in cell or "Advice of" in cell for row in (first, second) for cell in row.values()
    )
    assert done.rows == 2
    assert done.warnings == ("1 claim is incomplete: search for has:missing-coding to see what is missing.",)


def test_a_document_that_is_coded_as_not_privileged_is_left_out(store: Store) -> None:
    verbs.tag_spans(store, ANA, ONE, [Span(1, 0, 4)], ["Deliberative process"])
    tag_documents(store, ANA, [THREE], "Law enforcement")
    assert [row["No."] for row in log(store)[0]] == ["1", "2"]
    code(store, ANA, [ONE], {"privilege": "none"})
    assert [row["Privilege asserted"] for row in log(store)[0]] == ["Law enforcement"]
    with pytest.raises(ReviewerError, match="no document is claimed to be privileged"):
        log(store, documents={ONE})


def test_the_log_takes_documents_but_no_tags(store: Store) -> None:
    code(store, ANA, [ONE, THREE], {"privilege": "released by order"})
    assert [row["Bates begin"] for row in log(store, documents={THREE})[0]] == ["XYZ-0000001"]
    with pytest.raises(ReviewerError, match="Leave out the tags"):
        log(store, tag_names=["Hot"])


def test_other_lists_warn_of_documents_that_are_withheld_or_confidential_as_a_whole(store: Store) -> None:
    out = store.folder.parent / "list.csv"
    for document in (ONE, TWO, THREE):
        verbs.tag_spans(store, ANA, document, [Span(1, 0, 1)], ["Hot"])
    code(store, ANA, [ONE], {"privilege": "released by order", "confidentiality": "none"})
    assert not [
        line for line in export(store, "excerpts", out, read_page=read_stored(store)).warnings if "coded" in line
    ]
    code(store, ANA, [ONE], {"confidentiality": "attorneys' eyes only"})
    tag_documents(store, ANA, [TWO], "Attorney-client")
    said = export(store, "exhibit-list", out, template="ao187", read_page=read_stored(store)).warnings
    assert "2 documents are coded as withheld or confidential: see that it may be filed." in said
