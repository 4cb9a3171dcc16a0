"""Prints the labels that are cut off in the panels of a new matter, at the scale of the environment."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton, QWidget

from reviewer.review import coding as verbs
from reviewer.store import coding, documents
from reviewer.ui import theme
from reviewer.ui.chips import lay_chips, small
from reviewer.ui.codebook_dialog import CodebookDialog
from reviewer.ui.coding_panel import CodingPanel
from reviewer.ui.export_dialog import ExportDialog
from reviewer.ui.passage_delegate import MARGIN, PAD
from reviewer.ui.session import Session
from reviewer.ui.tag_grid import TagButton
from tests.ui.papers import add_papers, span_of


def cut(widget: QWidget) -> Iterator[str]:
    """The texts of labels and buttons that are narrower or lower than their text."""
    for child in widget.findChildren(QWidget):
        if child.isVisibleTo(widget) and child.width() > 0 and not _fits(child):
            yield child.accessibleName() or child.property("text")


def _fits(child: QWidget) -> bool:
    if isinstance(child, TagButton | QPushButton | QCheckBox):
        return child.width() >= child.sizeHint().width()
    if type(child) is QLabel and child.text():
        wrapped = child.wordWrap()
        return child.height() >= (child.heightForWidth(child.width()) if wrapped else child.sizeHint().height())
    return True


def cut_chips(panel: CodingPanel) -> Iterator[str]:
    """The names of tags whose chips have no room for them on a card."""
    room = panel.passages.viewport().width() - 2 * (MARGIN + PAD)
    metrics = QFontMetrics(small(panel.font()))
    for button in panel.grid.buttons:
        ((name, rect),) = lay_chips([button.tag.name], 10_000, metrics)
        if rect.width() > room:
            yield name


def main(folder: Path) -> None:
    """Build a matter, show the panels in both themes, print what is cut off."""
    app = QApplication([])
    session = Session()
    session.create(folder)
    store = session.store
    assert store is not None
    add_papers(store)
    memo = documents.ids(store)[0]
    verbs.tag_spans(store, "R", memo, [span_of(store, memo, 2, "mandatory")], [tag.name for tag in coding.tags(store)])
    verbs.edit_tag(store, "R", replace(coding.tag_by_name(store, "Hot"), colour="#060608"))
    for worn in (theme.LIGHT, theme.DARK):
        theme.apply(app, worn)
        panel = CodingPanel(session)
        panel.resize(290, 800)
        session.show(memo)
        shown = [panel, CodebookDialog(session), ExportDialog(session)]
        for widget in shown:
            widget.show()
        for _ in range(5):
            app.processEvents()
        for text in [text for widget in shown for text in cut(widget)] + list(cut_chips(panel)):
            print(f"{worn.name}: {text}")
    session.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
