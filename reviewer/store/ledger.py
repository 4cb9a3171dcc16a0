"""Questions for the ledger: what was seen, what became of it, and what is not as it should be.

They are asked of one production, by its id, or of the whole matter (None). What is asked of each production adds up to
what is asked of the matter, save for gaps in Bates numbers: what one production leaves out another may hold.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from reviewer.jobs import Progress
from reviewer.model import DocumentId, TextSource
from reviewer.store import in_pdfs, page_texts
from reviewer.store.bates_runs import BatesBreak, BatesGap, BatesRun, breaks, gaps, runs
from reviewer.store.matter import Store, opened
from reviewer.store.page_texts import WeakPage
from reviewer.store.volumes import VolumeFinding

_CHOSEN = "(:production IS NULL OR intake.production_id = :production)"
_OF = f"FROM document JOIN intake ON intake.id = document.id WHERE {_CHOSEN}"
_IS_DOUBLE = (
    "EXISTS (SELECT 1 FROM document earlier WHERE earlier.sha256 = document.sha256"
    " AND earlier.control_number < document.control_number)"
)
_HIDES = in_pdfs.HIDES.format("document.id")
_STANDS_IN = "iif(intake.root_id IS NULL, NULL, intake.parent_id)"  # a parent that a load file names holds nothing
_HAS_PAGES = "EXISTS (SELECT 1 FROM page WHERE page.document_id = document.id AND page.text_source = :source)"


@dataclass(frozen=True, slots=True)
class Production:
    """A production that files were seen in: its id, its name, the folder that it was imported from, its custodian."""

    id: int
    name: str
    root: str
    custodian: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How many files, documents and pages; `seen` = `imported` + `exceptions` + `waiting`.

    Files wait when an import was stopped. Each imported file is one document.
    """

    seen: int = 0
    imported: int = 0
    exceptions: int = 0
    waiting: int = 0
    duplicates: int = 0
    without_date: int = 0
    with_hidden: int = 0
    pages: int = 0
    pages_without_text: int = 0
    pages_ocred: int = 0
    pages_weak: int = 0


@dataclass(frozen=True, slots=True)
class Reason:
    """Why files did not become documents, and how many of them."""

    reason: str
    files: int


@dataclass(frozen=True, slots=True)
class Container:
    """A file that holds others: how many it says it holds, and what became of those that were found in it."""

    id: DocumentId
    path: str
    declared: int
    imported: int
    exceptions: int
    waiting: int

    @property
    def missing(self) -> int:
        """How many are unaccounted for."""
        return self.declared - self.imported - self.exceptions - self.waiting


@dataclass(frozen=True, slots=True)
class File:
    """A file that was seen: where it stood, its control number, its state and, for an exception, the reason."""

    path: str
    control_number: str
    state: str
    reason: str


@dataclass(frozen=True, slots=True)
class Failed:
    """A processing exception. `crumbs` are the paths of the files that it stands in, outermost first, then its own."""

    id: DocumentId
    production: str
    crumbs: tuple[str, ...]
    stage: str
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """The whole ledger of a production or of the matter."""

    counts: Counts
    reasons: tuple[Reason, ...] = ()
    containers: tuple[Container, ...] = ()
    runs: tuple[BatesRun, ...] = ()
    gaps: tuple[BatesGap, ...] = ()
    breaks: tuple[BatesBreak, ...] = ()
    findings: tuple[VolumeFinding, ...] = ()
    weak: tuple[WeakPage, ...] = ()


def read(store: Store, production: int | None = None) -> Ledger:
    """All answers together."""
    found = bates_runs(store, production)
    return Ledger(
        counts(store, production),
        tuple(reasons(store, production)),
        tuple(containers(store, production)),
        tuple(found),
        tuple(gaps(found)),
        tuple(breaks(found)),
        tuple(findings(store, production)),
        tuple(page_texts.weak_pages(store, production)),
    )


def reading(chosen: tuple[Path, int | None]) -> Generator[Progress, None, Ledger]:
    """`read` as a job, for a production of the matter in a folder: counting 100,000 pages takes a second or two."""
    folder, production = chosen
    yield Progress(0)
    with opened(folder, read_only=True) as store:
        return read(store, production)


def productions(store: Store) -> list[Production]:
    """The productions of which files were seen, in the order in which they came."""
    rows = store.db.execute(
        "SELECT id, name, root, custodian FROM production"
        " WHERE EXISTS (SELECT 1 FROM intake WHERE intake.production_id = production.id) ORDER BY id"
    )
    return [Production(*row) for row in rows]


def counts(store: Store, production: int | None = None) -> Counts:
    """How many files, documents and pages there are of each sort."""
    chosen = {"production": production}
    states = dict(store.db.execute(f"SELECT state, count(*) FROM intake WHERE {_CHOSEN} GROUP BY 1", chosen).fetchall())
    doubles, undated, hiding, pages = store.db.execute(
        f"SELECT coalesce(sum({_IS_DOUBLE}), 0), coalesce(sum(document.date = ''), 0), coalesce(sum({_HIDES}), 0),"
        f" coalesce(sum(document.pages), 0) {_OF}",
        chosen,
    ).fetchone()
    sources = dict(
        store.db.execute(
            "SELECT page.text_source, count(*) FROM page JOIN intake ON intake.id = page.document_id"
            f" WHERE {_CHOSEN} GROUP BY 1",
            chosen,
        ).fetchall()
    )
    return Counts(
        seen=sum(states.values()),
        imported=states.get("imported", 0),
        exceptions=states.get("exception", 0),
        waiting=states.get("waiting", 0),
        duplicates=doubles,
        without_date=undated,
        with_hidden=hiding,
        pages=pages,
        pages_without_text=sources.get(TextSource.NONE, 0),
        pages_ocred=sources.get(TextSource.OCR, 0),
        pages_weak=page_texts.count_weak(store, production),
    )


def reasons(store: Store, production: int | None = None) -> list[Reason]:
    """Why files did not become documents, the reason of most files first."""
    rows = store.db.execute(
        f"SELECT reason, count(*) FROM intake WHERE state = 'exception' AND {_CHOSEN} GROUP BY 1 ORDER BY 2 DESC, 1",
        {"production": production},
    )
    return [Reason(*row) for row in rows]


def containers(store: Store, production: int | None = None) -> list[Container]:
    """The files that say how many files they hold, in the order of the production."""
    rows = store.db.execute(
        "SELECT intake.id, intake.path, intake.declared, coalesce(inside.imported, 0),"
        " coalesce(inside.exceptions, 0), coalesce(inside.waiting, 0)"
        " FROM intake LEFT JOIN (SELECT parent_id, sum(state = 'imported') AS imported,"
        " sum(state = 'exception') AS exceptions, sum(state = 'waiting') AS waiting"
        " FROM intake WHERE root_id IS NOT NULL GROUP BY parent_id) inside ON inside.parent_id = intake.id"
        f" WHERE intake.declared IS NOT NULL AND {_CHOSEN} ORDER BY intake.control_number",
        {"production": production},
    )
    return [Container(*row) for row in rows]


def findings(store: Store, production: int | None = None) -> list[VolumeFinding]:
    """What does not add up in load files, in the order in which it was found."""
    rows = store.db.execute(
        "SELECT kind, what, line, document FROM finding JOIN load_file ON load_file.id = load_file_id"
        " WHERE (:production IS NULL OR production_id = :production) ORDER BY load_file_id, finding.id",
        {"production": production},
    )
    return [VolumeFinding(*row) for row in rows]


def files(store: Store, production: int | None = None, state: str = "") -> list[File]:
    """The files that were seen, or those in a state ("waiting"), in the order of the production."""
    rows = store.db.execute(
        "SELECT path, control_number, state, reason FROM intake"
        f" WHERE {_CHOSEN} AND (:state = '' OR state = :state) ORDER BY control_number",
        {"production": production, "state": state},
    )
    return [File(*row) for row in rows]


def exceptions(store: Store, production: int | None = None, reason: str | None = None) -> list[Failed]:
    """The processing exceptions, all or those of one reason, in the order in which the files were seen."""
    chosen = {"production": production, "reason": reason}
    failed = f"state = 'exception' AND {_CHOSEN} AND (:reason IS NULL OR reason = :reason)"
    paths: dict[int, list[str]] = {}
    for entry, path in store.db.execute(
        "WITH RECURSIVE up (entry, path, stands_in, depth) AS ("
        f" SELECT id, path, {_STANDS_IN}, 0 FROM intake WHERE {failed}"
        f" UNION ALL SELECT entry, intake.path, {_STANDS_IN}, depth + 1 FROM up"
        " JOIN intake ON intake.id = up.stands_in)"
        " SELECT entry, path FROM up ORDER BY entry, depth DESC",
        chosen,
    ):
        paths.setdefault(entry, []).append(path)
    rows = store.db.execute(
        "SELECT intake.id, production.name, stage, reason, detail FROM intake"
        f" JOIN production ON production.id = production_id WHERE {failed} ORDER BY control_number",
        chosen,
    )
    return [Failed(DocumentId(row[0]), row[1], _crumbs(paths[row[0]]), *row[2:]) for row in rows]


def _crumbs(paths: list[str]) -> tuple[str, ...]:
    """The paths of files in one another, outermost first, each without what it stands in."""
    return paths[0], *(inner.removeprefix(f"{outer}/") for outer, inner in pairwise(paths))


def imported(store: Store, production: int | None = None) -> list[DocumentId]:
    """All documents, in the order of the production, as in the other lists of documents."""
    return _documents(store, production, "1")


def duplicates(store: Store, production: int | None = None) -> list[DocumentId]:
    """The documents of whose bytes the matter holds an earlier one."""
    return _documents(store, production, _IS_DOUBLE)


def without_date(store: Store, production: int | None = None) -> list[DocumentId]:
    """The documents of which no date is known."""
    return _documents(store, production, "document.date = ''")


def with_hidden(store: Store, production: int | None = None) -> list[DocumentId]:
    """The documents with words that their pages hold but do not show."""
    return _documents(store, production, _HIDES)


def without_text(store: Store, production: int | None = None) -> list[DocumentId]:
    """The documents with a page that has no text."""
    return _documents(store, production, _HAS_PAGES, TextSource.NONE)


def read_by_ocr(store: Store, production: int | None = None) -> list[DocumentId]:
    """The documents with a page that was read by OCR."""
    return _documents(store, production, _HAS_PAGES, TextSource.OCR)


def bates_runs(store: Store, production: int | None = None) -> list[BatesRun]:
    """The unbroken runs of Bates numbers on the pages, in the order of the production."""
    return runs(
        store.db.execute(
            "SELECT intake.production_id, document.control_number, page.bates FROM page"
            " JOIN document ON document.id = page.document_id JOIN intake ON intake.id = document.id"
            f" WHERE page.bates <> '' AND {_CHOSEN}"
            " ORDER BY intake.production_id, document.control_number, page.number",
            {"production": production},
        )
    )


def _documents(store: Store, production: int | None, condition: str, source: str = "") -> list[DocumentId]:
    rows = store.db.execute(
        f"SELECT document.id {_OF} AND {condition} ORDER BY document.control_number",
        {"production": production, "source": source},
    )
    return [DocumentId(row[0]) for row in rows]
