"""The tag palette: found by a part or the initials, recent ones first, made when there is none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from reviewer.model import Tag, TagId, TagKind
from reviewer.review import coding as verbs
from reviewer.store import coding, documents
from tests.ui.papers import span_of

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLineEdit
    from pytestqt.qtbot import QtBot

    from reviewer.ui.palette import TagPalette
    from reviewer.ui.session import Session

pytestmark = pytest.mark.gui


@pytest.fixture
def below(qtbot: QtBot) -> Iterator[QLineEdit]:
    """What has the keyboard before the palette opens."""
    from PySide6.QtWidgets import QLineEdit, QWidget

    window = QWidget()
    edit = QLineEdit(window)
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.show()
    edit.setFocus()
    yield edit


@pytest.fixture
def palette(session: Session, below: QLineEdit) -> TagPalette:
    """An open palette."""
    from reviewer.ui.palette import TagPalette

    made = TagPalette(session, below)
    made.open()
    return made


def shown(palette: TagPalette) -> list[str]:
    model = palette.list.model()
    return [str(model.data(model.index(row, 0))) for row in range(model.rowCount())]


@pytest.mark.parametrize(
    ("typed", "name", "fit"),
    [
        ("adm", "Admission", 0),
        ("product", "Work product", 1),
        ("duct", "Work product", 2),
        ("ivm", "Issue: voluntary or mandatory", None),
        ("ivom", "Issue: voluntary or mandatory", 3),
        ("a c", "Attorney-client", 3),
        ("DELIBER", "Deliberative process", 0),
        ("peche", "Pêche", 0),
        ("PÊCHE", "peche", 0),
        ("strasse", "Straße", 0),
        ("zebra", "Hot", None),
    ],
)
def test_a_name_fits_by_its_parts_and_initials(typed: str, name: str, fit: int | None) -> None:
    from reviewer.ui.tag_filter import rank

    assert rank(typed, name) == fit


def test_the_tags_used_last_come_first(session: Session, below: QLineEdit) -> None:
    from reviewer.ui.palette import TagPalette

    assert session.store is not None
    memo = documents.ids(session.store)[0]
    for name in ("Hot", "Confidential"):
        verbs.tag_spans(session.store, "R", memo, [span_of(session.store, memo, 2, "mandatory")], [name])
    palette = TagPalette(session, below)
    palette.open()
    names = shown(palette)
    assert names[:3] == ["Confidential", "Hot", "Attorney-client"]
    assert sorted(names) == sorted(tag.name for tag in coding.tags(session.store))


def test_enter_applies_the_tag_that_the_arrows_chose(qtbot: QtBot, palette: TagPalette, below: QLineEdit) -> None:
    from PySide6.QtCore import Qt

    qtbot.keyClicks(palette.edit, "issue")
    assert shown(palette) == ["Issue: voluntary or mandatory", "Issue: changing the message"]
    qtbot.keyClick(palette.edit, Qt.Key.Key_Down)
    with qtbot.waitSignal(palette.chosen) as chosen:
        qtbot.keyClick(palette.edit, Qt.Key.Key_Return)
    assert chosen.args == ["Issue: changing the message"]
    assert palette.isHidden()
    assert below.hasFocus()


def test_escape_applies_nothing(qtbot: QtBot, palette: TagPalette, below: QLineEdit) -> None:
    from PySide6.QtCore import Qt

    with qtbot.assertNotEmitted(palette.chosen), qtbot.waitSignal(palette.ended):
        qtbot.keyClick(palette.edit, Qt.Key.Key_Escape)
    assert below.hasFocus()


def test_a_name_that_is_not_there_makes_a_tag(qtbot: QtBot, session: Session, palette: TagPalette) -> None:
    from PySide6.QtCore import Qt

    assert session.store is not None
    before = coding.tags(session.store)
    qtbot.keyClicks(palette.edit, "Waiver by disclosure")
    assert shown(palette) == ["Create tag “Waiver by disclosure”"]
    with qtbot.waitSignal(palette.chosen) as chosen:
        qtbot.keyClick(palette.edit, Qt.Key.Key_Return)
    assert chosen.args == ["Waiver by disclosure"]
    made = coding.tag_by_name(session.store, "Waiver by disclosure")
    assert made.kind is TagKind.ISSUE
    assert made.colour not in {tag.colour for tag in before}
    session.undo()
    assert coding.tags(session.store) == before


def test_keys_of_the_window_do_nothing_while_it_is_open(qtbot: QtBot, palette: TagPalette, below: QLineEdit) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QAction, QKeySequence

    pressed: list[bool] = []
    action = QAction("Undo", below.window(), shortcut=QKeySequence("Ctrl+M"))
    action.triggered.connect(lambda: pressed.append(True))
    below.window().addAction(action)
    qtbot.keyClick(palette.edit, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert pressed == []
    palette.end()
    qtbot.keyClick(below, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert pressed == [True]


def test_the_best_fit_comes_first() -> None:
    from reviewer.ui.tag_filter import best_first

    tags = [Tag(TagId(n), name, TagKind.ISSUE, "#000000") for n, name in enumerate(("Photo", "Not hot", "Hot"), 1)]
    assert [tag.name for tag in best_first("hot", tags, lambda tag: tag.name)] == ["Hot", "Not hot", "Photo"]
