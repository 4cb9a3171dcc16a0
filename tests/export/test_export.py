"""The verb: every kind in every format, what it says of the quotes, and how it fails."""

from pathlib import Path
from time import sleep

import pytest

from reviewer.errors import NotFound, ReviewerError
from reviewer.export import export as module
from reviewer.export import templates
from reviewer.export.export import FORMATS, Order, export, export_order, export_steps
from reviewer.export.templates import Kind
from reviewer.jobs.job import Job
from reviewer.model import DocumentId
from reviewer.store import documents
from reviewer.store.matter import Store
from tests.export.export_matter import read_stored

LISTS = [(kind, name) for kind in (Kind.EXCERPTS, Kind.EXHIBIT_LIST) for name in templates.names(kind)]


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize(("kind", "template"), LISTS)
def test_each_list_in_each_format(store: Store, tmp_path: Path, kind: Kind, template: str, suffix: str) -> None:
    before = set(tmp_path.iterdir())
    result = export(store, kind, tmp_path / f"list{suffix}", template=template, read_page=read_stored(store))
    assert result.rows == (4 if templates.load(kind, template).filing else 7)
    assert result.changed == ()
    assert set(tmp_path.iterdir()) - before == {result.path}
    assert result.path.stat().st_size > 300


def test_passages_are_chosen_by_tag_and_document(store: Store, tmp_path: Path) -> None:
    out, read = tmp_path / "x.csv", read_stored(store)
    assert export(store, "excerpts", out, ["Admission"], read_page=read).rows == 2
    assert export(store, "excerpts", out, ["Admission", "Hot"], read_page=read).rows == 4
    assert export(store, "excerpts", out, documents={DocumentId(2)}, read_page=read).rows == 2
    assert export(store, "excerpts", out, ["Admission"], {DocumentId(3)}, read_page=read).rows == 1


@pytest.mark.parametrize(
    ("kind", "name", "tags", "template", "says"),
    [
        ("privilege-logs", "x.csv", (), "", "excerpts, exhibit-list, ledger"),
        ("ledger", "x.csv", ("Admission",), "", "the ledger is of the whole matter"),
        ("excerpts", "x.doc", (), "", ".docx, .xlsx, .csv, .pdf, .html"),
        ("excerpts", "x", (), "", ".docx, .xlsx, .csv, .pdf, .html"),
        ("exhibit-list", "x.csv", (), "texas", "working, ao187, california"),
        ("excerpts", "x.csv", (), "ao187", "no template “ao187” for excerpts"),
        ("excerpts", "x.csv", ("Nonsense",), "", "“Nonsense”"),
        ("excerpts", "x.csv", ("Confidential",), "", "no passage bears those tags"),
        ("excerpts", "missing/x.csv", (), "", "there is no folder"),
    ],
)
def test_what_can_not_be_done_is_told(
    store: Store, tmp_path: Path, kind: str, name: str, tags: tuple[str, ...], template: str, says: str
) -> None:
    before = set(tmp_path.rglob("*"))
    with pytest.raises(ReviewerError) as told:
        export(store, kind, tmp_path / name, tags, template=template, read_page=read_stored(store))
    assert says in str(told.value)
    assert set(tmp_path.rglob("*")) == before


def test_no_such_passage_in_the_documents(store: Store, tmp_path: Path) -> None:
    with pytest.raises(ReviewerError, match="the documents that were asked for"):
        export(store, "excerpts", tmp_path / "x.csv", documents=set())


def test_a_file_that_can_not_be_replaced(store: Store, tmp_path: Path) -> None:
    out = tmp_path / "list.csv"
    out.mkdir()
    (out / "inside").touch()
    with pytest.raises(ReviewerError, match=r"list\.csv was not written"):
        export(store, "excerpts", out, read_page=read_stored(store))
    assert not list(tmp_path.glob("*.part"))
    assert (out / "inside").exists()


def test_a_full_disk_leaves_the_old_file(store: Store, tmp_path: Path) -> None:
    out = tmp_path / "list.csv"
    out.write_text("old")
    limit_file_size = pytest.importorskip("resource")
    soft, hard = limit_file_size.getrlimit(limit_file_size.RLIMIT_FSIZE)
    content = bytes(1 << 20)
    signal = pytest.importorskip("signal")
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        limit_file_size.setrlimit(limit_file_size.RLIMIT_FSIZE, (1 << 16, hard))
        with pytest.raises(ReviewerError, match=r"list\.csv was not written"):
            module._put(out, content)
    finally:
        limit_file_size.setrlimit(limit_file_size.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, handler)
    assert out.read_text() == "old"
    assert not list(tmp_path.glob(".*.part"))


def test_an_existing_file_is_replaced(store: Store, tmp_path: Path) -> None:
    out = tmp_path / "LIST.CSV"
    out.write_text("old")
    export(store, "excerpts", out, read_page=read_stored(store))
    assert "mandatory" in out.read_text(encoding="utf-8-sig")


def test_changed_quotes_and_tags_to_mind_are_told(store: Store, tmp_path: Path) -> None:
    read = read_stored(
        store, {("DOC-000001", 1): "Wholly other words", ("DOC-000002", 1): "Taking part is involuntary."}
    )
    result = export(store, "exhibit-list", tmp_path / "x.csv", template="ao187", read_page=read)
    assert result.changed == ("SCP-0000123", "SCP-0000040", "SCP-0000040")
    told = " ".join(result.warnings)
    assert "1 quote changed" in told
    assert "2 quotes were not found" in told
    assert "read by OCR" in told
    assert "1 passage bears a privilege tag: see that it may be filed." in told


def test_progress_counts_documents(store: Store, tmp_path: Path) -> None:
    steps = list(export_steps(store, "excerpts", tmp_path / "x.csv", read_page=read_stored(store)))
    assert [(step.done, step.total) for step in steps] == [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4)]


def test_a_cancelled_export_leaves_nothing(store: Store, tmp_path: Path) -> None:
    steps = export_steps(store, "excerpts", tmp_path / "x.csv", read_page=read_stored(store))
    next(steps)
    steps.close()
    assert not list(tmp_path.glob("*x.csv*"))


def carry_out(order: Order) -> object:
    job: Job[Order, module.ExportResult] = Job(export_order, order, time_limit=60)
    while not (state := job.poll()).finished:
        sleep(0.02)
    return state.value


def test_an_order_is_carried_out_in_a_child(store: Store, tmp_path: Path) -> None:
    """The produced files of this matter are no PDFs, so that reading them again fails and is told."""
    result = carry_out(Order(store.folder, "excerpts", tmp_path / "x.html", ("Admission",)))
    assert isinstance(result, module.ExportResult), result
    assert result.rows == 2
    assert result.changed == ("SCP-0000123",)
    assert any("can't be read" in line for line in result.warnings)


def test_a_tag_that_is_unknown_in_a_child_is_told(store: Store, tmp_path: Path) -> None:
    job: Job[Order, module.ExportResult] = Job(
        export_order, Order(store.folder, "excerpts", tmp_path / "x.csv", ("No",))
    )
    while not (state := job.poll()).finished:
        pass
    assert isinstance(state.value, NotFound)


def test_the_matter_is_only_read(store: Store, tmp_path: Path) -> None:
    def bytes_of() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in store.folder.rglob("*.pdf")}

    before, rows = bytes_of(), [documents.load(store, number) for number in documents.ids(store)]
    export(store, "exhibit-list", tmp_path / "x.pdf", read_page=read_stored(store))
    assert bytes_of() == before
    assert [documents.load(store, number) for number in documents.ids(store)] == rows
