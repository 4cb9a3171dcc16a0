"""What stands beside a document: family, thread, duplicates and similar ones, with counts; a click opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reviewer.model import DocumentId
from reviewer.store.matter import Store
from tests.findings.finding import find
from tests.make import add_child, add_mail, extraction

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTreeWidgetItem
    from pytestqt.qtbot import QtBot

    from reviewer.ui.coding_panel import CodingPanel
    from reviewer.ui.session import Session

pytestmark = pytest.mark.gui

SAID = {"to": "ben@agency.gov", "sender": "ana@clinic.org"}


@pytest.fixture
def panel(qtbot: QtBot, session: Session) -> CodingPanel:
    from reviewer.ui.coding_panel import CodingPanel

    made = CodingPanel(session)
    qtbot.addWidget(made)
    made.resize(290, 720)
    made.show()
    return made


def _store(session: Session) -> Store:
    assert session.store
    return session.store


def _rows(panel: CodingPanel) -> list[QTreeWidgetItem]:
    top = [panel.related.list.topLevelItem(place) for place in range(panel.related.list.topLevelItemCount())]
    return [row for row in top if row is not None]


def _buttons(panel: CodingPanel) -> list[str]:
    return [button.text() for button in panel.related.buttons.values() if not button.isHidden()]


def test_a_document_without_kin_shows_none(session: Session, panel: CodingPanel) -> None:
    session.show(DocumentId(1))
    assert panel.related.isHidden()


def test_family_is_a_tree_with_the_current_one_marked(session: Session, panel: CodingPanel) -> None:
    store = _store(session)
    mail = add_mail(store, "1.eml", "See the annex.", subject="Annex", **SAID)
    inner = add_child(store, mail, "inner.eml", extraction(["Inside"], title="Inner mail"))
    memo = add_child(store, inner, "memo.pdf", extraction(["Deep"], title="Memo"))
    session.show(memo)
    assert _buttons(panel) == ["Family  3"]
    panel.related.buttons["family"].click()
    (head,) = _rows(panel)
    assert (head.text(0), head.child(0).text(0), head.child(0).child(0).text(0)) == ("Annex", "Inner mail", "Memo")
    assert head.child(0).child(0).font(0).bold()
    assert not head.font(0).bold()
    panel.related.list.itemClicked.emit(head, 0)
    assert session.current == mail
    assert panel.related.list.isVisible()  # the next document shows the same kind of kin
    panel.related.buttons["family"].click()
    assert panel.related.list.isHidden()


def test_thread_duplicates_and_likeness_have_their_counts(session: Session, panel: CodingPanel) -> None:
    store = _store(session)
    words = "Taking part is voluntary and no county is made to join the programme before the end of this year."
    own = {"date": "2009-03-03T09:00Z", "subject": "Opting out", **SAID}
    first = add_mail(store, "1.eml", words, {"message-id": "<a@x>"}, **own)
    copy = add_mail(store, "2.eml", words, {"message-id": "<a@x>"}, **own, bcc="chief@agency.gov")
    answer = {**own, "date": "2009-03-02T09:00Z", "subject": "RE: Opting out"}
    add_mail(store, "3.eml", words + " Agreed.", {"in-reply-to": "<a@x>"}, **answer)
    find(store)
    session.show(first)
    session.noticer.changed.emit()
    assert _buttons(panel) == ["Thread  3", "Duplicates  1", "Similar  1"]
    panel.related.buttons["thread"].click()
    assert [row.text(1) for row in _rows(panel)] == ["Mar. 2, 2009", "Mar. 3, 2009", "Mar. 3, 2009"]
    panel.related.buttons["similar"].click()
    assert [row.text(1)[-1] for row in _rows(panel)] == ["%"]
    panel.related.buttons["duplicates"].click()
    assert [row.text(0) for row in _rows(panel)] == ["DOC-000005"]
    panel.related.list.itemActivated.emit(_rows(panel)[0], 0)
    assert session.current == copy


def test_an_opened_matter_is_looked_at_by_itself(qtbot: QtBot, session: Session, panel: CodingPanel) -> None:
    store = _store(session)
    own = {"date": "2009-03-03T09:00Z", "subject": "Opting out", **SAID}
    one, _ = (add_mail(store, f"{n}.eml", "The same words.", **own) for n in (1, 2))
    session.show(one)
    assert _buttons(panel) == []
    with qtbot.waitSignal(session.noticer.changed, timeout=20_000):
        session.noticer.start(store)
    assert _buttons(panel) == ["Duplicates  1"]


def test_a_thread_is_a_conversation(session: Session, panel: CodingPanel) -> None:
    """Who answers whom, by the messages' own ids; titles say nothing there, since they are all the same."""
    store = _store(session)
    ids = [{"message-id": "<1@x>"}, *({"message-id": f"<{n}@x>", "in-reply-to": f"<{n - 1}@x>"} for n in range(2, 6))]
    for number, named in enumerate(ids, 1):
        said = {"sender": f"Person {number} <p{number}@x>", "to": "ana@clinic.org", "date": f"2009-03-0{number}"}
        first = add_mail(store, f"{number}.eml", f"Message {number}.", named, **said)
    find(store)
    session.show(first)
    session.noticer.changed.emit()
    panel.related.buttons["thread"].click()
    (top,) = _rows(panel)
    second = top.child(0)
    deepest = [second.child(place).text(0) for place in range(second.childCount())]
    assert [top.text(0), second.text(0), *deepest] == [f"Person {number}" for number in range(1, 6)]
