"""The open matter as the window sees it: calls verbs, tells the views what changed, shows errors in one place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from reviewer import settings
from reviewer.errors import ReviewerError
from reviewer.model import Box, DocumentId, Hit, Operation, Passage, Span
from reviewer.review.matters import new_matter
from reviewer.search.found import Found, Marks
from reviewer.search.sampling import Sample
from reviewer.store import history, matter
from reviewer.store.acts import latest, since
from reviewer.store.matter import Store
from reviewer.ui.diary_keeping import DiaryKeeper
from reviewer.ui.importing import Importer
from reviewer.ui.job_runner import JobRunner
from reviewer.ui.long_steps import ToStep, step
from reviewer.ui.noticing import Noticer
from reviewer.ui.passages_kept import KeptPassages
from reviewer.ui.searching import Searcher
from reviewer.words import local

MANY = 300  # rows that an undo changes within the time that nobody notices


class Session(QObject):
    """One matter at a time. Views read `store` through reviewer.store and change it only through `do`."""

    opened = Signal()
    closed = Signal()
    documents_changed = Signal()
    coding_changed = Signal()
    numbers_changed = Signal()  # Bates numbers of pages were corrected
    texts_changed = Signal()  # pages of documents were read again
    settings_changed = Signal()
    current_changed = Signal()  # another document is shown
    place_wanted = Signal(int, object)  # page from 1, a Span, a Box or None: bring it into view
    hits_changed = Signal()  # the hits of the current document are known
    told = Signal(str)  # a message for the status bar
    failed = Signal(str)  # a sentence about an error, to be shown at once

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.settings = settings.load()
        self.store: Store | None = None
        self.current: DocumentId | None = None
        self.marks = Marks()
        self._kept = KeptPassages()
        self.importer = Importer(self)
        self.searcher = Searcher(self)
        self.noticer = Noticer(self)
        self.diary = DiaryKeeper(self)
        self.stepping = JobRunner(step, self)
        self._again = False  # whether the step under way does again what was undone
        self.importer.added.connect(self.documents_changed)
        self.importer.finished.connect(self._imported)
        self.importer.failed.connect(self.failed)
        self.noticer.failed.connect(self.failed)
        self.stepping.finished.connect(lambda moved: self._tell_step(moved, self._again))
        self.stepping.failed.connect(self.failed)
        self.searcher.marks_found.connect(self._take_marks)
        self.searcher.found.connect(lambda _: self._ask_marks())

    @property
    def author(self) -> str:
        """The reviewer's name, as it goes into the journal."""
        return self.settings.reviewer

    @property
    def hits(self) -> tuple[Hit, ...]:
        """The hits in the document that is shown, in reading order."""
        return self.marks.hits

    @property
    def found(self) -> Found | None:
        """The answer to the query of the moment."""
        return self.searcher.answer

    def passages(self) -> list[Passage]:
        """The passages of the document that is shown, in page order; the same objects as long as they are unchanged."""
        return self._kept.of(self.store, self.current) if self.store and self.current is not None else []

    def create(self, folder: Path, name: str = "") -> bool:
        """Make a new matter and open it; tell whether it worked."""
        return self._take(lambda: new_matter(folder, name, self.author))

    def open(self, folder: Path) -> bool:
        """Open a matter, for reading only when somebody else holds it; tell whether it worked."""
        return self._take(lambda: matter.open_or_read(folder))

    def close(self) -> None:
        """Close the matter; an import under way is stopped and can be taken up again."""
        self.importer.cancel()
        self.stepping.stop()
        self.searcher.stop()
        self.noticer.stop()
        if self.store:
            self._note_seen(self.store)
            matter.close(self.store)
        self.store, self.current, self.marks = None, None, Marks()
        self._kept.forget()
        self.closed.emit()

    def news(self) -> dict[str, int]:
        """How many actions each colleague did since the reviewer left the matter; none where it was never left."""
        seen = self.settings.seen.get(self.store.uuid) if self.store else None
        return since(self.store, seen, self.author) if self.store and seen is not None else {}

    def do(self, verb: Callable[..., Any], *arguments: Any) -> Any:
        """Call a verb of reviewer.review with the store and the author; hand back its result, None on an error."""
        if self.store is None:
            return None
        try:
            result = verb(self.store, self.author, *arguments)
        except ReviewerError as error:
            self.failed.emit(str(error))
            return None
        self.tell_coded()
        return result

    def tell_coded(self) -> None:
        """Tell the views that a verb was carried out."""
        self.coding_changed.emit()
        if self.store and history.latest_changed(self.store, "numbering"):
            self.numbers_changed.emit()
        if self.store and history.latest_changed(self.store, "highlight_set"):
            self._ask_marks()

    def tell_reread(self) -> None:
        """Tell the views that pages were read again; the index follows."""
        self.marks = Marks()
        self.texts_changed.emit()
        self.coding_changed.emit()
        self._imported()

    def undo(self) -> None:
        """Take back the reviewer's latest action."""
        self._step(again=False)

    def redo(self) -> None:
        """Do again what was undone last."""
        self._step(again=True)

    def undoable(self) -> Operation | None:
        """What undo would take back."""
        return history.undoable(self.store, self.author) if self.store and not self.store.read_only else None

    def redoable(self) -> Operation | None:
        """What redo would do again."""
        return history.redoable(self.store, self.author) if self.store and not self.store.read_only else None

    def show(self, document: DocumentId, page: int = 0, place: Span | Box | None = None) -> None:
        """Show a document; with a page, go there; with words or a box on it, bring those into view."""
        if document != self.current:
            self.current, self.marks = document, Marks()
            self.current_changed.emit()
            self._ask_marks()
        if page:
            self.place_wanted.emit(page, place)

    def search(self, query: str, sample: Sample | None = None) -> None:
        """Start a search; `searcher.found` or `searcher.refused` tells the outcome. An empty query clears it."""
        self.searcher.search(query, sample)
        if not query.strip():
            self.marks = replace(self.marks, hits=(), terms=())
            self.hits_changed.emit()

    def add_files(self, sources: Sequence[Path], **options: Any) -> None:
        """Start to import files or folders."""
        if self.store:
            self.importer.start(self.store, sources, self.author, **options)

    def change_settings(self, changed: settings.Settings) -> None:
        """Keep new settings."""
        self.settings = changed
        try:
            settings.save(changed)
        except ReviewerError as error:
            self.failed.emit(str(error))
        self.settings_changed.emit()

    def _note_seen(self, store: Store) -> None:
        """Note where the journal stood when the reviewer left, for `news`."""
        self.change_settings(replace(self.settings, seen={**self.settings.seen, store.uuid: latest(store)}))

    def _take(self, opening: Callable[[], Store]) -> bool:
        try:
            store = opening()
        except ReviewerError as error:
            self.failed.emit(str(error))
            return False
        if self.store:
            self.close()
        self.store = store
        self.change_settings(settings.remember(self.settings, str(store.folder.resolve())))
        self.searcher.start(store)
        self.noticer.start(store)
        self.opened.emit()
        return True

    def _step(self, again: bool) -> None:
        """Undo or redo; what changes many rows does so in a child process."""
        store = self.store
        if store is None or self.stepping.running:
            return
        target = self.redoable() if again else self.undoable()
        if target and history.size(store, target) > MANY:
            self._again = again
            self.stepping.start(ToStep(str(store.folder), self.author, again))
            return
        try:
            self._tell_step((history.redo if again else history.undo)(store, self.author), again)
        except ReviewerError as error:
            self.failed.emit(str(error))

    def _tell_step(self, moved: Operation | None, again: bool) -> None:
        words = self.tr("Redone: {action}") if again else self.tr("Undone: {action}")
        self.told.emit(words.format(action=local(moved.name)) if moved else self.tr("Nothing to do"))
        self.tell_coded()

    def _imported(self) -> None:
        self.documents_changed.emit()
        self.searcher.refresh()
        if self.store:
            self.noticer.start(self.store)

    def _ask_marks(self) -> None:
        if self.current is not None:
            self.searcher.ask_marks(self.current)

    def _take_marks(self, document: DocumentId, marks: Marks) -> None:
        if document == self.current:
            self.marks = marks
            self.hits_changed.emit()
