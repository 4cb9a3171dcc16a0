"""The command that reports on a list of terms."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from reviewer.cli.answers import print_json
from reviewer.cli.arguments import AnyPath, AsJson, MatterPath, author
from reviewer.cli.keeping import keep
from reviewer.export.export import export
from reviewer.search.term_lists import Listed, listed_in
from reviewer.store import matter, term_reports
from reviewer.store.matter import Store
from reviewer.store.term_reports import Figures, Term, TermReport, figures


@click.command("terms")
@MatterPath
@click.argument("listing", metavar="LIST", type=AnyPath)
@click.option("--out", type=AnyPath, help="Write the report too; the suffix says the format: .xlsx .docx .pdf .csv")
@AsJson
def terms_command(folder: Path, listing: Path, out: Path | None, as_json: bool) -> None:
    """Count what each query of LIST finds: a query a line, or the first column of a CSV; # begins a comment.

    Documents, hits, documents with their families, and documents that no other query of the list finds. A query that
    can't be read is marked, and the rest goes on. The report is kept in the matter.
    """
    lines = listed_in(listing)
    with matter.opened(folder, read_only=True) as store:
        made = _made(store, lines)
    kept = keep(folder, "The term report was not kept", lambda store: term_reports.keep(store, made))
    made = replace(made, id=kept or 0)
    with matter.opened(folder, read_only=True) as store:
        written = export(store, "term-report", out, report=made) if out else None
    print_json(_values(made)) if as_json else _print(made)
    if written and not as_json:
        click.echo(f"Written: {written.path}")


def _made(store: Store, lines: tuple[Listed, ...]) -> TermReport:
    from reviewer.search.terms import report_steps

    steps = report_steps(store, lines, author())
    while True:
        try:
            next(steps)
        except StopIteration as end:
            made: TermReport = end.value
            return made


def _values(made: TermReport) -> dict[str, Any]:
    found = figures(made.terms)
    return {
        "report": made.id,
        "at": made.at,
        "reviewer": made.author,
        "version": made.version,
        "state": {"documents": made.state.documents, "digest": made.state.digest},
        "terms": [_term_values(term, found) for term in made.terms],
        "total": {"documents": found.found.bit_count(), "documents_with_family": found.family.bit_count()},
    }


def _term_values(term: Term, found: Figures) -> dict[str, Any]:
    head = {"line": term.line, "query": term.query}
    if term.error:
        return {**head, "error": term.error, "position": term.position}
    return {
        **head,
        "read_as": term.read_as,
        "documents": term.found.bit_count(),
        "hits": term.hits,
        "documents_with_family": term.family.bit_count(),
        "unique_documents": found.unique[term.line].bit_count(),
    }


def _print(made: TermReport) -> None:
    found = figures(made.terms)
    click.echo("term\tdocuments\thits\twith family\tunique")
    for term in made.terms:
        if term.error:
            click.echo(f"{term.query}\tline {term.line}, character {term.position + 1}: {term.error}")
        else:
            unique = found.unique[term.line].bit_count()
            counts = (term.found.bit_count(), term.hits, term.family.bit_count(), unique)
            click.echo("\t".join([term.query, *map(str, counts)]))
    click.echo(f"all terms\t{found.found.bit_count()}\t\t{found.family.bit_count()}\t")
