"""How long events of the window wait while passages are tagged in a document that has thousands of them, and while the
Bates numbers of thousands of pages are corrected. Beside it, the same verbs without a window."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from reviewer.model import DocumentId, Span
from reviewer.review import coding as verbs
from reviewer.review.bulk import passages_at, tag_all
from reviewer.store import coding, documents, history, matter
from reviewer.ui.bates_dialog import BatesDialog
from reviewer.ui.main_window import MainWindow
from tests.bench.figures import apart, import_into, long_pdf, spread, timed
from tests.bench.windows import HeartBeat, pause, until, window

PAGES = 500
PASSAGES = 5_000
LONG = 5_000  # pages whose numbers are corrected
WORDS = 6  # of a passage
TIMES = 20
REST = 0.4  # seconds between two actions of a quick reviewer
TAG, KEY = "Admission", "4"


def main(corpus: Path) -> None:
    apart(prepare, corpus)
    apart(bare, corpus)
    with window() as shown:
        opened(shown)
        tagged(shown)
        numbered(shown)


def folder() -> Path:
    return Path(os.environ["REVIEWER_HOME"]) / "Tagging.matter"


def prepare(corpus: Path) -> None:
    """A document of many pages with thousands of passages, and one of thousands of pages without a file."""
    from tests.bench.large import put_in

    import_into(folder(), long_pdf(corpus, PAGES))
    with matter.opened(folder()) as store:
        verbs.seed_codebook(store, "Bench")
        (document,) = documents.ids(store)
        spans = islice(places(store, document), PASSAGES)
        tag_all(store, "Bench", TAG, passages_at(store, "Bench", document, [(span,) for span in spans]))
        put_in(store, [[f"Page {number}" for number in range(LONG)]])


def places(store: matter.Store, document: DocumentId) -> Iterator[Span]:
    """Runs of words all over a document, one after the other."""
    for page in documents.pages(store, document):
        words = documents.content(store, document, page.number).words
        for first in range(0, len(words) - WORDS, WORDS):
            yield Span(page.number, words[first].start, words[first + WORDS - 1].end)


def bare(corpus: Path) -> None:
    """The verbs alone: what a passage takes to be written, and all of the document to be read."""
    with matter.opened(folder()) as store:
        document = documents.ids(store)[0]
        print(f"  {len(coding.passages_of(store, document)):,} passages on {PAGES} pages")
        spans = list(islice(places(store, document), PASSAGES, PASSAGES + TIMES))
        taken = [timed(lambda span=span: verbs.tag_spans(store, "Bench", document, [span], [TAG]))[0] for span in spans]
        told("the verb alone: tag", taken)
        told("the verb alone: undo", [timed(lambda: history.undo(store, "Bench"))[0] for _ in spans])
        told("the store alone: passages of the document", [timed(lambda: coding.passages_of(store, document))[0]])


def told(what: str, seconds: list[float]) -> None:
    ms = [one * 1000 for one in seconds]
    print(f"  {what:<48} p50 {spread(ms, 0.5):6.1f}  p99 {spread(ms, 0.99):6.1f}  max {max(ms):6.1f} ms", flush=True)


def opened(shown: MainWindow) -> None:
    beat = HeartBeat()
    beat.start()
    shown.session.open(folder())
    until(lambda: shown.workspace.reader.current_page == 1)
    pause(3.0)
    beat.stop("open the document")


def tagged(shown: MainWindow) -> None:
    """Words are selected and tagged by a key, get a note, and all is taken back and done again."""
    session, work = shown.session, shown.workspace
    assert session.store and session.current is not None
    spans = list(islice(places(session.store, session.current), PASSAGES, PASSAGES + TIMES))

    def tag(number: int) -> None:
        work.reader.go_to(spans[number].page)
        work.reader.view.select([spans[number]])
        shown.actions_by_name[f"tag {KEY}"].trigger()

    def note(number: int) -> None:
        passage = work.coding.current_passage
        session.do(verbs.set_note, passage, f"Note {number}")

    step("tag words by a key", tag)
    step("write a note", note)
    step("undo", lambda _: session.undo())
    step("redo", lambda _: session.redo())
    listed = work.coding.passages.passage_model.passages
    step("go to a passage of the list", lambda number: work.coding.go_to(listed[number * 97].id))


def step(what: str, act: Callable[[int], object]) -> None:
    beat = HeartBeat()
    beat.start()
    for number in range(TIMES):
        act(number)
        pause(REST)
    beat.stop(f"{TIMES} times: {what}")


def numbered(shown: MainWindow) -> None:
    """Numbers for all pages of the long document, taken back and given again."""
    session = shown.session
    assert session.store
    long = documents.ids(session.store)[-1]
    beat = HeartBeat()
    beat.start()
    dialog = BatesDialog(session, session.store, long, 1, shown)
    pause(REST)
    dialog.number.setText("ABC-0000001")
    pause(1.0)
    beat.stop(f"look at the numbers of {LONG:,} pages")
    beat.start()
    dialog.correct()
    until(lambda: documents.page(session.store, long, LONG).bates == f"ABC-{LONG:07d}")
    pause(1.0)
    beat.stop(f"correct the numbers of {LONG:,} pages")
