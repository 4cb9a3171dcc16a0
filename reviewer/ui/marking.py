"""Marks documents reviewed, and says where their coding lacks something."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from reviewer.model import DocumentId
from reviewer.review.coding import mark_reviewed
from reviewer.store import coding_rules
from reviewer.ui.session import Session


def mark(session: Session, chosen: Sequence[DocumentId], reviewed: bool = True) -> None:
    """Mark documents reviewed, or not reviewed. What is missing does not forbid it."""
    session.do(mark_reviewed, chosen, reviewed)
    if reviewed and session.store:
        if len(chosen) == 1:
            lacks = coding_rules.missing(session.store, chosen[0])
            words = _tr("Reviewed, but: {missing}").format(missing=" ".join(lacks))
        else:
            lacks = [str(one) for one in coding_rules.lacking(session.store, chosen)]
            words = _tr("Reviewed, but the coding of {count} is incomplete: search for has:missing-coding").format(
                count=len(lacks)
            )
        if lacks:
            session.told.emit(words)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Marking", text)
