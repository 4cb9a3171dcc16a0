"""The program and the independent reference find the same documents and the same hits."""

import tempfile
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviewer.model import DocumentId
from reviewer.search.fields import Fields, prefix
from reviewer.search.hits import hits_in
from reviewer.search.index import Text, open_index, search, update
from reviewer.search.parser import parse
from tests.search import search_reference as reference

WORDS = [
    "a",
    "b",
    "attor",
    "ney",
    "attorney",
    "cross",
    "claim",
    "Résumé",
    "re\u0301sume\u0301",
    "Attorney",
    "oﬃce",
    "don’t",
    "x1",
    "(b)(6)",
    "b7C",
]
GAPS = [" ", " ", " ", "\n", "-\n", "-", "\u00ad\n", "\u2010 \n ", ", ", "\n\n", "'", "_", ". ", ".\n", ":\n", " B5\n"]
HEADERS = ["", "", "Case 12 page {}\n", "Draft\nABC-000{}\n", "a {}\n"]
FOOTERS = ["", "", "\nABC-000{}", "\na b\nPage {} of 9", "\n\nx1 {}\n"]

texts = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(GAPS)), max_size=12).map(
    lambda pairs: "".join(word + gap for word, gap in pairs)
)
pages = st.builds(
    lambda header, footer, bodies: [header.format(n) + text + footer.format(n) for n, text in enumerate(bodies, 1)],
    st.sampled_from(HEADERS),
    st.sampled_from(FOOTERS),
    st.lists(texts, max_size=5),
)
SOUGHT = (
    "a b attor ney attorney claim crossclaim resume OFFICE don t x1 a* *a* cl?im *ney abc page draft attorn?y ab *2"
)
words = st.sampled_from(SOUGHT.split())
leaves = st.one_of(
    words.map(lambda word: ("word", word)),
    st.lists(words, min_size=2, max_size=4).map(lambda found: ("phrase", *found)),
)
written_words = st.sampled_from(
    ["Résumé", "re\u0301sume\u0301", "resume", "Attorney", "attorney", "Case", "ABC", "a", "A"]
)
others = st.one_of(
    st.tuples(
        st.just("alike"),
        st.sampled_from(["attorny", "claims", "cress", "resumee", "office"]),
        st.integers(1, 2),
        st.sampled_from([0, 0, 1, 3]),
    ),
    st.tuples(
        st.just("shape"), st.sampled_from(["a.*", "[a-c]+", "(cross|claim)+", "x\\d?", "0{2}\\d*", ".*(n|m).{1,2}"])
    ),
    st.lists(st.sampled_from(["claims", "attorneys", "page", "offices", "drafted"]), min_size=1, max_size=2).map(
        lambda found: ("stem", *found)
    ),
)
exacts = st.lists(written_words, min_size=1, max_size=2).map(lambda found: ("exact", *found))
marks = st.sampled_from(["b5", "b6", "b7", "*"]).map(lambda code: ("mark", code))
on_pages = st.one_of(leaves, leaves, others, exacts, marks)
orders = st.sampled_from(["w", "w", "pre"])
apart = st.one_of(st.integers(1, 9), st.sampled_from(["s", "p"]))
nears = st.recursive(
    on_pages,
    lambda parts: st.one_of(
        st.tuples(st.just("or"), parts, parts),
        st.tuples(st.just("near"), parts, parts, apart, orders, st.booleans()),
    ),
    max_leaves=4,
)
windows = st.tuples(st.integers(1, 9), st.lists(words, min_size=3, max_size=4)).map(
    lambda found: ("window", found[0], *found[1])
)
batches = st.lists(st.lists(pages, min_size=1, max_size=3), min_size=1, max_size=9)


def joined(leaves: st.SearchStrategy, most: int) -> st.SearchStrategy:
    return st.recursive(
        leaves,
        lambda parts: st.one_of(
            parts.map(lambda part: ("not", part)),
            st.lists(parts, min_size=2, max_size=3).map(lambda found: ("and", *found)),
            st.lists(parts, min_size=2, max_size=3).map(lambda found: ("or", *found)),
        ),
        max_leaves=most,
    )


both = st.tuples(st.just("both"), nears, nears, nears, apart, orders)
on_pages_too = st.one_of(nears, windows, both, marks)
queries = joined(st.one_of(leaves, nears, on_pages_too), 5)
NAMES = ["subject", "memo", "File Type"]
fields = st.lists(st.tuples(st.sampled_from(NAMES), texts), max_size=4)
field_leaves = st.one_of(leaves, others)
near_in_fields = st.tuples(st.just("near"), field_leaves, field_leaves, apart, orders, st.booleans())
in_fields = st.tuples(
    st.just("in"), st.sampled_from(NAMES), joined(st.one_of(leaves, others, near_in_fields, windows), 3)
)
mixed_queries = joined(st.one_of(leaves, on_pages_too, in_fields), 5)
described = st.lists(st.lists(st.tuples(pages, fields), min_size=1, max_size=3), min_size=1, max_size=9)
KNOWN = Fields(NAMES)


def spans(hits) -> list[tuple[tuple[int, int, int], ...]]:
    return [tuple((span.page, span.start, span.end) for span in hit) for hit in hits]


@settings(max_examples=300, deadline=None)
@given(pages, st.lists(queries, min_size=1, max_size=4))
def test_the_marks_in_a_document_are_those_of_the_reference(document: list[str], asked: list) -> None:
    text = reference.Text(document)
    numbered = dict(enumerate(document, 1))
    for query in asked:
        assert spans(hits_in(parse(reference.written(query)), numbered)) == text.hits(query)


@settings(max_examples=150, deadline=None)
@given(pages, st.randoms(use_true_random=False))
def test_each_phrase_that_stands_in_a_document_is_marked(document: list[str], random: Random) -> None:
    text = reference.Text(document)
    numbered = dict(enumerate(document, 1))
    for _ in range(8):
        found = text.walk(random, random.choice([2, 3, 4, 6]))
        if len(found) > 1:
            query = ("phrase", *found)
            hits = text.hits(query)
            assert hits
            assert spans(hits_in(parse(reference.written(query)), numbered)) == hits


@settings(max_examples=200, deadline=None)
@given(pages, fields, st.lists(mixed_queries, min_size=1, max_size=4))
def test_the_marks_are_those_of_the_reference_when_fields_are_asked(document: list, said: list, asked: list) -> None:
    text = reference.Text(document, said)
    for query in asked:
        parsed = parse(reference.written(query), KNOWN)
        hits = hits_in(parsed, dict(enumerate(document, 1)), [(prefix(name), value) for name, value in said])
        assert spans(hits) == text.hits(query)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(described, st.lists(mixed_queries, min_size=3, max_size=8))
def test_the_index_finds_in_fields_what_the_reference_finds(added: list, asked: list) -> None:
    with tempfile.TemporaryDirectory() as folder:
        index = open_index(Path(folder) / "indexes" / "one")
        kept: dict[DocumentId, reference.Text] = {}
        for batch in added:
            new = {DocumentId(len(kept) + number): document for number, document in enumerate(batch, 1)}
            gone = [document for document in kept if document % 3 == 1]
            update(index, [indexed(document, *found) for document, found in new.items()], gone)
            kept = {document: found for document, found in kept.items() if document not in gone}
            kept |= {document: reference.Text(*found) for document, found in new.items()}
        try:
            for query in asked:
                found = search(index, parse(reference.written(query), KNOWN))
                expected = {document: len(text.hits(query)) for document, text in kept.items() if text.finds(query)}
                assert found.counts == expected, reference.written(query)
        finally:
            index.close()


def indexed(document: DocumentId, pages: list[str], said: list[tuple[str, str]]) -> Text:
    return Text(document, "hash", pages, [(prefix(name), value) for name, value in said])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(batches, st.lists(queries, min_size=3, max_size=8))
def test_the_index_finds_what_the_reference_finds(added: list, asked: list) -> None:
    with tempfile.TemporaryDirectory() as folder:
        index = open_index(Path(folder) / "indexes" / "one")
        kept: dict[DocumentId, list[str]] = {}
        for batch in added:
            new = {DocumentId(len(kept) + number): document for number, document in enumerate(batch, 1)}
            gone = [document for document in kept if document % 3 == 1]
            update(index, [Text(document, "hash", found) for document, found in new.items()], gone)
            kept = {document: found for document, found in kept.items() if document not in gone} | new
        try:
            assert index.hashes.keys() == kept.keys()
            for query in asked:
                check(index, query, kept)
        finally:
            index.close()


def check(index, query, kept) -> None:
    found = search(index, reference.written(query))
    expected = {document: reference.Text(text) for document, text in kept.items()}
    expected = {document: text.hits(query) for document, text in expected.items() if text.finds(query)}
    assert found.counts == {document: len(hits) for document, hits in expected.items()}
    assert found.hits == sum(map(len, expected.values()))
    for document, hits in expected.items():
        shown = found.first_hits(document, 3, lambda page, text=kept[document]: text[page - 1])
        assert spans(shown) == hits[:3]
