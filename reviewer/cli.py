"""The command line: one thin command for each verb. Scripts depend on its names, keys and exit statuses.

Exit status 0: done; 1: could not, with one sentence on standard error; 2: wrong usage. The window starts by way of this
module, so what it does not need (the index) is imported by the commands that do.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from reviewer import demo, settings
from reviewer.errors import ReviewerError
from reviewer.export.export import export
from reviewer.model import Document, DocumentId, Found, ImportProgress, ImportReport, OcrMode, Passage, Result, Span
from reviewer.processing.intake import Import, Options, carry_out
from reviewer.review import coding as verbs
from reviewer.review.check import check
from reviewer.store import coding, documents, intake, matter
from reviewer.store.matter import Store
from reviewer.text import boxes_of

MatterPath = click.argument("folder", metavar="MATTER", type=click.Path(path_type=Path))
AsJson = click.option("--json", "as_json", is_flag=True, help="Standard output is JSON alone.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="reviewer", prog_name="reviewer")
def commands() -> None:
    """Review a production, offline. Without a command the window opens; with a path, on that matter."""


def run(arguments: Sequence[str]) -> int:
    """Carry a command line out; hand back the exit status."""
    try:
        if not arguments or _names_a_matter(arguments[0]):
            return open_window(Path(arguments[0]) if arguments else None)
        return int(commands.main(list(arguments), prog_name="reviewer", standalone_mode=False) or 0)
    except ReviewerError as error:
        click.echo(str(error), err=True)
        return 1
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped. What was done so far is kept.", err=True)
        return 1
    except BrokenPipeError:
        sys.stdout = None  # the reader went away; nothing more can be said
        return 1


def open_window(folder: Path | None) -> int:
    """Open the window, on a matter if one is named."""
    from reviewer.ui.app import run as run_window  # only the window needs Qt

    return run_window(folder)


@commands.command()
@MatterPath
@click.option("--name", default="", help="What the matter is called; the folder's name by default.")
def new(folder: Path, name: str) -> None:
    """Make a matter."""
    store = matter.create(folder, name)
    try:
        verbs.seed_codebook(store, _author())
    finally:
        matter.close(store)


@commands.command("import")
@MatterPath
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--custodian", default="", help="Whose papers these are.")
@click.option("--ocr", type=click.Choice(list(OcrMode)), default=OcrMode.AUTO, help="When pages are read by OCR.")
@click.option("--in-place", is_flag=True, help="Refer to the files where they are instead of copying them in.")
@click.option("--password", "passwords", multiple=True, help="A password to try on encrypted files; may be repeated.")
@AsJson
def import_command(
    folder: Path,
    sources: tuple[Path, ...],
    custodian: str,
    ocr: str,
    in_place: bool,
    passwords: tuple[str, ...],
    as_json: bool,
) -> None:
    """Import folders and files; importing the same source again goes on where it stopped."""
    options = Options(custodian, OcrMode(ocr), in_place, passwords)
    with _open(folder) as store:
        report = carry_out(Import(store, sources, _author(), options), _tell)
    _print_json(asdict(report)) if as_json else click.echo(summary(report))


def summary(report: ImportReport) -> str:
    """An import in a sentence or two."""
    return (
        f"{report.seen} files seen: {report.imported} imported, {report.exceptions} exceptions."
        f" {report.documents} documents, {report.pages} pages; {report.duplicates} duplicates,"
        f" {report.pages_ocred} pages read by OCR, {report.pages_without_text} pages without text."
    )


@commands.command("documents")
@MatterPath
@AsJson
def documents_command(folder: Path, as_json: bool) -> None:
    """List the documents."""
    with _reading(folder) as store:
        for document in documents.every(store):
            _print_json(_document(document)) if as_json else click.echo(_line(document))


@commands.command()
@MatterPath
@click.argument("document")
@click.option("--page", type=click.IntRange(min=1), help="Only this page, from 1.")
def text(folder: Path, document: str, page: int | None) -> None:
    """Print the text of a document; pages are set apart by form feeds."""
    with _reading(folder) as store:
        found = documents.by_control_number(store, document)
        if page:
            documents.page(store, found.id, page)
        texts = documents.page_texts(store, found.id)
        click.echo("\f".join(texts.values()) if page is None else texts[page])


@commands.command()
@MatterPath
@click.argument("document")
@click.option("--page", type=click.IntRange(min=1), required=True, help="The page that holds the words, from 1.")
@click.option("--quote", required=True, help="The words to tag; white space does not matter.")
@click.option("--tag", "tag_name", required=True, help="A tag of the codebook.")
@click.option("--note", default="", help="A note on the passage.")
@AsJson
def tag(folder: Path, document: str, page: int, quote: str, tag_name: str, note: str, as_json: bool) -> None:
    """Tag words of a page."""
    with _open(folder) as store:
        passage = verbs.tag_quote(store, _author(), document, page, quote, tag_name, note)
    _print_json(_passage(passage)) if as_json else click.echo(_passage_line(passage))


@commands.command("passages")
@MatterPath
@click.option("--tag", "tag_names", multiple=True, help="Only passages with this tag; may be repeated.")
@AsJson
def passages_command(folder: Path, tag_names: tuple[str, ...], as_json: bool) -> None:
    """List the tagged passages."""
    with _reading(folder) as store:
        for passage in coding.passages(store, tag_names):
            _print_json(_passage(passage)) if as_json else click.echo(_passage_line(passage))


@commands.command("exceptions")
@MatterPath
@AsJson
def exceptions_command(folder: Path, as_json: bool) -> None:
    """List the files that did not become documents, and why."""
    with _reading(folder) as store:
        for entry in intake.exceptions(store):
            _print_json(asdict(entry)) if as_json else click.echo(f"{entry.path}\t{entry.reason}")


@commands.command("search")
@MatterPath
@click.argument("query")
@click.option("--limit", type=click.IntRange(min=0), default=50, help="How many documents are shown in detail.")
@AsJson
def search_command(folder: Path, query: str, limit: int, as_json: bool) -> None:
    """Search the text of all documents."""
    from reviewer.search.worker import search_matter

    with _reading(folder) as store:
        found = search_matter(store, query, limit)
        results = [_result(store, query, result) for result in found.results]
    if as_json:
        head = {"query": query, "read_as": found.read_as, "documents": len(found.documents), "hits": found.hits}
        _print_json({**head, "results": results})
    else:
        _print_found(found, results)


@commands.command("export")
@MatterPath
@click.argument("kind")
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--tag", "tag_names", multiple=True, help="Only passages with this tag; may be repeated.")
@click.option("--query", default="", help="Only passages of the documents that this query finds.")
@click.option("--template", default="", help="The columns: a template of the kind, such as ao187 for exhibit lists.")
def export_command(folder: Path, kind: str, out: Path, tag_names: tuple[str, ...], query: str, template: str) -> None:
    """Write tagged passages to OUT, whose suffix says the format. KIND: excerpts, exhibit-list."""
    from reviewer.search.worker import search_matter

    with _reading(folder) as store:
        chosen = search_matter(store, query, 0).documents if query else None
        result = export(store, kind, out, tag_names, chosen, template)
    click.echo(f"{result.path}: {result.rows} rows, {len(result.changed)} quotes changed")
    for warning in (*(f"Changed: {citation}" for citation in result.changed), *result.warnings):
        click.echo(warning, err=True)


@commands.command("check")
@MatterPath
@AsJson
def check_command(folder: Path, as_json: bool) -> None:
    """Check the matter file, the audit trail, the produced files, the passages and the index."""
    from reviewer.search.worker import check_index

    with _reading(folder) as store:
        problems = [*check(store), *check_index(store)]
    if as_json:
        _print_json({"ok": not problems, "problems": [asdict(problem) for problem in problems]})
    else:
        for problem in problems:
            click.echo(f"{problem.kind}: {problem.what}. {problem.do}.")
        click.echo("Problems: none" if not problems else f"Problems: {len(problems)}")
    if problems:
        raise Unsound


class Unsound(click.exceptions.Exit):
    """The check found problems: exit status 1, with nothing more to say."""

    def __init__(self) -> None:
        super().__init__(1)


@commands.command("demo")
@click.argument("folder", required=False, type=click.Path(path_type=Path, file_okay=False))
@click.option("--no-window", is_flag=True, help="Do the job, but don't open the window.")
def demo_command(folder: Path | None, no_window: bool) -> int:
    """Build a matter from the sample production, do the whole job on it, then open it."""
    home = folder or demo.default_home()
    shown = demo.demonstrate(home, click.echo)
    click.echo(summary(shown.report))
    click.echo(f"{len(shown.found.documents)} documents found, {shown.passages} passages tagged. Written:")
    for path in (shown.matter, *shown.exports):
        click.echo(f"  {path}")
    if no_window:
        return 0
    from reviewer.ui.app import why_no_window

    if why := why_no_window():
        click.echo(f"The window was not opened. {why}", err=True)
        return 0
    return open_window(shown.matter)


@contextmanager
def _open(folder: Path) -> Iterator[Store]:
    store = matter.open_matter(folder)
    try:
        yield store
    finally:
        matter.close(store)


@contextmanager
def _reading(folder: Path) -> Iterator[Store]:
    store = matter.open_matter(folder, read_only=True)
    try:
        yield store
    finally:
        matter.close(store)


def _names_a_matter(argument: str) -> bool:
    return not argument.startswith("-") and argument not in commands.commands


def _author() -> str:
    return settings.load().reviewer


def _tell(state: ImportProgress) -> None:
    if sys.stderr.isatty():
        left = f", about {state.seconds_left:.0f} s left" if state.seconds_left is not None else ""
        click.echo(f"\r\x1b[K{state.done} of {state.total} files, {state.rate:.0f} a second{left}", nl=False, err=True)


def _print_json(value: Mapping[str, Any]) -> None:
    click.echo(json.dumps(value, ensure_ascii=False))


def _document(document: Document) -> dict[str, Any]:
    """A document with the keys of the contract, in its order."""
    values = {**asdict(document), "from": document.sender}
    return {key: values[key] for key in _DOCUMENT_KEYS}


_DOCUMENT_KEYS = [
    *("control_number", "bates_begin", "bates_end", "parent", "family", "type", "title", "author"),
    *("from", "to", "cc", "bcc", "subject", "date", "date_source", "pages", "sha256", "md5", "path"),
    *("text_source", "duplicate_of", "flags"),
]


def _result(store: Store, query: str, result: Result) -> dict[str, Any]:
    """A result with the keys of the contract: its hits on each page, a hit over a page break on both."""
    from reviewer.search.worker import hits_of

    document = documents.load(store, result.document)
    spans: dict[int, list[Span]] = {}
    for hit in hits_of(store, query, result.document):
        for span in hit:
            spans.setdefault(span.page, []).append(span)
    return {
        "control_number": document.control_number,
        "title": document.title,
        "hits": result.hits,
        "pages": [_page_hits(store, document.id, page, found) for page, found in sorted(spans.items())],
    }


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


def _print_found(found: Found, results: Sequence[dict[str, Any]]) -> None:
    click.echo(f"{found.read_as}: {len(found.documents)} documents, {found.hits} hits")
    for entry, result in zip(results, found.results, strict=True):
        click.echo(f"\n{entry['control_number']}\t{entry['title']}\t{entry['hits']} hits")
        for snippet in result.snippets:
            place = snippet.bates or f"page {snippet.page}"
            click.echo(f"  {place}: {' '.join(snippet.text.split())}")


def _line(document: Document) -> str:
    pages = "1 page" if document.pages == 1 else f"{document.pages} pages"
    return "\t".join([document.control_number, document.bates_begin, document.date, pages, document.title])


def _passage(passage: Passage) -> dict[str, Any]:
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


def _passage_line(passage: Passage) -> str:
    place = passage.bates or f"{passage.control_number} at {passage.pages[0]}"
    return f"{place}\t{', '.join(passage.tags)}\t“{' '.join(passage.quote.exact.split())}”"
