"""Drives the window from state to state and saves what it looks like, for tests/screens.py."""

from __future__ import annotations

import os
import sys
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from reviewer import settings
from reviewer.demo import sample_folder
from reviewer.model import DocumentId, FileType, HiddenKind, Span
from reviewer.review.coding import mark_reviewed, reply, set_disputed, set_note
from reviewer.review.document_coding import tag_documents
from reviewer.store import coding, documents, matter, related
from reviewer.store.filters import EVERYTHING, Filter
from reviewer.text import find_quote
from reviewer.ui import language, theme
from reviewer.ui.assign_dialog import AssignDialog
from reviewer.ui.bates_dialog import BatesDialog
from reviewer.ui.codebook_dialog import CodebookDialog
from reviewer.ui.command_palette import CommandPalette
from reviewer.ui.diary_dialog import DiaryDialog
from reviewer.ui.exceptions_dialog import ExceptionsDialog
from reviewer.ui.export_dialog import ExportDialog
from reviewer.ui.hidden_dialog import HiddenDialog
from reviewer.ui.history_dialog import HistoryDialog
from reviewer.ui.import_dialog import ImportDialog
from reviewer.ui.keys_dialog import KeysDialog
from reviewer.ui.ledger_dialog import LedgerDialog
from reviewer.ui.main_window import MainWindow
from reviewer.ui.marks_dialog import MarksDialog
from reviewer.ui.matter_dialog import MatterDialog
from reviewer.ui.palette import TagPalette
from reviewer.ui.progress_dialog import ProgressDialog
from reviewer.ui.related_panel import SIMILAR
from reviewer.ui.session import Session
from reviewer.ui.settings_dialog import SettingsDialog
from reviewer.ui.terms_dialog import TermsDialog
from tests.make import commented, with_hidden_words
from tests.ui.help_states import take_help
from tests.ui.passage_pictures import take as take_passages
from tests.ui.reading_states import take_reading
from tests.ui.search_states import take_search
from tests.ui.waiting import wait

QUERY = "mandatory"
TAGGED = (("mandatory", "5"), ("voluntary", "4"), ("counties", "7"))
SETTLE_MS = 400


class Photographer:
    """Drives one window and saves what it looks like."""

    def __init__(self, window: MainWindow, out: Path, suffix: str) -> None:
        self.window, self.session, self.out, self.suffix = window, window.session, out, suffix

    def take_all(self, home: Path) -> None:
        """All states, in the order of a review."""
        self.save("start")
        self.import_sample(home)
        self.read()
        self.search()
        self.tag()
        self.code()
        take_reading(self, home)
        take_search(self)
        self.relate()
        self.show_marks(home)
        self.show_hidden(home)
        self.filter()
        for name, make in self.dialogs():
            self.save_over(name, make())
        self.find_a_command()
        take_help(self)
        take_passages(self, wait)
        self.tell_news()
        self.session.close()
        self.save("start-recent")

    def import_sample(self, home: Path) -> None:
        """A matter with the sample and with one file that can't be read, half way and done."""
        damaged = home / "Damaged release.pdf"
        damaged.write_bytes(b"%PDF-1.7 cut off")
        archive = home / "Second release.zip"
        with zipfile.ZipFile(archive, "w") as made:
            made.writestr("letters/Cover letter.txt", "Enclosed are the records that you asked for.")
            made.writestr("letters/Annex.pdf", b"%PDF-1.7 cut off")
        self.session.create(home / "Sample.matter", "The fingerprint-sharing programme")
        self.session.add_files([sample_folder(), damaged, archive])
        model = self.window.workspace.documents.model
        wait(lambda: model.rowCount() > 8 or not self.session.importer.running)
        self.save("importing")
        wait(lambda: not self.session.importer.running)
        self.save("imported")
        self.window.import_strip.hide()

    def read(self) -> None:
        """A document open, some marked reviewed."""
        self.press(Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
        for _ in range(6):
            self.press(Qt.Key.Key_N)
            self.press(Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
        self.press(Qt.Key.Key_N)
        self.save("reading")

    def search(self) -> None:
        """Results, and the first hit lit on its page."""
        self.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(self.window.search_box.edit, QUERY)
        QTest.keyClick(self.window.search_box.edit, Qt.Key.Key_Return)
        wait(lambda: self.session.found is not None)
        self.save("results")
        self.press(Qt.Key.Key_F3)
        wait(lambda: bool(self.session.hits))
        self.save("reading-hits")

    def tag(self) -> None:
        """Passages tagged by keys, then the palette open on a selection."""
        for word, key in TAGGED:
            if self.select(word):
                self.press(getattr(Qt.Key, f"Key_{key}"))
        self.save("tagged")
        self.select(QUERY)
        self.press(Qt.Key.Key_T)
        palette = self.window.findChild(TagPalette)
        assert palette is not None
        QTest.keyClicks(palette.edit, "is")
        self.save("tagging")
        palette.end()

    def code(self) -> None:
        """The coding form half filled by keys, what it lacks, and the question before others are coded alike."""
        store, panel = self.session.store, self.window.workspace.coding
        assert store is not None
        for key in (Qt.Key.Key_C, Qt.Key.Key_1, Qt.Key.Key_3, Qt.Key.Key_1):
            self.press(key)
        self.save("coding")
        panel.form.spread.ask("selected")
        self.press(Qt.Key.Key_Escape)
        self.session.do(tag_documents, [self.session.current], "Hot")
        self.session.do(tag_documents, [self.session.current], "Issue: changing the message")
        self.window.workspace.documents.view.selectAll()
        panel.form.spread.ask("selected")
        self.save("coding-others")
        self.press(Qt.Key.Key_Escape)
        self.press(Qt.Key.Key_Escape)
        panel.tabs.setCurrentIndex(0)
        (*_, passage) = coding.passages_of(store, DocumentId(self.session.current or 0))
        self.session.do(set_note, passage.id, "Counsel wrote this before the letter went out.")
        reply(store, "Ben Osei", passage.id, "The letter is dated two days earlier: see SCP-0000003.")
        self.session.do(set_disputed, passage.id)
        panel.go_to(passage.id)
        self.save("reply")

    def relate(self) -> None:
        """A document beside another version of it."""
        store, panel = self.session.store, self.window.workspace.coding.related
        assert store is not None
        wait(lambda: not related.unnoticed(store))
        alike = (document.id for document in documents.every(store) if related.similar(store, document.id))
        self.session.show(next(alike))
        panel.choose(SIMILAR)
        self.save("related")
        panel.choose(SIMILAR)

    def show_marks(self, home: Path) -> None:
        """A document that came with marks, and the list of them."""
        self.session.add_files([commented(home / "Marked draft.pdf")])
        wait(lambda: not self.session.importer.running)
        self.window.import_strip.hide()
        assert self.session.store is not None
        marked = next(one for one in documents.every(self.session.store) if one.path == "Marked draft.pdf")
        self.session.show(marked.id)
        self.save("marks")
        self.save_over("marks-list", MarksDialog(self.session, self.window))

    def show_hidden(self, home: Path) -> None:
        """A document with words under a box, and the list of them, which shows their place."""
        self.session.add_files([with_hidden_words(home / "Redacted memo.pdf", HiddenKind.BOX)])
        wait(lambda: not self.session.importer.running)
        self.window.import_strip.hide()
        assert self.session.store is not None
        redacted = next(one for one in documents.every(self.session.store) if one.path == "Redacted memo.pdf")
        self.session.show(redacted.id)
        listed = HiddenDialog(self.session, self.window)
        listed.show()
        listed.list.setCurrentItem(listed.list.topLevelItem(0))
        self.save("hidden")
        self.save_over("hidden-list", listed)

    def filter(self) -> None:
        """The choices of a filter with their counts, then its chips alone."""
        self.window.workspace.left.setCurrentIndex(0)
        bar = self.window.workspace.documents.filters
        bar.choose(Filter(types=frozenset({FileType.PDF}), since="2010-03", until="2010-10"))
        bar.open()
        QTest.qWait(SETTLE_MS)
        picture = self.window.grab()
        painter = QPainter(picture)
        painter.drawPixmap(self.window.mapFromGlobal(bar.popup.pos()), bar.popup.grab())
        painter.end()
        self.keep("filter", picture)
        bar.popup.hide()
        self.save("filtered")
        bar.choose(EVERYTHING)

    def find_a_command(self) -> None:
        """The palette of commands while a word is typed."""
        self.window.actions_by_name["commands"].trigger()
        palette = self.window.findChild(CommandPalette)
        assert palette is not None
        QTest.keyClicks(palette.edit, "re")
        self.save("commands")
        palette.end()

    def tell_news(self) -> None:
        """The matter opened again after a colleague's work, with the history and the progress."""
        assert self.session.store is not None
        folder, others = self.session.store.folder, documents.ids(self.session.store)[20:33]
        self.session.close()
        with matter.opened(folder) as store:
            for document in others:
                mark_reviewed(store, "B. Lund", [document])
        self.session.open(folder)
        self.save("news")
        self.window.news_strip.hide()
        history = HistoryDialog(self.session, self.window)
        history.show()
        wait(lambda: bool(history.lines))
        self.save_over("history", history)
        self.save_over("progress", ProgressDialog(self.session, self.window))

    def dialogs(self) -> list[tuple[str, Callable[[], QDialog]]]:
        """The dialogs by the names of their pictures."""
        session, window = self.session, self.window
        return [
            ("import", lambda: ImportDialog(window, (sample_folder(),))),
            ("import-volume", self.import_volume),
            ("export", lambda: ExportDialog(session, window)),
            ("assign", self.assign),
            ("bates", self.correct_bates),
            ("matter", self.matter),
            ("codebook", lambda: CodebookDialog(session, window)),
            ("ledger", self.ledger),
            ("terms", self.terms),
            ("diary", lambda: DiaryDialog(session, window)),
            ("exceptions", lambda: ExceptionsDialog(session, window)),
            ("settings", lambda: SettingsDialog(session, window)),
            ("keys", lambda: KeysDialog(self.session, window.actions_by_name, window)),
        ]

    def assign(self) -> QDialog:
        """All documents about to be given to three reviewers."""
        assert self.session.store is not None
        dialog = AssignDialog(self.session, self.session.store, documents.ids(self.session.store), self.window)
        dialog.names.setText("Ana Ruiz, B. Lund, C. Okafor")
        return dialog

    def correct_bates(self) -> QDialog:
        """A run of pages about to get other numbers."""
        assert self.session.store is not None and self.session.current is not None
        dialog = BatesDialog(self.session, self.session.store, self.session.current, 1, self.window)
        dialog.number.setText("SCP-0000003")
        return dialog

    def matter(self) -> QDialog:
        """The properties of the matter."""
        assert self.session.store is not None
        return MatterDialog(self.session, self.session.store, self.window)

    def import_volume(self) -> QDialog:
        """The import dialog on a load file of which something is in doubt."""
        assert self.session.store is not None
        load_file = self.session.store.folder.parent / "RELEASE_02.DAT"
        load_file.write_bytes(_load_file())
        dialog = ImportDialog(self.window, (load_file,))
        wait(lambda: dialog.volume.offer is not None)
        return dialog

    def ledger(self) -> QDialog:
        """The ledger, once it is counted."""
        dialog = LedgerDialog(self.session, self.window)
        wait(lambda: dialog.found is not None)
        return dialog

    def terms(self) -> QDialog:
        """A term report, with a term that is switched off and one that can't be read."""
        dialog = TermsDialog(self.session, self.window)
        dialog.form.list.setPlainText(
            'mandatory\nvoluntary\n"opt out"\nprivileg*\nattorney AND\nfrom:renn OR from:hale'
        )
        dialog.run()
        wait(lambda: dialog.report is not None)
        dialog.table.terms.setData(
            dialog.table.terms.index(2, 0), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole
        )
        return dialog

    def select(self, word: str) -> bool:
        """Select the sentence around a word on a page of the document that is shown."""
        store, document = self.session.store, self.session.current
        assert store is not None and document is not None
        for page in documents.pages(store, document):
            text = documents.page_text(store, DocumentId(document), page.number)
            for start, _ in find_quote(text, word):
                begin, end = text.rfind(".", 0, start) + 1, text.find(".", start) + 1 or len(text)
                begin += len(text[begin:]) - len(text[begin:].lstrip())
                self.window.workspace.reader.go_to(page.number)
                self.window.workspace.reader.select([Span(page.number, begin, end)])
                self.window.workspace.reader.setFocus()
                return True
        return False

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the keyboard is."""
        self.window.activateWindow()
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)
        QTest.qWait(30)

    def save(self, name: str) -> None:
        """Save a picture of the window once it has come to rest."""
        QTest.qWait(SETTLE_MS)
        self.keep(name, self.window.grab())

    def save_over(self, name: str, dialog: QDialog) -> None:
        """Save a picture of the window with a dialog over it."""
        dialog.show()
        QTest.qWait(SETTLE_MS)
        picture, front = self.window.grab(), dialog.grab()
        painter = QPainter(picture)
        painter.fillRect(self.window.rect(), QColor(0, 0, 0, 70))
        place = self.window.rect().center() - QPoint(dialog.width() // 2, dialog.height() // 2)
        painter.drawPixmap(place, front)
        painter.setPen(QColor(theme.worn().border))
        painter.drawRect(QRect(place, dialog.size()))
        painter.end()
        dialog.close()
        self.keep(name, picture)

    def keep(self, name: str, picture: QPixmap) -> None:
        """Write a picture into the folder."""
        picture.save(str(self.out / f"{name}-{self.suffix}.png"))


def _load_file() -> bytes:
    """A Concordance load file of three rows, UTF-8 save for one name."""
    rows = (
        ("BEGDOC", "ENDDOC", "CUSTODIAN", "FROM", "DATESENT", "SUBJECT", "Review Batch", "NATIVELINK"),
        ("SCP-0000901", "SCP-0000902", "Renn, Tobias", "T. Renn", "09/10/2010", "Outline", "B-12", "NATIVES/901.msg"),
        ("SCP-0000903", "SCP-0000903", "Núñez, Inés", "I. Núñez", "09/12/2010", "RE: Outline", "B-12", ""),
        ("SCP-0000904", "SCP-0000910", "Hale, June", "J. Hale", "10/28/2010", "Talking points", "B-13", ""),
    )
    text = "".join("\x14".join(f"þ{value}þ" for value in row) + "\r\n" for row in rows)
    return text.encode() + "\x14".join("þþ" if value else "þé éþ" for value in (*rows[0][:-1], "")).encode("cp1252")


def take(out: Path, look: str, scale: str, spoken: str = "en") -> None:
    """All pictures in one theme, at one scale and in one language, in this process."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["REVIEWER_HOME"] = folder
        settings.save(replace(settings.load(), reviewer="Ana Ruiz", theme=look))
        app = QApplication(sys.argv[:1])
        language.speak(app, spoken)
        theme.apply(app, theme.chosen(look))
        window = MainWindow(Session())
        window.show()
        window.activateWindow()
        QTest.qWaitForWindowActive(window)
        suffix = (look if scale == "1" else f"{look}-{scale}x") + ("" if spoken == "en" else f"-{spoken}")
        Photographer(window, out, suffix).take_all(Path(folder))
        window.close()
