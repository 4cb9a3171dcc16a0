"""The one verb: export tagged passages, the ledger, a report or the history, as a file's name asks for."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Generator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import uuid4

from reviewer.dates import check_zone
from reviewer.errors import ReviewerError
from reviewer.export import diary, history, ledger, privilege, rows, templates, terms
from reviewer.export.cells import Cited
from reviewer.export.notices import notices
from reviewer.export.quotes import ReadPage, by_document, check_document, from_files
from reviewer.export.table import Table
from reviewer.export.templates import Kind, Template
from reviewer.jobs import Progress
from reviewer.model import DocumentId, Passage, PassageId
from reviewer.store import coding
from reviewer.store.claims import guarded
from reviewer.store.documents import load, originals, pages
from reviewer.store.matter import Store, close, open_matter, zone
from reviewer.store.term_reports import TermReport

FORMATS = (".docx", ".xlsx", ".csv", ".pdf", ".html")
_TABLES = {Kind.EXCERPTS: rows.excerpts, Kind.EXHIBIT_LIST: rows.exhibit_list}


@dataclass(frozen=True, slots=True)
class ExportResult:
    """What an export wrote. `changed` cites the quotes that did not read again as they were tagged."""

    path: Path
    rows: int
    changed: tuple[str, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """An export to be run in a child process, over the matter in `folder`. The other fields are as in `export`."""

    folder: Path
    kind: str
    out: Path
    tag_names: tuple[str, ...] = ()
    documents: frozenset[DocumentId] | None = None
    template: str = ""
    report: TermReport | None = None
    passages: tuple[PassageId, ...] | None = None


def export(
    store: Store,
    kind: str,
    out: Path,
    tag_names: Sequence[str] = (),
    documents: Collection[DocumentId] | None = None,
    template: str = "",
    read_page: ReadPage | None = None,
    report: TermReport | None = None,
    passages: Sequence[PassageId] | None = None,
) -> ExportResult:
    """Write tagged passages to `out`: those that bear any of the tags, or all; in `documents`, or in the whole matter.

    With `passages` it is these, in the order given, save that exhibits stand in the order of their dates.

    `kind` is a `Kind`, `template` a name of `templates.names(kind)`, "" for the usual one; the suffix of `out` says
    the format. `read_page` reads the text of a page from its file again; by default the file is opened here.
    The ledger, term reports and the search diary are of the whole matter: they take no tags and documents. Privilege
    log and history are of some documents, or of the whole matter. `report` is the term report that is written, by
    default the latest that is kept.
    Raises ReviewerError, and then leaves nothing behind, when kind, template, tag or format is unknown, when there is
    no such passage, and when `out` can't be written. An existing file is replaced.
    """
    steps = export_steps(store, kind, out, tag_names, documents, template, read_page, report, passages)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: ExportResult = end.value
            return result


def export_order(order: Order) -> Generator[Progress, None, ExportResult]:
    """Carry out an order, as a job: the matter is opened for reading only."""
    store = open_matter(order.folder, read_only=True)
    try:
        chosen = (order.tag_names, order.documents, order.template)
        steps = export_steps(store, order.kind, order.out, *chosen, report=order.report, passages=order.passages)
        return (yield from steps)
    finally:
        close(store)


def export_steps(
    store: Store,
    kind: str,
    out: Path,
    tag_names: Sequence[str] = (),
    documents: Collection[DocumentId] | None = None,
    template: str = "",
    read_page: ReadPage | None = None,
    report: TermReport | None = None,
    passages: Sequence[PassageId] | None = None,
) -> Generator[Progress, None, ExportResult]:
    """As `export`; yields its progress, counted in documents, and returns the result."""
    writer, chosen = _writer(out), templates.load(templates.kind_named(kind), template)
    today, cited = date.today().isoformat(), list[Cited]()
    if chosen.kind is Kind.HISTORY:
        _refuse_choice(chosen.kind, tag_names)
        table = history.table(store, chosen, today, documents)
    elif chosen.kind is Kind.PRIVILEGE_LOG:
        _refuse_choice(chosen.kind, tag_names)
        table = privilege.table(store, chosen, _zone(store), documents)
    elif chosen.kind not in _TABLES:
        _refuse_choice(chosen.kind, tag_names, documents)
        table = _of_matter(store, chosen, today, report)
    else:
        found = _chosen(store, tag_names, documents, passages)
        cited = yield from _cite(store, found, read_page or from_files(store))
        table = _TABLES[chosen.kind](store.name, cited, chosen, today, _zone(store))
    _put(out, writer(table))
    changed = tuple(entry.citation for entry in cited if not entry.check.sound)
    told = privilege.warnings(store, documents) if chosen.kind is Kind.PRIVILEGE_LOG else ()
    return ExportResult(out, len(table.rows), changed, (*told, *_notices(store, cited, chosen)))


def _notices(store: Store, cited: Sequence[Cited], template: Template) -> tuple[str, ...]:
    withheld = guarded(store, {entry.document.id for entry in cited})
    return notices(cited, coding.tags(store), template.filing, len(withheld))


def _zone(store: Store) -> str:
    """The matter's time zone. Raises ReviewerError where this computer knows none of that name."""
    name = zone(store)
    return check_zone(name) if name else ""


def _of_matter(store: Store, template: Template, today: str, report: TermReport | None) -> Table:
    if template.kind is Kind.TERM_REPORT:
        return terms.table(store, template, report)
    if template.kind is Kind.SEARCH_DIARY:
        return diary.table(store, template, today)
    return ledger.table(store, template, today)


def _refuse_choice(kind: Kind, tag_names: Sequence[str], documents: Collection[DocumentId] | None = None) -> None:
    if tag_names or documents is not None:
        why = f"the {kind.replace('-', ' ')} is of the whole matter, not of some tags or documents"
        raise ReviewerError("Nothing was exported", why, "Leave out the tags and the query")


def _writer(out: Path) -> Callable[[Table], bytes]:
    """The writer for a file. Raises ReviewerError for an unknown suffix or a missing folder, before any work."""
    if out.suffix.lower() not in FORMATS:
        why = f"“{out.name}” does not end in a format that Reviewer writes"
        raise ReviewerError("Nothing was exported", why, f"End the name in one of: {', '.join(FORMATS)}")
    if not out.parent.is_dir():
        raise ReviewerError("Nothing was exported", f"there is no folder {out.parent}", "Make it, or choose another")
    return _writers()[out.suffix.lower()]


def _writers() -> dict[str, Callable[[Table], bytes]]:
    """The writer of each format; loaded for an export only, since the window should start without their libraries."""
    from reviewer.export import to_csv, to_docx, to_html, to_pdf, to_xlsx

    return dict(zip(FORMATS, (to_docx.write, to_xlsx.write, to_csv.write, to_pdf.write, to_html.write), strict=True))


def _chosen(
    store: Store,
    tag_names: Sequence[str],
    documents: Collection[DocumentId] | None,
    passages: Sequence[PassageId] | None,
) -> list[Passage]:
    """The passages to export, in their order. Raises ReviewerError when there are none, NotFound for an unknown tag."""
    found = coding.passages(store, tag_names) if passages is None else coding.passages_by_id(store, passages)
    kept = [one for one in found if documents is None or one.document in documents]
    if not kept:
        why = "no passage bears those tags" if tag_names else "no passage is tagged yet"
        if found:
            why = "the documents that were asked for hold no such passage"
        raise ReviewerError("Nothing was exported", why, "Tag some words, or ask for others")
    return kept


def _cite(store: Store, passages: Sequence[Passage], read_page: ReadPage) -> Generator[Progress, None, list[Cited]]:
    """Read the quotes of all passages again, document by document; they come back in their order."""
    paths = {number: path for number, path, _ in originals(store)}
    places, documents = {one.id: place for place, one in enumerate(passages)}, by_document(passages)
    cited: list[Cited] = []
    for done, (document_id, entries) in enumerate(documents.items()):
        document = load(store, document_id)
        yield Progress(done, len(documents), f"Reading {document.name} again")
        leaves = {page.number: page for page in pages(store, document_id)}
        checks = check_document(store, document, paths[document.control_number], entries, read_page)
        for entry, check in zip(entries, checks, strict=True):
            cited.append(Cited(entry, document, tuple(leaves[number] for number in entry.pages), check))
    yield Progress(len(documents), len(documents), "Writing the list")
    return sorted(cited, key=lambda entry: places[entry.passage.id])


def _put(out: Path, content: bytes) -> None:
    """Write a file whole, or not at all. Raises ReviewerError."""
    part = out.with_name(f".{uuid4().hex}.part")
    try:
        with part.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(out)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        do = "Close it where it is open, free some space, or choose another place"
        raise ReviewerError(f"{out.name} was not written", why, do) from error
    finally:
        part.unlink(missing_ok=True)
