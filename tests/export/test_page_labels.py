"""Field case 29: a page shows its printed label and its number, in every export."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from reviewer.export.export import export
from reviewer.export.templates import Kind
from reviewer.processing.intake import Import, Options, carry_out
from reviewer.review import coding as verbs
from reviewer.review.matters import new_matter
from reviewer.store import documents, matter
from tests.make import page_labels


@pytest.fixture(scope="module")
def labelled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A matter with the six labelled pages, words of the third tagged."""
    place = tmp_path_factory.mktemp("labels")
    store = new_matter(place / "M.matter", "M", "Ana")
    carry_out(Import(store, [page_labels(place / "six.pdf")], "Ana", Options()), lambda _: None)
    verbs.tag_quote(store, "Ana", "DOC-000001", 3, "sheet c", "Admission")
    matter.close(store)
    return place / "M.matter"


def test_the_labels_are_those_of_the_file(labelled: Path) -> None:
    with matter.opened(labelled, read_only=True) as store:
        pages = documents.pages(store, documents.ids(store)[0])
    assert [(page.number, page.label, page.bates) for page in pages] == [
        *((1, "i", ""), (2, "ii", ""), (3, "ABC-1", "")),
        *((4, "ABC-2", ""), (5, "ABC-3", ""), (6, "ABC-4", "")),
    ]


@pytest.mark.parametrize(
    ("kind", "template"),
    [(Kind.EXCERPTS, ""), (Kind.EXHIBIT_LIST, ""), (Kind.EXHIBIT_LIST, "ao187"), (Kind.EXHIBIT_LIST, "california")],
)
def test_every_list_shows_both(labelled: Path, tmp_path: Path, kind: str, template: str) -> None:
    with matter.opened(labelled, read_only=True) as store:
        export(store, kind, tmp_path / "list.csv", template=template)
        export(store, kind, tmp_path / "list.html", template=template)
    rows = list(csv.reader((tmp_path / "list.csv").open(encoding="utf-8-sig")))
    assert any("at 3 (ABC-1)" in cell for row in rows for cell in row)
    assert "at 3 (ABC-1)" in (tmp_path / "list.html").read_text(encoding="utf-8")
