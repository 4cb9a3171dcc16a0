"""The passages of a matter under filters, in orders and groups: each answer is compared with plain Python."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviewer.dates import sort_key
from reviewer.model import Document, Passage, Span, Tag, TagKind
from reviewer.review import coding as verbs
from reviewer.store import coding, documents, matter, passages
from reviewer.store.filters import choosing
from reviewer.store.matter import Store
from reviewer.store.passage_filters import ALL_PASSAGES, Demand, PassageFilter, demand, demanding
from reviewer.store.passages import SORTABLE, Grouping
from reviewer.text.folding import folded_line
from tests.make import add_document, extraction

TAGS = ("Admission", "Hot", "Work product", "Responsive")
DATES = ("2009-03-03", "2009-03-??", "2010", "", ">2010")
WORDS = ["The", "Résumé", "of\nCounsel;", "100%", "of", "it,", "don’t", "opt", "out"]
SLOW = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Five documents with sixty passages of three reviewers, drawn by chance."""
    made, chance = matter.create(tmp_path_factory.mktemp("passages") / "Case.matter"), random.Random(7)
    verbs.seed_codebook(made, "Ana")
    text = " ".join(WORDS)
    for place, date in enumerate(DATES):
        title = ("", "Memo", "memo B", "Ärger", "Memo")[place]
        add_document(made, extraction([text] * 3, "ABC-" if place % 2 else "", title=title, date=date), f"{place}.pdf")
    for document in documents.ids(made) * 12:
        start = text.index(chance.choice(WORDS))
        end = chance.randint(start + 2, len(text))
        names = [name for name in TAGS if chance.random() < 0.4]
        author = chance.choice(("Ana", "Ben", "Élodie"))
        one = verbs.tag_spans(made, author, document, [Span(chance.randint(1, 3), start, end)], names or ["Hot"])
        if not names:
            verbs.toggle_tag(made, author, one.id, "Hot")
        verbs.set_note(made, author, one.id, chance.choice(("", "Ask COUNSEL", "späť", "50% sure")))
    yield made
    matter.close(made)


def passes(passage: Passage, document: Document, kinds: dict[str, TagKind], chosen: PassageFilter) -> bool:
    """What a filter means, said in Python."""
    borne, words = set(passage.tags), folded_line(chosen.containing)
    key = sort_key(document.date)
    return (
        (not chosen.any_of or bool(borne & chosen.any_of))
        and chosen.all_of <= borne
        and not borne & chosen.none_of
        and (not chosen.kinds or any(kinds[name] in chosen.kinds for name in borne))
        and (not chosen.reviewers or passage.author in chosen.reviewers)
        and (not chosen.documents or passage.document in chosen.documents)
        and (words in folded_line(passage.quote.exact) or words in folded_line(passage.note))
        and (not chosen.since or (key < "9999-99" and key >= chosen.since))
        and (not chosen.until or (key < "9999-99" and key[: len(chosen.until)] <= chosen.until))
    )


@cache
def everything(store: Store) -> tuple[list[Passage], dict[int, Document], dict[str, TagKind]]:
    """All that is there, read once: no test changes it for another."""
    kinds = {tag.name: tag.kind for tag in coding.tags(store)}
    return coding.passages(store), {document.id: document for document in documents.every(store)}, kinds


def expected(store: Store, chosen: PassageFilter) -> list[Passage]:
    everybody, found, kinds = everything(store)
    return [one for one in everybody if passes(one, found[one.document], kinds, chosen)]


_tags = st.frozensets(st.sampled_from(TAGS), max_size=2)
_filters = st.builds(
    PassageFilter,
    any_of=_tags,
    all_of=_tags,
    none_of=_tags,
    kinds=st.frozensets(st.sampled_from(["admission", "hot", "privilege"]), max_size=2),
    reviewers=st.frozensets(st.sampled_from(["Ana", "Élodie", "'; DROP TABLE passage; --"]), max_size=2),
    documents=st.frozensets(st.integers(1, 6), max_size=3),
    since=st.sampled_from(["", "2009", "2009-03-02", "2010"]),
    until=st.sampled_from(["", "2009", "2009-03", "2010-11"]),
    containing=st.sampled_from(["", "resume", "RÉSUMÉ OF COUNSEL", "don't", "100%", "spat", "zzz", " "]),
)
_any_filter = st.one_of(_filters, _filters.map(lambda one: replace(one, kinds=frozenset(), documents=frozenset())))


@SLOW
@given(_any_filter)
def test_what_passes_is_what_python_says(store: Store, chosen: PassageFilter) -> None:
    found = [one.id for one in expected(store, chosen)]
    assert [one for group in passages.listed(store, chosen) for one in group.passages] == found
    assert passages.count(store, chosen) == len(found)


@SLOW
@given(_any_filter)
def test_counts_are_what_the_list_shows_once_it_is_chosen(store: Store, chosen: PassageFilter) -> None:
    for name, count in passages.tag_counts(store, chosen).items():
        alone = replace(demanding(chosen, name, None), any_of=frozenset({name}))
        assert count == len(expected(store, alone))
    for part in passages.CHOICES:
        for value, count in passages.counts(store, chosen, part).items():
            assert count == len(expected(store, choosing(chosen, part, {value})))
    whole = expected(store, replace(chosen, since="", until=""))
    dates = {document.id: sort_key(document.date) for document in everything(store)[1].values()}
    counted = Counter(dates[one.document][:7] for one in whole if dates[one.document] < "9999-99")
    assert passages.months(store, chosen) == counted


@SLOW
@given(_any_filter)
def test_a_pair_of_tags_counts_what_the_list_shows_when_both_are_asked_for(store: Store, chosen: PassageFilter) -> None:
    pairs = passages.together(store, chosen)
    for one, other in product(TAGS, TAGS):
        both = [entry for entry in expected(store, chosen) if {one, other} <= set(entry.tags)]
        assert pairs.get((one, other), 0) == pairs.get((other, one), 0) == len(both)


def sort_value(column: str, passage: Passage, document: Document) -> tuple[bool, object]:
    """What is last whatever the way, and what passages are put in order by."""
    lower = {letter: letter.lower() for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}

    def plain(text: str) -> str:  # SQLite's NOCASE knows no other letters
        return text.translate(str.maketrans(lower))

    date = sort_key(document.date)
    return {
        "tags": (not passage.tags, plain("\n".join(passage.tags))),
        "quote": (not passage.quote.exact, plain(passage.quote.exact)),
        "note": (not passage.note, plain(passage.note)),
        "document": (False, plain(document.title or document.control_number)),
        "cite": (False, passage.bates or passage.control_number),
        "page": (False, passage.pages[0]),
        "date": (date >= "9999-99", date),
        "reviewer": (False, plain(passage.author)),
        "when": (False, passage.at),
    }[column]


@pytest.mark.parametrize("column", SORTABLE)
@pytest.mark.parametrize("descending", [False, True])
def test_each_column_puts_in_order(store: Store, column: str, descending: bool) -> None:
    found = {document.id: document for document in documents.every(store)}
    ordered = sorted(
        coding.passages(store), key=lambda one: sort_value(column, one, found[one.document])[1], reverse=descending
    )
    ordered.sort(key=lambda one: sort_value(column, one, found[one.document])[0])
    [group] = passages.listed(store, ALL_PASSAGES, column, descending)
    assert list(group.passages) == [one.id for one in ordered]


@pytest.mark.parametrize("column", ["production", *SORTABLE])
def test_groups_of_tags_hold_the_bearers_of_each_in_the_order_of_the_codebook(store: Store, column: str) -> None:
    groups = passages.listed(store, ALL_PASSAGES, column, grouping=Grouping.TAG)
    assert [group.tag for group in groups] == ["Work product", "Admission", "Hot", "Responsive", ""]
    [whole] = passages.listed(store, ALL_PASSAGES, column)
    tags = {one.id: one.tags for one in coding.passages(store)}
    for group in groups:
        bearers = [one for one in whole.passages if (group.tag in tags[one] if group.tag else not tags[one])]
        assert list(group.passages) == bearers


@pytest.mark.parametrize(("column", "descending"), [*product(["production", *SORTABLE], [False, True])])
def test_groups_of_documents_hold_each_passage_once(store: Store, column: str, descending: bool) -> None:
    groups = passages.listed(store, ALL_PASSAGES, column, descending, Grouping.DOCUMENT)
    [whole] = passages.listed(store, ALL_PASSAGES, column, descending)
    of = {one.id: one.document for one in coding.passages(store)}
    assert sorted(group.document or 0 for group in groups) == list(documents.ids(store))
    for group in groups:
        assert list(group.passages) == [one for one in whole.passages if of[one] == group.document]
    if column in ("document", "date"):
        assert [one for group in groups for one in group.passages] == list(whole.passages)


@given(_filters, st.sampled_from(TAGS), st.sampled_from([*Demand, None]))
def test_a_filter_asks_one_thing_of_a_tag(chosen: PassageFilter, name: str, wanted: Demand | None) -> None:
    changed = demanding(chosen, name, wanted)
    assert demand(changed, name) == wanted
    assert sum(name in getattr(changed, one) for one in Demand) == (wanted is not None)


def test_passages_come_in_the_order_they_are_asked_for(store: Store) -> None:
    ids = [one.id for one in coding.passages(store)][::-3]
    assert [one.id for one in coding.passages_by_id(store, [*ids, type(ids[0])(10_000)])] == ids


def test_a_tag_without_passages_counts_nothing(store: Store) -> None:
    tag = verbs.add_tag(store, "Ana", Tag(coding.tags(store)[0].id, "Unused", TagKind.ISSUE, "#123456"))
    assert passages.tag_counts(store, ALL_PASSAGES)["Unused"] == 0
    verbs.remove_tag(store, "Ana", tag)
