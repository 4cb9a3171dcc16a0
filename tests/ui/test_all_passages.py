"""All passages of the matter in the window: filter, order, groups, tags by tags, changes of many, export."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reviewer.model import DocumentId, PassageId, Span
from reviewer.review import coding as verbs
from reviewer.review.bulk import passages_at, tag_all
from reviewer.store import coding, documents, history, matter
from reviewer.store.passage_filters import ALL_PASSAGES, Demand, PassageFilter
from reviewer.store.passages import Grouping
from tests.make import add_document, extraction
from tests.ui.papers import span_of

if TYPE_CHECKING:
    from PySide6.QtCore import Qt
    from pytestqt.qtbot import QtBot

    from reviewer.ui.main_window import MainWindow
    from reviewer.ui.passages.view import PassagesView
    from reviewer.ui.session import Session

pytestmark = pytest.mark.gui
VOLUNTARY, MESSAGE = "Issue: voluntary or mandatory", "Issue: changing the message"
CODED = (
    (1, 1, "the programme is voluntary", ("Admission", VOLUNTARY), "Ana", "Compare the résumé of April"),
    (1, 2, "It will become mandatory in 2013", (VOLUNTARY, "Hot"), "Ben", ""),
    (1, 2, "Do not forward this memorandum", ("Work product",), "Ana", ""),
    (2, 1, "Taking part is voluntary", (VOLUNTARY,), "Ben", ""),
    (3, 1, "Strike the word voluntary", (MESSAGE, "Hot"), "Ana", "Who asked?"),
)
ALL = [words for _, _, words, *_ in CODED]


class Driven:
    """The view, in sight, and what it shows."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot, self.window, self.session = qtbot, window, window.session
        self.work, self.view = window.workspace, window.workspace.passages
        self.bar, self.table, self.model = self.view.bar, self.view.table, self.view.model

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.view.settled and not self.bar._typing.isActive(), timeout=20_000)

    def quotes(self) -> list[str]:
        """The quotes that are listed, headers in brackets."""
        found = []
        for row in range(self.model.rowCount()):
            group, entry = self.model.group(row), self.model.entry(row)
            found.append(f"[{self.model.head(group)[0]}]" if group else entry.passage.quote.exact if entry else "?")
        return found

    def choose(self, *rows: int) -> None:
        from PySide6.QtCore import QItemSelectionModel as Selection

        self.table.go_to(rows[0])
        for row in rows[1:]:
            flags = Selection.SelectionFlag.Select | Selection.SelectionFlag.Rows
            self.table.selectionModel().select(self.model.index(row, 0), flags)

    def press(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        from PySide6.QtCore import Qt

        self.window.activateWindow()  # a dialog may have had the keyboard
        self.qtbot.waitUntil(self.window.isActiveWindow)
        held = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            held |= modifier
        self.qtbot.keyClick(self.table, key, held)


def code(session: Session) -> None:
    assert session.store
    for document, page, words, tags, author, note in CODED:
        span = span_of(session.store, DocumentId(document), page, words)
        made = verbs.tag_spans(session.store, author, DocumentId(document), [span], tags)
        verbs.set_note(session.store, author, made.id, note)
    session.tell_coded()


@pytest.fixture
def driven(qtbot: QtBot, window: MainWindow) -> Iterator[Driven]:
    code(window.session)
    made = Driven(qtbot, window)
    window.actions_by_name["all_passages"].trigger()
    made.settle()
    yield made
    made.view.asker.stop()


def test_the_table_takes_the_place_of_the_documents_and_gives_it_back(driven: Driven) -> None:
    from PySide6.QtCore import Qt

    sizes = driven.work._sizes
    assert driven.work.in_passages and driven.work.sizes()[2] == 0
    assert driven.quotes() == ALL
    row = [driven.model.index(0, column).data() for column in range(driven.model.columnCount())]
    assert row[:2] == [f"Admission, {VOLUNTARY}", "“the programme is voluntary”"]
    assert row[2:6] == ["Compare the résumé of April", "Memorandum on participation", "SCP-0000001", "1"]
    assert row[6].replace("\u00a0", " ") == "Oct. 2, 2009" and row[7] == "Ana"
    assert driven.bar.sentence.text() == "5 passages"
    driven.press(Qt.Key.Key_Escape)
    assert not driven.work.in_passages and driven.work.sizes() == sizes
    assert driven.work.documents.isVisible()


def test_a_click_on_a_tag_goes_from_or_to_and_to_not_to_nothing(driven: Driven) -> None:
    from PySide6.QtCore import Qt

    chips = driven.bar.tags.chips
    assert list(chips) == ["Work product", "Admission", VOLUNTARY, MESSAGE, "Hot"]
    assert {name: chip.count for name, chip in chips.items()} == {
        "Work product": 1, "Admission": 1, VOLUNTARY: 3, MESSAGE: 1, "Hot": 2,
    }  # fmt: skip
    steps = [
        ("or", [ALL[1], ALL[4]], "2 of 5 passages: Hot"),
        ("and", [ALL[1], ALL[4]], "2 of 5 passages: Hot"),
        ("not", [ALL[0], ALL[2], ALL[3]], "3 of 5 passages: not Hot"),
        ("", ALL, "5 passages"),
    ]
    for word, quotes, said in steps:
        driven.qtbot.mouseClick(chips["Hot"], Qt.MouseButton.LeftButton)
        driven.settle()
        assert (chips["Hot"].word(), driven.quotes(), driven.bar.sentence.text()) == (word, quotes, said)
    driven.qtbot.mouseClick(chips["Hot"], Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier)
    driven.qtbot.mouseClick(chips[VOLUNTARY], Qt.MouseButton.LeftButton)
    driven.settle()
    assert driven.bar.sentence.text() == f"2 of 5 passages: {VOLUNTARY} and not Hot"
    assert chips["Hot"].count == 2 and chips["Hot"].accessibleName() == "Hot, 2 passages, must not be there"
    driven.bar.clear.click()
    driven.settle()
    assert driven.quotes() == ALL and not driven.bar.clear.isVisible()


def test_all_parts_of_a_filter_hold_at_once_and_are_said_in_a_sentence(driven: Driven) -> None:
    from reviewer.ui.filter_bar import PartChip

    bar = driven.bar
    bar.choose(
        PassageFilter(
            frozenset({"Admission", "Hot"}),
            frozenset({VOLUNTARY}),
            frozenset({"Work product"}),
            frozenset({"admission"}),
            frozenset({"Ana", "Ben"}),
            frozenset({DocumentId(1)}),
            "2009",
            "2009-11",
            "RESUME",
        )
    )
    driven.settle()
    assert driven.quotes() == [ALL[0]]
    assert bar.sentence.text() == (
        f"1 of 5 passages: (Admission or Hot) and {VOLUNTARY} and not Work product, of the kind admission, "
        "tagged by Ana or Ben, dated 2009 – Nov. 2009, in Memorandum on participation, with “RESUME” in quote or note"
    )
    assert bar.words.text() == "RESUME"
    chips = [item.widget() for place in range(bar._flow.count()) if (item := bar._flow.itemAt(place))]
    assert isinstance(chips[0], PartChip) and chips[0].text() == "of the kind admission"
    chips[0].click()
    assert bar.chosen.kinds == frozenset() and bar.chosen.reviewers


def test_choices_tell_their_counts_and_words_fit_whatever_case_and_accents(driven: Driven) -> None:
    bar = driven.bar
    bar.turn(VOLUNTARY, Demand.MUST)
    driven.settle()
    bar.open()
    counts = {key: label.text() for key, label in bar.popup._counts.items()}
    assert counts["reviewers", "Ben"] == "2" and counts["reviewers", "Ana"] == "1"
    assert counts["kinds", "issue"] == "3" and counts["documents", 1] == "2" and ("documents", 3) not in counts
    bar.popup.choices["reviewers", "Ben"].click()
    driven.settle()
    assert driven.quotes() == [ALL[1], ALL[3]]
    assert bar.popup._counts["documents", 1].text() == "1"
    bar.popup.histogram.chosen.emit("2010", "2010")
    driven.settle()
    assert driven.quotes() == [ALL[3]]
    bar.popup.hide()
    bar.clear.click()
    driven.qtbot.keyClicks(driven.bar.words, "resume of APRIL")
    driven.settle()
    assert driven.quotes() == [ALL[0]]
    driven.bar.words.setText("zebra")
    driven.settle()
    assert driven.model.rowCount() == 0 and driven.view._empty.isVisible()
    assert driven.view._empty.words.startswith("No passage fits")


def test_headers_sort_and_groups_fold_by_keys(driven: Driven) -> None:
    from PySide6.QtCore import Qt

    driven.table.horizontalHeader().setSortIndicator(1, Qt.SortOrder.DescendingOrder)
    driven.settle()
    assert driven.quotes() == sorted(ALL, key=str.casefold, reverse=True)
    driven.table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
    driven.bar.grouping.choose(Grouping.TAG)
    driven.settle()
    assert driven.quotes()[:4] == ["[Work product]", ALL[2], "[Admission]", ALL[0]]
    driven.table.go_to(1)
    driven.press(Qt.Key.Key_Left)
    assert driven.quotes()[:3] == ["[Work product]", "[Admission]", ALL[0]]
    assert driven.table.currentIndex().row() == 0 and driven.table.chosen() == [PassageId(3)]
    driven.press(Qt.Key.Key_Return)
    assert driven.quotes()[1] == ALL[2]
    driven.press(Qt.Key.Key_Return)
    assert driven.model.shown() == [PassageId(number) for number in (3, 1, 2, 4, 5)]
    assert driven.model.index(0, 0).data() == "Work product, 1 passage"
    driven.bar.grouping.choose(Grouping.DOCUMENT)
    driven.settle()
    titles = ["[Memorandum on participation]", "[Press release]", "[Talking points, draft]"]
    assert driven.quotes() == [titles[0], *ALL[:3], titles[1], ALL[3], titles[2], ALL[4]]


def test_the_page_follows_the_keyboard_copies_are_cited_and_enter_goes_to_the_page(driven: Driven) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QGuiApplication

    driven.choose(0, 4)
    driven.press(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = "“the programme is voluntary” SCP-0000001\n“Strike the word voluntary” SCP-0000004"
    assert QGuiApplication.clipboard().text() == copied
    driven.table.setFocus()
    driven.table.go_to(0)
    driven.press(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    driven.qtbot.waitUntil(lambda: driven.session.current == DocumentId(3))
    assert driven.work.in_passages and driven.work.reader.isVisible()
    driven.table.go_to(2)
    driven.qtbot.waitUntil(lambda: driven.session.current == DocumentId(1))
    assert driven.work.reader.current_page == 2
    driven.press(Qt.Key.Key_Return)
    assert not driven.work.in_passages
    assert driven.work.reader.current_page == 2 and driven.work.coding.current_passage == PassageId(3)


def test_tags_of_many_are_changed_in_one_step_after_their_count_was_said(driven: Driven) -> None:
    from PySide6.QtCore import Qt

    from reviewer.ui.passages.retag_dialog import EXCHANGE, SHOWN, RetagDialog

    store = driven.session.store
    assert store
    before = [one.tags for one in coding.passages(store)]
    driven.choose(0, 1, 2)
    driven.press(Qt.Key.Key_7)  # Hot: several are selected, so it is asked first
    dialog = driven.work.passage_acts.dialog
    assert isinstance(dialog, RetagDialog) and dialog.tag.currentText() == "Hot"
    assert dialog.words.startswith("2 of 3 passages get “Hot”; 1 bear it already.")
    assert dialog.go.text() == "Put on 2"
    dialog.accept()
    driven.settle()
    assert [("Hot" in one.tags) for one in coding.passages(store)] == [True, True, True, False, True]
    assert driven.table.chosen() == [PassageId(1), PassageId(2), PassageId(3)]
    driven.window.actions_by_name["retag"].trigger()
    dialog = driven.work.passage_acts.dialog
    assert isinstance(dialog, RetagDialog)
    dialog.way.choose(EXCHANGE)
    dialog.scope.choose(SHOWN)
    dialog.tag.setCurrentText(VOLUNTARY)
    dialog.other.setCurrentText(VOLUNTARY)
    assert not dialog.go.isEnabled()
    dialog.other.setCurrentText("Hot")
    assert dialog.words == f"3 of 5 passages get “Hot” in place of “{VOLUNTARY}”; 2 bear both and keep “Hot”."
    dialog.accept()
    driven.settle()
    assert driven.bar.tags.chips["Hot"].count == 5 and VOLUNTARY not in driven.bar.tags.chips
    for _ in range(2):
        driven.session.undo()
    assert [one.tags for one in coding.passages(store)] == before
    driven.settle()
    driven.choose(2)
    driven.press(Qt.Key.Key_7)
    assert coding.passage(store, PassageId(3)).tags == ("Work product", "Hot")


def test_tags_are_renamed_and_merged_after_their_count_was_said(driven: Driven) -> None:
    from reviewer.ui.passages.retag_dialog import MergeDialog
    from reviewer.ui.search_dialogs import NameDialog

    store, acts = driven.session.store, driven.work.passage_acts
    assert store
    driven.bar.turn("Hot", Demand.ANY)
    driven.bar.turn(VOLUNTARY, Demand.ANY)
    acts.merge(coding.tag_by_name(store, "Hot"))
    merging = acts.dialog
    assert isinstance(merging, MergeDialog)
    merging.into.setCurrentText(VOLUNTARY)
    assert f"“Hot” is on 2 passages, of which 1 bear “{VOLUNTARY}” already." in merging.words
    merging.accept()
    driven.settle()
    assert history.undoable(store, driven.session.author).name == f"Merge tag “Hot” into “{VOLUNTARY}”"  # type: ignore[union-attr]
    assert driven.bar.chosen == PassageFilter(any_of=frozenset({VOLUNTARY}))
    assert driven.bar.tags.chips[VOLUNTARY].count == 4
    acts.rename(coding.tag_by_name(store, VOLUNTARY))
    naming = acts.dialog
    assert isinstance(naming, NameDialog)
    naming.name.setText("admission")
    naming.accept()
    assert "there is a tag “Admission” already" in naming.message
    naming.name.setText("Voluntary?")
    naming.accept()
    driven.settle()
    assert driven.bar.chosen == PassageFilter(any_of=frozenset({"Voluntary?"}))
    assert driven.bar.tags.chips["Voluntary?"].count == len(driven.quotes()) == 4
    driven.session.undo()
    driven.session.undo()
    driven.bar.choose(ALL_PASSAGES)
    driven.settle()
    assert driven.bar.tags.chips["Hot"].count == 2


def test_a_number_of_two_tags_is_what_its_click_lists(driven: Driven) -> None:
    from PySide6.QtCore import Qt

    driven.window.actions_by_name["together"].trigger()
    table = driven.view.heat
    names = [tag.name for tag in table.together.tags]
    assert table.isVisible() and names == ["Work product", "Admission", VOLUNTARY, MESSAGE, "Hot"]
    cell = table.together.index(names.index(VOLUNTARY), names.index("Hot"))
    assert cell.data() == "1"
    assert cell.data(Qt.ItemDataRole.AccessibleTextRole) == f"{VOLUNTARY} and Hot: 1 passage"
    assert table.together.index(2, 2).data() == "3" and table.together.index(0, 1).data() == ""
    place = table.visualRect(cell).center()
    driven.qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    driven.settle()
    assert driven.table.isVisible() and driven.quotes() == [ALL[1]]
    assert driven.bar.sentence.text() == f"1 of 5 passages: Hot and {VOLUNTARY}"
    driven.bar.clear.click()
    driven.settle()
    driven.view.show_together(True)
    table.setCurrentIndex(table.together.index(4, 4))
    driven.qtbot.keyClick(table, Qt.Key.Key_Return)
    driven.settle()
    assert driven.quotes() == [ALL[1], ALL[4]]


def test_what_is_shown_is_exported_in_the_order_shown(driven: Driven, tmp_path: Path) -> None:
    from PySide6.QtCore import Qt

    from reviewer.ui.export_dialog import ExportDialog

    driven.bar.turn("Work product", Demand.NOT)
    driven.table.horizontalHeader().setSortIndicator(1, Qt.SortOrder.DescendingOrder)
    driven.settle()
    driven.window.actions_by_name["export"].trigger()
    dialog = driven.work.passage_acts.dialog
    assert isinstance(dialog, ExportDialog)
    assert dialog.summary == "4 passages from 3 documents, in the order shown"
    dialog.form.path.setText(str(tmp_path / "shown.csv"))
    dialog.start()
    driven.qtbot.waitUntil(lambda: dialog.message.startswith("Written"), timeout=20_000)
    with (tmp_path / "shown.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    found = [quote for row in rows for quote in ALL if any(quote == cell.strip("“”") for cell in row)]
    assert found == driven.quotes()
    dialog.reject()


def test_a_matter_that_is_read_only_lists_and_changes_nothing(qtbot: QtBot, window: MainWindow) -> None:
    code(window.session)
    folder = window.session.store.folder  # type: ignore[union-attr]
    window.session.close()
    held = matter.open_matter(folder)
    try:
        assert window.session.open(folder)
        driven = Driven(qtbot, window)
        window.actions_by_name["all_passages"].trigger()
        driven.settle()
        assert driven.quotes() == ALL
        said: list[str] = []
        window.session.told.connect(said.append)
        driven.work.passage_acts.retag()
        assert said == ["There are no passages whose tags could be changed"]
        assert not window.actions_by_name["retag"].isEnabled()
    finally:
        matter.close(held)


def test_without_passages_it_says_what_to_do_and_every_control_has_a_name(qtbot: QtBot, window: MainWindow) -> None:
    from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QHeaderView, QLineEdit

    from reviewer.ui.passages.retag_dialog import SHOWN, RetagDialog

    driven = Driven(qtbot, window)
    window.actions_by_name["all_passages"].trigger()
    driven.settle()
    assert driven.view._empty.words.startswith("No passage is tagged yet")
    code(window.session)
    driven.settle()
    assert driven.quotes() == ALL
    view: PassagesView = driven.view
    for kind in (QAbstractButton, QLineEdit, QAbstractItemView):
        for widget in view.findChildren(kind):
            named = widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
            own = isinstance(widget.parent(), QLineEdit) or isinstance(widget, QHeaderView)  # parts of what has a name
            assert named or own or not widget.isVisible(), widget
    store = driven.session.store
    assert store
    add_document(store, extraction(["memo " * 1500], title="Long"), "long.pdf")
    long = documents.ids(store)[-1]
    hits = [(Span(1, at, at + 4),) for at in range(0, 7500, 5)]
    tag_all(store, "Ana", "Hot", passages_at(store, "Ana", long, hits))
    driven.session.tell_coded()
    driven.settle()
    assert driven.model.rowCount() == 1505
    driven.table.scrollToBottom()
    driven.table.viewport().grab()
    assert len(driven.model._entries) < 400
    driven.work.passage_acts.retag()
    dialog = driven.work.passage_acts.dialog
    assert isinstance(dialog, RetagDialog)
    dialog.scope.choose(SHOWN)
    dialog.tag.setCurrentText("Responsive")
    assert dialog.go.text() == "Put on 1,505"
    dialog.accept()  # so many are changed by a child
    tags = driven.bar.tags
    qtbot.waitUntil(lambda: "Responsive" in tags.chips and tags.chips["Responsive"].count == 1505, timeout=20_000)
    window.session.search("voluntary")
    qtbot.waitUntil(lambda: window.session.found is not None, timeout=20_000)
    assert not driven.work.in_passages
