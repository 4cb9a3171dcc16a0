"""Documents of a matter read again: by OCR where their text layer is bad, or by the text layer after all.

Each document is a job in a child process and one operation in the audit trail. Its passages are found again in the new
text; those that are not found keep the place where they stood, and are listed. Whether it is reviewed stays as it is.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import sleep

from reviewer.errors import MatterError, ProcessingError, ReviewerError
from reviewer.jobs import Failure, Job, Progress
from reviewer.languages import ENGLISH, check
from reviewer.model import Document, DocumentId, Mark, PageContent, PageText, Passage, Span
from reviewer.processing.scans import GARBAGE, garbage_flags
from reviewer.store import coding, documents, history, in_pdfs, page_texts
from reviewer.store.history import Recorder
from reviewer.store.matter import Store
from reviewer.text import boxes_of, reanchor, text_in
from reviewer.text.marked import on_words

_TIME_LIMIT = 300.0  # seconds a page
_MEMORY_LIMIT = 2 << 30


@dataclass(frozen=True, slots=True)
class Again:
    """Which PDF is read again, how many pages it has, and the language for OCR; "" for the text layer."""

    path: Path
    pages: int
    language: str


@dataclass(slots=True)
class Reread:
    """What came of it so far: how many documents and pages have a new text, which pages OCR could not read, the
    passages that were not found again, by the names of their documents."""

    documents: int = 0
    pages: int = 0
    weak: int = 0
    unread: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


def read_again(again: Again) -> Generator[Progress, None, list[PageContent]]:
    """The pages as read again, as a job; those that OCR can't read are left out. Raises ProcessingError."""
    from reviewer.pdf.read import read_layer, read_scans  # MuPDF is loaded by the child alone

    found = []
    for number in range(1, again.pages + 1):
        yield Progress(number - 1, again.pages)
        if not again.language:
            found += read_layer(again.path, [number])
            continue
        try:
            found += read_scans(again.path, [number], again.language)
        except ProcessingError:
            continue
    return found


class Rereading:
    """Documents under way, one after the other; driven by `poll`. What was read stays when it is stopped.

    `language`: what OCR reads; "" for the text layer. Raises MatterError when the matter can't be written, NotFound
    when there is no such language.
    """

    def __init__(self, store: Store, author: str, chosen: Iterable[DocumentId], language: str = ENGLISH) -> None:
        if store.read_only:
            raise MatterError("Nothing was read again", store.holder or "the matter is open for reading only")
        self._store, self._author = store, author
        self._language = check(language) if language else ""
        self._waiting = deque(documents.load_many(store, documents.in_order(store, chosen)))
        self._total = sum(document.pages for document in self._waiting)
        self._before = 0
        self._job: Job[Again, list[PageContent]] | None = None
        self.outcome = Reread()

    @property
    def finished(self) -> bool:
        """Whether nothing is left to do."""
        return not self._waiting

    def poll(self) -> Progress:
        """Go on, without waiting for the child; tell how far, in pages. Raises ReviewerError when it can't go on."""
        if self.finished:
            return Progress(self._total, self._total)
        document = self._waiting[0]
        if self._job is None:
            again = Again(documents.pdf_path(self._store, document.id), document.pages, self._language)
            self._job = Job(read_again, again, _TIME_LIMIT, _MEMORY_LIMIT)
        state = self._job.poll()
        if state.finished:
            self._job = None
            self._take(document, state.value)
            self._waiting.popleft()
            self._before += document.pages
        done = self._before if state.finished else self._before + int(state.progress.done)
        return Progress(done, self._total, document.name)

    def cancel(self) -> None:
        """Stop; the document under way stays as it was."""
        if self._job:
            self._job.cancel()
        self._job = None
        self._waiting.clear()

    def _take(self, document: Document, value: list[PageContent] | ReviewerError | Failure | None) -> None:
        if isinstance(value, ReviewerError):
            raise value
        if not isinstance(value, list):
            why = value.message if isinstance(value, Failure) else "nothing came back"
            raise ProcessingError(f"{document.name} was not read again", why, "It stays as it was")
        lost = _write(self._store, self._author, document, value, self._language)
        read = {content.page.number for content in value}
        self.outcome.documents += 1
        self.outcome.pages += len(value)
        self.outcome.weak += len(page_texts.weak_of(self._store, document.id))
        self.outcome.unread += [f"{document.name} at {n}" for n in range(1, document.pages + 1) if n not in read]
        self.outcome.lost += [document.name] * lost


def carry_out(running: Rereading, tell: Callable[[Progress], None]) -> Reread:
    """Drive it to its end, for callers that may wait."""
    try:
        while not running.finished:
            tell(running.poll())
            sleep(0.02)
    except BaseException:
        running.cancel()
        raise
    return running.outcome


def _write(store: Store, author: str, document: Document, found: Sequence[PageContent], language: str) -> int:
    """Put the new text in place and find the passages again; how many were not found."""
    texts = [content for content in found if content.content.text]  # where nothing is found, what is there stays
    name = f"Read {document.control_number} by OCR" if language else f"Read {document.control_number} by its text layer"
    with history.operation(store, name, author, undoable=False) as recorder:
        page_texts.replace(recorder, document.id, texts, _flags(document, found, language))
        _place_marks(store, document.id, {content.page.number for content in texts})
        return sum(not _find_again(store, recorder, passage) for passage in coding.passages_of(store, document.id))


def _flags(document: Document, found: Sequence[PageContent], language: str) -> tuple[str, ...]:
    """The flags of the document: that its layer is garbage is said where the layer is what is read."""
    others = tuple(flag for flag in document.flags if flag != GARBAGE)
    return others if language else (*others, *garbage_flags(found))


def _place_marks(store: Store, document: DocumentId, pages: set[int]) -> None:
    """Lay the marks that the file came with on the new words."""
    placed = []
    for mark in in_pdfs.annotations(store, document):
        placed += on_words(mark, documents.content(store, document, mark.page)) if mark.page in pages else [mark]
    in_pdfs.replace_annotations(store, document, placed)


def _find_again(store: Store, recorder: Recorder, passage: Passage) -> bool:
    """Move a passage to where its words stand now; whether they were found. An area stays where it is."""
    if passage.area:
        return True
    contents = {number: documents.content(store, passage.document, number) for number in passage.pages}
    spans = place_again(passage, contents)
    marks = [_mark(passage, span, contents[span.page]) for span in spans] if spans else None
    coding.move_passage(recorder, passage.id, marks)
    return marks is not None


def place_again(passage: Passage, contents: Mapping[int, PageText]) -> tuple[Span, ...] | None:
    """Where a passage stands in new texts of its pages: by its words, at best where they stood; where no such words
    are, by the words that stand on the same ink. None when there are none either."""
    texts = {number: content.text for number, content in contents.items()}
    inked = [_on_ink(mark, contents[mark.span.page]) for mark in passage.marks]
    stood = [mark.span for mark in passage.marks]
    if len(inked) == 1 and inked[0]:  # the quote of several pages is cut by the lengths of its old spans
        stood = [inked[0]]
    return reanchor(stood, passage.quote, texts) or (tuple(span for span in inked if span) if all(inked) else None)


def _on_ink(mark: Mark, content: PageText) -> Span | None:
    """The words that stand where a mark stood: from the first to the last, when hardly others stand between them."""
    runs = text_in(content, mark.boxes)
    if not runs:
        return None
    start, end = runs[0][0], runs[-1][1]
    held = sum(stop - begin for begin, stop in runs)
    return Span(mark.span.page, start, end) if 2 * held > end - start else None


def _mark(passage: Passage, span: Span, content: PageText) -> Mark:
    old = next(mark for mark in passage.marks if mark.span.page == span.page)
    return Mark(span, boxes_of(content, span.start, span.end), old.width, old.height, old.rotation)
