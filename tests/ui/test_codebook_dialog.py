"""The codebook dialog: tags are added, changed and removed, each in one step that can be undone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from reviewer.model import TagKind
from reviewer.review import coding as verbs
from reviewer.review.document_coding import tag_documents
from reviewer.store import coding, documents
from reviewer.store.matter import Store
from tests.ui.papers import span_of

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from reviewer.ui.codebook_dialog import CodebookDialog
    from reviewer.ui.session import Session

pytestmark = pytest.mark.gui


@pytest.fixture
def dialog(qtbot: QtBot, session: Session) -> Iterator[CodebookDialog]:
    """The dialog in sight; two passages are hot."""
    from reviewer.ui.codebook_dialog import CodebookDialog

    store = store_of(session)
    memo = documents.ids(store)[0]
    for words in ("mandatory", "2013"):
        verbs.tag_spans(store, session.author, memo, [span_of(store, memo, 2, words)], ["Hot"])
    made = CodebookDialog(session)
    qtbot.addWidget(made)
    made.show()
    yield made


def store_of(session: Session) -> Store:
    assert session.store is not None
    return session.store


def names(session: Session) -> list[str]:
    return [tag.name for tag in coding.tags(store_of(session))]


def choose(dialog: CodebookDialog, name: str) -> None:
    model = dialog.list.model()
    row = next(row for row in range(model.rowCount()) if model.data(model.index(row, 0)) == name)
    dialog.list.setCurrentIndex(model.index(row, 0))


def test_a_new_tag_is_saved_as_described_and_can_be_undone(session: Session, dialog: CodebookDialog) -> None:
    before = names(session)
    dialog.add()
    dialog.form.name.setText("  Waiver  ")
    dialog.form.kind.setCurrentIndex(dialog.form.kind.findData(TagKind.PRIVILEGE))
    dialog.form.colour.set_colour("#123456")
    dialog.form.parent_tag.setCurrentText("Attorney-client")
    dialog.form.description.setPlainText("Shown to others.")
    dialog.form.default_note.setPlainText("To whom?")
    assert dialog.save()
    made = coding.tag_by_name(store_of(session), "Waiver")
    assert (made.kind, made.colour, made.key, made.parent, made.description, made.default_note) == (
        TagKind.PRIVILEGE, "#123456", "", "Attorney-client", "Shown to others.", "To whom?",
    )  # fmt: skip
    assert dialog.form.tag() == made
    session.undo()
    assert names(session) == before


def test_a_name_that_is_taken_is_refused_in_the_dialog(session: Session, dialog: CodebookDialog) -> None:
    before = names(session)
    dialog.add()
    dialog.form.name.setText("HOT")
    assert not dialog.save()
    assert dialog.message == "The tag was not saved: there is a tag “Hot” already. Choose another name."
    assert names(session) == before


def test_a_change_is_saved_when_one_goes_on_to_another_tag(session: Session, dialog: CodebookDialog) -> None:
    choose(dialog, "Hot")
    dialog.form.name.setText("Hot paper")
    choose(dialog, "Admission")
    assert "Hot paper" in names(session)
    shown = dialog.form.tag()
    assert shown is not None
    assert shown.name == "Admission"
    session.undo()
    assert "Hot" in names(session)


def test_a_change_that_can_not_be_saved_keeps_one_at_the_tag(session: Session, dialog: CodebookDialog) -> None:
    choose(dialog, "Hot")
    dialog.form.name.clear()
    choose(dialog, "Admission")
    assert dialog.message == "The tag was not saved: it has no name. Give it a name."
    assert dialog.list.currentIndex().data() == "Hot"
    assert "Hot" in names(session)


def test_closing_saves_or_warns_before_changes_are_dropped(session: Session, dialog: CodebookDialog) -> None:
    choose(dialog, "Hot")
    dialog.form.key.setCurrentIndex(dialog.form.key.findData("1"))
    dialog.reject()
    assert dialog.isVisible()
    assert "the key 1 belongs to “Attorney-client”" in dialog.message
    dialog.reject()
    assert not dialog.isVisible()
    assert coding.tag_by_name(store_of(session), "Hot").key == "7"


def test_removing_a_tag_in_use_says_on_how_many_passages_it_is(session: Session, dialog: CodebookDialog) -> None:
    choose(dialog, "Hot")
    dialog.remove()
    assert "“Hot” is on 2 passages" in dialog.message
    assert "Hot" in names(session)
    dialog.remove()
    assert "Hot" not in names(session)
    assert [passage.tags for passage in coding.passages(store_of(session))] == [(), ()]
    session.undo()
    assert [passage.tags for passage in coding.passages(store_of(session))] == [("Hot",), ("Hot",)]


def test_a_tag_that_nothing_bears_goes_at_once(session: Session, dialog: CodebookDialog) -> None:
    choose(dialog, "Common interest")
    dialog.remove()
    assert "Common interest" not in names(session)


def test_the_list_tells_kind_key_and_use(dialog: CodebookDialog) -> None:
    from PySide6.QtCore import Qt

    choose(dialog, "Hot")
    spoken = dialog.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Hot, hot, key 7, 2 passages"


def test_a_tag_can_not_become_part_of_its_own_parts(session: Session, dialog: CodebookDialog) -> None:
    for name, parent in (("Admission", "Hot"), ("Responsive", "Admission")):
        choose(dialog, name)
        dialog.form.parent_tag.setCurrentText(parent)
        assert dialog.save()
    choose(dialog, "Hot")
    offered = {dialog.form.parent_tag.itemText(row) for row in range(dialog.form.parent_tag.count())}
    assert offered.isdisjoint({"Hot", "Admission", "Responsive"})
    assert "Confidential" in offered


def test_documents_that_bear_a_tag_are_counted_beside_passages(qtbot: QtBot, session: Session) -> None:
    from PySide6.QtCore import Qt

    from reviewer.ui.codebook_dialog import CodebookDialog

    store = store_of(session)
    memo, *_ = everything = documents.ids(store)
    verbs.tag_spans(store, session.author, memo, [span_of(store, memo, 2, "mandatory")], ["Hot"])
    tag_documents(store, session.author, [memo], "Hot")
    tag_documents(store, session.author, everything, "Admission")
    dialog = CodebookDialog(session)
    qtbot.addWidget(dialog)
    model = dialog.list.model()
    spoken = [model.data(model.index(row, 0), Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]
    assert "Hot, hot, key 7, 1 passage, 1 document" in spoken
    assert "Admission, admission, key 4, 3 documents" in spoken
