"""A small matter with tagged passages, for the tests of exports."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from reviewer.export.quotes import ReadPage
from reviewer.model import (
    Document,
    DocumentId,
    Extraction,
    FileType,
    Page,
    PageContent,
    Passage,
    Span,
    TextSource,
)
from reviewer.review import coding as verbs
from reviewer.store import documents, intake, matter
from reviewer.store.intake import SeenFile, StoredFile
from reviewer.store.matter import Store
from reviewer.text import find_quote
from tests.make import page_text

AUTHOR = "Ana Ruiz"


def page_content(number: int, text: str, bates: str = "", label: str = "", ocr: bool = False) -> PageContent:
    """A page as extraction hands it back."""
    source = TextSource.OCR if ocr else TextSource.LAYER
    return PageContent(Page(number, 612, 792, 0, label or str(number), bates, source), page_text(text))


def add(store: Store, name: str, pages: Sequence[PageContent], title: str = "", date: str = "") -> Document:
    """A document in the store, its produced file being its text."""
    content = "\f".join(page.content.text for page in pages).encode("utf-8", "replace")
    digest = hashlib.sha256(content).hexdigest()
    original = store.folder / "originals" / f"{digest}-{name}"
    original.write_bytes(content)
    production = intake.add_production(store, store.folder.parent, "County")
    ids = intake.add_seen(store, production, [SeenFile(name, str(original), len(content), 0)])
    entry = intake.waiting(store, ids)[0]
    stored = StoredFile(f"originals/{original.name}", digest, hashlib.md5(content).hexdigest())
    found = Extraction(FileType.PDF, title=title, author="A. Smith", date=date, date_source="face of the document",
                       pages=tuple(pages))  # fmt: skip
    intake.add_document(store, entry, stored, found)
    return documents.load(store, entry.id)


def tag(store: Store, document: Document, page: int, quote: str, tag_name: str, note: str = "") -> Passage:
    """Tag the first place of a quote on a page."""
    return verbs.tag_quote(store, AUTHOR, document.control_number, page, quote, tag_name, note)


def tag_over_break(store: Store, document: DocumentId, page: int, first: str, second: str, tag_name: str) -> Passage:
    """Tag words at the end of a page together with words of the next."""
    spans = []
    for number, words in ((page, first), (page + 1, second)):
        spans.append(Span(number, *find_quote(documents.page_text(store, document, number), words)[0]))
    return verbs.tag_spans(store, AUTHOR, document, spans, [tag_name])


MEMO = (
    "MEMORANDUM\nThe programme will become mandatory in 2013;\nno county will be able to opt out of it.",
    "The Office advises that talking points say\n“voluntary” until then."
    "\nThis advice is privileged and is no waiver of the attorney",
    "client privilege. It may not be released.",
)


FORMULA = "=cmd|' /C calc'!A0 is no formula."


def build(folder: Path) -> Store:
    """A matter of four documents with seven passages: dated and undated, stamped and not, by OCR, over a page break."""
    store = matter.create(folder / "Sanctuary v. Agency.matter", "Sanctuary v. Agency & Others")
    verbs.seed_codebook(store, AUTHOR)
    memo = add(
        store, "memo.pdf",
        [page_content(n, text, f"SCP-{122 + n:07d}", ("i", "ii", "1")[n - 1]) for n, text in enumerate(MEMO, start=1)],
        "Memorandum on mandatory participation", "2010-10-02",
    )  # fmt: skip
    press = add(
        store, "press.pdf", [page_content(1, f"Taking part is voluntary.\n{FORMULA}", "SCP-0000040")],
        "Press release: “Safer Counties” <final>", "2009-03-03",
    )  # fmt: skip
    scan = add(store, "00012_scan.pdf", [page_content(1, "Counties may not optout.", ocr=True)], date="2010-07-??")
    bare = add(store, "notes.txt", [page_content(1, "0012 counties asked."), page_content(2, "None was told. 導出 №5")])
    tag(
        store,
        memo,
        1,
        "The programme will become mandatory in 2013; no county will be able to opt out of it.",
        "Admission",
    )
    tag_over_break(store, memo.id, 2, "no waiver of the attorney", "client privilege.", "Deliberative process")
    tag(
        store,
        memo,
        2,
        "talking points say “voluntary” until then",
        "Issue: changing the message",
        "Compare the release.",
    )
    tag(store, press, 1, "Taking part is voluntary.", "Hot", "=1+1")
    tag(store, press, 1, FORMULA, "Responsive", "\t@SUM(1)")
    tag(store, scan, 1, "Counties may not optout.", "Admission")
    tag(store, bare, 2, "None was told. 導出 №5", "Hot", "-2 of them")
    return store


def read_stored(store: Store, changes: dict[tuple[str, int], str] | None = None) -> ReadPage:
    """Reads pages as they are in the store, save those of `changes`, by control number and page."""
    known = changes or {}
    return lambda document, number: known.get(
        (document.control_number, number), documents.page_text(store, document.id, number)
    )
