"""The export as the window sees it, and the question where it goes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from reviewer.export.export import export_order
from reviewer.ui.export_form import FORMATS
from reviewer.ui.job_runner import JobRunner


class Exporter(JobRunner):
    """Runs one export at a time: `start` takes an Order, `finished` gives an ExportResult."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(export_order, parent)


def ask_place(parent: QWidget, title: str, name: str, first: str = "pdf") -> Path | None:
    """Ask for a file to write a list to, called `name` without suffix, in one of the formats; None: nowhere."""
    home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    order = (first, *(suffix for suffix in FORMATS if suffix != first))
    filters = [f"{suffix.upper()} (*.{suffix})" for suffix in order]
    place = str(Path(home or Path.home()) / f"{name}.{first}")
    chosen, picked = QFileDialog.getSaveFileName(parent, title, place, ";;".join(filters))
    if not chosen:
        return None
    suffix = order[filters.index(picked)] if picked in filters else first
    return Path(chosen) if Path(chosen).suffix else Path(f"{chosen}.{suffix}")
