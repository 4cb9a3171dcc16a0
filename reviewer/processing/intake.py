"""An import from start to end: sources are listed, files read by workers, documents written by the one process.

It is driven by `poll`, from a timer of the window or a loop of the command line. What was read stays; what was not is
read by the next import of the same source, so an import that was cancelled or killed goes on where it stopped.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import monotonic, sleep

from reviewer.errors import MatterError, ProcessingError, ReviewerError
from reviewer.jobs import Failure, FailureKind, Job, Outcome, Pace, Pool
from reviewer.languages import ENGLISH, check
from reviewer.model import DocumentId, ImportReport, Item, OcrMode
from reviewer.processing import tasks
from reviewer.processing.compose import compose
from reviewer.processing.inside import APART, clear_staging, found_inside
from reviewer.processing.reading import ReadPage
from reviewer.processing.scan import Scanned, Source, scan
from reviewer.processing.scans import Pending, pending
from reviewer.processing.tasks import Produced, Read, Request, Scans, Task, clear_incoming
from reviewer.processing.volume_rows import VolumeRows
from reviewer.processing.volumes import VolumeChoice
from reviewer.store import intake, volumes
from reviewer.store.intake import SeenFile, Waiting
from reviewer.store.matter import Store, writing_soon

TIME_LIMIT = 300.0
MEMORY_LIMIT = 2 << 30
_BATCH = 100
_WRITING = 0.01  # seconds at a time
_GATHERING = 0.2  # seconds at most that files wait to be written together
_MANY = 24  # of them don't wait: they take about as long to write as may be
_WHOLE = -1  # the lot that stands for the file itself
_ENDED = object()

Key = tuple[DocumentId, int]
"""A file, and which lot of its scanned pages."""
Came = Read | list[ReadPage] | ReviewerError | Failure
"""What comes of a task."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to import: the custodian, when to use OCR, whether files stay where they are, passwords to try.

    `volume`: how sources that are load-file volumes are read; None imports their files as they are. `language`: what
    OCR reads, see `reviewer.languages`.
    """

    custodian: str = ""
    ocr: OcrMode = OcrMode.AUTO
    in_place: bool = False
    passwords: tuple[str, ...] = ()
    volume: VolumeChoice | None = None
    language: str = ENGLISH


@dataclass(frozen=True, slots=True)
class ImportProgress:
    """How far an import is: files done and seen, files a second, seconds left (None: not known), what is read now."""

    done: int
    total: int
    rate: float
    seconds_left: float | None
    current: str


class Import:
    """One import under way. Raises MatterError when the matter can't be written, NotFound for an unknown language.

    `behind`: its workers give way to other processes, such as the window that it is watched in.
    `volumes`: a sentence on each load file, once listed; `failed_rows`: at the end, the files of rows that failed.
    """

    def __init__(
        self, store: Store, sources: Sequence[Path], author: str, options: Options, behind: bool = False
    ) -> None:
        if store.read_only:
            raise MatterError("Nothing was imported", store.holder or "the matter is open for reading only")
        check(options.language)
        self._store, self._author, self._options = store, author, options
        before = tuple(volumes.load_files(store)) if options.volume else ()
        self._sources = tuple(Source(path.absolute(), store.folder, options.volume, before) for path in sources)
        self._rows = VolumeRows(store)
        self.volumes: tuple[str, ...] = ()
        self.failed_rows: list[Path] = []
        self._files: list[DocumentId] = []
        self._moved: dict[DocumentId, DocumentId] = {}
        self._places: dict[DocumentId, Path] = {}
        self._waiting: dict[DocumentId, Waiting] = {}
        self._pace, self._done, self._before, self._wait, self._current = Pace(), 0, 0, 0.0, ""
        self._scanning: Job[Sequence[Source], Scanned] | None = None
        self._scans: dict[DocumentId, Pending] = {}
        self._written = 0.0
        self._adding: Iterator[None] | None = None
        self._inbox: deque[Outcome[Key, Read | list[ReadPage]]] = deque()
        self._pool: Pool[Key, Task, Read | list[ReadPage]] = Pool(
            tasks.carry_out,
            time_limit=TIME_LIMIT,
            memory_limit=MEMORY_LIMIT,
            setup=partial(tasks.get_ready, behind),
        )
        self._pool.start()
        self._steps = self._run()
        self.finished = False

    def poll(self, budget: float = 0.012, wait: float = 0.0) -> ImportProgress:
        """Go on for up to `budget` seconds while there is work, after waiting up to `wait` for a worker; tell how far.

        Raises ReviewerError when it can't go on: a source that is gone, a disk that is full.
        """
        if self.finished:
            return self._progress()
        self._wait = wait
        deadline = monotonic() + budget
        try:
            for busy in self._steps:
                if not busy or monotonic() >= deadline:
                    break
            else:
                self._stop()
        except BaseException:
            self._stop()
            raise
        return self._progress()

    def cancel(self) -> None:
        """Stop at once; files not yet read stay waiting."""
        if not self.finished:
            self._stop()
            intake.forget_half_noted(self._store)
            self._note_import()

    def _stop(self) -> None:
        self.finished = True
        if self._scanning:
            self._scanning.cancel()
        self._pool.close()

    def report(self) -> ImportReport:
        """The ledger of the files of this import, as it stands."""
        return intake.report(self._store, [self._moved.get(file, file) for file in self._files])

    def _run(self) -> Iterator[bool]:
        """The import step by step; a step is short, and tells whether there was anything to do."""
        clear_incoming(self._store.folder)
        intake.forget_half_noted(self._store)
        yield from clear_staging(self._store.folder, intake.awaited_inside(self._store))
        found = yield from self._scan()
        for root, files in found.files.items():
            yield from self._note(root, files)
        self.volumes = tuple(listed.told for listed in found.volumes)
        for ids in self._rows.note_all(found.volumes, self._options.custodian):
            self._take_up(intake.take_up_inside(self._store, ids))
            yield True
        self._done = self._before = len(self._files) - len(self._waiting)
        for entry in list(self._waiting.values()):
            self._submit(entry)
            yield True
        while self._pool.pending or self._inbox or self._adding:
            self._inbox.extend(self._pool.results(self._wait) if self._wait else self._pool.poll())
            due = self._is_due()
            if due:
                self._empty_inbox()
            yield due
        self._note_import()
        clear_incoming(self._store.folder)  # a worker of an import that was stopped may have outlived it for a moment
        yield from clear_staging(self._store.folder, intake.awaited_inside(self._store))

    def _scan(self) -> Generator[bool, None, Scanned]:
        """The files by their production's folder; one child lists all sources, since a drop may be of a thousand."""
        self._scanning = Job(scan, self._sources)
        while not (state := self._scanning.poll()).finished:
            self._current = state.progress.note
            sleep(min(self._wait, 0.01))
            yield False
        if isinstance(state.value, ReviewerError):
            raise state.value
        if not isinstance(state.value, Scanned):
            raise ProcessingError("Nothing was imported", "listing the files failed", "Try again")
        return state.value

    def _note(self, root: Path, files: Sequence[SeenFile]) -> Iterator[bool]:
        """Write the files of a folder down; not before all sources are listed, so that a bad one leaves no trace."""
        production = intake.add_production(self._store, root, self._options.custodian)
        for start in range(0, len(files), _BATCH):
            batch = files[start : start + _BATCH]
            with writing_soon(self._store.db):
                ids = intake.add_seen(self._store, production, batch)
            self._places.update(zip(ids, (Path(seen.source) for seen in batch), strict=True))
            self._take_up(intake.take_up_inside(self._store, ids))
            yield True

    def _take_up(self, ids: Sequence[DocumentId]) -> list[Waiting]:
        """Count files in; hand back those of them that are to be read."""
        waiting = intake.waiting(self._store, ids)
        self._files += ids
        self._waiting |= {entry.id: entry for entry in waiting}
        return waiting

    def _submit(self, entry: Waiting) -> None:
        self._pool.submit((entry.id, _WHOLE), self._request(entry))

    def _request(self, entry: Waiting) -> Request | Produced:
        options, row = self._options, self._rows.get(entry.id)
        place = self._places.get(entry.id) or self._store.folder / entry.source
        in_place = options.in_place and not entry.inside
        request = Request(place, entry.path, self._store.folder, options.ocr, in_place, options.passwords)
        return row.task(request) if row else request

    def _is_due(self) -> bool:
        """Whether to write what came: a few files go together, since a transaction has its cost."""
        waits = len(self._inbox) >= _MANY or monotonic() - self._written >= _GATHERING or not self._pool.pending
        return bool(self._adding or (self._inbox and waits))

    def _empty_inbox(self) -> None:
        """Write what came, for a few milliseconds, in one transaction."""
        deadline = monotonic() + _WRITING
        with writing_soon(self._store.db):
            while (self._adding or self._inbox) and monotonic() < deadline:
                self._go_on()
        self._written = monotonic()
        self._pace.note(self._done - self._before)

    def _go_on(self) -> None:
        """The next step of the document under way, or the next of what came."""
        if self._adding is None:
            outcome = self._inbox.popleft()
            self._take(*outcome.key, outcome.value)
        elif next(self._adding, _ENDED) is _ENDED:
            self._adding = None

    def _take(self, document: DocumentId, lot: int, value: Came) -> None:
        entry = self._waiting[document]
        self._current = entry.path
        if lot != _WHOLE:
            self._take_lot(entry, lot, value if isinstance(value, list) else None)
        elif isinstance(value, Read) and value.file.scanned:
            self._send_to_ocr(entry, value)
        else:
            self._finish(entry, value)

    def _send_to_ocr(self, entry: Waiting, read: Read) -> None:
        self._scans[entry.id] = pending(read)
        path = self._store.folder / read.drawn
        for lot, numbers in self._scans[entry.id].lots.items():
            self._pool.submit((entry.id, lot), Scans(path, numbers, self._options.language))

    def _take_lot(self, entry: Waiting, lot: int, pages: list[ReadPage] | None) -> None:
        scans = self._scans[entry.id]
        scans.take(lot, pages)
        self._current = f"{entry.path}: {scans.progress}"
        if not scans.lots:
            self._finish(entry, self._scans.pop(entry.id).merged())

    def _finish(self, entry: Waiting, value: Came) -> None:
        if isinstance(value, Read):
            self._adding = self._add(entry, value)
        elif isinstance(value, MatterError):
            raise value
        elif isinstance(value, ReviewerError):
            intake.add_exception(self._store, entry, "reading", value.why, value.do)
        elif isinstance(value, Failure):
            intake.add_exception(self._store, entry, "reading", _REASONS[value.kind], value.message)
        del self._waiting[entry.id]
        self._done += 1

    def _add(self, entry: Waiting, read: Read) -> Iterator[None]:
        """Make a document step by step. The files found inside it, which wait in the matter until they are read, are
        noted before it, so that a document that is there lacks none."""
        loose = self._options.in_place and not entry.inside and not self._rows.get(entry.id)
        if loose and (moved := intake.find_moved(self._store, entry, read.stored)):
            intake.note_move(self._store, entry, read.stored, moved)
            self._moved[entry.id] = moved
            return
        items = self._items(entry, read)
        ids: list[DocumentId] = []
        for start in range(0, len(items), _BATCH):
            part = [found_inside(item, entry.depth, self._store.folder) for item in items[start : start + _BATCH]]
            ids += intake.add_inside(self._store, entry, part, read.file.type in APART, start + 1)
            yield
        extraction = self._rows.described(entry.id, compose(read.file, entry.path, read.rendition))
        intake.add_document(self._store, entry, read.stored, extraction)
        if items and read.file.paper and read.file.paper.declared is not None:
            intake.declare(self._store, entry, read.file.paper.declared)
        yield from self._take_up_inside(ids)

    def _items(self, entry: Waiting, read: Read) -> Sequence[Item]:
        """The files found inside another; none where a load file names them itself."""
        paper, row = read.file.paper, self._rows.get(entry.id)
        if row and row.has_attachments:
            return ()
        return paper.items if paper else read.file.items

    def _take_up_inside(self, ids: Sequence[DocumentId]) -> Iterator[None]:
        """Count files in that were found inside another, and have them read."""
        for start in range(0, len(ids), _BATCH):
            part = ids[start : start + _BATCH]
            fresh = self._take_up(part)
            self._done += len(part) - len(fresh)
            for child in fresh:
                self._submit(child)
            yield

    def _progress(self) -> ImportProgress:
        total = len(self._files)
        left = self._pace.seconds_left(total - self._before) if self._waiting else None
        return ImportProgress(self._done, total, self._pace.rate, left, self._current)

    def _note_import(self) -> None:
        """Write the import into the audit trail; what was unpacked for it goes only now that all is on the disk."""
        if self._files:
            self.failed_rows = self._rows.finish(self._author)
            intake.note_import(self._store, self._author, f"Import {len(self._files)} files")


def carry_out(running: Import, tell: Callable[[ImportProgress], None]) -> ImportReport:
    """Drive an import to its end, for callers that may wait; `tell` is called about ten times a second."""
    try:
        while not running.finished:
            tell(running.poll(budget=0.2, wait=0.1))
    except BaseException:
        running.cancel()
        raise
    return running.report()


_REASONS = {
    FailureKind.CRASHED: "reading it crashed the reading process: the file is damaged or hostile",
    FailureKind.TIMED_OUT: f"reading it took more than {TIME_LIMIT / 60:.0f} minutes",
    FailureKind.OUT_OF_MEMORY: f"reading it took more than {MEMORY_LIMIT >> 30} GB of memory",
    FailureKind.FAILED: "a fault of Reviewer while reading it",
    FailureKind.CANCELLED: "the import was cancelled",
}
