"""A look at a matter in this process, and what came of it."""

from __future__ import annotations

from reviewer.findings.look import look
from reviewer.store import related
from reviewer.store.matter import Store
from reviewer.store.related import Findings


def find(store: Store) -> Findings:
    """Look at a matter and keep what was found."""
    walk = look(str(store.folder))
    while True:
        try:
            next(walk)
        except StopIteration as end:
            found: Findings = end.value
            break
    for _ in related.save(store, found):
        pass
    return found
