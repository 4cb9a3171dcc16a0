"""Term reports count as searches count; unique and family figures are those of plain Python."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviewer.errors import ReviewerError
from reviewer.jobs import Progress
from reviewer.model import DocumentId
from reviewer.review import coding
from reviewer.search.term_lists import MOST_TERMS, listed, listed_in
from reviewer.search.terms import report_steps
from reviewer.search.worker import search_matter
from reviewer.store import documents, matter, term_reports
from reviewer.store.matter import Store
from reviewer.store.state import state
from reviewer.store.term_reports import TermReport, documents_of, figures
from reviewer.words import VARIABLE
from tests import make

WORDS = ("memo", "attorney", "client", "county", "voluntary", "mandatory")
PAPERS = (
    ["memo attorney client", "county memo"],
    ["county voluntary"],
    ["mandatory"],
    ["attorney client memo mandatory"],
    ["the rest"],
    ["client voluntary client"],
)
CHILDREN = {1: ["attorney"], 2: ["memo", "county"], 5: ["nothing of it"]}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Papers 1 to 6; three of them have a file inside, and one of those another."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REVIEWER_HOME", str(tmp_path_factory.mktemp("home")))
        made = matter.create(tmp_path_factory.mktemp("matter") / "Case.matter")
        for number, pages in enumerate(PAPERS, 1):
            make.add_document(made, make.extraction(pages, f"P{number}-"), f"{number}.pdf")
        for parent, pages in CHILDREN.items():
            make.add_child(made, DocumentId(parent), f"in {parent}.pdf", make.extraction(pages))
        make.add_child(made, DocumentId(len(PAPERS) + 1), "deep.pdf", make.extraction(["voluntary"]))
        yield made
        matter.close(made)


def run(steps: Generator[Progress, None, TermReport]) -> TermReport:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            made: TermReport = end.value
            return made


def reported(store: Store, *queries: str) -> TermReport:
    return run(report_steps(store, tuple(enumerate(queries, 1)), "Ana"))


def test_a_report_is_kept_in_english(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "es")
    read, unread = reported(store, "memo", "memo AND").terms
    assert read.read_as == "documents with the word 'memo'"
    assert unread.error.startswith("The query can't be read: 'AND' needs something after it.")


TERMS = ("memo", '"attorney client"', "client OR county", "NOT memo", "m*", "bates:P1-1..P1-2", "has:attachment")


def test_each_term_counts_as_a_search_for_it_does(store: Store) -> None:
    made = reported(store, *TERMS)
    assert len({term.hits for term in made.terms}) > 3
    for term, query in zip(made.terms, TERMS, strict=True):
        found = search_matter(store, query, 0)
        assert (term.query, term.read_as, term.hits) == (query, found.read_as, found.hits)
        assert documents_of(term.found) == sorted(found.documents)
        families = {member for document in found.documents for member in documents.family(store, document)}
        assert documents_of(term.family) == sorted(families)
    assert (made.author, made.state) == ("Ana", state(store))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(WORDS), st.sampled_from(["", "AND", "OR", "NOT"])),
                min_size=1, max_size=6))  # fmt: skip
def test_figures_are_those_of_plain_python(store: Store, drawn: list[tuple[str, str, str]]) -> None:
    held = {document: set(" ".join(documents.page_texts(store, document).values()).split())
            for document in documents.ids(store)}  # fmt: skip
    answers = {
        "": lambda one, _, words: one in words,
        "AND": lambda one, other, words: one in words and other in words,
        "OR": lambda one, other, words: one in words or other in words,
        "NOT": lambda one, other, words: one in words and other not in words,
    }
    queries = [f"{one} {way} {other}" if way else one for one, other, way in drawn]
    sets = [{document for document, words in held.items() if answers[way](one, other, words)}
            for one, other, way in drawn]  # fmt: skip
    families = [{member for document in found for member in documents.family(store, document)} for found in sets]
    made = reported(store, *queries)
    assert [set(documents_of(term.found)) for term in made.terms] == sets
    assert [set(documents_of(term.family)) for term in made.terms] == families
    got = figures(made.terms)
    for place, found in enumerate(sets):
        others = set().union(*(other for at, other in enumerate(sets) if at != place))
        assert set(documents_of(got.unique[place + 1])) == found - others
    assert set(documents_of(got.found)) == set().union(*sets)
    assert set(documents_of(got.family)) == set().union(*families)


def test_a_bad_line_is_marked_with_its_error_and_the_rest_goes_on(store: Store) -> None:
    made = reported(store, "memo AND", "memo", '"unclosed', "bogus:memo")
    assert [(bool(term.error), term.position) for term in made.terms] == [(True, 5), (False, 0), (True, 0), (True, 0)]
    assert made.terms[0].error.startswith("The query can't be read")
    assert documents_of(figures(made.terms).found) == documents_of(made.terms[1].found) != []


def test_whether_terms_ask_for_what_reviewers_change_is_known(store: Store) -> None:
    assert not reported(store, "memo", "subject:memo", "bad AND").by_coding
    assert reported(store, "memo", "NOT tag:hot").by_coding
    assert reported(store, "bates:P1-1").by_coding


def test_progress_is_told_term_by_term(store: Store) -> None:
    told = [step for step in report_steps(store, listed("memo\nclient"), "Ana") if not step.note.startswith("Making")]
    assert [(step.done, step.total, step.note) for step in told] == [(0, 2, "memo"), (1, 2, "client"), (2, 2, "")]


def test_a_pasted_list_has_a_query_a_line_without_comments() -> None:
    text = '# people\n\n  smith \r\n"opt out" w/5 memo\t17\t12\n#end\nrésumé'
    assert listed(text) == ((3, "smith"), (4, '"opt out" w/5 memo'), (6, "résumé"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_file_is_read_in_its_encoding(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "list.txt").write_bytes("résumé\n# none\nmémo OR café".encode(encoding))
    assert listed_in(tmp_path / "list.txt") == ((1, "résumé"), (3, "mémo OR café"))


@pytest.mark.parametrize("separator", [",", ";"])
def test_of_a_csv_file_the_first_column_is_read(tmp_path: Path, separator: str) -> None:
    lines = ["#Term,Count", '"""attorney client""",3', "memo,", ",7", '"one, two",1']
    (tmp_path / "list.csv").write_text("\n".join(lines).replace(",", separator).replace(f"one{separator}", "one,"))
    assert listed_in(tmp_path / "list.csv") == ((2, '"attorney client"'), (3, "memo"), (5, "one, two"))


def test_a_list_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\0\0")
    (tmp_path / "large.txt").write_bytes(b"memo\n" * 300_000)
    refused: dict[str, Any] = {
        "can't be read": lambda: listed_in(tmp_path / "none.txt"),
        "is no text": lambda: listed_in(tmp_path / "picture.txt"),
        "larger than a list": lambda: listed_in(tmp_path / "large.txt"),
        "holds no term": lambda: listed(" \n# only a comment"),
        "more than": lambda: listed("memo\n" * (MOST_TERMS + 1)),
    }
    for words, read in refused.items():
        with pytest.raises(ReviewerError, match=words):
            read()


def test_a_matter_with_a_report_of_tags_follows_the_reviewers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVIEWER_HOME", str(tmp_path / "home"))
    store = make.coded_matter(tmp_path / "Case.matter", ["a memo"])
    words, tags = reported(store, "memo"), reported(store, "tag:admission")
    coding.tag_quote(store, "Ana", "DOC-000001", 1, "memo", "Admission")
    assert (term_reports.is_stale(store, words), term_reports.is_stale(store, tags)) == (False, True)
    make.add_document(store, make.extraction(["a memo"]), "two.pdf")
    assert term_reports.is_stale(store, words)
    assert [len(documents_of(term.found)) for term in reported(store, "memo", "tag:admission").terms] == [2, 1]
    matter.close(store)
