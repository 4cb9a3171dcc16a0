"""What the pages of a document say, where that comes from, and how certain OCR is of it; replaced when pages are read
again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from reviewer.model import DocumentId, PageContent, TextSource
from reviewer.store.history import Recorder
from reviewer.store.matter import Store
from reviewer.text import pack_words

WEAK = 80.0
"""The mean certainty of a page's words under which OCR is weak. On pages whose truth is known, made noisy and blurred,
at least 78 % of the words were right above it, and at most 76 % below it."""


@dataclass(frozen=True, slots=True)
class WeakPage:
    """A page of weak OCR, and the mean certainty of its words, 0 to 100."""

    document: DocumentId
    control_number: str
    page: int
    bates: str
    mean: float


def source(sources: Iterable[TextSource]) -> str:
    """One word for a document: the sources of its pages, in a fixed order, joined by a plus."""
    present = set(sources)
    return " + ".join(one for one in TextSource if one in present)


def digest(texts: Iterable[str]) -> str:
    """A digest of the texts of a document's pages, in order: it changes when one of them does."""
    found = hashlib.sha256()
    for text in texts:
        found.update(text.encode() + b"\f")
    return found.hexdigest()


def keep_certainty(db: Database, document: DocumentId, pages: Sequence[PageContent]) -> None:
    """Note how certain OCR is of pages, and that it did not read the others; the caller writes."""
    db.conn.executemany(
        "DELETE FROM ocr WHERE document_id = ? AND page = ?", [(document, p.page.number) for p in pages]
    )
    db.conn.executemany(
        "INSERT INTO ocr (document_id, page, certainty, mean) VALUES (?, ?, ?, ?)",
        [(document, p.page.number, p.certainty, sum(p.certainty) / len(p.certainty)) for p in pages if p.certainty],
    )


def replace(recorder: Recorder, document: DocumentId, pages: Sequence[PageContent], flags: Sequence[str]) -> None:
    """Give pages of a document a new text, and the document its flags; sizes, labels and Bates numbers stay."""
    db = recorder.db
    db.conn.executemany(
        "UPDATE page SET text_source = ?, text = ?, words = ? WHERE document_id = ? AND number = ?",
        [
            (one.page.text_source, one.content.text, pack_words(one.content.words), document, one.page.number)
            for one in pages
        ],
    )
    keep_certainty(db, document, pages)
    rows = db.execute("SELECT text_source, text FROM page WHERE document_id = ? ORDER BY number", [document]).fetchall()
    db.execute(
        "UPDATE document SET text_source = ?, text_hash = ?, flags = ? WHERE id = ?",
        [source(TextSource(row[0]) for row in rows), digest(row[1] for row in rows), "\n".join(flags), document],
    )
    db.execute("INSERT INTO reread VALUES (?, ?)", [recorder.operation, document])


def certainty(store: Store, document: DocumentId, page: int) -> bytes:
    """How certain OCR is of the words of a page, one byte a word, 0 to 100; empty where that is not known."""
    row = store.db.execute("SELECT certainty FROM ocr WHERE document_id = ? AND page = ?", [document, page]).fetchone()
    return bytes(row[0]) if row else b""


def weak_of(store: Store, document: DocumentId) -> list[int]:
    """The pages of a document, from 1, on which OCR is weak."""
    rows = store.db.execute("SELECT page FROM ocr WHERE document_id = ? AND mean < ? ORDER BY page", [document, WEAK])
    return [row[0] for row in rows]


def weak_pages(store: Store, production: int | None = None) -> list[WeakPage]:
    """The pages of weak OCR of a production, or of the matter, in the order of the production."""
    rows = store.db.execute(
        "SELECT ocr.document_id, intake.control_number, ocr.page, page.bates, ocr.mean FROM ocr"
        " JOIN intake ON intake.id = ocr.document_id"
        " JOIN page ON page.document_id = ocr.document_id AND page.number = ocr.page"
        " WHERE ocr.mean < :weak AND (:production IS NULL OR intake.production_id = :production)"
        " ORDER BY intake.control_number, ocr.page",
        {"weak": WEAK, "production": production},
    )
    return [WeakPage(DocumentId(row[0]), *row[1:]) for row in rows]


def count_weak(store: Store, production: int | None = None) -> int:
    """How many pages `weak_pages` lists."""
    row = store.db.execute(
        "SELECT count(*) FROM ocr JOIN intake ON intake.id = ocr.document_id"
        " WHERE ocr.mean < :weak AND (:production IS NULL OR intake.production_id = :production)",
        {"weak": WEAK, "production": production},
    ).fetchone()
    return int(row[0])
