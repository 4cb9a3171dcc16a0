"""The export as the window sees it: it runs in a child process and is polled by a timer."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from reviewer.errors import ReviewerError
from reviewer.export.export import ExportResult, Order, export_order
from reviewer.jobs import Failure, FailureKind, Job

POLL_MS = 30


class Exporter(QObject):
    """Runs one export at a time."""

    progress = Signal(object)  # reviewer.jobs.Progress
    finished = Signal(object)  # ExportResult
    failed = Signal(str)  # why nothing was written
    cancelled = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job: Job[Order, ExportResult] | None = None
        self._timer = QTimer(self, interval=POLL_MS)
        self._timer.timeout.connect(self._poll)

    @property
    def running(self) -> bool:
        """Whether an export is under way."""
        return self._job is not None

    def start(self, order: Order) -> None:
        """Begin."""
        self._job = Job(export_order, order)
        self._timer.start()

    def cancel(self) -> None:
        """Stop; nothing is left behind."""
        if self._job:
            self._job.cancel()

    def _poll(self) -> None:
        if self._job is None:
            return
        state = self._job.poll()
        if not state.finished:
            self.progress.emit(state.progress)
            return
        self._timer.stop()
        self._job = None
        self._tell(state.value)

    def _tell(self, value: ExportResult | ReviewerError | Failure | None) -> None:
        if isinstance(value, ExportResult):
            self.finished.emit(value)
        elif isinstance(value, Failure) and value.kind is FailureKind.CANCELLED:
            self.cancelled.emit()
        else:
            self.failed.emit(value.message if isinstance(value, Failure) else str(value))
