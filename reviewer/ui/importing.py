"""The import as the window sees it: polled by a timer, so that the UI thread never waits."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from reviewer.errors import ReviewerError
from reviewer.languages import ENGLISH
from reviewer.model import ImportReport, OcrMode
from reviewer.processing.intake import Import, ImportProgress, Options
from reviewer.processing.volumes import AS_FOUND, VolumeChoice
from reviewer.store.matter import Store

POLL_MS = 30
ADDED_SECONDS = 0.5  # between two tellings that documents came in: the lists are read anew for each


class Importer(QObject):
    """Runs one import at a time."""

    progress = Signal(object)  # ImportProgress
    added = Signal()  # documents came in
    finished = Signal(object)  # ImportReport
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._import: Import | None = None
        self._timer = QTimer(self, interval=POLL_MS)
        self._timer.timeout.connect(self._poll)
        self._told, self._told_at = 0, 0.0
        self.volumes: tuple[str, ...] = ()  # a sentence on each load file of the latest import

    @property
    def running(self) -> bool:
        """Whether an import is under way."""
        return self._import is not None

    def start(
        self,
        store: Store,
        sources: Sequence[Path],
        author: str,
        custodian: str = "",
        ocr: OcrMode = OcrMode.AUTO,
        in_place: bool = False,
        passwords: Sequence[str] = (),
        volume: VolumeChoice | None = AS_FOUND,
        language: str = ENGLISH,
    ) -> None:
        """Begin; `failed` tells why when it can't."""
        if self._import:
            self.failed.emit(self.tr("An import is under way. Wait until it is done, or cancel it."))
            return
        try:
            options = Options(custodian, ocr, in_place, tuple(passwords), volume, language)
            self._import = Import(store, [Path(source) for source in sources], author, options, behind=True)
        except ReviewerError as error:
            self.failed.emit(str(error))
            return
        self._told, self._told_at = 0, 0.0
        self._timer.start()

    def cancel(self) -> None:
        """Stop; what was read stays, the rest waits for the next import of the same source."""
        if self._import:
            self._import.cancel()
            self._end(self._import.report())

    def _poll(self) -> None:
        running = self._import
        if running is None:
            return
        try:
            state: ImportProgress = running.poll()
        except ReviewerError as error:
            running.cancel()
            self._end(running.report())
            self.failed.emit(str(error))
            return
        self.progress.emit(state)
        due = monotonic() - self._told_at >= ADDED_SECONDS
        if state.done != self._told and due and not running.finished:
            self._told, self._told_at = state.done, monotonic()
            self.added.emit()
        if running.finished:
            self._end(running.report())

    def _end(self, report: ImportReport) -> None:
        self._timer.stop()
        self.volumes = self._import.volumes if self._import else ()
        self._import = None
        self.finished.emit(report)
