"""The command line: one thin command for each verb. Scripts depend on its names, keys and exit statuses.

Exit status 0: done; 1: could not, with one sentence on standard error; 2: wrong usage. The window starts by way of this
module, so what it does not need (the index) is imported by the commands that do.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict
from io import TextIOWrapper
from pathlib import Path

import click

from reviewer import demo
from reviewer.cli.annotations import annotations_command
from reviewer.cli.answers import (
    document_line,
    document_values,
    exception_line,
    print_json,
    print_volumes,
    saved_columns,
    summary,
)
from reviewer.cli.arguments import DIALECTS, ENCODINGS, AnyPath, AsJson, MatterPath, author
from reviewer.cli.coding import code_command, tag_command
from reviewer.cli.corrections import bates_command, zone_command
from reviewer.cli.hidden import hidden_command
from reviewer.cli.keeping import note_search
from reviewer.cli.ocr import Language, ocr_command
from reviewer.cli.passages import passages_command
from reviewer.cli.searches import search_command, searches_command
from reviewer.cli.terms import terms_command
from reviewer.errors import NotFound, QueryError, ReviewerError
from reviewer.export.export import export
from reviewer.export.load_file import export_load_file
from reviewer.model import DocumentId, OcrMode
from reviewer.processing.intake import Import, ImportProgress, Options, carry_out
from reviewer.processing.volumes import VolumeChoice
from reviewer.review.check import check
from reviewer.review.matters import new_matter
from reviewer.store import coding, document_tags, documents, intake, matter, volumes
from reviewer.store.matter import Store
from reviewer.version import version

LOAD_FILE = "load-file"
"""The kind of export that writes the documents themselves."""


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(version(), prog_name="reviewer")
def commands() -> None:
    """Review a production, offline. Without a command the window opens; with a path, on that matter."""


commands.add_command(bates_command)
commands.add_command(code_command)
commands.add_command(tag_command)
commands.add_command(zone_command)
commands.add_command(annotations_command)
commands.add_command(hidden_command)
commands.add_command(ocr_command)
commands.add_command(passages_command)
commands.add_command(search_command)
commands.add_command(searches_command)
commands.add_command(terms_command)


def run(arguments: Sequence[str]) -> int:
    """Carry a command line out; hand back the exit status."""
    _write_utf_8()
    try:
        if not arguments or _is_path(arguments):
            return open_window(_there(Path(arguments[0])) if arguments else None)
        return int(commands.main(list(arguments), prog_name="reviewer", standalone_mode=False) or 0)
    except QueryError as error:
        sentence = ReviewerError(f"{error.what} at character {error.position + 1}", error.why, error.do)
        meant = f" Did you mean: “{error.repair}”." if error.repair else ""
        click.echo(f"{sentence}{meant}", err=True)
        return 1
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
    except Exception as error:  # a fault of the program: its text may quote a document, so it is not shown
        click.echo(_fault(error), err=True)
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
    matter.close(new_matter(folder, name, author()))


@commands.command("import")
@MatterPath
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True, type=AnyPath)
@click.option("--custodian", default="", help="Whose papers these are.")
@click.option(
    "--ocr",
    type=click.Choice([mode.value for mode in OcrMode]),
    default=OcrMode.AUTO.value,
    help="When pages are read by OCR.",
)
@Language
@click.option("--in-place", is_flag=True, help="Refer to the files where they are instead of copying them in.")
@click.option("--password", "passwords", multiple=True, help="A password to try on encrypted files; may be repeated.")
@click.option("--as-files", is_flag=True, help="Take the files as they are, also where they are a load-file volume.")
@click.option("--text", "use_text", is_flag=True, help="Use a volume's TEXT files for pages that have no text.")
@click.option("--columns", "columns_file", type=AnyPath, help="Which column of a load file holds what: a saved map.")
@click.option("--dialect", type=click.Choice([*DIALECTS]), help="How a load file is written, where that is in doubt.")
@click.option("--encoding", type=click.Choice([*ENCODINGS]), help="How the characters of a load file are written.")
@click.option("--overlay", is_flag=True, help="A load file changes fields of documents that are there; adds none.")
@AsJson
def import_command(
    folder: Path,
    sources: tuple[Path, ...],
    custodian: str,
    ocr: str,
    language: str,
    in_place: bool,
    passwords: tuple[str, ...],
    as_files: bool,
    use_text: bool,
    columns_file: Path | None,
    dialect: str | None,
    encoding: str | None,
    overlay: bool,
    as_json: bool,
) -> None:
    """Import folders, files and load-file volumes; importing the same source again goes on where it stopped.

    A volume is a DAT, OPT, CSV or TXT load file, or a folder that holds one DAT, or no DAT and one OPT: each row
    becomes a document.
    """
    columns = saved_columns(columns_file) if columns_file else None
    form = (ENCODINGS.get(encoding or ""), DIALECTS.get(dialect or "", ""))
    choice = VolumeChoice(None, columns, use_text, overlay, *form)
    options = Options(custodian, OcrMode(ocr), in_place, passwords, None if as_files else choice, language)
    with matter.opened(folder) as store:
        running = Import(store, sources, author(), options)
        report = carry_out(running, _tell)
        found = volumes.findings(store) if running.volumes else []
    _tell_no_more()
    print_volumes(running.volumes, found, running.failed_rows)
    print_json(asdict(report)) if as_json else click.echo(summary(report))


@commands.command("documents")
@MatterPath
@AsJson
def documents_command(folder: Path, as_json: bool) -> None:
    """List the documents."""
    with _reading(folder) as store:
        for document in documents.every(store):
            print_json(document_values(document)) if as_json else click.echo(document_line(document))


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


@commands.command("exceptions")
@MatterPath
@AsJson
def exceptions_command(folder: Path, as_json: bool) -> None:
    """List the files that did not become documents, and why."""
    with _reading(folder) as store:
        for entry in intake.exceptions(store):
            print_json(asdict(entry)) if as_json else click.echo(exception_line(entry))


@commands.command("export")
@MatterPath
@click.argument("kind")
@click.argument("out", type=AnyPath)
@click.option("--tag", "tag_names", multiple=True, help="Only passages with this tag; may be repeated.")
@click.option("--query", default="", help="Only passages of the documents that this query finds.")
@click.option("--template", default="", help="The columns: a template of the kind, such as ao187 for exhibit lists.")
def export_command(folder: Path, kind: str, out: Path, tag_names: tuple[str, ...], query: str, template: str) -> None:
    """Write tagged passages or another list to OUT; its suffix says the format.

    KIND: excerpts, exhibit-list, ledger, term-report (the latest that is kept), search-diary, history, privilege-log.
    KIND load-file writes the documents themselves: OUT ends in .dat, an OPT, page images and natives go beside it.
    """
    from reviewer.search.worker import search_matter

    with _reading(folder) as store:
        found = search_matter(store, query, 0) if query else None
        chosen = found.documents if found else None
        if kind == LOAD_FILE:
            result = export_load_file(store, out, _bearing(store, tag_names, chosen))
        else:
            result = export(store, kind, out, tag_names, chosen, template)
    if found:
        note_search(folder, found)
    click.echo(f"{result.path}: {result.rows} rows, {len(result.changed)} quotes changed")
    for warning in (*(f"Changed: {citation}" for citation in result.changed), *result.warnings):
        click.echo(warning, err=True)


def _bearing(
    store: Store, tag_names: Sequence[str], chosen: Sequence[DocumentId] | None
) -> Collection[DocumentId] | None:
    """The documents to export: those chosen that bear any of the tags, as a whole or on a passage; None for all."""
    if not tag_names:
        return chosen
    tagged = {passage.document for passage in coding.passages(store, tag_names)}
    for name in tag_names:
        tagged.update(document_tags.bearing(store, coding.tag_by_name(store, name).id))
    return tagged if chosen is None else tagged & set(chosen)


@commands.command("check")
@MatterPath
@AsJson
def check_command(folder: Path, as_json: bool) -> None:
    """Check the matter file, the audit trail, the produced files, the passages and the index.

    What does not add up in load-file volumes is listed, but is no problem of the matter.
    """
    from reviewer.search.worker import check_index

    with _reading(folder) as store:
        problems = [*check(store)]
        if not any(problem.kind == "store" for problem in problems):
            problems += check_index(store)
        found = [] if any(problem.kind == "store" for problem in problems) else volumes.findings(store)
    if as_json:
        told = {"findings": [asdict(one) for one in found]} if found else {}
        print_json({"ok": not problems, "problems": [asdict(one) for one in problems], **told})
    else:
        for finding in found:
            click.echo(f"load file: {finding.what}.")
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
@click.argument("folder", required=False, type=AnyPath)
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


def _reading(folder: Path) -> AbstractContextManager[Store]:
    return matter.opened(folder, read_only=True)


def _is_path(arguments: Sequence[str]) -> bool:
    """Whether a command line is a path alone, which opens that matter."""
    return len(arguments) == 1 and not arguments[0].startswith("-") and arguments[0] not in commands.commands


def _there(path: Path) -> Path:
    if not path.exists():
        why = "there is no matter at that path, and no command of that name"
        raise NotFound(f"{path} was not opened", why, "Check the path, or see `reviewer --help`")
    return path


def _write_utf_8() -> None:
    """What is read by another program is UTF-8 on every system; what a terminal can't show is shown escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")


def _fault(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    place = f" in {Path(frames[-1].filename).name}, line {frames[-1].lineno}" if frames else ""
    return f"Reviewer failed: this is a fault of the program ({type(error).__name__}{place}). Please report it."


def _tell(state: ImportProgress) -> None:
    if sys.stderr.isatty():
        left = f", about {state.seconds_left:.0f} s left" if state.seconds_left is not None else ""
        click.echo(f"\r\x1b[K{state.done} of {state.total} files, {state.rate:.0f} a second{left}", nl=False, err=True)


def _tell_no_more() -> None:
    if sys.stderr.isatty():
        click.echo(err=True)
