"""Term reports: what each query of a list finds, in numbers and as sets of documents; kept in the matter.

A set of documents is an integer whose bit n stands for the document with id n, so that unions and differences of
large sets take no time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reviewer.model import DocumentId
from reviewer.store.diary import Entry, Searched, add
from reviewer.store.matter import Store, writing_soon
from reviewer.store.state import MatterState, revisions

DocumentSet = int


@dataclass(frozen=True, slots=True)
class Term:
    """A query of the list, from line `line`, and what it found; `family` has all documents of the families of those.

    One that could not be read has an `error`, with the code point where it goes wrong. Only those that are `counted`
    belong to totals.
    """

    line: int
    query: str
    read_as: str = ""
    hits: int = 0
    found: DocumentSet = 0
    family: DocumentSet = 0
    error: str = ""
    position: int = 0
    counted: bool = True


@dataclass(frozen=True, slots=True)
class TermReport:
    """What a list of queries found in what the matter held (`state`). `id` is 0 where it is not kept.

    `by_coding`: a query asks for tags, notes, numbers or the like, which reviewers change.
    """

    at: str
    author: str
    version: str
    state: MatterState
    by_coding: bool
    terms: tuple[Term, ...]
    id: int = 0


@dataclass(frozen=True, slots=True)
class Figures:
    """How many documents each term found that no other term found that is counted, by line; and those of all."""

    unique: Mapping[int, DocumentSet]
    found: DocumentSet
    family: DocumentSet


def figures(terms: Sequence[Term]) -> Figures:
    """The unique documents of each term that is counted, and the documents of all of them, with family."""
    once, twice, family = 0, 0, 0
    chosen = [term for term in terms if term.counted and not term.error]
    for term in chosen:
        once, twice, family = once | term.found, twice | (once & term.found), family | term.family
    return Figures({term.line: term.found & ~twice for term in chosen}, once, family)


def set_of(documents: Iterable[DocumentId]) -> DocumentSet:
    """The set of the given documents."""
    chosen = list(documents)
    marks = bytearray(max(chosen, default=0) // 8 + 1)
    for document in chosen:
        marks[document >> 3] |= 1 << (document & 7)
    return _unpacked(marks)


def documents_of(found: DocumentSet) -> list[DocumentId]:
    """The documents of a set, by id."""
    return list(_members(found))


def _members(found: DocumentSet) -> Iterator[DocumentId]:
    for place, byte in enumerate(_packed(found)):
        if byte:
            yield from (DocumentId(8 * place + bit) for bit in range(8) if byte >> bit & 1)


def heads(store: Store) -> dict[DocumentId, int]:
    """The head of the family of each document."""
    rows = store.db.execute("SELECT id, coalesce(family_id, id) FROM document JOIN intake USING (id)")
    return {DocumentId(document): head for document, head in rows}


def keep(store: Store, report: TermReport) -> int:
    """Keep a report in the matter, and note it in the search diary; hand back its id.

    Raises MatterError when it can't be written.
    """
    held = report.state
    with writing_soon(store.db):
        cursor = store.db.execute(
            "INSERT INTO term_report (at, author, version, held, digest, revision, operation, by_coding)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [report.at, report.author, report.version, held.documents, held.digest, held.revision, held.operation,
             int(report.by_coding)],
        )  # fmt: skip
        made = int(cursor.lastrowid or 0)
        store.db.conn.executemany(
            "INSERT INTO term VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (made, term.line, term.query, term.read_as, term.hits, _packed(term.found), _packed(term.family),
                 term.error, term.position, int(term.counted))
                for term in report.terms
            ],
        )  # fmt: skip
        add(store, Entry(report.at, report.author, _search(report, made), held.documents, held.digest, report.version))
    return made


def _search(report: TermReport, made: int) -> Searched:
    """A report as the search diary tells it."""
    found = figures(report.terms).found.bit_count()
    query = f"Term report {made}: {len(report.terms)} {'term' if len(report.terms) == 1 else 'terms'}"
    hits = sum(term.hits for term in report.terms)
    return Searched(query, "each term as the report says", found, hits, report.state.documents, made)


def count_terms(store: Store, report: int, counted: Mapping[int, bool]) -> None:
    """Keep which terms of a report are counted, by line."""
    with writing_soon(store.db):
        store.db.conn.executemany(
            "UPDATE term SET counted = ? WHERE report_id = ? AND line = ?",
            [(int(on), report, line) for line, on in counted.items()],
        )


def listed(store: Store) -> list[TermReport]:
    """The reports of the matter without their terms, the newest first."""
    rows = store.db.execute(f"{_REPORTS} ORDER BY id DESC")
    return [_report(row, ()) for row in rows]


def load(store: Store, report: int) -> TermReport | None:
    """A report with its terms, in the order of the list; None when there is none of that id."""
    row = store.db.execute(f"{_REPORTS} WHERE id = ?", [report]).fetchone()
    terms = store.db.execute(
        "SELECT line, query, read_as, hits, found, family, error, position, counted FROM term WHERE report_id = ?"
        " ORDER BY line",
        [report],
    )
    return _report(row, tuple(map(_term, terms))) if row else None


def is_stale(store: Store, report: TermReport) -> bool:
    """Whether documents, or what the terms asked for, have changed since: the numbers may be others now."""
    revision, operation = revisions(store)
    return revision != report.state.revision or (report.by_coding and operation != report.state.operation)


_REPORTS = "SELECT id, at, author, version, held, digest, revision, operation, by_coding FROM term_report"


def _report(row: tuple[int, str, str, str, int, str, int, int, int], terms: tuple[Term, ...]) -> TermReport:
    made, at, author, written_by, held, digest, revision, operation, by_coding = row
    state = MatterState(held, digest, revision, operation)
    return TermReport(at, author, written_by, state, bool(by_coding), terms, made)


def _term(row: tuple[int, str, str, int, bytes, bytes, str, int, int]) -> Term:
    line, query, read_as, hits, found, family, error, position, counted = row
    return Term(line, query, read_as, hits, _unpacked(found), _unpacked(family), error, position, bool(counted))


def _packed(found: DocumentSet) -> bytes:
    return found.to_bytes(found.bit_length() // 8 + 1, "little")


def _unpacked(packed: bytes | bytearray) -> DocumentSet:
    return int.from_bytes(packed, "little")
