"""Brings the open document of the matter into the page view: its pages, its hits, its passages."""

from __future__ import annotations

from collections.abc import Iterator, Set
from itertools import chain
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from reviewer import bates
from reviewer.errors import ReviewerError
from reviewer.model import Box, DocumentId, Passage, Span, Tag
from reviewer.search.found import Marks
from reviewer.store import coding, documents, in_pdfs
from reviewer.store.fields import Numbers, numbered
from reviewer.store.searches import SetId, highlight_sets
from reviewer.text import boxes_of
from reviewer.ui.finding import Finder
from reviewer.ui.made_once import MadeOnce
from reviewer.ui.pages.marks import PaintedHit, PaintedPassage, PaintedTerm
from reviewer.ui.pages.painting import UNTAGGED
from reviewer.ui.pages.reader import Reader
from reviewer.ui.session import Session

SLICE_SECONDS = 0.008


class Reading(QObject):
    """Keeps a Reader in step with the session. Boxes of hits are found in slices, so that typing never waits."""

    hit_reached = Signal(int)  # the place of the hit that is current among those of the document

    def __init__(self, session: Session, reader: Reader) -> None:
        super().__init__(reader)
        self._session, self._reader = session, reader
        self._work: Iterator[PaintedHit | PaintedTerm] = iter(())
        self._painted: list[PaintedHit] = []
        self._terms: list[PaintedTerm] = []
        self._hidden: frozenset[SetId] = frozenset()
        self._placed: Marks | None = None  # those whose boxes are known
        self._wanted: Span | None = None
        self._parts = MadeOnce(_parts)
        self._turns: dict[DocumentId, int] = {}  # the documents whose pages are turned
        self._finder = Finder(session, reader.find_bar)
        self._finder.changed.connect(self._start_hits)
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._find_boxes)
        session.current_changed.connect(self._open)
        session.closed.connect(self._open)
        session.coding_changed.connect(self._paint_passages)
        session.numbers_changed.connect(self._renumber)
        session.texts_changed.connect(self._open_again)
        session.hits_changed.connect(self._start_hits)
        session.place_wanted.connect(self._go)
        session.closed.connect(self._turns.clear)
        reader.hit_changed.connect(self._tell_hit)
        reader.turned.connect(self._note_turn)
        reader.place_unknown.connect(self._look_elsewhere)

    @property
    def _marks(self) -> Marks:
        """The hits that are shown: of what is looked for in this document, else of the search."""
        return self._session.marks if self._finder.marks is None else self._finder.marks

    def show_terms(self, hidden: Set[SetId]) -> None:
        """Light the terms of all sets but the hidden ones."""
        self._hidden = frozenset(hidden)
        self._reader.set_terms([term for term in self._terms if term.owner not in hidden])

    def _open(self) -> None:
        self._finder.open_document()
        self._start_hits()
        self._wanted = None
        store, document = self._session.store, self._session.current
        if store is None or document is None:
            self._reader.clear(self.tr("Choose a document at the left to read it here"))
            return
        try:
            path = documents.pdf_path(store, document)
        except ReviewerError as error:
            self._reader.clear(str(error))
            self._session.failed.emit(str(error))
            return
        self._reader.open(
            documents.pages(store, document),
            path,
            lambda page: documents.content(store, document, page),
            lambda page: [one for one in in_pdfs.hidden(store, document) if one.page == page],
            self._turns.get(document, 0),
        )
        self._paint_passages()

    def _open_again(self) -> None:
        """The same document with other words, at the same page."""
        page = self._reader.current_page
        self._open()
        if page:
            self._reader.go_to(page)

    def _renumber(self) -> None:
        if self._session.store and self._session.current is not None:
            self._reader.renumber(documents.pages(self._session.store, self._session.current))

    def _go(self, page: int, place: Span | Box | None) -> None:
        """Go to a page, or to words or a box on it; a hit that stands there becomes the current one."""
        store, document = self._session.store, self._session.current
        if store is None or document is None:
            return
        self._wanted = place if isinstance(place, Span) else None
        self._reader.outline(page, place if isinstance(place, Box) else None)
        if isinstance(place, Span):
            place = next(iter(boxes_of(documents.content(store, document, page), place.start, place.end)), None)
        self._reader.go_to(page, place)
        self._mark_wanted()

    def _paint_passages(self) -> None:
        store, document = self._session.store, self._session.current
        if store is None or document is None:
            return
        self._reader.set_passages(self._parts.of(self._session.passages(), coding.tags(store)))

    def _start_hits(self) -> None:
        self._painted, self._terms, self._placed = [], [], None
        self._work = chain(self._boxes_of(self._marks), self._boxes_of_terms())
        self._timer.start()

    def _boxes_of(self, marks: Marks) -> Iterator[PaintedHit]:
        store, document = self._session.store, self._session.current
        if store is None or document is None:
            return
        page, content, pairs = 0, documents.content(store, document, 0), zip(marks.hits, marks.terms, strict=True)
        for span, term, continues in ((span, term, place > 0) for hit, term in pairs for place, span in enumerate(hit)):
            if span.page != page:
                page, content = span.page, documents.content(store, document, span.page)
            yield PaintedHit(page, boxes_of(content, span.start, span.end), False, term, continues, span)

    def _boxes_of_terms(self) -> Iterator[PaintedTerm]:
        store, document = self._session.store, self._session.current
        if store is None or document is None:
            return
        colours = {one.id: one.colour for one in highlight_sets(store)}
        for owner, hits in self._session.marks.lit:
            page, content = 0, documents.content(store, document, 0)
            for span in (span for hit in hits for span in hit if owner in colours):
                if span.page != page:
                    page, content = span.page, documents.content(store, document, span.page)
                yield PaintedTerm(page, boxes_of(content, span.start, span.end), colours[owner], owner, span)

    def _find_boxes(self) -> None:
        deadline = monotonic() + SLICE_SECONDS
        for mark in self._work:
            if isinstance(mark, PaintedTerm):
                self._terms.append(mark)
            else:
                self._painted.append(mark)
            if monotonic() > deadline:
                return
        self._timer.stop()
        self._placed = self._marks
        self._reader.set_hits(self._painted)
        self.show_terms(self._hidden)
        self._mark_wanted()
        if self._finder.marks:
            self._reader.next_hit()

    def _tell_hit(self, hit: int) -> None:
        if self._finder.marks is None:
            self.hit_reached.emit(hit)

    def _note_turn(self, turn: int) -> None:
        if self._session.current is not None:
            self._turns[self._session.current] = turn

    def _look_elsewhere(self, name: str) -> None:
        """No page of the document is called so: go to the page of the matter that bears the Bates number."""
        store, number = self._session.store, bates.parse(name)
        sought = Numbers(number.prefix, number.number, number.number, number.suffix) if number else None
        found = numbered(store, sought) if store and sought and sought.prefix else []
        if found:
            self._session.show(found[0][0], found[0][1])
            self._reader.setFocus()
        elif name:
            words = self.tr("No page of this document is called “{0}”, and no page of the matter bears that number.")
            self._reader.say_no_page(words.format(name))

    def _mark_wanted(self) -> None:
        """Make the hit that was asked for the current one, once the boxes of all hits are known."""
        owners = {span: place for place, hit in enumerate(self._marks.hits) for span in hit}
        if self._wanted in owners and self._placed is self._marks:
            self._reader.go_to_hit(owners[self._wanted])
            self._wanted = None


def _parts(passage: Passage, tags: dict[str, Tag]) -> Iterator[PaintedPassage]:
    borne = [tags[name] for name in passage.tags if name in tags]
    words = "\n".join(part for part in (", ".join(passage.tags), passage.note, _source(passage)) if part)
    colours = tuple(tag.colour for tag in borne) or (UNTAGGED,)
    keys = tuple(tag.key or tag.name[:1].upper() for tag in borne)
    for mark in passage.marks:
        yield PaintedPassage(passage.id, mark.span.page, mark.boxes, colours, keys, words, mark.span)


def _source(passage: Passage) -> str:
    return " · ".join(part for part in (passage.bates, passage.author) if part)
