"""The list behind each number of the ledger."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from reviewer.store import ledger
from reviewer.store.ledger import Ledger
from reviewer.store.matter import Store
from reviewer.ui.exceptions_dialog import ExceptionsDialog
from reviewer.ui.list_dialog import DocumentsDialog, RowsDialog
from reviewer.ui.numbers_dialog import NumbersDialog, Place
from reviewer.ui.session import Session
from reviewer.ui.weak_dialog import WeakDialog
from reviewer.words import local

DOCUMENTS = {
    "imported": ledger.imported,
    "duplicates": ledger.duplicates,
    "without_date": ledger.without_date,
    "with_hidden": ledger.with_hidden,
    "without_text": ledger.without_text,
    "read_by_ocr": ledger.read_by_ocr,
}
PLACES: dict[str, Callable[[Ledger], list[Place]]] = {
    "runs": lambda found: [(run.first, str(run.range.begin)) for run in found.runs],
    "gaps": lambda found: [(gap.before, str(gap.missing.end.next)) for gap in found.gaps],
    "breaks": lambda found: [(entry.document, str(entry.after)) for entry in found.breaks],
}
"""Where each run begins, each gap ends, each break is: the document and the Bates number of the page."""
REASON = "reason "
"""Before the place of a reason among those of the ledger."""


class LedgerLists(QObject):
    """Makes the list of a name."""

    def make(
        self, name: str, session: Session, store: Store, production: int | None, found: Ledger, parent: QWidget
    ) -> QDialog:
        """The dialog with the list behind a number of `found`, the ledger of a production or of the matter."""
        if name in DOCUMENTS:
            return DocumentsDialog(session, self._title(name), DOCUMENTS[name](store, production), parent)
        if name == "exceptions":
            return ExceptionsDialog(session, parent, production)
        if name.startswith(REASON):
            return ExceptionsDialog(session, parent, production, found.reasons[int(name.removeprefix(REASON))].reason)
        if name == "weak":
            return WeakDialog(session, self._title(name), found.weak, parent)
        headers, rows = self._rows(name, store, production, found)
        if name in PLACES:
            return NumbersDialog(session, self._title(name), headers, rows, PLACES[name](found), parent)
        return RowsDialog(self._title(name), headers, rows, parent)

    def _title(self, name: str) -> str:
        return {
            "seen": self.tr("Files seen"),
            "waiting": self.tr("Files still to be read"),
            "imported": self.tr("Documents"),
            "duplicates": self.tr("Duplicates"),
            "without_date": self.tr("Documents without a date"),
            "with_hidden": self.tr("Documents with hidden text"),
            "without_text": self.tr("Documents with pages without text"),
            "read_by_ocr": self.tr("Documents with pages read by OCR"),
            "weak": self.tr("Pages of weak OCR"),
            "containers": self.tr("Mailboxes and archives"),
            "runs": self.tr("Runs of Bates numbers"),
            "gaps": self.tr("Gaps in Bates numbers"),
            "breaks": self.tr("Breaks in Bates numbers"),
            "findings": self.tr("What does not add up in load files"),
        }[name]

    def _rows(
        self, name: str, store: Store, production: int | None, found: Ledger
    ) -> tuple[list[str], list[list[str]]]:
        if name in ("seen", "waiting"):
            return self._files(store, production, "waiting" if name == "waiting" else "")
        lists = {
            "containers": self._containers,
            "runs": self._runs,
            "gaps": self._gaps,
            "breaks": self._breaks,
            "findings": self._findings,
        }
        return lists[name](found)

    def _files(self, store: Store, production: int | None, state: str) -> tuple[list[str], list[list[str]]]:
        states = {
            "imported": self.tr("Imported"),
            "exception": self.tr("Could not be read"),
            "waiting": self.tr("Still to be read"),
        }
        return [self.tr("Control number"), self.tr("File"), self.tr("What became of it")], [
            [file.control_number, file.path, ": ".join(filter(None, (states[file.state], local(file.reason))))]
            for file in ledger.files(store, production, state)
        ]

    def _containers(self, found: Ledger) -> tuple[list[str], list[list[str]]]:
        headers = [self.tr("File"), self.tr("Declared"), self.tr("Imported"), self.tr("Not read")]
        return [*headers, self.tr("To be read"), self.tr("Missing")], [
            [entry.path, *map(str, (entry.declared, entry.imported, entry.exceptions, entry.waiting, entry.missing))]
            for entry in found.containers
        ]

    def _runs(self, found: Ledger) -> tuple[list[str], list[list[str]]]:
        headers = [self.tr("Bates numbers"), self.tr("Pages"), self.tr("First document"), self.tr("Last document")]
        return headers, [[str(run.range), str(len(run.range)), run.first, run.last] for run in found.runs]

    def _gaps(self, found: Ledger) -> tuple[list[str], list[list[str]]]:
        headers = [self.tr("Missing"), self.tr("Pages"), self.tr("After document"), self.tr("Before document")]
        return headers, [[str(gap.missing), str(len(gap.missing)), gap.after, gap.before] for gap in found.gaps]

    def _breaks(self, found: Ledger) -> tuple[list[str], list[list[str]]]:
        headers = [self.tr("Number before"), self.tr("Number after"), self.tr("Document"), self.tr("What is odd")]
        back, other = self.tr("The numbers go back"), self.tr("Another prefix")
        return headers, [
            [str(entry.before), str(entry.after), entry.document, back if entry.goes_back else other]
            for entry in found.breaks
        ]

    def _findings(self, found: Ledger) -> tuple[list[str], list[list[str]]]:
        headers = [self.tr("What does not add up"), self.tr("Kind"), self.tr("Line"), self.tr("Document")]
        return headers, [
            [local(finding.what), local(finding.kind), str(finding.line or ""), finding.document]
            for finding in found.findings
        ]
