"""A term report over the released e-mails of the corpus: the counts of another program, and plain Python."""

import csv
import unicodedata
from pathlib import Path

import pytest

from reviewer.search.terms import report_steps
from reviewer.store import documents, matter
from reviewer.store.term_reports import documents_of, figures
from tests import make

VOLUME = Path(__file__).parents[3] / "shared" / "corpus" / "VOL_HRC"

pytestmark = pytest.mark.corpus


def words(text: str) -> set[str]:
    """The words of a text, as plain Python has them: runs of letters and digits, folded."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(c for c in folded if not unicodedata.combining(c) and c != "\u00ad")
    return set("".join(c if c.isalnum() else " " for c in kept).split())


def test_the_report_agrees_with_the_truth_of_the_corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVIEWER_HOME", str(tmp_path / "home"))
    with (VOLUME / "SEARCH_TRUTH.tsv").open(encoding="utf-8") as file:
        truth = {row["word"]: int(row["documents"]) for row in csv.DictReader(file, delimiter="\t")}
    store = matter.create(tmp_path / "Case.matter")
    with matter.writing(store.db):
        for path in sorted((VOLUME / "TEXT").iterdir()):
            text = path.read_text(encoding="utf-8", errors="replace")
            make.add_document(store, make.extraction(text.split("\f")), path.name)
    steps = report_steps(store, tuple(enumerate(truth, 1)), "Ana")
    while True:
        try:
            next(steps)
        except StopIteration as end:
            made = end.value
            break
    assert {term.query: term.found.bit_count() for term in made.terms} == truth
    got = figures(made.terms)
    sets = {term.line: set(documents_of(term.found)) for term in made.terms}
    for line, found in sets.items():
        others = set().union(*(other for place, other in sets.items() if place != line))
        assert set(documents_of(got.unique[line])) == found - others
    any_of_them = {
        one for one in documents.ids(store) if words("\n".join(documents.page_texts(store, one).values())) & set(truth)
    }
    assert set(documents_of(got.found)) == any_of_them
    matter.close(store)
