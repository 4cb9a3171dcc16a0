"""What the commands print: JSON with the keys of the contract, and lines for people."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from reviewer.errors import ReviewerError
from reviewer.load_files.columns import ColumnMap, from_json
from reviewer.model import Document, DocumentId, ImportReport, Passage, ProcessingException, Span
from reviewer.search.found import Found, Reason, Result
from reviewer.store import documents
from reviewer.store.matter import Store
from reviewer.store.volumes import VolumeFinding
from reviewer.text import boxes_of

_FINDINGS = 30
"""How many are shown after an import."""


def summary(report: ImportReport) -> str:
    """An import in a sentence or two."""
    return (
        f"{report.seen} files seen: {report.imported} imported, {report.exceptions} exceptions."
        f" {report.documents} documents, {report.pages} pages; {report.duplicates} duplicates,"
        f" {report.pages_ocred} pages read by OCR, {report.pages_without_text} pages without text."
    )


def print_volumes(told: Sequence[str], findings: Sequence[VolumeFinding], failed: Sequence[Path]) -> None:
    """Say on standard error what was taken for a load file, what does not add up, and where rows that failed are."""
    for sentence in told:
        click.echo(sentence, err=True)
    if not told:
        return
    for kind, count in Counter(finding.kind for finding in findings).items():
        click.echo(f"{kind}: {count}", err=True)
    for finding in findings[:_FINDINGS]:
        click.echo(f"  {finding.what}", err=True)
    if len(findings) > _FINDINGS:
        click.echo(f"  and {len(findings) - _FINDINGS} more: `reviewer check` lists them all", err=True)
    for path in failed:
        click.echo(f"Rows that failed: {path}. Correct them, put the file beside the load file, import it.", err=True)


def saved_columns(path: Path) -> ColumnMap:
    """The columns saved in a file. Raises ReviewerError."""
    try:
        return from_json(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        why = "it is not there or can't be read"
        raise ReviewerError(
            f"The columns in {path} were not read", why, "Name the file that they were saved in"
        ) from error


def print_json(value: Mapping[str, Any]) -> None:
    """Print one object on one line."""
    click.echo(json.dumps(value, ensure_ascii=False))


def document_values(document: Document) -> dict[str, Any]:
    """A document with the keys of the contract, in its order."""
    values = {**asdict(document), "from": document.sender}
    return {key: values[key] for key in _DOCUMENT_KEYS}


_DOCUMENT_KEYS = [
    *("control_number", "bates_begin", "bates_end", "parent", "family", "type", "title", "author"),
    *("from", "to", "cc", "bcc", "subject", "date", "date_source", "pages", "sha256", "md5", "path"),
    *("text_source", "duplicate_of", "flags"),
]


def found_values(found: Found) -> dict[str, Any]:
    """The answer to a query with the keys of the contract, without its results; of a sample, how it was drawn."""
    drawn = {"sample": asdict(found.sample), "drawn_from": found.drawn_from} if found.sample else {}
    counts = {"documents": len(found.documents), "hits": found.hits}
    notes = {"notes": list(found.notes)} if found.notes else {}
    return {"query": found.query, "read_as": found.read_as, **counts, **drawn, **notes}


def result_values(store: Store, query: str, result: Result) -> dict[str, Any]:
    """A result with the keys of the contract: its hits on each page, a hit over a page break on both; and what was
    found in fields, if anything was."""
    from reviewer.search.worker import hits_of

    document = documents.load(store, result.document)
    spans: dict[int, list[Span]] = {}
    for hit in hits_of(store, query, result.document) if query.strip() else ():
        for span in hit:
            spans.setdefault(span.page, []).append(span)
    said = list(map(_reason_values, result.reasons))
    return {
        "control_number": document.control_number,
        "title": document.title,
        "hits": result.hits,
        "pages": [_page_hits(store, document.id, page, found) for page, found in sorted(spans.items())],
        **({"fields": said} if said else {}),
    }


def _reason_values(one: Reason) -> dict[str, Any]:
    """What was found in a field; of words that the page does not show, where they stand."""
    corners = [[one.box.x0, one.box.y0, one.box.x1, one.box.y1]] if one.box else []
    said = {"field": one.field, "text": one.text, "page": one.page}
    return {**said, "hidden": True, "boxes": corners} if one.hidden else said


def _page_hits(store: Store, document: DocumentId, number: int, spans: Sequence[Span]) -> dict[str, Any]:
    page, content = documents.page(store, document, number), documents.content(store, document, number)
    hits = [
        {
            "start": span.start,
            "end": span.end,
            "text": content.text[span.start : span.end],
            "boxes": [[box.x0, box.y0, box.x1, box.y1] for box in boxes_of(content, span.start, span.end)],
        }
        for span in spans
    ]
    return {"page": number, "bates": page.bates, "label": page.label, "hits": hits}


def print_found(found: Found, results: Sequence[dict[str, Any]]) -> None:
    """Print the answer to a query, with snippets; `results` as from `result_values`."""
    click.echo(f"{found.read_as}: {len(found.documents)} documents, {found.hits} hits")
    for note in found.notes:
        click.echo(note)
    for entry, result in zip(results, found.results, strict=True):
        click.echo(f"\n{entry['control_number']}\t{entry['title']}\t{entry['hits']} hits")
        for reason in result.reasons:
            click.echo(f"  {reason.field}: {' '.join(reason.text.split())}")
        for snippet in result.snippets:
            place = snippet.bates or f"page {snippet.page}"
            click.echo(f"  {place}: {' '.join(snippet.text.split())}")


def exception_line(entry: ProcessingException) -> str:
    """A processing exception: path, reason, and what to do."""
    advice = f" {entry.detail}." if entry.detail else ""
    return f"{entry.path}\t{entry.reason}.{advice}"


def document_line(document: Document) -> str:
    """A document: its numbers, date, pages and title, set apart by tabs."""
    pages = "1 page" if document.pages == 1 else f"{document.pages} pages"
    return "\t".join(
        [document.control_number, document.bates_begin, document.date, pages, " ".join(document.title.split())]
    )


def passage_values(passage: Passage) -> dict[str, Any]:
    """A passage with the keys of the contract."""
    return {
        "id": passage.id,
        "control_number": passage.control_number,
        "pages": list(passage.pages),
        "bates": passage.bates,
        "exact": passage.quote.exact,
        "tags": list(passage.tags),
        "note": passage.note,
        "author": passage.author,
        "at": passage.at,
    }


def passage_line(passage: Passage) -> str:
    """A passage: where to cite it, its tags, its words; of an area, that it has none."""
    place = passage.bates or f"{passage.control_number} at {passage.pages[0]}"
    words = "[area without text]" if passage.area else f"“{' '.join(passage.quote.exact.split())}”"
    return f"{place}\t{', '.join(passage.tags)}\t{words}"
