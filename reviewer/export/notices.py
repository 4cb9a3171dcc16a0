"""What the person who exports should look at before the list is used or leaves the office."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reviewer.export.cells import Cited
from reviewer.export.quotes import UNCHANGED, Verdict
from reviewer.model import Tag, TagKind

_GUARDED = {TagKind.PRIVILEGE: "privilege", TagKind.CONFIDENTIALITY: "confidentiality"}


def notices(cited: Sequence[Cited], tags: Iterable[Tag], filing: bool, coded: int = 0) -> tuple[str, ...]:
    """Each a sentence; none when all is well. `coded`: how many of the documents are withheld or confidential."""
    verdicts = [entry.check.verdict for entry in cited]
    files = sorted({f"{entry.document.name}: {entry.check.file}." for entry in cited if entry.check.file != UNCHANGED})
    lines = [
        _told(verdicts.count(Verdict.CHANGED), "changed since it was tagged", "changed since they were tagged"),
        _told(verdicts.count(Verdict.NOT_FOUND), "was not found in the file", "were not found in the files"),
        _told(verdicts.count(Verdict.EXACT_OCR), "was read by OCR: compare it with the page",
              "were read by OCR: compare them with the pages"),
        *files,
        *(_guarded(cited, tags, kind, filing) for kind in _GUARDED),
        _coded(coded, filing),
    ]  # fmt: skip
    return tuple(line for line in lines if line)


def _told(count: int, one: str, many: str) -> str:
    if not count:
        return ""
    return f"1 quote {one}." if count == 1 else f"{count} quotes {many}."


def _guarded(cited: Sequence[Cited], tags: Iterable[Tag], kind: TagKind, filing: bool) -> str:
    names = {tag.name for tag in tags if tag.kind is kind}
    count = sum(not names.isdisjoint(entry.passage.tags) for entry in cited)
    if not count:
        return ""
    bearing = "1 passage bears" if count == 1 else f"{count} passages bear"
    return f"{bearing} a {_GUARDED[kind]} tag: {_what_to_do(filing)}."


def _coded(count: int, filing: bool) -> str:
    """What to say of documents that are coded as withheld or confidential as a whole."""
    if not count:
        return ""
    coded = "1 document is" if count == 1 else f"{count} documents are"
    return f"{coded} coded as withheld or confidential: {_what_to_do(filing)}."


def _what_to_do(filing: bool) -> str:
    return "see that it may be filed" if filing else "see that it stays in the office"
