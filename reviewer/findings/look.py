"""The job that looks at a matter as a whole after an import. It reads; the caller keeps what it found."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

from reviewer.findings.duplicates import alike, digest, mail, sketch
from reviewer.findings.threads import threads
from reviewer.jobs import Progress
from reviewer.model import DocumentId
from reviewer.store import documents, matter, related
from reviewer.store.matter import Store
from reviewer.store.related import Findings, Message, Noticed

_TOLD = 50  # documents between two words of progress


def look(folder: str) -> Generator[Progress, None, Findings]:
    """Find what is new in the matter in `folder`; a generator for `reviewer.jobs.Job`. Raises MatterError."""
    with matter.opened(Path(folder), read_only=True) as store:
        messages = related.messages(store)
        noticed = yield from _notice(store, {message.document: message for message in messages})
        known, fresh = related.sketches(store), {one.content: one.sketch for one in noticed if one.content}
        pairs = []
        for pair in alike({**known, **fresh}, (content for content in fresh if content not in known)):
            pairs.append(pair)
            yield Progress(len(noticed), len(noticed))
        return Findings(threads(messages), noticed, pairs)


def _notice(store: Store, messages: dict[DocumentId, Message]) -> Generator[Progress, None, list[Noticed]]:
    waiting, noticed = related.unnoticed(store), []
    for place, (document, text_hash) in enumerate(waiting):
        if place % _TOLD == 0:
            yield Progress(place, len(waiting))
        text = "\n".join(documents.page_texts(store, document).values())
        sampled, message = sketch(text), messages.get(document)
        noticed.append(Noticed(document, text_hash, mail(message, text) if message else "", digest(sampled), sampled))
    return noticed
