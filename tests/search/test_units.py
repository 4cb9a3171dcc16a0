"""Words in one sentence, paragraph or window, near one another in a field, and exemption marks: what is a hit."""

from collections.abc import Iterator

import pytest

from reviewer.search.hits import hits_in
from reviewer.search.parser import parse
from reviewer.search.worker import search_matter
from reviewer.store import matter
from reviewer.store.matter import Store
from tests import make


def quoted(query: str, *pages: str) -> list[str]:
    """The words of each hit; a bar parts pages."""
    texts = dict(enumerate(pages, 1))
    return [" | ".join(texts[at.page][at.start : at.end] for at in hit) for hit in hits_in(parse(query), texts)]


def running(number: int, body: str) -> str:
    return f"Smith v. Jones\nPage {number} of 3\n{body}\nPRIVILEGED\nABC-000123{number}"


TWO = "The counsel wrote. He met Mr. Roe of Acme Inc. in May.\n\nThe client paid."
HITS = [
    ("met w/s may", [TWO], ["met Mr. Roe of Acme Inc. in May"]),
    ("counsel w/s met", [TWO], []),
    ("counsel w/p met", [TWO], ["counsel wrote. He met"]),
    ("counsel w/p client", [TWO], []),
    ("may +s met", [TWO], []),
    ("met pre/s may", [TWO], ["met Mr. Roe of Acme Inc. in May"]),
    ("the not w/s counsel", [TWO], ["The"]),
    ('"wrote he" not w/s met', [TWO], ["wrote. He"]),
    ('"wrote he" w/s met', [TWO], []),
    ("(counsel OR roe) /s (met OR acm*)", [TWO], ["met Mr. Roe", "Roe of Acme"]),
    ("(met w/2 roe) w/s may", [TWO], ["met Mr. Roe of Acme Inc. in May"]),
    ("(met AND roe) /s may", [TWO], ["met Mr. Roe of Acme Inc. in May", "Roe of Acme Inc. in May"]),
    ("(counsel AND roe) /s may", [TWO], []),
    (
        "waiver w/s privilege",
        [running(1, "none"), running(2, "it was a waiver"), running(3, "of privilege. It was late.")],
        ["waiver | of privilege"],
    ),
    ("privileged w/s waiver", [running(1, "none"), running(2, "it was a waiver"), running(3, "of privilege.")], []),
    ('"a b c"~1', ["c b a", "a x c x b", "c x b a"], ["c b a", "c x b a"]),
    ('"a b c"~2', ["a x c x b a y y c"], ["a x c x b", "c x b a", "b a y y c"]),
    ('"a a b"~1', ["a b", "x y", "a b a"], ["a b a"]),
    ('"attorney a b"~1', ["a attor-\nney x b"], ["a attor-\nney x b"]),
    ("exemption:b7", ["x (b)(7)(C) y (b)(6)\nRELEASE IN PART B7(E)"], ["b)(7)(C", "B7(E"]),
    ("exemption:b5 w/2 memo", ["the memo (b) (5)"], ["memo (b) (5"]),
    ("has:exemption NOT exemption:b1", ["vitamin B5", "(b)(6)"], ["b)(6"]),
    ("exemption:*", ["vitamin B5 and room B6"], []),
]


@pytest.mark.parametrize(("query", "pages", "hits"), HITS)
def test_hits_of_units_windows_and_marks(query: str, pages: list[str], hits: list[str]) -> None:
    assert quoted(query, *pages) == hits


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """1 has two values of a field in which the words stand at the end and the beginning, 2 has them in one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REVIEWER_HOME", str(tmp_path_factory.mktemp("home")))
        made = matter.create(tmp_path_factory.mktemp("matter") / "Case.matter")
        apart = make.extraction(["a page (b)(5)"], subject="how to opt", fields={"Memo": "out of it"})
        make.add_document(made, apart, "one.pdf")
        make.add_document(made, make.extraction(["the other B5 page"], subject="out, he said. We opt"), "two.pdf")
        yield made
        matter.close(made)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("subject:(opt w/5 out)", ["DOC-000002"]),
        ("subject:opt w/5 subject:out", ["DOC-000002"]),
        ("subject:(opt w/2 out)", []),
        ("subject:(opt w/s out)", []),
        ("subject:(opt w/p out)", ["DOC-000002"]),
        ("subject:(opt not w/5 out)", ["DOC-000001"]),
        ('subject:"out opt we"~2', ["DOC-000002"]),
        ("exemption:b5", ["DOC-000001"]),
        ("-has:exemption", ["DOC-000002"]),
    ],
)
def test_documents_with_words_near_one_another_in_a_field(store: Store, query: str, found: list[str]) -> None:
    numbers = store.db.execute("SELECT id, control_number FROM document").fetchall()
    named = dict(numbers)
    assert [named[document] for document in search_matter(store, query).documents] == found


def test_the_rule_of_a_paragraph_is_told(store: Store) -> None:
    assert any("PDFs show none" in note for note in search_matter(store, "page w/p the").notes)
