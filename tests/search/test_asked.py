"""Dates and Bates numbers that a query asks for, beside the same questions in plain Python."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.errors import QueryError
from reviewer.model import DocumentId, Span
from reviewer.review import coding
from reviewer.search.asked import answer, shown
from reviewer.search.parser import parse
from reviewer.search.query import Asked
from reviewer.search.worker import search_matter
from reviewer.store import documents, matter
from reviewer.store.matter import Store
from tests import make

Number = tuple[str, int, int, str]  # prefix, number, digits that it is padded to, suffix
PREFIXES = ["ABC-", "abc ", "ABC_", "XYZ", "A1-", "ABC-2009."]
YEARS = [2008, 2009, 2010]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    made = matter.create(tmp_path_factory.mktemp("asked") / "Case.matter")
    for number, (numbers, date) in enumerate(DOCUMENTS):
        found = make.extraction(["a page"] * len(numbers), date=written(date))
        pages = [
            replace(page, page=replace(page.page, bates=bates(one)))
            for page, one in zip(found.pages, numbers, strict=True)
        ]
        make.add_document(made, replace(found, pages=tuple(pages)), f"{number}.pdf")
    yield made
    matter.close(made)


def some_documents() -> list[tuple[list[Number], tuple[int, int, int]]]:
    """Each with the numbers of its pages and its date; 0 is an unknown part."""
    random = Random(7)
    found = []
    for _ in range(120):
        numbers = [some_number(random) for _ in range(random.choice([1, 1, 3]))]
        month = random.choice([0, 1, 2, 10, 12])
        day = random.choice([0, 1, 9, 28]) if month else 0
        found.append((numbers, (random.choice([0, *YEARS]), month, day)))
    return found


def some_number(random: Random) -> Number:
    prefix = random.choice(PREFIXES)
    suffix = random.choice(["", "", ".01", ".A"]) if not prefix.endswith(".") else ""
    return prefix, random.randrange(30), 4, suffix


DOCUMENTS = some_documents()


def bates(number: Number) -> str:
    prefix, counter, width, suffix = number
    return f"{prefix}{counter:0{width}}{suffix}"


def written(date: tuple[int, int, int]) -> str:
    year, month, day = date
    return f"{year}-{month or '??':>02}-{day or '??':>02}" if year else ""


def plain(prefix: str) -> str:
    return "".join(filter(str.isalnum, prefix)).lower()


def asked(store: Store, query: str) -> set[int]:
    part = parse(query)
    assert isinstance(part, Asked)
    found = answer(store, part.question)
    alone = {DocumentId(one) for one in range(1, len(DOCUMENTS) + 1) if answer(store, part.question, DocumentId(one))}
    assert found == alone, "asked of one document, the answer is the same"
    for document in list(found)[:3]:
        text, page = shown(store, part.question, document)
        assert text and 1 <= page <= len(DOCUMENTS[document - 1][0])
    return {document - 1 for document in found}


dates = st.tuples(st.sampled_from(YEARS), st.sampled_from([1, 2, 9, 10, 12]), st.sampled_from([1, 9, 28])).flatmap(
    lambda date: st.integers(1, 3).map(lambda parts: date[:parts])
)


@settings(max_examples=60, deadline=None)
@given(dates, dates, st.sampled_from(["{0}", "{0}..{1}", "{0}..", "..{0}"]))
def test_dates_are_those_of_the_time(store: Store, one: tuple, other: tuple, form: str) -> None:
    since, until = sorted([one, other]) if "{1}" in form else (one, one)
    if since[: len(until)] > until[: len(since)]:
        return
    query = "date:" + form.format(*("-".join(map(str, date)) for date in (since, until)))
    after, before = not form.startswith(".."), form != "{0}.."
    assert asked(store, query) == {
        number
        for number, (_, date) in enumerate(DOCUMENTS)
        if date[0] and (not after or date >= (*since, 0, 0)[:3]) and (not before or date[: len(until)] <= until)
    }


numbers = st.tuples(st.sampled_from(PREFIXES), st.integers(0, 31), st.integers(0, 31))


@settings(max_examples=60, deadline=None)
@given(numbers, st.sampled_from(["{0}", "{0}..{1}", "{0}..", "..{1}", "{0} – {1}"]), st.sampled_from([4, 6]))
def test_numbers_are_those_of_the_range_whatever_their_zeros(
    store: Store, sought: tuple, form: str, width: int
) -> None:
    prefix, first, last = sought[0], *sorted(sought[1:])
    query = f'bates:"{form.format(f"{prefix}{first:0{width}}", f"{prefix}{last:0{width}}")}"'
    if form == "{0}":
        last = first
    first, last = (first if "{0}" in form else 0), (last if "{1}" in form or form == "{0}" else 10**9)
    assert asked(store, query) == {
        place
        for place, (found, _) in enumerate(DOCUMENTS)
        if any(plain(number[0]) == plain(prefix) and first <= number[1] <= last for number in found)
    }


@pytest.mark.parametrize("number", [bates(number) for number in DOCUMENTS[0][0] + DOCUMENTS[1][0] + DOCUMENTS[2][0]])
def test_each_number_finds_its_page_and_its_pattern_too(store: Store, number: str) -> None:
    holders = {place for place, (found, _) in enumerate(DOCUMENTS) if number in map(bates, found)}
    assert holders <= asked(store, f'bates:"{number}"')
    like = {
        place
        for place, (found, _) in enumerate(DOCUMENTS)
        if any(bates(one).upper().startswith(number[:-1].upper()) for one in found)
    }
    assert asked(store, f'bates:"{number[:-1]}*"') == like


def test_a_number_alone_is_one_of_any_prefix(store: Store) -> None:
    for counter in (0, 7, 29):
        expected = {place for place, (found, _) in enumerate(DOCUMENTS) if any(one[1] == counter for one in found)}
        assert asked(store, f"bates:{counter}") == expected


def test_what_documents_have(store: Store) -> None:
    assert asked(store, "has:date") == {place for place, (_, date) in enumerate(DOCUMENTS) if date[0]}
    for thing in ("attachment", "comment", "form", "hidden text", "note", "ocr", "passages", "TAG"):
        assert asked(store, f'has:"{thing}"') == set()


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 4), st.integers(0, 4), st.sampled_from(["{0}", "{0}..{1}", "{0}..", "..{1}"]))
def test_pages_are_counted(store: Store, one: int, other: int, form: str) -> None:
    first, last = sorted([one, other])
    most = {"{0}": first, "{0}..": 99}.get(form, last)
    least = 0 if form == "..{1}" else first
    assert asked(store, "pages:" + form.format(first, last)) == {
        number for number, (numbers, _) in enumerate(DOCUMENTS) if least <= len(numbers) <= most
    }


@pytest.mark.parametrize(
    ("query", "position"),
    [
        *[("pages:many", 6), ("pages:5..2", 6), ("pages:..", 6), ("hash:xyz", 5), ("hash:ab", 5)],
        *[("reviewed:yes", 9), ("reviewed:2011-13", 14), ("has:nothing", 4)],
    ],
)
def test_what_is_none_is_pointed_at(query: str, position: int) -> None:
    with pytest.raises(QueryError) as told:
        parse(query)
    assert told.value.position == position


def test_the_work_of_reviewers_is_searched(tmp_path: Path) -> None:
    store = matter.create(tmp_path / "Case.matter")
    for number, text in enumerate(("one word", "two words", "three words")):
        make.add_document(store, make.extraction([text]), f"{number}.pdf", f"{number}bcdef0123456789" * 4)
    ids = documents.ids(store)
    coding.seed_codebook(store, "Ana Ruiz")
    coding.tag_spans(store, "Ana Ruiz", ids[0], [Span(1, 0, 3)], ["Admission"])
    coding.mark_reviewed(store, "Ben Li", [ids[1]], True)
    today = documents.load(store, ids[1]).reviewed_at[:10]
    sha256 = documents.load(store, ids[2]).sha256

    def found(query: str) -> list[DocumentId]:
        return list(search_matter(store, query).documents)

    assert found("reviewer:ruiz") == [ids[0]]
    assert found("reviewer:li") == found("has:review") == found(f"reviewed:{today}") == [ids[1]]
    assert found("NOT has:review") == [ids[0], ids[2]]
    assert found("reviewed:2001") == []
    assert found(f"hash:{sha256[:12].upper()}") == [ids[2]]
    assert found("reviewer:(ruiz OR li) word*") == [ids[0], ids[1]]
    matter.close(store)
