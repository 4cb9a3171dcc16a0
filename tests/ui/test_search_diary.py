"""The search diary of the window: what is noted and what is not, the list, its filter, and running a search again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reviewer.search.found import Order
from reviewer.search.sampling import Sample
from reviewer.store import diary
from tests.ui.papers import add_paper

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from reviewer.ui.session import Session

pytestmark = pytest.mark.gui
WAIT = 60_000


def search(qtbot: QtBot, session: Session, query: str, sample: Sample | None = None) -> None:
    with qtbot.waitSignal(session.searcher.found, timeout=WAIT):
        session.search(query, sample)


def told(session: Session) -> list[tuple[str, int, int]]:
    assert session.store is not None
    entries = diary.entries(session.store)
    return [(entry.search.query, entry.search.documents, entry.search.searched) for entry in entries]


@pytest.fixture
def indexed(qtbot: QtBot, session: Session) -> Session:
    """The session once its papers are searchable."""
    index(qtbot, session)
    return session


def index(qtbot: QtBot, session: Session) -> None:
    with qtbot.waitSignal(session.searcher.indexing, timeout=WAIT, check_params_cb=lambda done, total: done == total):
        session.searcher.refresh()


def test_what_the_reviewer_asks_is_noted_and_what_the_window_repeats_is_not(qtbot: QtBot, indexed: Session) -> None:
    session = indexed
    assert session.store is not None and told(session) == []
    for query in ("mandatory", "mandatory", "voluntary"):
        search(qtbot, session, query)
    search(qtbot, session, "", Sample(2, 7))
    assert told(session) == [("mandatory", 2, 3), ("voluntary", 3, 3), ("", 2, 3)]
    with qtbot.waitSignal(session.searcher.found, timeout=WAIT):
        session.searcher.put_in_order(Order.HITS)
    search(qtbot, session, "voluntary")
    add_paper(session.store, "late.pdf", ["It is voluntary."], 9, "Late", "")
    with qtbot.waitSignal(session.searcher.found, timeout=WAIT):
        index(qtbot, session)
    assert told(session)[3:] == [("voluntary", 3, 3)], "not what is asked again after an import"
    search(qtbot, session, "voluntary")
    assert told(session)[4:] == [("voluntary", 4, 4)], "the matter holds something else"
    assert {entry.author for entry in diary.entries(session.store)} == {session.author}
